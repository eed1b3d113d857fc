//! Content types.

use super::text::split_at_first;

/// JSON as such.
pub(crate) const JSON: &str = "application/json";

/// Tells whether a content type is JSON, whatever its parameters and its vendor.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    let suffix = essence.rfind('+').map_or("", |plus| &essence[plus..]);
    [JSON, "text/json"].iter().any(|json| essence.eq_ignore_ascii_case(json))
        || suffix.eq_ignore_ascii_case("+json")
}

/// Returns the content types and the ranges of a list.
pub(crate) fn listed(kinds: &str) -> impl Iterator<Item = &str> + Clone {
    kinds.split(',').map(str::trim).filter(|kind| !kind.is_empty())
}

/// Tells whether it is one content type, and no range of them.
pub(crate) fn is_concrete(kind: &str) -> bool {
    !kind.contains('*')
}

/// Tells whether a content type is that one, or in that range.
pub(crate) fn admits(range: &str, content_type: &str) -> bool {
    let (range, content_type) = (lowercase(range), lowercase(content_type));
    match range.split_once('*') {
        Some(("", _)) => true,
        Some((family, end)) => content_type.starts_with(family) && content_type.ends_with(end),
        None => range == content_type,
    }
}

/// Returns a content type without its parameters.
pub(crate) fn essence(content_type: &str) -> &str {
    split_at_first(content_type, b';').map_or(content_type, |(essence, _)| essence).trim()
}

/// Returns a content type without its parameters, in lower case.
pub(crate) fn lowercase(content_type: &str) -> String {
    essence(content_type).to_ascii_lowercase()
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
