//! The inputs of the generator: the document, and the choices made for it.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::anyhow;
use openapi_loom_generator::config::PackageName;
use openapi_loom_generator::report::{Names, Texts};
use openapi_loom_generator::source::Files;
use openapi_loom_generator::{Groups, Inputs};

use crate::Defaults;
use crate::paths::{is_stdin, refused, shown, unreadable};

/// The reason why no file is read that a document on standard input refers to.
const NO_BASE: &str = "the document comes from standard input, which has no directory: name that \
                       of its files with `--base DIR`";

/// The choices for a document, as options of a command.
#[derive(Debug, Default, clap::Args)]
pub struct Choices {
    /// Corrections to the document, as an OpenAPI overlay; without a document,
    /// that which it extends is read
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,

    /// Take the document without corrections
    #[arg(long, hide = true, conflicts_with = "overlay")]
    no_overlay: bool,

    /// The configuration for the API
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Make no choices: every group, and nothing particular to one API
    #[arg(long, hide = true, conflicts_with = "config")]
    no_config: bool,

    /// A group of operations, instead of those of the configuration; may be
    /// repeated
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
    /// Returns the groups that are asked for.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Tells whether they are those of the workspace.
    pub fn are_default(&self) -> bool {
        let Self { overlay, no_overlay, config, no_config, groups, all, base, lenient } = self;
        let is_read = overlay.is_none() && !no_overlay && config.is_none() && !no_config;
        is_read && groups.is_empty() && !all && base.is_none() && !lenient
    }
}

/// Reads a file by its path from the directory of the document.
type Load = Box<dyn Fn(&str) -> Result<Vec<u8>, String> + Send + Sync>;

/// The inputs of a run, read.
pub struct Sources {
    document: (PathBuf, Vec<u8>),
    /// The name of the document in its directory, and what reads those beside it.
    beside: (String, Load),
    overlay: Option<(PathBuf, String)>,
    config: Option<(PathBuf, String)>,
    groups: Vec<String>,
    all: bool,
    of_record: bool,
    package: Option<PackageName>,
    lenient: bool,
}

impl Sources {
    /// Reads `spec`, where `-` is standard input, or the document of `defaults`, or that which
    /// the overlay extends, and the choices for it. `help` is how to name another document.
    pub fn read(
        spec: Option<&Path>,
        choices: &Choices,
        defaults: &Defaults,
        help: &str,
    ) -> anyhow::Result<Self> {
        let read_overlay = || match choices.no_overlay {
            true => Ok(None),
            false => {
                let path = choices.overlay.as_deref().or(defaults.overlay.as_deref());
                let read = |path| read_text(path, "overlay", defaults.overlay.is_some());
                path.map(read).transpose()
            }
        };
        let mut overlay = None;
        let spec = match spec.or(defaults.document.as_deref()) {
            Some(spec) => spec.to_owned(),
            None => {
                overlay = read_overlay()?;
                let extended = overlay.as_ref().and_then(extended_by);
                extended.ok_or_else(|| anyhow!("no document is named\n  help: {help}"))?
            }
        };
        let of_record = defaults.document.as_deref().is_some_and(|record| same(&spec, record));
        let document = match is_stdin(&spec) {
            true => read_stdin().map_err(|error| refused("read", &spec, &error, help)),
            false => read_file(&spec, help),
        }?;
        if overlay.is_none() {
            overlay = read_overlay()?;
        }
        let config = match choices.no_config {
            true => None,
            false => choices.config.as_deref().or(defaults.config.as_deref()),
        };
        let config =
            config.map(|path| read_text(path, "config", defaults.config.is_some())).transpose()?;
        Ok(Self {
            beside: beside(&spec, choices.base.as_deref())?,
            document: (spec, document),
            overlay,
            config,
            groups: choices.groups.clone(),
            all: choices.all,
            of_record,
            package: None,
            lenient: choices.lenient,
        })
    }

    /// Returns the same for a crate of this name, if there is one.
    pub fn named(self, package: Option<PackageName>) -> Self {
        Self { package, ..self }
    }

    /// Returns the path of the document.
    pub fn path(&self) -> &Path {
        &self.document.0
    }

    /// Returns the inputs as the generator takes them.
    pub fn inputs(&self) -> Inputs<'_> {
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
            package: self.package.as_ref(),
            lenient: self.lenient,
            files: Some(Files { name: &self.beside.0, load: &*self.beside.1 }),
        }
    }

    /// Returns the texts, to show findings in.
    pub fn texts(&self) -> Texts<'_> {
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

/// Finds the document that an overlay says that it is made for.
fn extended_by((path, overlay): &(PathBuf, String)) -> Option<PathBuf> {
    let extended = openapi_loom_generator::extended(overlay)?;
    let file = extended.strip_prefix("file://").map(Path::new);
    Some(match file {
        None if is_address(&extended) => PathBuf::from(extended),
        file => path.parent().unwrap_or(Path::new("")).join(file.unwrap_or(Path::new(&extended))),
    })
}

fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file. An address is none, unless there is a file of that name.
fn read_file(path: &Path, help: &str) -> anyhow::Result<Vec<u8>> {
    fs::read(path).map_err(|error| match path.to_str() {
        Some(address) if error.kind() == ErrorKind::NotFound && is_address(address) => anyhow!(
            "`{address}` is an address, and only files are read\n  help: get it first, with `curl \
             -fsSL -o FILE {address}`, and name that file"
        ),
        _ => unreadable(path, &error, help),
    })
}

/// Tells whether a text is the address of something on the web.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    scheme.is_some_and(|scheme| scheme == "http" || scheme == "https")
}

/// Returns the name of a document in the directory from which its references lead, and
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

/// Tells whether two paths lead to the same file.
fn same(one: &Path, other: &Path) -> bool {
    let whole = (one.canonicalize(), other.canonicalize());
    one == other || matches!(whole, (Ok(one), Ok(other)) if one == other)
}

/// Reads the file that an option names, or that is read without it where there is one by default.
fn read_text(path: &Path, option: &str, has_default: bool) -> anyhow::Result<(PathBuf, String)> {
    let without = match has_default {
        true => format!("do without it: `--no-{option}`"),
        false => "leave that out".to_owned(),
    };
    let help = format!("name another with `--{option} FILE`, or {without}");
    let bytes = read_file(path, &help)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        anyhow!("`{}` is not UTF-8 text: see line {line}\n  help: save it as UTF-8", shown(path))
    })?;
    Ok((path.to_owned(), text))
}
