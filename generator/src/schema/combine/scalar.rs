//! Several things said about a scalar → the narrowest.

use std::collections::HashSet;

use super::{Combiner, keep_annotations, keep_limits};
use crate::diagnostic::Diagnostic;
use crate::schema::model::{Listed, Schema, Type};
use crate::schema::spelling::{absorb, again};
use crate::source::Pointer;

/// How deep scalars may be put together of others.
const MAX_DEPTH: usize = 32;

impl Combiner<'_> {
    /// Makes a schema the scalar that all parts allow.
    pub(super) fn scalars(&mut self, schema: &mut Schema, parts: &[Schema]) {
        let said: Vec<Vec<Schema>> = parts.iter().map(|part| self.alternatives(part, 0)).collect();
        let fold = |one: Narrow| {
            said.iter().skip(1).fold(said[0].clone(), |left, right| both(&left, right, one))
        };
        let mut narrowest = fold(narrower);
        if narrowest.is_empty() {
            narrowest = fold(later);
            if narrowest.is_empty() {
                return;
            }
            self.nothing_shared(schema, parts);
        }
        keep_annotations(schema);
        // A component that says it all keeps its name.
        let named = parts
            .iter()
            .zip(&said)
            .find(|(part, said)| part.component().is_some() && values(said) == values(&narrowest));
        if let Some((part, _)) = named
            && let Some(name) = part.component()
        {
            schema.all_of = Some(vec![Schema::refer_to(name, part.at.0.clone())]);
            keep_limits(schema, parts);
            return;
        }
        let union = Schema { any_of: Some(narrowest), ..Schema::any(schema.at.0.clone()) };
        absorb(schema, again(union));
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

    /// The scalars that a schema allows: each its type, the values listed, and
    /// limits.
    fn alternatives(&self, schema: &Schema, depth: usize) -> Vec<Schema> {
        if depth > MAX_DEPTH {
            return Vec::new();
        }
        let schema = self.target(schema);
        let own = Schema {
            at: schema.at.clone(),
            kind: schema.kind,
            values: schema.values.clone(),
            format: schema.format.clone(),
            limits: schema.limits.clone(),
            ..Schema::default()
        };
        let mut scalars = vec![own];
        for arms in [&schema.one_of, &schema.any_of].into_iter().flatten() {
            let arms: Vec<Schema> =
                arms.iter().flat_map(|arm| self.alternatives(arm, depth + 1)).collect();
            scalars = both(&scalars, &arms, narrower);
        }
        for part in schema.all_of.iter().flatten() {
            scalars = both(&scalars, &self.alternatives(part, depth + 1), narrower);
        }
        scalars
    }
}

/// The types and values of scalars.
fn values(scalars: &[Schema]) -> Vec<(Option<Type>, Option<&[Listed]>)> {
    scalars.iter().map(|scalar| (scalar.kind, scalar.values.as_deref())).collect()
}

/// The values that two lists leave; none if a value cannot be in both.
type Narrow = fn(&[Listed], &[Listed]) -> Vec<Listed>;

/// The values that are in both lists.
fn narrower(left: &[Listed], right: &[Listed]) -> Vec<Listed> {
    let known: HashSet<String> = right.iter().map(|listed| listed.value.to_string()).collect();
    left.iter().filter(|listed| known.contains(&listed.value.to_string())).cloned().collect()
}

/// The values that are in both lists, or, where there are none, the later one.
fn later(left: &[Listed], right: &[Listed]) -> Vec<Listed> {
    match narrower(left, right) {
        none if none.is_empty() => right.to_vec(),
        shared => shared,
    }
}

/// The scalars that are among both.
fn both(left: &[Schema], right: &[Schema], narrow: Narrow) -> Vec<Schema> {
    let mut found: Vec<Schema> = Vec::new();
    for left in left {
        for right in right {
            if let Some(scalar) = one(left, right, narrow)
                && !found.contains(&scalar)
            {
                found.push(scalar);
            }
        }
    }
    found
}

fn one(left: &Schema, right: &Schema, narrow: Narrow) -> Option<Schema> {
    let mut scalar = left.clone();
    absorb(&mut scalar, right.clone());
    match (left.kind, right.kind) {
        (Some(left), Some(right)) if left != right => match (left, right) {
            (Type::Integer, Type::Number) | (Type::Number, Type::Integer) => {
                scalar.kind = Some(Type::Integer);
            }
            _ => return None,
        },
        _ => {}
    }
    if let (Some(left), Some(right)) = (&left.values, &right.values) {
        let shared = narrow(left, right);
        if shared.is_empty() {
            return None;
        }
        scalar.values = Some(shared);
    }
    Some(scalar)
}
