//! Nothing that a document says is unheard: each node of a document is removed
//! in turn, and each scalar changed, and either the output or the warnings have
//! to tell.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

use openapi_loom_generator::report::Failure;
use openapi_loom_generator::source::Document;
use openapi_loom_generator::vocabulary::{Fate, Said, rows, said};
use openapi_loom_generator::{Groups, Inputs, Output, generate};
use serde_json::Value;
use workspace_tests::shared::{shared, workspace};
use workspace_tests::synthetic;
use workspace_tests::tree::{children, unescaped, without};

/// The result for a document: the text of each file, and each warning as often as
/// it is given; or the error.
type Outcome = Result<(BTreeMap<String, String>, BTreeMap<String, usize>), String>;

fn run(document: &Value) -> Result<Output, Failure> {
    let bytes = serde_json::to_vec(document).unwrap();
    generate(&Inputs { groups: Groups::All, lenient: true, ..synthetic::alone(&bytes) })
}

fn outcome(document: &Value) -> Outcome {
    let output = run(document).map_err(|failure| failure.to_string())?;
    let files = output.files.into_iter().map(|file| (file.path, file.text)).collect();
    let mut warnings = BTreeMap::new();
    for found in output.warnings {
        *warnings.entry(format!("{} {}", found.rule, found.message)).or_default() += 1;
    }
    Ok((files, warnings))
}

/// Returns the document without a node; in a list, whose items keep their places, with
/// one in its place that says nothing.
fn emptied(document: &Value, at: &str) -> Value {
    let mut changed = document.clone();
    match changed.pointer_mut(parent(at)) {
        Some(Value::Array(_)) => {
            if let Some(item) = changed.pointer_mut(at) {
                *item = Value::Object(serde_json::Map::new());
            }
            changed
        }
        _ => without(document, at),
    }
}

/// Returns the document with another scalar in the place of one.
fn changed(document: &Value, at: &str) -> Value {
    let mut changed = document.clone();
    match changed.pointer_mut(at) {
        Some(Value::Bool(value)) => *value = !*value,
        Some(Value::String(text)) => text.push('x'),
        Some(scalar) => {
            if let Some(number) = scalar.as_f64() {
                *scalar = (number + 1.0).into();
            }
        }
        None => {}
    }
    changed
}

/// Returns the nodes whose removal or change is not noticed, and should be; of so many
/// one.
fn unheard(text: &[u8], every: usize) -> Vec<String> {
    let parsed = Document::parse(text).unwrap();
    let document: Value = parsed.root().to_value();
    let whole = outcome(&document);
    assert!(whole.is_ok(), "{whole:?}");
    let nodes = said(&parsed);
    let excused: BTreeMap<&str, bool> =
        nodes.iter().map(|said| (said.at.as_str(), is_excused(said))).collect();
    let mut unheard = Vec::new();
    for said in nodes.iter().filter(|said| !is_excused(said)).step_by(every) {
        for (how, way) in [("removed", without as Way), ("changed", changed)] {
            // A part that is reported is reported as a whole, whatever it says.
            if how == "changed" && matches!(said.fate, None | Some(Fate::Reported(_))) {
                continue;
            }
            let trial = Trial { document: &document, whole: &whole, at: said.at.as_str(), way };
            let other = way(&document, trial.at);
            if other != document && outcome(&other) == whole && !trial.is_excused(&excused) {
                unheard.push(format!("{how} {}", trial.at));
            }
        }
    }
    unheard
}

/// Tells whether the table says that a node can mean nothing, or says what is so
/// without it.
fn is_excused(said: &Said) -> bool {
    said.is_default || matches!(said.fate, Some(Fate::Harmless(_)))
}

/// A change of a node of a document.
type Way = fn(&Value, &str) -> Value;

/// The most neighbours that a node is compared with.
const MOST_NEIGHBOURS: usize = 60;

/// The keywords that say of which type a value is.
const IMPLIES_TYPE: [&str; 19] = [
    "$ref",
    "enum",
    "const",
    "format",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
    "dependentSchemas",
    "dependencies",
    "then",
    "else",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
];

/// Something done to a node that nothing tells of.
struct Trial<'t> {
    document: &'t Value,
    whole: &'t Outcome,
    at: &'t str,
    way: Way,
}

impl Trial<'_> {
    /// Tells whether there is a reason that nothing tells of it, which each of
    /// these proves.
    fn is_excused(&self, excused: &BTreeMap<&str, bool>) -> bool {
        self.says_nothing(excused)
            || self.is_outside()
            || self.is_read_alike()
            || self.is_said_by_name()
            || self.is_said_by_path()
            || self.is_left_out()
            || self.repeats()
    }

    /// Tells whether it is heard in another document.
    fn is_heard_in(&self, other: &Value) -> bool {
        outcome(&(self.way)(other, self.at)) != outcome(other)
    }

    /// Tells whether all that is in the node is excused, but for what it is called.
    fn says_nothing(&self, excused: &BTreeMap<&str, bool>) -> bool {
        let inside = format!("{}/", self.at);
        let mut inside = excused
            .range(inside.as_str()..)
            .take_while(|(at, _)| at.starts_with(&inside))
            .filter(|(at, _)| self.document.pointer(at).is_some_and(|node| !node.is_object()))
            .filter(|(at, _)| !at.ends_with("/name") && !at.ends_with("/in"))
            .peekable();
        inside.peek().is_some() && inside.all(|(_, excused)| *excused)
    }

    /// Tells whether the node is in what is reported as left out as a whole:
    /// without that, there is one such warning less, or it counts less, and nothing
    /// else changes.
    fn is_left_out(&self) -> bool {
        let holders = std::iter::successors(Some(self.at), |at| Some(parent(at)));
        holders.take_while(|holder| !holder.is_empty()).take(5).any(|holder| {
            let (Ok(whole), Ok(other)) = (self.whole, outcome(&without(self.document, holder)))
            else {
                return false;
            };
            let is_rest = |(warning, _): &(&String, &usize)| {
                let rule = warning.split(' ').next();
                !["left-out", "no-effect", "part-header"].map(Some).contains(&rule)
            };
            whole.0 == other.0
                && whole.1 != other.1
                && whole.1.iter().filter(is_rest).eq(other.1.iter().filter(is_rest))
        })
    }

    /// Tells whether the node is heard where its property or parameter is required: an optional
    /// one reads alike whether it is left out or null.
    fn is_read_alike(&self) -> bool {
        if let Some((parameter, "nullable" | "type")) = self.at.rsplit_once("/schema/") {
            let mut required = self.document.clone();
            let Some(Value::Object(parameter)) = required.pointer_mut(parameter) else {
                return false;
            };
            parameter.insert("required".to_owned(), true.into());
            return self.is_heard_in(&required);
        }
        let Some((holder, rest)) = self.at.rsplit_once("/properties/") else { return false };
        let Some((name, _)) = rest.split_once('/') else { return false };
        let mut required = self.document.clone();
        let Some(Value::Object(object)) = required.pointer_mut(holder) else { return false };
        let names = object.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(names) = names else { return false };
        names.push(unescaped(name).into());
        self.is_heard_in(&required)
    }

    /// Tells whether the node is a text that says no more than the name of what it is about: any
    /// other text there is heard.
    fn is_said_by_name(&self) -> bool {
        let key = self.at.rsplit('/').next().unwrap_or_default();
        matches!(key, "title" | "summary" | "description")
            && outcome(&changed(self.document, self.at)) != *self.whole
    }

    /// Tells whether the node says what others near it say too: it is heard once one of these is
    /// gone, or all of them are.
    fn repeats(&self) -> bool {
        let Self { document, at, .. } = *self;
        let near = std::iter::successors(Some(parent(at)), |at| Some(parent(at))).take(3);
        let mut others: Vec<String> = near.flat_map(|near| children(document, near)).collect();
        // A part of a neighbour can say it, too.
        let mut inside = 0;
        while inside < others.len() && others.len() < MOST_NEIGHBOURS {
            let more = children(document, &others[inside]);
            others.extend(more.into_iter().filter(|other| !at.starts_with(other.as_str())));
            inside += 1;
        }
        others.retain(|other| !at.starts_with(other.as_str()) && self.says_the_same(other));
        let without_all =
            others.iter().fold(document.clone(), |document, other| emptied(&document, other));
        let without_one = others.iter().map(|other| emptied(document, other));
        !others.is_empty()
            && without_one.chain([without_all]).any(|document| self.is_heard_in(&document))
    }

    /// Tells whether another node can say the same: it has the same key or value, or implies the
    /// type that the node says.
    fn says_the_same(&self, other: &str) -> bool {
        let [own, theirs] = [self.at, other].map(|at| at.rsplit('/').next().unwrap_or_default());
        let is_item = own.bytes().all(|byte| byte.is_ascii_digit());
        own == theirs && !is_item
            || self.document.pointer(self.at) == self.document.pointer(other)
            || own == "type" && IMPLIES_TYPE.contains(&theirs)
    }

    /// Tells whether the node is heard where its path is another one: a tag may be
    /// called as the path begins.
    fn is_said_by_path(&self) -> bool {
        let Some((path, rest)) = self.at.strip_prefix("/paths/").and_then(|at| at.split_once('/'))
        else {
            return false;
        };
        let mut moved = self.document.clone();
        let Some(Value::Object(paths)) = moved.pointer_mut("/paths") else { return false };
        let Some(item) = paths.shift_remove(&unescaped(path)) else { return false };
        paths.insert(format!("/elsewhere{}", unescaped(path)), item);
        let at = format!("/paths/~1elsewhere{path}/{rest}");
        Trial { at: &at, ..*self }.is_heard_in(&moved)
    }

    /// Tells whether the node is in a component that nothing refers to, or in a tag
    /// that no operation has, or of which only the name is said.
    fn is_outside(&self) -> bool {
        let keys: Vec<String> = self.at.split('/').map(unescaped).collect();
        let text = self.document.to_string();
        match keys.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["", "components", "securitySchemes", name, ..] => {
                !text.contains(&format!("{name:?}:["))
            }
            ["", "components", kind, name, ..] => {
                !text.contains(&format!("\"#/components/{kind}/{name}\""))
            }
            ["", "tags"] => children(self.document, self.at)
                .iter()
                .all(|at| Trial { at: at.as_str(), ..*self }.is_outside()),
            ["", "tags", number, ..] => {
                let tag = self.document.pointer(&format!("/tags/{number}"));
                let name = tag.and_then(|tag| tag.get("name"));
                if tag.and_then(Value::as_object).is_some_and(|tag| tag.len() == 1) {
                    return true;
                }
                let paths = self.document.get("paths").map(Value::to_string).unwrap_or_default();
                name.is_some_and(|name| !paths.contains(&name.to_string()))
            }
            _ => false,
        }
    }
}

fn parent(at: &str) -> &str {
    at.rsplit_once('/').map_or("", |(parent, _)| parent)
}

#[track_caller]
fn assert_all_heard(text: &[u8], every: usize) {
    let unheard = unheard(text, every);
    assert!(unheard.is_empty(), "{} nodes are not heard:\n{}", unheard.len(), unheard.join("\n"));
}

#[test]
fn each_key_of_each_kind_of_object() {
    assert_all_heard(include_bytes!("../data/every-key.yaml"), 1);
}

#[test]
fn each_node_that_is_rarely_said() {
    assert_all_heard(include_bytes!("../data/rarely-said.yaml"), 1);
}

/// Small documents, each about what is easily lost.
#[test]
fn each_node_of_small_documents() {
    let paths = documents_in(&workspace("tests/data/heard"));
    let next = AtomicUsize::new(0);
    let share = || {
        let mut found = Vec::new();
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let unheard = unheard(&std::fs::read(path).unwrap(), 1);
            found.extend(unheard.into_iter().map(|node| format!("{}: {node}", path.display())));
        }
        found
    };
    // These are most of what the tests of the generator take: one thread would be the last by far.
    let others = available_parallelism().map_or(0, |threads| threads.get() - 1);
    let found: Vec<String> = thread::scope(|scope| {
        let others: Vec<_> = (0..others).map(|_| scope.spawn(share)).collect();
        let own = share();
        others.into_iter().flat_map(|other| other.join().unwrap()).chain(own).collect()
    });
    assert!(found.is_empty(), "{} nodes are not heard:\n{}", found.len(), found.join("\n"));
}

/// The proof is of each row of the tables: a key that nothing reads would stay unnoticed.
#[test]
fn each_row_of_the_tables_is_met() {
    let data = |path: &str| workspace(&format!("tests/data/{path}"));
    let mut documents = documents_in(&data("heard"));
    documents.extend([data("every-key.yaml"), data("rarely-said.yaml")]);
    let mut rows = rows();
    for path in documents {
        let document = Document::parse(&std::fs::read(path).unwrap()).unwrap();
        for row in said(&document).into_iter().filter_map(|said| said.row) {
            rows.remove(&row);
        }
    }
    let unmet = rows.iter().filter(|(_, fate)| !matches!(fate, Fate::Harmless(_)));
    assert_eq!(unmet.collect::<Vec<_>>(), []);
}

#[test]
fn an_empty_list_says_what_is_so_without_it() {
    let text = "{openapi: 3.1.0, tags: [], servers: [], security: [], paths: {/a: {parameters: [], \
                get: {tags: [], parameters: [], responses: {}}}}, \
                components: {schemas: {A: {required: [], enum: []}}}}";
    let parsed = Document::parse(text.as_bytes()).unwrap();
    let defaults = said(&parsed).into_iter().filter(|said| said.is_default);
    let defaults: BTreeSet<String> = defaults.map(|said| said.at.as_str().to_owned()).collect();
    let expected = [
        "/tags",
        "/servers",
        "/paths/~1a/parameters",
        "/paths/~1a/get/tags",
        "/paths/~1a/get/parameters",
        "/components/schemas/A/required",
    ]
    .map(str::to_owned);
    assert_eq!(defaults, BTreeSet::from(expected));
}

#[test]
fn what_means_nothing_is_told_from_what_does() {
    let parsed = Document::parse(include_bytes!("../data/rarely-said.yaml")).unwrap();
    let nodes = said(&parsed);
    let means_nothing = |at: &str| {
        let at = format!("/paths/~1report/{at}");
        let node = nodes.iter().find(|said| said.at.as_str() == at).expect("the document has it");
        matches!(node.fate, Some(Fate::Harmless(_)))
    };
    for at in [
        "get/parameters/0/schema",
        "get/parameters/0/schema/default",
        "get/responses/200/content/text~1plain/schema",
        "get/responses/200/content/text~1plain/schema/type",
    ] {
        assert!(means_nothing(at), "{at}");
    }
    for at in [
        "get/tags/0",
        "get/tags/1",
        "get/parameters/0/name",
        "get/parameters/1/schema",
        "get/responses/200/content/text~1csv/schema",
        "post/responses/200/content/application~1json/schema",
    ] {
        assert!(!means_nothing(at), "{at}");
    }
}

#[test]
fn each_node_of_small_documents_of_others() {
    for name in ["uspto.yaml", "tictactoe.yaml", "petstore-expanded.yaml", "petstore.yaml"] {
        let Some(path) = shared(&format!("specs/other/{name}")) else { continue };
        assert_all_heard(&std::fs::read(path).unwrap(), 1);
    }
}

/// Of the document of record one node in `HEARD_EVERY` is tried: all would take
/// an hour.
#[test]
fn some_nodes_of_the_document_of_record() {
    let every = std::env::var("HEARD_EVERY").ok().map(|every| every.parse().unwrap());
    let text = std::fs::read(workspace("spec/openai.yaml")).unwrap();
    assert_all_heard(&text, every.unwrap_or(800));
}

/// The most nodes of each document of a directory that are tried.
const MOST_NODES: usize = 60;

/// Returns the documents below a directory, sorted.
fn documents_in(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(documents_in(&path));
        } else if path
            .extension()
            .is_some_and(|it| ["json", "yaml", "yml"].iter().any(|of| it == *of))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Of each document below `HEARD_DIR`, some nodes are tried: a list of what others'
/// documents say and nothing tells of.
#[test]
#[ignore = "takes seconds for each document of a directory that HEARD_DIR names"]
fn some_nodes_of_each_document_of_a_directory() {
    let dir = std::env::var_os("HEARD_DIR").expect("HEARD_DIR names a directory of documents");
    let mut unheard_of = 0;
    for path in documents_in(Path::new(&dir)) {
        let text = std::fs::read(&path).unwrap();
        let parsed = Document::parse(&text).ok();
        let Some(parsed) = parsed.filter(|it| outcome(&it.root().to_value()).is_ok()) else {
            eprintln!("{}: nothing is generated", path.display());
            continue;
        };
        let every = said(&parsed).len().div_ceil(MOST_NODES).max(1);
        let unheard = unheard(&text, every);
        unheard_of += unheard.len();
        eprintln!("{}: one node of {every}, {} unheard", path.display(), unheard.len());
        unheard.iter().for_each(|node| eprintln!("    {node}"));
    }
    assert_eq!(unheard_of, 0);
}
