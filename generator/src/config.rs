//! The choices for one API: `spec/config.yaml`.
//!
//! The configuration holds as data whatever a vendor's document does not say, or says
//! in its own way, so that no vendor's name appears in the generator. An unknown key
//! is an error, and so is an entry that matches nothing in the document.

mod accessors;
mod answers;
mod assemble;
mod entries;
mod manifest;
mod scalar;
mod structured;
mod tools;

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use crate::ir::NumberType;
use crate::report::diagnostic::{Diagnostic, Input, Report};
use crate::source::{Document, typed};
use crate::words::is_same;

pub use accessors::Accessor;
pub use answers::{AnswerContent, Answers, Given};
pub use assemble::{Assemble, Placing};
pub(crate) use entries::Entry;
pub(crate) use manifest::is_taken;
pub use manifest::{
    Address, Categories, Keywords, Manifest, PackageName, PackageVersion, Sentence,
};
pub use scalar::Formats;
pub use structured::{Cut, Structured};
pub use tools::{Kept, Other, Tools};

/// The choices for one API.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The crate's package name; from the document's title when absent.
    #[serde(rename = "crate")]
    pub package: Option<PackageName>,
    /// The metadata in the manifest of a new crate.
    pub manifest: Manifest,
    /// The address of the vendor's document, with `{revision}` in place of the
    /// revision.
    pub upstream: Option<String>,
    /// Groups of operations to generate; all when empty.
    pub groups: Vec<String>,
    /// Groups that are generated beside those, each behind a feature of the name that
    /// is written here. What is not among them is always there; without any, each
    /// group is a feature where there are several.
    pub optional_groups: Vec<String>,
    /// The keys below an operation that lead to the name of its group. Without them,
    /// or where an operation lacks them, the group is the first tag.
    pub group_key: Vec<String>,
    /// The address of an operation's page in the vendor's documentation; `{group}`
    /// and `{operation}` are replaced.
    pub operation_url: Option<String>,
    /// The base of relative links in descriptions.
    pub link_base: Option<String>,
    /// Texts for callers that come before all else: on the front page of the crate, in its
    /// README and above its operations.
    pub notices: Vec<Notice>,
    /// The environment variables that configure a client.
    pub environment: Environment,
    /// The meaning of the document's security schemes to a client.
    pub security: Security,
    /// Headers of requests: of all of them, or by groups.
    pub headers: IndexMap<String, FixedHeader>,
    /// Headers that the client or a call may set, by the name of their setter.
    pub options: IndexMap<String, HeaderOption>,
    /// Names of response and request headers with a meaning.
    pub well_known_headers: WellKnownHeaders,
    /// The headers of a response that tell of the caller's limits, by what is
    /// limited.
    pub rate_limits: IndexMap<String, RateLimit>,
    /// True if lists and objects in queries and forms are written with brackets after
    /// their names: `name[]=…`, `name[key]=…`.
    pub brackets: bool,
    /// True if calls that could have a body say that it is JSON even where they have
    /// none.
    pub json_without_body: bool,
    /// Codes of errors with which trying again is in vain, whatever the status.
    pub final_error_codes: Vec<String>,
    /// The treatment of operations that should no longer be used.
    pub deprecated: Deprecated,
    /// True if the inline arms of unions are named by their `title`s, where these are
    /// names and not prose: one word, or several that begin as names do (`Image file`
    /// is prose). Otherwise they are named by what tells them apart.
    pub arms_by_title: bool,
    /// The types of integers and numbers, by format. Without an entry, integers
    /// are `i64`, or `u64` where the format is `uint64` or their limits ask for
    /// it, and other numbers are `f64`.
    pub numbers: IndexMap<String, NumberType>,
    /// The libraries whose types texts stand for, by format. Without an entry
    /// they are text.
    pub formats: Formats,
    /// Operations that can answer with a stream of events.
    pub streams: Vec<Stream>,
    /// The answers of operations whose document does not declare them.
    pub answers: Vec<Answers>,
    /// Operations that answer page by page; of others the shapes of the document
    /// tell.
    pub pages: Vec<Page>,
    /// Operations that do not answer page by page, by id, although the shapes of
    /// the document look like it.
    pub no_pages: Vec<String>,
    /// Operations whose result is worked on after the answer.
    pub polls: Vec<Poll>,
    /// Operations whose answers can be values of a caller's type.
    pub structured: Vec<Structured>,
    /// Operations in whose answers models call functions of the caller's.
    pub tools: Vec<Tools>,
    /// The signatures of requests to webhooks.
    pub webhooks: Option<Webhooks>,
    /// Methods for the text that is in values.
    pub accessors: Vec<Accessor>,
    /// Statuses at which work has come to an end, in the whole API: a result whose
    /// status has some of them, and else those of work that is going on
    /// (`queued`, `in_progress`, …), is polled where the shapes of the document say
    /// by what. `x-terminal` of the document goes over it.
    pub terminal: Vec<String>,
    /// Operations whose result is not polled, by id, although the shapes of the
    /// document look like it.
    pub no_polls: Vec<String>,
}

/// The treatment of operations that should no longer be used: their methods say so to
/// the compiler, which warns callers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deprecated {
    /// The groups whose methods say it to people alone.
    pub off: Vec<String>,
}

/// A text that callers are told before all else.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// The groups of which the crate has to have one; any where there are none.
    #[serde(default)]
    pub groups: Vec<String>,
    /// The text, in Markdown.
    pub text: Sentence,
}

/// The environment variables that configure a client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Environment {
    /// The API key.
    pub api_key: Option<String>,
    /// The base URL.
    pub base_url: Option<String>,
}

/// The meaning of a document's security schemes to a client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// The scheme whose credential is the API key; the one that most of the
    /// selected operations ask for when absent.
    pub api_key: Option<String>,
    /// The environment variables of the credentials of other schemes, by the
    /// schemes' names.
    pub environment: IndexMap<String, String>,
}

/// The signatures of requests to webhooks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhooks {
    /// The scheme.
    pub signature: Signature,
}

/// A scheme of signatures.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signature {
    /// Standard Webhooks.
    Standard,
}

/// The value of a header of requests.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "a header is a text, or a list of `groups` and `value`")]
pub enum FixedHeader {
    /// Of every request.
    Always(String),
    /// Of the requests of some groups.
    ByGroup(Vec<GroupHeader>),
}

/// The value of a header in the requests of some groups.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupHeader {
    /// The groups.
    pub groups: Vec<String>,
    /// The value.
    pub value: String,
}

impl FixedHeader {
    /// Returns the value in the requests of all of some groups, if it is the same.
    pub(crate) fn of_all(&self, groups: &BTreeSet<&str>) -> Option<&str> {
        if let Self::Always(value) = self {
            return Some(value);
        }
        let mut values = groups.iter().map(|group| self.of(group));
        let first = values.next()??;
        values.all(|value| value == Some(first)).then_some(first)
    }

    /// Returns the value in the requests of a group.
    pub(crate) fn of(&self, group: &str) -> Option<&str> {
        match self {
            Self::Always(value) => Some(value),
            Self::ByGroup(values) => {
                let is_of =
                    |value: &&GroupHeader| value.groups.iter().any(|known| is_same(known, group));
                values.iter().find(is_of).map(|value| value.value.as_str())
            }
        }
    }
}

/// A header that the client or a call may set.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderOption {
    /// The header.
    pub header: String,
    /// The environment variable that sets it.
    #[serde(default)]
    pub environment: Option<String>,
    /// A description of it, as a phrase that follows “Sets”.
    pub description: String,
}

/// Names of headers with a meaning.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WellKnownHeaders {
    /// The header of a response that names the request.
    pub request_id: String,
    /// The header of a response that says when to ask again, in milliseconds.
    pub poll_after: Option<String>,
    /// The header of a response that says, by `true` or `false`, whether to try
    /// again.
    pub should_retry: Option<String>,
    /// The header of a response that says, in milliseconds, when to try again.
    pub retry_after_ms: Option<String>,
    /// The header of a request that makes sending it twice harmless.
    pub idempotency_key: String,
}

/// The headers of a response that tell of one limit of the caller's.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RateLimit {
    /// The header with the amount that is allowed in a period.
    pub limit: Option<String>,
    /// The header with the amount that is left of it.
    pub remaining: Option<String>,
    /// The header with the time until all of it is there again.
    pub reset: Option<String>,
}

impl Default for WellKnownHeaders {
    fn default() -> Self {
        Self {
            request_id: "x-request-id".to_owned(),
            poll_after: None,
            should_retry: None,
            retry_after_ms: None,
            idempotency_key: "Idempotency-Key".to_owned(),
        }
    }
}

/// Operations that can answer with a stream of events.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stream {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The body property that asks for the stream; `stream`, if the body has
    /// such a boolean, when absent.
    #[serde(default)]
    pub property: Option<String>,
    /// The value of that property: `true` when absent.
    #[serde(default = "asked")]
    pub value: Value,
    /// The component that is the union of the events, each an object of its
    /// name and its data; when absent, the events are what the document
    /// declares for `text/event-stream`.
    #[serde(default)]
    pub events: Option<String>,
    /// The property of an event's schema that names it.
    #[serde(default = "event_property")]
    pub name: String,
    /// The property of an event's schema that is its data.
    #[serde(default = "data_property")]
    pub data: String,
    /// The event that reports an error; has to be there if `events` is.
    #[serde(default)]
    pub error: Option<String>,
    /// The event that ends the stream; has to be there if `events` is.
    #[serde(default)]
    pub end: Option<End>,
    /// The objects that the events add up to.
    #[serde(default)]
    pub accumulate: Option<Accumulate>,
    /// The one object that the events build up, where they are what the document
    /// declares.
    #[serde(default)]
    pub assemble: Option<Assemble>,
}

/// The objects that the events of a stream add up to, each from events that bring all
/// of it and events that bring what is new about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accumulate {
    /// The property by which an object is known, in it and beside what is new
    /// about it.
    pub id: String,
    /// The property that has what is new.
    pub delta: String,
    /// The property of a list's item that names its place in the list.
    pub index: String,
    /// The property of such an item that tells it from others of the same place, one of
    /// `replaced`.
    #[serde(default)]
    pub identity: Option<String>,
    /// The properties whose text is not appended to the text before, but
    /// replaces it. Enums and constants always do.
    #[serde(default)]
    pub replaced: Vec<String>,
    /// The objects, by the name of the field that they are in.
    pub objects: IndexMap<String, AccumulatedObject>,
}

/// Objects of one type that events add up to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccumulatedObject {
    /// The component that is the object.
    pub whole: String,
    /// The component that brings what is new about it.
    #[serde(default)]
    pub part: Option<String>,
    /// The way, in what is new, to the text that people read as it comes: names of
    /// properties, joined by dots.
    #[serde(default)]
    pub text: Option<String>,
}

impl Stream {
    /// Returns the union of the events, the event that reports an error and the one
    /// that ends the stream, if the configuration says what the events are.
    pub(crate) fn union(&self) -> Option<(&str, &str, &End)> {
        Some((self.events.as_deref()?, self.error.as_deref()?, self.end.as_ref()?))
    }
}

const fn asked() -> Value {
    Value::Bool(true)
}

fn event_property() -> String {
    "event".to_owned()
}

fn data_property() -> String {
    "data".to_owned()
}

/// The event that ends a stream.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Its name.
    pub event: String,
    /// Its data, which is no JSON.
    pub data: String,
}

/// Operations that answer page by page, where the shapes of the document do not
/// say so, or say it otherwise. It has one of `cursor`, `offset`, `number`, `address`
/// and `link`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations, by id.
    pub operations: Vec<String>,
    /// The query parameter that takes a text which stands for a place; or the property of the
    /// body that does so, names of properties within each other joined by `.`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// The query parameter that takes how many items come before.
    #[serde(default)]
    pub offset: Option<String>,
    /// The query parameter that takes the number of the page.
    #[serde(default)]
    pub number: Option<String>,
    /// The property of the response that is the address of the next page. Names of
    /// properties within each other are joined by `.`; in a list of links, brackets say which
    /// one it is: `links[rel=next].href`.
    #[serde(default)]
    pub address: Option<String>,
    /// True if the address of the next page is in the `Link` header.
    #[serde(default)]
    pub link: bool,
    /// The query parameter that takes a text which stands for the place after the
    /// page before.
    #[serde(default)]
    pub before: Option<String>,
    /// The property of the response that is the cursor of the page before; none if
    /// that is `item_cursor` of the first item.
    #[serde(default)]
    pub previous: Option<String>,
    /// The number of the first page, 1 by default; or that of the first item, 0 by
    /// default.
    #[serde(default)]
    pub first: Option<u64>,
    /// The query parameter that says how long a page is.
    #[serde(default)]
    pub size: Option<String>,
    /// The property of the response that lists the items, likewise; none if the response
    /// is the list.
    #[serde(default)]
    pub items: Option<String>,
    /// The property of the response that says whether there is more. Names of
    /// properties within each other are joined by `.`.
    #[serde(default)]
    pub more: Option<String>,
    /// The property of the response that says whether this is the end, likewise.
    #[serde(default)]
    pub done: Option<String>,
    /// The property of an item that is the cursor after it.
    #[serde(default)]
    pub item_cursor: Option<String>,
    /// The property of the response that is the cursor of the next page,
    /// likewise.
    #[serde(default)]
    pub next: Option<String>,
}

/// Operations whose result is worked on after the answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Poll {
    #[serde(skip)]
    pub(crate) index: usize,
    /// The group that the entry is for: it is skipped where the document has no
    /// such group.
    #[serde(default)]
    pub group: Option<String>,
    /// The operations that start the work, by id.
    pub operations: Vec<String>,
    /// The operation that asks how far it is.
    pub with: String,
    /// The arguments of that operation, from properties of the result. Those up to which the
    /// paths of both calls are the same need none.
    #[serde(default)]
    pub arguments: IndexMap<String, String>,
    /// The property of the result that says how far it is.
    pub status: String,
    /// The statuses at which polling stops.
    pub terminal: Vec<String>,
    /// The seconds for which polling goes on, where that is not what the runtime has.
    #[serde(default)]
    pub deadline: Option<u64>,
}

/// The key of the groups that are features.
pub(crate) const OPTIONAL_GROUPS: &str = "optional_groups";

/// The rule of a configuration that cannot be read.
const SYNTAX: &str = "config-syntax";

impl Config {
    /// Tells whether the operations of a group are generated.
    pub(crate) fn wants(&self, group: &str) -> bool {
        self.groups.is_empty() || self.named().any(|(_, _, name)| is_same(name, group))
    }

    /// Returns the groups that are named, each with the key that names it and its number
    /// there.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&'static str, usize, &str)> {
        let lists = [("groups", &self.groups), (OPTIONAL_GROUPS, &self.optional_groups)];
        lists.into_iter().flat_map(|(key, names)| {
            names.iter().enumerate().map(move |(number, name)| (key, number, name.as_str()))
        })
    }

    /// Reads a configuration; one without a key makes no choices.
    pub fn parse(text: &str) -> Result<Self, Report> {
        Self::read(&Self::document(text)?)
    }

    /// Reads the text of a configuration.
    pub(crate) fn document(text: &str) -> Result<Document, Report> {
        Document::parse_other(text, Input::Config, SYNTAX)
    }

    /// Reads a configuration from its nodes.
    pub(crate) fn read(document: &Document) -> Result<Self, Report> {
        if document.root().is_null() {
            return Ok(Self::default());
        }
        if !document.root().is_object() {
            let message = "a configuration has settings, as `key: value`";
            let error = Diagnostic::error(SYNTAX, &document.root().at(), message);
            let help = "begin with a setting, such as `groups: [pets]`";
            return Err(error.help(help).in_input(Input::Config).into());
        }
        let mut config: Self = typed(document.root(), Input::Config, SYNTAX, false)?;
        config.number();
        Ok(config)
    }
}
