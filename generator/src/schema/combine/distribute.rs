//! A union among objects → a union of merged objects.

use std::collections::BTreeSet;
use std::slice;

use super::kind::ValueKind;
use super::overlap::Claims;
use super::{Combiner, MAX_ARMS, children, discriminators, is_mixture, keep_annotations, only};
use crate::diagnostic::Diagnostic;
use crate::schema::model::{At, Discriminator, Schema, Type};
use crate::source::Pointer;

/// No single text of a discriminator's property can be said of an arm.
struct Untold;

/// A union whose arms are merged with what stands beside it.
struct Merged<'s> {
    at: &'s Pointer,
    discriminator: Option<&'s Discriminator>,
    beside: &'s [Schema],
    /// True if the document has it beside that, so that each arm should be one.
    is_own: bool,
}

impl Combiner<'_> {
    /// Makes a schema a union, each arm of which says what the arm of the first
    /// union says, and all else.
    pub(super) fn distribute(&mut self, schema: &mut Schema, parts: Vec<Schema>) {
        let (mut unions, mut rest): (Vec<Schema>, Vec<Schema>) =
            parts.into_iter().partition(Schema::is_union);
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
        self.arms = self.arms.saturating_add(arms.len());
        let multiplied = rest.iter().map(union_size).fold(1, usize::saturating_mul);
        if self.arms.max(arms.len().saturating_mul(multiplied)) > MAX_ARMS {
            keep_annotations(schema);
            self.too_many(&union_at);
            return;
        }
        let merged = Merged {
            at: &union_at,
            discriminator: discriminator.as_ref(),
            beside: &rest,
            is_own: union_at.is_in(&schema.at),
        };
        let mut distributed = Vec::new();
        let mut is_open = false;
        for arm in arms {
            // Several arms that add nothing to what is beside them are one.
            if discriminator.is_none()
                && self.says_nothing(&arm)
                && std::mem::replace(&mut is_open, true)
            {
                continue;
            }
            let at = at.as_ref().map(|at| At(at.child(distributed.len())));
            distributed.extend(self.merge_arm(arm, at, &merged));
        }
        let (mut arms, texts): (Vec<Schema>, Vec<Result<Option<String>, Untold>>) =
            distributed.into_iter().unzip();
        // The parts report that no arm is left.
        if arms.is_empty() {
            return;
        }
        keep_annotations(schema);
        if arms.len() == 1 && discriminator.is_none() {
            only(schema, arms.remove(0));
            return;
        }
        // If an arm cannot have its text, none gets one: the texts of others
        // would make it the arm for any text.
        let texts: Result<Vec<Option<String>>, Untold> = texts.into_iter().collect();
        if let (Some(discriminator), Ok(texts)) = (&discriminator, texts) {
            for (arm, text) in arms.iter_mut().zip(texts) {
                if let Some(text) = text {
                    self.tag(arm, discriminator, &text);
                }
            }
        }
        schema.discriminator = discriminator;
        if is_one_of {
            schema.one_of = Some(arms);
        } else {
            schema.any_of = Some(arms);
        }
    }

    /// Merges an arm with all that is said beside the union; each result has the
    /// text of the discriminator that it lost.
    fn merge_arm(
        &mut self,
        arm: Schema,
        at: Option<At>,
        union: &Merged<'_>,
    ) -> Vec<(Schema, Result<Option<String>, Untold>)> {
        let kind = self.kind(&arm);
        let Some(beside) = self.beside(kind, union.beside) else {
            if union.is_own {
                let why = "it is not of the type that is said beside the union";
                self.report.push(left_out(&arm, why));
            }
            return Vec::new();
        };
        let without_text = |arm: Schema| (arm, Ok(None));
        match kind {
            // Of one that takes any value, what is said beside it is left.
            ValueKind::Any | ValueKind::Object | ValueKind::Union => {
                let merged = self.arm(arm.clone(), &beside, at);
                let lost = |it| self.text_lost(&arm, &merged, it);
                let text = union.discriminator.map_or(Ok(None), lost);
                vec![(merged, text)]
            }
            ValueKind::Scalar => {
                self.scalar_arm(arm, &beside, at).map(without_text).into_iter().collect()
            }
            ValueKind::List => {
                let lists = self.list_arms(&arm, beside, at, union.at);
                lists.into_iter().map(without_text).collect()
            }
            ValueKind::Nothing => {
                self.report.push(left_out(&arm, "its parts contradict one another"));
                Vec::new()
            }
        }
    }

    /// Returns an arm with all that is said beside the union; with a place of its own
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

    /// Returns what is said beside a union of an arm of that kind; none if the
    /// arm cannot be beside it. Parts that only limit values of another kind say
    /// nothing of it.
    fn beside(&mut self, kind: ValueKind, rest: &[Schema]) -> Option<Vec<Schema>> {
        let mut beside = Vec::new();
        for part in rest {
            let its = self.kind(part);
            if [ValueKind::Any, ValueKind::Union, kind].contains(&its)
                || [ValueKind::Any, ValueKind::Union].contains(&kind)
            {
                beside.push(part.clone());
            } else if self.target(part).kind.is_some() {
                return None;
            }
        }
        Some(beside)
    }

    /// Returns the scalar that an arm is beside others and unions, if it can be one of theirs.
    fn scalar_arm(&mut self, arm: Schema, beside: &[Schema], at: Option<At>) -> Option<Schema> {
        if beside.is_empty() {
            return Some(arm);
        }
        let scalar = self.scalar_beside(&arm, beside)?;
        Some(Schema { at: at.unwrap_or(arm.at), ..scalar })
    }

    /// Returns the lists that an arm is beside other lists and unions: one for each choice of
    /// their arms.
    fn list_arms(
        &mut self,
        arm: &Schema,
        beside: Vec<Schema>,
        at: Option<At>,
        union: &Pointer,
    ) -> Vec<Schema> {
        let (unions, lists): (Vec<Schema>, Vec<Schema>) =
            beside.into_iter().partition(Schema::is_union);
        let mut choices = vec![lists];
        for arms in unions.iter().map(|union| self.lists_of(union)).collect::<Vec<_>>() {
            if choices.len().saturating_mul(arms.len()) > MAX_ARMS {
                self.too_many(union);
                return Vec::new();
            }
            let with = |arm: &Schema| {
                choices.iter().map(|choice| [choice, slice::from_ref(arm)].concat()).collect()
            };
            choices = arms.iter().flat_map::<Vec<_>, _>(with).collect();
        }
        let place = |number| match choices.len() {
            1 => at.clone(),
            _ => Some(At(at.as_ref().unwrap_or(&arm.at).child("anyOf").child(number))),
        };
        let lists = choices.iter().enumerate();
        lists.map(|(number, beside)| self.arm(arm.clone(), beside, place(number))).collect()
    }

    /// Returns the arms of a union that a list can be, with those of unions among them.
    fn lists_of(&mut self, union: &Schema) -> Vec<Schema> {
        let mut lists = Vec::new();
        let mut seen = BTreeSet::new();
        let mut pending = vec![union.clone()];
        while let Some(union) = pending.pop() {
            let union = self.target(&union).clone();
            if !seen.insert(union.at.0.clone()) {
                continue;
            }
            for arm in union.union_arms() {
                match self.kind(arm) {
                    ValueKind::Union if !is_mixture(self.target(arm)) => pending.push(arm.clone()),
                    ValueKind::Any | ValueKind::List | ValueKind::Union => lists.push(arm.clone()),
                    ValueKind::Scalar | ValueKind::Object | ValueKind::Nothing => {}
                }
            }
        }
        lists
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
                self.tag(arm, &discriminator, &text);
            }
        }
    }

    /// Says of an arm which value the property of a discriminator has, by the text for it.
    fn tag(&self, arm: &mut Schema, discriminator: &Discriminator, text: &str) {
        let kind = discriminators::kind_in(self.components, arm, &discriminator.property);
        if let Some(value) = kind.value_of(text) {
            children::tag(arm, discriminator, text, value);
        }
    }

    /// Returns the text of a discriminator's property that stood for an arm by its name, where
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
        // A text would lose arms that are no objects.
        if objects.iter().any(|object| self.kind(object) != ValueKind::Object) {
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

    /// Returns the objects that an arm is one of, without those of unions that have texts of
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
            if target.is_union() && !is_mixture(target) {
                pending.extend(target.union_arms());
            } else {
                objects.push(schema.clone());
            }
        }
        objects
    }

    /// Returns the one of a discriminator's texts that an object has, unless a constant of its
    /// own tells it apart, or its values are others.
    fn text_of_object(
        &self,
        object: &Schema,
        discriminator: &Discriminator,
        texts: &[String],
    ) -> Result<Option<String>, Untold> {
        let mut found = Claims::default();
        if !self.declared(object, &mut found, 0) {
            return Err(Untold);
        }
        let property = found.properties.get(discriminator.property.as_str());
        let property = property.and_then(|said| Some(self.target(said.last()?)));
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

    /// Tells whether an arm says already what a part says, being made of it.
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

/// Says that no value is of an arm, and why.
fn left_out(arm: &Schema, why: &str) -> Diagnostic {
    let found = Diagnostic::warning("left-out", &arm.at, format!("this arm is left out: {why}"));
    found.help("say in one place what values it takes")
}

/// Counts the arms of a schema; one if it is no union.
fn union_size(schema: &Schema) -> usize {
    let arms = schema.one_of.as_ref().or(schema.any_of.as_ref());
    arms.map_or(1, Vec::len)
}
