//! Several declarations of a property, of which one or another holds → one schema.

use serde_json::Value;

use crate::schema::model::{About, At, ExternalDocs, Schema};
use crate::schema::spelling::{again, other_title};
use crate::words::{code, description, one_of, unique};

/// Returns the schema of a property that is declared in each of these ways; none if there are none.
pub(super) fn any_of(all: &[&Schema]) -> Option<Schema> {
    let mut kinds = distinct(all);
    let about = of_all(&all.iter().map(|schema| &schema.about).collect::<Vec<_>>());
    if kinds.len() > 1 {
        // These are told beside them.
        for kind in &mut kinds {
            (kind.about.default, kind.about.read_only, kind.about.write_only) =
                (None, false, false);
        }
        // A place of its own, by which its arms are told from it.
        let at = At(kinds[0].at.child("anyOf"));
        let about = About { by_case: true, ..about };
        return Some(again(Schema { at, about, any_of: Some(kinds), ..Schema::default() }));
    }
    let mut only = kinds.pop()?;
    let description = description([&only.about, &about].map(|about| about.description.as_deref()));
    let About { default, deprecated, read_only, write_only, .. } = about;
    only.about = About { description, default, deprecated, read_only, write_only, ..only.about };
    Some(only)
}

/// Returns what is said beside arms that became one object, with what these say. A component says
/// it at its own type.
pub(super) fn beside_arms(own: About, arms: &[&Schema]) -> About {
    let abouts: Vec<&About> = arms.iter().map(|arm| &arm.about).collect();
    let of_arms = of_all(&abouts);
    let mut words: Vec<String> = own.description.iter().cloned().collect();
    for about in abouts {
        words.extend(other_title(&own, about));
        words.extend(about.description.clone());
        words.extend(about.more.as_ref().map(ExternalDocs::sentence));
    }
    words.extend(of_arms.description);
    About {
        description: description(words.iter().map(|text| Some(text.as_str()))),
        default: own.default.clone().or(of_arms.default),
        deprecated: own.deprecated || of_arms.deprecated,
        read_only: own.read_only || of_arms.read_only,
        write_only: own.write_only || of_arms.write_only,
        ..own
    }
}

/// Returns a schema for those of each type, with the words of all of these.
fn distinct(all: &[&Schema]) -> Vec<Schema> {
    let mut found: Vec<Vec<&Schema>> = Vec::new();
    for schema in all {
        match found.iter_mut().find(|equal| are_equal(equal[0], schema)) {
            Some(equal) => equal.push(schema),
            None => found.push(vec![schema]),
        }
    }
    let one = |equal: &Vec<&Schema>| {
        let mut first = Schema::clone(equal[0]);
        first.nullable = equal.iter().any(|schema| schema.nullable);
        let texts = equal.iter().map(|schema| schema.about.description.as_deref());
        first.about.description = description(texts);
        first
    };
    found.iter().map(one).collect()
}

/// Tells whether two schemas take the same values.
fn are_equal(left: &Schema, right: &Schema) -> bool {
    match (left.component(), right.component()) {
        (Some(left), Some(right)) => left == right,
        _ => left.takes_the_same(right),
    }
}

/// Returns what is so of all of several declarations; what is so of some of them is its
/// description.
pub(crate) fn of_all(all: &[&About]) -> About {
    let mut words: Vec<String> = Vec::new();
    let mut are_all = |has: fn(&About) -> bool, said: &str| {
        let count = all.iter().filter(|about| has(about)).count();
        if (1..all.len()).contains(&count) {
            words.push(format!("{said} in some cases."));
        }
        count > 0 && count == all.len()
    };
    let deprecated = are_all(|about| about.deprecated, "Deprecated");
    let read_only = are_all(|about| about.read_only, "Set by the server alone");
    let write_only = are_all(|about| about.write_only, "Never sent by the server");
    let defaults = unique(all.iter().filter_map(|about| about.default.as_ref()));
    let default = match defaults.as_slice() {
        [default] => Some(Value::clone(default)),
        [] => None,
        several => {
            let values: Vec<String> = several.iter().map(|it| code(&it.to_string())).collect();
            words.push(format!("Default: {}.", one_of(&values)));
            None
        }
    };
    let description = Some(words.join(" ")).filter(|words| !words.is_empty());
    About { description, default, deprecated, read_only, write_only, ..About::default() }
}
