//! A document: the texts that were read, and their nodes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use serde_json::Value;

use super::builder::TreeBuilder;
use super::files::{self, Files, ResolveError};
use super::node::Node;
use super::pointer::{Pointer, percent_decode};
use super::tree::{NodeId, Tree};
use super::{json, syntax, yaml};
use crate::fingerprint::sha256;
use crate::report::Lines;
use crate::report::diagnostic::{Diagnostic, Input, Report};

/// A document, read but not understood yet.
///
/// It owns the texts and all nodes; a [`Node`] is a handle to one of them. The
/// files that it refers to are further trees of it.
#[derive(Clone, Debug)]
pub struct Document {
    tree: Tree,
    /// The texts that it was read from, itself first.
    parts: Vec<SourceText>,
    /// The files that it consists of, itself included; or why one cannot be
    /// read. None if only the document itself was read.
    files: BTreeMap<String, Result<usize, String>>,
    value: OnceLock<Value>,
    /// The effects of corrections.
    pub(super) made: Made,
}

/// The effects of corrections on a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Made {
    /// The number of nodes that they made.
    pub(super) nodes: usize,
    /// The nodes of which those that they put into it are copies.
    pub(super) origins: HashMap<NodeId, NodeId>,
    /// The members of objects that they took out, and the nodes of the overlay
    /// that say so.
    pub(super) taken_out: HashMap<(NodeId, String), NodeId>,
}

/// The number of files that a document may consist of.
const MOST_FILES: usize = 5_000;

/// A text that was read.
#[derive(Clone, Debug)]
struct SourceText {
    input: Input,
    /// The name of a file; empty for the document itself.
    name: String,
    root: NodeId,
    /// The number of the buffer that has it.
    buffer: u16,
    /// The sha256 of a file.
    sha256: String,
}

/// The text that a node was read from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    pub(crate) input: Input,
    /// The number of the text among those of its document.
    pub(crate) number: usize,
    /// The name of the file, if that is not the document itself.
    pub(crate) file: Option<&'a str>,
    pub(crate) text: &'a str,
}

/// A file that a document refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferredFile<'a> {
    /// Its path from the document's directory.
    pub name: &'a str,
    /// The sha256 of its bytes, in hexadecimal.
    pub sha256: &'a str,
}

impl Document {
    /// Reads YAML, or JSON when the first character says so. References into
    /// other files lead nowhere.
    pub fn parse(bytes: &[u8]) -> Result<Self, Report> {
        let begin = without_mark(bytes).trim_ascii_start();
        // The key of a merge is none.
        if begin.starts_with(b"<") && !begin.starts_with(b"<<") {
            let error = "the document is a page of HTML or XML";
            let error = Diagnostic::error("syntax", &Pointer::root(), error);
            let start = bytes.len() - begin.len();
            let error = error.help("get the document itself, in YAML or JSON");
            return Err(error.written_at(start..start + 1).into());
        }
        let (document, mut found) = Self::read(bytes, is_json(without_mark(bytes)));
        let root = document.as_ref().map(Self::root);
        if let Some(root) = root.filter(|root| !root.is_object()) {
            let (message, help) = match begin.is_empty() {
                true => (
                    "the document is empty",
                    "it should begin with a line such as `openapi: 3.1.0`; see whether what writes \
                     it has failed",
                ),
                false => (
                    "the document is not an object with the keys of OpenAPI",
                    "it should begin with a line such as `openapi: 3.1.0`",
                ),
            };
            let error = Diagnostic::error("syntax", &Pointer::root(), message).help(help);
            found.push(error.written_at(root.spans().1));
        }
        document.filter(|_| found.is_empty()).ok_or_else(|| found.into_iter().collect())
    }

    /// Reads another input: an overlay, or the configuration. `rule` is what a
    /// text is against that cannot be read.
    pub(crate) fn parse_other(
        text: &str,
        input: Input,
        rule: &'static str,
    ) -> Result<Self, Report> {
        let (document, found) = Self::read(text.as_bytes(), false);
        let Some(mut document) = document.filter(|_| found.is_empty()) else {
            let renamed = |found: Diagnostic| match found.rule {
                "syntax" => Diagnostic { rule, ..found }.in_input(input),
                _ => found.in_input(input),
            };
            return Err(found.into_iter().map(renamed).collect());
        };
        document.parts[0].input = input;
        Ok(document)
    }

    /// Reads a text as far as it can be read, and says what is wrong with it.
    /// There is no document unless it was read to the end.
    fn read(bytes: &[u8], json: bool) -> (Option<Self>, Vec<Diagnostic>) {
        if let Some(stop) = syntax::packed(bytes).or_else(|| syntax::wide(bytes)) {
            return (None, vec![stop.into_diagnostic(&Pointer::root())]);
        }
        let text = match std::str::from_utf8(without_mark(bytes)) {
            Ok(text) if u32::try_from(text.len()).is_ok() => text,
            text => {
                let stop = text
                    .map_or_else(|error| syntax::not_utf8(bytes, &error), |_| syntax::too_long());
                return (None, vec![stop.into_diagnostic(&Pointer::root())]);
            }
        };
        let mut builder = TreeBuilder::new(text, json);
        let read = if json { json::read } else { yaml::read }(text, &mut builder);
        let at = builder.next_place();
        let (tree, root, mut found) = builder.finish();
        if let Err(stop) = read {
            found.insert(0, stop.into_diagnostic(&at));
            return (None, found);
        }
        let (name, sha256) = (String::new(), String::new());
        let part = SourceText { input: Input::Document, name, root, buffer: 0, sha256 };
        let document = Self {
            tree,
            parts: vec![part],
            files: BTreeMap::new(),
            value: OnceLock::new(),
            made: Made::default(),
        };
        (Some(document), found)
    }

    /// Reads a document, and the files that it refers to.
    pub fn parse_with(bytes: &[u8], files: &Files<'_>) -> Result<Self, Report> {
        let mut document = Self::parse(bytes)?;
        files.name.clone_into(&mut document.parts[0].name);
        document.files.insert(files.name.to_owned(), Ok(0));
        // By the name that it gives itself it is beside the same files.
        if let Some((address, _)) = document.own_address().map(files::parts) {
            let name = address.rsplit('/').next().unwrap_or_default();
            document.files.insert(percent_decode(name), Ok(0));
        }
        let mut scanned = 0;
        while scanned < document.parts.len() {
            for name in document.files_named_in(scanned) {
                if document.files.contains_key(&name) {
                    continue;
                }
                let read = if document.files.len() < MOST_FILES {
                    (files.load)(&name).and_then(|bytes| document.add_file(&name, &bytes))
                } else {
                    Err("the document refers to too many files".to_owned())
                };
                document.files.insert(name, read);
            }
            scanned += 1;
        }
        Ok(document)
    }

    /// Returns the whole of it.
    pub fn root(&self) -> Node<'_> {
        Node::new(self, self.parts[0].root)
    }

    /// Finds what is at a place; nothing if the document does not have it.
    pub fn find(&self, at: &Pointer) -> Option<Node<'_>> {
        let root = match at.file() {
            Some(file) => self.file(&file)?,
            None => self.root(),
        };
        root.follow(at)
    }

    /// Returns the node of this number.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        Node::new(self, id)
    }

    /// Returns all of it as JSON, without the files that it refers to.
    pub fn value(&self) -> &Value {
        self.value.get_or_init(|| self.root().to_value())
    }

    /// Returns the files that it refers to, in the order of their names.
    pub fn files(&self) -> Vec<ReferredFile<'_>> {
        let parts = self.files.values().flatten().filter(|part| **part > 0);
        let parts = parts.map(|part| &self.parts[*part]);
        parts.map(|part| ReferredFile { name: &part.name, sha256: &part.sha256 }).collect()
    }

    /// Finds what a reference at a node leads to.
    pub fn resolve<'d>(
        &'d self,
        from: Node<'d>,
        reference: &str,
    ) -> Result<Node<'d>, ResolveError> {
        let (path, fragment) = files::parts(reference);
        let (root, file) = self.file_of(from, path)?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            return Err(ResolveError::Fragment);
        }
        let found = root.follow(&Pointer::from_text(&fragment));
        found.ok_or(ResolveError::Nothing { file })
    }

    /// Returns the address that the document gives itself.
    fn own_address(&self) -> Option<&str> {
        self.root().get("$self").and_then(Node::as_str)
    }

    /// Returns the file that a path at a node leads to, and its name if it is another
    /// one than that of the node.
    fn file_of<'d>(
        &'d self,
        from: Node<'d>,
        path: &str,
    ) -> Result<(Node<'d>, Option<String>), ResolveError> {
        let own = &self.parts[self.input_of(from.id())];
        if path.is_empty() {
            return Ok((Node::new(self, own.root), None));
        }
        if self.own_address() == Some(path) {
            return Ok((self.root(), None));
        }
        let name = files::beside(&own.name, path)?;
        match self.files.get(&name) {
            Some(Ok(input)) => Ok((Node::new(self, self.parts[*input].root), Some(name))),
            Some(Err(why)) => Err(ResolveError::Unreadable { file: name, why: why.clone() }),
            None => Err(ResolveError::OtherFile { file: name }),
        }
    }

    fn file(&self, name: &str) -> Option<Node<'_>> {
        let input = self.files.get(name)?.as_ref().ok()?;
        Some(Node::new(self, self.parts[*input].root))
    }

    fn add_file(&mut self, name: &str, bytes: &[u8]) -> Result<usize, String> {
        let (document, found) = Self::read(bytes, is_json(without_mark(bytes)));
        if let Some(Diagnostic { message, span, .. }) = found.into_iter().next() {
            let lines = Lines::of(String::from_utf8_lossy(bytes));
            let line = |at: Range<usize>| format!(", in line {}", lines.line(at.start));
            return Err(message + &span.map(line).unwrap_or_default());
        }
        let Some(document) = document else { return Err("it is empty".to_owned()) };
        self.add_part(Input::Document, name, document);
        let last = self.parts.len() - 1;
        self.parts[last].sha256 = sha256(bytes);
        Ok(last)
    }

    /// Adds the nodes of another text. Says what its root is here.
    pub(super) fn add_part(&mut self, input: Input, name: &str, other: Self) -> NodeId {
        let number = u16::try_from(self.parts.len()).unwrap_or(u16::MAX);
        let other_root = other.parts[0].root;
        let (root, buffer) = self.tree.import(other.tree, other_root, number);
        let (name, sha256) = (name.to_owned(), String::new());
        self.parts.push(SourceText { input, name, root, buffer, sha256 });
        root
    }

    /// Returns the files that references in an input lead to.
    fn files_named_in(&self, input: usize) -> BTreeSet<String> {
        let SourceText { name: own, root, .. } = &self.parts[input];
        let mut names = BTreeSet::new();
        // The nodes of one part follow one another.
        let next = self.parts.get(input + 1).map(|part| part.root);
        let nodes = self.tree.since(*root).take_while(|id| next.is_none_or(|next| *id < next));
        for node in nodes.map(|id| Node::new(self, id)) {
            let around = node.parent();
            let reference = match node.key() {
                Some("$ref") => node.as_str(),
                Some("defaultMapping") if is_discriminator(around) => node.as_str(),
                asked if is_alternative(around) => asked,
                _ => node.as_str().filter(|_| is_mapping(around)),
            };
            let Some(reference) = reference else { continue };
            let (path, _) = files::parts(reference);
            // The value of a mapping, or what `security` asks for, may be a name.
            let names_file = node.key() == Some("$ref") || path.contains(['/', '.']);
            if let (false, true) = (path.is_empty(), names_file)
                && let Ok(name) = files::beside(own, path)
            {
                names.insert(name);
            }
        }
        names
    }

    /// Returns the place of the root of a file.
    pub(super) fn root_place(&self, root: NodeId) -> Pointer {
        match self.file_name(self.input_of(root)) {
            None => Pointer::root(),
            Some(name) => Pointer::of_file(name),
        }
    }

    /// Returns the node at a place, or the one that it would be inside of with the keys
    /// that lead on from there.
    pub(crate) fn nearest(&self, at: &Pointer) -> (Node<'_>, Vec<String>) {
        let file = at.file().and_then(|file| self.file(&file));
        let mut node = file.unwrap_or_else(|| self.root());
        let mut keys = at.keys();
        while let Some(key) = keys.next() {
            match node.child(&key) {
                Some(child) => node = child,
                None => return (node, std::iter::once(key).chain(keys).collect()),
            }
        }
        (node, Vec::new())
    }

    /// Returns the last place that it has before a union or an `allOf` that it does not have, being
    /// made of what it has; none for another place.
    pub(crate) fn before_made(&self, at: &Pointer) -> Option<Pointer> {
        let (node, missing) = self.nearest(at);
        let first = missing.first().filter(|key| matches!(key.as_str(), "anyOf" | "allOf"))?;
        if self.taken_out_by(node.id(), first).is_some() {
            return None;
        }
        missing.iter().try_fold(at.clone(), |at, _| at.parent())
    }

    /// Returns the text that a node is written in.
    pub(super) fn origin_of(&self, node: NodeId) -> Origin<'_> {
        let number = usize::from(self.tree.written(node).input);
        let SourceText { input, buffer, .. } = self.parts[number];
        let text = &self.tree.buffer(buffer).text;
        Origin { input, number, file: self.file_name(number), text }
    }

    /// Tells in which input a root is, and its place there.
    pub(super) fn root_spot(&self, root: NodeId) -> (Input, Pointer) {
        (self.parts[self.input_of(root)].input, self.root_place(root))
    }

    fn file_name(&self, part: usize) -> Option<&str> {
        let SourceText { input, name, .. } = &self.parts[part];
        (part > 0 && *input == Input::Document).then_some(name)
    }

    /// Returns the number of the text that has the root which a node is below of.
    fn input_of(&self, node: NodeId) -> usize {
        let mut root = node;
        while let Some(parent) = self.tree.slot(root).parent.or_none() {
            root = parent;
        }
        usize::from(self.tree.written(root).input)
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Returns the nodes, to be changed.
    pub(super) fn edit(&mut self) -> &mut Tree {
        self.value.take();
        &mut self.tree
    }
}

fn is_discriminator(node: Option<Node<'_>>) -> bool {
    node.and_then(Node::key) == Some("discriminator")
}

fn is_mapping(node: Option<Node<'_>>) -> bool {
    node.is_some_and(|node| node.key() == Some("mapping") && is_discriminator(node.parent()))
}

/// Tells whether a node is one of the alternatives of `security`.
fn is_alternative(node: Option<Node<'_>>) -> bool {
    let holder = node.and_then(Node::parent).filter(|holder| holder.is_list());
    holder.and_then(Node::key) == Some("security")
}

/// Returns a text without the byte order mark that it may begin with.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Tells whether a text is JSON rather than YAML: an object, which in YAML may
/// have keys without quotes.
fn is_json(bytes: &[u8]) -> bool {
    let inside = bytes.trim_ascii_start().strip_prefix(b"{");
    let first = inside.map(|inside| inside.trim_ascii_start().first());
    first.is_some_and(|first| matches!(first, Some(b'"' | b'}') | None))
}
