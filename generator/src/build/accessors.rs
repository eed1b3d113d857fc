//! Methods for the text that is in values, as `config` declares them.

use std::collections::BTreeMap;

use super::Builder;
use crate::ir::{Accessor, TypeId, TypeRef};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// The methods, by the types of the values.
    pub(super) fn accessors(&mut self) -> BTreeMap<TypeId, Vec<Accessor>> {
        let config = self.config;
        let mut found: BTreeMap<TypeId, Vec<Accessor>> = BTreeMap::new();
        for declared in &config.accessors {
            let id = TypeId(vec![declared.of.clone()]);
            let at = Pointer::root().child("accessors").child(declared.index);
            if !self.types.contains_key(&id) {
                let message = format!("there is no component `{}`", declared.of);
                self.unfit(&at.child("type"), message, "take the entry out".to_owned());
                continue;
            }
            let ty = TypeRef::Named(id.clone());
            match self.steps(&ty, declared.text.split('.')) {
                Ok(text) => found.entry(id).or_default().push(Accessor {
                    at: at.child("name"),
                    name: declared.name.clone(),
                    description: declared.description.clone(),
                    text,
                }),
                Err(message) => {
                    let help = "correct the way to the text".to_owned();
                    self.unfit(&at.child("text"), message, help);
                }
            }
        }
        found
    }
}
