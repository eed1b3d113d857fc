//! OpenAPI document in, Rust client source out.
//!
//! One way through, one module per arrow:
//!
//! ```text
//! bytes ─document→ Document ─overlay→ Document ─select, normalize→ Selection
//!       ─build, passes→ ir::Api ─plan→ rust::Crate ─emit→ Vec<SourceFile>
//! ```
//!
//! Nothing here reads or writes a file, and no vendor's name appears: what is
//! particular to one API is in its overlay and its configuration.

pub mod build;
pub mod config;
pub mod diagnostic;
pub mod diff;
pub mod document;
pub mod emit;
pub mod explain;
mod fingerprint;
pub mod ir;
mod media;
pub mod normalize;
mod origin;
pub mod overlay;
pub mod passes;
pub mod place;
pub mod plan;
pub mod pointer;
mod remedy;
pub mod render;
pub mod rust;
pub mod select;
mod syntax;

use std::collections::BTreeMap;

use config::Config;
use diagnostic::{Diagnostic, Failure, Report, Severity};
use document::Document;
use explain::{Explainer, Parts};
use fingerprint::Fingerprint;
use ir::Untyped;
use overlay::Overlay;
use passes::Account;
use pointer::Pointer;
use select::Misfit;

pub use emit::SourceFile;
pub use fingerprint::sha256;

/// The generator's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a run reads.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The OpenAPI document, YAML or JSON.
    pub document: &'a [u8],
    /// Corrections to it.
    pub overlay: Option<&'a str>,
    /// The choices for its API; empty for none.
    pub config: &'a str,
    /// Which groups of operations to generate.
    pub groups: Groups<'a>,
    /// Whether the overlay and the configuration were made for just this
    /// document, so that a part of them that does not fit it is an error.
    pub of_record: bool,
}

/// Which groups of operations to generate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Groups<'a> {
    /// Those of the configuration; all if it names none.
    #[default]
    Configured,
    /// All of the document.
    All,
    /// These.
    Named(&'a [String]),
}

impl Inputs<'_> {
    /// How bad it is that a part of the overlay or the configuration does not
    /// fit the document.
    fn unfit(&self) -> Severity {
        if self.of_record { Severity::Error } else { Severity::Warning }
    }
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files of the crate's `src`.
    pub files: Vec<SourceFile>,
    /// A manifest for a crate that has none yet.
    pub manifest: String,
    /// The lines that `[features]` of any manifest needs.
    pub features: Vec<String>,
    /// The features that it needs of the runtime.
    pub runtime_features: Vec<&'static str>,
    /// What is worth a look.
    pub warnings: Vec<Diagnostic>,
    /// What was done.
    pub summary: Summary,
    /// The places in the corrected document where a type is any value, or an
    /// object of any properties, each with why.
    pub untyped: BTreeMap<Pointer, Untyped>,
    /// By which to tell whether anything that matters has changed.
    pub fingerprints: Fingerprints,
}

/// What a run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The document's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// What went in and came out.
    pub account: Account,
}

/// By which to tell whether anything that matters has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprints {
    /// The sha256 of the part of the document that is generated, as it is after
    /// corrections and in one spelling.
    pub closure: String,
    /// The sha256 of the files.
    pub output: String,
}

/// Generates the client.
pub fn generate(inputs: &Inputs<'_>) -> Result<Output, Failure> {
    let mut report = Report::default();
    let Read { document, config } = read_into(inputs, &mut report)?;
    let Understood { api, account, closure } =
        understand(inputs, &document, &config, Severity::Error, &mut report);
    let planned = plan::plan(&api, &config, &mut report);
    let warnings = report.finish(&document)?;
    let summary = Summary { title: api.title, version: api.version, account };
    let untyped = api.untyped.into_iter();
    let untyped =
        untyped.map(|(at, why)| (origin::in_document(&document.root, &at), why)).collect();
    let files = emit::emit(&planned);
    let mut output = Fingerprint::default();
    files.iter().for_each(|file| output.add(&(&file.path, &file.text)));
    Ok(Output {
        fingerprints: Fingerprints { closure, output: output.finish() },
        files,
        manifest: emit::manifest(&planned),
        features: emit::features(&planned),
        runtime_features: planned.needs,
        warnings,
        summary,
        untyped,
    })
}

/// The API that a document describes, before it becomes Rust.
pub fn api(inputs: &Inputs<'_>) -> Result<ir::Api, Failure> {
    let mut report = Report::default();
    let Read { document, config } = read_into(inputs, &mut report)?;
    let Understood { api, .. } =
        understand(inputs, &document, &config, Severity::Error, &mut report);
    report.finish(&document)?;
    Ok(api)
}

/// A document as one side of a comparison. A group that it does not have is no
/// error here: that it is gone, or not there yet, is what a comparison is to
/// say.
pub fn version(inputs: &Inputs<'_>) -> Result<diff::Version, Failure> {
    let mut report = Report::default();
    let Read { document, config } = read_into(inputs, &mut report)?;
    let Understood { api, .. } =
        understand(inputs, &document, &config, Severity::Warning, &mut report);
    let planned = plan::plan(&api, &config, &mut report);
    let warnings = report.finish(&document)?.len();
    let groups = select::groups(&document.root, &config);
    let offered = groups.into_iter().map(|group| group.name).collect();
    Ok(diff::Version { api, planned, wanted: config.groups, offered, warnings })
}

/// A document as what can explain the crate that is generated from it.
pub fn explainer(inputs: &Inputs<'_>) -> Result<Explainer, Failure> {
    let mut report = Report::default();
    let (Read { mut document, config }, overlay) = parse(inputs)?;
    let original = document.root.clone();
    correct(&mut document, overlay.as_ref(), inputs, &mut report);
    let Understood { api, .. } =
        understand(inputs, &document, &config, Severity::Error, &mut report);
    let planned = plan::plan(&api, &config, &mut report);
    report.finish(&document)?;
    let actions = overlay.map(|overlay| overlay.actions).unwrap_or_default();
    Ok(Explainer::new(Parts { api, planned, config, document, original, actions }))
}

/// The inputs of a run, read but not understood yet.
#[derive(Clone, Debug)]
pub struct Read {
    /// The document with its corrections.
    pub document: Document,
    /// The choices for it.
    pub config: Config,
}

/// Reads the inputs.
pub fn read(inputs: &Inputs<'_>) -> Result<Read, Failure> {
    let mut report = Report::default();
    let read = read_into(inputs, &mut report)?;
    report.finish(&read.document)?;
    Ok(read)
}

/// Reads the inputs, and corrects the document.
fn read_into(inputs: &Inputs<'_>, report: &mut Report) -> Result<Read, Failure> {
    let (mut read, overlay) = parse(inputs)?;
    correct(&mut read.document, overlay.as_ref(), inputs, report);
    Ok(read)
}

/// Reads the inputs, all of them even when one is broken. The document is as it
/// was written.
fn parse(inputs: &Inputs<'_>) -> Result<(Read, Option<Overlay>), Failure> {
    let config = Config::parse(inputs.config);
    let overlay = inputs.overlay.map(Overlay::parse).transpose();
    let document = Document::parse(inputs.document);
    let (mut config, overlay, document) = match (config, overlay, document) {
        (Ok(config), Ok(overlay), Ok(document)) => (config, overlay, document),
        (config, overlay, document) => {
            let failures = [config.err(), overlay.err(), document.err()];
            let found = failures.into_iter().flatten().flat_map(|failure| failure.found);
            return Err(Failure { found: found.collect() });
        }
    };
    match inputs.groups {
        Groups::Configured => {}
        Groups::All => config.groups.clear(),
        Groups::Named(groups) => config.groups = groups.to_vec(),
    }
    Ok((Read { document, config }, overlay))
}

/// Corrects the document.
fn correct(
    document: &mut Document,
    overlay: Option<&Overlay>,
    inputs: &Inputs<'_>,
    report: &mut Report,
) {
    if let Some(overlay) = overlay {
        overlay.apply(document, inputs.unfit(), report);
    }
}

/// A document, understood.
struct Understood {
    api: ir::Api,
    account: Account,
    /// The fingerprint of what was selected.
    closure: String,
}

/// Makes an API of the document, as much of it as can be understood: one
/// problem does not hide the next. `absent` is how bad a group is that it does
/// not have.
fn understand(
    inputs: &Inputs<'_>,
    document: &Document,
    config: &Config,
    absent: Severity,
    report: &mut Report,
) -> Understood {
    let misfit = Misfit { entry: inputs.unfit(), absent };
    let selection = select::select(document, config, misfit, report);
    let mut api = build::build(&selection, config, inputs.unfit(), report);
    passes::complete(&mut api);
    let account = passes::account(&selection, &api, report);
    passes::explained(&api, report);
    Understood { api, account, closure: selection.fingerprint }
}
