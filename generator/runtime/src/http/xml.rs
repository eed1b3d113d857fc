//! Errors in XML, as services of storage and older APIs send them: the text of a few elements.

/// The most letters of a text that is written as it is.
const LONGEST: usize = 1024;

/// An error in XML.
pub(crate) struct Xml<'x>(&'x str);

impl<'x> Xml<'x> {
    /// Takes a body that is XML, and no page for people.
    pub(crate) fn of(body: &'x str) -> Option<Self> {
        let mut rest = body.trim_start();
        while let Some(prolog) = rest.strip_prefix("<?") {
            rest = prolog.split_once("?>")?.1.trim_start();
        }
        let root = rest.strip_prefix('<')?;
        let end = root.find(|c: char| !c.is_ascii_alphanumeric() && !"_:-.".contains(c))?;
        let is_page = end == 0 || root[..end].eq_ignore_ascii_case("html");
        (!is_page).then_some(Self(root))
    }

    /// Returns the text of the first element of that name that has nothing but text, and some.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        let begin = format!("<{name}");
        self.0.match_indices(&*begin).find_map(|(at, _)| {
            let rest = &self.0[at + begin.len()..];
            // No bracket is within a tag, so that many tags are read in one go.
            let close = rest.find(['<', '>'])?;
            let (attributes, rest) = (&rest[..close], rest[close..].strip_prefix('>')?);
            let is_it = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
            let (text, end) = match rest.trim_start().strip_prefix("<![CDATA[") {
                Some(plain) => {
                    let most = plain.char_indices().nth(LONGEST).map_or(plain.len(), |(at, _)| at);
                    let text = plain[..most].split_once("]]>")?.0;
                    let end = &plain[text.len() + "]]>".len()..];
                    (text.to_owned(), end.trim_start().strip_prefix('<')?)
                }
                None => {
                    let (text, end) = rest.split_once('<')?;
                    (unescaped(text), end)
                }
            };
            let is_whole = end.strip_prefix('/')?.strip_prefix(name)?.trim_start().starts_with('>');
            (is_it && is_whole && !text.trim().is_empty()).then(|| text.trim().to_owned())
        })
    }
}

/// Writes out the references to characters that every reader of XML knows; others stay as
/// they are.
pub(crate) fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let read = part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
        let (character, rest) = read.unwrap_or(('&', part));
        plain.push(character);
        plain.push_str(rest);
    }
    plain
}

/// Returns the character that a reference is to.
fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        name => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix('x') {
                Some(digits) => number(digits, 16),
                None => number(digits, 10),
            };
            number.and_then(char::from_u32).filter(|character| !character.is_control())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_an_element_is_found() {
        let text = |body: &str| Xml::of(body)?.text("Message");
        assert_eq!(
            text("<E><Message><![CDATA[a <b> &amp; c]]></Message></E>").unwrap(),
            "a <b> &amp; c"
        );
        for begun in ["<Message", "<Message>", "<Message><![CDATA["] {
            assert_eq!(text(&format!("<E>{}", begun.repeat(100_000))), None);
        }
        for body in [
            "<Error><Code>c</Code><Message>a &lt;b&gt; &amp;amp;</Message></Error>",
            "<?xml version='1.0'?>\n<?x y?> <E:Error xmlns='u'><Message lang=\"en\">\n a &#60;b&#x3e; &amp;amp; </Message ></E:Error>",
            "<R><Messages>x</Messages><Message/><Message> </Message><Message>a &lt;b&gt; &amp;amp;</Message></R>",
        ] {
            assert_eq!(text(body).as_deref(), Some("a <b> &amp;"), "{body}");
        }
        assert_eq!(
            text("<E><Message>a & b &x; &#0; &#55296;</Message></E>").unwrap(),
            "a & b &x; &#0; &#55296;"
        );
        for body in [
            "",
            "<",
            "<E",
            "<html><Message>a</Message></html>",
            "<!DOCTYPE html><HTML><Message>a</Message></HTML>",
            "<?xml <E><Message>a</Message></E>",
            "<E><message>a</message></E>",
            "<E><Message>a",
            "<E><Message>a<b/></Message></E>",
            "<E><Message>a</Messages></E>",
            "Message: <E><Message>a</Message></E>",
        ] {
            assert_eq!(text(body), None, "{body}");
        }
    }
}
