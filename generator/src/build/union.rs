//! Unions: how their arms are told apart.
//!
//! The ladder: texts alone are an open enum; numbers alone a number; arms of
//! different JSON kinds are told apart by kind; objects by a property that is
//! constant in each of them. What none of this settles is an error.

use std::collections::BTreeSet;

use openapiv3::{SchemaKind, Type};

use super::Builder;
use super::node::Located;
use super::object::Declared;
use super::schema::unique;
use crate::diagnostic::Diagnostic;
use crate::ir::{Arm, ArmKey, Docs, Kind, Shape, TypeId, TypeRef, Union};
use crate::pointer::Pointer;

/// Arms by what they are, each with its schema as written.
#[derive(Default)]
struct Sorted<'a> {
    /// Texts that are listed.
    literals: Vec<String>,
    /// The arms that list them: a component's name, or `None` for inline ones.
    enums: Vec<Option<&'a str>>,
    /// Arms that take any text.
    text: Vec<Located<'a>>,
    boolean: Vec<Located<'a>>,
    integer: Vec<Located<'a>>,
    number: Vec<Located<'a>>,
    list: Vec<Located<'a>>,
    object: Vec<Located<'a>>,
    any: bool,
}

impl<'a> Builder<'a> {
    /// The shape of a `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, located: &Located<'a>, id: &TypeId) -> Option<Shape> {
        let mut sorted = Sorted::default();
        for arm in self.flat_arms(located) {
            self.sort(&arm, &mut sorted);
        }
        if sorted.any {
            return Some(Shape::Alias(TypeRef::Any));
        }
        if let Some(shape) = scalar_shape(&sorted) {
            return Some(shape);
        }
        if !sorted.number.is_empty() {
            sorted.integer.clear();
        }
        self.check_kinds(&sorted, located)?;
        let (tag, objects) = self.objects(&sorted.object, located, id)?;
        let mut arms = Vec::new();
        if let Some(arm) = sorted.text.first() {
            let payload = self.text_payload(&sorted, arm, id);
            arms.push(self.kind_arm(Kind::String, arm, payload));
        } else {
            let literals = unique(sorted.literals).into_iter();
            arms.extend(literals.map(|literal| literal_arm(literal, &located.at)));
        }
        for (kind, found) in [
            (Kind::Boolean, &sorted.boolean),
            (Kind::Integer, &sorted.integer),
            (Kind::Number, &sorted.number),
            (Kind::List, &sorted.list),
        ] {
            if let Some(arm) = found.first() {
                let payload = self.type_of(arm, &kind_id(id, kind));
                arms.push(self.kind_arm(kind, arm, payload));
            }
        }
        arms.extend(objects);
        Some(Shape::Union(Union { tag, arms }))
    }

    /// The arms of a union; those of a union inside it are arms of its own.
    pub(super) fn flat_arms(&self, located: &Located<'a>) -> Vec<Located<'a>> {
        let mut flat = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![located.clone()];
        while let Some(arm) = pending.pop() {
            let target = self.follow(&arm);
            let inner = self.arms(&target);
            if inner.is_empty() {
                flat.push(arm);
            } else if seen.insert(target.at) {
                pending.extend(inner.into_iter().rev());
            }
        }
        flat
    }

    /// Puts an arm where it belongs.
    fn sort(&self, arm: &Located<'a>, sorted: &mut Sorted<'a>) {
        let target = self.follow(arm);
        let Some(schema) = target.node.item() else { return };
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) if string.enumeration.is_empty() => {
                sorted.text.push(arm.clone());
            }
            SchemaKind::Type(Type::String(string)) => {
                sorted.literals.extend(string.enumeration.iter().flatten().cloned());
                sorted.enums.push(arm.node.reference());
            }
            SchemaKind::Type(Type::Boolean(_)) => sorted.boolean.push(arm.clone()),
            SchemaKind::Type(Type::Integer(_)) => sorted.integer.push(arm.clone()),
            SchemaKind::Type(Type::Number(_)) => sorted.number.push(arm.clone()),
            SchemaKind::Type(Type::Array(_)) => sorted.list.push(arm.clone()),
            SchemaKind::Type(Type::Object(_)) | SchemaKind::AllOf { .. } => {
                sorted.object.push(arm.clone());
            }
            SchemaKind::Any(any) if !any.properties.is_empty() || !any.all_of.is_empty() => {
                sorted.object.push(arm.clone());
            }
            _ => sorted.any = true,
        }
    }

    /// At most one arm of each kind but object.
    fn check_kinds(&mut self, sorted: &Sorted<'a>, located: &Located<'a>) -> Option<()> {
        let mut settled = Some(());
        for (kind, found) in [
            (Kind::List, &sorted.list),
            (Kind::Boolean, &sorted.boolean),
            (Kind::Integer, &sorted.integer),
            (Kind::Number, &sorted.number),
        ] {
            if let [first, second, ..] = found.as_slice() {
                self.unsettled(
                    located,
                    &first.at,
                    &second.at,
                    &format!("both are {}", kind.name()),
                );
                settled = None;
            }
        }
        settled
    }

    fn kind_arm(&self, kind: Kind, arm: &Located<'a>, payload: TypeRef) -> Arm {
        Arm {
            origin: arm.at.clone(),
            key: ArmKey::Kind(kind),
            payload: Some(payload),
            boxed: false,
            docs: self.docs(arm),
        }
    }

    /// What a text arm holds: text, or an open enum when some are listed.
    fn text_payload(&mut self, sorted: &Sorted<'a>, arm: &Located<'a>, id: &TypeId) -> TypeRef {
        match text_shape(sorted) {
            Shape::Alias(ty) => ty,
            shape => {
                let id = kind_id(id, Kind::String);
                self.define(id.clone(), shape, Docs::default(), arm.at.clone());
                TypeRef::Named(id)
            }
        }
    }

    /// The object arms, and the property that tells them apart.
    fn objects(
        &mut self,
        objects: &[Located<'a>],
        located: &Located<'a>,
        id: &TypeId,
    ) -> Option<(Option<String>, Vec<Arm>)> {
        let declared: Vec<(&Located<'a>, Declared<'a>)> =
            objects.iter().map(|arm| (arm, self.declared(arm).unwrap_or_default())).collect();
        if let [(arm, only)] = declared.as_slice()
            && tag(&declared).is_none_or(|tag| !only.requires(tag))
        {
            let payload = self.type_of(arm, &kind_id(id, Kind::Object));
            return Some((None, vec![self.kind_arm(Kind::Object, arm, payload)]));
        }
        if declared.is_empty() {
            return Some((None, Vec::new()));
        }
        let Some(tag) = tag(&declared) else {
            let (first, second) = (&declared[0].0.at, &declared[1].0.at);
            self.unsettled(
                located,
                first,
                second,
                "no property is constant and different in each of them",
            );
            return None;
        };
        let arms = declared
            .iter()
            .map(|(arm, declared)| {
                let values: Vec<String> = declared
                    .texts(tag)
                    .unwrap_or_default()
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                let payload = self.type_of(arm, &id.child(&values[0]));
                let docs = self.docs(arm);
                let key = ArmKey::Tag(unique(values));
                Arm { origin: arm.at.clone(), key, payload: Some(payload), boxed: false, docs }
            })
            .collect();
        Some((Some(tag.to_owned()), arms))
    }

    fn unsettled(&mut self, located: &Located<'a>, first: &Pointer, second: &Pointer, why: &str) {
        // What tells the arms apart may be what is wrong with one.
        if self.flat_arms(located).iter().any(|arm| self.is_broken(&self.follow(arm))) {
            return;
        }
        let message = format!("two arms of a union cannot be told apart: {why}");
        self.report.push(
            Diagnostic::error("unsettled-union", &located.at, message)
                .related(first, "one arm")
                .related(second, "the other arm")
                .help("give each arm a property with a constant of its own")
                .settled_without(second, "It cannot be told from another arm."),
        );
    }
}

/// The property that tells objects apart: the first that has different texts
/// in all of them, one that all require before one that not all do.
fn tag<'a>(objects: &[(&Located<'a>, Declared<'a>)]) -> Option<&'a str> {
    let (_, first) = objects.first()?;
    let constant =
        |name: &&&'a str| objects.iter().all(|(_, object)| object.constant(name).is_some());
    let limited = |name: &&&'a str| objects.iter().all(|(_, object)| object.texts(name).is_some());
    let different = |name: &&&'a str| {
        let texts: Vec<&str> =
            objects.iter().filter_map(|(_, object)| object.texts(name)).flatten().collect();
        texts.iter().collect::<BTreeSet<_>>().len() == texts.len()
    };
    let required = |name: &&&'a str| objects.iter().all(|(_, object)| object.requires(name));
    let names = || first.properties.keys();
    names()
        .find(|name| constant(name) && different(name) && required(name))
        .or_else(|| names().find(|name| constant(name) && different(name)))
        .or_else(|| names().find(|name| objects.len() > 1 && limited(name) && different(name)))
        .copied()
}

/// The shape of a union whose arms are all text, or all numbers.
fn scalar_shape(sorted: &Sorted<'_>) -> Option<Shape> {
    let text = !sorted.text.is_empty() || !sorted.literals.is_empty();
    let number = !sorted.integer.is_empty() || !sorted.number.is_empty();
    let other = !sorted.boolean.is_empty() || !sorted.list.is_empty() || !sorted.object.is_empty();
    match (text, number, other) {
        (true, false, false) => Some(text_shape(sorted)),
        (false, true, false) if sorted.number.is_empty() => Some(Shape::Alias(TypeRef::Integer)),
        (false, true, false) => Some(Shape::Alias(TypeRef::Number)),
        _ => None,
    }
}

/// Text, an open enum, or the component that is the only enum.
fn text_shape(sorted: &Sorted<'_>) -> Shape {
    let values = unique(sorted.literals.clone());
    match sorted.enums.as_slice() {
        [] => Shape::Alias(TypeRef::String),
        [Some(name)] => Shape::Alias(TypeRef::Named(TypeId(vec![(*name).to_owned()]))),
        _ => Shape::Enum(values),
    }
}

fn literal_arm(literal: String, union: &Pointer) -> Arm {
    Arm {
        origin: union.clone(),
        key: ArmKey::Literal(literal),
        payload: None,
        boxed: false,
        docs: Docs::default(),
    }
}

fn kind_id(id: &TypeId, kind: Kind) -> TypeId {
    match kind {
        Kind::List => id.clone(),
        Kind::String => id.child("text"),
        Kind::Boolean => id.child("boolean"),
        Kind::Integer => id.child("integer"),
        Kind::Number => id.child("number"),
        Kind::Object => id.child("object"),
    }
}
