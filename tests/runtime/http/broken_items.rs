//! Lists of which an item is malformed, over real sockets.

use futures_util::StreamExt;
use openapi_loom_runtime::http::{Call, Error, ErrorKind, Page};
use openapi_loom_runtime::{object, tagged_union};
use serde_json::json;
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{KEY, LIST, client};

object! {
    /// A thing.
    pub struct Thing {
        /// Its id.
        #[wire(corrected = "id")]
        pub id: String,
        /// Its size.
        #[wire(optional = "size")]
        pub size: Option<u8>,
    }
}

object! {
    /// A page of things.
    #[extra(extra)]
    pub struct Things {
        /// The things.
        #[wire(corrected = "data")]
        pub data: Vec<Thing>,
        /// The kinds of them that there are.
        #[wire(corrected = "kinds")]
        pub kinds: Vec<u8>,
        /// True if there are more.
        #[wire(optional = "has_more")]
        pub has_more: Option<bool>,
    }
}

impl Page for Things {
    type Item = Thing;

    const LIST: Option<&'static [&'static str]> = Some(&["data"]);

    const CURSOR: Option<&'static str> = Some("id");

    fn items(&self) -> &[Thing] {
        &self.data
    }

    fn into_items(self) -> Vec<Thing> {
        self.data
    }

    fn has_more(&self) -> bool {
        self.has_more.unwrap_or_default()
    }

    fn next_cursor(&self) -> Option<&str> {
        self.data.last().map(|thing| &*thing.id)
    }

    fn previous_cursor(&self) -> Option<&str> {
        self.data.first().map(|thing| &*thing.id)
    }
}

fn call(server: &Server) -> Call {
    Call::new(&client(server), &LIST)
}

/// Describes each item: its id, or the place where it is broken.
fn described(items: Vec<Result<Thing, Error>>) -> Vec<String> {
    let describe = |item: Result<Thing, Error>| match item {
        Ok(thing) => thing.id,
        Err(error) => format!("{:?} {}", error.item(), error.path().unwrap_or("?")),
    };
    items.into_iter().map(describe).collect()
}

fn targets(server: &Server) -> Vec<String> {
    server.requests().into_iter().map(|request| request.target).collect()
}

const FIRST: &str = r#"{"data":[{"id":"a"},{"id":"b","size":"big","name":"é"},{"id":"c"},7],
    "has_more":true,"kinds":[1],"total":3}"#;

#[tokio::test]
async fn a_broken_item_is_an_error_in_its_place() {
    let last = json!({"data": [{"id": "d"}], "has_more": false}).to_string();
    let server = Server::start([
        Reply::json(200, FIRST).header("x-request-id", "req_1"),
        Reply::json(200, &last),
    ]);
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    let error = items[1].as_ref().unwrap_err();
    assert_eq!((error.kind(), error.item()), (ErrorKind::Decode, Some(1)));
    assert_eq!(error.body(), r#"{"id":"b","size":"big","name":"é"}"#.as_bytes());
    assert_eq!(error.operation(), Some("listThings"));
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("req_1")));
    assert!(error.to_string().contains("unexpected JSON at data[1].size: "), "{error}");
    assert_eq!(described(items), ["a", "Some(1) data[1].size", "c", "Some(3) data[3]", "d"],);
    // The broken item at the end has no cursor.
    assert_eq!(targets(&server), ["/things", "/things?after=c"]);
}

/// An item that is broken costs no other in a page that has to be mended.
#[tokio::test]
async fn a_broken_item_beside_what_is_mended() {
    let page = concat!(
        "\u{feff}",
        r#"{"data":[{"id":"a\ud800"},{"id":"b","size":"big"},{"id":"c"}],"has_more":false,"#,
        r#""total":NaN,"rest":[1e999],"words":"bytes"}"#
    );
    let (before, after) = page.split_once("bytes").unwrap();
    let reply = Reply::new(200).header("content-type", "application/json");
    let server = Server::start([reply.piece(before).piece(b"\xff").piece(after)]);
    let mut pages = call(&server).pages::<Things>("after");
    let page = pages.next().await.unwrap().unwrap();
    let ids: Vec<_> = page.data.iter().map(|thing| &*thing.id).collect();
    assert_eq!((&ids[..], page.has_more), (&["a\u{fffd}", "c"][..], Some(false)));
    assert_eq!(page.extra["words"], "\u{fffd}");
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!((error.item(), error.path()), (Some(1), Some("data[1].size")));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_page_comes_without_its_broken_items_and_they_after_it() {
    let last = json!({"data": [{"id": "d"}], "has_more": false}).to_string();
    let server = Server::start([Reply::json(200, FIRST), Reply::json(200, &last)]);
    let mut pages = call(&server).pages::<Things>("after");
    let page = pages.next().await.unwrap().unwrap();
    let ids: Vec<_> = page.data.iter().map(|thing| &*thing.id).collect();
    assert_eq!((&ids[..], page.kinds, page.has_more), (&["a", "c"][..], vec![1], Some(true)));
    assert_eq!(page.extra["total"], 3);
    for index in [1, 3] {
        assert_eq!(pages.next().await.unwrap().unwrap_err().item(), Some(index));
    }
    assert_eq!(pages.next().await.unwrap().unwrap().data.len(), 1);
    assert!(pages.next().await.is_none());

    // The items and errors still to come of a page come before the items of the
    // next.
    let server = Server::start([Reply::json(200, FIRST), Reply::json(200, &last)]);
    let mut pages = call(&server).pages::<Things>("after");
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap().unwrap_err();
    let items: Vec<_> = pages.items().collect().await;
    assert_eq!(described(items), ["Some(3) data[3]", "d"]);
}

#[tokio::test]
async fn a_list_goes_on_after_a_broken_last_item() {
    let pages = [
        r#"{"data":[{"id":"a","size":-1}],"has_more":true}"#,
        r#"{"data":[{"id":"b"},{"id":"c","size":-1}],"has_more":true}"#,
        r#"{"data":[{"id":"d"}],"has_more":false}"#,
    ];
    let server = Server::start(pages.map(|page| Reply::json(200, page)));
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    assert_eq!(described(items), ["Some(0) data[0].size", "b", "Some(1) data[1].size", "d"]);
    assert_eq!(targets(&server), ["/things", "/things?after=a", "/things?after=c"]);
}

/// A number in the place of a cursor is what a client without types would ask by.
#[tokio::test]
async fn a_list_goes_on_after_a_number_for_a_cursor() {
    let pages = [
        r#"{"data":[{"id":5}],"has_more":true}"#,
        r#"{"data":[{"id":"b"},{"id":12345678901234567890}],"has_more":true}"#,
        r#"{"data":[{"id":6}],"has_more":false}"#,
    ];
    let server = Server::start(pages.map(|page| Reply::json(200, page)));
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    let wrong = |place: usize| format!("Some({place}) data[{place}].id");
    assert_eq!(described(items), [wrong(0), "b".to_owned(), wrong(1), wrong(0)]);
    let asked = ["/things", "/things?after=5", "/things?after=12345678901234567890"];
    assert_eq!(targets(&server), asked);
}

#[tokio::test]
async fn a_list_that_cannot_go_on_says_so() {
    for item in [r#"{"id":{}}"#, r#"{"size":-1}"#, "7", r#"{"id":null,"size":"x"}"#] {
        let page = format!(r#"{{"data":[{item}],"has_more":true}}"#);
        let server = Server::start([Reply::json(200, &page).header("x-request-id", "req_1")]);
        let mut items = call(&server).pages::<Things>("after").items();
        assert_eq!(items.next().await.unwrap().unwrap_err().item(), Some(0), "{item}");
        let error = items.next().await.unwrap().unwrap_err();
        let problem = "the list cannot go on: its last item is malformed and has no `id`";
        assert_eq!(error.to_string(), format!("listThings: {problem} [request req_1]"));
        assert_eq!((error.kind(), error.item()), (ErrorKind::Decode, None));
        assert!(items.next().await.is_none());
        assert_eq!(targets(&server), ["/things"]);
    }
    // It is the last page, or another item says where to go on.
    let last = r#"{"data":[{"id":{}}],"has_more":false}"#;
    let server = Server::start([Reply::json(200, last)]);
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    assert_eq!(described(items), ["Some(0) data[0].id"]);
    let first = r#"{"data":[{"id":"a"},{"id":{}}],"has_more":true}"#;
    let server = Server::start([Reply::json(200, first), Reply::json(200, last)]);
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    assert_eq!(described(items), ["a", "Some(1) data[1].id", "Some(0) data[0].id"]);
    assert_eq!(targets(&server), ["/things", "/things?after=a"]);
}

#[tokio::test]
async fn a_list_that_cannot_go_on_backwards_says_so() {
    let back = |server: &Server| call(server).pages_back::<Things>("before").items();
    for item in [r#"{"id":{}}"#, r#"{"size":-1}"#, "7"] {
        let page = format!(r#"{{"data":[{item}],"has_more":true}}"#);
        let server = Server::start([Reply::json(200, &page)]);
        let mut items = back(&server);
        assert_eq!(items.next().await.unwrap().unwrap_err().item(), Some(0), "{item}");
        let error = items.next().await.unwrap().unwrap_err();
        let problem = "the list cannot go on: its first item is malformed and has no `id`";
        assert_eq!(error.to_string(), format!("listThings: {problem}"));
        assert_eq!((error.kind(), error.item()), (ErrorKind::Decode, None));
        assert!(items.next().await.is_none());
        assert_eq!(targets(&server), ["/things"]);
    }
    // It is the first page of all, another item says where to go on, or a number does.
    let last = r#"{"data":[{"id":{}}],"has_more":false}"#;
    let server = Server::start([Reply::json(200, last)]);
    assert_eq!(described(back(&server).collect().await), ["Some(0) data[0].id"]);
    for (page, first, second, before) in [
        (r#"[{"id":"b"},{"id":{}}]"#, "b", "Some(1) data[1].id", "b"),
        (r#"[{"id":{}},{"id":"c"}]"#, "Some(0) data[0].id", "c", "c"),
        (r#"[{"id":5},{"id":"c"}]"#, "Some(0) data[0].id", "c", "5"),
    ] {
        let page = format!(r#"{{"data":{page},"has_more":true}}"#);
        let server = Server::start([Reply::json(200, &page), Reply::json(200, last)]);
        let items = described(back(&server).collect().await);
        assert_eq!(items, [first, second, "Some(0) data[0].id"]);
        assert_eq!(targets(&server), ["/things".to_owned(), format!("/things?before={before}")]);
    }
}

#[tokio::test]
async fn broken_items_count_where_items_are_counted() {
    let pages = [r#"[1,"two",3]"#, r#"[{},[]]"#, "[null,6]", "[]"];
    let server = Server::start(pages.map(|page| Reply::json(200, page)));
    let items = call(&server).pages_by_offset::<Vec<u32>>("offset", 0).items();
    let items: Vec<_> =
        items.map(|item| item.map_err(|it| it.path().unwrap().to_owned())).collect().await;
    let wrong = |path: &str| Err(path.to_owned());
    assert_eq!(items, [Ok(1), wrong("[1]"), Ok(3), wrong("[0]"), wrong("[1]"), Ok(0), Ok(6)]);
    assert_eq!(
        targets(&server),
        ["/things", "/things?offset=3", "/things?offset=5", "/things?offset=7"]
    );
}

tagged_union! {
    /// A thing of one of several kinds.
    #[tag = "kind"]
    pub enum Kind {
        /// A thing.
        Thing(Thing) = "thing",
    }
}

#[tokio::test]
async fn an_unknown_kind_is_no_broken_item() {
    let page =
        r#"[{"kind":"new","size":"big"},{"kind":"thing","size":"big"},{"kind":"thing","id":"a"}]"#;
    let server = Server::start([Reply::json(200, page), Reply::json(200, "[]")]);
    let items = call(&server).pages_by_offset::<Vec<Kind>>("offset", 0).items();
    let items: Vec<_> = items.collect().await;
    assert!(matches!(items[0], Ok(Kind::Other(_))), "{items:?}");
    assert_eq!(items[1].as_ref().unwrap_err().path(), Some("[1].size"));
    assert!(matches!(&items[2], Ok(Kind::Thing(thing)) if thing.id == "a"), "{items:?}");
}

object! {
    /// Things that a search found.
    pub struct Hits {
        /// The things.
        #[wire(corrected = "hits")]
        pub hits: Vec<Thing>,
    }
}

object! {
    /// A page of them.
    #[extra(extra)]
    pub struct Found {
        /// What was found.
        #[wire(optional = "hits")]
        pub hits: Option<Hits>,
    }
}

impl Page for Found {
    type Item = Thing;

    const LIST: Option<&'static [&'static str]> = Some(&["hits", "hits"]);

    fn items(&self) -> &[Thing] {
        self.hits.as_ref().map_or(&[], |hits| &hits.hits)
    }

    fn into_items(self) -> Vec<Thing> {
        self.hits.map(|hits| hits.hits).unwrap_or_default()
    }
}

/// The list may be within an object of the page; what is around it is kept.
#[tokio::test]
async fn a_list_within_an_object() {
    let answer = r#"{"took":5,"hits":{"hits":[{"id":"a"},7],"total":2}}"#;
    let server = Server::start([Reply::json(200, answer), Reply::json(200, answer)]);
    let items: Vec<_> = call(&server).pages::<Found>("after").items().collect().await;
    assert_eq!(described(items), ["a", "Some(1) hits.hits[1]"]);
    let page = call(&server).pages::<Found>("after").next().await.unwrap().unwrap();
    assert_eq!((page.items().len(), &page.extra["took"]), (1, &json!(5)));
}

/// A page that is broken elsewhere is lost: it has no items.
#[tokio::test]
async fn what_is_no_list_is_an_error_and_the_end() {
    for (body, kind, path) in [
        (r#"{"error":{"message":"no"}}"#, ErrorKind::Api, None),
        (r#"{"data":{"id":"a"},"has_more":true}"#, ErrorKind::Decode, Some("data")),
        (r#"{"data":"none","has_more":true}"#, ErrorKind::Decode, Some("data")),
        (r#"{"data":[{"id":"a"}],"has_more":"yes"}"#, ErrorKind::Decode, Some("has_more")),
        (
            r#"{"data":[{"id":7}],"kinds":["x"],"has_more":true}"#,
            ErrorKind::Decode,
            Some("data[0].id"),
        ),
        (
            r#"{"data":[{"id":"a"}],"kinds":["x"],"has_more":true}"#,
            ErrorKind::Decode,
            Some("kinds[0]"),
        ),
        (r#"{"data":[{"id":7}],"has_more":true"#, ErrorKind::Decode, Some("data[0].id")),
        (r#"[{"id":7}]"#, ErrorKind::Decode, None),
        (r#""none""#, ErrorKind::Decode, None),
    ] {
        let server = Server::start([Reply::json(200, body)]);
        let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
        let [Err(error)] = &items[..] else { panic!("{body}: {items:?}") };
        assert_eq!((error.kind(), error.path(), error.item()), (kind, path, None), "{body}");
        assert_eq!(error.body(), body.as_bytes());
    }
}

/// A call that asks for one answer gets it whole or not at all.
#[tokio::test]
async fn an_answer_is_not_cut_without_a_word() {
    let server = Server::start([Reply::json(200, FIRST)]);
    let error = call(&server).send::<Things>().await.unwrap_err();
    assert_eq!((error.path(), error.item()), (Some("data[1].size"), None));
    assert_eq!(error.body(), FIRST.as_bytes());
}

#[tokio::test]
async fn a_broken_item_shows_no_secret() {
    let page = json!({"data": [{"id": "a", "size": KEY}]}).to_string();
    let server = Server::start([Reply::json(200, &page)]);
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    let error = items[0].as_ref().unwrap_err();
    assert!(!format!("{error} {error:?}").contains(KEY), "{error}");
}

/// Half a surrogate pair beside what is broken is read as ever.
#[tokio::test]
async fn what_is_mended_in_a_page_is_mended_beside_broken_items() {
    let page = r#"{"data":[{"id":"\ud83d"},{"id":1}]}"#;
    let server = Server::start([Reply::json(200, page)]);
    let items: Vec<_> = call(&server).pages::<Things>("after").items().collect().await;
    assert_eq!(described(items), ["\u{fffd}", "Some(1) data[1].id"]);
}
