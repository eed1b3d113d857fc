//! Docs for something of which the document says nothing, from what its type says,
//! where it goes, and what it is for. Its name does not count, for everybody sees it;
//! where there is nothing else, there is no documentation.

use std::collections::{BTreeSet, HashMap};

use super::webhooks::posted;
use super::{Planner, docs};
use crate::ir::{self, Location, Role, TypeId, TypeRef};
use crate::words::code;

/// The number of operations that are named.
const NAMED: usize = 3;

/// The operations that send a type as a whole, answer with it, refuse with it, and after which
/// the server calls back with it.
#[derive(Default)]
pub(super) struct Roles<'a> {
    takes: Vec<&'a str>,
    answers: Vec<&'a str>,
    refuses: bool,
    calls_back: Vec<&'a str>,
}

/// Returns the roles of the types that are whole bodies and answers.
pub(super) fn roles(api: &ir::Api) -> HashMap<&TypeId, Roles<'_>> {
    let mut roles: HashMap<&TypeId, Roles<'_>> = HashMap::new();
    for operation in &api.operations {
        for (role, ty) in operation.uses() {
            let TypeRef::Named(id) = ty else { continue };
            match role {
                Role::Body => roles.entry(id).or_default().takes.push(&operation.id),
                Role::Answer(_) | Role::Choice(_) => {
                    roles.entry(id).or_default().answers.push(&operation.id);
                }
                Role::Error(_) => roles.entry(id).or_default().refuses = true,
                Role::Callback(..) => {
                    let calls_back = &mut roles.entry(id).or_default().calls_back;
                    if calls_back.last() != Some(&&*operation.id) {
                        calls_back.push(&operation.id);
                    }
                }
                Role::Parameter(..) | Role::Header(_) | Role::Events => {}
            }
        }
    }
    roles
}

/// Returns the types that an operation or a webhook reaches; all where there are no operations.
pub(super) fn used(api: &ir::Api) -> BTreeSet<&TypeId> {
    if api.operations.is_empty() {
        return api.types.keys().collect();
    }
    let of_operations = api.operations.iter().flat_map(ir::Operation::types);
    ir::reached(&api.types, of_operations.filter_map(TypeRef::named).chain(posted(api)))
}

impl Roles<'_> {
    fn words(&self) -> Option<String> {
        let does = |operations: &[&str], (one, several): (&str, &str)| {
            let names: Vec<String> = operations.iter().take(NAMED).map(|id| code(id)).collect();
            let is_all = operations.len() <= NAMED;
            Some(match names.as_slice() {
                [] => return None,
                [only] => format!("{only} {one}"),
                [first @ .., last] if is_all => {
                    format!("{} and {last} {several}", first.join(", "))
                }
                names => format!("{} and others {several}", names.join(", ")),
            })
        };
        let takes = does(&self.takes, ("takes", "take"));
        let answers = does(&self.answers, ("answers", "answer"));
        let calls = does(&self.calls_back, ("calls back with", "call back with"));
        let words: Vec<String> = takes.into_iter().chain(answers).chain(calls).collect();
        match (words.is_empty(), self.refuses) {
            (false, _) => Some(format!("What {}.", words.join(", and "))),
            (true, true) => Some("What an error answers.".to_owned()),
            (true, false) => None,
        }
    }
}

impl Planner<'_> {
    /// Returns what the type of a property or parameter tells about it: the gist
    /// of what is said about the component that it is.
    pub(super) fn said_by_type(&self, ty: &TypeRef) -> String {
        let TypeRef::Named(id) = ty else { return String::new() };
        let def = self.api.types.get(id).filter(|_| id.0.len() == 1);
        def.and_then(|def| docs::gist(&def.docs.text)).unwrap_or_default()
    }

    /// Describes a parameter that callers know by a name: what its type says, or where
    /// it goes.
    pub(super) fn said_of_parameter(&self, parameter: &ir::Parameter, name: &str) -> String {
        let of_type = self.said_by_type(&parameter.ty);
        if of_type.is_empty() {
            format!("{}.", docs::capitalized(&place(parameter, name)))
        } else {
            of_type
        }
    }

    /// Describes a type: the operations that it is for, or the place where it is.
    pub(super) fn said_of_type(&self, id: &TypeId) -> String {
        match (id.0.as_slice(), self.roles.get(id)) {
            (_, Some(roles)) => roles.words().unwrap_or_default(),
            ([_], None) => String::new(),
            (path, None) => format!("What {} holds.", code(&path.join("."))),
        }
    }
}

/// Says where a parameter of a known name goes: `in the query as `include[]``.
fn place(parameter: &ir::Parameter, name: &str) -> String {
    if parameter.style.is_whole_query() {
        return "all of the query".to_owned();
    }
    let location = parameter.location.word();
    let wire = &parameter.name;
    match parameter.location {
        Location::Header | Location::Cookie => format!("in the {location} {}", code(wire)),
        _ if name.trim_start_matches("r#") == wire => format!("in the {location}"),
        _ => format!("in the {location} as {}", code(wire)),
    }
}
