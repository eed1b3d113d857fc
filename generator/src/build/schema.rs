//! Schema → type: which kind of shape it is.

use std::collections::BTreeSet;

use openapiv3::{
    AdditionalProperties, AnySchema, SchemaKind, StringFormat, StringType, Type,
    VariantOrUnknownOrEmpty,
};

use super::Builder;
use super::node::{Located, Node};
use crate::diagnostic::Diagnostic;
use crate::ir::{Shape, TypeId, TypeRef, Untyped};
use crate::normalize::KINDS;

/// How deep inline types may be inside one another. A file cannot nest deeper,
/// but an `allOf` may refer to one that refers to the next, and so on.
const MAX_DEPTH: usize = 100;

impl<'a> Builder<'a> {
    /// The type of a schema that is used under the name `id`, should it need
    /// one.
    pub(super) fn type_of(&mut self, located: &Located<'a>, id: &TypeId) -> TypeRef {
        match (located.node.reference(), located.node) {
            (Some(name), _) => return TypeRef::Named(TypeId(vec![name.to_owned()])),
            // It leads to no component, which is reported.
            (None, Node::Reference(_)) => return self.any(&located.at, Untyped::NotUnderstood),
            (None, Node::Item(_)) => {}
        }
        if let Some(known) = self.inline.get(&located.at) {
            return known.clone();
        }
        if self.open.len() >= MAX_DEPTH {
            let message =
                format!("schemas are merged into one another more than {MAX_DEPTH} levels deep");
            let why = "Schemas are merged too deeply.";
            let error = Diagnostic::error("depth", &located.at, message);
            self.report.push(error.settled_without(&located.at, why));
            return self.any(&located.at, Untyped::NotUnderstood);
        }
        let taken = self.types.get(id).map(|other| other.origin.clone());
        let own = self.unused(id);
        // A schema may come upon itself, merged into what it refers to.
        match self.open.get(&located.at).cloned() {
            Some(id) => {
                self.looped.insert(located.at.clone());
                return TypeRef::Named(id);
            }
            None => self.open.insert(located.at.clone(), own.clone()),
        };
        let shape = self.shape(located, &own);
        self.open.remove(&located.at);
        let looped = self.looped.contains(&located.at);
        let ty = match shape {
            Some(Shape::Alias(target)) if !looped => target,
            Some(shape) => {
                if let Some(other) = taken {
                    let (name, instead) = (id.0.join("."), own.0.join("."));
                    let message = format!(
                        "two schemas would both become `{name}`; this one becomes `{instead}`"
                    );
                    let found = Diagnostic::warning("name-collision", &located.at, message);
                    self.report.push(found.one_of_two(&other));
                }
                let docs = self.docs(located);
                self.define(own.clone(), shape, docs, located.at.clone());
                TypeRef::Named(own)
            }
            None => self.any(&located.at, Untyped::NotUnderstood),
        };
        self.inline.insert(located.at.clone(), ty.clone());
        ty
    }

    /// The id, or, where that is taken, the id with the first number that makes
    /// it another.
    pub(super) fn unused(&self, id: &TypeId) -> TypeId {
        let mut unused = id.clone();
        let word = id.0.last().cloned().unwrap_or_default();
        let mut number = 2;
        while self.types.contains_key(&unused) {
            unused.0.pop();
            unused.0.push(format!("{word}_{number}"));
            number += 1;
        }
        unused
    }

    /// Whether a schema takes null; that of a component, and of an arm that is
    /// one, counts where it is used.
    pub(super) fn is_nullable(&self, located: &Located<'a>) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending = vec![located.clone()];
        while let Some(located) = pending.pop() {
            if located.node.item().is_some_and(|schema| schema.schema_data.nullable) {
                return true;
            }
            let arms = self.arms(&located);
            let components = arms.iter().chain([&located]).filter_map(|used| used.node.reference());
            pending.extend(
                components.filter(|name| seen.insert(*name)).filter_map(|name| self.find(name)),
            );
        }
        false
    }

    /// The arms of a union as written; none for another schema.
    pub(super) fn arms(&self, located: &Located<'a>) -> Vec<Located<'a>> {
        let Some(schema) = located.node.item() else { return Vec::new() };
        match &schema.schema_kind {
            SchemaKind::OneOf { one_of } => located.each("oneOf", one_of),
            SchemaKind::AnyOf { any_of } => located.each("anyOf", any_of),
            SchemaKind::Any(any) if !any.one_of.is_empty() => located.each("oneOf", &any.one_of),
            SchemaKind::Any(any) => located.each("anyOf", &any.any_of),
            _ => Vec::new(),
        }
    }

    /// What a schema looks like; `None` when that is an error, which is then
    /// reported.
    pub(super) fn shape(&mut self, located: &Located<'a>, id: &TypeId) -> Option<Shape> {
        let Node::Item(schema) = located.node else {
            return Some(Shape::Alias(self.type_of(located, id)));
        };
        match &schema.schema_kind {
            SchemaKind::Type(kind) => self.typed_shape(kind, located, id),
            SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } => self.union(located, id),
            SchemaKind::AllOf { .. } if located.node.reference().is_some() => {
                Some(Shape::Alias(self.type_of(located, id)))
            }
            SchemaKind::AllOf { .. } => self.merged(located, id),
            SchemaKind::Not { .. } => Some(Shape::Alias(self.unsaid(located))),
            SchemaKind::Any(any) => self.any_shape(any, located, id),
        }
    }

    fn typed_shape(&mut self, kind: &'a Type, located: &Located<'a>, id: &TypeId) -> Option<Shape> {
        let ty = match kind {
            Type::String(string) => {
                let values: Vec<String> = string.enumeration.iter().flatten().cloned().collect();
                if !values.is_empty() {
                    return Some(Shape::Enum(unique(values)));
                }
                if is_binary(string) { TypeRef::File } else { TypeRef::String }
            }
            Type::Boolean(_) => TypeRef::Boolean,
            Type::Number(_) => TypeRef::Number,
            Type::Integer(integer) => match &integer.format {
                VariantOrUnknownOrEmpty::Unknown(format)
                    if matches!(&**format, "unixtime" | "unix-time") =>
                {
                    TypeRef::UnixTime
                }
                _ => TypeRef::Integer,
            },
            Type::Array(array) => {
                let item = match &array.items {
                    Some(items) => {
                        let items = Located::new(items, located.at.child("items"));
                        self.item_type(&items, &item_id(id))
                    }
                    None => self.any(&located.at, Untyped::Items),
                };
                TypeRef::List(Box::new(item))
            }
            Type::Object(_) => return self.object(located, id),
        };
        Some(Shape::Alias(ty))
    }

    /// The type of what a list or map holds, where null is a value of its own.
    pub(super) fn item_type(&mut self, located: &Located<'a>, id: &TypeId) -> TypeRef {
        let ty = self.type_of(located, id);
        if self.is_nullable(located) && ty != TypeRef::Any {
            return TypeRef::Nullable(Box::new(ty));
        }
        ty
    }

    /// The type of an object that declares no properties.
    pub(super) fn map(
        &mut self,
        values: Option<&'a AdditionalProperties>,
        located: &Located<'a>,
        id: &TypeId,
    ) -> TypeRef {
        match values {
            Some(AdditionalProperties::Schema(values)) => {
                let values = Located::new(&**values, located.at.child("additionalProperties"));
                match self.item_type(&values, &item_id(id)) {
                    TypeRef::Any => TypeRef::FreeForm,
                    values => TypeRef::Map(Box::new(values)),
                }
            }
            Some(AdditionalProperties::Any(_)) | None => self.free_form(&located.at),
        }
    }

    /// A schema that mixes what the typed model keeps apart.
    fn any_shape(
        &mut self,
        any: &'a AnySchema,
        located: &Located<'a>,
        id: &TypeId,
    ) -> Option<Shape> {
        let unions = [("oneOf", &any.one_of), ("anyOf", &any.any_of), ("allOf", &any.all_of)];
        let used: Vec<&str> =
            unions.iter().filter(|(_, arms)| !arms.is_empty()).map(|(key, _)| *key).collect();
        let has_properties = !any.properties.is_empty() || any.additional_properties.is_some();
        match used.as_slice() {
            [] if any.typ.is_none() && any.enumeration.is_empty() => {
                Some(Shape::Alias(self.unsaid(located)))
            }
            ["allOf"] => self.merged(located, id),
            ["oneOf" | "anyOf"] if !has_properties => self.union(located, id),
            [] => {
                let what = match any.typ.as_deref() {
                    Some(kind) if KINDS.contains(&kind) => {
                        format!("a schema of type `{kind}` with values of another type")
                    }
                    Some(kind) => format!("the type `{kind}`"),
                    None => "an `enum` of values of several types".to_owned(),
                };
                let key = if any.enumeration.is_empty() { "type" } else { "enum" };
                self.not_understood(located, &what, key);
                None
            }
            used => {
                let mut parts: Vec<String> = used.iter().map(|key| format!("`{key}`")).collect();
                if has_properties {
                    parts.push("`properties`".to_owned());
                }
                let what = format!("a schema with {}", parts.join(" and "));
                self.not_understood(located, &what, used[0]);
                None
            }
        }
    }

    /// Reports a combination of keywords that has no rule, and takes any value;
    /// without `key`, it would have one. Only the document of record can be
    /// corrected for it.
    pub(super) fn not_understood(&mut self, located: &Located<'a>, what: &str, key: &str) {
        let message = format!("{what} is not understood");
        let why = format!("Said more simply, without `{key}`.");
        let error = Diagnostic::error("unsupported-schema", &located.at, message);
        let found = Diagnostic { severity: self.unmatched, ..error };
        self.report.push(found.settled_without(&located.at.child(key), why));
    }
}

/// The name of what a list holds: the list's, in the singular.
pub(super) fn item_id(id: &TypeId) -> TypeId {
    let mut words = id.0.clone();
    let last = words.pop().unwrap_or_default();
    let singular = singular(&last);
    if singular == last || words.is_empty() {
        words.push(last);
        words.push("item".to_owned());
    } else {
        words.push(singular);
    }
    TypeId(words)
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

/// Whether a string is bytes.
pub(super) fn is_binary(string: &StringType) -> bool {
    string.format == VariantOrUnknownOrEmpty::Item(StringFormat::Binary)
}

/// Values without repetitions, in order.
pub(super) fn unique(values: Vec<String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    values.into_iter().filter(|value| seen.insert(value.clone())).collect()
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
