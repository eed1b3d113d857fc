//! The public items of groups and calls.

use super::super::change::Aspect;
use super::{Place, Public, PublicArgument, SurfaceBuilder};
use crate::ir::Framing;
use crate::rust::{
    AnswerVariant, Answers, Argument, BodySetter, Call, CallBody, CallChoice, CallHeaders,
    CallPages, CallPoll, CallStream, CallStructured, CallTools, Group, HeaderField, Method,
    MethodBody, NULL_BODY, Setter, Slot, Type,
};

impl<'a> SurfaceBuilder<'a> {
    pub(super) fn group(&mut self, module: &'a str, item: &'a Group) {
        let Group { docs: _, name, methods } = item;
        let owners = self.all_of(module);
        let handle = Public::of(Place::Document, Aspect::Whole, "struct").owners(owners);
        self.put(format!("{module}::{name}"), handle);
        for method in methods {
            self.method(module, name, method);
        }
    }

    fn method(&mut self, module: &'a str, handle: &str, method: &'a Method) {
        let Method { docs: _, marks: _, name, call, arguments, body } = method;
        let id = self.calls.get(&(module, call.as_str())).copied().unwrap_or_default();
        let operation = Place::Operation(self.operation_id(id));
        let mut item =
            Public::of(operation.clone(), Aspect::Whole, format!("fn {name}(…) -> {call}"))
                .owners([operation.clone()])
                .means([operation.meaning()]);
        for argument in arguments {
            let place = self.parameter(&operation, &argument.wire);
            let ty = self.parameter_type(argument, &mut item.mentions);
            item.arguments.push(PublicArgument { source: (place, Aspect::Itself), ty });
        }
        match body {
            MethodBody::None => {}
            MethodBody::Whole(ty, slot, convert) => {
                let ty = self.argument(ty, *slot, *convert, &mut item.mentions);
                item.arguments.push(PublicArgument { source: (operation, Aspect::Body), ty });
            }
            MethodBody::Made(ty, arguments) => {
                let owner = self.ty(ty, &mut item.mentions).to_string();
                for Argument { name: _, origin: _, wire, ty, convert, slot } in arguments {
                    let place = Place::Member(owner.clone(), wire.clone());
                    let ty = self.argument(ty, *slot, *convert, &mut item.mentions);
                    item.arguments.push(PublicArgument { source: (place, Aspect::Itself), ty });
                }
            }
        }
        self.put(format!("{module}::{handle}::{name}"), item);
    }

    /// Returns the place of a parameter.
    fn parameter(&self, operation: &Place, wire: &str) -> Place {
        let Place::Operation(id) = operation else { return operation.clone() };
        let renamed = self.renamed.parameters.get(&(id.clone(), wire.to_owned()));
        Place::Parameter(id.clone(), renamed.map_or(wire, String::as_str).to_owned())
    }

    fn parameter_type(&self, argument: &Argument, mentions: &mut Vec<String>) -> String {
        if argument.is_borrowed() {
            return "impl AsRef<str>".to_owned();
        }
        let Argument { name: _, origin: _, wire: _, ty, convert, slot } = argument;
        self.argument(ty, *slot, *convert, mentions)
    }

    pub(super) fn call(&mut self, module: &str, item: &'a Call) {
        let Call {
            docs: _,
            name,
            id,
            operation: _,
            // The target of a request is compared as such.
            method: _,
            path: _,
            security: _,
            // They are arguments of the group's method.
            required: _,
            required_lists: _,
            optional,
            body,
            output,
            ending: _,
            answers,
            accept: _,
            headers,
            offers: _,
            fixed_headers: _,
            choices,
            stream,
            page,
            poll,
            structured,
            tools,
        } = item;
        let operation = Place::Operation(self.operation_id(id));
        let path = format!("{module}::{name}");
        self.part(&path, &operation, Aspect::Whole, "struct", &[]);
        let answer: Vec<&Type> = output.iter().collect();
        self.part(&format!("{path}::send"), &operation, Aspect::Answer, "fn send", &answer);
        if let Some(headers) = headers {
            self.headers(module, id, headers);
        }
        for CallChoice { docs: _, name, ask: _, output, ending: _ } in choices {
            let (item, what) = (format!("{path}::{name}"), format!("fn {name}"));
            self.part(&item, &operation, Aspect::Answer, &what, &[output]);
        }
        if let Some(answers) = answers {
            self.answers(module, &operation, answers);
        }
        for setter in optional {
            self.parameter_setter(&path, &operation, setter);
        }
        if let Some(body) = body {
            self.body(&path, &operation, body);
        }
        if let Some(stream) = stream {
            self.stream(&path, &operation, stream);
        }
        if let Some(CallPages {
            turn: _,
            back,
            page,
            takes_number: _,
            total_header: _,
            docs: _,
            item_docs: _,
        }) = page
        {
            let back = back.as_ref().map(|_| "pages_back");
            for name in ["pages", "items"].into_iter().chain(back) {
                let path = format!("{path}::{name}");
                self.part(&path, &operation, Aspect::Pages, &format!("fn {name}"), &[page]);
            }
        }
        if let Some(CallPoll { again: _, status: _, terminal: _, deadline: _, docs: _ }) = poll {
            self.part(&format!("{path}::poll"), &operation, Aspect::Poll, "fn poll", &answer);
        }
        if let Some(structured) = structured {
            self.structured(&path, &operation, structured);
        }
        if let Some(tools) = tools {
            self.tools(&path, &operation, tools);
        }
    }

    /// Adds the typed headers of an answer.
    fn headers(&mut self, module: &str, id: &str, headers: &'a CallHeaders) {
        let CallHeaders { docs: _, name, fields } = headers;
        let operation = Place::Operation(self.operation_id(id));
        let path = format!("{module}::{name}");
        let place =
            |wire: &str| Place::Header(vec![self.operation_id(id)], wire.to_ascii_lowercase());
        let places: Vec<Place> = fields.iter().map(|field| place(&field.wire)).collect();
        for (HeaderField { docs: _, name, wire: _, is_json: _, ty }, place) in
            fields.iter().zip(&places)
        {
            let mut mentions = Vec::new();
            let head = format!("field -> {}", self.ty(ty, &mut mentions));
            let item = Public::of(place.clone(), Aspect::Headers, head).mentions(mentions);
            self.put(format!("{path}::{name}"), item.owners([operation.clone()]));
        }
        let owners = [operation.clone()].into_iter().chain(places);
        let item = Public::of(operation, Aspect::Headers, "struct").owners(owners);
        self.put(path, item);
    }

    /// Adds the enum of answers by their statuses.
    fn answers(&mut self, module: &str, operation: &Place, answers: &'a Answers) {
        let Answers { docs: _, name, variants } = answers;
        let path = format!("{module}::{name}");
        self.part(&path, operation, Aspect::Answer, "enum", &[]);
        for AnswerVariant { docs: _, name, payload, ending: _, can_be_json: _, status: _ } in
            variants
        {
            let payload: Vec<&Type> = payload.iter().collect();
            let item = format!("{path}::{name}");
            self.part(&item, operation, Aspect::Answer, "variant", &payload);
        }
    }

    fn body(&mut self, path: &str, operation: &Place, body: &'a CallBody) {
        let CallBody { ty, sent: _, setters, null_docs } = body;
        if null_docs.is_some() {
            let (item, what) = (format!("{path}::{NULL_BODY}"), format!("fn {NULL_BODY}"));
            self.part(&item, operation, Aspect::Body, &what, &[]);
        }
        for setter in setters {
            self.body_setter(path, operation, ty, setter);
        }
    }

    fn stream(&mut self, path: &str, operation: &Place, stream: &'a CallStream) {
        let CallStream { ask: _, accept: _, framing, events } = stream;
        let resume = matches!(framing, Framing::Events).then_some("resume_on_disconnect");
        for name in ["idle_timeout"].into_iter().chain(resume) {
            let (item, what) = (format!("{path}::{name}"), format!("fn {name}"));
            self.part(&item, operation, Aspect::Stream, &what, &[]);
        }
        let item = format!("{path}::stream");
        self.part(&item, operation, Aspect::Stream, "fn stream", &[events]);
    }

    fn structured(&mut self, path: &str, operation: &Place, structured: &'a CallStructured) {
        let CallStructured { answer, is_first, how: _ } = structured;
        let aspect = Aspect::Structured;
        self.part(&format!("{path}::answer_as"), operation, aspect, "fn answer_as", &[]);
        self.part(&format!("{path}::parse"), operation, aspect, "fn parse", &[answer]);
        if *is_first {
            let parsed = format!("types::{answer}::parsed");
            self.part(&parsed, operation, aspect, "fn parsed", &[]);
        }
    }

    fn tools(&mut self, path: &str, operation: &Place, tools: &'a CallTools) {
        let CallTools { notes: _, answer, item, event, how: _ } = tools;
        let aspect = Aspect::Tools;
        let run = format!("{path}::run_tools");
        self.part(&run, operation, aspect, "fn run_tools", &[answer, item]);
        if let Some(event) = event {
            let (run, gives) = (format!("{run}_streamed"), [answer, item, event]);
            self.part(&run, operation, aspect, "fn run_tools_streamed", &gives);
        }
    }

    /// Adds something that a call has, and the types that it gives.
    fn part(&mut self, path: &str, of: &Place, aspect: Aspect, what: &str, gives: &[&Type]) {
        let mut mentions = Vec::new();
        let gives: Vec<String> =
            gives.iter().map(|ty| format!(" -> {}", self.ty(ty, &mut mentions))).collect();
        let item = Public::of(of.clone(), aspect, format!("{what}{}", gives.concat()));
        self.put(path.to_owned(), item.owners([of.clone()]).mentions(mentions));
    }

    fn parameter_setter(&mut self, path: &str, operation: &Place, setter: &Setter) {
        let Setter { docs: _, marks: _, name, location: _, argument } = setter;
        let mut mentions = Vec::new();
        let Argument { name: _, origin: _, wire: _, ty, convert, slot: _ } = argument;
        let ty = self.argument(ty, Slot::Optional, *convert, &mut mentions);
        let place = self.parameter(operation, &argument.wire);
        let meaning = place.meaning();
        let item = Public::of(place, Aspect::Itself, format!("fn {name}(self, {ty}) -> Self"));
        let item = item.owners([operation.clone()]).mentions(mentions);
        self.put(format!("{path}::{name}"), item.means([meaning]));
    }

    fn body_setter(&mut self, path: &str, operation: &Place, body: &Type, setter: &BodySetter) {
        let BodySetter { docs: _, marks: _, name, wire, target: _, ty, slot, convert } = setter;
        let mut mentions = Vec::new();
        let owner = self.ty(body, &mut mentions).to_string();
        let ty = self.argument(ty, *slot, *convert, &mut mentions);
        let place = Place::Member(owner.clone(), wire.clone());
        let meaning = place.meaning();
        let item = Public::of(place, Aspect::Itself, format!("fn {name}(self, {ty}) -> Self"));
        let item = item.owners([operation.clone(), Place::Type(owner)]).mentions(mentions);
        self.put(format!("{path}::{name}"), item.means([meaning]));
    }
}
