//! Discriminators that contradict what they speak of, or have nothing to tell apart.

use std::collections::HashSet;

use serde_json::Value;

use super::Components;
use crate::diagnostic::{Diagnostic, Report};
use crate::schema::model::{Discriminator, Mapping, Schema, Type};
use crate::source::Pointer;

/// The number of schemas that one is made of which are looked into.
const MAX_PARTS: usize = 64;

/// A discriminator, and the schema that it is beside.
pub(super) struct Discriminated {
    pub(super) discriminator: Discriminator,
    /// The schema, if it is no union of several arms.
    pub(super) alone: Option<Schema>,
}

/// Reports values that are mapped to what does not take them.
pub(super) fn contradictions(components: &Components, said: &[Discriminated], report: &mut Report) {
    for Discriminated { discriminator, .. } in said {
        for mapping in &discriminator.mapping {
            contradicted(components, discriminator, mapping, report);
        }
    }
}

/// Reports what discriminators say in vain that have nothing to tell apart.
pub(super) fn without_arms(components: &Components, said: &[Discriminated], report: &mut Report) {
    // By their places: a component may come from another file.
    let parents = components.values().filter(|component| component.children.is_some());
    let parents: HashSet<&Pointer> = parents.map(|component| &*component.at).collect();
    for Discriminated { discriminator, alone } in said {
        let Some(schema) = alone else { continue };
        if !parents.contains(&*schema.at) {
            nothing_to_tell(components, discriminator, schema, report);
        }
    }
}

/// Reports a value that the schema which it is mapped to does not take.
fn contradicted(
    components: &Components,
    discriminator: &Discriminator,
    mapping: &Mapping,
    report: &mut Report,
) {
    let name = mapping.component.rsplit('/').next().unwrap_or_default();
    let Some(schema) = components.get(name) else { return };
    let property = &discriminator.property;
    let is_value = |value: &Value| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        text == mapping.value
    };
    let lists_others =
        |it: &Schema| !it.listed().is_empty() && !it.listed().iter().any(|it| is_value(&it.value));
    let is_of_another_type =
        |it: &Schema| it.kind.is_some_and(|kind| kind.value_of(&mapping.value).is_none());
    let limited = declarations(components, schema, property);
    let limited = limited.into_iter().find(|it| lists_others(it) || is_of_another_type(it));
    let default = own(schema, property).find(|declared| declared.about.default.is_some());
    let default = default.filter(|it| !it.about.default.as_ref().is_some_and(is_value));
    let value = &mapping.value;
    let (place, what, message) = match (limited, default) {
        (Some(values), _) => {
            let message =
                format!("`{value}` is mapped to what takes only other values of `{property}`");
            (&values.at, "the values that it takes", message)
        }
        (None, Some(default)) => {
            let message =
                format!("`{value}` is mapped to what has another `{property}` by default");
            (&default.at, "its own", message)
        }
        (None, None) => return,
    };
    let warning = Diagnostic::warning("discriminator", &mapping.at, message).related(place, what);
    let why = format!("`{property}` is not `{value}` there.");
    report.push(warning.settled_without(&mapping.at, why));
}

/// Returns the type of a property of a component, which is text where nothing says another one.
pub(super) fn kind(components: &Components, name: &str, property: &str) -> Type {
    components.get(name).map_or(Type::String, |schema| kind_in(components, schema, property))
}

/// Returns the type of a property of a schema, which is text where nothing says another one.
pub(super) fn kind_in(components: &Components, schema: &Schema, property: &str) -> Type {
    let said = declarations(components, schema, property);
    said.into_iter().find_map(|said| said.kind).unwrap_or(Type::String)
}

/// Lists what is said of a property of a schema by all that both are made of.
fn declarations<'a>(
    components: &'a Components,
    schema: &'a Schema,
    property: &str,
) -> Vec<&'a Schema> {
    let parts = MadeOf::of(components, schema, false).schemas;
    let declared = parts.into_iter().filter_map(|part| part.properties.as_ref()?.get(property));
    declared.flat_map(|declared| MadeOf::of(components, declared, false).schemas).collect()
}

/// Reports a discriminator by whose property an arm or a child cannot be told, since its name is
/// no value of that.
pub(super) fn unnamed(
    components: &Components,
    discriminator: &Discriminator,
    name: &str,
    report: &mut Report,
) {
    let Some(schema) = components.get(name) else { return };
    let property = &discriminator.property;
    let said = declarations(components, schema, property);
    let mut kinds = said.iter().filter_map(|said| said.kind);
    let has_name = kinds.all(|kind| kind.value_of(discriminator.implied(name)).is_some());
    if has_name || said.iter().any(|said| !said.listed().is_empty()) {
        return;
    }
    let message = format!("where `{property}` is no text, a schema is not told by its name");
    let warning = Diagnostic::warning("discriminator", &discriminator.at, message);
    report.push(warning.help("write the value of each schema into its `mapping`"));
}

/// Returns the declarations of a property by a schema itself.
pub(super) fn own<'a>(schema: &'a Schema, property: &str) -> impl Iterator<Item = &'a Schema> {
    let parts = [schema].into_iter().chain(schema.all_of.iter().flatten());
    parts.filter_map(move |part| part.properties.as_ref()?.get(property))
}

/// Reports what a discriminator says beside what is no union of several arms.
fn nothing_to_tell(
    components: &Components,
    discriminator: &Discriminator,
    schema: &Schema,
    report: &mut Report,
) {
    let parts = MadeOf::of(components, schema, true);
    let property = discriminator.property.as_str();
    if !parts.declare(property) {
        report.push(undeclared(discriminator));
    }
    for mapping in &discriminator.mapping {
        if !parts.names.iter().any(|name| mapping.names(name)) {
            report.push(no_arm(mapping));
        }
    }
}

/// Returns a value that is mapped to none of the arms that there are.
pub(crate) fn no_arm(mapping: &Mapping) -> Diagnostic {
    let message = format!("`{}` is mapped to what is no arm", mapping.value);
    let warning = Diagnostic::warning("discriminator", &mapping.at, message);
    warning.settled_without(&mapping.at, "It leads to no arm.")
}

/// Returns a discriminator whose property is declared by nothing that it speaks of.
pub(crate) fn undeclared(discriminator: &Discriminator) -> Diagnostic {
    let at: &Pointer = &discriminator.at;
    let message = format!(
        "`{}` is a property of no arm; the discriminator is left out",
        discriminator.property
    );
    Diagnostic::warning("discriminator", at, message)
        .settled_without(at, "No arm has its property.")
}

/// The schemas that one is made of, itself included, and the names of components among them.
struct MadeOf<'a> {
    schemas: Vec<&'a Schema>,
    names: HashSet<String>,
}

impl<'a> MadeOf<'a> {
    /// Finds the parts of an `allOf` that all hold, and the arms of unions if they are
    /// asked for.
    fn of(components: &'a Components, schema: &'a Schema, with_arms: bool) -> Self {
        let mut parts =
            Self { schemas: Vec::new(), names: schema.at.component().into_iter().collect() };
        let mut pending = vec![schema];
        while let Some(schema) = pending.pop().filter(|_| parts.schemas.len() < MAX_PARTS) {
            if let Some(name) = schema.component() {
                let is_new = parts.names.insert(name.to_owned());
                pending.extend(components.get(name).filter(|_| is_new).map(AsRef::as_ref));
                continue;
            }
            parts.schemas.push(schema);
            pending.extend(schema.all_of.iter().flatten());
            pending.extend(schema.union_arms().filter(|_| with_arms));
        }
        parts
    }

    /// Tells whether one of them declares a property.
    fn declare(&self, property: &str) -> bool {
        let mut declared = self.schemas.iter().filter_map(|part| part.properties.as_ref());
        declared.any(|declared| declared.contains_key(property))
    }
}
