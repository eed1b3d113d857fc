//! Parameters and bodies in every form in which a document can ask for them.

use openapi_loom_runtime::http::{
    Call, Client, CookieStyle, Encoding, ErrorKind, HeaderStyle, Method, Operation, PathStyle,
    QueryStyle, Service, UndeclaredCall,
};
use openapi_loom_runtime::open_enum;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::{CREATE, KEY, LIST, SERVICE, builder, client};

static BRACKETS: Service = Service { brackets: true, ..Service::DEFAULT };

/// Returns the request of a call that `prepare` has prepared.
async fn sent(service: &'static Service, prepare: impl FnOnce(&mut Call)) -> Request {
    let server = Server::start([Reply::json(200, "1")]);
    let client = Client::builder(service).base_url(server.url()).build().unwrap();
    let mut call = Call::new(&client, &LIST);
    prepare(&mut call);
    call.send::<u8>().await.unwrap();
    server.request()
}

async fn query(service: &'static Service, value: &Value, style: QueryStyle) -> String {
    let request = sent(service, |call| call.set_query_as("f", value, style)).await;
    request.target.strip_prefix("/things").unwrap().trim_start_matches('?').to_owned()
}

#[tokio::test]
async fn lists_and_objects_in_a_query() {
    let list = json!(["a,b", 2, null, "é"]);
    let object = json!({ "k": "a&b", "list": [1, true] });
    let cases = [
        (QueryStyle::Form, "f=a%2Cb&f=2&f=%C3%A9", "k=a%26b&list=1&list=true"),
        (QueryStyle::FormJoined, "f=a%2Cb,2,%C3%A9", "f=k,a%26b,list,%5B1%2Ctrue%5D"),
        (QueryStyle::SpaceDelimited, "f=a%2Cb%202%20%C3%A9", "f=k%20a%26b%20list%20%5B1%2Ctrue%5D"),
        (QueryStyle::PipeDelimited, "f=a%2Cb%7C2%7C%C3%A9", "f=k%7Ca%26b%7Clist%7C%5B1%2Ctrue%5D"),
        (
            QueryStyle::DeepObject,
            "f%5B%5D=a%2Cb&f%5B%5D=2&f%5B%5D=%C3%A9",
            "f%5Bk%5D=a%26b&f%5Blist%5D%5B%5D=1&f%5Blist%5D%5B%5D=true",
        ),
        (
            QueryStyle::Json,
            "f=%5B%22a%2Cb%22%2C2%2Cnull%2C%22%C3%A9%22%5D",
            "f=%7B%22k%22%3A%22a%26b%22%2C%22list%22%3A%5B1%2Ctrue%5D%7D",
        ),
    ];
    for (style, of_list, of_object) in cases {
        assert_eq!(query(&SERVICE, &list, style).await, of_list, "{style:?}");
        assert_eq!(query(&SERVICE, &object, style).await, of_object, "{style:?}");
        assert_eq!(
            query(&SERVICE, &json!([]), style).await,
            match style {
                QueryStyle::Json => "f=%5B%5D",
                _ => "",
            }
        );
    }
}

open_enum! {
    /// A size.
    pub enum Size {
        /// A small one.
        Small = "small",
    }
}

/// An empty value can be given of each kind of parameter: as such where it is text, and by the
/// name of the parameter where it is none.
#[tokio::test]
async fn empty_values_in_a_query() {
    let empty = |prepare: fn(&mut Call)| async move {
        sent(&SERVICE, prepare).await.target.split_once('?').unwrap().1.to_owned()
    };
    assert_eq!(empty(|call| call.set_query("f", "")).await, "f=");
    assert_eq!(empty(|call| call.set_query("f", Size::from(""))).await, "f=");
    assert_eq!(query(&SERVICE, &json!([""]), QueryStyle::Form).await, "f=");
    assert_eq!(query(&SERVICE, &json!(["", "a"]), QueryStyle::FormJoined).await, "f=,a");
    assert_eq!(empty(|call| call.add_query("f", "")).await, "f=");
}

/// The examples of the OpenAPI specification (3.1.1 and 3.2.0, “Style Examples”):
/// each place, style and `explode`, for the parameter `color` that is empty, a
/// text, a list and an object.
#[tokio::test]
async fn the_examples_of_the_specification() {
    let values = [
        json!(""),
        json!("blue"),
        json!(["blue", "black", "brown"]),
        json!({ "R": 100, "G": 200, "B": 150 }),
    ];
    const NONE: &str = "n/a";
    let paths = [
        (
            PathStyle::Matrix,
            [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        ),
        (
            PathStyle::MatrixExploded,
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        (PathStyle::Label, [NONE, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (PathStyle::LabelExploded, [NONE, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (PathStyle::Simple, [NONE, "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (PathStyle::SimpleExploded, [NONE, "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    static COLORS: Operation = Operation::new("colors", Method::GET, "/colors/{color}");
    for (style, wanted) in paths {
        for (value, wanted) in values.iter().zip(wanted).filter(|(_, wanted)| *wanted != NONE) {
            let server = Server::start([Reply::json(200, "1")]);
            let call = Call::new(&client(&server), &COLORS).path_as("color", value, style);
            call.send::<u8>().await.unwrap();
            assert_eq!(server.request().target, format!("/colors/{wanted}"), "{style:?}");
        }
    }
    let queries = [
        (
            QueryStyle::FormJoined,
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
        (
            QueryStyle::Form,
            ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
        ),
        (
            QueryStyle::SpaceDelimited,
            [NONE, NONE, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"],
        ),
        (
            QueryStyle::PipeDelimited,
            [NONE, NONE, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"],
        ),
        (
            QueryStyle::DeepObject,
            [NONE, NONE, NONE, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
        ),
    ];
    for (style, wanted) in queries {
        for (value, wanted) in values.iter().zip(wanted).filter(|(_, wanted)| *wanted != NONE) {
            let request = sent(&SERVICE, |call| call.set_query_as("color", value, style)).await;
            assert_eq!(request.target, format!("/things?{wanted}"), "{style:?}");
        }
    }
    let headers = [
        (HeaderStyle::Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (HeaderStyle::SimpleExploded, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, wanted) in headers {
        for (value, wanted) in values.iter().zip(wanted) {
            let request = sent(&SERVICE, |call| call.set_header_as("color", value, style)).await;
            assert_eq!(request.header("color"), Some(wanted), "{style:?}");
        }
    }
    for style in [HeaderStyle::Simple, HeaderStyle::SimpleExploded] {
        for empty in [json!([]), json!({}), json!([null]), json!({ "R": null })] {
            let request = sent(&SERVICE, |call| {
                call.set_header_as("color", &json!(["before"]), style);
                call.set_header_as("color", &empty, style);
            });
            assert_eq!(request.await.header("color"), None, "{style:?} {empty}");
        }
    }
    let json = sent(&SERVICE, |call| call.set_header_as("color", &json!([]), HeaderStyle::Json));
    assert_eq!(json.await.header("color"), Some("[]"));
    let cookies = [
        (
            CookieStyle::FormJoined,
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
        (
            CookieStyle::Form,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
        ),
    ];
    let plain = [(CookieStyle::PlainJoined, cookies[0].1), (CookieStyle::Plain, cookies[1].1)];
    for (style, wanted) in cookies.into_iter().chain(plain) {
        for (value, wanted) in values.iter().zip(wanted) {
            let request = sent(&SERVICE, |call| {
                call.set_cookie_as("color", &json!(["before"]), style);
                call.set_cookie_as("color", value, style);
            });
            assert_eq!(request.await.header("cookie"), Some(wanted), "{style:?}");
        }
    }
}

/// A path may have a query of its own, with parameters that could end a value there.
#[tokio::test]
async fn a_path_parameter_in_a_query_is_a_value_of_it() {
    static BOTH: Operation =
        Operation::new("both", Method::GET, "/x/{a}?kind=a&id={b}&all={a}#{c}");
    let sent = async |a: &'static str, b: &'static str| {
        let server = Server::start([Reply::json(200, "1")]);
        let call = Call::new(&client(&server), &BOTH).path("a", a).path("b", b).path("c", "c");
        call.send::<u8>().await.map(|_| server.request().target).map_err(|error| error.to_string())
    };
    let target = sent("1+2", "a b/&=#?+é").await.unwrap();
    assert_eq!(target, "/x/1%2B2?kind=a&id=a%20b%2F%26%3D%23%3F%2B%C3%A9&all=1%2B2");
    assert_eq!(sent("x", "..").await.unwrap(), "/x/x?kind=a&id=..&all=x");
    assert_eq!(sent("x", "").await.unwrap_err(), "both: the path parameter `b` is empty");
    assert!(sent("..", "x").await.is_err());
    // In a segment, what is reserved for queries stands as it is.
    static PATH: Operation = Operation::new("path", Method::GET, "/x/{a}?kind={ab}");
    let server = Server::start([Reply::json(200, "1")]);
    let call = Call::new(&client(&server), &PATH).path("a", "1+2&b=3").path("ab", "1");
    call.send::<u8>().await.unwrap();
    assert_eq!(server.request().target, "/x/1+2&b=3?kind=1");
    let server = Server::start([Reply::json(200, "1")]);
    let list = Call::new(&client(&server), &BOTH).path("a", 1).path("c", 1);
    list.path_as("b", &["1&2"], PathStyle::Simple).send::<u8>().await.unwrap();
    assert_eq!(server.request().target, "/x/1?kind=a&id=1%262&all=1");
}

/// The characters that a style puts between values are encoded within a value.
#[tokio::test]
async fn no_value_is_taken_for_two() {
    let value = json!(["a,b", "c;d=e", "f/é", null, [1]]);
    let cases = [
        (PathStyle::Simple, "a%2Cb,c%3Bd%3De,f%2F%C3%A9,%5B1%5D"),
        (PathStyle::Label, ".a%2Cb,c%3Bd%3De,f%2F%C3%A9,%5B1%5D"),
        (PathStyle::Matrix, ";p=a%2Cb,c%3Bd%3De,f%2F%C3%A9,%5B1%5D"),
        (PathStyle::MatrixExploded, ";p=a%2Cb;p=c%3Bd%3De;p=f%2F%C3%A9;p=%5B1%5D"),
        (
            PathStyle::Json,
            "%5B%22a%2Cb%22%2C%22c%3Bd%3De%22%2C%22f%2F%C3%A9%22%2Cnull%2C%5B1%5D%5D",
        ),
    ];
    static ONE: Operation = Operation::new("one", Method::GET, "/x{p}/y?fixed=1&v#more");
    for (style, wanted) in cases {
        let server = Server::start([Reply::json(200, "1")]);
        let call = Call::new(&client(&server), &ONE).path_as("p", &value, style);
        call.send::<u8>().await.unwrap();
        assert_eq!(server.request().target, format!("/x{wanted}/y?fixed=1&v"), "{style:?}");
    }
    let cookie = |style| {
        sent(&SERVICE, move |call| {
            call.set_cookie_as("c", &json!({ "k": "a,b; d" }), style);
        })
    };
    let of_all = cookie(CookieStyle::FormJoined).await;
    assert_eq!(of_all.header("cookie"), Some("c=k,a%2Cb%3B%20d"));
    let keys = sent(&SERVICE, |call| {
        call.set_cookie_as("c", &json!({ "a;b=c\n": "d=e", "f[g]": 1 }), CookieStyle::Form);
    });
    assert_eq!(keys.await.header("cookie"), Some("a%3Bb%3Dc%0A=d=e; f[g]=1"));
    let json = cookie(CookieStyle::Json).await;
    assert_eq!(json.header("cookie"), Some("c={%22k%22:%22a%2Cb%3B%20d%22}"));
}

/// `style: cookie` encodes nothing: the caller may have.
#[tokio::test]
async fn a_plain_cookie_goes_as_it_is_or_not_at_all() {
    let plain = async |value: Value, style| {
        let request = sent(&SERVICE, move |call| call.set_cookie_as("c", &value, style)).await;
        request.header("cookie").unwrap().to_owned()
    };
    assert_eq!(plain(json!("a%3Bb=c/{}"), CookieStyle::Plain).await, "c=a%3Bb=c/{}");
    assert_eq!(plain(json!(7), CookieStyle::Plain).await, "c=7");
    assert_eq!(plain(json!({"a": "b=c"}), CookieStyle::Plain).await, "a=b=c");
    let server = Server::start([]);
    for (value, style) in [
        (json!("a;b"), CookieStyle::Plain),
        (json!("a b"), CookieStyle::Plain),
        (json!("é"), CookieStyle::Plain),
        (json!("a\n"), CookieStyle::Plain),
        (json!(["a,b"]), CookieStyle::PlainJoined),
        (json!({"a=b": 1}), CookieStyle::Plain),
    ] {
        let mut call = Call::new(&client(&server), &LIST);
        call.set_cookie_as("c", &value, style);
        let error = call.send::<u8>().await.unwrap_err();
        let expected = "listThings: the cookie `c` cannot be sent: as it is, it has characters \
                        that no cookie can carry";
        assert_eq!((error.kind(), &*error.to_string()), (ErrorKind::Configuration, expected));
    }
    assert_eq!(server.requests().len(), 0);
}

/// A whole number has no `.0`, wherever it is text.
#[tokio::test]
async fn a_number_is_the_same_text_everywhere() {
    static ONE: Operation = Operation::new("one", Method::POST, "/{p}/{q}");
    let server = Server::start([Reply::json(200, "1"), Reply::json(200, "1")]);
    let client = client(&server);
    let list = [3.0, -0.5];
    let object = json!({ "a": 3.0, "b": 1e21 });
    let mut call = Call::new(&client, &ONE).path("p", 3.0).path_as("q", &list, PathStyle::Simple);
    call.set_query("one", 3.0);
    call.set_query_as("list", &list, QueryStyle::Form);
    call.set_query_as("deep", &object, QueryStyle::DeepObject);
    call.set_header_as("x-h", &list, HeaderStyle::Simple);
    call.set_cookie_as("c", &list, CookieStyle::FormJoined);
    call.clone().urlencoded(&object).send::<u8>().await.unwrap();
    call.form(&object, &[]).send::<u8>().await.unwrap();
    let [request, form] = server.requests().try_into().unwrap();
    assert_eq!(
        request.target,
        "/3/3,-0.5?one=3&list=3&list=-0.5&deep%5Ba%5D=3&deep%5Bb%5D=1000000000000000000000"
    );
    assert_eq!(request.header("x-h"), Some("3,-0.5"));
    assert_eq!(request.header("cookie"), Some("c=3,-0.5"));
    assert_eq!(request.body, b"a=3&b=1000000000000000000000");
    let text = String::from_utf8(form.body).unwrap();
    assert!(text.contains("name=\"a\"\r\n\r\n3\r\n"), "{text}");
}

#[tokio::test]
async fn a_parameter_that_is_not_finite_is_refused() {
    static ONE: Operation = Operation::new("one", Method::GET, "/{p}");
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let list = [1.0, f64::NAN];
    let call = || Call::new(&client, &ONE).path("p", 1);
    let path = Call::new(&client, &ONE).path_as("p", &list, PathStyle::Simple);
    let (mut query, mut reserved, mut header, mut cookie) = (call(), call(), call(), call());
    query.set_query_as("q", &list, QueryStyle::Form);
    reserved.set_query_reserved("q", &list, QueryStyle::Form);
    header.set_header_as("x-h", &list, HeaderStyle::Simple);
    cookie.set_cookie_as("c", &list, CookieStyle::Form);
    let cases = [
        (path, "the path parameter `p`"),
        (query, "the query parameter `q`"),
        (reserved, "the query parameter `q`"),
        (header, "the header x-h"),
        (cookie, "the cookie `c`"),
    ];
    for (call, what) in cases {
        let error = call.send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let wanted = format!("{what} cannot be sent: `[1]` is NaN, which JSON cannot express");
        assert!(error.to_string().ends_with(&wanted), "{error}");
    }
    assert!(server.requests().is_empty());
    let mut null = call();
    null.set_query_as("q", &[Some(1.5), None], QueryStyle::Form);
    null.send::<u8>().await.unwrap();
    assert_eq!(server.request().target, "/1?q=1.5");
}

/// One that is no ASCII is sent beside the others.
#[tokio::test]
async fn no_cookie_of_a_header_is_lost() {
    let server = Server::start([Reply::json(200, "1")]);
    let client = builder(&server).header("cookie", "a=é; b=1;c=2").build().unwrap();
    let mut call = Call::new(&client, &LIST);
    call.set_cookie("b", 3);
    call.send::<u8>().await.unwrap();
    let request = server.request();
    assert_eq!(request.header("cookie"), Some("a=é; c=2; b=3"));
}

#[tokio::test]
async fn reserved_characters_may_stand_as_they_are() {
    let target = |value: Value, style| async move {
        let set = |call: &mut Call| call.set_query_reserved("path", &value, style);
        sent(&SERVICE, set).await.target
    };
    let text = json!("a/b:c@d?e=[f]&g#h +é%2Fi%");
    assert_eq!(
        target(text, QueryStyle::Form).await,
        "/things?path=a/b:c@d?e=[f]%26g%23h%20%2B%C3%A9%2Fi%25"
    );
    let list = json!(["a/b", "c,d"]);
    assert_eq!(target(list.clone(), QueryStyle::Form).await, "/things?path=a/b&path=c,d");
    assert_eq!(target(list, QueryStyle::PipeDelimited).await, "/things?path=a/b%7Cc,d");
    let object = json!({ "k": "a/b" });
    assert_eq!(target(object, QueryStyle::DeepObject).await, "/things?path%5Bk%5D=a/b");
}

#[tokio::test]
async fn a_parameter_may_be_all_of_the_query() {
    let object = json!({ "a b": "c&d", "list": [1, true], "e": { "f": 2 } });
    assert_eq!(
        query(&SERVICE, &object, QueryStyle::Whole).await,
        "a%20b=c%26d&list=1&list=true&e=%7B%22f%22%3A2%7D"
    );
    assert_eq!(
        query(&BRACKETS, &object, QueryStyle::Whole).await,
        "a%20b=c%26d&list%5B%5D=1&list%5B%5D=true&e%5Bf%5D=2"
    );
    let object = json!({ "a": "b=c&d" });
    assert_eq!(
        query(&SERVICE, &object, QueryStyle::WholeJson).await,
        "%7B%22a%22%3A%22b%3Dc%26d%22%7D"
    );
    let ways = [
        Encoding::of("list").style(QueryStyle::PipeDelimited),
        Encoding::of("e").style(QueryStyle::DeepObject),
    ];
    let object = json!({ "a b": "c&d", "list": [1, true], "e": { "f": 2 }, "none": null });
    let request = sent(&SERVICE, |call| {
        call.set_whole_query("f", &json!({ "before": 1 }), &ways);
        call.set_whole_query("f", &object, &ways);
    });
    assert_eq!(request.await.target, "/things?a%20b=c%26d&list=1%7Ctrue&e%5Bf%5D=2");
    let server = Server::answering(|_| Reply::json(200, "1"));
    let mut call = Call::new(&client(&server), &LIST);
    call.set_whole_query("f", &object, &[Encoding::of("e").content_type("text/csv")]);
    let refusal = call.send::<u8>().await.unwrap_err().to_string();
    let problem = "the query parameter `f`: `e` is to be text/csv, as which no list";
    assert!(refusal.contains(problem), "{refusal}");
    let text = json!("$.a.b[1:1]");
    assert_eq!(query(&SERVICE, &text, QueryStyle::WholeText).await, "%24.a.b%5B1%3A1%5D");
}

#[tokio::test]
async fn an_empty_list_is_not_there() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let required = |ids: &[u8]| {
        let mut call = Call::new(&client(&server), &LIST);
        call.set_query_list("ids", ids);
        call.require_query("ids");
        call
    };
    required(&[1]).send::<u8>().await.unwrap();
    assert_eq!(server.requests()[0].target, "/things?ids=1");
    let refusal = required(&[]).send::<u8>().await.unwrap_err();
    assert_eq!(refusal.kind(), ErrorKind::Configuration);
    let problem = "the query parameter `ids` is required, and cannot be empty";
    assert!(refusal.to_string().contains(problem), "{refusal}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_service_may_want_brackets() {
    let value = json!({ "a": ["x", { "b": null }], "c": { "d": 1.5 } });
    let expected = "f%5Ba%5D%5B0%5D=x&f%5Bc%5D%5Bd%5D=1.5";
    assert_eq!(query(&BRACKETS, &value, QueryStyle::Form).await, expected);
    assert_eq!(query(&BRACKETS, &json!(["x"]), QueryStyle::Form).await, "f%5B%5D=x");
    assert_eq!(query(&BRACKETS, &json!("x"), QueryStyle::Form).await, "f=x");
    let request = sent(&BRACKETS, |call| {
        call.set_query_as("include[]", &["x", "y"], QueryStyle::Form);
        call.set_query("limit", 1);
        call.set_query_list("ids", [1, 2]);
    });
    let target = "/things?include%5B%5D=x&include%5B%5D=y&limit=1&ids%5B%5D=1&ids%5B%5D=2";
    assert_eq!(request.await.target, target);
}

#[tokio::test]
async fn a_parameter_replaces_what_it_had() {
    let request = sent(&SERVICE, |call| {
        call.set_query("limit", 3);
        call.set_query_as("f", &json!({ "a": 1, "b": 2 }), QueryStyle::Form);
        call.set_query_as("f", &json!({ "c": 3 }), QueryStyle::Form);
        call.add_query("limit", "4");
    });
    assert_eq!(request.await.target, "/things?c=3&limit=4");
}

#[tokio::test]
async fn headers_are_lists_and_objects_too() {
    let request = sent(&SERVICE, |call| {
        call.set_header_as("x-list", &json!(["a", 2, true]), HeaderStyle::Simple);
        call.set_header_as("x-object", &json!({ "a": 1, "b": "c" }), HeaderStyle::Simple);
        call.set_header_as("x-text", "as it is", HeaderStyle::Simple);
        call.set_header_as("x-json", &json!({ "a": ["é", "𝄞", "\n"] }), HeaderStyle::Json);
        call.set_accept("text/csv");
    });
    let request = request.await;
    assert_eq!(request.header("x-list"), Some("a,2,true"));
    assert_eq!(request.header("x-object"), Some("a,1,b,c"));
    assert_eq!(request.header("x-text"), Some("as it is"));
    let json = r#"{"a":["\u00e9","\ud834\udd1e","\n"]}"#;
    assert_eq!(request.header("x-json"), Some(json));
    assert_eq!(request.header("accept"), Some("text/csv"));

    let request = sent(&SERVICE, |call| {
        call.set_accept("text/csv");
        call.set_header("accept", "text/tab-separated-values");
    });
    assert_eq!(request.await.header("accept"), Some("text/tab-separated-values"));
}

#[tokio::test]
async fn cookies_join_those_of_the_client() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = builder(&server).header("cookie", "session=s").build().unwrap();
    let mut call = Call::new(&client, &LIST);
    call.set_cookie("a", "secret=;1");
    call.set_cookie("a", "secret=;2");
    call.set_cookie("b", 7);
    assert!(!format!("{call:?}").contains("secret"), "{call:?}");
    call.clone().send::<u8>().await.unwrap();
    assert_eq!(server.request().header("cookie"), Some("session=s; a=secret=%3B2; b=7"));
    call.set_header("cookie", "mine");
    call.send::<u8>().await.unwrap();
    assert_eq!(server.requests()[1].header("cookie"), Some("mine; a=secret=%3B2; b=7"));
    let mut alone = Call::new(&client, &LIST);
    alone.set_header("cookie", " b=1;mine;c=é");
    alone.clone().send::<u8>().await.unwrap();
    assert_eq!(server.requests()[2].header("cookie"), Some("b=1;mine;c=é"));
    alone.set_cookie("b", 7);
    alone.send::<u8>().await.unwrap();
    assert_eq!(server.requests()[3].header("cookie"), Some("mine; c=é; b=7"));
}

/// A list of what has several values each can be read back, wherever it is.
#[tokio::test]
async fn objects_in_a_list_have_their_numbers() {
    let value = json!([{ "R": 1, "G": [2, 3] }, null, { "R": 4 }]);
    let query = sent(&SERVICE, |call| call.set_query_as("c", &value, QueryStyle::DeepObject)).await;
    let expected = ["c[0][R]=1", "c[0][G][]=2", "c[0][G][]=3", "c[1][R]=4"];
    let decoded = query.target.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(decoded, format!("/things?{}", expected.join("&")));
    let server = Server::start([Reply::json(200, "1")]);
    let call = Call::new(&client(&server), &CREATE)
        .urlencoded_with_brackets(&json!({ "c": value, "d": [5] }));
    call.send::<u8>().await.unwrap();
    let body = String::from_utf8(server.request().body).unwrap();
    let decoded = body.replace("%5B", "[").replace("%5D", "]");
    assert_eq!(decoded, format!("{}&d[]=5", expected.join("&")));
}

/// RFC 9110, section 8.6: servers refuse a body of unknown length.
#[tokio::test]
async fn a_body_that_may_be_there_has_a_length() {
    for (method, length) in [
        (Method::POST, Some("0")),
        (Method::PUT, Some("0")),
        (Method::PATCH, Some("0")),
        (Method::GET, None),
        (Method::HEAD, None),
        (Method::DELETE, None),
        (Method::OPTIONS, None),
    ] {
        let server = Server::start([Reply::json(200, "")]);
        let client = client(&server);
        UndeclaredCall::new(&client, method.clone(), "/it").send_bytes().await.unwrap();
        assert_eq!(server.request().header("content-length"), length, "{method}");
    }
    let server = Server::answering(|_| Reply::json(200, "1"));
    Call::new(&client(&server), &CREATE).urlencoded(&json!({})).send::<u8>().await.unwrap();
    Call::new(&client(&server), &CREATE).json(&1).send::<u8>().await.unwrap();
    let lengths: Vec<_> =
        server.requests().iter().map(|it| it.header("content-length").map(str::to_owned)).collect();
    assert_eq!(lengths, [Some("0".to_owned()), Some("1".to_owned())]);
}

#[tokio::test]
async fn a_body_of_pairs() {
    let body = json!({
        "text": "a b&c=é+",
        "none": null,
        "number": 1.5,
        "list": ["x", null, "y"],
        "object": { "k": ["v"] },
    });
    let cases = [
        (
            &SERVICE,
            "text=a%20b%26c%3D%C3%A9%2B&number=1.5&list=x&list=y&object=%7B%22k%22%3A%5B%22v%22%5D%7D",
        ),
        (
            &BRACKETS,
            "text=a%20b%26c%3D%C3%A9%2B&number=1.5&list%5B%5D=x&list%5B%5D=y&object%5Bk%5D%5B%5D=v",
        ),
    ];
    for (service, expected) in cases {
        let server = Server::start([Reply::json(200, "1")]);
        let client = Client::builder(service).base_url(server.url()).build().unwrap();
        Call::new(&client, &CREATE).urlencoded(&body).send::<u8>().await.unwrap();
        let request = server.request();
        assert_eq!(String::from_utf8_lossy(&request.body), expected);
        assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    }
}

/// Each property of a body of pairs by its own `encoding`.
#[tokio::test]
async fn pairs_in_ways_of_their_own() {
    let list = json!(["a b", null, "c/d"]);
    let object = json!({ "k": "a&b", "l": { "m": [1] }, "n": null });
    let p = Encoding::of("p");
    let cases = [
        (
            p,
            "p=a%20b&p=c%2Fd",
            "p=%7B%22k%22%3A%22a%26b%22%2C%22l%22%3A%7B%22m%22%3A%5B1%5D%7D%2C%22n%22%3Anull%7D",
        ),
        (p.style(QueryStyle::Form), "p=a%20b&p=c%2Fd", "k=a%26b&l=%7B%22m%22%3A%5B1%5D%7D"),
        (p.style(QueryStyle::FormJoined), "p=a%20b,c%2Fd", "p=k,a%26b,l,%7B%22m%22%3A%5B1%5D%7D"),
        (
            p.style(QueryStyle::SpaceDelimited),
            "p=a%20b%20c%2Fd",
            "p=k%20a%26b%20l%20%7B%22m%22%3A%5B1%5D%7D",
        ),
        (
            p.style(QueryStyle::PipeDelimited),
            "p=a%20b%7Cc%2Fd",
            "p=k%7Ca%26b%7Cl%7C%7B%22m%22%3A%5B1%5D%7D",
        ),
        (
            p.style(QueryStyle::DeepObject),
            "p%5B%5D=a%20b&p%5B%5D=c%2Fd",
            "p%5Bk%5D=a%26b&p%5Bl%5D%5Bm%5D%5B%5D=1",
        ),
        (
            p.content_type("application/json"),
            "p=%5B%22a%20b%22%2Cnull%2C%22c%2Fd%22%5D",
            "p=%7B%22k%22%3A%22a%26b%22%2C%22l%22%3A%7B%22m%22%3A%5B1%5D%7D%2C%22n%22%3Anull%7D",
        ),
        (p.reserved(), "p=a%20b&p=c/d", "k=a%26b&l=%7B%22m%22:[1]%7D"),
        // A style goes over a content type.
        (
            p.content_type("application/json").style(QueryStyle::FormJoined).reserved(),
            "p=a%20b,c/d",
            "p=k,a%26b,l,%7B%22m%22:[1]%7D",
        ),
    ];
    for (encoding, of_list, of_object) in cases {
        for (value, wanted) in [(&list, of_list), (&object, of_object), (&json!("x"), "p=x")] {
            let server = Server::start([Reply::json(200, "1")]);
            let body = json!({ "other": [1], "p": value, "z": null });
            let call = Call::new(&client(&server), &CREATE).urlencoded_as(&body, &[encoding]);
            call.send::<u8>().await.unwrap();
            let sent = String::from_utf8(server.request().body).unwrap();
            assert_eq!(sent, format!("other=1&{wanted}"), "{encoding:?}");
        }
    }
}

#[tokio::test]
async fn a_body_of_bytes() {
    let server = Server::start([Reply::json(200, "1")]);
    let call = Call::new(&client(&server), &CREATE).bytes("image/png", &b"\x89PNG"[..]);
    assert!(format!("{call:?}").contains("image/png of 4 bytes"));
    call.send::<u8>().await.unwrap();
    assert_eq!(server.request().header("content-type"), Some("image/png"));
    assert_eq!(server.request().body, b"\x89PNG");
}

#[tokio::test]
async fn what_cannot_be_written_is_refused_before_anything_is_sent() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let unwritable = BTreeMap::from([([1], 1)]);
    let mut query = Call::new(&client, &LIST);
    query.set_query_as("f", &unwritable, QueryStyle::Form);
    let mut header = Call::new(&client, &LIST);
    header.set_header_as("x-list", &unwritable, HeaderStyle::Simple);
    let mut lines = Call::new(&client, &LIST);
    lines.set_header_as("x-list", &json!([KEY, "\r\nx: y"]), HeaderStyle::Simple);
    let mut cookie = Call::new(&client, &LIST);
    cookie.set_cookie_as("c", &unwritable, CookieStyle::Form);
    let path = Call::new(&client, &LIST).path_as("p", &unwritable, PathStyle::Simple);
    let nowhere = |value: Value, style| Call::new(&client, &LIST).path_as("p", &value, style);
    let calls = [
        (query, "the query parameter `f`"),
        (header, "the header x-list"),
        (lines, "the header x-list"),
        (cookie, "the cookie `c`"),
        (path, "the path parameter `p`"),
        (nowhere(json!([]), PathStyle::Simple), "the path parameter `p` is empty"),
        (nowhere(json!({}), PathStyle::MatrixExploded), "the path parameter `p` is empty"),
        (nowhere(json!([]), PathStyle::Label), "a relative path segment"),
        (nowhere(json!(["", ""]), PathStyle::LabelExploded), "a relative path segment"),
        (nowhere(json!(["."]), PathStyle::Simple), "a relative path segment"),
        (Call::new(&client, &CREATE).urlencoded(&unwritable), "written as a form"),
        (Call::new(&client, &CREATE).urlencoded("text"), "it is not an object"),
    ];
    for (call, expected) in calls {
        let error = call.send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(text.contains(expected) && !text.contains(KEY), "{text}");
    }
    assert!(server.requests().is_empty());
}
