//! The generated client's way to any server and through its lists and jobs:
//! ids and addresses of every form, redirects, pages and polls.

use openai_threads::types::{OpenAiFileStatus, RunObject};
use openai_threads::{Auth, Client, ErrorKind, File, Poll, Result, http_client_builder};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::Instant;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::Clock;

use crate::support::{KEY, builder};

fn ok() -> Server {
    Server::answering(|_| Reply::json(200, "{}"))
}

#[tokio::test]
async fn a_search_says_in_one_text_or_several_what_it_was_for() {
    for query in [json!("What is it?"), json!(["What", "is it?"])] {
        let body =
            json!({"search_query": query, "data": [{"file_id": "file_1"}], "has_more": false});
        let server = Server::start([Reply::json(200, body.to_string())]);
        let stores = builder(&server).build().unwrap().vector_stores();
        let page = stores.search_vector_store("vs_1", "What is it?").await.unwrap();
        assert_eq!(page.data[0].file_id, "file_1");
        assert_eq!(serde_json::to_value(&page.search_query).unwrap(), query);
    }
}

#[tokio::test]
#[expect(deprecated, reason = "the vendor calls the status of a file so, and has no other")]
async fn a_file_is_asked_for_until_it_is_processed() {
    let file =
        |status: &str| Reply::json(200, json!({"id": "file/1", "status": status}).to_string());
    for end in ["processed", "error", "deleted"] {
        let soon = file("uploaded").header("openai-poll-after-ms", "1");
        let server = Server::start([soon, file(end)]);
        let files = builder(&server).build().unwrap().files();
        let notes = File::from_bytes("notes.txt", "one");
        let made = files.create_file(notes, "user_data").poll().await.unwrap();
        assert_eq!(made.status.as_str(), end);
        assert!(made.status.is_terminal() && !OpenAiFileStatus::Uploaded.is_terminal());
        let requests = server.requests();
        let asked = requests.iter().map(|sent| format!("{} {}", sent.method, sent.path()));
        assert_eq!(asked.collect::<Vec<_>>(), ["POST /files", "GET /files/file%2F1"]);
    }
}

#[tokio::test]
async fn an_id_is_one_segment_whatever_it_is() {
    let server = ok();
    let threads = builder(&server).build().unwrap().threads();
    let cases = [
        ("run_1", "run_1"),
        ("a/b", "a%2Fb"),
        ("a%2Fb", "a%252Fb"),
        ("../threads", "..%2Fthreads"),
        ("..%2f", "..%252f"),
        ("%2e%2e", "%252e%252e"),
        ("...", "..."),
        ("\\..\\", "%5C..%5C"),
        ("a?b=c#d", "a%3Fb=c%23d"),
        ("a b+c", "a%20b+c"),
        ("é日🎉", "%C3%A9%E6%97%A5%F0%9F%8E%89"),
        ("a\r\nx-injected: 1", "a%0D%0Ax-injected:%201"),
        ("\0\t\u{7f}", "%00%09%7F"),
        ("{thread_id}", "%7Bthread_id%7D"),
        (" ", "%20"),
        (";a=1,b", ";a=1,b"),
        ("\u{202e}", "%E2%80%AE"),
    ];
    for (count, (id, segment)) in cases.into_iter().enumerate() {
        threads.get_run_step("t", id, id).await.unwrap();
        let request = &server.requests()[count];
        assert_eq!(request.target, format!("/threads/t/runs/{segment}/steps/{segment}"), "{id:?}");
        assert_eq!(request.header("x-injected"), None);
    }
    for id in ["", ".", ".."] {
        for (thread, run) in [(id, "r"), ("t", id)] {
            let error = threads.cancel_run(thread, run).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration, "{id:?}");
        }
        assert!(threads.create_run(id, "a").stream().await.is_err());
        assert!(threads.list_runs(id).items().next().await.unwrap().is_err());
    }
    assert_eq!(server.requests().len(), cases.len());
}

#[tokio::test]
async fn query_values_arrive_as_they_are() {
    let server = ok();
    let threads = builder(&server).build().unwrap().threads();
    for value in ["a&b=c", "é 日", "+%2B", "#?", "\r\nx: 1", ""] {
        threads.list_runs("t").after(value).query("own&=", value).await.unwrap();
        let request = server.requests().pop().unwrap();
        let expected = [("after", value), ("own&=", value)].map(|(n, v)| (n.into(), v.into()));
        assert_eq!(request.query(), expected, "{}", request.target);
        assert_eq!(request.path(), "/threads/t/runs");
    }
}

#[tokio::test]
async fn any_compatible_server_can_be_called() {
    let cases = [
        ("", "/threads"),
        ("/", "/threads"),
        ("/v1", "/v1/threads"),
        ("/openai/v1/", "/openai/v1/threads"),
        ("/v1//", "/v1/threads"),
        ("/a%2Fb/é", "/a%2Fb/%C3%A9/threads"),
        ("?api-version=2024-05-01-preview", "/threads?api-version=2024-05-01-preview"),
        ("/openai/?api-version=1&sig=a%2Bb", "/openai/threads?api-version=1&sig=a%2Bb"),
        ("/v1#fragment", "/v1/threads"),
    ];
    for (suffix, target) in cases {
        let server = ok();
        let url = format!("{}{suffix}", server.url());
        builder(&server).base_url(&url).build().unwrap().threads().create_thread().await.unwrap();
        // The same for one call.
        let client = Client::builder().base_url("http://unset.invalid").without_authentication();
        let client = client.build().unwrap();
        client.threads().create_thread().base_url(url).await.unwrap();
        let [of_client, of_call] = server.requests().try_into().unwrap();
        assert_eq!((&*of_client.target, &*of_call.target), (target, target));
        assert_eq!(of_client.header("authorization"), Some(&*format!("Bearer {KEY}")));
        assert_eq!(of_call.header("authorization"), None);
    }
}

#[tokio::test]
async fn a_server_with_a_key_header_and_a_fixed_query() {
    let server = ok();
    let client = builder(&server)
        .auth(Auth::header("api-key"))
        .query("api-version", "2024-05-01-preview")
        .http_client(http_client_builder().no_proxy().build().unwrap())
        .build()
        .unwrap();
    client.threads().list_messages("t").limit(2).await.unwrap();
    client.threads().get_thread("t").query("api-version", "next").api_key("other").await.unwrap();
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(first.target, "/threads/t/messages?api-version=2024-05-01-preview&limit=2");
    assert_eq!((first.header("api-key"), first.header("authorization")), (Some(KEY), None));
    assert_eq!(second.target, "/threads/t?api-version=next");
    assert_eq!(second.header("api-key"), Some("other"));
}

#[tokio::test]
async fn a_redirect_is_followed_on_the_same_host_only() {
    let other = ok();
    let host = other.address();
    let places = [
        format!("http://{host}/moved"),
        format!("//{host}/moved"),
        format!("http://user:pass@{host}/moved?key={KEY}"),
    ];
    for place in places {
        for status in [301, 302, 303, 307, 308] {
            let at = place.clone();
            let server = Server::answering(move |_| Reply::new(status).header("location", &at));
            for auth in [Auth::Bearer, Auth::header("api-key"), Auth::query("key")] {
                let threads = builder(&server).auth(auth).build().unwrap().threads();
                for error in [
                    threads.create_thread().await.unwrap_err(),
                    threads.get_thread("t").await.unwrap_err(),
                    threads.create_run("t", "a").stream().await.unwrap_err(),
                ] {
                    assert_eq!(error.status().unwrap(), status);
                    let text = format!("the redirect to http://{host}/moved is not followed");
                    assert!(error.to_string().contains(&text), "{place}: {error}");
                }
            }
        }
    }
    assert!(other.requests().is_empty());

    // A file may be stored elsewhere, where the key is not for.
    let at = format!("http://{host}/stored?signature=1");
    let server = Server::answering(move |_| Reply::new(302).header("location", &at));
    let client = builder(&server).build().unwrap();
    client.files().download_file("f").download().await.unwrap().bytes().await.unwrap();
    let stored = other.request();
    assert_eq!((&*stored.method, &*stored.target), ("GET", "/stored?signature=1"));
    assert!(!format!("{:?}", stored.headers).contains(KEY));
    assert_eq!(stored.header("authorization"), None);

    let server = Server::answering(|request| match request.path() {
        "/threads" => Reply::new(308).header("location", "/moved?x=1"),
        _ => Reply::json(200, r#"{"id":"thread_1"}"#),
    });
    let thread = builder(&server).build().unwrap().threads().create_thread().await.unwrap();
    assert_eq!(thread.id, "thread_1");
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!(second.target, "/moved?x=1");
    assert_eq!(second.header("authorization"), first.header("authorization"));
    assert_eq!((&second.method, &second.body), (&first.method, &first.body));
}

#[tokio::test]
async fn a_redirect_that_changes_the_request_is_not_followed() {
    for status in [301, 302] {
        let server = Server::answering(move |request| match request.path() {
            "/moved" => Reply::json(200, r#"{"object":"list","data":[]}"#),
            _ => Reply::new(status).header("location", "/moved"),
        });
        let threads = builder(&server).build().unwrap().threads();
        for error in [
            threads.create_thread().await.unwrap_err(),
            threads.create_run("t", "a").stream().await.unwrap_err(),
        ] {
            assert_eq!(error.status().unwrap(), status);
            assert!(error.to_string().contains("/moved is not followed"), "{error}");
        }
        assert!(server.requests().iter().all(|request| request.path() != "/moved"));
    }
}

#[tokio::test]
async fn a_response_has_typed_limits_and_all_headers() {
    let server = Server::start([Reply::json(200, r#"{"id":"run_1"}"#)
        .header("x-request-id", "req_1")
        .header("x-ratelimit-limit-requests", "500")
        .header("x-ratelimit-remaining-requests", "-1")
        .header("x-ratelimit-reset-requests", "120ms")
        .header("x-ratelimit-limit-tokens", "30000")
        .header("x-ratelimit-remaining-tokens", " 29000 ")
        .header("x-ratelimit-reset-tokens", "1m0.5s")
        .header("x-odd", "\u{e9}")]);
    let client = builder(&server).build().unwrap();
    let response = client.threads().get_run("t", "r").response().await.unwrap();
    assert_eq!(response.body().id, "run_1");
    assert_eq!((response.status().as_u16(), response.request_id()), (200, Some("req_1")));
    assert_eq!(response.headers()["x-odd"].as_bytes(), "\u{e9}".as_bytes());
    let limits = response.rate_limits();
    assert_eq!((limits.get("requests").limit, limits.get("requests").remaining), (Some(500), None));
    assert_eq!(limits.get("requests").reset, Some(Duration::from_millis(120)));
    assert_eq!(
        (limits.get("tokens").limit, limits.get("tokens").remaining),
        (Some(30_000), Some(29_000))
    );
    assert_eq!(limits.get("tokens").reset, Some(Duration::from_millis(60_500)));
}

fn page(ids: &[&str], more: Value) -> Reply {
    let data: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    Reply::json(200, json!({ "object": "list", "data": data, "has_more": more }).to_string())
}

/// Pages, the ids on them, and the cursors by which they are asked for.
type List = (Vec<Reply>, &'static [&'static str], &'static [Option<&'static str>]);

#[tokio::test]
async fn a_list_comes_to_an_end_whatever_the_server_says() {
    let (more, last) = (json!(true), json!(false));
    let unsaid = Reply::json(200, json!({ "data": [{ "id": "a" }] }).to_string());
    let cases: [List; 9] = [
        (vec![page(&["a", "b"], last.clone())], &["a", "b"], &[None]),
        (
            vec![page(&["a", "b"], more.clone()), page(&["c"], last.clone())],
            &["a", "b", "c"],
            &[None, Some("b")],
        ),
        // An empty page, in the middle and at once.
        (vec![page(&["a"], more.clone()), page(&[], more.clone())], &["a"], &[None, Some("a")]),
        (vec![page(&[], more.clone())], &[], &[None]),
        // A cursor that does not move.
        (
            vec![page(&["a", "b"], more.clone()), page(&["a", "b"], more.clone())],
            &["a", "b"],
            &[None, Some("b")],
        ),
        // No cursor at all.
        (vec![page(&["a", ""], more)], &["a", ""], &[None]),
        // Nothing said of more: the next page tells.
        (vec![page(&["a"], Value::Null), page(&["b"], last)], &["a", "b"], &[None, Some("a")]),
        (vec![unsaid.clone(), unsaid.clone()], &["a"], &[None, Some("a")]),
        (vec![unsaid, page(&[], Value::Null)], &["a"], &[None, Some("a")]),
    ];
    for (replies, ids, cursors) in cases {
        let server = Server::start(replies);
        let client = builder(&server).header("x-own", "1").build().unwrap();
        let mut items = client.threads().list_messages("t").limit(2).items();
        let mut found = Vec::new();
        while let Some(item) = items.next().await {
            found.push(item.unwrap().id);
        }
        assert_eq!(found, ids);
        assert!(items.next().await.is_none());
        let requests = server.requests();
        let asked: Vec<_> = requests.iter().map(|request| request.parameter("after")).collect();
        assert_eq!(asked.iter().map(Option::as_deref).collect::<Vec<_>>(), cursors);
        assert!(
            requests.iter().all(|r| r.target.contains("limit=2") && r.header("x-own").is_some())
        );
    }
}

/// Backwards from where the caller says, and on from where a list was left.
#[tokio::test]
async fn lists_go_back_and_on_later() {
    let (more, last) = (json!(true), json!(false));
    let server = Server::start([page(&["c", "d"], more.clone()), page(&["a", "b"], last)]);
    let client = builder(&server).build().unwrap();
    let mut back = client.threads().list_messages("t").before("e").pages_back();
    let mut found = Vec::new();
    while let Some(page) = back.next().await {
        found.push(page.unwrap().data.remove(0).id);
    }
    assert_eq!(found, ["c", "a"]);
    let before = |request: &Request| request.parameter("before");
    let asked: Vec<_> = server.requests().iter().map(before).collect();
    assert_eq!(asked, [Some("e".to_owned()), Some("c".to_owned())]);

    let server = Server::start([page(&["a"], more), page(&["b"], json!(false))]);
    let client = builder(&server).build().unwrap();
    let mut pages = client.threads().list_runs("t").pages();
    pages.next().await.unwrap().unwrap();
    let token = pages.token().unwrap().to_owned();
    let mut rest = client.threads().list_runs("t").items().resume(&token);
    assert_eq!(rest.next().await.unwrap().unwrap().id, "b");
    assert_eq!(server.requests()[1].parameter("after").as_deref(), Some("a"));
}

#[tokio::test]
async fn an_error_in_a_list_is_its_last_item() {
    for failure in [Reply::new(500), Reply::json(200, "[]"), Reply::nothing()] {
        let server = Server::start([page(&["a"], json!(true)), failure]);
        let mut pages = builder(&server).build().unwrap().threads().list_runs("t").pages();
        assert_eq!(pages.next().await.unwrap().unwrap().data[0].id, "a");
        assert!(pages.next().await.unwrap().is_err());
        assert!(pages.next().await.is_none());
        assert_eq!(server.requests().len(), 2);
    }
}

fn run(status: &str) -> Reply {
    let run = json!({ "id": "run/1", "thread_id": "t é", "status": status });
    Reply::json(200, run.to_string()).close()
}

async fn polled(
    replies: Vec<Reply>,
    set: fn(Poll<RunObject>) -> Poll<RunObject>,
) -> (Result<RunObject>, Duration, Vec<String>) {
    let server = Server::start(replies);
    let (_clock, http, url) = Clock::http(&server);
    let client = Client::builder().api_key(KEY).base_url(url).http_client(http).build().unwrap();
    let start = Instant::now();
    let run = set(client.threads().create_run("t", "a").idempotency_key("once").poll()).await;
    let elapsed = start.elapsed();
    let requests = server.requests();
    let once = requests.iter().filter(|r| r.header("idempotency-key").is_some()).count();
    assert_eq!(once, 1, "only what creates something has a key");
    (run, elapsed, requests.iter().map(|r| format!("{} {}", r.method, r.target)).collect())
}

#[tokio::test(start_paused = true)]
async fn a_run_is_polled_until_it_ends() {
    let ends = ["requires_action", "cancelled", "failed", "completed", "incomplete", "expired"];
    for end in ends {
        let replies = ["queued", "in_progress", "cancelling", "of another day", "", end].map(run);
        let (result, elapsed, requests) = polled(replies.into(), |poll| poll).await;
        assert_eq!(result.unwrap().status.as_str(), end);
        assert_eq!(elapsed.as_secs(), 5);
        assert_eq!(requests.len(), 6);
        assert_eq!(requests[0], "POST /threads/t/runs");
        let again = "GET /threads/t%20%C3%A9/runs/run%2F1";
        assert!(requests[1..].iter().all(|request| request == again), "{requests:?}");
    }
}

/// Keeps the part with which both paths begin where an answer does not repeat it.
#[tokio::test(start_paused = true)]
async fn a_run_that_does_not_name_its_thread_is_polled_in_the_same() {
    let run = |status| Reply::json(200, format!(r#"{{"id":"run_1","status":"{status}"}}"#)).close();
    let (result, _, requests) = polled(vec![run("queued"), run("completed")], |poll| poll).await;
    assert_eq!(result.unwrap().status.as_str(), "completed");
    assert_eq!(requests, ["POST /threads/t/runs", "GET /threads/t/runs/run_1"]);
}

#[tokio::test]
async fn an_answer_that_cannot_be_polled_is_the_server_s_fault() {
    let cases = [
        (r#"{"error":{"message":"later"}}"#, ErrorKind::Api, "createRun: later"),
        (r#"{"status":"queued","error":"later"}"#, ErrorKind::Api, "createRun: later"),
        (
            r#"{"status":"queued","error":true}"#,
            ErrorKind::Decode,
            "createRun: the answer does not say what to ask for",
        ),
    ];
    for (body, kind, text) in cases {
        let server = Server::start([Reply::json(200, body)]);
        let client = builder(&server).build().unwrap();
        let error = client.threads().create_run("t", "a").poll().await.unwrap_err();
        assert_eq!((error.kind(), error.body()), (kind, body.as_bytes()), "{error}");
        assert!(error.to_string().starts_with(text), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_pace_of_polling_is_the_caller_s_then_the_server_s() {
    let asked =
        |value: &str| vec![run("queued").header("openai-poll-after-ms", value), run("failed")];
    for (value, ms) in [
        ("250", 250),
        ("150.5", 151),
        ("1.5", 100),
        ("0", 100),
        ("-1", 1000),
        ("NaN", 1000),
        ("soon", 1000),
    ] {
        let (_, elapsed, _) = polled(asked(value), |poll| poll).await;
        assert!((ms..=ms + 2).contains(&elapsed.as_millis()), "{value}: {elapsed:?}");
    }
    let (_, elapsed, _) = polled(asked("250"), |poll| poll.interval(Duration::from_secs(3))).await;
    assert_eq!(elapsed.as_secs(), 3);
    // Longer than the deadline, and longer than any clock.
    for value in ["7200000", "1e40"] {
        let (result, elapsed, requests) =
            polled(asked(value), |poll| poll.deadline(Duration::from_secs(60))).await;
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{value}");
        assert!(error.to_string().contains("the last status is queued"), "{error}");
        assert_eq!((elapsed.as_secs(), requests.len()), (60, 1), "{value}");
    }
}
