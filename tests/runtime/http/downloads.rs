//! Answers that are read as they come, and every way in which they can break.

use futures_util::StreamExt;
use openapi_loom_runtime::http::{Download, Error, ErrorKind, StatusCode};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::AsyncWrite;
use tokio::runtime::Builder;
use tokio::time::Instant;
use workspace_tests::server::{Gate, Reply, Server};
use workspace_tests::service::{Clock, KEY, builder, client, get};

/// Returns the download of this reply.
pub(super) async fn download(reply: Reply) -> Download {
    get(&client(&Server::start([reply]))).download().await.unwrap()
}

pub(super) fn audio() -> Reply {
    Reply::new(200).header("content-type", "audio/mpeg")
}

fn chunked() -> Reply {
    Reply::events()
}

#[tokio::test]
async fn a_download_has_everything_around_the_bytes() {
    let reply = audio().header("x-request-id", "req_1").piece("abc").piece("def");
    let server = Server::start([reply]);
    let mut call = get(&client(&server));
    call.set_accept("audio/mpeg");
    let download = call.download().await.unwrap();
    assert_eq!(download.status(), StatusCode::OK);
    assert_eq!(download.content_type(), Some("audio/mpeg"));
    assert_eq!(download.content_length(), Some(6));
    assert_eq!(download.request_id(), Some("req_1"));
    assert_eq!(download.headers()["content-length"], "6");
    assert!(!format!("{download:?}").contains(KEY));
    assert_eq!(&download.bytes().await.unwrap()[..], b"abcdef");
    assert_eq!(server.request().header("accept"), Some("audio/mpeg"));
}

#[tokio::test]
async fn every_way_of_reading_gives_the_same() {
    let replies =
        [audio().piece("abcdef"), chunked().piece("abcdef"), audio().piece("abcdef").until_close()];
    for reply in replies {
        let reply = reply.trickle();
        assert_eq!(&download(reply.clone()).await.bytes().await.unwrap()[..], b"abcdef");

        let mut by_chunk = download(reply.clone()).await;
        let mut bytes = Vec::new();
        while let Some(chunk) = by_chunk.chunk().await.unwrap() {
            bytes.extend_from_slice(&chunk);
        }
        assert_eq!(bytes, b"abcdef");
        assert!(by_chunk.chunk().await.unwrap().is_none());

        let chunks: Vec<_> = download(reply.clone()).await.map(Result::unwrap).collect().await;
        assert_eq!(chunks.concat(), b"abcdef");

        let mut written = Vec::new();
        assert_eq!(download(reply).await.write_to(&mut written).await.unwrap(), 6);
        assert_eq!(written, b"abcdef");
    }
    for nothing in [Reply::new(204), audio(), chunked()] {
        assert!(download(nothing).await.bytes().await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn bytes_come_as_they_are_sent() {
    let gate = Gate::closed();
    let mut download = download(chunked().piece("ab").wait(&gate).piece("c")).await;
    // The server goes on only when this has been read.
    assert_eq!(&download.chunk().await.unwrap().unwrap()[..], b"ab");
    gate.open();
    assert_eq!(&download.bytes().await.unwrap()[..], b"c");
}

/// Replies that break off after these bytes, in each way that can be told.
fn broken(bytes: &str) -> Vec<Reply> {
    [audio().piece(bytes), chunked().piece(bytes)]
        .into_iter()
        .flat_map(|reply| [reply.clone().cut(), reply.reset()])
        .collect()
}

#[tokio::test]
async fn a_download_that_is_cut_anywhere_says_so() {
    for length in 0..6 {
        for (way, reply) in broken(&"abcdef"[..length]).into_iter().enumerate() {
            let error = download(reply.clone()).await.bytes().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Connection, "{length} {way}: {error}");
            // A reset may take away what had been sent before it.
            let came = error.body().len();
            assert!(came == length || came < length && way % 2 == 1, "{came} of {length}");
            let text = error.to_string();
            let expected = format!("getThing: the download is cut short after {came}");
            let of =
                if way < 2 { format!(" of {} bytes", length + 1) } else { " bytes".to_owned() };
            assert!(text.starts_with(&(expected + &of)), "{text}");
            assert_eq!(error.status(), Some(StatusCode::OK));

            let mut by_chunk = download(reply.clone()).await;
            while let Ok(chunk) = by_chunk.chunk().await {
                assert!(chunk.is_some(), "a clean end at {length} {way}");
            }
            let again = by_chunk.chunk().await.unwrap_err();
            assert!(again.to_string().contains("has failed before"), "{again}");
            assert!(by_chunk.write_to(&mut Vec::new()).await.is_err());

            let items: Vec<_> = download(reply.clone()).await.collect().await;
            assert!(items.last().unwrap().is_err());
            assert_eq!(items.iter().filter(|item| item.is_err()).count(), 1);

            let written = download(reply).await.write_to(&mut Vec::new()).await;
            assert_eq!(written.unwrap_err().kind(), ErrorKind::Connection);
        }
    }
}

#[tokio::test]
async fn what_is_no_success_is_an_error_before_the_download() {
    let again = Reply::new(503).header("retry-after-ms", "0");
    let server = Server::start([again, audio().piece("a"), Reply::json(404, "{}")]);
    let client = builder(&server).build().unwrap();
    assert_eq!(&get(&client).download().await.unwrap().bytes().await.unwrap()[..], b"a");
    let error = get(&client).download().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(StatusCode::NOT_FOUND)));
}

/// Returns the files of a directory and what is in them.
pub(super) fn files(directory: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory).unwrap().map(Result::unwrap);
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
    entries.map(|entry| (name(&entry), fs::read_to_string(entry.path()).unwrap())).collect()
}

pub(super) fn only(name: &str, text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), text.to_owned())])
}

#[tokio::test]
async fn a_download_is_saved_whole_or_not_at_all() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("a.mp3");
    for reply in broken("abc") {
        assert!(download(reply).await.save(&path).await.is_err());
        assert!(files(directory.path()).is_empty());
    }
    assert_eq!(download(audio().piece("abc")).await.save(&path).await.unwrap(), 3);
    assert_eq!(files(directory.path()), only("a.mp3", "abc"));
    for reply in broken("d") {
        assert!(download(reply).await.save(&path).await.is_err());
        assert_eq!(files(directory.path()), only("a.mp3", "abc"));
    }
    download(audio().piece("d")).await.save(&path).await.unwrap();
    assert_eq!(files(directory.path()), only("a.mp3", "d"));
}

#[test]
fn a_download_that_is_dropped_leaves_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::start([audio().piece("abc").hang()]);
        let download = get(&client(&server)).download().await.unwrap();
        let mut saving = Box::pin(download.save(directory.path().join("a.mp3")));
        while files(directory.path()).is_empty() {
            let poll = std::future::poll_fn(|cx| Poll::Ready(saving.as_mut().poll(cx)));
            assert!(poll.await.is_pending());
            tokio::task::yield_now().await;
        }
        drop(saving);
        server.closed(1).await;
    });
    // The file may just have been created when nobody waited for it any more.
    // The runtime waits for what does that.
    drop(runtime);
    assert!(files(directory.path()).is_empty());
}

pub(super) async fn not_saved(path: &Path) -> Error {
    let error = download(audio().piece("abc")).await.save(path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    error
}

#[tokio::test]
async fn a_place_where_nothing_can_be_saved() {
    let directory = tempfile::tempdir().unwrap();
    not_saved(&directory.path().join("missing/a.mp3")).await;
    let error = not_saved(&fs::canonicalize(directory.path()).unwrap()).await;
    assert!(error.to_string().contains("it is there, and no file"), "{error}");
}

/// A disk that is full after so many bytes.
struct Full(usize);

impl AsyncWrite for Full {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let length = bytes.len().min(self.0);
        self.0 -= length;
        Poll::Ready(match length {
            0 => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(length),
        })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test]
async fn a_writer_that_fails_fails_the_download() {
    let server = Server::start([audio().piece("abc").hang()]);
    let download = get(&client(&server)).download().await.unwrap();
    let error = download.write_to(&mut Full(2)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    let expected = "getThing: what was downloaded cannot be written: no storage space";
    assert_eq!(error.to_string(), expected);
    server.closed(1).await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_download_is_given_up() {
    let server = Server::start([audio().piece("abc").hang()]);
    let (clock, builder) = Clock::client(&server);
    let client = builder.timeout(Duration::from_secs(40)).idle_timeout(Duration::from_secs(60));
    let mut download = get(&client.build().unwrap()).download().await.unwrap();
    assert_eq!(&download.chunk().await.unwrap().unwrap()[..], b"abc");
    clock.release(1);
    let start = Instant::now();
    let error = download.chunk().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    let expected = "getThing: the download is cut short after 3 of 4 bytes: nothing came for 60s";
    assert_eq!(error.to_string(), expected);
    let waited = start.elapsed();
    assert!((60_000..60_010).contains(&waited.as_millis()), "{waited:?}");
}

#[tokio::test(start_paused = true)]
async fn the_timeout_of_a_call_is_over_with_the_head() {
    let gate = Gate::closed();
    let server = Server::start([audio().piece("a").wait(&gate).piece("b").close()]);
    let (_clock, builder) = Clock::client(&server);
    let client = builder.timeout(Duration::from_secs(1)).build().unwrap();
    let mut download = get(&client).download().await.unwrap();
    assert_eq!(&download.chunk().await.unwrap().unwrap()[..], b"a");
    tokio::time::advance(Duration::from_secs(500)).await;
    let mut rest = pin!(download.bytes());
    assert!(std::future::poll_fn(|cx| Poll::Ready(rest.as_mut().poll(cx).is_pending())).await);
    gate.open();
    assert_eq!(&rest.await.unwrap()[..], b"b");
}

#[tokio::test(start_paused = true)]
async fn a_download_that_does_not_begin_times_out() {
    let server = Server::answering(|_| Reply::nothing().hang());
    let (clock, builder) = Clock::client(&server);
    let client = builder.timeout(Duration::from_secs(30)).max_retries(0).build().unwrap();
    let watched = server.clone();
    tokio::spawn(async move {
        watched.received(1).await;
        clock.release(1);
    });
    let start = Instant::now();
    let error = get(&client).download().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed().as_secs()), (ErrorKind::Timeout, 30));
}
