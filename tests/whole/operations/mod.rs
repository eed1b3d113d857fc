//! A crate with an operation of each kind is compiled and makes its calls: what
//! goes over the wire, and what comes back.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use openapi_loom_generator::{Groups, Inputs, Output, generate};
use serde_json::json;
use workspace_tests::crates::{OnDisk, with_executor};
use workspace_tests::multipart::{Part, parts};
use workspace_tests::server::{Reply, Request, Server};

const DOCUMENT: &str = include_str!("../../data/operations.yaml");
const DRIVE: &str = include_str!("drive.rs.txt");

const CONFIG: &str = "
crate: depot
streams:
- operations: [speak]
  property: format
  value: sse
  end: {event: done, data: '[END]'}
";

const EVENTS: &str = "data: {\"type\":\"progress\",\"percent\":50}\n\n\
     data: {\"type\":\"done\",\"stored\":{\"id\":\"end\"}}\n\ndata: [END]\n\n";

fn depot() -> Output {
    let inputs = Inputs {
        document: DOCUMENT.as_bytes(),
        overlay: None,
        config: CONFIG,
        groups: Groups::Configured,
        of_record: true,
        package: None,
        lenient: false,
        files: None,
    };
    generate(&inputs).unwrap()
}

/// Returns the server's answer; a stream that is watched ends with the connection.
fn answer(request: &Request, jobs: &AtomicUsize) -> Reply {
    let streams = request.header("accept") == Some("text/event-stream");
    match (request.method.as_str(), request.path()) {
        (_, "/watch") => Reply::events().piece(EVENTS.split_once("\n\n").unwrap().0).piece("\n\n"),
        ("POST", "/speech") if streams => Reply::events().piece(EVENTS),
        ("POST", "/speech") => Reply::new(200).header("content-type", "audio/mpeg").piece("sound"),
        ("POST", "/images") if streams => Reply::events().piece(EVENTS),
        ("POST", "/jobs") => match jobs.fetch_add(1, Ordering::Relaxed) {
            0 => Reply::json(200, r#"{"id":"1"}"#),
            1 => Reply::json(202, r#"{"job":"2"}"#),
            _ => Reply::new(204),
        },
        ("GET", "/files/1") => Reply::new(200).piece("whole"),
        ("GET", "/notes/1") => Reply::text(200, "Füße"),
        ("DELETE", "/locks/1") => Reply::json(200, r#"{"id":"lock"}"#),
        ("POST", "/batches") => Reply::json(200, r#"{"id":"b","status":"queued"}"#),
        ("GET", "/batches/b") => Reply::json(200, r#"{"id":"b","status":"done"}"#),
        ("GET", "/batches") => Reply::json(200, r#"[{"id":"b","status":"done"}]"#)
            .header("link", "</batches/more>; rel=\"next\""),
        ("GET", "/batches/more") => Reply::json(200, r#"[{"id":"c","status":"queued"}]"#),
        ("GET", "/boxes") if request.target.contains("before=y") => {
            Reply::json(200, r#"{"data":[{"id":"x"}],"has_more":false}"#)
        }
        ("GET", "/boxes") => Reply::json(200, r#"{"data":[{"id":"y"}],"has_more":true}"#),
        ("GET", "/crates") => Reply::json(200, r#"{"data":[{"id":"1"}],"next_url":"/crates/2"}"#),
        ("GET", "/crates/2") => Reply::json(200, r#"{"data":[{"id":"2"}],"next_url":null}"#),
        ("POST", _) => Reply::json(200, r#"{"id":"file"}"#),
        _ => Reply::new(204),
    }
}

/// Returns the requests of a compiled crate, once for all tests.
fn requests() -> Vec<Request> {
    let output = with_executor(depot());
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("conformance");
    let example = [("drive.rs".to_owned(), DRIVE.to_owned())];
    let on_disk = OnDisk::write(&home, "operations", &output, &example);
    on_disk.cargo(&["clippy", "--lib"]);
    on_disk.cargo(&["build", "--example", "drive"]);
    let jobs = AtomicUsize::new(0);
    let server = Server::answering(move |request| answer(request, &jobs));
    let run = Command::new(on_disk.example("drive")).arg(server.url()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    server.requests()
}

#[test]
fn a_compiled_crate_speaks_as_its_document_says() {
    let requests = requests();
    let to = |method: &str, path: &str| -> Vec<&Request> {
        let found = requests.iter().filter(|one| one.method == method && one.path() == path);
        found.collect()
    };
    forms(to("POST", "/files")[0], &to("POST", "/images"));
    other_bodies(to("POST", "/login")[0], to("PUT", "/files/a%20b")[0], to("PATCH", "/files/1")[0]);
    let methods = requests.iter().filter(|one| one.path() == "/files/2");
    let methods: Vec<&str> = methods.map(|one| one.method.as_str()).collect();
    assert_eq!(methods, ["COPY", "m-touch", "QUERY"]);
    let accepts = |method: &str, path: &str| -> Vec<&str> {
        to(method, path).iter().map(|one| one.header("accept").unwrap()).collect()
    };
    assert_eq!(accepts("GET", "/files/1"), ["application/octet-stream"; 2]);
    assert_eq!(accepts("GET", "/notes/1"), ["text/plain"]);
    assert_eq!(accepts("GET", "/watch"), ["text/event-stream"; 2]);
    assert_eq!(accepts("POST", "/speech"), ["audio/mpeg", "text/event-stream"]);
    let spoken = to("POST", "/speech");
    assert_eq!(spoken[0].json(), json!({"text": "Hi"}));
    assert_eq!(spoken[1].json(), json!({"text": "Hi", "format": "sse"}));
    let batch = parts(to("POST", "/batches")[0]);
    let note = Part::new("Content-Type: application/json", r#"{"text":"two"}"#);
    let image = |name: &str, bytes: &str| {
        let disposition = format!("Content-Disposition: attachment; filename=\"{name}\"");
        Part::new(&format!("{disposition}\nContent-ID: image\nContent-Type: image/png"), bytes)
    };
    assert_eq!(batch, [note, image("a.png", "A"), image("b.png", "B")]);
    assert_eq!(to("GET", "/batches/b").len(), 1);
    let boxes: Vec<&str> = to("GET", "/boxes").iter().map(|one| one.target.as_str()).collect();
    assert_eq!(boxes, ["/boxes?before=z", "/boxes?before=y"]);
    parameters(to("GET", "/search")[0]);
    shelf(to("GET", "/shelf;ids=3;ids=4/.x/1,2/7")[0]);
    let sent = |method: &str, path: &str| to(method, path).into_iter().map(credentials).collect();
    credentials_of_each(sent);
}

/// Returns the credentials of a request.
fn credentials(request: &Request) -> String {
    let headers = ["authorization", "x-key", "x-app", "cookie"].into_iter();
    let headers = headers.filter_map(|name| Some(format!("{name}: {}", request.header(name)?)));
    let query = request.target.split_once('?').map(|(_, query)| query.to_owned());
    headers.chain(query).collect::<Vec<_>>().join(", ")
}

fn credentials_of_each<'r>(sent: impl Fn(&str, &str) -> Vec<String> + 'r) {
    assert_eq!(sent("POST", "/jobs"), ["x-key: K, x-app: A"; 3]);
    assert_eq!(sent("POST", "/login"), [""]);
    assert_eq!(sent("GET", "/notes/1"), ["authorization: Basic bWU6d29yZA=="]);
    assert_eq!(sent("DELETE", "/locks/1"), ["cookie: sid=V"]);
    assert_eq!(sent("DELETE", "/locks/2"), ["cookie: sid=W"]);
    assert_eq!(sent("GET", "/watch"), ["sig=S"; 2]);
}

fn field(name: &str, text: &str) -> Part {
    Part::new(&format!("Content-Disposition: form-data; name=\"{name}\""), text)
}

fn file(name: &str, file: &str, content_type: &str, bytes: &str) -> Part {
    let head = format!(
        "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\n\
         Content-Type: {content_type}"
    );
    Part::new(&head, bytes)
}

fn forms(upload: &Request, images: &[&Request]) {
    let labels = "Content-Disposition: form-data; name=\"labels\"\n\
         Content-Type: application/vnd.depot+json";
    let wanted = [
        file("file", "a.png", "image/png", "A"),
        field("purpose", "keep"),
        file("copies", "b.txt", "text/plain", "B"),
        file("copies", "c.txt", "text/plain", "C"),
        field("tags", "x"),
        field("tags", "y"),
        Part::new(labels, r#"{"color":"red"}"#),
        field("days", "7"),
    ];
    assert_eq!(parts(upload), wanted);
    let one = file("image", "one.png", "image/png", "1");
    let two = file("image", "two.png", "image/png", "2");
    assert_eq!(parts(images[0]), std::slice::from_ref(&one));
    assert_eq!(parts(images[1]), [one.clone(), two]);
    assert_eq!(images[2].json(), json!({"url": "https://images.example/1.png"}));
    assert_eq!(parts(images[3]), [one, field("stream", "true")]);
    assert_eq!(images[4].json(), json!({"url": "https://images.example/1.png", "stream": true}));
}

fn other_bodies(login: &Request, replaced: &Request, patched: &Request) {
    assert_eq!(login.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(login.body, b"user=ann&scopes=read&scopes=write&remember=true");
    assert_eq!(replaced.header("content-type"), Some("image/png"));
    assert_eq!(replaced.body, b"bytes");
    assert_eq!(patched.header("content-type"), Some("application/merge-patch+json"));
    assert_eq!(patched.json(), json!({"name": "new"}));
}

fn shelf(shelf: &Request) {
    let query = shelf.target.split_once('?').unwrap().1;
    assert_eq!(query, "fixed=1&reserved=a/b:c@d%26e&note=%22a%22");
    let headers = ["x-filter", "x-map", "x-kind", "x-day", "cookie"];
    assert_eq!(
        headers.map(|name| shelf.header(name).unwrap()),
        [r#"{"a":[1,"b c"]}"#, "k=1", "near", "2024-02-29", "marks=a,b"]
    );
}

fn parameters(search: &Request) {
    assert_eq!(search.header("x-fields"), Some("id,name"));
    assert_eq!(search.header("cookie"), Some("session=s%201"));
    let query = search.query();
    let query: Vec<(&str, &str)> = query.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let wanted = [
        ("size[gt]", "1"),
        ("size[lt]", "9"),
        ("from", "2"),
        ("to", "3"),
        ("tag", "a&b"),
        ("tag", "c"),
        ("color", "red,blue"),
        ("shelf", "1|2"),
        ("owner", "ann"),
        ("owner", "bob"),
        ("meta[k]", "v"),
        ("filter", r#"{"a":[1,"b c"]}"#),
    ];
    assert_eq!(query, wanted);
}
