//! The end of the ladder: objects, or lists, that no single property tells
//! apart.
//!
//! What tells two arms apart is, in this order: values that a property is
//! limited to in both; the kinds that its value has; a property that only one
//! of them requires. Where values of one arm are values of the other as well,
//! the narrower arm comes first, with all that limits it; and where the arms
//! differ only inside a property, so it goes on there. The tests of an arm hold
//! against all arms after it, so that a value is decided by going through them
//! once, and then decoded once.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::Builder;
use super::facts::Facts;
use super::object::Declared;
use crate::ir::{Is, Kind, Test};
use crate::schema::{Form, Schema, Type};

/// How deep arms are compared inside of properties.
const MAX_DEPTH: usize = 3;

/// An arm, and what is known of its values.
pub(super) struct Candidate<'a> {
    properties: IndexMap<String, Known<'a>>,
}

/// What is known of a property.
struct Known<'a> {
    schema: &'a Schema,
    facts: Facts,
    optional: bool,
}

/// The order in which arms are tried, with the tests of each; and pairs of arms
/// that nothing tells apart, so that the first takes what is meant for both.
pub(super) struct Order {
    pub(super) rules: Vec<(usize, Vec<Test>)>,
    pub(super) unsettled: Vec<(usize, usize)>,
    /// The property that tells most of them apart.
    pub(super) main: Option<String>,
}

impl<'a> Builder<'a> {
    /// What is known of objects that declare this; `said` is what a
    /// discriminator says of one property, which need not be declared.
    pub(super) fn object_candidate(
        &self,
        declared: &Declared<'a>,
        arm: &'a Schema,
        said: Option<&(String, Vec<String>)>,
    ) -> Candidate<'a> {
        let known = |(name, schema): (&&'a str, &&'a Schema)| {
            let (facts, optional) = (self.facts(schema), !declared.requires(name));
            ((*name).to_owned(), Known { schema, facts, optional })
        };
        let mut properties: IndexMap<String, Known<'a>> =
            declared.properties.iter().map(known).collect();
        if let Some((name, texts)) = said {
            let facts =
                Facts::listed(Kind::String, texts.iter().map(|text| (**text).into()).collect());
            let undeclared = Known { schema: arm, facts: facts.clone(), optional: false };
            let known = properties.entry(name.clone()).or_insert(undeclared);
            if known.facts.values.is_none() {
                known.facts = facts;
            }
        }
        Candidate { properties }
    }

    /// What is known of a list: of its first item.
    pub(super) fn list_candidate(&self, list: &'a Schema) -> Candidate<'a> {
        let list = self.follow(list);
        let mut properties = IndexMap::new();
        if list.form() == Form::Type(Type::Array)
            && let Some(items) = &list.items
        {
            let facts = self.facts(items);
            properties.insert("0".to_owned(), Known { schema: items, facts, optional: true });
        }
        Candidate { properties }
    }

    /// Puts the arms into an order in which they can be told apart.
    pub(super) fn order(&mut self, arms: &[Candidate<'a>]) -> Order {
        let preferred = preferred(arms);
        let mut left: Vec<usize> = (0..arms.len()).collect();
        let main = preferred.first().cloned();
        let mut order = Order { rules: Vec::new(), unsettled: Vec::new(), main };
        while !left.is_empty() {
            let next = self.next(arms, &left, &preferred);
            left.retain(|arm| *arm != next);
            let mut tests: Vec<Test> = own_test(&arms[next], &preferred).into_iter().collect();
            let before = order.rules.iter().map(|(before, _)| &arms[*before]);
            tests.extend(before.filter_map(|before| listed(&arms[next], before, &preferred)));
            for other in &left {
                let found = self.tests(&arms[next], &arms[*other], &preferred);
                if found.is_empty() {
                    order.unsettled.push((next, *other));
                }
                tests.extend(found);
            }
            // What only the last one requires keeps out what is new.
            if tests.is_empty() && left.is_empty() {
                let others: Vec<&Candidate<'a>> = (0..arms.len())
                    .filter(|other| *other != next)
                    .map(|other| &arms[other])
                    .collect();
                tests.extend(only_required(&arms[next], &others));
            }
            order.rules.push((next, merged(tests)));
        }
        order
    }

    /// The arm to be tried next: one whose values are those of no other, or
    /// else the narrowest.
    fn next(&mut self, arms: &[Candidate<'a>], left: &[usize], preferred: &[String]) -> usize {
        let others = |arm: usize| left.iter().filter(move |other| **other != arm);
        let apart = left.iter().find(|arm| {
            others(**arm).all(|other| distinct(&arms[**arm], &arms[*other], preferred).is_some())
        });
        if let Some(arm) = apart {
            return *arm;
        }
        let mut best = (left[0], (0, 0));
        for arm in left {
            let mut narrower = 0;
            let mut settled = 0;
            for other in others(*arm) {
                let (this, other) = (&arms[*arm], &arms[*other]);
                narrower += narrowing(this, other).len();
                settled += usize::from(!self.tests(this, other, preferred).is_empty());
            }
            if (settled, narrower) > best.1 {
                best = (*arm, (settled, narrower));
            }
        }
        best.0
    }

    /// What tells values of one arm from those of another that is tried later.
    fn tests(
        &mut self,
        this: &Candidate<'a>,
        other: &Candidate<'a>,
        preferred: &[String],
    ) -> Vec<Test> {
        if let Some(test) = distinct(this, other, preferred) {
            return vec![test];
        }
        let mut tests = narrowing(this, other);
        tests.extend(only_required_by(other, this).map(|name| test(name, vec![Is::Absent])));
        if tests.is_empty() {
            tests.extend(inside(self, this, other, MAX_DEPTH));
        }
        let own = only_declared_by(this, other);
        if tests.is_empty() && !own.is_empty() {
            let paths = own.into_iter().map(|name| vec![name]).collect();
            tests.push(Test { paths, is: vec![Is::Present] });
        }
        tests
    }

    /// What is known of a property's value, if it is an object or a list.
    fn candidate(&mut self, schema: &'a Schema, kind: Kind) -> Option<Candidate<'a>> {
        match kind {
            Kind::List => Some(self.list_candidate(schema)),
            _ => {
                self.declared(schema).map(|declared| self.object_candidate(&declared, schema, None))
            }
        }
    }
}

/// The properties whose values are listed, the most telling first.
fn preferred(arms: &[Candidate<'_>]) -> Vec<String> {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for (name, known) in arms.iter().flat_map(|arm| &arm.properties) {
        if known.facts.values.is_some() {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.sort_by(|_, left, _, right| right.cmp(left));
    counts.into_keys().map(str::to_owned).collect()
}

/// The test that keeps values that no arm lists out of this one.
fn own_test(arm: &Candidate<'_>, preferred: &[String]) -> Option<Test> {
    let name = preferred.first()?;
    let known = arm.properties.get(name)?;
    known.facts.values.as_ref().map(|_| test(name, known.domain()))
}

/// The property that both arms list values of, and never the same. Of an arm
/// that is tried later it keeps out values that neither lists.
fn listed(this: &Candidate<'_>, other: &Candidate<'_>, preferred: &[String]) -> Option<Test> {
    let both = |name| Some((name, this.properties.get(name)?, other.properties.get(name)?));
    let mut both = preferred.iter().filter_map(both);
    let found =
        both.find(|(_, known, others)| known.is_disjoint(others) && !known.shares_nothing(others));
    found.map(|(name, known, _)| test(name, known.domain()))
}

/// What holds of all values of one arm and of none of another.
fn distinct(this: &Candidate<'_>, other: &Candidate<'_>, preferred: &[String]) -> Option<Test> {
    let listed = preferred.iter().filter_map(|name| Some((name, this.properties.get(name)?)));
    let strict = listed.clone().find(|(name, known)| match other.properties.get(*name) {
        Some(others) => known.is_disjoint(others) && !known.shares_nothing(others),
        // A list of values may grow; a constant does not.
        None => known.is_constant() && !known.optional && !known.facts.null,
    });
    let both = || {
        let known = |(name, known)| Some((name, known, other.properties.get(name)?));
        this.properties.iter().filter_map(known)
    };
    let by_kind = || {
        both().find(|(_, known, others)| {
            known.has_other_kinds(others) && !known.shares_nothing(others)
        })
    };
    // A value without the property, or with null, may be of either.
    let loose = || {
        both().find(|(_, known, others)| known.is_disjoint(others) || known.has_other_kinds(others))
    };
    if let Some((name, known)) = strict {
        return Some(test(name, known.domain()));
    }
    if let Some((name, known, _)) = by_kind() {
        return Some(test(name, known.domain()));
    }
    if let Some(name) = only_required_by(this, other).next() {
        return Some(test(name, vec![Is::Present]));
    }
    loose().map(|(name, known, _)| test(name, known.domain()))
}

/// What limits one arm and not another that takes its values as well.
fn narrowing(this: &Candidate<'_>, other: &Candidate<'_>) -> Vec<Test> {
    let mut tests = Vec::new();
    for (name, known) in &this.properties {
        let Some(others) = other.properties.get(name) else { continue };
        let fewer_values = match (&known.facts.values, &others.facts.values) {
            (Some(values), Some(others)) => {
                values.len() < others.len() && values.iter().all(|value| others.contains(value))
            }
            (Some(_), None) => true,
            _ => false,
        };
        let fewer_kinds = known.facts.kinds.len() < others.facts.kinds.len()
            && known.facts.kinds.is_subset(&others.facts.kinds);
        if fewer_values || fewer_kinds {
            tests.push(test(name, known.domain()));
        }
    }
    tests
}

/// What tells two arms apart inside a property that both have.
fn inside<'a>(
    builder: &mut Builder<'a>,
    this: &Candidate<'a>,
    other: &Candidate<'a>,
    depth: usize,
) -> Option<Test> {
    let depth = depth.checked_sub(1)?;
    for (name, known) in &this.properties {
        let Some(others) = other.properties.get(name) else { continue };
        let mut kinds = known.facts.kinds.iter();
        let (Some(kind @ (Kind::Object | Kind::List)), None) = (kinds.next(), kinds.next()) else {
            continue;
        };
        if known.facts.kinds != others.facts.kinds {
            continue;
        }
        let candidates =
            [known.schema, others.schema].map(|schema| builder.candidate(schema, *kind));
        let [Some(this), Some(other)] = candidates else { continue };
        let found = distinct(&this, &other, &[])
            .or_else(|| narrowing(&this, &other).into_iter().next())
            .or_else(|| inside(builder, &this, &other, depth));
        if let Some(mut found) = found {
            for path in &mut found.paths {
                path.insert(0, name.clone());
            }
            // Where the property is not there, it tells nothing.
            if !found.is.contains(&Is::Absent) && !found.is.contains(&Is::Present) {
                found.is.push(Is::Absent);
            }
            return Some(found);
        }
    }
    None
}

/// The properties that one arm requires and the other does not declare.
fn only_required_by<'c>(
    this: &'c Candidate<'_>,
    other: &'c Candidate<'_>,
) -> impl Iterator<Item = &'c String> {
    this.properties
        .iter()
        .filter(|(name, known)| !known.optional && !other.properties.contains_key(*name))
        .map(|(name, _)| name)
}

/// The first property that one arm requires and no other declares.
fn only_required(this: &Candidate<'_>, others: &[&Candidate<'_>]) -> Option<Test> {
    let is_own = |name: &str| others.iter().all(|other| !other.properties.contains_key(name));
    let mut own = this.properties.iter().filter(|(name, known)| !known.optional && is_own(name));
    own.next().filter(|_| !others.is_empty()).map(|(name, _)| test(name, vec![Is::Present]))
}

fn only_declared_by(this: &Candidate<'_>, other: &Candidate<'_>) -> Vec<String> {
    let names = this.properties.keys();
    names.filter(|name| !other.properties.contains_key(*name)).cloned().collect()
}

fn test(name: &str, is: Vec<Is>) -> Test {
    Test { paths: vec![vec![name.to_owned()]], is }
}

/// Tests without those that say what another says.
fn merged(tests: Vec<Test>) -> Vec<Test> {
    let mut kept: Vec<Test> = Vec::new();
    for test in tests {
        if !kept.contains(&test) {
            kept.push(test);
        }
    }
    let values = |test: &Test| test.is.iter().any(|is| matches!(is, Is::Value(_)));
    let told: BTreeSet<Vec<Vec<String>>> =
        kept.iter().filter(|test| values(test)).map(|test| test.paths.clone()).collect();
    // What has one of some values is there, and of their kind.
    kept.retain(|test| {
        values(test) || test.is.contains(&Is::Absent) || !told.contains(&test.paths)
    });
    kept
}

impl Candidate<'_> {
    /// The names of the properties.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties.keys().map(String::as_str)
    }

    /// Takes values from those that a property is limited to, unless that leaves
    /// none.
    pub(super) fn lose(&mut self, name: &str, texts: &[String]) {
        let Some(known) = self.properties.get_mut(name) else { return };
        let Some(values) = &mut known.facts.values else { return };
        let left = |value: &&Value| text(value).is_none_or(|text| !texts.contains(&text));
        let left: Vec<Value> = values.iter().filter(left).cloned().collect();
        if !left.is_empty() {
            *values = left;
        }
    }

    /// Whether a property has to be there, and not null.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.properties.get(name).is_some_and(|known| !known.optional)
    }

    /// Whether a property that is declared may have one of these values.
    pub(super) fn may_have(&self, name: &str, texts: &[String]) -> bool {
        self.properties.get(name).is_some_and(|known| match &known.facts.values {
            Some(values) => values.iter().filter_map(text).any(|text| texts.contains(&text)),
            None => true,
        })
    }

    /// The values that a property is limited to, as text.
    pub(super) fn texts(&self, name: &str) -> Option<Vec<String>> {
        let facts = &self.properties.get(name)?.facts;
        let values = facts.values.as_ref().filter(|_| !facts.null)?;
        values.iter().map(text).collect()
    }
}

/// A text, number or boolean as text.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        _ => None,
    }
}

impl Known<'_> {
    /// What the property may be in an arm, its absence included.
    fn domain(&self) -> Vec<Is> {
        let mut domain: Vec<Is> = match &self.facts.values {
            Some(values) => values.iter().cloned().map(Is::Value).collect(),
            None => {
                let kinds = &self.facts.kinds;
                let whole = |kind: &Kind| *kind == Kind::Integer && kinds.contains(&Kind::Number);
                kinds.iter().filter(|kind| !whole(kind)).copied().map(Is::Kind).collect()
            }
        };
        if self.facts.null {
            domain.push(Is::Null);
        }
        if self.optional {
            domain.push(Is::Absent);
        }
        domain
    }

    fn is_constant(&self) -> bool {
        self.facts.values.as_ref().is_some_and(|values| values.len() == 1)
    }

    /// Whether the values of both are listed, and none is in both lists.
    fn is_disjoint(&self, other: &Self) -> bool {
        let (Some(values), Some(others)) = (&self.facts.values, &other.facts.values) else {
            return false;
        };
        !values.iter().any(|value| others.contains(value))
    }

    fn has_other_kinds(&self, other: &Self) -> bool {
        !self.facts.kinds.is_empty() && self.facts.kinds.is_disjoint(&other.facts.kinds)
    }

    /// Whether it may be absent in both, or null in both.
    fn shares_nothing(&self, other: &Self) -> bool {
        (self.optional && other.optional) || (self.facts.null && other.facts.null)
    }
}
