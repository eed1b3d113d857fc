//! An operation and its parts, as the document has them.
//!
//! They are gone through twice in the same way: to find what their schemas
//! reach, and, when it is known what the references of schemas lead to, to read
//! these.

use super::closure::Closure;
use super::content::{anything, content, headers, only_content};
use super::group::{OperationNode, further_tags, layers};
use super::model::{Location, Operation, Parameter, Promise, RequestBody, Response, Status, Style};
use super::service;
use super::wire::{self, is_token};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::ir::Server;
use crate::schema::{ExternalDocs, Reader, Schema};
use crate::shown::Shown;
use crate::source::{Document, Node, Pointer};
use crate::vocabulary::ObjectKind;
use crate::words::{self, all_of, code, paragraphs, similar};

/// The steps on the way through an operation.
pub(super) trait Visitor<'d> {
    /// Says what a schema is.
    fn schema(&mut self, node: Node<'d>) -> Schema;
    /// Follows a reference to a shared part.
    fn part(&mut self, node: Node<'d>) -> Option<Node<'d>>;
    /// Takes note of an object.
    fn object(&mut self, kind: ObjectKind, node: Node<'d>);
    /// Takes a finding.
    fn push(&mut self, found: Diagnostic);
    /// Returns the severity of a part that cannot be understood.
    fn severity(&self) -> Severity;
}

/// Finds what schemas reach.
pub(super) struct SchemaReach<'c, 'd> {
    pub(super) closure: &'c mut Closure<'d>,
    /// The severity of a part that cannot be understood.
    pub(super) severity: Severity,
    pub(super) report: &'c mut Report,
}

impl<'d> Visitor<'d> for SchemaReach<'_, 'd> {
    fn schema(&mut self, node: Node<'d>) -> Schema {
        self.closure.schema(node, self.report);
        Schema::default()
    }

    fn part(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        self.closure.part(node, self.report)
    }

    fn object(&mut self, kind: ObjectKind, node: Node<'d>) {
        self.closure.check(kind, node, self.report);
    }

    fn push(&mut self, found: Diagnostic) {
        self.report.push(found);
    }

    fn severity(&self) -> Severity {
        self.severity
    }
}

/// Reads schemas. What is wrong elsewhere is reported before.
pub(super) struct Fill<'c, 'r, 'd> {
    pub(super) closure: &'c mut Closure<'d>,
    pub(super) reader: &'c mut Reader<'r>,
}

impl<'d> Visitor<'d> for Fill<'_, '_, 'd> {
    fn schema(&mut self, node: Node<'d>) -> Schema {
        self.reader.schema(node)
    }

    fn part(&mut self, node: Node<'d>) -> Option<Node<'d>> {
        self.closure.part(node, &mut Report::default())
    }

    fn object(&mut self, _: ObjectKind, _: Node<'d>) {}

    fn push(&mut self, _: Diagnostic) {}

    fn severity(&self) -> Severity {
        Severity::Warning
    }
}

/// Reads an operation, with the parameters of its path.
pub(super) fn read<'d>(
    document: &'d Document,
    found: &OperationNode<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Operation {
    let node = found.node;
    if !node.is_object() {
        let at = node.at();
        let error = Diagnostic::error("shape", &at, "an object should be here");
        visitor.push(error.settled_without(&at, "It should be an object."));
    }
    visitor.object(ObjectKind::Operation, node);
    if found.item.key().is_some_and(|path| !path.starts_with('/')) {
        visitor.push(no_slash(found));
    }
    if !is_token(&found.method) {
        let at = node.at();
        let message = format!("{:?} is no method that HTTP could send", found.method);
        let error = Diagnostic::error("method", &at, message);
        visitor.push(error.settled_without(&at, "Its method cannot be sent."));
    }
    let server = served_at(document, found, visitor);
    let more = node.get("externalDocs");
    more.into_iter().for_each(|more| visitor.object(ObjectKind::ExternalDocs, more));
    let more = more.and_then(ExternalDocs::read).map(|more| more.sentence());
    let [summary, text] = texts(found.node, found.item);
    let tags: Vec<String> = further_tags(found).iter().map(|tag| code(tag)).collect();
    let tags = (!tags.is_empty()).then(|| format!("It is tagged {}.", all_of(&tags)));
    let description = paragraphs([&text, &more, &server, &tags].map(Option::as_deref));
    Operation {
        id: found.id.clone(),
        group: found.group.clone(),
        method: found.method.clone(),
        path: found.path.clone(),
        at: node.at(),
        summary,
        description: Some(description).filter(|text| !text.is_empty()),
        deprecated: flag(node, "deprecated", visitor),
        parameters: parameters(found.node, found.item, visitor),
        body: node.get("requestBody").and_then(|body| request_body(body, visitor)),
        security: None,
        responses: responses(node, visitor),
        callbacks: Vec::new(),
        promise: Promise::default(),
    }
}

/// Returns the summary and the description of an operation, with what its path says of all of its
/// operations. The summary of the path is that of an operation which says nothing itself.
pub(super) fn texts(operation: Node<'_>, item: Node<'_>) -> [Option<String>; 2] {
    let texts = |key| {
        let of_path = layers(item).into_iter().find_map(|layer| said(layer, key));
        (said(operation, key), of_path)
    };
    let ((summary, of_path), (own, all)) = (texts("summary"), texts("description"));
    let is_missing = summary.is_none() && own.is_none();
    let further = of_path.as_ref().filter(|text| !is_missing && summary.as_ref() != Some(*text));
    let described = words::description(
        [own.as_ref(), further, all.as_ref()].map(|text| text.map(String::as_str)),
    );
    [if is_missing { of_path } else { summary }, described]
}

/// Warns of a path that does not begin as paths do.
fn no_slash(found: &OperationNode<'_>) -> Diagnostic {
    let OperationNode { path, item, .. } = found;
    let message = format!("a path begins with a `/`; this is taken for `{path}`");
    Diagnostic::warning("path", &item.at(), message).help(format!("write `{path}`"))
}

/// Reads what is posted to an operation that callers serve.
pub(super) fn webhook<'d>(node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Option<RequestBody> {
    visitor.object(ObjectKind::Webhook, node);
    node.get("requestBody").and_then(|body| request_body(body, visitor))
}

/// Finds where an operation is served, if not where the others are: a client has
/// one address, so that callers have to give another.
pub(super) fn other_server(document: &Document, found: &OperationNode<'_>) -> Option<Server> {
    let servers = other_servers(document, found)?;
    Some(Server { origin: servers.at(), url: service::urls(servers).next()? })
}

/// Finds the servers of an operation, unless the URL that is usual is one of theirs.
fn other_servers<'d>(document: &Document, found: &OperationNode<'d>) -> Option<Node<'d>> {
    let usual = usual_url(document);
    own_servers(found).filter(|servers| !service::urls(*servers).any(|url| Some(url) == usual))
}

/// Finds the servers that an operation or its path declares: those of the operation, if it
/// declares any.
fn own_servers<'d>(found: &OperationNode<'d>) -> Option<Node<'d>> {
    let mut own = holders(found.node, found.item).filter_map(|node| node.get("servers"));
    own.find(|servers| service::urls(*servers).next().is_some())
}

/// Finds the URL that operations without servers of their own are served at.
fn usual_url(document: &Document) -> Option<String> {
    document.root().get("servers").and_then(|all| service::urls(all).next())
}

/// Says where an operation is served that has servers of its own.
fn served_at<'d>(
    document: &Document,
    found: &OperationNode<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Option<String> {
    for servers in holders(found.node, found.item).filter_map(|holder| holder.get("servers")) {
        service::objects(servers).for_each(|(kind, object)| visitor.object(kind, object));
        service::unused_variables(servers).for_each(|found| visitor.push(found));
    }
    if let Some(others) = other_servers(document, found) {
        let described = service::described(others);
        visitor.push(served_elsewhere(&others.at(), &described));
        let paths = service::urls(others).filter(|url| url.starts_with('/')).count();
        let that = match (described.len(), paths) {
            (1, 0) => "give that as `base_url`",
            (1, _) => "give a `base_url` with that path",
            (_, 0) => "give one of them as `base_url`",
            _ => "give one of them as `base_url`, a path behind its host",
        };
        return Some(format!("It is served at {}: {that}.", all_of(&described)));
    }
    let own = service::described(own_servers(found)?);
    let of_all = service::described(document.root().get("servers")?);
    let says_more = own.iter().any(|server| !of_all.contains(server));
    says_more.then(|| format!("It is served at {}.", all_of(&own)))
}

/// Returns the objects of which the first that says something of an operation counts.
pub(super) fn holders<'d>(
    operation: Node<'d>,
    item: Node<'d>,
) -> impl Iterator<Item = Node<'d>> + use<'d> {
    [operation].into_iter().chain(layers(item))
}

/// Makes the finding that an operation is served elsewhere than the others.
fn served_elsewhere(at: &Pointer, described: &[String]) -> Diagnostic {
    let where_it_is = all_of(described);
    let message =
        format!("this is served at {where_it_is}: callers have to say so with `base_url`");
    let why = "It is served where the others are.";
    Diagnostic::warning("other-server", at, message).settled_without(at, why)
}

/// Returns the parameters of an operation, and those of its path that it does not
/// declare itself.
pub(super) fn parameters<'d>(
    operation: Node<'d>,
    item: Node<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for holder in holders(operation, item) {
        let own = parameters.len();
        if let Some(list) = holder.get("parameters").filter(|list| !list.is_list()) {
            visitor.push(shape(list, "a list of parameters should be here", visitor.severity()));
        }
        for node in holder.get("parameters").into_iter().flat_map(Node::items) {
            let Some(parameter) =
                visitor.part(node).and_then(|part| parameter(part, node, visitor))
            else {
                continue;
            };
            match parameters.iter().position(|known| is_same(known, &parameter)) {
                None => parameters.push(parameter),
                Some(known) if known < own => {}
                Some(known) => visitor.push(repeated(node, &parameter.name, &parameters[known])),
            }
        }
    }
    parameters
}

/// Tells whether two parameters are one. Names of headers are the same in any case.
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            Location::Header => one.name.eq_ignore_ascii_case(&other.name),
            _ => one.name == other.name,
        }
}

/// Warns of a parameter that is in a list already.
fn repeated(node: Node<'_>, name: &str, first: &Parameter) -> Diagnostic {
    let at = node.at();
    let message = match name == first.name {
        true => format!("the parameter `{name}` is there twice; this one is left out"),
        false => format!("the header `{name}` is `{}` once more; this one is left out", first.name),
    };
    Diagnostic::warning("repeated-parameter", &at, message)
        .related(&first.at, "the first one")
        .settled_without(&at, "It is there already.")
}

/// Makes the finding that a part counts for nothing where it stands.
pub(super) fn no_effect(node: Node<'_>, message: impl Into<String>) -> Diagnostic {
    let at = node.at();
    Diagnostic::warning("no-effect", &at, message).settled_without(&at, "It counts for nothing.")
}

/// The places where a parameter can be.
const PLACES: [(&str, Location); 5] = [
    ("path", Location::Path),
    ("query", Location::Query),
    ("querystring", Location::QueryString),
    ("header", Location::Header),
    ("cookie", Location::Cookie),
];

/// Reads a parameter, which is `written` in a list, or referred to there.
fn parameter<'d>(
    node: Node<'d>,
    written: Node<'d>,
    visitor: &mut impl Visitor<'d>,
) -> Option<Parameter> {
    visitor.object(ObjectKind::Parameter, node);
    let (Some(name), Some(place)) = (said(node, "name"), said(node, "in")) else {
        let message = "a parameter needs `name` and `in`, both of them text";
        visitor.push(shape(node, message, visitor.severity()));
        return None;
    };
    let Some((_, location)) = PLACES.into_iter().find(|(name, _)| *name == place) else {
        let error = no_place(&place, &node.get("in")?.at(), &written.at());
        visitor.push(Diagnostic { severity: visitor.severity(), ..error });
        return None;
    };
    let name = match location {
        Location::Header => name_of_header(node, written, name, visitor)?,
        _ => name,
    };
    let required = flag(node, "required", visitor);
    let optional = node.get("required").filter(|said| said.as_bool() == Some(false));
    if let Some(said) = optional.filter(|_| location == Location::Path) {
        visitor.push(needed_in_path(said));
    }
    Some(Parameter {
        at: node.at(),
        name,
        location,
        required,
        deprecated: flag(node, "deprecated", visitor),
        description: description(written),
        style: style(node, visitor),
        explode: choice(node, "explode", visitor),
        allow_reserved: flag(node, "allowReserved", visitor),
        schema: node.get("schema").map(|schema| visitor.schema(schema)),
        content: only_content(ObjectKind::Parameter, node, visitor),
        shown: Shown::read(node),
    })
}

/// Warns that a part of a path cannot be left out.
fn needed_in_path(optional: Node<'_>) -> Diagnostic {
    let at = optional.at();
    let message = "a part of a path cannot be left out: it is asked for";
    let warning = Diagnostic::warning("no-effect", &at, message);
    warning.settled_with(&at, true.into(), "A path has all of its parts.")
}

/// Returns the name of a parameter as a header can have it.
fn name_of_header<'d>(
    node: Node<'d>,
    written: Node<'d>,
    name: String,
    visitor: &mut impl Visitor<'d>,
) -> Option<String> {
    let taken = wire::header_name(&name);
    if taken != Some(&name) {
        visitor.push(wire::odd_parameter(node, written, &name, taken));
    }
    taken.map(str::to_owned)
}

/// Returns an error about a place at which no parameter can be: another one is meant, or it goes.
fn no_place(place: &str, at: &Pointer, written: &Pointer) -> Diagnostic {
    let message = format!("there is no place `{place}` for a parameter");
    let error = Diagnostic::error("shape", at, message);
    match similar(place, PLACES.iter().map(|(name, _)| *name)) {
        Some(meant) => error.settled_with(at, meant.into(), format!("`{meant}` is meant.")),
        None => error.settled_without(written, "No operation can have this here."),
    }
}

pub(super) fn style<'d>(node: Node<'d>, visitor: &mut impl Visitor<'d>) -> Option<Style> {
    let node = node.get("style")?;
    let style = match node.text()? {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "simple" => Style::Simple,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        other => {
            let at = node.at();
            let message = format!("there is no style `{other}`; the usual one is taken");
            let warning = Diagnostic::warning("unknown-style", &at, message);
            visitor.push(warning.settled_without(&at, "There is no such style."));
            return None;
        }
    };
    Some(style)
}

fn request_body<'d>(written: Node<'d>, visitor: &mut impl Visitor<'d>) -> Option<RequestBody> {
    let description = description(written);
    let Some(node) = visitor.part(written) else {
        let (at, content) = (written.at(), vec![anything(written)]);
        return Some(RequestBody { at, required: false, description, content });
    };
    if !node.is_object() {
        visitor.push(shape(node, "a request body should be here", visitor.severity()));
        return None;
    }
    visitor.object(ObjectKind::RequestBody, node);
    let content = content(node, visitor);
    if content.is_empty() {
        visitor.push(no_effect(node, "a body without content is none: nothing is sent"));
    }
    Some(RequestBody {
        at: node.at(),
        required: flag(node, "required", visitor),
        description,
        content,
    })
}

/// Returns the responses to an operation.
pub(super) fn responses<'d>(operation: Node<'d>, visitor: &mut impl Visitor<'d>) -> Vec<Response> {
    let mut responses = Vec::new();
    for (key, node) in operation.get("responses").into_iter().flat_map(Node::entries) {
        if ObjectKind::Response.is_extension(key, node) {
            continue;
        }
        let Some(status) = status(key) else {
            let message = format!("`{key}` is no status: `200`, `2XX` or `default` should be here");
            visitor.push(shape(node, message, visitor.severity()));
            continue;
        };
        let written = node;
        let Some(node) = visitor.part(written) else {
            responses.push(Response {
                at: written.at(),
                key: key.to_owned(),
                status,
                description: description(written),
                headers: Vec::new(),
                content: vec![anything(written)],
            });
            continue;
        };
        if !node.is_object() {
            visitor.push(shape(node, "a response should be here", visitor.severity()));
            continue;
        }
        visitor.object(ObjectKind::Response, node);
        responses.push(Response {
            at: node.at(),
            key: key.to_owned(),
            status,
            description: description(written),
            headers: headers(node, visitor),
            content: content(node, visitor),
        });
    }
    responses
}

/// Returns the statuses that a key of responses stands for.
fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    if let Some(hundreds) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        return hundreds.parse().ok().filter(|n| (1..=5).contains(n)).map(Status::Range);
    }
    key.parse().ok().filter(|code| (100..=599).contains(code)).map(Status::Code)
}

/// Reads the description of a part: what is said where it is referred to counts before what it
/// says itself.
pub(super) fn description(written: Node<'_>) -> Option<String> {
    layers(written).into_iter().find_map(|layer| said(layer, "description"))
}

/// Returns text under a key.
pub(super) fn said(node: Node<'_>, key: &str) -> Option<String> {
    node.get(key).filter(|node| !node.is_null()).and_then(Node::text).map(str::to_owned)
}

/// Reads whether something is so, which is left out if it is said in another way.
pub(super) fn choice<'d>(
    node: Node<'d>,
    key: &str,
    visitor: &mut impl Visitor<'d>,
) -> Option<bool> {
    let said = node.get(key).filter(|said| !said.is_null())?;
    let choice = said.as_bool();
    if choice.is_none() {
        visitor.push(no_choice(said));
    }
    choice
}

pub(super) fn flag<'d>(node: Node<'d>, key: &str, visitor: &mut impl Visitor<'d>) -> bool {
    choice(node, key, visitor).unwrap_or_default()
}

/// Warns of what is neither true nor false.
fn no_choice(said: Node<'_>) -> Diagnostic {
    let at = said.at();
    let message = "`true` or `false` should be here; this is left out";
    let warning = Diagnostic::warning("shape", &at, message);
    let meant = match said.text().map(str::to_lowercase).as_deref() {
        Some("true" | "yes" | "on" | "1") => true,
        Some("false" | "no" | "off" | "0") => false,
        _ => return warning.settled_without(&at, "It is neither true nor false."),
    };
    warning.settled_with(&at, meant.into(), format!("`{meant}` is meant."))
}

pub(super) fn shape(node: Node<'_>, message: impl Into<String>, severity: Severity) -> Diagnostic {
    let at = node.at();
    let error = Diagnostic::error("shape", &at, message);
    Diagnostic { severity, ..error.settled_without(&at, "No operation can have this here.") }
}
