//! Nothing that a document says is unheard: each node of a document is removed
//! in turn, and each scalar changed, and either the output or the warnings have
//! to tell.

use std::collections::BTreeMap;

use openapi_client_generator::report::Failure;
use openapi_client_generator::source::Document;
use openapi_client_generator::vocabulary::{Fate, Said, said};
use openapi_client_generator::{Groups, Inputs, Output, generate};
use serde_json::Value;
use workspace_tests::shared::{shared, workspace};

/// What a document is made into: what each file says, and each warning as often
/// as it is given; or the error.
type Outcome = Result<(BTreeMap<String, String>, BTreeMap<String, usize>), String>;

fn run(document: &Value) -> Result<Output, Failure> {
    let bytes = serde_json::to_vec(document).unwrap();
    generate(&Inputs {
        document: &bytes,
        overlay: None,
        config: "",
        groups: Groups::All,
        of_record: false,
        lenient: true,
        files: None,
    })
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

/// The document without a node.
fn without(document: &Value, at: &str) -> Value {
    let mut changed = document.clone();
    let (parent, key) = at.rsplit_once('/').unwrap();
    match changed.pointer_mut(parent) {
        Some(Value::Object(object)) => {
            let key = key.replace("~1", "/").replace("~0", "~");
            drop(object.shift_remove(&key));
        }
        Some(Value::Array(list)) => {
            if let Some(index) = key.parse().ok().filter(|index| *index < list.len()) {
                drop(list.remove(index));
            }
        }
        _ => {}
    }
    changed
}

/// The document without a node; in a list, whose items keep their places, with
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

/// The document with another scalar in the place of one.
fn changed(document: &Value, at: &str) -> Option<Value> {
    let mut changed = document.clone();
    let scalar = changed.pointer_mut(at)?;
    *scalar = match scalar {
        Value::Bool(value) => Value::Bool(!*value),
        Value::Number(number) => (number.as_f64()? + 1.0).into(),
        Value::String(text) => format!("{text}x").into(),
        _ => return None,
    };
    Some(changed)
}

/// The nodes whose removal or change is not noticed, and should be; of so many
/// one.
fn unheard(text: &[u8], every: usize) -> Vec<String> {
    let parsed = Document::parse(text).unwrap();
    let document: Value = parsed.root().to_value();
    let whole = outcome(&document);
    assert!(whole.is_ok(), "{whole:?}");
    let nodes = said(&parsed);
    let told: BTreeMap<&str, bool> =
        nodes.iter().map(|said| (said.at.as_str(), is_excused(said))).collect();
    let says_nothing = |at: &str| {
        let inside = format!("{at}/");
        let mut leaves =
            told.range(inside.as_str()..).take_while(|(at, _)| at.starts_with(&inside)).peekable();
        leaves.peek().is_some()
            && leaves.all(|(at, excused)| {
                *excused || document.pointer(at).is_some_and(|node| node.is_object())
            })
    };
    let mut unheard = Vec::new();
    for said in nodes.iter().filter(|said| !is_excused(said)).step_by(every) {
        let at = said.at.as_str();
        let mut ways = vec![("removed", without(&document, at))];
        ways.extend(changed(&document, at).map(|changed| ("changed", changed)));
        ways.retain(|(_, other)| outcome(other) == whole);
        let is_excused = || {
            says_nothing(at)
                || is_left_out(&document, &whole, at)
                || repeats(&document, at)
                || is_outside(&document, &whole, at)
                || is_read_alike(&document, at)
                || is_said_by_path(&document, at)
        };
        if !ways.is_empty() && !is_excused() {
            unheard.extend(ways.iter().map(|(how, _)| format!("{how} {at}")));
        }
    }
    unheard
}

/// Whether the table says that a node can mean nothing, or says what is so
/// without it.
fn is_excused(said: &Said) -> bool {
    said.is_default || matches!(said.fate, Some(Fate::Harmless(_)))
}

/// Whether a node is in what is reported as left out as a whole: without that,
/// there is one such warning less, or it counts less, and nothing else changes.
fn is_left_out(document: &Value, whole: &Outcome, at: &str) -> bool {
    let holders = std::iter::successors(Some(parent(at)), |at| Some(parent(at)));
    holders.take_while(|holder| !holder.is_empty()).take(4).any(|holder| {
        let (Ok(whole), Ok(other)) = (whole, outcome(&without(document, holder))) else {
            return false;
        };
        let is_rest = |(warning, _): &(&String, &usize)| !warning.starts_with("left-out ");
        whole.0 == other.0
            && whole.1 != other.1
            && whole.1.iter().filter(is_rest).eq(other.1.iter().filter(is_rest))
    })
}

/// Whether a node is heard where its property is required: an optional one reads
/// alike whether it is left out or null.
fn is_read_alike(document: &Value, at: &str) -> bool {
    let Some((holder, rest)) = at.rsplit_once("/properties/") else { return false };
    let name = rest.split('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~");
    let mut required = document.clone();
    let Some(Value::Object(object)) = required.pointer_mut(holder) else { return false };
    let names = object.entry("required").or_insert_with(|| Value::Array(Vec::new()));
    let Value::Array(names) = names else { return false };
    names.push(name.into());
    outcome(&without(&required, at)) != outcome(&required)
}

/// With how many others a node is compared.
const MOST_NEIGHBOURS: usize = 60;

/// Whether a node says what another one says too, or matters only without that:
/// it is heard once a neighbour of it, or of what holds it, is gone, or all
/// neighbours are.
fn repeats(document: &Value, at: &str) -> bool {
    let is_heard_in = |other: &Value| outcome(&without(other, at)) != outcome(other);
    let alone = |document: Value, at: &str| {
        let others = children(&document, parent(at)).into_iter().filter(|other| other != at);
        others.fold(document, |document, other| emptied(&document, &other))
    };
    let alone_here = alone(document.clone(), at);
    let alone_with_its_holder = alone(alone_here.clone(), parent(at));
    if is_heard_in(&alone_here) || is_heard_in(&alone_with_its_holder) {
        return true;
    }
    let near = [parent(at), parent(parent(at))];
    let mut others: Vec<String> = near.iter().flat_map(|near| children(document, near)).collect();
    // What is in a neighbour can say it, too.
    let mut inside = 0;
    while inside < others.len() && others.len() < MOST_NEIGHBOURS {
        let more = children(document, &others[inside]);
        others.extend(more.into_iter().filter(|other| !at.starts_with(other.as_str())));
        inside += 1;
    }
    others.retain(|other| !at.starts_with(other.as_str()));
    others.iter().any(|other| is_heard_in(&without(document, other)))
}

fn parent(at: &str) -> &str {
    at.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Whether a node is heard where its path is another one: a tag may be called as
/// the path begins.
fn is_said_by_path(document: &Value, at: &str) -> bool {
    let Some((path, rest)) = at.strip_prefix("/paths/").and_then(|at| at.split_once('/')) else {
        return false;
    };
    let mut moved = document.clone();
    let Some(Value::Object(paths)) = moved.pointer_mut("/paths") else { return false };
    let Some(item) = paths.shift_remove(&path.replace("~1", "/").replace("~0", "~")) else {
        return false;
    };
    paths.insert("/elsewhere".to_owned() + &path.replace("~1", "/").replace("~0", "~"), item);
    outcome(&without(&moved, &format!("/paths/~1elsewhere{path}/{rest}"))) != outcome(&moved)
}

/// Whether a node is in a component that nothing refers to, or in a tag that no
/// operation has.
fn is_outside(document: &Value, whole: &Outcome, at: &str) -> bool {
    let depth = match at.split('/').nth(1) {
        Some("components") => 3,
        Some("tags") => 2,
        _ => return false,
    };
    let end = at.match_indices('/').nth(depth).map_or(at.len(), |(index, _)| index);
    outcome(&without(document, &at[..end])) == *whole
}

fn children(document: &Value, at: &str) -> Vec<String> {
    let name = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match document.pointer(at) {
        Some(Value::Object(object)) => object.keys().map(|key| name(key)).collect(),
        Some(Value::Array(list)) => (0..list.len()).map(|index| name(&index.to_string())).collect(),
        _ => Vec::new(),
    }
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
fn each_node_of_small_documents_of_others() {
    for name in ["uspto.yaml", "tictactoe.yaml", "petstore-expanded.yaml", "petstore.yaml"] {
        let Some(path) = shared(&format!("specs/other/{name}")) else { return };
        assert_all_heard(&std::fs::read(path).unwrap(), 1);
    }
}

/// Of the document of record one node in `HEARD_EVERY` is tried: all would take
/// an hour.
#[test]
fn some_nodes_of_the_document_of_record() {
    let every = std::env::var("HEARD_EVERY").ok().map(|every| every.parse().unwrap());
    let text = std::fs::read(workspace("spec/openai.yaml")).unwrap();
    assert_all_heard(&text, every.unwrap_or(200));
}
