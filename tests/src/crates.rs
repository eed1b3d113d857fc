//! Generated crates on disk, and cargo on them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use openapi_loom_generator::{Output, with_runtime};
use serde_json::Value;

use crate::shared::{read_workspace, workspace};

/// A generated crate, compiled with others in a target directory that they
/// share, so that what they depend on is compiled once.
#[derive(Clone, Debug)]
pub struct OnDisk {
    directory: PathBuf,
    target: PathBuf,
    /// True if groups are features, and there is one for all of them.
    full: bool,
}

impl OnDisk {
    /// Writes a crate below `home`, and beside its sources these examples.
    ///
    /// A file that is there already stays untouched if it is the same, so that
    /// cargo does not compile it anew.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be written.
    pub fn write(home: &Path, name: &str, output: &Output, examples: &[(String, String)]) -> Self {
        let runtime = workspace("generator/runtime");
        let manifest = manifest(output, Some(&runtime.to_string_lossy()));
        Self::write_with(home, name, output, examples, &manifest)
    }

    /// Returns the same for a crate that asks for a version of the runtime, and gets what
    /// is in a directory for it.
    ///
    /// # Panics
    ///
    /// Panics if it cannot be written.
    pub fn write_published(home: &Path, name: &str, output: &Output, runtime: &Path) -> Self {
        let manifest = manifest(output, None);
        let patch = format!("openapi-loom-runtime = {{ path = {:?} }}", runtime.to_string_lossy());
        let manifest = format!("{manifest}\n[patch.crates-io]\n{patch}\n");
        Self::write_with(home, name, output, &[], &manifest)
    }

    fn write_with(
        home: &Path,
        name: &str,
        output: &Output,
        examples: &[(String, String)],
        manifest: &str,
    ) -> Self {
        let directory = home.join(name);
        let mut texts = vec![
            ("Cargo.toml".into(), manifest.to_owned()),
            ("Cargo.lock".into(), read_workspace("Cargo.lock")),
        ];
        texts.extend(
            output.files.iter().map(|file| (format!("src/{}", file.path), file.text.clone())),
        );
        texts
            .extend(examples.iter().map(|(path, text)| (format!("examples/{path}"), text.clone())));
        let mut wanted = BTreeSet::new();
        for (path, text) in &texts {
            let path = directory.join(path);
            write_if_changed(&path, text);
            wanted.insert(path);
        }
        remove_others(&directory.join("src"), &wanted);
        remove_others(&directory.join("examples"), &wanted);
        let full = output.manifest.contains("\nfull = [");
        Self { directory, target: home.join("target"), full }
    }

    /// Runs cargo, which has to succeed without a warning and without the
    /// network: all that the crate depends on, the workspace depends on too.
    ///
    /// # Panics
    ///
    /// Panics with what the compiler said if it fails.
    pub fn cargo(&self, arguments: &[&str]) {
        self.run(&mut self.command(arguments));
    }

    /// Runs cargo, which has to fail, and gives what it says.
    ///
    /// # Panics
    ///
    /// Panics if it succeeds.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("cargo runs");
        assert!(!output.status.success(), "cargo succeeded");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Describes the library of this name for programs, in the format that
    /// rustdoc has for them, and says in which file.
    ///
    /// The format is unstable. What is compiled for it is not shared with what
    /// [`cargo`](Self::cargo) compiles, so the two want homes of their own.
    ///
    /// # Panics
    ///
    /// As [`cargo`](Self::cargo).
    pub fn rustdoc(&self, library: &str) -> PathBuf {
        let mut command = self.command(&["rustdoc", "--lib"]);
        command
            .args(["--", "-Zunstable-options", "--output-format=json", "--cap-lints=allow"])
            .args(["--document-private-items", "--document-hidden-items"])
            .env("RUSTC_BOOTSTRAP", "1")
            .env_remove("RUSTDOCFLAGS");
        self.run(&mut command);
        let described = self.directory.join("rustdoc.json");
        let written = self.target.join("doc").join(library).with_extension("json");
        // Another version of the library would write to the same place.
        fs::rename(&written, &described)
            .unwrap_or_else(|error| panic!("{}: {error}", written.display()));
        described
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .args(["--offline", "--quiet", "--no-default-features"])
            .args(if self.full && !arguments.contains(&"--features") {
                &["--features", "full"][..]
            } else {
                &[]
            })
            .current_dir(&self.directory)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("RUSTFLAGS", "-Dwarnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET");
        command
    }

    fn run(&self, command: &mut Command) {
        let output = command.output().expect("cargo runs");
        let said = String::from_utf8_lossy(&output.stderr);
        let directory = self.directory.display();
        assert!(output.status.success(), "{command:?} in {directory}:\n{said}");
        assert!(!said.contains("warning:"), "{command:?} in {directory}:\n{said}");
    }

    /// Runs an example that is built, on this text, and says what it has written.
    ///
    /// # Panics
    ///
    /// Panics with what it said if it fails.
    pub fn run_example(&self, name: &str, input: String) -> String {
        let mut running = Command::new(self.example(name))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("an example that is built");
        let mut stdin = running.stdin.take().expect("a pipe");
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = running.wait_with_output().expect("an example runs");
        drop(writer.join());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    /// Returns the path of an example once it is built.
    pub fn example(&self, name: &str) -> PathBuf {
        self.target
            .join("debug/examples")
            .join(name)
            .with_extension(std::env::consts::EXE_EXTENSION)
    }
}

/// Returns the manifest of a crate that is no member of the workspace around it.
fn manifest(output: &Output, runtime: Option<&str>) -> String {
    with_runtime(&output.manifest, runtime) + "\n[workspace]\n"
}

/// Returns the crate with what its examples run on.
#[must_use]
pub fn with_executor(output: Output) -> Output {
    with_dependencies(output, "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n")
}

/// Returns the crate with what its examples depend on beside what it does itself.
#[must_use]
pub fn with_dependencies(mut output: Output, lines: &str) -> Output {
    output.manifest.push_str(&format!("\n[dev-dependencies]\n{lines}"));
    output
}

/// Builds an example of the workspace, and says where it is.
///
/// All packages are selected, as they are when all tests run, so that cargo
/// finds what these have built. For the same reason it must not see the
/// variables that another cargo has set for this test, which some build scripts
/// watch.
///
/// # Panics
///
/// Panics with what the compiler said if it fails.
pub fn workspace_example(name: &str) -> PathBuf {
    let of_a_package = |name: &str| {
        let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        prefixes.iter().any(|prefix| name.starts_with(prefix))
    };
    let set = std::env::vars_os().map(|(name, _)| name);
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for variable in set.filter(|name| name.to_str().is_some_and(of_a_package)) {
        cargo.env_remove(variable);
    }
    let output = cargo
        .args(["build", "--locked", "--workspace", "--example", name])
        .arg("--message-format=json-render-diagnostics")
        .current_dir(workspace("."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut built = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let executable = message["executable"].as_str()?;
        (message["target"]["name"] == name).then(|| executable.into())
    });
    built.next().unwrap_or_else(|| panic!("cargo built no {name}:\n{messages}"))
}

fn write_if_changed(path: &Path, text: &str) {
    if fs::read(path).is_ok_and(|known| known == text.as_bytes()) {
        return;
    }
    let parent = path.parent().expect("a file is in a directory");
    let written = fs::create_dir_all(parent).and_then(|()| fs::write(path, text));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Removes what an earlier run has left behind.
fn remove_others(directory: &Path, wanted: &BTreeSet<PathBuf>) {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            remove_others(&path, wanted);
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
}
