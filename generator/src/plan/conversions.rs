//! Conversions of what is read into what is sent.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::types::slot;
use super::{Planner, markdown};
use crate::ir::{self, Api, Goal, Shape, TypeId, TypeRef};
use crate::rust::{Carried, CarriedVariant, Carrying, Conversion, Item, Only, Way};

/// The beginning of a type's path in the module of another one.
const BESIDE: &str = "super::";

/// Returns the conversions by the type in whose file they are: the one that they make, or,
/// where that is text, the one that they take.
pub(super) fn by_file(api: &Api) -> HashMap<&TypeId, Vec<&ir::Conversion>> {
    let mut found: HashMap<&TypeId, Vec<&ir::Conversion>> = HashMap::new();
    for conversion in &api.conversions {
        let id = match &conversion.to {
            Goal::Type(to) => to,
            Goal::Text => &conversion.from,
        };
        found.entry(id).or_default().push(conversion);
    }
    found
}

impl Planner<'_> {
    /// Returns the conversions that are in the file of a type.
    pub(super) fn conversion_items(
        &self,
        id: &TypeId,
        conditions: &BTreeMap<String, Vec<String>>,
    ) -> Vec<Item> {
        let here = self.conversions.get(id).into_iter().flatten();
        here.filter_map(|conversion| self.conversion(conversion, conditions))
            .map(Item::Conversion)
            .collect()
    }

    fn conversion(
        &self,
        conversion: &ir::Conversion,
        conditions: &BTreeMap<String, Vec<String>>,
    ) -> Option<Conversion> {
        let ir::Conversion { from, to, how, refuses, .. } = conversion;
        let shape = &self.api.types.get(from)?.shape;
        let (path, to_name, features) = match to {
            Goal::Type(to) => (
                format!("{BESIDE}{}", self.type_name(from)),
                self.type_name(to),
                self.missing_features(from, to, conditions),
            ),
            Goal::Text => (self.type_name(from), "String".to_owned(), Vec::new()),
        };
        let how = match (how, to) {
            (ir::Carrying::Fields(fields), Goal::Type(to)) => self.fields(from, to, fields)?,
            (ir::Carrying::Arms { arms, keeps_unlisted }, Goal::Type(to)) => {
                self.carried_variants(from, to, arms, *keeps_unlisted)?
            }
            (ir::Carrying::Arm(number, way), Goal::Type(to)) => {
                let Shape::Union(union) = &self.api.types.get(to)?.shape else { return None };
                let payload = union.arms.get(*number)?.payload.as_ref()?;
                Carrying::Variant(
                    self.arm_name(to, *number)?.to_owned(),
                    self.carried_way(way, payload)?,
                )
            }
            (ir::Carrying::Texts(refused), _) => Carrying::Texts(refused.clone()),
            (ir::Carrying::Text { name, refused }, _) => Carrying::Text {
                field: self.field_of(&TypeRef::Named(from.clone()), name),
                refused: self.refused(from, refused),
            },
            _ => return None,
        };
        let docs = markdown::lines(&conversion.notes(shape).join(" "), None);
        let refuses = *refuses;
        Some(Conversion { docs, features, from: path, to: to_name, refuses, how })
    }

    /// Returns the features that what is read needs, where what is sent may be there without it.
    fn missing_features(
        &self,
        from: &TypeId,
        to: &TypeId,
        conditions: &BTreeMap<String, Vec<String>>,
    ) -> Vec<String> {
        let of = |id: &TypeId| conditions.get(self.module_of(id)).map_or(&[][..], Vec::as_slice);
        let (needed, given) = (of(from), of(to));
        let is_given = !given.is_empty() && given.iter().all(|feature| needed.contains(feature));
        if is_given { Vec::new() } else { needed.to_vec() }
    }

    fn refused(&self, of: &TypeId, properties: &[String]) -> Vec<(String, String)> {
        let of = TypeRef::Named(of.clone());
        properties.iter().map(|name| (self.field_of(&of, name), name.clone())).collect()
    }

    fn fields(&self, from: &TypeId, to: &TypeId, fields: &ir::Fields) -> Option<Carrying> {
        let (read, sent) = (&self.api.types.get(from)?, &self.api.types.get(to)?);
        let (Shape::Object(one), Shape::Object(other)) = (&read.shape, &sent.shape) else {
            return None;
        };
        let (of_read, of_sent) = (TypeRef::Named(from.clone()), TypeRef::Named(to.clone()));
        let carried = fields.carried.iter().map(|(name, way)| {
            let (field, target) = (one.field(name)?, other.field(name)?);
            Some(Carried {
                from: self.field_of(&of_read, name),
                from_slot: slot(field.presence, read.usage),
                to: self.field_of(&of_sent, name),
                to_slot: slot(target.presence, sent.usage),
                wire: name.clone(),
                way: self.carried_way(way, &target.ty)?,
            })
        });
        let carried: Vec<Carried> = carried.collect::<Option<_>>()?;
        let is_whole = carried.len() == other.fields.len();
        let is_part = !is_whole || other.rest.is_some() || sent.usage.response;
        Some(Carrying::Fields {
            refused: self.refused(from, &fields.refused),
            only: fields
                .only
                .iter()
                .map(|(name, text)| Only {
                    field: self.field_of(&of_read, name),
                    wire: name.clone(),
                    text: text.clone(),
                })
                .collect(),
            fields: carried,
            is_part,
        })
    }

    /// Plans the way in which a value becomes one of a type.
    fn carried_way(&self, way: &ir::Way, to: &TypeRef) -> Option<Way> {
        Some(match way {
            ir::Way::Same => Way::Same,
            ir::Way::Declared => Way::Declared,
            ir::Way::Into => Way::Into { refuses: false },
            ir::Way::Try => Way::Into { refuses: true },
            ir::Way::Each { refuses } => Way::Each { refuses: *refuses },
            ir::Way::Constant => Way::Constant,
            ir::Way::Read => Way::Read,
            ir::Way::Arm(number, inner) => {
                let TypeRef::Named(id) = self.api.target(to) else { return None };
                let Some(Shape::Union(union)) = self.api.shape(to) else { return None };
                let (name, variant) = (self.type_name(id), self.arm_name(id, *number)?);
                let payload = union.arms.get(*number)?.payload.as_ref()?;
                let inner = self.carried_way(inner, payload)?;
                Way::Variant(format!("{BESIDE}{name}::{variant}"), Box::new(inner))
            }
        })
    }

    fn carried_variants(
        &self,
        from: &TypeId,
        to: &TypeId,
        arms: &[Option<(usize, ir::Way)>],
        keeps_unlisted: bool,
    ) -> Option<Carrying> {
        let (Shape::Union(one), Shape::Union(other)) =
            (&self.api.types.get(from)?.shape, &self.api.types.get(to)?.shape)
        else {
            return None;
        };
        let mut variants: Vec<CarriedVariant> = Vec::with_capacity(arms.len() + 1);
        let mut known: HashSet<&str> = HashSet::new();
        for ((arm, name), way) in one.arms.iter().zip(self.arm_names(from)).zip(arms) {
            // Arms of one name are one variant.
            if !known.insert(name.as_str()) {
                continue;
            }
            let to = match way {
                Some((number, way)) => {
                    let payload = other.arms.get(*number)?.payload.as_ref();
                    let way = match payload {
                        Some(payload) => self.carried_way(way, payload)?,
                        None => Way::Same,
                    };
                    Ok((self.arm_name(to, *number)?.to_owned(), way))
                }
                None => Err(arm.word()),
            };
            let from = name.clone();
            variants.push(CarriedVariant { from, holds: arm.payload.is_some(), to });
        }
        if !one.kept().is_empty() {
            let other = "Other".to_owned();
            let to = if keeps_unlisted {
                Ok((other.clone(), Way::Same))
            } else {
                Err("what the document does not list".to_owned())
            };
            variants.push(CarriedVariant { from: other, holds: true, to });
        }
        Some(Carrying::Variants(variants))
    }
}
