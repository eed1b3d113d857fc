//! `cargo xtask fetch` from the outside, against a server on loopback.

use std::fs;

use tempfile::TempDir;
use workspace_tests::program::Ran;
use workspace_tests::server::{Reply, Server};

const DOCUMENT: &str = "openapi: 3.1.0\ninfo: {title: Pets, version: 1.2.3}\npaths: {}\n";

const LOCK: &str = "\
generator: 0.1.0
document: d
closure: c
output: o
";

/// A directory with a lock file, and a server.
struct Workplace {
    dir: TempDir,
    server: Server,
}

impl Workplace {
    fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap(), server: Server::start(replies) };
        fs::write(place.dir.path().join("lock.yaml"), LOCK).unwrap();
        place
    }

    /// Returns one that has the document of revision r1 already.
    fn fetched(replies: impl IntoIterator<Item = Reply>) -> Self {
        let first = Reply::text(200, DOCUMENT);
        let place = Self::new(std::iter::once(first).chain(replies));
        let ran = place.fetch(&["--rev", "r1", "--update"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        place
    }

    fn fetch(&self, options: &[&str]) -> Ran {
        let url = format!("{}/{{revision}}/openapi.yaml", self.server.url());
        let files = ["--lock", "lock.yaml", "--out", "cache/document.yaml"];
        let arguments = [&files[..], &["--url", &url], options].concat();
        let program = env!("CARGO_BIN_EXE_xtask-fetch");
        let Ran { code, stdout, stderr } = Ran::of(program, self.dir.path(), &arguments);
        let named = |text: String| text.replace(&self.server.url(), "http://server");
        Ran { code, stdout: named(stdout), stderr: named(stderr) }
    }

    fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.dir.path().join(path)).ok()
    }

    /// Runs into an error that leaves everything as it was.
    fn refusal(&self, options: &[&str]) -> String {
        let files = ["lock.yaml", "cache/document.yaml"];
        let before = files.map(|path| self.text(path));
        let ran = self.fetch(options);
        assert_eq!((ran.code, &*ran.stdout), (1, ""), "{}", ran.stderr);
        assert_eq!(files.map(|path| self.text(path)), before);
        let cached = self.dir.path().join("cache");
        let count = fs::read_dir(cached).map_or(0, |entries| entries.count());
        assert_eq!(count, usize::from(before[1].is_some()), "nothing is left behind");
        ran.stderr
    }
}

#[test]
fn a_revision_is_recorded_and_then_verified() {
    let place = Workplace::fetched([Reply::text(200, DOCUMENT), Reply::text(200, DOCUMENT)]);
    assert_eq!(place.text("cache/document.yaml").as_deref(), Some(DOCUMENT));
    let lock = place.text("lock.yaml").unwrap();
    let (_, upstream) = lock.split_once("upstream:\n").unwrap();
    assert_eq!(
        upstream.replace(&place.server.url(), "http://server"),
        "  url: http://server/r1/openapi.yaml\n  \
         revision: r1\n  \
         bytes: 61\n  \
         sha256: 50ea7305b4e330cb4d37864cecdd31f9089c7f7a7314531a9a4b412378d04f26\n"
    );

    fs::remove_dir_all(place.dir.path().join("cache")).unwrap();
    let ran = place.fetch(&[]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("cache/document.yaml: 61 bytes of revision r1, sha256 50ea"));
    // The document has none of the operations of the spec of record.
    assert!(ran.stdout.contains("operation removed"), "{}", ran.stdout);
    assert_eq!(place.fetch(&["--rev", "r1"]).code, 0);
    assert_eq!(place.text("lock.yaml").unwrap(), lock);
    let paths: Vec<String> =
        place.server.requests().iter().map(|request| request.target.clone()).collect();
    assert_eq!(paths, ["/r1/openapi.yaml"; 3]);
}

#[test]
fn another_revision_is_recorded_only_when_told_to() {
    let newer = DOCUMENT.replace("1.2.3", "1.3.0");
    let place = Workplace::fetched([Reply::text(200, &newer)]);
    assert_eq!(
        place.refusal(&["--rev", "r2"]),
        "error: no checksum is recorded for the revision r2\n  help: record it with `--update`\n"
    );
    let ran = place.fetch(&["--rev", "r2", "--update"]);
    assert!(ran.stdout.contains("\nlock.yaml: recorded\n"), "{}", ran.stdout);
    assert_eq!(place.text("cache/document.yaml"), Some(newer));
    assert!(place.text("lock.yaml").unwrap().contains("revision: r2\n"));
}

#[test]
fn what_is_not_what_was_recorded_is_refused() {
    let place = Workplace::fetched([Reply::text(200, DOCUMENT.replace("Pets", "Dogs"))]);
    let refusal = place.refusal(&[]);
    assert!(
        refusal.starts_with(
            "error: http://server/r1/openapi.yaml is not what was recorded: 61 bytes with sha256 "
        ) && refusal.contains(", expected 61 bytes with sha256 50ea")
            && refusal.ends_with(
                "`r1` is a name that moves: record the new one with `--update`, or a commit by its \
                 hash with `--rev`\n"
            ),
        "{refusal}"
    );
}

/// A commit is the same for ever, so another document there is no newer one.
#[test]
fn a_commit_that_is_not_what_was_recorded_is_refused() {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let place = Workplace::fetched([
        Reply::text(200, DOCUMENT),
        Reply::text(200, DOCUMENT.replace("Pets", "Dogs")),
    ]);
    assert_eq!(place.fetch(&["--rev", commit, "--update"]).code, 0);
    let refusal = place.refusal(&[]);
    let help = "nothing was changed; if the new one is meant, record it with `--update`\n";
    assert!(refusal.contains("is not what was recorded") && refusal.ends_with(help), "{refusal}");
}

#[test]
fn what_is_no_document_is_refused_even_when_told_to_record_it() {
    let rows = [
        (Reply::text(200, "<html>Not here</html>"), "is no OpenAPI document\n"),
        (Reply::text(200, "a: [1"), "openapi.yaml:1:"),
        (Reply::text(200, "paths: {}"), "it has no `openapi`"),
        (Reply::text(200, ""), "is no OpenAPI document"),
        (Reply::text(200, [0xff, 0xfe]), "is no OpenAPI document"),
        (Reply::text(404, "none"), "the server says 404 Not Found"),
        (Reply::text(503, "later"), "the server says 503 Service Unavailable"),
        (Reply::text(200, DOCUMENT).cut(), "cannot get http://server/r3/openapi.yaml: "),
        (Reply::text(200, DOCUMENT).reset(), "cannot get http://server/r3/openapi.yaml: "),
        (Reply::nothing(), "cannot get http://server/r3/openapi.yaml: "),
    ];
    for (reply, message) in rows {
        let place = Workplace::fetched([reply]);
        let refusal = place.refusal(&["--rev", "r3", "--update"]);
        assert!(refusal.contains(message) && refusal.contains("nothing was changed"), "{refusal}");
    }
}

#[test]
fn limits_hold() {
    let large = "#".repeat(2 << 20);
    let announced = Reply::text(200, &large);
    let unannounced = Reply::text(200, &large).until_close();
    let place = Workplace::fetched([announced, unannounced, Reply::text(200, DOCUMENT).hang()]);
    for _ in 0..2 {
        assert_eq!(
            place.refusal(&["--max-size", "1"]),
            "error: cannot get http://server/r1/openapi.yaml: it is larger than 1048576 bytes\n  \
             help: nothing was changed\n"
        );
    }
    assert_eq!(
        place.refusal(&["--timeout", "1"]),
        "error: cannot get http://server/r1/openapi.yaml: not complete within 1s\n  \
         help: nothing was changed\n"
    );
}

#[test]
fn without_anything_recorded_a_revision_has_to_be_named() {
    let place = Workplace::new([]);
    assert_eq!(
        place.refusal(&[]),
        "error: no revision is recorded\n  help: name one with `--rev REVISION`, and record it with `--update`\n"
    );
    fs::remove_file(place.dir.path().join("lock.yaml")).unwrap();
    assert_eq!(
        place.refusal(&["--rev", "r1", "--update"]),
        "error: there is no `lock.yaml`\n  help: `cargo xtask regen` writes it\n"
    );
    fs::write(place.dir.path().join("lock.yaml"), "generator: [").unwrap();
    assert!(
        place.refusal(&[]).starts_with("error: `lock.yaml` is not as the generator writes it: ")
    );
}
