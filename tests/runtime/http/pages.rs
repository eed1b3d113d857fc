//! Lists in pages, and waiting for an end.

use futures_util::StreamExt;
use openapi_loom_runtime::http::{Call, Error, ErrorKind, Page, Poll};
use serde::Deserialize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;
use workspace_tests::server::{Gate, Reply, Server};
use workspace_tests::service::{Clock, GET, LIST, client, create};

#[derive(Debug, Deserialize)]
struct Things {
    data: Vec<String>,
    has_more: bool,
}

impl Page for Things {
    type Item = String;

    fn items(&self) -> &[String] {
        &self.data
    }

    fn into_items(self) -> Vec<String> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.has_more
    }

    fn next_cursor(&self) -> Option<&str> {
        self.data.last().map(String::as_str)
    }
}

/// Returns a server of the letters `a` to `e`, two to a page.
fn letters() -> Server {
    Server::answering(|request| {
        let all = ["a", "b", "c", "d", "e"];
        let after =
            all.iter().position(|letter| request.parameter("after") == Some(letter.to_string()));
        let rest = &all[after.map_or(0, |at| at + 1)..];
        page(&rest[..rest.len().min(2)], rest.len() > 2)
    })
}

fn page(items: &[&str], has_more: bool) -> Reply {
    Reply::json(200, serde_json::json!({ "data": items, "has_more": has_more }).to_string())
}

async fn items(call: Call) -> Vec<Result<String, Error>> {
    call.pages::<Things>("after").items().collect().await
}

fn list(server: &Server) -> Call {
    let mut call = Call::new(&client(server), &LIST);
    call.set_query("limit", 2);
    call
}

fn texts(items: Vec<Result<String, Error>>) -> String {
    items.into_iter().map(Result::unwrap).collect()
}

#[tokio::test]
async fn items_of_all_pages_come_one_after_another() {
    let server = letters();
    assert_eq!(texts(items(list(&server)).await), "abcde");
    let targets: Vec<_> = server.requests().iter().map(|request| request.target.clone()).collect();
    assert_eq!(targets, ["/things?limit=2", "/things?limit=2&after=b", "/things?limit=2&after=d"]);
}

/// Returns a server of the numbers 0 to 6, as bare lists of those after `offset`, or of the
/// page of that number, the first of which is 1.
fn numbers() -> Server {
    Server::answering(|request| {
        let query = request.query();
        let asked = |name: &str| query.iter().find(|(key, _)| key == name)?.1.parse::<usize>().ok();
        let start = asked("offset").unwrap_or_else(|| 3 * (asked("page").unwrap_or(1) - 1));
        let numbers: Vec<usize> = (start..7).take(3).collect();
        Reply::json(200, serde_json::json!(numbers).to_string())
    })
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.target.clone()).collect()
}

#[tokio::test]
async fn pages_are_counted_where_they_have_no_cursor() {
    let sum = |items: Vec<Result<u32, Error>>| items.into_iter().map(Result::unwrap).sum::<u32>();
    let server = numbers();
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(sum(call.pages_by_offset::<Vec<u32>>("offset", 0).items().collect().await), 21);
    assert_eq!(
        targets(&server),
        ["/things", "/things?offset=3", "/things?offset=6", "/things?offset=7"]
    );

    let server = numbers();
    let call = Call::new(&client(&server), &LIST);
    let mut pages = call.pages_by_offset::<Vec<u32>>("start", 1);
    assert!(pages.next().await.unwrap().is_ok());
    assert_eq!(pages.token(), Some("4"));

    let server = numbers();
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(sum(call.pages_by_number::<Vec<u32>>("page", 1).items().collect().await), 21);
    assert_eq!(targets(&server), ["/things", "/things?page=2", "/things?page=3", "/things?page=4"]);

    // From where the caller says.
    let server = numbers();
    let mut call = Call::new(&client(&server), &LIST);
    call.set_query("page", 2);
    assert_eq!(sum(call.pages_by_number::<Vec<u32>>("page", 1).items().collect().await), 18);
}

#[derive(Debug, Deserialize)]
struct Linked {
    data: Vec<String>,
    next: Option<String>,
    previous: Option<String>,
}

impl Page for Linked {
    type Item = String;

    fn items(&self) -> &[String] {
        &self.data
    }

    fn into_items(self) -> Vec<String> {
        self.data
    }

    fn next_cursor(&self) -> Option<&str> {
        self.next.as_deref()
    }

    fn previous_cursor(&self) -> Option<&str> {
        self.previous.as_deref()
    }
}

#[tokio::test]
async fn a_cursor_may_come_in_the_address_of_the_next_page() {
    for (next, asked) in [
        // A server behind another one does not know by which address that is reached.
        ("https://api.example/things?limit=2&after=a%20b", "/things?limit=2&after=a%20b"),
        ("/things?after=b&seen=3", "/things?after=b&seen=3"),
        ("?after=b#here", "/things?after=b"),
        // It need not have the parameter on the same host.
        ("/things?from=b", "/things?from=b"),
        ("/more/things?after=b", "/more/things?after=b"),
        ("things?limit=2&after=b", "/things?limit=2&after=b"),
        // A text that looks like an address and has no query, or not that parameter, is a
        // cursor.
        ("/+a/b=", "/things?after=%2F%2Ba%2Fb%3D"),
        ("https", "/things?after=https"),
        ("b?afters=c&after", "/things?after=b%3Fafters%3Dc%26after"),
    ] {
        let first = serde_json::json!({"data": ["a"], "next": next});
        let last = serde_json::json!({"data": ["b"], "next": null});
        let replies = [first, last].map(|page| Reply::json(200, page.to_string()));
        let server = Server::start(replies);
        let call = Call::new(&client(&server), &LIST);
        assert_eq!(texts(call.pages::<Linked>("after").items().collect().await), "ab");
        assert_eq!(targets(&server), ["/things", asked], "{next}");
    }
}

/// A number that is in an address: whatever is no number is one, relative or not.
#[tokio::test]
async fn a_number_may_come_in_the_address_of_the_next_page() {
    for (next, asked) in [
        ("things?$skip=1", "/things?$skip=1"),
        ("things?$skiptoken=a", "/things?$skiptoken=a"),
        ("/more/things", "/more/things"),
        ("https://api.example/things?$skip=1", "/things?$skip=1"),
        ("2", "/things?%24skip=2"),
    ] {
        let first = serde_json::json!({"data": ["a"], "next": next});
        let last = serde_json::json!({"data": ["b"], "next": null});
        let replies = || [&first, &last].map(|page| Reply::json(200, page.to_string()));
        let server = Server::start(replies());
        let call = Call::new(&client(&server), &LIST);
        let mut pages = call.pages_by_linked_number::<Linked>("$skip");
        pages.next().await.unwrap().unwrap();
        let token = pages.token().unwrap().to_owned();
        assert_eq!(texts(pages.items().collect().await), "b");
        assert_eq!(targets(&server), ["/things", asked], "{next}");
        let server = Server::start(replies());
        let call = Call::new(&client(&server), &LIST);
        let pages = call.pages_by_linked_number::<Linked>("$skip").resume(&token);
        pages.items().collect::<Vec<_>>().await;
        assert_eq!(targets(&server)[0], asked, "{token}");
    }
}

/// The cursor goes into the body, over what the caller has there; the rest stays as it is.
#[tokio::test]
async fn a_cursor_may_go_into_the_body() {
    let pages = || {
        let next = [Some("1"), Some("https://h/?a=2"), None].into_iter().zip(["a", "b", "c"]);
        next.map(|(next, item)| {
            Reply::json(200, serde_json::json!({"data": [item], "next": next}).to_string())
        })
    };
    let bodies = |server: &Server| {
        let requests = server.requests();
        assert!(requests.iter().all(|request| request.target == "/things"));
        let body = |body: &[u8]| String::from_utf8(body.to_vec()).unwrap();
        requests.iter().map(|request| body(&request.body)).collect::<Vec<_>>()
    };
    let server = Server::start(pages());
    let mut call = create(&client(&server)).json(&serde_json::json!({"n": 1.50, "page": null}));
    call.set_idempotency_key("once");
    let pages_of_body = call.pages_in_body::<Linked>("page.cursor");
    assert_eq!(texts(pages_of_body.items().collect().await), "abc");
    assert_eq!(
        bodies(&server),
        [
            r#"{"n":1.5,"page":null}"#,
            r#"{"n":1.5,"page":{"cursor":"1"}}"#,
            r#"{"n":1.5,"page":{"cursor":"https://h/?a=2"}}"#,
        ]
    );
    let keys = server.requests();
    let keys: Vec<_> = keys.iter().map(|request| request.header("idempotency-key")).collect();
    assert_eq!(keys[0], Some("once"));
    assert!(!keys[1..].contains(&Some("once")));

    // Without a body there is one.
    let server = Server::start(pages());
    let call = Call::new(&client(&server), &LIST);
    let list = call.pages_in_body::<Linked>("cursor").resume("0");
    assert_eq!(texts(list.items().collect().await), "abc");
    assert_eq!(bodies(&server)[..2], [r#"{"cursor":"0"}"#, r#"{"cursor":"1"}"#]);

    // A cursor that does not move ends the list; a body that takes none is an error.
    let stuck = serde_json::json!({"data": ["a"], "next": "1"}).to_string();
    let server = Server::answering(move |_| Reply::json(200, stuck.clone()));
    let call = || create(&client(&server));
    let at_first = call().json(&serde_json::json!({"cursor": "1"}));
    let items = at_first.pages_in_body::<Linked>("cursor").items();
    assert_eq!(texts(items.collect().await), "a");
    let mut pages = call().json(&["a"]).pages_in_body::<Linked>("cursor");
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("`cursor` of the body cannot be set"), "{error}");
    assert!(pages.next().await.is_none());
}

/// A list of another host is not asked of this one.
#[tokio::test]
async fn an_address_of_another_list_elsewhere_is_an_error() {
    for next in ["https://api.example/others?after=b", "https://api.example/things?from=b"] {
        let page = serde_json::json!({"data": ["a"], "next": next});
        let server = Server::start([Reply::json(200, page.to_string())]);
        let mut pages = Call::new(&client(&server), &LIST).pages::<Linked>("after");
        assert!(pages.next().await.unwrap().is_ok());
        let error = pages.next().await.unwrap().unwrap_err().to_string();
        assert!(error.contains("the next page is not on the same host"), "{error}");
        assert!(pages.next().await.is_none());
    }
}

/// A page may have nothing and say where it goes on, but not for ever.
#[tokio::test]
async fn empty_pages_are_passed_over() {
    let linked = |data: &[&str], next: Option<&str>| {
        Reply::json(200, serde_json::json!({ "data": data, "next": next }).to_string())
    };
    let server = Server::start([
        linked(&[], Some("1")),
        linked(&["a"], Some("2")),
        linked(&[], Some("/things?after=3&more=1")),
        linked(&["b"], Some("4")),
        linked(&[], None),
    ]);
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(texts(call.pages::<Linked>("after").items().collect().await), "ab");
    let asked = ["/things", "after=1", "after=2", "after=3&more=1", "after=4"];
    let targets = targets(&server);
    assert_eq!(targets.len(), asked.len());
    assert!(
        targets.iter().zip(asked).all(|(target, asked)| target.ends_with(asked)),
        "{targets:?}"
    );

    let next = AtomicUsize::new(0);
    let endless = Server::answering(move |_| {
        linked(&[], Some(&next.fetch_add(1, Ordering::Relaxed).to_string()))
    });
    let mut items = Call::new(&client(&endless), &LIST).pages::<Linked>("after").items();
    let error = items.next().await.unwrap().unwrap_err().to_string();
    assert!(error.contains("more than 1000 pages in a row are empty"), "{error}");
    assert!(items.next().await.is_none());
}

#[derive(Debug, Deserialize)]
struct Counted {
    data: Vec<u32>,
    pages: Option<u64>,
    items: Option<u64>,
    number: Option<u64>,
}

impl Page for Counted {
    type Item = u32;

    fn items(&self) -> &[u32] {
        &self.data
    }

    fn into_items(self) -> Vec<u32> {
        self.data
    }

    fn total_pages(&self) -> Option<u64> {
        self.pages
    }

    fn total_items(&self) -> Option<u64> {
        self.items
    }

    fn number(&self) -> Option<u64> {
        self.number
    }
}

/// As many pages are asked for as there are, though one of them is empty, or the server
/// has more to say.
#[tokio::test]
async fn pages_are_counted_up_to_their_number() {
    let server = Server::answering(|request| {
        let data = if request.target.ends_with("page=2") { "[]" } else { "[1, 2]" };
        let echo = &request.target;
        Reply::json(200, format!("{{\"data\": {data}, \"pages\": 3, \"at\": \"{echo}\"}}"))
    });
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(call.pages_by_number::<Counted>("page", 1).items().count().await, 4);
    assert_eq!(targets(&server), ["/things", "/things?page=2", "/things?page=3"]);
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(call.pages_by_number::<Counted>("page", 0).count().await, 3);
    assert_eq!(targets(&server)[3..], ["/things", "/things?page=1", "/things?page=2"]);
    // A page that does not say it has none, or 0.
    let page = |data| Reply::json(200, format!("{{\"data\": {data}, \"pages\": 0}}"));
    let server = Server::start([page("[1]"), page("[2]"), page("[]")]);
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(call.pages_by_number::<Counted>("page", 1).items().count().await, 2);
}

/// A page beyond the last may be refused, once there are as many items as there should be;
/// before that, and in another way, it is an error.
#[tokio::test]
async fn a_refused_page_beyond_the_last_ends_a_list() {
    let list = async |total: u64, status: u16| {
        let page = Reply::json(200, format!("{{\"data\": [1, 2], \"items\": {total}}}"));
        let server = Server::start([page, Reply::json(status, "{}")]);
        let call = Call::new(&client(&server), &LIST);
        call.pages_by_offset::<Counted>("offset", 0).items().collect::<Vec<_>>().await
    };
    for status in [400, 404, 416] {
        let items = list(2, status).await;
        assert!(items.len() == 2 && items.iter().all(Result::is_ok), "{status}");
    }
    for (total, status) in [(3, 404), (2, 401), (2, 403)] {
        let items = list(total, status).await;
        assert!(items.len() == 3 && items[2].is_err(), "{total} {status}");
    }
    // The number may be that of the page.
    let pages = ["[1, 2]", "[3]"].map(|data| format!("{{\"data\": {data}, \"items\": 2}}"));
    let [first, second] = pages.map(|page| Reply::json(200, page));
    let server = Server::start([first, second, Reply::json(200, "{\"data\": []}")]);
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(call.pages_by_offset::<Counted>("offset", 0).items().count().await, 3);
}

/// A page without content is none, whatever the page before it says; an empty one that has the
/// status of a page is an error as ever.
#[tokio::test]
async fn a_page_without_content_ends_a_list() {
    let server = || Server::start([page(&["a"], true), Reply::new(204)]);
    assert_eq!(texts(items(list(&server())).await), "a");
    let mut pages = list(&server()).pages::<Things>("after");
    assert_eq!(pages.next().await.unwrap().unwrap().data, ["a"]);
    assert!(pages.next().await.is_none() && pages.next().await.is_none());
    assert_eq!(pages.token(), None);
    let all: Vec<Things> = list(&server()).pages("after").try_collect().await.unwrap();
    assert_eq!(all.len(), 1);
    let counted = Server::start([Reply::json(200, "[1, 2]"), Reply::new(204)]);
    let call = Call::new(&client(&counted), &LIST);
    assert_eq!(call.pages_by_number::<Vec<u32>>("page", 1).items().count().await, 2);
    // A list of nothing.
    assert!(items(list(&Server::start([Reply::new(204)]))).await.is_empty());

    let server = Server::start([page(&["a"], true), Reply::json(200, "")]);
    let items = items(list(&server)).await;
    assert_eq!(items[1].as_ref().unwrap_err().kind(), ErrorKind::Decode);
}

/// A list ends after as many items as it has: by the number in its body, where that is more
/// than there are on the page, or by a header.
#[tokio::test]
async fn pages_are_counted_up_to_the_number_of_items() {
    let walk = async |query: Option<(&'static str, u64)>, by_number: bool, total: &str| {
        let said = total.to_owned();
        let server = Server::answering(move |request| {
            let asked = |name| request.parameter(name).map(|it| it.parse::<usize>().unwrap());
            let start = asked("offset").or_else(|| Some(2 * (asked("page")? - 1)));
            let data: Vec<usize> = (0..4).skip(start.unwrap_or(0)).take(2).collect();
            let reply = Reply::json(200, format!("{{\"data\": {data:?}, \"items\": {said}}}"));
            reply.header("x-total", "4")
        });
        let mut call = Call::new(&client(&server), &LIST);
        query.into_iter().for_each(|(name, value)| call.set_query(name, value));
        let pages = match by_number {
            true => call.pages_by_number::<Counted>("page", 1),
            false => call.pages_by_offset::<Counted>("offset", 0),
        };
        let pages = if total == "null" { pages.total_in("x-total") } else { pages };
        let items = pages.items().count().await;
        (items, server.requests().len())
    };
    for total in ["4", "3", "null"] {
        for by_number in [true, false] {
            assert_eq!(walk(None, by_number, total).await, (4, 2), "{total}");
        }
        assert_eq!(walk(Some(("offset", 2)), false, total).await, (2, 1), "{total}");
    }
    // It is not known how many were on the pages before; or the number may be that of a page.
    assert_eq!(walk(Some(("page", 2)), true, "4").await, (2, 2));
    assert_eq!(walk(None, false, "2").await, (4, 3));
    assert_eq!(walk(None, false, "0").await, (4, 3));
}

/// The first page says from where it is counted; a call that asks for a number knows it.
#[tokio::test]
async fn pages_say_from_where_they_are_counted() {
    let server = |first: usize, by: &'static str| {
        Server::answering(move |request| {
            let asked = request.parameter(by).map(|it| it.parse::<usize>().unwrap());
            let number = asked.unwrap_or(first);
            let begin = if by == "page" { 2 * (number - first) } else { number - first };
            let data: Vec<usize> = (0..5).skip(begin).take(2).collect();
            Reply::json(
                200,
                serde_json::json!({"data": data, "number": number, "items": 5}).to_string(),
            )
        })
    };
    for (first, custom) in [(0, 1), (1, 1), (0, 0), (1, 0)] {
        let by_number = server(first, "page");
        let call = Call::new(&client(&by_number), &LIST);
        let pages = call.pages_by_number::<Counted>("page", custom);
        assert_eq!(sum(&pages.items().collect::<Vec<_>>().await), 10, "{first} {custom}");
        assert_eq!(by_number.requests().len(), 3);
        let by_offset = server(first, "start");
        let call = Call::new(&client(&by_offset), &LIST);
        let pages = call.pages_by_offset::<Counted>("start", custom);
        assert_eq!(sum(&pages.items().collect::<Vec<_>>().await), 10, "{first} {custom}");
        assert_eq!(by_offset.requests().len(), 3);
    }
    let server = server(1, "page");
    let mut call = Call::new(&client(&server), &LIST);
    call.set_query("page", 2);
    let pages = call.pages_by_number::<Counted>("page", 0);
    assert_eq!(sum(&pages.items().collect::<Vec<_>>().await), 9);
}

/// A walk that begins in the middle reaches the last page, from wherever pages are counted.
#[tokio::test]
async fn a_numbered_list_that_is_resumed_reaches_its_end() {
    for first in [0, 1] {
        let server = Server::answering(move |request| {
            let number: u64 = request.parameter("page").unwrap().parse().unwrap();
            let data = if number < first + 3 { format!("[{number}]") } else { "[]".to_owned() };
            Reply::json(200, format!("{{\"data\": {data}, \"number\": {number}, \"pages\": 3}}"))
        });
        let mut call = Call::new(&client(&server), &LIST);
        call.set_query("page", first + 1);
        let items = call.pages_by_number::<Counted>("page", 0).items().count().await;
        assert_eq!(items, 2, "{first}");
    }
}

#[tokio::test]
async fn pages_are_asked_for_when_they_are_wanted() {
    let server = letters();
    let mut pages = list(&server).pages::<Things>("after");
    assert!(server.requests().is_empty());
    assert_eq!(pages.next().await.unwrap().unwrap().data, ["a", "b"]);
    let mut items = pages.items();
    assert_eq!(server.requests().len(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), "c");
    assert_eq!(items.next().await.unwrap().unwrap(), "d");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_list_may_start_anywhere() {
    let server = letters();
    let mut call = list(&server);
    call.set_query("after", "c");
    assert_eq!(texts(items(call).await), "de");
}

#[tokio::test]
async fn a_list_ends_whatever_the_server_says() {
    let empty = Server::answering(|_| page(&[], true));
    assert_eq!(texts(items(list(&empty)).await), "");
    assert_eq!(empty.requests().len(), 1);

    let empty_at_last = Server::start([page(&["a"], true), page(&[], true)]);
    assert_eq!(texts(items(list(&empty_at_last)).await), "a");
    assert_eq!(empty_at_last.requests().len(), 2);

    let stuck = Server::answering(|_| page(&["a", "b"], true));
    assert_eq!(texts(items(list(&stuck)).await), "ab");
    assert_eq!(stuck.requests().len(), 2);

    // In a circle, wherever it begins.
    let circle = Server::answering(|request| match request.parameter("after").as_deref() {
        Some("b") => page(&["c", "d"], true),
        Some("d") => page(&["e", "f"], true),
        Some("f") => page(&["c", "d"], true),
        _ => page(&["a", "b"], true),
    });
    assert_eq!(texts(items(list(&circle)).await), "abcdef");
    assert_eq!(circle.requests().len(), 4);
    let mut call = list(&circle);
    call.set_query("after", "d");
    assert_eq!(texts(items(call).await), "efcd");

    // A cursor that comes back with what is new costs none of it.
    let echo = Server::answering(|request| {
        let next = serde_json::json!("b");
        let data = if request.parameter("after").is_some() { ["c", "d"] } else { ["a", "b"] };
        Reply::json(200, serde_json::json!({"data": data, "next": next}).to_string())
    });
    let call = Call::new(&client(&echo), &LIST);
    assert_eq!(texts(call.pages::<Linked>("after").items().collect().await), "abcd");
    assert_eq!(echo.requests().len(), 2);

    // A server that does not heed the count; pages that are equal by chance.
    let deaf = Server::answering(|_| Reply::json(200, "[1, 2]"));
    let call = || Call::new(&client(&deaf), &LIST);
    let pages: Vec<_> = call().pages_by_offset::<Vec<u32>>("offset", 0).collect().await;
    assert_eq!((pages.len(), deaf.requests().len()), (1, 2));
    let chance = ["[0, 0]", "[1, 1]", "[0, 0]", "[]"];
    let chance = Server::start(chance.map(|page| Reply::json(200, page)));
    let call = Call::new(&client(&chance), &LIST);
    let numbers: Vec<_> = call.pages_by_number::<Vec<u32>>("page", 1).items().collect().await;
    assert_eq!(numbers.len(), 6);

    let last = Server::answering(|_| page(&["a", "b"], false));
    assert_eq!(texts(items(list(&last)).await), "ab");
    assert_eq!(last.requests().len(), 1);
}

/// A page that may leave out what says whether there are more.
#[derive(Debug, Deserialize)]
struct Unsaid {
    data: Vec<u32>,
    #[serde(default)]
    meta: Meta,
}

#[derive(Debug, Default, Deserialize)]
struct Meta {
    #[serde(default, deserialize_with = "or_default")]
    more: bool,
    next: Option<String>,
    pages: Option<u64>,
}

fn or_default<'de, D: serde::Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Option::deserialize(from).map(Option::unwrap_or_default)
}

impl Page for Unsaid {
    type Item = u32;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);
    const MORE: Option<&'static [&'static str]> = Some(&["meta", "more"]);

    fn items(&self) -> &[u32] {
        &self.data
    }

    fn into_items(self) -> Vec<u32> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.meta.more
    }

    fn total_pages(&self) -> Option<u64> {
        self.meta.pages
    }

    fn next_cursor(&self) -> Option<&str> {
        self.meta.next.as_deref()
    }
}

#[tokio::test]
async fn a_list_ends_where_the_server_says_so_and_not_where_it_says_nothing() {
    /// Returns the numbers of items and of requests.
    async fn walk(first: &[u8], last: &str) -> (usize, usize) {
        let page = |body: &[u8]| Reply::json(200, "").piece(body);
        let server = Server::start([first, last.as_bytes()].map(page));
        let call = Call::new(&client(&server), &LIST);
        let items: Vec<_> = call.pages::<Unsaid>("after").items().collect().await;
        (items.len(), server.requests().len())
    }
    let last = r#"{"data":[9],"meta":{"more":false,"next":"z"}}"#;
    for (first, count) in [
        (r#"{"data":[1],"meta":{"next":"a"}}"#, 2),
        (r#"{"data":["?"],"meta":{"next":"a"}}"#, 2),
        (r#"{"data":[1],"meta":{"more":true,"next":"a"}}"#, 2),
        (r#"{"data":[1],"meta":{"more":false,"next":"a"}}"#, 1),
        (r#"{"data":["?"],"meta":{"more":false,"next":"a"}}"#, 1),
        // The last of several counts.
        (r#"{"data":[1],"meta":{},"meta":{"more":false,"next":"a"}}"#, 1),
        (r#"{"data":[1],"meta":{}}"#, 1),
        // What is read of JSON that is mended is heard, too.
        (r#"{"x":[NaN,-Infinity],"data":[1],"meta":{"more":false,"next":"a"}}"#, 1),
        (r#"{"x":"\ud83d","data":[1],"meta":{"more":false,"next":"a"}}"#, 1),
        (r#"{"x":NaN,"data":[1],"meta":{"next":"a"}}"#, 2),
    ] {
        assert_eq!(walk(first.as_bytes(), last).await, (count, count), "{first}");
    }
    let bytes = b"{\"x\":\"caf\xe9\",\"data\":[1],\"meta\":{\"more\":false,\"next\":\"a\"}}";
    assert_eq!(walk(bytes, last).await, (1, 1));
}

/// A count moves on by itself, whatever the server heeds: pages without a word of more go on up
/// to what is counted.
#[tokio::test]
async fn a_counted_list_goes_on_where_a_page_says_so() {
    let walk = async |said: &'static str, by_number: bool| {
        let server = Server::answering(move |request| {
            let took = request.target.len();
            let asked = |name| request.parameter(name).map_or(0, |it| it.parse::<usize>().unwrap());
            // The last page that there is says nothing else.
            let at = asked("offset") + asked("page");
            let data = if at < 20 { "[1,2]" } else { "[]" };
            let body = format!(r#"{{"took":"{took} {at}","data":{data},"meta":{{{said}}}}}"#);
            Reply::json(200, body).header("x-total", if said.is_empty() { "0" } else { "6" })
        });
        let call = Call::new(&client(&server), &LIST);
        let pages = match by_number {
            true => call.pages_by_number::<Unsaid>("page", 1),
            false => call.pages_by_offset::<Unsaid>("offset", 0),
        };
        let items: Vec<_> = pages.total_in("x-total").items().collect().await;
        (items.len(), server.requests().len())
    };
    for by_number in [true, false] {
        for (said, expected) in [
            ("", (2, 1)),
            (r#""next":"a""#, (6, 3)),
            (r#""more":null"#, (6, 3)),
            (r#""more":true"#, (6, 3)),
            (r#""more":false"#, (2, 1)),
        ] {
            assert_eq!(walk(said, by_number).await, expected, "{said} {by_number}");
        }
    }
    for (pages, count) in [("3", 3), ("0", 1), ("null", 1)] {
        let server = Server::answering(move |request| {
            let at = &request.target;
            let meta = format!(r#"{{"pages":{pages}}}"#);
            Reply::json(200, format!(r#"{{"took":"{at}","data":[1],"meta":{meta}}}"#))
        });
        let call = Call::new(&client(&server), &LIST);
        assert_eq!(call.pages_by_number::<Unsaid>("page", 1).count().await, count, "{pages}");
        let call = Call::new(&client(&server), &LIST);
        assert_eq!(call.pages_by_offset::<Unsaid>("offset", 0).count().await, 1, "{pages}");
    }
}

#[tokio::test]
async fn an_error_ends_a_list() {
    let server = Server::start([page(&["a"], true), Reply::new(404)]);
    let mut items = items(list(&server)).await;
    assert_eq!(items.len(), 2);
    assert_eq!(items.pop().unwrap().unwrap_err().kind(), ErrorKind::Api);
}

#[derive(Debug, Deserialize)]
struct Job {
    id: String,
    status: String,
}

fn job(status: &str) -> Reply {
    Reply::json(200, format!(r#"{{"id":"j/1","status":"{status}"}}"#)).close()
}

fn poll(first: Call) -> Poll<Job> {
    Poll::new(
        first,
        &GET,
        |call, job| call.path("id", &job.id),
        |job| &job.status,
        &["done", "failed", "waits_for_you"],
    )
}

/// Polls a server that gives these replies; also gives the time it took.
async fn polled(
    replies: impl IntoIterator<Item = Reply>,
    set: fn(Poll<Job>) -> Poll<Job>,
) -> (Result<Job, Error>, Duration, Server) {
    let server = Server::start(replies);
    let (_clock, builder) = Clock::client(&server);
    let client = builder.header("x-organization", "org").build().unwrap();
    let start = Instant::now();
    let result = set(poll(create(&client))).await;
    (result, start.elapsed(), server)
}

#[tokio::test(start_paused = true)]
async fn a_job_is_polled_until_it_ends() {
    for end in ["done", "failed", "waits_for_you"] {
        let replies = ["queued", "a new status", end].map(job);
        let (job, elapsed, server) = polled(replies, |poll| poll).await;
        assert_eq!(job.unwrap().status, end);
        assert_eq!(elapsed.as_secs(), 2);
        let requests = server.requests();
        let lines = requests.iter().map(|r| format!("{} {}", r.method, r.target));
        assert_eq!(
            lines.collect::<Vec<_>>(),
            ["POST /things", "GET /things/j%2F1", "GET /things/j%2F1"]
        );
        assert_eq!(requests[2].header("x-organization"), Some("org"));
        assert!(requests[2].body.is_empty());
    }
    let (_, elapsed, server) = polled([job("done")], |poll| poll).await;
    assert_eq!((elapsed, server.requests().len()), (Duration::ZERO, 1));
}

#[tokio::test(start_paused = true)]
async fn the_caller_sets_the_pace_or_else_the_server() {
    let replies = || [job("queued").header("x-poll-after-ms", "250"), job("queued"), job("done")];
    let (_, elapsed, _) = polled(replies(), |poll| poll).await;
    assert!((1250..1260).contains(&elapsed.as_millis()), "{elapsed:?}");
    let (_, elapsed, _) = polled(replies(), |poll| poll.interval(Duration::from_secs(7))).await;
    assert_eq!(elapsed.as_secs(), 14);
    // A server may not ask to be asked all the time; a caller may.
    let replies = || [job("queued").header("x-poll-after-ms", "0"), job("done")];
    let (_, elapsed, _) = polled(replies(), |poll| poll).await;
    assert!((100..110).contains(&elapsed.as_millis()), "{elapsed:?}");
    let (_, elapsed, _) = polled(replies(), |poll| poll.interval(Duration::ZERO)).await;
    assert!(elapsed.as_millis() < 10, "{elapsed:?}");
}

/// A caller who knows the id alone asks for the same until the work has ended.
#[tokio::test(start_paused = true)]
async fn what_is_read_is_read_again_until_it_ends() {
    let server = Server::start(["queued", "done"].map(job));
    let (_clock, builder) = Clock::client(&server);
    let mut call = Call::new(&builder.build().unwrap(), &GET).path("id", "j/1");
    call.set_query("with", "all");
    let poll = Poll::again(call, |job: &Job| &job.status, &["done"]);
    assert!(format!("{poll:?}").contains("again: the same"), "{poll:?}");
    assert_eq!(poll.await.unwrap().status, "done");
    let targets = server.requests().into_iter().map(|request| request.target);
    assert_eq!(targets.collect::<Vec<_>>(), ["/things/j%2F1?with=all"; 2]);
}

#[tokio::test(start_paused = true)]
async fn polling_has_a_deadline() {
    let replies = || std::iter::repeat_with(|| job("queued").header("x-request-id", "r1"));
    let short = |poll: Poll<Job>| poll.deadline(Duration::from_millis(2500));
    let (result, elapsed, server) = polled(replies().take(9), short).await;
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(
        error.to_string(),
        "createThing: not at an end within 2.5s; the last status is queued [request r1]"
    );
    assert_eq!(error.body(), br#"{"id":"j/1","status":"queued"}"#);
    assert!((2500..2510).contains(&elapsed.as_millis()), "{elapsed:?}");
    assert_eq!(server.requests().len(), 3);

    let every_minute = |poll: Poll<Job>| poll.interval(Duration::from_secs(60));
    let (result, elapsed, _) = polled(replies().take(20), every_minute).await;
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Timeout);
    assert_eq!(elapsed.as_secs(), 600);
}

#[tokio::test(start_paused = true)]
async fn an_error_ends_polling_after_the_usual_retries() {
    let replies = [job("queued"), Reply::new(500).close(), job("done")];
    assert_eq!(polled(replies, |poll| poll).await.0.unwrap().status, "done");
    let replies = [job("queued"), Reply::new(404).close()];
    let (result, _, _) = polled(replies, |poll| poll).await;
    let error = result.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Api, Some("getThing")));
}

#[tokio::test]
async fn polling_can_be_dropped() {
    let gate = Gate::closed();
    let server = Server::start([Reply::new(200).wait(&gate).hang()]);
    let polling = tokio::spawn(poll(create(&client(&server))).into_future());
    server.received(1).await;
    polling.abort();
    gate.open();
    server.closed(1).await;
}

/// Returns a server of the numbers 1 to 7 in lists of three; `link` says where the next
/// page is, by the number of the page after that which was asked for.
fn linked(link: impl Fn(u32) -> Option<String> + Send + Sync + 'static) -> Server {
    Server::answering(move |request| {
        let query = request.query();
        let asked = query.iter().find(|(key, _)| key == "p").map(|(_, value)| value.parse::<u32>());
        let page = asked.map_or(1, Result::unwrap);
        let items: Vec<u32> = (1..8).skip(3 * (page as usize - 1)).take(3).collect();
        let reply = Reply::json(200, serde_json::json!(items).to_string());
        match link(page + 1).filter(|_| items.last() != Some(&7)) {
            Some(link) => reply.header("link", &link),
            None => reply,
        }
    })
}

fn sum(items: &[Result<u32, Error>]) -> u32 {
    items.iter().filter_map(|item| item.as_ref().ok()).sum()
}

/// The header is followed wherever it leads on the same host, with what the client
/// adds to each call.
#[tokio::test]
async fn pages_are_linked_in_a_header() {
    let server = linked(|page| {
        Some(format!(
            "</list/of/things?p=1>; rel=prev, </list/of/things?limit=3&p={page}>; rel=\"next\""
        ))
    });
    let mut call = Call::new(&client(&server), &LIST);
    call.set_query("limit", 3);
    call.add_query("version", "2");
    let items: Vec<_> = call.pages_by_link::<Vec<u32>>().items().collect().await;
    assert_eq!(sum(&items), 28);
    assert_eq!(
        targets(&server),
        [
            "/things?limit=3&version=2",
            "/list/of/things?limit=3&p=2&version=2",
            "/list/of/things?limit=3&p=3&version=2",
        ]
    );
    let keys = server.requests();
    assert!(
        keys.iter()
            .all(|request| request.header("authorization") == keys[0].header("authorization"))
    );
    assert!(keys[0].header("authorization").is_some());
    // Without a header there is one page.
    let server = linked(|_| None);
    let call = Call::new(&client(&server), &LIST);
    assert_eq!(call.pages_by_link::<Vec<u32>>().items().count().await, 3);
    assert_eq!(server.requests().len(), 1);
}

/// No credential goes to another host, and no list ends there without a word.
#[tokio::test]
async fn links_to_other_hosts_are_errors() {
    let other = Server::answering(|_| Reply::json(200, "[100]"));
    for address in [
        format!("{}/things?p=2", other.url()),
        "//elsewhere.example/things?p=2&secret=1".to_owned(),
        "https://127.0.0.1/things?p=2".to_owned(),
        "http://[::1".to_owned(),
    ] {
        let link = address.clone();
        let server = linked(move |_| Some(format!("<{link}>; rel=next")));
        let call = Call::new(&client(&server), &LIST);
        let mut pages = call.pages_by_link::<Vec<u32>>();
        assert_eq!(pages.next().await.unwrap().unwrap(), [1, 2, 3], "{address}");
        assert_eq!(pages.token(), None);
        let error = pages.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = error.to_string();
        assert!(text.contains("the next page"), "{text}");
        assert!(!text.contains("secret"), "{text}");
        assert!(pages.next().await.is_none());
    }
    assert!(other.requests().is_empty());
}

/// The address may come in the answer; one that does not move ends the list.
#[tokio::test]
async fn pages_by_the_address_in_an_answer() {
    let server = Server::answering(|request| {
        let (data, next) = match request.target.as_str() {
            "/things" => ("a", Some("/more/1")),
            "/more/1" => ("b", Some("2?x=y")),
            "/more/2?x=y" => ("c", Some("/more/1")),
            _ => ("?", None),
        };
        let body = serde_json::json!({ "data": [data], "next": next });
        Reply::json(200, body.to_string())
    });
    let pages = Call::new(&client(&server), &LIST).pages_by_address::<Linked>();
    assert_eq!(texts(pages.items().collect().await), "abc");
    assert_eq!(targets(&server), ["/things", "/more/1", "/more/2?x=y"]);
}

/// A list that goes on later goes on behind the last page, in whatever way it
/// pages.
#[tokio::test]
async fn lists_are_resumed() {
    let server = letters();
    let mut pages = list(&server).pages::<Things>("after");
    assert_eq!(pages.token(), None);
    pages.next().await.unwrap().unwrap();
    let token = pages.token().unwrap().to_owned();
    drop(pages);
    let rest = list(&server).pages::<Things>("after").resume(&token);
    assert_eq!(rest.token(), Some(&*token));
    let rest: Vec<_> = rest.items().collect().await;
    assert_eq!(texts(rest), "cde");

    // By items, the page that was begun comes again.
    let mut items = list(&server).pages::<Things>("after").items();
    assert_eq!(items.token(), None);
    let mut tokens = Vec::new();
    while let Some(item) = items.next().await {
        tokens.push((item.unwrap(), items.token().map(str::to_owned)));
    }
    let of = |item: &str, token: Option<&str>| (item.to_owned(), token.map(str::to_owned));
    assert_eq!(
        tokens,
        [of("a", None), of("b", Some("b")), of("c", Some("b")), of("d", Some("d")), of("e", None)]
    );
    let again = list(&server).pages::<Things>("after").items().resume("b");
    assert_eq!(texts(again.collect().await), "cde");

    let server = numbers();
    let mut pages = Call::new(&client(&server), &LIST).pages_by_offset::<Vec<u32>>("offset", 0);
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.token(), Some("3"));
    let rest = Call::new(&client(&server), &LIST).pages_by_offset::<Vec<u32>>("offset", 0);
    assert_eq!(sum(&rest.resume("3").items().collect::<Vec<_>>().await), 18);

    let server = linked(|page| Some(format!("</things?p={page}>; rel=next")));
    let mut pages = Call::new(&client(&server), &LIST).pages_by_link::<Vec<u32>>();
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.token(), Some("/things?p=2"));
    let rest = Call::new(&client(&server), &LIST).pages_by_link::<Vec<u32>>().resume("/things?p=2");
    assert_eq!(sum(&rest.items().collect::<Vec<_>>().await), 22);
    let mut elsewhere =
        Call::new(&client(&server), &LIST).pages_by_link::<Vec<u32>>().resume("http://a.example/");
    let error = elsewhere.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(elsewhere.next().await.is_none());
}

#[derive(Debug, Deserialize)]
struct Backwards(Vec<String>);

impl Page for Backwards {
    type Item = String;

    fn items(&self) -> &[String] {
        &self.0
    }

    fn into_items(self) -> Vec<String> {
        self.0
    }

    fn previous_cursor(&self) -> Option<&str> {
        self.0.first().map(String::as_str)
    }
}

#[tokio::test]
async fn pages_go_backwards_too() {
    let server = Server::answering(|request| {
        let all = ["a", "b", "c", "d", "e"];
        let before = request.parameter("before");
        let end = all.iter().position(|letter| before.as_deref() == Some(letter));
        let end = end.unwrap_or(all.len());
        Reply::json(200, serde_json::json!(&all[end.saturating_sub(2)..end]).to_string())
    });
    let mut call = Call::new(&client(&server), &LIST);
    call.set_query("before", "e");
    let pages = call.pages_back::<Backwards>("before");
    assert_eq!(texts(pages.items().collect().await), "cdab");
    assert_eq!(targets(&server), ["/things?before=e", "/things?before=c", "/things?before=a"]);
}

/// Returns a server of the letters `a` to `e`, two to a page, after one or before another.
fn both_ways() -> Server {
    Server::answering(|request| {
        let all = ["a", "b", "c", "d", "e"];
        let asked = |name| request.parameter(name);
        let place = |name| all.iter().position(|letter| asked(name).as_deref() == Some(letter));
        let (after, before) = (place("after"), place("before"));
        let end = before.unwrap_or(all.len());
        let begin = match (after, before) {
            (Some(after), _) => after + 1,
            (None, Some(before)) => before.saturating_sub(2),
            (None, None) => 0,
        };
        let end = end.min(begin + 2);
        let data = &all[begin..end];
        let (first, last) = (data.first(), data.last());
        let body = serde_json::json!({"data": data, "next": last, "previous": first});
        Reply::json(200, body.to_string())
    })
}

/// The caller's cursor says the way; with both, the items between them are asked for.
#[tokio::test]
async fn a_list_goes_the_way_of_its_cursor() {
    let walk = async |set: &[(&'static str, &str)]| {
        let server = both_ways();
        let mut call = Call::new(&client(&server), &LIST);
        set.iter().for_each(|(name, value)| call.set_query(name, value));
        let pages = call.pages_either_way::<Linked>("after", "before");
        (texts(pages.items().collect().await), targets(&server))
    };
    let (items, asked) = walk(&[("before", "e")]).await;
    assert_eq!(items, "cdab");
    assert_eq!(asked, ["/things?before=e", "/things?before=c", "/things?before=a"]);
    let (items, asked) = walk(&[("after", "b")]).await;
    assert_eq!(items, "cde");
    assert_eq!(asked, ["/things?after=b", "/things?after=d", "/things?after=e"]);
    assert_eq!(walk(&[]).await.0, "abcde");
    let (items, asked) = walk(&[("before", "e"), ("after", "a")]).await;
    assert_eq!(items, "bcd");
    assert_eq!(asked[1], "/things?before=e&after=c");
}
