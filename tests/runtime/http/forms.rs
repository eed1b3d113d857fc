//! Multipart forms, to the byte, and the files in them.

use futures_util::stream;
use openapi_loom_runtime::http::{
    Bytes, Call, Client, Encoding, Error, ErrorKind, QueryStyle, Response, Service,
};
use openapi_loom_runtime::value::{IntoNullable, IntoOptional, IntoValue};
use openapi_loom_runtime::{File, Nullable, object, union};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use workspace_tests::multipart::{Part, boundary, parts};
use workspace_tests::server::{Reply, Request, Server};
use workspace_tests::service::{CREATE, Clock, KEY, SERVICE, builder, client};

static BRACKETS: Service = Service { brackets: true, ..Service::DEFAULT };

/// Returns the request with which a form is sent.
async fn request(
    service: &'static Service,
    body: &impl Serialize,
    content_types: &[(&'static str, &'static str)],
) -> Request {
    let declared = content_types.iter().map(|(name, kind)| Encoding::of(name).content_type(kind));
    encoded(service, body, &declared.collect::<Vec<_>>()).await
}

/// Returns the request with which a form is sent whose properties are written in
/// ways of their own.
async fn encoded(
    service: &'static Service,
    body: &impl Serialize,
    encodings: &[Encoding],
) -> Request {
    let server = Server::start([Reply::json(200, "1")]);
    let client = Client::builder(service).base_url(server.url()).build().unwrap();
    Call::new(&client, &CREATE).form(body, encodings).send::<u8>().await.unwrap();
    server.request()
}

/// Returns the reason why a form is not sent.
async fn refusal(body: &impl Serialize) -> String {
    unsent(body, ErrorKind::Configuration).await
}

/// Returns the reason why a form is not sent, which is of a kind.
async fn unsent(body: &impl Serialize, kind: ErrorKind) -> String {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let call = Call::new(&client(&server), &CREATE).form(body, &[]);
    let error = call.send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), kind, "{error}");
    assert!(server.requests().is_empty());
    error.to_string()
}

fn field(name: &str, text: &str) -> Part {
    Part::new(&format!("Content-Disposition: form-data; name=\"{name}\""), text)
}

fn json_field(name: &str, text: &str) -> Part {
    let disposition = format!("Content-Disposition: form-data; name=\"{name}\"");
    Part::new(&format!("{disposition}\nContent-Type: application/json"), text)
}

fn file_field(name: &str, file: &str, content_type: &str, bytes: impl AsRef<[u8]>) -> Part {
    let disposition =
        format!("Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"");
    Part::new(&format!("{disposition}\nContent-Type: {content_type}"), bytes)
}

#[derive(Serialize)]
struct Upload<F> {
    file: F,
    rest: Value,
}

fn upload<F: Serialize>(file: F) -> Upload<F> {
    Upload { file, rest: json!("text") }
}

#[derive(Serialize)]
struct Everything {
    text: &'static str,
    number: f64,
    yes: bool,
    none: Option<u8>,
    list: Vec<Option<&'static str>>,
    nested: Value,
    file: File,
    files: Vec<File>,
}

fn everything() -> Everything {
    Everything {
        text: "é\r\n--",
        number: 0.5,
        yes: true,
        none: None,
        list: vec![Some("a"), None, Some("")],
        nested: json!({ "a": { "b": ["c", 1] }, "d": null }),
        file: File::from_bytes("a.png", &b"\x89PNG\r\n\x00"[..]),
        files: vec![File::from_bytes("b.txt", "b"), File::from_bytes("c", "")],
    }
}

#[tokio::test]
async fn a_form_has_a_part_for_each_property() {
    let request = request(&SERVICE, &everything(), &[]).await;
    assert_eq!(
        parts(&request),
        [
            field("text", "é\r\n--"),
            field("number", "0.5"),
            field("yes", "true"),
            field("list", "a"),
            field("list", ""),
            json_field("nested", r#"{"a":{"b":["c",1]},"d":null}"#),
            file_field("file", "a.png", "image/png", b"\x89PNG\r\n\x00"),
            file_field("files", "b.txt", "text/plain", "b"),
            file_field("files", "c", "application/octet-stream", ""),
        ]
    );
    let length = request.body.len().to_string();
    assert_eq!(request.header("content-length"), Some(&*length));
    assert_eq!(request.header("transfer-encoding"), None);
    let types = request.headers.iter().filter(|(name, _)| name == "content-type");
    assert_eq!(types.count(), 1);
}

#[tokio::test]
async fn a_file_inside_a_property_has_a_part_in_brackets() {
    let photo = BTreeMap::from([("photo", File::from_bytes("a.png", "x"))]);
    let body = BTreeMap::from([("meta", photo)]);
    let request = request(&BRACKETS, &body, &[]).await;
    assert_eq!(parts(&request), [file_field("meta[photo]", "a.png", "image/png", "x")]);
}

#[tokio::test]
async fn a_form_may_have_brackets() {
    let request = request(&BRACKETS, &everything(), &[]).await;
    assert_eq!(
        parts(&request),
        [
            field("text", "é\r\n--"),
            field("number", "0.5"),
            field("yes", "true"),
            field("list[]", "a"),
            field("list[]", ""),
            field("nested[a][b][]", "c"),
            field("nested[a][b][]", "1"),
            file_field("file", "a.png", "image/png", b"\x89PNG\r\n\x00"),
            file_field("files[]", "b.txt", "text/plain", "b"),
            file_field("files[]", "c", "application/octet-stream", ""),
        ]
    );
}

#[tokio::test]
async fn a_form_may_be_empty() {
    let request = request(&SERVICE, &json!({ "none": null, "list": [] }), &[]).await;
    assert_eq!(parts(&request), []);
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
}

#[tokio::test]
async fn names_cannot_break_out_of_their_quotes() {
    let names = [
        ("a\"; x=\"", "a%22; x=%22"),
        ("a\r\nb: c", "a%0D%0Ab: c"),
        ("日本 é.txt", "日本 é.txt"),
        ("100% ;'", "100% ;'"),
        ("a\\", "a\\\\"),
    ];
    for (name, written) in names {
        let body = BTreeMap::from([(name, File::from_bytes(name, "x").with_content_type("a/b"))]);
        let request = request(&SERVICE, &body, &[]).await;
        assert_eq!(parts(&request), [file_field(written, written, "a/b", "x")]);
    }
}

#[tokio::test]
async fn the_content_type_of_a_part() {
    let body = json!({ "metadata": { "k": [1] }, "list": [1], "text": "t", "open": {} });
    let declared = [
        ("metadata", "application/json"),
        ("list", "application/json; charset=utf-8"),
        ("text", "text/csv"),
        ("open", "text/*"),
    ];
    let listed = Part::new(
        "Content-Disposition: form-data; name=\"list\"\nContent-Type: application/json; charset=utf-8",
        "[1]",
    );
    let csv =
        Part::new("Content-Disposition: form-data; name=\"text\"\nContent-Type: text/csv", "t");
    let sent = request(&BRACKETS, &body, &declared).await;
    assert_eq!(parts(&sent), [json_field("metadata", r#"{"k":[1]}"#), listed, csv]);

    let file = || File::from_bytes("a.mp3", "x");
    let cases = [
        (file(), "", "audio/mpeg"),
        (file(), "audio/*", "audio/mpeg"),
        (file(), "audio/ogg, audio/wav", "audio/ogg"),
        (file(), "application/octet-stream", "application/octet-stream"),
        (file().with_name("a.jpeg"), "", "image/jpeg"),
        (file().with_content_type("audio/x-own"), "audio/ogg", "audio/x-own"),
    ];
    for (file, declared, expected) in cases {
        let declared: &[_] = if declared.is_empty() { &[] } else { &[("file", declared)] };
        let request = request(&SERVICE, &form_of(&file), declared).await;
        assert_eq!(parts(&request)[0].head[1], format!("Content-Type: {expected}"));
    }
    let wrong = File::from_bytes("a", "x").with_content_type("no type\r\n");
    let problem = refusal(&upload(wrong)).await;
    assert_eq!(problem, r#"createThing: "no type\r\n" of the part `file` is no content type"#);
}

/// A style goes over a content type, and names no content type of its own.
#[tokio::test]
async fn parts_in_ways_of_their_own() {
    let body = json!({
        "joined": ["a,b", 1, null], "each": [1, 2], "bars": ["x", "y"], "none": null,
        "deep": { "k": { "l": "v" }, "m": null }, "flat": { "R": 1 }, "usual": { "k": 1 },
    });
    let encodings = [
        Encoding::of("joined").style(QueryStyle::FormJoined).content_type("text/csv"),
        Encoding::of("each").style(QueryStyle::Form),
        Encoding::of("bars").style(QueryStyle::PipeDelimited),
        Encoding::of("none").style(QueryStyle::Form),
        Encoding::of("deep").style(QueryStyle::DeepObject),
        Encoding::of("flat").style(QueryStyle::Form),
    ];
    let field = |name: &str, text: &str| {
        Part::new(&format!("Content-Disposition: form-data; name=\"{name}\""), text)
    };
    let wanted = [
        field("joined", "a,b,1"),
        field("each", "1"),
        field("each", "2"),
        field("bars", "x|y"),
        field("deep[k][l]", "v"),
        field("R", "1"),
        json_field("usual", r#"{"k":1}"#),
    ];
    let mut sent = parts(&encoded(&SERVICE, &body, &encodings).await);
    let mut wanted = Vec::from(wanted);
    let key = |part: &Part| format!("{part:?}");
    sent.sort_by_key(key);
    wanted.sort_by_key(key);
    assert_eq!(sent, wanted);
    // A file is a file, in whatever style.
    let style = [Encoding::of("file").style(QueryStyle::FormJoined)];
    let file = encoded(&SERVICE, &form_of(&File::from_bytes("a.mp3", "x")), &style).await;
    assert_eq!(parts(&file)[0].head[1], "Content-Type: audio/mpeg");
}

/// A value that is no JSON is not sent as JSON.
#[tokio::test]
async fn an_object_can_be_no_xml() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let xml = [Encoding::of("a").content_type("application/xml")];
    let wanted = "createThing: the body cannot be written as a form: `a` is to be application/xml, \
                  as which no list or object can be written";
    let body = json!({ "a": { "b": 1 } });
    for call in [
        Call::new(&client, &CREATE).form(&body, &xml),
        Call::new(&client, &CREATE).urlencoded_as(&body, &xml),
    ] {
        assert_eq!(call.send::<u8>().await.unwrap_err().to_string(), wanted);
    }
    assert!(server.requests().is_empty());
    // Text is what its author says that it is.
    let text = encoded(&SERVICE, &json!({ "a": "<b/>" }), &xml).await;
    assert_eq!(parts(&text)[0].head[1], "Content-Type: application/xml");
}

/// A file of several content types keeps its own, or has the first.
#[tokio::test]
async fn parts_of_several_types() {
    let file = |name: &str| File::from_bytes(name, "x");
    let content_type = async |kinds: &'static str, value: Value, files: Option<File>| {
        let request = match files {
            Some(file) => request(&SERVICE, &form_of(&file), &[("file", kinds)]).await,
            None => request(&SERVICE, &json!({ "a": value }), &[("a", kinds)]).await,
        };
        let types: Vec<String> = parts(&request)
            .iter()
            .map(|part| part.head.get(1).map_or("", |head| &head[14..]).to_owned())
            .collect();
        types.join(" ")
    };
    let of_file = async |kinds, file| content_type(kinds, Value::Null, Some(file)).await;
    let own = || file("a.bin").with_content_type("image/tiff");
    for (kinds, value, wanted) in [
        ("image/png, image/jpeg", file("a.jpg"), "image/jpeg"),
        ("image/png, image/jpeg", file("a.bin"), "image/png"),
        ("image/png, image/jpeg", own(), "image/tiff"),
        ("image/*", file("a.jpg"), "image/jpeg"),
        ("image/*", file("a.bin"), "application/octet-stream"),
        ("image/*, text/csv", file("a.txt"), "text/csv"),
        ("image/*, text/plain; charset=utf-8", file("a.txt"), "text/plain; charset=utf-8"),
    ] {
        assert_eq!(of_file(kinds, value).await, wanted, "{kinds}");
    }
    let (text, list, object) = (json!("x"), json!(["x", 1]), json!({ "b": 1 }));
    for (kinds, value, wanted) in [
        ("application/xml, text/csv", &text, "text/csv"),
        ("application/xml, image/*", &text, "application/xml"),
        ("application/xml, */*", &text, ""),
        ("application/xml, text/csv", &list, "text/csv text/csv"),
        ("text/csv, application/json", &list, "text/csv text/csv"),
        ("application/json, text/csv", &list, "application/json"),
        ("*/*", &list, " "),
        ("text/csv, application/problem+json", &object, "application/problem+json"),
        ("application/*+json", &object, "application/json"),
        ("*/*", &object, "application/json"),
    ] {
        assert_eq!(content_type(kinds, value.clone(), None).await, wanted, "{kinds} {value}");
    }
    let server = Server::answering(|_| Reply::json(200, "1"));
    for kinds in ["text/csv, text/plain", "image/*"] {
        let encoding = [Encoding::of("a").content_type(kinds)];
        for call in [
            Call::new(&client(&server), &CREATE).form(&json!({ "a": object }), &encoding),
            Call::new(&client(&server), &CREATE)
                .urlencoded_as(&json!({ "a": [object] }), &encoding),
        ] {
            let error = call.send::<u8>().await.unwrap_err().to_string();
            assert!(error.contains(&format!("`a` is to be {kinds}, as which no list")), "{error}");
        }
    }
    assert!(server.requests().is_empty());
}

/// Returns a form of nothing but a file.
fn form_of(file: &File) -> BTreeMap<&'static str, File> {
    BTreeMap::from([("file", file.clone())])
}

/// Returns a file on disk that is larger than any buffer on its way.
fn on_disk(directory: &Path) -> (PathBuf, Vec<u8>) {
    let bytes: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let path = directory.join("numbers.bin");
    std::fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

#[tokio::test]
async fn a_file_on_disk() {
    let directory = tempfile::tempdir().unwrap();
    let (path, bytes) = on_disk(directory.path());
    for file in [File::from_path(&path), path.clone().into(), path.as_path().into()] {
        let request = request(&SERVICE, &upload(file), &[]).await;
        let sent = file_field("file", "numbers.bin", "application/octet-stream", &bytes);
        assert_eq!(parts(&request), [sent, field("rest", "text")]);
        assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
    }
}

#[tokio::test]
async fn a_file_that_is_not_there() {
    let directory = tempfile::tempdir().unwrap();
    let missing = directory.path().join("missing.bin");
    let problem = unsent(&upload(File::from_path(&missing)), ErrorKind::Io).await;
    let expected = format!("createThing: the file {} cannot be opened", missing.display());
    assert!(problem.starts_with(&expected), "{problem}");
    let problem = unsent(&upload(File::from_path(directory.path())), ErrorKind::Io).await;
    assert!(problem.contains("cannot be opened: is a directory"), "{problem}");
}

fn chunks(chunks: &[&'static str]) -> Vec<io::Result<Bytes>> {
    chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect()
}

fn streamed(items: Vec<io::Result<Bytes>>, length: Option<u64>) -> File {
    File::from_stream("s.txt", stream::iter(items), length)
}

#[tokio::test]
async fn lines_of_json_are_sent_as_such() {
    for (name, kind) in
        [("batch.JSONL", "application/jsonl"), ("jsonl", "application/octet-stream")]
    {
        let lines = stream::iter([io::Result::Ok(b"{}\n".to_vec()), Ok(b"{}\n".to_vec())]);
        let file = File::from_stream(name, lines, 6);
        let request = request(&SERVICE, &upload(file), &[]).await;
        assert_eq!(parts(&request)[0], file_field("file", name, kind, b"{}\n{}\n"));
    }
}

#[tokio::test]
async fn a_stream_of_known_and_of_unknown_length() {
    for (length, encoding) in [(Some(4), None), (None, Some("chunked"))] {
        let file = streamed(chunks(&["a", "", "bcd"]), length);
        let request = request(&SERVICE, &upload(file), &[]).await;
        let sent = file_field("file", "s.txt", "text/plain", "abcd");
        assert_eq!(parts(&request), [sent, field("rest", "text")]);
        assert_eq!(request.header("transfer-encoding"), encoding);
        assert_eq!(request.header("content-length").is_some(), encoding.is_none());
    }
}

/// Returns the error of a form with this file, and how many requests came whole.
async fn failure(file: File) -> (Error, usize) {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let call = Call::new(&builder(&server).build().unwrap(), &CREATE).form(&upload(file), &[]);
    let error = call.send::<u8>().await.unwrap_err();
    server.closed(1).await;
    (error, server.requests().len())
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call() {
    let mut broken = chunks(&["ab"]);
    broken.push(Err(io::Error::other("the disk is gone")));
    let cases = [
        (streamed(broken, None), "the file s.txt cannot be read: the disk is gone"),
        (
            streamed(chunks(&["ab"]), Some(3)),
            "the file s.txt ended while it was sent: 1 bytes are missing",
        ),
        (
            streamed(chunks(&["ab", "cd"]), Some(3)),
            "the file s.txt is too long: it has more bytes than it said",
        ),
    ];
    for (file, expected) in cases {
        let (error, requests) = failure(file).await;
        assert_eq!(error.kind(), ErrorKind::Io, "{error}");
        assert_eq!(error.to_string(), format!("createThing: the form cannot be sent: {expected}"));
        assert_eq!(requests, 0);
    }
}

#[tokio::test]
async fn a_file_that_shrinks_while_it_is_sent_fails_the_call() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("shrinking.bin");
    let file = std::fs::File::create(&path).unwrap();
    // Far more than the sockets hold.
    file.set_len(256 << 20).unwrap();
    let (url, server) = raw_server(move |mut reader| {
        file.set_len(1).unwrap();
        io::copy(&mut reader, &mut io::sink()).unwrap_or_default();
    });
    let client = Client::builder(&SERVICE).base_url(url).build().unwrap();
    let call = Call::new(&client, &CREATE).form(&upload(File::from_path(&path)), &[]);
    let error = call.send::<u8>().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io, "{error}");
    let expected = format!("the file {} ended while it was sent", path.display());
    assert!(error.to_string().contains(&expected), "{error}");
    // And it was not tried again.
    assert!(!server.join().unwrap());
}

/// Sends a form to a server whose first reply is `failure`.
async fn attempts(
    body: &impl Serialize,
    failure: Reply,
) -> (Result<Response<u8>, Error>, Vec<Request>) {
    let server = Server::start([failure, Reply::json(200, "1").close()]);
    let (_clock, builder) = Clock::client(&server);
    let call = Call::new(&builder.build().unwrap(), &CREATE).form(body, &[]);
    (call.send::<u8>().await, server.requests())
}

#[tokio::test(start_paused = true)]
async fn a_form_is_made_anew_for_each_attempt() {
    let directory = tempfile::tempdir().unwrap();
    let (path, _) = on_disk(directory.path());
    for failure in [Reply::new(500).close(), Reply::nothing()] {
        let files = [File::from_path(&path), File::from_bytes("b", "bytes")];
        let (result, requests) = attempts(&upload(files), failure).await;
        result.unwrap();
        let [first, second] = requests.try_into().unwrap();
        assert_eq!(parts(&first), parts(&second));
        assert_eq!(parts(&first).len(), 3);
        assert_ne!(boundary(&first), boundary(&second));
    }
}

/// The file that was sent before may be there already: nothing else is sent in its
/// place.
#[tokio::test]
async fn a_file_that_is_another_one_at_the_next_attempt_fails_the_call() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.txt");
    type Change = fn(&Path);
    let changes: [(&str, Change); 2] = [
        ("cannot be opened again", |path| std::fs::remove_file(path).unwrap()),
        ("has changed: it is another one", |path| std::fs::write(path, "others").unwrap()),
    ];
    for (problem, change) in changes {
        std::fs::write(&path, "notes").unwrap();
        let changed = path.clone();
        let server = Server::answering(move |_| {
            change(&changed);
            Reply::new(503).header("retry-after-ms", "1")
        });
        let client = builder(&server).max_retries(2).build().unwrap();
        let body = form_of(&File::from_path(&path));
        let call = || Call::new(&client, &CREATE).form(&body, &[]);
        let error = call().send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io, "{error}");
        assert!(error.to_string().contains(problem), "{error}");
        assert_eq!(server.requests().len(), 1);
        // Another call takes the file as it is by then.
        std::fs::write(&path, "more").unwrap();
        let good = Server::start([Reply::json(200, "1")]);
        let mut other = call();
        other.set_base_url(&good.url());
        assert_eq!(*other.send::<u8>().await.unwrap().body(), 1);
    }
}

/// Returns the bytes of the one file in the form of each request.
fn sent_files(server: &Server) -> Vec<Vec<u8>> {
    let requests = server.requests();
    requests.iter().map(|request| parts(request).remove(0).body).collect()
}

#[tokio::test]
async fn a_file_is_sent_in_parts() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("digits.txt");
    std::fs::write(&path, "0123456789").unwrap();
    for whole in [File::from_path(&path), File::from_bytes("digits.txt", "0123456789")] {
        let server = Server::answering(|_| Reply::json(200, "1"));
        let client = client(&server);
        assert_eq!(whole.length().await.unwrap(), 10);
        for part in whole.with_content_type("text/x").parts(4).await.unwrap() {
            let call = Call::new(&client, &CREATE).form(&form_of(&part), &[]);
            call.send::<u8>().await.unwrap();
        }
        let first = parts(&server.requests()[0]).remove(0);
        assert_eq!(first, file_field("file", "digits.txt", "text/x", "0123"));
        assert_eq!(sent_files(&server), [&b"0123"[..], b"4567", b"89"]);
    }
}

#[tokio::test]
async fn a_part_has_parts_and_an_empty_file_has_none() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("digits.txt");
    std::fs::write(&path, "0123456789").unwrap();
    let second = File::from_path(&path).parts(4).await.unwrap().nth(1).unwrap();
    assert_eq!(second.length().await.unwrap(), 4);
    let last = second.parts(3).await.unwrap().last().unwrap();
    let server = Server::answering(|_| Reply::json(200, "1"));
    Call::new(&client(&server), &CREATE).form(&form_of(&last), &[]).send::<u8>().await.unwrap();
    assert_eq!(sent_files(&server), [b"7"]);
    let none = File::from_bytes("none", "");
    assert_eq!(none.parts(4).await.unwrap().count(), 0);
}

#[tokio::test]
async fn a_part_of_a_file_that_is_another_one_fails_the_call() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.txt");
    std::fs::write(&path, "notes").unwrap();
    let part = File::from_path(&path).parts(2).await.unwrap().next().unwrap();
    std::fs::write(&path, "others").unwrap();
    let problem = unsent(&upload(part), ErrorKind::Io).await;
    let expected = "has changed: it is another one than was cut into parts";
    assert!(problem.ends_with(expected), "{problem}");
}

#[tokio::test]
async fn what_cannot_be_cut_says_so() {
    let stream = || streamed(chunks(&["ab"]), None);
    let refused = |result: Result<u64, Error>| {
        let error = result.unwrap_err();
        (error.kind(), error.to_string())
    };
    let unknown = "the file s.txt does not say how long it is".to_owned();
    assert_eq!(refused(stream().length().await), (ErrorKind::Configuration, unknown));
    let cut = async |file: File, size| file.parts(size).await.map(|parts| parts.count() as u64);
    let none = "the file s.txt has no parts".to_owned();
    assert_eq!(refused(cut(stream(), 4).await), (ErrorKind::Configuration, none));
    let zero = "the file a cannot be cut into parts of 0 bytes".to_owned();
    let file = File::from_bytes("a", "bytes");
    assert_eq!(refused(cut(file, 0).await), (ErrorKind::Configuration, zero));
    let gone = refused(cut(File::from_path("/nowhere/at/all"), 4).await);
    assert_eq!(gone.0, ErrorKind::Io);
    assert!(gone.1.starts_with("the file /nowhere/at/all cannot be opened"), "{}", gone.1);
}

#[tokio::test(start_paused = true)]
async fn a_form_with_a_stream_is_sent_once() {
    let failures =
        [(Reply::new(500).close(), ErrorKind::Api), (Reply::nothing(), ErrorKind::Connection)];
    for (failure, kind) in failures {
        let file = streamed(chunks(&["ab"]), Some(2));
        let files = [File::from_bytes("b", "bytes"), file.clone()];
        let (result, requests) = attempts(&upload(files), failure).await;
        assert_eq!(result.unwrap_err().kind(), kind);
        assert_eq!(requests.len(), 1);
        let problem = unsent(&upload(file), ErrorKind::Io).await;
        assert!(problem.contains("the file s.txt cannot be sent again"), "{problem}");
    }
}

#[tokio::test]
async fn a_form_that_is_refused_before_its_end_says_why() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("large.bin");
    // Far more than the sockets hold.
    std::fs::File::create(&path).unwrap().set_len(256 << 20).unwrap();
    let (done, is_done) = mpsc::channel::<()>();
    let (url, server) = raw_server(move |mut reader| {
        let answer = b"HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno";
        reader.get_mut().write_all(answer).unwrap();
        // The rest is not read, and the connection stays open.
        is_done.recv().unwrap_err();
    });
    let client = Client::builder(&SERVICE).base_url(url).build().unwrap();
    let call = Call::new(&client, &CREATE).form(&upload(File::from_path(path)), &[]);
    let error = call.send::<u8>().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.body()), (413, &b"no"[..]));
    drop(done);
    server.join().unwrap();
}

/// Returns a server that reads the head of a request, leaves the rest to `serve`, and
/// says whether the client has come again.
fn raw_server(
    serve: impl FnOnce(BufReader<TcpStream>) + Send + 'static,
) -> (String, JoinHandle<bool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let mut reader = BufReader::new(listener.accept().unwrap().0);
        let mut line = String::new();
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
        }
        serve(reader);
        listener.set_nonblocking(true).unwrap();
        listener.accept().is_ok()
    });
    (url, server)
}

#[tokio::test]
async fn a_form_follows_a_redirect_if_it_can_be_made_again() {
    let moved = || Reply::new(307).header("location", "/moved");
    let server = Server::start([moved(), Reply::json(200, "1")]);
    let call = Call::new(&client(&server), &CREATE).form(&everything(), &[]);
    assert_eq!(*call.send::<u8>().await.unwrap().body(), 1);
    let [first, second] = server.requests().try_into().unwrap();
    assert_eq!((first.path(), second.path()), ("/things", "/moved"));
    assert_eq!(parts(&first), parts(&second));

    let server = Server::start([moved()]);
    let once = upload(streamed(chunks(&["a"]), Some(1)));
    let call = Call::new(&client(&server), &CREATE).form(&once, &[]);
    let error = call.send::<u8>().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    assert!(error.to_string().contains("/moved is not followed"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

union! {
    /// One image or several.
    #[expected = "a file or a list"]
    pub enum Images {
        /// One.
        One(File) = string,
        /// Several.
        Several(Vec<File>) = items,
    }
}

object! {
    /// A request as it is generated.
    pub struct CreateImage {
        /// The image.
        #[wire(required = "image")]
        pub image: Images,
        /// The part of it that is to be changed.
        #[wire(optional = "mask")]
        pub mask: Nullable<File>,
    }
}

#[tokio::test]
async fn a_generated_request_with_files() {
    let image = File::from_bytes("a.png", "x").into();
    let mut body = CreateImage { image, mask: Nullable::Absent };
    let sent = request(&SERVICE, &body, &[]).await;
    assert_eq!(parts(&sent), [file_field("image", "a.png", "image/png", "x")]);
    body.mask = File::from_bytes("b.png", "y").into_nullable();
    let sent = request(&SERVICE, &body, &[]).await;
    assert_eq!(parts(&sent)[1], file_field("mask", "b.png", "image/png", "y"));
}

#[tokio::test]
async fn files_may_be_in_unions_lists_and_options() {
    let file = || File::from_bytes("a.png", "x");
    let part = |name: &str| file_field(name, "a.png", "image/png", "x");
    let sent = request(&BRACKETS, &upload(Images::from(file())), &[]).await;
    assert_eq!(parts(&sent)[0], part("file"));
    let several = Images::Several(vec![file(), file()]);
    let sent = request(&BRACKETS, &upload(Some(several)), &[]).await;
    assert_eq!(parts(&sent)[..2], [part("file[]"), part("file[]")]);
}

#[test]
fn a_file_goes_into_a_union_by_its_path_and_by_reference() {
    fn images<M>(images: impl IntoValue<Images, M>) -> Images {
        images.into_value()
    }
    let (path, file) = (Path::new("a.png"), File::from_path("a.png"));
    let owned = path.to_owned();
    let one = Images::One(file.clone());
    assert_eq!(
        [images(path), images(&owned), images(owned.clone()), images(&file)],
        [(); 4].map(|()| one.clone())
    );
    let several = Images::Several(vec![file.clone(), file.clone()]);
    let given = [
        images([path, path]),
        images([&owned, &owned]),
        images(&[owned.clone(), owned.clone()]),
        images(vec![path, path]),
        images(vec![owned.clone(), owned.clone()]),
        images(&vec![owned.clone(), owned.clone()]),
        images(vec![&owned, &owned]),
        images(vec![&file, &file]),
        images(&vec![file.clone(), file.clone()]),
        images((path, &file)),
    ];
    for given in given {
        assert_eq!(given, several);
    }
    // One file by reference, where no other is taken.
    let optional: Option<File> = (&file).into_optional();
    assert_eq!(optional, Some(file.clone()));
}

#[tokio::test]
async fn a_file_is_sent_in_a_form_and_nowhere_else() {
    let file = File::from_bytes("a", "secret content");
    let error = serde_json::to_string(&file).unwrap_err();
    assert_eq!(error.to_string(), "a file can only be sent in a form");
    let problem = refusal(&upload(object_with(&file))).await;
    assert!(problem.contains("`file` is written as JSON, in which there can be no file"));
    assert!(refusal(&[file]).await.contains("it is not an object"));
    assert!(refusal(&"text").await.contains("it is not an object"));
}

fn object_with(file: &File) -> BTreeMap<&'static str, Vec<File>> {
    BTreeMap::from([("inner", vec![file.clone()])])
}

#[tokio::test]
async fn a_file_that_was_read_is_the_text_that_it_was() {
    let read: Images = serde_json::from_value(json!("file_1")).unwrap();
    assert_eq!(read, Images::from("file_1"));
    assert_eq!(serde_json::to_value(&read).unwrap(), "file_1");
    let problem = refusal(&upload(read)).await;
    assert!(problem.contains("a text is no file"), "{problem}");
    // A form that failed leaves nothing behind.
    assert!(serde_json::to_string(&File::from_bytes("a", "x")).is_err());
}

/// A text in the stead of a file is the value of its field.
#[tokio::test]
async fn a_text_in_the_stead_of_a_file() {
    let file = File::text("file_1");
    let request = request(&SERVICE, &upload(&file), &[]).await;
    assert_eq!(parts(&request)[0], field("file", "file_1"));
    assert_eq!(serde_json::to_value(&file).unwrap(), "file_1");
    assert_eq!(file.parts(3).await.unwrap().count(), 2);
    assert_eq!(file, File::text("file_1"));
    assert_ne!(file, File::text("file_2"));
    assert!(!format!("{file:?}").contains("file_1"));
}

#[test]
fn nothing_shows_what_is_in_a_file() {
    let server = Server::start([]);
    let file = File::from_bytes("a.txt", KEY);
    let call = Call::new(&client(&server), &CREATE).form(&upload(&file), &[]);
    let shown = format!("{file:?} {call:?}");
    assert!(!shown.contains(KEY), "{shown}");
    assert!(shown.contains("a.txt") && shown.contains("multipart/form-data of 2 parts"), "{shown}");
    let read: File = serde_json::from_value(json!(KEY)).unwrap();
    assert!(!format!("{read:?}").contains(KEY));
}

/// A list is sent in parts without names, in its order: the first ones in ways of
/// their own.
#[tokio::test]
async fn a_list_in_parts() {
    let server = Server::start([Reply::json(200, "1")]);
    let body = (
        json!({ "jobs": [2] }),
        File::from_bytes("a.png", &b"\x89PNG\r\n\x00"[..]),
        "<a/>",
        json!(null),
        json!([]),
    );
    let first = [
        Encoding::of_part(),
        Encoding::of_part().content_type("image/*").headers(&[("Content-ID", "<picture>")]),
    ];
    let rest = Encoding::of_part().content_type("application/json");
    Call::new(&client(&server), &CREATE)
        .parts("multipart/mixed", &body, &first, rest)
        .send::<u8>()
        .await
        .unwrap();
    let request = server.request();
    assert!(request.header("content-type").unwrap().starts_with("multipart/mixed; boundary="));
    let json = |text: &str| Part::new("Content-Type: application/json", text);
    let file = "Content-Disposition: attachment; filename=\"a.png\"\nContent-ID: <picture>\nContent-Type: image/png";
    assert_eq!(
        parts(&request),
        [
            json("{\"jobs\":[2]}"),
            Part::new(file, b"\x89PNG\r\n\x00"),
            json("<a/>"),
            json("null"),
            json("[]"),
        ]
    );
    assert_eq!(request.header("content-length"), Some(&*request.body.len().to_string()));
    // A part that says nothing of itself is text, and has an empty head.
    let plain = Call::new(&client(&Server::answering(|_| Reply::json(200, "1"))), &CREATE);
    let plain = plain.parts("multipart/mixed", &json!(["\r\n"]), &[], Encoding::of_part());
    assert!(format!("{plain:?}").contains("multipart/mixed of 1 parts"), "{plain:?}");
    let server = Server::start([Reply::json(200, "1")]);
    let empty_head = Call::new(&client(&server), &CREATE).parts(
        "multipart/mixed",
        &json!(["\r\n", ""]),
        &[],
        Encoding::of_part(),
    );
    empty_head.send::<u8>().await.unwrap();
    assert_eq!(parts(&server.request()), [Part::new("", "\r\n"), Part::new("", "")]);
}

/// A part says what it is for as its document does.
#[tokio::test]
async fn headers_of_parts() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    const NAMED: &[(&str, &str)] = &[("content-disposition", "form-data; name=\"it\"")];
    let part = Encoding::of_part().headers(NAMED);
    let call = Call::new(&client(&server), &CREATE);
    call.parts("multipart/form-data", &["a"], &[], part).send::<u8>().await.unwrap();
    let expected = Part::new("content-disposition: form-data; name=\"it\"", "a");
    assert_eq!(parts(&server.request()), [expected]);
    let related = [
        Encoding::of("data").headers(&[("Content-ID", "<1>")]),
        Encoding::of("list").headers(&[("X-Row", "row")]).style(QueryStyle::Form),
    ];
    let call = Call::new(&client(&server), &CREATE);
    let body = json!({"data": {"a": 1}, "list": [1, 2], "other": 3});
    call.form_as("multipart/related", &body, &related).send::<u8>().await.unwrap();
    let request = server.requests().remove(1);
    assert!(request.header("content-type").unwrap().starts_with("multipart/related; boundary="));
    let row =
        |text: &str| Part::new("Content-Disposition: form-data; name=\"list\"\nX-Row: row", text);
    let data = "Content-Disposition: form-data; name=\"data\"\nContent-ID: <1>\nContent-Type: application/json";
    assert_eq!(
        parts(&request),
        [Part::new(data, "{\"a\":1}"), row("1"), row("2"), field("other", "3")]
    );
}

/// A file has headers of its own, over those of its document.
#[tokio::test]
async fn headers_of_files() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let client = client(&server);
    let file = || File::from_bytes("a.txt", "a");
    const NEEDED: Encoding =
        Encoding::of("file").headers(&[("X-A", "a"), ("X-B", "b")]).needs(&["X-Rate"]);
    let form = |file: File| {
        let body = BTreeMap::from([("file", file)]);
        Call::new(&client, &CREATE).form(&body, &[NEEDED])
    };
    let given =
        file().with_header("x-rate", "0").with_header("X-Rate", "7").with_header("x-b", "c");
    assert_ne!(given, file());
    form(given.clone()).send::<u8>().await.unwrap();
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\nX-A: a\n\
                X-Rate: 7\nx-b: c\nContent-Type: text/plain";
    assert_eq!(parts(&server.request()), [Part::new(head, "a")]);
    assert!(!format!("{given:?}").contains('7'), "{given:?}");
    // In a list each has its own, and one without is the error of the call.
    let list = |files: Vec<File>| {
        let body = BTreeMap::from([("file", files)]);
        Call::new(&client, &CREATE).form(&body, &[NEEDED])
    };
    let other = file().with_header("X-Rate", "8");
    list(vec![given, other]).send::<u8>().await.unwrap();
    let rates = parts(&server.requests()[1]).into_iter().map(|part| part.head);
    let rates: Vec<bool> = rates.map(|head| head.iter().any(|line| line == "X-Rate: 8")).collect();
    assert_eq!(rates, [false, true]);
    for (call, problem) in [
        (form(file()), "has no header `X-Rate`: set it by `with_header`"),
        (list(vec![file()]), "has no header `X-Rate`"),
        (
            form(file().with_header("X-Rate", "a\r\nb: c")),
            "a part cannot have the header \"X-Rate\"",
        ),
        (form(file().with_header("X Rate", "1")), "a part cannot have the header \"X Rate\""),
        (form(file().with_header("content-TYPE", "a/b")), "is set by `with_content_type`"),
    ] {
        let error = call.send::<u8>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(problem), "{error}");
    }
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn parts_that_cannot_be_sent() {
    let server = Server::answering(|_| Reply::json(200, "1"));
    let refusal = async |call: Call| call.send::<u8>().await.unwrap_err().to_string();
    let call = || Call::new(&client(&server), &CREATE);
    let part = Encoding::of_part();
    let object = call().parts("multipart/mixed", &json!({}), &[], part);
    assert!(refusal(object).await.contains("it is not a list"));
    let xml = call().parts("multipart/mixed", &json!([[1]]), &[], part.content_type("text/xml"));
    let xml = refusal(xml).await;
    assert!(
        xml.contains("`[0]` is to be text/xml, as which no list or object can be written"),
        "{xml}"
    );
    let split = part.headers(&[("X-A", "a\r\nb: c")]);
    let split = refusal(call().parts("multipart/mixed", &json!([1]), &[], split)).await;
    assert!(split.contains("a part cannot have the header \"X-A\": \"a\\r\\nb: c\""), "{split}");
    let mut field = call();
    field.set_body_field("a", &1);
    let field = refusal(field.parts("multipart/mixed", &json!([1]), &[], part)).await;
    assert!(field.contains("the body is no object, so that it has no field `a`"), "{field}");
    assert!(server.requests().is_empty());
}
