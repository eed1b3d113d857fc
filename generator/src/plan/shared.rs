//! The properties that all variants of a union have.

use super::{Planner, names, reserved};
use crate::ir::{self, Constant, Docs, Field, Shape, TypeRef};
use crate::rust::SharedField;
use crate::words::code;

impl Planner<'_> {
    /// Returns the properties that all arms of a union have, each of one type and under one name;
    /// none where an arm is no object. `keeps_others` is whether the union has `Other`.
    pub(super) fn shared(&self, union: &ir::Union, keeps_others: bool) -> Vec<SharedField> {
        let fields = |arm: &ir::Arm| self.object_fields(arm.payload.as_ref()?);
        let all: Option<Vec<Vec<(&Field, &String)>>> = union.arms.iter().map(fields).collect();
        let Some((first, others)) = all.as_deref().and_then(<[_]>::split_first) else {
            return Vec::new();
        };
        let shared = |&(field, name): &(&Field, &String)| {
            let is_same =
                |(other, of): &&(&Field, &String)| other.name == field.name && *of == name;
            let twins = others.iter().map(|fields| Some(fields.iter().find(is_same)?.0));
            let mut all = vec![field];
            all.extend(twins.collect::<Option<Vec<&Field>>>()?);
            let is_fit = all.iter().all(|field| is_shown(field));
            let ty = self.shared_type(&all)?;
            (is_fit && !reserved::is_of_structs(name))
                .then(|| self.shared_field(&all, name, &ty, keeps_others))
        };
        first.iter().filter_map(shared).collect()
    }

    /// Returns the type as which all of these fields can be lent: their own, or text.
    fn shared_type(&self, fields: &[&Field]) -> Option<TypeRef> {
        let own = |field: &Field| match field.constant {
            Some(_) => None,
            None => Some(self.api.resolved(&field.ty)),
        };
        let is_text = |field: &Field| {
            own(field).is_none_or(|ty| {
                ty == TypeRef::String || matches!(self.api.shape(&ty), Some(Shape::Enum(_)))
            })
        };
        let first = own(fields[0]);
        match fields.iter().all(|field| own(field) == first) {
            true if first.is_some() => first,
            _ => fields.iter().all(|field| is_text(field)).then_some(TypeRef::String),
        }
    }

    fn shared_field(
        &self,
        fields: &[&Field],
        name: &str,
        ty: &TypeRef,
        keeps_others: bool,
    ) -> SharedField {
        let (field, ty) = (fields[0], self.ty(ty));
        let of_others = match keeps_others && !SharedField::is_read_unlisted(&ty) {
            true => "; `None` for `Other`",
            false => "",
        };
        let method =
            format!("Returns {} of whichever variant this is{of_others}.", code(&field.name));
        let mut docs = self.docs(&Docs { text: method, ..Docs::default() }, "");
        let is_same = |part: fn(&Docs, &Docs) -> bool| {
            fields.iter().all(|other| part(&other.docs, &field.docs))
        };
        let said = match is_same(Docs::eq) {
            true => self.docs(&field.docs, ""),
            false if is_same(|one, other| one.text == other.text) => {
                self.docs(&Docs { text: field.docs.text.clone(), ..Docs::default() }, "")
            }
            false => Vec::new(),
        };
        if !said.is_empty() {
            docs.push(String::new());
            docs.extend(said);
        }
        SharedField { docs, name: names::raw(name), property: field.name.clone(), ty }
    }
}

/// Tells whether the value of a field can be lent, and says something.
fn is_shown(field: &Field) -> bool {
    let is_value = matches!(field.constant, Some(Constant::Value(_)));
    !is_value && field.hold == ir::Hold::Direct && !field.docs.deprecated
}
