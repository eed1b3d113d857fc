//! A change, as data.

use serde_json::{Value, json};

use crate::fingerprint::sha256;
use crate::ir::Usage;
use crate::pointer::Pointer;

/// Something that changed for callers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place of the change.
    pub place: Place,
    /// The kind of the change.
    pub kind: Kind,
    /// The value before; several of a list.
    pub before: Vec<String>,
    /// The value after.
    pub after: Vec<String>,
    /// The effect on callers.
    pub class: Class,
    /// The direction of what changed: callers send it, or read it.
    pub direction: Option<Usage>,
    /// The operations that are concerned: for a change in a type, those that
    /// reach it.
    pub operations: Vec<String>,
    /// The types that come with it, and with nothing else.
    pub new_types: Vec<String>,
    /// The types that go with it, and with nothing else.
    pub gone_types: Vec<String>,
    /// The public items that it breaks.
    pub broken: Vec<Broken>,
    /// Its place in the older document. Something that is not there has the
    /// place of its owner, or the place of the newer document where it would
    /// be.
    pub old: Option<Pointer>,
    /// Its place in the newer document, likewise.
    pub new: Option<Pointer>,
}

impl Change {
    /// Returns a change of which no more is known yet.
    pub(super) const fn of(place: Place, kind: Kind) -> Self {
        Self {
            place,
            kind,
            before: Vec::new(),
            after: Vec::new(),
            class: kind.class(),
            direction: None,
            operations: Vec::new(),
            new_types: Vec::new(),
            gone_types: Vec::new(),
            broken: Vec::new(),
            old: None,
            new: None,
        }
    }

    /// Returns what it is known by from one comparison to the next: its kind,
    /// its names, what was and is there, and the types that go with it. Words
    /// of documentation and places in files are no part of it.
    pub fn fingerprint(&self) -> String {
        let names = match &self.place {
            Place::Document => json!(["document"]),
            Place::Operation(id) => json!(["operations", [id]]),
            Place::Operations(ids, _) => json!(["operations", sorted(ids)]),
            Place::Parameter(id, name) => json!(["parameters", [id], name]),
            Place::Parameters(ids, name) => json!(["parameters", sorted(ids), name]),
            Place::Body(ids) => json!(["body", sorted(ids)]),
            Place::Header(ids, name) => json!(["header", sorted(ids), name]),
            Place::Type(name) => json!(["type", name]),
            Place::Member(owner, name) => json!(["member", owner, name]),
            Place::Webhook(name) => json!(["webhook", name]),
            Place::Scheme(name) => json!(["scheme", name]),
        };
        let is_text = self.kind == Kind::Description;
        let there = if is_text { json!([]) } else { json!([self.before, self.after]) };
        // A change without words for it is known by the items that it breaks.
        let is_silent = !is_text && self.before.is_empty() && self.after.is_empty();
        let broken = self.broken.iter().filter(|_| is_silent);
        let items: Vec<Value> =
            broken.map(|Broken { item, before, after }| json!([item, before, after])).collect();
        let all = json!([self.kind.name(), names, there, items, sorted(&self.gone_types)]);
        format!("x{}", &sha256(all.to_string().as_bytes())[..FINGERPRINT])
    }
}

/// The number of digits of a hash that tell changes apart. A letter is before
/// them, so that YAML never takes them for a number.
const FINGERPRINT: usize = 16;

fn sorted(names: &[String]) -> Vec<&String> {
    let mut names: Vec<&String> = names.iter().collect();
    names.sort();
    names
}

/// The place where something changed. Types have their names in Rust;
/// operations, parameters and properties those of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// An operation.
    Operation(String),
    /// The same in several operations; whether those are all there are.
    Operations(Vec<String>, bool),
    /// A parameter of an operation.
    Parameter(String, String),
    /// The same parameter of several operations.
    Parameters(Vec<String>, String),
    /// The body of an operation, or of several.
    Body(Vec<String>),
    /// A header of the responses of an operation, or of several, in lower case.
    Header(Vec<String>, String),
    /// A type.
    Type(String),
    /// A property of a type, a value of an enum, an arm of a union, an event.
    Member(String, String),
    /// A request that the server makes of its own accord.
    Webhook(String),
    /// A way for callers to say who they are.
    Scheme(String),
}

/// A public item of the crate that callers' code may name, and that is gone or
/// has another signature.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// Its path.
    pub item: String,
    /// Its signature.
    pub before: String,
    /// The new one, unless it is gone.
    pub after: Option<String>,
}

/// The effect of a change on callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It changes nothing but documentation.
    Docs,
    /// Code that compiled and worked still does.
    Compatible,
    /// Code that compiled still does, and the server may refuse what it sends.
    Refused,
    /// Code that compiled may no longer do so, or does something else.
    Breaking,
}

impl Class {
    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docs => "docs only",
            Self::Compatible => "compatible",
            Self::Refused => "may be refused",
            Self::Breaking => "breaking",
        }
    }

    /// Returns the step of the version that it asks for.
    pub const fn growth(self) -> Growth {
        match self {
            Self::Docs => Growth::Patch,
            Self::Compatible | Self::Refused => Growth::Minor,
            Self::Breaking => Growth::Major,
        }
    }
}

/// The growth that a version needs, by Semantic Versioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Growth {
    /// Not at all.
    None,
    /// By the last number.
    Patch,
    /// By the middle number.
    Minor,
    /// By the first number.
    Major,
}

impl Growth {
    /// Returns its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// Returns the step of a version below 1.0, where the middle number is the one for
    /// what breaks, and the last one for the rest.
    #[must_use]
    pub const fn below_one(self) -> Self {
        match self {
            Self::Major => Self::Minor,
            Self::Minor => Self::Patch,
            other => other,
        }
    }
}

/// A table of kinds: variant, name, class before the crate is looked at, and
/// the part of the place that it is about.
macro_rules! kinds {
    ($( $(#[$meta:meta])* $kind:ident = $name:literal, $class:ident, $aspect:ident; )*) => {
        /// The kind of a change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( $(#[$meta])* $kind, )* }

        impl Kind {
            /// Returns a stable name.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$kind => $name, )* }
            }

            /// Returns its class as far as the API's meaning goes.
            pub(super) const fn class(self) -> Class {
                match self { $( Self::$kind => Class::$class, )* }
            }

            /// Returns the aspect of the place that it is about.
            pub(super) const fn aspect(self) -> Aspect {
                match self { $( Self::$kind => Aspect::$aspect, )* }
            }
        }
    };
}

/// The aspect of a place that something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aspect {
    /// All of it, and what is inside.
    Whole,
    /// Itself.
    Itself,
    /// The body that an operation sends.
    Body,
    /// The answer of an operation.
    Answer,
    /// The types of the headers that an operation answers with.
    Headers,
    /// The errors that an operation declares.
    Errors,
    /// The streaming of an operation.
    Stream,
    /// The paging of an operation.
    Pages,
    /// The polling of an operation's result.
    Poll,
    /// The values of callers' types that an operation can answer with.
    Structured,
    /// The calls of callers' functions that a model makes in an operation's
    /// answer.
    Tools,
    /// Only what people read.
    Docs,
}

kinds! {
    /// The API is served elsewhere.
    BaseUrl = "base-url-changed", Breaking, Itself;
    /// The API is served at other places beside the usual one.
    Servers = "servers-changed", Docs, Docs;
    /// A part of the server's URL that callers choose has other values.
    ServerVariable = "server-variable-changed", Breaking, Docs;
    /// The API key is sent in another way.
    Auth = "auth-changed", Breaking, Itself;
    /// The crate has another name.
    Package = "package-renamed", Breaking, Itself;

    /// There is a new operation.
    OperationAdded = "operation-added", Compatible, Whole;
    /// An operation is gone.
    OperationRemoved = "operation-removed", Breaking, Whole;
    /// An operation has another id.
    OperationRenamed = "operation-renamed", Compatible, Whole;
    /// An operation has another method or path.
    OperationMoved = "operation-moved", Breaking, Itself;
    /// An operation is in another group.
    GroupChanged = "operation-group-changed", Compatible, Whole;

    /// An operation takes a body.
    BodyAdded = "body-added", Compatible, Body;
    /// An operation takes no body.
    BodyRemoved = "body-removed", Breaking, Body;
    /// The body has another type.
    BodyChanged = "body-type-changed", Breaking, Body;
    /// The body must be sent.
    BodyRequired = "body-newly-required", Compatible, Docs;
    /// The body may be left out.
    BodyOptional = "body-newly-optional", Compatible, Docs;
    /// Null can be sent in the place of the body.
    BodyNullAdded = "body-null-added", Compatible, Body;
    /// Null can no longer be sent in the place of the body.
    BodyNullRemoved = "body-null-removed", Breaking, Body;
    /// The body can be of a further content type.
    BodyContentAdded = "body-content-added", Compatible, Docs;
    /// The body can no longer be of a content type.
    BodyContentRemoved = "body-content-removed", Refused, Docs;
    /// An operation answers with content.
    AnswerAdded = "response-added", Breaking, Answer;
    /// An operation answers without content.
    AnswerRemoved = "response-removed", Breaking, Answer;
    /// The answer has another type.
    AnswerChanged = "response-type-changed", Breaking, Answer;
    /// The same answer comes with another status.
    SuccessChanged = "success-status-changed", Docs, Docs;
    /// The answer is asked for by other content types.
    AcceptChanged = "accept-changed", Refused, Docs;
    /// Another answer can be asked for.
    ChoiceAdded = "response-choice-added", Compatible, Answer;
    /// Another answer can no longer be asked for.
    ChoiceRemoved = "response-choice-removed", Breaking, Answer;
    /// Another answer is asked for otherwise.
    ChoiceChanged = "response-choice-changed", Compatible, Answer;
    /// An error is declared.
    ErrorAdded = "error-added", Docs, Errors;
    /// An error is no longer declared.
    ErrorRemoved = "error-removed", Docs, Errors;
    /// A declared error has another body.
    ErrorChanged = "error-type-changed", Docs, Errors;
    /// An operation streams.
    StreamAdded = "stream-added", Compatible, Stream;
    /// An operation no longer streams.
    StreamRemoved = "stream-removed", Breaking, Stream;
    /// An operation streams otherwise.
    StreamChanged = "stream-changed", Compatible, Stream;
    /// An operation pages.
    PagesAdded = "pages-added", Compatible, Pages;
    /// An operation no longer pages.
    PagesRemoved = "pages-removed", Breaking, Pages;
    /// An operation pages otherwise.
    PagesChanged = "pages-changed", Compatible, Pages;
    /// An operation's result is polled.
    PollAdded = "poll-added", Compatible, Poll;
    /// An operation's result is no longer polled.
    PollRemoved = "poll-removed", Breaking, Poll;
    /// An operation's result is polled otherwise.
    PollChanged = "poll-changed", Compatible, Poll;
    /// An operation can answer with a value of a caller's type.
    StructuredAdded = "structured-added", Compatible, Structured;
    /// An operation can no longer answer with a value of a caller's type.
    StructuredRemoved = "structured-removed", Breaking, Structured;
    /// An operation is asked for a value of a caller's type otherwise.
    StructuredChanged = "structured-changed", Compatible, Structured;
    /// A model can call functions of the caller's.
    ToolsAdded = "tools-added", Compatible, Tools;
    /// A model can no longer call functions of the caller's.
    ToolsRemoved = "tools-removed", Breaking, Tools;
    /// A model calls functions of the caller's otherwise.
    ToolsChanged = "tools-changed", Compatible, Tools;

    /// There is a new parameter.
    ParameterAdded = "parameter-added", Compatible, Itself;
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed", Breaking, Itself;
    /// A parameter in the path has another name.
    ParameterRenamed = "parameter-renamed", Docs, Docs;
    /// A parameter goes elsewhere.
    ParameterMoved = "parameter-moved", Breaking, Itself;
    /// A parameter is written otherwise.
    ParameterStyle = "parameter-style-changed", Breaking, Itself;

    /// There is a new type.
    TypeAdded = "type-added", Compatible, Whole;
    /// A type is gone.
    TypeRemoved = "type-removed", Breaking, Whole;
    /// A type has another name.
    TypeRenamed = "type-renamed", Breaking, Whole;
    /// A type is of another kind, such as a union in place of an enum.
    TypeReshaped = "type-kind-changed", Compatible, Whole;
    /// A type is sent or read where it was not.
    UsageChanged = "type-direction-changed", Compatible, Whole;

    /// There is a new property.
    PropertyAdded = "property-added", Compatible, Itself;
    /// A property is gone.
    PropertyRemoved = "property-removed", Breaking, Itself;
    /// It must be there.
    NewlyRequired = "newly-required", Compatible, Itself;
    /// It may be left out.
    NewlyOptional = "newly-optional", Compatible, Itself;
    /// It may be null.
    NewlyNullable = "newly-nullable", Compatible, Itself;
    /// It is never null.
    NoLongerNullable = "no-longer-nullable", Compatible, Itself;
    /// Callers have to say it, and do not read it.
    NewlyWriteOnly = "newly-write-only", Compatible, Itself;
    /// Callers read it, too.
    NoLongerWriteOnly = "no-longer-write-only", Compatible, Itself;
    /// Only the server says it: what callers send of it may be refused.
    NewlyReadOnly = "newly-read-only", Refused, Itself;
    /// Callers may say it, too.
    NoLongerReadOnly = "no-longer-read-only", Compatible, Itself;
    /// It has another type.
    TypeChanged = "type-changed", Compatible, Itself;
    /// It always has one value, another one, or no longer one.
    ConstantChanged = "constant-changed", Compatible, Itself;
    /// Its type contains, or no longer contains, the owner.
    RecursionChanged = "recursion-changed", Compatible, Itself;
    /// Types hold one another in a long chain there, or no longer.
    ChainChanged = "chain-changed", Compatible, Itself;
    /// One of other sets of properties is to be given.
    AlternativesChanged = "alternatives-changed", Docs, Docs;

    /// A conversion into it is gone, or is another one.
    ConversionChanged = "conversion-changed", Breaking, Docs;

    /// Values of an enum are new.
    ValueAdded = "values-added", Compatible, Itself;
    /// Values of an enum are gone.
    ValueRemoved = "values-removed", Breaking, Itself;
    /// There is a new arm of a union.
    ArmAdded = "arm-added", Compatible, Itself;
    /// An arm of a union is gone.
    ArmRemoved = "arm-removed", Breaking, Itself;
    /// An arm is told apart by other texts.
    ArmTagsChanged = "arm-tags-changed", Compatible, Itself;
    /// Another arm takes all that an arm was for.
    ArmTaken = "arm-read-as-another", Breaking, Itself;
    /// The arms are told apart by another property.
    TagChanged = "tag-changed", Compatible, Docs;
    /// There is a new event.
    EventAdded = "event-added", Compatible, Itself;
    /// An event is gone.
    EventRemoved = "event-removed", Breaking, Itself;
    /// A stream reports errors or its end otherwise.
    EventEndChanged = "stream-end-changed", Compatible, Docs;

    /// The events of a stream add up otherwise.
    AccumulationChanged = "accumulation-changed", Compatible, Itself;

    /// It is described in other words.
    Description = "description-changed", Docs, Docs;
    /// Another value is assumed when it is left out.
    Default = "default-changed", Docs, Docs;
    /// Other limits apply.
    Limits = "limits-changed", Docs, Docs;
    /// Some values that callers send may be beyond the limits now.
    LimitsTightened = "limits-tightened", Refused, Docs;
    /// More may be sent than before.
    LimitsLoosened = "limits-loosened", Compatible, Docs;
    /// It is of another format.
    Format = "format-changed", Compatible, Docs;
    /// Values are written otherwise, or by others.
    Form = "form-changed", Docs, Docs;
    /// It should no longer be used.
    Deprecated = "deprecated", Compatible, Docs;
    /// It may be used again.
    NoLongerDeprecated = "no-longer-deprecated", Docs, Docs;

    /// It ends, or at another time.
    Sunset = "sunset-changed", Docs, Docs;

    /// Not everybody is let in any more.
    SecurityAdded = "security-added", Refused, Docs;
    /// Everybody is let in.
    SecurityRemoved = "security-removed", Compatible, Docs;
    /// Everybody is let in, and those with a key as before.
    SecurityOptional = "security-optional", Compatible, Docs;
    /// Only those with a key are let in any more.
    SecurityRequired = "security-required", Refused, Docs;
    /// Others are let in than before.
    SecurityChanged = "security-changed", Refused, Docs;
    /// Other scopes are asked for.
    ScopesChanged = "scopes-changed", Refused, Docs;
    /// A scheme works otherwise.
    SchemeChanged = "security-scheme-changed", Refused, Itself;
    /// Tokens come from elsewhere.
    SchemeUrl = "security-url-changed", Refused, Docs;
    /// Scopes are offered that were not.
    ScopesOffered = "scopes-added", Compatible, Docs;
    /// Scopes are no longer offered.
    ScopesGone = "scopes-removed", Refused, Docs;

    /// A response declares a header.
    HeaderAdded = "response-header-added", Compatible, Headers;
    /// A response no longer declares a header.
    HeaderRemoved = "response-header-removed", Breaking, Headers;
    /// A header of a response has another type, or may be missing.
    HeaderChanged = "response-header-changed", Breaking, Headers;

    /// The server asks something of its own accord.
    WebhookAdded = "webhook-added", Compatible, Docs;
    /// The server no longer does.
    WebhookRemoved = "webhook-removed", Breaking, Docs;
    /// It brings something else.
    WebhookChanged = "webhook-changed", Breaking, Docs;
    /// It takes other answers.
    WebhookAnswerChanged = "webhook-answer-changed", Refused, Docs;
    /// The server asks callers of an operation something later.
    CallbackAdded = "callback-added", Compatible, Docs;
    /// The server no longer does.
    CallbackRemoved = "callback-removed", Breaking, Docs;
    /// It brings something else.
    CallbackChanged = "callback-changed", Breaking, Docs;
    /// It takes other answers.
    CallbackAnswerChanged = "callback-answer-changed", Refused, Docs;

    /// An item of the crate changed, for a reason of its own.
    RustChanged = "item-changed", Breaking, Itself;
    /// An item of the crate is new, for a reason of its own.
    RustAdded = "item-added", Compatible, Itself;
}
