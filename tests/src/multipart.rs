//! Reads `multipart/form-data` and others of its family as strictly as they are
//! defined.

use serde_json::{Value, json};

use crate::server::Request;

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The lines of its head, as they came.
    pub head: Vec<String>,
    /// The bytes after the head.
    pub body: Vec<u8>,
}

impl Part {
    /// Makes a part with this head, whose lines are separated by line feeds.
    pub fn new(head: &str, body: impl AsRef<[u8]>) -> Self {
        Self { head: head.lines().map(str::to_owned).collect(), body: body.as_ref().to_vec() }
    }

    /// Reads a part of `multipart/form-data` as a server does: its name, its file's
    /// name and content type where it has one, and its text.
    ///
    /// # Panics
    ///
    /// Panics if it is no such part.
    pub fn facts(&self) -> Value {
        let header = |wanted: &str| {
            let mut found = self.head.iter().filter_map(|line| line.split_once(": "));
            found.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
        };
        let disposition = header("content-disposition").expect("a part of a form has a name");
        let parameter = |name: &str| {
            let (_, value) = disposition.split_once(&format!("; {name}=\""))?;
            value.split('"').next()
        };
        let mut facts = json!({"name": parameter("name").expect("a part of a form has a name")});
        if let Some(name) = parameter("filename") {
            facts["filename"] = name.into();
        }
        if let Some(kind) = header("content-type") {
            facts["content-type"] = kind.into();
        }
        facts["body"] = String::from_utf8_lossy(&self.body).into();
        facts
    }
}

/// Returns the boundary of a form.
///
/// # Panics
///
/// Panics if the request has no form.
pub fn boundary(request: &Request) -> &str {
    let content_type = request.header("content-type").expect("a form has a content type");
    let (kind, boundary) = content_type.split_once("; boundary=").expect("it has a boundary");
    assert!(kind.starts_with("multipart/"), "{kind}");
    boundary
}

/// Returns the parts of a form.
///
/// # Panics
///
/// Panics if the request's body is not a form to the byte.
pub fn parts(request: &Request) -> Vec<Part> {
    let mut parts = Vec::new();
    let delimiter = format!("--{}", boundary(request));
    let mut rest = request.body.strip_prefix(delimiter.as_bytes()).expect("a delimiter");
    let delimiter = format!("\r\n{delimiter}");
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let (part, after) = split(part, delimiter.as_bytes()).expect("a delimiter ends a part");
        let (head, body) = match part.strip_prefix(b"\r\n") {
            // There is nothing in the head.
            Some(body) => (&[][..], body),
            None => split(part, b"\r\n\r\n").expect("a blank line ends a head"),
        };
        let head = String::from_utf8(head.to_vec()).expect("a head is text");
        assert!(!head.replace("\r\n", "").contains(['\r', '\n']), "{head:?}");
        parts.push(Part::new(&head, body));
        rest = after;
    }
    assert_eq!(String::from_utf8_lossy(rest), "--\r\n", "the end of a form");
    parts
}

fn split<'b>(bytes: &'b [u8], at: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let place = bytes.windows(at.len()).position(|window| window == at)?;
    Some((&bytes[..place], &bytes[place + at.len()..]))
}
