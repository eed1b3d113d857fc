//! Names and content types, as HTTP can carry them.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::media::listed;
use crate::source::Node;
use crate::source::pointer::on_a_line;

/// The white space that HTTP has around the parameters of a content type.
const SPACE: [char; 2] = [' ', '\t'];

/// Tells whether a text can be a method, or the name of a header or a cookie: a
/// token of HTTP.
pub(crate) fn is_token(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_allowed)
}

/// Returns a name as a header can have it: without white space around it.
pub(super) fn header_name(name: &str) -> Option<&str> {
    Some(name.trim()).filter(|name| is_token(name))
}

/// Returns a content type as HTTP can carry it: without needless white space and
/// parameters that are none, and the first of several. There may be none.
pub(super) fn content_type(kind: &str) -> Option<Cow<'_, str>> {
    one(kind).or_else(|| {
        let mut several = kind.split(',').filter(|_| kind.contains(','));
        several.find_map(one).map(|first| Cow::Owned(first.into_owned()))
    })
}

/// Returns those of the content types of a list that HTTP can carry.
pub(super) fn content_types(kinds: &str) -> Option<String> {
    let kinds: Vec<Cow<'_, str>> = listed(kinds).filter_map(one).collect();
    (!kinds.is_empty()).then(|| kinds.join(", "))
}

fn one(kind: &str) -> Option<Cow<'_, str>> {
    let parts = parts(kind).map(|part| part.trim_matches(SPACE));
    let mut written = parts.enumerate().filter(|(number, part)| *number == 0 || !part.is_empty());
    let (_, first) = written.next()?;
    let name = match first.split_once('/') {
        Some((family, name)) => [family.trim(), name.trim()].map(str::to_owned).to_vec(),
        None => vec![first.trim().to_owned()],
    };
    if !name.iter().all(|name| is_token(name)) {
        return None;
    }
    let mut mended = vec![name.join("/")];
    let mut is_as_written = kind.trim() == kind && mended[0] == first;
    for (_, parameter) in written {
        let sound = self::parameter(parameter);
        is_as_written &= sound.as_deref() == Some(parameter);
        mended.extend(sound);
    }
    Some(if is_as_written { Cow::Borrowed(kind) } else { Cow::Owned(mended.join("; ")) })
}

/// Splits a content type at the semicolons outside of quotes.
fn parts(kind: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    kind.split(move |c| {
        let was_escaped = std::mem::take(&mut is_escaped);
        match c {
            '"' if !was_escaped => is_quoted = !is_quoted,
            '\\' if is_quoted => is_escaped = !was_escaped,
            _ => {}
        }
        c == ';' && !is_quoted
    })
}

/// Returns a parameter of a content type: a name, and a token or a text in quotes.
fn parameter(parameter: &str) -> Option<String> {
    let (name, value) = parameter.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    let is_sound = is_token(name) && (is_token(value) || is_quoted(value));
    is_sound.then(|| format!("{name}={value}"))
}

/// Tells a text in quotes, each letter of which any header can carry.
fn is_quoted(value: &str) -> bool {
    let inside = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inside.is_some_and(|inside| {
        let mut is_escaped = false;
        let mut is_sound = |byte: u8| {
            let was_escaped = std::mem::take(&mut is_escaped);
            is_escaped = byte == b'\\' && !was_escaped;
            matches!(byte, b'\t' | b' '..=b'~') && (byte != b'"' || was_escaped)
        };
        inside.bytes().all(&mut is_sound) && !is_escaped
    })
}

/// Tells whether a header can carry a value.
pub(crate) fn is_value(value: &str) -> bool {
    value.bytes().all(|byte| byte == b'\t' || byte >= b' ' && byte != 0x7f)
}

/// Warns of content whose type HTTP cannot carry: what is `taken` in its place, or that
/// it is left out.
pub(super) fn odd_content_type(media: Node<'_>, taken: Option<&str>) -> Diagnostic {
    let kind = media.key().unwrap_or_default();
    let what = format!("`{}` is no content type that HTTP can carry", on_a_line(kind));
    let message = match taken {
        Some(taken) => format!("{what}: `{taken}` is taken"),
        None => format!("{what}: this content is left out"),
    };
    called(Diagnostic::warning("content-type", &media.at(), message), media, taken)
}

/// Warns of content of which no type is said that could be asked for or sent.
pub(super) fn no_content_type(media: Node<'_>) -> Diagnostic {
    let at = media.at();
    let kind = media.key().unwrap_or_default();
    let message = format!("`{kind}` is no content type: it stands for any");
    let warning = Diagnostic::warning("content-type", &at, message);
    warning.settled_without(&at, "It is no content type.")
}

/// Warns of the content types of a part that HTTP cannot carry.
pub(super) fn odd_content_types(said: Node<'_>, kinds: &str, taken: Option<&str>) -> Diagnostic {
    let at = said.at();
    let what = format!("`{}` is no content type that HTTP can carry", on_a_line(kinds));
    match taken {
        Some(taken) => {
            let message = format!("{what}: `{taken}` is taken");
            let warning = Diagnostic::warning("content-type", &at, message);
            warning.settled_with(&at, taken.into(), format!("`{taken}` is meant."))
        }
        None => {
            let warning =
                Diagnostic::warning("content-type", &at, format!("{what}; it is left out"));
            warning.settled_without(&at, "There is no such content type.")
        }
    }
}

/// Warns of a header whose name HTTP cannot carry.
pub(super) fn odd_header(header: Node<'_>, taken: Option<&str>) -> Diagnostic {
    let name = header.key().unwrap_or_default();
    let warning = Diagnostic::warning("header-name", &header.at(), about_name(name, taken));
    called(warning, header, taken)
}

/// Warns of a parameter, `written` in a list, whose name no header can have.
pub(super) fn odd_parameter(
    parameter: Node<'_>,
    written: Node<'_>,
    name: &str,
    taken: Option<&str>,
) -> Diagnostic {
    let at = parameter.at().child("name");
    let warning = Diagnostic::warning("header-name", &at, about_name(name, taken));
    match taken {
        Some(taken) => warning.settled_with(&at, taken.into(), format!("`{taken}` is meant.")),
        None => warning.settled_without(&written.at(), "No header can have that name."),
    }
}

fn about_name(name: &str, taken: Option<&str>) -> String {
    let what = format!("`{}` is no name that a header of HTTP can have", on_a_line(name));
    match taken {
        Some(taken) => format!("{what}: `{taken}` is taken"),
        None => format!("{what}; it is left out"),
    }
}

/// Offers that what has an impossible key gets another one, or goes.
fn called(found: Diagnostic, node: Node<'_>, name: Option<&str>) -> Diagnostic {
    let at = node.at();
    let holder = node.parent().filter(|holder| name.is_some_and(|name| holder.get(name).is_none()));
    match (holder, name) {
        (Some(holder), Some(name)) => {
            let renamed = Map::from_iter([(name.to_owned(), node.to_value())]);
            let why = format!("`{name}` is meant.");
            found
                .settled_with(&holder.at(), Value::Object(renamed), why.clone())
                .settled_without(&at, why)
        }
        _ => found.settled_without(&at, "HTTP cannot carry it."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_types_are_mended_or_none() {
        for (written, taken) in [
            ("text/plain\n", Some("text/plain")),
            (" text/plain", Some("text/plain")),
            ("image / png", Some("image/png")),
            ("application/ json", Some("application/json")),
            ("application/json; profile=é", Some("application/json")),
            ("application/json; q=“1”; v=2", Some("application/json; v=2")),
            ("text/csv; header = present", Some("text/csv; header=present")),
            ("text/csv; a=\"b\"c\"", Some("text/csv")),
            ("text/csv; a=\"b\\\"", Some("text/csv")),
            ("text/csv; charset", Some("text/csv")),
            ("application/json, text/json", Some("application/json")),
            ("text/é", None),
            ("text/\n csv/x", None),
            ("text/{name}", None),
            ("text/", None),
            ("/", None),
            ("é", None),
            ("", None),
        ] {
            assert_eq!(content_type(written).as_deref(), taken, "{written:?}");
        }
    }

    #[test]
    fn sound_content_types_stay_as_they_are() {
        for kind in [
            "application/json",
            "*/*",
            "text/*",
            "application/*+json",
            "application/json ; charset=utf-8",
            "application/json;charset=utf-8;",
            "multipart/mixed; boundary=\"a;b,c \\\" d\"",
            "application/vnd.a+json;version=1.0",
            "xls",
        ] {
            assert!(
                matches!(content_type(kind), Some(Cow::Borrowed(it)) if it == kind),
                "{kind:?}"
            );
        }
    }
}
