//! Answers and errors that callers' tests make by hand, as a call ends with them.

use openapi_loom_runtime::http::transport::testing::{Reply, ScriptedTransport, errors, from_json};
use openapi_loom_runtime::http::{ApiErrorKind, Call, Client, Error, ErrorKind};
use openapi_loom_runtime::{UnixTime, object};
use serde::de::DeserializeOwned;
use serde_json::Value;
use workspace_tests::service::{GET, KEY, SERVICE};

object! {
    /// Something with a list.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Thing {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// The times when it was used.
        #[wire(corrected = "used_at")]
        pub used_at: Vec<UnixTime>,
    }
}

/// Returns the end of a call that is answered so.
async fn answered<T: DeserializeOwned + Send + 'static>(reply: Reply) -> Result<T, Error> {
    let script = ScriptedTransport::new([reply]);
    let client = Client::builder(&SERVICE).api_key(KEY).base_url("http://api.test");
    let client = client.transport(script).max_retries(0).build().unwrap();
    Call::new(&client, &GET).path("id", "1").send().await.map(|answer| answer.into_body())
}

/// Shows it without the operation, which an error that no call made has not.
fn said(error: &Error) -> String {
    error.to_string().trim_start_matches("getThing: ").to_owned()
}

#[tokio::test]
async fn an_api_error_is_that_of_a_call() {
    let bodies = [r#"{"error":{"message":"no","code":"c"}}"#, r#"{"detail":[1]}"#, "<html>", ""];
    for (status, body) in
        [400, 429, 503].into_iter().flat_map(|status| bodies.map(|it| (status, it)))
    {
        let called = answered::<Value>(Reply::json(status, body)).await.unwrap_err();
        let made = errors::api(status, body);
        assert_eq!(said(&called), made.to_string());
        assert_eq!((called.kind(), called.status()), (made.kind(), made.status()));
        assert_eq!((called.api(), called.body()), (made.api(), made.body()));
    }
    assert_eq!(errors::api(404, "").api().unwrap().kind, ApiErrorKind::NotFound);
}

#[tokio::test]
async fn an_answer_is_read_as_a_call_reads_it() {
    let good = [r#"{"id":"a","used_at":[1,2.0]}"#, "\u{feff}{}", r#"{"id":null,"more":1}"#];
    for json in good {
        let called = answered::<Thing>(Reply::json(200, json)).await.unwrap();
        assert_eq!(from_json::<Thing>(json).unwrap(), called, "{json}");
    }
    for json in [r#"{"used_at":[1,"two"]}"#, r#"{"id":[]}"#, "[", ""] {
        let called = answered::<Thing>(Reply::json(200, json)).await.unwrap_err();
        let made = from_json::<Thing>(json).unwrap_err();
        assert_eq!((said(&called), called.path()), (made.to_string(), made.path()), "{json}");
        assert_eq!((called.kind(), called.body()), (ErrorKind::Decode, made.body()), "{json}");
    }
    assert_eq!(from_json::<Thing>(r#"{"used_at":[1,""]}"#).unwrap_err().path(), Some("used_at[1]"));
}

#[test]
fn there_is_an_error_of_each_kind() {
    let of_message = [
        (errors::configuration("m"), ErrorKind::Configuration),
        (errors::credential("m"), ErrorKind::Credential),
        (errors::connection("m"), ErrorKind::Connection),
        (errors::timeout("m"), ErrorKind::Timeout),
        (errors::io("m"), ErrorKind::Io),
        (errors::stream("m"), ErrorKind::Stream),
        (errors::signature("m"), ErrorKind::Signature),
        (errors::refused("m"), ErrorKind::Refused),
        (errors::incomplete("m"), ErrorKind::Incomplete),
        (errors::tool("m"), ErrorKind::Tool),
    ];
    for (error, kind) in of_message {
        assert_eq!((error.kind(), error.to_string()), (kind, "m".to_owned()));
        assert!(error.status().is_none() && error.api().is_none());
    }
    assert_eq!(errors::too_large(7).kind(), ErrorKind::TooLarge);
    let wrong = errors::decode("not a status", "data[0].status", r#"{"data":[{"status":1}]}"#);
    assert_eq!((wrong.kind(), wrong.path()), (ErrorKind::Decode, Some("data[0].status")));
    assert_eq!(wrong.body_as::<Value>().unwrap()["data"][0]["status"], 1);
}
