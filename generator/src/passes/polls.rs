//! Work that goes on after its answer, by the shapes of what starts it and of
//! what asks how far it is.
//!
//! The statuses that are an end are never guessed: the configuration says them
//! (`terminal`), or the document (`x-terminal`). Who waits for a status that is
//! no end waits in vain.

use std::collections::{BTreeSet, HashMap};

use heck::ToSnakeCase;

use crate::ir::{
    Api, EnumValue, Field, Operation, Parameter, Poll, Presence, Shape, TypeRef, begin_alike,
    shape_of_path, template_names,
};

/// Properties that say how far something is.
const STATUSES: &[&str] = &["status", "state"];

/// Statuses of work that is going on, and that nobody but the server ends. One that
/// is neither of these nor known for an end may be the caller's turn, or an end of
/// another kind: an invitation that was accepted, a card that is active.
const GOING_ON: &[&str] = &[
    "queued",
    "in_queue",
    "pending",
    "in_progress",
    "running",
    "processing",
    "preparing",
    "initializing",
    "starting",
    "creating",
    "validating",
    "validating_files",
    "finalizing",
    "cancelling",
    "canceling",
];

/// The end of the path of what ends work.
const CANCEL: &str = "/cancel";

/// The property that stands for the thing itself.
const ID: &str = "id";

/// Finds the operations whose result is polled, but for those of the
/// configuration, and those that it says not to. `terminal` are the statuses
/// that are an end in the whole API.
pub(super) fn infer(api: &mut Api, terminal: &[String], off: &[String]) {
    let terminal: BTreeSet<String> = terminal.iter().map(|status| status.to_snake_case()).collect();
    let getters = getters(api);
    let found = |operation: &Operation| {
        let is_open = operation.poll.is_none()
            && operation.method == "POST"
            && !off.contains(&operation.declared_id);
        let result = operation.answer.json().filter(|_| is_open)?;
        // Of several that ask for the same, none is known to be meant.
        let [getter] = getters.get(api.target(result))?.as_slice() else { return None };
        // A group may be there without the others.
        let is_near = getter.group == operation.group && is_of(getter, operation);
        is_near.then(|| poll(api, operation, getter, result, &terminal)).flatten()
    };
    let found: Vec<Option<Poll>> = api.operations.iter().map(found).collect();
    for (operation, poll) in api.operations.iter_mut().zip(found) {
        operation.poll = poll.or_else(|| operation.poll.take());
    }
    by_the_getters_themselves(api, off);
}

/// Lets the operations that ask how far work is be polled too: by who knows its id, or
/// polled before and gave up. Where what starts it disagrees about its end, none is known;
/// it goes on for as long as the longest of these.
fn by_the_getters_themselves(api: &mut Api, off: &[String]) {
    let mut known: HashMap<String, Option<Poll>> = HashMap::new();
    for poll in api.operations.iter().filter_map(|operation| operation.poll.as_ref()) {
        let same = known.entry(poll.with.clone()).or_insert_with(|| Some(poll.clone()));
        match same {
            Some(same) if (&same.status, &same.terminal) == (&poll.status, &poll.terminal) => {
                same.deadline = same.deadline.max(poll.deadline);
            }
            _ => *same = None,
        }
    }
    // What is no GET does something each time.
    let is_open = |operation: &Operation| {
        operation.method == "GET"
            && operation.poll.is_none()
            && !off.contains(&operation.declared_id)
    };
    for operation in api.operations.iter_mut().filter(|operation| is_open(operation)) {
        operation.poll = known.remove(&operation.id).flatten();
    }
}

/// Returns the operations that read one thing, by the type that they answer with.
fn getters(api: &Api) -> HashMap<&TypeRef, Vec<&Operation>> {
    let mut getters: HashMap<&TypeRef, Vec<&Operation>> = HashMap::new();
    for operation in api.operations.iter().filter(|operation| operation.method == "GET") {
        if let Some(result) = operation.answer.json()
            && operation.path.ends_with('}')
        {
            getters.entry(api.target(result)).or_default().push(operation);
        }
    }
    getters
}

/// Tells whether an operation makes the thing that another one reads, or ends it:
/// what else is done with it may lead to another end, or to none.
fn is_of(getter: &Operation, operation: &Operation) -> bool {
    let shape = |operation: &Operation| shape_of_path(operation.path.trim_end_matches('/'));
    let (path, of) = (shape(operation), shape(getter));
    let list = of.rsplit_once('/').map(|(list, _)| list);
    list == Some(path.as_str()) || path.strip_prefix(of.as_str()) == Some(CANCEL)
}

/// Finds how a result is polled, if it says what to ask for, and which of its
/// statuses are an end.
fn poll(
    api: &Api,
    operation: &Operation,
    getter: &Operation,
    result: &TypeRef,
    terminal: &BTreeSet<String>,
) -> Option<Poll> {
    let required = |parameter: &&Parameter| parameter.required;
    let names: Vec<&str> = template_names(&getter.path).collect();
    // Other values that have to be given are not known.
    (getter.parameters.iter().filter(required).count() == names.len()).then_some(())?;
    let object = api.object(result)?;
    // What the document marks is no guess: its answers may lack what they are asked by.
    let marked = STATUSES.iter().filter_map(|name| object.field(name)).any(|field| {
        values(api, field).is_some_and(|values| values.iter().any(|value| value.is_terminal))
    });
    let field = |name: &str| {
        object.field(name).filter(|field| marked || field.presence == Presence::Required)
    };
    let last = names.len().checked_sub(1)?;
    let argument = |(number, name): (usize, &&str)| {
        let own = field(name).or_else(|| field(ID).filter(|_| number == last));
        match own {
            Some(own) => is_key(api, own).then(|| Some(own.name.clone())),
            None => begin_alike(&operation.path, &getter.path, name).then_some(None),
        }
    };
    let arguments: Option<Vec<_>> = names.iter().enumerate().map(argument).collect();
    let statuses = STATUSES.iter().filter_map(|name| field(name));
    let mut statuses = statuses.filter_map(|field| Some((field, ends(api, field, terminal)?)));
    let (status, terminal) = statuses.next().filter(|_| statuses.next().is_none())?;
    Some(Poll {
        with: getter.id.clone(),
        arguments: arguments?,
        status: status.name.clone(),
        terminal,
        deadline: None,
        is_configured: false,
    })
}

/// Tells whether values of a property can be part of a path: where it may be missing, texts
/// alone, the empty one of which no call is made with.
fn is_key(api: &Api, field: &Field) -> bool {
    match api.target(&field.ty) {
        TypeRef::String => true,
        TypeRef::Integer(_) | TypeRef::Parsed(_) => field.presence == Presence::Required,
        _ => false,
    }
}

/// Returns the values of a property that is an enum.
fn values<'a>(api: &'a Api, field: &Field) -> Option<&'a [EnumValue<String>]> {
    match &api.types.get(api.target(&field.ty).named()?)?.shape {
        Shape::Enum(values) => Some(values),
        _ => None,
    }
}

/// Finds the statuses that are an end: those that the document marks, or else
/// those of the configuration, if work is going on at all others. None where no
/// status is an end, or each.
fn ends(api: &Api, field: &Field, terminal: &BTreeSet<String>) -> Option<Vec<String>> {
    let values = values(api, field)?;
    let texts = |is_end: &dyn Fn(&EnumValue<String>) -> bool| {
        let ends = values.iter().filter(|value| is_end(value));
        ends.map(|value| value.value.clone()).collect::<Vec<_>>()
    };
    let said = texts(&|value| value.is_terminal);
    let ends = if said.is_empty() {
        let known = |value: &EnumValue<String>| terminal.contains(&value.value.to_snake_case());
        let goes_on = |value: &EnumValue<String>| GOING_ON.contains(&&*value.value.to_snake_case());
        values.iter().all(|value| known(value) || goes_on(value)).then(|| texts(&known))?
    } else {
        said
    };
    (1..values.len()).contains(&ends.len()).then_some(ends)
}
