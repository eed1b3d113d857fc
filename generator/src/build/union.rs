//! Unions: how their arms are told apart.
//!
//! The ladder: texts alone are an open enum; numbers alone a number; arms of
//! different JSON kinds are told apart by kind; objects by a property that is
//! constant in each of them, and, where there is none, by several, as
//! [`ladder`](super::ladder) says; and so are lists. What none of this settles
//! is reported.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Builder;
use super::facts::KINDS;
use super::ladder::Candidate;
use super::schema::{is_binary, unique};
use crate::diagnostic::Diagnostic;
use crate::ir::{Arm, ArmKey, Docs, Is, Kind, Shape, Test, TypeId, TypeRef, Union, Untyped};
use crate::pointer::Pointer;
use crate::schema::{Discriminator, Form, Schema, Type};

/// How far up a discriminator is looked for.
const MAX_DEPTH: usize = 8;

/// Arms by what they are, each with its schema as written.
#[derive(Default)]
struct Sorted<'a> {
    /// Texts that are listed.
    literals: Vec<String>,
    /// The arms that list them: a component's name, or `None` for inline ones.
    enums: Vec<Option<&'a str>>,
    /// Arms that take any text.
    text: Vec<&'a Schema>,
    boolean: Vec<&'a Schema>,
    integer: Vec<&'a Schema>,
    number: Vec<&'a Schema>,
    list: Vec<&'a Schema>,
    object: Vec<&'a Schema>,
    /// Why the union takes any value, if one of its arms does.
    any: Option<Untyped>,
    /// Whether one of the text arms is bytes.
    bytes: bool,
}

impl<'a> Builder<'a> {
    /// The shape of a `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        let mut sorted = Sorted::default();
        let mut seen = BTreeSet::new();
        for arm in self.flat_arms(schema) {
            if seen.insert(&*self.follow(arm).at) {
                self.sort(arm, &mut sorted);
            }
        }
        if let Some(why) = sorted.any {
            return Some(Shape::Alias(self.any(&schema.at, why)));
        }
        if let Some(shape) = scalar_shape(&sorted) {
            return Some(shape);
        }
        let (tag, objects) = self.objects(&sorted.object, schema, id);
        let mut arms = Vec::new();
        if let Some(arm) = sorted.text.first() {
            let payload = self.text_payload(&sorted, arm, id);
            arms.push(self.kind_arm(Kind::String, arm, payload));
        } else {
            let literals = unique(sorted.literals).into_iter();
            arms.extend(literals.map(|literal| literal_arm(literal, &schema.at)));
        }
        for (kind, found) in [
            (Kind::Boolean, &sorted.boolean),
            (Kind::Integer, &sorted.integer),
            (Kind::Number, &sorted.number),
        ] {
            if let Some(arm) = found.first() {
                let payload = self.type_of(arm, &kind_id(id, kind));
                arms.push(self.kind_arm(kind, arm, payload));
            }
        }
        arms.extend(self.lists(&sorted.list, schema, id));
        arms.extend(objects);
        Some(Shape::Union(Union { tag, arms }))
    }

    /// The arms of a union; those of a union inside it are arms of its own.
    pub(super) fn flat_arms(&self, schema: &'a Schema) -> Vec<&'a Schema> {
        let mut flat = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![schema];
        while let Some(arm) = pending.pop() {
            let target = self.follow(arm);
            let inner = target.arms();
            if target.only_null {
                // The union is nullable.
            } else if inner.is_empty() {
                flat.push(arm);
            } else if seen.insert(&*target.at) {
                pending.extend(inner.iter().rev());
            }
        }
        flat
    }

    /// Puts an arm where it belongs.
    fn sort(&self, arm: &'a Schema, sorted: &mut Sorted<'a>) {
        let target = self.follow(arm);
        match target.form() {
            Form::Reference => {}
            Form::Type(Type::String) if target.listed().is_empty() => {
                sorted.text.push(arm);
                sorted.bytes |= is_binary(target);
            }
            Form::Type(Type::String) => {
                sorted.literals.extend(target.texts().map(str::to_owned));
                sorted.enums.push(arm.component());
            }
            Form::Type(Type::Boolean) => sorted.boolean.push(arm),
            Form::Type(Type::Integer) => sorted.integer.push(arm),
            Form::Type(Type::Number) => sorted.number.push(arm),
            Form::Type(Type::Array) => sorted.list.push(arm),
            Form::Type(Type::Object) => sorted.object.push(arm),
            Form::OneOf | Form::AnyOf | Form::AllOf | Form::Mixed => {
                self.sort_by_facts(arm, target, sorted);
            }
        }
    }

    /// Puts an arm that is made of others where its values belong.
    fn sort_by_facts(&self, arm: &'a Schema, target: &'a Schema, sorted: &mut Sorted<'a>) {
        let facts = self.facts(target);
        let mut kinds = facts.kinds.iter().copied();
        match (kinds.next(), kinds.next(), kinds.next()) {
            (None, ..) | (Some(Kind::Object), None, _) => sorted.object.push(arm),
            (Some(Kind::String), None, _) => match facts.values {
                Some(values) => {
                    let texts = values.iter().filter_map(Value::as_str).map(str::to_owned);
                    sorted.literals.extend(texts);
                    sorted.enums.push(None);
                }
                None => sorted.text.push(arm),
            },
            (Some(Kind::Boolean), None, _) => sorted.boolean.push(arm),
            (Some(Kind::Integer), None, _) => sorted.integer.push(arm),
            (Some(Kind::Integer), Some(Kind::Number), None) | (Some(Kind::Number), None, _) => {
                sorted.number.push(arm);
            }
            (Some(Kind::List), None, _) => sorted.list.push(arm),
            _ if facts.kinds.len() == KINDS.len() => sorted.any = Some(Untyped::Arm),
            _ => sorted.any = sorted.any.or(Some(Untyped::MixedArm)),
        }
    }

    /// The arms that are lists, told apart by their first item.
    fn lists(&mut self, lists: &[&'a Schema], schema: &'a Schema, id: &TypeId) -> Vec<Arm> {
        let payload = |builder: &mut Self, number: usize| {
            let id = match number {
                0 => kind_id(id, Kind::List),
                number => id.child(&format!("list_{}", number + 1)),
            };
            builder.type_of(lists[number], &id)
        };
        if let [only] = lists {
            let payload = payload(self, 0);
            return vec![self.kind_arm(Kind::List, only, payload)];
        }
        let candidates: Vec<Candidate<'a>> =
            lists.iter().map(|list| self.list_candidate(list)).collect();
        let order = self.order(&candidates);
        for (first, second) in order.unsettled {
            let why = "both are lists, and their items are alike";
            self.unsettled(schema, &lists[first].at, &lists[second].at, why);
        }
        let mut arms = Vec::new();
        for (number, tests) in order.rules {
            let payload = payload(self, number);
            arms.push(self.rule_arm(Kind::List, lists[number], tests, payload));
        }
        without_repetitions(arms)
    }

    fn rule_arm(&self, kind: Kind, arm: &'a Schema, tests: Vec<Test>, payload: TypeRef) -> Arm {
        let key = match tests.is_empty() {
            true => ArmKey::Kind(kind),
            false => ArmKey::Rule(kind, tests),
        };
        Arm { key, ..self.kind_arm(kind, arm, payload) }
    }

    fn kind_arm(&self, kind: Kind, arm: &'a Schema, payload: TypeRef) -> Arm {
        Arm {
            origin: arm.at.0.clone(),
            key: ArmKey::Kind(kind),
            payload: Some(payload),
            boxed: false,
            docs: self.docs(arm),
        }
    }

    /// What a text arm holds: text, or an open enum when some are listed.
    fn text_payload(&mut self, sorted: &Sorted<'a>, arm: &'a Schema, id: &TypeId) -> TypeRef {
        match text_shape(sorted) {
            Shape::Alias(ty) => ty,
            shape => {
                let id = self.unused(&kind_id(id, Kind::String));
                self.define(id.clone(), shape, Docs::default(), arm.at.0.clone());
                TypeRef::Named(id)
            }
        }
    }

    /// The object arms, and the property that tells them apart.
    fn objects(
        &mut self,
        objects: &[&'a Schema],
        schema: &'a Schema,
        id: &TypeId,
    ) -> (Option<String>, Vec<Arm>) {
        let said = self.discriminated(schema);
        let said: Vec<_> = objects.iter().map(|arm| said.get(&*self.follow(arm).at)).collect();
        let mut candidates: Vec<Candidate<'a>> = objects
            .iter()
            .zip(&said)
            .map(|(arm, said)| {
                let declared = self.declared(arm).unwrap_or_default();
                self.object_candidate(&declared, arm, *said)
            })
            .collect();
        share_out(&mut candidates, &said);
        let tag = tag(&candidates);
        if let ([arm], [only]) = (objects, candidates.as_slice())
            && tag.is_none_or(|tag| !only.requires(tag))
        {
            let payload = self.type_of(arm, &kind_id(id, Kind::Object));
            return (None, vec![self.kind_arm(Kind::Object, arm, payload)]);
        }
        let Some(tag) = tag else { return self.ruled(objects, &candidates, schema, id) };
        let arms = objects
            .iter()
            .zip(&candidates)
            .map(|(arm, candidate)| {
                let values = unique(candidate.texts(tag).unwrap_or_default());
                self.tag_arm(arm, values, id)
            })
            .collect();
        (Some(tag.to_owned()), without_repetitions(arms))
    }

    fn tag_arm(&mut self, arm: &'a Schema, values: Vec<String>, id: &TypeId) -> Arm {
        let payload = self.type_of(arm, &id.child(values.first().map_or("object", String::as_str)));
        let docs = self.docs(arm);
        let key = ArmKey::Tag(values);
        Arm { origin: arm.at.0.clone(), key, payload: Some(payload), boxed: false, docs }
    }

    /// The object arms that no single property tells apart. Those that one does
    /// tell from all others come first, decoded by it alone; the others follow
    /// in the order in which they are tried.
    fn ruled(
        &mut self,
        objects: &[&'a Schema],
        candidates: &[Candidate<'a>],
        schema: &'a Schema,
        id: &TypeId,
    ) -> (Option<String>, Vec<Arm>) {
        let order = self.order(candidates);
        for (first, second) in order.unsettled {
            let why = "nothing is in one of them that is not in the other";
            self.unsettled(schema, &objects[first].at, &objects[second].at, why);
        }
        let main = order.main;
        let mut tagged = Vec::new();
        let mut ruled = Vec::new();
        let mut before: Vec<usize> = Vec::new();
        for (number, tests) in order.rules {
            let arm = objects[number];
            let texts = main.as_deref().and_then(|main| {
                let texts = only_texts(&tests, main)?;
                let taken = before.iter().any(|arm| candidates[*arm].may_have(main, &texts));
                (!taken).then_some(texts)
            });
            before.push(number);
            match texts {
                Some(values) => tagged.push((number, self.tag_arm(arm, values, id))),
                None => {
                    let word = tests.iter().flat_map(|test| &test.is).find_map(text);
                    let word = word.or_else(|| tests.iter().find_map(present));
                    let word = match (word, number) {
                        (Some(word), _) => word,
                        (None, 0) => "object".to_owned(),
                        (None, number) => format!("object_{}", number + 1),
                    };
                    let mut inner = id.child(&word);
                    if self.types.contains_key(&inner) {
                        inner = id.child(&format!("{word}_{}", number + 1));
                    }
                    let payload = self.type_of(arm, &inner);
                    ruled.push(self.rule_arm(Kind::Object, arm, tests, payload));
                }
            }
        }
        tagged.sort_by_key(|(number, _)| *number);
        let tag = main.filter(|_| !tagged.is_empty());
        let arms = tagged.into_iter().map(|(_, arm)| arm).chain(ruled).collect();
        (tag, without_repetitions(arms))
    }

    /// What the discriminators of a union, and of unions in it, say of the
    /// schemas of their arms: the property, and its texts.
    fn discriminated(&self, schema: &'a Schema) -> BTreeMap<&'a Pointer, (String, Vec<String>)> {
        let mut said = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![self.follow(schema)];
        while let Some(union) = pending.pop() {
            if union.arms().is_empty() || !seen.insert(&*union.at) {
                continue;
            }
            for arm in union.arms() {
                let target = self.follow(arm);
                let says = union.discriminator.as_ref();
                let says = says.or_else(|| self.inherited(arm, MAX_DEPTH));
                if let (Some(says), Some(name)) = (says, arm.component()) {
                    let mapped = says.mapping.iter().filter(|mapping| mapping.names(name));
                    let mut texts: Vec<String> = mapped.map(|one| one.value.clone()).collect();
                    if texts.is_empty() {
                        texts.push(name.to_owned());
                    }
                    // Another arm may be another name for the same schema.
                    let (_, known): &mut (String, Vec<String>) = said
                        .entry(&*target.at)
                        .or_insert_with(|| (says.property.clone(), Vec::new()));
                    known.extend(texts);
                    *known = unique(std::mem::take(known));
                }
                pending.push(target);
            }
        }
        said
    }

    /// The discriminator that a schema has from what it extends.
    fn inherited(&self, schema: &'a Schema, depth: usize) -> Option<&'a Discriminator> {
        let depth = depth.checked_sub(1)?;
        let schema = self.follow(schema);
        let own = schema.discriminator.as_ref();
        let mut parts = schema.all_of.iter().flatten();
        own.or_else(|| parts.find_map(|part| self.inherited(part, depth)))
    }

    fn unsettled(&mut self, schema: &'a Schema, first: &Pointer, second: &Pointer, why: &str) {
        // What tells the arms apart may be what is wrong with one.
        if self.flat_arms(schema).iter().any(|arm| self.is_broken(self.follow(arm))) {
            return;
        }
        let message = format!("two arms of a union cannot be told apart: {why}");
        let error = Diagnostic::error("unsettled-union", &schema.at, message)
            .related(first, "one arm, which takes all values")
            .related(second, "the other arm")
            .help("give each arm a property with a constant of its own")
            .settled_without(second, "It cannot be told from another arm.");
        self.report.push(Diagnostic { severity: self.unmatched, ..error });
    }
}

/// Takes from each arm the values that a discriminator gives to another, or to
/// none though others have them too: all arms may share the enum of their kinds.
fn share_out(arms: &mut [Candidate<'_>], said: &[Option<&(String, Vec<String>)>]) {
    let mut lost = Vec::new();
    for (number, says) in said.iter().enumerate() {
        let Some((name, own)) = says else { continue };
        let others: Vec<usize> = (0..arms.len()).filter(|other| *other != number).collect();
        let is_of_another = |text: &String| {
            others.iter().any(|other| {
                let says = said[*other].filter(|(said, _)| said == name);
                says.is_some_and(|(_, texts)| texts.contains(text))
                    || arms[*other].may_have(name, std::slice::from_ref(text))
            })
        };
        let mut texts = arms[number].texts(name).unwrap_or_default();
        texts.retain(|text| !own.contains(text) && is_of_another(text));
        lost.push((number, name, texts));
    }
    for (number, name, texts) in lost {
        arms[number].lose(name, &texts);
    }
}

/// The property that tells objects apart: the first that has different values
/// in all of them, one that all require before one that not all do.
fn tag<'c>(objects: &'c [Candidate<'_>]) -> Option<&'c str> {
    let first = objects.first()?;
    let values = |name: &str| {
        let all: Option<Vec<Vec<String>>> =
            objects.iter().map(|object| object.texts(name)).collect();
        all.filter(|all| {
            let texts: Vec<&String> = all.iter().flatten().collect();
            texts.iter().collect::<BTreeSet<_>>().len() == texts.len()
        })
    };
    let different: Vec<(&str, bool)> = first
        .names()
        .filter_map(|name| {
            let constant = values(name)?.iter().all(|texts| texts.len() == 1);
            Some((name, constant))
        })
        .collect();
    let required = |name: &str| objects.iter().all(|object| object.requires(name));
    let constant = || different.iter().filter(|(_, constant)| *constant);
    let found = constant().find(|(name, _)| required(name)).or_else(|| constant().next());
    let limited = || different.first().filter(|_| objects.len() > 1);
    found.or_else(limited).map(|(name, _)| *name)
}

/// The texts of a property that is all that tells an arm from the others.
fn only_texts(tests: &[Test], property: &str) -> Option<Vec<String>> {
    let [test] = tests else { return None };
    if test.paths != [[property]] {
        return None;
    }
    test.is.iter().map(text).collect()
}

/// The one property that is there in an arm and not in others.
fn present(test: &Test) -> Option<String> {
    match (test.paths.as_slice(), test.is.as_slice()) {
        ([path], [Is::Present]) => path.last().cloned(),
        _ => None,
    }
}

/// A value that a property is limited to, as text.
fn text(is: &Is) -> Option<String> {
    match is {
        Is::Value(value) => super::ladder::text(value),
        _ => None,
    }
}

/// Arms without those that hold what one before them holds: the texts of both
/// lead to it.
fn without_repetitions(arms: Vec<Arm>) -> Vec<Arm> {
    let mut kept: Vec<Arm> = Vec::new();
    for arm in arms {
        match kept.iter_mut().find(|other| other.payload == arm.payload) {
            None => kept.push(arm),
            Some(other) => {
                if let (ArmKey::Tag(texts), ArmKey::Tag(more)) = (&mut other.key, arm.key) {
                    texts.extend(more);
                }
            }
        }
    }
    kept
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
        // What may be a file is one: text can be in a file too.
        [] if sorted.bytes => Shape::Alias(TypeRef::File),
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
