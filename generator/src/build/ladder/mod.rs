//! The end of the ladder: objects, or lists, that no single property tells
//! apart.
//!
//! Two arms are told apart by these, in this order: values that a property is
//! limited to in both; the kinds that its value has; a property that only one of
//! them requires. Where values of one arm are values of the other as well, the
//! narrower arm comes first, with all that limits it; and where the arms differ
//! only inside a property, the same is done inside of it. At last comes what one
//! arm requires and the other leaves open. Where a value may do without all that,
//! what the arm could not be read from is kept out of it, too. The tests of an arm hold against all
//! arms after it, so that a value is decided by going through them once, and then
//! decoded once.

//! The time that this takes is limited: where there is more to compare than can
//! be a union that people wrote, it is reported.

mod candidate;
mod pair;
mod sign;
mod turns;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use indexmap::IndexMap;

use self::candidate::PropertyFacts;
pub(super) use self::candidate::{Candidate, text};
use self::pair::{Declarers, Pair};
use self::sign::{
    MOST_KEPT_OUT, Sign, Tests, beside_constant, distinct, holds_all_kinds, loosely_distinct,
    narrowing, put_below,
};
use self::turns::{Score, Scores, Turns};
use super::Builder;
use super::facts::{Facts, Values};
use super::object::Declared;
use crate::ir::{Is, JsonKind, Test};
use crate::pointer::Pointer;
use crate::schema::{Form, Schema, Type};

/// The depth to which arms are compared inside of properties.
const MAX_DEPTH: usize = 3;

/// The number of properties and values that may be compared to tell the arms of
/// one union apart: enough for five hundred arms, or for a hundred of which each has a hundred
/// properties that are others in each.
const MAX_WORK: usize = 20_000_000;

/// The step of a path to the first item of a list.
const FIRST_ITEM: &str = "0";

/// The work that keeping the outcome for a pair counts for.
const PAIR: usize = 64;

/// The order in which arms are tried, with the tests of each; and pairs of arms
/// that nothing tells apart, so that the first takes what is meant for both.
pub(super) struct Order {
    pub(super) rules: Vec<(usize, Vec<Test>)>,
    pub(super) unsettled: Vec<(usize, usize)>,
    /// The property that tells most of them apart.
    pub(super) main: Option<String>,
}

impl<'a> Builder<'a> {
    /// Returns what is known of objects that declare this; `said` is what a
    /// discriminator says of one property, which need not be declared.
    pub(super) fn object_candidate(
        &self,
        declared: &Declared<'a>,
        arm: &'a Schema,
        said: Option<&(String, Vec<String>)>,
    ) -> Candidate<'a> {
        let known = |(name, schema): (&&'a str, &&'a Schema)| {
            let (facts, optional) = (self.facts(schema), !declared.requires(name));
            ((*name).to_owned(), PropertyFacts { schema, facts, optional, is_item: false })
        };
        let mut properties: IndexMap<String, PropertyFacts<'a>> =
            declared.properties.iter().map(known).collect();
        if let Some((name, texts)) = said {
            let facts = Facts::listed(JsonKind::String, texts.iter().map(|text| (**text).into()));
            let undeclared = PropertyFacts {
                schema: arm,
                facts: facts.clone(),
                optional: false,
                is_item: false,
            };
            let known = properties.entry(name.clone()).or_insert(undeclared);
            if known.facts.values.is_none() {
                known.facts = facts;
            }
        }
        Candidate { properties }
    }

    /// Returns what is known of a list: of its first item.
    pub(super) fn list_candidate(&self, list: &'a Schema) -> Candidate<'a> {
        let list = self.follow(list);
        let mut properties = IndexMap::new();
        if list.form() == Form::Type(Type::Array)
            && let Some(items) = &list.items
        {
            let facts = self.facts(items);
            let known = PropertyFacts { schema: items, facts, optional: true, is_item: true };
            properties.insert(FIRST_ITEM.to_owned(), known);
        }
        Candidate { properties }
    }

    /// Puts the arms into an order in which they can be told apart; none if
    /// there is too much to compare.
    pub(super) fn order(&mut self, arms: &[Candidate<'a>]) -> Option<Order> {
        let declarers = Declarers::of(arms, |schema| self.follow(schema));
        ArmLadder::new(self, arms, &declarers).order()
    }
}

/// The facts about the most telling property whose values are listed.
#[derive(Default)]
struct Main {
    /// True if several arms declare it.
    is_of_several: bool,
    /// True if its values are not the same wherever they are listed.
    has_other_values: bool,
}

impl Main {
    fn of(arms: &[Candidate<'_>], name: &str) -> Self {
        let all: Vec<&PropertyFacts<'_>> =
            arms.iter().filter_map(|arm| arm.properties.get(name)).collect();
        let mut values = all.iter().filter_map(|known| known.facts.values.as_ref());
        let first = values.next();
        Self {
            is_of_several: all.len() > 1,
            has_other_values: values.any(|values| Some(values) != first),
        }
    }
}

/// The arms of one union, and how much may still be compared.
struct ArmLadder<'b, 'a> {
    builder: &'b mut Builder<'a>,
    arms: &'b [Candidate<'a>],
    declarers: &'b Declarers,
    /// The names of the properties whose values are listed, the most telling
    /// first; and those of each arm.
    preferred: Vec<&'b str>,
    listed: Vec<Vec<&'b str>>,
    main: Main,
    work: usize,
    /// Parts that were looked into already.
    parts: HashMap<(&'a Pointer, JsonKind), Option<Rc<Candidate<'a>>>>,
    /// The arms tried before each that only something inside a property tells from it.
    told_inside: Vec<Vec<usize>>,
    inside: HashMap<(&'a Pointer, &'a Pointer, usize), Option<Test>>,
    clashes: HashMap<(&'a Pointer, &'a Pointer, usize), Rc<[Test]>>,
}

impl<'b, 'a> ArmLadder<'b, 'a> {
    fn new(
        builder: &'b mut Builder<'a>,
        arms: &'b [Candidate<'a>],
        declarers: &'b Declarers,
    ) -> Self {
        let preferred = preferred(arms);
        let rank: HashMap<&str, usize> =
            preferred.iter().enumerate().map(|(rank, name)| (*name, rank)).collect();
        let listed = arms.iter().map(|arm| {
            let listed = arm.properties.iter().filter(|(_, known)| known.facts.values.is_some());
            let mut listed: Vec<&str> = listed.map(|(name, _)| name.as_str()).collect();
            listed.sort_by_key(|name| rank.get(name));
            listed
        });
        Self {
            listed: listed.collect(),
            main: preferred.first().map(|name| Main::of(arms, name)).unwrap_or_default(),
            preferred,
            builder,
            arms,
            declarers,
            work: MAX_WORK,
            parts: HashMap::new(),
            told_inside: vec![Vec::new(); arms.len()],
            inside: HashMap::new(),
            clashes: HashMap::new(),
        }
    }

    fn order(mut self) -> Option<Order> {
        let count = self.arms.len();
        let main = self.preferred.first().map(|name| (*name).to_owned());
        let mut order = Order { rules: Vec::new(), unsettled: Vec::new(), main };
        let mut left: Vec<usize> = (0..count).collect();
        let mut turns = Turns::new(count);
        while !left.is_empty() {
            let next = self.next(&left, &mut turns)?;
            left.retain(|arm| *arm != next);
            turns.take(next, &left);
            let mut tests = Tests::of(&self.arms[next]);
            tests.extend(self.own_sign(next));
            tests.extend(order.rules.iter().filter_map(|(before, _)| self.told(next, *before)));
            for other in &left {
                if !self.tell(next, *other, &mut tests)? {
                    order.unsettled.push((next, *other));
                }
            }
            for before in std::mem::take(&mut self.told_inside[next]) {
                tests.all.extend(self.own_inside(next, before));
            }
            // A property that only the last one requires keeps out what is new.
            if tests.all.is_empty() && left.is_empty() {
                tests.extend(self.only_required(next));
            }
            order.rules.push((next, merged(tests.all)));
        }
        // What was not looked into may have settled more.
        self.spend(0).map(|()| order)
    }

    /// Compares two arms, and counts what there is to compare.
    fn pair(&mut self, arm: usize, other: usize) -> Option<Pair<'b, 'a>> {
        let pair = self.declarers.pair(self.arms, arm, other);
        self.spend(pair.size() + self.listed[arm].len())?;
        Some(pair)
    }

    /// Counts what is compared; none when it is too much.
    fn spend(&mut self, work: usize) -> Option<()> {
        self.work = self.work.saturating_sub(work);
        (self.work > 0).then_some(())
    }

    /// Returns the arm to be tried next: one whose values are those of no other, or
    /// else the narrowest.
    fn next(&mut self, left: &[usize], turns: &mut Turns) -> Option<usize> {
        for arm in left {
            loop {
                let Some(other) = turns.next_other(*arm) else { return Some(*arm) };
                if turns.alike[*arm] == Some(other) {
                    break;
                }
                let pair = self.pair(*arm, other)?;
                match distinct(&pair, &self.listed[*arm]) {
                    Some(_) => turns.reached[*arm] += 1,
                    None => turns.alike[*arm] = Some(other),
                }
            }
        }
        if turns.scores.is_none() {
            // There is no room for more pairs than are looked at.
            self.spend((left.len() - 1).saturating_mul(left.len()).saturating_mul(PAIR))?;
            let mut scores = Scores::new(left, self.arms.len());
            for arm in left {
                for other in left.iter().filter(|other| *other != arm) {
                    scores.add(*arm, *other, self.score(*arm, *other)?);
                }
            }
            turns.scores = Some(scores);
        }
        let scores = turns.scores.as_ref()?;
        let mut best = (*left.first()?, Score::default());
        for arm in left {
            if scores.sums[*arm] > best.1 {
                best = (*arm, scores.sums[*arm]);
            }
        }
        Some(best.0)
    }

    /// Scores how well an arm is told from another.
    fn score(&mut self, arm: usize, other: usize) -> Option<Score> {
        let pair = self.pair(arm, other)?;
        let is_left_open = |(_, known, others): &(&str, &PropertyFacts<'_>, &PropertyFacts<'_>)| {
            !known.optional && others.optional
        };
        let narrower = narrowing(&pair).count();
        let settled = narrower > 0
            || holds_all_kinds(&pair)
            || pair.own().next().is_some()
            || pair.required_by_other().next().is_some()
            || pair.both.iter().any(is_left_open)
            || distinct(&pair, &self.listed[arm]).is_some()
            || self.inside(&pair, MAX_DEPTH).is_some();
        Some(Score { settled: usize::from(settled), narrower })
    }

    /// Adds what tells values of one arm from those of another that is tried
    /// later; whether anything does. None when it is too much to compare.
    fn tell(&mut self, arm: usize, later: usize, tests: &mut Tests<'b, 'a>) -> Option<bool> {
        let pair = self.pair(arm, later)?;
        let sign = distinct(&pair, &self.listed[arm]);
        let is_strict = sign.as_ref().is_some_and(|sign| !sign.is_loose(pair.this, pair.other));
        if let Some(sign) = sign {
            tests.extend(beside_constant(&sign, &pair));
            tests.add(sign);
        } else if tell_by_properties(&pair, tests) {
            // Something of the object itself tells.
        } else if let Some(test) = self.inside(&pair, MAX_DEPTH) {
            tests.all.push(test);
            self.told_inside[later].push(arm);
        } else if !self.tell_by_declared(&pair, tests)? {
            return Some(false);
        }
        if !is_strict {
            tests.keep_out(self.clashes(&pair, MAX_DEPTH));
        }
        Some(true)
    }

    /// Adds what tells values of two arms apart by the properties that one of them alone declares, if
    /// anything does.
    fn tell_by_declared(&mut self, pair: &Pair<'b, 'a>, tests: &mut Tests<'b, 'a>) -> Option<bool> {
        let own: Vec<&str> = pair.own().collect();
        if own.len() == pair.this.properties.len() && !own.is_empty() {
            tests.add_all(own);
            return Some(true);
        }
        self.spend(own.len())?;
        if tests.extend((!own.is_empty()).then_some(Sign::OneOf(own))) > 0 {
            return Some(true);
        }
        // An object with all that is required here may be of the other arm as well.
        Some(tests.extend(pair.turned().left_open().map(Sign::Present)) > 0)
    }

    /// Returns the sign that keeps values that no arm lists out of this one. A property
    /// of no other arm that may be left out is none, nor is one of several values that no
    /// arm has others of: such a list may grow.
    fn own_sign(&self, arm: usize) -> Option<Sign<'b>> {
        let name = *self.preferred.first()?;
        let known = self.arms[arm].properties.get(name)?;
        known.facts.values.as_ref()?;
        let tells = known.is_constant() || self.main.has_other_values;
        (tells && (!known.optional || self.main.is_of_several)).then_some(Sign::Is(name))
    }

    /// Returns the property that both arms list values of, and never the same; or a constant that
    /// only the later one declares. Of an arm that is tried later it keeps out values that
    /// neither lists.
    fn told(&self, arm: usize, before: usize) -> Option<Sign<'b>> {
        let (this, other) = (&self.arms[arm].properties, &self.arms[before].properties);
        let is_told = |name: &&&str| {
            let both = this.get(**name).zip(other.get(**name));
            both.is_some_and(|(one, other)| one.is_disjoint(other) && !one.shares_nothing(other))
        };
        let is_own = |name: &&&str| !other.contains_key(**name) && this[**name].is_always();
        let listed = || self.listed[arm].iter();
        listed().find(is_told).or_else(|| listed().find(is_own)).map(|name| Sign::Is(name))
    }

    /// Finds the value, or the property, inside of one that an arm has and one before it has
    /// not, where nothing else tells the two apart. It keeps out values that are of neither;
    /// those of lists of scalars are no sign, since what is listed may grow.
    fn own_inside(&mut self, arm: usize, before: usize) -> Option<Test> {
        let arms = self.arms;
        let is_list = arms[arm].properties.values().all(|known| known.is_item);
        let of_item =
            |test: &Test| is_list && test.paths.iter().flatten().all(|step| step == FIRST_ITEM);
        let is_sign = |is: &Is| matches!(is, Is::Value(_) | Is::Present);
        let pair = self.pair(arm, before)?;
        let found = self.inside(&pair, MAX_DEPTH);
        found.filter(|test| test.is.iter().any(is_sign) && !of_item(test))
    }

    /// Returns the first property that an arm requires and no other declares.
    fn only_required(&self, arm: usize) -> Option<Sign<'b>> {
        let arms = self.arms;
        let others = || (0..arms.len()).filter(|other| *other != arm);
        let is_own = |name: &str| others().all(|other| !arms[other].properties.contains_key(name));
        let mut own = arms[arm].properties.iter();
        let own = own.find(|(name, known)| !known.optional && is_own(name));
        own.filter(|_| others().next().is_some()).map(|(name, _)| Sign::Present(name))
    }

    /// Finds what tells two arms apart inside a property that both have.
    fn inside(&mut self, pair: &Pair<'_, 'a>, depth: usize) -> Option<Test> {
        let depth = depth.checked_sub(1)?;
        self.spend(pair.both.len())?;
        for (name, known, others) in &pair.both {
            let Some(kind) = known.parts_in_common(others) else { continue };
            let [one, another] =
                [known.schema, others.schema].map(|schema| self.builder.follow(schema));
            if one.at.0 == another.at.0 {
                continue;
            }
            let key = (&*one.at, &*another.at, depth);
            let found = match self.inside.get(&key) {
                Some(known) => known.clone(),
                None => {
                    let found = self.between(one, another, kind, depth);
                    self.inside.insert(key, found.clone());
                    found
                }
            };
            if let Some(mut found) = found {
                put_below(&mut found, name);
                // Where the property is not there, it tells nothing, unless both arms require
                // it and a value in it.
                let is_there = [known, others].iter().all(|it| !it.optional && !it.facts.null);
                let is_value = found.is.iter().all(|is| matches!(is, Is::Value(_)));
                let is_strict = found.is.contains(&Is::Present) || is_there && is_value;
                if !found.is.contains(&Is::Absent) && !is_strict {
                    found.is.push(Is::Absent);
                }
                return Some(found);
            }
        }
        None
    }

    /// Lists what keeps values out of an arm that it cannot be read from, though they may be of
    /// another: the properties, at any depth, that have more kinds there, up to as many as are
    /// tested.
    fn clashes(&mut self, pair: &Pair<'_, 'a>, depth: usize) -> Vec<Test> {
        let (Some(depth), Some(())) = (depth.checked_sub(1), self.spend(pair.both.len())) else {
            return Vec::new();
        };
        let both = pair.both.iter().copied();
        let (own, others): (Vec<_>, Vec<_>) =
            both.partition(|(_, known, others)| known.lacks_kinds(others));
        let own = own.into_iter().take(MOST_KEPT_OUT);
        let test = |(name, known, _): (&str, &PropertyFacts<'_>, _)| Test {
            paths: vec![vec![name.to_owned()]],
            is: known.loose_domain(),
        };
        let mut found: Vec<Test> = own.map(test).collect();
        for (name, known, others) in others {
            if found.len() >= MOST_KEPT_OUT {
                break;
            }
            let Some(kind) = known.parts_in_common(others) else { continue };
            let inside = self.clashes_inside(known.schema, others.schema, kind, depth);
            let mut inside = inside.to_vec();
            inside.iter_mut().for_each(|test| put_below(test, name));
            found.extend(inside);
        }
        found
    }

    fn clashes_inside(
        &mut self,
        one: &'a Schema,
        another: &'a Schema,
        kind: JsonKind,
        depth: usize,
    ) -> Rc<[Test]> {
        let [one, another] = [one, another].map(|schema| self.builder.follow(schema));
        if one.at.0 == another.at.0 {
            return Rc::default();
        }
        let key = (&*one.at, &*another.at, depth);
        if let Some(known) = self.clashes.get(&key) {
            return Rc::clone(known);
        }
        let parts = self.parts(one, kind).zip(self.parts(another, kind));
        let found = parts.and_then(|(this, other)| {
            self.spend(this.properties.len())?;
            Some(self.clashes(&Pair::inside(&this, &other), depth))
        });
        let found: Rc<[Test]> = found.unwrap_or_default().into();
        self.clashes.insert(key, Rc::clone(&found));
        found
    }

    /// Finds what tells two values with parts apart.
    fn between(
        &mut self,
        one: &'a Schema,
        another: &'a Schema,
        kind: JsonKind,
        depth: usize,
    ) -> Option<Test> {
        let (this, other) = (self.parts(one, kind)?, self.parts(another, kind)?);
        self.spend(PAIR + this.size())?;
        let pair = Pair::inside(&this, &other);
        let narrower = || narrowing(&pair).next().map(Sign::Is);
        let is_listed =
            |known: Option<&PropertyFacts<'_>>| known.is_some_and(|it| it.facts.values.is_some());
        let is_in_both = |name: &&str| {
            is_listed(this.properties.get(*name)) && is_listed(other.properties.get(*name))
        };
        let listed: Vec<&str> = this.names().filter(is_in_both).collect();
        match distinct(&pair, &listed).or_else(narrower) {
            Some(sign) => Some(sign.test(&this)),
            None => self.inside(&pair, depth),
        }
    }

    /// Returns what is known of a property's value, if it is an object or a list.
    fn parts(&mut self, schema: &'a Schema, kind: JsonKind) -> Option<Rc<Candidate<'a>>> {
        let key = (&*schema.at, kind);
        if let Some(known) = self.parts.get(&key) {
            return known.clone();
        }
        let found = match kind {
            JsonKind::List => Some(self.builder.list_candidate(schema)),
            _ => {
                let declared = self.builder.declared(schema);
                declared.map(|known| self.builder.object_candidate(&known, schema, None))
            }
        };
        let found = found.map(Rc::new);
        self.parts.insert(key, found.clone());
        found
    }
}

/// Adds what tells values of one arm from those of another where no sign tells all of them:
/// what is said of the properties of both.
fn tell_by_properties<'b, 'a>(pair: &Pair<'b, 'a>, tests: &mut Tests<'b, 'a>) -> bool {
    let narrower = narrowing(pair).map(Sign::Is);
    let missing =
        pair.required_by_other().map(|name| Sign::Absent(name, !pair.other.takes_null(&[name])));
    tests.extend(narrower.chain(missing).chain(loosely_distinct(pair))) > 0
}

/// Returns the properties whose values are listed, the most telling first: those whose values are
/// listed in all arms, and not the same in each, before others; and those with several values that
/// are the same wherever they are listed after others.
fn preferred<'b>(arms: &'b [Candidate<'_>]) -> Vec<&'b str> {
    let mut found: IndexMap<&str, Vec<&Values>> = IndexMap::new();
    for (name, known) in arms.iter().flat_map(|arm| &arm.properties) {
        if let Some(values) = &known.facts.values {
            found.entry(name).or_default().push(values);
        }
    }
    let differs = |all: &[&Values]| all.iter().any(|values| *values != all[0]);
    let tells = |all: &[&Values]| all.len() == arms.len() && differs(all);
    let is_same_list = |all: &[&Values]| all[0].len() > 1 && !differs(all);
    found.sort_by_cached_key(|_, all| (!tells(all), is_same_list(all), Reverse(all.len())));
    found.into_keys().collect()
}

/// Tests without those that say what another says.
fn merged(tests: Vec<Test>) -> Vec<Test> {
    let mut seen = HashSet::new();
    let mut kept = tests;
    kept.retain(|test| seen.insert(format!("{test:?}")));
    let values = |test: &Test| test.is.iter().any(|is| matches!(is, Is::Value(_)));
    let told: BTreeSet<Vec<Vec<String>>> =
        kept.iter().filter(|test| values(test)).map(|test| test.paths.clone()).collect();
    // A property with one of some values is there, and of their kind.
    kept.retain(|test| {
        values(test) || test.is.contains(&Is::Absent) || !told.contains(&test.paths)
    });
    kept
}
