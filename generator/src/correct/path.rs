//! JSONPath (RFC 9535): which nodes of a document it selects.

use std::collections::HashSet;

use serde_json::Value;
use serde_json_path::{JsonPath, ParseError};

use crate::source::{Document, Node, NodeId, Pointer};

/// The functions of paths that this build lacks.
const LACKING: &[&str] = if cfg!(feature = "regex") { &[] } else { &["match", "search"] };

/// A path that selects nothing, since it is none.
#[derive(Debug)]
pub(super) struct Unreadable {
    /// The reason.
    pub(super) message: String,
    /// Advice on it.
    pub(super) help: &'static str,
}

impl Unreadable {
    fn new(path: &str, error: &ParseError, lacking: &[&str]) -> Self {
        match lacking.iter().find(|name| path.contains(&format!("{name}("))) {
            Some(function) => Self {
                message: format!(
                    "`{path}` asks for `{function}()`, which is there with the feature `regex` of \
                     the generator, and this program is built without it"
                ),
                help: "build the program with `--features regex`, or write a JSONPath without it",
            },
            None => Self {
                message: format!("`{path}` is no JSONPath: {error}"),
                help: "write a JSONPath such as `$.components.schemas.Pet`",
            },
        }
    }
}

/// Returns the nodes that a path selects, each once, in the order of the document.
pub(super) fn select(document: &Document, path: &str) -> Result<Vec<NodeId>, Unreadable> {
    let (steps, rest) = plain(path);
    let begin = steps.iter().try_fold(document.root(), |node, step| step.from(node));
    if rest.is_empty() && !path.is_empty() {
        return Ok(begin.map(Node::id).into_iter().collect());
    }
    let parse =
        |path: &str| JsonPath::parse(path).map_err(|error| Unreadable::new(path, &error, LACKING));
    let whole = parse(path)?;
    let places = if steps.is_empty() || rest.contains('$') {
        // Another `$` means all of the document.
        places(&whole, document.root(), document.value())
    } else {
        let below = parse(&format!("${rest}"))?;
        begin.map(|node| places(&below, node, &node.to_value())).unwrap_or_default()
    };
    let nodes = places.iter().filter_map(|place| document.find(place)).map(Node::id);
    let mut known = HashSet::new();
    Ok(nodes.filter(|node| known.insert(*node)).collect())
}

/// Places in the document of what a query selects below a node.
fn places(query: &JsonPath, node: Node<'_>, value: &Value) -> Vec<Pointer> {
    let found = query.query_located(value);
    let places = found.locations().map(|place| place.to_json_pointer());
    places.map(|place| Pointer::from_text(&format!("{}{place}", node.at().as_str()))).collect()
}

/// A step from a node to what is right inside of it.
#[derive(Debug, PartialEq, Eq)]
enum Descent {
    Key(String),
    Index(usize),
}

impl Descent {
    fn from<'a>(&self, node: Node<'a>) -> Option<Node<'a>> {
        match self {
            Self::Key(key) => node.get(key),
            Self::Index(index) => node.item(*index),
        }
    }
}

/// Returns the names and indexes that a path begins with, and the rest of it: nothing
/// in nearly all paths. They can be followed without looking at the rest of the
/// document.
fn plain(path: &str) -> (Vec<Descent>, &str) {
    let mut steps = Vec::new();
    let Some(mut rest) = path.strip_prefix('$') else {
        return (steps, path);
    };
    while let Some((step, after)) = step(rest) {
        steps.push(step);
        rest = after;
    }
    (steps, rest)
}

fn step(text: &str) -> Option<(Descent, &str)> {
    if let Some(name) = text.strip_prefix('.') {
        return shorthand(name);
    }
    let inside = text.strip_prefix('[')?;
    let quote = inside.chars().next()?;
    let (step, after) = match quote {
        '\'' | '"' => quoted(&inside[1..], quote)?,
        _ => index(inside)?,
    };
    Some((step, after.strip_prefix(']')?))
}

fn shorthand(text: &str) -> Option<(Descent, &str)> {
    let first = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    let other = |c: char| first(c) || c.is_ascii_digit();
    let end = text.find(|c| !other(c)).unwrap_or(text.len());
    let (name, after) = text.split_at(end);
    name.starts_with(first).then(|| (Descent::Key(name.to_owned()), after))
}

/// Returns a name in quotes, of which the first is read. One with other escapes than
/// those of the quote and of the backslash is left to the library.
fn quoted(text: &str, quote: char) -> Option<(Descent, &str)> {
    let mut name = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            c if c == quote => return Some((Descent::Key(name), &text[at + 1..])),
            '\\' => {
                let (_, escaped) = chars.next()?;
                name.push((escaped == quote || escaped == '\\').then_some(escaped)?);
            }
            c if c < ' ' => return None,
            c => name.push(c),
        }
    }
    None
}

fn index(text: &str) -> Option<(Descent, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, after) = text.split_at(end);
    let index = (digits == "0" || !digits.starts_with('0')).then(|| digits.parse().ok())??;
    Some((Descent::Index(index), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(document: &Document, path: &str) -> Vec<String> {
        let nodes = select(document, path).unwrap();
        nodes.into_iter().map(|node| document.node(node).at().as_str().to_owned()).collect()
    }

    #[test]
    fn what_is_plain() {
        let key = |key: &str| Descent::Key(key.to_owned());
        assert_eq!(plain("$"), (vec![], ""));
        assert_eq!(
            plain("$.a_1.ä['/b/{c}'][0]"),
            (vec![key("a_1"), key("ä"), key("/b/{c}"), Descent::Index(0)], "")
        );
        assert_eq!(plain(r#"$["it's"]['a\'b\\']"#), (vec![key("it's"), key(r"a'b\")], ""));
        assert_eq!(plain("$.a['b']..c[0]"), (vec![key("a"), key("b")], "..c[0]"));
        assert_eq!(plain("$.a-b"), (vec![key("a")], "-b"));
        for other in ["a", ""] {
            assert_eq!(plain(other), (vec![], other));
        }
        for other in [
            ".",
            ".1",
            "..a",
            ".*",
            "[*]",
            "[-1]",
            "[01]",
            "[]",
            "['a','b']",
            "[0:1]",
            "[?@.a]",
            " .a",
            "[ 'a' ]",
            "['a",
            r"['\u0041']",
            "['a\n']",
        ] {
            assert_eq!(plain(&format!("${other}")), (vec![], other));
        }
    }

    #[test]
    fn plain_paths_select_what_the_library_selects() {
        let text = "a_1: {b: [1, {c: 2}], '0': 3, \"it's\": 4, 'a\"b\\c': 5}\nb: [1]\n";
        let document = Document::parse(text.as_bytes()).unwrap();
        for path in [
            "$",
            "$.a_1",
            "$.a_1.b[1].c",
            "$.a_1.b[2]",
            "$.a_1.b.c",
            "$.a_1[0]",
            "$.a_1['0']",
            r"$.a_1['it\'s']",
            r#"$.a_1["it's"]"#,
            r#"$['a_1']['a"b\\c']"#,
            "$.b['0']",
            "$.none",
        ] {
            assert_eq!(plain(path).1, "", "{path}");
            let query = JsonPath::parse(path).unwrap();
            let found = query.query_located(document.value());
            let expected: Vec<String> =
                found.locations().map(|place| place.to_json_pointer()).collect();
            assert_eq!(selected(&document, path), expected, "{path}");
        }
    }

    #[test]
    fn functions_of_patterns_are_there_with_a_feature() {
        let document = Document::parse(b"a: {x: abc}\nb: {x: xyz}\n").unwrap();
        for (path, found) in [("$[?match(@.x, 'a.c')]", "/a"), ("$[?search(@.x, 'y')]", "/b")] {
            if cfg!(feature = "regex") {
                assert_eq!(selected(&document, path), [found]);
            } else {
                let error = select(&document, path).unwrap_err();
                assert!(error.message.contains("the feature `regex`"), "{error:?}");
            }
        }
    }

    #[test]
    fn a_build_without_a_function_says_how_to_get_it() {
        let told = |path: &str, lacking: &[&str]| {
            let error = JsonPath::parse("$[").unwrap_err();
            Unreadable::new(path, &error, lacking)
        };
        let path = "$[?match(@.x, 'a.c')]";
        let lacks = told(path, &["match", "search"]);
        assert_eq!(
            lacks.message,
            "`$[?match(@.x, 'a.c')]` asks for `match()`, which is there with the feature `regex` of \
             the generator, and this program is built without it"
        );
        let help = "build the program with `--features regex`, or write a JSONPath without it";
        assert_eq!(lacks.help, help);
        for other in [told(path, &[]), told("$[", &["match", "search"])] {
            assert!(other.message.contains("` is no JSONPath: "), "{}", other.message);
            assert_eq!(other.help, "write a JSONPath such as `$.components.schemas.Pet`");
        }
    }

    #[test]
    fn other_paths() {
        let document = Document::parse(b"a: {x: 1, y: [1, 2]}\nb: {x: 2}\n").unwrap();
        assert_eq!(selected(&document, "$..x"), ["/a/x", "/b/x"]);
        assert_eq!(selected(&document, "$.a.*"), ["/a/x", "/a/y"]);
        assert_eq!(selected(&document, "$.b[?@ == $.a.y[1]]"), ["/b/x"]);
        assert_eq!(selected(&document, "$.none..x"), [""; 0]);
        assert_eq!(selected(&document, "$.a.y[?@ == 2]"), ["/a/y/1"]);
        assert_eq!(selected(&document, "$.a.y[-1, 1]"), ["/a/y/1"]);
        for wrong in ["$.a[", "$.a-b", "$.none[", "a", ""] {
            let error = select(&document, wrong).unwrap_err().message;
            assert!(error.starts_with(&format!("`{wrong}` is no JSONPath: ")), "{error}");
        }
    }
}
