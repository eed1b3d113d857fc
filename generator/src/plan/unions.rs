//! Schemas → enums, unions and events.

use std::collections::HashMap;

use super::marks;
use super::names::distinct;
use super::{Planner, RUNTIME, docs, import, lists, names};
use crate::ir::{
    self, ArmKey, Docs, EnumValue, Hold, Is, JsonKind, Precision, Shape, TypeId, TypeRef,
};
use crate::rust::{
    ArmKind, EnumVariant, Events, Marks, OpenEnum, OpenEnumKind, OtherVariant, Test, Union,
    UnionForm, Variant, VariantKey,
};
use crate::source::pointer::escaped;
use crate::words::one_of;

impl<'a> Planner<'a> {
    pub(super) fn union_item(
        &mut self,
        id: &TypeId,
        docs: Vec<String>,
        union: &ir::Union,
        imports: &mut Vec<String>,
    ) -> Union {
        let name = self.type_name(id);
        let variants = self.variants(id, union, self.warns_in(self.module_of(id)));
        for payload in variants.iter().filter_map(|variant| variant.payload.as_ref()) {
            import(payload, imports);
        }
        let all_tagged = is_tagged(union);
        let kinds: Vec<&'static str> = match all_tagged {
            true => Vec::new(),
            false => union.kept().into_iter().map(JsonKind::word).collect(),
        };
        let other = (!kinds.is_empty()).then(|| OtherVariant {
            docs: vec!["A value that the document does not list, kept as it is.".to_owned()],
            kinds,
        });
        if other.is_some() {
            imports.push("serde_json::Value".to_owned());
        }
        let ruled = union.arms.iter().any(|arm| matches!(arm.key, ArmKey::Rule(..)));
        let form = match (all_tagged, ruled) {
            (true, _) => UnionForm::Tagged,
            (false, false) => UnionForm::Mixed,
            (false, true) => UnionForm::Ruled,
        };
        imports.push(format!("{RUNTIME}::{}", form.word()));
        let shared = self.shared(union, all_tagged || other.is_some());
        for field in &shared {
            import(&field.ty, imports);
        }
        Union {
            form,
            docs,
            marks: self.type_marks(id),
            name,
            tag: union.tag.clone(),
            expected: (!all_tagged).then(|| expected(union)),
            variants,
            other,
            shared,
            texts: self.text_methods(id, imports),
        }
    }

    /// Returns the variants: arms of one name are one variant. `warns` is whether the compiler
    /// warns of those that are deprecated.
    fn variants(&self, id: &TypeId, union: &ir::Union, warns: bool) -> Vec<Variant> {
        let mut kept: Vec<(usize, ir::Arm, String)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for (position, (arm, name)) in union.arms.iter().zip(self.arm_names(id)).enumerate() {
            let number = *known.entry(name).or_insert(kept.len());
            match kept.get_mut(number) {
                Some((_, twin, _)) => twin.key.add(&arm.key),
                None => kept.push((position, arm.clone(), name.clone())),
            }
        }
        let variant = |(position, arm, name): (usize, ir::Arm, String)| {
            let mut variant = self.variant(union, &arm, name);
            variant.marks.deprecated = arm.docs.deprecated && warns;
            Variant { arm: position, ..variant }
        };
        let mut variants: Vec<Variant> = kept.into_iter().map(variant).collect();
        self.mark_conversions(union, &mut variants);
        variants
    }

    /// Marks the variants into which more converts than what they hold.
    fn mark_conversions(&self, union: &ir::Union, variants: &mut [Variant]) {
        let lists = lists::numbered(self.api, union);
        for variant in variants {
            let arm = &union.arms[variant.arm];
            let (Some(payload), Hold::Direct) = (&arm.payload, arm.hold) else { continue };
            let of = match &mut variant.key {
                VariantKey::Kind(of) => of,
                VariantKey::Rule(of, sets) if sets.len() == 1 => of,
                _ => continue,
            };
            let whole = matches!(self.api.shape(payload), Some(Shape::IntegerEnum(_)));
            let listed = matches!(self.api.shape(payload), Some(Shape::Enum(_)));
            of.converts = match (of.kind, self.api.target(payload)) {
                (JsonKind::String, _) => listed.then_some(1),
                (JsonKind::Integer, TypeRef::UnixTime) => Some(1),
                (JsonKind::Integer, _) => whole.then_some(1),
                // All numbers of a union are one variant; those of 32 bits lose integers.
                (JsonKind::Number, TypeRef::Number(precision)) => match precision {
                    Precision::F32 => None,
                    Precision::F64 => Some(1),
                    Precision::Exact => Some(2),
                },
                (JsonKind::List, TypeRef::List(_)) => lists[variant.arm],
                _ => None,
            };
        }
    }

    /// Returns the names of the variants of a union, by arm.
    pub(super) fn arm_names(&self, union: &TypeId) -> &[String] {
        self.arms.get(union).map_or(&[], Vec::as_slice)
    }

    /// Returns the name of the variant that an arm of a union is.
    pub(super) fn arm_name(&self, union: &TypeId, number: usize) -> Option<&str> {
        self.arm_names(union).get(number).map(String::as_str)
    }

    /// Returns the names of the variants of all unions, by arm.
    pub(super) fn all_arms(&self) -> HashMap<&'a TypeId, Vec<String>> {
        let unions = self.api.types.iter().filter_map(|(id, def)| match &def.shape {
            Shape::Union(union) => Some((id, union)),
            _ => None,
        });
        unions.map(|(id, union)| (id, self.named_arms(id, union))).collect()
    }

    /// Returns the words that the names of a union's arms need not repeat. Those of an operation
    /// are a verb and what it is about: where they leave of one arm nothing that another has not,
    /// they tell it from that.
    fn words_of_union(&self, id: &TypeId, union: &ir::Union) -> String {
        let name = self.type_name(id);
        let is_component = |id: &&TypeId| id.0.len() == 1;
        let payloads = union.arms.iter().filter_map(|arm| match &arm.payload {
            Some(TypeRef::Named(id)) => Some(id),
            _ => None,
        });
        let components: Vec<&str> = payloads.filter(is_component).map(TypeId::component).collect();
        match self.api.types[id].origin.keys().next().as_deref() {
            Some("paths") if names::are_told_by(&name, &components) => {
                names::shared(&name, &components)
            }
            _ => name,
        }
    }

    /// Returns the names of the variants of a union, by arm. An arm that holds what one before it
    /// holds under another name has that one's: a conversion leads to one of them.
    fn named_arms(&self, id: &TypeId, union: &ir::Union) -> Vec<String> {
        let name = &self.words_of_union(id, union);
        let mut first: Vec<usize> = Vec::with_capacity(union.arms.len());
        let mut kept: Vec<&ir::Arm> = Vec::new();
        let mut known: HashMap<(TypeRef, Hold), usize> = HashMap::new();
        for arm in &union.arms {
            let payload = arm.payload.as_ref().map(|ty| (self.api.resolved(ty), arm.hold));
            let twin = payload.as_ref().and_then(|payload| known.get(payload));
            first.push(*twin.unwrap_or(&kept.len()));
            if twin.is_none() {
                known.extend(payload.map(|payload| (payload, kept.len())));
                kept.push(arm);
            }
        }
        let is_list = |arm: &ir::Arm| {
            matches!(arm.key, ArmKey::Kind(JsonKind::List) | ArmKey::Rule(JsonKind::List, _))
        };
        let several = union.arms.iter().filter(|arm| is_list(arm)).count() > 1;
        let words = |arm: &&ir::Arm| match (&arm.title, &arm.payload) {
            (Some(title), _) => match &arm.key {
                ArmKey::Tag(texts) => (title.clone(), texts.join(" ")),
                _ => (title.clone(), meaning(arm)),
            },
            (None, Some(list)) if several && is_list(arm) => {
                (self.list_word(list, id, name), self.list_words(list, id, name))
            }
            _ => (self.variant_word(arm, name), meaning(arm)),
        };
        let words: Vec<(String, String)> = kept.iter().map(words).collect();
        let variants: Vec<names::Variant<'_>> = kept
            .iter()
            .zip(&words)
            .map(|(arm, (word, meaning))| {
                let is_of_kind = matches!(arm.key, ArmKey::Kind(_)) || is_list(arm);
                let is_written = arm.title.is_some() || !is_of_kind;
                names::Variant { word, is_written, meaning }
            })
            .collect();
        let names = distinct(&variants, |_| false).names;
        first.into_iter().map(|number| names[number].clone()).collect()
    }

    fn variant(&self, union: &ir::Union, arm: &ir::Arm, name: String) -> Variant {
        let key = match &arm.key {
            ArmKey::Literal(text) => VariantKey::Texts(vec![text.clone()]),
            ArmKey::Tag(texts) => VariantKey::Texts(texts.clone()),
            ArmKey::Default(_) => VariantKey::Default,
            ArmKey::Kind(kind) => VariantKey::Kind(ArmKind { kind: *kind, converts: None }),
            ArmKey::Rule(kind, sets) => {
                let sets = sets.iter().map(|tests| tests.iter().map(test).collect());
                VariantKey::Rule(ArmKind { kind: *kind, converts: None }, sets.collect())
            }
        };
        let fallback = match &arm.key {
            ArmKey::Literal(text) if text.is_empty() => "Empty text.".to_owned(),
            ArmKey::Literal(text) => format!("`{text}`"),
            ArmKey::Tag(texts) => shown(texts),
            ArmKey::Default(texts) => {
                let own =
                    if texts.is_empty() { "Any" } else { &format!("{}, or any", shown(texts)) };
                let tag = union.tag.as_deref().unwrap_or_default();
                format!("{own} other object: its `{tag}` is of no other variant, or missing.")
            }
            ArmKey::Kind(_) if arm.payload == Some(TypeRef::File) => "A file.".to_owned(),
            ArmKey::Kind(kind) => format!("{}.", docs::capitalized(kind.name())),
            ArmKey::Rule(kind, sets) => {
                let kind = docs::capitalized(kind.name());
                format!("{kind} in which {}.", ir::Test::words_of(sets))
            }
        };
        let payload = arm.payload.as_ref().map(|ty| self.ty(ty).held(arm.hold));
        let docs = self.docs(&arm.docs, &fallback);
        let written = arm.written.clone();
        Variant { docs, marks: variant_marks(&key, &name), name, arm: 0, payload, key, written }
    }

    /// Returns the word that names a variant: what tells it apart, or, for an object
    /// that only its kind tells apart, what its name adds to the union's.
    fn variant_word(&self, arm: &ir::Arm, union: &str) -> String {
        match (&arm.key, &arm.payload) {
            (ArmKey::Literal(text), _) => text.clone(),
            (ArmKey::Tag(texts), payload) => {
                let text = texts.first().cloned().unwrap_or_default();
                match payload {
                    // A number says nothing, and one of several texts not enough.
                    Some(TypeRef::Named(id))
                        if id.0.len() == 1
                            && (texts.len() > 1 || !text.contains(char::is_alphabetic)) =>
                    {
                        names::difference(id.component(), union)
                    }
                    _ => text,
                }
            }
            (
                ArmKey::Default(_)
                | ArmKey::Kind(JsonKind::Object)
                | ArmKey::Rule(JsonKind::Object, _),
                Some(TypeRef::Named(id)),
            ) if id.0.len() == 1 => names::difference(id.component(), union),
            (
                ArmKey::Default(_)
                | ArmKey::Kind(JsonKind::Object)
                | ArmKey::Rule(JsonKind::Object, _),
                Some(TypeRef::Named(id)),
            ) => id.0.last().cloned().unwrap_or_default(),
            (ArmKey::Default(_), _) => "Object".to_owned(),
            (ArmKey::Kind(JsonKind::String), Some(TypeRef::File)) => "File".to_owned(),
            (ArmKey::Kind(kind) | ArmKey::Rule(kind, _), _) => match kind {
                JsonKind::String => "Text",
                JsonKind::Boolean => "Boolean",
                JsonKind::Integer => "Integer",
                JsonKind::Number => "Number",
                JsonKind::List => "List",
                JsonKind::Object => "Object",
            }
            .to_owned(),
        }
    }

    /// Returns the word that names one of several lists of a union, whose name is `name`: what is
    /// in it.
    fn list_word(&self, list: &TypeRef, union: &TypeId, name: &str) -> String {
        let TypeRef::List(items) = self.api.target(list) else { return "List".to_owned() };
        let word = match self.api.target(items) {
            TypeRef::String => "Strings",
            TypeRef::Boolean => "Booleans",
            TypeRef::Integer(_) => "Integers",
            TypeRef::Number(_) => "Numbers",
            TypeRef::List(_) => "Lists",
            TypeRef::Named(id) if id.0.len() == 1 => {
                return format!("{}_list", names::difference(id.component(), name));
            }
            // Where several have types of their own, each of these has a word for its list.
            TypeRef::Named(id)
                if let Some([word, _, ..]) = id.0.strip_prefix(union.0.as_slice()) =>
            {
                return word.clone();
            }
            TypeRef::Named(id) if self.api.types.get(id).is_some_and(|def| def.shape.is_enum()) => {
                match list {
                    TypeRef::Named(list) if list.0.len() == 1 => {
                        return names::difference(list.component(), name);
                    }
                    _ => "Values",
                }
            }
            TypeRef::Any => "Values",
            _ => "Objects",
        };
        word.to_owned()
    }

    /// Returns the words for what the lists in a list hold, down to what is no list.
    fn list_words(&self, list: &TypeRef, union: &TypeId, name: &str) -> String {
        let mut words = String::new();
        let mut list = self.api.target(list);
        while let TypeRef::List(items) = list {
            list = self.api.target(items);
            if matches!(list, TypeRef::List(_)) {
                words = format!("{words} of {}", self.list_word(list, union, name));
            }
        }
        words
    }

    /// Returns an enum of texts or integers. A value is named by the document's word for
    /// it, if there is one.
    pub(super) fn open_enum<T: ToString>(
        &self,
        id: &TypeId,
        docs: Vec<String>,
        of: OpenEnumKind,
        values: &[EnumValue<T>],
        imports: &mut Vec<String>,
    ) -> OpenEnum {
        imports.push(format!("{RUNTIME}::{}", of.word()));
        let written: Vec<String> = values.iter().map(|value| value.value.to_string()).collect();
        let named = values.iter().zip(&written);
        let words: Vec<names::Variant<'_>> = named
            .map(|(value, meaning)| {
                let word = value.name.as_deref().filter(|name| !has_same_letters(name, meaning));
                let word = word.unwrap_or(meaning);
                names::Variant { word, is_written: true, meaning }
            })
            .collect();
        let names = distinct(&words, |_| false).names;
        let base = self.config.link_base.as_deref();
        let warns = self.warns_in(self.module_of(id));
        let variants = names.into_iter().zip(values).zip(&written);
        let variants = variants.map(|((name, value), written)| {
            let EnumValue { text, deprecated, .. } = value;
            let docs = Docs { text: text.clone(), deprecated: *deprecated, ..Docs::default() };
            let docs = docs::lines(&docs, "", base);
            let alias = (of == OpenEnumKind::Texts).then(|| marks::alias(written, &name)).flatten();
            let marks = Marks { deprecated: *deprecated && warns, alias };
            EnumVariant { docs, marks, name, value: written.clone() }
        });
        OpenEnum {
            docs,
            marks: self.type_marks(id),
            name: self.type_name(id),
            of,
            variants: variants.collect(),
            terminal: None,
        }
    }

    pub(super) fn events_item(
        &mut self,
        name: String,
        docs: Vec<String>,
        events: &ir::Events,
        imports: &mut Vec<String>,
    ) -> Events {
        imports.push(format!("{RUNTIME}::event_union"));
        let variants = events
            .events
            .iter()
            .zip(event_names(events))
            .enumerate()
            .map(|(arm, (event, name))| {
                let payload = self.ty(&event.data);
                import(&payload, imports);
                let docs = self.docs(&event.docs, &format!("`{}`", event.name));
                let key = match event.is_text {
                    true => VariantKey::TextEvent(event.name.clone()),
                    false => VariantKey::Texts(vec![event.name.clone()]),
                };
                let marks = variant_marks(&key, &name);
                Variant { docs, marks, name, arm, payload: Some(payload), key, written: None }
            })
            .collect();
        Events { docs, name, error: events.error.clone(), end: events.end.clone(), variants }
    }
}

/// Lists texts as they are written.
fn shown(texts: &[String]) -> String {
    let text = |text: &String| match text.as_str() {
        "" => "an empty text".to_owned(),
        text => format!("`{text}`"),
    };
    texts.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// Returns the attributes of a variant: people search for the text that tells it apart.
fn variant_marks(key: &VariantKey, name: &str) -> Marks {
    let text = match key {
        VariantKey::Texts(texts) => texts.first(),
        VariantKey::TextEvent(text) => Some(text),
        VariantKey::Default | VariantKey::Kind(_) | VariantKey::Rule(..) => None,
    };
    Marks { deprecated: false, alias: text.and_then(|text| marks::alias(text, name)) }
}

/// Returns the names of the variants of a union of events.
pub(super) fn event_names(events: &ir::Events) -> Vec<String> {
    let words: Vec<&str> = events.events.iter().map(|event| event.name.as_str()).collect();
    names::variants(&words)
}

/// Describes what an arm stands for, in words that no other arm has.
fn meaning(arm: &ir::Arm) -> String {
    match (&arm.key, &arm.payload) {
        (ArmKey::Literal(text), _) => text.clone(),
        (ArmKey::Kind(_), _) => "value".to_owned(),
        (_, Some(TypeRef::Named(id))) => id.0.join(" "),
        (ArmKey::Tag(texts), _) => texts.join(" "),
        (ArmKey::Default(_), _) => JsonKind::Object.word().to_owned(),
        (ArmKey::Rule(kind, _), _) => kind.word().to_owned(),
    }
}

/// Tells whether a name has just the letters of a value, which often says better where
/// its words end: `OPENSTREETAPIKEY` for `OpenStreetAPIKey`.
fn has_same_letters(name: &str, value: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    value.starts_with(char::is_alphanumeric) && letters(name).eq_ignore_ascii_case(&letters(value))
}

/// Returns a test as `ruled_union!` takes it.
pub(crate) fn test(test: &ir::Test) -> Test {
    let place = |path: &Vec<String>| {
        let keys: Vec<String> = path.iter().map(|key| escaped(key)).collect();
        keys.join("/")
    };
    let is = |is: &Is| match is {
        Is::Value(serde_json::Value::String(text)) => format!("{text:?}"),
        Is::Value(serde_json::Value::Bool(value)) => value.to_string(),
        Is::Value(value) => match value.as_i64() {
            Some(number) if number < 0 => format!("({number}i64)"),
            Some(number) => format!("{number}i64"),
            None => JsonKind::Number.word().to_owned(),
        },
        Is::Kind(kind) => kind.word().to_owned(),
        Is::Null => "null".to_owned(),
        Is::Absent => "absent".to_owned(),
        Is::Present => "present".to_owned(),
    };
    Test { places: test.paths.iter().map(place).collect(), is: test.is.iter().map(is).collect() }
}

/// Tells whether the tag alone tells all arms apart.
fn is_tagged(union: &ir::Union) -> bool {
    union.arms.iter().all(|arm| matches!(arm.key, ArmKey::Tag(_)))
}

/// Describes a union of which the document says nothing, by its arms. Where the tag
/// alone tells them apart, the macro speaks of that itself.
pub(super) fn known(union: &ir::Union) -> String {
    if is_tagged(union) {
        String::new()
    } else {
        format!("{}.", docs::capitalized(&expected(union)))
    }
}

/// Describes the values that a union takes.
fn expected(union: &ir::Union) -> String {
    let mut kinds: Vec<String> = Vec::new();
    let takes_all = union.arms.iter().any(|arm| matches!(arm.key, ArmKey::Default(_)));
    for arm in &union.arms {
        let kind = match &arm.key {
            ArmKey::Literal(_) => JsonKind::String.name().to_owned(),
            ArmKey::Default(_) => JsonKind::Object.name().to_owned(),
            ArmKey::Tag(_) if takes_all => JsonKind::Object.name().to_owned(),
            ArmKey::Tag(_) => {
                format!("an object with `{}`", union.tag.as_deref().unwrap_or_default())
            }
            ArmKey::Kind(kind) | ArmKey::Rule(kind, _) => kind.name().to_owned(),
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    one_of(&kinds)
}
