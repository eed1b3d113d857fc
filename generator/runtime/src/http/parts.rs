//! Bytes to the parts of a multipart body (RFC 2046), an item each.

use std::ops::Range;

use memchr::{memchr, memmem};
use reqwest::header::CONTENT_TYPE;

use super::framer::TooLarge;
use super::window::Window;

/// The most bytes of a line between parts. A boundary has 70 at most.
const MAX_LINE: usize = 256;

/// Finds parts in chunks of bytes, however they are cut. What comes before the
/// first and after the last is no part.
pub(crate) struct Parts {
    window: Window,
    /// The beginning of each line between parts; where the content type names
    /// no boundary, that of the first line that could be one.
    delimiter: Option<Vec<u8>>,
    /// The start of the next part, head included, once that line has come.
    inside: Option<usize>,
    /// The start of the current line.
    line: usize,
    /// The head of the current part.
    head: Range<usize>,
    /// The last part has come.
    ended: bool,
    /// The last part was taken without its end, and `advance` has not given it yet.
    is_taken: bool,
}

/// The meaning of a line between parts.
enum Delimiter {
    /// Another part follows.
    Part,
    /// None does.
    End,
}

impl Parts {
    /// Finds parts of at most `limit` bytes in a body of this content type.
    pub(crate) fn new(limit: usize, content_type: Option<&str>) -> Self {
        let boundary = content_type.and_then(boundary);
        Self {
            window: Window::new(limit),
            delimiter: boundary.map(|boundary| format!("--{boundary}").into_bytes()),
            inside: None,
            line: 0,
            head: 0..0,
            ended: false,
            is_taken: false,
        }
    }

    /// Takes the next bytes. The current part must not be needed any more.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        let gone = self.window.push(chunk);
        self.line -= gone;
        self.head = 0..0;
        self.inside = self.inside.map(|start| start - gone);
    }

    /// Moves on to the next part; `false` if more bytes are needed for it.
    pub(crate) fn advance(&mut self) -> Result<bool, TooLarge> {
        if std::mem::take(&mut self.is_taken) {
            return Ok(true);
        }
        while !self.ended {
            let all = self.window.bytes().len();
            let end = memchr(b'\n', self.window.unseen());
            let end = end.map(|length| self.window.seen() + length + 1);
            let delimiter = self.delimiter(self.line..end.unwrap_or(all));
            let (start, after) = match (delimiter, end) {
                (Some(Delimiter::End), _) => {
                    self.ended = true;
                    (self.line, all)
                }
                (Some(Delimiter::Part), Some(end)) => (self.line, end),
                (None, Some(end)) => {
                    self.see_to(end);
                    continue;
                }
                (_, None) => {
                    self.window.see_all();
                    break;
                }
            };
            self.see_to(after);
            let begun = self.inside.take();
            self.inside = (!self.ended).then_some(after);
            let next = if self.ended { after } else { start };
            let part = begun.map(|begun| self.without_head(begun..start));
            self.head = begun.unwrap_or(start)..part.as_ref().map_or(start, |part| part.start);
            self.window.take_from(part.unwrap_or(start..start), next);
            if let Some(begun) = begun {
                let is_large = self.window.is_too_large(start - begun);
                return if is_large { Err(TooLarge) } else { Ok(true) };
            }
        }
        if self.ended {
            self.window.skip_all();
            self.line = self.window.next();
        }
        if self.window.is_too_large(self.length()) { Err(TooLarge) } else { Ok(false) }
    }

    /// Goes on with the line that begins there.
    fn see_to(&mut self, line: usize) {
        self.line = line;
        self.window.see(line - self.window.seen());
    }

    /// Takes what has come of a part, where all has come and `is_whole` says that nothing of
    /// it is missing; tells whether there is such a part. What has to follow it is still
    /// missing: it stays in the [rest](Self::rest).
    pub(crate) fn finish(&mut self, is_whole: impl Fn(&[u8]) -> bool) -> bool {
        let Some(begun) = self.inside else { return false };
        let part = self.without_head(begun..self.end());
        if !is_whole(&self.window.bytes()[part.clone()]) {
            return false;
        }
        (self.inside, self.is_taken, self.head) = (None, true, begun..part.start);
        self.window.take_from(part, self.window.next());
        true
    }

    /// Returns the length of what has come of a part, the line that may end it apart.
    fn length(&self) -> usize {
        self.end() - self.inside.unwrap_or(self.window.next())
    }

    /// Returns the end of what has come of a part, the line that may end it apart.
    fn end(&self) -> usize {
        let bytes = self.window.bytes();
        let line = &bytes[self.line..];
        let may_end = line.len() <= MAX_LINE
            && self.delimiter.as_ref().is_none_or(|delimiter| {
                delimiter.starts_with(line) || line.starts_with(delimiter.as_slice())
            });
        if may_end { self.line } else { bytes.len() }
    }

    /// Returns the content type in the head of the current part, if there is one.
    pub(crate) fn content_type(&self) -> Option<&str> {
        let head = str::from_utf8(&self.window.bytes()[self.head.clone()]).ok()?;
        let mut fields = head.lines().filter_map(|line| line.split_once(':'));
        let (_, kind) =
            fields.find(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE.as_str()))?;
        Some(kind)
    }

    /// Returns the current part, without its head.
    pub(crate) fn data(&self) -> &[u8] {
        self.window.item()
    }

    /// Returns the bytes so far of a part that is not complete, and of what has to
    /// follow it.
    pub(crate) fn rest(&self) -> &[u8] {
        self.window.rest()
    }

    /// Tells whether a line is one between parts, and of which kind. The end of
    /// all parts is known before the line ends.
    fn delimiter(&mut self, line: Range<usize>) -> Option<Delimiter> {
        let line = &self.window.bytes()[line];
        let after = match &self.delimiter {
            Some(delimiter) => line.strip_prefix(delimiter.as_slice())?,
            None => {
                let delimiter = line.ends_with(b"\n").then(|| line.trim_ascii_end())?;
                if delimiter.len() <= 2 || !delimiter.starts_with(b"--") {
                    return None;
                }
                self.delimiter = Some(delimiter.to_vec());
                return Some(Delimiter::Part);
            }
        };
        match after {
            after if after.starts_with(b"--") => Some(Delimiter::End),
            after if after.trim_ascii().is_empty() => Some(Delimiter::Part),
            _ => None,
        }
    }

    /// Returns the content of a part: without its head, and without the line
    /// end before the line that follows. A part without a head is all content.
    fn without_head(&self, part: Range<usize>) -> Range<usize> {
        let bytes = &self.window.bytes()[part.clone()];
        let length = ["\r\n", "\n"].iter().find_map(|end| {
            let blank = format!("{end}{end}");
            let none = bytes.starts_with(end.as_bytes()).then_some(end.len());
            none.or_else(|| Some(memmem::find(bytes, blank.as_bytes())? + blank.len()))
        });
        let start = length.unwrap_or_default();
        let content = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        part.start + start..part.start + content.len().max(start)
    }
}

/// Returns the boundary that a content type names.
fn boundary(content_type: &str) -> Option<&str> {
    let parameters = content_type.split_once(';')?.1;
    let at = parameters.to_ascii_lowercase().find("boundary=")? + "boundary=".len();
    let value = parameters[at..].trim_start();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => value.split(';').next()?.trim_end(),
    };
    Some(value).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/mixed; boundary=b";

    /// Returns the parts of chunks, and what is left.
    fn frame(
        chunks: &[&[u8]],
        content_type: &str,
        limit: usize,
    ) -> Result<(Vec<String>, String), TooLarge> {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut parts = Parts::new(limit, Some(content_type));
        let mut found = Vec::new();
        for chunk in chunks {
            parts.push(chunk);
            while parts.advance()? {
                found.push(text(parts.data()));
            }
        }
        Ok((found, text(parts.rest())))
    }

    /// Returns the parts of a text, and checks that they are the same however
    /// it is cut.
    fn found(text: &str, content_type: &str) -> (Vec<String>, String) {
        let whole = frame(&[text.as_bytes()], content_type, 100).unwrap();
        for size in 1..text.len() {
            let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
            assert_eq!(frame(&chunks, content_type, 100).unwrap(), whole, "{text:?} by {size}");
        }
        whole
    }

    #[test]
    fn parts_are_the_same_however_they_are_cut() {
        let body = "--b\nA: 1\nB: 2\n\n{\"é\":1}\n--b \n\n2\n--b\nA: 1\n\n\n--b--";
        let expected = (vec!["{\"é\":1}".to_owned(), "2".to_owned(), String::new()], String::new());
        for end in ["\n", "\r\n"] {
            for (before, after) in [("", ""), ("", "\n"), ("A note.\n", "\nAnother note.\n--b\n")] {
                let text = format!("{before}{body}{after}").replace('\n', end);
                assert_eq!(found(&text, TYPE), expected, "{text:?}");
                if before.is_empty() {
                    assert_eq!(found(&text, "multipart/mixed"), expected, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_boundary_is_a_line() {
        let text = "--b\r\n\r\n--bc\r\n --b\r\n\r\n--b\r\n\r\na\r--b\r\n--b--";
        let expected = ["--bc\r\n --b\r\n", "a\r--b"];
        assert_eq!(found(text, TYPE).0, expected);
    }

    #[test]
    fn a_part_without_a_head_is_all_content() {
        assert_eq!(found("--b\n[1,\n2]\n--b--\n", TYPE).0, ["[1,\n2]"]);
        assert_eq!(found("--b\nA: 1\r\n\r\n--b--\n", TYPE).0, [""]);
    }

    #[test]
    fn what_has_no_end_is_left() {
        assert_eq!(found("--b\n\n1\n", TYPE), (vec![], "--b\n\n1\n".to_owned()));
        assert_eq!(found("--b\n\n1\n--b\n", TYPE), (vec!["1".to_owned()], "--b\n".to_owned()));
        assert_eq!(found("no part", TYPE), (vec![], "no part".to_owned()));
        assert_eq!(found("", TYPE), (vec![], String::new()));
    }

    #[test]
    fn a_content_type_names_the_boundary() {
        for (content_type, expected) in [
            ("multipart/mixed", None),
            ("multipart/mixed; boundary=", None),
            ("multipart/mixed;boundary=a-b", Some("a-b")),
            ("multipart/mixed; charset=utf-8; Boundary=\"a; b\"; x=1", Some("a; b")),
            ("multipart/mixed; boundary=a ; x=1", Some("a")),
        ] {
            assert_eq!(boundary(content_type), expected, "{content_type}");
        }
    }

    #[test]
    fn the_length_of_a_part_is_bounded_however_it_is_cut() {
        for (text, fits) in [
            ("--b\n\n1234567\n--b\n\n1234567\n--b--", true),
            ("--b\n\n1\n--b\n\n12345678901234\n--b--", false),
            ("--b\n\n12345678901234", false),
            ("12345678901234", false),
        ] {
            for size in 1..=text.len() {
                let chunks: Vec<_> = text.as_bytes().chunks(size).collect();
                assert_eq!(frame(&chunks, TYPE, 13).is_ok(), fits, "{text:?} by {size}");
            }
        }
    }
}
