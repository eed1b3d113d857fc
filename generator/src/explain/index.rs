//! The names of what can be explained, in Rust and in the document.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::REST;
use crate::ir::{Api, ArmKey, Location, Operation, Parameter, Shape, Stream, TypeDef, TypeId};
use crate::rust::{Call, CallHeaders, Crate, HeaderField, Item, Method, MethodBody};

/// Something that can be explained.
#[derive(Debug)]
pub(super) struct Explainable {
    /// Its names, the one in Rust first.
    pub(super) names: Vec<String>,
    pub(super) subject: Subject,
}

impl Explainable {
    fn of(name: &str, others: &[&str], subject: Subject) -> Self {
        let names = [name].iter().chain(others).map(|name| plain(name)).collect();
        Self { names, subject }
    }

    /// Returns its name in Rust.
    pub(super) fn name(&self) -> &str {
        &self.names[0]
    }

    /// Returns something that this has.
    fn member(&self, name: &str, others: &[&str], subject: Subject) -> Self {
        let members = || [name].into_iter().chain(others.iter().copied());
        let names = self
            .names
            .iter()
            .flat_map(|owner| members().map(move |member| format!("{owner}.{}", plain(member))));
        Self { names: names.collect(), subject }
    }
}

/// A thing that is explained.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// A type.
    Type(TypeId),
    /// A field or variant of a type, by its number.
    Member(TypeId, usize),
    /// The field for the properties that a type does not declare.
    Undeclared(TypeId),
    /// The variant for what the document does not list.
    Other(TypeId),
    /// The handle of a group of operations.
    Group(String),
    /// An operation, by its number.
    Operation(usize),
    /// A parameter of an operation.
    Parameter(usize, usize),
    /// A property of the body of an operation.
    BodyField(usize, usize),
    /// The headers that an operation answers with.
    Headers(usize),
    /// One of them, by its number.
    Header(usize, usize),
    /// A webhook, by its name.
    Webhook(String),
}

/// Returns a name without the marks of Rust: `a::r#b` is `a.b`.
pub(super) fn plain(name: &str) -> String {
    name.replace("::", ".").replace("r#", "")
}

/// Returns the name of the type that an item is.
pub(super) fn type_name(item: &Item) -> Option<&str> {
    Some(match item {
        Item::Struct(item) => &item.name,
        Item::OpenEnum(item) => &item.name,
        Item::Union(item) => &item.name,
        Item::Events(item) => &item.name,
        Item::Accumulation(item) => &item.name,
        Item::Assembly(item) => &item.name,
        Item::Alias(item) => &item.name,
        _ => return None,
    })
}

/// Returns everything that can be explained.
pub(super) fn entries(
    api: &Api,
    planned: &Crate,
    type_names: &BTreeMap<TypeId, String>,
) -> Vec<Explainable> {
    let items = || planned.files.iter().flat_map(|file| &file.items);
    let by_name: BTreeMap<&str, &Item> =
        items().filter_map(|item| Some((type_name(item)?, item))).collect();
    let mut entries = Vec::new();
    for (id, def) in &api.types {
        let name = &type_names[id];
        if let Some(item) = by_name.get(name.as_str()) {
            type_entries(id, def, name, item, &mut entries);
        }
    }
    let methods: Vec<&Method> = items()
        .filter_map(|item| if let Item::Group(group) = item { Some(&group.methods) } else { None })
        .flatten()
        .collect();
    let mut groups: Vec<&str> = Vec::new();
    for (number, operation) in api.operations.iter().enumerate() {
        let call = items().find_map(|item| match item {
            Item::Call(call) if call.id == operation.id => Some(call),
            _ => None,
        });
        let Some(call) = call else { continue };
        if !groups.contains(&operation.group.as_str()) {
            groups.push(&operation.group);
        }
        let own: Vec<&Method> =
            methods.iter().copied().filter(|method| method.call == call.name).collect();
        call_entries(api, number, call, &own, &mut entries);
    }
    for group in groups {
        let subject = Subject::Group(group.to_owned());
        // A type may be called as the handle.
        entries.push(Explainable::of(&crate::plan::handle_name(group), &[group], subject));
    }
    let names: BTreeSet<&String> = api.webhooks.iter().map(|hook| &hook.name).collect();
    entries.extend(
        names.into_iter().map(|name| Explainable::of(name, &[], Subject::Webhook(name.clone()))),
    );
    entries
}

fn type_entries(
    id: &TypeId,
    def: &TypeDef,
    name: &str,
    item: &Item,
    entries: &mut Vec<Explainable>,
) {
    // An inline schema has no name of its own.
    let schema = match id.0.as_slice() {
        [component] if component != name => vec![component.as_str()],
        _ => Vec::new(),
    };
    let owner = Explainable::of(name, &schema, Subject::Type(id.clone()));
    let member = |number| Subject::Member(id.clone(), number);
    let mut members = Vec::new();
    match (&def.shape, item) {
        (Shape::Object(_), Item::Struct(item)) => {
            for (number, field) in item.fields.iter().enumerate() {
                let (wire, subject) = match field.wire.as_str() {
                    "" => (REST, Subject::Undeclared(id.clone())),
                    wire => (wire, member(number)),
                };
                members.push(owner.member(&field.name, &[wire], subject));
            }
        }
        (Shape::Enum(_) | Shape::IntegerEnum(_), Item::OpenEnum(item)) => {
            for (number, variant) in item.variants.iter().enumerate() {
                members.push(owner.member(&variant.name, &[&variant.value], member(number)));
            }
        }
        (Shape::Union(union), Item::Union(item)) => {
            for (number, variant) in item.variants.iter().enumerate() {
                let texts: Vec<&str> = match &union.arms[variant.arm].key {
                    ArmKey::Literal(text) => vec![text],
                    ArmKey::Tag(texts) | ArmKey::Default(texts) => {
                        texts.iter().map(String::as_str).collect()
                    }
                    ArmKey::Kind(kind) | ArmKey::Rule(kind, _) => vec![kind.word()],
                };
                members.push(owner.member(&variant.name, &texts, member(number)));
            }
        }
        (Shape::Events(events), Item::Events(item)) => {
            for (number, (event, variant)) in events.events.iter().zip(&item.variants).enumerate() {
                members.push(owner.member(&variant.name, &[&event.name], member(number)));
            }
        }
        (Shape::Accumulation(state), Item::Accumulation(item)) => {
            for (number, (declared, object)) in state.objects.iter().zip(&item.objects).enumerate()
            {
                members.push(owner.member(&object.name, &[&declared.name], member(number)));
            }
        }
        _ => {}
    }
    if has_other(item) {
        members.push(owner.member("Other", &[], Subject::Other(id.clone())));
    }
    entries.push(owner);
    entries.extend(members);
}

/// Tells whether an enum keeps what the document does not list.
fn has_other(item: &Item) -> bool {
    match item {
        Item::OpenEnum(_) | Item::Events(_) => true,
        Item::Union(union) => union.expected.is_none() || union.other.is_some(),
        _ => false,
    }
}

fn call_entries(
    api: &Api,
    number: usize,
    call: &Call,
    methods: &[&Method],
    entries: &mut Vec<Explainable>,
) {
    let Some((method, more)) = methods.split_first() else { return };
    let operation = &api.operations[number];
    let handle = crate::plan::handle_name(&operation.group);
    let of_handle: Vec<String> =
        methods.iter().map(|method| format!("{handle}.{}", method.name)).collect();
    let answers = call.answers.as_ref().map(|answers| &answers.name);
    let others: Vec<&str> = [&operation.id, &call.name]
        .into_iter()
        .chain(answers)
        .chain(more.iter().map(|method| &method.name))
        .chain(&of_handle)
        .map(String::as_str)
        .collect();
    let owner = Explainable::of(&method.name, &others, Subject::Operation(number));
    let mut members = body_members(api, number, call, method, &owner);
    members.extend(parameter_members(operation, number, call, &owner));
    entries.push(owner);
    entries.extend(members);
    entries.extend(header_entries(operation, number, call));
}

/// Lists the arguments and setters of the properties of a body.
fn body_members(
    api: &Api,
    number: usize,
    call: &Call,
    method: &Method,
    owner: &Explainable,
) -> Vec<Explainable> {
    let operation = &api.operations[number];
    let Some(object) = operation.body_type().and_then(|ty| api.object(ty)) else {
        return Vec::new();
    };
    let made = match &method.body {
        MethodBody::Made(_, made) => made.as_slice(),
        _ => &[],
    };
    let arguments = made.iter().map(|argument| (argument.name.as_str(), argument.wire.as_str()));
    let setters = call.body.iter().flat_map(|body| &body.setters);
    let setters = setters.map(|setter| (setter.name.as_str(), setter.wire.as_str()));
    let streamed = operation.stream.as_ref().and_then(Stream::property);
    let all = arguments.chain(setters).chain(streamed.map(|property| ("stream", property)));
    let member = |(name, wire): (&str, &str)| {
        let field = object.fields.iter().position(|field| field.name == wire)?;
        Some(owner.member(name, &[wire], Subject::BodyField(number, field)))
    };
    all.filter_map(member).collect()
}

/// Lists the arguments and setters of the parameters of a call.
fn parameter_members(
    operation: &Operation,
    number: usize,
    call: &Call,
    owner: &Explainable,
) -> Vec<Explainable> {
    let subject = |found: usize| Subject::Parameter(number, found);
    let position = |is_it: &dyn Fn(&Parameter) -> bool| operation.parameters.iter().position(is_it);
    let required = call.required.iter().map(|(_, argument)| (&argument.name, argument));
    let optional = call.optional.iter().map(|setter| (&setter.name, &setter.argument));
    let all: Vec<_> = required.chain(optional).collect();
    // A header that nothing of its own fills is what each call has a setter for.
    let key = position(&|parameter| {
        parameter.location == Location::Header && !all.iter().any(|(_, own)| own.fills(parameter))
    });
    let key = key.map(|key| {
        let wire = operation.parameters[key].name.as_str();
        owner.member("idempotency_key", &[wire], subject(key))
    });
    let own = all.iter().filter_map(|(name, argument)| {
        let found = position(&|parameter| argument.fills(parameter))?;
        Some(owner.member(name, &[&argument.wire], subject(found)))
    });
    let stream = position(&|parameter| operation.is_streamed_by(parameter));
    let stream = stream.map(|found| owner.member("stream", &[], subject(found)));
    key.into_iter().chain(own).chain(stream).collect()
}

/// Lists the type of the headers of an answer, and its fields.
fn header_entries(operation: &Operation, number: usize, call: &Call) -> Vec<Explainable> {
    let Some(CallHeaders { docs: _, name, fields }) = &call.headers else { return Vec::new() };
    let owner = Explainable::of(name, &[], Subject::Headers(number));
    let member = |(field, HeaderField { name, wire, .. }): (usize, &HeaderField)| {
        let own = operation.header(wire).map(|header| header.name.as_str());
        let words: Vec<&str> = [wire.as_str()].into_iter().chain(own).collect();
        owner.member(name, &words, Subject::Header(number, field))
    };
    let members: Vec<Explainable> = fields.iter().enumerate().map(member).collect();
    [owner].into_iter().chain(members).collect()
}
