//! Functions of the caller's that models call, as `config` declares them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Builder;
use super::structured::{Wrong, has_text, misled};
use super::ways::named;
use crate::config::{self, Entry};
use crate::ir::{ArmKey, Field, Kept, Once, Operation, Other, Shape, Tools, TypeRef, target};
use crate::pointer::Pointer;

/// The placeholders in what is sent of a function, of what it gives, and of a text.
const OF_TOOL: [&str; 3] = ["{name}", "{description}", "{schema}"];
const OF_OUTPUT: [&str; 2] = ["{id}", "{output}"];
const OF_TEXT: [&str; 1] = ["{text}"];

impl Builder<'_> {
    /// Says of operations how models call functions in their answers.
    pub(super) fn add_tools(&mut self, operations: &mut [Operation]) {
        let config = self.config;
        for entry in &config.tools {
            let at = Pointer::root().child(config::Tools::SECTION).child(entry.index);
            for operation in
                operations.iter_mut().filter(|operation| entry.is_for(&operation.declared_id))
            {
                match self.tools(&at, entry, operation) {
                    Ok(tools) => operation.tools = Some(tools),
                    Err((at, message, help)) => self.unfit(&at, message, help),
                }
            }
        }
    }

    fn tools(
        &self,
        at: &Pointer,
        entry: &config::Tools,
        operation: &Operation,
    ) -> Result<Tools, Wrong> {
        let (body, answer) = self.asked_and_answered(at, operation)?;
        let wrong = |key: &str| misled(at.child(key));
        self.listed(body, &entry.tools).map_err(wrong("tools"))?;
        let item = self.listed(body, &entry.input).map_err(wrong("input"))?.clone();
        has_all(at, "tool", &entry.tool, &OF_TOOL)?;
        has_all(at, "output", &entry.output, &OF_OUTPUT)?;
        if let Some(text) = &entry.text {
            has_all(at, "text", text, &OF_TEXT)?;
        }
        self.walk(answer, entry.calls.split('.')).map_err(wrong("calls"))?;
        let calls = self.calls(answer, &entry.calls, &entry.id).map_err(wrong("id"))?;
        let inside = [("name", &entry.name), ("arguments", &entry.arguments)];
        let foreign = entry.foreign.iter().map(|way| ("foreign", way));
        for (key, way) in inside.into_iter().chain(foreign) {
            self.calls(answer, &entry.calls, way).map_err(wrong(key))?;
        }
        let others = entry.others.iter().enumerate().map(|(number, other)| {
            let at = at.child("others").child(number);
            self.other(answer, other).map_err(|(key, message)| misled(at.child(key))(message))
        });
        let (items, _) = self.walk(answer, entry.items.split('.')).map_err(wrong("items"))?;
        let kept = entry.kept.iter().enumerate().map(|(number, kept)| {
            let at = at.child("kept").child(number);
            self.kept(body, answer, kept).map_err(|(key, message)| misled(at.child(key))(message))
        });
        self.check_only(at, body, &entry.only)?;
        let once = entry.once.iter().map(|(name, kept)| {
            let at = at.child("once").child(name);
            let once = self.once(body, name, kept);
            once.map_err(|message| (at, message, "correct the property or the value".to_owned()))
        });
        Ok(Tools {
            tools: entry.tools.clone(),
            tool: entry.tool.clone(),
            calls,
            id: entry.id.clone(),
            name: entry.name.clone(),
            arguments: entry.arguments.clone(),
            foreign: entry.foreign.clone(),
            others: others.collect::<Result<_, _>>()?,
            input: entry.input.clone(),
            item,
            text: entry.text.clone(),
            items: self.way_of(&items),
            output: entry.output.clone(),
            kept: kept.collect::<Result<_, _>>()?,
            only: entry.only.clone(),
            once: once.collect::<Result<_, _>>()?,
            cut: self.cuts(at, answer, &entry.cut)?,
            notes: entry.notes.clone(),
        })
    }

    /// Returns the part of an answer that waits for the caller; or the key that
    /// is wrong, and how.
    fn other(
        &self,
        answer: &TypeRef,
        declared: &config::Other,
    ) -> Result<Other, (&'static str, String)> {
        let config::Other { at, values } = declared;
        let way = match values.is_empty() {
            true => {
                let walked = self.walk(answer, at.split('.'));
                self.way_of(&walked.map_err(|message| ("at", message))?.0)
            }
            false => self.way_to_one_of(answer, at, values)?,
        };
        Ok(Other { at: way, values: values.clone() })
    }

    /// Checks that properties of the body can be the only values that they may have.
    fn check_only(
        &self,
        at: &Pointer,
        body: &TypeRef,
        only: &BTreeMap<String, Value>,
    ) -> Result<(), Wrong> {
        for (name, value) in only {
            let at = at.child("only").child(name);
            let field = self.of_body(body, name).map_err(misled(at.clone()))?;
            if !self.may_be(&field.ty, value) {
                let message = format!("`{name}` is never {value}");
                return Err((at, message, "correct the value".to_owned()));
            }
        }
        Ok(())
    }

    /// Returns a property of the body that is for the first request alone, but with some texts.
    fn once(
        &self,
        body: &TypeRef,
        name: &str,
        kept: &BTreeMap<String, Map<String, Value>>,
    ) -> Result<Once, String> {
        let ty = &self.of_body(body, name)?.ty;
        for (text, over) in kept {
            if !self.may_say(ty, text) {
                return Err(format!("`{name}` is never `{text}`"));
            }
            if !over.is_empty() {
                let object = self.tagged(ty, text);
                let object = object.ok_or_else(|| format!("`{text}` is a text, not an object"))?;
                self.check_over(object, over)?;
            }
        }
        let tag = self.union_of(ty).and_then(|union| union.tag.clone());
        Ok(Once { name: name.to_owned(), tag, kept: kept.clone() })
    }

    /// Checks that properties of an object may be what is put over them.
    fn check_over(&self, object: &TypeRef, over: &Map<String, Value>) -> Result<(), String> {
        for (name, value) in over {
            let ty = &self.of_body(object, name)?.ty;
            match value {
                Value::Object(over) => self.check_over(ty, over)?,
                value if !self.may_be(ty, value) => {
                    return Err(format!("`{name}` is never {value}"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Tells whether a type has a text, number or boolean among its values.
    fn may_be(&self, ty: &TypeRef, value: &Value) -> bool {
        match (target(&self.types, ty), value) {
            (TypeRef::Boolean, Value::Bool(_))
            | (TypeRef::Integer(_) | TypeRef::Number(_), Value::Number(_)) => true,
            (ty, Value::String(text)) => self.may_say(ty, text),
            _ => false,
        }
    }

    /// Returns the objects of a union that have a text as their tag.
    fn tagged(&self, ty: &TypeRef, text: &str) -> Option<&TypeRef> {
        let mut arms = self.union_of(ty)?.arms.iter();
        arms.find(|arm| arm.key.is_tagged(text))?.payload.as_ref()
    }

    /// Tells whether a value of a type may be a text, or say it by its tag.
    fn may_say(&self, ty: &TypeRef, text: &str) -> bool {
        let ty = target(&self.types, ty);
        let def = ty.named().and_then(|id| self.types.get(id));
        match (def.map(|def| &def.shape), ty) {
            (Some(Shape::Enum(values)), _) => values.iter().any(|value| value.value == text),
            (Some(Shape::Union(union)), _) => union.arms.iter().any(|arm| match &arm.key {
                ArmKey::Literal(known) => known == text,
                key => key.is_tagged(text),
            }),
            (_, ty) => *ty == TypeRef::String,
        }
    }

    fn of_body<'t>(&'t self, body: &TypeRef, name: &str) -> Result<&'t Field, String> {
        self.property(body, name).ok_or_else(|| format!("{} has no `{name}`", named(body)))
    }

    /// Returns the items of the list that a property of the body has; it may have
    /// something else in the list's place.
    fn listed<'t>(&'t self, body: &'t TypeRef, name: &str) -> Result<&'t TypeRef, String> {
        let field = self.of_body(body, name)?;
        let list = |ty: &'t TypeRef| match target(&self.types, ty) {
            TypeRef::List(items) => Some(&**items),
            _ => None,
        };
        let of_union = || {
            let union = self.union_of(&field.ty)?;
            union.arms.iter().filter_map(|arm| arm.payload.as_ref()).find_map(list)
        };
        list(&field.ty).or_else(of_union).ok_or_else(|| format!("`{name}` is no list"))
    }

    /// Returns the way to the calls, from each of which `inside` leads to a text.
    fn calls(&self, answer: &TypeRef, calls: &str, inside: &str) -> Result<String, String> {
        let way = self.way_to_text(answer, &format!("{calls}.{inside}"))?;
        let calls = way.strip_suffix(inside).and_then(|way| way.strip_suffix('.'));
        calls.map(str::to_owned).ok_or_else(|| format!("`{inside}` is not plain"))
    }

    fn kept(
        &self,
        body: &TypeRef,
        answer: &TypeRef,
        declared: &config::Kept,
    ) -> Result<Kept, (&'static str, String)> {
        let config::Kept { at, next } = declared;
        self.of_body(body, at).map_err(|message| ("at", message))?;
        let next = next.as_ref().map(|way| self.way_to_text(answer, way)).transpose();
        Ok(Kept { at: at.clone(), next: next.map_err(|message| ("next", message))? })
    }
}

/// Checks that all of what stands for something is in a value.
fn has_all(at: &Pointer, key: &str, value: &Value, texts: &[&str]) -> Result<(), Wrong> {
    match texts.iter().find(|text| !has_text(value, text)) {
        None => Ok(()),
        Some(text) => {
            let message = format!("nothing in `{key}` is `'{text}'`");
            let help = format!("write `'{text}'` where that is to be");
            Err((at.child(key), message, help))
        }
    }
}
