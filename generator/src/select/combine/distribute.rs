//! A union among objects → a union of merged objects.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::kind::Kind;
use super::{
    Combiner, MAX_ARMS, Object, Part, Scope, is_union, keep_annotations, moved, reference,
};
use crate::normalize::UNIONS;

impl Combiner<'_> {
    /// Makes a schema a union, each arm of which says what the arm of the first
    /// union says, and all else.
    pub(super) fn distribute(&mut self, schema: &mut Object, parts: Vec<Part>, scope: &Scope) {
        let (mut unions, mut rest): (Vec<Part>, Vec<Part>) =
            parts.into_iter().partition(|part| is_union(&part.node));
        if unions.is_empty() {
            return;
        }
        let union = unions.remove(0);
        rest.extend(unions);
        let own = union.at == scope.at;
        let key = if union.node.get("oneOf").is_some() { "oneOf" } else { "anyOf" };
        let Some(Value::Array(arms)) = union.node.get(key).cloned() else { return };
        keep_annotations(schema);
        self.arms += arms.len();
        let multiplied = rest.iter().map(|part| union_size(&part.node)).product::<usize>();
        if self.arms.max(arms.len().saturating_mul(multiplied)) > MAX_ARMS {
            self.too_many(&scope.at, &union.at.child(key));
            return;
        }
        let mut distributed = Vec::new();
        for (index, arm) in arms.into_iter().enumerate() {
            if self.kind(&arm) != Kind::Object && self.kind(&arm) != Kind::Union {
                continue;
            }
            let at = super::place(&arm, union.at.child(key).child(index));
            distributed.push(self.arm(Part { node: arm, at, of: None }, &rest, own));
        }
        if let Some(discriminator) = union.node.get("discriminator") {
            schema.insert("discriminator".to_owned(), discriminator.clone());
        }
        schema.insert(key.to_owned(), Value::Array(distributed));
    }

    /// An arm with all that is said beside the union; `own` if it stands where
    /// the document has it.
    fn arm(&mut self, arm: Part, rest: &[Part], own: bool) -> Value {
        let more: Vec<Value> =
            rest.iter().filter(|part| !self.includes(&arm, part)).cloned().map(moved).collect();
        if more.is_empty() {
            return if own { arm.node } else { moved(arm) };
        }
        match arm.node {
            Value::Object(mut node) if own && !node.contains_key("$ref") => {
                let parts = node.entry("allOf").or_insert_with(|| json!([]));
                if let Value::Array(parts) = parts {
                    parts.extend(more);
                }
                Value::Object(node)
            }
            node => {
                let description = node.get("description").cloned();
                let first = moved(Part { node, ..arm });
                let parts: Vec<Value> = [first].into_iter().chain(more).collect();
                let mut merged = Map::from_iter([("allOf".to_owned(), Value::Array(parts))]);
                merged.extend(description.map(|text| ("description".to_owned(), text)));
                Value::Object(merged)
            }
        }
    }

    /// Whether an arm says already what a part says, being made of it.
    fn includes(&self, arm: &Part, part: &Part) -> bool {
        let wanted = part.of.as_deref().or_else(|| reference(&part.node));
        let wanted = wanted.map(str::to_owned).or_else(|| {
            let component = self.components.iter().find(|(_, (at, _))| *at == part.at);
            component.map(|(name, _)| name.clone())
        });
        let Some(wanted) = wanted else { return false };
        let mut seen = BTreeSet::new();
        let mut pending = vec![&arm.node];
        while let Some(node) = pending.pop() {
            if let Some(name) = reference(node) {
                if name == wanted {
                    return true;
                }
                if let Some((name, (_, content))) = self.components.get_key_value(name)
                    && seen.insert(name)
                {
                    pending.push(content);
                }
            }
            pending.extend(node.get("allOf").and_then(Value::as_array).into_iter().flatten());
        }
        false
    }
}

/// How many arms a schema has; one if it is no union.
fn union_size(node: &Value) -> usize {
    let arms = UNIONS.iter().find_map(|key| node.get(key)?.as_array());
    arms.map_or(1, Vec::len)
}
