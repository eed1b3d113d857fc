//! The events of a stream, whatever their type is.

use std::iter;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;
use serde::de::IgnoredAny;

use super::progress::Progress;
use super::resume::Resume;
use crate::http::api_error::ApiError;
use crate::http::charset::{self, Charset, Coming};
use crate::http::chunks::{Broken, Chunks};
use crate::http::coding::Malformed;
use crate::http::context;
use crate::http::decode;
use crate::http::error::{Error, ErrorKind, is_timeout};
use crate::http::framer::{self, Framer};
use crate::http::frames::{Frames, Framing};
use crate::http::refusal::{instead_of_a_stream, is_event_error};
use crate::http::response::{Head, Response};
use crate::http::text::Excerpt;
use crate::http::transport::Body;
use crate::value::{NOT_FINITE, Shape};

/// The part of a stream that does not depend on the type of the events.
pub(super) struct Source {
    call: context::Context,
    head: Head,
    /// `None` once the stream has ended.
    body: Option<Chunks>,
    frames: Frames,
    /// The body before it is cut into events or items of JSON; a part has a charset of its own.
    coming: Option<Coming>,
    /// The charset of what is no UTF-8, where the server names one.
    charset: Option<Charset>,
    /// The data of the current event, where that is in another charset than UTF-8.
    text: Option<String>,
    /// All that has come, until the first event comes: an answer that is no
    /// event stream has none.
    opening: Option<Vec<u8>>,
    /// The current event has no end of its own behind it: the connection ended.
    unfinished: bool,
    /// The way in which the stream came to its end between two events, once it has.
    end: Option<End>,
    names: Names,
    /// The signs of the end in the events so far, if they have any.
    progress: Option<Progress>,
    /// The way to go on where the connection ends too early.
    resume: Option<Box<Resume>>,
}

/// The names and data that tell an event stream's other items from its events.
pub(super) struct Names {
    pub(super) end: &'static str,
    pub(super) error: &'static str,
    pub(super) ping: &'static str,
    /// Tells whether there is something of an event in the data of a ping.
    pub(super) is_in_ping: fn(&[u8]) -> bool,
    /// Tells whether the data of the events of a name is text.
    pub(super) is_text: fn(&str) -> bool,
    /// Tells whether the data of the events of a name may be null.
    pub(super) takes_null: fn(&str) -> bool,
    /// The shape of the events without a name, as far as it is known.
    pub(super) unnamed: Shape,
}

impl Names {
    /// Returns the data that ends the stream.
    fn end(&self) -> &'static str {
        if self.end.is_empty() { USUAL_END } else { self.end }
    }
}

/// The way in which a stream comes to its end between two events.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// By the data that says so.
    Marked,
    /// By the server, which has no more to send.
    Closed,
    /// By the server, before what shows that there is no more.
    Early,
}

/// The data of an event that is null.
pub(super) const NULL: &[u8] = b"null";

/// The data that ends a stream which could do without.
const USUAL_END: &str = "[DONE]";

/// The part that an event plays in the stream.
enum Role {
    Event,
    /// Nothing but a sign that the server lives.
    Ping,
    Error,
    End,
}

impl Source {
    pub(super) fn new(
        call: context::Context,
        answer: Response<Body>,
        names: Names,
        framing: Framing,
        progress: Option<Progress>,
        resume: Option<Resume>,
    ) -> Self {
        let limits = call.limits();
        let (head, body) = answer.into_parts();
        let chunks = Chunks::new(body, limits.idle_timeout, call.client.transport());
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let frames = Frames::new(framing, limits.max_event_size, content_type);
        let coming = match framing {
            Framing::Events => Some(Coming::events(content_type)),
            Framing::Lines | Framing::Records => Some(Coming::json()),
            Framing::Parts => None,
        };
        Self {
            call,
            coming,
            charset: content_type.and_then(charset::of_lines),
            text: None,
            head,
            body: Some(chunks),
            opening: matches!(framing, Framing::Events).then(Vec::new),
            frames,
            unfinished: false,
            end: None,
            names,
            progress,
            resume: resume.map(Box::new),
        }
    }

    /// Moves on to the next event that is the caller's to read.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        loop {
            if let Some(answer) = self.resume.as_mut().and_then(|resume| resume.poll(cx)) {
                match ready!(answer) {
                    Ok(answer) => self.reopen(answer),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                }
            }
            if self.body.is_none() {
                return Poll::Ready(None);
            }
            let found = match self.frames.advance() {
                Ok(true) => self.hear(),
                Ok(false) => {
                    let chunk = ready!(self.poll_chunk(cx));
                    self.read(chunk).err().map(Err)
                }
                Err(_) => Some(Err(self.end_with(Self::too_large))),
            };
            if found.is_some() {
                return Poll::Ready(found);
            }
        }
    }

    /// Hears the event that is whole now, and tells what of it is the caller's.
    fn hear(&mut self) -> Option<Result<(), Error>> {
        self.opening = None;
        self.text = self.recoded();
        match self.role() {
            Role::Event if self.is_known() => None,
            Role::Event => {
                if let Some(progress) = &mut self.progress {
                    let text = self.text.as_deref().map(str::as_bytes);
                    progress.hear(text.unwrap_or(self.frames.data()));
                }
                Some(Ok(()))
            }
            Role::Ping => None,
            Role::Error => Some(Err(self.end_with(Self::reported))),
            Role::End => {
                self.end = Some(End::Marked);
                self.body = None;
                None
            }
        }
    }

    /// Reads the data of the current event in its charset, where it is no UTF-8 and that is said.
    fn recoded(&self) -> Option<String> {
        let charset = self.frames.content_type().and_then(charset::of_lines).or(self.charset)?;
        charset::unless_utf8(charset, self.frames.data())
    }

    /// Reads the next bytes, or the end, where there are none.
    fn read(&mut self, next: Result<Option<Bytes>, Error>) -> Result<(), Error> {
        match next {
            Ok(Some(chunk)) => self.take(&chunk),
            // The end has not come; what there is of an event comes again.
            Ok(None) if self.lacks_end() && self.resumes() => {}
            // The text after the last line end is an item too, and an event
            // does not need its blank line.
            Ok(None) if self.finish() => {}
            Ok(None) if self.may_end_here() => {
                self.end = Some(End::Closed);
                self.body = None;
            }
            Ok(None) if self.resumes() => {}
            Ok(None) => {
                self.end = self.is_between_events().then_some(End::Early);
                return Err(self.end_cut_short());
            }
            Err(_) if self.resumes() => {}
            Err(error) => {
                let rest = self.rest();
                let error = if rest.is_empty() { error } else { error.with_body(rest) };
                return Err(self.end_with(|it| it.in_vain(error)));
            }
        }
        Ok(())
    }

    /// Tells whether an event has come before, over another connection.
    fn is_known(&mut self) -> bool {
        match (&mut self.resume, &self.frames) {
            (Some(resume), Frames::Events(framer)) => !resume.is_new(framer.id()),
            _ => false,
        }
    }

    /// Asks for the stream again where its connection has ended, if it is to go on
    /// and can.
    fn resumes(&mut self) -> bool {
        let Frames::Events(framer) = &self.frames else { return false };
        let resumes =
            !self.is_document() && self.resume.as_mut().is_some_and(|it| it.begin(framer));
        if resumes {
            self.body = None;
        }
        resumes
    }

    /// Goes on with another answer; one without content says that there is no more.
    fn reopen(&mut self, answer: Response<Body>) {
        let limits = self.call.limits();
        let (head, body) = answer.into_parts();
        if head.status == StatusCode::NO_CONTENT {
            self.end = Some(End::Closed);
        } else {
            let clock = self.call.client.transport();
            self.body = Some(Chunks::new(body, limits.idle_timeout, clock));
        }
        self.coming = Some(Coming::events(head.content_type()));
        self.head = head;
        self.frames = Frames::new(Framing::Events, limits.max_event_size, None);
        self.opening = Some(Vec::new());
    }

    fn take(&mut self, chunk: &[u8]) {
        let most = self.call.limits().max_event_size;
        self.opening = self.opening.take().filter(|opening| opening.len() + chunk.len() <= most);
        if let Some(opening) = &mut self.opening {
            opening.extend_from_slice(chunk);
        }
        match &mut self.coming {
            Some(coming) => self.frames.push(&coming.take(chunk)),
            None => self.frames.push(chunk),
        }
    }

    /// Takes what is left as the last event; tells whether there is one.
    fn finish(&mut self) -> bool {
        if self.is_document() {
            return false;
        }
        let left = self.coming.as_mut().map(Coming::finish).filter(|left| !left.is_empty());
        left.iter().for_each(|left| self.frames.push(left));
        let end = self.names.end();
        self.unfinished = self.frames.finish(|data| is_marked(data, end) || decode::is_whole(data));
        self.unfinished
    }

    pub(super) fn event(&self) -> (&[u8], &[u8]) {
        (self.frames.name(), self.data())
    }

    /// Returns the data of the current event.
    fn data(&self) -> &[u8] {
        self.text.as_deref().map_or(self.frames.data(), str::as_bytes)
    }

    /// Returns the framer, if it is an event stream.
    pub(super) fn framer(&self) -> Option<&Framer> {
        match &self.frames {
            Frames::Events(framer) => Some(framer),
            _ => None,
        }
    }

    fn role(&self) -> Role {
        let (name, data) = self.event();
        let is = |known: &str| !name.is_empty() && name == known.as_bytes();
        // A part may have any content, and the last one shows by itself.
        let is_part = matches!(self.frames, Frames::Parts(_));
        if self.frames.failed() {
            Role::Error
        } else if !is_part && self.is_end(name, data) {
            Role::End
        } else if is(self.names.error)
            || self.may_be_error(name) && is_event_error(data, self.names.error, self.names.unnamed)
        {
            Role::Error
        } else if is(self.names.ping) && !(self.names.is_in_ping)(data)
            || !is_part && (self.says_nothing(name, data) || self.is_null(name, data))
        {
            Role::Ping
        } else {
            Role::Event
        }
    }

    /// Tells whether an event ends the stream by its data: the mark, or, of an event without a
    /// name that is no text, the mark as a text of JSON.
    fn is_end(&self, name: &[u8], data: &[u8]) -> bool {
        let (data, end) = (data.trim_ascii(), self.names.end());
        let quoted = || data.strip_prefix(b"\"")?.strip_suffix(b"\"");
        let may_be_quoted = || {
            matches!(self.frames, Frames::Events(_)) && name.is_empty() && !(self.names.is_text)("")
        };
        is_marked(data, end) || quoted() == Some(end.as_bytes()) && may_be_quoted()
    }

    /// Tells whether the data of an event of that name is null, and its type does not take that.
    fn is_null(&self, name: &[u8], data: &[u8]) -> bool {
        let takes_it = || (self.names.takes_null)(&String::from_utf8_lossy(name));
        matches!(self.frames, Frames::Events(_)) && data.trim_ascii() == NULL && !takes_it()
    }

    /// Tells whether there is nothing in the data of an event of that name: white space is
    /// something where the data is text, and so is an empty text.
    fn says_nothing(&self, name: &[u8], data: &[u8]) -> bool {
        let is_text = || (self.names.is_text)(&String::from_utf8_lossy(name));
        !self.frames.has_data() || data.trim_ascii().is_empty() && !is_text()
    }

    /// Tells whether data that looks like an error makes an event of that name one:
    /// not where the type of the items has errors of its own.
    fn may_be_error(&self, name: &[u8]) -> bool {
        match self.frames {
            Frames::Events(_) => is_unnamed(name),
            Frames::Lines(_) | Frames::Records(_) | Frames::Parts(_) => {
                !self.names.error.is_empty()
            }
        }
    }

    /// Returns the next bytes; `None` when the server has closed the connection.
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>, Error>> {
        match &mut self.body {
            Some(body) => body.poll(cx).map_err(broken),
            None => Poll::Ready(Ok(None)),
        }
    }

    /// Tells whether nothing is missing where the server has closed the connection.
    fn may_end_here(&self) -> bool {
        !self.lacks_end() && self.is_between_events()
    }

    /// Tells whether the end of the stream shows, and has not come. A server may leave out
    /// its mark after events that show that they are all.
    fn lacks_end(&self) -> bool {
        match &self.progress {
            Some(progress) => !progress.is_whole(),
            None => !self.names.end.is_empty(),
        }
    }

    /// Tells whether nothing has come of another event.
    fn is_between_events(&self) -> bool {
        self.frames.rest().is_empty() && !self.is_document()
    }

    /// Tells whether all that has come begins as a document does, in its charset.
    fn is_document(&self) -> bool {
        let begins_one = |body: &Vec<u8>| is_document(&charset::in_utf8(&self.head.headers, body));
        self.opening.as_ref().is_some_and(begins_one)
    }

    /// Closes the connection and says why.
    fn end_with(&mut self, error: impl FnOnce(&Self) -> Error) -> Error {
        self.body = None;
        self.explain(error(self))
    }

    pub(super) fn explain(&self, error: Error) -> Error {
        self.call.explain(self.head.describe(error))
    }

    /// Closes the connection and says that it has ended too early.
    pub(super) fn end_cut_short(&mut self) -> Error {
        self.end_with(|it| it.cut_short(it.rest()))
    }

    /// Closes the connection and says that it has ended inside of the current event.
    pub(super) fn end_inside_event(&mut self) -> Error {
        let begun = Bytes::copy_from_slice(self.data());
        self.end_with(|it| it.cut_short(begun))
    }

    /// Tells whether the current event may be the beginning of a longer one.
    pub(super) fn is_cut(&self) -> bool {
        self.frames.is_cut()
    }

    /// Makes the error for an event that may be cut short, and must not be taken
    /// for a whole one.
    pub(super) fn cut_event(&self) -> Error {
        let data = self.data();
        let message = format!("it may be cut short, as no line end follows it: {}", Excerpt(data));
        self.explain(Error::decode(message, None, Bytes::copy_from_slice(data)))
    }

    /// Tells whether the connection ended inside of the current event, which cannot be read:
    /// it has no end of its own, and, where a line end is none that it needs, is JSON that
    /// could go on.
    pub(super) fn is_unfinished(&self) -> bool {
        let is_begun = || match self.frames {
            Frames::Events(_) => true,
            Frames::Lines(_) | Frames::Records(_) => is_begun(self.data()),
            Frames::Parts(_) => false,
        };
        self.unfinished && is_begun()
    }

    /// Tells whether the server has said that the stream is at its end.
    pub(super) fn is_marked(&self) -> bool {
        self.end == Some(End::Marked)
    }

    /// Tells whether the stream has come to its end in order: by no error.
    pub(super) fn is_ended_in_order(&self) -> bool {
        matches!(self.end, Some(End::Marked | End::Closed))
    }

    /// Tells whether the connection has ended in order, and the stream had not.
    pub(super) fn is_ended_early(&self) -> bool {
        self.end == Some(End::Early)
    }

    pub(super) fn is_ended(&self) -> bool {
        self.body.is_none() && !self.resume.as_ref().is_some_and(|resume| resume.is_on_its_way())
    }

    pub(super) fn head(&self) -> &Head {
        &self.head
    }

    pub(super) fn operation(&self) -> &str {
        &self.call.operation.id
    }

    fn reported(&self) -> Error {
        let body = Bytes::copy_from_slice(self.data());
        Error::answered(ApiError::read(self.head.status, &body), body)
    }

    /// Makes the error for a stream that ended with a rest that is no event.
    fn cut_short(&self, rest: Bytes) -> Error {
        if let Some(error) = instead_of_a_stream(&self.head, &rest) {
            return self.in_vain(error);
        }
        let before = |end: &str| format!("the stream is cut short: the connection ended {end}");
        let message = match (&self.opening, &self.progress) {
            (Some(opening), _) if self.is_document() => {
                let text = charset::in_utf8(&self.head.headers, opening);
                format!("expected an event stream, the server sent {}", Excerpt(&text))
            }
            _ if matches!(self.frames, Frames::Parts(_)) => before("before the end of all parts"),
            _ if !self.names.end.is_empty() => before(&format!("before {}", self.names.end)),
            (_, Some(progress)) if self.is_between_events() => {
                before(&format!("before {}", progress.sign()))
            }
            _ => before("inside an event"),
        };
        self.in_vain(Error::new(ErrorKind::Stream, message).with_body(rest))
    }

    /// Says of an error how often the stream was asked for again before it.
    fn in_vain(&self, error: Error) -> Error {
        match self.resume.as_ref().map_or(0, |resume| resume.made()) {
            0 => error,
            made => error.noting(&format!("it was asked for {made} times again, in vain")),
        }
    }

    /// Returns what has come of the event that will not be completed: the whole
    /// body if there has been no event.
    fn rest(&self) -> Bytes {
        Bytes::copy_from_slice(self.opening.as_deref().unwrap_or(self.frames.rest()))
    }

    fn too_large(&self) -> Error {
        let most = self.call.limits().max_event_size;
        Error::new(ErrorKind::Stream, format!("an event is larger than {most} bytes"))
    }
}

/// Makes the error for a stream that is cut short.
fn broken(broken: Broken) -> Error {
    match broken {
        Broken::Connection(cause) => {
            let kind = if is_timeout(&cause) { ErrorKind::Timeout } else { ErrorKind::Stream };
            let malformed = cause.downcast_ref().map(|Malformed { chunk, .. }| chunk.clone());
            let error = Error::new(kind, "the stream is cut short").caused_by(cause);
            error.with_body(malformed.unwrap_or_default())
        }
        Broken::Silent(limit) => {
            let message = format!("the stream has been silent for {limit:?}");
            Error::new(ErrorKind::Timeout, message)
        }
    }
}

/// Tells whether an event has the name that, by the standard, it has if the server
/// gave none.
fn is_unnamed(name: &[u8]) -> bool {
    matches!(name, b"" | b"message")
}

/// Tells whether data is the mark of a stream's end.
fn is_marked(data: &[u8], end: &str) -> bool {
    data.trim_ascii() == end.as_bytes()
}

/// Tells whether data is the beginning of JSON, and not all of it.
fn is_begun(data: &[u8]) -> bool {
    let read = |data: &[u8]| decode::read::<IgnoredAny>(data);
    // A number that is cut is malformed to the reader, and begun if it can go on.
    let goes_on = |rest: &[u8]| match read(&[data, rest].concat()) {
        Ok(IgnoredAny) => true,
        Err(error) => error.is_eof(),
    };
    read(data).is_err_and(|error| error.is_eof() || rests_of_number(data).any(goes_on))
}

/// Returns the rests of the number that data may end inside of: a digit, or those of words for one.
fn rests_of_number(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let letters = data.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &data[data.len() - letters..];
    let rests = NOT_FINITE.iter().filter_map(move |whole| whole.strip_prefix(word));
    iter::once(&b"0"[..]).chain(rests)
}

/// Tells whether a body begins as JSON or HTML do, and no line of an event stream.
fn is_document(body: &[u8]) -> bool {
    let body = body.strip_prefix(framer::BOM).unwrap_or(body);
    matches!(body.trim_ascii_start().first(), Some(b'{' | b'[' | b'<'))
}
