//! Errors in the place of what was asked for, with the status of a success: the
//! same rule for calls, pages, polls and streams.

use openapi_loom_runtime::http::{
    Answer, Call, Error, ErrorKind, Event, EventStream, Page, Poll, Response, StatusCode,
};
use openapi_loom_runtime::{
    answers, data_events, event_union, object, ruled_union, tagged_union, union,
};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{GET, LIST, client, create, get, read};

/// The server's words for a failure.
const ERROR: &str = r#"{"error":{"message":"no","code":"c"}}"#;

object! {
    /// A thing.
    pub struct Thing {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// Its name.
        #[wire(optional = "name")]
        pub name: Option<String>,
    }
}

object! {
    /// A thing that may have failed.
    pub struct Job {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// The reason why it failed.
        #[wire(optional = "error")]
        pub error: Option<Value>,
    }
}

object! {
    /// A thing of which nothing is required.
    pub struct Note {
        /// Its text.
        #[wire(optional = "text")]
        pub text: Option<String>,
    }
}

object! {
    /// Anything under any name.
    #[rest(all)]
    pub struct Labels {
        /// All of it.
        #[wire(rest = "")]
        pub all: BTreeMap<String, Value>,
    }
}

tagged_union! {
    /// A thing or a job.
    #[tag = "type"]
    pub enum Kind {
        /// A thing.
        Thing(Thing) = "thing",
        /// A job.
        Job(Job) = "job",
    }
}

object! {
    /// An account of a failure.
    pub struct Failed {
        /// False.
        #[wire(corrected = "ok")]
        pub ok: bool,
        /// The reason.
        #[wire(corrected = "error")]
        pub error: String,
    }
}

tagged_union! {
    /// A find, or a failure.
    #[tag = "ok"]
    pub enum Search {
        /// A find.
        Found(Found) = "true",
        /// A failure.
        Failed(Failed) = "false",
    }
}

answers! {
    /// The outcome.
    pub enum Outcome {
        /// 200: a thing.
        Ok(Thing) = 200,
        /// 202: a job.
        Accepted(Job) = 202,
    }
}

object! {
    /// A thing that names its kind.
    pub struct Listed {
        /// Its kind.
        #[wire(corrected = "object")]
        pub object: String,
    }
}

object! {
    /// Some things, and whether all went well.
    pub struct Found {
        /// True if it did.
        #[wire(corrected = "ok")]
        pub ok: bool,
        /// The names of the things.
        #[wire(corrected = "names")]
        pub names: Vec<String>,
    }
}

/// Returns a call to a server that gives this reply.
fn call(reply: Reply) -> Call {
    get(&client(&Server::start([reply.header("x-request-id", "req_1")])))
}

async fn sent<T: DeserializeOwned + Send + 'static>(body: &str) -> Result<T, Error> {
    call(Reply::json(200, body)).send::<T>().await.map(Response::into_body)
}

/// Checks that this is the server's error.
fn is_the_servers<T: std::fmt::Debug>(result: Result<T, Error>, body: &str) {
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Api, body.as_bytes()), "{error}");
    assert_eq!((error.request_id(), error.status()), (Some("req_1"), Some(StatusCode::OK)));
    let api = error.api().unwrap();
    assert_eq!((&*api.message, api.code.as_deref()), ("no", Some("c")), "{error}");
    assert_eq!(error.to_string(), "getThing: no (code c) [request req_1]");
}

#[tokio::test]
async fn an_error_with_the_status_of_a_success_is_one() {
    is_the_servers(sent::<Thing>(ERROR).await, ERROR);
    is_the_servers(sent::<Box<Thing>>(ERROR).await, ERROR);
    is_the_servers(sent::<Note>(ERROR).await, ERROR);
    is_the_servers(sent::<Kind>(ERROR).await, ERROR);
    is_the_servers(sent::<Vec<Thing>>(ERROR).await, ERROR);
    is_the_servers(sent::<u8>(ERROR).await, ERROR);
    is_the_servers(call(Reply::json(200, ERROR)).send_optional::<Thing>().await, ERROR);
    is_the_servers(call(Reply::json(200, ERROR)).send_answer::<Outcome>().await, ERROR);
    for body in [
        r#"{"status":500,"error":{"message":"no","code":"c"}}"#,
        r#"{"error":{"message":"no","code":"c","input":"half \ud83d"}}"#,
        r#"{"name":"x","error":"c","message":"no","code":"c"}"#,
        r#"{"errors":[{"message":"no","code":"c"}]}"#,
        r#"{"success":false,"message":"no","code":"c"}"#,
        r#"[{"error":{"message":"no","code":"c"}}]"#,
        "\u{feff}{\"error\":\"c\",\"error_description\":\"no\"}",
    ] {
        is_the_servers(sent::<Thing>(body).await, body);
    }
}

#[tokio::test]
async fn an_error_is_one_where_nothing_is_expected() {
    for body in [
        ERROR,
        r#"{"deleted":false,"errors":[{"message":"no","code":"c"}]}"#,
        r#"{"success":false,"message":"no","code":"c"}"#,
    ] {
        is_the_servers(call(Reply::json(200, body)).send_empty().await, body);
    }
    for body in ["", "ok", "[1]", "{}", r#"{"error":null,"success":true}"#, r#"{"deleted":true}"#] {
        call(Reply::json(200, body)).send_empty().await.unwrap();
    }
    // Words for people.
    call(Reply::text(200, ERROR)).send_empty().await.unwrap();
}

#[tokio::test]
async fn an_error_is_no_file_and_no_text() {
    let accepting = |reply: Reply, kinds| {
        let mut call = get(&client(&Server::answering(move |_| reply.clone())));
        call.set_accept(kinds);
        call
    };
    let json = Reply::json(200, ERROR).header("x-request-id", "req_1");
    let call = accepting(json.clone(), "application/octet-stream, text/plain");
    is_the_servers(call.clone().send_bytes().await, ERROR);
    is_the_servers(call.clone().send_text().await, ERROR);
    is_the_servers(call.download().await, ERROR);
    // A range of what can be no JSON is none.
    for kinds in ["audio/mpeg", "image/*", "audio/mpeg, text/*"] {
        is_the_servers(accepting(json.clone().trickle(), kinds).download().await, ERROR);
        is_the_servers(accepting(json.clone(), kinds).send_bytes().await, ERROR);
    }

    // What is of another type, what is accepted, what says no error, and what nobody has
    // described is what it is.
    let large = format!("[\"{}\"]", "x".repeat(1 << 20));
    let reply = |body: &str| Reply::json(200, body);
    for (call, body) in [
        (accepting(Reply::text(200, ERROR), "text/plain"), ERROR),
        (accepting(reply(ERROR), "text/csv, application/json"), ERROR),
        (accepting(reply(ERROR), "*/*"), ERROR),
        (accepting(reply(ERROR), "image/*, application/*"), ERROR),
        (accepting(reply("[1]"), "text/csv"), "[1]"),
        (accepting(reply(r#"{"errors":["no"]}"#), "text/csv"), r#"{"errors":["no"]}"#),
        (get(&client(&Server::answering(|_| Reply::json(200, ERROR)))), ERROR),
    ] {
        assert_eq!(call.clone().send_bytes().await.unwrap().body(), body);
        assert_eq!(call.clone().send_text().await.unwrap().body(), body);
        assert_eq!(call.download().await.unwrap().bytes().await.unwrap(), body);
    }
    let download = accepting(reply(&large), "audio/mpeg").download().await.unwrap();
    assert_eq!(download.bytes().await.unwrap(), large);
    let cut = accepting(reply("[1").cut(), "audio/mpeg").download().await.unwrap();
    let error = cut.bytes().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Connection, &b"[1"[..]));
}

/// A value of the call asks for text, of which the content types of the operation say nothing.
#[tokio::test]
async fn an_error_is_no_text_that_a_value_asks_for() {
    let asking = |reply: Reply, kinds: Option<&'static str>| {
        let mut call = call(reply);
        kinds.into_iter().for_each(|kinds| call.set_accept(kinds));
        call.send_as_text()
    };
    for kinds in [None, Some("application/json"), Some("text/plain"), Some("*/*")] {
        is_the_servers(asking(Reply::json(200, ERROR), kinds).await, ERROR);
    }
    let vendors = Reply::new(200).header("content-type", "application/vnd.a+json; charset=utf-8");
    is_the_servers(asking(vendors.piece(ERROR), None).await, ERROR);
    // Words are what they are, and JSON that says no error may be what was asked for.
    for (reply, text) in [
        (Reply::text(200, ERROR), ERROR),
        (Reply::text(200, r#"{"a":1}"#), r#"{"a":1}"#),
        (Reply::new(200).piece(ERROR), ERROR),
        (Reply::json(200, r#"{"a":1,"error":null}"#), r#"{"a":1,"error":null}"#),
        (Reply::json(200, "\"Hello.\""), "\"Hello.\""),
    ] {
        assert_eq!(asking(reply, None).await.unwrap().body(), text);
    }
}

/// A required `false` is nothing of the answer.
#[tokio::test]
async fn an_error_may_say_that_it_is_no_success() {
    for body in [
        r#"{"ok":false,"error":"no","code":"c"}"#,
        r#"{"error":{"message":"no","code":"c"},"ok":false}"#,
    ] {
        is_the_servers(sent::<Found>(body).await, body);
    }
    for body in [
        r#"{"ok":true,"error":true}"#,
        r#"{"ok":false,"names":[],"error":"no"}"#,
        r#"{"error":"no","names":{},"ok":false}"#,
        r#"{"error":"no","names":0,"ok":false}"#,
        r#"{"error":"no","names":-1.5,"ok":false}"#,
        r#"{"error":"no","names":-1,"ok":false}"#,
        r#"{"error":"no","names":"","ok":false}"#,
        r#"{"ok":false,"error":""}"#,
        r#"{"ok":false,"names":[]}"#,
    ] {
        let kind = sent::<Found>(body).await.err().map(|error| error.kind());
        assert_ne!(kind, Some(ErrorKind::Api), "{body}");
    }
    // The same of an event.
    let text = "data: {\"ok\":true,\"names\":[]}\n\ndata: {\"ok\":false,\"error\":\"no\"}\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<Found> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    assert_eq!((events.len(), error.unwrap().kind()), (1, ErrorKind::Api));
}

#[tokio::test]
async fn what_has_something_of_the_answer_is_the_answer() {
    for body in [
        r#"{"id":"1","error":{"message":"no"}}"#,
        r#"{"error":{"message":"no"},"id":""}"#,
        r#"{"error":null}"#,
        r#"{"error":null,"id":null}"#,
        r#"{"error":false}"#,
        r#"{"error":""}"#,
        r#"{"error":{}}"#,
        r#"{"error":[]}"#,
        r#"{"error":0}"#,
        r#"{"errors":[],"success":true,"ok":1}"#,
        r#"{"errors":["no"],"id":"1"}"#,
        r#"{"success":false,"id":"1"}"#,
        "{}",
    ] {
        sent::<Thing>(body).await.unwrap();
    }
    assert_eq!(sent::<Note>(r#"{"text":"a","error":"no"}"#).await.unwrap().text.unwrap(), "a");
    // A property that the document declares, and what is free to be anything.
    assert_eq!(sent::<Job>(ERROR).await.unwrap().error.unwrap()["message"], "no");
    assert_eq!(sent::<Labels>(ERROR).await.unwrap().all["error"]["message"], "no");
    assert_eq!(sent::<Value>(ERROR).await.unwrap()["error"]["message"], "no");
    let map = sent::<BTreeMap<String, Value>>(ERROR).await.unwrap();
    assert_eq!(map["error"]["message"], "no");
    let body = r#"{"object":"list","error":"no"}"#;
    assert_eq!(sent::<Listed>(body).await.unwrap().object, "list");
    for body in [r#"{"type":"new","error":"no"}"#, r#"{"error":"no","type":"thing"}"#] {
        sent::<Kind>(body).await.unwrap();
    }
    let Outcome::Accepted(job) = Outcome::decode(StatusCode::ACCEPTED, ERROR.as_bytes()).unwrap()
    else {
        panic!("no job");
    };
    assert!(job.error.is_some());
    // Text is text, whatever it says.
    assert_eq!(call(Reply::text(200, ERROR)).send::<String>().await.unwrap().body(), ERROR);
    // A fault in the answer is an error of decoding, and not the server's own.
    let error = sent::<Thing>(r#"{"id":7,"error":"no"}"#).await.unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("id")));
    let error = sent::<Vec<u8>>(r#"{"error":null}"#).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

object! {
    /// An envelope around each answer.
    pub struct Wrapped {
        /// The answer itself.
        #[wire(nullable = "data")]
        pub data: Option<Value>,
    }
}

data_events! { Wrapped, error = "error" }

/// Servers whose answers have one form say by null that there is nothing.
#[tokio::test]
async fn null_is_nothing_of_the_answer() {
    for body in [
        r#"{"data":null,"error":{"code":"c","message":"no"}}"#,
        r#"{"error":{"code":"c","detail":"no"},"data":null}"#,
        r#"{"data":null,"error":[{"code":"c","message":"no"}]}"#,
        r#"{"data":null,"errors":[{"code":"c","message":"no"}]}"#,
        r#"{"success":false,"data":null,"message":"no","code":"c"}"#,
        r#"{"data":null,"success":false,"message":"no","code":"c"}"#,
    ] {
        is_the_servers(sent::<Wrapped>(body).await, body);
    }
    for body in [
        r#"{"data":null,"error":{"code":7}}"#,
        r#"{"data":null,"error":500}"#,
        r#"{"error":true,"data":null}"#,
    ] {
        assert_eq!(sent::<Wrapped>(body).await.unwrap_err().kind(), ErrorKind::Api, "{body}");
        let (events, error) = events::<Wrapped>(&format!("data: {body}\n\n")).await;
        assert_eq!((events, error), (vec![], Some(ErrorKind::Api)), "{body}");
    }
    for body in [r#"{"error":{"code":7},"id":null}"#, r#"{"id":null,"error":{"code":7}}"#] {
        assert_eq!(sent::<Thing>(body).await.unwrap_err().kind(), ErrorKind::Api, "{body}");
    }
    for body in [r#"{"object":null,"error":7}"#, r#"{"error":7,"object":null}"#] {
        assert_eq!(sent::<Listed>(body).await.unwrap_err().kind(), ErrorKind::Api, "{body}");
    }
    let unsaid = r#"{"type":null,"error":"no"}"#;
    assert_eq!(sent::<Kind>(unsaid).await.unwrap_err().kind(), ErrorKind::Api);
    // Null by right, and something beside a null.
    for body in [
        r#"{"data":null}"#,
        r#"{"data":null,"error":null}"#,
        r#"{"error":null,"data":null,"success":true}"#,
        r#"{"data":null,"errors":[],"error":{}}"#,
        r#"{"data":{},"error":{"code":7}}"#,
        r#"{"data":0,"success":false}"#,
    ] {
        sent::<Wrapped>(body).await.unwrap();
        let (events, error) = events::<Wrapped>(&format!("data: {body}\n\n")).await;
        assert_eq!((events.len(), error), (1, None), "{body}");
    }
    sent::<Found>(r#"{"names":null,"ok":true,"error":{"code":7}}"#).await.unwrap();
    // A list does not end in silence.
    for body in [r#"{"data":null,"error":{"code":7}}"#, r#"{"errors":["no"],"data":null}"#] {
        let first = Reply::json(200, r#"{"data":[{"id":"1"}]}"#);
        let server = Server::start([first, Reply::json(200, body)]);
        let mut pages = Call::new(&client(&server), &LIST).pages::<Things>("after");
        assert_eq!(pages.next().await.unwrap().unwrap().data.len(), 1);
        assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Api, "{body}");
    }
}

union! {
    /// A thing, or its name.
    #[expected = "an object or a string"]
    pub enum Named {
        /// A thing.
        Thing(Thing) = object,
        /// Its name.
        Name(String) = string,
    }
}

union! {
    /// A page, or the names alone.
    #[expected = "an object or a list"]
    pub enum Names {
        /// With whether all went well.
        Found(Found) = object,
        /// The names alone.
        List(Vec<String>) = list,
    }
}

ruled_union! {
    /// A thing, or whether all went well, told apart by what they require.
    #[expected = "an object"]
    pub enum Either {
        /// A thing.
        Thing(Thing) = (object, "id" = present),
        /// Some things.
        Found(Found) = ((object, "names" = present), (object, "ok" = present)),
        /// A value that the document does not list, kept as it is.
        Other(Value) = [object],
    }
}

union! {
    /// A thing by its tag, or whether all went well.
    #[expected = "an object"]
    #[tag = "type"]
    pub enum Mixed {
        /// A thing.
        Thing(Thing) = "thing",
        /// Some things.
        Found(Found) = default,
    }
}

ruled_union! {
    /// A union within another.
    #[expected = "an object, a list or a string"]
    pub enum Nested {
        /// A part.
        Chunk(Chunk) = (object, "choices" = present),
        /// A thing, or its name.
        Named(Box<Named>) = object,
        /// The names alone.
        List(Vec<String>) = list,
    }
}

union! {
    /// A thing, or a job that may have failed.
    #[expected = "an object"]
    #[tag = "type"]
    pub enum Failing {
        /// A thing.
        Thing(Thing) = "thing",
        /// A job.
        Job(Job) = default,
    }
}

ruled_union! {
    /// A thing, or anything.
    #[expected = "an object"]
    pub enum Free {
        /// A thing.
        Thing(Thing) = (object, "id" = present),
        /// Anything.
        Any(BTreeMap<String, Value>) = object,
    }
}

data_events! { Named, error = "error" }
data_events! { Names, error = "error" }
data_events! { Either, error = "error" }
data_events! { Mixed, error = "error" }
data_events! { Nested, error = "error" }
data_events! { Failing, error = "error" }

/// A union is an error where none of its arms has anything of what it requires.
#[tokio::test]
async fn an_error_is_no_arm_of_a_union() {
    async fn refuses<T>()
    where
        T: DeserializeOwned + Event + PartialEq + std::fmt::Debug + Send + 'static,
    {
        for body in [
            ERROR,
            r#"{"status":500,"error":{"message":"no","code":"c"}}"#,
            r#"{"errors":[{"message":"no","code":"c"}]}"#,
            r#"{"success":false,"message":"no","code":"c"}"#,
            r#"{"error":{"message":"no","code":"c"},"id":null,"ok":null,"type":null}"#,
        ] {
            is_the_servers(sent::<T>(body).await, body);
        }
        let data = format!("data: {ERROR}\n\n");
        assert_eq!(events::<T>(&data).await, (vec![], Some(ErrorKind::Api)));
    }
    refuses::<Named>().await;
    refuses::<Names>().await;
    refuses::<Either>().await;
    refuses::<Mixed>().await;
    refuses::<Nested>().await;
    let bare = r#"{"message":"no","code":"c"}"#;
    is_the_servers(sent::<Named>(bare).await, bare);
    is_the_servers(sent::<Either>(bare).await, bare);
    let (named, error) = events::<Named>(&format!("data: {bare}\n\n")).await;
    assert_eq!((named, error), (vec![], Some(ErrorKind::Api)));
    let list = format!("[{ERROR}]");
    is_the_servers(sent::<Named>(&list).await, &list);
}

#[tokio::test]
async fn an_arm_of_a_union_is_no_error() {
    async fn takes<T>(body: &str)
    where
        T: DeserializeOwned + Event + Send + 'static,
    {
        sent::<T>(body).await.unwrap();
        let (events, error) = events::<T>(&format!("data: {body}\n\n")).await;
        assert_eq!((events.len(), error), (1, None), "{body}");
    }
    takes::<Named>(r#"{"id":"1","error":"no"}"#).await;
    takes::<Named>(r#""error""#).await;
    takes::<Named>(r#"{"error":null}"#).await;
    takes::<Names>(r#"{"error":7,"names":[]}"#).await;
    takes::<Names>(r#"["error"]"#).await;
    takes::<Either>(r#"{"error":7,"names":[]}"#).await;
    takes::<Either>(r#"{"error":7,"id":"1"}"#).await;
    takes::<Either>(r#"{"errors":[]}"#).await;
    takes::<Mixed>(r#"{"type":"thing","error":"no"}"#).await;
    takes::<Mixed>(r#"{"names":[],"error":7}"#).await;
    takes::<Nested>(r#"{"id":"1","error":7}"#).await;
    takes::<Nested>(r#"{"choices":[],"error":7}"#).await;
    takes::<Nested>(r#"["error"]"#).await;
    // An arm declares the error, or may be anything.
    takes::<Failing>(ERROR).await;
    takes::<Failing>(r#"{"type":"thing","error":"no"}"#).await;
    for body in [ERROR, r#"{"errors":["no"]}"#, r#"{"success":false}"#] {
        let Free::Any(any) = sent::<Free>(body).await.unwrap() else { panic!("no arm: {body}") };
        assert_eq!(any.len(), 1);
    }
    for kept in [
        r#"{"status":"ok","message":"hello"}"#,
        r#"{"message":"queued"}"#,
        r#"{"detail":"queued"}"#,
        r#"{"message":"queued","code":0}"#,
    ] {
        takes::<Either>(kept).await;
        assert!(matches!(sent::<Either>(kept).await, Ok(Either::Other(_))), "{kept}");
    }
    // As much says no less than an error.
    let coded = r#"{"message":"no","code":"c"}"#;
    is_the_servers(sent::<Either>(coded).await, coded);
    let (events, error) = events::<Either>(&format!("data: {coded}\n\n")).await;
    assert_eq!((events, error), (vec![], Some(ErrorKind::Api)));
}

#[tokio::test]
async fn an_error_is_no_entry_of_a_map_of_objects() {
    type Map<T> = BTreeMap<String, T>;
    for body in [ERROR, r#"{"error":{"code":"c","message":"no"},"status":null}"#] {
        is_the_servers(sent::<Map<Thing>>(body).await, body);
        is_the_servers(sent::<Map<Box<Thing>>>(body).await, body);
        is_the_servers(sent::<Map<Option<Thing>>>(body).await, body);
    }
    // An entry of that name, one beside it, and entries that may be anything.
    for body in [
        r#"{"error":{"id":"1"}}"#,
        r#"{"error":{"name":"n","message":"no"}}"#,
        r#"{"error":{"message":"no"},"a":{"id":"1"}}"#,
        r#"{"error":{}}"#,
        r#"{"error":null}"#,
        r#"{"a":{"error":{"message":"no"}}}"#,
        "{}",
    ] {
        sent::<Map<Thing>>(body).await.unwrap();
    }
    let nulls = r#"{"a":{"id":"1","error":null},"b":{"id":"2","error":null}}"#;
    assert_eq!(sent::<Map<Thing>>(nulls).await.unwrap().len(), 2);
    // An entry of that name beside one that is malformed.
    for body in [r#"{"error":{"id":"1"},"a":{"id":[]}}"#, r#"{"a":{"id":[]},"error":{"x":1}}"#] {
        let error = sent::<Map<Thing>>(body).await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("a.id")), "{body}");
    }
    // What says that it failed, beside what looks like an entry.
    let body = r#"{"success":false,"message":"no","code":"c","a":{"name":7}}"#;
    is_the_servers(sent::<Map<Thing>>(body).await, body);
    let failed = r#"{"error":{"message":"no","code":"c"},"a":7}"#;
    is_the_servers(sent::<Map<Thing>>(failed).await, failed);
    // Half a character is mended in an error, too.
    let half = r#"{"error":{"code":"c","message":"half \ud83d"}}"#;
    assert_eq!(sent::<Map<Thing>>(half).await.unwrap_err().kind(), ErrorKind::Api);
    sent::<Map<Note>>(ERROR).await.unwrap();
    sent::<Map<Map<Value>>>(ERROR).await.unwrap();
    sent::<serde_json::Map<String, Value>>(ERROR).await.unwrap();
}

/// A map that leads to maps of its own kind.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Tree(BTreeMap<String, Tree>);

/// The numbers of a map, in which others are passed over.
#[derive(Debug, PartialEq)]
struct Numbers(Vec<u8>);

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NumbersVisitor)
    }
}

struct NumbersVisitor;

impl<'de> Visitor<'de> for NumbersVisitor {
    type Value = Numbers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Numbers, A::Error> {
        let mut numbers = Vec::new();
        while map.next_key::<String>()?.is_some() {
            numbers.extend(map.next_value::<u8>().ok());
        }
        Ok(Numbers(numbers))
    }
}

/// Callers read answers as types of their own.
#[tokio::test]
async fn a_map_of_any_kind_is_asked_once_what_it_leads_to() {
    let Tree(tree) = sent(r#"{"a":{"b":{}},"error":{}}"#).await.unwrap();
    assert_eq!((tree.len(), tree["a"].0.len()), (2, 1));
    assert_eq!(sent::<Numbers>(r#"{"a":1,"error":7}"#).await.unwrap(), Numbers(vec![1, 7]));
    let pairs = sent::<BTreeMap<String, BTreeMap<String, Thing>>>(r#"{"error":{"a":{"id":"1"}}}"#);
    assert_eq!(pairs.await.unwrap()["error"]["a"].id, "1");
    is_the_servers(sent::<BTreeMap<String, Thing>>(ERROR).await, ERROR);
}

/// Routers add an id to the errors of others, and properties that are null.
#[tokio::test]
async fn an_error_may_have_something_of_the_answer() {
    for body in [
        r#"{"ok":true,"error":{"message":"no","code":"c"}}"#,
        r#"{"error":"no","code":"c","ok":true,"names":null}"#,
    ] {
        is_the_servers(sent::<Found>(body).await, body);
    }
    let body = r#"{"error":{"message":"no","code":"c"},"id":null}"#;
    is_the_servers(sent::<Thing>(body).await, body);
    // The same of an event.
    let text = "data: {\"ok\":true,\"error\":\"no\"}\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<Found> = create(&client(&server)).stream().await.unwrap();
    assert_eq!(read(stream).await.1.unwrap().kind(), ErrorKind::Api);
}

/// A base URL may lead to something else that answers in JSON.
#[tokio::test]
async fn an_answer_with_nothing_of_what_is_declared_is_of_something_else() {
    for body in [
        r#"{"message":"welcome"}"#,
        r#"{"status":"ok"}"#,
        r#"{"object":"health"}"#,
        r#"{"error":null,"message":"model is loading"}"#,
    ] {
        let error = sent::<Thing>(body).await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body.as_bytes()));
        let message = format!("getThing: nothing of `Thing` is in it: {body} [request req_1]");
        assert_eq!(error.to_string(), message);
        sent::<Note>(body).await.unwrap();
        sent::<Value>(body).await.unwrap();
        sent::<Labels>(body).await.unwrap();
        sent::<Kind>(body).await.unwrap();
    }
    for body in ["{}", r#"{"name":"a"}"#, r#"{"id":null,"other":1}"#, r#"{"name":null}"#] {
        sent::<Thing>(body).await.unwrap();
    }
    let server = Server::start([Reply::json(200, r#"{"status":"ok"}"#)]);
    let mut pages = Call::new(&client(&server), &LIST).pages::<Things>("after");
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(pages.next().await.is_none());
}

/// With a code beside it, a message is the server's.
#[tokio::test]
async fn an_answer_of_nothing_but_a_message_and_a_code_is_the_server_s_error() {
    for body in [
        r#"{"message":"no","code":"c"}"#,
        r#"{"code":"c","detail":"no","request":{"id":"1"}}"#,
        r#"{"status":503,"title":"no","code":"c"}"#,
        r#"{"status":"error","msg":"no","errcode":"c"}"#,
    ] {
        is_the_servers(sent::<Thing>(body).await, body);
        is_the_servers(call(Reply::json(200, body)).send_optional::<Thing>().await, body);
        sent::<Note>(body).await.unwrap();
        sent::<Value>(body).await.unwrap();
    }
    for body in [r#"{"message":"no","code":0}"#, r#"{"message":"no","status":"up"}"#] {
        assert_eq!(sent::<Thing>(body).await.unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    sent::<Thing>(r#"{"message":"no","code":"c","name":"n"}"#).await.unwrap();
    let server = Server::start([
        Reply::json(200, r#"{"data":[{"id":"1"}]}"#),
        Reply::json(200, r#"{"message":"no","code":"c"}"#),
    ]);
    let mut pages = Call::new(&client(&server), &LIST).pages::<Things>("after");
    assert_eq!(pages.next().await.unwrap().unwrap().data.len(), 1);
    assert_eq!(pages.next().await.unwrap().unwrap_err().kind(), ErrorKind::Api);
}

/// An accepted call may answer with its status, where the answer may be left out.
#[tokio::test]
async fn what_is_accepted_may_come_with_its_status() {
    let optional = async |status, body: &str| {
        let sent = call(Reply::json(status, body)).send_optional::<Thing>().await;
        sent.map(|answer| (answer.bytes().clone(), answer.into_body().map(|thing| thing.id)))
    };
    let status = r#"{"status":"queued","progress":0}"#;
    let (bytes, thing) = optional(202, status).await.unwrap();
    assert_eq!((&*bytes, thing), (status.as_bytes(), None));
    let (_, thing) = optional(202, r#"{"id":"1","status":"queued"}"#).await.unwrap();
    assert_eq!(thing.as_deref(), Some("1"));
    for (code, body, kind) in [
        (200, status, ErrorKind::Decode),
        (202, r#"{"error":"no"}"#, ErrorKind::Api),
        (202, r#"{"id":7,"status":"queued"}"#, ErrorKind::Decode),
        (202, r#"{"status":"#, ErrorKind::Decode),
        (202, "<html>", ErrorKind::Decode),
    ] {
        assert_eq!(optional(code, body).await.unwrap_err().kind(), kind, "{code} {body}");
    }
    let whole = call(Reply::json(202, status)).send::<Thing>().await;
    assert_eq!(whole.unwrap_err().kind(), ErrorKind::Decode);
}

/// An answer that the document declares by `false` is as good as any.
#[tokio::test]
async fn an_arm_of_a_union_for_a_failure_is_no_error() {
    for body in [r#"{"ok":false,"error":"no"}"#, r#"{"error":"no","ok":false}"#] {
        let found = sent::<Search>(body).await.unwrap();
        assert!(matches!(found, Search::Failed(Failed { error, .. }) if error == "no"), "{body}");
        let (events, error) = events::<Search>(&format!("data: {body}\n\n")).await;
        assert!(matches!(&events[..], [Search::Failed(_)]) && error.is_none(), "{body}");
    }
    is_the_servers(sent::<Search>(ERROR).await, ERROR);
    let (events, error) = events::<Search>(&format!("data: {ERROR}\n\n")).await;
    assert!(events.is_empty() && error == Some(ErrorKind::Api));
}

/// Returns a body that says by its content type that it is a problem.
fn problem(kind: &str, body: &str) -> Reply {
    Reply::new(200).header("content-type", kind).piece(body)
}

#[tokio::test]
async fn a_problem_by_its_content_type_is_an_error() {
    let body = r#"{"type":"about:blank","title":"no","status":400,"code":"c"}"#;
    for kind in ["application/problem+json", "Application/Problem+JSON; charset=utf-8"] {
        let reply = || problem(kind, body);
        is_the_servers(call(reply()).send::<Thing>().await, body);
        is_the_servers(call(reply()).send::<Note>().await, body);
        is_the_servers(call(reply()).send::<Value>().await, body);
        is_the_servers(call(reply()).send_optional::<Thing>().await, body);
        is_the_servers(call(reply()).send_answer::<Outcome>().await, body);
        is_the_servers(call(reply()).send_empty().await, body);
        is_the_servers(call(reply()).stream::<Thing>().await, body);
        let accepting = |kinds| {
            let mut call = call(reply());
            call.set_accept(kinds);
            call
        };
        is_the_servers(accepting("image/png").send_bytes().await, body);
        is_the_servers(accepting("text/csv").send_text().await, body);
        is_the_servers(accepting("image/png").download().await, body);
        // What the document declares is what it says.
        for kinds in ["application/problem+json", "text/csv, application/*", "*/*"] {
            let problem = accepting(kinds).send::<Value>().await.unwrap().into_body();
            assert_eq!(problem["title"], "no");
        }
    }
    let error = call(problem("application/problem+xml", "<problem/>")).send_empty().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Api);
    sent::<Note>(body).await.unwrap();
}

object! {
    /// A page of things.
    pub struct Things {
        /// The things.
        #[wire(corrected = "data")]
        pub data: Vec<Thing>,
    }
}

impl Page for Things {
    type Item = Thing;

    fn items(&self) -> &[Thing] {
        &self.data
    }

    fn into_items(self) -> Vec<Thing> {
        self.data
    }

    fn has_more(&self) -> bool {
        true
    }

    fn next_cursor(&self) -> Option<&str> {
        self.data.last().map(|thing| &*thing.id)
    }
}

#[tokio::test]
async fn an_error_is_no_page_and_no_state() {
    let page = r#"{"data":[{"id":"1"}],"error":{"message":"ignored"}}"#;
    let server = Server::start([Reply::json(200, page), Reply::json(200, ERROR)]);
    let mut pages = Call::new(&client(&server), &LIST).pages::<Things>("after");
    assert_eq!(pages.next().await.unwrap().unwrap().data.len(), 1);
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), &*error.api().unwrap().message), (ErrorKind::Api, "no"));
    assert!(pages.next().await.is_none());

    let path = |call: Call, thing: &Thing| call.path("id", &thing.id);
    let server = Server::start([Reply::json(200, ERROR), Reply::json(200, ERROR)]);
    let poll = Poll::new(create(&client(&server)), &GET, path, |thing| &thing.id, &["done"]);
    let error = poll.await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Api, Some("createThing")));
    assert_eq!(server.requests().len(), 1);
}

data_events! { Thing, error = "error" }
data_events! { Found, error = "error" }
data_events! { Search, error = "error" }
data_events! { Job, error = "error" }
data_events! { Kind, error = "error", ping = "" }

#[derive(Clone, Debug, Deserialize, PartialEq, serde::Serialize)]
pub(super) struct Step {
    percent: u8,
    error: Option<String>,
}

data_events! { Step, error = "error" }

event_union! {
    /// News of what happens.
    #[error = "failure"]
    #[end = ""]
    pub enum News {
        /// The server lives, and says how many read it.
        Ping(u8) = "ping",
        /// A step.
        Message(Step) = "message",
    }
}

async fn events<E: Event>(text: &str) -> (Vec<E>, Option<ErrorKind>) {
    let server = Server::start([Reply::events().piece(text)]);
    let stream: EventStream<E> = create(&client(&server)).stream().await.unwrap();
    let (events, error) = read(stream).await;
    (events, error.map(|error| error.kind()))
}

#[tokio::test]
async fn an_error_of_an_event_s_own_is_data() {
    let text =
        "data: {\"percent\":1,\"error\":\"no\"}\n\ndata: {\"error\":\"no\",\"percent\":2}\n\n";
    let step = |percent| Step { percent, error: Some("no".to_owned()) };
    assert_eq!(events(text).await, (vec![step(1), step(2)], None));
    let (jobs, error) = events::<Job>("data: {\"error\":{\"message\":\"no\"}}\n\n").await;
    assert_eq!((jobs.len(), error), (1, None));
    assert_eq!(jobs[0].error, Some(json!({ "message": "no" })));
    // An event that has something of what is required.
    let (things, error) = events::<Thing>("data: {\"id\":\"1\",\"error\":\"no\"}\n\n").await;
    assert_eq!((things.len(), error), (1, None));
    let (kinds, error) = events::<Kind>("data: {\"type\":\"job\",\"error\":\"no\"}\n\n").await;
    assert!(matches!(&kinds[..], [Kind::Job(_)]) && error.is_none());
    let (news, error) = events::<News>("data: {\"percent\":1,\"error\":\"no\"}\n\n").await;
    assert_eq!((news, error), (vec![News::Message(step(1))], None));
}

#[tokio::test]
async fn an_error_that_no_event_declares_is_the_server_s() {
    let text = format!("data: {{\"id\":\"1\"}}\n\ndata: {ERROR}\n\ndata: {{\"id\":\"2\"}}\n\n");
    let (things, error) = events::<Thing>(&text).await;
    assert_eq!((things.len(), error), (1, Some(ErrorKind::Api)));
    for data in [
        ERROR,
        r#"{"error":{"message":"#,
        r#"{"type":"error","message":"no"}"#,
        r#"{"type":"error","message":"half \ud83d"}"#,
        r#"{"input":"half \ud83d","error":"no"}"#,
    ] {
        let (kinds, error) = events::<Kind>(&format!("data: {data}\n\n")).await;
        assert_eq!((kinds, error), (vec![], Some(ErrorKind::Api)), "{data}");
    }
    // In a list of one, or as a list.
    for data in [
        r#"[{"error":{"code":500,"message":"no"}}]"#,
        r#"{"errors":[{"message":"no"}]}"#,
        r#"{"errors":{"id":["no"]},"name":null}"#,
    ] {
        let (chunks, error) = events::<Chunk>(&format!("data: {data}\n\n")).await;
        assert_eq!((chunks, error), (vec![], Some(ErrorKind::Api)), "{data}");
    }
    for (data, kind) in [
        (r#"[{"error":null}]"#, Some(ErrorKind::Decode)),
        (r#"[{"error":"a"},{"error":"b"}]"#, Some(ErrorKind::Decode)),
        (r#"{"errors":3}"#, None),
        (r#"{"errors":[]}"#, None),
        (r#"{"errors":["no"],"id":"x"}"#, None),
    ] {
        let (chunks, error) = events::<Chunk>(&format!("data: {data}\n\n")).await;
        assert_eq!((chunks.len(), error), (usize::from(kind.is_none()), kind), "{data}");
    }
    let (lists, error) = events::<Value>("data: [{\"error\":\"no\"}]\n\n").await;
    assert_eq!((lists.len(), error), (1, None));
    let null = "data: {\"error\":null,\"name\":\"a\"}\n\n";
    assert_eq!(events::<Thing>(null).await.0.len(), 1);
}

object! {
    /// A part of an answer.
    pub struct Chunk {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// Its choices.
        #[wire(corrected = "choices")]
        pub choices: Vec<Value>,
    }
}

object! {
    /// A label, and any others.
    #[rest(all)]
    pub struct Label {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// The others.
        #[wire(rest = "")]
        pub all: BTreeMap<String, Value>,
    }
}

object! {
    /// A message, which may have a code.
    pub struct Message {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// Its text.
        #[wire(optional = "message")]
        pub message: Option<String>,
    }
}

data_events! { Message, error = "error" }
data_events! { Chunk, error = "error" }
data_events! { Label, error = "error" }

/// Gateways end a stream by a whole event, with the error in it.
#[tokio::test]
async fn an_error_with_a_message_beside_all_that_is_required_ends_the_stream() {
    let first = r#"{"id":"x","choices":[{"delta":{"content":"Bl"}}]}"#;
    for choices in [r#"[{"delta":{"content":""},"finish_reason":"error"}]"#, "[]"] {
        for last in [
            format!(
                r#"{{"id":"x","choices":{choices},"error":{{"code":502,"message":"Lost it"}}}}"#
            ),
            format!(
                r#"{{"error":{{"code":502,"message":"Lost it"}},"id":"x","choices":{choices}}}"#
            ),
        ] {
            let text = format!("data: {first}\n\ndata: {last}\n\ndata: [DONE]\n\n");
            let server = Server::start([Reply::events().piece(text)]);
            let stream = create(&client(&server)).stream::<Chunk>().await.unwrap();
            let (chunks, error) = read(stream).await;
            assert_eq!(chunks.len(), 1);
            let error = error.unwrap();
            assert_eq!(error.body(), last.as_bytes());
            assert_eq!(error.to_string(), "createThing: Lost it (code 502)");
        }
    }
    // These are none, or may be declared.
    for error in [r#""no""#, r#"{"code":1}"#, r#"{"message":""}"#, "null", "[{\"message\":\"no\"}]"]
    {
        let text = format!("data: {{\"id\":\"x\",\"choices\":[],\"error\":{error}}}\n\n");
        let (chunks, found) = events::<Chunk>(&text).await;
        assert_eq!((chunks.len(), found), (1, None), "{error}");
    }
    let text = "data: {\"type\":\"job\",\"id\":\"1\",\"error\":{\"message\":\"no\"}}\n\n";
    assert!(matches!(&events::<Kind>(text).await, (kinds, None) if kinds.len() == 1));
    let (labels, error) = events::<Label>(text).await;
    assert_eq!((labels.len(), error), (1, None));
}

object! {
    /// The answer to a call by JSON-RPC.
    pub struct Reached {
        /// The version of the protocol.
        #[wire(corrected = "jsonrpc")]
        pub jsonrpc: String,
        /// The id of the call.
        #[wire(corrected = "id")]
        pub id: String,
        /// What it gives.
        #[wire(nullable = "result")]
        pub result: Option<Value>,
    }
}

object! {
    /// The same with an error that is declared.
    pub struct Outcomes {
        /// The version of the protocol.
        #[wire(corrected = "jsonrpc")]
        pub jsonrpc: String,
        /// What it gives.
        #[wire(optional = "result")]
        pub result: Option<Value>,
        /// Why it gives nothing.
        #[wire(optional = "error")]
        pub error: Option<Value>,
    }
}

data_events! { Reached, error = "error" }

/// An error of JSON-RPC has the id and the version that a result has.
#[tokio::test]
async fn an_error_of_json_rpc_is_the_server_s() {
    for body in [
        r#"{"jsonrpc":"2.0","id":"1","error":{"code":"c","message":"no"}}"#,
        r#"{"error":{"code":"c","message":"no"},"id":null,"jsonrpc":"2.0"}"#,
        r#"{"id":"1","result":null,"jsonrpc":"2.0","error":{"code":"c","message":"no","data":{}}}"#,
    ] {
        is_the_servers(sent::<Reached>(body).await, body);
        let (events, error) = events::<Reached>(&format!("data: {body}\n\n")).await;
        assert_eq!((events, error), (vec![], Some(ErrorKind::Api)), "{body}");
    }
    let coded = r#"{"jsonrpc":"2.0","id":"1","error":{"code":-32601}}"#;
    assert_eq!(
        sent::<Reached>(coded).await.unwrap_err().api().unwrap().code.as_deref(),
        Some("-32601")
    );
    for body in [
        r#"{"jsonrpc":"2.0","id":"1","result":null}"#,
        r#"{"jsonrpc":"2.0","id":"1","result":null,"error":null}"#,
        r#"{"jsonrpc":"2.0","id":"1","result":null,"error":{}}"#,
        r#"{"jsonrpc":"2.0","id":"1","error":{"code":1},"result":[]}"#,
        r#"{"id":"1","error":{"code":1},"jsonrpc":"2.0","result":{"error":{"message":"m"}}}"#,
        r#"{"id":"1","error":{"code":1},"result":null}"#,
    ] {
        assert_eq!(sent::<Reached>(body).await.unwrap().id, "1", "{body}");
        let (events, error) = events::<Reached>(&format!("data: {body}\n\n")).await;
        assert_eq!((events.len(), error), (1, None), "{body}");
    }
    let declared = sent::<Outcomes>(r#"{"jsonrpc":"2.0","error":{"message":"no"}}"#).await.unwrap();
    assert_eq!(declared.error, Some(json!({ "message": "no" })));
}

/// Some servers end a stream by the body that their errors have elsewhere.
#[tokio::test]
async fn an_event_of_nothing_but_a_message_is_the_server_s_error() {
    async fn ends<E: Event>(first: &str, error: &str, message: &str) {
        let text = format!("data: {first}\n\ndata: {error}\n\ndata: {first}\n\n");
        let server = Server::start([Reply::events().piece(text)]);
        let stream = create(&client(&server)).stream::<E>().await.unwrap();
        let (events, found) = read(stream).await;
        let found = found.unwrap();
        assert_eq!((events.len(), found.kind()), (1, ErrorKind::Api), "{error}");
        assert_eq!(found.api().unwrap().message, message, "{error}");
        assert_eq!(found.body(), error.as_bytes());
    }
    for (error, message) in [
        (r#"{"message":"overloaded","code":429}"#, "overloaded"),
        (r#"{"code":"x","message":"y"}"#, "y"),
        (r#"{"detail":"gone"}"#, "gone"),
        (r#"{"detail":[{"loc":["body","n"],"msg":"bad"}]}"#, "body.n: bad"),
        (r#"{"message":"m","type":"server_error","param":null,"code":null}"#, "m"),
        (r#"{"Message":"m","__type":"x","statusCode":503}"#, "m"),
        (r#"{"type":"about:blank","title":"Down","status":503}"#, "Down"),
        (r#"{"id":null,"message":"m","code":1,"extra":{"id":"1"}}"#, "m"),
        (r#"{"msg":"half \ud83d","code":1}"#, "half \u{fffd}"),
        (r#"{"error_code":336000,"error_msg":"m"}"#, "m"),
        (r#"{"errcode":40001,"errmsg":"m"}"#, "m"),
        (r#"{"errCode":7,"errMsg":"m"}"#, "m"),
        (r#"{"errorCode":"E7","errorMsg":"m"}"#, "m"),
    ] {
        ends::<Chunk>(r#"{"id":"x","choices":[]}"#, error, message).await;
        if !error.contains("about:blank") && !error.contains("server_error") {
            ends::<Kind>(r#"{"type":"thing","id":"1"}"#, error, message).await;
        }
    }
    // Where something of what is required is there, where a message is declared or is no words,
    // where there is more than an error says, and where nothing is required.
    for data in [
        r#"{"id":"x","message":"m","code":1}"#,
        r#"{"message":"m","code":1,"choices":[]}"#,
        r#"{"message":{"role":"user","content":"m"},"code":1}"#,
        r#"{"message":"","code":1}"#,
        r#"{"message":"loading","progress":3}"#,
        r#"{"message":"loading","status":"queued"}"#,
        r#"{"message":"loading","status":200}"#,
        r#"{"message":"loading","error":null}"#,
        r#"{"title":"A day","status":"ok"}"#,
        r#"{"code":429}"#,
        r#"{"message":"ok","code":0}"#,
        r#"{"msg":"done","code":200}"#,
        r#"{"msg":"done","code":"SUCCESS"}"#,
        r#"{"msg":"done","code":200.0,"progress":3}"#,
        r#"{"msg":"done","code":"200 OK","progress":3}"#,
        r#"{"msg":"done","code":"200-OK","progress":3}"#,
        r#"{"msg":"done","code":"00000","progress":3}"#,
        r#"{"msg":"done","status":"no_error","progress":3}"#,
        r#"{"message":"loading","code":null,"param":null,"progress":3}"#,
        r#"[{"message":"m","code":1}]"#,
        "{}",
    ] {
        let error = events::<Chunk>(&format!("data: {data}\n\n")).await.1;
        assert_ne!(error, Some(ErrorKind::Api), "{data}");
    }
    let error = "data: {\"message\":\"m\",\"code\":1}\n\n";
    let (messages, found) = events::<Message>(error).await;
    assert_eq!((messages.len(), found), (1, None));
    assert_eq!(events::<Label>(error).await.1, Some(ErrorKind::Api));
    assert_eq!(events::<Job>(error).await.1, Some(ErrorKind::Api));
    let (values, found) = events::<Value>(error).await;
    assert_eq!((values.len(), found), (1, None));
    let (texts, found) = events::<String>(error).await;
    assert_eq!((texts.len(), found), (1, None));
    let (kinds, found) =
        events::<Kind>("data: {\"message\":\"m\",\"code\":1,\"type\":\"new\"}\n\n").await;
    assert!(matches!(&kinds[..], [Kind::Other(_)]) && found.is_none());
    let (found, error) =
        events::<Search>("data: {\"ok\":false,\"message\":\"m\",\"code\":1}\n\n").await;
    assert!(matches!(&found[..], [Search::Failed(_)]) && error.is_none());
    let (named, found) =
        events::<Kind>("event: note\ndata: {\"message\":\"m\",\"code\":1}\n\n").await;
    assert_eq!((named.len(), found), (1, None));
}

#[tokio::test]
async fn a_ping_that_is_described_is_an_event() {
    let text = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    assert_eq!(events::<Thing>(text).await, (vec![], None));
    let (kinds, error) = events::<Kind>(text).await;
    assert_eq!((kinds, error), (vec![Kind::Other(json!({ "type": "ping" }))], None));
    // It has something that the document declares, or may be anything.
    let text = "event: ping\ndata: {\"id\":\"1\"}\n\nevent: ping\ndata: 2026-01-01\n\n\
                event: ping\ndata: {}\n\nevent: ping\ndata: {\"time\":1}\n\n";
    let (things, error) = events::<Thing>(text).await;
    assert_eq!((&*things[0].id, things.len(), error), ("1", 1, None));
    let (texts, error) = events::<String>(text).await;
    let expected = ["{\"id\":\"1\"}", "2026-01-01", "{\"time\":1}"];
    assert_eq!((texts, error), (expected.map(str::to_owned).to_vec(), None));
    let (values, error) = events::<Value>("event: ping\ndata: x\n\nevent: ping\ndata: 1\n\n").await;
    assert_eq!((values, error), (vec![json!(1)], None));
    assert_eq!(events::<News>("event: ping\ndata: 7\n\n").await, (vec![News::Ping(7)], None));
    assert_eq!(events::<News>("event: ping\n\n").await, (vec![], None));
}
