//! Multipart forms: what is in a request that sends a file.

use super::refusal::Refusal;
use crate::server::Request;

/// The parts of a form, in their order.
#[derive(Debug)]
pub(super) struct Form<'r>(Vec<Part<'r>>);

/// A part of a form.
#[derive(Debug)]
struct Part<'r> {
    name: String,
    filename: Option<String>,
    content: &'r [u8],
}

impl<'r> Form<'r> {
    /// The form in the body of a request.
    pub(super) fn read(request: &'r Request) -> Result<Self, Refusal> {
        let kind = request.header("content-type").unwrap_or_default();
        let boundary = kind.split_once("boundary=").filter(|_| kind.starts_with("multipart/"));
        let Some((_, boundary)) = boundary else {
            return Err(Refusal::new(format!("Expected a multipart form, got '{kind}'.")));
        };
        let delimiter = format!("\r\n--{}", boundary.trim_matches('"'));
        // A line break before the first delimiter would be none of the form's.
        let first = request.body.strip_prefix(&delimiter.as_bytes()[2..]);
        let mut parts = Vec::new();
        let mut rest = first.ok_or_else(broken)?;
        while !rest.starts_with(b"--") {
            let (part, after) = split(rest, delimiter.as_bytes()).ok_or_else(broken)?;
            parts.push(Part::read(part).ok_or_else(broken)?);
            rest = after;
        }
        Ok(Self(parts))
    }

    /// The text of a part, if it is there.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let part = self.0.iter().find(|part| part.name == name)?;
        Some(String::from_utf8_lossy(part.content).into_owned())
    }

    /// The text of a part that a form must have.
    pub(super) fn required(&self, name: &'static str) -> Result<String, Refusal> {
        self.text(name).ok_or_else(|| Refusal::missing(name))
    }

    /// The name and the content of a file that a form must have.
    pub(super) fn file(&self, name: &'static str) -> Result<(&str, &'r [u8]), Refusal> {
        let part = self.0.iter().find(|part| part.name == name);
        let part = part.ok_or_else(|| Refusal::missing(name))?;
        Ok((part.filename.as_deref().unwrap_or("upload"), part.content))
    }
}

impl<'r> Part<'r> {
    /// A part, from the line break before its head on.
    fn read(part: &'r [u8]) -> Option<Self> {
        let (head, content) = split(part, b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let is_name = |name: &str| name.eq_ignore_ascii_case("content-disposition");
        let (_, disposition) = lines.find(|(name, _)| is_name(name))?;
        let parameter = |name: &str| {
            let (_, value) = disposition.split_once(&format!("; {name}=\""))?;
            Some(value.split('"').next()?.to_owned())
        };
        Some(Self { name: parameter("name")?, filename: parameter("filename"), content })
    }
}

fn broken() -> Refusal {
    Refusal::new("The body is not the form that its content type says.")
}

fn split<'b>(bytes: &'b [u8], at: &[u8]) -> Option<(&'b [u8], &'b [u8])> {
    let place = bytes.windows(at.len()).position(|window| window == at)?;
    Some((&bytes[..place], &bytes[place + at.len()..]))
}
