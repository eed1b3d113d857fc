//! Several things said about a scalar → the narrowest.

use std::collections::HashSet;
use std::slice;

use super::{Combiner, MAX_ARMS, keep_annotations, keep_limits};
use crate::diagnostic::Diagnostic;
use crate::ir::Limits;
use crate::schema::model::{At, Listed, Schema, Type};
use crate::schema::spelling::{absorb, again, format_of_integers, whole_ones};
use crate::source::Pointer;

/// The depth to which scalars may be put together of others.
const MAX_DEPTH: usize = 32;

/// Says that scalars become too many with the union at this place.
struct TooMany(Pointer);

impl Combiner<'_> {
    /// Makes a schema the scalar that all parts allow.
    pub(super) fn scalars(&mut self, schema: &mut Schema, parts: &[Schema]) {
        // Of what several parts say to people, that of the last one is left.
        for part in parts.iter().rev().filter(|part| part.component().is_none()) {
            absorb(schema, Schema { about: part.about.clone(), ..Schema::default() });
        }
        if let Err(TooMany(union)) = self.narrow(schema, parts) {
            keep_annotations(schema);
            self.too_many(&union);
        }
        self.report_other_formats(schema, parts);
    }

    /// Reports the formats of texts that parts say beside the one that is taken.
    fn report_other_formats(&mut self, schema: &Schema, parts: &[Schema]) {
        let Some(taken) = schema.format.as_ref().filter(|_| schema.kind == Some(Type::String))
        else {
            return;
        };
        let said = parts.iter().map(|part| self.target(part));
        let said = said.filter_map(|part| Some((part.at.child("format"), part.format.as_ref()?)));
        let others = said.filter(|(_, format)| *format != taken);
        let found = others.map(|(at, other)| {
            let message =
                format!("the format `{other}` is left out: the same text has the format `{taken}`");
            let warning = Diagnostic::warning("left-out", &at, message);
            warning.settled_without(&at, "The text has another format.")
        });
        let found: Vec<Diagnostic> = found.collect();
        found.into_iter().for_each(|found| self.report.push_counted(found));
    }

    /// Returns the scalar that one is beside others, and unions which may be of something else;
    /// none if it is none of theirs.
    pub(super) fn scalar_beside(&mut self, scalar: &Schema, beside: &[Schema]) -> Option<Schema> {
        let parts = [slice::from_ref(scalar), beside].concat();
        let mut merged =
            Schema { at: scalar.at.clone(), about: scalar.about.clone(), ..Schema::default() };
        let shared = self.said(&parts).and_then(|said| {
            let shared = among_all(&parts, &said, narrower)?;
            Ok((said, shared))
        });
        match shared {
            Ok((_, shared)) if shared.is_empty() => None,
            Ok((said, shared)) => {
                become_one_of(&mut merged, &parts, &said, shared);
                Some(merged)
            }
            Err(TooMany(union)) => {
                self.too_many(&union);
                None
            }
        }
    }

    /// Returns the scalars that each part allows.
    fn said(&self, parts: &[Schema]) -> Result<Vec<Vec<Schema>>, TooMany> {
        let mut left = MAX_ARMS;
        parts.iter().map(|part| self.alternatives(part, 0, &mut left)).collect()
    }

    fn narrow(&mut self, schema: &mut Schema, parts: &[Schema]) -> Result<(), TooMany> {
        let said = self.said(parts)?;
        let mut narrowest = among_all(parts, &said, narrower)?;
        if narrowest.is_empty() {
            narrowest = among_all(parts, &said, later)?;
            if narrowest.is_empty() {
                return Ok(());
            }
            self.nothing_shared(schema, parts);
        }
        become_one_of(schema, parts, &said, narrowest);
        Ok(())
    }

    /// Reports that lists of values have none in common.
    fn nothing_shared(&mut self, schema: &Schema, parts: &[Schema]) {
        let listed = |part: &Schema| {
            let first = self.target(part).listed().first();
            first.map(|listed| listed.at.0.clone())
        };
        let lists: Vec<Pointer> = parts.iter().filter_map(listed).collect();
        let message = "the lists of values here have nothing in common; the later one is taken";
        let warning = Diagnostic::warning("nothing-in-common", &schema.at, message)
            .help("list in the narrower one values of the other");
        self.report.push(match lists.as_slice() {
            [one, .., other] => warning.related(one, "one list").related(other, "the other one"),
            _ => warning,
        });
    }

    /// Returns the scalars that a schema allows: each its type, the values listed, and
    /// limits; and how many arms more may be looked at.
    fn alternatives(
        &self,
        schema: &Schema,
        depth: usize,
        left: &mut usize,
    ) -> Result<Vec<Schema>, TooMany> {
        if depth > MAX_DEPTH {
            return Ok(Vec::new());
        }
        let schema = self.target(schema);
        let own = Schema {
            at: schema.at.clone(),
            kind: schema.kind,
            whole: schema.whole,
            values: schema.values.clone(),
            format: schema.format.clone(),
            limits: schema.limits.clone(),
            ..Schema::default()
        };
        let mut scalars = vec![own];
        for (key, arms) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            let Some(arms) = arms else { continue };
            let too_many = || TooMany(schema.at.child(key));
            *left = left.checked_sub(arms.len()).ok_or_else(too_many)?;
            let mut of_arms = Vec::new();
            for arm in arms {
                of_arms.extend(self.alternatives(arm, depth + 1, left)?);
            }
            scalars = both(&scalars, &of_arms, narrower).ok_or_else(too_many)?;
        }
        for part in schema.all_of.iter().flatten() {
            let too_many = || TooMany(part.at.0.clone());
            *left = left.checked_sub(1).ok_or_else(too_many)?;
            let of_part = self.alternatives(part, depth + 1, left)?;
            scalars = both(&scalars, &of_part, narrower).ok_or_else(too_many)?;
        }
        Ok(scalars)
    }
}

/// Returns the types and values of scalars.
fn values(scalars: &[Schema]) -> Vec<(Option<Type>, Option<&[Listed]>)> {
    scalars.iter().map(|scalar| (scalar.kind, scalar.values.as_deref())).collect()
}

/// The values that two lists leave; none if a value cannot be in both.
type Narrow = fn(&[Listed], &[Listed]) -> Vec<Listed>;

/// Returns the values that are in both lists.
fn narrower(left: &[Listed], right: &[Listed]) -> Vec<Listed> {
    let known: HashSet<String> = right.iter().map(|listed| listed.value.to_string()).collect();
    left.iter().filter(|listed| known.contains(&listed.value.to_string())).cloned().collect()
}

/// Returns the values that are in both lists, or, where there are none, the later one.
fn later(left: &[Listed], right: &[Listed]) -> Vec<Listed> {
    match narrower(left, right) {
        none if none.is_empty() => right.to_vec(),
        shared => shared,
    }
}

/// Makes a schema one of the scalars that its parts allow together; each of the parts has
/// said which it allows.
fn become_one_of(
    schema: &mut Schema,
    parts: &[Schema],
    said: &[Vec<Schema>],
    mut narrowest: Vec<Schema>,
) {
    keep_annotations(schema);
    // A component that says it all keeps its name.
    let named = parts
        .iter()
        .zip(said)
        .find(|(part, said)| part.component().is_some() && values(said) == values(&narrowest));
    if let Some((part, _)) = named
        && let Some(name) = part.component()
    {
        schema.all_of = Some(vec![Schema::refer_to(name, part.at.0.clone())]);
        keep_limits(schema, parts);
        return;
    }
    // Each has a place of its own, by which arms are told apart.
    let place = schema.at.child("anyOf");
    for (number, scalar) in narrowest.iter_mut().enumerate() {
        scalar.at = At(place.child(number));
    }
    let union = Schema { any_of: Some(narrowest), ..Schema::any(schema.at.0.clone()) };
    absorb(schema, again(union));
}

/// Returns the scalars that are among those of all parts.
fn among_all(
    parts: &[Schema],
    said: &[Vec<Schema>],
    narrow: Narrow,
) -> Result<Vec<Schema>, TooMany> {
    let mut more = parts.iter().zip(said).skip(1);
    more.try_fold(said[0].clone(), |left, (part, right)| {
        both(&left, right, narrow).ok_or_else(|| TooMany(place(part)))
    })
}

/// Returns the place of a part, or of the union that it is.
fn place(part: &Schema) -> Pointer {
    match (&part.one_of, &part.any_of) {
        (Some(_), _) => part.at.child("oneOf"),
        (None, Some(_)) => part.at.child("anyOf"),
        (None, None) => part.at.0.clone(),
    }
}

/// Returns the scalars that are among both; none if there are too many to look at.
fn both(left: &[Schema], right: &[Schema], narrow: Narrow) -> Option<Vec<Schema>> {
    let are_few = |left: &[Schema], right: &[Schema]| left.len() * right.len() <= MAX_ARMS;
    let pairs = |left: &[Schema], right: &[Schema]| {
        let pairs = left.iter().flat_map(|left| right.iter().map(move |right| (left, right)));
        distinct(pairs.filter_map(|(left, right)| one(left, right, narrow)))
    };
    if are_few(left, right) {
        return Some(pairs(left, right));
    }
    let (left, right) = (without_limits_of_texts(left), without_limits_of_texts(right));
    are_few(&left, &right).then(|| pairs(&left, &right))
}

/// Scalars by what decides for a type: of several texts, the limits of one do not.
fn without_limits_of_texts(scalars: &[Schema]) -> Vec<Schema> {
    let without = |scalar: &Schema| match scalar.kind {
        Some(Type::String) => Schema { limits: Limits::default(), ..scalar.clone() },
        _ => scalar.clone(),
    };
    distinct(scalars.iter().map(without))
}

/// Returns scalars without those that say the same.
fn distinct(scalars: impl Iterator<Item = Schema>) -> Vec<Schema> {
    let mut seen = HashSet::new();
    scalars.filter(|scalar| seen.insert(identity(scalar))).collect()
}

/// Returns all that a scalar says, with its values as texts.
fn identity(scalar: &Schema) -> (Option<Type>, Option<String>, Option<Vec<String>>, Limits) {
    let values = scalar.values.as_ref();
    let values = values.map(|all| all.iter().map(|listed| listed.value.to_string()).collect());
    (scalar.kind, scalar.format.clone(), values, scalar.limits.clone())
}

fn one(left: &Schema, right: &Schema, narrow: Narrow) -> Option<Schema> {
    let mut scalar = left.clone();
    absorb(&mut scalar, right.clone());
    let kinds = (left.written_type(), right.written_type());
    scalar.kind = match kinds {
        (Some(left), Some(right)) => Some(left.and(right)?),
        (left, right) => left.or(right),
    };
    scalar.whole = false;
    scalar.format = format_of_integers([left, right]).or(scalar.format);
    if let (Some(left), Some(right)) = (&left.values, &right.values) {
        let shared = narrow(left, right);
        if shared.is_empty() {
            return None;
        }
        scalar.values = Some(shared);
    }
    whole_ones(&mut scalar);
    Some(scalar)
}
