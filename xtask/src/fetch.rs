//! `cargo xtask fetch`: the vendor's document, at one revision.
//!
//! All but the download, which the program `xtask-fetch` brings: cargo builds
//! that, with an HTTP client, when there is something to fetch.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use anyhow::{anyhow, bail};
use clap::Parser;
use openapi_loom::paths::{refused, shown};
use openapi_loom::{diff, report};
use openapi_loom_generator::config::Config;
use openapi_loom_generator::{document, sha256};

use crate::file::put;
use crate::lock::{Lock, Upstream};
use crate::paths::{CONFIG, DOCUMENT, UPSTREAM, defaults, in_workspace};

/// The placeholder for the revision in the URL.
const REVISION: &str = "{revision}";

/// The package of the program that downloads.
const PROGRAM: &str = "xtask-fetch";

/// The limits on the size of a download and its time.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most bytes.
    pub bytes: u64,
    /// The longest time for all of it.
    pub time: Duration,
}

/// Gets the file at a URL.
pub type Download = fn(url: &str, limits: &Limits) -> anyhow::Result<Vec<u8>>;

/// The command line of the program: that of `cargo xtask fetch`.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask fetch")]
struct Cli {
    #[command(flatten)]
    args: Args,
}

/// Gets the vendor's document at a pinned revision
///
/// It is put where git does not see it, and only if it is what `spec/lock.yaml`
/// says, or, with `--update`, if it can be read; then `spec/lock.yaml` says so.
/// Otherwise the file of the last time stays as it is. In the end it says what the
/// document changes for callers, as `diff` does with the spec of record.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The revision to get [default: the one in spec/lock.yaml]
    #[arg(long, value_name = "REVISION")]
    rev: Option<String>,

    /// Where to get it, with `{revision}` in place of the revision [default:
    /// `upstream` in spec/config.yaml]
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Record the revision, its size and its checksum
    #[arg(long)]
    update: bool,

    /// The file to write [default: spec/upstream/openapi.yaml of the workspace]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The lock file to read and, with `--update`, to write [default: spec/lock.yaml of
    /// the workspace]
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,

    /// The largest document to accept, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 64)]
    max_size: u64,

    /// How long all of it may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    timeout: u64,
}

/// Runs the command in a program of its own. The arguments are right: they have
/// been read here already.
pub(crate) fn hand_over() -> anyhow::Result<ExitCode> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&cargo)
        .args(["run", "--package", PROGRAM, "--manifest-path"])
        .arg(in_workspace("Cargo.toml"))
        .arg("--")
        .args(env::args_os().skip(2))
        .status();
    let status = status.map_err(|error| {
        let cargo = Path::new(&cargo);
        refused("run", cargo, &error, &format!("it builds `{PROGRAM}`, which downloads"))
    })?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the command with the means to download.
pub fn main(download: Download) -> ExitCode {
    report::exit_code(run(&Cli::parse().args, download))
}

fn run(args: &Args, download: Download) -> anyhow::Result<ExitCode> {
    let lock_path = args.lock.clone().unwrap_or_else(Lock::path);
    let mut lock = Lock::read(&lock_path)?.ok_or_else(|| {
        anyhow!("there is no `{}`\n  help: `cargo xtask regen` writes it", shown(&lock_path))
    })?;
    let (revision, expected) = revision(args, lock.upstream.as_ref())?;
    let template = args.url.clone().map_or_else(configured_url, Ok)?;
    let url = template.replace(REVISION, &revision);

    let limits = Limits {
        bytes: args.max_size.saturating_mul(1 << 20),
        time: Duration::from_secs(args.timeout),
    };
    let bytes = download(&url, &limits)?;
    let found =
        Upstream { url: url.clone(), revision, bytes: bytes.len() as u64, sha256: sha256(&bytes) };
    if let Some(expected) = expected {
        verify(&found, expected, &url)?;
    }
    readable(&bytes, &url)?;

    let out = args.out.clone().unwrap_or_else(|| in_workspace(UPSTREAM));
    put(&out, &bytes)?;
    report::stdout(&format!(
        "{}: {} bytes of revision {}, sha256 {}\n",
        shown(&out),
        found.bytes,
        found.revision,
        found.sha256
    ))?;
    if args.update && lock.upstream.as_ref() != Some(&found) {
        lock.upstream = Some(found);
        put(&lock_path, lock.text()?.as_bytes())?;
        report::stdout(&format!("{}: recorded\n", shown(&lock_path)))?;
    }
    report::stdout("\n")?;
    let record = in_workspace(DOCUMENT);
    diff::run(&diff::Args::of(record, out), &defaults())
}

/// Returns the revision asked for, or else the recorded one; and, unless it is recorded
/// anew, what it has to be.
fn revision<'l>(
    args: &Args,
    recorded: Option<&'l Upstream>,
) -> anyhow::Result<(String, Option<&'l Upstream>)> {
    match (&args.rev, recorded) {
        (Some(asked), _) if args.update => Ok((asked.clone(), None)),
        (Some(asked), Some(recorded)) if *asked == recorded.revision => {
            Ok((asked.clone(), Some(recorded)))
        }
        (Some(asked), _) => bail!(
            "no checksum is recorded for the revision {asked}\n  help: record it with `--update`"
        ),
        (None, Some(recorded)) => {
            Ok((recorded.revision.clone(), Some(recorded).filter(|_| !args.update)))
        }
        (None, None) => bail!(
            "no revision is recorded\n  help: name one with `--rev REVISION`, and record it with `--update`"
        ),
    }
}

/// Returns the document's address by the configuration.
fn configured_url() -> anyhow::Result<String> {
    let path = in_workspace(CONFIG);
    let text = fs::read_to_string(&path)
        .map_err(|error| refused("read", &path, &error, "name the document with `--url URL`"))?;
    let config = Config::parse(&text).map_err(|error| anyhow!("{error}"))?;
    config.upstream.ok_or_else(|| {
        anyhow!(
            "`{}` has no `upstream`\n  help: add it, or name the document with `--url URL`",
            shown(&path)
        )
    })
}

/// Checks that this is what was recorded.
fn verify(found: &Upstream, recorded: &Upstream, url: &str) -> anyhow::Result<()> {
    if (found.bytes, &found.sha256) == (recorded.bytes, &recorded.sha256) {
        return Ok(());
    }
    let help = match is_commit(&recorded.revision) {
        true => "if the new one is meant, record it with `--update`".to_owned(),
        false => format!(
            "`{}` is a name that moves: record the new one with `--update`, or a commit by its \
             hash with `--rev`",
            recorded.revision
        ),
    };
    bail!(
        "{url} is not what was recorded: {} bytes with sha256 {}, expected {} bytes with sha256 {}\n  \
         help: nothing was changed; {help}",
        found.bytes,
        found.sha256,
        recorded.bytes,
        recorded.sha256
    )
}

/// Tells whether a revision is a commit by its whole hash, which no other document ever has.
fn is_commit(revision: &str) -> bool {
    matches!(revision.len(), 40 | 64) && revision.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Checks that this is a document at all, and not, say, a page that says that
/// there is none.
fn readable(bytes: &[u8], url: &str) -> anyhow::Result<()> {
    let document = match document(bytes) {
        Ok(document) => document,
        Err(failure) => {
            report::findings_in(url, bytes, &failure);
            bail!("{url} is no OpenAPI document\n  help: nothing was changed");
        }
    };
    if document.root().get("openapi").is_none() {
        bail!(
            "{url} is no OpenAPI document, since it has no `openapi`\n  help: nothing was changed"
        );
    }
    Ok(())
}
