//! The words for what operations send and give.

use super::Half;
use crate::ir::{
    Answer, Asked, Body, Choice, Content, Encoding, Gives, Operation, PairEncoding, Parameter,
    PartEncoding, Style, Success, TypeRef,
};
use crate::media::JSON;

/// Describes the content of a body.
pub(super) fn body_words(half: Half<'_>, body: &Body) -> String {
    match &body.content {
        Content::Json(ty) if body.content_type == JSON => half.ty(ty),
        Content::UrlEncoded(ty, PairEncoding::Brackets) => {
            format!("{} of {} with brackets", body.content_type, half.ty(ty))
        }
        Content::Form(ty, encodings) | Content::UrlEncoded(ty, PairEncoding::Each(encodings))
            if !encodings.is_empty() =>
        {
            let encodings: Vec<String> = encodings.iter().map(encoding_words).collect();
            format!("{} of {} with {}", body.content_type, half.ty(ty), encodings.join(", "))
        }
        Content::Parts(ty, parts) => {
            let parts: Vec<String> =
                parts.first.iter().chain([&parts.rest]).map(part_words).collect();
            format!("{} of {} as {}", body.content_type, half.ty(ty), parts.join(", "))
        }
        Content::Json(ty)
        | Content::Form(ty, _)
        | Content::Sequence(ty, _)
        | Content::UrlEncoded(ty, _) => {
            format!("{} of {}", body.content_type, half.ty(ty))
        }
        Content::Bytes => body.content_type.clone(),
    }
}

/// Describes the encoding of a property of a form.
fn encoding_words(encoding: &Encoding) -> String {
    let Encoding { name, content_type, style, reserved, headers, needed } = encoding;
    let style = style.map(|style| style_words(style).unwrap_or("apart"));
    let reserved = reserved.then_some("with reserved characters as they are");
    let kind = content_type.as_ref().map(|kind| format!("as {kind}"));
    let style = style.into_iter().chain(reserved).map(str::to_owned);
    let words = [name.clone()].into_iter().chain(kind).chain(style);
    let words = words.chain(header_words(headers, needed));
    words.collect::<Vec<_>>().join(" ")
}

/// Describes the encoding of an item of a list.
fn part_words(part: &PartEncoding) -> String {
    let PartEncoding { content_type, headers, needed } = part;
    let kind = content_type.as_deref().unwrap_or("usual").to_owned();
    [kind].into_iter().chain(header_words(headers, needed)).collect::<Vec<_>>().join(" ")
}

/// Lists the headers of a part, and those that callers have to give.
fn header_words(headers: &[(String, String)], needed: &[String]) -> impl Iterator<Item = String> {
    let needed = needed.iter().map(|name| format!("with {name} of the caller"));
    headers.iter().map(|(name, value)| format!("with {name}: {value}")).chain(needed)
}

/// Describes the content of an answer by the names of types.
pub(super) fn answer_words(answer: &Answer, name: &dyn Fn(&TypeRef) -> String) -> Vec<String> {
    match answer {
        Answer::Nothing => Vec::new(),
        Answer::Json(ty) => vec![name(ty)],
        Answer::Optional(ty) => vec![format!("{} or nothing", name(ty))],
        Answer::ByStatus(successes) => {
            let words = |success: &Success| {
                let gives = match &success.gives {
                    Some(Gives::Json(ty)) => name(ty),
                    Some(Gives::Text | Gives::Bytes) => success.kinds.join(", "),
                    None => "nothing".to_owned(),
                };
                format!("{}: {gives}", success.key())
            };
            successes.iter().map(words).collect()
        }
        Answer::Text(kinds) | Answer::Bytes(kinds) => vec![kinds.clone()],
    }
}

/// Describes an answer that can be asked for, and the request for it.
pub(super) fn choice_words(half: Half<'_>, Choice { ask, gives }: &Choice) -> String {
    let gives = match gives {
        Gives::Json(ty) => half.ty(ty),
        Gives::Text => "text".to_owned(),
        Gives::Bytes => "bytes".to_owned(),
    };
    match ask {
        Asked::Accept(kinds) => format!("{gives} by {kinds}"),
        Asked::Property { property, value } => format!("{gives} by {property}: {value}"),
        Asked::Parameter { name, value } => format!("{gives} by {name}={value}"),
    }
}

/// Describes the request for a stream, with its value unless that is `true`.
pub(super) fn ask_words(ask: &Asked) -> Vec<String> {
    let (name, value) = match ask {
        Asked::Accept(kinds) => (kinds.clone(), None),
        Asked::Property { property, value } => {
            (property.clone(), (*value != true).then(|| value.to_string()))
        }
        Asked::Parameter { name, value } => {
            (format!("?{name}"), (value != "true").then(|| value.clone()))
        }
    };
    [name].into_iter().chain(value).collect()
}

pub(super) fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// Describes where an operation moved by the beginning of its path, if the rest is the same.
pub(super) fn moved_words(old: &Operation, new: &Operation) -> Option<[Vec<String>; 2]> {
    let same =
        old.path.rsplit('/').zip(new.path.rsplit('/')).take_while(|(one, other)| one == other);
    let rest: usize = same.map(|(segment, _)| segment.len() + 1).sum();
    let begins =
        |path: &str| Some(vec![format!("{}/…", path.get(..path.len().checked_sub(rest)?)?)]);
    (old.method == new.method && rest > 0).then_some([begins(&old.path)?, begins(&new.path)?])
}

/// Describes the place of a parameter, and how it is written there.
pub(super) fn place_words(parameter: &Parameter) -> String {
    let place = parameter.location.word();
    let place = match parameter.reserved {
        true => format!("{place}, with reserved characters as they are"),
        false => place.to_owned(),
    };
    let style = style_words(parameter.style).map(str::to_owned).into_iter();
    let encodings: Vec<String> = parameter.encodings.iter().map(encoding_words).collect();
    let encodings = (!encodings.is_empty()).then(|| format!("with {}", encodings.join(", ")));
    [place].into_iter().chain(style).chain(encodings).collect::<Vec<_>>().join(", ")
}

/// Describes the style of a value, unless it is the usual one.
pub(super) fn style_words(style: Style) -> Option<&'static str> {
    Some(match style {
        Style::Usual => return None,
        Style::Exploded => "with =",
        Style::Label => "after a dot",
        Style::LabelExploded => "with dots",
        Style::Matrix => "after a semicolon",
        Style::MatrixExploded => "with semicolons",
        Style::Joined => "with commas",
        Style::Plain => "with nothing encoded",
        Style::PlainJoined => "with commas and nothing encoded",
        Style::SpaceDelimited => "with spaces",
        Style::PipeDelimited => "with bars",
        Style::DeepObject => "with brackets",
        Style::Json => "as JSON",
        Style::Whole => "as all of the query",
        Style::WholeJson => "as all of the query, as JSON",
        Style::WholeText => "as all of the query, as text",
    })
}
