//! The properties that all variants of a union have.

use super::{Planner, names, reserved};
use crate::ir::{self, Docs, Field};
use crate::rust::SharedField;
use crate::words::code;

impl Planner<'_> {
    /// The properties that all arms of a union have, each of one type and under one name;
    /// none where an arm is no object. `keeps_others` is whether the union has `Other`.
    pub(super) fn shared(&self, union: &ir::Union, keeps_others: bool) -> Vec<SharedField> {
        let fields = |arm: &ir::Arm| self.object_fields(arm.payload.as_ref()?);
        let all: Option<Vec<Vec<(&Field, &String)>>> = union.arms.iter().map(fields).collect();
        let Some((first, others)) = all.as_deref().and_then(<[_]>::split_first) else {
            return Vec::new();
        };
        let shared = |&(field, name): &(&Field, &String)| {
            let is_same = |(other, of): &&(&Field, &String)| {
                other.name == field.name && *of == name && self.are_alike(field, other)
            };
            let twins = others.iter().map(|fields| Some(fields.iter().find(is_same)?.0));
            let twins: Vec<&Field> = twins.collect::<Option<_>>()?;
            let is_fit = is_shown(field) && twins.iter().all(|twin| is_shown(twin));
            let is_free = !reserved::is_of_structs(name);
            let says_same = twins.iter().all(|twin| twin.docs.text == field.docs.text);
            (is_fit && is_free).then(|| self.shared_field(field, name, says_same, keeps_others))
        };
        first.iter().filter_map(shared).collect()
    }

    /// Tells whether two fields hold values of one type.
    fn are_alike(&self, one: &Field, other: &Field) -> bool {
        self.api.resolved(&one.ty) == self.api.resolved(&other.ty)
    }

    fn shared_field(
        &self,
        field: &Field,
        name: &str,
        says_same: bool,
        keeps_others: bool,
    ) -> SharedField {
        let ty = self.ty(self.api.target(&field.ty));
        let of_others = match keeps_others && !SharedField::is_read_unlisted(&ty) {
            true => "; `None` for `Other`",
            false => "",
        };
        let method =
            format!("Returns {} of whichever variant this is{of_others}.", code(&field.name));
        let mut docs = self.docs(&Docs { text: method, ..Docs::default() }, "");
        if says_same && !field.docs.text.is_empty() {
            docs.push(String::new());
            docs.extend(self.docs(&field.docs, ""));
        }
        SharedField { docs, name: names::raw(name), property: field.name.clone(), ty }
    }
}

/// Tells whether a field is one that a variant says by itself, and that can be lent.
fn is_shown(field: &Field) -> bool {
    field.constant.is_none() && field.hold == ir::Hold::Direct && !field.docs.deprecated
}
