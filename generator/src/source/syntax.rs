//! The errors of parsers: why one stopped, and where in the text.

use std::ops::Range;
use std::str::Utf8Error;

use granit_parser::{ErrorKind, ScanError, Tag};

use super::builder::StopReason;
use super::pointer::Pointer;
use crate::report::diagnostic::Diagnostic;

/// The place where a parser stopped, and what it said.
#[derive(Debug)]
pub(crate) struct Stop {
    message: String,
    /// In bytes.
    offset: usize,
    help: &'static str,
}

const BREAKS_OFF: &str = "the text breaks off here: is the file complete?";
const MEND: &str = "mend the text here, or just before";
const FLATTER: &str = "nest less deeply";

impl Stop {
    /// Returns the finding about a text that no parser reads to its end.
    pub(super) fn into_diagnostic(self, at: &Pointer) -> Diagnostic {
        let Range { start, .. } = self.offset..self.offset;
        Diagnostic::error("syntax", at, self.message).help(self.help).written_at(start..start)
    }

    fn yaml(message: impl AsRef<str>, offset: usize, help: &'static str) -> Self {
        let message = format!("not readable as YAML: {}", message.as_ref());
        Self { message, offset, help }
    }
}

/// Returns a text in an encoding that is not read, if it is in one that can be told by its first
/// bytes.
pub(super) fn wide(bytes: &[u8]) -> Option<Stop> {
    // What is read begins with a character of ASCII, which has a byte of zero there.
    let is_wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, _, 0, ..]);
    is_wide.then(|| Stop {
        message: "UTF-16 or UTF-32 text, and not UTF-8".to_owned(),
        offset: 0,
        help: "convert it, as with `iconv -f UTF-16 -t UTF-8`",
    })
}

/// Returns a file that is packed, by its first bytes.
pub(super) fn packed(bytes: &[u8]) -> Option<Stop> {
    let (kind, help) = match bytes {
        [0x1F, 0x8B, ..] => ("gzip", "unpack it, as with `gunzip`"),
        [b'P', b'K', 3, 4, ..] => ("zip", "unpack it, as with `unzip`"),
        _ => return None,
    };
    Some(Stop { message: format!("{kind} data, and not text"), offset: 0, help })
}

/// Returns a text that is none.
pub(super) fn not_utf8(bytes: &[u8], error: &Utf8Error) -> Stop {
    let offset = error.valid_up_to();
    let help = match bytes.contains(&0) {
        true => "name a text file: this one has zero bytes in it",
        false => "save the file as UTF-8",
    };
    let message = format!("not UTF-8 text: the byte at offset {offset} begins no character");
    Stop { message, offset, help }
}

/// Returns a text that is too long to be read.
pub(super) fn too_long() -> Stop {
    let message = "a text of more than four billion bytes".to_owned();
    Stop { message, offset: 0, help: "split the document" }
}

/// Tells of broken JSON.
pub(super) fn of_json(message: &str, offset: usize) -> Stop {
    let help = match message {
        "expected `:`" => "put a `:` after the key",
        "expected `,` or `]`" | "expected `,` or `}`" => {
            "put a comma before this, or close what came before"
        }
        "key must be a string" => "put the key in double quotes",
        "trailing comma" => "take the comma out",
        "trailing characters" => "take out what follows the end of the document",
        "recursion limit exceeded" => FLATTER,
        _ if message.starts_with("control character") => "write the character as an escape",
        _ => MEND,
    };
    Stop { message: format!("not readable as JSON: {message}"), offset, help }
}

/// Returns JSON that ends too early.
pub(super) fn cut_off_json(inside: &str, end: usize) -> Stop {
    let article = if inside == "object" { "an" } else { "a" };
    let message = format!("not readable as JSON: EOF while parsing {article} {inside}");
    Stop { message, offset: end, help: BREAKS_OFF }
}

/// Tells of broken YAML.
pub(super) fn of_yaml(error: &ScanError, text: &str) -> Stop {
    let offset = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let (before, rest) = text.split_at_checked(offset).unwrap_or((text, "?"));
    match error.kind() {
        ErrorKind::InvalidTrailingSingleQuotedScalar => not_closed(before, '\''),
        ErrorKind::InvalidTrailingDoubleQuotedScalar => not_closed(before, '"'),
        ErrorKind::MappingValueNotAllowed => indented_otherwise(before),
        _ => None,
    }
    .unwrap_or_else(|| Stop::yaml(error.kind().to_string(), offset, yaml_help(error.kind(), rest)))
}

/// Quotes that open on a line and close on another one, where those of the next text begin; none if
/// the last two in a text are on one line.
fn not_closed(before: &str, quote: char) -> Option<Stop> {
    let mut quotes = before.rmatch_indices(quote).map(|(offset, _)| offset);
    let (closed, opened) = (quotes.next()?, quotes.next()?);
    let message = "a text in quotes that does not end on its line, and has more behind its end";
    let stop = || Stop::yaml(message, opened, "close the quotes on this line");
    before[opened..closed].contains('\n').then(stop)
}

/// Returns a key that is indented more or less than what is in the line above it; none if the text
/// does not end with a line of nothing but a key.
fn indented_otherwise(before: &str) -> Option<Stop> {
    let mut lines = before.lines().rev().filter(|line| !line.trim().is_empty());
    let (line, above) = (lines.next()?, lines.next()?);
    let is_key = !line.trim().contains(char::is_whitespace);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let message = "this key is indented more than the line above, which has a value already";
    let help = "indent this line as the keys beside it; look at the line above too";
    let offset = before.len() - line.trim_start().len();
    let stop = || Stop::yaml(message, offset, help);
    (is_key && indent(line) > indent(above) && above.contains(": ")).then(stop)
}

/// Returns a second document in one text.
pub(super) fn two_documents(offset: usize) -> Stop {
    let help = "take out what follows the first document";
    Stop::yaml("it has more than one document", offset, help)
}

/// Returns an alias of nothing.
pub(super) fn no_anchor(offset: usize) -> Stop {
    Stop::yaml("unknown anchor", offset, DEFINE)
}

const DEFINE: &str = "define the anchor (`&name`) before it is used";

/// Returns a key that is no text.
pub(super) fn no_key(offset: usize) -> Stop {
    Stop::yaml("a key that is no text", offset, "write a key that is text")
}

/// Returns a tag that only its author knows.
pub(super) fn foreign_tag(tag: &Tag, offset: usize) -> Stop {
    let message = format!("the tag `{}` is not known", tag.original());
    Stop::yaml(message, offset, "take the tag out")
}

/// Returns a scalar that is not what its tag says.
pub(super) fn not_of_tag(value: &str, kind: &str, offset: usize) -> Stop {
    Stop::yaml(format!("`{value}` is not {kind}"), offset, "take the tag out, or mend the value")
}

/// Returns YAML that stands for too much.
pub(super) fn refused(refused: StopReason, offset: usize) -> Stop {
    match refused {
        StopReason::Depth => Stop::yaml("recursion limit exceeded", offset, FLATTER),
        StopReason::Itself => {
            Stop::yaml("an alias inside of what it stands for", offset, "refer to it by `$ref`")
        }
        StopReason::Repetition => {
            Stop::yaml("repetition limit exceeded", offset, "write less of it through aliases")
        }
    }
}

/// Returns the first character that YAML does not take.
pub(super) fn forbidden(text: &str) -> Option<Stop> {
    let suspicious = |byte: &u8| matches!(byte, 0..0x20 | 0x7F | 0xC2 | 0xEF);
    let mut from = 0;
    while let Some(found) = text.as_bytes()[from..].iter().position(suspicious) {
        let offset = from + found;
        let c = text[offset..].chars().next().unwrap_or_default();
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
        if control || matches!(c, '\u{fffe}' | '\u{ffff}') {
            let help = "take the character out, or write it as an escape in double quotes";
            return Some(Stop::yaml("control characters are not allowed", offset, help));
        }
        from = offset + c.len_utf8();
    }
    None
}

/// Says what usually is behind a message of the parser.
fn yaml_help(kind: &ErrorKind, rest: &str) -> &'static str {
    if rest.trim().is_empty() {
        return BREAKS_OFF;
    }
    if rest.starts_with('\t') {
        return "indent with spaces: YAML takes no tabs for that";
    }
    match kind {
        ErrorKind::UnexpectedCharacter { .. } => "put text that begins so in quotes",
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            "put text that has a `: ` in quotes"
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::ExpectedFlowSequenceSeparator => {
            "close the bracket, or put a comma, before this"
        }
        ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::ExpectedNodeContent => "close the bracket with one of its own kind",
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation => {
            "indent this as the keys beside it; look at the line above too"
        }
        ErrorKind::ExpectedBlockSequenceEntry => {
            "indent this as the items beside it; look at the line above too"
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            "put a `:` after the key, or quotes around the text"
        }
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart => "indent with spaces: YAML takes no tabs for that",
        ErrorKind::UnclosedQuotedScalar => "close the quotes",
        ErrorKind::UnknownAnchor => DEFINE,
        ErrorKind::RecursionLimitExceeded => FLATTER,
        _ => MEND,
    }
}
