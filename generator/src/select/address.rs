//! Addresses of schemas (`$id`), and references that are relative to one. They are compared as
//! texts; nothing is asked for.

use std::collections::HashMap;
use std::rc::Rc;

use crate::source::{Node, NodeId, has_scheme};

/// The length up to which an address is put together of others.
const MAX_LENGTH: usize = 4096;

/// The addresses that references are relative to, by the nodes that were asked for and those
/// around them.
#[derive(Default)]
pub(super) struct Bases(HashMap<NodeId, Base>);

/// The address that references at a node are relative to.
#[derive(Clone)]
enum Base {
    /// No schema around has one.
    None,
    /// Nothing can be relative to it.
    Useless,
    At(Rc<str>),
}

impl Base {
    /// Returns the base of what is in a schema with that `$id`.
    fn within(self, id: &str) -> Self {
        let joined = match &self {
            _ if has_scheme(id) => Some(id.to_owned()),
            Self::None => Some(id.to_owned()),
            Self::Useless => None,
            Self::At(base) => join(base, id),
        };
        joined.map_or(Self::Useless, |joined| Self::At(joined.into()))
    }
}

impl Bases {
    /// Returns the address that a reference at a node means by the `$id` of the schemas around
    /// it; none if there is none, or nothing is relative to it.
    pub(super) fn meant(&mut self, node: Node<'_>, reference: &str) -> Option<String> {
        match self.of(node) {
            Base::At(base) => join(&base, reference),
            Base::None | Base::Useless => None,
        }
    }

    /// Returns the base at a node: each node is looked at once, however deep they are.
    fn of(&mut self, node: Node<'_>) -> Base {
        let is_new = |node: &Node<'_>| !self.0.contains_key(&node.id());
        let new: Vec<Node<'_>> = node.ancestors().take_while(is_new).collect();
        let outermost = new.last().map_or(Some(node), |last| last.parent());
        let known = outermost.and_then(|node| self.0.get(&node.id()).cloned());
        let mut base = known.unwrap_or(Base::None);
        for node in new.into_iter().rev() {
            if let Some(id) = id_of(node) {
                base = base.within(id);
            }
            self.0.insert(node.id(), base.clone());
        }
        base
    }
}

/// Returns the address that a schema gives itself, without an empty fragment.
pub(super) fn id_of(node: Node<'_>) -> Option<&str> {
    let id = node.get("$id")?.as_str()?;
    Some(id.strip_suffix('#').unwrap_or(id)).filter(|id| !id.is_empty())
}

/// Returns the address that a reference without a fragment means beside another one
/// (RFC 3986, 5.2); none if nothing can be relative to that.
pub(super) fn join(base: &str, reference: &str) -> Option<String> {
    if has_scheme(reference) {
        return Some(reference.to_owned());
    }
    let scheme = if has_scheme(base) { base.find(':')? + 1 } else { 0 };
    let rest = &base[scheme..];
    let end = |text: &str, from: usize, ends: &[char]| {
        text[from..].find(ends).map_or(text.len(), |at| from + at)
    };
    let authority = if rest.starts_with("//") { end(rest, 2, &['/', '?', '#']) } else { 0 };
    let (host, path) = (&base[..scheme + authority], &rest[authority..]);
    // Of `urn:a:b`, nothing is a directory.
    if scheme > 0 && authority == 0 && !path.starts_with('/') {
        return None;
    }
    let path = &path[..end(path, 0, &['?', '#'])];
    let joined = if reference.starts_with("//") {
        format!("{}{reference}", &base[..scheme])
    } else if reference.starts_with('?') || reference.is_empty() {
        format!("{host}{path}{reference}")
    } else {
        let (way, query) = reference.split_at(end(reference, 0, &['?']));
        let directory = match path.rfind('/') {
            _ if way.starts_with('/') => "",
            Some(last) => &path[..=last],
            None if authority > 0 => "/",
            None => "",
        };
        format!("{host}{}{query}", without_dots(&format!("{directory}{way}")))
    };
    (joined.len() <= MAX_LENGTH).then_some(joined)
}

/// Returns a path without its steps to where it is, and back.
fn without_dots(path: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let (root, way) = path.strip_prefix('/').map_or(("", path), |way| ("/", way));
    let mut all = way.split('/').peekable();
    while let Some(step) = all.next() {
        let is_last = all.peek().is_none();
        match step {
            "." | ".." => {
                if step == ".." {
                    steps.pop();
                }
                if is_last {
                    steps.push("");
                }
            }
            _ => steps.push(step),
        }
    }
    format!("{root}{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn joins_as_the_standard_does() {
        // RFC 3986, 5.4, but for fragments.
        let base = "http://a/b/c/d;p?q";
        for (reference, wanted) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g..", "http://a/b/c/g.."),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
        ] {
            assert_eq!(join(base, reference).as_deref(), Some(wanted), "{reference}");
        }
        for (base, wanted) in [
            ("https://example.com", Some("https://example.com/g")),
            ("https://example.com?a/b", Some("https://example.com/g")),
            ("/schemas/a", Some("/schemas/g")),
            ("a", Some("g")),
            ("file:/a/b", Some("file:/a/g")),
            ("urn:example:a", None),
        ] {
            assert_eq!(join(base, "g").as_deref(), wanted, "{base}");
        }
        assert_eq!(join(&format!("/{}/a", "b".repeat(5000)), "g"), None);
    }
}
