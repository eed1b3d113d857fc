//! Two arms that are compared, and what can tell them apart.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::facts::Values;
use super::candidate::{Candidate, PropertyFacts};
use crate::ir::JsonKind;
use crate::pointer::Pointer;
use crate::schema::Schema;

/// The arms of a union by their properties, so that what two of them have in common is not looked
/// for in each pair.
pub(super) struct Declarers {
    /// For each property of each arm, the number of its name; none where no other arm declares it.
    known: Vec<Vec<Option<usize>>>,
    /// For each arm, the properties that other arms declare, too, by the numbers of their names.
    shared: Vec<Vec<Shared>>,
    /// For each name, the arms that declare it, a bit each.
    arms: Vec<Vec<u64>>,
    /// For each arm, the properties that it requires.
    required: Vec<Vec<usize>>,
}

/// A property of an arm that another one declares as well, by numbers.
struct Shared {
    name: usize,
    likeness: usize,
    /// Its place among the properties of the arm.
    index: usize,
}

/// All that can tell a property of an arm from that of another. Nothing tells two apart that have
/// the same.
#[derive(PartialEq, Eq, Hash)]
struct Likeness<'a> {
    kinds: Vec<JsonKind>,
    null: bool,
    optional: bool,
    /// The list of its values.
    values: Option<*const Values>,
    /// The place of what is looked into.
    parts: Option<&'a Pointer>,
}

impl<'a> Likeness<'a> {
    fn of(known: &PropertyFacts<'a>, follow: impl Fn(&'a Schema) -> &'a Schema) -> Self {
        let facts = &known.facts;
        let has_parts = |kind: &JsonKind| matches!(kind, JsonKind::Object | JsonKind::List);
        let parts = facts.kinds.iter().any(has_parts).then(|| &*follow(known.schema).at);
        Self {
            kinds: facts.kinds.iter().copied().collect(),
            null: facts.null,
            optional: known.optional,
            values: facts.values.as_ref().map(Rc::as_ptr),
            parts,
        }
    }
}

/// The bits of a word.
const BITS: usize = u64::BITS as usize;

impl Declarers {
    /// Finds those of the properties of arms.
    pub(super) fn of<'a>(
        arms: &[Candidate<'a>],
        follow: impl Fn(&'a Schema) -> &'a Schema,
    ) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in arms.iter().flat_map(Candidate::names) {
            *counts.entry(name).or_default() += 1;
        }
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut likenesses: HashMap<(usize, Likeness<'a>), usize> = HashMap::new();
        let mut found =
            Self { known: Vec::new(), shared: Vec::new(), arms: Vec::new(), required: Vec::new() };
        for (arm, candidate) in arms.iter().enumerate() {
            let (mut properties, mut shared) = (Vec::new(), Vec::new());
            for (index, (name, known)) in candidate.properties.iter().enumerate() {
                if counts[name.as_str()] == 1 {
                    properties.push(None);
                    continue;
                }
                let number = *numbers.entry(name).or_insert(found.arms.len());
                if number == found.arms.len() {
                    found.arms.push(vec![0; arms.len().div_ceil(BITS)]);
                }
                found.arms[number][arm / BITS] |= 1 << (arm % BITS);
                let next = likenesses.len();
                let likeness = likenesses.entry((number, Likeness::of(known, &follow)));
                shared.push(Shared { name: number, likeness: *likeness.or_insert(next), index });
                properties.push(Some(number));
            }
            shared.sort_unstable_by_key(|property| property.name);
            found.known.push(properties);
            found.shared.push(shared);
            let required = candidate.properties.values().enumerate();
            let required = required.filter(|(_, known)| !known.optional);
            found.required.push(required.map(|(index, _)| index).collect());
        }
        found
    }

    /// Compares two arms by their numbers.
    pub(super) fn pair<'p, 'a>(
        &'p self,
        arms: &'p [Candidate<'a>],
        this: usize,
        other: usize,
    ) -> Pair<'p, 'a> {
        let (one, another) = (&arms[this], &arms[other]);
        let both = self.differing(this, other).into_iter().filter_map(|(own, its)| {
            let (name, known) = one.properties.get_index(own)?;
            Some((name.as_str(), known, another.properties.get_index(its)?.1))
        });
        let known = Some(Known { declarers: self, arms, this, other });
        Pair { this: one, other: another, both: both.collect(), known }
    }

    /// Tells whether an arm declares a property of another one.
    fn declares(&self, arm: usize, (other, index): (usize, usize)) -> bool {
        self.known[other][index]
            .is_some_and(|name| self.arms[name][arm / BITS] & (1 << (arm % BITS)) != 0)
    }

    /// Lists the properties of two arms that may tell, by their places in both.
    fn differing(&self, this: usize, other: usize) -> Vec<(usize, usize)> {
        let mut others = self.shared[other].iter().peekable();
        let mut found = Vec::new();
        for own in &self.shared[this] {
            while others.next_if(|its| its.name < own.name).is_some() {}
            let its = others.next_if(|its| its.name == own.name);
            found.extend(
                its.filter(|its| its.likeness != own.likeness).map(|its| (own.index, its.index)),
            );
        }
        found.sort_unstable();
        found
    }
}

/// Two arms, or two values inside of these.
pub(super) struct Pair<'p, 'a> {
    pub(super) this: &'p Candidate<'a>,
    pub(super) other: &'p Candidate<'a>,
    /// The properties that both declare, with what is known of them in each, but for those that
    /// are the same in both.
    pub(super) both: Vec<(&'p str, &'p PropertyFacts<'a>, &'p PropertyFacts<'a>)>,
    /// The arms among all of their union.
    known: Option<Known<'p, 'a>>,
}

/// Two arms of a union, by their numbers.
#[derive(Clone, Copy)]
struct Known<'p, 'a> {
    declarers: &'p Declarers,
    arms: &'p [Candidate<'a>],
    this: usize,
    other: usize,
}

impl<'p, 'a> Pair<'p, 'a> {
    /// Compares two values inside of arms.
    pub(super) fn inside(this: &'p Candidate<'a>, other: &'p Candidate<'a>) -> Self {
        let both = this
            .properties
            .iter()
            .filter_map(|(name, known)| Some((name.as_str(), known, other.properties.get(name)?)));
        Self { this, other, both: both.collect(), known: None }
    }

    /// Returns the same two, the other first.
    pub(super) fn turned(&self) -> Self {
        match self.known {
            Some(Known { declarers, arms, this, other }) => declarers.pair(arms, other, this),
            None => Self::inside(self.other, self.this),
        }
    }

    /// Returns the properties that one declares and the other does not.
    pub(super) fn own(&self) -> impl Iterator<Item = &'p str> + use<'p, 'a> {
        let (known, other) = (self.known, self.other);
        let properties = self.this.properties.keys().map(String::as_str).enumerate();
        let is_own = move |(index, name): &(usize, &str)| match known {
            Some(known) => !known.declarers.declares(known.other, (known.this, *index)),
            None => !other.properties.contains_key(*name),
        };
        properties.filter(is_own).map(|(_, name)| name)
    }

    /// Returns the properties that one requires and the other does not declare.
    pub(super) fn required(&self) -> Box<dyn Iterator<Item = &'p str> + 'p> {
        let (this, other) = (self.this, self.other);
        match self.known {
            Some(Known { declarers, this: arm, other, .. }) => {
                let all = declarers.required[arm].iter();
                let own = all.filter(move |index| !declarers.declares(other, (arm, **index)));
                Box::new(
                    own.filter_map(|index| Some(this.properties.get_index(*index)?.0.as_str())),
                )
            }
            None => {
                let all = this.properties.iter().filter(|(_, known)| !known.optional);
                let own = all.map(|(name, _)| name.as_str());
                Box::new(own.filter(|name| !other.properties.contains_key(*name)))
            }
        }
    }

    /// Returns the properties that the other one requires and this one does not declare.
    pub(super) fn required_by_other(&self) -> Box<dyn Iterator<Item = &'p str> + 'p> {
        let known = self.known.map(|Known { declarers, arms, this, other }| Known {
            declarers,
            arms,
            this: other,
            other: this,
        });
        Pair { this: self.other, other: self.this, both: Vec::new(), known }.required()
    }

    /// Returns the properties that one declares and need not have, and the other requires.
    pub(super) fn left_open(&self) -> impl Iterator<Item = &'p str> {
        let open = self.both.iter().filter(|(_, known, others)| known.optional && !others.optional);
        open.map(|(name, ..)| *name)
    }

    /// Counts what there is to compare.
    pub(super) fn size(&self) -> usize {
        1 + self.both.iter().map(|(_, known, _)| known.size()).sum::<usize>()
    }
}
