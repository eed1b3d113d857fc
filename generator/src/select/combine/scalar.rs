//! Several things said about a scalar → the narrowest.

use serde_json::{Map, Value, json};

use super::{Combiner, Object, Part, add, keep_annotations, normalized, refer_to, reference};
use crate::normalize::UNIONS;

/// How deep scalars may be put together of others.
const MAX_DEPTH: usize = 32;

/// A scalar: its type, the values listed, and other keywords.
type Scalar = Map<String, Value>;

impl Combiner<'_> {
    /// Makes a schema the scalar that all parts allow.
    pub(super) fn scalars(&self, schema: &mut Object, parts: &[Part]) {
        let said: Vec<Vec<Scalar>> =
            parts.iter().map(|part| self.alternatives(&part.node, 0)).collect();
        let narrowest = said.iter().skip(1).fold(said[0].clone(), |left, right| both(&left, right));
        if narrowest.is_empty() {
            return;
        }
        keep_annotations(schema);
        // A component that says it all keeps its name.
        let named = parts.iter().zip(&said).find(|(part, said)| {
            reference(&part.node).is_some() && values(said) == values(&narrowest)
        });
        if let Some((part, _)) = named
            && let Some(name) = reference(&part.node)
        {
            schema.insert("allOf".to_owned(), Value::Array(vec![refer_to(name)]));
            return;
        }
        let arms: Vec<Value> = narrowest.into_iter().map(Value::Object).collect();
        let Value::Object(said) = normalized(json!({ "anyOf": arms })) else { return };
        add(schema, said);
    }

    /// The scalars that a schema allows.
    fn alternatives(&self, node: &Value, depth: usize) -> Vec<Scalar> {
        let target = reference(node).and_then(|name| self.components.get(name));
        let node = target.map_or(node, |(_, node)| node);
        if depth > MAX_DEPTH {
            return Vec::new();
        }
        if target.is_some() && reference(node).is_some() {
            return self.alternatives(node, depth + 1);
        }
        let Some(schema) = node.as_object() else { return Vec::new() };
        let own = |key: &str| {
            matches!(key, "type" | "enum" | "format" | "pattern")
                || key.starts_with("min")
                || key.starts_with("max")
                || key.starts_with("exclusive")
                || key == "multipleOf"
        };
        let own: Scalar = schema
            .iter()
            .filter(|(key, _)| own(key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let mut scalars = vec![own];
        for key in UNIONS {
            if let Some(Value::Array(arms)) = schema.get(key) {
                let arms: Vec<Scalar> =
                    arms.iter().flat_map(|arm| self.alternatives(arm, depth + 1)).collect();
                scalars = both(&scalars, &arms);
            }
        }
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            scalars = both(&scalars, &self.alternatives(part, depth + 1));
        }
        scalars
    }
}

/// The types and values of scalars.
fn values(scalars: &[Scalar]) -> Vec<(Option<&Value>, Option<&Value>)> {
    scalars.iter().map(|scalar| (scalar.get("type"), scalar.get("enum"))).collect()
}

/// The scalars that are among both.
fn both(left: &[Scalar], right: &[Scalar]) -> Vec<Scalar> {
    let mut found: Vec<Scalar> = Vec::new();
    for left in left {
        for right in right {
            if let Some(scalar) = one(left, right)
                && !found.contains(&scalar)
            {
                found.push(scalar);
            }
        }
    }
    found
}

fn one(left: &Scalar, right: &Scalar) -> Option<Scalar> {
    let mut scalar = left.clone();
    for (key, value) in right {
        scalar.entry(key.clone()).or_insert_with(|| value.clone());
    }
    let kind = |scalar: &Scalar| scalar.get("type").and_then(Value::as_str).map(str::to_owned);
    match (kind(left), kind(right)) {
        (Some(left), Some(right)) if left != right => match (left.as_str(), right.as_str()) {
            ("integer", "number") | ("number", "integer") => {
                scalar.insert("type".to_owned(), "integer".into());
            }
            _ => return None,
        },
        _ => {}
    }
    if let (Some(Value::Array(left)), Some(Value::Array(right))) =
        (left.get("enum"), right.get("enum"))
    {
        let shared: Vec<Value> =
            left.iter().filter(|value| right.contains(value)).cloned().collect();
        if shared.is_empty() {
            return None;
        }
        scalar.insert("enum".to_owned(), Value::Array(shared));
    }
    Some(scalar)
}
