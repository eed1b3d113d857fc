//! The reasons for the shapes of types and of their variants.

use super::fields::{displaced, held, respelled, usage};
use super::{Explainer, Explanation};
use crate::ir::{
    Arm, ArmKey, BuildUp, Conversion, Events, Goal, JsonKind, Object, Shape, Test, TypeDef, TypeId,
    Union,
};
use crate::pointer::Pointer;
use crate::rust::{EnumVariant, Item, OpenEnumKind, Variant};
use crate::schema::Schema;

impl Explainer {
    /// Explains a type.
    pub(super) fn type_explained(&self, id: &TypeId) -> Option<Explanation> {
        let (def, name, _) = self.planned_type(id)?;
        let keyword = match &def.shape {
            Shape::Object(_) | Shape::Accumulation(_) => "struct",
            Shape::Assembly(_) => "type",
            Shape::Enum(_) | Shape::IntegerEnum(_) | Shape::Union(_) | Shape::Events(_) => "enum",
            Shape::Alias(_) => "type",
        };
        let rust = match &def.shape {
            Shape::Alias(target) => format!("{keyword} {name} = {}", self.ty(target)),
            _ => format!("{keyword} {name}"),
        };
        let mut reasons = vec![self.naming(id, def, name)];
        reasons.extend(self.shape(id, def));
        if self.schema(&def.origin).nullable && id.0.len() == 1 {
            reasons.push("it may be null: that counts where it is used, not here".to_owned());
        }
        reasons.push(usage(def, name, "its fields"));
        reasons.extend(self.conversions(id));
        let mut explanation = self.from(rust, &def.origin, reasons);
        let stream = match &def.shape {
            Shape::Events(_) => self.stream_of(id).map(|number| vec![number]),
            Shape::Accumulation(state) => {
                self.stream_of(&state.events).map(|number| vec![number, "accumulate".to_owned()])
            }
            _ => None,
        };
        if let Some(keys) = stream {
            let keys = ["streams"].into_iter().chain(keys.iter().map(String::as_str));
            explanation.places.push(self.configured(&keys.collect::<Vec<_>>()));
        }
        Some(explanation)
    }

    /// Says what it becomes, and what becomes it; and why.
    fn conversions(&self, id: &TypeId) -> Vec<String> {
        let name = |id: &TypeId| self.type_name(id).to_owned();
        let reason = |conversion: &Conversion| {
            let Conversion { from, to, link, refuses, .. } = conversion;
            let sent = match to {
                Goal::Type(to) => name(to),
                Goal::Text => "String".to_owned(),
            };
            let is_meant = from == id || matches!(to, Goal::Type(to) if to == id);
            let by = if *refuses { "TryFrom" } else { "From" };
            let notes = conversion.notes(&self.api.types.get(from)?.shape);
            let clause = |note: &String| match note.trim_end_matches('.') {
                note if note.starts_with("An ") => format!("; a{}", &note[1..]),
                note => format!("; {note}"),
            };
            let notes: Vec<String> = notes.iter().map(clause).collect();
            is_meant.then(|| {
                let (from, why) = (name(from), link.words(&name));
                format!("`{from}` converts into `{sent}` (`{by}`): {why}{}", notes.concat())
            })
        };
        self.api.conversions.iter().filter_map(reason).collect()
    }

    /// Explains a field or a variant.
    pub(super) fn member(&self, id: &TypeId, number: usize) -> Option<Explanation> {
        let (def, name, item) = self.planned_type(id)?;
        match (&def.shape, item) {
            (Shape::Object(object), _) => self.field(id, object, &object.fields[number]),
            (Shape::Enum(values), Item::OpenEnum(item)) => {
                let (variant, value) = (&item.variants[number], &values[number]);
                let at = value.origin.as_ref().unwrap_or(&def.origin);
                Some(self.enum_value(name, variant, value.name.as_deref(), "text", at))
            }
            (Shape::IntegerEnum(values), Item::OpenEnum(item)) => {
                let (variant, value) = (&item.variants[number], &values[number]);
                let at = value.origin.as_ref().unwrap_or(&def.origin);
                Some(self.enum_value(name, variant, value.name.as_deref(), "integer", at))
            }
            (Shape::Union(union), Item::Union(item)) => {
                let variant = &item.variants[number];
                Some(self.arm(name, union, &union.arms[variant.arm], variant))
            }
            (Shape::Events(events), Item::Events(item)) => {
                let (event, variant) = (&events.events[number], &item.variants[number]);
                let reasons = vec![
                    format!("the event `{}`; the variant holds its data", event.name),
                    "the name of an event comes before its data on the wire, so the data is \
                     decoded by it"
                        .to_owned(),
                ];
                Some(self.from(variant_text(name, variant), &event.origin, reasons))
            }
            (Shape::Accumulation(state), Item::Accumulation(item)) => {
                let (declared, object) = (&state.objects[number], &item.objects[number]);
                Some(self.accumulated(name, state, declared, object))
            }
            _ => None,
        }
    }

    /// Explains the variant for what the document does not list.
    pub(super) fn other(&self, id: &TypeId) -> Option<Explanation> {
        let (def, name, item) = self.planned_type(id)?;
        let (held, reason) = match item {
            Item::Union(union) => (
                "(Value)",
                match &union.other {
                    None => format!(
                        "an object with another `{tag}`, or without one, is kept as it is: a server \
                         may be newer than the document",
                        tag = union.tag.as_deref().unwrap_or_default()
                    ),
                    Some(other) => format!(
                        "a value that no other variant takes is kept as it is, if it is of a kind \
                         in which a newer document may list more: {}",
                        other.kinds.join(", ")
                    ),
                },
            ),
            Item::Events(_) => (
                " { event, data }",
                "an event that the document does not list is kept as it is: a server may be newer"
                    .to_owned(),
            ),
            Item::OpenEnum(item) => (
                if item.of == OpenEnumKind::Integers { "(i64)" } else { "(String)" },
                format!(
                    "{} that the document does not list is kept, and sent back unchanged: the list \
                     may grow",
                    if item.of == OpenEnumKind::Integers { "an integer" } else { "a text" }
                ),
            ),
            _ => return None,
        };
        Some(self.from(format!("{name}::Other{held}"), &def.origin, vec![reason]))
    }

    /// Says where its name comes from.
    fn naming(&self, id: &TypeId, def: &TypeDef, name: &str) -> String {
        let added = |word: &str| name.ends_with("Type") && !word.to_lowercase().ends_with("type");
        match (id.0.as_slice(), &def.shape) {
            (_, Shape::Assembly(state)) => {
                format!("named after the events, `{}`", self.type_name(&state.events))
            }
            (_, Shape::Accumulation(state)) => {
                format!("named after the events, `{}`", self.type_name(&state.events))
            }
            _ if def.origin == Pointer::root().child("webhooks") => {
                "no schema: one of what is posted to `webhooks` of the document".to_owned()
            }
            ([component], _) if !self.is_declared(component) => {
                format!("named after its place, `{}`", def.origin)
            }
            ([component], _) if component == name => format!("the schema `{component}`"),
            ([component], _) if self.rivals.contains_key(id) => {
                format!("the schema `{component}`; {}", self.rival_words(id))
            }
            ([component], _) if added(component) => format!(
                "the schema `{component}`; generated code has another use for that name, so `Type` \
                 is added"
            ),
            ([component], _) => format!("the schema `{component}`, in the case of Rust's types"),
            (path, _) => {
                let title = self.schema(&def.origin).about.title;
                let is_title = |title: &String| path.last().is_some_and(|word| word == title);
                let is_titled = self.config.arms_by_title && title.as_ref().is_some_and(is_title);
                let by = if is_titled { ", whose last word is its `title`" } else { "" };
                let rival = self.rival_words(id);
                let rival = if rival.is_empty() { rival } else { format!("; {rival}") };
                format!(
                    "an inline schema, named after its owner and the way to it: `{}`{by}{rival}",
                    path.join(".")
                )
            }
        }
    }

    /// Says which other type would have its name.
    fn rival_words(&self, id: &TypeId) -> String {
        let words = |(wanted, rival): &(String, TypeId)| {
            displaced(wanted, &rival.0.join("."), self.type_name(rival))
        };
        self.rivals.get(id).map(words).unwrap_or_default()
    }

    /// Returns the rule that its shape follows.
    fn shape(&self, id: &TypeId, def: &TypeDef) -> Vec<String> {
        let schema = self.schema(&def.origin);
        match &def.shape {
            Shape::Object(object) => {
                object_reasons(object, schema.all_of.as_ref().map_or(0, Vec::len))
            }
            Shape::Enum(_) if schema.arms().is_empty() => vec![
                "a string with listed values: an open enum, in which `Other` keeps values that are \
                 not listed"
                    .to_owned(),
            ],
            Shape::Enum(_) => vec![
                "a union of texts, some of them listed: an open enum, in which `Other` takes any \
                 other"
                    .to_owned(),
            ],
            Shape::IntegerEnum(_) => vec![
                "an integer with listed values: an open enum, in which `Other` keeps values that \
                 are not listed"
                    .to_owned(),
            ],
            Shape::Union(union) => self.union_reasons(union, &schema),
            Shape::Events(events) => {
                let says = match self.stream_of(id) {
                    Some(_) => "`streams` of the configuration",
                    None => "`itemSchema` of the document",
                };
                let mut reasons = vec![format!(
                    "{says} says that these are the events of a stream: an enum with a variant per \
                     event{}",
                    events_without_variant(events)
                )];
                if self.has_inner_union(&schema) {
                    reasons
                        .push("events of unions inside it are its own: one flat enum".to_owned());
                }
                reasons
            }
            Shape::Assembly(assembly) => {
                let built = format!(
                    "`assemble` of the configuration says how the events build up a `{}`",
                    self.ty(&assembly.whole)
                );
                std::iter::once(built).chain(whole_once(&assembly.parts)).collect()
            }
            Shape::Accumulation(_) => vec![
                "`accumulate` of the configuration says what the events add up to: a struct with \
                 a field for each kind of objects"
                    .to_owned(),
            ],
            Shape::Alias(target) => {
                vec![format!(
                    "another name, no type of its own: {}",
                    self.words(target, &def.origin)
                )]
            }
        }
    }

    fn union_reasons(&self, union: &Union, schema: &Schema) -> Vec<String> {
        let mut reasons = Vec::new();
        let has_tests = union.arms.iter().any(|arm| matches!(arm.key, ArmKey::Rule(..)));
        reasons.extend(match (&union.tag, has_tests) {
            (Some(tag), false) => Some(format!(
                "a union of objects that `{tag}` tells apart, since it has other texts in each of \
                 them: decoded by that, never by trial"
            )),
            (Some(tag), true) => Some(format!(
                "a union of which `{tag}` tells apart the objects that have a text of their own in \
                 it; of the others, each has tests, and the first that pass decide, never a trial"
            )),
            (None, true) => Some(
                "arms of one kind are told apart by tests: the first that pass decide, never a \
                 trial"
                    .to_owned(),
            ),
            (None, false) => None,
        });
        let mut kinds: Vec<&str> = union.arms.iter().map(kind).collect();
        kinds.dedup();
        if kinds.len() > 1 {
            let kinds = kinds.join(", ");
            reasons.push(format!("a union that the kind of JSON value tells apart: {kinds}"));
        }
        if union.arms.iter().any(|arm| matches!(arm.key, ArmKey::Literal(_))) {
            reasons.push("its listed texts are variants that hold nothing".to_owned());
        }
        if self.has_inner_union(schema) {
            reasons.push("the arms of unions inside it are its own: one flat enum".to_owned());
        }
        reasons
    }

    /// Tells whether an arm of a union is a union.
    fn has_inner_union(&self, schema: &Schema) -> bool {
        schema.arms().iter().any(|arm| match arm.component() {
            Some(name) => !self.component(name).arms().is_empty(),
            None => !arm.arms().is_empty(),
        })
    }

    fn arm(&self, owner: &str, union: &Union, arm: &Arm, variant: &Variant) -> Explanation {
        let rust = variant_text(owner, variant);
        let mut reasons = match &arm.key {
            ArmKey::Literal(text) => return self.text(rust, &variant.name, text, &arm.origin),
            ArmKey::Tag(texts) => vec![format!(
                "an object whose `{}` is {}{}",
                union.tag.as_deref().unwrap_or_default(),
                texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" or "),
                if arm.title.is_none() { ", which names the variant" } else { "" }
            )],
            ArmKey::Default(texts) => {
                let tag = union.tag.as_deref().unwrap_or_default();
                let own: String = texts.iter().map(|text| format!("`{text}`, or ")).collect();
                vec![format!(
                    "`defaultMapping` of the discriminator: an object whose `{tag}` is {own}of no \
                     other variant, or is missing"
                )]
            }
            ArmKey::Kind(of) => {
                let alike = union.arms.iter().filter(|other| kind(other) == of.name()).count();
                vec![match alike {
                    1 => format!("the only arm that is {}", of.name()),
                    _ => format!("{} that no arm before it takes", of.name()),
                }]
            }
            ArmKey::Rule(kind, sets) => vec![format!(
                "{} in which {}: no arm before it takes that",
                kind.name(),
                Test::words_of(sets)
            )],
        };
        if let Some(title) = &arm.title {
            reasons.push(format!(
                "named by its `title`, `{title}`: `arms_by_title` of the configuration"
            ));
        }
        if let Some(payload) = &arm.payload {
            reasons.push(format!("it holds {}", self.words(payload, &arm.origin)));
        }
        if let (Some(text), Some(tag)) = (&arm.written, &union.tag) {
            reasons.push(format!("`{owner}` writes `{tag}` as `{text}` where it does not say it"));
        }
        reasons.extend(held(arm.hold, owner));
        self.from(rust, &arm.origin, reasons)
    }

    /// Returns a value that an enum lists, and what the document calls it.
    fn enum_value(
        &self,
        owner: &str,
        variant: &EnumVariant,
        word: Option<&str>,
        kind: &str,
        at: &Pointer,
    ) -> Explanation {
        let EnumVariant { docs: _, marks: _, name, value } = variant;
        let rust = format!("{owner}::{name}");
        let Some(word) = word else {
            return match kind {
                "text" => self.text(rust, name, value, at),
                kind => {
                    let reason =
                        format!("the listed {kind} `{value}`, which the document does not name");
                    self.from(rust, at, vec![reason])
                }
            };
        };
        let mut reasons =
            vec![format!("the listed {kind} `{value}`, which the document calls `{word}`")];
        reasons.extend(respelled(name, word));
        self.from(rust, at, reasons)
    }

    /// Returns a text that a schema lists.
    fn text(&self, rust: String, variant: &str, text: &str, at: &Pointer) -> Explanation {
        let mut reasons = vec![format!("the listed text `{text}`")];
        reasons.extend(respelled(variant, text));
        self.from(rust, at, reasons)
    }

    fn accumulated(
        &self,
        owner: &str,
        state: &crate::ir::Accumulation,
        declared: &crate::ir::AccumulatedObject,
        object: &crate::rust::AccumulatedObject,
    ) -> Explanation {
        let mut reasons = vec![format!(
            "`accumulate` of the configuration: each `{}`, known by its `{}`",
            object.ty, state.id
        )];
        let variants = |names: &[String]| format!("`{}`", names.join("`, `"));
        reasons.push(format!("all of one comes with {}", variants(&object.wholes)));
        if let Some(part) = declared.part.as_ref() {
            reasons.push(format!(
                "what is new about one is the `{}` of `{}`, and comes with {}",
                state.delta,
                self.ty(part),
                variants(&object.parts)
            ));
        }
        let rust = format!("{owner}.{}: Snapshots<{}>", object.name, object.ty);
        let number = self.stream_of(&state.events).unwrap_or_default();
        let keys = ["streams", &number, "accumulate", "objects", &declared.name];
        let places = vec![self.configured(&keys)];
        Explanation { name: String::new(), rust, places, reasons, actions: Vec::new() }
    }

    /// Finds the configured stream that has these events.
    fn stream_of(&self, events: &TypeId) -> Option<String> {
        let mut streams = self.config.streams.iter();
        streams
            .find(|stream| stream.events.as_deref() == Some(events.component()))
            .map(|stream| stream.index.to_string())
    }
}

fn object_reasons(object: &Object, parts: usize) -> Vec<String> {
    let mut reasons = vec![match parts {
        0 => "an object with properties: a struct, with a field for each".to_owned(),
        _ => format!("an `allOf` of {parts} parts, which are one struct"),
    }];
    if object.rest.is_some() {
        reasons.push("it takes properties that it does not declare: a field keeps them".to_owned());
    }
    for alternatives in &object.alternatives {
        reasons.push(format!("of its properties, {}", alternatives.words()));
    }
    reasons
}

/// Returns the kind of JSON value that an arm takes.
fn kind(arm: &Arm) -> &'static str {
    match &arm.key {
        ArmKey::Kind(kind) | ArmKey::Rule(kind, _) => kind.name(),
        ArmKey::Literal(_) => JsonKind::String.name(),
        ArmKey::Tag(_) | ArmKey::Default(_) => JsonKind::Object.name(),
    }
}

/// Returns a variant as Rust has it.
fn variant_text(owner: &str, variant: &Variant) -> String {
    match &variant.payload {
        Some(payload) => format!("{owner}::{}({payload})", variant.name),
        None => format!("{owner}::{}", variant.name),
    }
}

/// Says what shows that an object is whole, where anything does.
fn whole_once(parts: &BuildUp) -> Option<String> {
    match parts {
        BuildUp::Merged { complete, .. } => {
            complete.as_ref().map(|way| format!("it is whole once its `{way}` is there"))
        }
        BuildUp::Placed { last, .. } => (!last.is_empty())
            .then(|| format!("it is whole after an event `{}`", last.join("` or `"))),
    }
}

/// Says which events of a stream have no variant.
fn events_without_variant(events: &Events) -> String {
    let error = Some(&events.error).filter(|name| !name.is_empty());
    let end = Some(&events.end).filter(|data| !data.is_empty());
    let error = error.map(|name| format!("none for `{name}`, which is an error"));
    let end = end.map(|data| format!("none for the end, `{data}`"));
    let said: Vec<String> = error.into_iter().chain(end).collect();
    if said.is_empty() { String::new() } else { format!(", but {}", said.join(", and ")) }
}
