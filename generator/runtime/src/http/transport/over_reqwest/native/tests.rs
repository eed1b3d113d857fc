//! The settings of `reqwest`, as the other side of a socket sees them.

#[cfg(any(feature = "tls", feature = "gzip"))]
use std::io::Write;
#[cfg(any(feature = "tls", feature = "gzip"))]
use std::net::TcpListener;

use super::*;

#[test]
fn a_socks_proxy_is_known_by_its_scheme() {
    let with = |name: &'static str, url: &'static str| {
        socks_proxy(move |asked| (asked == name).then(|| url.to_owned()))
    };
    assert_eq!(with("ALL_PROXY", "socks5://localhost:1080"), Some("ALL_PROXY"));
    assert_eq!(with("https_proxy", " SOCKS5h://localhost"), Some("https_proxy"));
    for other in ["http://socks.example:3128", "https://localhost", ""] {
        assert_eq!(with("ALL_PROXY", other), None, "{other}");
    }
    assert_eq!(with("NO_PROXY", "socks5://localhost:1080"), None);
}

/// Waits for what is done meanwhile on this thread.
pub(super) fn block_on<F: Future>(work: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(work)
}

/// The protocols of the first message of TLS.
#[cfg(feature = "tls")]
#[test]
fn the_handshake_offers_what_there_is() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut acceptor = rustls::server::Acceptor::default();
        loop {
            acceptor.read_tls(&mut stream).unwrap();
            if let Some(accepted) = acceptor.accept().unwrap_or_default() {
                // None of it is answered.
                let _ = stream.flush();
                let offered = accepted.client_hello().alpn().into_iter().flatten();
                return offered.map(Vec::from).collect::<Vec<_>>();
            }
        }
    });
    let client = http_client_builder().no_proxy().build().unwrap();
    let request = reqwest::Request::new(reqwest::Method::GET, url.parse().unwrap());
    block_on(exchange(&client, request, Body::empty())).unwrap_err();
    let expected: &[&[u8]] = match cfg!(feature = "http2") {
        true => &[b"h2", b"http/1.1"],
        false => &[b"http/1.1"],
    };
    assert_eq!(server.join().unwrap(), expected);
}

/// Zeros in gzip: so many times 258 of them, in 13 bits each.
#[cfg(feature = "gzip")]
fn zeros(runs: usize) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    let (mut held, mut count) = (0_u32, 0);
    let mut put = |bits: &str| {
        for bit in bits.bytes() {
            held |= u32::from(bit == b'1') << count;
            count += 1;
            if count == 8 {
                bytes.push(held.to_le_bytes()[0]);
                (held, count) = (0, 0);
            }
        }
    };
    // The last block, by the fixed codes; a zero; and that again and again.
    put("110");
    put("00110000");
    (0..runs).for_each(|_| put("1100010100000"));
    put("0000000");
    put("0000000");
    bytes
}

#[cfg(feature = "gzip")]
#[test]
fn a_cap_is_for_what_an_answer_becomes() {
    use crate::http::{Call, Client, Method, Operation, Service};
    static SERVICE: Service = Service { base_url: "http://unset.invalid", ..Service::DEFAULT };
    static GET: Operation = Operation::new("getThing", Method::GET, "/");

    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    // 64 MB, in less than half a megabyte.
    let bomb = zeros(250_000);
    assert!(bomb.len() < 500_000);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 4096];
            let _ = std::io::Read::read(&mut stream, &mut head);
            let length = bomb.len();
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {length}\r\n\r\n"
            );
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&bomb));
        }
    });
    let client = Client::builder(&SERVICE).base_url(url).max_answer_size(1 << 20);
    let client = client.max_retries(0).build().unwrap();
    let error = block_on(Call::new(&client, &GET).send_bytes()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge, "{error}");
    assert!(error.body().is_empty());
    // Streamed, it may be of any size.
    let read = block_on(async {
        let mut download = Call::new(&client, &GET).download().await.unwrap();
        let mut read = 0;
        while let Ok(Some(chunk)) = download.chunk().await {
            assert!(chunk.iter().all(|byte| *byte == 0));
            read += chunk.len();
        }
        read
    });
    assert!(read > 60_000_000, "{read}");
}
