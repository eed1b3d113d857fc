//! Files that are sent in forms.

mod cut;
mod disk;

use std::cell::RefCell;
use std::error::Error as StdError;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use futures_core::Stream;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf, Take};

use self::cut::Part;
use self::disk::OnDisk;
use super::error::{Error, ErrorKind};
use super::media::{admits, is_concrete, listed};
use super::transport::{Body, outside};
use crate::value::marker::{AsFile, Listed};
use crate::value::{Empty, FromText, IntoValue, ListUnion, Union};

/// The number of bytes of a file that are read at a time.
const CHUNK: usize = 64 << 10;

/// A file to be sent in a form.
///
/// Its content type, unless it is given, is the one that the API's document
/// asks for, or what the extension of its name stands for, or
/// `application/octet-stream`. Where the document leaves a choice, it is what
/// the extension stands for, if that is among them, or else the first.
///
/// ```
/// use openapi_loom_runtime::File;
/// use std::path::Path;
///
/// let from_disk = File::from_path("data/speech.mp3");
/// assert_eq!(from_disk.name(), "speech.mp3");
/// assert_eq!(from_disk, File::from(Path::new("data/speech.mp3")));
///
/// let from_memory = File::from_bytes("notes.txt", "some text")
///     .with_content_type("text/plain; charset=utf-8");
/// assert_ne!(from_memory, from_memory.clone().with_name("other.txt"));
/// ```
///
/// A large one can be sent in [parts](Self::parts), to a service that takes them.
///
/// In JSON it is the text that it was read from; a file that is one has no
/// JSON.
#[derive(Clone)]
pub struct File {
    content: FileContent,
    name: String,
    content_type: Option<String>,
    /// The headers of its part, beside those that the document gives it.
    headers: Vec<(String, String)>,
}

#[derive(Clone)]
enum FileContent {
    Path(PathBuf),
    Part(Part),
    Bytes(Bytes),
    Stream(Arc<SentOnce>),
    /// Text: read from JSON, or meant to be sent `instead` of a file.
    Text {
        text: String,
        instead: bool,
    },
}

/// A stream, until it is sent.
struct SentOnce {
    stream: Mutex<Option<ByteStream>>,
    length: Option<u64>,
}

type ByteStream = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

impl File {
    /// Returns the file at `path`. It is opened when it is sent, by every attempt anew,
    /// and never in memory as a whole. A file that is another one by then fails
    /// the call: a server may have taken in what was sent before.
    pub fn from_path(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self::new(FileContent::Path(path), name.unwrap_or_else(|| "file".to_owned()))
    }

    /// Returns a file of that name with these bytes, owned or `'static`: a part of what is borrowed
    /// is given by `to_vec()`.
    pub fn from_bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::new(FileContent::Bytes(bytes.into()), name.into())
    }

    /// Returns a file of that name with what `stream` yields, whose length is a number of bytes, or
    /// `None` if it is not known. It can be sent only once, and such a call is not repeated
    /// when it fails.
    pub fn from_stream(
        name: impl Into<String>,
        stream: impl Stream<Item = io::Result<impl Into<Bytes>>> + Send + 'static,
        length: impl Into<Option<u64>>,
    ) -> Self {
        let stream: ByteStream = Box::pin(Chunks(Box::pin(stream)));
        let once = SentOnce { stream: Mutex::new(Some(stream)), length: length.into() };
        Self::new(FileContent::Stream(Arc::new(once)), name.into())
    }

    /// Returns a text, where the document takes a file or a text: in a form, the plain value of a
    /// field, without the name of a file; in JSON, that text.
    ///
    /// ```
    /// # use openapi_loom_runtime::{File, serde_json};
    /// let linked = File::text("https://example.com/a.png");
    /// assert_eq!(serde_json::to_value(&linked).unwrap(), "https://example.com/a.png");
    /// ```
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(FileContent::Text { text: text.into(), instead: true }, String::new())
    }

    fn new(content: FileContent, name: String) -> Self {
        Self { content, name, content_type: None, headers: Vec::new() }
    }

    /// Returns the same file under another name.
    pub fn with_name(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }

    /// Returns the same file with another content type.
    pub fn with_content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// Sets a header of its part, in place of one of that name that it has or that the
    /// document gives it. What is no header is an error of the call, and so is
    /// `Content-Type`, which [`with_content_type`](Self::with_content_type) sets.
    ///
    /// ```
    /// # use openapi_loom_runtime::File;
    /// let file = File::from_bytes("a.csv", "1,2").with_header("X-Rows", "1");
    /// ```
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }

    /// Returns the headers of its part, beside those that the document gives it.
    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Tells whether it has a header of that name.
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the content type to send it with, where the document may ask for some.
    pub(crate) fn content_type(&self, declared: Option<&str>) -> String {
        if let Some(given) = &self.content_type {
            return given.clone();
        }
        let guess = guess(&self.name);
        let kinds = || listed(declared.unwrap_or("*/*"));
        let fitting = kinds().find(|kind| admits(kind, &guess));
        let chosen = match fitting {
            Some(kind) => Some(kind).filter(|kind| is_concrete(kind)),
            None => kinds().find(|kind| is_concrete(kind)),
        };
        chosen.map_or(guess, str::to_owned)
    }

    /// Tells whether it can be sent more than once.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self.content, FileContent::Stream(_))
    }

    /// Opens it as a body, whose length is known where that of the file is.
    /// `sent` is the stamp of the file that an earlier attempt sent.
    pub(crate) async fn open(&self, sent: &OnceLock<Stamp>) -> Result<Body, FileError> {
        let (stream, length): (ByteStream, _) = match &self.content {
            FileContent::Bytes(bytes) => return Ok(bytes.clone().into()),
            FileContent::Text { text, .. } => return Ok(text.clone().into()),
            FileContent::Path(path) => {
                let again = if sent.get().is_some() { " again" } else { "" };
                let failed = |error| {
                    FileError::new(&format!("cannot be opened{again}"), path.display(), error)
                };
                let (file, stamp) = outside(open(path)).await.map_err(failed)?;
                if *sent.get_or_init(|| stamp) != stamp {
                    let error = io::Error::other("it is another one than an attempt before sent");
                    return Err(FileError::new("has changed", path.display(), error));
                }
                let length = stamp.length;
                let file = file.take(length.unwrap_or(u64::MAX));
                (Box::pin(Reading { file, buffer: Vec::new() }), length)
            }
            FileContent::Part(part) => {
                let file = part.open().await?;
                (Box::pin(Reading { file, buffer: Vec::new() }), Some(part.length))
            }
            FileContent::Stream(once) => {
                let stream = once.stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                let stream = stream.ok_or_else(|| {
                    let sent = io::Error::other("its stream was sent before");
                    FileError::new("cannot be sent again", &self.name, sent)
                })?;
                (stream, once.length)
            }
        };
        let body = Exactly { stream, missing: length, file: self.shown() };
        Ok(Body::of_length(body, length))
    }

    /// Returns the name that errors give it.
    fn shown(&self) -> String {
        match &self.content {
            FileContent::Path(path) | FileContent::Part(Part { path, .. }) => {
                path.display().to_string()
            }
            _ => self.name.clone(),
        }
    }
}

/// Returns the content type that the extension of a name stands for.
fn guess(name: &str) -> String {
    let extension = Path::new(name).extension().unwrap_or_default();
    match extension.eq_ignore_ascii_case("jsonl") {
        // Lines of JSON, for which no type is registered.
        true => "application/jsonl".to_owned(),
        false => mime_guess::from_path(name).first_or_octet_stream().to_string(),
    }
}

/// The facts by which a file is known to be the same one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Unknown for a pipe or another device.
    length: Option<u64>,
    /// The time when it was changed last, where the system can say.
    modified: Option<SystemTime>,
}

/// Opens a file.
async fn open(path: &Path) -> io::Result<(OnDisk, Stamp)> {
    let file = OnDisk::open(path).await?;
    let metadata = file.metadata().await?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let is_file = metadata.is_file();
    let length = is_file.then_some(metadata.len());
    let modified = metadata.modified().ok().filter(|_| is_file);
    Ok((file, Stamp { length, modified }))
}

/// A file of the caller's that could not be read to its end.
#[derive(Debug)]
pub(crate) struct FileError {
    message: String,
    source: io::Error,
}

impl FileError {
    fn new(problem: &str, file: impl fmt::Display, source: io::Error) -> Self {
        Self { message: format!("the file {file} {problem}"), source }
    }

    /// Makes the error of a call whose body cannot be begun for it.
    pub(crate) fn into_error(self) -> Error {
        Error::new(ErrorKind::Io, self.message).with_source(self.source)
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.source)
    }
}

impl StdError for FileError {}

/// The chunks of a stream of the caller's, as bytes.
struct Chunks<S>(Pin<Box<S>>);

impl<S: Stream<Item = io::Result<C>>, C: Into<Bytes>> Stream for Chunks<S> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(cx);
        next.map(|item| item.map(|chunk| chunk.map(Into::into)))
    }
}

/// The chunks of an open file.
struct Reading {
    file: Take<OnDisk>,
    buffer: Vec<u8>,
}

impl Stream for Reading {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        this.buffer.resize(CHUNK, 0);
        let mut buffer = ReadBuf::new(&mut this.buffer);
        ready!(Pin::new(&mut this.file).poll_read(cx, &mut buffer))?;
        let chunk = Bytes::copy_from_slice(buffer.filled());
        Poll::Ready((!chunk.is_empty()).then_some(Ok(chunk)))
    }
}

/// A body that is as long as it was said to be, or an error.
struct Exactly {
    stream: ByteStream,
    /// The number of bytes that are still to come, if that is known.
    missing: Option<u64>,
    file: String,
}

impl Stream for Exactly {
    type Item = Result<Bytes, FileError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let failed = |problem, source| Err(FileError::new(problem, &this.file, source));
        Poll::Ready(match ready!(this.stream.as_mut().poll_next(cx)) {
            Some(Ok(chunk)) => {
                let length = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
                match this.missing.map(|missing| missing.checked_sub(length)) {
                    Some(None) => {
                        let source = io::Error::other("it has more bytes than it said");
                        Some(failed("is too long", source))
                    }
                    missing => {
                        this.missing = missing.flatten();
                        Some(Ok(chunk))
                    }
                }
            }
            Some(Err(error)) => Some(failed("cannot be read", error)),
            None => match this.missing {
                Some(missing @ 1..) => {
                    let source = io::Error::other(format!("{missing} bytes are missing"));
                    Some(failed("ended while it was sent", source))
                }
                _ => None,
            },
        })
    }
}

thread_local! {
    /// The files of the form that this thread is just writing.
    static FORM: RefCell<Option<Files>> = const { RefCell::new(None) };
}

/// The files of a form, and how its JSON refers to them.
#[derive(Default)]
pub(crate) struct Files {
    /// The beginning of the texts that stand for files: nobody can guess it, so
    /// no text of the caller's is taken for one.
    mark: String,
    files: Vec<File>,
}

impl Files {
    /// Returns a form as JSON, in which texts stand for its files.
    pub(crate) fn of(form: &(impl Serialize + ?Sized)) -> serde_json::Result<(Value, Self)> {
        let mark = format!("file {:016x} ", RandomState::new().hash_one(()));
        let outer = Outer(FORM.replace(Some(Self { mark, files: Vec::new() })));
        let value = serde_json::to_value(form);
        let files = FORM.take().unwrap_or_default();
        drop(outer);
        Ok((value?, files))
    }

    /// Returns the file that a text stands for.
    pub(crate) fn get(&self, text: &str) -> Option<&File> {
        self.files.get(text.strip_prefix(&self.mark)?.parse::<usize>().ok()?)
    }

    /// Tells whether a text in the value stands for a file.
    pub(crate) fn any_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.get(text).is_some(),
            Value::Array(items) => items.iter().any(|item| self.any_in(item)),
            Value::Object(entries) => entries.values().any(|value| self.any_in(value)),
            _ => false,
        }
    }

    /// Takes a file and gives the text that stands for it.
    fn add(&mut self, file: &File) -> String {
        self.files.push(file.clone());
        format!("{}{}", self.mark, self.files.len() - 1)
    }
}

/// The form that is written around this one, which goes on after it, even
/// after a panic.
struct Outer(Option<Files>);

impl Drop for Outer {
    fn drop(&mut self) {
        FORM.set(self.0.take());
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let FileContent::Text { text, instead: true } = &self.content {
            return serializer.serialize_str(text);
        }
        let token = FORM.with_borrow_mut(|form| form.as_mut().map(|form| form.add(self)));
        match (token, &self.content) {
            (Some(_), FileContent::Text { .. }) => Err(S::Error::custom(
                "a text is no file: make one by `File::from_path` or `File::from_bytes`",
            )),
            (Some(token), _) => serializer.serialize_str(&token),
            (None, FileContent::Text { text, .. }) => serializer.serialize_str(text),
            (None, _) => Err(S::Error::custom("a file can only be sent in a form")),
        }
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from_text(&text))
    }
}

impl FromText for File {
    fn from_text(text: &str) -> Self {
        Self::new(FileContent::Text { text: text.to_owned(), instead: false }, String::new())
    }
}

impl Empty for File {
    fn empty() -> Self {
        Self::from_text("")
    }
}

impl From<PathBuf> for File {
    fn from(path: PathBuf) -> Self {
        Self::from_path(path)
    }
}

impl From<&Path> for File {
    fn from(path: &Path) -> Self {
        Self::from_path(path)
    }
}

impl From<&PathBuf> for File {
    fn from(path: &PathBuf) -> Self {
        Self::from_path(path)
    }
}

/// Clones the file.
impl From<&File> for File {
    fn from(file: &File) -> Self {
        file.clone()
    }
}

macro_rules! in_unions {
    ($($file:ty),*) => {
        $(
            impl<T: Union + From<File>> IntoValue<T, AsFile> for $file {
                fn into_value(self) -> T {
                    File::from(self).into()
                }
            }

            in_unions! { 1 $file }
            in_unions! { 2 $file }
            in_unions! { 3 $file }
        )*
    };
    ($number:literal $file:ty) => {
        impl<T: ListUnion<$number, List = Vec<File>>> IntoValue<T, Listed<$number, AsFile>>
            for Vec<$file>
        {
            fn into_value(self) -> T {
                self.into_iter().map(File::from).collect::<Vec<_>>().into()
            }
        }
    };
}

in_unions! { PathBuf, &Path, &PathBuf, &File }

/// Two streams are equal if they are the same one.
impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        let same_content = match (&self.content, &other.content) {
            (FileContent::Path(one), FileContent::Path(other)) => one == other,
            (FileContent::Part(one), FileContent::Part(other)) => one == other,
            (FileContent::Bytes(one), FileContent::Bytes(other)) => one == other,
            (FileContent::Stream(one), FileContent::Stream(other)) => Arc::ptr_eq(one, other),
            (
                FileContent::Text { text: one, instead: of_one },
                FileContent::Text { text: other, instead: of_other },
            ) => (one, of_one) == (other, of_other),
            _ => false,
        };
        let head = (&self.name, &self.content_type, &self.headers);
        same_content && head == (&other.name, &other.content_type, &other.headers)
    }
}

/// Never the content.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("File");
        debug.field("name", &self.name).field("content_type", &self.content_type);
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        if !headers.is_empty() {
            debug.field("headers", &headers);
        }
        match &self.content {
            FileContent::Path(path) => debug.field("path", path),
            FileContent::Part(part) => {
                debug.field("path", &part.path).field("length", &part.length)
            }
            FileContent::Bytes(bytes) => debug.field("length", &bytes.len()),
            FileContent::Stream(once) => debug.field("length", &once.length),
            FileContent::Text { text, .. } => debug.field("length", &text.len()),
        };
        debug.finish()
    }
}
