//! Unions: how their arms are told apart.
//!
//! The ladder: texts alone are an open enum; numbers alone a number; arms of
//! different JSON kinds are told apart by kind; objects by a property that is
//! constant in each of them, and, where there is none, by several, as
//! [`ladder`](super::ladder) says; and so are lists. What none of this settles
//! is reported.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::Builder;
use super::arm_words::value;
use super::arms::Arms;
use super::discriminator::{ArmTexts, share_out};
use super::facts::KINDS;
use super::ladder::{Candidate, Order, text};
use super::object::Declared;
use super::scalar::{self, NumberArm, is_binary};
use super::text::{listed_by, text_instead};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Arm, ArmKey, Docs, Hold, Inner, JsonKind, Precision, Shape, Test, TypeId, TypeRef, Union,
    Untyped,
};
use crate::pointer::Pointer;
use crate::schema::{Form, Listed, Schema, Type};
use crate::words::unique;

/// The help where a property could tell arms apart.
const OWN_CONSTANT: &str = "give each arm a property with a constant of its own";

/// The reason that lists of which the document limits the number or the positions of items cannot
/// be told apart, and what helps.
const LISTS_OF_ONE_KIND: (&str, &str) = (
    "both are lists of the same kinds of items, and neither the number of items nor their order \
     tells what a list is read as",
    "say it as one list, or put each list into an object, as a property of its own",
);

/// The most lists in one another that are looked into.
const MAX_LISTS: usize = 8;

/// Arms by what they are, each with its schema as written.
#[derive(Default)]
struct Sorted<'a> {
    /// Texts that are listed.
    literals: Vec<String>,
    /// Some of them, with their descriptions.
    listed: Vec<Listed>,
    /// The arms that list them: a component's name, or `None` for inline ones.
    enums: Vec<Option<&'a str>>,
    /// The arms that list texts.
    listing: Vec<&'a Schema>,
    /// Arms that take any text.
    text: Vec<&'a Schema>,
    boolean: Vec<&'a Schema>,
    integer: Vec<&'a Schema>,
    number: Vec<&'a Schema>,
    list: Vec<&'a Schema>,
    object: Vec<&'a Schema>,
    /// The arm that makes the union take any value, if one does, and the reason.
    any: Option<(Untyped, &'a Schema)>,
    /// True if one of the text arms is bytes.
    bytes: bool,
}

/// A union as a whole.
#[derive(Clone, Copy)]
struct Whole<'u, 'a> {
    schema: &'a Schema,
    flat: &'u Arms<'a>,
    id: &'u TypeId,
}

impl<'a> Whole<'_, 'a> {
    /// Returns the type that an inline arm is named after. A parent that is one of its own arms is
    /// named after itself, whichever union its arms are taken into.
    fn owner(&self, arm: &'a Schema) -> Cow<'_, TypeId> {
        let is_itself = |parent: &&&Schema| {
            parent.discriminator.as_ref().is_some_and(|says| says.at.0 == arm.at.0)
        };
        let parent = self.flat.unions.iter().find(is_itself);
        match parent.and_then(|parent| parent.at.component()) {
            Some(name) => Cow::Owned(TypeId(vec![name])),
            None => Cow::Borrowed(self.id),
        }
    }
}

impl<'a> Builder<'a> {
    /// Returns the shape of a `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, schema: &'a Schema, id: &TypeId) -> Option<Shape> {
        let flat = self.flat_arms(schema)?;
        self.mapped_in_vain(&flat);
        let mut sorted = Sorted::default();
        let mut seen: HashSet<&Pointer> = HashSet::new();
        for arm in &flat.arms {
            if seen.insert(&self.follow(arm).at) {
                self.sort(arm, &mut sorted);
            }
        }
        if let Some((why, arm)) = sorted.any {
            self.untyped_arms(&flat, why, arm);
            return Some(Shape::Alias(self.any(&schema.at, why)));
        }
        self.listed_in(&flat, &sorted, id);
        if let Some(shape) = self.scalar_shape(&sorted) {
            return Some(shape);
        }
        let whole = Whole { schema, flat: &flat, id };
        let (tag, objects) = self.objects(&sorted.object, whole)?;
        let mut arms = Vec::new();
        if let Some(arm) = sorted.text.first() {
            let payload = self.text_payload(&sorted, arm, id);
            let arm = self.kind_arm(JsonKind::String, arm, payload);
            let is_alone = sorted.text.len() == 1 && sorted.literals.is_empty();
            arms.push(shared(arm, is_alone, || self.docs_of_texts(&sorted)));
        } else {
            let literals = unique(sorted.literals.clone()).into_iter();
            let listed = scalar::by_text(&sorted.listed);
            arms.extend(literals.map(|literal| {
                let listed = listed.get(literal.as_str());
                literal_arm(literal, listed, &schema.at)
            }));
        }
        if let Some(arm) = sorted.boolean.first() {
            let payload = self.type_of(arm, &self.arm_id(arm, id, kind_id(id, JsonKind::Boolean)));
            let arm = self.kind_arm(JsonKind::Boolean, arm, payload);
            let is_alone = sorted.boolean.len() == 1;
            arms.push(shared(arm, is_alone, || self.docs_of_any(&sorted.boolean, false)));
        }
        arms.extend(self.numbers(&sorted, id));
        arms.extend(self.lists(&sorted.list, whole)?);
        arms.extend(objects);
        self.unasked(&flat, &sorted.object, tag.as_deref(), &arms);
        Some(Shape::Union(Union { tag, arms }))
    }

    /// Keeps in mind the components whose texts a union has among its own.
    fn listed_in(&mut self, flat: &Arms<'a>, sorted: &Sorted<'a>, id: &TypeId) {
        let arms = sorted.enums.iter().flatten().map(|name| (*name).to_owned());
        let inner = flat.unions.iter().skip(1).filter_map(|union| union.at.component());
        let found = arms.chain(inner).map(|name| (TypeId(vec![name]), id.clone()));
        self.listed_in.extend(found);
    }

    /// Reports the arms that have no type, since the union takes any value for another one.
    fn untyped_arms(&mut self, flat: &Arms<'a>, why: Untyped, any: &'a Schema) {
        let says_nothing = |arm: &Schema| arm.says_nothing() || self.is_broken(arm);
        if self.is_in_broken(self.follow(any)) {
            return;
        }
        let others = flat.arms.iter().filter(|arm| !std::ptr::eq(**arm, any));
        let others: Vec<&'a Schema> =
            others.copied().filter(|arm| !says_nothing(self.follow(arm))).collect();
        let (message, label) = match why {
            Untyped::MixedArm => (
                "an arm of a union has no type: another one takes values of several kinds",
                "the arm of several kinds",
            ),
            _ => (
                "an arm of a union has no type: another one takes any value",
                "the arm of any value",
            ),
        };
        for arm in others {
            let warning = Diagnostic::warning("left-out", &arm.at, message);
            let warning = warning.related(&any.at, label);
            self.report.push_counted(warning.settled_without(&any.at, "It is left to the others."));
        }
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
                sorted.listed.extend(listed_by(&self.with_beside(arm)));
                sorted.enums.push(arm.component());
                sorted.listing.push(arm);
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
            (None, ..) | (Some(JsonKind::Object), None, _) => sorted.object.push(arm),
            (Some(JsonKind::String), None, _) => match facts.values {
                Some(values) => {
                    let texts = values.iter().filter_map(Value::as_str).map(str::to_owned);
                    sorted.literals.extend(texts);
                    sorted.enums.push(None);
                    sorted.listing.push(arm);
                }
                None => sorted.text.push(arm),
            },
            (Some(JsonKind::Boolean), None, _) => sorted.boolean.push(arm),
            (Some(JsonKind::Integer), None, _) => sorted.integer.push(arm),
            (Some(JsonKind::Integer), Some(JsonKind::Number), None)
            | (Some(JsonKind::Number), None, _) => {
                sorted.number.push(arm);
            }
            (Some(JsonKind::List), None, _) => sorted.list.push(arm),
            _ if facts.kinds.len() == KINDS.len() => sorted.any = Some((Untyped::Arm, arm)),
            _ => sorted.any = sorted.any.or(Some((Untyped::MixedArm, arm))),
        }
    }

    /// Returns the arms that are lists, told apart by their first item.
    fn lists(&mut self, lists: &[&'a Schema], whole: Whole<'_, 'a>) -> Option<Vec<Arm>> {
        let own_id = kind_id(whole.id, JsonKind::List);
        if let [only] = lists {
            let payload = self.type_of(only, &self.arm_id(only, whole.id, own_id));
            return Some(vec![self.kind_arm(JsonKind::List, only, payload)]);
        }
        let candidates: Vec<Candidate<'a>> =
            lists.iter().map(|list| self.list_candidate(list)).collect();
        let alike = match lists.iter().any(|list| self.are_counted(list)) {
            true => LISTS_OF_ONE_KIND,
            false => ("both are lists, and their items are alike", OWN_CONSTANT),
        };
        let order = self.settled(&candidates, lists, whole, alike)?;
        let mut ids = self.list_ids(lists, &order.rules, &own_id);
        let mut arms = Vec::new();
        let mut held: HashMap<TypeRef, Vec<&'a Schema>> = HashMap::new();
        for (number, tests) in order.rules {
            let id = ids.remove(&number).unwrap_or_else(|| own_id.clone());
            let payload = self.type_of(lists[number], &self.arm_id(lists[number], whole.id, id));
            held.entry(payload.clone()).or_default().push(lists[number]);
            arms.push(self.rule_arm(JsonKind::List, lists[number], tests, payload));
        }
        let mut arms = without_repetitions(arms);
        for arm in &mut arms {
            let all = arm.payload.as_ref().and_then(|payload| held.get(payload));
            if let Some(all) = all.filter(|all| all.len() > 1) {
                arm.docs = self.docs_of_any(all, whole.schema.about.by_case);
            }
        }
        Some(arms)
    }

    /// Returns the ids under which the types of items are, of the lists for which it is not that of
    /// the union: where several lists have such types, each has a word.
    fn list_ids(
        &mut self,
        lists: &[&'a Schema],
        rules: &[(usize, Vec<Test>)],
        whole: &TypeId,
    ) -> HashMap<usize, TypeId> {
        let items = rules.iter().filter_map(|(number, tests)| {
            Some((*number, tests, self.items_of_own_type(lists[*number])?))
        });
        let items: Vec<(usize, &Vec<Test>, &'a Schema)> = items.collect();
        if items.len() < 2 {
            return HashMap::new();
        }
        let candidates = items.iter().map(|(.., items)| {
            let declared = self.declared(items).unwrap_or_default();
            self.object_candidate(&declared, items, None)
        });
        let candidates: Vec<Candidate<'a>> = candidates.collect();
        let tests = items.iter().enumerate().map(|(place, (_, tests, _))| (place, tests.to_vec()));
        let words = self.arm_words(&candidates, &tests.collect::<Vec<_>>());
        let listing: Vec<&'a Schema> = items.iter().map(|(.., items)| *items).collect();
        let words: Vec<Option<String>> = listing
            .iter()
            .zip(words)
            .map(|(items, word)| {
                let of_object = word.map(|word| format!("{word}_list"));
                word_of_values(items, &listing).or(of_object)
            })
            .collect();
        let several = words.iter().filter(|word| word.is_none()).count() > 1;
        let id = |(number, word): (usize, Option<String>)| match word {
            Some(word) => Some((number, whole.child(&word))),
            None if several && number > 0 => {
                Some((number, whole.child(&format!("list_{}", number + 1))))
            }
            None => None,
        };
        items.iter().map(|(number, ..)| *number).zip(words).filter_map(id).collect()
    }

    /// Returns the items of an inline list, or of the lists in it, if these have a type that is
    /// named after the place.
    fn items_of_own_type(&self, list: &'a Schema) -> Option<&'a Schema> {
        let mut schema = list;
        for _ in 0..MAX_LISTS {
            if schema.component().is_some() {
                return None;
            }
            match schema.form() {
                Form::Type(Type::Array) => schema = schema.items.as_deref()?,
                Form::Type(Type::Object) => return Some(schema),
                Form::Type(_) => return Some(schema).filter(|items| !items.listed().is_empty()),
                _ => return Some(schema).filter(|items| !items.says_nothing()),
            }
        }
        None
    }

    /// Tells whether something is said of how many items there are in a list, or in one inside
    /// of it, or of their positions.
    fn are_counted(&self, list: &'a Schema) -> bool {
        let items = |list: &&'a Schema| list.items.as_deref().map(|items| self.follow(items));
        let mut lists = std::iter::successors(Some(self.follow(list)), items).take(MAX_LISTS);
        lists.any(|list| {
            let limits = &list.limits;
            let is_limited = limits.min_items.is_some() || limits.max_items.is_some();
            is_limited || list.about.tuple.is_some()
        })
    }

    /// Returns the order of arms; what it leaves open is reported, with why it is that
    /// one cannot be told from another, and what helps.
    fn settled(
        &mut self,
        candidates: &[Candidate<'a>],
        arms: &[&'a Schema],
        whole: Whole<'_, 'a>,
        (why, help): (&str, &str),
    ) -> Option<Order> {
        let Some(order) = self.order(candidates) else {
            let message = "the arms of this union are too many, and too much alike, to be told \
                           apart; any value is taken";
            let warning = Diagnostic::warning("too-many-arms", &whole.schema.at, message);
            self.report.push(warning.help(OWN_CONSTANT));
            return None;
        };
        // The part that tells the arms apart may be the broken one.
        let is_broken = || whole.flat.arms.iter().any(|arm| self.is_broken(self.follow(arm)));
        if order.unsettled.is_empty() || is_broken() {
            return Some(order);
        }
        let message = format!("two arms of a union cannot be told apart: {why}");
        let mut named = HashSet::new();
        for (first, second) in &order.unsettled {
            if !named.insert(*second) {
                continue;
            }
            let (first, second) = (&arms[*first].at, &arms[*second].at);
            let error = Diagnostic::error("unsettled-union", &whole.schema.at, message.as_str())
                .related(first, "one arm, which takes all values")
                .related(second, "the other arm")
                .help(help)
                .settled_without(second, "It cannot be told from another arm.");
            self.report.push(Diagnostic { severity: self.unmatched, ..error });
        }
        Some(order)
    }

    /// Returns the arm of numbers: integers alone, listed or not; or any.
    fn numbers(&mut self, sorted: &Sorted<'a>, id: &TypeId) -> Option<Arm> {
        let (kind, arm) = match (sorted.number.first(), sorted.integer.first()) {
            (Some(arm), _) => (JsonKind::Number, arm),
            (None, arm) => (JsonKind::Integer, arm?),
        };
        let is_alone = sorted.number.len() + sorted.integer.len() == 1;
        let payload = match is_alone {
            true => self.type_of(arm, &self.arm_id(arm, id, kind_id(id, kind))),
            false => match self.numbers_shape(sorted)? {
                Shape::Alias(ty) => ty,
                shape => {
                    let id = self.unused(&kind_id(id, kind));
                    self.define(id.clone(), shape, Docs::default(), arm.at.0.clone());
                    TypeRef::Named(id)
                }
            },
        };
        // Of what may be of another kind as well, nothing says that integers are cut.
        let is_plain = self.follow(arm).format.is_none();
        let payload = match payload {
            TypeRef::Number(Precision::F64) if is_alone && is_plain => {
                TypeRef::Number(Precision::Exact)
            }
            payload => payload,
        };
        let arm = self.kind_arm(kind, arm, payload);
        Some(shared(arm, is_alone, || self.docs_of_numbers(sorted)))
    }

    /// Documents the arm of texts beside values of other kinds. Components say by themselves what
    /// they list.
    fn docs_of_texts(&self, sorted: &Sorted<'a>) -> Docs {
        let open = sorted.text.iter().map(|arm| self.told_arm(Type::String, arm));
        let listing = sorted.listing.iter().map(|arm| match arm.component() {
            Some(name) => {
                Schema { about: arm.about.clone(), ..Schema::refer_to(name, arm.at.0.clone()) }
            }
            None => self.told_arm(Type::String, arm),
        });
        let mut docs = self.docs_of_scalars(open.chain(listing).collect());
        let all = sorted.text.iter().chain(&sorted.listing);
        docs.inner.extend(text_instead(all.map(|arm| self.follow(arm))).map(Inner::facts));
        docs
    }

    /// Documents the arm of several numbers.
    fn docs_of_numbers(&self, sorted: &Sorted<'a>) -> Docs {
        let integers = sorted.integer.iter().map(|arm| self.told_arm(Type::Integer, arm));
        let numbers = sorted.number.iter().map(|arm| self.told_arm(Type::Number, arm));
        self.docs_of_scalars(integers.chain(numbers).collect())
    }

    fn numbers_shape(&mut self, sorted: &Sorted<'a>) -> Option<Shape> {
        let mut arms = Vec::new();
        let integers = sorted.integer.iter().map(|arm| (Type::Integer, *arm));
        for (kind, arm) in integers.chain(sorted.number.iter().map(|arm| (Type::Number, *arm))) {
            let target = self.follow(arm);
            let listed = match kind {
                Type::Integer => scalar::integers(&listed_by(&self.with_beside(arm))),
                _ => None,
            };
            let shape = listed.unwrap_or_else(|| self.scalars.shape(kind, target));
            arms.push(NumberArm { component: arm.component(), shape });
        }
        scalar::numbers(&arms)
    }

    /// Returns the shape of a union whose arms are all text, or all numbers.
    fn scalar_shape(&mut self, sorted: &Sorted<'a>) -> Option<Shape> {
        let text = !sorted.text.is_empty() || !sorted.literals.is_empty();
        let number = !sorted.integer.is_empty() || !sorted.number.is_empty();
        let other =
            !sorted.boolean.is_empty() || !sorted.list.is_empty() || !sorted.object.is_empty();
        match (text, number, other) {
            (true, false, false) => Some(self.text_shape(sorted)),
            (false, true, false) => self.numbers_shape(sorted),
            _ => None,
        }
    }

    /// Returns text, an open enum, or the component that is the only enum.
    fn text_shape(&mut self, sorted: &Sorted<'a>) -> Shape {
        let values = unique(sorted.literals.clone());
        match sorted.enums.as_slice() {
            // A value that may be a file is one: `File::text` is a text in its stead.
            _ if sorted.bytes => Shape::Alias(TypeRef::File),
            [] => {
                let texts: Vec<&Schema> = sorted.text.iter().map(|arm| self.follow(arm)).collect();
                Shape::Alias(self.scalars.any_text(texts))
            }
            [Some(name)] => Shape::Alias(TypeRef::Named(TypeId(vec![(*name).to_owned()]))),
            _ => scalar::described_texts(values, &sorted.listed),
        }
    }

    /// Returns the title of an inline arm, where arms are named by that and it is a name.
    fn arm_title(&self, arm: &'a Schema) -> Option<&'a str> {
        let title = arm.about.title.as_deref().map(str::trim)?;
        let is_asked = self.config.arms_by_title && arm.component().is_none();
        (is_asked && is_name_of_type(title)).then_some(title)
    }

    /// Returns the id of the type of an arm of the union called `union`, which is
    /// `otherwise` unless the arm has a name of its own.
    fn arm_id(&self, arm: &'a Schema, union: &TypeId, otherwise: TypeId) -> TypeId {
        self.arm_title(arm).map_or(otherwise, |title| union.child(title))
    }

    /// Reports that arms are to be named by their titles, and none has a name.
    pub(super) fn unused_titles(&mut self) {
        let is_named = |arm: &Arm| arm.title.is_some() && arm.payload.is_some();
        let mut unions = self.types.values().filter_map(|def| match &def.shape {
            Shape::Union(union) => Some(union),
            _ => None,
        });
        if self.config.arms_by_title && !unions.any(|union| union.arms.iter().any(is_named)) {
            let at = Pointer::root().child("arms_by_title");
            let message = "no inline arm of a union has a `title` that is a name".to_owned();
            self.unfit(&at, message, "remove the key".to_owned());
        }
    }

    fn rule_arm(&self, kind: JsonKind, arm: &'a Schema, tests: Vec<Test>, payload: TypeRef) -> Arm {
        let key = match tests.is_empty() {
            true => ArmKey::Kind(kind),
            false => ArmKey::Rule(kind, vec![tests]),
        };
        Arm { key, ..self.kind_arm(kind, arm, payload) }
    }

    fn kind_arm(&self, kind: JsonKind, arm: &'a Schema, payload: TypeRef) -> Arm {
        Arm {
            origin: arm.at.0.clone(),
            key: ArmKey::Kind(kind),
            title: self.arm_title(arm).map(str::to_owned),
            payload: Some(payload),
            hold: Hold::Direct,
            written: None,
            docs: self.docs(arm),
        }
    }

    /// Returns the type of what a text arm holds: text, or an open enum when some
    /// are listed.
    fn text_payload(&mut self, sorted: &Sorted<'a>, arm: &'a Schema, id: &TypeId) -> TypeRef {
        match self.text_shape(sorted) {
            Shape::Alias(ty) => ty,
            shape => {
                let id = self.unused(&kind_id(id, JsonKind::String));
                self.define(id.clone(), shape, Docs::default(), arm.at.0.clone());
                TypeRef::Named(id)
            }
        }
    }

    /// Returns the object arms, and the property that tells them apart.
    fn objects(
        &mut self,
        objects: &[&'a Schema],
        whole: Whole<'_, 'a>,
    ) -> Option<(Option<String>, Vec<Arm>)> {
        let said = self.discriminated(whole.flat);
        let said: Vec<_> = objects.iter().map(|arm| said.get(&*self.follow(arm).at)).collect();
        let declared: Vec<Declared<'a>> =
            objects.iter().map(|arm| self.declared(arm).unwrap_or_default()).collect();
        let mut candidates: Vec<Candidate<'a>> = objects
            .iter()
            .zip(&declared)
            .zip(&said)
            .map(|((arm, declared), said)| self.object_candidate(declared, arm, *said))
            .collect();
        share_out(&mut candidates, &said);
        let has_discriminator = said.iter().any(Option::is_some);
        let tag =
            tag(&candidates).filter(|tag| has_discriminator || !is_left_out(&candidates, tag));
        let default = self.default_arm(whole.flat, objects, &declared, tag);
        if let ([arm], [only]) = (objects, candidates.as_slice())
            && tag.is_none_or(|tag| !only.requires(tag))
        {
            let id = self.arm_id(arm, whole.id, kind_id(whole.id, JsonKind::Object));
            let payload = self.type_of(arm, &id);
            return Some((None, vec![self.kind_arm(JsonKind::Object, arm, payload)]));
        }
        let Some(tag) = tag else { return self.ruled(objects, &candidates, whole) };
        let arms = objects
            .iter()
            .zip(&candidates)
            .enumerate()
            .map(|(number, (arm, candidate))| {
                let values = unique(candidate.texts(tag).unwrap_or_default());
                let made = self.tag_arm(arm, values.clone(), &whole.owner(arm));
                if default != Some(number) {
                    return made;
                }
                let mapped = self.mapped_to(&self.follow(arm).at, whole.flat);
                let own = values.into_iter().filter(|text| mapped.contains(text.as_str()));
                Arm { key: ArmKey::Default(own.collect()), ..made }
            })
            .collect();
        Some((Some(tag.to_owned()), without_repetitions(arms)))
    }

    fn tag_arm(&mut self, arm: &'a Schema, values: Vec<String>, id: &TypeId) -> Arm {
        let inner = id.child(values.first().map_or("object", String::as_str));
        let payload = self.type_of(arm, &self.arm_id(arm, id, inner));
        Arm { key: ArmKey::Tag(values), ..self.kind_arm(JsonKind::Object, arm, payload) }
    }

    /// Returns the object arms that no single property tells apart. Those that one does
    /// tell from all others come first, decoded by it alone; the others follow
    /// in the order in which they are tried.
    fn ruled(
        &mut self,
        objects: &[&'a Schema],
        candidates: &[Candidate<'a>],
        whole: Whole<'_, 'a>,
    ) -> Option<(Option<String>, Vec<Arm>)> {
        let why = "nothing is in one of them that is not in the other";
        let order = self.settled(candidates, objects, whole, (why, OWN_CONSTANT))?;
        let main = order.main;
        let words = self.arm_words(candidates, &order.rules);
        let several = words.iter().filter(|word| word.is_none()).count() > 1;
        let mut tagged = Vec::new();
        let mut ruled = Vec::new();
        let mut taken = ArmTexts::default();
        let shared = main.as_deref().map(|main| shared_texts(candidates, main)).unwrap_or_default();
        for (number, tests) in order.rules {
            let arm = objects[number];
            let id = &whole.owner(arm);
            let texts = main.as_deref().and_then(|main| only_texts(&tests, main));
            let is_taken = |text: &String| taken.has(text, 1) || shared.contains(text);
            let texts = texts.filter(|texts| !texts.iter().any(is_taken));
            if let Some(facts) = main.as_deref().and_then(|main| candidates[number].facts(main)) {
                taken.add(facts);
            }
            match texts {
                Some(values) => tagged.push((number, self.tag_arm(arm, values, id))),
                None => {
                    let word = match (&words[number], number) {
                        (Some(word), _) => word.clone(),
                        (None, number) if several && number > 0 => format!("object_{}", number + 1),
                        (None, _) => "object".to_owned(),
                    };
                    let mut inner = id.child(&word);
                    if self.types.contains_key(&inner) {
                        inner = id.child(&format!("{word}_{}", number + 1));
                    }
                    let payload = self.type_of(arm, &self.arm_id(arm, id, inner));
                    ruled.push(self.rule_arm(JsonKind::Object, arm, tests, payload));
                }
            }
        }
        tagged.sort_by_key(|(number, _)| *number);
        let tag = main.filter(|_| !tagged.is_empty());
        let arms = tagged.into_iter().map(|(_, arm)| arm).chain(ruled).collect();
        Some((tag, without_repetitions(arms)))
    }
}

/// Returns the property that tells objects apart: the first that has different values
/// in all of them, one that all require before one that not all do.
fn tag<'c>(objects: &'c [Candidate<'_>]) -> Option<&'c str> {
    let first = objects.first()?;
    // Tells whether each of them has only one value; none if two share one.
    let constant = |name: &str| {
        let mut seen = HashSet::new();
        let mut constant = true;
        for object in objects {
            let texts = object.texts(name)?;
            constant &= texts.len() == 1;
            if !texts.into_iter().all(|text| seen.insert(text)) {
                return None;
            }
        }
        Some(constant)
    };
    let different: Vec<(&str, bool)> =
        first.names().filter_map(|name| Some((name, constant(name)?))).collect();
    let required = |name: &str| objects.iter().all(|object| object.requires(name));
    let constant = || different.iter().filter(|(_, constant)| *constant);
    let found = constant().find(|(name, _)| required(name)).or_else(|| constant().next());
    let limited = || different.first().filter(|_| objects.len() > 1);
    found.or_else(limited).map(|(name, _)| *name)
}

/// Tells whether values of one arm alone may do without a property: without it, a value is of
/// that arm.
fn is_left_out(objects: &[Candidate<'_>], property: &str) -> bool {
    objects.len() > 1 && objects.iter().filter(|object| !object.requires(property)).count() == 1
}

/// Returns the texts that values of several kinds have, among those of a property: `1` and `"1"`.
fn shared_texts(arms: &[Candidate<'_>], property: &str) -> HashSet<String> {
    let mut known: HashMap<String, &Value> = HashMap::new();
    let values = arms.iter().filter_map(|arm| arm.facts(property)?.values.as_ref());
    let values = values.flat_map(|values| values.iter());
    let shared = values.filter_map(|value| {
        let text = super::ladder::text(value)?;
        let first = *known.entry(text.clone()).or_insert(value);
        (first != value).then_some(text)
    });
    shared.collect()
}

/// Returns the texts of a property that is all that tells an arm from the others.
fn only_texts(tests: &[Test], property: &str) -> Option<Vec<String>> {
    let [test] = tests else { return None };
    if test.paths != [[property]] {
        return None;
    }
    test.is.iter().map(value).collect()
}

/// Drops each arm that holds the same as one before it, which is read in its place.
fn without_repetitions(arms: Vec<Arm>) -> Vec<Arm> {
    let mut kept: Vec<Arm> = Vec::new();
    let mut holders = HashMap::new();
    for arm in arms {
        match holders.entry(arm.payload.clone()) {
            Entry::Vacant(holder) => {
                holder.insert(kept.len());
                kept.push(arm);
            }
            Entry::Occupied(holder) => {
                kept[*holder.get()].key.add(&arm.key);
            }
        }
    }
    kept
}

/// Tells whether a title is the name of a type, and not prose: one word, or
/// several that begin as names do.
fn is_name_of_type(title: &str) -> bool {
    let begins = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    scalar::is_name(title) && (!title.contains(' ') || title.split(' ').all(begins))
}

/// Returns the word for a list whose items are these, if they are texts or integers that are listed:
/// for the first value that no other list has, or for the kind of integers that are alone.
fn word_of_values(items: &Schema, all: &[&Schema]) -> Option<String> {
    let others = || all.iter().filter(|other| other.at.0 != items.at.0 && other.kind == items.kind);
    let has = |other: &Schema, value: &Value| other.listed().iter().any(|it| it.value == *value);
    let is_alone = others().all(|other| other.listed().is_empty());
    if items.kind == Some(Type::Integer) && is_alone && !items.listed().is_empty() {
        return Some("integer_list".to_owned());
    }
    let mut values = items.listed().iter().map(|listed| &listed.value);
    let own = values.find(|value| !others().any(|other| has(other, value)));
    own.and_then(text).map(|value| format!("{value}_list"))
}

/// Returns an arm with the words about all schemas that share it, unless it is of one alone.
fn shared(arm: Arm, is_alone: bool, docs: impl FnOnce() -> Docs) -> Arm {
    if is_alone { arm } else { Arm { title: None, docs: docs(), ..arm } }
}

/// Returns the arm of a text, with the words about it. One that is listed nowhere is at the place
/// of the union.
fn literal_arm(literal: String, listed: Option<&Listed>, union: &Pointer) -> Arm {
    let text = listed.and_then(|listed| listed.description.clone()).unwrap_or_default();
    let deprecated = listed.is_some_and(|listed| listed.deprecated);
    Arm {
        origin: listed.map_or(union, |listed| &listed.at).clone(),
        key: ArmKey::Literal(literal),
        title: listed.and_then(|listed| listed.name.clone()).filter(|name| !name.is_empty()),
        payload: None,
        hold: Hold::Direct,
        written: None,
        docs: Docs { text, deprecated, ..Docs::default() },
    }
}

fn kind_id(id: &TypeId, kind: JsonKind) -> TypeId {
    match kind {
        JsonKind::List => id.clone(),
        JsonKind::String => id.child("text"),
        JsonKind::Boolean => id.child("boolean"),
        JsonKind::Integer => id.child("integer"),
        JsonKind::Number => id.child("number"),
        JsonKind::Object => id.child("object"),
    }
}
