//! The headers of responses.

use super::docs::Sent;
use super::{Class, Comparison, FoundChange, Half, Kind, Place};
use crate::ir::{AnswerHeader, Header, Operation, ResponseHeaders, Shape};

impl Comparison<'_> {
    /// Compares the headers of responses. Those of one that is declared in one document
    /// only come and go with it, which is told by itself.
    pub(super) fn responses(
        &mut self,
        operation: &str,
        old: &[ResponseHeaders],
        new: &[ResponseHeaders],
    ) {
        for (before, after) in pairs(old, new) {
            self.response(operation, before, after);
        }
    }

    /// Compares the formats of headers, and whether they are deprecated, as far as that is not told
    /// of yet: several responses may have one of a name, and callers need not read it.
    pub(super) fn formats_and_deprecation(
        &mut self,
        operation: &str,
        old: &[ResponseHeaders],
        new: &[ResponseHeaders],
    ) {
        for (old, new) in pairs(old, new) {
            for before in &old.headers {
                let Some(after) = find(new, before) else { continue };
                let place = place(operation, &before.name);
                let is_told = |kinds: [Kind; 2]| {
                    let mut found = self.found.iter().map(|found| &found.change);
                    found.any(|change| change.place == place && kinds.contains(&change.kind))
                };
                let is_format_told = is_told([Kind::HeaderChanged, Kind::Format]);
                if !is_told([Kind::Deprecated, Kind::NoLongerDeprecated]) {
                    self.deprecation(&place, before.deprecated, after.deprecated);
                }
                if before.format != after.format && !is_format_told {
                    let found = self.push(&place, Kind::HeaderChanged).class(Class::Compatible);
                    found.from(words(old, before)).to(words(new, after));
                    found.at(Some(&before.origin), Some(&after.origin));
                }
            }
        }
    }

    fn response(&mut self, operation: &str, old: &ResponseHeaders, new: &ResponseHeaders) {
        let place = |header: &AnswerHeader| place(operation, &header.name);
        for before in &old.headers {
            let Some(after) = find(new, before) else {
                // One that may be missing was never to be relied on.
                let class = if before.required { Class::Breaking } else { Class::Compatible };
                let found = self.push(&place(before), Kind::HeaderRemoved).class(class);
                found.from(words(old, before)).at(Some(&before.origin), None);
                continue;
            };
            // The format is told by itself.
            if (&before.ty, before.required) == (&after.ty, after.required) {
                continue;
            }
            let is_less = before.ty != after.ty || before.required && !after.required;
            let class = if is_less { Class::Breaking } else { Class::Compatible };
            let found = self.push(&place(before), Kind::HeaderChanged).class(class);
            found.from(words(old, before)).to(words(new, after));
            found.at(Some(&before.origin), Some(&after.origin));
        }
        for after in new.headers.iter().filter(|after| find(old, after).is_none()) {
            let found = self.push(&place(after), Kind::HeaderAdded);
            found.to(words(new, after)).at(None, Some(&after.origin));
        }
    }

    /// Compares what callers read the headers of an operation as, and what is said of each.
    pub(super) fn headers(&mut self, old: &Operation, new: &Operation) {
        for before in &old.headers {
            let Some(after) = new.header(&before.name) else { continue };
            // By the responses it is known when a header is there, and whether it is JSON.
            let Header { origin: _, name, required: _, errors: _, is_json: _, ty, docs } = before;
            let place = place(&new.id, name);
            if !self.same(ty, &after.ty) {
                let changed = |found: &&mut FoundChange| {
                    found.change.place == place && found.change.kind == Kind::HeaderChanged
                };
                let (was, is) = (read_words(self.old, before), read_words(self.new, after));
                let found = match self.found.iter_mut().find(changed) {
                    Some(found) => found,
                    None => self.push(&place, Kind::HeaderChanged).from(was).to(is),
                };
                found.takes([ty]).brings([&after.ty]);
            }
            self.docs(&place, (docs, &after.docs), Some((ty, &after.ty)), Sent::Never);
        }
    }
}

/// Pairs the responses of one status. A success with another status is still a success.
fn pairs<'r>(
    old: &'r [ResponseHeaders],
    new: &'r [ResponseHeaders],
) -> Vec<(&'r ResponseHeaders, &'r ResponseHeaders)> {
    let of = |status: &str, all: &'r [ResponseHeaders]| {
        all.iter().find(|response| response.status == status)
    };
    let unknown = |all: &'r [ResponseHeaders], others: &'r [ResponseHeaders]| {
        all.iter()
            .filter(move |one| of(&one.status, others).is_none() && one.status.starts_with('2'))
    };
    let known = old.iter().filter_map(|before| Some((before, of(&before.status, new)?)));
    known.chain(unknown(old, new).zip(unknown(new, old))).collect()
}

/// Returns the header of a response that is called like another.
fn find<'r>(response: &'r ResponseHeaders, header: &AnswerHeader) -> Option<&'r AnswerHeader> {
    response.headers.iter().find(|other| other.name.eq_ignore_ascii_case(&header.name))
}

/// Returns the status of a response, and the name and type of one of its headers.
fn words(response: &ResponseHeaders, header: &AnswerHeader) -> Vec<String> {
    let AnswerHeader { origin: _, name, required, ty, format, deprecated: _ } = header;
    let required = required.then(|| "required".to_owned());
    let ty = format.as_ref().map_or(ty.clone(), |format| format!("{ty} ({format})"));
    [response.status.clone(), name.clone(), ty].into_iter().chain(required).collect()
}

/// Returns the place of a header of responses, whose name has no case.
fn place(operation: &str, name: &str) -> Place {
    Place::Header(vec![operation.to_owned()], name.to_ascii_lowercase())
}

/// Returns the name of a header, the type that it is read as, and the values that are listed.
fn read_words(half: Half<'_>, header: &Header) -> Vec<String> {
    let shape = header.ty.named().and_then(|id| half.api.types.get(id)).map(|def| &def.shape);
    let values: Vec<String> = match shape {
        Some(Shape::Enum(values)) => values.iter().map(|value| value.value.clone()).collect(),
        Some(Shape::IntegerEnum(values)) => {
            values.iter().map(|value| value.value.to_string()).collect()
        }
        _ => Vec::new(),
    };
    let values = (!values.is_empty()).then(|| format!("one of {}", values.join(", ")));
    [header.name.clone(), half.ty(&header.ty)].into_iter().chain(values).collect()
}
