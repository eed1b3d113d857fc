//! Content types.

/// Tells whether a content type is JSON, whatever its parameters and its vendor.
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = essence(content_type);
    matches!(&*essence, "application/json" | "text/json") || essence.ends_with("+json")
}

/// Returns a content type without its parameters, in lower case.
pub(crate) fn essence(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

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
