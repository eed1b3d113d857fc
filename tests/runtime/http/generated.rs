//! The runtime as a generated crate uses it: the macros, and configuration
//! from the environment.

use openapi_loom_runtime::http::{
    Auth, Bytes, Call, ErrorKind, Method, NamedHeader, Operation, Response, Result, Scheme, Service,
};
use std::process::Command;
use std::time::Duration;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::KEY;

static SERVICE: Service = Service {
    user_agent: "generated/1",
    base_url: "http://unset.invalid",
    schemes: &[Scheme { name: "key", auth: Auth::Bearer, env: Some("GENERATED_KEY") }],
    security: &[&["key"]],
    base_url_env: Some("GENERATED_URL"),
    headers: &[NamedHeader { header: "x-organization", env: Some("GENERATED_ORG") }],
    ..Service::DEFAULT
};

openapi_loom_runtime::client! {
    /// A client.
    Client, ClientBuilder, SERVICE
}

impl ClientBuilder {
    fn organization(self, value: impl AsRef<str>) -> Self {
        self.with_header("x-organization", value)
    }
}

macro_rules! call {
    ($name:ident, $operation:ident, $method:ident, $($output:tt)*) => {
        static $operation: Operation =
            Operation::new(stringify!($name), Method::$method, "/things")
                .text("text/csv")
                .bytes("image/png, image/webp");

        #[derive(Clone, Debug)]
        struct $name {
            call: Call,
        }

        impl $name {
            fn new(client: &Client) -> Self {
                Self { call: Call::new(client.inner(), &$operation) }
            }

            fn into_call(self) -> Call {
                self.call
            }
        }

        openapi_loom_runtime::call! { $name $($output)* }
    };
}

call!(GetThing, GET_THING, GET, -> u8);
call!(GetFile, GET_FILE, GET, -> Bytes as bytes);
call!(DropThing, DROP_THING, DELETE,);
call!(TakeThing, TAKE_THING, DELETE, -> Option<u8> as optional);
call!(ReadThing, READ_THING, GET, -> String as text);
call!(MakeThing, MAKE_THING, POST, -> Made as answer);

openapi_loom_runtime::answers! {
    /// The answer of `MakeThing`.
    pub enum Made {
        /// 200: the thing.
        Thing(u8) = 200,
        /// 204: nothing.
        Nothing = 204,
    }
}

fn server() -> Server {
    Server::answering(|request| match &*request.method {
        "DELETE" => Reply::new(204),
        _ => Reply::json(200, "7"),
    })
}

fn builder(server: &Server) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(server.url())
}

#[tokio::test]
async fn a_call_can_be_awaited_sent_or_asked_for_its_response() {
    let server = server();
    let client = builder(&server).organization("org").build().unwrap();
    assert_eq!(GetThing::new(&client).await.unwrap(), 7);
    assert_eq!(GetThing::new(&client).send().await.unwrap(), 7);
    let response: Response<u8> = GetThing::new(&client).response().await.unwrap();
    assert_eq!((response.status().as_u16(), *response.body()), (200, 7));
    let file: Bytes = GetFile::new(&client).await.unwrap();
    assert_eq!(&file[..], b"7");
    let mut download = GetFile::new(&client).download().await.unwrap();
    assert_eq!(&download.chunk().await.unwrap().unwrap()[..], b"7");
    let nothing: Result<()> = DropThing::new(&client).await;
    nothing.unwrap();
    assert_eq!(TakeThing::new(&client).await.unwrap(), None);
    assert_eq!(ReadThing::new(&client).await.unwrap(), "7");
    assert_eq!(MakeThing::new(&client).await.unwrap(), Made::Thing(7));
    assert_eq!(server.requests()[5].header("x-organization"), Some("org"));
}

#[tokio::test]
async fn any_answer_can_be_had_as_text_or_bytes() {
    let server = Server::answering(|request| match request.header("accept") {
        Some("text/csv") => Reply::text(200, "a,\u{e9}").header("x-a", "1"),
        Some("image/png, image/webp") => {
            Reply::new(200).header("content-type", "image/png").piece(b"\xff\x00")
        }
        Some("application/json") => Reply::json(200, "7"),
        accept => panic!("{accept:?}"),
    });
    let client = builder(&server).build().unwrap();
    assert_eq!(GetThing::new(&client).await.unwrap(), 7);
    assert_eq!(GetThing::new(&client).send_text().await.unwrap(), "a,\u{e9}");
    assert_eq!(&GetThing::new(&client).send_bytes().await.unwrap()[..], b"\xff\x00");
    let download = GetThing::new(&client).download().await.unwrap();
    assert_eq!(download.content_type(), Some("image/png"));
    assert_eq!(&download.bytes().await.unwrap()[..], b"\xff\x00");
    assert_eq!(MakeThing::new(&client).send_text().await.unwrap(), "a,\u{e9}");
    // A caller's own `accept` takes precedence, and the kind of the answer is not
    // checked.
    let json = GetThing::new(&client).header("accept", "application/json");
    assert_eq!(&json.clone().send_bytes().await.unwrap()[..], b"7");
    assert_eq!(json.send_text().await.unwrap(), "7");
    // Nor is a refusal taken for an answer.
    let refusing = Server::start([Reply::json(404, "{}"), Reply::json(404, "{}")]);
    let client = builder(&refusing).max_retries(0).build().unwrap();
    let error = GetThing::new(&client).send_bytes().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    assert_eq!(GetThing::new(&client).send_text().await.unwrap_err().kind(), ErrorKind::Api);
}

#[tokio::test]
async fn every_option_of_a_call_is_over_the_client_s() {
    let (server, unused) = (server(), server());
    let client = builder(&unused)
        .header("x-a", "client")
        .query("a", "client")
        .timeout(Duration::from_secs(1))
        .connect_timeout(Duration::from_secs(1))
        .idle_timeout(Duration::from_secs(1))
        .max_retries(1)
        .max_event_size(1 << 10)
        .max_answer_size(1 << 20)
        .build()
        .unwrap();
    let call = GetThing::new(&client)
        .api_key("sk-call-secret")
        .base_url(server.url())
        .header("x-a", "call")
        .query("a", "call")
        .timeout(Duration::from_secs(60))
        .max_retries(0)
        .idempotency_key("k");
    assert!(!format!("{client:?} {call:?}").contains("secret"));
    tokio::spawn(call.into_future()).await.unwrap().unwrap();
    let request = server.request();
    assert_eq!(request.target, "/things?a=call");
    assert_eq!(request.header("x-a"), Some("call"));
    assert_eq!(request.header("authorization"), Some("Bearer sk-call-secret"));
    assert_eq!(request.header("idempotency-key"), Some("k"));
    assert!(unused.requests().is_empty());
}

#[test]
fn a_key_may_not_be_empty() {
    assert_eq!(Client::new("").unwrap_err().kind(), ErrorKind::Configuration);
    Client::new("k").unwrap();
    Client::builder().build().unwrap();
}

/// Runs `from_env` below in a process with these variables.
fn in_environment(variables: &[(&str, &str)]) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "http::generated::from_env", "--ignored", "--nocapture"])
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
#[ignore = "the tests below run it, with an environment"]
async fn from_env() {
    match Client::from_env() {
        Ok(client) => println!("{:?}", GetThing::new(&client).await),
        Err(error) => println!("{:?}: {error}", error.kind()),
    }
    println!("over it: {:?}", ClientBuilder::from_env().api_key("k").build().is_ok());
}

#[test]
fn the_environment_configures_a_client() {
    let server = server();
    let variables = [
        ("GENERATED_KEY", " sk-env\n"),
        ("GENERATED_URL", &*server.url()),
        ("GENERATED_ORG", "org-env"),
    ];
    let output = in_environment(&variables);
    assert!(output.contains("Ok(7)"), "{output}");
    let request = server.request();
    assert_eq!(request.header("authorization"), Some("Bearer sk-env"));
    assert_eq!(request.header("x-organization"), Some("org-env"));
}

#[test]
fn a_variable_that_is_no_base_url_is_named() {
    let output = in_environment(&[("GENERATED_KEY", "k"), ("GENERATED_URL", "127.0.0.1:80/v1")]);
    let expected = "Configuration: the environment variable GENERATED_URL: the base URL does not \
                    begin with http:// or https://\n";
    assert!(output.contains(expected), "{output}");
}

#[test]
fn an_empty_variable_counts_as_unset() {
    for variables in [&[][..], &[("GENERATED_KEY", ""), ("GENERATED_URL", " ")]] {
        let output = in_environment(variables);
        let expected =
            "Configuration: no API key: set the environment variable GENERATED_KEY\nover it: true";
        assert!(output.contains(expected), "{output}");
    }
}
