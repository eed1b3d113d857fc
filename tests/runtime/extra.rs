//! Properties that no document declares: what is kept of them, and what they
//! cost.

use openapi_loom_runtime::http::Snapshots;
use openapi_loom_runtime::serde_json::{self, Value, json};
use openapi_loom_runtime::value::MergeRules;
use openapi_loom_runtime::{Extra, convert, object, serde, tagged_union};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{client, get};

object! {
    /// Something that callers read.
    #[extra(extra)]
    #[derive(Default)]
    pub struct Thing {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// Its type.
        #[wire(optional = "type")]
        pub r#type: Option<String>,
        /// Its size.
        #[wire(optional = "size")]
        pub size: Option<f64>,
    }
}

object! {
    /// Something that callers only send.
    pub struct Sent {
        /// Its id.
        #[wire(required = "id")]
        pub id: String,
    }
}

tagged_union! {
    /// By its type.
    #[tag = "type"]
    pub enum Tagged {
        /// A thing.
        Thing(Thing) = "thing",
    }
}

fn extra(properties: Value) -> Extra {
    let Value::Object(properties) = properties else { panic!("{properties}") };
    properties.into()
}

#[test]
fn what_is_not_declared_is_kept_in_its_order_and_written_back_last() {
    let json = r#"{"z":[1,{"b":null}],"id":"1","a":18446744073709551615,"size":1.5,"é":"\n"}"#;
    let thing: Thing = serde_json::from_str(json).unwrap();
    assert_eq!(thing.extra.keys().collect::<Vec<_>>(), ["z", "a", "é"]);
    assert_eq!(thing.extra["z"], json!([1, {"b": null}]));
    let written = r#"{"id":"1","size":1.5,"z":[1,{"b":null}],"a":18446744073709551615,"é":"\n"}"#;
    assert_eq!(serde_json::to_string(&thing).unwrap(), written);
    assert_eq!(serde_json::from_value::<Thing>(json!(thing)).unwrap(), thing);
    assert_eq!(serde_json::from_reader::<_, Thing>(json.as_bytes()).unwrap(), thing);
    assert_ne!(thing, Thing { extra: Extra::default(), ..thing.clone() });
}

#[test]
fn what_is_declared_or_only_sent_has_no_extra() {
    let thing: Thing = serde_json::from_str(r#"{"id":null,"type":null,"size":2}"#).unwrap();
    assert!(thing.extra.is_empty());
    assert_eq!(serde_json::to_string(&thing).unwrap(), r#"{"id":"","size":2.0}"#);
    let sent: Sent = serde_json::from_str(r#"{"id":"1","other":1e999}"#).unwrap();
    assert_eq!(serde_json::to_string(&sent).unwrap(), r#"{"id":"1"}"#);
}

#[test]
fn nothing_and_what_was_emptied_are_alike() {
    let mut emptied = extra(json!({"a": 1}));
    emptied.remove("a");
    assert_eq!(emptied, Extra::default());
    assert_eq!(format!("{emptied:?}"), "{}");
    assert_eq!(extra(json!({"a": 1})).into_iter().collect::<Extra>(), extra(json!({"a": 1})));
}

/// Nothing is written twice.
#[test]
fn what_is_inserted_under_a_declared_name_is_written_in_its_stead() {
    let mut thing = Thing { id: "1".to_owned(), ..Thing::default() };
    thing.extra.insert("id".to_owned(), json!([2]));
    thing.extra.insert("new".to_owned(), json!(3));
    assert_eq!(serde_json::to_string(&thing).unwrap(), r#"{"id":[2],"new":3}"#);
}

#[test]
fn what_no_value_holds_costs_nothing_else() {
    let lists = "[".repeat(500) + &"]".repeat(500);
    let objects = r#"{"a":"#.repeat(500) + "1" + &"}".repeat(500);
    for (value, kept) in [
        ("1e999", Some(json!(null))),
        (r#"{"a":[-1e999,2]}"#, Some(json!({"a": [null, 2]}))),
        (r#"["\ud800é","\ud83d\ude00"]"#, Some(json!(["\u{fffd}é", "😀"]))),
        (&lists, None),
        (&objects, None),
    ] {
        for json in [
            format!(r#"{{"type":"thing","new":{value},"id":"1"}}"#),
            format!(r#"{{"id":"1","new":{value},"type":"thing"}}"#),
        ] {
            let alone: Thing = serde_json::from_str(&json).unwrap();
            let Ok(Tagged::Thing(thing)) = serde_json::from_str(&json) else { panic!("{json}") };
            assert_eq!((thing.id.as_str(), &thing), ("1", &alone), "{json}");
            assert!(thing.extra.contains_key("new"), "{json}");
            match &kept {
                Some(kept) => assert_eq!(thing.extra["new"], *kept, "{json}"),
                // Too deep inside, there is null.
                None => assert!(thing.extra["new"].to_string().contains("null"), "{json}"),
            }
        }
    }
}

/// A state that a stream adds up to keeps it as well.
#[test]
fn what_is_added_up_has_it_too() {
    const RULES: MergeRules = MergeRules { index: "index", identity: None, replaced: &["type"] };
    let thing = |json: Value| serde_json::from_value::<Thing>(json).unwrap();
    let mut things = Snapshots::default();
    things.replace("1", &thing(json!({"id": "1", "log": [0.1], "exact": 0.30000000000000004})));
    for part in
        [json!({"type": "a", "new": "b", "index": 3}), json!({"type": "a", "new": "c", "log": [2]})]
    {
        things.merge("id", "1", &thing(part), &RULES).unwrap();
    }
    let added: Thing = things.get("1").unwrap().unwrap();
    assert_eq!(added.r#type.as_deref(), Some("a"));
    let kept = json!({"log": [0.1, 2], "exact": 0.30000000000000004, "new": "bc"});
    assert_eq!(added.extra, extra(kept));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_replaced_in_what_is_not_declared() {
    let json = |body: &[u8]| Reply::new(200).header("content-type", "application/json").piece(body);
    let body = b"{\"id\":\"1\",\"new\":{\"caf\xe9\":\"\xff\"},\"half\":\"\\ud800\"}";
    let server = Server::start([json(body)]);
    let thing: Thing = get(&client(&server)).send().await.unwrap().into_body();
    assert_eq!(thing.extra, extra(json!({"new": {"caf\u{fffd}": "\u{fffd}"}, "half": "\u{fffd}"})));
}

/// A type of the caller's that cannot be written.
struct Panics;

impl serde::Serialize for Panics {
    fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("no JSON")
    }
}

/// Undeclared properties are written after a caller's own type has panicked on the thread.
#[test]
fn a_panic_of_a_callers_type_costs_no_properties() {
    let panicked = std::panic::catch_unwind(|| convert::<Thing>(&Panics));
    assert!(panicked.is_err());
    let thing: Thing = serde_json::from_value(json!({"id": "a", "new": 1})).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"id": "a", "new": 1}));
}
