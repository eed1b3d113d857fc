//! The names of types, of their modules and of their fields.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::names::{self, Displaced, Distinct, distinct};
use super::{OF_RUNTIME, Planner, answers, calls, files};
use crate::diagnostic::Diagnostic;
use crate::ir::{Api, Field, Object, Operation, Parameter, Shape, TypeId, TypeRef};
use crate::pointer::Pointer;

/// Names of some things, all of them different.
pub(super) struct Named<T> {
    pub(super) names: BTreeMap<T, String>,
    /// The things that do not have the name that they would have by themselves, each with
    /// that name and with what else has it or would have it.
    pub(super) displaced: Vec<(T, String, T)>,
}

impl<T: Copy + Ord> Named<T> {
    /// Returns the names of what comes first, and then of the rest.
    fn of<L: names::Ladder>(
        [first, rest]: [Vec<T>; 2],
        ladder: impl Fn(T) -> L,
        taken: impl Fn(&str) -> bool,
    ) -> Self {
        let mut named = Self { names: BTreeMap::new(), displaced: Vec::new() };
        let mut known: HashMap<String, T> = HashMap::new();
        for things in [first, rest] {
            let ladders: Vec<L> = things.iter().map(|thing| ladder(*thing)).collect();
            let Distinct { names, displaced } =
                distinct(&ladders, |name| taken(name) || known.contains_key(name));
            for Displaced { thing, wanted, rival } in displaced {
                let rival =
                    rival.map(|rival| things[rival]).or_else(|| known.get(&wanted).copied());
                named.displaced.extend(rival.map(|rival| (things[thing], wanted, rival)));
            }
            known.extend(names.iter().cloned().zip(things.iter().copied()));
            named.names.extend(things.into_iter().zip(names));
        }
        named
    }
}

/// Returns the Rust names of an API's types.
pub fn type_names(api: &Api) -> BTreeMap<&TypeId, String> {
    types(api).names
}

/// Returns the Rust names of an API's types. A component has its own name before
/// anything inline.
pub(super) fn types<'a>(api: &'a Api) -> Named<&'a TypeId> {
    let is_reserved = |name: &str| OF_RUNTIME.contains(&name);
    let (components, inline) = api.types.keys().partition(|id| id.0.len() == 1);
    let shortened: HashMap<&TypeId, Vec<String>> =
        api.types.iter().filter_map(|(id, def)| Some((id, shortened(id, &def.origin)?))).collect();
    let words = |id: &'a TypeId| shortened.get(id).unwrap_or(&id.0);
    let ladder = |id: &'a TypeId| names::Type { words: words(id), is_reserved: &is_reserved };
    Named::of([components, inline], ladder, |_| false)
}

/// Returns the names of calls and handles, and of what calls answer with: they are in other modules
/// than types, which may have the same names.
pub(super) fn of_calls(api: &Api) -> HashSet<String> {
    let of_operations = api.operations.iter().flat_map(|operation| {
        let call = calls::call_name(operation);
        let handle = files::handle_name(&operation.group);
        let headers = answers::headers_name(operation);
        let headers = (!operation.headers.is_empty()).then_some(headers);
        [answers::name(operation), call, handle].into_iter().chain(headers)
    });
    of_operations.collect()
}

/// Returns the words of a type in a component that is no schema, where the name of that ends with
/// what it is: `ErrorResponse` is a response already.
fn shortened(id: &TypeId, origin: &Pointer) -> Option<Vec<String>> {
    let (_, role) = origin.shared_part()?;
    let [name, of, inside @ ..] = id.0.as_slice() else { return None };
    let is_said = of == role && name.to_lowercase().ends_with(role);
    is_said.then(|| [name].into_iter().chain(inside).cloned().collect())
}

/// Returns the types that do not have the name that they would have by themselves, each with that
/// name, and another type that has it or would have it.
pub(crate) fn rivals_of_types(api: &Api) -> BTreeMap<TypeId, (String, TypeId)> {
    let displaced = types(api).displaced.into_iter();
    displaced.map(|(id, wanted, rival)| (id.clone(), (wanted, rival.clone()))).collect()
}

/// Returns the modules of an API's types, by the component or operation that they
/// belong to. A component has its own name before an operation.
pub(super) fn modules(api: &Api) -> Named<&str> {
    let is_component = |id: &&TypeId| id.0.len() == 1;
    let (components, inline): (Vec<&TypeId>, Vec<&TypeId>) =
        api.types.keys().partition(is_component);
    let components: Vec<&str> = components.into_iter().map(TypeId::component).collect();
    let known: HashSet<&str> = components.iter().copied().collect();
    let mut operations: Vec<&str> = inline.into_iter().map(TypeId::component).collect();
    operations.retain(|name| !known.contains(name));
    // The types of one are beside each other.
    operations.dedup();
    let ladder = |word| names::Module { word, is_operation: !known.contains(word) };
    Named::of([components, operations], ladder, |_| false)
}

/// Returns the names of the fields of all objects.
pub(super) fn all_fields(api: &Api) -> BTreeMap<&TypeId, Distinct> {
    let mut all = BTreeMap::new();
    for (id, def) in &api.types {
        if let Shape::Object(object) = &def.shape {
            all.insert(id, fields(object));
        }
    }
    all
}

/// Returns the names of the fields of an object.
fn fields(object: &Object) -> Distinct {
    let fields: Vec<names::Field<'_>> =
        object.fields.iter().map(|field| names::Field { word: &field.name, place: "" }).collect();
    distinct(&fields, |_| false)
}

/// Returns the name of the field for the properties that are not declared: the first
/// that no property has.
pub(super) fn undeclared(wanted: &str, properties: &[String]) -> String {
    let others = ["other_properties", "undeclared_properties"].map(str::to_owned);
    let numbered = (2..).map(|number| format!("undeclared_properties_{number}"));
    let mut names = [wanted.to_owned()].into_iter().chain(others).chain(numbered);
    // There are more of them than properties.
    names.find(|name| !properties.contains(name)).unwrap_or_default()
}

/// Returns the name that a field would have by itself, and another one that has it or would have
/// it.
pub(crate) fn rival_of_field<'o>(object: &'o Object, field: &Field) -> Option<(String, &'o Field)> {
    let is_its = |found: &Displaced| object.fields[found.thing].name == field.name;
    let found = fields(object).displaced.into_iter().find(is_its)?;
    Some((found.wanted, &object.fields[found.rival?]))
}

/// Returns the same of a parameter, beside those that are arguments as it is, or setters.
pub(crate) fn rival_of_parameter<'o>(
    operation: &'o Operation,
    parameter: &Parameter,
) -> Option<(String, &'o Parameter)> {
    let all = named_apart(operation, parameter.required);
    let is_it = |found: &Displaced| all[found.thing] == parameter;
    let found = distinct_parameters(&all).displaced.into_iter().find(is_it)?;
    Some((found.wanted, all[found.rival?]))
}

/// Returns the parameters of an operation that are arguments, or those that are setters.
fn named_apart(operation: &Operation, required: bool) -> Vec<&Parameter> {
    let is_alike =
        |other: &&Parameter| other.required == required && !operation.is_streamed_by(other);
    operation.parameters.iter().filter(is_alike).collect()
}

/// Returns the names of parameters, without the marks of raw identifiers.
pub(super) fn parameters(parameters: &[&Parameter]) -> Vec<String> {
    distinct_parameters(parameters).names
}

fn distinct_parameters(parameters: &[&Parameter]) -> Distinct {
    let best = parameters.iter().map(|parameter| names::field_name(&parameter.name));
    let best: Vec<String> = best.collect();
    let mut places: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (parameter, name) in parameters.iter().zip(&best) {
        places.entry(name).or_default().insert(parameter.location.word());
    }
    let words = parameters.iter().zip(&best).map(|(parameter, name)| names::Field {
        word: &parameter.name,
        place: if places[name.as_str()].len() > 1 { parameter.location.word() } else { "" },
    });
    distinct(&words.collect::<Vec<_>>(), |_| false)
}

/// Returns the names of setters of fields or parameters, each of which has a name of its
/// own.
pub(super) fn setters(
    of: &[impl AsRef<str>],
    what: &str,
    is_taken: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let setters: Vec<names::Setter<'_>> =
        of.iter().map(|name| names::Setter { name: name.as_ref(), what, is_taken }).collect();
    distinct(&setters, is_taken).names
}

impl<'a> Planner<'a> {
    /// Returns the names of the fields of a type that is an object.
    pub(super) fn field_names(&self, id: &TypeId) -> &[String] {
        self.fields.get(id).map_or(&[], |named| &named.names)
    }

    /// Returns the fields of the object that a use of a type leads to, each with its
    /// name, without the mark of a raw identifier.
    pub(super) fn object_fields(&self, ty: &TypeRef) -> Option<Vec<(&'a Field, &String)>> {
        let TypeRef::Named(id) = self.api.target(ty) else { return None };
        let object = self.api.object(ty)?;
        Some(object.fields.iter().zip(self.field_names(id)).collect())
    }

    /// Returns the name of the field that a property of an object has.
    pub(super) fn field_of(&self, object: &TypeRef, property: &str) -> String {
        let fields = self.object_fields(object).unwrap_or_default();
        match fields.iter().find(|(field, _)| field.name == property) {
            Some((_, name)) => names::raw(name),
            None => names::field_name(property),
        }
    }

    /// Says which types, fields and parameters have another name than their own, since something
    /// else has that or would have it. No caller sees the modules of types.
    pub(super) fn report_displaced(&mut self, types: &Named<&TypeId>) {
        let origin = |id: &TypeId| &self.api.types[id].origin;
        let of_types = types.displaced.iter().map(|(id, wanted, rival)| {
            collision("type", wanted, &types.names[id], origin(id)).one_of_two(origin(rival))
        });
        let mut found: Vec<Diagnostic> = of_types.collect();
        for (id, named) in &self.fields {
            let Shape::Object(object) = &self.api.types[id].shape else { continue };
            found.extend(both_kept("field", named, |field| &object.fields[field].origin));
        }
        for operation in &self.api.operations {
            for (what, is_required) in [("argument", true), ("setter", false)] {
                let parameters = named_apart(operation, is_required);
                let named = distinct_parameters(&parameters);
                found.extend(both_kept(what, &named, |number| &parameters[number].origin));
            }
        }
        found.into_iter().for_each(|found| self.report.push(found));
    }

    /// Reports that a name is taken, and which one is used instead.
    pub(super) fn collision(
        &mut self,
        what: &str,
        name: &str,
        instead: &str,
        at: &Pointer,
        other: &Pointer,
    ) {
        self.report.push(collision(what, name, instead, at).one_of_two(other));
    }
}

/// Reports the things that have other names than those that read best, and lose nothing by it.
fn both_kept<'o>(
    what: &str,
    named: &Distinct,
    origin: impl Fn(usize) -> &'o Pointer,
) -> Vec<Diagnostic> {
    let found = |Displaced { thing, wanted, rival }: &Displaced| {
        let (wanted, name) = (names::raw(wanted), names::raw(&named.names[*thing]));
        let found = collision(what, &wanted, &name, origin(*thing));
        let found = found.related(origin((*rival)?), "the other one");
        Some(found.help("use both by these names; on the wire nothing changes"))
    };
    named.displaced.iter().filter_map(found).collect()
}

fn collision(what: &str, name: &str, instead: &str, at: &Pointer) -> Diagnostic {
    let message = format!("two things would both be the {what} `{name}`; this one is `{instead}`");
    Diagnostic::warning("name-collision", at, message)
}
