//! Headers of answers, read as types.

use openapi_loom_runtime::http::{Call, HeaderMap};
use openapi_loom_runtime::{UnixTime, open_enum};
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, get};

open_enum! {
    /// The place where it was found.
    pub enum Cache {
        /// There.
        Hit = "hit",
        /// Elsewhere.
        Miss = "miss",
    }
}

openapi_loom_runtime::headers! {
    /// The headers of what `getThing` answers.
    pub struct GetThingHeaders {
        /// The number that is left.
        #[header("x-left")]
        pub left: Option<i64>,
        /// The share of it.
        #[header("x-share")]
        pub share: Option<f64>,
        /// True if that is all.
        #[header("x-last")]
        pub last: Option<bool>,
        /// The place of the next one.
        #[header("location")]
        pub location: Option<String>,
        /// The time when it ends.
        #[header("x-ends")]
        pub ends: Option<UnixTime>,
        /// The place where it was found.
        #[header("x-cache")]
        pub cache: Option<Cache>,
        /// The methods that are allowed.
        #[header("allow")]
        pub allow: Option<Vec<String>>,
        /// Numbers.
        #[header("x-sizes")]
        pub sizes: Option<Vec<i64>>,
        /// Each a line.
        #[header("set-cookie")]
        pub cookies: Option<Vec<String>>,
        /// JSON.
        #[header("x-json", json)]
        pub json: Option<std::collections::BTreeMap<String, Value>>,
        /// Texts in JSON.
        #[header("x-names", json)]
        pub names: Option<Vec<String>>,
        /// A text in JSON.
        #[header("x-name", json)]
        pub name: Option<String>,
    }
}

fn headers(lines: &[(&'static str, &str)]) -> GetThingHeaders {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, value.parse().unwrap());
    }
    GetThingHeaders::of(&headers)
}

#[test]
fn each_is_read_as_its_type() {
    let read = headers(&[
        ("x-left", "12"),
        ("x-share", "0.5"),
        ("x-last", "true"),
        ("location", "/things/2, or 3"),
        ("x-ends", "1700000000"),
        ("x-cache", "stale"),
        ("allow", "GET,  PUT ,"),
        ("allow", "\"a, b\""),
        ("x-sizes", "1, -2"),
        ("set-cookie", "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT"),
        ("set-cookie", "b=2"),
        ("x-json", r#"{"a": 1}"#),
        ("x-json", r#"{"a": 2}"#),
        ("x-names", r#"["a, b" "#),
        ("x-names", r#" "c"]"#),
        ("x-name", r#""é \"\u00e9\"""#),
    ]);
    assert_eq!((read.left, read.share, read.last), (Some(12), Some(0.5), Some(true)));
    assert_eq!(read.location.as_deref(), Some("/things/2, or 3"));
    assert_eq!(read.ends.map(|ends| ends.as_secs()), Some(1_700_000_000));
    assert_eq!(read.cache, Some(Cache::Other("stale".to_owned())));
    assert_eq!(read.allow.unwrap(), ["GET", "PUT", "\"a, b\""]);
    assert_eq!(read.sizes.unwrap(), [1, -2]);
    assert_eq!(read.cookies.unwrap().len(), 2);
    assert_eq!(read.json.unwrap()["a"], json!(1));
    assert_eq!(read.names.unwrap(), ["a, b", "c"]);
    assert_eq!(read.name.as_deref(), Some("é \"é\""));
    assert_eq!(headers(&[("x-left", "12.0")]).left, Some(12));
}

#[test]
fn what_is_missing_or_malformed_is_none() {
    let wrong = [
        ("x-left", "many"),
        ("x-share", "half"),
        ("x-last", "yes"),
        ("x-ends", "soon"),
        ("x-sizes", "1, two"),
        ("x-json", "[1]"),
    ];
    assert_eq!(headers(&wrong), GetThingHeaders::default());
    assert_eq!(headers(&[]), GetThingHeaders::default());
    for not_one in ["12, 13", "12 13", "", "0x10", "1e999"] {
        assert_eq!(headers(&[("x-left", not_one)]).left, None, "{not_one}");
    }
    assert_eq!(headers(&[("allow", "")]).allow, Some(Vec::new()));
}

/// Servers do not always write as JSON what a document has as that.
#[test]
fn texts_that_are_no_json_are_read_as_they_are() {
    let read = headers(&[("x-names", "a, b"), ("x-name", "a b")]);
    assert_eq!(
        (read.name.as_deref(), read.names.unwrap()),
        (Some("a b"), ["a", "b"].map(str::to_owned).to_vec())
    );
}

#[tokio::test]
async fn they_come_with_responses_downloads_and_errors() {
    let replies = [200, 200, 429].map(|status| Reply::json(status, "{}").header("x-left", "7"));
    let client = client(&Server::start(replies));
    let call = || -> Call { get(&client) };
    let left = |headers: &HeaderMap| GetThingHeaders::of(headers).left;
    assert_eq!(left(call().send::<Value>().await.unwrap().headers()), Some(7));
    assert_eq!(left(call().download().await.unwrap().headers()), Some(7));
    assert_eq!(left(call().send::<Value>().await.unwrap_err().headers()), Some(7));
}

/// What is wrong with one line of a head costs no answer, and no other header.
#[tokio::test]
async fn a_header_that_is_none_costs_no_other() {
    let reply = Reply::json(200, "1")
        .header("x-folded", "a,\r\n\tb")
        .header("x-left ", "7")
        .header("x@(bad)", "1")
        .header("x-latin", "caf\u{e9}")
        .header("x-last", "true");
    let answer = get(&client(&Server::start([reply]))).send::<u8>().await.unwrap();
    let header = |name: &str| answer.headers().get(name).map(|value| value.as_bytes());
    assert_eq!(header("x-left"), Some(&b"7"[..]));
    assert_eq!(header("x-last"), Some(&b"true"[..]));
    assert_eq!(header("x-latin"), Some("caf\u{e9}".as_bytes()));
    let folded = header("x-folded").unwrap();
    assert!(folded.starts_with(b"a,") && folded.ends_with(b"b"), "{folded:?}");
    assert_eq!((*answer.body(), header("x@(bad)")), (1, None));
    // The head as a whole has to be HTTP.
    let error = get(&client(&Server::start([Reply::nothing().piece("x-left: 7\r\n\r\n")])));
    let error = error.send::<u8>().await.unwrap_err().to_string();
    assert!(error.contains("does not speak HTTP"), "{error}");
}
