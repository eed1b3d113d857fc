//! The values that the texts of scalars stand for.

use serde_json::Number;

/// A number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Figure {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl Figure {
    pub(super) fn to_number(self) -> Option<Number> {
        match self {
            Self::Unsigned(number) => Some(number.into()),
            Self::Signed(number) => Some(number.into()),
            Self::Float(number) => Number::from_f64(number),
        }
    }
}

/// The kind of value that a plain scalar of YAML is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool,
    Number,
    Text,
}

/// Tells what a plain scalar is by the core schema of YAML 1.2, with the binary
/// integers of 1.1.
pub(super) fn plain(text: &str) -> Plain {
    if is_null(text) {
        return Plain::Null;
    }
    match text.as_bytes() {
        [b't' | b'T' | b'f' | b'F', ..] if boolean(text).is_some() => Plain::Bool,
        [b'0'..=b'9' | b'+' | b'-' | b'.', ..] if number(text).is_some() => Plain::Number,
        _ => Plain::Text,
    }
}

pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// Returns the number that a plain scalar of YAML is.
pub(super) fn number(text: &str) -> Option<Figure> {
    integer(text).or_else(|| float(text).map(Figure::Float))
}

/// Returns the number that a token of JSON is.
pub(super) fn json_number(text: &str) -> Option<Figure> {
    if text == "-0" { Some(Figure::Float(-0.0)) } else { number(text) }
}

/// Returns an integer; one beyond 64 bits becomes a float.
pub(super) fn integer(text: &str) -> Option<Figure> {
    let (negative, digits) = match text.as_bytes() {
        [b'-', ..] => (true, &text[1..]),
        [b'+', ..] => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x', ..] => (16, &digits[2..]),
        [b'0', b'o', ..] => (8, &digits[2..]),
        [b'0', b'b', ..] => (2, &digits[2..]),
        // Zeros in front make it text, as of a postal code.
        [b'0', _, ..] => return None,
        _ => (10, digits),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    match u64::from_str_radix(digits, radix) {
        Ok(number) if !negative => Some(Figure::Unsigned(number)),
        Ok(number) => Some(match 0i64.checked_sub_unsigned(number) {
            Some(0) => Figure::Unsigned(0),
            Some(number) => Figure::Signed(number),
            None => Figure::Float(-(number as f64)),
        }),
        Err(_) if radix == 10 => {
            text.parse().ok().filter(|float: &f64| float.is_finite()).map(Figure::Float)
        }
        Err(_) => {
            let number = u128::from_str_radix(digits, radix).ok()? as f64;
            Some(Figure::Float(if negative { -number } else { number }))
        }
    }
}

/// Returns a number with a fractional part.
pub(super) fn float(text: &str) -> Option<f64> {
    let rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    let digits = |byte: &u8| byte.is_ascii_digit();
    let numeric = rest.bytes().next().filter(|byte| digits(byte) || *byte == b'.').is_some();
    let only_digits = rest.bytes().all(|byte| digits(&byte));
    if !numeric || (only_digits && rest.len() > 1 && rest.starts_with('0')) {
        return None;
    }
    text.parse().ok().filter(|float: &f64| float.is_finite())
}

/// Tells whether a text is a number that JSON does not have, or one beyond those of 64 bits.
/// Such a one is text.
pub(crate) fn is_out_of_range(text: &str) -> bool {
    is_of_yaml_alone(text) || is_too_large(text)
}

/// Tells whether a text is a number that only YAML has: an infinite one, or none at all.
pub(crate) fn is_of_yaml_alone(text: &str) -> bool {
    let infinite = text.strip_prefix(['-', '+']).unwrap_or(text);
    matches!(infinite, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN")
}

fn is_too_large(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && text.parse().is_ok_and(f64::is_infinite)
}

/// Tells whether a plain scalar of YAML is text.
pub(crate) fn is_plain_text(text: &str) -> bool {
    plain(text) == Plain::Text
}
