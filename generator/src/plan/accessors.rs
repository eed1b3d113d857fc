//! The names of the methods for the text that is in values, as `config` declares them.

use std::collections::BTreeMap;

use super::names::{self, Distinct};
use super::{naming, reserved};
use crate::diagnostic::{Diagnostic, Input, Report, Severity};
use crate::ir::{Accessor, Api, Field, Object, Shape, TypeId, Union};

/// The methods of types, each with its name.
pub(super) type Accessors<'a> = BTreeMap<&'a TypeId, Vec<(String, &'a Accessor)>>;

/// Names the methods, but for those of which the name is taken: they are reported.
pub(super) fn named<'a>(
    api: &'a Api,
    fields: &BTreeMap<&TypeId, Distinct>,
    unfit: Severity,
    report: &mut Report,
) -> Accessors<'a> {
    let mut named = Accessors::new();
    for (id, accessors) in &api.accessors {
        let setters = match api.types.get(id).map(|def| &def.shape) {
            Some(Shape::Object(object)) => {
                setters(object, fields.get(id).map_or(&[], |fields| &fields.names))
            }
            Some(Shape::Union(union)) => shared(api, union),
            _ => continue,
        };
        let methods = named.entry(id).or_default();
        for accessor in accessors {
            let plain = names::plain_field_name(&accessor.name);
            let name = names::raw(&plain);
            let is_twice = methods.iter().any(|(known, _)| *known == name);
            let setter = setters.iter().find(|(setter, _)| *setter == plain);
            let (message, severity) = match setter {
                _ if is_twice => (format!("two methods `{name}`"), Severity::Error),
                Some((_, what)) => (what.clone(), unfit),
                None if reserved::is_of_structs(&plain) => {
                    (format!("a method `{name}` already, as all types"), Severity::Error)
                }
                None => {
                    methods.push((name, accessor));
                    continue;
                }
            };
            // While something is wrong with the document, that may be why.
            if !report.has_errors_in(Input::Document) {
                let message = format!("`{}` has {message}", id.component());
                let found = Diagnostic::error("config-unmatched", &accessor.at, message);
                let found = found.in_input(Input::Config).help(match setter {
                    Some(_) => "call the method otherwise, or remove the property by the overlay",
                    None => "call the method otherwise",
                });
                report.push(Diagnostic { severity, ..found });
            }
        }
    }
    named
}

/// Lists the names that methods of a union for what all of its arms have may take, each with
/// what it is for.
fn shared(api: &Api, union: &Union) -> Vec<(String, String)> {
    let objects = union.arms.iter().map(|arm| api.object(arm.payload.as_ref()?));
    let objects: Vec<&Object> = objects.map_while(|object| object).collect();
    let Some((first, others)) = objects.split_first() else { return Vec::new() };
    let is_shared = |field: &&Field| {
        objects.len() == union.arms.len()
            && others.iter().all(|other| other.field(&field.name).is_some())
    };
    let what = |field: &Field| {
        (names::plain_field_name(&field.name), format!("a property `{}`", field.name))
    };
    first.fields.iter().filter(is_shared).map(what).collect()
}

/// Returns the names of the setters that an object has where it is sent, each with what it is for.
fn setters(object: &Object, fields: &[String]) -> Vec<(String, String)> {
    let what = object.fields.iter().map(|field| format!("a property `{}`", field.name));
    let setters = naming::setters(fields, "property", &reserved::is_of_structs);
    let rest = object.rest.iter().map(|_| {
        let name = naming::undeclared("rest", fields);
        let what = format!("further properties, as `{name}`");
        (name, what)
    });
    setters.into_iter().zip(what).chain(rest).collect()
}
