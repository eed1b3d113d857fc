//! What the generator reads: the document, and the choices made for it.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::anyhow;
use openapi_loom_generator::report::{Names, Texts};
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Groups, Inputs};

use crate::paths::{in_workspace, is_stdin, refused, shown};

/// Why no file is read that a document on standard input refers to.
const NO_BASE: &str = "the document comes from standard input, which has no directory: name that \
                       of its files with `--base DIR`";

const DOCUMENT: &str = "spec/openai.yaml";
const OVERLAY: &str = "spec/overlay.yaml";
pub(crate) const CONFIG: &str = "spec/config.yaml";

/// The choices for a document, as options of a command.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Choices {
    /// Corrections to the document [default: spec/overlay.yaml of the workspace]
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,

    /// Take the document without corrections
    #[arg(long, conflicts_with = "overlay")]
    no_overlay: bool,

    /// The choices for the API [default: spec/config.yaml of the workspace]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Make no choices: every group, and nothing particular to one API
    #[arg(long, conflicts_with = "config")]
    no_config: bool,

    /// A group of operations to generate, instead of those of the
    /// configuration; may be repeated
    #[arg(long = "group", value_name = "NAME")]
    groups: Vec<String>,

    /// Every group of the document, instead of those of the configuration
    #[arg(long, conflicts_with = "groups")]
    all: bool,

    /// The directory from which references into other files lead [default: that
    /// of the document; none for one on standard input]
    #[arg(long, value_name = "DIR")]
    base: Option<PathBuf>,

    /// Take what references to nothing, or to other files, stand for as any
    /// value, with a warning for each
    #[arg(long)]
    lenient: bool,
}

impl Choices {
    /// The groups that are asked for.
    pub(crate) fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Whether they are those of the workspace.
    pub(crate) fn are_default(&self) -> bool {
        let Self { overlay, no_overlay, config, no_config, groups, all, base, lenient } = self;
        let is_read = overlay.is_none() && !no_overlay && config.is_none() && !no_config;
        is_read && groups.is_empty() && !all && base.is_none() && !lenient
    }
}

/// Reads a file by its path from the directory of the document.
type Load = Box<dyn Fn(&str) -> Result<Vec<u8>, String> + Send + Sync>;

/// The inputs of a run, read.
pub(crate) struct Sources {
    document: (PathBuf, Vec<u8>),
    /// The name of the document in its directory, and what reads those beside it.
    beside: (String, Load),
    overlay: Option<(PathBuf, String)>,
    config: Option<(PathBuf, String)>,
    groups: Vec<String>,
    all: bool,
    of_record: bool,
    lenient: bool,
}

impl Sources {
    /// Reads `spec`, where `-` is standard input, or the spec of record, and the
    /// choices for it. `help` is how to name another document.
    pub(crate) fn read(spec: Option<&Path>, choices: &Choices, help: &str) -> anyhow::Result<Self> {
        let of_record = spec.is_none_or(is_of_record);
        let spec = spec.map_or_else(|| in_workspace(DOCUMENT), Path::to_owned);
        let document = match is_stdin(&spec) {
            true => read_stdin(),
            false => fs::read(&spec),
        };
        let document = document.map_err(|error| refused("read", &spec, &error, help))?;
        let overlay = (!choices.no_overlay)
            .then(|| read_text(choices.overlay.as_deref(), OVERLAY, "overlay"))
            .transpose()?;
        let config = (!choices.no_config)
            .then(|| read_text(choices.config.as_deref(), CONFIG, "config"))
            .transpose()?;
        Ok(Self {
            beside: beside(&spec, choices.base.as_deref())?,
            document: (spec, document),
            overlay,
            config,
            groups: choices.groups.clone(),
            all: choices.all,
            of_record,
            lenient: choices.lenient,
        })
    }

    /// Where the spec of record is.
    pub(crate) fn of_record() -> PathBuf {
        in_workspace(DOCUMENT)
    }

    /// What the generator takes.
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            document: &self.document.1,
            overlay: self.overlay.as_ref().map(|(_, text)| text.as_str()),
            config: self.config.as_ref().map_or("", |(_, text)| text),
            groups: match self.groups.as_slice() {
                _ if self.all => Groups::All,
                [] => Groups::Configured,
                groups => Groups::Named(groups),
            },
            of_record: self.of_record,
            lenient: self.lenient,
            files: Some(Files { name: &self.beside.0, load: &*self.beside.1 }),
        }
    }

    /// The texts, to show findings in.
    pub(crate) fn texts(&self) -> Texts<'_> {
        let name = |file: &Option<(PathBuf, String)>| {
            file.as_ref().map(|(path, _)| shown(path).into_owned()).unwrap_or_default()
        };
        let names = Names {
            document: shown(&self.document.0).into_owned(),
            overlay: name(&self.overlay),
            config: name(&self.config),
            group: "--group".to_owned(),
        };
        Texts::new(self.inputs(), names)
    }
}

fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The name of a document in the directory from which its references lead, and
/// what reads those beside it.
fn beside(spec: &Path, base: Option<&Path>) -> anyhow::Result<(String, Load)> {
    if let Some(base) = base.filter(|base| !base.is_dir()) {
        anyhow::bail!("`{}` is no directory\n  help: name one with `--base DIR`", shown(base));
    }
    let directory = match base {
        Some(base) => base.to_owned(),
        None if is_stdin(spec) => {
            let load = |_: &str| Err(NO_BASE.to_owned());
            return Ok(("-".to_owned(), Box::new(load)));
        }
        None => spec.parent().unwrap_or(Path::new("")).to_owned(),
    };
    let whole = spec.canonicalize().ok().zip(directory.canonicalize().ok());
    let below = whole.and_then(|(spec, root)| Some(spec.strip_prefix(root).ok()?.to_owned()));
    let name = below.as_deref().or(spec.file_name().map(Path::new)).unwrap_or(spec);
    let name = name.to_string_lossy().replace('\\', "/");
    Ok((name, Box::new(move |path| read_below(&directory, path))))
}

/// Reads a file below a directory; a link out of it is refused.
fn read_below(directory: &Path, path: &str) -> Result<Vec<u8>, String> {
    let directory = match directory.as_os_str().is_empty() {
        true => Path::new("."),
        false => directory,
    };
    let said = |error: std::io::Error| error.to_string();
    let root = directory.canonicalize().map_err(said)?;
    let file = root.join(path).canonicalize().map_err(said)?;
    if !file.starts_with(&root) {
        return Err("it is a link out of the directory of the document".to_owned());
    }
    fs::read(file).map_err(said)
}

/// Whether this is the document that overlay and configuration were made for,
/// by whatever path.
fn is_of_record(spec: &Path) -> bool {
    let record = in_workspace(DOCUMENT).canonicalize();
    matches!((spec.canonicalize(), record), (Ok(spec), Ok(record)) if spec == record)
}

/// Reads the file that an option names, or its default.
fn read_text(
    given: Option<&Path>,
    default: &str,
    option: &str,
) -> anyhow::Result<(PathBuf, String)> {
    let path = given.map_or_else(|| in_workspace(default), Path::to_owned);
    let help = format!("name it with `--{option} FILE`, or do without it: `--no-{option}`");
    let bytes = fs::read(&path).map_err(|error| refused("read", &path, &error, &help))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("`{}` is not UTF-8 text: see line {line}\n  help: save it as UTF-8", shown(&path))
    })?;
    Ok((path, text))
}
