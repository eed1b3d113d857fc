//! Prism as a child process.

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::Value;
use tempfile::NamedTempFile;
use workspace_tests::shared::{present, workspace};

/// A running Prism, which ends with this value.
pub(crate) struct Prism {
    process: Child,
    url: String,
    /// Removed with this value, and not before: Prism watches it.
    _document: NamedTempFile,
}

impl Prism {
    /// Starts Prism and waits until it listens; `None`, and said so, when it
    /// is not installed.
    ///
    /// Its answers are made from the schemas, not from the document's examples,
    /// so that lists have items and each kind of value comes up; from a seed,
    /// so that they are the same each time.
    pub(crate) fn serving(document: &Value) -> Option<Self> {
        let program = workspace("tests/prism/node_modules/@stoplight/prism-cli/dist/index.js");
        let program = present(program)?;
        let file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
        serde_json::to_writer(&file, document).unwrap();
        let process = Command::new("node")
            .arg(program)
            .args(["mock", "--errors", "--cors=false", "--dynamic", "--seed=threads"])
            .args(["--host=127.0.0.1", "--port=0"])
            .arg(file.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node.js, to run Prism");
        let mut prism = Self { process, url: String::new(), _document: file };
        prism.url = prism.listening();
        Some(prism)
    }

    /// Returns the address at which it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Reads its output until it says where it listens, and goes on reading:
    /// nobody else does, and a full pipe would stop it.
    fn listening(&mut self) -> String {
        const MARK: &str = "Prism is listening on ";
        let mut output = BufReader::new(self.process.stdout.take().unwrap());
        let mut said = String::new();
        let url = loop {
            let start = said.len();
            let read = output.read_line(&mut said).unwrap();
            assert!(read > 0, "Prism has ended:\n{said}");
            if let Some((_, url)) = said[start..].split_once(MARK) {
                break url.trim().to_owned();
            }
        };
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        url
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
