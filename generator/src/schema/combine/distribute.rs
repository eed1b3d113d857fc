//! A union among objects → a union of merged objects.

use std::collections::BTreeSet;

use super::kind::Kind;
use super::overlap::Declared;
use super::{Combiner, MAX_ARMS, children, is_mixture, is_union, keep_annotations};
use crate::schema::model::{At, Discriminator, Schema, Type};

/// That no single text of a discriminator's property can be said of an arm.
struct Untold;

impl Combiner<'_> {
    /// Makes a schema a union, each arm of which says what the arm of the first
    /// union says, and all else.
    pub(super) fn distribute(&mut self, schema: &mut Schema, parts: Vec<Schema>) {
        let (mut unions, mut rest): (Vec<Schema>, Vec<Schema>) =
            parts.into_iter().partition(is_union);
        if unions.is_empty() {
            return;
        }
        let union = unions.remove(0);
        rest.extend(unions);
        let is_one_of = union.one_of.is_some();
        let key = if is_one_of { "oneOf" } else { "anyOf" };
        let own = *union.at == *schema.at;
        let at = if own { None } else { Some(schema.at.child(key)) };
        let union_at = union.at.child(key);
        let discriminator = union.discriminator;
        let Some(arms) = union.one_of.or(union.any_of) else { return };
        keep_annotations(schema);
        self.arms = self.arms.saturating_add(arms.len());
        let multiplied = rest.iter().map(union_size).fold(1, usize::saturating_mul);
        if self.arms.max(arms.len().saturating_mul(multiplied)) > MAX_ARMS {
            self.too_many(&union_at);
            return;
        }
        let (mut distributed, mut texts) = (Vec::new(), Vec::new());
        let mut is_open = false;
        for arm in arms {
            // Several arms that add nothing to what is beside them are one.
            if discriminator.is_none()
                && self.says_nothing(&arm)
                && std::mem::replace(&mut is_open, true)
            {
                continue;
            }
            match self.kind(&arm) {
                // Of one that takes any value, what is said beside it is left.
                Kind::Any | Kind::Object | Kind::Union => {
                    let at = at.as_ref().map(|at| at.child(distributed.len()));
                    let merged = self.arm(arm.clone(), &rest, at.map(At));
                    texts.push(match &discriminator {
                        Some(discriminator) => self.text_lost(&arm, &merged, discriminator),
                        None => Ok(None),
                    });
                    distributed.push(merged);
                }
                kind @ (Kind::Scalar | Kind::List) => {
                    let at = at.as_ref().map(|at| At(at.child(distributed.len())));
                    if let Some(other) = self.no_object(arm, kind, &rest, at) {
                        texts.push(Ok(None));
                        distributed.push(other);
                    }
                }
                Kind::Nothing => {}
            }
        }
        // Where an arm cannot have its text, those of others would make it what has any.
        let texts: Result<Vec<Option<String>>, Untold> = texts.into_iter().collect();
        if let (Some(discriminator), Ok(texts)) = (&discriminator, texts) {
            for (arm, text) in distributed.iter_mut().zip(texts) {
                text.into_iter().for_each(|text| children::tag(arm, discriminator, &text));
            }
        }
        schema.discriminator = discriminator;
        if is_one_of {
            schema.one_of = Some(distributed);
        } else {
            schema.any_of = Some(distributed);
        }
    }

    /// An arm with all that is said beside the union; with a place of its own
    /// unless it stands where the document has it.
    fn arm(&self, mut arm: Schema, rest: &[Schema], at: Option<At>) -> Schema {
        let more: Vec<Schema> =
            rest.iter().filter(|part| !self.includes(&arm, part)).cloned().collect();
        if more.is_empty() {
            return arm;
        }
        match at {
            None if arm.reference.is_none() => {
                arm.all_of.get_or_insert_default().extend(more);
                arm
            }
            at => {
                let mut merged =
                    Schema { at: at.unwrap_or_else(|| arm.at.clone()), ..Schema::default() };
                merged.about.description.clone_from(&arm.about.description);
                merged.all_of = Some([arm].into_iter().chain(more).collect());
                merged
            }
        }
    }

    /// A scalar or a list with all that is said beside the union, if it can be that at
    /// all. What is said of the properties of objects says nothing of it.
    fn no_object(
        &mut self,
        arm: Schema,
        kind: Kind,
        rest: &[Schema],
        at: Option<At>,
    ) -> Option<Schema> {
        if rest.iter().any(|part| self.target(part).kind == Some(Type::Object)) {
            return None;
        }
        let unions: Vec<&Schema> = rest.iter().filter(|part| is_union(part)).collect();
        match (unions.as_slice(), kind) {
            ([], _) => Some(arm),
            (unions, Kind::Scalar) => {
                let scalar = self.scalar_beside(&arm, unions)?;
                Some(Schema { at: at.unwrap_or(arm.at), ..scalar })
            }
            _ => None,
        }
    }

    /// Gives arms that say more beside a reference the text that a discriminator has for
    /// what they refer to: as one of several things said, its name is lost.
    pub(super) fn tag_arms(&self, schema: &mut Schema) {
        let Some(discriminator) = schema.discriminator.clone() else { return };
        for arm in [&mut schema.one_of, &mut schema.any_of].into_iter().flatten().flatten() {
            let at = arm.at.child("$ref");
            let mut parts = arm.all_of.iter().flatten();
            let referred = parts.find(|part| *part.at == at).and_then(|part| part.component());
            let Some(name) = referred.filter(|_| arm.component().is_none()) else { continue };
            let texts = children::texts(&discriminator, name);
            if let Ok(Some(text)) = self.text_of_object(arm, &discriminator, &texts) {
                children::tag(arm, &discriminator, &text);
            }
        }
    }

    /// The text of a discriminator's property that stood for an arm by its name, where
    /// what was merged has that name no more and nothing else tells it apart.
    fn text_lost(
        &mut self,
        arm: &Schema,
        merged: &Schema,
        discriminator: &Discriminator,
    ) -> Result<Option<String>, Untold> {
        let Some(name) = arm.component().filter(|_| merged.component().is_none()) else {
            return Ok(None);
        };
        let texts = children::texts(discriminator, name);
        let objects = self.objects_of(arm, discriminator);
        // What is no object would be lost by a text.
        if objects.iter().any(|object| self.kind(object) != Kind::Object) {
            return Err(Untold);
        }
        let said: BTreeSet<Option<String>> = objects
            .iter()
            .map(|object| self.text_of_object(object, discriminator, &texts))
            .collect::<Result<_, _>>()?;
        // Of the objects of a union, all have the text or none.
        match said.into_iter().collect::<Vec<_>>().as_mut_slice() {
            [text] => Ok(text.take()),
            [] => Ok(None),
            _ => Err(Untold),
        }
    }

    /// The objects that an arm is one of, without those of unions that have texts of
    /// their own for them.
    fn objects_of(&self, arm: &Schema, discriminator: &Discriminator) -> Vec<Schema> {
        let mut objects = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![arm];
        while let Some(schema) = pending.pop() {
            let target = self.target(schema);
            let has_texts = |own: &Discriminator| own.property == discriminator.property;
            if !seen.insert(&*target.at) || target.discriminator.as_ref().is_some_and(has_texts) {
                continue;
            }
            if is_union(target) && !is_mixture(target) {
                pending.extend(target.union_arms());
            } else {
                objects.push(schema.clone());
            }
        }
        objects
    }

    /// The one of a discriminator's texts that an object has, unless a constant of its
    /// own tells it apart, or its values are others.
    fn text_of_object(
        &self,
        object: &Schema,
        discriminator: &Discriminator,
        texts: &[String],
    ) -> Result<Option<String>, Untold> {
        let mut found = Declared::default();
        if !self.declared(object, &mut found, 0) {
            return Err(Untold);
        }
        let property = found.properties.get(discriminator.property.as_str());
        let property = property.map(|property| self.target(property));
        let values = property.map_or(&[][..], Schema::listed);
        if values.len() == 1 {
            return Ok(None);
        }
        let is_text = property.is_none_or(|it| matches!(it.kind, None | Some(Type::String)));
        match texts {
            [text] if is_text => {
                let is_one = values.iter().any(|listed| listed.value == text.as_str());
                Ok((values.is_empty() || is_one).then(|| text.clone()))
            }
            _ => Err(Untold),
        }
    }

    /// Whether an arm says already what a part says, being made of it.
    fn includes(&self, arm: &Schema, part: &Schema) -> bool {
        let wanted = part.component().or_else(|| self.names.get(&*part.at).copied());
        let Some(wanted) = wanted else { return false };
        let mut seen = BTreeSet::new();
        let mut pending = vec![arm];
        while let Some(schema) = pending.pop() {
            if let Some(name) = schema.component() {
                if name == wanted {
                    return true;
                }
                if let Some(content) = self.components.get(name)
                    && seen.insert(name)
                {
                    pending.push(content);
                }
            }
            pending.extend(schema.all_of.iter().flatten());
        }
        false
    }
}

/// How many arms a schema has; one if it is no union.
fn union_size(schema: &Schema) -> usize {
    let arms = schema.one_of.as_ref().or(schema.any_of.as_ref());
    arms.map_or(1, Vec::len)
}
