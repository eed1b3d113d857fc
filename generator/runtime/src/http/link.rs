//! Links in the headers of answers (RFC 8288).

use reqwest::header::{HeaderMap, LINK};

/// The relation of the page after this one.
const NEXT: &str = "next";

/// Returns the address of the next page, as it is written: the first link with that
/// relation. One that is from elsewhere (`anchor`) is none of this page's.
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find(Link::is_next).map(|link| link.target.to_owned())
}

/// A link: its target, and its parameters with their values.
struct Link<'t> {
    target: &'t str,
    parameters: Vec<(&'t str, String)>,
}

impl Link<'_> {
    /// Returns the first parameter of that name: further ones do not count.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let found = parameters.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn is_next(&self) -> bool {
        let mut relations = self.parameter("rel").unwrap_or_default().split_ascii_whitespace();
        self.parameter("anchor").is_none() && relations.any(|rel| rel.eq_ignore_ascii_case(NEXT))
    }
}

/// Returns the links of a header; those after something that is none are left out.
fn links(header: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut rest = header;
    while let Some((target, after)) = rest
        .trim_start_matches([' ', '\t', ','])
        .strip_prefix('<')
        .and_then(|inside| inside.split_once('>'))
    {
        let mut parameters = Vec::new();
        rest = after.trim_start();
        while let Some(inside) = rest.strip_prefix(';') {
            let inside = inside.trim_start();
            let end = inside.find(['=', ';', ',']).unwrap_or(inside.len());
            let (name, after) = inside.split_at(end);
            let (value, after) = match after.strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => (String::new(), after),
            };
            parameters.push((name.trim_end(), value));
            rest = after.trim_start();
        }
        links.push(Link { target: target.trim(), parameters });
    }
    links
}

/// Returns the value of a parameter, quoted or not, and what is after it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (value.trim_end().to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn found(headers: &[&'static str]) -> Option<String> {
        let mut map = HeaderMap::new();
        for header in headers {
            map.append(LINK, HeaderValue::from_static(header));
        }
        next(&map)
    }

    #[test]
    fn the_next_page_is_linked_in_many_ways() {
        for header in [
            "</a?p=2>; rel=\"next\"",
            "</a?p=2>; rel=next",
            "</a?p=2>;rel=Next",
            "< /a?p=2 > ; title=x ; REL = \"next\"",
            "</a?p=1>; rel=\"prev\", </a?p=2>; rel=\"next\", </a?p=9>; rel=\"last\"",
            "</a?p=2>; rel=\"last next\"",
            "</a?p=2>; title=\"a, b; \\\"c\\\" <x>\"; rel=next",
            "</a?p=1>; crossorigin; rel=prev,, </a?p=2>; rel=\"next\"; title=\"open",
        ] {
            assert_eq!(found(&[header]).as_deref(), Some("/a?p=2"), "{header}");
        }
        assert_eq!(found(&["</b>; rel=prev", "</a>; rel=next"]).as_deref(), Some("/a"));
    }

    #[test]
    fn what_is_no_link_to_the_next_page() {
        for header in [
            "",
            "</a>",
            "</a>; rel=prev",
            "</a>; rel=\"nextish\"",
            "</a>; rel=prev; rel=next",
            "</a>; title=\"rel=next\"",
            "</a>; rel=next; anchor=\"/b\"",
            "/a; rel=next",
            "<//a; rel=next",
        ] {
            assert_eq!(found(&[header]), None, "{header}");
        }
        assert_eq!(found(&[]), None);
    }
}
