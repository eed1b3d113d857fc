//! Answers that are not quite what they should be, and are read all the same.

use std::collections::BTreeMap;

use openapi_loom_runtime::http::{Answer, Call, ErrorKind, StatusCode};
use openapi_loom_runtime::{JsonNumber, object, union};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, create, get, read};

/// Returns a call to a server that gives this reply.
fn call(reply: Reply) -> Call {
    get(&client(&Server::start([reply])))
}

async fn sent<T: DeserializeOwned + Send + 'static>(body: impl AsRef<[u8]>) -> T {
    let reply = Reply::new(200).header("content-type", "application/json").piece(body);
    call(reply).send::<T>().await.unwrap().into_body()
}

openapi_loom_runtime::answers! {
    /// The outcome.
    pub enum Outcome {
        /// 200: a thing.
        Ok(Thing) = 200,
    }
}

object! {
    /// A thing with a name.
    pub struct Thing {
        /// Its name.
        #[wire(corrected = "name")]
        pub name: String,
    }
}

#[tokio::test]
async fn a_byte_order_mark_before_json_is_passed_over() {
    let text = "\u{feff}{\"name\":\"a\"}";
    assert_eq!(sent::<Thing>(text).await.name, "a");
    assert_eq!(sent::<Value>(text).await, json!({ "name": "a" }));
    let optional = call(Reply::json(200, text)).send_optional::<Thing>().await.unwrap();
    assert_eq!(optional.into_body().unwrap().name, "a");
    let Outcome::Ok(thing) = Outcome::decode(StatusCode::OK, text.as_bytes()).unwrap();
    assert_eq!(thing.name, "a");

    let refusal = "\u{feff}{\"error\":{\"message\":\"no\",\"code\":\"c\"}}";
    let error = call(Reply::json(404, refusal)).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, "no");
    assert_eq!(error.body(), refusal.as_bytes());
    assert_eq!(error.body_as::<Value>().unwrap()["error"]["code"], "c");

    // One mark, and at the beginning.
    for no_json in ["\u{feff}\u{feff}{}", "{\u{feff}}", "\u{feff}"] {
        let error = call(Reply::json(200, no_json)).send::<Thing>().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, no_json.as_bytes()));
    }
}

openapi_loom_runtime::answers! {
    /// An answer by status.
    pub enum Said {
        /// 200: a text.
        #[body(text)]
        Ok(String) = 200,
    }
}

openapi_loom_runtime::union! {
    /// A thing, or its name.
    #[expected = "an object or a string"]
    pub enum Named {
        /// A thing.
        Thing(Thing) = object,
        /// Its name.
        Name(String) = string,
    }
}

/// Text in the place of JSON, which is read in the charset that it says to be in, and once.
#[tokio::test]
async fn text_in_the_place_of_json_is_in_the_charset_that_it_says() {
    let reply =
        |kind: &str, body: &[u8]| call(Reply::new(200).header("content-type", kind).piece(body));
    for (kind, body) in [
        ("text/plain; charset=iso-8859-1", &b"caf\xe9"[..]),
        ("text/plain; charset=iso-8859-1", "\u{feff}café".as_bytes()),
        ("text/plain; charset=utf-16le", b"c\0a\0f\0\xe9\0"),
        ("text/plain; charset=utf-16", b"\xfe\xff\0c\0a\0f\0\xe9"),
        ("text/plain", b"\xff\xfec\0a\0f\0\xe9\0"),
        ("text/plain; charset=utf-8", "café".as_bytes()),
        ("text/plain", "café".as_bytes()),
        ("application/json; charset=iso-8859-1", b"\"caf\xe9\""),
    ] {
        let text = reply(kind, body).send::<String>().await.unwrap();
        assert_eq!((text.body().as_str(), &**text.bytes()), ("café", body), "{kind}");
        let named = reply(kind, body).send::<Named>().await.unwrap().into_body();
        assert_eq!(named, Named::Name("café".to_owned()), "{kind}");
    }
    // ASCII in UTF-16 is UTF-8, too.
    let text = reply("text/plain; charset=utf-16le", b"h\0i\0").send::<String>().await.unwrap();
    assert_eq!(text.body(), "hi");
    let error = reply("text/plain; charset=x-none", b"caf\xe9").send::<String>().await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Decode);
    // JSON is no text by its own account.
    let error = reply("application/json", b"caf").send::<String>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn the_body_of_an_error_is_in_the_charset_that_it_says() {
    let latin = "application/problem+json; charset=iso-8859-1";
    let utf16: Vec<u8> =
        "\u{feff}{\"name\":\"café\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ascii: Vec<u8> = "{\"name\":\"cafe\"}".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let units = || "{\"name\":\"café\"}".encode_utf16();
    let (big, little): (Vec<u8>, Vec<u8>) = (
        units().flat_map(u16::to_be_bytes).collect(),
        units().flat_map(u16::to_le_bytes).collect(),
    );
    let little_ascii: Vec<u8> =
        "{\"name\":\"cafe\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (kind, body, name) in [
        (latin, &b"{\"name\":\"caf\xe9\"}"[..], "café"),
        (latin, "{\"name\":\"café\"}".as_bytes(), "café"),
        ("application/json", &utf16, "café"),
        ("application/json; charset=utf-16be", &ascii, "cafe"),
        ("application/json", &ascii, "cafe"),
        ("application/json", &little_ascii, "cafe"),
        ("application/json", &big, "café"),
        ("application/json", &little, "café"),
        ("application/json", "{\"name\":\"café\"}".as_bytes(), "café"),
        ("application/json", b"{\"name\":\"caf\xe9\"}", "caf\u{fffd}"),
        ("application/json; charset=x-none", b"{\"name\":\"caf\xe9\"}", "caf\u{fffd}"),
    ] {
        let reply = Reply::new(404).header("content-type", kind).piece(body);
        let error = call(reply).send::<Thing>().await.unwrap_err();
        assert_eq!(error.body_as::<Thing>().unwrap().name, name, "{kind}");
        assert_eq!(error.body(), body);
        assert!(error.body_as::<Vec<u8>>().is_err());
    }
}

openapi_loom_runtime::tagged_union! {
    /// A thing, or what is newer.
    #[tag = "type"]
    pub enum Kind {
        /// A thing.
        Thing(Thing) = "thing",
    }
}

openapi_loom_runtime::data_events! { Thing, error = "error" }

#[tokio::test]
async fn half_a_surrogate_pair_is_a_replacement_character() {
    let half = "smile \u{fffd}";
    assert_eq!(sent::<Thing>(r#"{"name":"smile \ud83d"}"#).await.name, half);
    assert_eq!(sent::<Thing>(r#"{"new":"\ud83d","name":"smile \uDE00"}"#).await.name, half);
    assert_eq!(sent::<Thing>(r#"{"\ud83d":1,"name":"a"}"#).await.name, "a");
    for text in [
        r#"{"type":"thing","new":"\ud83d","name":"smile \ud83d"}"#,
        r#"{"name":"smile \ud83d","new":"\ud83d","type":"thing"}"#,
    ] {
        let Kind::Thing(thing) = sent(text).await else { panic!("not a thing: {text}") };
        assert_eq!(thing.name, half, "{text}");
    }
    // A pair, and an escaped backslash before what looks like a half.
    assert_eq!(sent::<Thing>(r#"{"name":"\ud83d\ude00 \\ud83d"}"#).await.name, r"😀 \ud83d");

    let text = "data: {\"name\":\"smile \\ud83d\"}\n\ndata: {\"name\":\"b\"}\n\n";
    let server = Server::start([Reply::events().piece(text)]);
    let stream = create(&client(&server)).stream::<Thing>().await.unwrap();
    let (events, error) = read(stream).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(events.iter().map(|event| &*event.name).collect::<Vec<_>>(), [half, "b"]);

    let refusal = r#"{"error":{"message":"smile \ud83d"}}"#;
    let error = call(Reply::json(404, refusal)).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, half);
    let error = call(Reply::json(200, r#"{"name":"\ud83d","name":7}"#)).send::<Thing>().await;
    assert_eq!(error.unwrap_err().path(), Some("name"));
}

#[tokio::test]
async fn text_is_in_the_charset_that_it_says() {
    let text = |kind: &'static str, body: &'static [u8]| async move {
        call(Reply::new(200).header("content-type", kind).piece(body)).send_text().await
    };
    for (kind, body) in [
        ("text/csv; charset=iso-8859-1", &b"caf\xe9"[..]),
        ("text/csv; header=present; CHARSET=\"Windows-1252\"", b"caf\xe9"),
        ("text/csv", b"\xff\xfec\0a\0f\0\xe9\0"),
        ("text/csv; charset=utf-16", b"\xfe\xff\0c\0a\0f\0\xe9"),
        ("text/csv; charset=utf-16", b"\0c\0a\0f\0\xe9"),
        ("text/csv; charset=utf-16", b"c\0a\0f\0\xe9\0"),
        ("text/csv; charset=utf-16be", b"\0c\0a\0f\0\xe9"),
        ("text/csv; charset=utf-8", "café".as_bytes()),
        ("text/csv; charset=iso-8859-1", "\u{feff}café".as_bytes()),
        ("text/csv; charset=something", "café".as_bytes()),
    ] {
        assert_eq!(text(kind, body).await.unwrap().body(), "café", "{kind}");
    }
    for kind in ["text/csv", "text/csv; charset=utf-8", "text/csv; charset=UTF8", "image/x"] {
        let answer = text(kind, b"\xef\xbb\xbfcaf\xe9").await.unwrap();
        assert_eq!(
            (&**answer.body(), &**answer.bytes()),
            ("caf\u{fffd}", &b"\xef\xbb\xbfcaf\xe9"[..])
        );
    }
    for (kind, body, problem) in [
        ("text/csv; charset=utf-16", &b"caf"[..], "the text is not in utf-16"),
        ("text/csv; charset=x-none", b"caf\xe9", "the charset x-none of the text is not known"),
    ] {
        let error = text(kind, body).await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body));
        assert!(error.to_string().starts_with(&format!("getThing: {problem}")), "{error}");
    }
}

#[tokio::test]
async fn json_is_in_utf8_unless_it_cannot_be() {
    let reply = |status, kind: &str, body: &[u8]| {
        Reply::new(status).header("content-type", kind).piece(body)
    };
    let latin = "application/json; charset=iso-8859-1";
    let utf32: Vec<u8> =
        "{\"name\":\"café\"}".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    let marked = [&b"\0\0\xfe\xff"[..], &utf32].concat();
    for (kind, body) in [
        (latin, &b"{\"name\":\"caf\xe9\"}"[..]),
        (latin, "{\"name\":\"café\"}".as_bytes()),
        ("application/json", b"\xff\xfe{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}\0"),
        ("application/json", b"{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}\0"),
        ("application/json", b"\0{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}"),
        (
            "application/json; charset=utf-16",
            b"{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}\0",
        ),
        (
            "application/json; charset=utf-16",
            b"\0{\0\"\0n\0a\0m\0e\0\"\0:\0\"\0c\0a\0f\0\xe9\0\"\0}",
        ),
        ("application/json; charset=utf-32", &utf32),
        ("application/json", &utf32),
        ("application/json", &marked),
        ("application/json; charset=utf-32be", &utf32),
    ] {
        assert_eq!(call(reply(200, kind, body)).send::<Thing>().await.unwrap().body().name, "café");
    }
    let body = b"{\"message\":\"caf\xe9\"}";
    let error = call(reply(404, latin, body)).send::<Thing>().await.unwrap_err();
    assert_eq!((&*error.api().unwrap().message, error.body()), ("café", &body[..]));
    // Nor is an error what its label says, if it is UTF-8.
    let body = "{\"message\":\"café\"}";
    let error = call(reply(404, latin, body.as_bytes())).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, "café");
    let body = "{\"error\":{\"message\":\"café\"}}";
    let error = call(reply(200, latin, body.as_bytes())).stream::<Value>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, "café");
    // What is no JSON, and taken as text, is read by its label once.
    let text = call(reply(200, "text/html; charset=iso-8859-1", b"<p>caf\xe9"));
    assert_eq!(text.send::<Value>().await.unwrap().into_body(), "<p>café");
    // It may be the charset that is at fault.
    let unknown = "text/html; charset=x-none";
    let error = call(reply(200, unknown, b"caf\xe9")).send_answer::<Said>().await.unwrap_err();
    let shown = error.to_string();
    assert!(shown.contains("the charset x-none of the text is not known"), "{shown}");
    assert!(shown.ends_with("; the server sent text/html; charset=x-none"), "{shown}");
    let unknown = "application/json; charset=x-none";
    let error = call(reply(200, unknown, b"{\"name\":\"caf\xe9\"}")).send::<Thing>().await;
    let error = error.unwrap_err();
    let problem = "getThing: the charset x-none of the text is not known";
    assert!(error.to_string().starts_with(problem), "{error}");
    assert_eq!(error.body(), b"{\"name\":\"caf\xe9\"}");
    let error = call(reply(200, unknown, b"{\"name\":")).send::<Thing>().await.unwrap_err();
    assert!(!error.to_string().contains("charset"), "{error}");
}

/// Bytes that are no UTF-8 cost no answer: U+FFFD is in their place, and the answer has them.
#[tokio::test]
async fn bytes_that_are_no_text_are_replaced_everywhere() {
    let body = b"{\"name\":\"caf\xe9\",\"new\":\"\xff\"}";
    let replaced = "caf\u{fffd}";
    for kind in ["application/json", "application/json; charset=utf-8", "text/plain"] {
        let reply = || Reply::new(200).header("content-type", kind).piece(body);
        let thing = call(reply()).send::<Thing>().await.unwrap();
        assert_eq!((&*thing.body().name, &**thing.bytes()), (replaced, &body[..]));
        let thing = call(reply()).send_optional::<Thing>().await.unwrap();
        assert_eq!(thing.into_body().unwrap().name, replaced);
        let value = call(reply()).send::<Value>().await.unwrap().into_body();
        assert_eq!(value, json!({ "name": replaced, "new": "\u{fffd}" }));
    }
    for kind in [
        &b"{\"name\":\"caf\xe9\",\"type\":\"thing\"}"[..],
        b"{\"type\":\"thing\",\"name\":\"caf\xe9\"}",
    ] {
        let kind = call(Reply::new(200).piece(kind)).send::<Kind>().await.unwrap().into_body();
        assert!(matches!(kind, Kind::Thing(thing) if thing.name == replaced));
    }
    let event = |data: &[u8]| Reply::events().piece([b"data: ", data, b"\n\n"].concat());
    let server = Server::start([event(body), event(b"caf\xe9")]);
    let stream = create(&client(&server)).stream::<Thing>().await.unwrap();
    let (things, error) = read(stream).await;
    assert_eq!((&*things[0].name, things.len(), error.is_none()), (replaced, 1, true));
    let stream = create(&client(&server)).stream::<String>().await.unwrap();
    assert_eq!(read(stream).await.0, [replaced]);
    // The words of an error, with any status.
    for (status, words) in [
        (200, &b"{\"error\":{\"message\":\"caf\xe9\"}}"[..]),
        (404, b"{\"message\":\"caf\xe9\"}"),
        (502, b"caf\xe9"),
    ] {
        let error = call(Reply::new(status).piece(words)).send::<Thing>().await.unwrap_err();
        assert_eq!((&*error.api().unwrap().message, error.body()), (replaced, words));
    }
    let error =
        call(Reply::new(502).piece(b"\x1f\x8b\x08\0\xe9")).send::<Thing>().await.unwrap_err();
    assert_eq!(error.api().unwrap().message, "");
    // Outside of a text they are an error.
    let error =
        call(Reply::json(200, "").piece(b"{\"name\":\xe9}")).send::<Thing>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, &b"{\"name\":\xe9}"[..]));
}

object! {
    /// Numbers and names, some of which are null.
    pub struct Vectors {
        /// Numbers.
        #[wire(corrected = "embedding")]
        pub embedding: Vec<f64>,
        /// Lists of numbers.
        #[wire(optional = "rows")]
        pub rows: Option<Vec<Vec<f64>>>,
        /// Numbers by name.
        #[wire(nullable = "timings")]
        pub timings: Option<BTreeMap<String, f64>>,
        /// Names.
        #[wire(optional = "names")]
        pub names: Option<Vec<String>>,
        /// Things.
        #[wire(corrected = "things")]
        pub things: Vec<Thing>,
        /// Kinds of things.
        #[wire(corrected = "kinds")]
        pub kinds: Vec<Kind>,
        /// Counts, each of which may be null.
        #[wire(corrected = "counts")]
        pub counts: Vec<Option<i64>>,
        /// Numbers that may be integers.
        #[wire(corrected = "exact")]
        pub exact: Vec<JsonNumber>,
        /// Anything.
        #[wire(corrected = "any")]
        pub any: Vec<Value>,
    }
}

object! {
    /// Numbers under any name.
    #[rest(more)]
    pub struct Numbers {
        /// Their name.
        #[wire(required = "name")]
        pub name: String,
        /// The numbers.
        #[wire(rest = "")]
        pub more: BTreeMap<String, i64>,
    }
}

union! {
    /// One number or several.
    #[expected = "a number or a list"]
    pub enum Several {
        /// One.
        One(f64) = number,
        /// Several.
        Many(Vec<f64>) = list,
    }
}

#[tokio::test]
async fn null_within_a_list_or_a_map_keeps_its_place() {
    let text = r#"{"embedding":[0.5,null],"rows":[[null],null,[1]],"timings":{"a":1,"b":null},
        "names":["a",null],"things":[null,{"name":null}],"kinds":[null],"counts":[null,1],
        "exact":[null,1],"any":[null,1]}"#;
    let vectors: Vectors = sent(text).await;
    assert_eq!(vectors.embedding[0], 0.5);
    assert!(vectors.embedding[1].is_nan() && vectors.embedding.len() == 2);
    let rows = vectors.rows.as_ref().unwrap();
    assert!(rows[0][0].is_nan() && rows[1].is_empty() && rows[2] == [1.0]);
    assert!(vectors.timings.as_ref().unwrap()["b"].is_nan());
    assert_eq!(vectors.names.as_ref().unwrap(), &["a", ""]);
    assert_eq!(vectors.things.iter().map(|thing| &*thing.name).collect::<Vec<_>>(), ["", ""]);
    assert_eq!(vectors.kinds, [Kind::Other(Value::Null)]);
    assert_eq!(vectors.counts, [None, Some(1)]);
    assert!(vectors.exact[0].as_f64().is_nan() && vectors.exact[1] == 1);
    assert_eq!(vectors.any, [Value::Null, json!(1)]);
    // A number that stands for a null is null again.
    let written = serde_json::to_value(&vectors).unwrap();
    assert_eq!(written["embedding"], json!([0.5, null]));
    assert_eq!(written["timings"], json!({ "a": 1.0, "b": null }));
    assert_eq!(written["exact"], json!([null, 1]));

    // The answer itself may be the list; a type reads them by itself, too.
    assert!(sent::<Vec<f64>>("[null,1]").await[0].is_nan());
    assert_eq!(sent::<BTreeMap<String, String>>(r#"{"a":null}"#).await["a"], "");
    assert!(serde_json::from_str::<Vectors>(text).is_ok());
    let numbers: Numbers = serde_json::from_str(r#"{"name":"a","b":null,"c":2}"#).unwrap();
    assert_eq!((numbers.more["b"], numbers.more["c"]), (0, 2));
    let Several::Many(many) = serde_json::from_str("[1,null]").unwrap() else { panic!("not many") };
    assert!(many[1].is_nan());
}

#[tokio::test]
async fn null_elsewhere_and_what_is_no_null_are_errors_as_ever() {
    let cases = [
        (r#"{"embedding":[0.5,"x"]}"#, "embedding[1]"),
        (r#"{"timings":{"a":[]}}"#, "timings.a"),
        (r#"{"names":[7]}"#, "names[0]"),
        (r#"{"rows":[[1],[1,{}]]}"#, "rows[1][1]"),
    ];
    for (text, path) in cases {
        let error = call(Reply::json(200, text)).send::<Vectors>().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)), "{text}");
    }
    for text in [r#"{"name":null}"#, r#"{"b":null}"#] {
        assert!(serde_json::from_str::<Numbers>(text).is_err(), "{text}");
    }
    assert!(serde_json::from_str::<Several>("null").is_err());
    assert!(serde_json::from_str::<Kind>("null").is_err());
    assert!(call(Reply::json(200, "null")).send::<f64>().await.is_err());
}

object! {
    /// A measurement.
    pub struct Score {
        /// The number.
        #[wire(corrected = "score")]
        pub score: f64,
        /// The numbers.
        #[wire(optional = "all")]
        pub all: Option<Vec<f64>>,
    }
}

object! {
    /// An amount.
    #[extra(extra)]
    pub struct Amount {
        /// The amount.
        #[wire(corrected = "amount")]
        pub amount: i64,
        /// The name.
        #[wire(optional = "name")]
        pub name: Option<String>,
    }
}

/// Documents have no limit for integers, and one beyond 64 bits costs nothing, beside what else
/// has to be mended.
#[tokio::test]
async fn an_integer_beyond_64_bits_does_not_cost_the_answer() {
    let body = r#"[{"amount":99999999999999999999,"name":"a"},{"amount":1,"name":"\ud83d"}]"#;
    let amounts = sent::<Vec<Amount>>(body).await;
    assert_eq!(amounts.iter().map(|it| it.amount).collect::<Vec<_>>(), [i64::MAX, 1]);
    assert_eq!(amounts[1].name.as_deref(), Some("\u{fffd}"));
    assert_eq!(json!(amounts[0]), json!({"amount": 1e20, "name": "a"}));
    let wrong = r#"{"amount":1e30,"name":7}"#;
    let error = call(Reply::json(200, wrong)).send::<Amount>().await.unwrap_err();
    assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, wrong.as_bytes()));
    // `1e999` is nothing that a number comes near.
    assert_eq!(sent::<Amount>(r#"{"amount":1e999}"#).await.amount, 0);
}

/// Numbers that JSON cannot have are null, as which others write them.
#[tokio::test]
async fn a_number_that_is_none_does_not_cost_the_answer() {
    let score = sent::<Score>(r#"{"score":NaN,"all":[1,-Infinity,1e400]}"#).await;
    let all = score.all.unwrap();
    assert!(score.score == 0.0 && all[0] == 1.0 && all[1].is_nan() && all[2].is_nan());
    let score = sent::<Score>(r#"{"new":NaN,"score":2.5}"#).await;
    assert_eq!(score.score, 2.5);
    assert_eq!(sent::<Thing>(r#"{"name":"NaN, 1e400"}"#).await.name, "NaN, 1e400");
    assert_eq!(
        sent::<Value>(r#"{"a":[Infinity,"\ud83d"]}"#).await,
        json!({"a": [null, "\u{fffd}"]})
    );
    let refusal = r#"{"error":{"message":"no","seconds":NaN}}"#;
    let error = call(Reply::json(200, refusal)).send::<Thing>().await.unwrap_err();
    assert_eq!((error.kind(), &*error.api().unwrap().message), (ErrorKind::Api, "no"));
    for (no_json, path) in
        [(r#"{"name":nan}"#, Some("name")), (r#"{"a":NaN,"name":7}"#, Some("name"))]
    {
        let error = call(Reply::json(200, no_json)).send::<Thing>().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, path), "{error}");
    }
}

#[tokio::test]
async fn a_null_is_a_list_or_a_map_of_nothing() {
    assert_eq!(sent::<Vec<Thing>>("null").await, []);
    assert_eq!(sent::<BTreeMap<String, u8>>(" null\n").await, BTreeMap::new());
    assert_eq!(sent::<Value>("null").await, Value::Null);
    assert_eq!(sent::<Option<Vec<u8>>>("null").await, None);
    for error in [
        call(Reply::json(200, "null")).send::<Thing>().await.unwrap_err(),
        call(Reply::json(200, "null")).send::<String>().await.unwrap_err(),
        call(Reply::json(200, "null")).send::<u8>().await.unwrap_err(),
        call(Reply::json(200, "nul")).send::<Vec<u8>>().await.unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}

#[tokio::test]
async fn what_is_no_json_by_its_own_account_is_named() {
    let html = |kind| Reply::new(200).header("content-type", kind).piece("<html>");
    let error = call(html("text/html; charset=utf-8")).send::<Thing>().await.unwrap_err();
    let text = error.to_string();
    assert!(text.ends_with("<html>; the server sent text/html; charset=utf-8"), "{text}");
    let error = call(html("application/json")).send::<Thing>().await.unwrap_err();
    assert!(error.to_string().ends_with("<html>"), "{error}");
    // JSON is JSON, whatever it is called.
    let reply = Reply::new(200).header("content-type", "text/html").piece(r#"{"name":"a"}"#);
    assert_eq!(call(reply).send::<Thing>().await.unwrap().body().name, "a");
}

/// The bytes of a coding that is not undone are nobody's file.
#[tokio::test]
async fn a_coding_that_is_not_undone_is_named() {
    let packed = |kind, coding| {
        let reply = Reply::new(200).header("content-type", kind);
        let reply = reply.header("content-encoding", coding).piece("\u{1}{\"name\":\"a\"}");
        get(&client(&Server::answering(move |_| reply.clone())))
    };
    let body = &b"\x01{\"name\":\"a\"}"[..];
    let deflated = || packed("application/octet-stream", "Deflate");
    let problem = "the answer is in the content coding `deflate`, which is not undone";
    for error in [
        deflated().send_bytes().await.unwrap_err(),
        deflated().send_text().await.unwrap_err(),
        deflated().download().await.unwrap_err(),
        packed("application/json", "deflate").send::<Thing>().await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.body()), (ErrorKind::Decode, body), "{error}");
        assert!(error.to_string().contains(problem), "{error}");
    }
    // No coding, that of the content itself, and one that the caller asked for.
    let mut asked = deflated();
    asked.set_header("accept-encoding", "deflate");
    for call in [
        packed("text/plain", "utf-8"),
        packed("text/plain", "identity, aws-chunked"),
        packed("application/x-gzip", "gzip"),
        packed("application/gzip", "x-gzip"),
        asked,
    ] {
        assert_eq!(call.clone().send_bytes().await.unwrap().body(), body);
        assert_eq!(call.download().await.unwrap().bytes().await.unwrap(), body);
    }
    // JSON is JSON, whatever is said of it.
    let reply = Reply::json(200, r#"{"name":"a"}"#).header("content-encoding", "br");
    assert_eq!(call(reply).send::<Thing>().await.unwrap().body().name, "a");
}
