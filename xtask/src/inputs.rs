//! What the generator reads: the document, and the choices made for it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use openapi_client_generator::report::{Names, Texts};
use openapi_client_generator::source::Files;
use openapi_client_generator::{Groups, Inputs};

use crate::paths::{in_workspace, refused, shown};

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
        let Self { overlay, no_overlay, config, no_config, groups, all, lenient } = self;
        let is_read = overlay.is_none() && !no_overlay && config.is_none() && !no_config;
        is_read && groups.is_empty() && !all && !lenient
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
    /// Reads `spec`, or the spec of record, and the choices for it. `help` is
    /// how to name another document.
    pub(crate) fn read(spec: Option<&Path>, choices: &Choices, help: &str) -> anyhow::Result<Self> {
        let of_record = spec.is_none_or(is_of_record);
        let spec = spec.map_or_else(|| in_workspace(DOCUMENT), Path::to_owned);
        let document = fs::read(&spec).map_err(|error| refused("read", &spec, &error, help))?;
        let overlay = (!choices.no_overlay)
            .then(|| read_text(choices.overlay.as_deref(), OVERLAY, "overlay"))
            .transpose()?;
        let config = (!choices.no_config)
            .then(|| read_text(choices.config.as_deref(), CONFIG, "config"))
            .transpose()?;
        let name = spec.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let directory = spec.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Self {
            beside: (name, Box::new(move |path| read_below(&directory, path))),
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
