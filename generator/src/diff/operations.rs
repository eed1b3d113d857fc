//! Operations: routes, parameters, bodies, answers, errors, streams.

use super::docs::{Sent, plain};
use super::pairs::{header_names, path_names};
use super::words::{
    answer_words, ask_words, body_words, choice_words, moved_words, place_words, route,
};
use super::{Class, Comparison, Half, Kind, Place};
use crate::ir::{
    self, Answer, Asked, Back, Body, Choice, Content, DeclaredError, Docs, Gives, Operation, Page,
    Parameter, Poll, Stream, Structured, Success, Tools, Turn, TypeRef, shape_of_path,
};
use crate::media::JSON;
use crate::pointer::Pointer;
use crate::words::paragraphs;

impl Comparison<'_> {
    /// Compares all operations.
    pub(super) fn operations(&mut self) {
        let pairs = self.pairs;
        for operation in &pairs.removed {
            let place = Place::Operation(operation.id.clone());
            let found = self.push(&place, Kind::OperationRemoved).from([route(operation)]);
            found.takes(operation.types());
        }
        for operation in &pairs.added {
            let place = Place::Operation(operation.id.clone());
            let found = self.push(&place, Kind::OperationAdded).to([route(operation)]);
            found.brings(operation.types());
        }
        for (old, new) in &pairs.operations {
            self.operation(old, new);
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let Operation {
            id,
            declared_id: _,
            group,
            origin: _,
            parts: _,
            method,
            path,
            docs,
            parameters,
            body,
            // That is compared as a part of the contract.
            security: _,
            answer,
            json,
            answer_docs,
            choices,
            // They are compared as a part of the contract.
            headers: _,
            errors,
            stream,
            page,
            poll,
            structured,
            tools,
            contract: _,
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
            let found = self.push(&place, Kind::OperationMoved);
            found.from([route(old)]).to([route(new)]).shared = moved_words(old, new);
        }
        self.parameters(old, new, parameters);
        self.body(&new.id, body.as_ref(), new.body.as_ref());
        self.answer(&place, answer, &new.answer);
        if self.same_answer(answer, &new.answer) {
            self.successes(&place, &old.contract.responses, &new.contract.responses);
        }
        self.docs(&place, (answer_docs, &new.answer_docs), None, Sent::Never);
        self.docs_by_status(&place, answer, &new.answer);
        self.accept(&place, (answer, json.as_deref()), (&new.answer, new.json.as_deref()));
        self.choices(&place, choices, &new.choices);
        self.errors(&place, (old, errors), new);
        self.stream(&place, stream.as_ref(), new.stream.as_ref());
        self.page(&place, page.as_ref(), new.page.as_ref());
        self.poll(&place, poll.as_ref(), new.poll.as_ref());
        self.structured(&place, structured.as_ref(), new.structured.as_ref());
        self.tools(&place, tools.as_ref(), new.tools.as_ref());
        self.contract(&place, old, new);
        self.docs(&place, (docs, &new.docs), None, Sent::Never);
    }

    fn parameters(&mut self, old: &Operation, new: &Operation, parameters: &[Parameter]) {
        let mut known: Vec<&Parameter> = Vec::new();
        for before in parameters {
            let is_own = |(name, _): &(&str, &str)| *name == before.name;
            let renamed = match before.location {
                ir::Location::Path => path_names(old, new).find(is_own),
                ir::Location::Header => header_names(old, new).find(is_own),
                ir::Location::Query | ir::Location::Cookie => None,
            };
            let name = renamed.map_or(before.name.as_str(), |(_, name)| name);
            let mut same = new.parameters.iter().filter(|after| after.name == name);
            let exact = same.clone().find(|after| after.location == before.location);
            // One that goes elsewhere, unless that one was there before.
            let moved = || {
                same.find(|after| {
                    !parameters.iter().any(|p| p.name == after.name && p.location == after.location)
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

    /// Returns a parameter's type, where it goes, and whether it is required.
    fn parameter_words(&self, parameter: &Parameter, old: bool) -> Vec<String> {
        let half = if old { &self.old } else { &self.new };
        let required = parameter.required.then(|| "required".to_owned());
        let place = place_words(parameter);
        [half.ty(&parameter.ty), place].into_iter().chain(required).collect()
    }

    fn parameter(&mut self, operation: &str, old: &Parameter, new: &Parameter) {
        // The arguments show whether any text is taken.
        let Parameter {
            origin,
            name,
            location,
            style,
            encodings,
            reserved,
            required,
            ty,
            any_text: _,
            docs,
        } = old;
        let at = Place::Parameter(operation.to_owned(), new.name.clone());
        if *name != new.name {
            let found = self.push(&at, Kind::ParameterRenamed);
            found.from([name.clone()]).to([new.name.clone()]);
        }
        if (*location, *style, *reserved) != (new.location, new.style, new.reserved)
            || *encodings != new.encodings
        {
            let kind = match *location == new.location {
                true => Kind::ParameterStyle,
                false => Kind::ParameterMoved,
            };
            let found = self.push(&at, kind);
            found.from([place_words(old)]).to([place_words(new)]);
        }
        match (*required, new.required) {
            (false, true) => _ = self.push(&at, Kind::NewlyRequired),
            (true, false) => _ = self.push(&at, Kind::NewlyOptional),
            _ => {}
        }
        self.use_changed(&at, Kind::TypeChanged, ty, &new.ty);
        let sent = Sent::of(true, new.required);
        let types = Some((ty, &new.ty));
        self.docs(&at, (docs, &new.docs), types, sent);
        let schemas = (&self.old.schema_of(origin), &self.new.schema_of(&new.origin));
        self.rules(&at, schemas, types, sent);
        self.sunsets(&at, (origin, &new.origin), sent);
    }

    /// Compares the types that a place uses.
    pub(super) fn use_changed(&mut self, at: &Place, kind: Kind, old: &TypeRef, new: &TypeRef) {
        if !self.same(old, new) {
            let (before, after) = (self.old.ty(old), self.new.ty(new));
            self.push(at, kind).from([before]).to([after]).takes([old]).brings([new]);
        }
    }

    fn body(&mut self, id: &str, old: Option<&Body>, new: Option<&Body>) {
        let place = &Place::Operation(id.to_owned());
        match (old, new) {
            (None, None) => {}
            (Some(old), None) => {
                let before = body_words(self.old, old);
                self.push(place, Kind::BodyRemoved).from([before]).takes(old.content.ty());
            }
            (None, Some(new)) => {
                let after = body_words(self.new, new);
                self.push(place, Kind::BodyAdded).to([after]).brings(new.content.ty());
            }
            (Some(old), Some(new)) => {
                let Body {
                    origin, content, content_type, others, required, nullable, docs, ..
                } = old;
                let same = match (content, &new.content) {
                    (Content::Json(old), Content::Json(new)) => self.same(old, new),
                    (Content::UrlEncoded(old, brackets), Content::UrlEncoded(new, others)) => {
                        brackets == others && self.same(old, new)
                    }
                    (Content::Form(old, kinds), Content::Form(new, others)) => {
                        kinds == others && self.same(old, new)
                    }
                    (Content::Parts(old, kinds), Content::Parts(new, others)) => {
                        kinds == others && self.same(old, new)
                    }
                    (Content::Sequence(old, framing), Content::Sequence(new, other)) => {
                        framing == other && self.same(old, new)
                    }
                    (Content::Bytes, Content::Bytes) => true,
                    _ => false,
                };
                if !same || *content_type != new.content_type {
                    let (before, after) = (body_words(self.old, old), body_words(self.new, new));
                    let found = self.push(place, Kind::BodyChanged).from([before]).to([after]);
                    found.takes(content.ty()).brings(new.content.ty());
                }
                for kind in others.iter().filter(|kind| !new.can_be(kind)) {
                    self.push(place, Kind::BodyContentRemoved).from([kind.clone()]);
                }
                for kind in new.others.iter().filter(|kind| !old.can_be(kind)) {
                    self.push(place, Kind::BodyContentAdded).to([kind.clone()]);
                }
                match (*nullable, new.nullable) {
                    (true, false) => _ = self.push(place, Kind::BodyNullRemoved),
                    (false, true) => _ = self.push(place, Kind::BodyNullAdded),
                    _ => {}
                }
                match (*required, new.required) {
                    (false, true) => _ = self.push(place, Kind::BodyRequired),
                    (true, false) => _ = self.push(place, Kind::BodyOptional),
                    _ => {}
                }
                let types = content.ty().zip(new.content.ty());
                let place = Place::Body(vec![id.to_owned()]);
                self.docs(&place, (docs, &new.docs), types, Sent::Always);
                let schemas = (&self.old.schema_of(origin), &self.new.schema_of(&new.origin));
                self.rules(&place, schemas, types, Sent::Always);
            }
        }
    }

    fn answer(&mut self, place: &Place, old: &Answer, new: &Answer) {
        let before = answer_words(old, &|ty| self.old.ty(ty));
        let after = answer_words(new, &|ty| self.new.ty(ty));
        let kind = match (old, new) {
            (Answer::Nothing, Answer::Nothing) => return,
            (Answer::Nothing, _) => Kind::AnswerAdded,
            (_, Answer::Nothing) => Kind::AnswerRemoved,
            (old, new) if self.same_answer(old, new) => return,
            _ => Kind::AnswerChanged,
        };
        // A type that is still there is the operation's own, and not what changed.
        let is_old = |ty: &TypeRef| old.types().any(|other| self.same(other, ty));
        let is_new = |ty: &TypeRef| new.types().any(|other| self.same(ty, other));
        let own = || "…".to_owned();
        let shared = [
            answer_words(old, &|ty| if is_new(ty) { own() } else { self.old.ty(ty) }),
            answer_words(new, &|ty| if is_old(ty) { own() } else { self.new.ty(ty) }),
        ];
        let found = self.push(place, kind).from(before).to(after);
        found.takes(old.types()).brings(new.types()).shared = Some(shared);
    }

    /// Compares the content types by which JSON is asked for, where both answer with it.
    fn accept(
        &mut self,
        place: &Place,
        (old, before): (&Answer, Option<&str>),
        (new, after): (&Answer, Option<&str>),
    ) {
        if before == after || old.types().next().is_none() || new.types().next().is_none() {
            return;
        }
        let [before, after] = [before, after].map(|kinds| kinds.unwrap_or(JSON));
        let is_offered = |kind: &str| after.split(", ").any(|other| other == kind);
        let class = match before.split(", ").all(is_offered) {
            true => Class::Compatible,
            false => Class::Refused,
        };
        let found = self.push(place, Kind::AcceptChanged).class(class);
        found.from([before.to_owned()]).to([after.to_owned()]);
    }

    fn same_answer(&self, old: &Answer, new: &Answer) -> bool {
        match (old, new) {
            (Answer::Json(old), Answer::Json(new))
            | (Answer::Optional(old), Answer::Optional(new)) => self.same(old, new),
            (Answer::ByStatus(old), Answer::ByStatus(new)) => {
                let same = |old: &Success, new: &Success| {
                    let Success { status: _, of_rest, gives, kinds, text: _, docs: _ } = old;
                    *of_rest == new.of_rest
                        && match (gives, &new.gives) {
                            (Some(Gives::Json(old)), Some(Gives::Json(new))) => self.same(old, new),
                            (gives, other) => gives == other && *kinds == new.kinds,
                        }
                };
                old.len() == new.len()
                    && by_status(old, new).all(|(old, new)| new.is_some_and(|new| same(old, new)))
            }
            (old, new) => old == new,
        }
    }

    /// Compares what is said of answers of the same status, where there are several.
    fn docs_by_status(&mut self, place: &Place, old: &Answer, new: &Answer) {
        let (Answer::ByStatus(old), Answer::ByStatus(new)) = (old, new) else { return };
        let said = |Success { text, docs, .. }: &Success| Docs {
            text: paragraphs([Some(text.as_str()), Some(&docs.text)]),
            ..docs.clone()
        };
        for (before, after) in by_status(old, new) {
            if let Some(after) = after {
                self.docs(place, (&said(before), &said(after)), None, Sent::Never);
            }
        }
    }

    /// Compares the answers that can be asked for instead of the usual one.
    fn choices(&mut self, place: &Place, old: &[Choice], new: &[Choice]) {
        for before in old {
            let (words, uses) = (choice_words(self.old, before), before.gives.ty());
            let same_ask = new.iter().filter(|after| is_same_choice(before, after));
            match same_ask.clone().find(|after| self.same_gives(&before.gives, &after.gives)) {
                Some(after) if before.ask == after.ask => {}
                Some(after) => {
                    let after = choice_words(self.new, after);
                    self.push(place, Kind::ChoiceChanged).from([words]).to([after]);
                }
                None => _ = self.push(place, Kind::ChoiceRemoved).from([words]).takes(uses),
            }
        }
        let is_new = |after: &&Choice| {
            !old.iter().any(|before| {
                is_same_choice(before, after) && self.same_gives(&before.gives, &after.gives)
            })
        };
        for after in new.iter().filter(is_new).collect::<Vec<_>>() {
            let words = choice_words(self.new, after);
            self.push(place, Kind::ChoiceAdded).to([words]).brings(after.gives.ty());
        }
    }

    fn same_gives(&self, old: &Gives, new: &Gives) -> bool {
        match (old, new) {
            (Gives::Json(old), Gives::Json(new)) => self.same(old, new),
            (old, new) => old == new,
        }
    }

    fn errors(
        &mut self,
        place: &Place,
        (old, errors): (&Operation, &[DeclaredError]),
        new: &Operation,
    ) {
        let at = |operation: &Operation, status: &str| {
            Some(operation.origin.child("responses").child(status))
        };
        for DeclaredError { status, ty: before, docs } in errors {
            let words =
                |ty: Option<String>| [status.clone()].into_iter().chain(ty).collect::<Vec<_>>();
            let old_words = words(before.as_ref().map(|ty| self.old.ty(ty)));
            let from = at(old, status);
            let Some(twin) = new.errors.iter().find(|other| other.status == *status) else {
                let found = self.push(place, Kind::ErrorRemoved).from(old_words).takes(before);
                found.at(from.as_ref(), None);
                continue;
            };
            let after = &twin.ty;
            let same = self.same_if_any(before.as_ref(), after.as_ref());
            self.docs(place, (docs, &twin.docs), None, Sent::Never);
            if !same {
                let new_words = words(after.as_ref().map(|ty| self.new.ty(ty)));
                // Callers read the body as the type that they were told of.
                let is_read = before.is_some() && after.is_some();
                let class = if is_read { Class::Breaking } else { Class::Docs };
                let found = self.push(place, Kind::ErrorChanged).class(class);
                found.from(old_words).to(new_words).takes(before).brings(after);
                found.at(from.as_ref(), at(new, status).as_ref());
            }
        }
        for DeclaredError { status, ty: after, docs: _ } in &new.errors {
            if !errors.iter().any(|other| other.status == *status) {
                let ty = after.as_ref().map(|ty| self.new.ty(ty));
                let words = [status.clone()].into_iter().chain(ty);
                let found = self.push(place, Kind::ErrorAdded).to(words).brings(after);
                found.at(None, at(new, status).as_ref());
            }
        }
    }

    fn stream(&mut self, place: &Place, old: Option<&Stream>, new: Option<&Stream>) {
        match (old, new) {
            (None, None) => {}
            (Some(old), None) => {
                let before = self.old.ty(&old.events);
                self.push(place, Kind::StreamRemoved).from([before]).takes([&old.events]);
            }
            (None, Some(new)) => {
                let after = self.new.ty(&new.events);
                self.push(place, Kind::StreamAdded).to([after]).brings([&new.events]);
            }
            (Some(old), Some(new)) => {
                let Stream { ask, accept, framing, events, data, docs } = old;
                self.docs(place, (docs, &new.docs), None, Sent::Never);
                let same = (ask, accept, framing, data)
                    == (&new.ask, &new.accept, &new.framing, &new.data);
                if !same || !self.same(events, &new.events) {
                    let (before, after) = (self.old.ty(events), self.new.ty(&new.events));
                    let comes_otherwise = accept != &new.accept;
                    let words = |stream: &Stream, events: String| {
                        let kind = stream.accept.clone().filter(|_| comes_otherwise);
                        let asked = stream.ask.iter().flat_map(ask_words);
                        asked.chain(kind).chain([events]).collect::<Vec<_>>()
                    };
                    let found = self.push(place, Kind::StreamChanged);
                    found.from(words(old, before)).to(words(new, after));
                    found.takes([events]).brings([&new.events]);
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
                // The properties that count say where the same list ends.
                let Page { turn, size, items, item, more, back, .. } = old;
                let Page { total_pages: _, total_items: _, total_header: _, .. } = old;
                let Page { number: _, is_configured: _, .. } = old;
                let words = |page: &Page, item: String| {
                    let Page { turn, size, items, more, back, .. } = page.clone();
                    let items = (!items.is_empty()).then(|| items.join("."));
                    let more = more.map(|more| more.path.join("."));
                    let back = back.map(|Back { parameter, source }| [parameter, source.way()]);
                    let turned = match &turn {
                        Turn::Link => Some("Link".to_owned()),
                        Turn::Field { way, .. } => Some(way.join(".")),
                        turn => turn.parameter().map(str::to_owned),
                    };
                    let source = turn.source().map(|source| source.way());
                    let all = [turned, size, items, Some(item), more, source].into_iter().flatten();
                    all.chain(back.into_iter().flatten()).collect::<Vec<_>>()
                };
                let same =
                    (turn, size, items, more) == (&new.turn, &new.size, &new.items, &new.more);
                if !same || !self.same(item, &new.item) {
                    let (before, after) = (self.old.ty(item), self.new.ty(&new.item));
                    let found = self.push(place, Kind::PagesChanged);
                    found.from(words(old, before)).to(words(new, after));
                } else if *back != new.back {
                    let class = if back.is_none() { Class::Compatible } else { Class::Breaking };
                    let (before, after) = (self.old.ty(item), self.new.ty(&new.item));
                    let found = self.push(place, Kind::PagesChanged).class(class);
                    found.from(words(old, before)).to(words(new, after));
                }
            }
        }
    }

    fn poll(&mut self, place: &Place, old: Option<&Poll>, new: Option<&Poll>) {
        let words = |poll: &Poll| {
            let Poll { with, arguments, status, terminal, deadline, is_configured: _ } =
                poll.clone();
            let arguments = arguments.into_iter().flatten().collect();
            let deadline = deadline.map(|seconds| format!("{seconds} s"));
            [vec![with], arguments, vec![status], terminal, deadline.into_iter().collect()].concat()
        };
        match (old, new) {
            (Some(_), None) => _ = self.push(place, Kind::PollRemoved),
            (None, Some(_)) => _ = self.push(place, Kind::PollAdded),
            (Some(old), Some(new)) if words(old) != words(new) => {
                self.push(place, Kind::PollChanged).from(words(old)).to(words(new));
            }
            _ => {}
        }
    }

    fn structured(&mut self, place: &Place, old: Option<&Structured>, new: Option<&Structured>) {
        let words = |structured: &Structured| [plain(&structured.words())];
        match (old, new) {
            (Some(_), None) => _ = self.push(place, Kind::StructuredRemoved),
            (None, Some(_)) => _ = self.push(place, Kind::StructuredAdded),
            (Some(old), Some(new)) if old != new => {
                self.push(place, Kind::StructuredChanged).from(words(old)).to(words(new));
            }
            _ => {}
        }
    }

    fn tools(&mut self, place: &Place, old: Option<&Tools>, new: Option<&Tools>) {
        let words = |tools: &Tools| [plain(&tools.words())];
        match (old, new) {
            (Some(_), None) => _ = self.push(place, Kind::ToolsRemoved),
            (None, Some(_)) => _ = self.push(place, Kind::ToolsAdded),
            (Some(old), Some(new)) if old != new => {
                self.push(place, Kind::ToolsChanged).from(words(old)).to(words(new));
            }
            _ => {}
        }
    }
}

/// Returns successes, each with that of its status in the other document.
fn by_status<'a>(
    old: &'a [Success],
    new: &'a [Success],
) -> impl Iterator<Item = (&'a Success, Option<&'a Success>)> {
    let twin = |before: &Success| new.iter().find(|after| after.status == before.status);
    old.iter().map(move |before| (before, twin(before)))
}

impl Half<'_> {
    /// Returns the place of the schema of a parameter, its own or that of its content, or of
    /// content.
    fn schema_of(&self, of: &Pointer) -> Pointer {
        let content = self.document.find(of).and_then(|node| node.get("content"));
        let media = content.and_then(|content| content.entries().next());
        media.map_or_else(|| of.clone(), |(_, media)| media.at()).child("schema")
    }
}

/// Tells whether the same method of a call asks for both.
fn is_same_choice(old: &Choice, new: &Choice) -> bool {
    match (&old.ask, &new.ask) {
        (Asked::Accept(_), Asked::Accept(_)) => true,
        (old, new) => old == new,
    }
}
