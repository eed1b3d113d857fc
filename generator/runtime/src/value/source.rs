//! The source of a JSON value, read into [`Buffered`].

use memchr::memchr2;
use serde_json::Number;

use super::buffered::Buffered;
use super::surrogates;

/// Depth to which lists and objects may be in one another, as for *serde_json*.
const LEVELS: usize = 128;

/// The precision with which a number with a fraction is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Floats {
    /// As *serde_json* reads it, whose last digit may be another one: the same
    /// number is the same wherever it stands.
    AsElsewhere,
    /// To the last digit.
    Exact,
}

/// Reads what a parser has looked through already, so that it is JSON; `None`
/// if it is not. Halves of surrogate pairs are replaced.
pub(super) fn read(json: &str, floats: Floats) -> Option<Buffered> {
    let mut source = Source { json, at: 0, floats };
    let value = source.value(LEVELS)?;
    source.peek().is_none().then_some(value)
}

struct Source<'j> {
    json: &'j str,
    at: usize,
    floats: Floats,
}

impl<'j> Source<'j> {
    /// Returns the next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.json.as_bytes().get(self.at..)?;
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += rest.iter().take_while(is_space).count();
        self.json.as_bytes().get(self.at).copied()
    }

    fn value(&mut self, levels: usize) -> Option<Buffered> {
        match self.peek()? {
            b'{' | b'[' if levels == 0 => self.skip(),
            b'{' => self.object(levels - 1),
            b'[' => self.list(levels - 1),
            b'"' => self.text().map(Buffered::Text),
            b'n' => self.word("null", Buffered::Null),
            b't' => self.word("true", Buffered::Boolean(true)),
            b'f' => self.word("false", Buffered::Boolean(false)),
            _ => self.number(),
        }
    }

    fn object(&mut self, levels: usize) -> Option<Buffered> {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                _ => {
                    let key = self.text()?;
                    (self.peek()? == b':').then_some(())?;
                    self.at += 1;
                    entries.push((key, self.value(levels)?));
                }
            }
        }
        self.at += 1;
        Some(Buffered::Object(entries))
    }

    fn list(&mut self, levels: usize) -> Option<Buffered> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                _ => items.push(self.value(levels)?),
            }
        }
        self.at += 1;
        Some(Buffered::List(items))
    }

    /// Goes behind a list or an object.
    fn skip(&mut self) -> Option<Buffered> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => _ = self.token()?,
                byte => {
                    self.at += 1;
                    match byte {
                        b'{' | b'[' => open += 1,
                        b'}' | b']' => open -= 1,
                        _ => {}
                    }
                }
            }
            if open == 0 {
                return Some(Buffered::TooDeep);
            }
        }
    }

    fn word(&mut self, word: &str, value: Buffered) -> Option<Buffered> {
        self.json.get(self.at..)?.starts_with(word).then_some(())?;
        self.at += word.len();
        Some(value)
    }

    fn number(&mut self) -> Option<Buffered> {
        let rest = self.json.get(self.at..)?;
        let is_part = |c: char| matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let text = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        self.at += text.len();
        if let Ok(number) = text.parse::<u64>() {
            return Some(Buffered::Number(number.into()));
        }
        // Nothing is wrong with it but its range, if that.
        let exact: f64 = text.parse().ok()?;
        let number = match (text.parse::<i64>(), self.floats) {
            (Ok(number), _) if number != 0 => Some(number.into()),
            (_, Floats::Exact) => Number::from_f64(exact),
            (_, Floats::AsElsewhere) => serde_json::from_str(text).ok(),
        };
        Some(number.map_or(Buffered::OutOfRange, Buffered::Number))
    }

    fn text(&mut self) -> Option<String> {
        let token = self.token()?;
        let text = &token[1..token.len() - 1];
        if !text.contains('\\') {
            return Some(text.to_owned());
        }
        let read = serde_json::from_str(token).ok();
        read.or_else(|| serde_json::from_slice(&surrogates::replaced(token.as_bytes())?).ok())
    }

    /// Returns a text in its quotes.
    fn token(&mut self) -> Option<&'j str> {
        let begin = self.at;
        let bytes = self.json.as_bytes();
        let mut at = begin + 1;
        loop {
            at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
            if bytes[at] == b'"' {
                self.at = at + 1;
                return self.json.get(begin..self.at);
            }
            at += 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Buffered::{OutOfRange, TooDeep};
    use super::*;

    fn buffered(json: &str) -> Buffered {
        read(json, Floats::AsElsewhere).unwrap()
    }

    #[test]
    fn a_source_is_what_serde_json_reads() {
        let json = r#" { "a" : [ 1 , -2, 18446744073709551615, 2.5, 1e3, -0, 0.1 ],
            "é\u00e9\"\\/\b\n": { } , "": [ ], "t": true , "f":false,"n":null, "a": "b" } "#;
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(buffered(json).into_value(), value);
        let Buffered::Object(entries) = buffered(json) else { panic!("an object") };
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["a", "éé\"\\/\u{8}\n", "", "t", "f", "n", "a"]);
    }

    #[test]
    fn what_no_value_holds_has_its_place() {
        let list = Buffered::List(vec![OutOfRange, Buffered::Text("\u{fffd}é\n".to_owned())]);
        assert_eq!(buffered("[-1e999,\"\\ud800é\\n\"]"), list);
        assert_eq!(list.into_value(), serde_json::json!([null, "\u{fffd}é\n"]));
        let nested =
            |levels: usize| format!("[{}\"]\\\"[\"{}]", "[".repeat(levels), "]".repeat(levels));
        assert!(!format!("{:?}", buffered(&nested(LEVELS - 1))).contains("TooDeep"));
        let mut deep = buffered(&nested(100_000));
        for _ in 0..LEVELS {
            let Buffered::List(mut items) = deep else { panic!("a list") };
            assert_eq!(items.len(), 1);
            deep = items.remove(0);
        }
        assert_eq!(deep, TooDeep);
    }

    #[test]
    fn a_number_is_exact_where_it_was_a_value() {
        let numbers = [0.1 + 0.2, 1.797_693_134_862_315_7e308, 5e-324, 123_456_789.012_345_67];
        for number in numbers.map(|number: f64| number.to_string()) {
            let exact = read(&number, Floats::Exact).unwrap().into_value();
            assert_eq!(exact.as_f64(), number.parse().ok(), "{number}");
        }
    }

    #[test]
    fn what_is_no_json_is_nothing() {
        for other in ["", "x", "[", "{\"a\"}", "{\"a\":}", "\"", "\"\\", "nul", "1 2", "]", "1x"] {
            assert_eq!(read(other, Floats::AsElsewhere), None, "{other}");
        }
    }
}
