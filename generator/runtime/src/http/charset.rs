//! Bytes to text, by the charset that they are in.

mod coming;

use std::borrow::Cow;

use memchr::memchr2;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

pub(crate) use self::coming::Coming;
use super::error::{Error, ErrorKind};
use super::framer::BOM;
use super::text::{OneLine, split_at_first};

/// The characters that Windows-1252 has at 0x80 to 0x9f; its other bytes are the
/// characters of Unicode of the same number. Names of ISO-8859-1 mean it too, as on the web.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that switches from one set to another, in charsets whose bytes are all of ASCII.
const ESCAPE: u8 = 0x1b;

/// A charset that can be read.
#[derive(Clone, Copy)]
pub(crate) enum Charset {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
    Utf32(fn([u8; 4]) -> u32),
    Windows1252,
    #[cfg(feature = "charsets")]
    Other(&'static encoding_rs::Encoding),
}

/// Reads a body as text: by its byte order mark, or else by the charset that
/// its content type names, or else as UTF-8, in which U+FFFD takes the place of what is none.
pub(crate) fn text<'b>(headers: &HeaderMap, body: &'b [u8]) -> Result<Cow<'b, str>, Error> {
    let label = label(headers);
    let (charset, rest) = match marked(body) {
        Some(marked) => marked,
        // An unknown charset is likely to be a superset of ASCII; reading it as
        // UTF-8 tells.
        None => {
            let labelled = label.as_deref().and_then(|label| labelled(label, body));
            (labelled.unwrap_or(Charset::Utf8), body)
        }
    };
    if let Some(text) = charset.read(rest) {
        return Ok(text);
    }
    Err(match (charset, label) {
        (Charset::Utf8, _) => match unknown(headers, body) {
            Some(problem) => Error::new(ErrorKind::Decode, problem),
            None => return Ok(String::from_utf8_lossy(rest)),
        },
        (_, label) => {
            let label = label.unwrap_or_else(|| "utf-16".to_owned());
            Error::new(ErrorKind::Decode, format!("the text is not in {}", OneLine(&label)))
        }
    })
}

/// Tells whether a body is in another charset than UTF-8 by its own account.
pub(crate) fn is_other(headers: &HeaderMap, body: &[u8]) -> bool {
    let charset = match marked(body) {
        Some((charset, _)) => Some(charset),
        None => label(headers).map_or(Some(Charset::Utf8), |label| by_label(&label)),
    };
    !matches!(charset, Some(Charset::Utf8))
}

/// Reads a body that is no UTF-8 as [`text`]; `None` if it is.
pub(crate) fn no_utf8(headers: &HeaderMap, body: &[u8]) -> Option<Result<String, Error>> {
    (!is_utf8(body, || said(headers, body))).then(|| text(headers, body).map(Cow::into_owned))
}

/// Tells whether bytes are UTF-8 by themselves, whatever is said. Zeros and switches may be text
/// of a charset that writes ASCII otherwise, if that is what is said.
fn is_utf8(bytes: &[u8], said: impl FnOnce() -> Option<Charset>) -> bool {
    let is_plain = || memchr2(0, ESCAPE, bytes).is_none();
    let is_of_ascii = || said().is_none_or(Charset::has_ascii);
    str::from_utf8(bytes).is_ok() && (is_plain() || is_of_ascii())
}

/// Returns the charset that a body is in, as far as is said; JSON in UTF-16 and UTF-32 says it by
/// the zeros in its first character.
fn said(headers: &HeaderMap, body: &[u8]) -> Option<Charset> {
    match (marked(body), label(headers)) {
        (Some((charset, _)), _) => Some(charset),
        (None, Some(label)) => labelled(&label, body),
        (None, None) => by_zeros(body),
    }
}

/// Says why a text cannot be read: it is in a charset that is not known.
fn unknown(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    let label = label(headers).filter(|label| by_label(label).is_none())?;
    let is_utf8 = marked(body).is_some() || str::from_utf8(body).is_ok();
    let problem = || format!("the charset {} of the text is not known", OneLine(&label)) + hint();
    (!is_utf8).then(problem)
}

/// Names the feature that reads more charsets, if it is off.
fn hint() -> &'static str {
    if cfg!(feature = "charsets") { "" } else { " without the feature `charsets`" }
}

/// Reads the text of a body that is in another charset than UTF-8, as far as is [`said`]. What is
/// UTF-8 is that whatever is said.
pub(crate) fn other(headers: &HeaderMap, body: &[u8]) -> Option<String> {
    if is_utf8(body, || said(headers, body)) {
        return None;
    }
    let rest = marked(body).map_or(body, |(_, rest)| rest);
    match said(headers, body)? {
        Charset::Utf8 => None,
        other => other.read(rest).map(Cow::into_owned),
    }
}

/// Returns a body in UTF-8, as far as it is said in which charset it is.
pub(crate) fn in_utf8<'b>(headers: &HeaderMap, body: &'b [u8]) -> Cow<'b, [u8]> {
    other(headers, body).map_or(Cow::Borrowed(body), |text| Cow::Owned(text.into_bytes()))
}

/// Reads bytes without a mark that are no UTF-8 as text of a charset; `None` if they are UTF-8.
pub(crate) fn unless_utf8(charset: Charset, bytes: &[u8]) -> Option<String> {
    match is_utf8(bytes, || Some(charset)) {
        true => None,
        false => charset.read(bytes).map(Cow::into_owned),
    }
}

/// Returns the charset that a byte order mark stands for, and what follows the mark.
fn marked(body: &[u8]) -> Option<(Charset, &[u8])> {
    match body {
        [0xff, 0xfe, 0, 0, rest @ ..] => Some((Charset::Utf32(u32::from_le_bytes), rest)),
        [0, 0, 0xfe, 0xff, rest @ ..] => Some((Charset::Utf32(u32::from_be_bytes), rest)),
        [0xff, 0xfe, rest @ ..] => Some((Charset::Utf16(u16::from_le_bytes), rest)),
        [0xfe, 0xff, rest @ ..] => Some((Charset::Utf16(u16::from_be_bytes), rest)),
        _ => body.strip_prefix(BOM).map(|rest| (Charset::Utf8, rest)),
    }
}

/// Returns the charset of JSON by its first character, which is of ASCII.
fn by_zeros(json: &[u8]) -> Option<Charset> {
    match *json.first_chunk()? {
        [0, 0, 0, 1..=0x7f] => Some(Charset::Utf32(u32::from_be_bytes)),
        [1..=0x7f, 0, 0, 0] => Some(Charset::Utf32(u32::from_le_bytes)),
        [0, 1..=0x7f, _, _] => Some(Charset::Utf16(u16::from_be_bytes)),
        [1..=0x7f, 0, _, _] => Some(Charset::Utf16(u16::from_le_bytes)),
        _ => None,
    }
}

/// Returns the charset that a content type names, if it is one of those other than UTF-8 in which
/// lines end as they do in ASCII.
pub(crate) fn of_lines(content_type: &str) -> Option<Charset> {
    let charset = by_label(&label_in(content_type)?)?;
    (!matches!(charset, Charset::Utf8) && !charset.is_wide()).then_some(charset)
}

/// Tells whether a content type names UTF-16 or UTF-32.
fn is_wide(content_type: &str) -> bool {
    label_in(content_type).and_then(|label| by_label(&label)).is_some_and(Charset::is_wide)
}

/// Returns the charset that the content type of an answer names, in lower case.
fn label(headers: &HeaderMap) -> Option<String> {
    label_in(headers.get(CONTENT_TYPE)?.to_str().ok()?)
}

fn label_in(content_type: &str) -> Option<String> {
    let (_, parameters) = split_at_first(content_type, b';')?;
    let mut parameters = parameters.split(';').filter_map(|it| it.split_once('='));
    let (_, value) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?;
    Some(value.trim().trim_matches('"').trim().to_ascii_lowercase())
}

/// Returns the charset of a body without a byte order mark by its label. One that does not say in
/// which order bytes are leaves that to the zeros in the first characters, if they are ASCII.
fn labelled(label: &str, body: &[u8]) -> Option<Charset> {
    match (label, body) {
        ("utf-16", [0, 1..=0x7f, 0, 1..=0x7f, ..]) => Some(Charset::Utf16(u16::from_be_bytes)),
        ("utf-32", [0, 0, 0, 1..=0x7f, ..]) => Some(Charset::Utf32(u32::from_be_bytes)),
        _ => by_label(label),
    }
}

fn by_label(label: &str) -> Option<Charset> {
    Some(match label {
        "utf-8" | "utf8" => Charset::Utf8,
        "utf-16" | "utf-16le" => Charset::Utf16(u16::from_le_bytes),
        "utf-16be" => Charset::Utf16(u16::from_be_bytes),
        "utf-32" | "utf-32le" => Charset::Utf32(u32::from_le_bytes),
        "utf-32be" => Charset::Utf32(u32::from_be_bytes),
        "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "us-ascii" | "ascii"
        | "windows-1252" | "cp1252" => Charset::Windows1252,
        #[cfg(feature = "charsets")]
        other => Charset::Other(encoding_rs::Encoding::for_label(other.as_bytes())?),
        #[cfg(not(feature = "charsets"))]
        _ => return None,
    })
}

impl Charset {
    /// Tells whether the bytes of ASCII always are its characters.
    fn has_ascii(self) -> bool {
        match self {
            Self::Utf8 | Self::Windows1252 => true,
            Self::Utf16(_) | Self::Utf32(_) => false,
            #[cfg(feature = "charsets")]
            Self::Other(encoding) => encoding.is_ascii_compatible(),
        }
    }

    /// Tells whether each of its characters is of several bytes.
    fn is_wide(self) -> bool {
        matches!(self, Self::Utf16(_) | Self::Utf32(_))
    }

    /// Reads the bytes as the text that they are, if they are any.
    pub(crate) fn read(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Self::Utf8 => str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Self::Utf16(unit) => {
                let (pairs, []) = bytes.as_chunks::<2>() else { return None };
                let units = pairs.iter().map(|pair| unit(*pair));
                char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
            }
            Self::Utf32(unit) => {
                let (units, []) = bytes.as_chunks::<4>() else { return None };
                let text: Option<String> =
                    units.iter().map(|it| char::from_u32(unit(*it))).collect();
                text.map(Cow::Owned)
            }
            Self::Windows1252 => {
                Some(Cow::Owned(bytes.iter().copied().map(windows_1252).collect()))
            }
            #[cfg(feature = "charsets")]
            Self::Other(encoding) => {
                encoding.decode_without_bom_handling_and_without_replacement(bytes)
            }
        }
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(content_type: &str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, content_type.parse().unwrap())])
    }

    #[test]
    fn a_mark_goes_over_a_label_and_a_label_over_utf8() {
        let read = |label: &str, body: &[u8]| {
            let headers = headers(&format!("text/plain; a=b;Charset=\"{label}\" ; x"));
            text(&headers, body).map(Cow::into_owned).map_err(|error| error.to_string())
        };
        assert_eq!(read("ISO-8859-1", b"caf\xe9 \x80").unwrap(), "café €");
        assert_eq!(read("utf-16be", b"\0h\0\xe9\xd8\x3d\xde\0").unwrap(), "hé😀");
        assert_eq!(read("utf-16", b"h\0").unwrap(), "h");
        assert_eq!(read("utf-32be", b"\0\x01\xf6\0").unwrap(), "😀");
        assert_eq!(read("latin1", b"\xff\xfe\0\0h\0\0\0").unwrap(), "h");
        assert_eq!(read("latin1", b"\xfe\xff\0h").unwrap(), "h");
        assert_eq!(read("latin1", b"\xef\xbb\xbf\xc3\xa9").unwrap(), "é");
        assert_eq!(read("utf-16", b"h\0\x3d").unwrap_err(), "the text is not in utf-16");
        assert_eq!(read("utf-16le", b"\x3d\xd8").unwrap_err(), "the text is not in utf-16le");
        assert_eq!(read("x-none", "é".as_bytes()).unwrap(), "é");
        assert_eq!(read("utf-8", b"caf\xe9 \xc3").unwrap(), "caf\u{fffd} \u{fffd}");
        let unknown = read("x-none", b"\xe9").unwrap_err();
        assert!(unknown.starts_with("the charset x-none of the text is not known"), "{unknown}");
        assert_eq!(text(&HeaderMap::new(), "é".as_bytes()).unwrap(), "é");
    }

    #[test]
    fn zeros_and_switches_are_no_sign_of_a_charset_with_ascii() {
        let read = |label: &str, body: &[u8]| {
            other(&headers(&format!("application/json; charset={label}")), body)
        };
        for body in ["\"é \u{1b}[1m\"", "\"é \0\""] {
            assert_eq!(read("latin1", body.as_bytes()), None);
            assert_eq!(read("utf-8", body.as_bytes()), None);
            assert_eq!(read("x-none", body.as_bytes()), None);
        }
        assert_eq!(read("latin1", b"\"\xe9 \x1b\"").unwrap(), "\"é \u{1b}\"");
        assert_eq!(read("utf-16le", b"\"\0\"\0").unwrap(), "\"\"");
    }

    #[cfg(feature = "charsets")]
    #[test]
    fn a_charset_with_switches_is_read_though_it_is_ascii() {
        let japanese = b"\x1b$BF|K\\\x1b(B";
        let read = |label| unless_utf8(by_label(label).unwrap(), japanese);
        assert_eq!(read("iso-2022-jp").unwrap(), "日本");
        assert_eq!((read("latin1"), read("shift_jis")), (None, None));
        let plain = unless_utf8(by_label("iso-2022-jp").unwrap(), "日本".as_bytes());
        assert_eq!(plain, None);
    }

    #[cfg(feature = "charsets")]
    #[test]
    fn any_charset_of_the_web_is_read() {
        let headers = headers("text/plain; charset=Shift_JIS");
        assert_eq!(text(&headers, b"\x93\xfa\x96\x7b").unwrap(), "日本");
        assert_eq!(
            text(&headers, b"\x93").unwrap_err().to_string(),
            "the text is not in shift_jis"
        );
    }
}
