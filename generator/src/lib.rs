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
pub mod document;
pub mod emit;
pub mod ir;
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

use config::Config;
use diagnostic::{Diagnostic, Failure, Report, Severity};
use document::Document;
use overlay::Overlay;
use passes::Account;

pub use emit::SourceFile;

/// What a run reads.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The OpenAPI document, YAML or JSON.
    pub document: &'a [u8],
    /// Corrections to it.
    pub overlay: Option<&'a str>,
    /// The choices for its API; empty for none.
    pub config: &'a str,
    /// Groups to generate instead of those of the configuration.
    pub groups: &'a [String],
    /// Whether the overlay and the configuration were made for just this
    /// document, so that a part of them that does not fit it is an error.
    pub of_record: bool,
}

/// What a run gives.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files of the crate's `src`.
    pub files: Vec<SourceFile>,
    /// A manifest for a crate that has none yet.
    pub manifest: String,
    /// What is worth a look.
    pub warnings: Vec<Diagnostic>,
    /// What was done.
    pub summary: Summary,
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

/// Generates the client.
pub fn generate(inputs: &Inputs<'_>) -> Result<Output, Failure> {
    let mut report = Report::default();
    let (document, config) = read(inputs, &mut report)?;
    let (api, account) = understand(inputs, &document, &config, &mut report);
    let planned = plan::plan(&api, &config, &mut report);
    let warnings = report.finish(&document)?;
    let summary = Summary { title: api.title, version: api.version, account };
    Ok(Output {
        files: emit::emit(&planned),
        manifest: emit::manifest(&planned),
        warnings,
        summary,
    })
}

/// The API that a document describes, before it becomes Rust.
pub fn api(inputs: &Inputs<'_>) -> Result<ir::Api, Failure> {
    let mut report = Report::default();
    let (document, config) = read(inputs, &mut report)?;
    let (api, _) = understand(inputs, &document, &config, &mut report);
    report.finish(&document)?;
    Ok(api)
}

/// Reads the inputs, all of them even when one is broken, and corrects the
/// document.
fn read(inputs: &Inputs<'_>, report: &mut Report) -> Result<(Document, Config), Failure> {
    let config = Config::parse(inputs.config);
    let overlay = inputs.overlay.map(Overlay::parse).transpose();
    let document = Document::parse(inputs.document);
    let (mut config, overlay, mut document) = match (config, overlay, document) {
        (Ok(config), Ok(overlay), Ok(document)) => (config, overlay, document),
        (config, overlay, document) => {
            let failures = [config.err(), overlay.err(), document.err()];
            let found = failures.into_iter().flatten().flat_map(|failure| failure.found);
            return Err(Failure { found: found.collect() });
        }
    };
    if !inputs.groups.is_empty() {
        config.groups = inputs.groups.to_vec();
    }
    if let Some(overlay) = &overlay {
        overlay.apply(&mut document, unfit(inputs), report);
    }
    Ok((document, config))
}

/// Makes an API of the document, as much of it as can be understood: one
/// problem does not hide the next.
fn understand(
    inputs: &Inputs<'_>,
    document: &Document,
    config: &Config,
    report: &mut Report,
) -> (ir::Api, Account) {
    let selection = select::select(document, config, unfit(inputs), report);
    let mut api = build::build(&selection, config, unfit(inputs), report);
    passes::complete(&mut api);
    let account = passes::account(&selection, &api, report);
    (api, account)
}

/// How bad a part of the overlay or of the configuration is that does not fit
/// the document.
fn unfit(inputs: &Inputs<'_>) -> Severity {
    if inputs.of_record { Severity::Error } else { Severity::Warning }
}
