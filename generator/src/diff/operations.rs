//! Operations: routes, parameters, bodies, answers, errors, streams.

use super::pairs::{path_names, shape_of_path};
use super::{Comparison, Kind, Place};
use crate::ir::{self, Body, Operation, Page, Parameter, Poll, Stream, TypeId, TypeRef};

impl Comparison<'_> {
    /// All operations.
    pub(super) fn operations(&mut self) {
        let pairs = self.pairs;
        for operation in &pairs.removed {
            let place = Place::Operation(operation.id.clone());
            let uses = uses(operation);
            self.push(&place, Kind::OperationRemoved).from([route(operation)]).takes(&uses);
        }
        for operation in &pairs.added {
            let place = Place::Operation(operation.id.clone());
            let uses = uses(operation);
            self.push(&place, Kind::OperationAdded).to([route(operation)]).brings(&uses);
        }
        for (old, new) in &pairs.operations {
            self.operation(old, new);
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let Operation {
            id,
            group,
            origin: _,
            method,
            path,
            docs,
            parameters,
            body,
            response,
            errors,
            stream,
            page,
            poll,
        } = old;
        let place = Place::Operation(new.id.clone());
        if *id != new.id {
            self.push(&place, Kind::OperationRenamed).from([id.clone()]).to([new.id.clone()]);
        }
        if *group != new.group {
            let found = self.push(&place, Kind::GroupChanged);
            found.from([group.clone()]).to([new.group.clone()]);
        }
        if *method != new.method || shape_of_path(path) != shape_of_path(&new.path) {
            self.push(&place, Kind::OperationMoved).from([route(old)]).to([route(new)]);
        }
        self.parameters(old, new, parameters);
        self.body(&place, body.as_ref(), new.body.as_ref());
        self.answer(&place, response.as_ref(), new.response.as_ref());
        self.errors(&place, errors, &new.errors);
        self.stream(&place, stream.as_ref(), new.stream.as_ref());
        self.page(&place, page.as_ref(), new.page.as_ref());
        self.poll(&place, poll.as_ref(), new.poll.as_ref());
        self.docs(&place, docs, &new.docs, None);
    }

    fn parameters(&mut self, old: &Operation, new: &Operation, parameters: &[Parameter]) {
        let mut known: Vec<&Parameter> = Vec::new();
        for before in parameters {
            let renamed = path_names(old, new).find(|(name, _)| *name == before.name);
            let name = match (before.place, renamed) {
                (ir::Place::Path, Some((_, name))) => name,
                _ => before.name.as_str(),
            };
            let mut same = new.parameters.iter().filter(|after| after.name == name);
            let exact = same.clone().find(|after| after.place == before.place);
            // One that goes elsewhere, unless that one was there before.
            let moved = || {
                same.find(|after| {
                    !parameters.iter().any(|p| p.name == after.name && p.place == after.place)
                })
            };
            match exact.or_else(moved) {
                Some(after) => {
                    known.push(after);
                    self.parameter(&new.id, before, after);
                }
                None => {
                    let place = Place::Parameter(new.id.clone(), before.name.clone());
                    let what = self.parameter_words(before, true);
                    self.push(&place, Kind::ParameterRemoved).from(what).takes([&before.ty]);
                }
            }
        }
        for after in &new.parameters {
            if !known.iter().any(|known| std::ptr::eq(*known, after)) {
                let place = Place::Parameter(new.id.clone(), after.name.clone());
                let what = self.parameter_words(after, false);
                self.push(&place, Kind::ParameterAdded).to(what).brings([&after.ty]);
            }
        }
    }

    /// A parameter's type, where it goes, and whether it is required.
    fn parameter_words(&self, parameter: &Parameter, old: bool) -> Vec<String> {
        let half = if old { &self.old } else { &self.new };
        let required = parameter.required.then(|| "required".to_owned());
        let place = place_name(parameter.place).to_owned();
        [half.ty(&parameter.ty), place].into_iter().chain(required).collect()
    }

    fn parameter(&mut self, operation: &str, old: &Parameter, new: &Parameter) {
        let Parameter { origin: _, name, place, required, ty, docs } = old;
        let at = Place::Parameter(operation.to_owned(), new.name.clone());
        if *name != new.name {
            let found = self.push(&at, Kind::ParameterRenamed);
            found.from([name.clone()]).to([new.name.clone()]);
        }
        if *place != new.place {
            let found = self.push(&at, Kind::ParameterMoved);
            found.from([place_name(*place).to_owned()]).to([place_name(new.place).to_owned()]);
        }
        match (*required, new.required) {
            (false, true) => _ = self.push(&at, Kind::NewlyRequired),
            (true, false) => _ = self.push(&at, Kind::NewlyOptional),
            _ => {}
        }
        self.use_changed(&at, Kind::TypeChanged, ty, &new.ty);
        self.docs(&at, docs, &new.docs, Some((ty, &new.ty)));
    }

    /// That a place uses another type.
    pub(super) fn use_changed(&mut self, at: &Place, kind: Kind, old: &TypeRef, new: &TypeRef) {
        if !self.same(old, new) {
            let (before, after) = (self.old.ty(old), self.new.ty(new));
            self.push(at, kind).from([before]).to([after]).takes([old]).brings([new]);
        }
    }

    fn body(&mut self, place: &Place, old: Option<&Body>, new: Option<&Body>) {
        match (old, new) {
            (None, None) => {}
            (Some(Body { ty, required: _ }), None) => {
                let before = self.old.ty(ty);
                self.push(place, Kind::BodyRemoved).from([before]).takes([ty]);
            }
            (None, Some(Body { ty, required: _ })) => {
                let after = self.new.ty(ty);
                self.push(place, Kind::BodyAdded).to([after]).brings([ty]);
            }
            (Some(Body { ty, required }), Some(new)) => {
                self.use_changed(place, Kind::BodyChanged, ty, &new.ty);
                match (*required, new.required) {
                    (false, true) => _ = self.push(place, Kind::BodyRequired),
                    (true, false) => _ = self.push(place, Kind::BodyOptional),
                    _ => {}
                }
            }
        }
    }

    fn answer(&mut self, place: &Place, old: Option<&TypeRef>, new: Option<&TypeRef>) {
        match (old, new) {
            (None, None) => {}
            (Some(old), None) => {
                let before = self.old.ty(old);
                self.push(place, Kind::AnswerRemoved).from([before]).takes([old]);
            }
            (None, Some(new)) => {
                let after = self.new.ty(new);
                self.push(place, Kind::AnswerAdded).to([after]).brings([new]);
            }
            (Some(old), Some(new)) => self.use_changed(place, Kind::AnswerChanged, old, new),
        }
    }

    fn errors(
        &mut self,
        place: &Place,
        old: &[(String, Option<TypeRef>)],
        new: &[(String, Option<TypeRef>)],
    ) {
        for (status, before) in old {
            let words =
                |ty: Option<String>| [status.clone()].into_iter().chain(ty).collect::<Vec<_>>();
            let old_words = words(before.as_ref().map(|ty| self.old.ty(ty)));
            let Some((_, after)) = new.iter().find(|(other, _)| other == status) else {
                self.push(place, Kind::ErrorRemoved).from(old_words).takes(before);
                continue;
            };
            let same = match (before, after) {
                (Some(old), Some(new)) => self.same(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            if !same {
                let new_words = words(after.as_ref().map(|ty| self.new.ty(ty)));
                let found = self.push(place, Kind::ErrorChanged).from(old_words).to(new_words);
                found.takes(before).brings(after);
            }
        }
        for (status, after) in new {
            if !old.iter().any(|(other, _)| other == status) {
                let ty = after.as_ref().map(|ty| self.new.ty(ty));
                let words = [status.clone()].into_iter().chain(ty);
                self.push(place, Kind::ErrorAdded).to(words).brings(after);
            }
        }
    }

    fn stream(&mut self, place: &Place, old: Option<&Stream>, new: Option<&Stream>) {
        match (old, new) {
            (None, None) => {}
            (Some(Stream { property: _, events }), None) => {
                let (before, events) = (self.old.name(events), TypeRef::Named(events.clone()));
                self.push(place, Kind::StreamRemoved).from([before]).takes([&events]);
            }
            (None, Some(Stream { property: _, events })) => {
                let (after, events) = (self.new.name(events), TypeRef::Named(events.clone()));
                self.push(place, Kind::StreamAdded).to([after]).brings([&events]);
            }
            (Some(Stream { property, events }), Some(new)) => {
                let (old_ty, new_ty) =
                    (TypeRef::Named(events.clone()), TypeRef::Named(new.events.clone()));
                if *property != new.property || !self.same(&old_ty, &new_ty) {
                    let (before, after) = (self.old.ty(&old_ty), self.new.ty(&new_ty));
                    let found = self.push(place, Kind::StreamChanged);
                    found.from([property.clone(), before]).to([new.property.clone(), after]);
                    found.takes([&old_ty]).brings([&new_ty]);
                }
            }
        }
    }

    fn page(&mut self, place: &Place, old: Option<&Page>, new: Option<&Page>) {
        match (old, new) {
            (None, None) => {}
            (Some(old), None) => {
                let before = self.old.ty(&old.item);
                self.push(place, Kind::PagesRemoved).from([before]);
            }
            (None, Some(new)) => {
                let after = self.new.ty(&new.item);
                self.push(place, Kind::PagesAdded).to([after]);
            }
            (Some(old), Some(new)) => {
                let Page { cursor, size, items, item, more, item_cursor } = old;
                let words = |page: &Page, item: String| {
                    let Page { cursor, size, items, item: _, more, item_cursor } = page.clone();
                    [Some(cursor), size, Some(items), Some(item), Some(more), Some(item_cursor)]
                };
                let same = (cursor, size, items, more, item_cursor)
                    == (&new.cursor, &new.size, &new.items, &new.more, &new.item_cursor);
                if !same || !self.same(item, &new.item) {
                    let (before, after) = (self.old.ty(item), self.new.ty(&new.item));
                    let found = self.push(place, Kind::PagesChanged);
                    found.from(words(old, before).into_iter().flatten());
                    found.to(words(new, after).into_iter().flatten());
                }
            }
        }
    }

    fn poll(&mut self, place: &Place, old: Option<&Poll>, new: Option<&Poll>) {
        let words = |poll: &Poll| {
            let Poll { with, arguments, status, terminal } = poll.clone();
            [vec![with], arguments, vec![status], terminal].concat()
        };
        match (old, new) {
            (Some(_), None) => _ = self.push(place, Kind::PollRemoved),
            (None, Some(_)) => _ = self.push(place, Kind::PollAdded),
            (Some(old), Some(new)) if old != new => {
                self.push(place, Kind::PollChanged).from(words(old)).to(words(new));
            }
            _ => {}
        }
    }
}

/// Every use of a type in an operation.
pub(super) fn uses(operation: &Operation) -> Vec<TypeRef> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty.clone());
    let body = operation.body.iter().map(|body| body.ty.clone());
    let answers = operation.response.iter().cloned();
    let errors = operation.errors.iter().filter_map(|(_, ty)| ty.clone());
    let events = operation.stream.iter().map(|stream: &Stream| named(&stream.events));
    parameters.chain(body).chain(answers).chain(errors).chain(events).collect()
}

fn named(id: &TypeId) -> TypeRef {
    TypeRef::Named(id.clone())
}

fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

const fn place_name(place: ir::Place) -> &'static str {
    match place {
        ir::Place::Path => "path",
        ir::Place::Query => "query",
        ir::Place::Header => "header",
    }
}
