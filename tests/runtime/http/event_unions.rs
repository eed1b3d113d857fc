//! Events that a document describes by `itemSchema`, over real sockets.

use openapi_loom_runtime::http::{ErrorKind, EventStream};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, create, read};

openapi_loom_runtime::event_union! {
    /// News of what happens.
    #[error = "error"]
    #[end = ""]
    pub enum News {
        /// So much is done.
        Done(u8) = "done",
        /// A note that a person may read.
        Note(String) = "note" as text,
        /// An event without a name.
        Message(Vec<u8>) = "message",
    }
}

async fn news(text: &str) -> (Vec<News>, Option<ErrorKind>) {
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<News> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    (events, error.map(|error| error.kind()))
}

#[tokio::test]
async fn data_is_read_by_the_name_of_its_event() {
    let text = "event: done\ndata: 7\n\nevent: note\ndata: not \"JSON\"\n\ndata: [1]\n\n\
                event: message\ndata: [2]\n\nevent: other\ndata: so\n\n";
    let (events, error) = news(text).await;
    let other = News::Other { event: "other".to_owned(), data: "so".to_owned() };
    let note = News::Note("not \"JSON\"".to_owned());
    let expected = [News::Done(7), note, News::Message(vec![1]), News::Message(vec![2]), other];
    assert_eq!((events.as_slice(), error), (expected.as_slice(), None));
}

#[tokio::test]
async fn the_error_event_ends_the_stream() {
    let text = "event: done\ndata: 7\n\nevent: error\ndata: no\n\nevent: done\ndata: 8\n\n";
    assert_eq!(news(text).await, (vec![News::Done(7)], Some(ErrorKind::Api)));
}

openapi_loom_runtime::event_union! {
    /// News with an error among them.
    #[error = ""]
    #[end = ""]
    pub enum Report {
        /// The reason.
        Error(Vec<u8>) = "error",
        /// A note that a person may read.
        Note(String) = "note" as text,
        /// So much is left, if anybody knows.
        Left(Option<u8>) = "left",
    }
}

#[tokio::test]
async fn data_that_may_be_null() {
    let text = "event: left\ndata: null\n\nevent: left\ndata: 7\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<Report> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, [Report::Left(None), Report::Left(Some(7))]);
}

#[tokio::test]
async fn an_error_that_is_described_is_data() {
    let text =
        "event: error\ndata: [7]\n\nevent: note\ndata: after\n\ndata: {\"error\":\"no\"}\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<Report> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    assert_eq!(events, [Report::Error(vec![7]), Report::Note("after".to_owned())]);
    assert_eq!(error.unwrap().kind(), ErrorKind::Api);
}

#[tokio::test]
async fn an_empty_text_is_one() {
    let text = "data\n\ndata\ndata\n\ndata:\n\nevent: note\n\n: hello\n\nid: 1\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<String> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, ["", "\n", ""]);
    // Of other events, one without anything is none.
    let (events, error) = news("event: done\ndata:\n\nevent: note\ndata:\n\nevent: note\n\n").await;
    assert_eq!((events, error), (vec![News::Note(String::new())], None));
}

#[tokio::test]
async fn what_an_event_has_beside_its_data_is_the_stream_s_to_tell() {
    let text = "id: 7\nevent: upd\nretry: 100\ndata: a\n\ndata: b\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let mut stream: EventStream<String> = create(&client(&server)).stream().await.unwrap();
    assert_eq!((stream.event_name(), stream.event_id(), stream.retry()), ("", None, None));
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    assert_eq!((stream.event_name(), stream.event_id()), ("upd", Some("7")));
    assert_eq!(stream.retry().unwrap().as_millis(), 100);
    assert_eq!(stream.next().await.unwrap().unwrap(), "b");
    assert_eq!((stream.event_name(), stream.event_id()), ("", None));
    assert_eq!(stream.retry().unwrap().as_millis(), 100);
}

#[tokio::test]
async fn events_of_text_are_text() {
    let server =
        Server::start([Reply::events().piece("data: a\ndata: b\n\nevent: x\ndata: {\n\n")]);
    let stream: EventStream<String> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events, ["a\nb", "{"]);
}
