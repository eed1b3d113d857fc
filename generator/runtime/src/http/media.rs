//! Content types.

use std::borrow::Cow;

/// JSON as such.
pub(crate) const JSON: &str = "application/json";

/// Tells whether a content type is JSON, whatever its parameters and its vendor.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    matches!(&*essence, "application/json" | "text/json") || essence.ends_with("+json")
}

/// The content types and the ranges of a list.
pub(crate) fn listed(kinds: &str) -> impl Iterator<Item = &str> + Clone {
    kinds.split(',').map(str::trim).filter(|kind| !kind.is_empty())
}

/// Tells whether it is one content type, and no range of them.
pub(crate) fn is_concrete(kind: &str) -> bool {
    !kind.contains('*')
}

/// Tells whether a content type is that one, or in that range.
pub(crate) fn admits(range: &str, content_type: &str) -> bool {
    let (range, content_type) = (essence(range), essence(content_type));
    match range.split_once('*') {
        Some(("", _)) => true,
        Some((family, end)) => content_type.starts_with(family) && content_type.ends_with(end),
        None => range == content_type,
    }
}

/// Returns a content type without its parameters, in lower case.
pub(crate) fn essence(content_type: &str) -> Cow<'_, str> {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    match essence.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => essence.to_ascii_lowercase().into(),
        false => essence.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_admits_its_family() {
        for (range, kind) in [
            ("image/*", "Image/PNG"),
            ("*/*", "text/plain"),
            ("*", "text/plain"),
            ("application/*+json", "application/problem+json; a=b"),
            ("text/csv; header=present", "text/csv"),
        ] {
            assert!(admits(range, kind), "{range} {kind}");
        }
        for (range, kind) in [("image/*", "text/plain"), ("image/png", "image/x"), ("a/*+b", "a/")]
        {
            assert!(!admits(range, kind), "{range} {kind}");
        }
        assert_eq!(listed(" a/b,, c/* ").collect::<Vec<_>>(), ["a/b", "c/*"]);
    }

    #[test]
    fn json_is_what_says_so() {
        for json in ["application/json", "Application/JSON; charset=utf-8", "text/json"] {
            assert!(is_json(json), "{json}");
        }
        assert!(is_json("application/problem+json") && is_json("application/vnd.a.v1+JSON ;v=1"));
        for other in ["", "application/jsonl", "text/plain; a=application/json", "application/xml"]
        {
            assert!(!is_json(other), "{other}");
        }
    }
}
