//! The part of `config` about answers: what they are, and how a value that is
//! sent changes them.

use serde_json::Value;

use super::Builder;
use super::answer::Answered;
use crate::config::Entry;
use crate::config::{AnswerContent, Answers, Given};
use crate::ir::{
    Answer, Arm, ArmKey, Asked, Choice, Docs, Gives, Hold, JsonKind, Location, Operation, Shape,
    TypeId, TypeRef, Union, target,
};
use crate::media::ANY;
use crate::pointer::Pointer;

impl<'a> Builder<'a> {
    /// Returns the entries of the configuration about the answer of an operation.
    fn configured_answers(&self, operation: &str) -> Vec<&'a Answers> {
        let entries = self.config.answers.iter();
        entries.filter(|entry| entry.is_for(operation)).collect()
    }

    /// Returns the answer of an operation by the configuration, if that names one
    /// whatever the document declares.
    pub(super) fn answer_of_config(&self, operation: &str, declared: &str) -> Option<Answered> {
        let entries = self.configured_answers(operation);
        let content = entries.iter().find_map(|entry| entry.content)?;
        let kinds = if declared.is_empty() { ANY } else { declared }.to_owned();
        let answer = match content {
            AnswerContent::Text => Answer::Text(kinds),
            AnswerContent::Bytes => Answer::Bytes(kinds),
        };
        let (docs, choices) = (Docs::default(), Vec::new());
        Some(Answered { answer, json: None, docs, choices, stream: None })
    }

    /// Returns an answer that may be text too, where the value is sent that asks for it.
    pub(super) fn or_text(&mut self, answer: Answer, operation: &str, id: &TypeId) -> Answer {
        let entries = self.configured_answers(operation);
        let mut given = entries.iter().flat_map(|entry| entry.values.values());
        match &answer {
            Answer::Json(ty)
                if given.any(|given| *given == Given::Content(AnswerContent::Text)) =>
            {
                self.type_or_text(ty, id).map_or(answer, Answer::Json)
            }
            _ => answer,
        }
    }

    /// Returns a type that is another one, or text; none if there is no need for it, or
    /// no way to tell them apart.
    fn type_or_text(&mut self, ty: &TypeRef, id: &TypeId) -> Option<TypeRef> {
        let TypeRef::Named(of) = target(&self.types, ty).clone() else { return None };
        let def = self.types.get(&of)?;
        let arm = |key: ArmKey, payload: TypeRef| Arm {
            origin: def.origin.clone(),
            key,
            title: None,
            payload: Some(payload),
            hold: Hold::Direct,
            written: None,
            docs: Docs::default(),
        };
        let takes_text = |arm: &Arm| match &arm.key {
            ArmKey::Literal(_) | ArmKey::Kind(JsonKind::String) => true,
            ArmKey::Rule(kind, _) => *kind == JsonKind::String,
            ArmKey::Tag(_) | ArmKey::Default(_) | ArmKey::Kind(_) => false,
        };
        let mut union = match &def.shape {
            Shape::Union(union) if union.arms.iter().any(takes_text) => return None,
            Shape::Union(union) => union.clone(),
            Shape::Object(_) => {
                let arms = vec![arm(ArmKey::Kind(JsonKind::Object), ty.clone())];
                Union { tag: None, arms }
            }
            _ => return None,
        };
        union.arms.push(arm(ArmKey::Kind(JsonKind::String), TypeRef::String));
        let (origin, docs) = (def.origin.clone(), def.docs.clone());
        // A union that only this operation answers with is extended in place.
        let is_own = of.0.len() > 1 && of.component() == id.component();
        let new = match is_own && matches!(def.shape, Shape::Union(_)) {
            true => of,
            false => self.unused(&id.child("reply")),
        };
        self.define(new.clone(), Shape::Union(union), docs, origin);
        Some(TypeRef::Named(new))
    }

    /// Returns the answers that values ask for.
    pub(super) fn asked(&mut self, operation: &Operation) -> Vec<Choice> {
        let mut choices = Vec::new();
        for entry in self.configured_answers(&operation.declared_id) {
            let at = Pointer::root().child("answers").child(entry.index);
            let is_asked = entry.property.is_some() || entry.parameter.is_some();
            if is_asked == entry.values.is_empty() {
                let message = "an entry of `answers` needs `values`, and the property or the parameter that has them";
                let help = "write `property: …` or `parameter: …`, and `values: {…: …}`";
                self.unfit(&at, message.to_owned(), help.to_owned());
                continue;
            }
            for (value, given) in &entry.values {
                let at = at.child("values").child(value);
                let ask = match (&entry.property, &entry.parameter) {
                    (Some(property), _) => self.by_property(operation, property, value, &at),
                    (None, Some(parameter)) => self.by_parameter(operation, parameter, value, &at),
                    (None, None) => None,
                };
                let gives = self.given(given);
                choices.extend(ask.zip(gives).map(|(ask, gives)| Choice { ask, gives }));
            }
        }
        choices
    }

    fn by_property(
        &mut self,
        operation: &Operation,
        property: &str,
        value: &str,
        at: &Pointer,
    ) -> Option<Asked> {
        let body = operation.body_type().and_then(|ty| self.object_of(ty));
        let field = body.and_then(|body| body.field(property));
        let Some(field) = field.filter(|field| !field.presence.is_required()) else {
            // Another kind of body may do without.
            if !operation.is_variant() {
                let message =
                    format!("the body of `{}` has no optional property `{property}`", operation.id);
                let help = "write one that it has: `property: …`".to_owned();
                self.unfit(at, message, help);
            }
            return None;
        };
        let (property, ty) = (property.to_owned(), field.ty.clone());
        let value = self.value_of(&ty, value, &property, at)?;
        Some(Asked::Property { property, value })
    }

    fn by_parameter(
        &mut self,
        operation: &Operation,
        name: &str,
        value: &str,
        at: &Pointer,
    ) -> Option<Asked> {
        let mut parameters = operation.parameters.iter();
        let found = parameters
            .find(|parameter| parameter.location == Location::Query && parameter.name == name);
        let Some(parameter) = found else {
            let message = format!("`{}` has no query parameter `{name}`", operation.id);
            self.unfit(at, message, "write one that it has: `parameter: …`".to_owned());
            return None;
        };
        self.value_of(&parameter.ty, value, name, at)?;
        Some(Asked::Parameter { name: name.to_owned(), value: value.to_owned() })
    }

    /// Returns a value as its type has it, if there is such a value.
    fn value_of(&mut self, ty: &TypeRef, value: &str, of: &str, at: &Pointer) -> Option<Value> {
        let found = match target(&self.types, ty) {
            TypeRef::String => Some(Value::from(value)),
            TypeRef::Boolean => value.parse().ok().map(Value::Bool),
            TypeRef::Named(id) => match self.types.get(id).map(|def| &def.shape) {
                Some(Shape::Enum(values)) => {
                    let is_listed = values.iter().any(|listed| listed.value == value);
                    is_listed.then(|| Value::from(value))
                }
                _ => None,
            },
            _ => None,
        };
        if found.is_none() {
            let message = format!("`{of}` has no value `{value}`");
            self.unfit(at, message, "write one that it has, or take this one out".to_owned());
        }
        found
    }

    /// Marks the lists of numbers that may also come as text.
    pub(super) fn pack(&mut self, operations: &[Operation]) {
        for entry in &self.config.answers {
            let of_entry =
                operations.iter().filter(|operation| entry.is_for(&operation.declared_id));
            let types: Vec<TypeRef> =
                of_entry.flat_map(|operation| operation.answer.types()).cloned().collect();
            let at = Pointer::root().child("answers").child(entry.index).child("packed");
            for (number, path) in entry.packed.iter().enumerate() {
                let found = types.iter().filter_map(|ty| self.list_of_numbers(ty, path));
                let found: Vec<(TypeId, String)> = found.collect();
                if found.is_empty() && !types.is_empty() {
                    let message = format!(
                        "there is no list of floats at `{path}` that every such answer has"
                    );
                    let help = "write the names of the properties that lead to one: `data.samples`";
                    self.unfit(&at.child(number), message, help.to_owned());
                }
                for (id, name) in found {
                    if let Some(Shape::Object(object)) =
                        self.types.get_mut(&id).map(|def| &mut def.shape)
                    {
                        let mut fields = object.fields.iter_mut();
                        fields
                            .by_ref()
                            .filter(|field| field.name == name)
                            .for_each(|field| field.packed = true);
                    }
                }
            }
        }
    }

    /// Returns what an answer is; none if the document lacks the component, which
    /// is reported where the component is looked for.
    fn given(&self, given: &Given) -> Option<Gives> {
        match given {
            Given::Content(AnswerContent::Text) => Some(Gives::Text),
            Given::Content(AnswerContent::Bytes) => Some(Gives::Bytes),
            Given::Component(name) => {
                let id = TypeId(vec![name.clone()]);
                self.types.contains_key(&id).then_some(Gives::Json(TypeRef::Named(id)))
            }
        }
    }
}
