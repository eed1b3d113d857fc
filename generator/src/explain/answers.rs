//! The headers of answers, and what the server asks in turn.

use super::fields::respelled;
use super::{Explainer, Explanation};
use crate::ir::Hook;
use crate::pointer::Pointer;
use crate::rust::{CallHeaders, HeaderField};

impl Explainer {
    /// Explains the type of the headers that an operation answers with.
    pub(super) fn headers(&self, number: usize) -> Option<Explanation> {
        let operation = &self.api.operations[number];
        let (call, method) = self.call(operation)?;
        let CallHeaders { docs: _, name, fields: _ } = call.headers.as_ref()?;
        let of_errors = operation.headers.iter().all(|header| !header.errors.is_empty());
        let (who, read) = match of_errors {
            true => ("errors", format!("from an error of `{}`", method.name)),
            false => {
                ("successes", format!("from the response of `{}`, beside its value", method.name))
            }
        };
        let reasons = vec![
            format!(
                "the {who} of `{} {}` declare headers: a struct, with a field for each",
                operation.method, operation.path
            ),
            format!("it is read {read}"),
        ];
        let at = operation.headers.first()?.origin.split()?.0;
        Some(self.from(format!("struct {name}"), &at, reasons))
    }

    /// Explains one of them.
    pub(super) fn header(&self, number: usize, field: usize) -> Option<Explanation> {
        let operation = &self.api.operations[number];
        let (call, _) = self.call(operation)?;
        let CallHeaders { docs: _, name: owner, fields } = call.headers.as_ref()?;
        let HeaderField { docs: _, name, wire, is_json, ty } = &fields[field];
        let header = operation.header(wire)?;
        let mut reasons = vec![
            match header.errors.as_slice() {
                [] => format!("the header `{}` of a success", header.name),
                errors => format!("the header `{}` of {}", header.name, errors.join(" or ")),
            },
            self.words(&header.ty, &header.origin.child("schema")),
            "an `Option`, whatever is required: `None` where a server leaves it out".to_owned(),
        ];
        reasons.extend(is_json.then(|| "JSON, by its content type".to_owned()));
        reasons.extend(respelled(name, &header.name));
        Some(self.from(format!("{owner}.{name}: {ty}"), &header.origin, reasons))
    }

    /// Explains a webhook.
    pub(super) fn webhook(&self, name: &str) -> Option<Explanation> {
        let is_it = |hook: &&Hook| hook.name == name;
        let hooks: Vec<&Hook> = self.api.webhooks.iter().filter(is_it).collect();
        let webhooks = Pointer::root().child("webhooks");
        let mut types = self.api.types.iter();
        let union = types.find(|(_, def)| def.origin == webhooks);
        let union = union.map(|(id, _)| self.type_name(id));
        let methods: Vec<&str> = hooks.iter().map(|hook| hook.method.as_str()).collect();
        let mut reasons = vec![format!(
            "a webhook, `{}`: the server asks it of its own accord, and no call does",
            methods.join("`, `")
        )];
        reasons.extend(union.map(|union| format!("what it brings is read as `{union}`")));
        let rust =
            format!("webhook {name}{}", union.map_or_else(String::new, |of| format!(": {of}")));
        Some(self.from(rust, &hooks.first()?.origin, reasons))
    }
}
