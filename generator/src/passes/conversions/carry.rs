//! The conversion of the shape of one type into that of another, if there is one.

use std::collections::{BTreeSet, HashSet};

use super::{Pair, Verdict};
use crate::ir::{
    Alternatives, Api, Arm, ArmKey, Carrying, Constant, EnumValue, Field, Fields, Goal, Hold,
    JsonKind, Object, Precision, Presence, Shape, TypeDef, TypeId, TypeRef, Union, Way,
};

/// Finds how a pair converts, if it does, and whether it refuses something; with
/// the pairs that this depends on.
pub(super) fn carry(
    api: &Api,
    (from, to): &Pair,
    is_request: bool,
    known: &TypeFacts<'_>,
) -> (Option<(Carrying, bool)>, Vec<Pair>) {
    let mut carrier = Carrier { api, known, asked: Vec::new() };
    let how = carrier.types(from, to, is_request);
    (how, carrier.asked)
}

/// The facts about the types within.
pub(super) struct TypeFacts<'k> {
    /// The verdict on a pair of them.
    pub(super) verdict: &'k dyn Fn(&Pair) -> Verdict,
    /// Those that may hold properties which the document does not declare.
    pub(super) undeclared: &'k BTreeSet<TypeId>,
    /// Those of which callers can send a part.
    pub(super) sent: &'k BTreeSet<TypeId>,
}

struct Carrier<'a> {
    api: &'a Api,
    known: &'a TypeFacts<'a>,
    asked: Vec<Pair>,
}

impl<'a> Carrier<'a> {
    fn types(&mut self, from: &TypeId, to: &Goal, is_request: bool) -> Option<(Carrying, bool)> {
        let shape = &self.api.types.get(from)?.shape;
        let Goal::Type(to) = to else { return text(self.api, shape) };
        match (shape, &self.api.types.get(to)?.shape) {
            (Shape::Object(from), Shape::Object(to)) => self.objects(from, to, is_request),
            (Shape::Union(from), Shape::Union(to)) => self.unions(from, to),
            (Shape::Enum(from), Shape::Enum(to)) => texts(from, to),
            _ => None,
        }
    }

    /// Returns an object, property by property. One without a place stays behind if only the
    /// server says it, as far as the document says or shows; else it must not be there.
    fn objects(
        &mut self,
        from: &Object,
        to: &Object,
        is_request: bool,
    ) -> Option<(Carrying, bool)> {
        if from.rest.is_some() || !chooses_one(from, to) {
            return None;
        }
        let is_reference = matches!(settable(to).as_slice(), [only] if is_id(only));
        let mut fields = Fields::default();
        let mut refuses = false;
        for field in &from.fields {
            let other = to.field(&field.name).filter(|other| !other.read_only);
            match other.map(|other| self.field(field, other)) {
                Some(Destination::At(way)) => {
                    let missing = !matches!(field.presence, Presence::Required)
                        && other.is_some_and(|other| other.presence == Presence::Required);
                    refuses |= missing || way.refuses();
                    fields.required.extend(missing.then(|| field.name.clone()));
                    fields.carried.push((field.name.clone(), way));
                }
                Some(Destination::Fixed) => {}
                Some(Destination::Only(text)) => {
                    refuses = true;
                    fields.only.push((field.name.clone(), text));
                }
                None if field.constant.is_some() && !is_request => {}
                None if is_request
                    || is_reference
                    || is_id(field)
                    || field.read_only
                    || may_be_empty(self.api, field) && self.is_only_read(&field.ty) =>
                {
                    fields.left.push(field.name.clone());
                }
                None | Some(Destination::Nowhere) if may_be_empty(self.api, field) => {
                    refuses = true;
                    fields.refused.push(field.name.clone());
                }
                None | Some(Destination::Nowhere) => return None,
            }
        }
        let has = |field: &&Field| fields.carried.iter().any(|(name, _)| *name == field.name);
        let settable = settable(to);
        let given = settable.iter().copied().filter(|field| has(field)).count();
        let lacks = settable.iter().any(|field| field.is_argument() && !has(field));
        // A request that has little of what was answered is about something else.
        let is_other = is_request && (given < 2 || given * 2 < settable.len());
        let nothing = fields.carried.is_empty() && !is_told_apart_only(from);
        let converts = !lacks && !is_other && !nothing;
        converts.then_some((Carrying::Fields(fields), refuses))
    }

    fn field(&mut self, from: &Field, to: &Field) -> Destination {
        match (&from.constant, &to.constant) {
            (Some(one), Some(other)) if one == other => Destination::Fixed,
            (None, Some(Constant::Text(text))) if is_only(self.api, &from.ty, text) => {
                Destination::Fixed
            }
            (None, Some(Constant::Text(text))) if lists(self.api, &from.ty, text) => {
                Destination::Only(text.clone())
            }
            (Some(Constant::Text(text)), None) if lists(self.api, &to.ty, text) => {
                Destination::At(Way::Constant)
            }
            (None, None) => {
                let is_direct = from.hold == Hold::Direct;
                let is_as_held = |way: &Way| {
                    from.hold == to.hold && (is_direct || matches!(way, Way::Same | Way::Declared))
                };
                let way = self.way(&from.ty, &to.ty).filter(is_as_held);
                way.map_or(Destination::Nowhere, Destination::At)
            }
            _ => Destination::Nowhere,
        }
    }

    /// Tells whether it is objects, or lists of them, of which callers can send no part: a
    /// text could be anybody's.
    fn is_only_read(&self, ty: &TypeRef) -> bool {
        match self.api.target(ty) {
            TypeRef::List(items) | TypeRef::Map(items) => self.is_only_read(items),
            TypeRef::Named(id) => {
                let def = self.api.types.get(id);
                def.is_some_and(is_structure) && !self.known.sent.contains(id)
            }
            _ => false,
        }
    }

    /// Finds the way in which a value becomes one of another type.
    fn way(&mut self, from: &TypeRef, to: &TypeRef) -> Option<Way> {
        let api = self.api;
        if api.resolved(from) == api.resolved(to) {
            return Some(self.same(from));
        }
        let (from, to) = (api.target(from), api.target(to));
        if let Some(Shape::Union(union)) = api.shape(to)
            && let Some(way) = self.as_arm(from, union)
        {
            return Some(way);
        }
        match (from, to) {
            (TypeRef::String, TypeRef::Named(_)) => is_enum(api, to).then_some(Way::Into),
            (TypeRef::Named(_), TypeRef::String) if is_enum(api, from) => Some(Way::Into),
            (TypeRef::Named(one), TypeRef::Named(other)) => {
                self.pair(one, Goal::Type(other.clone()))
            }
            (TypeRef::Named(one), TypeRef::String) => self.pair(one, Goal::Text),
            (TypeRef::List(one), TypeRef::List(other)) => match self.way(one, other)? {
                Way::Into => Some(Way::Each { refuses: false }),
                Way::Try => Some(Way::Each { refuses: true }),
                _ => None,
            },
            (TypeRef::Integer(one), TypeRef::Integer(other)) => {
                let ((least, most), (lowest, highest)) = (other.range(), one.range());
                let fits = least <= lowest && highest <= most;
                Some(if fits { Way::Into } else { Way::Try })
            }
            (TypeRef::Any, TypeRef::Named(id)) if api.types.get(id).is_some_and(is_structure) => {
                Some(Way::Read)
            }
            (TypeRef::Any, TypeRef::FreeForm | TypeRef::Map(_)) => Some(Way::Read),
            (TypeRef::Number(Precision::F32), TypeRef::Number(Precision::F64))
            | (TypeRef::FreeForm, TypeRef::Any) => Some(Way::Into),
            _ => None,
        }
    }

    /// Returns the way of a value of the same type.
    fn same(&self, ty: &TypeRef) -> Way {
        let holds = |id: &TypeId| self.known.undeclared.contains(id);
        if ty.named().is_some_and(holds) { Way::Declared } else { Way::Same }
    }

    /// Returns the way of a pair of types with names.
    fn pair(&mut self, from: &TypeId, to: Goal) -> Option<Way> {
        let pair = (from.clone(), to);
        let verdict = (self.known.verdict)(&pair);
        self.asked.push(pair);
        match verdict {
            Verdict::Always => Some(Way::Into),
            Verdict::Sometimes => Some(Way::Try),
            Verdict::Never => None,
        }
    }

    /// Finds the way in which a value that is no union of the same arms becomes
    /// an arm of one.
    fn as_arm(&mut self, from: &TypeRef, union: &Union) -> Option<Way> {
        let api = self.api;
        let arms = || union.arms.iter().enumerate().filter(|(_, arm)| arm.hold == Hold::Direct);
        let same = arms().find(|(_, arm)| {
            arm.payload.as_ref().is_some_and(|ty| api.resolved(ty) == api.resolved(from))
        });
        if let Some((number, _)) = same {
            return Some(Way::Arm(number, Box::new(self.same(from))));
        }
        let candidates: Vec<(usize, TypeRef)> = arms()
            .filter(|(_, arm)| match from {
                TypeRef::List(_) => matches!(arm.key, ArmKey::Kind(JsonKind::List)),
                TypeRef::Named(_) => {
                    api.object(from).is_some_and(|object| is_told(object, union, arm))
                }
                _ => false,
            })
            .filter_map(|(number, arm)| Some((number, arm.payload.clone()?)))
            .collect();
        candidates.into_iter().find_map(|(number, payload)| {
            Some(Way::Arm(number, Box::new(self.way(from, &payload)?)))
        })
    }

    /// Returns a union, arm by arm.
    fn unions(&mut self, from: &Union, to: &Union) -> Option<(Carrying, bool)> {
        let arms: Vec<Option<(usize, Way)>> =
            from.arms.iter().map(|arm| self.arm(arm, from, to)).collect();
        let kept = arms.iter().flatten().count();
        if kept * 2 < arms.len() {
            return None;
        }
        let keeps_unlisted = from.kept().iter().all(|kind| to.kept().contains(kind));
        let refuses = !keeps_unlisted
            || arms.iter().any(|arm| arm.as_ref().is_none_or(|(_, way)| way.refuses()));
        Some((Carrying::Arms { arms, keeps_unlisted }, refuses))
    }

    fn arm(&mut self, arm: &Arm, from: &Union, to: &Union) -> Option<(usize, Way)> {
        let Some(payload) = &arm.payload else {
            let same = |other: &Arm| other.payload.is_none() && other.key == arm.key;
            return Some((to.arms.iter().position(same)?, Way::Same));
        };
        let resolved = self.api.resolved(payload);
        let is_same = |other: &Arm| {
            let other = other.payload.as_ref().filter(|_| other.hold == arm.hold);
            other.is_some_and(|other| self.api.resolved(other) == resolved)
        };
        if let Some(number) = to.arms.iter().position(is_same) {
            return Some((number, self.same(payload)));
        }
        let number = to.arms.iter().position(|other| match (&arm.key, &other.key) {
            (ArmKey::Tag(texts), ArmKey::Tag(_) | ArmKey::Default(_)) => {
                from.tag == to.tag && texts.iter().all(|text| other.key.is_tagged(text))
            }
            (ArmKey::Default(_), ArmKey::Default(_)) => takes_others(from, to),
            (ArmKey::Kind(kind), ArmKey::Kind(other)) => kind == other && *kind != JsonKind::Object,
            (ArmKey::Rule(one, tests), ArmKey::Rule(other, more)) => one == other && tests == more,
            _ => false,
        })?;
        let other = &to.arms[number];
        if arm.hold != Hold::Direct || other.hold != Hold::Direct {
            return None;
        }
        Some((number, self.way(payload, other.payload.as_ref()?)?))
    }
}

/// Tells whether each object of the default arm of one union is of that of the other: all texts
/// that other arms of this one have are of others there as well.
fn takes_others(from: &Union, to: &Union) -> bool {
    let of_others = |union: &'_ Union| -> HashSet<String> {
        let others = union.arms.iter().filter(|arm| !matches!(arm.key, ArmKey::Default(_)));
        others.flat_map(|arm| arm.key.texts()).cloned().collect()
    };
    from.tag == to.tag && of_others(to).is_subset(&of_others(from))
}

/// Tells whether a type is an object, or one of several.
pub(super) const fn is_structure(def: &TypeDef) -> bool {
    matches!(def.shape, Shape::Object(_) | Shape::Union(_))
}

/// Tells whether a property may say nothing.
fn may_be_empty(api: &Api, field: &Field) -> bool {
    let is_many = matches!(api.target(&field.ty), TypeRef::List(_) | TypeRef::Map(_));
    field.hold == Hold::Direct && (field.presence != Presence::Required || is_many)
}

/// The fate of a property.
enum Destination {
    /// It goes to the one of its name.
    At(Way),
    /// The other one has the same only value.
    Fixed,
    /// The other one always has this text.
    Only(String),
    /// It has none.
    Nowhere,
}

/// Returns the properties that callers give.
fn settable(object: &Object) -> Vec<&Field> {
    let mut fields: Vec<&Field> = object.fields.iter().collect();
    fields.retain(|field| field.constant.is_none() && !field.read_only);
    fields
}

/// Tells whether an object says nothing but what it is.
fn is_told_apart_only(object: &Object) -> bool {
    object.fields.iter().all(|field| field.constant.is_some())
}

/// Tells whether an object has one of the sets of properties that the other wants
/// one of, and nothing of the other sets where it wants only one.
fn chooses_one(from: &Object, to: &Object) -> bool {
    let has = |name: &String| from.field(name).is_some();
    to.alternatives.iter().all(|Alternatives { exclusive, sets }| {
        let whole = sets.iter().filter(|set| set.iter().all(has)).count();
        let part = sets.iter().filter(|set| set.iter().any(has)).count();
        if *exclusive { (whole, part) == (1, 1) } else { whole > 0 }
    })
}

/// Tells whether it is what the server calls a thing by.
fn is_id(field: &Field) -> bool {
    field.name == "id" && field.ty.is_text()
}

fn is_enum(api: &Api, ty: &TypeRef) -> bool {
    matches!(api.shape(ty), Some(Shape::Enum(_)))
}

/// Tells whether a type is the enum of this text alone.
fn is_only(api: &Api, ty: &TypeRef, text: &str) -> bool {
    matches!(api.shape(ty), Some(Shape::Enum(values)) if matches!(values.as_slice(), [only] if only.value == text))
}

/// Tells whether a type is text, or an enum that lists this one.
fn lists(api: &Api, ty: &TypeRef, text: &str) -> bool {
    match api.shape(ty) {
        Some(Shape::Enum(values)) => values.iter().any(|value| value.value == text),
        _ => *api.target(ty) == TypeRef::String,
    }
}

/// Tells whether an arm is that of the objects which have the only text of this one.
fn is_told(object: &Object, union: &Union, arm: &Arm) -> bool {
    let tag = union.tag.as_ref().and_then(|tag| object.field(tag));
    let constant = tag.and_then(|field| field.constant.as_ref());
    matches!(constant, Some(Constant::Text(text)) if arm.key.is_tagged(text))
}

/// Returns an enum, text by text.
pub(super) fn texts(
    from: &[EnumValue<String>],
    to: &[EnumValue<String>],
) -> Option<(Carrying, bool)> {
    let known: HashSet<&str> = to.iter().map(|other| other.value.as_str()).collect();
    let lacks = |value: &&EnumValue<String>| !known.contains(value.value.as_str());
    let refused: Vec<String> = from.iter().filter(lacks).map(|value| value.value.clone()).collect();
    if refused.len() == from.len() {
        return None;
    }
    let refuses = !refused.is_empty();
    Some((Carrying::Texts(refused), refuses))
}

/// Returns an object that is a text with something beside it which may be missing.
fn text(api: &Api, shape: &Shape) -> Option<(Carrying, bool)> {
    let Shape::Object(object) = shape else { return None };
    let is_text = |field: &&Field| {
        field.presence == Presence::Required
            && field.constant.is_none()
            && *api.target(&field.ty) == TypeRef::String
    };
    let (texts, others): (Vec<&Field>, Vec<&Field>) = object.fields.iter().partition(is_text);
    let [only] = texts.as_slice() else { return None };
    if object.rest.is_some() || others.iter().any(|field| !may_be_empty(api, field)) {
        return None;
    }
    let refused: Vec<String> = others.iter().map(|field| field.name.clone()).collect();
    let refuses = !refused.is_empty();
    Some((Carrying::Text { name: only.name.clone(), refused }, refuses))
}
