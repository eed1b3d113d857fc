//! Content types.

/// The range of all content types.
pub(crate) const ANY: &str = "*/*";

/// The range of all content types of programs.
pub(crate) const ANY_APPLICATION: &str = "application/*";

/// JSON as such.
pub(crate) const JSON: &str = "application/json";

/// Text of which no more is said.
pub(crate) const TEXT: &str = "text/plain";

/// A form in the words of a query.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// A form in parts.
pub(crate) const FORM_DATA: &str = "multipart/form-data";

/// Events.
pub(crate) const EVENTS: &str = "text/event-stream";

/// Returns the content type without its parameters, in lower case.
pub(crate) fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Tells whether it is JSON.
pub(crate) fn is_json(kind: &str) -> bool {
    let kind = essence(kind);
    matches!(kind.as_str(), JSON | "text/json") || kind.ends_with("+json")
}

/// Tells what each call accepts by itself: JSON as such, or any.
pub(crate) fn is_plain_json(kind: &str) -> bool {
    essence(kind) == JSON || kind.contains('*')
}

/// Tells whether it is text that people can read, whatever its markup.
pub(crate) fn is_textual(kind: &str) -> bool {
    essence(kind).starts_with("text/") && !is_events(kind) && !is_json(kind)
}

/// The fields that an event has by its standard.
pub(crate) const EVENT_FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// Tells whether it is a stream of events.
pub(crate) fn is_events(kind: &str) -> bool {
    essence(kind) == EVENTS
}

/// Tells whether it is a stream of items, each a line of JSON.
pub(crate) fn is_json_lines(kind: &str) -> bool {
    matches!(
        essence(kind).as_str(),
        "application/jsonl"
            | "application/x-jsonl"
            | "application/jsonlines"
            | "application/x-jsonlines"
            | "application/json-lines"
            | "application/ndjson"
            | "application/x-ndjson"
    )
}

/// Tells whether it is a stream of items, each a text of a sequence of JSON texts.
pub(crate) fn is_json_sequence(kind: &str) -> bool {
    let kind = essence(kind);
    kind == "application/json-seq" || kind.ends_with("+json-seq")
}

/// Tells whether it is a list of items, each with a head of its own. The parts of
/// a form have names, and so do not count.
pub(crate) fn is_parts(kind: &str) -> bool {
    let kind = essence(kind);
    is_multipart(&kind) && kind != FORM_DATA
}

/// Tells whether it consists of parts, each with a head of its own.
pub(crate) fn is_multipart(kind: &str) -> bool {
    essence(kind).starts_with("multipart/")
}

/// Tells whether it is bytes that say nothing to people.
pub(crate) fn is_binary(kind: &str) -> bool {
    let kind = essence(kind);
    ["image/", "audio/", "video/", "font/"].iter().any(|family| kind.starts_with(family))
        || matches!(
            kind.as_str(),
            "application/octet-stream" | "application/zip" | "application/pdf" | "application/gzip"
        )
}

/// Tells a type whose content is read and written as it is, whatever its schema.
pub(crate) fn is_read_as_it_is(kind: &str) -> bool {
    let is_of_items = is_events(kind) || is_json_lines(kind) || is_json_sequence(kind);
    let is_any_or_form = matches!(essence(kind).as_str(), ANY | FORM);
    !is_json(kind) && !is_of_items && !is_multipart(kind) && !is_any_or_form
}

/// Tells a header that HTTP itself needs, which OpenAPI says is to be ignored
/// among the parameters.
pub(crate) fn is_header_of_http(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "accept" | "content-type" | "authorization")
}

/// Tells a header of an answer that its content tells of: OpenAPI says that it is to be ignored.
pub(crate) fn is_told_by_content(name: &str) -> bool {
    name.eq_ignore_ascii_case("content-type")
}

/// Returns the content types and the ranges of a list.
pub(crate) fn listed(kinds: &str) -> impl Iterator<Item = &str> {
    kinds.split(',').map(str::trim).filter(|kind| !kind.is_empty())
}

/// Tells whether a content type is that one, or in that range.
pub(crate) fn admits(range: &str, kind: &str) -> bool {
    let range = essence(range);
    match range.split_once('*') {
        Some(("", _)) => true,
        Some((family, end)) => kind.starts_with(family) && kind.ends_with(end),
        None => range == kind,
    }
}

/// Tells whether JSON is among these content types.
pub(crate) fn can_be_json(kinds: &str) -> bool {
    listed(kinds).any(|kind| is_json(kind) || admits(kind, JSON))
}

/// Returns a content type that a request can have: one with a wildcard stands for many.
pub(crate) fn concrete(kind: &str) -> &str {
    if range(kind).contains('*') { "application/octet-stream" } else { kind }
}

/// Returns a content type that a request can ask for: what is none (`xls`) stands for any.
pub(crate) fn range(kind: &str) -> &str {
    if kind.contains('/') { kind } else { ANY }
}
