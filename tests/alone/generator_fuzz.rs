//! Real documents, of which parts are moved, removed, renamed and linked to one
//! another: whatever comes of it, the generator neither panics nor does more work,
//! nor needs more memory, than the document has nodes for.
//!
//! The same cases in every run. `OPENAPI_FUZZ_CASES` makes them more: the number
//! of times as many; `OPENAPI_FUZZ_SEED` begins with another one.

use std::panic::{AssertUnwindSafe, catch_unwind};

use allocation_counter::{AllocationInfo, measure};
use fastrand::Rng;
use openapi_loom_generator::{Groups, Inputs, generate};
use serde_json::{Value, json};
use workspace_tests::shared::read_shared;
use workspace_tests::tree::{children, escaped, split, take};
use workspace_tests::vendor::Vendor;

/// The most that a changed document may cost, as a multiple of what it costs
/// unchanged: what a link leads to is part of each type that is merged with it.
const MOST_TIMES: u64 = 12;

/// The most bytes of JSON of a part that is moved or copied.
const MAX_PART: usize = 20_000;

/// The keywords by which a schema is linked to another one, and how.
const LINKS: [(&str, Link); 14] = [
    ("$ref", Link::Text),
    ("allOf", Link::List),
    ("oneOf", Link::List),
    ("anyOf", Link::List),
    ("prefixItems", Link::List),
    ("items", Link::One),
    ("additionalProperties", Link::One),
    ("unevaluatedProperties", Link::One),
    ("then", Link::One),
    ("contentSchema", Link::One),
    ("not", Link::One),
    ("properties", Link::Named),
    ("patternProperties", Link::Named),
    ("dependentSchemas", Link::Named),
];

#[derive(Clone, Copy)]
enum Link {
    Text,
    One,
    List,
    Named,
}

fn environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// The outcomes of changed documents.
#[derive(Default)]
struct Tally {
    cases: u64,
    refused: u64,
    /// The cases that went wrong, each with how.
    wrong: Vec<String>,
}

impl Tally {
    fn and(mut self, other: Self) -> Self {
        self.cases += other.cases;
        self.refused += other.refused;
        self.wrong.extend(other.wrong);
        self
    }

    /// Makes sure that nothing went wrong, and that the cases were worth it.
    fn sum_up(&self) {
        let Self { cases, refused, wrong } = self;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(refused * 3 <= cases * 2, "{refused} of {cases} are refused");
    }
}

/// Generates; returns what that allocates, and whether the document is refused.
fn cost(document: &[u8]) -> (AllocationInfo, bool) {
    let inputs = Inputs {
        document,
        overlay: None,
        config: "",
        groups: Groups::All,
        of_record: false,
        package: None,
        lenient: false,
        files: None,
    };
    let mut is_refused = false;
    let cost = measure(|| match generate(&inputs) {
        Ok(output) => assert!(!output.warnings.iter().any(|found| found.is_error())),
        Err(failure) => {
            is_refused = true;
            let defect =
                failure.found.iter().find(|found| matches!(found.rule, "accounting" | "no-rust"));
            assert!(defect.is_none(), "{defect:#?}");
            assert!(failure.found.iter().any(|found| found.is_error()), "no output, and no error");
        }
    });
    (cost, is_refused)
}

/// Changes a document in so many ways.
fn fuzz(name: &str, root: &Value, least: u64) -> Tally {
    let mut tally = Tally::default();
    let text = root.to_string();
    let (usual, _) = cost(text.as_bytes());
    let first = environment("OPENAPI_FUZZ_SEED").unwrap_or_default();
    for seed in first..first + least * environment("OPENAPI_FUZZ_CASES").unwrap_or(1) {
        let mut rng = Rng::with_seed(seed);
        let mut changed = root.clone();
        for _ in 0..rng.usize(1..6) {
            change(&mut changed, &mut rng);
        }
        let document = changed.to_string();
        let kept = std::env::temp_dir().join(format!("fuzz-{name}-{seed}.json"));
        // If the process ends here, the document is still there.
        std::fs::write(&kept, &document).unwrap();
        let outcome = catch_unwind(AssertUnwindSafe(|| cost(document.as_bytes())));
        tally.cases += 1;
        let is_usual = |cost: &AllocationInfo| {
            cost.bytes_total <= usual.bytes_total * MOST_TIMES
                && cost.bytes_max <= usual.bytes_max * MOST_TIMES
        };
        let wrong = match outcome {
            Ok((cost, is_refused)) if is_usual(&cost) => {
                tally.refused += u64::from(is_refused);
                std::fs::remove_file(&kept).unwrap();
                continue;
            }
            Ok((cost, _)) => format!("{}: {cost:?} instead of {usual:?}", kept.display()),
            Err(_) => format!("{}: it panics", kept.display()),
        };
        eprintln!("{wrong}");
        tally.wrong.push(wrong);
    }
    tally
}

fn change(root: &mut Value, rng: &mut Rng) {
    let at = place(root, rng);
    match rng.u8(..10) {
        0 => drop(take(root, &at)),
        1 | 2 => {
            let to = place(root, rng);
            let is_inside = to == at || to.starts_with(&format!("{at}/"));
            if !is_inside
                && is_small(root, &at)
                && let Some(part) = take(root, &at)
            {
                put(root, &to, part, rng);
            }
        }
        3 => {
            let to = place(root, rng);
            if is_small(root, &at)
                && let Some(part) = root.pointer(&at).cloned()
            {
                put(root, &to, part, rng);
            }
        }
        4 => rename(root, &at, rng),
        _ => {
            let target = match rng.u8(..4) {
                0 => place(root, rng),
                _ => component(root, rng),
            };
            link(root, &at, &target, rng);
        }
    }
}

/// Returns a place somewhere below the schemas or the paths, taken at random.
fn place(root: &Value, rng: &mut Rng) -> String {
    let mut at = if rng.u8(..4) == 0 { String::new() } else { "/components/schemas".to_owned() };
    loop {
        let inside = children(root, &at);
        let is_deep = at.matches('/').count() > 2;
        if inside.is_empty() || is_deep && rng.u8(..4) == 0 {
            return at;
        }
        at.clone_from(&inside[rng.usize(..inside.len())]);
    }
}

/// Returns the place of a component.
fn component(root: &Value, rng: &mut Rng) -> String {
    let all = root.pointer("/components/schemas").and_then(Value::as_object);
    let names: Vec<&String> = all.into_iter().flat_map(|all| all.keys()).collect();
    match names.as_slice() {
        [] => String::new(),
        names => {
            format!("/components/schemas/{}", escaped(names[rng.usize(..names.len())]))
        }
    }
}

fn is_small(root: &Value, at: &str) -> bool {
    root.pointer(at).is_some_and(|part| part.to_string().len() <= MAX_PART)
}

/// Puts a part somewhere: into what is there, or in its place.
fn put(root: &mut Value, at: &str, part: Value, rng: &mut Rng) {
    let Some(node) = root.pointer_mut(at) else { return };
    match node {
        Value::Object(members) if rng.bool() => drop(members.insert("moved".to_owned(), part)),
        Value::Array(items) if rng.bool() => items.push(part),
        node => *node = part,
    }
}

/// Gives a member another name: that of one beside it, or of none.
fn rename(root: &mut Value, at: &str, rng: &mut Rng) {
    let Some((holder, key)) = split(at) else { return };
    let Some(Value::Object(members)) = root.pointer_mut(holder) else { return };
    let Some(member) = members.shift_remove(&key) else { return };
    let keys: Vec<String> = members.keys().cloned().collect();
    let name = match keys.as_slice() {
        [] => format!("{key}2"),
        _ if rng.bool() => format!("{key}2"),
        keys => keys[rng.usize(..keys.len())].clone(),
    };
    if let Some(other) = members.insert(name, member) {
        members.insert(key, other);
    }
}

/// Links what is at a place to another one.
fn link(root: &mut Value, at: &str, target: &str, rng: &mut Rng) {
    let reference = format!("#{}", target.replace('%', "%25"));
    let to = json!({ "$ref": reference });
    let Some(Value::Object(members)) = root.pointer_mut(at) else { return };
    let (key, how) = LINKS[rng.usize(..LINKS.len())];
    let held = members.entry(key).or_insert(Value::Null);
    match (how, held) {
        (Link::Text, held) => *held = reference.into(),
        (Link::One, held) => *held = to,
        (Link::List, Value::Array(items)) => items.push(to),
        (Link::List, held) => *held = json!([to]),
        (Link::Named, Value::Object(members)) => drop(members.insert("linked".to_owned(), to)),
        (Link::Named, held) => *held = json!({ "linked": to }),
    }
}

#[test]
fn documents_of_others_however_they_are_linked() {
    let mut tally = Tally::default();
    for vendor in Vendor::whole() {
        let root = vendor.root();
        if root.to_string().len() < 200_000 {
            tally = tally.and(fuzz(&vendor.date, &root, 40));
        }
    }
    for name in ["resend", "iceberg", "lithic"] {
        let Some(bytes) = read_shared(&format!("specs/corpus/{name}.yaml")) else { continue };
        let document = openapi_loom_generator::document(&bytes).unwrap();
        tally = tally.and(fuzz(name, document.value(), 2));
    }
    tally.sum_up();
}

#[test]
fn the_document_of_record_however_it_is_linked() {
    fuzz("record", &Vendor::of_record().root(), 40).sum_up();
}
