//! Code as people write it compiles, and sends what it says; where it cannot, the
//! line of the README that does what was meant does so.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::convert::Infallible;
use std::error::Error as _;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use openai_threads::threads::{CreateMessage, CreateRun, Threads};
use openai_threads::types::{
    AssistantSupportedModels as Model, AssistantToolsCode, AssistantToolsFileSearch,
    AssistantToolsFunction, AssistantsApiResponseFormatOption as ResponseFormat,
    AssistantsApiToolChoiceOption as ToolChoice, CreateMessageRequest, CreateMessageRequestRole,
    CreateRunRequest, CreateRunRequestTool as Tool, FunctionObject, MessageContentImageFileObject,
    MessageContentImageFileObjectImageFile, MessageDeltaObject, MessageObject,
    MessageRequestContentTextObject as TextPart, Metadata, RunObject, RunObjectStatus as Status,
    TruncationObject, UpdateVectorStoreFileAttributesRequest as Attributes,
};
use openai_threads::{
    Client, ConversionError, Error, ErrorKind, Nullable, UnixTime, convert, convert_with_extra,
};
use serde::Serialize;
use serde_json::{Value, json};
use workspace_tests::server::{Reply, Server};

fn run() -> CreateRunRequest {
    CreateRunRequest::new("asst_1")
}

fn message() -> CreateMessageRequest {
    CreateMessageRequest::new("user", "Hello")
}

/// Returns what a request sends beside what is required.
fn sent(request: impl Serialize) -> Value {
    let mut sent = serde_json::to_value(request).unwrap();
    let object = sent.as_object_mut().unwrap();
    object.retain(|key, _| !["assistant_id", "role"].contains(&key.as_str()));
    if object.get("content") == Some(&json!("Hello")) {
        object.remove("content");
    }
    sent
}

#[test]
fn text_is_taken_behind_whatever_holds_it() {
    let owned = String::from("gpt-4o");
    let (borrowed, shared): (Cow<'_, str>, Arc<str>) = (Cow::Borrowed("gpt-4o"), "gpt-4o".into());
    let boxed: Box<str> = "gpt-4o".into();
    let expected = json!({"model": "gpt-4o", "instructions": "gpt-4o"});
    for request in [
        run().model("gpt-4o").instructions("gpt-4o"),
        run().model(&"gpt-4o").instructions(&"gpt-4o"),
        run().model(owned.clone()).instructions(owned.clone()),
        run().model(&owned).instructions(&owned),
        run().model(borrowed.clone()).instructions(borrowed.clone()),
        run().model(&borrowed).instructions(&borrowed),
        run().model(boxed.clone()).instructions(boxed.clone()),
        run().model(&boxed).instructions(&boxed),
        run().model(shared.clone()).instructions(shared.clone()),
        run().model(&shared).instructions(&shared),
        run().model(Model::Gpt4o).instructions(Model::Gpt4o),
        run().model(&Model::Gpt4o).instructions(Model::Gpt4o.as_str()),
    ] {
        assert_eq!(sent(request), expected);
    }
    let (user, hello) = (String::from("user"), String::from("Hello"));
    for content in [
        CreateMessageRequest::new("user", "Hello"),
        CreateMessageRequest::new(&user, &hello),
        CreateMessageRequest::new(Arc::<str>::from("user"), Arc::<str>::from("Hello")),
        CreateMessageRequest::new(CreateMessageRequestRole::User, Cow::Borrowed("Hello")),
    ] {
        assert_eq!(content, message());
    }
}

#[test]
fn an_option_leaves_out_what_it_has_not() {
    let (some, none) = (Some("gpt-4o"), None::<&str>);
    assert_eq!(sent(run().model(some)), json!({"model": "gpt-4o"}));
    assert_eq!(sent(run().model(none)), json!({}));
    assert_eq!(sent(run().model("gpt-4o").model(none)), json!({}));
    assert_eq!(sent(run().model(Some(String::from("gpt-4o")))), json!({"model": "gpt-4o"}));
    assert_eq!(sent(run().model(Some(Model::Gpt4o))), json!({"model": "gpt-4o"}));
    assert_eq!(sent(run().model(None::<Model>)), json!({}));
    assert_eq!(sent(run().model(Nullable::Null)), json!({"model": null}));
    assert_eq!(sent(run().temperature(Some(0.5)).top_p(None::<f64>)), json!({"temperature": 0.5}));
    assert_eq!(sent(run().parallel_tool_calls(Some(false))), json!({"parallel_tool_calls": false}));
    assert_eq!(sent(run().parallel_tool_calls(None)), json!({}));
    assert_eq!(sent(run().truncation_strategy(None::<TruncationObject>)), json!({}));
    // Lists and maps: not one that is empty.
    assert_eq!(sent(run().tools(None::<Vec<Tool>>)), json!({}));
    assert_eq!(sent(run().tools(Some(Vec::<Tool>::new()))), json!({"tools": []}));
    assert_eq!(sent(run().tools(Vec::<Tool>::new())), json!({"tools": []}));
    assert_eq!(sent(run().tools(Nullable::Null)), json!({"tools": null}));
    let tools = json!({"tools": [{"type": "code_interpreter"}]});
    assert_eq!(sent(run().tools(Some([AssistantToolsCode::new()]))), tools);
    assert_eq!(sent(run().metadata(None::<Metadata>)), json!({}));
    assert_eq!(sent(run().metadata(Some([("a", "b")]))), json!({"metadata": {"a": "b"}}));
    let function = FunctionObject::new("f").parameters(None::<Value>).strict(None);
    assert_eq!(sent(function), json!({"name": "f"}));
}

#[test]
fn an_option_of_what_was_read_is_taken_by_reference() {
    let (text, list) = (Some(String::from("gpt-4o")), Some(vec![AssistantToolsCode::new()]));
    let (map, number) = (Some(BTreeMap::from([("a", "b")])), Some(7i64));
    let request = run().instructions(&text).model(&text).tools(&list).metadata(&map);
    let request = request.max_prompt_tokens(&number).temperature(&Some(0.5));
    let expected = json!({
        "instructions": "gpt-4o", "model": "gpt-4o", "tools": [{"type": "code_interpreter"}],
        "metadata": {"a": "b"}, "max_prompt_tokens": 7, "temperature": 0.5,
    });
    assert_eq!(sent(request), expected);
    let (text, list, map) = (None::<String>, None::<Vec<Tool>>, None::<Metadata>);
    assert_eq!(sent(run().instructions(&text).model(&text).tools(&list).metadata(&map)), json!({}));
    let function = FunctionObject::new("f").description(&text);
    assert_eq!(sent(function), json!({"name": "f"}));
}

#[test]
fn a_list_has_items_of_any_kind() {
    let function = || AssistantToolsFunction::new(FunctionObject::new("f"));
    let (code, called) = (
        json!({"type": "code_interpreter"}),
        json!({"type": "function", "function": {"name": "f"}}),
    );
    let both = json!({"tools": [code, called]});
    let one = json!({"tools": [code]});
    assert_eq!(sent(run().tools(vec![AssistantToolsCode::new()])), one);
    assert_eq!(sent(run().tools((AssistantToolsCode::new(),))), one);
    assert_eq!(sent(run().tools((AssistantToolsCode::new(), function()))), both);
    let tools: Vec<Tool> = vec![AssistantToolsCode::new().into(), function().into()];
    assert_eq!(sent(run().tools(&tools)), both);
    assert_eq!(sent(run().tools(tools.as_slice())), both);
    assert_eq!(sent(run().tools(tools.iter().take(1))), one);
    assert_eq!(sent(run().tools((&tools[0], function()))), both);
    assert_eq!(sent(run().tools([&tools[0], &tools[1]])), both);
    let three = (AssistantToolsCode::new(), AssistantToolsFileSearch::new(), function());
    assert_eq!(sent(run().tools(three))["tools"].as_array().unwrap().len(), 3);
    // A message of parts.
    let parts = json!({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]});
    let texts = vec![TextPart::new("a"), TextPart::new("b")];
    let parts_of = texts.into_iter().map(Into::into).collect::<Vec<_>>();
    assert_eq!(sent(CreateMessageRequest::new("user", parts_of)), parts);
    let messages = run().additional_messages([message(), message()]);
    assert_eq!(sent(messages)["additional_messages"].as_array().unwrap().len(), 2);
}

#[test]
fn what_is_required_takes_null_and_what_a_setter_takes() {
    let attributes = |request: Attributes| sent(request)["attributes"].clone();
    let some = json!({"lang": "en"});
    let map: Metadata = BTreeMap::from([("lang".to_owned(), "en".to_owned())]);
    assert_eq!(attributes(Attributes::new([("lang", "en")])), some);
    assert_eq!(attributes(Attributes::new(Some([("lang", "en")]))), some);
    assert_eq!(attributes(Attributes::new(json!({"lang": "en"}))), some);
    assert_eq!(attributes(Attributes::new(&map)), some);
    assert_eq!(attributes(Attributes::new(Nullable::Null)), Value::Null);
    assert_eq!(attributes(Attributes::new(None::<Metadata>)), Value::Null);
}

#[test]
fn a_map_has_pairs_of_any_kind() {
    let expected = json!({"metadata": {"user": "7"}});
    let owned = String::from("user");
    for request in [
        run().metadata([("user", "7")]),
        run().metadata(vec![(owned.clone(), String::from("7"))]),
        run().metadata([(&owned, &String::from("7"))]),
        run().metadata(BTreeMap::from([("user", "7")])),
        run().metadata(&BTreeMap::from([("user", "7")])),
        run().metadata(HashMap::from([(owned.clone(), "7")])),
        run().metadata(json!({"user": "7"})),
        run().metadata(Some(json!({"user": "7"}))),
    ] {
        assert_eq!(sent(request), expected);
    }
}

#[test]
fn numbers_go_where_they_fit() {
    let text = "four";
    let request = run().temperature(1).top_p(0.5f32).max_completion_tokens(500usize);
    let expected = json!({"temperature": 1.0, "top_p": 0.5, "max_completion_tokens": 500});
    assert_eq!(sent(request), expected);
    let request = run().max_prompt_tokens(text.len()).max_completion_tokens(7u64);
    assert_eq!(sent(request), json!({"max_prompt_tokens": 4, "max_completion_tokens": 7}));
    assert_eq!(sent(run().max_prompt_tokens(Some(7u8))), json!({"max_prompt_tokens": 7}));
    assert_eq!(sent(run().max_prompt_tokens(u64::MAX)), json!({"max_prompt_tokens": i64::MAX}));
}

#[test]
fn json_goes_where_it_is_not_changed() {
    let formats = [
        json!({"type": "json_object"}),
        json!("auto"),
        // Nothing of this is lost, though the document knows neither.
        json!({"type": "grammar", "syntax": "lark"}),
        json!({"type": "json_object", "strict": true}),
    ];
    for format in formats {
        assert_eq!(sent(run().response_format(format.clone()))["response_format"], format);
    }
    let known: ResponseFormat = serde_json::from_value(json!({"type": "json_object"})).unwrap();
    let request = run().response_format(json!({"type": "json_object"}));
    assert_eq!(request.response_format, Nullable::Value(known));
    let forced = json!({"type": "function", "function": {"name": "f"}});
    assert_eq!(sent(run().tool_choice(forced.clone()))["tool_choice"], forced);
    assert_eq!(run().tool_choice("none").tool_choice, Nullable::Value(ToolChoice::None));
    assert_eq!(run().tool_choice(String::from("none")), run().tool_choice(ToolChoice::None));
    let schema = json!({"type": "object", "properties": {}});
    let function = FunctionObject::new("f").parameters(schema.clone());
    assert_eq!(sent(function)["parameters"], schema);
    let function = FunctionObject::new("f").parameters([("type", "object")]);
    assert_eq!(sent(function)["parameters"], json!({"type": "object"}));
    // A list of what may be JSON is JSON, too.
    let tools = json!([{"type": "code_interpreter"}, {"type": "sundial", "noon": 12}]);
    assert_eq!(sent(run().tools(tools.clone())), json!({"tools": tools}));
    // An object of the document is read from JSON, and reading says what is wrong.
    let strategy: TruncationObject = serde_json::from_value(json!({"type": "auto"})).unwrap();
    assert_eq!(
        sent(run().truncation_strategy(&strategy)),
        sent(run().truncation_strategy(strategy))
    );
    assert!(serde_json::from_value::<TruncationObject>(json!([])).is_err());
}

#[tokio::test]
async fn json_of_another_kind_is_refused_before_it_is_sent() {
    let server = Server::answering(|_| Reply::json(200, "{}"));
    let client = Client::builder().base_url(server.url()).api_key("k").build().unwrap();
    let threads = client.threads();
    let function = FunctionObject::new("f").parameters(json!([1]));
    let call = threads.create_run("t", "a").tools([AssistantToolsFunction::new(function)]);
    let refused = |error: Error| (error.kind(), error.to_string());
    let (kind, message) = refused(call.await.unwrap_err());
    assert_eq!(kind, ErrorKind::Configuration);
    let at = "`tools[0].function.parameters` is a list, where the document has an object";
    assert!(message.contains(at), "{message}");
    let call = threads.create_run("t", "a").tools(json!({"type": "code_interpreter"}));
    let (kind, message) = refused(call.await.unwrap_err());
    assert_eq!(kind, ErrorKind::Configuration);
    let at = "`tools[0]` is an object, where the document has a list";
    assert!(message.contains(at), "{message}");
    let call = threads.create_run("t", "a").metadata(json!({"a": 1}));
    let (kind, message) = refused(call.await.unwrap_err());
    assert_eq!(kind, ErrorKind::Configuration);
    assert!(message.contains("`metadata` is JSON in which `a` is wrong"), "{message}");
    assert!(server.requests().is_empty());
    // A key that only looks alike is sent.
    threads.create_run("t", "a").metadata([("misfit: a", "\0misfit: b")]).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn parameters_take_an_option_too() {
    let server = Server::answering(|_| Reply::json(200, "{}"));
    let client = Client::builder().base_url(server.url()).api_key("k").build().unwrap();
    let threads = client.threads();
    let id: Arc<str> = "t".into();
    threads.list_messages(&id).limit(20usize).after(Some("m")).order(None::<&str>).await.unwrap();
    threads.list_messages(&*id).limit(None::<i64>).order("asc").run_id(&id).await.unwrap();
    let include = threads.create_run(id, "a").include(None::<Vec<String>>);
    include.await.unwrap();
    // What the document does not have is anything that is written as a text.
    let undeclared = threads.get_thread("t").query("n", 7).query("b", true);
    undeclared.query("s", String::from("a b")).query("e", Model::Gpt4o).await.unwrap();
    let versioned = client.to_builder().query("api-version", 1.5).build().unwrap();
    versioned.threads().get_thread("t").await.unwrap();
    let targets: Vec<String> = server.requests().iter().map(|sent| sent.target.clone()).collect();
    let expected = [
        "/threads/t/messages?limit=20&after=m",
        "/threads/t/messages?order=asc&run_id=t",
        "/threads/t/runs",
        "/threads/t?n=7&b=true&s=a%20b&e=gpt-4o",
        "/threads/t?api-version=1.5",
    ];
    assert_eq!(targets, expected);
}

#[test]
fn an_open_enum_is_its_text() {
    let paused = Status::from("paused");
    assert_eq!(Status::Queued, "queued");
    let owned = String::from("paused");
    assert!(Status::Queued != "paused" && paused == "paused" && paused == owned);
    assert_eq!(Status::Other("queued".into()), Status::Queued);
    assert_eq!("failed".parse(), Ok(Status::Failed));
    assert_eq!(String::from(paused.clone()), "paused");
    let text: &str = Status::Failed.as_ref();
    assert_eq!(text, "failed");
    let sorted: BTreeSet<Status> = [Status::Queued, paused, Status::Completed].into();
    let texts: Vec<&str> = sorted.iter().map(Status::as_str).collect();
    assert_eq!(texts, ["completed", "paused", "queued"]);
    assert_eq!(HashMap::from([(Status::Queued, 1)])[&Status::Other("queued".into())], 1);
    let said = match Status::from("paused") {
        Status::Completed => "done",
        status if status == "paused" => "later",
        _ => "?",
    };
    assert_eq!(said, "later");
}

#[test]
fn a_status_knows_whether_it_is_an_end() {
    let ends = ["requires_action", "cancelled", "failed", "completed", "incomplete", "expired"];
    assert!(ends.iter().all(|end| Status::from(*end).is_terminal()));
    let goes_on = ["queued", "in_progress", "cancelling", "paused", ""];
    assert!(!goes_on.iter().any(|status| Status::from(*status).is_terminal()));
}

#[tokio::test]
async fn all_items_are_collected() {
    let pages = [
        Reply::json(200, r#"{"data": [{"id": "a"}, {"id": "b"}], "has_more": true}"#),
        Reply::json(200, r#"{"data": [{"id": "c"}], "has_more": false}"#),
        Reply::json(200, r#"{"data": [{"id": "a"}], "has_more": true}"#),
        Reply::json(400, "{}"),
    ];
    let server = Server::start(pages);
    let client = Client::builder().base_url(server.url()).api_key("k").build().unwrap();
    let all: Vec<_> = client.threads().list_messages("t").items().try_collect().await.unwrap();
    assert_eq!(all.iter().map(|message| message.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    let all = client.threads().list_messages("t").pages().try_collect::<Vec<_>>().await;
    assert_eq!(all.unwrap_err().status().map(|status| status.as_u16()), Some(400));
}

/// The README's replacements for code that does not compile do what was meant.
#[test]
fn what_is_written_otherwise() {
    // `RunObject { id, ..Default::default() }`
    let mut read = RunObject::default();
    read.id = "run_1".into();
    read.status = "paused".into();
    let same: RunObject =
        serde_json::from_value(json!({"id": "run_1", "status": "paused"})).unwrap();
    assert_eq!(read, same);
    // `RunObjectStatus::default()`
    assert_eq!(RunObject::default().status, Status::from(""));
    // `.content(["a", "b"])`: what a text in a list is has to be said.
    let parts = ["a", "b"].map(TextPart::new);
    assert_eq!(sent(CreateMessageRequest::new("user", parts))["content"][1]["text"], "b");
    // `.content(vec![One::new()])`
    let parts = vec![TextPart::new("a"), TextPart::new("b")];
    assert_eq!(sent(CreateMessageRequest::new("user", &parts))["content"][1]["text"], "b");
    let image =
        MessageContentImageFileObject::new(MessageContentImageFileObjectImageFile::new("file_1"));
    let message = CreateMessageRequest::new("user", (TextPart::new("See"), image));
    assert_eq!(sent(message)["content"][1]["image_file"]["file_id"], "file_1");
    // `[A::new().into(), B::new().into()]`
    let tools: [Tool; 2] =
        [AssistantToolsCode::new().into(), AssistantToolsFileSearch::new().into()];
    assert_eq!(sent(run().tools(tools))["tools"].as_array().unwrap().len(), 2);
    let some = run().tools(Some([AssistantToolsCode::new()])).max_prompt_tokens(5_000_000_000i64);
    assert_eq!(sent(some)["max_prompt_tokens"], 5_000_000_000i64);
    let strategy = json!({"type": "auto"});
    let read = serde_json::from_value::<TruncationObject>(strategy.clone()).unwrap();
    assert_eq!(sent(run().truncation_strategy(read))["truncation_strategy"], strategy);
    let threads = Client::new("k").unwrap().threads();
    let _ = threads.create_run("t", "a").body_field("truncation_strategy", strategy);
    assert_eq!(Nullable::from(Some(0.5)), Nullable::Value(0.5));
    assert_eq!(Nullable::<f64>::from(None), Nullable::Absent);
    let time = UnixTime::from_secs(7);
    assert_eq!(SystemTime::from(time), SystemTime::UNIX_EPOCH + Duration::from_secs(7));
}

/// A value that was read goes where the same is sent.
#[test]
fn what_was_read_is_sent_again() {
    let read = json!({
        "id": "run_1", "tools": [
            {"type": "code_interpreter", "undeclared": 1},
            {"type": "function", "function": {"name": "f", "undeclared": 2}},
        ],
        "temperature": 0.5,
    });
    let read: RunObject = serde_json::from_value(read).unwrap();
    let expected =
        json!([{"type": "code_interpreter"}, {"type": "function", "function": {"name": "f"}}]);
    assert_eq!(sent(run().tools(read.tools.clone()))["tools"], expected);
    let tools: Vec<Tool> = convert(&read.tools).unwrap();
    assert_eq!(sent(run().tools(&tools))["tools"], expected);
    let with_extra: Vec<Tool> = convert_with_extra(&read.tools).unwrap();
    assert_eq!(sent(run().tools(with_extra))["tools"][1]["function"]["undeclared"], 2);
    // The server's own properties of a run would be lost, unless a request is
    // meant.
    let refused = convert::<CreateRunRequest>(&read).unwrap_err();
    assert!(refused.to_string().ends_with("has no place in `CreateRunRequest`"), "{refused}");
    let again = serde_json::to_value(CreateRunRequest::from(read)).unwrap();
    assert_eq!((&again["tools"], &again["temperature"]), (&expected, &json!(0.5)));
    assert_eq!(again["id"], Value::Null);
}

/// A message goes into the next request, unless something of it would be lost.
#[test]
fn a_message_is_sent_again() {
    let message = |content: Value| -> MessageObject {
        let attachments = json!([{"file_id": "file_1", "tools": [{"type": "file_search"}]}]);
        serde_json::from_value(json!({
            "id": "msg_1", "role": "assistant", "content": [content], "metadata": {"a": "b"},
            "attachments": attachments, "undeclared": 1,
        }))
        .unwrap()
    };
    let text = |annotations: Value| {
        message(json!({"type": "text", "text": {"value": "Hi", "annotations": annotations}}))
    };
    let request = CreateMessageRequest::try_from(text(json!([]))).unwrap();
    let expected = json!({
        "role": "assistant", "content": [{"type": "text", "text": "Hi"}], "metadata": {"a": "b"},
        "attachments": [{"file_id": "file_1", "tools": [{"type": "file_search"}]}],
    });
    assert_eq!(serde_json::to_value(&request).unwrap(), expected);
    assert_eq!(sent(run().additional_messages([request]))["additional_messages"][0], expected);
    // In a function that makes calls, `?` makes one error of all.
    let request = |message: MessageObject| -> openai_threads::Result<CreateMessageRequest> {
        Ok(message.try_into()?)
    };
    assert!(request(text(json!([]))).is_ok());
    // It does so of one that cannot fail, too: its error is the standard library's.
    let _: fn(Infallible) -> Error = Error::from;
    let error = request(text(json!([{"type": "file_path", "text": "a"}]))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.source().is_some_and(|source| source.is::<ConversionError>()));
    let refused = |message| CreateMessageRequest::try_from(message).unwrap_err();
    let annotated = refused(text(json!([{"type": "file_path", "text": "a"}])));
    assert_eq!(annotated.path(), "content[0].text.annotations");
    let lost = "`content[0].text.annotations` would be lost: it has no place in `String`";
    assert_eq!(annotated.to_string(), lost);
    let refusal = refused(message(json!({"type": "refusal", "refusal": "No."})));
    assert_eq!(
        refusal.to_string(),
        "`content[0]` is `refusal`, which has no place in `CreateMessageRequestContentItem`"
    );
    // An annotation has no place in a message, but its text has.
    assert_eq!(text(json!([{"type": "file_path", "text": "a"}])).text(), "Hi");
}

/// Calls of one kind and of several are under way at once, and an answer is read as a type
/// of the caller's.
#[tokio::test]
async fn calls_are_made_at_once() -> Result<(), Error> {
    let server = Server::answering(|_| Reply::json(200, r#"{"id": "a"}"#));
    let client = Client::builder().base_url(server.url()).api_key("k").build()?;
    let threads = client.threads();
    let calls = ["t", "u"].map(|id| threads.get_thread(id));
    let calls = calls.into_iter().map(IntoFuture::into_future);
    let made = futures_util::future::try_join_all(calls).await?;
    assert_eq!(made.iter().map(|thread| &*thread.id).collect::<Vec<_>>(), ["a", "a"]);
    let (one, other) = (threads.get_thread("t"), threads.get_run("t", "r"));
    let (thread, run) = tokio::try_join!(one.send(), other.send())?;
    assert_eq!((&*thread.id, &*run.id), ("a", "a"));
    assert_eq!(server.requests().len(), 4);
    let call = threads.get_thread("t");
    let own = serde_json::from_slice::<BTreeMap<String, String>>(&call.send_bytes().await?);
    assert_eq!(own.unwrap()["id"], "a");
    Ok(())
}

/// Calls are values that can be made later, on another thread.
#[test]
fn calls_can_be_spawned() {
    fn is_spawned<T>(_: impl Future<Output = T> + Send + 'static) {}
    let client = Client::new("k").unwrap();
    is_spawned(client.threads().create_thread().into_future());
    is_spawned(client.threads().create_thread().send());
    let threads: Threads = client.threads();
    is_spawned(async move { threads.create_thread().await });
    let shared: Arc<Result<RunObject, Error>> = Arc::new(Ok(RunObject::default()));
    let _: Arc<Result<RunObject, Error>> = Arc::clone(&shared);
    let _: fn(&Threads) -> (CreateRun, CreateMessage) =
        |threads| (threads.create_run("t", "a"), threads.create_message("t", "user", "x"));
}

#[test]
fn the_text_of_a_message_is_that_of_its_pieces() {
    let text = |value: &str| json!({"type": "text", "text": {"value": value, "annotations": []}});
    let image = json!({"type": "image_file", "image_file": {"file_id": "file_1"}});
    let message = json!({"id": "msg_1", "content": [text("Blue"), image, text(" sky")]});
    let message: MessageObject = serde_json::from_value(message).unwrap();
    assert_eq!(message.text(), "Blue sky");
    assert_eq!(MessageObject::default().text(), "");
    let image = json!({"type": "image_file", "image_file": {}});
    let delta = json!({"delta": {"content": [text("Bl"), image, {"type": "text"}, text("ue")]}});
    let delta: MessageDeltaObject = serde_json::from_value(delta).unwrap();
    assert_eq!(delta.text(), "Blue");
}
