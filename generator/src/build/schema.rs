//! Schema → type: which kind of shape it is.

use std::collections::{BTreeMap, BTreeSet};

use super::Builder;
use crate::diagnostic::Diagnostic;
use crate::ir::{Shape, TypeId, TypeRef, Untyped};
use crate::pointer::Pointer;
use crate::schema::{Additional, Form, Schema, Type};
use crate::words::all_of;

/// The depth to which inline types may be inside one another. A file cannot nest
/// deeper, but an `allOf` may refer to one that refers to the next, and so on.
const MAX_DEPTH: usize = 100;

/// The types of inline schemas by place: a union that takes in the arms of
/// another meets them again.
#[derive(Default)]
pub(super) struct Inline {
    known: BTreeMap<Pointer, TypeRef>,
    /// Those of the part of an operation that is being built.
    of_part: BTreeMap<Pointer, TypeRef>,
    in_part: bool,
    /// The schemas that are being built, and those of them that were met
    /// meanwhile.
    open: BTreeMap<Pointer, TypeId>,
    looped: BTreeSet<Pointer>,
}

impl Inline {
    /// Begins with a parameter, a body, a response or a callback of an operation. The types
    /// of a component are everybody's; those that the operation declares itself
    /// are its own.
    pub(super) fn begin_part(&mut self) {
        self.in_part = true;
        self.of_part.clear();
    }

    fn get(&self, at: &Pointer) -> Option<&TypeRef> {
        self.known.get(at).or_else(|| self.of_part.get(at))
    }

    fn insert(&mut self, at: &Pointer, ty: TypeRef) {
        let is_shared = !self.in_part || at.as_str().starts_with("/components/");
        let types = if is_shared { &mut self.known } else { &mut self.of_part };
        types.insert(at.clone(), ty);
    }
}

impl<'a> Builder<'a> {
    /// Returns the type of a schema that is used under the name `id`, should it need
    /// one.
    pub(super) fn type_of(&mut self, schema: &'a Schema, id: &TypeId) -> TypeRef {
        if let Some(name) = schema.component() {
            return TypeRef::Named(TypeId(vec![name.to_owned()]));
        }
        let at: &Pointer = &schema.at;
        if let Some(known) = self.inline.get(at) {
            return known.clone();
        }
        if self.inline.open.len() >= MAX_DEPTH {
            let message =
                format!("schemas are merged into one another more than {MAX_DEPTH} levels deep");
            let why = "Schemas are merged too deeply.";
            let error = Diagnostic::error("depth", at, message);
            self.report.push(error.settled_without(at, why));
            return self.any(at, Untyped::NotUnderstood);
        }
        // A part that several operations refer to is named after itself.
        let shared = at.shared_part().map(|(name, role)| TypeId(vec![name, role.to_owned()]));
        let shared = shared.filter(|part| !id.0.starts_with(&part.0));
        let id = shared.as_ref().unwrap_or(id);
        let taken = self.types.get(id).map(|other| other.origin.clone());
        let own = self.unused(id);
        // A schema may come upon itself, merged into what it refers to.
        match self.inline.open.get(at).cloned() {
            Some(id) => {
                self.inline.looped.insert(at.clone());
                return TypeRef::Named(id);
            }
            None => self.inline.open.insert(at.clone(), own.clone()),
        };
        let shape = self.shape(schema, &own);
        self.inline.open.remove(at);
        let looped = self.inline.looped.remove(at);
        let ty = match shape {
            Some(Shape::Alias(target)) if !looped => target,
            Some(shape) => {
                if let Some(other) = taken {
                    let (name, instead) = (id.0.join("."), own.0.join("."));
                    let message = format!(
                        "two schemas would both become `{name}`; this one becomes `{instead}`"
                    );
                    let found = Diagnostic::warning("name-collision", at, message);
                    self.report.push(found.one_of_two(&other));
                }
                let docs = self.docs(schema);
                self.define(own.clone(), shape, docs, at.clone());
                TypeRef::Named(own)
            }
            None => self.any(at, Untyped::NotUnderstood),
        };
        self.inline.insert(at, ty.clone());
        ty
    }

    /// Returns the id, or, where that is taken, the id with the first number that makes
    /// it another.
    pub(super) fn unused(&mut self, id: &TypeId) -> TypeId {
        let word = id.0.last().cloned().unwrap_or_default();
        let mut unused = id.clone();
        // Those below the last one that was given are taken.
        let mut number = self.numbers.get(id).copied().unwrap_or(1);
        while self.types.contains_key(&unused) {
            number += 1;
            unused.0.pop();
            unused.0.push(format!("{word}_{number}"));
        }
        if number > 1 {
            self.numbers.insert(id.clone(), number - 1);
        }
        unused
    }

    /// Returns the shape of a schema; `None` when that is an error, which is then reported.
    pub(super) fn shape(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        if schema.children.is_some() {
            return self.union(schema, id);
        }
        if schema.component().is_some() {
            return Some(Shape::Alias(self.type_of(schema, id)));
        }
        match schema.form() {
            Form::Type(kind) => self.typed_shape(kind, schema, id),
            Form::OneOf | Form::AnyOf => self.union(schema, id),
            Form::AllOf => self.merged(schema, id),
            Form::Mixed | Form::Reference => self.mixed_shape(schema, id),
        }
    }

    fn typed_shape(&mut self, kind: Type, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        let ty = match kind {
            Type::String | Type::Boolean | Type::Number | Type::Integer => {
                if let Some(content) = schema.content.as_ref().filter(|_| kind == Type::String) {
                    self.contents.entry(content.at.0.clone()).or_default();
                }
                return Some(self.scalars.shape(kind, schema));
            }
            Type::Array => {
                let item = match &schema.items {
                    Some(items) => {
                        let id = self.item_id(id);
                        self.item_type(items, &id)
                    }
                    None => self.any(&schema.at, Untyped::Items),
                };
                TypeRef::List(Box::new(item))
            }
            Type::Object => return self.object(schema, id),
        };
        Some(Shape::Alias(ty))
    }

    /// Returns the type of what a list or map holds, where null is a value of its own.
    pub(super) fn item_type(&mut self, schema: &'a Schema, id: &TypeId) -> TypeRef {
        let ty = self.type_of(schema, id);
        if self.is_nullable(schema) { ty.or_null() } else { ty }
    }

    /// Returns the type of an object that declares no properties.
    pub(super) fn map(&mut self, schema: &'a Schema, id: &TypeId) -> TypeRef {
        match &schema.additional {
            Some(Additional::Of(values)) => {
                let id = self.item_id(id);
                match self.item_type(values, &id) {
                    TypeRef::Any => TypeRef::FreeForm,
                    values => TypeRef::Map(Box::new(values)),
                }
            }
            Some(Additional::Any(_) | Additional::Matching(_)) | None => self.free_form(&schema.at),
        }
    }

    /// Returns a schema that says several things together, or nothing.
    fn mixed_shape(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        let combined =
            [("oneOf", &schema.one_of), ("anyOf", &schema.any_of), ("allOf", &schema.all_of)];
        let used = combined.iter().filter(|(_, arms)| arms.iter().any(|arms| !arms.is_empty()));
        let used: Vec<&str> = used.map(|(key, _)| *key).collect();
        let has_properties = schema.additional.is_some()
            || schema.properties.iter().any(|properties| !properties.is_empty());
        match used.as_slice() {
            [] if schema.kind.is_none() && schema.listed().is_empty() => {
                Some(Shape::Alias(self.unsaid(schema)))
            }
            ["allOf"] => self.merged(schema, id),
            ["oneOf" | "anyOf"] if !has_properties => self.union(schema, id),
            [] => {
                let what = match schema.kind {
                    Some(kind) => {
                        format!("a schema of type `{}` with values of another type", kind.name())
                    }
                    None => "an `enum` of values of several types".to_owned(),
                };
                let key = if schema.listed().is_empty() { "type" } else { "enum" };
                self.not_understood(schema, &what, key);
                None
            }
            used => {
                let mut parts: Vec<String> = used.iter().map(|key| format!("`{key}`")).collect();
                if has_properties {
                    parts.push("`properties`".to_owned());
                }
                let what = format!("a schema with {}", all_of(&parts));
                self.not_understood(schema, &what, used[0]);
                None
            }
        }
    }

    /// Returns the name of what a list holds: the list's, in the singular, unless another
    /// property is called so.
    pub(super) fn item_id(&self, id: &TypeId) -> TypeId {
        let last = id.0.last().map_or("", String::as_str);
        let singular = singular(last);
        if singular == last || id.0.len() == 1 {
            return id.child("item");
        }
        let mut words = id.0.clone();
        words.pop();
        let of_one = TypeId(words).child(&singular);
        if self.siblings.contains(&of_one) { id.child("item") } else { of_one }
    }

    /// Reports a combination of keywords that has no rule, and takes any value;
    /// without `key`, it would have one. Only the document of record can be
    /// corrected for it.
    pub(super) fn not_understood(&mut self, schema: &Schema, what: &str, key: &str) {
        let message = format!("{what} is not understood");
        let why = format!("Said more simply, without `{key}`.");
        let error = Diagnostic::error("unsupported-schema", &schema.at, message);
        let found = Diagnostic { severity: self.unmatched, ..error };
        self.report.push(found.settled_without(&schema.at.child(key), why));
    }
}

fn singular(word: &str) -> String {
    let replaced = |suffix: &str, by: &str| {
        word.strip_suffix(suffix).filter(|stem| !stem.is_empty()).map(|stem| format!("{stem}{by}"))
    };
    if ["ss", "us", "is"].iter().any(|suffix| word.ends_with(suffix)) {
        return word.to_owned();
    }
    replaced("ies", "y")
        .or_else(|| replaced("sses", "ss"))
        .or_else(|| replaced("xes", "x"))
        .or_else(|| replaced("ches", "ch"))
        .or_else(|| replaced("s", ""))
        .unwrap_or_else(|| word.to_owned())
}

/// Warns that a text is not read as what it holds.
pub(super) fn text_with_content(at: &Pointer) -> Diagnostic {
    let message = "what is in the text has no type: callers read and write the text";
    Diagnostic::warning("left-out", at, message).settled_without(at, "The text is taken as it is.")
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn singulars() {
        let words = [
            ("messages", "message"),
            ("entries", "entry"),
            ("classes", "class"),
            ("boxes", "box"),
            ("searches", "search"),
            ("status", "status"),
            ("content", "content"),
            ("analysis", "analysis"),
        ];
        for (plural, wanted) in words {
            assert_eq!(singular(plural), wanted);
        }
    }
}
