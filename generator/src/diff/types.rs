//! Types: properties, values, arms, events.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::docs::{Sent, plain};
use super::pairs::is_same_arm;
use super::{Broken, Class, Comparison, FoundChange, Kind, Place};
use crate::ir::{
    AccumulatedObject, Accumulation, Alternatives, Api, Arm, ArmKey, Assembly, Constant, Docs,
    EnumValue, Event, Events, Field, Hold, Object, Shape, Step, Test, TypeDef, TypeId, TypeRef,
    Union, Usage,
};

/// The name of the member that holds the properties which are not declared.
pub(super) const REST: &str = "*";

impl Comparison<'_> {
    /// Compares all types.
    pub(super) fn types(&mut self) {
        let (old, new, pairs) = (self.old, self.new, self.pairs);
        for (id, def) in &old.api.types {
            match pairs.types.get(id).and_then(|after| new.api.types.get_key_value(after)) {
                Some((after, new)) => self.type_def((id, def), (after, new)),
                None => {
                    let place = Place::Type(old.name(id));
                    let found = self.push(&place, Kind::TypeRemoved);
                    found.takes([&TypeRef::Named(id.clone())]).change.direction =
                        Some(def.known_usage());
                }
            }
        }
        let known: HashSet<&TypeId> = pairs.types.values().copied().collect();
        for (id, def) in &new.api.types {
            if !known.contains(id) {
                let place = Place::Type(new.name(id));
                let found = self.push(&place, Kind::TypeAdded);
                found.brings([&TypeRef::Named(id.clone())]).change.direction =
                    Some(def.known_usage());
            }
        }
    }

    /// Returns the item that a type was by its old name. The surface has it by its new
    /// one, so that nothing else counts as changed.
    fn gone(&self, before: &str, name: &str) -> Option<Broken> {
        let item = self.old.surface.items.get(&format!("types::{name}"))?;
        Some(Broken { item: format!("types::{before}"), before: item.shown(), after: None })
    }

    fn type_def(&mut self, (id, old): (&TypeId, &TypeDef), (after, new): (&TypeId, &TypeDef)) {
        let since = self.found.len();
        let TypeDef { origin, docs, shape, usage: _, is_used: _ } = old;
        let (before, name) = (self.old.name(id), self.new.name(after));
        let place = Place::Type(name.clone());
        if before != name {
            let broken = self.gone(&before, &name);
            let found = self.push(&place, Kind::TypeRenamed);
            found.from([before]).to([name.clone()]).change.broken.extend(broken);
        }
        let (was_used, is_used) = (old.known_usage(), new.known_usage());
        if was_used != is_used {
            let found = self.push(&place, Kind::UsageChanged);
            found.from([words(was_used)]).to([words(is_used)]).latent = true;
        }
        match (shape, &new.shape) {
            (Shape::Object(old), Shape::Object(after)) => {
                self.object(&name, old, after, new.usage);
            }
            (Shape::Enum(old), Shape::Enum(new)) => self.values(&name, old, new),
            (Shape::IntegerEnum(old), Shape::IntegerEnum(new)) => self.values(&name, old, new),
            (Shape::Union(old), Shape::Union(after)) => {
                self.union(&name, old, after, new.usage);
            }
            (Shape::Events(old), Shape::Events(new)) => self.events(&name, old, new),
            (Shape::Accumulation(old), Shape::Accumulation(new)) => {
                self.accumulation(&name, old, new);
            }
            (Shape::Assembly(old), Shape::Assembly(new)) => self.assembly(&place, old, new),
            (Shape::Alias(old), Shape::Alias(new)) => {
                self.use_changed(&place, Kind::TypeReshaped, old, new);
            }
            (old, new) => {
                let (before, after) = (self.shape(old, true), self.shape(new, false));
                let found = self.push(&place, Kind::TypeReshaped).from([before]).to([after]);
                found.takes(old.types()).brings(new.types());
            }
        }
        let sent = Sent::of(new.usage.request, false);
        self.docs(&place, (docs, &new.docs), None, sent);
        let rest = |shape: &Shape| matches!(shape, Shape::Object(object) if object.rest.is_some());
        let is_open_shown = rest(shape) != rest(&new.shape);
        self.rules_of_type(&place, (origin, &new.origin), sent, is_open_shown);
        self.direct(since, is_used);
    }

    /// Returns a kind of type in a word, or what an alias stands for.
    fn shape(&self, shape: &Shape, old: bool) -> String {
        let half = if old { &self.old } else { &self.new };
        match shape {
            Shape::Object(_) => "struct".to_owned(),
            Shape::Enum(_) => "enum of texts".to_owned(),
            Shape::IntegerEnum(_) => "enum of integers".to_owned(),
            Shape::Union(_) => "union".to_owned(),
            Shape::Events(_) => "events".to_owned(),
            Shape::Accumulation(_) | Shape::Assembly(_) => "what events add up to".to_owned(),
            Shape::Alias(ty) => half.ty(ty),
        }
    }

    fn object(&mut self, owner: &str, old: &Object, new: &Object, usage: Usage) {
        let Object { fields, rest, rest_hold, alternatives, closed } = old;
        // Of what is sent, it is compared with the other limits.
        if !usage.request && *closed != new.closed {
            let words = |closed: bool| closed.then(|| "no other properties".to_owned());
            let place = Place::Type(owner.to_owned());
            self.push(&place, Kind::Limits).from(words(*closed)).to(words(new.closed));
        }
        for before in fields {
            let place = Place::Member(owner.to_owned(), before.name.clone());
            match new.fields.iter().find(|after| after.name == before.name) {
                Some(after) => self.field(&place, before, after, usage),
                None => {
                    let was = self.field_words(&place, before, true);
                    self.push(&place, Kind::PropertyRemoved).from(was).takes([&before.ty]);
                }
            }
        }
        for after in &new.fields {
            if !fields.iter().any(|before| before.name == after.name) {
                let place = Place::Member(owner.to_owned(), after.name.clone());
                let is = self.field_words(&place, after, false);
                self.push(&place, Kind::PropertyAdded).to(is).brings([&after.ty]);
            }
        }
        let place = Place::Member(owner.to_owned(), REST.to_owned());
        match (rest, &new.rest) {
            (None, None) => {}
            (Some(old), None) => {
                let was = self.old.surface.member(&place);
                self.push(&place, Kind::PropertyRemoved).from(was).takes([old]);
            }
            (None, Some(new)) => {
                let is = self.new.surface.member(&place);
                self.push(&place, Kind::PropertyAdded).to(is).brings([new]);
            }
            (Some(old), Some(is)) => {
                self.use_changed(&place, Kind::TypeChanged, old, is);
                if let Some(kind) = hold_changed(*rest_hold, new.rest_hold) {
                    let in_rust =
                        (self.old.surface.member(&place), self.new.surface.member(&place));
                    self.push(&place, kind).from(in_rust.0).to(in_rust.1);
                }
            }
        }
        let are_kept = |after: &[Alternatives], before: &[Alternatives]| {
            after.iter().all(|after| before.iter().any(|it| it.implies(after)))
        };
        let are_looser = are_kept(&new.alternatives, alternatives);
        // Those in another order are the same.
        if !are_looser || !are_kept(alternatives, &new.alternatives) {
            let words = |all: &[Alternatives]| -> Vec<String> {
                all.iter().map(|it| plain(&it.words())).collect()
            };
            let class = match are_looser {
                _ if !usage.request => Class::Docs,
                true => Class::Compatible,
                false => Class::Refused,
            };
            let place = Place::Type(owner.to_owned());
            let found = self.push(&place, Kind::AlternativesChanged).class(class);
            found.from(words(alternatives)).to(words(&new.alternatives));
        }
    }

    /// Returns the type of a property in Rust, and whether it is required.
    fn field_words(&self, place: &Place, field: &Field, old: bool) -> Vec<String> {
        let required = field.is_argument().then(|| "required".to_owned());
        [self.field_type(place, field, old)].into_iter().chain(required).collect()
    }

    /// Returns the type of a property in Rust, or its constant.
    fn field_type(&self, place: &Place, field: &Field, old: bool) -> String {
        let half = if old { &self.old } else { &self.new };
        match &field.constant {
            Some(Constant::Text(text)) => format!("always {text:?}"),
            Some(Constant::Value(value)) => format!("always {value}"),
            None => half.surface.member(place).unwrap_or_else(|| half.ty(&field.ty)),
        }
    }

    fn field(&mut self, place: &Place, old: &Field, new: &Field, usage: Usage) {
        // Callers do not see how its text is read.
        let Field {
            origin,
            name: _,
            ty,
            presence,
            constant,
            // The union says it, too.
            preset: _,
            read_only,
            write_only: _,
            packed: _,
            hold,
            docs,
        } = old;
        let in_rust = (self.old.surface.member(place), self.new.surface.member(place));
        let tell = |found: &mut FoundChange| {
            if in_rust.0 != in_rust.1 {
                found.from(in_rust.0.clone()).to(in_rust.1.clone());
            }
        };
        let has_constant = constant.is_some() || new.constant.is_some();
        let is_read_only_told = usage.request && !has_constant && *read_only != new.read_only;
        let is_write_only_told = presence.is_write_only() != new.presence.is_write_only();
        match (presence.is_required(), new.presence.is_required()) {
            // What callers cannot say is never required of them: that they can says it.
            _ if is_read_only_told => {}
            (false, true) => tell(self.push(place, Kind::NewlyRequired)),
            (true, false) => tell(self.push(place, Kind::NewlyOptional)),
            _ => {}
        }
        match (presence.is_nullable(), new.presence.is_nullable()) {
            (false, true) => tell(self.push(place, Kind::NewlyNullable)),
            (true, false) => tell(self.push(place, Kind::NoLongerNullable)),
            _ => {}
        }
        match (presence.is_write_only(), new.presence.is_write_only()) {
            (false, true) => tell(self.push(place, Kind::NewlyWriteOnly)),
            (true, false) => tell(self.push(place, Kind::NoLongerWriteOnly)),
            _ => {}
        }
        if is_read_only_told {
            let kind = if *read_only { Kind::NoLongerReadOnly } else { Kind::NewlyReadOnly };
            tell(self.push(place, kind));
        }
        if *constant != new.constant {
            let before = self.field_type(place, old, true);
            let after = self.field_type(place, new, false);
            // The value that is always sent, or that the name stands for, is
            // another one now.
            let other = constant.is_some() && new.constant.is_some();
            let class = if usage.request || other { Class::Breaking } else { Class::Compatible };
            let found = self.push(place, Kind::ConstantChanged).class(class);
            found.from([before]).to([after]).takes([ty]).brings([&new.ty]);
        } else if constant.is_none() {
            self.use_changed(place, Kind::TypeChanged, ty, &new.ty);
        }
        if let Some(kind) = hold_changed(*hold, new.hold) {
            tell(self.push(place, kind));
        }
        let mut docs = (docs.clone(), new.docs.clone());
        if *constant != new.constant {
            // The only value is said already.
            docs.0.constraints.values.clear();
            docs.1.constraints.values.clear();
        }
        for (is_told, words) in
            [(is_read_only_told, Docs::READ_ONLY), (is_write_only_told, Docs::WRITE_ONLY)]
        {
            if is_told {
                docs.0.form.retain(|told| told != words);
                docs.1.form.retain(|told| told != words);
            }
        }
        let sent = Sent::of(usage.request, new.presence.is_required());
        self.docs(place, (&docs.0, &docs.1), Some((ty, &new.ty)), sent);
        self.rules(place, (origin, &new.origin), Some((ty, &new.ty)), sent);
        self.sunsets(place, (origin, &new.origin), sent);
    }

    fn values<T: ToString>(&mut self, owner: &str, old: &[EnumValue<T>], new: &[EnumValue<T>]) {
        let place = |value: &String| Place::Member(owner.to_owned(), value.clone());
        let texts = |values: &[EnumValue<T>]| -> Vec<String> {
            values.iter().map(|value| value.value.to_string()).collect()
        };
        let (before, after) = (texts(old), texts(new));
        let known: [HashSet<&String>; 2] = [before.iter().collect(), after.iter().collect()];
        for value in before.iter().filter(|value| !known[1].contains(value)) {
            self.push(&place(value), Kind::ValueRemoved).from([value.clone()]);
        }
        for value in after.iter().filter(|value| !known[0].contains(value)) {
            self.push(&place(value), Kind::ValueAdded).to([value.clone()]);
        }
        let described: HashMap<&String, &EnumValue<T>> = before.iter().zip(old).collect();
        for (value, described_now) in after.iter().zip(new) {
            let Some(known) = described.get(value) else { continue };
            let EnumValue { origin: _, value: _, name: _, text, is_terminal: _, deprecated } =
                described_now;
            if known.text.trim() != text.trim() {
                let found = self.push(&place(value), Kind::Description);
                found.from([known.text.clone()]).to([text.clone()]);
            }
            self.deprecation(&place(value), known.deprecated, *deprecated);
        }
    }

    fn union(&mut self, owner: &str, old: &Union, new: &Union, usage: Usage) {
        let Union { tag, arms } = old;
        if *tag != new.tag {
            let place = Place::Type(owner.to_owned());
            self.push(&place, Kind::TagChanged).from(tag.clone()).to(new.tag.clone());
        }
        let place = |arm: &Arm| Place::Member(owner.to_owned(), label(&arm.key));
        for before in arms {
            // Of several that nothing tells apart, the one of the same type.
            let mut same = new.arms.iter().filter(|after| is_same_arm(before, after));
            let exact = same.clone().find(|after| self.same_payload(before, after));
            match exact.or_else(|| same.next()) {
                Some(after) => self.arm(&place(after), before, after, usage),
                None => {
                    let was = before.payload.as_ref().map(|ty| self.old.ty(ty));
                    let found = self.push(&place(before), Kind::ArmRemoved);
                    found.from(was).takes(&before.payload);
                }
            }
        }
        for after in &new.arms {
            if usage.response {
                self.taken(owner, arms, after, &new.arms);
            }
            if !arms.iter().any(|before| is_same_arm(before, after)) {
                let is = after.payload.as_ref().map(|ty| self.new.ty(ty));
                self.push(&place(after), Kind::ArmAdded).to(is).brings(&after.payload);
            }
        }
    }

    fn same_payload(&self, old: &Arm, new: &Arm) -> bool {
        let payloads = old.payload.as_ref().zip(new.payload.as_ref());
        payloads.is_some_and(|(old, new)| self.same(old, new))
    }

    /// Reports an arm of which another one takes all values now.
    fn taken(&mut self, owner: &str, arms: &[Arm], arm: &Arm, all: &[Arm]) {
        let Some(by) = taken_by(arm, all) else { return };
        let before = arms.iter().find(|before| self.same_payload(before, arm));
        if let Some(before) = before.filter(|before| taken_by(before, arms).is_none()) {
            let words = |arm: &Arm| arm.payload.as_ref().map(|ty| self.new.ty(ty));
            let (was, is) = (words(arm), words(by));
            let found = self.push(&Place::Type(owner.to_owned()), Kind::ArmTaken);
            found.from(was).to(is).at(Some(&before.origin), Some(&arm.origin));
        }
    }

    fn arm(&mut self, place: &Place, old: &Arm, new: &Arm, usage: Usage) {
        let Arm { origin, key, title: _, payload, hold, written: _, docs } = old;
        if let (Some(before), Some(after)) = (tags(key), tags(&new.key))
            && before != after
        {
            self.push(place, Kind::ArmTagsChanged).from(before).to(after);
        }
        match (payload, &new.payload) {
            (Some(old), Some(new)) => self.use_changed(place, Kind::TypeChanged, old, new),
            (None, None) => {}
            (old, new) => {
                let was = old.as_ref().map(|ty| self.old.ty(ty));
                let is = new.as_ref().map(|ty| self.new.ty(ty));
                let found = self.push(place, Kind::TypeChanged).from(was).to(is);
                found.takes(old).brings(new);
            }
        }
        if let Some(kind) = hold_changed(*hold, new.hold) {
            self.push(place, kind);
        }
        let types = payload.as_ref().zip(new.payload.as_ref());
        let sent = Sent::of(usage.request, false);
        self.docs(place, (docs, &new.docs), types, sent);
        self.rules(place, (origin, &new.origin), types, sent);
    }

    fn events(&mut self, owner: &str, old: &Events, new: &Events) {
        let Events { events, error, end } = old;
        let place = |event: &Event| Place::Member(owner.to_owned(), event.name.clone());
        if (error, end) != (&new.error, &new.end) {
            let found = self.push(&Place::Type(owner.to_owned()), Kind::EventEndChanged);
            found.from([error.clone(), end.clone()]).to([new.error.clone(), new.end.clone()]);
        }
        for before in events {
            match new.events.iter().find(|after| after.name == before.name) {
                Some(after) => {
                    let Event { origin: _, name: _, data, is_text, docs } = before;
                    if *is_text == after.is_text {
                        self.use_changed(&place(after), Kind::TypeChanged, data, &after.data);
                    } else {
                        let (was, is) = (self.old.ty(data), self.new.ty(&after.data));
                        let found = self.push(&place(after), Kind::TypeChanged);
                        found.from([was]).to([is]).takes([data]).brings([&after.data]);
                    }
                    let types = Some((data, &after.data));
                    self.docs(&place(after), (docs, &after.docs), types, Sent::Never);
                }
                None => {
                    let was = self.old.ty(&before.data);
                    let found = self.push(&place(before), Kind::EventRemoved);
                    found.from([was]).takes([&before.data]);
                }
            }
        }
        for after in &new.events {
            if !events.iter().any(|before| before.name == after.name) {
                let is = self.new.ty(&after.data);
                self.push(&place(after), Kind::EventAdded).to([is]).brings([&after.data]);
            }
        }
    }

    fn accumulation(&mut self, owner: &str, old: &Accumulation, new: &Accumulation) {
        let Accumulation { events: _, id, delta, rules, objects } = old;
        let mut same = (id, delta, rules) == (&new.id, &new.delta, &new.rules);
        let place =
            |object: &AccumulatedObject| Place::Member(owner.to_owned(), object.name.clone());
        for before in objects {
            let AccumulatedObject { name, whole, part, text } = before;
            let Some(after) = new.objects.iter().find(|after| after.name == *name) else {
                let was = self.old.ty(whole);
                let found = self.push(&place(before), Kind::PropertyRemoved);
                found.from([was]).takes([whole]);
                continue;
            };
            self.use_changed(&place(after), Kind::TypeChanged, whole, &after.whole);
            same &= self.same_if_any(part.as_ref(), after.part.as_ref());
            same &= text.len() == after.text.len()
                && text.iter().zip(&after.text).all(|(old, new)| self.same_step(old, new));
        }
        for after in &new.objects {
            if !objects.iter().any(|before| before.name == after.name) {
                let is = self.new.ty(&after.whole);
                let found = self.push(&place(after), Kind::PropertyAdded);
                found.to([is]).brings([&after.whole]);
            }
        }
        if !same {
            self.push(&Place::Type(owner.to_owned()), Kind::AccumulationChanged);
        }
    }

    fn assembly(&mut self, place: &Place, old: &Assembly, new: &Assembly) {
        let Assembly { events: _, whole, parts, text } = old;
        self.use_changed(place, Kind::TypeChanged, whole, &new.whole);
        let is_same_way = |old: &Vec<Step>, new: &Vec<Step>| {
            let mut steps = old.iter().zip(new);
            old.len() == new.len() && steps.all(|(old, new)| self.same_step(old, new))
        };
        let mut ways = text.iter().zip(&new.text);
        let is_same_text =
            text.len() == new.text.len() && ways.all(|(old, new)| is_same_way(old, new));
        if *parts != new.parts || !is_same_text {
            self.push(place, Kind::AccumulationChanged);
        }
    }

    /// Tells whether two steps into values of both documents lead to the same.
    fn same_step(&self, old: &Step, new: &Step) -> bool {
        let same = |old: &TypeId, new: &TypeId| self.pairs.types.get(old) == Some(&new);
        let arm = |api: &Api, id: &TypeId, arm: usize| match &api.types.get(id)?.shape {
            Shape::Union(union) => union.arms.get(arm).cloned(),
            _ => None,
        };
        match (old, new) {
            (Step::Items, Step::Items) => true,
            (Step::Property(old, one), Step::Property(new, other)) => {
                same(old, new) && one == other
            }
            (Step::Named(old, one, ones), Step::Named(new, other, others)) => {
                same(old, new) && (one, ones) == (other, others)
            }
            (Step::Arm(old, one), Step::Arm(new, other)) => {
                let arms = arm(self.old.api, old, *one).zip(arm(self.new.api, new, *other));
                same(old, new) && arms.is_some_and(|(one, other)| is_same_arm(&one, &other))
            }
            _ => false,
        }
    }

    /// Marks what was found since as sent or read.
    fn direct(&mut self, since: usize, usage: Usage) {
        for found in &mut self.found[since..] {
            found.change.direction = Some(usage);
        }
    }
}

/// Finds the arm that takes all that an arm is for, since it is tried before it.
fn taken_by<'a>(arm: &Arm, all: &'a [Arm]) -> Option<&'a Arm> {
    let (kind, sets) = tests(&arm.key)?;
    let earlier = all.iter().take_while(|other| other.origin != arm.origin);
    let takes = |other: &&Arm| {
        tests(&other.key).is_some_and(|(of, others)| {
            // A set without tests is tried after all others.
            let holds = |set: &Vec<Test>, other: &Vec<Test>| {
                other.is_empty() == set.is_empty() && other.iter().all(|test| set.contains(test))
            };
            of == kind && sets.iter().all(|set| others.iter().any(|other| holds(set, other)))
        })
    };
    earlier.into_iter().find(takes)
}

/// Returns the JSON kind of an arm that is told apart by tests, and their sets.
fn tests(key: &ArmKey) -> Option<(crate::ir::JsonKind, Cow<'_, [Vec<Test>]>)> {
    match key {
        ArmKey::Kind(kind) => Some((*kind, Cow::Owned(vec![Vec::new()]))),
        ArmKey::Rule(kind, sets) => Some((*kind, Cow::Borrowed(sets))),
        ArmKey::Literal(_) | ArmKey::Tag(_) | ArmKey::Default(_) => None,
    }
}

/// Returns the tags that lead to an arm.
fn tags(key: &ArmKey) -> Option<Vec<String>> {
    match key {
        ArmKey::Tag(texts) => Some(texts.clone()),
        ArmKey::Default(texts) => {
            Some(texts.iter().cloned().chain(["any other".to_owned()]).collect())
        }
        _ => None,
    }
}

/// Returns the name of an arm of a union in a report.
pub(super) fn label(key: &ArmKey) -> String {
    match key {
        ArmKey::Literal(text) => text.clone(),
        ArmKey::Tag(texts) => texts.join("|"),
        ArmKey::Default(_) => "default".to_owned(),
        ArmKey::Kind(kind) => kind.word().to_owned(),
        ArmKey::Rule(_, sets) => {
            let set = |tests: &Vec<crate::ir::Test>| tests.iter().map(crate::plan::test).collect();
            let sets: Vec<Vec<crate::rust::Test>> = sets.iter().map(set).collect();
            crate::rust::joined_sets(&sets)
        }
    }
}

fn words(usage: Usage) -> String {
    match usage {
        Usage { request: true, response: true } => "sent and read",
        Usage { request: true, response: false } => "sent",
        Usage { request: false, response: true } => "read",
        Usage { request: false, response: false } => "not at all",
    }
    .to_owned()
}

/// Compares the ways in which a value is held.
fn hold_changed(old: Hold, new: Hold) -> Option<Kind> {
    match (old, new) {
        _ if old == new => None,
        (Hold::Apart, _) | (_, Hold::Apart) => Some(Kind::ChainChanged),
        _ => Some(Kind::RecursionChanged),
    }
}
