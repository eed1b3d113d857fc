//! Functions of the caller's that models call, as `config` declares them.

use serde_json::Value;

use super::Builder;
use super::accumulate::named;
use super::structured::{Wrong, has_text};
use crate::config::{self, Entry};
use crate::ir::{Kept, Operation, Shape, Tools, TypeRef, target};
use crate::pointer::Pointer;

/// What stands for something in what is sent of a function, of what it gives, and of a
/// text.
const OF_TOOL: [&str; 3] = ["{name}", "{description}", "{schema}"];
const OF_OUTPUT: [&str; 2] = ["{id}", "{output}"];
const OF_TEXT: [&str; 1] = ["{text}"];

impl Builder<'_> {
    /// Says of operations how models call functions in their answers.
    pub(super) fn add_tools(&mut self, operations: &mut [Operation]) {
        let config = self.config;
        for entry in &config.tools {
            let at = Pointer::root().child(config::Tools::SECTION).child(entry.place);
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
        let wrong = |key: &'static str| {
            let at = at.child(key);
            move |message| (at, message, "correct the way".to_owned())
        };
        self.listed(body, &entry.tools).map_err(wrong("tools"))?;
        let item = self.listed(body, &entry.input).map_err(wrong("input"))?.clone();
        has_all(at, "tool", &entry.tool, &OF_TOOL)?;
        has_all(at, "output", &entry.output, &OF_OUTPUT)?;
        if let Some(text) = &entry.text {
            has_all(at, "text", text, &OF_TEXT)?;
        }
        let calls = self.calls(answer, &entry.calls, &entry.id).map_err(wrong("id"))?;
        for (key, way) in [("name", &entry.name), ("arguments", &entry.arguments)] {
            self.calls(answer, &entry.calls, way).map_err(wrong(key))?;
        }
        let (items, _) = self.walk(answer, entry.items.split('.')).map_err(wrong("items"))?;
        let kept = entry.kept.iter().enumerate().map(|(number, kept)| {
            let at = at.child("kept").child(number);
            self.kept(body, answer, kept)
                .map_err(|(key, message)| (at.child(key), message, "correct the way".to_owned()))
        });
        Ok(Tools {
            tools: entry.tools.clone(),
            tool: entry.tool.clone(),
            calls,
            id: entry.id.clone(),
            name: entry.name.clone(),
            arguments: entry.arguments.clone(),
            input: entry.input.clone(),
            item,
            text: entry.text.clone(),
            items: self.way_of(&items),
            output: entry.output.clone(),
            kept: kept.collect::<Result<_, _>>()?,
            cut: self.cuts(at, answer, &entry.cut)?,
        })
    }

    /// What a property of the body lists; it may have something else in the list's place.
    fn listed<'t>(&'t self, body: &'t TypeRef, name: &str) -> Result<&'t TypeRef, String> {
        let field = self.property(body, name);
        let field = field.ok_or_else(|| format!("{} has no `{name}`", named(body)))?;
        let list = |ty: &'t TypeRef| match target(&self.types, ty) {
            TypeRef::List(items) => Some(&**items),
            _ => None,
        };
        let of_union = || {
            let id = target(&self.types, &field.ty).named()?;
            let Shape::Union(union) = &self.types.get(id)?.shape else { return None };
            union.arms.iter().filter_map(|arm| arm.payload.as_ref()).find_map(list)
        };
        list(&field.ty).or_else(of_union).ok_or_else(|| format!("`{name}` is no list"))
    }

    /// The way to the calls, from each of which `inside` leads to a text.
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
        if self.property(body, at).is_none() {
            return Err(("at", format!("{} has no `{at}`", named(body))));
        }
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
