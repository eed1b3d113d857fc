//! The one object that the events of a stream build up, as `config` declares
//! it.

use std::collections::BTreeSet;

use super::Builder;
use super::ways::{bracketed, named};
use crate::config::{Assemble, Entry, Placing as Declared};
use crate::diagnostic::{Diagnostic, Input};
use crate::ir::{
    ArmKey, Assembly, BuildUp, MergeRules, Operation, Placing, Shape, Step, TypeId, TypeRef, Union,
    target,
};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Defines what the events of each stream build up, once for each type of
    /// events.
    pub(super) fn assemblies(&mut self, operations: &[Operation]) {
        let config = self.config;
        let mut known: BTreeSet<TypeId> = BTreeSet::new();
        for stream in &config.streams {
            let Some(declared) = &stream.assemble else { continue };
            let at = Pointer::root().child("streams").child(stream.index).child("assemble");
            let of_entry =
                operations.iter().filter(|operation| stream.is_for(&operation.declared_id));
            let events = of_entry.filter_map(|operation| operation.stream.as_ref());
            let names = events.filter_map(|stream| target(&self.types, &stream.events).named());
            let names: BTreeSet<TypeId> = names.cloned().collect();
            for events in names {
                if !known.insert(events.clone()) {
                    let message =
                        format!("two entries say what `{}` builds up", events.0.join("."));
                    let found = Diagnostic::error("config-ambiguous", &at, message);
                    let help = "take one of the entries out".to_owned();
                    self.report.push(found.in_input(Input::Config).help(help));
                    continue;
                }
                match self.assembly(declared, &events, &at) {
                    Ok(assembly) => self.define_state(&events, Shape::Assembly(assembly)),
                    Err(message) => {
                        let help = "correct the entry, or take `assemble` out of it".to_owned();
                        self.unfit(&at, message, help);
                    }
                }
            }
        }
    }

    fn assembly(
        &mut self,
        declared: &Assemble,
        events: &TypeId,
        at: &Pointer,
    ) -> Result<Assembly, String> {
        let whole = TypeId(vec![declared.whole.clone()]);
        if !self.types.contains_key(&whole) {
            return Err(format!("there is no component `{}`", declared.whole));
        }
        let whole = TypeRef::Named(whole);
        if let Some(key) = declared.out_of_place() {
            return Err(match declared.rules.is_empty() {
                true => format!("without `rules`, events are parts, and `{key}` is for others"),
                false => format!("`{key}` is for events that are parts, not for `rules`"),
            });
        }
        let (parts, text) = match declared.rules.is_empty() {
            true => self.merged_parts(declared, events, &whole, at)?,
            false => self.placed_parts(declared, events, &whole, at)?,
        };
        Ok(Assembly { events: events.clone(), whole, parts, text })
    }

    /// Events each of which is a part of the object.
    fn merged_parts(
        &mut self,
        declared: &Assemble,
        events: &TypeId,
        whole: &TypeRef,
        at: &Pointer,
    ) -> Result<(BuildUp, Vec<Vec<Step>>), String> {
        let Assemble { index, identity, replaced, renamed, dropped, text, complete, .. } = declared;
        let part = TypeRef::Named(events.clone());
        for (path, name) in renamed {
            let to = match path.rsplit_once('.') {
                Some((before, _)) => format!("{before}.{name}"),
                None => name.clone(),
            };
            self.leads(&part, path)?;
            self.leads(whole, &to)?;
        }
        for name in dropped {
            if let Err(message) = self.leads(&part, name) {
                let help = format!("take `{name}` out of `dropped`");
                self.unfit(&at.child("dropped"), message, help);
            }
        }
        if let Some(way) = complete {
            self.leads(whole, way)?;
        }
        let steps = |path: &String| self.steps(&part, path.split('.'));
        let text = text.iter().map(steps).collect::<Result<_, _>>()?;
        let rules = MergeRules {
            index: index.clone(),
            identity: identity.clone(),
            replaced: replaced.clone(),
        };
        let parts = BuildUp::Merged {
            rules: self.merge_rules(rules, &[part], true, at),
            renamed: renamed.iter().map(|(path, name)| (path.clone(), name.clone())).collect(),
            dropped: dropped.clone(),
            complete: complete.clone(),
        };
        Ok((parts, text))
    }

    /// Events that say something about places in the object. An event that the
    /// document does not have is left out.
    fn placed_parts(
        &mut self,
        declared: &Assemble,
        events: &TypeId,
        whole: &TypeRef,
        at: &Pointer,
    ) -> Result<(BuildUp, Vec<Vec<Step>>), String> {
        let shape = self.types.get(events).map(|def| def.shape.clone());
        let Some(Shape::Union(union @ Union { tag: Some(_), .. })) = shape else {
            return Err(format!("`{}` has no property that names an event", events.0.join(".")));
        };
        let (mut rules, mut text) = (Vec::new(), Vec::new());
        for (number, rule) in declared.rules.iter().enumerate() {
            let (take, append) = match (&rule.set, &rule.append) {
                (Some(take), None) => (take, false),
                (None, Some(take)) => (take, true),
                _ => return Err("a rule has one of `set` and `append`".to_owned()),
            };
            let at = at.child("rules").child(number);
            if let Err(message) = self.leads_by(whole, &rule.at) {
                self.unfit(&at.child("at"), message, "take the rule out".to_owned());
                continue;
            }
            let mut there = Vec::new();
            for event in &rule.events {
                let missing = || format!("`{}` has no event `{event}`", events.0.join("."));
                let known = arm(&union, event).ok_or_else(missing).and_then(|(arm, payload)| {
                    self.says(payload, rule, take).map(|()| (arm, payload))
                });
                let (number_of_arm, payload) = match known {
                    Ok(known) => known,
                    Err(message) => {
                        let help = format!("take `{event}` out of `events`");
                        self.unfit(&at.child("events"), message, help);
                        continue;
                    }
                };
                there.push(event.clone());
                if !rule.text {
                    continue;
                }
                let mut steps = vec![Step::Arm(events.clone(), number_of_arm)];
                let way = self.steps(payload, [take.as_str()].into_iter())?;
                match self.named_alone(&union, number_of_arm, payload, &rule.events) {
                    Ok(named) => steps.extend(named),
                    Err(message) => {
                        let help = "take `text` out of the rule".to_owned();
                        self.unfit(&at.child("text"), message, help);
                        continue;
                    }
                }
                steps.extend(way);
                // Several events of an arm have one way.
                if !text.contains(&steps) {
                    text.push(steps);
                }
            }
            if !there.is_empty() {
                let (at, take) = (rule.at.clone(), take.clone());
                rules.push(Placing { events: there, at, take, append });
            }
        }
        let of_rules = declared.rules.iter().flat_map(|rule| &rule.events);
        let mut named = of_rules.chain(&declared.last);
        if let Some(event) = named.find(|event| declared.ignored.contains(event)) {
            return Err(format!("`{event}` is in `ignored`, and a rule or `last` names it"));
        }
        let known = |event: &&String| arm(&union, event).is_some();
        for (key, listed) in [("last", &declared.last), ("ignored", &declared.ignored)] {
            for event in listed.iter().filter(|event| !known(event)) {
                let message = format!("`{}` has no event `{event}`", events.0.join("."));
                self.unfit(&at.child(key), message, format!("take `{event}` out of `{key}`"));
            }
        }
        let last: Vec<String> = declared.last.iter().filter(known).cloned().collect();
        self.report_unplaced(declared, &union, at);
        Ok((BuildUp::Placed { tag: union.tag.unwrap_or_default(), rules, last }, text))
    }

    /// Gives the step to the events of a rule alone, where events of other names are of the same
    /// arm.
    fn named_alone(
        &self,
        union: &Union,
        arm: usize,
        payload: &TypeRef,
        events: &[String],
    ) -> Result<Option<Step>, String> {
        let Some((key, tag)) = union.arms.get(arm).map(|arm| &arm.key).zip(union.tag.as_ref())
        else {
            return Ok(None);
        };
        let names: Vec<String> =
            key.texts().iter().filter(|name| events.contains(name)).cloned().collect();
        if matches!(key, ArmKey::Tag(all) if all.len() == names.len()) {
            return Ok(None);
        }
        let object = target(&self.types, payload).named();
        match object.filter(|_| self.property(payload, tag).is_some()) {
            Some(object) => Ok(Some(Step::Named(object.clone(), tag.clone(), names))),
            None => Err(format!(
                "events of other names are {}, which has no `{tag}`, and their text would count",
                named(payload)
            )),
        }
    }

    /// Warns of events that no rule and no list names: what they say would not be in the object.
    fn report_unplaced(&mut self, declared: &Assemble, union: &Union, at: &Pointer) {
        let of_rules = declared.rules.iter().flat_map(|rule| &rule.events);
        let named: BTreeSet<&String> =
            of_rules.chain(&declared.last).chain(&declared.ignored).collect();
        let tags = union.arms.iter().flat_map(|arm| arm.key.texts());
        let unplaced = tags.filter(|name| !named.contains(name));
        let unplaced: Vec<String> = unplaced.map(|name| format!("`{name}`")).collect();
        if unplaced.is_empty() {
            return;
        }
        let message =
            format!("nothing of these goes into `{}`: {}", declared.whole, unplaced.join(", "));
        let found = Diagnostic::warning("config-unplaced", &at.child("rules"), message);
        let help = "give them rules, or list them in `ignored`".to_owned();
        self.report.push(found.in_input(Input::Config).help(help));
    }

    /// Checks that an event has what a rule takes of it.
    fn says(&self, event: &TypeRef, rule: &Declared, take: &str) -> Result<(), String> {
        let numbers = rule.at.split('.').filter_map(|step| bracketed(step).1);
        for name in numbers.chain([take]) {
            if self.property(event, name).is_none() {
                return Err(format!("{} has no `{name}`", named(event)));
            }
        }
        Ok(())
    }
}

/// Returns the arm of an event, and what it holds.
fn arm<'u>(union: &'u Union, event: &str) -> Option<(usize, &'u TypeRef)> {
    let mut arms = union.arms.iter().enumerate();
    let (number, arm) = arms.find(|(_, arm)| arm.key.is_tagged(event))?;
    Some((number, arm.payload.as_ref()?))
}
