//! Content codings: what the bytes of an answer are compressed by.
//!
//! They are undone here rather than by the transport, so that the same holds for
//! every transport: the names in any case, several of them at once, a gzip of
//! several members (RFC 1952), and an error that tells bytes that are no such thing
//! from a connection that broke.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll, ready};
use std::{fmt, io};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use tokio::io::{AsyncBufRead, AsyncRead, ReadBuf};

use super::media::lowercase;
use super::transport::{Body, Cause, http};

/// The most codings, one over the other, that are undone.
const MOST: usize = 4;

/// The size of what is decompressed at once.
const PIECE: usize = 16 << 10;

/// The registered codings without `identity`. Servers write other words into the
/// header, such as a charset, and mean no coding.
const REGISTERED: [&str; 12] = [
    "aes128gcm",
    "br",
    "compress",
    "dcb",
    "dcz",
    "deflate",
    "exi",
    "gzip",
    "pack200-gzip",
    "x-compress",
    "x-gzip",
    "zstd",
];

/// A coding that is undone.
struct Coding {
    name: &'static str,
    /// Begins to undo what comes.
    open: fn(Source) -> Box<dyn Decoder>,
    /// Tells whether, after the end of a member, a byte begins another one.
    begins: fn(u8) -> bool,
}

/// A reader of what was compressed.
trait Decoder: AsyncRead + Send + Unpin {
    /// Gives back what it reads from, at a place after all that it has read.
    fn into_source(self: Box<Self>) -> Source;
}

macro_rules! codings {
    ($($feature:tt: $name:literal by $decoder:ident, again by $begins:expr;)*) => {
        $(
            #[cfg(all(feature = $feature, not(target_arch = "wasm32")))]
            impl Decoder for async_compression::tokio::bufread::$decoder<Source> {
                fn into_source(self: Box<Self>) -> Source {
                    self.into_inner()
                }
            }
        )*

        /// The codings that the features of this crate undo.
        static CODINGS: &[Coding] = &[
            $(
                #[cfg(all(feature = $feature, not(target_arch = "wasm32")))]
                Coding {
                    name: $name,
                    open: |source| {
                        Box::new(async_compression::tokio::bufread::$decoder::new(source))
                    },
                    begins: $begins,
                },
            )*
        ];
    };
}

codings! {
    "gzip": "gzip" by GzipDecoder, again by |byte| byte == 0x1f;
    "brotli": "br" by BrotliDecoder, again by |_| false;
    "zstd": "zstd" by ZstdDecoder, again by |byte| matches!(byte, 0x28 | 0x50..=0x5f);
}

/// Returns the codings to ask for; none if there is none.
pub(crate) fn asked_for() -> Option<HeaderValue> {
    static NAMES: LazyLock<Option<HeaderValue>> = LazyLock::new(|| {
        let names: Vec<&str> = CODINGS.iter().map(|coding| coding.name).collect();
        HeaderValue::try_from(names.join(", ")).ok().filter(|value| !value.is_empty())
    });
    NAMES.clone()
}

/// Makes an answer one without its codings, if all of them can be undone.
pub(crate) fn undone(answer: http::Response<Body>) -> http::Response<Body> {
    if !answer.headers().contains_key(CONTENT_ENCODING) {
        return answer;
    }
    let (mut parts, mut body) = answer.into_parts();
    let names = names(&parts.headers);
    let codings: Option<Vec<&Coding>> = names.iter().map(|name| coding(name)).collect();
    if let Some(codings) = codings.filter(|codings| (1..=MOST).contains(&codings.len())) {
        // The last one was applied last.
        for coding in codings.into_iter().rev() {
            body = Body::from_stream(Undone::new(coding, body));
        }
        parts.headers.remove(CONTENT_ENCODING);
        parts.headers.remove(CONTENT_LENGTH);
    }
    http::Response::from_parts(parts, body)
}

/// Says in which coding an answer still is.
pub(crate) fn problem(headers: &HeaderMap) -> Option<String> {
    let names = names(headers);
    let is_one = |name: &String| REGISTERED.contains(&&**name);
    names.iter().any(is_one).then(|| {
        let names = names.join(", ");
        format!("the answer is in the content coding `{names}`, which is not undone")
    })
}

/// Returns the codings of an answer in their order, in lower case. Servers also name the one that
/// the content itself is of, such as that of an archive.
fn names(headers: &HeaderMap) -> Vec<String> {
    if !headers.contains_key(CONTENT_ENCODING) {
        return Vec::new();
    }
    let text = |value: &HeaderValue| value.to_str().ok().map(str::to_ascii_lowercase);
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let essence = kind.map(lowercase).unwrap_or_default();
    let own = essence.strip_prefix("application/").map(|kind| kind.trim_start_matches("x-"));
    let lists: Vec<String> = headers.get_all(CONTENT_ENCODING).iter().filter_map(text).collect();
    let names = lists.iter().flat_map(|list| list.split(',')).map(str::trim);
    let is_one = |name: &&str| {
        !matches!(*name, "" | "identity") && own != Some(name.trim_start_matches("x-"))
    };
    names.filter(is_one).map(str::to_owned).collect()
}

fn coding(name: &str) -> Option<&'static Coding> {
    let name = if name == "x-gzip" { "gzip" } else { name };
    CODINGS.iter().find(|coding| coding.name == name)
}

/// The bytes of a body without its coding.
struct Undone {
    coding: &'static Coding,
    state: State,
    piece: Box<[u8]>,
}

enum State {
    /// Before the first member.
    Beginning(Source),
    Within(Box<dyn Decoder>),
    /// After a member, before what may be another one.
    After(Source),
    Ended,
}

impl Undone {
    fn new(coding: &'static Coding, body: Body) -> Self {
        let state = State::Beginning(Source::new(body));
        Self { coding, state, piece: vec![0; PIECE].into() }
    }

    /// Goes on by one step; the bytes that came of it, if any did.
    fn step(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Cause>> {
        let mut byte = None;
        let mut read = Ok(());
        match &mut self.state {
            State::Ended => return Poll::Ready(Ok(None)),
            State::Beginning(source) | State::After(source) => {
                byte = ready!(source.poll_bytes(cx)).first().copied();
            }
            State::Within(decoder) => {
                let mut buffer = ReadBuf::new(&mut self.piece);
                read = ready!(Pin::new(decoder).poll_read(cx, &mut buffer));
                if read.is_ok() && !buffer.filled().is_empty() {
                    return Poll::Ready(Ok(Some(Bytes::copy_from_slice(buffer.filled()))));
                }
            }
        }
        let coding = self.coding;
        self.state = match (std::mem::replace(&mut self.state, State::Ended), byte) {
            (State::Within(decoder), _) => {
                let source = decoder.into_source();
                match read {
                    Ok(()) => State::After(source),
                    Err(error) => return Poll::Ready(Err(source.failure(coding, error))),
                }
            }
            (State::Beginning(source) | State::After(source), None) => match source.failed {
                Some(cause) => return Poll::Ready(Err(cause)),
                None => State::Ended,
            },
            (State::After(source), Some(byte)) if !(coding.begins)(byte) => {
                // What follows and is no member is padding.
                State::After(source.without_rest())
            }
            (State::Beginning(source) | State::After(source), Some(_)) => {
                State::Within((coding.open)(source))
            }
            (State::Ended, _) => State::Ended,
        };
        Poll::Ready(Ok(Some(Bytes::new())))
    }
}

impl Stream for Undone {
    type Item = Result<Bytes, Cause>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(self.step(cx)) {
                Ok(Some(bytes)) if bytes.is_empty() => {}
                step => return Poll::Ready(step.transpose()),
            }
        }
    }
}

/// Bytes that are not what their coding makes.
#[derive(Debug)]
pub(crate) struct Malformed {
    coding: &'static str,
    /// The bytes as they came, from a chunk's beginning.
    pub(crate) chunk: Bytes,
    error: io::Error,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer is not in the content coding `{}`, as it says", self.coding)
    }
}

impl StdError for Malformed {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.error)
    }
}

/// A body as a decoder reads it.
struct Source {
    /// `None` once no more comes.
    body: Option<Body>,
    /// The reason, if that is not the end.
    failed: Option<Cause>,
    /// The chunk that came last.
    chunk: Bytes,
    /// The part of it that nobody has read.
    rest: Bytes,
}

impl Source {
    fn new(body: Body) -> Self {
        Self { body: Some(body), failed: None, chunk: Bytes::new(), rest: Bytes::new() }
    }

    /// Returns the bytes that come next, and stay the next; none at the end. A decoder that is
    /// told of a failure would lose what it has made so far: for it, that is an end, too.
    fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<&[u8]> {
        while self.rest.is_empty()
            && let Some(body) = &mut self.body
        {
            match ready!(body.poll_chunk(cx)) {
                Some(Ok(chunk)) => {
                    self.rest = chunk.clone();
                    self.chunk = chunk;
                }
                end => {
                    self.body = None;
                    self.failed = end.and_then(Result::err);
                }
            }
        }
        Poll::Ready(&self.rest)
    }

    fn without_rest(self) -> Self {
        Self { rest: Bytes::new(), ..self }
    }

    /// Makes the failure of the body out of that of a decoder.
    fn failure(self, coding: &Coding, error: io::Error) -> Cause {
        match self.failed {
            Some(cause) => cause,
            // Cut short, as a body without a coding can be.
            None if error.kind() == io::ErrorKind::UnexpectedEof => error.into(),
            None => Malformed { coding: coding.name, chunk: self.chunk, error }.into(),
        }
    }
}

impl AsyncBufRead for Source {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        self.get_mut().poll_bytes(cx).map(Ok)
    }

    fn consume(mut self: Pin<&mut Self>, count: usize) {
        self.rest.advance(count);
    }
}

impl AsyncRead for Source {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let bytes = ready!(this.poll_bytes(cx));
        let count = bytes.len().min(buffer.remaining());
        buffer.put_slice(&bytes[..count]);
        this.rest.advance(count);
        Poll::Ready(Ok(()))
    }
}
