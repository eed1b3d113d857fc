//! Numbers that JSON, or 64 bits, cannot have.
//!
//! Servers write `NaN` and `Infinity` where JSON has no word for them, and `1e400`,
//! which JSON has and a number of 64 bits has not. Each becomes null, as which most
//! writers of JSON write them.

use memchr::memchr2;
use serde::de::IgnoredAny;

/// The words that stand for numbers and are no JSON.
pub(crate) const NOT_FINITE: [&[u8]; 2] = [b"NaN", b"Infinity"];

/// Puts null in the place of each number in JSON that is none; `None` if there is none
/// such.
pub(crate) fn with_nulls(json: &[u8]) -> Option<Vec<u8>> {
    let mut mended: Option<Vec<u8>> = None;
    let (mut at, mut copied) = (0, 0);
    while at < json.len() {
        let length = match json[at] {
            b'"' => text(&json[at..]),
            byte if is_of_a_word(byte) => {
                let word = json[at..].iter().take_while(|byte| is_of_a_word(**byte)).count();
                if is_beyond(&json[at..at + word]) {
                    let mended = mended.get_or_insert_default();
                    mended.extend_from_slice(&json[copied..at]);
                    mended.extend_from_slice(b"null");
                    copied = at + word;
                }
                word
            }
            _ => 1,
        };
        at += length;
    }
    if let Some(mended) = &mut mended {
        mended.extend_from_slice(&json[copied..]);
    }
    mended
}

/// Returns the length of the text at the beginning, with its quotes.
fn text(json: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr2(b'"', b'\\', json.get(at..).unwrap_or_default()) {
        at += found + 1;
        if json[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    json.len()
}

fn is_of_a_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_')
}

/// Tells whether a word is a number that cannot be read.
fn is_beyond(word: &[u8]) -> bool {
    let unsigned = word.strip_prefix(b"-").unwrap_or(word);
    NOT_FINITE.contains(&unsigned)
        || unsigned.first().is_some_and(u8::is_ascii_digit)
            && serde_json::from_slice::<f64>(word).is_err()
            && serde_json::from_slice::<IgnoredAny>(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::with_nulls;

    #[test]
    fn what_is_no_number_is_null() {
        let cases = [
            ("NaN", "null"),
            (
                r#"{"a":NaN,"b":[-Infinity,Infinity, 1e400 ]}"#,
                r#"{"a":null,"b":[null,null, null ]}"#,
            ),
            (r#"{"a\"":-1e400,"b":"NaN"}"#, r#"{"a\"":null,"b":"NaN"}"#),
        ];
        for (json, mended) in cases {
            let found = with_nulls(json.as_bytes());
            assert_eq!(found.as_deref(), Some(mended.as_bytes()), "{json}");
        }
        for json in [
            "",
            "1e300",
            "-0.0",
            "nan",
            "NaNny",
            "-NaNny",
            "inf",
            "1e400x",
            "01e400",
            "+Infinity",
            r#"{"NaN":"\\\"NaN, 1e400"}"#,
            r#""NaN"#,
            r#""NaN\"#,
        ] {
            assert_eq!(with_nulls(json.as_bytes()), None, "{json}");
        }
    }
}
