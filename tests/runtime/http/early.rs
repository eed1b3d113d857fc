//! Refusals that a server sends while the body is still on its way, and then
//! closes the connection: over real sockets, and many times each.

use openapi_loom_runtime::http::{Call, Error, ErrorKind};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use workspace_tests::service::{CREATE, SERVICE};

/// A server that answers what it likes once it has the head of a request, and
/// closes.
struct Hasty {
    url: String,
    /// The number of requests that have come.
    requests: Arc<AtomicUsize>,
}

impl Hasty {
    fn start(answers: impl Fn(usize) -> &'static str + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::<AtomicUsize>::default();
        let counted = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut reader = BufReader::with_capacity(1024, stream.try_clone().unwrap());
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                    line.clear();
                }
                let number = counted.fetch_add(1, Ordering::SeqCst);
                // The client may be gone already.
                let _ = answer(&stream, answers(number));
            }
        });
        Self { url, requests }
    }

    async fn send(&self, megabytes: usize, retries: u32) -> Result<u8, Error> {
        let client = openapi_loom_runtime::http::Client::builder(&SERVICE).base_url(&self.url);
        let client = client.max_retries(retries).build().unwrap();
        let call = Call::new(&client, &CREATE).bytes("text/plain", vec![b'a'; megabytes << 20]);
        call.send::<u8>().await.map(|answer| answer.into_body())
    }
}

fn answer(mut stream: &TcpStream, answer: &str) -> std::io::Result<()> {
    stream.write_all(answer.as_bytes())
}

const UNAUTHORIZED: &str = "HTTP/1.1 401 No\r\ncontent-length: 29\r\nconnection: close\r\n\r\n\
                            {\"error\":{\"message\":\"no key\"}}";
const TOO_LARGE: &str = "HTTP/1.1 413 Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn a_refusal_of_a_large_body_is_that_refusal() {
    for round in 0..40 {
        let server = Hasty::start(|_| UNAUTHORIZED);
        let error = server.send(5, 2).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Api, "{round}: {error}");
        assert_eq!(error.status().unwrap(), 401);
        assert!(server.requests.load(Ordering::SeqCst) <= 2, "asked once more at most");
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_uploaded_again() {
    for round in 0..10 {
        let server = Hasty::start(|_| TOO_LARGE);
        // It is asked for the refusal even where nothing is to be tried again.
        let error = server.send(20, 0).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(413), "{round}: {error}");
        assert!(server.requests.load(Ordering::SeqCst) <= 2, "{round}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_without_a_refusal_stays_broken() {
    // Closed without an answer, and asked again once; there it says what is no
    // refusal.
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n1"] {
        let server = Hasty::start(move |number| if number == 0 { "" } else { answer });
        let error = server.send(20, 0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
        assert!(server.requests.load(Ordering::SeqCst) <= 2);
    }
    // A request that is sent at once is not made again.
    let server = Hasty::start(|_| "");
    let client = openapi_loom_runtime::http::Client::builder(&SERVICE).base_url(&server.url);
    let client = client.max_retries(0).build().unwrap();
    let call = Call::new(&client, &CREATE).bytes("text/plain", vec![b'a'; 60 << 10]);
    let error = call.send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert_eq!(server.requests.load(Ordering::SeqCst), 1);
}
