//! Ways to what is in a type: the names of properties that lead there, with dots between
//! them.

use std::collections::BTreeSet;

use super::Builder;
use crate::ir::{ArmKey, Field, Object, Precision, Presence, Shape, Step, TypeId, TypeRef, target};

impl Builder<'_> {
    /// Returns the property of a name, if that is an object's.
    pub(super) fn property(&self, of: &TypeRef, name: &str) -> Option<&Field> {
        self.object_of(of)?.field(name)
    }

    /// Returns the way along the properties of a path; lists on it have no name of their
    /// own, and arms of unions have one, in brackets, where several fit.
    pub(super) fn steps<'p>(
        &self,
        from: &TypeRef,
        path: impl Iterator<Item = &'p str>,
    ) -> Result<Vec<Step>, String> {
        let (steps, end) = self.walk(from, path)?;
        match target(&self.types, end) {
            TypeRef::String => Ok(steps),
            other => {
                let names = steps.iter().rev().filter_map(|step| match step {
                    Step::Property(_, name) => Some(name.as_str()),
                    _ => None,
                });
                let name = names.take(1).collect::<String>();
                Err(format!("`{name}` leads to {}, which is no text", named(other)))
            }
        }
    }

    /// Returns the same whatever is at the end of it, with the type of that.
    pub(super) fn walk<'s, 'p>(
        &'s self,
        from: &'s TypeRef,
        path: impl Iterator<Item = &'p str>,
    ) -> Result<(Vec<Step>, &'s TypeRef), String> {
        let mut steps = Vec::new();
        let mut ty = from;
        let mut arm = None;
        for segment in path {
            let (name, next) = bracketed(segment);
            ty = self.enter(ty, name, arm, &mut steps)?;
            arm = next;
            let object = target(&self.types, ty);
            let (TypeRef::Named(id), Some(field)) = (object, self.property(object, name)) else {
                return Err(format!("{} has no `{name}`", named(ty)));
            };
            steps.push(Step::Property(id.clone(), name.to_owned()));
            ty = &field.ty;
        }
        if let Some(arm) = arm {
            ty = self.enter_arm(ty, arm, &mut steps)?;
        }
        Ok((steps, ty))
    }

    /// Steps through lists to the items.
    fn enter_items<'s>(&'s self, mut ty: &'s TypeRef, steps: &mut Vec<Step>) -> &'s TypeRef {
        while let TypeRef::List(items) = target(&self.types, ty) {
            steps.push(Step::Items);
            ty = items;
        }
        ty
    }

    /// Steps through lists to the arm of a union that has a name among the values of its
    /// tag.
    fn enter_arm<'s>(
        &'s self,
        ty: &'s TypeRef,
        name: &str,
        steps: &mut Vec<Step>,
    ) -> Result<&'s TypeRef, String> {
        let ty = self.enter_items(ty, steps);
        let found = target(&self.types, ty).named().and_then(|id| {
            let mut arms = self.union_of(ty)?.arms.iter().enumerate();
            let (number, arm) = arms.find(|(_, arm)| arm.key.is_tagged(name))?;
            Some((Step::Arm(id.clone(), number), arm.payload.as_ref()?))
        });
        let (step, payload) =
            found.ok_or_else(|| format!("no arm of {} is `{name}`", named(ty)))?;
        steps.push(step);
        Ok(payload)
    }

    /// Steps through lists and unions to an object that has the property, in the
    /// arm of a name if there is one.
    fn enter<'s>(
        &'s self,
        ty: &'s TypeRef,
        name: &str,
        arm: Option<&str>,
        steps: &mut Vec<Step>,
    ) -> Result<&'s TypeRef, String> {
        if let Some(arm) = arm {
            return self.enter_arm(ty, arm, steps);
        }
        let ty = self.enter_items(ty, steps);
        let TypeRef::Named(id) = target(&self.types, ty) else { return Ok(ty) };
        let Some(union) = self.union_of(ty) else { return Ok(ty) };
        let is_meant = |key: &ArmKey| matches!(key, ArmKey::Tag(_) | ArmKey::Default(_));
        let mut arms = union.arms.iter().enumerate().filter_map(|(number, arm)| {
            let payload = arm.payload.as_ref().filter(|_| is_meant(&arm.key))?;
            self.property(payload, name).map(|_| (number, payload))
        });
        match (arms.next(), arms.next()) {
            (Some((number, payload)), None) => {
                steps.push(Step::Arm(id.clone(), number));
                Ok(payload)
            }
            (None, _) => Err(format!("no arm of {} has `{name}`", named(ty))),
            _ => Err(format!("several arms of {} have `{name}`", named(ty))),
        }
    }

    /// Checks that names of properties lead somewhere in a type, through its lists.
    pub(super) fn leads(&self, from: &TypeRef, path: &str) -> Result<(), String> {
        self.leads_where(from, path.split('.'), |_, _| Ok(()))
    }

    /// Checks the same for a path with the numbers of items.
    pub(super) fn leads_by(&self, from: &TypeRef, path: &str) -> Result<(), String> {
        let steps = path.split('.').filter(|step| !step.is_empty());
        let steps: Vec<(&str, Option<&str>)> = steps.map(bracketed).collect();
        self.leads_where(from, steps.iter().map(|(name, _)| *name), |number, is_list| {
            let (name, item) = steps[number];
            if item.is_some() && !is_list { Err(format!("`{name}` is no list")) } else { Ok(()) }
        })
    }

    /// Checks the same in a type that is no list's item.
    pub(super) fn leads_plainly(&self, from: &TypeRef, path: &str) -> Result<(), String> {
        let names: Vec<&str> = path.split('.').collect();
        self.leads_where(from, names.iter().copied(), |number, is_list| {
            let is_within = is_list && number + 1 < names.len();
            if is_within { Err(format!("`{}` is a list", names[number])) } else { Ok(()) }
        })
    }

    /// Checks the same, where the check finds nothing wrong with any property, by its number and
    /// whether it is a list.
    fn leads_where<'p>(
        &self,
        from: &TypeRef,
        names: impl Iterator<Item = &'p str>,
        check: impl Fn(usize, bool) -> Result<(), String>,
    ) -> Result<(), String> {
        let mut places = vec![from];
        for (number, name) in names.enumerate() {
            places = self.step_into(&places, name)?;
            let is_list = |ty: &&TypeRef| matches!(target(&self.types, ty), TypeRef::List(_));
            check(number, places.iter().any(is_list))?;
        }
        Ok(())
    }

    /// Returns the types that a property has in any of some types, or in their items or
    /// arms.
    fn step_into<'s>(
        &'s self,
        from: &[&'s TypeRef],
        name: &str,
    ) -> Result<Vec<&'s TypeRef>, String> {
        let mut pending = from.to_vec();
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        while let Some(ty) = pending.pop() {
            match target(&self.types, ty) {
                TypeRef::List(items) => pending.push(items),
                TypeRef::Nullable(inner) => pending.push(inner),
                TypeRef::Named(id) if seen.insert(id) => {
                    match self.types.get(id).map(|def| &def.shape) {
                        Some(Shape::Object(object)) => {
                            found.extend(object.field(name).map(|field| &field.ty));
                        }
                        Some(Shape::Union(union)) => {
                            pending
                                .extend(union.arms.iter().filter_map(|arm| arm.payload.as_ref()));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        let from = || from.first().map(|ty| named(ty)).unwrap_or_default();
        if found.is_empty() { Err(format!("{} has no `{name}`", from())) } else { Ok(found) }
    }

    /// Returns the object and the property at a path, if that is a list of floats which
    /// is always there.
    pub(super) fn list_of_numbers(&self, ty: &TypeRef, path: &str) -> Option<(TypeId, String)> {
        let mut ty = ty;
        let mut found = None;
        for name in path.split('.') {
            while let TypeRef::List(items) = target(&self.types, ty) {
                ty = items;
            }
            let TypeRef::Named(id) = target(&self.types, ty) else { return None };
            let Shape::Object(object) = &self.types.get(id)?.shape else { return None };
            let field = object.field(name)?;
            found = Some((id, field));
            ty = &field.ty;
        }
        let (id, field) = found?;
        let TypeRef::List(items) = &field.ty else { return None };
        let is_float = matches!(**items, TypeRef::Number(Precision::F32 | Precision::F64));
        let is_packed = is_float && field.presence == Presence::Required;
        is_packed.then(|| (id.clone(), field.name.clone()))
    }

    /// Returns the names that lead to a property, and the property. A property that is
    /// called like the whole way goes first.
    pub(super) fn way<'o>(
        &'o self,
        object: &'o Object,
        way: &str,
    ) -> Option<(Vec<String>, &'o Field)> {
        if let Some(field) = object.field(way) {
            return Some((vec![way.to_owned()], field));
        }
        let names: Vec<String> = way.split('.').map(str::to_owned).collect();
        let (last, first) = names.split_last()?;
        let inside = |object: &'o Object, name: &String| self.object_of(&object.field(name)?.ty);
        let field = first.iter().try_fold(object, inside)?.field(last)?;
        Some((names, field))
    }
}

/// Returns a step of a way: a name, and what is in brackets behind it.
pub(super) fn bracketed(step: &str) -> (&str, Option<&str>) {
    match step.split_once('[') {
        Some((name, inside)) => (name, Some(inside.trim_end_matches(']'))),
        None => (step, None),
    }
}

/// Returns what a type is, in words.
pub(super) fn named(ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => format!("`{}`", id.0.join(".")),
        TypeRef::List(items) => format!("a list of {}", named(items)),
        TypeRef::Map(values) => format!("a map of {}", named(values)),
        TypeRef::Nullable(inner) => format!("{} or null", named(inner)),
        TypeRef::String | TypeRef::Parsed(_) => "a text".to_owned(),
        TypeRef::Boolean => "a boolean".to_owned(),
        TypeRef::Integer(_) => "an integer".to_owned(),
        TypeRef::Number(_) => "a number".to_owned(),
        TypeRef::UnixTime => "a time".to_owned(),
        TypeRef::File => "a file".to_owned(),
        TypeRef::Any => "any value".to_owned(),
        TypeRef::FreeForm => "any object".to_owned(),
    }
}
