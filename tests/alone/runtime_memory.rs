//! Large things are never in memory as a whole.

use openapi_loom_runtime::File;
use openapi_loom_runtime::http::{Call, Client};
use peak_alloc::PeakAlloc;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{CREATE, SERVICE, client, get};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The size of the large things, and the memory that may be used beside.
const LARGE: usize = 64 << 20;
const SMALL: usize = 12 << 20;

/// One test, since all tests of a process share its memory.
#[tokio::test]
async fn large_files_go_either_way_in_little_memory() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("large.bin");
    download(&path).await;
    upload(&path).await;
}

async fn download(path: &std::path::Path) {
    let server = Server::start([Reply::new(200).repeat([7; 64 << 10], LARGE / (64 << 10))]);
    let client = client(&server);
    let before = start();
    let length = get(&client).download().await.unwrap().save(path).await.unwrap();
    assert_eq!(length, u64::try_from(LARGE).unwrap());
    assert!(used_since(before) < SMALL, "{}", used_since(before));
    assert_eq!(std::fs::metadata(path).unwrap().len(), length);
}

async fn upload(path: &std::path::Path) {
    let (url, received) = sink();
    let client = Client::builder(&SERVICE).base_url(url).max_retries(0).build().unwrap();
    let before = start();
    let body = BTreeMap::from([("file", File::from_path(path))]);
    Call::new(&client, &CREATE).form(&body, &[]).send::<u8>().await.unwrap();
    assert!(used_since(before) < SMALL, "{}", used_since(before));
    let received = usize::try_from(received.join().unwrap()).unwrap();
    assert!((LARGE..LARGE + 1024).contains(&received), "{received}");
}

fn start() -> usize {
    MEMORY.reset_peak_usage();
    MEMORY.current_usage()
}

fn used_since(before: usize) -> usize {
    MEMORY.peak_usage().saturating_sub(before)
}

/// Returns a server that keeps nothing of a request but the length of its body.
fn sink() -> (String, std::thread::JoinHandle<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let stream = listener.accept().unwrap().0;
        let mut reader = BufReader::new(&stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            match line.trim_end().split_once(": ") {
                Some(("content-length", value)) => length = value.parse().unwrap(),
                None if line == "\r\n" => break,
                _ => {}
            }
        }
        let received = io::copy(&mut reader.take(length), &mut io::sink()).unwrap();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1";
        (&stream).write_all(answer).unwrap();
        received
    });
    (url, server)
}
