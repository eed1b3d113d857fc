//! A scripted HTTP/1.1 server on loopback.
//!
//! It answers requests in the order in which they come, records them, and can
//! do what servers and networks do wrong: cut an answer short, reset the
//! connection, fall silent, send a byte at a time.
//!
//! It runs on threads of its own with blocking sockets, so that neither the
//! kind of a test's runtime nor a paused clock has any influence on it.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

/// A server that lives as long as the test process.
#[derive(Clone)]
pub struct Server(Arc<Shared>);

struct Shared {
    address: SocketAddr,
    answer: Box<dyn Fn(&Request) -> Reply + Send + Sync>,
    requests: Mutex<Vec<Request>>,
    /// How many requests have come, and how many connections have ended.
    counts: watch::Sender<(usize, usize)>,
}

impl Server {
    /// Starts a server that gives these replies, one to each request. To any
    /// further request it answers with a status that is not retried.
    pub fn start(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies = Mutex::new(replies.into_iter().collect::<VecDeque<_>>());
        Self::answering(move |_| {
            let mut replies = replies.lock().unwrap_or_else(PoisonError::into_inner);
            replies.pop_front().unwrap_or_else(|| Reply::text(418, "the script is at its end"))
        })
    }

    /// Starts a server that makes up its reply to each request.
    ///
    /// # Panics
    ///
    /// If there is no free port on loopback.
    pub fn answering(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let server = Self(Arc::new(Shared {
            address: listener.local_addr().expect("a bound socket has an address"),
            answer: Box::new(answer),
            requests: Mutex::default(),
            counts: watch::Sender::default(),
        }));
        let accepting = server.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let connection = accepting.clone();
                thread::spawn(move || connection.serve(stream));
            }
        });
        server
    }

    /// Where the server is: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.0.address)
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The only request so far.
    ///
    /// # Panics
    ///
    /// If there was none, or more than one.
    pub fn request(&self) -> Request {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "not one request: {requests:?}");
        requests.remove(0)
    }

    /// Waits until so many requests have come, counted from the start.
    pub async fn received(&self, count: usize) {
        self.until(|(requests, _)| *requests >= count).await;
    }

    /// Waits until so many connections have ended, counted from the start.
    pub async fn closed(&self, count: usize) {
        self.until(|(_, closed)| *closed >= count).await;
    }

    async fn until(&self, reached: impl Fn(&(usize, usize)) -> bool) {
        let mut counts = self.0.counts.subscribe();
        // The sender is `self`.
        let _ = counts.wait_for(reached).await;
    }

    fn serve(&self, stream: TcpStream) {
        let _ = stream.set_nodelay(true);
        if let Ok(copy) = stream.try_clone() {
            let mut reader = BufReader::new(copy);
            while let Ok(Some(request)) = Request::read(&mut reader) {
                let reply = (self.0.answer)(&request);
                self.record(request);
                if !matches!(reply.send(&stream, &mut reader), Ok(true)) {
                    break;
                }
            }
        }
        drop(stream);
        self.0.counts.send_modify(|(_, closed)| *closed += 1);
    }

    fn record(&self, request: Request) {
        self.0.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        self.0.counts.send_modify(|(requests, _)| *requests += 1);
    }
}

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Request {
    /// `GET`, `POST` …
    pub method: String,
    /// Path and query, percent-encoded.
    pub target: String,
    /// Headers in their order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty if there was none.
    pub body: Vec<u8>,
}

impl Request {
    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The query pairs in their order, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect()
    }

    /// The first value of a parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.query().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// A header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(known, _)| known == name)?;
        Some(value)
    }

    /// The body as JSON; `null` if there was none.
    ///
    /// # Panics
    ///
    /// If it is not JSON.
    pub fn json(&self) -> Value {
        match &*self.body {
            [] => Value::Null,
            body => serde_json::from_slice(body).expect("the request's body is JSON"),
        }
    }

    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let mut words = line.split_whitespace();
        let (Some(method), Some(target)) = (words.next(), words.next()) else {
            return Ok(None);
        };
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        };
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        if request.header("transfer-encoding") == Some("chunked") {
            while let Some(chunk) = read_chunk(reader)? {
                request.body.extend(chunk);
            }
        } else {
            let length = request.header("content-length").and_then(|length| length.parse().ok());
            request.body.resize(length.unwrap_or_default(), 0);
            reader.read_exact(&mut request.body)?;
        }
        Ok(Some(request))
    }
}

/// The next chunk of a body; `None` at its end. No client here sends trailers.
fn read_chunk(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let length = usize::from_str_radix(line.trim_end(), 16).map_err(io::Error::other)?;
    let mut chunk = vec![0; length + 2];
    reader.read_exact(&mut chunk)?;
    chunk.truncate(length);
    Ok((length > 0).then_some(chunk))
}

/// What a server reads from `%2F` and `+`.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (byte, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(decoded)) => {
                bytes.push(decoded);
                rest = &tail[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
        rest = tail;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An answer, and what goes wrong with it.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    pieces: Vec<Piece>,
    framing: Framing,
    end: End,
}

#[derive(Clone, Debug)]
enum Piece {
    Bytes(Vec<u8>),
    Repeated(Vec<u8>, usize),
    Wait(Gate),
}

/// How the client learns where the body ends.
#[derive(Clone, Copy, Debug)]
enum Framing {
    Length,
    Chunked,
    Close,
}

#[derive(Clone, Copy, Debug)]
enum End {
    /// All is sent; the connection can be used again.
    Complete,
    /// All is sent, and the connection is closed.
    Close,
    /// Closed without the rest.
    Cut,
    /// Reset without the rest.
    Reset,
    /// Silent without the rest, until the client closes the connection.
    Hang,
}

impl Reply {
    /// An answer with no body.
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            pieces: Vec::new(),
            framing: Framing::Length,
            end: End::Complete,
        }
    }

    /// An answer in JSON.
    pub fn json(status: u16, body: impl AsRef<str>) -> Self {
        Self::new(status).header("content-type", "application/json").piece(body.as_ref())
    }

    /// An answer in plain text.
    pub fn text(status: u16, body: impl AsRef<[u8]>) -> Self {
        Self::new(status).header("content-type", "text/plain").piece(body)
    }

    /// The beginning of an event stream, to which pieces are added: a chunk
    /// each.
    pub fn events() -> Self {
        let reply = Self::new(200).header("content-type", "text/event-stream");
        Self { framing: Framing::Chunked, ..reply }
    }

    /// No answer at all: the connection is closed.
    pub fn nothing() -> Self {
        Self { framing: Framing::Close, end: End::Cut, ..Self::new(0) }
    }

    /// Adds a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Adds bytes to the body, sent in one write.
    pub fn piece(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.pieces.push(Piece::Bytes(bytes.as_ref().to_vec()));
        self
    }

    /// Adds the same bytes to the body so many times, one write each.
    pub fn repeat(mut self, bytes: impl AsRef<[u8]>, times: usize) -> Self {
        self.pieces.push(Piece::Repeated(bytes.as_ref().to_vec(), times));
        self
    }

    /// Waits at this place of the body until the gate is opened.
    pub fn wait(mut self, gate: &Gate) -> Self {
        self.pieces.push(Piece::Wait(gate.clone()));
        self
    }

    /// Sends the body a byte at a time.
    pub fn trickle(mut self) -> Self {
        self.pieces = std::mem::take(&mut self.pieces)
            .into_iter()
            .flat_map(|piece| match piece {
                Piece::Bytes(bytes) => bytes.chunks(1).map(|b| Piece::Bytes(b.to_vec())).collect(),
                wait => vec![wait],
            })
            .collect();
        self
    }

    /// Lets the end of the connection be the end of the body.
    pub fn until_close(mut self) -> Self {
        self.framing = Framing::Close;
        self.end = End::Close;
        self
    }

    /// Closes the connection after the answer.
    pub fn close(self) -> Self {
        Self { end: End::Close, ..self.header("connection", "close") }
    }

    /// Closes the connection after the pieces, before the end of the body.
    pub fn cut(self) -> Self {
        Self { end: End::Cut, ..self }
    }

    /// Resets the connection after the pieces, before the end of the body.
    pub fn reset(self) -> Self {
        Self { end: End::Reset, ..self }
    }

    /// Sends nothing after the pieces, until the client closes the connection.
    pub fn hang(self) -> Self {
        Self { end: End::Hang, ..self }
    }

    /// Sends the answer; true if the connection can be used again.
    fn send(&self, mut stream: &TcpStream, reader: &mut impl Read) -> io::Result<bool> {
        if self.status != 0 {
            stream.write_all(self.head().as_bytes())?;
        }
        for piece in &self.pieces {
            match piece {
                Piece::Wait(gate) => gate.wait(),
                Piece::Bytes(bytes) => stream.write_all(&self.framed(bytes))?,
                Piece::Repeated(bytes, times) => {
                    let framed = self.framed(bytes);
                    for _ in 0..*times {
                        stream.write_all(&framed)?;
                    }
                }
            }
        }
        match (self.end, self.framing) {
            (End::Complete | End::Close, Framing::Chunked) => stream.write_all(b"0\r\n\r\n")?,
            // The kernel resets a connection that is closed with unread data
            // or, as here, with the wish not to linger.
            (End::Reset, _) => {
                socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))?;
                return Ok(false);
            }
            _ => {}
        }
        match self.end {
            End::Complete => return Ok(true),
            End::Close | End::Cut => stream.shutdown(Shutdown::Write)?,
            End::Hang | End::Reset => {}
        }
        // Until the client has closed its side, too.
        io::copy(reader, &mut io::sink())?;
        Ok(false)
    }

    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} Scripted\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        match self.framing {
            Framing::Length => head.push_str(&format!("content-length: {}\r\n", self.length())),
            Framing::Chunked => head.push_str("transfer-encoding: chunked\r\n"),
            Framing::Close => head.push_str("connection: close\r\n"),
        }
        head + "\r\n"
    }

    /// The length that the head promises: more than comes of a cut answer.
    fn length(&self) -> usize {
        let bytes = self.pieces.iter().map(|piece| match piece {
            Piece::Bytes(bytes) => bytes.len(),
            Piece::Repeated(bytes, times) => bytes.len() * times,
            Piece::Wait(_) => 0,
        });
        let missing = usize::from(matches!(self.end, End::Cut | End::Reset | End::Hang));
        bytes.sum::<usize>() + missing
    }

    fn framed(&self, bytes: &[u8]) -> Vec<u8> {
        match self.framing {
            Framing::Chunked if bytes.is_empty() => Vec::new(),
            Framing::Chunked => {
                [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
            }
            Framing::Length | Framing::Close => bytes.to_vec(),
        }
    }
}

/// Something that a reply waits for and a test opens, once and for all.
#[derive(Clone, Debug, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// A gate that is closed.
    pub fn closed() -> Self {
        Self::default()
    }

    /// Opens the gate.
    pub fn open(&self) {
        let (open, changed) = &*self.0;
        *open.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_all();
    }

    fn wait(&self) {
        let (open, changed) = &*self.0;
        let open = open.lock().unwrap_or_else(PoisonError::into_inner);
        drop(changed.wait_while(open, |open| !*open));
    }
}
