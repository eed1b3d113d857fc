//! Halves of surrogate pairs in JSON.
//!
//! Servers that cut text by its UTF-16 units write `"\ud83d"` alone. By its
//! grammar that is JSON; as text it is nothing, so U+FFFD takes its place.

use memchr::memchr;

/// Replaces each half of a pair in JSON by as many bytes; `None` if there is
/// none.
pub(crate) fn replaced(json: &[u8]) -> Option<Vec<u8>> {
    let mut mended: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(escape) = memchr(b'\\', json.get(at..)?) {
        at += escape;
        at += match (unit(json, at), unit(json, at + 6)) {
            (None, _) => 2,
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                let mended = mended.get_or_insert_with(|| json.to_vec());
                mended[at + 2..at + 6].copy_from_slice(b"fffd");
                6
            }
            (Some(_), _) => 6,
        };
    }
    mended
}

/// Returns the UTF-16 unit of the escape `\uXXXX` at a place.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    let digits = str::from_utf8(digits).ok().filter(|text| !text.starts_with('+'))?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn halves_are_replaced_and_nothing_else() {
        let cases = [
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\uDE00 x""#, r#""\ufffd x""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\ud83d\n\ude00""#, r#""\ufffd\n\ufffd""#),
            (r#""\\\ud83dé""#, r#""\\\ufffdé""#),
        ];
        for (json, mended) in cases {
            assert_eq!(replaced(json.as_bytes()).as_deref(), Some(mended.as_bytes()), "{json}");
        }
        for json in
            [r#""\ud83d\ude00""#, r#""\\ud83d""#, r#""\u00e9""#, r#""\ud8"#, r"\u+123", r#""\"#, ""]
        {
            assert_eq!(replaced(json.as_bytes()), None, "{json}");
        }
    }
}
