//! Answers that are values of callers' types, as `config` declares them.

use serde_json::Value;

use super::Builder;
use super::ways::named;
use crate::config::{self, Entry};
use crate::ir::{Content, Cut, Operation, Shape, Step, Structured, TypeRef, target};
use crate::pointer::Pointer;

/// The method by which an answer gives its value.
const PARSED: &str = "parsed";

/// The text that stands in `format` for the schema.
const SCHEMA: &str = "{schema}";

/// A fault of an entry: where, the message, and what helps.
pub(super) type Wrong = (Pointer, String, String);

impl Builder<'_> {
    /// Says of operations how their answers can be values.
    pub(super) fn add_structured(&mut self, operations: &mut [Operation]) {
        let config = self.config;
        for entry in &config.structured {
            let at = Pointer::root().child(config::Structured::SECTION).child(entry.index);
            for operation in
                operations.iter_mut().filter(|operation| entry.is_for(&operation.declared_id))
            {
                match self.structured(&at, entry, operation) {
                    Ok(structured) => operation.structured = Some(structured),
                    Err((at, message, help)) => self.unfit(&at, message, help),
                }
            }
        }
    }

    fn structured(
        &self,
        at: &Pointer,
        entry: &config::Structured,
        operation: &Operation,
    ) -> Result<Structured, Wrong> {
        let (body, answer) = self.asked_and_answered(at, operation)?;
        self.leads_plainly(body, &entry.at).map_err(misled(at.child("at")))?;
        if !has_text(&entry.format, SCHEMA) {
            let message = format!("nothing in `format` is `'{SCHEMA}'`");
            let help = format!("write `'{SCHEMA}'` where the schema is to be");
            return Err((at.child("format"), message, help));
        }
        if self.property(answer, PARSED).is_some() {
            let message = format!("{} has a property `{PARSED}` itself", named(answer));
            let help = "take the entry out, or rename the property by the overlay".to_owned();
            return Err((at.child("operations"), message, help));
        }
        let text = self.way_to_text(answer, &entry.text).map_err(misled(at.child("text")))?;
        let refusal = entry.refusal.as_ref().map(|way| self.way_to_text(answer, way)).transpose();
        let refusal = refusal.map_err(misled(at.child("refusal")))?;
        let cut = self.cuts(at, answer, &entry.cut)?;
        let (at, format) = (entry.at.clone(), entry.format.clone());
        Ok(Structured { at, format, text, refusal, cut })
    }

    /// Returns the types of the body and of the answer of an operation, both objects in JSON.
    pub(super) fn asked_and_answered<'o>(
        &self,
        at: &Pointer,
        operation: &'o Operation,
    ) -> Result<(&'o TypeRef, &'o TypeRef), Wrong> {
        let body = match operation.body.as_ref().map(|body| &body.content) {
            Some(Content::Json(ty)) => Some(ty),
            _ => None,
        };
        let is_object = |ty: &&TypeRef| self.object_of(ty).is_some();
        let (body, answer) = (body.filter(is_object), operation.answer.json().filter(is_object));
        body.zip(answer).ok_or_else(|| {
            let message =
                format!("`{}` does not send and answer with an object in JSON", operation.id);
            (at.child("operations"), message, "take it out of `operations`".to_owned())
        })
    }

    /// Returns the signs that an answer is not whole.
    pub(super) fn cuts(
        &self,
        at: &Pointer,
        answer: &TypeRef,
        declared: &[config::Cut],
    ) -> Result<Vec<Cut>, Wrong> {
        let cuts = declared.iter().enumerate().map(|(number, cut)| {
            let at = at.child("cut").child(number);
            self.cut(answer, cut).map_err(|(key, message)| misled(at.child(key))(message))
        });
        cuts.collect()
    }

    /// Returns one thing that says so; or the key that is wrong, and how.
    fn cut(&self, answer: &TypeRef, declared: &config::Cut) -> Result<Cut, (&'static str, String)> {
        let at = self.way_to_one_of(answer, &declared.at, &declared.values)?;
        let reason = declared.reason.as_ref();
        let reason = reason.map(|way| {
            let (steps, _) =
                self.walk(answer, way.split('.')).map_err(|message| ("reason", message))?;
            Ok::<_, (&'static str, String)>(self.way_of(&steps))
        });
        Ok(Cut { at, values: declared.values.clone(), reason: reason.transpose()? })
    }

    /// Returns the way to a text that can be each of these; or the key that is wrong, and how.
    pub(super) fn way_to_one_of(
        &self,
        answer: &TypeRef,
        way: &str,
        values: &[String],
    ) -> Result<String, (&'static str, String)> {
        let at = |message| ("at", message);
        let (steps, end) = self.walk(answer, way.split('.')).map_err(at)?;
        let listed = target(&self.types, end).named().and_then(|id| self.types.get(id));
        match (listed.map(|def| &def.shape), target(&self.types, end)) {
            (Some(Shape::Enum(known)), _) => {
                let is_known = |text: &&String| known.iter().any(|value| value.value == **text);
                if let Some(unknown) = values.iter().find(|text| !is_known(text)) {
                    return Err(("values", format!("`{way}` is never `{unknown}`")));
                }
            }
            (_, TypeRef::String) => {}
            _ => return Err(at(format!("`{way}` leads to {}, which is no text", named(end)))),
        }
        Ok(self.way_of(&steps))
    }

    /// Returns the way to a text, as the runtime takes it.
    pub(super) fn way_to_text(&self, from: &TypeRef, path: &str) -> Result<String, String> {
        Ok(self.way_of(&self.steps(from, path.split('.'))?))
    }

    /// Returns a way as the runtime takes it: `output[type=message].content`.
    pub(super) fn way_of(&self, steps: &[Step]) -> String {
        let mut way = String::new();
        for step in steps {
            match step {
                Step::Property(_, name) if way.is_empty() => way.push_str(name),
                Step::Property(_, name) => way.push_str(&format!(".{name}")),
                // An arm has what it is told by.
                Step::Items | Step::Named(..) => {}
                Step::Arm(of, arm) => {
                    let Some(Shape::Union(union)) = self.types.get(of).map(|def| &def.shape) else {
                        continue;
                    };
                    let names = union.arms.get(*arm).map_or(&[][..], |arm| arm.key.texts());
                    if let (Some(tag), [_, ..]) = (&union.tag, names) {
                        way.push_str(&format!("[{tag}={}]", names.join("|")));
                    }
                }
            }
        }
        way
    }
}

/// Makes the fault of an entry whose way is wrong.
pub(super) fn misled(at: Pointer) -> impl FnOnce(String) -> Wrong {
    move |message| (at, message, "correct the way".to_owned())
}

/// Tells whether one of the values in a value is a text.
pub(super) fn has_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(items) => items.iter().any(|item| has_text(item, text)),
        Value::Object(object) => object.values().any(|value| has_text(value, text)),
        _ => false,
    }
}
