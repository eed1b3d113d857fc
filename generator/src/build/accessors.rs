//! Methods for the text that is in values, as `config` declares them.

use std::collections::BTreeMap;

use super::Builder;
use crate::ir::{Accessor, Arm, Step, TypeId, TypeRef, target};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Returns the methods, by the types of the values.
    pub(super) fn accessors(&mut self) -> BTreeMap<TypeId, Vec<Accessor>> {
        let config = self.config;
        let mut found: BTreeMap<TypeId, Vec<Accessor>> = BTreeMap::new();
        for declared in &config.accessors {
            let at = Pointer::root().child("accessors").child(declared.index);
            let inside = TypeId(declared.of.split('.').map(str::to_owned).collect());
            let mut ids = [TypeId(vec![declared.of.clone()]), inside].into_iter();
            let Some(id) = ids.find(|id| self.types.contains_key(id)) else {
                let message = format!("there is no type `{}`", declared.of);
                self.unfit(&at.child("type"), message, "take the entry out".to_owned());
                continue;
            };
            match self.ways_to_text(&id, &declared.text) {
                Ok(ways) => found.entry(id).or_default().push(Accessor {
                    at: at.child("name"),
                    name: declared.name.clone(),
                    description: declared.description.clone(),
                    ways,
                }),
                Err(message) => {
                    let help = "correct the way to the text".to_owned();
                    self.unfit(&at.child("text"), message, help);
                }
            }
        }
        found
    }

    /// Finds the way to a text in a value; in each arm of a union, where that is none itself.
    fn ways_to_text(&self, id: &TypeId, way: &str) -> Result<Vec<Vec<Step>>, String> {
        let ty = TypeRef::Named(id.clone());
        let Some(union) = self.union_of(&ty) else {
            return Ok(vec![self.steps(&ty, way.split('.'))?]);
        };
        let of_arm = |(number, arm): (usize, &Arm)| {
            let mut steps = vec![Step::Arm(id.clone(), number)];
            match &arm.payload {
                Some(payload) if *target(&self.types, payload) == TypeRef::String => {}
                Some(payload) => steps.extend(self.steps(payload, way.split('.'))?),
                None => return Err(format!("an arm of `{}` holds no text", id.0.join("."))),
            }
            Ok(steps)
        };
        union.arms.iter().enumerate().map(of_arm).collect()
    }
}
