//! Groups, their methods, and the calls that these make.

use super::{Access, CallPages, Convert, Marks, Slot, Type};
use crate::ir::{
    Encoding, Framing, JsonFraming, PairEncoding, Parameter, Parts, Security, Structured, Style,
    Tools,
};
use crate::pointer::Pointer;

/// The methods of HTTP that the runtime has a constant for.
const METHODS: [&str; 9] =
    ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"];

/// Tells whether the runtime has a constant for a method of HTTP.
pub(crate) fn has_constant(method: &str) -> bool {
    METHODS.contains(&method)
}

/// Returns the style of a query parameter, as the runtime calls it.
pub(crate) const fn query_style(style: Style) -> &'static str {
    match style {
        Style::Joined => "FormJoined",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Json => "Json",
        Style::Whole => "Whole",
        Style::WholeJson => "WholeJson",
        Style::WholeText => "WholeText",
        // The others are of other places.
        _ => "Form",
    }
}

/// The handle of a group of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its methods.
    pub methods: Vec<Method>,
}

/// A method of a group's handle.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// Its attributes.
    pub marks: Marks,
    /// The call that it makes.
    pub call: String,
    /// The arguments that go to the call itself.
    pub arguments: Vec<Argument>,
    /// The body.
    pub body: MethodBody,
}

/// The origin of a method's body.
#[derive(Clone, Debug, PartialEq)]
pub enum MethodBody {
    /// There is none.
    None,
    /// The body as a whole is an argument, taken so for that slot.
    Whole(Type, Slot, Convert),
    /// It is made of arguments.
    Made(Type, Vec<Argument>),
}

/// An argument of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// The place in the document of what it fills.
    pub origin: Pointer,
    /// The parameter on the wire that it fills.
    pub wire: String,
    /// Its type.
    pub ty: Type,
    /// The conversion by which it is taken.
    pub convert: Convert,
    /// The slot that it fills: null is sent for one that is required and not there.
    pub slot: Slot,
}

impl Argument {
    /// Tells whether it is a parameter that is any text, which goes by reference.
    pub fn is_borrowed(&self) -> bool {
        (self.convert, self.slot) == (Convert::Into, Slot::Plain) && self.ty == Type::STRING
    }

    /// Returns its type as a whole.
    pub fn whole(&self) -> Type {
        self.slot.of(self.ty.clone())
    }
}

impl Argument {
    /// Tells whether it fills this parameter.
    pub fn fills(&self, parameter: &Parameter) -> bool {
        self.origin == parameter.origin && self.wire == parameter.name
    }
}

/// The call of one operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The operation's id.
    pub id: String,
    /// The name of the constant that has what is fixed of the operation.
    pub operation: String,
    /// The operation's HTTP method.
    pub method: String,
    /// The operation's path template.
    pub path: String,
    /// The security that it asks for, if that differs from the service's own.
    pub security: Option<Security>,
    /// The arguments of the path, and of required query and header parameters.
    pub required: Vec<(Location, Argument)>,
    /// The lists among them that are in the query, where an empty one is nothing.
    pub required_lists: Vec<String>,
    /// Optional parameters.
    pub optional: Vec<Setter>,
    /// The body.
    pub body: Option<CallBody>,
    /// The type of the operation's answer.
    pub output: Option<Type>,
    /// The way in which that is read.
    pub ending: Ending,
    /// The answers of which it is one.
    pub answers: Option<Answers>,
    /// The content types that are asked for.
    pub accept: Option<String>,
    /// The headers of its requests that are not those of all, each with its value.
    pub fixed_headers: Vec<(String, String)>,
    /// The headers of its answers, if any are declared.
    pub headers: Option<CallHeaders>,
    /// The content types that are asked for where any text, and where any bytes
    /// are wanted.
    pub offers: Offers,
    /// The answers that can be asked for instead of the usual one.
    pub choices: Vec<CallChoice>,
    /// Its stream.
    pub stream: Option<CallStream>,
    /// Its pages.
    pub page: Option<CallPages>,
    /// Its polling.
    pub poll: Option<CallPoll>,
    /// The request for a value of a caller's type.
    pub structured: Option<CallStructured>,
    /// The calls of the caller's functions by a model in its answer.
    pub tools: Option<CallTools>,
}

/// The request of a call for a value of a caller's type.
#[derive(Clone, Debug, PartialEq)]
pub struct CallStructured {
    /// The type of its answer.
    pub answer: Type,
    /// True if the answer gets its method here: another call may have the same one.
    pub is_first: bool,
    /// The request for the value, and its place in the answer.
    pub how: Structured,
}

/// The calls of the caller's functions by a model in the answer of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallTools {
    /// Further notes for the docs of the method.
    pub notes: Vec<String>,
    /// The type of its answer.
    pub answer: Type,
    /// The type of an item of the conversation so far, as it is sent.
    pub item: Type,
    /// The type of the events that build the answer up, where it can be streamed.
    pub event: Option<Type>,
    /// The places of the calls, and the way in which the call goes on.
    pub how: Tools,
}

/// The headers of the answers of a call, each with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct CallHeaders {
    /// The `///` lines.
    pub docs: Vec<String>,
    /// The name.
    pub name: String,
    /// The headers.
    pub fields: Vec<HeaderField>,
}

/// A header of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderField {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The field.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// True if its value is JSON.
    pub is_json: bool,
    /// The type that it is read as.
    pub ty: Type,
}

/// The content types that an operation can answer with beside its usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// The content types that are text.
    pub text: Option<String>,
    /// The content types that are neither text nor JSON.
    pub bytes: Option<String>,
}

/// An answer that can be asked for by a method of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct CallChoice {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// The method.
    pub name: String,
    /// The request for it.
    pub ask: ChoiceAsk,
    /// The type of the answer.
    pub output: Type,
    /// The way in which that is read.
    pub ending: Ending,
}

/// The request for an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ChoiceAsk {
    /// By this content type.
    Accept(String),
    /// By a setter of the body, and the value that it sets: a Rust expression.
    Body(String, String),
    /// By a parameter of the query, and its value.
    Query(String, String),
}

/// The way in which an answer is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// As JSON, or not at all if there is no output.
    #[default]
    Usual,
    /// As JSON if there is something.
    Optional,
    /// As JSON of one type or another, by status.
    Answer,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
}

/// One answer or another, by status.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The `///` lines.
    pub docs: Vec<String>,
    /// The name.
    pub name: String,
    /// The answers.
    pub variants: Vec<AnswerVariant>,
}

/// One of several answers.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerVariant {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its name.
    pub name: String,
    /// The type that it holds.
    pub payload: Option<Type>,
    /// The way in which that is read.
    pub ending: Ending,
    /// True if JSON is among its content types, whatever is read of it.
    pub can_be_json: bool,
    /// Its status.
    pub status: u16,
}

/// The location of a parameter in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// Into the path.
    Path,
    /// Into the path, in the style of this name.
    PathAs(&'static str),
    /// Into the query, as one pair.
    Query,
    /// Into the query, as a pair per item.
    QueryList,
    /// Into the query, in the style of this name.
    QueryAs(&'static str),
    /// The same, with reserved characters as they are.
    QueryReserved(&'static str),
    /// All of the query, some of its properties in ways of their own.
    WholeQuery(Vec<Encoding>),
    /// Into a header.
    Header,
    /// Into a header, in the style of this name.
    HeaderAs(&'static str),
    /// Into a cookie.
    Cookie,
    /// Into a cookie, in the style of this name.
    CookieAs(&'static str),
}

/// A setter of an optional parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The place of the parameter in the request.
    pub location: Location,
    /// The parameter.
    pub argument: Argument,
}

/// The method of a call that sends null in place of its body.
pub const NULL_BODY: &str = "null_body";

/// The body of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallBody {
    /// Its type.
    pub ty: Type,
    /// The way in which it is sent.
    pub sent: BodyWriting,
    /// Setters that are passed on to it.
    pub setters: Vec<BodySetter>,
    /// The `///` lines of the method that sends null in its place, if that can be sent.
    pub null_docs: Option<Vec<String>>,
}

/// The way in which a body is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyWriting {
    /// As JSON, of this content type unless it is the usual one.
    Json(Option<String>),
    /// As a form of this content type unless it is the usual one, with parts that
    /// are written in ways of their own.
    Form(Option<String>, Vec<Encoding>),
    /// As a part for each item, of this content type.
    Parts(String, Parts),
    /// As the JSON of each item, of this content type.
    Sequence(String, JsonFraming),
    /// As a query is written.
    UrlEncoded(PairEncoding),
    /// As it is, of this content type.
    Bytes(String),
}

/// A setter of a call that sets a property of its body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodySetter {
    /// Its `///` lines.
    pub docs: Vec<String>,
    /// Its attributes.
    pub marks: Marks,
    /// Its name.
    pub name: String,
    /// The name of the property on the wire.
    pub wire: String,
    /// The name of the body's own setter.
    pub target: String,
    /// The argument's type.
    pub ty: Type,
    /// The slot that it fills.
    pub slot: Slot,
    /// The conversion by which it is taken.
    pub convert: Convert,
}

/// The stream of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallStream {
    /// The request for the stream in the body or the query.
    pub ask: Option<ChoiceAsk>,
    /// The content type that the call asks for by `Accept` too.
    pub accept: Option<String>,
    /// The framing of its items.
    pub framing: Framing,
    /// The events.
    pub events: Type,
}

/// The polling of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPoll {
    /// The call that asks how far it is; none if that is the same again.
    pub again: Option<CallAgain>,
    /// The field that says how far it is.
    pub status: Access,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
    /// The seconds for which polling goes on, if they are known.
    pub deadline: Option<u64>,
    /// The `///` lines of its method.
    pub docs: Vec<String>,
}

/// The call that asks how far work is.
#[derive(Clone, Debug, PartialEq)]
pub struct CallAgain {
    /// The static of its operation.
    pub operation: String,
    /// The path parameters of that operation that the result has, and the fields they come from.
    pub arguments: Vec<(String, Access)>,
}
