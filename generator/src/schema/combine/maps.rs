//! Maps among the arms of a union → one map, whose values are those of any of them.
//!
//! Two maps are told apart by nothing, since any name may be in both; their values are
//! told apart one by one.

use super::{Combiner, MAX_ARMS};
use crate::schema::model::{Additional, At, Schema, Type};
use crate::schema::spelling::{absorb, rest_of_all};

impl Combiner<'_> {
    /// Makes the maps among the arms of a `oneOf` or an `anyOf` one.
    pub(super) fn maps(&self, schema: &mut Schema) {
        let at = schema.at.child("additionalProperties");
        let is_bare = schema.is_bare() && schema.discriminator.is_none();
        let is_alone = is_bare && schema.one_of.is_some() != schema.any_of.is_some();
        let arms = [&mut schema.one_of, &mut schema.any_of].into_iter().flatten().next();
        let Some(arms) = arms.filter(|arms| is_alone && arms.len() <= MAX_ARMS) else { return };
        let values = arms.iter().filter_map(|arm| self.values_of_map(arm)).cloned();
        let values: Vec<Additional> = values.collect();
        if values.len() < 2 {
            return;
        }
        let is_nullable = |arm: &Schema| arm.nullable || self.target(arm).nullable;
        schema.nullable |= arms.iter().any(is_nullable);
        let map = Schema {
            at: At(at.clone()),
            kind: Some(Type::Object),
            // A place of its own, by which it is told from the map.
            additional: rest_of_all(values, &at.child("anyOf")),
            ..Schema::default()
        };
        let first = arms.iter().position(|arm| self.values_of_map(arm).is_some());
        arms.retain(|arm| self.values_of_map(arm).is_none());
        if !arms.is_empty() {
            arms.insert(first.unwrap_or_default().min(arms.len()), map);
            return;
        }
        (schema.one_of, schema.any_of) = (None, None);
        absorb(schema, map);
    }

    /// Returns the values of a schema that is a map and nothing else.
    fn values_of_map<'s>(&'s self, arm: &'s Schema) -> Option<&'s Additional> {
        let map = self.target(arm);
        let is_map = map.kind == Some(Type::Object)
            && map.is_alone()
            && map.required.is_none()
            && map.children.is_none()
            && map.properties.as_ref().is_none_or(|own| own.is_empty());
        map.additional.as_ref().filter(|values| is_map && values.values().is_some())
    }
}
