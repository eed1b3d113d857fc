//! Why a parser stopped, and where in the text.

use std::str::Utf8Error;

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::diagnostic::{Diagnostic, Failure, Input};
use crate::pointer::Pointer;
use crate::remedy::similar;

/// Where a parser stopped, and what it said.
#[derive(Debug)]
pub(crate) struct Stop {
    message: String,
    /// In bytes; `None` when the parser does not say.
    offset: Option<usize>,
    help: Option<&'static str>,
}

/// The finding about a text that no parser reads to its end.
pub(crate) fn error(rule: &'static str, at: &Pointer, stop: Stop) -> Diagnostic {
    let error = Diagnostic::error(rule, at, stop.message);
    Diagnostic { offset: stop.offset, help: stop.help.map(str::to_owned), ..error }
}

/// A text that is none.
pub(crate) fn not_utf8(error: &Utf8Error) -> Stop {
    let offset = error.valid_up_to();
    Stop {
        message: format!("not UTF-8 text: the byte at offset {offset} begins no character"),
        offset: Some(offset),
        help: Some("save the file as UTF-8"),
    }
}

/// Broken YAML.
pub(crate) fn of_yaml(error: &serde_yaml::Error, text: &str) -> Stop {
    let message = format!("not readable as YAML: {error}");
    let offset = if message.contains("control characters") {
        text.find(is_forbidden)
    } else if message.contains("more than one document") {
        text.rfind("\n---").map(|end| end + 1)
    } else {
        error.location().map(|location| location.index())
    };
    let help = yaml_help(&message, offset.and_then(|offset| text.get(offset..)));
    Stop { message, offset, help }
}

/// Broken JSON.
pub(crate) fn of_json(error: &serde_json::Error, text: &str) -> Stop {
    let before: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    // A column counts bytes, and is that of the last one read.
    let offset = (before + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let hints = [
        ("expected `:`", "put a `:` after the key"),
        ("expected `,`", "put a comma before this, or close what came before"),
        ("key must be a string", "put the key in double quotes"),
        ("trailing comma", "take the comma out"),
        ("control character", "write the character as an escape"),
        ("trailing characters", "take out what follows the end of the document"),
        ("recursion limit", "nest less deeply"),
    ];
    let hint = hints.iter().find(|(part, _)| message.contains(part)).map(|(_, help)| *help);
    Stop {
        message: format!("not readable as JSON: {message}"),
        offset: Some(if error.is_eof() { text.len() } else { offset }),
        help: if error.is_eof() { Some(BREAKS_OFF) } else { hint.or(Some(MEND)) },
    }
}

const BREAKS_OFF: &str = "the text breaks off here: is the file complete?";
const MEND: &str = "mend the text here, or just before";

/// Reads a text of a known shape: an overlay or a configuration.
pub(crate) fn typed<T: DeserializeOwned>(
    text: &str,
    rule: &'static str,
    input: Input,
) -> Result<T, Failure> {
    let deserializer = serde_yaml::Deserializer::from_str(text);
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let at = error.path().iter().fold(Pointer::root(), |at, segment| match segment {
            Segment::Map { key } => at.child(key),
            Segment::Seq { index } => at.child(index),
            Segment::Enum { .. } | Segment::Unknown => at,
        });
        let message = error.inner().to_string();
        let stop = of_yaml(error.inner(), text);
        let found = match shape_help(&message) {
            // What is only of another shape has a place that says more.
            Some(help) => Diagnostic {
                offset: stop.offset.filter(|_| at == Pointer::root()),
                ..Diagnostic::error(rule, &at, message).help(help)
            },
            None => self::error(rule, &at, Stop { message, ..stop }),
        };
        found.in_input(input).into()
    })
}

/// What to write instead of what is YAML, but not of the known shape.
fn shape_help(message: &str) -> Option<String> {
    let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match names.as_slice() {
        [unknown, known @ ..] if message.contains("unknown field") => {
            Some(match similar(unknown, known.iter().copied()) {
                Some(meant) => format!("write `{meant}`, if that is meant"),
                None => "take it out, or write one of the keys that there are".to_owned(),
            })
        }
        [missing] if message.contains("missing field") => {
            Some(format!("add a line `{missing}: …`"))
        }
        _ if message.contains("duplicate") => Some("take one of the two out".to_owned()),
        _ if message.contains("expected a sequence") => Some("write a list: `[…]`".to_owned()),
        _ if message.contains("invalid") => Some("write a value of the kind expected".to_owned()),
        _ => None,
    }
}

/// Characters that YAML does not take.
fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    control || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// What usually is behind a message of the parser.
fn yaml_help(message: &str, rest: Option<&str>) -> Option<&'static str> {
    let rest = rest.unwrap_or("?");
    if rest.trim().is_empty() {
        return Some(BREAKS_OFF);
    }
    if rest.starts_with('\t') {
        return Some("indent with spaces: YAML takes no tabs for that");
    }
    if rest.starts_with(['@', '`', '%']) && message.contains("cannot start any token") {
        return Some("put text that begins so in quotes");
    }
    let hints = [
        ("mapping values are not allowed", "put text that has a `: ` in quotes"),
        ("did not find expected ',' or", "close the bracket, or put a comma, before this"),
        ("did not find expected node content", "close the bracket with one of its own kind"),
        (
            "did not find expected key",
            "indent this as the keys beside it; look at the line above too",
        ),
        (
            "did not find expected '-'",
            "indent this as the items beside it; look at the line above too",
        ),
        ("could not find expected ':'", "put a `:` after the key, or quotes around the text"),
        ("more than one document", "take out what follows the first document"),
        ("control characters", "take the character out, or write it as an escape in double quotes"),
        ("unknown anchor", "define the anchor (`&name`) before it is used"),
        ("repetition limit", "write less of it through aliases"),
        ("recursion limit", "nest less deeply"),
    ];
    hints.iter().find(|(part, _)| message.contains(part)).map(|(_, help)| *help).or(Some(MEND))
}
