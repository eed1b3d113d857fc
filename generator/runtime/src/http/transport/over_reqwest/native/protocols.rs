//! Whole exchanges in each protocol, encoding and way to the network that a
//! feature adds.

use crate::http::{Call, Client, ClientBuilder, Method, Operation, Service};

static SERVICE: Service = Service { base_url: "http://unset.invalid", ..Service::DEFAULT };

fn client(url: &str) -> ClientBuilder {
    Client::builder(&SERVICE).base_url(url).max_retries(0)
}

/// The answers of a bare socket, without a library.
#[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd", feature = "socks"))]
mod plain {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener, TcpStream};
    use std::thread;

    use super::*;

    pub(super) static GET: Operation = Operation::new("getThing", Method::GET, "/thing");

    /// Does with each connection to a new address what is wanted, and gives the address.
    pub(super) fn serve(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || listener.incoming().flatten().for_each(answer));
        address
    }

    /// Answers with a body of that encoding, once the head of a request is there.
    pub(super) fn answer(stream: &mut TcpStream, encoding: &str, body: &[u8]) -> String {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
            head.push(byte[0]);
        }
        let length = body.len();
        let answer = format!(
            "HTTP/1.1 200 OK\r\n{encoding}content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        let _ = stream.write_all(answer.as_bytes()).and_then(|()| stream.write_all(body));
        String::from_utf8(head).unwrap()
    }
}

#[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd"))]
mod encodings {
    use super::super::tests::block_on;
    use super::plain::{GET, answer, serve};
    use super::*;
    use crate::http::{Error, ErrorKind};
    use std::sync::mpsc;

    /// Returns the outcome of reading a body in an encoding, and the encodings that
    /// the client said that it takes.
    fn decoded(encoding: &'static str, body: Vec<u8>) -> (Result<Vec<u8>, Error>, String) {
        let (asked, heads) = mpsc::channel();
        let address = serve(move |mut stream| {
            let encoding = format!("content-encoding: {encoding}\r\n");
            let _ = asked.send(answer(&mut stream, &encoding, &body));
        });
        let client = client(&format!("http://{address}")).max_answer_size(1 << 20);
        let client = client.build().unwrap();
        let bytes = block_on(Call::new(&client, &GET).send_bytes());
        let head = heads.recv().unwrap().to_ascii_lowercase();
        let accept = head.lines().find_map(|line| line.strip_prefix("accept-encoding: "));
        (bytes.map(|answer| answer.body().to_vec()), accept.unwrap_or_default().to_owned())
    }

    /// Returns a member of gzip whose content is stored as it is.
    #[cfg(feature = "gzip")]
    fn member(content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap();
        let mut crc = u32::MAX;
        for byte in content {
            crc ^= u32::from(*byte);
            (0..8).for_each(|_| crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1)));
        }
        let mut member = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1];
        member.extend_from_slice(&length.to_le_bytes());
        member.extend_from_slice(&(!length).to_le_bytes());
        member.extend_from_slice(content);
        member.extend_from_slice(&(!crc).to_le_bytes());
        member.extend_from_slice(&u32::from(length).to_le_bytes());
        member
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn gzip_is_asked_for_and_read() {
        let both = [member(b"abcd"), member(b"efgh")].concat();
        let padded = [&both[..], &[0; 9]].concat();
        for encoding in ["gzip", "GZIP", "x-gzip", " identity, gzip"] {
            for body in [&both, &padded] {
                let (bytes, accept) = decoded(encoding, body.clone());
                assert_eq!(bytes.unwrap(), b"abcdefgh", "{encoding}");
                assert!(accept.split(',').any(|kind| kind.trim() == "gzip"), "{accept}");
            }
        }
        assert_eq!(decoded("gzip", Vec::new()).0.unwrap(), b"");
        assert_eq!(decoded("gzip, x-gzip", member(&both)).0.unwrap(), b"abcdefgh");
        // Four of them, and no more.
        let twice = member(&member(&both));
        assert_eq!(decoded("gzip, gzip,gzip", twice.clone()).0.unwrap(), b"abcdefgh");
        let error = decoded("gzip, gzip, gzip, gzip, gzip", twice.clone()).0.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &twice[..]));
        let (cut, _) = decoded("gzip", both[..both.len() - 2].to_vec());
        assert_eq!(cut.unwrap_err().kind(), ErrorKind::Connection);
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn what_is_not_in_the_coding_that_it_says_is_not_asked_for_again() {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicUsize, Ordering};

        let mut wrong = member(b"abcd");
        let crc = wrong.len() - 8;
        wrong[crc] ^= 1;
        for (body, kept) in [(&b"{\"id\":1}"[..], &b"{\"id\":1}"[..]), (&wrong, b"abcd")] {
            let (count, sent) = (Arc::new(AtomicUsize::new(0)), body.to_vec());
            let counted = count.clone();
            let address = serve(move |mut stream| {
                counted.fetch_add(1, Ordering::SeqCst);
                answer(&mut stream, "content-encoding: gzip\r\n", &sent);
            });
            let client = client(&format!("http://{address}")).max_retries(2).build().unwrap();
            let error = block_on(Call::new(&client, &GET).send_bytes()).unwrap_err();
            assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, kept), "{error}");
            let message = "the answer is not in the content coding `gzip`, as it says";
            assert!(error.to_string().contains(message), "{error}");
            assert_eq!(count.load(Ordering::SeqCst), 1);
        }
    }

    /// Bytes of errors and streams that are in no coding, though they say so.
    #[cfg(feature = "gzip")]
    #[test]
    fn what_is_not_in_the_coding_that_it_says_is_kept() {
        use std::io::{Read, Write};

        let body = r#"{"error":{"message":"no"}}"#;
        let error_of = |head: &'static str| {
            let address = serve(move |mut stream| {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(head.as_bytes());
                let _ = stream.write_all(body.as_bytes());
            });
            let client = client(&format!("http://{address}")).build().unwrap();
            block_on(async {
                match Call::new(&client, &GET).stream::<serde_json::Value>().await {
                    Ok(mut stream) => stream.next().await.unwrap().unwrap_err(),
                    Err(error) => error,
                }
            })
        };
        let refused =
            error_of("HTTP/1.1 400 No\r\ncontent-encoding: gzip\r\ncontent-length: 26\r\n\r\n");
        assert_eq!((refused.kind(), refused.body()), (ErrorKind::Api, body.as_bytes()));
        assert_eq!(refused.api().unwrap().message, "no");
        let broken = error_of(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\n\
             content-length: 26\r\n\r\n",
        );
        assert_eq!((broken.kind(), broken.body()), (ErrorKind::Stream, body.as_bytes()));
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn a_stream_may_be_a_member_for_each_event() {
        use crate::http::EventStream;
        use serde_json::{Value, json};

        let body = [member(b"data: 1\n\n"), member(b"data: 2\n\n")].concat();
        let address = serve(move |mut stream| {
            answer(&mut stream, "content-encoding: gzip\r\n", &body);
        });
        let client = client(&format!("http://{address}")).build().unwrap();
        let events = block_on(async {
            let mut stream: EventStream<Value> = Call::new(&client, &GET).stream().await.unwrap();
            let mut events = Vec::new();
            while let Some(event) = stream.next().await {
                events.push(event.unwrap());
            }
            events
        });
        assert_eq!(events, [json!(1), json!(2)]);
    }

    /// A token endpoint is not asked for a coding, and may have a proxy that knows no better.
    #[cfg(feature = "gzip")]
    #[test]
    fn a_token_may_be_compressed() {
        use crate::http::{Auth, Credential, Scheme};

        static GUARDED: Service = Service {
            base_url: "http://unset.invalid",
            schemes: &[Scheme { name: "key", auth: Auth::Bearer, env: None }],
            security: &[&["key"]],
            ..Service::DEFAULT
        };
        let token = member(br#"{"access_token":"t1","token_type":"Bearer"}"#);
        let tokens = serve(move |mut stream| {
            answer(&mut stream, "content-encoding: gzip\r\n", &token);
        });
        let (asked, heads) = mpsc::channel();
        let address = serve(move |mut stream| {
            let _ = asked.send(answer(&mut stream, "", b"1"));
        });
        let key = Credential::client_credentials(format!("http://{tokens}/"), "me", "secret", "");
        let client = Client::builder(&GUARDED).base_url(format!("http://{address}")).api_key(key);
        block_on(Call::new(&client.build().unwrap(), &GET).send_bytes()).unwrap();
        assert!(heads.recv().unwrap().contains("authorization: Bearer t1\r\n"));
    }

    #[cfg(feature = "brotli")]
    #[test]
    fn brotli_is_asked_for_and_read() {
        let (bytes, accept) = decoded("br", b"\x0b\x02\x80hello\x03".to_vec());
        assert_eq!(bytes.unwrap(), b"hello");
        assert!(accept.split(',').any(|kind| kind.trim() == "br"), "{accept}");
        let (cut, _) = decoded("br", b"\x0b\x02\x80hel".to_vec());
        assert_eq!(cut.unwrap_err().kind(), ErrorKind::Connection);
    }

    /// Returns a frame of zstd of so many blocks, each of which is 128 KiB of zeros.
    #[cfg(feature = "zstd")]
    fn zeros(blocks: usize) -> Vec<u8> {
        const ZEROS: u32 = 128 << 10;
        // A window of 128 KiB, no size, no checksum.
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3];
        for block in 1..=blocks {
            let head = u32::from(block == blocks) | 1 << 1 | ZEROS << 3;
            frame.extend_from_slice(&head.to_le_bytes()[..3]);
            frame.push(0);
        }
        frame
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_is_asked_for_and_read() {
        let (bytes, accept) = decoded("zstd", zeros(2));
        assert_eq!(bytes.unwrap(), vec![0; 256 << 10]);
        assert!(accept.split(',').any(|kind| kind.trim() == "zstd"), "{accept}");
        let (cut, _) = decoded("zstd", zeros(2)[..8].to_vec());
        assert_eq!(cut.unwrap_err().kind(), ErrorKind::Connection);
        // 64 MiB, in 2 KiB.
        let (bomb, _) = decoded("zstd", zeros(512));
        assert_eq!(bomb.unwrap_err().kind(), ErrorKind::TooLarge);
    }
}

#[cfg(feature = "socks")]
mod socks {
    use super::super::super::super::http_client_builder;
    use super::super::tests::block_on;
    use super::plain::{GET, answer, serve};
    use super::*;
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpStream};
    use std::sync::mpsc;

    fn take<const COUNT: usize>(stream: &mut TcpStream) -> [u8; COUNT] {
        let mut bytes = [0; COUNT];
        stream.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// Returns a SOCKS5 proxy (RFC 1928) that answers itself for whatever it is asked to
    /// connect to, and tells what that was. It knows one user.
    fn proxy() -> (SocketAddr, mpsc::Receiver<(String, u16)>) {
        let (asked, receiver) = mpsc::channel();
        let address = serve(move |mut stream| {
            let [version, methods] = take(&mut stream);
            assert_eq!(version, 5);
            let mut offered = vec![0; methods.into()];
            stream.read_exact(&mut offered).unwrap();
            if !offered.contains(&2) {
                let _ = stream.write_all(&[5, 0xff]);
                return;
            }
            stream.write_all(&[5, 2]).unwrap();
            let word = |stream: &mut TcpStream| {
                let [length] = take(stream);
                let mut word = vec![0; length.into()];
                stream.read_exact(&mut word).unwrap();
                String::from_utf8(word).unwrap()
            };
            assert_eq!(take(&mut stream), [1]);
            let pair = (word(&mut stream), word(&mut stream));
            let known = pair == ("me".to_owned(), "secret".to_owned());
            stream.write_all(&[1, u8::from(!known)]).unwrap();
            if !known {
                return;
            }
            // To connect, to a name.
            assert_eq!(take(&mut stream), [5, 1, 0, 3]);
            let host = word(&mut stream);
            let port = u16::from_be_bytes(take(&mut stream));
            let _ = asked.send((host, port));
            stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).unwrap();
            answer(&mut stream, "", b"1");
        });
        (address, receiver)
    }

    #[test]
    fn a_socks_proxy_is_gone_through() {
        let (address, asked) = proxy();
        let through = |user: &str| {
            let proxy = reqwest::Proxy::all(format!("socks5h://{user}@{address}")).unwrap();
            let http = http_client_builder().proxy(proxy).build().unwrap();
            let client = client("http://nowhere.invalid:81").http_client(http).build().unwrap();
            block_on(Call::new(&client, &GET).send::<u8>())
        };
        assert_eq!(*through("me:secret").unwrap().body(), 1);
        assert_eq!(asked.recv().unwrap(), ("nowhere.invalid".to_owned(), 81));
        let error = through("me:wrong").unwrap_err();
        assert_eq!(error.kind(), crate::http::ErrorKind::Connection);
        assert!(!format!("{error} {error:?}").contains("wrong"), "{error:?}");
        assert!(asked.try_recv().is_err());
    }
}

#[cfg(all(feature = "http2", feature = "tls"))]
mod http2 {
    use super::super::tests::block_on;
    use super::*;
    use crate::http::{Bytes, EventStream};
    use rustls::pki_types::pem::PemObject;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use std::net::TcpListener;
    use std::process::Command;
    use std::sync::{Arc, Mutex};
    use std::thread;
    use tokio_rustls::TlsAcceptor;

    static UPLOAD: Operation = Operation::new("upload", Method::POST, "/upload");
    static EVENTS: Operation = Operation::new("watch", Method::GET, "/events");

    /// A program of tests is run again for one of them, where the certificates are
    /// others.
    const CERTIFICATES: &str = "SSL_CERT_FILE";
    const CERTIFICATE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/http/transport/over_reqwest/native/localhost/certificate.pem"
    );

    /// For each connection the protocol of it, and how many requests came.
    type Connections = Arc<Mutex<Vec<(Vec<u8>, usize)>>>;

    /// Returns a server that speaks these protocols, the better first, and notes what it is
    /// spoken to in.
    fn server(protocols: &'static [&'static [u8]]) -> (String, Connections) {
        let connections = Connections::default();
        let noted = connections.clone();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        listener.set_nonblocking(true).unwrap();
        let mut config = rustls::ServerConfig::builder_with_provider(
            rustls::crypto::ring::default_provider().into(),
        )
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![
                CertificateDer::from_pem_slice(include_bytes!("localhost/certificate.pem"))
                    .unwrap(),
            ],
            PrivateKeyDer::from_pem_slice(include_bytes!("localhost/key.pem")).unwrap(),
        )
        .unwrap();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        thread::spawn(move || {
            block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    let (acceptor, noted) = (acceptor.clone(), noted.clone());
                    tokio::spawn(async move {
                        let stream = acceptor.accept(stream).await.unwrap();
                        let protocol = stream.get_ref().1.alpn_protocol().unwrap_or_default();
                        let place = {
                            let mut noted = noted.lock().unwrap();
                            noted.push((protocol.to_vec(), 0));
                            noted.len() - 1
                        };
                        let note = move || noted.lock().unwrap()[place].1 += 1;
                        match protocol {
                            b"h2" => speak_2(stream, note).await,
                            _ => speak_1(stream, note).await,
                        }
                    });
                }
            });
        });
        (url, connections)
    }

    type Stream = tokio_rustls::server::TlsStream<tokio::net::TcpStream>;

    async fn speak_2(stream: Stream, note: impl Fn()) {
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(Ok((request, mut respond))) = connection.accept().await {
            note();
            tokio::spawn(async move {
                let mut body = request.into_body();
                let mut length = 0;
                while let Some(Ok(chunk)) = body.data().await {
                    length += chunk.len();
                    body.flow_control().release_capacity(chunk.len()).unwrap();
                }
                let is_stream = length == 0;
                let kind = if is_stream { "text/event-stream" } else { "application/json" };
                let head = reqwest::header::HeaderValue::from_static(kind);
                let mut response = super::super::http::Response::new(());
                response.headers_mut().insert("content-type", head);
                let mut out = respond.send_response(response, false).unwrap();
                let pieces = match is_stream {
                    true => vec!["data: 1\n\n".to_owned(), "data: 2\n\n".to_owned()],
                    false => vec![length.to_string()],
                };
                for piece in pieces {
                    out.send_data(piece.into(), false).unwrap();
                }
                out.send_data(Bytes::new(), true).unwrap();
            });
        }
    }

    async fn speak_1(mut stream: Stream, note: impl Fn()) {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut head = Vec::new();
        while let Ok(byte) = stream.read_u8().await {
            head.push(byte);
            if head.ends_with(b"\r\n\r\n") {
                head.clear();
                note();
                let answer = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                              content-length: 18\r\n\r\ndata: 1\n\ndata: 2\n\n";
                stream.write_all(answer.as_bytes()).await.unwrap();
                stream.flush().await.unwrap();
            }
        }
    }

    /// Makes the exchanges of a program that trusts the server.
    async fn exchange_with(both: &str, only_1: &str) {
        let client = |url: &str| client(url).build().unwrap();
        let watch = async |client: &Client| {
            let mut stream: EventStream<u8> = Call::new(client, &EVENTS).stream().await.unwrap();
            let mut events = Vec::new();
            while let Some(event) = stream.next().await {
                events.push(event.unwrap());
            }
            events
        };
        let client_of_both = client(both);
        assert_eq!(watch(&client_of_both).await, [1, 2]);
        // More than what a stream, and a connection, may have on its way at once.
        let large = vec![b'x'; 1 << 20];
        let upload = || Call::new(&client_of_both, &UPLOAD).bytes("text/plain", large.clone());
        let (one, other) = both_of(upload().send::<usize>(), upload().send::<usize>()).await;
        assert_eq!((*one.unwrap().body(), *other.unwrap().body()), (1 << 20, 1 << 20));
        assert_eq!(watch(&client(only_1)).await, [1, 2]);
    }

    /// Waits for both.
    async fn both_of<A: Future + Unpin, B: Future + Unpin>(
        mut one: A,
        mut other: B,
    ) -> (A::Output, B::Output) {
        use std::pin::Pin;
        use std::task::Poll;
        let (mut first, mut second) = (None, None);
        std::future::poll_fn(|cx| {
            if first.is_none()
                && let Poll::Ready(value) = Pin::new(&mut one).poll(cx)
            {
                first = Some(value);
            }
            if second.is_none()
                && let Poll::Ready(value) = Pin::new(&mut other).poll(cx)
            {
                second = Some(value);
            }
            match (first.take(), second.take()) {
                (Some(first), Some(second)) => Poll::Ready((first, second)),
                (one, other) => {
                    (first, second) = (one, other);
                    Poll::Pending
                }
            }
        })
        .await
    }

    const URLS: &str = "TEST_URLS";

    /// In a program of its own, where the environment names the certificates: by
    /// those the client is made as any client is.
    #[test]
    fn a_server_with_both_protocols_is_spoken_to_in_the_better() {
        if let Ok(urls) = std::env::var(URLS) {
            let (both, only_1) = urls.split_once(' ').unwrap();
            return block_on(exchange_with(both, only_1));
        }
        let (both, of_both) = server(&[b"h2", b"http/1.1"]);
        let (only_1, of_1) = server(&[b"http/1.1"]);
        let name = thread::current().name().unwrap().to_owned();
        let program = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", &name, "--nocapture"])
            .env(CERTIFICATES, CERTIFICATE)
            .env(URLS, format!("{both} {only_1}"))
            .output()
            .unwrap();
        let said = [program.stdout, program.stderr].concat();
        assert!(program.status.success(), "{}", String::from_utf8_lossy(&said));
        // All over one connection.
        assert_eq!(*of_both.lock().unwrap(), [(b"h2".to_vec(), 3)]);
        assert_eq!(*of_1.lock().unwrap(), [(b"http/1.1".to_vec(), 1)]);

        // A client that does not trust the certificate does not speak to the
        // server.
        let error = block_on(Call::new(&client(&both).build().unwrap(), &EVENTS).send::<u8>());
        let error = error.unwrap_err();
        assert_eq!(error.kind(), crate::http::ErrorKind::Connection);
        assert!(error.to_string().contains("certificate"), "{error}");
        assert_eq!(of_both.lock().unwrap().len(), 1);
    }
}
