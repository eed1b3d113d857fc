//! Text in which a server has written characters by escapes.

use std::ops::Range;

use memchr::{memchr3, memmem};

use super::text::CUT;

/// The entities that HTML and XML write for characters of their own.
const ENTITIES: [(&str, char); 5] =
    [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];

/// The most characters of an entity between `&` and `;`, and so of any escape.
const LONGEST: usize = 8;

/// A text with the escapes of JSON, URLs and HTML undone.
pub(crate) struct Unescaped<'t> {
    text: &'t str,
    bytes: Vec<u8>,
    /// The place in the text of each byte, and the text's end.
    places: Vec<usize>,
}

impl<'t> Unescaped<'t> {
    /// Undoes the escapes of a text; `None` if it has none.
    pub(crate) fn of(text: &'t str) -> Option<Self> {
        memchr3(b'\\', b'%', b'&', text.as_bytes())?;
        let mut unescaped = Self { text, bytes: Vec::new(), places: Vec::new() };
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            let rest = &text[at..];
            let mut buffer = [0; 4];
            let (length, bytes) = match unescape(rest, &mut buffer).or_else(|| cut_off(rest)) {
                Some(escape) => escape,
                None => (character.len_utf8(), character.encode_utf8(&mut buffer).as_bytes()),
            };
            unescaped.bytes.extend_from_slice(bytes);
            unescaped.places.extend(bytes.iter().map(|_| at));
            at += length;
        }
        unescaped.places.push(at);
        Some(unescaped)
    }

    /// Returns the bytes without escapes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns where these bytes occur.
    pub(crate) fn find(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let found = memmem::find_iter(&self.bytes, bytes);
        found.map(|start| start..start + bytes.len()).collect()
    }

    /// Returns the text, as it was written, with another in the place of these bytes.
    pub(crate) fn replace(&self, mut ranges: Vec<Range<usize>>, by: &str) -> String {
        ranges.sort_by_key(|range| range.start);
        let mut replaced = String::with_capacity(self.text.len());
        let mut end = 0;
        for range in ranges {
            let (start, next) = (self.places[range.start], self.places[range.end]);
            if start >= end {
                replaced.push_str(&self.text[end..start]);
                replaced.push_str(by);
            }
            end = end.max(next);
        }
        replaced.push_str(&self.text[end..]);
        replaced
    }
}

/// Returns the length of the escape with which a text begins, and the bytes that it stands for.
fn unescape<'b>(text: &str, buffer: &'b mut [u8; 4]) -> Option<(usize, &'b [u8])> {
    if let Some(rest) = text.strip_prefix('%') {
        buffer[0] = u8::try_from(hexadecimal(rest.get(..2)?)?).ok()?;
        return Some((3, &buffer[..1]));
    }
    let (length, character) = if let Some(rest) = text.strip_prefix('&') {
        let name = rest.split_once(';').filter(|(name, _)| name.len() <= LONGEST)?.0;
        (name.len() + 2, entity(name)?)
    } else {
        let rest = text.strip_prefix('\\')?;
        let (length, character) = backslash(rest)?;
        (length + 1, character)
    };
    Some((length, character.encode_utf8(buffer).as_bytes()))
}

/// Returns the character of an entity by its name or number.
fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        return ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, character)| *character);
    };
    match number.strip_prefix(['x', 'X']) {
        Some(number) => char::from_u32(hexadecimal(number)?),
        None => char::from_u32(number.parse().ok()?),
    }
}

/// Returns the character that follows a backslash in JSON, or in a text as Rust shows it, and the
/// length of what stands for it.
fn backslash(text: &str) -> Option<(usize, char)> {
    let character = text.chars().next()?;
    if character != 'u' {
        return matches!(character, '/' | '\\' | '"' | '\'').then_some((1, character));
    }
    if let Some((digits, _)) = text[1..].strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        let digits = Some(digits).filter(|digits| digits.len() < LONGEST)?;
        return Some((digits.len() + 3, char::from_u32(hexadecimal(digits)?)?));
    }
    let first = unit(text)?;
    let second = text[5..].strip_prefix('\\').and_then(unit);
    let mut pair = char::decode_utf16([first].into_iter().chain(second));
    let character = pair.next()?.ok()?;
    Some((if character.len_utf16() == 2 { 11 } else { 5 }, character))
}

/// Returns the code unit of `u` and four digits.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix('u')?.get(..4)?;
    u16::try_from(hexadecimal(digits)?).ok()
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let is_number = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| is_number)
}

/// Returns the length of what is left of an escape that is cut off, which stands for nothing.
fn cut_off(text: &str) -> Option<(usize, &'static [u8])> {
    let length = text.strip_prefix(['\\', '%', '&'])?.find(CUT)? + 1;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '#' | '{');
    let is_cut_off = length <= LONGEST + 1 && text[1..length].chars().all(is_part);
    is_cut_off.then_some((length, &[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unescaped(text: &str) -> String {
        let bytes = Unescaped::of(text).map_or(text.into(), |text| text.bytes().to_vec());
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn escapes_are_undone() {
        for (text, expected) in [
            (r#"a\/\"\\\u002b\u00E9\ud83d\ude00\u{1F600}"#, "a/\"\\+é😀😀"),
            ("%2B%c3%A9 &amp;&quot;&#43;&#x2b;&#X2B;", "+é &\"+++"),
        ] {
            assert_eq!(unescaped(text), expected);
        }
    }

    #[test]
    fn what_is_no_escape_stays() {
        for text in [
            "",
            "a",
            "100%",
            "%2",
            "%zz",
            "%+1",
            "%é",
            "a & b; c",
            "&none;",
            "&#;",
            "&#x110000;",
            r"\",
            r"\n",
            r"\u",
            r"\u00",
            r"\u+123",
            r"\u00é",
            r"\ud83d",
            r"\u{}",
            r"\u{110000}",
        ] {
            assert_eq!(unescaped(text), text);
        }
        assert_eq!(unescaped(r"\ud83d\u0041"), r"\ud83dA");
    }

    #[test]
    fn what_is_replaced_was_there_and_the_rest_is_as_it_was() {
        let text = r"%41 a\u002bb … é a%2bb\n";
        let unescaped = Unescaped::of(text).unwrap();
        assert_eq!(unescaped.replace(unescaped.find(b"a+b"), "_"), r"%41 _ … é _\n");
        assert_eq!(unescaped.replace(vec![3..5, 0..4], "_"), r"_ … é a%2bb\n");
        assert_eq!(unescaped.replace(Vec::new(), "_"), text);
    }
}
