//! OpenAPI document in, Rust client source out.
//!
//! One way through, one module per arrow:
//!
//! ```text
//! bytes ─source→ Document ─correct→ Document ─select, schema→ Selection
//!       ─build, passes→ ir::Api ─plan→ rust::Crate ─emit→ Vec<SourceFile>
//! ```
//!
//! Nothing here reads or writes a file, and no vendor's name appears: what is
//! particular to one API is in its overlay and its configuration.

pub mod adopt;
pub mod build;
pub mod config;
mod correct;
pub mod diff;
mod distinct;
pub mod emit;
pub mod explain;
mod fingerprint;
pub mod ir;
mod media;
pub mod passes;
pub mod plan;
pub mod report;
pub mod rust;
pub mod schema;
pub mod select;
mod shown;
pub mod source;
mod timings;
pub mod vocabulary;
mod words;

use std::collections::BTreeMap;

use config::{Config, PackageName};
use correct::{Edit, Overlay};
use explain::{Explainer, Parts};
use fingerprint::Fingerprint;
use ir::Untyped;
use passes::Account;
use report::{Diagnostic, Failure, Finding, Locator, Report, Severity, Source, Sources};
use select::Misfit;
use source::{Document, Files, Pointer};
use timings::Stopwatch;

pub use correct::{Action, extended};
pub use emit::{GuideFile, MARKER, SourceFile, feature_region, with_runtime};
pub use fingerprint::sha256;
pub use report::diagnostic;
pub use source::pointer;
pub use timings::{Stage, Timing, Watcher};

/// The generator's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The inputs of a run.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The OpenAPI document, YAML or JSON.
    pub document: &'a [u8],
    /// Corrections to it.
    pub overlay: Option<&'a str>,
    /// The choices for its API; empty for none.
    pub config: &'a str,
    /// The groups of operations to generate.
    pub groups: Groups<'a>,
    /// The name of the crate, in place of that of the configuration.
    pub package: Option<&'a PackageName>,
    /// True if the overlay and the configuration were made for just this
    /// document, so that a part of them that does not fit it is an error.
    pub of_record: bool,
    /// True if a reference to nothing, or into another file, stands for any
    /// value, with a warning and no error.
    pub lenient: bool,
    /// The files that the document refers to; without them, references into
    /// other files lead nowhere.
    pub files: Option<Files<'a>>,
}

/// The groups of operations to generate.
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
    /// Returns the severity of a part of the overlay or the configuration that
    /// does not fit the document.
    fn unfit(&self) -> Severity {
        if self.of_record { Severity::Error } else { Severity::Warning }
    }
}

/// The results of a run.
#[derive(Clone, Debug)]
pub struct Output {
    /// The files of the crate's `src`.
    pub files: Vec<SourceFile>,
    /// The pages beside them.
    pub guides: Vec<GuideFile>,
    /// A manifest for a crate that has none yet; [`with_runtime`] completes it.
    pub manifest: String,
    /// The lines that `[features]` of any manifest needs.
    pub features: Vec<String>,
    /// The features that it needs of the runtime.
    pub runtime_features: Vec<&'static str>,
    /// The findings that are worth a look.
    pub warnings: Vec<Finding>,
    /// A summary of the run.
    pub summary: Summary,
    /// The places in the corrected document where a type is any value, or an
    /// object of any properties, each with why.
    pub untyped: BTreeMap<Pointer, Untyped>,
    /// Hashes that tell whether anything that matters has changed.
    pub fingerprints: Fingerprints,
    /// The files that the document refers to, each with its sha256.
    pub parts: BTreeMap<String, String>,
    /// Time of each stage, in their order.
    pub timings: Vec<Timing>,
}

/// A summary of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The document's title.
    pub title: String,
    /// The document's version.
    pub version: String,
    /// The counts of what went in and came out.
    pub account: Account,
}

/// Hashes that tell whether anything that matters has changed.
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
    generate_watched(inputs, &|_| {})
}

/// Generates the client, and tells of each stage when it begins.
pub fn generate_watched(inputs: &Inputs<'_>, watcher: Watcher<'_>) -> Result<Output, Failure> {
    let Run { read, corrections, api, account, closure, planned, warnings, mut watch, .. } =
        run(inputs, Severity::Error, watcher)?;
    watch.begin(Stage::Emit);
    let parts = read.document.files().into_iter();
    let parts = parts.map(|file| (file.name.to_owned(), file.sha256.to_owned())).collect();
    let summary = Summary { title: api.title, version: api.version, account };
    let untyped = api.untyped;
    let files = emit::emit(&planned).map_err(|refused| {
        let mut locator = locator(inputs, &read.document, &corrections);
        Failure { found: locator.findings(refused.into_found()) }
    })?;
    let timings = watch.timings();
    let mut output = Fingerprint::default();
    files.iter().for_each(|file| output.add(&(&file.path, &file.text)));
    Ok(Output {
        fingerprints: Fingerprints { closure, output: output.finish() },
        parts,
        files,
        guides: planned.guides.iter().map(emit::guide).collect(),
        manifest: emit::manifest(&planned),
        features: emit::features(&planned),
        runtime_features: planned.needs,
        warnings,
        summary,
        untyped,
        timings,
    })
}

/// Returns the API that a document describes, before it becomes Rust.
pub fn api(inputs: &Inputs<'_>) -> Result<ir::Api, Failure> {
    run(inputs, Severity::Error, &|_| {}).map(|run| run.api)
}

/// Returns a document as one side of a comparison. A group that it does not have is no
/// error here: that it is gone, or not there yet, is what a comparison is to
/// say.
pub fn version(inputs: &Inputs<'_>) -> Result<diff::Version, Failure> {
    version_watched(inputs, &|_| {})
}

/// Reads a document as one side of a comparison; each stage on the way is told of when it
/// begins.
pub fn version_watched(
    inputs: &Inputs<'_>,
    watcher: Watcher<'_>,
) -> Result<diff::Version, Failure> {
    let Run { read, api, planned, warnings, .. } = run(inputs, Severity::Warning, watcher)?;
    let Read { document, config } = read;
    let groups = select::groups(&document, &config);
    let offered = groups.into_iter().map(|group| group.name).collect();
    let warnings = warnings.len();
    let wanted = config.named().map(|(_, _, name)| name.to_owned()).collect();
    Ok(diff::Version { api, planned, wanted, offered, warnings, document })
}

/// Returns a document as what can explain the crate that is generated from it.
pub fn explainer(inputs: &Inputs<'_>) -> Result<Explainer, Failure> {
    let Run { read, corrections, edits, api, planned, .. } = run(inputs, Severity::Error, &|_| {})?;
    let Read { document, config } = read;
    let Corrections { overlay, nodes, settings } = corrections;
    let actions = overlay.map(|overlay| overlay.actions()).unwrap_or_default();
    let overlay = nodes;
    Ok(Explainer::new(Parts { api, planned, config, document, overlay, settings, actions, edits }))
}

/// Reads a document by itself, without corrections or choices.
pub fn document(bytes: &[u8]) -> Result<Document, Failure> {
    let document = Source { bytes, read: None };
    Document::parse(bytes).map_err(|found| {
        let sources = Sources { document, ..Sources::default() };
        Failure { found: Locator::new(sources, None).findings(found.into_found()) }
    })
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
    let (mut read, corrections) = parse(inputs)?;
    corrections.apply(&mut read.document, inputs, &mut report);
    select::is_known_version(read.document.root(), &mut report);
    locate(report, inputs, &read.document, &corrections)?;
    Ok(read)
}

/// All that a run finds out on its way.
struct Run<'w> {
    read: Read,
    corrections: Corrections,
    /// The edits that the corrections made.
    edits: Vec<Edit>,
    api: ir::Api,
    account: Account,
    /// The fingerprint of what was selected.
    closure: String,
    planned: rust::Crate,
    warnings: Vec<Finding>,
    watch: Stopwatch<'w>,
}

/// Goes the whole way, as far as the document can be understood: one problem
/// does not hide the next. `absent` is how bad a group is that it does not have.
fn run<'w>(
    inputs: &Inputs<'_>,
    absent: Severity,
    watcher: Watcher<'w>,
) -> Result<Run<'w>, Failure> {
    let mut watch = Stopwatch::start(Stage::Source, watcher);
    let mut report = Report::default();
    let (mut read, corrections) = parse(inputs)?;
    watch.begin(Stage::Correct);
    let edits = corrections.apply(&mut read.document, inputs, &mut report);
    let groups = select::groups(&read.document, &read.config);
    let skipped = read.config.skip_all_but(&groups.into_iter().map(|group| group.name).collect());
    watch.begin(Stage::Select);
    let Read { document, config } = &read;
    let nowhere = if inputs.lenient { Severity::Warning } else { Severity::Error };
    let misfit = Misfit { entry: inputs.unfit(), absent, nowhere };
    let selection = select::select(document, config, misfit, &mut report);
    watch.begin(Stage::Build);
    let mut api = build::build(&selection, config, inputs.unfit(), &mut report);
    watch.begin(Stage::Passes);
    passes::complete(&mut api, config, &mut report);
    let account = Account { skipped, ..passes::account(&selection, &api, &mut report) };
    passes::explained(&api, &mut report);
    watch.begin(Stage::Plan);
    let planned = plan::plan(&api, config, inputs.unfit(), &mut report);
    watch.begin(Stage::Report);
    let warnings = locate(report, inputs, document, &corrections)?;
    let closure = selection.fingerprint;
    Ok(Run { read, corrections, edits, api, account, closure, planned, warnings, watch })
}

/// The corrections of a run, and what was read for them and for the choices.
struct Corrections {
    overlay: Option<Overlay>,
    /// The nodes of the overlay.
    nodes: Option<Document>,
    /// The nodes of the configuration.
    settings: Document,
}

impl Corrections {
    fn apply(&self, document: &mut Document, of: &Inputs<'_>, report: &mut Report) -> Vec<Edit> {
        let (Some(overlay), Some(nodes)) = (&self.overlay, &self.nodes) else { return Vec::new() };
        // What comes from standard input has no name.
        let name = of.files.as_ref().map(|files| files.name).filter(|name| *name != "-");
        if let Some(warning) = overlay.of_another(name, document) {
            report.push(warning);
        }
        overlay.apply(nodes, document, of.unfit(), report)
    }
}

/// Reads the inputs, all of them even when one is broken. The document is as it
/// was written.
fn parse(inputs: &Inputs<'_>) -> Result<(Read, Corrections), Failure> {
    let mut found = Vec::new();
    let settings = sound(Config::document(inputs.config), &mut found);
    let config = settings.as_ref().and_then(|nodes| sound(Config::read(nodes), &mut found));
    let nodes = inputs.overlay.map(|text| sound(Overlay::document(text), &mut found));
    let overlay = nodes
        .as_ref()
        .map(|nodes| nodes.as_ref().and_then(|nodes| sound(Overlay::read(nodes), &mut found)));
    let document = match &inputs.files {
        Some(files) => Document::parse_with(inputs.document, files),
        None => Document::parse(inputs.document),
    };
    let document = sound(document, &mut found);
    let nodes = nodes.flatten();
    let (document, mut config, settings) = match (document, config, settings) {
        (Some(document), Some(config), Some(settings)) if found.is_empty() => {
            (document, config, settings)
        }
        (document, _, settings) => {
            let read = [document.as_ref(), nodes.as_ref(), settings.as_ref()];
            let mut locator = Locator::new(sources(inputs, read), None);
            return Err(Failure { found: locator.findings(found) });
        }
    };
    match inputs.groups {
        Groups::Configured => {}
        Groups::All => {
            config.groups.clear();
            config.optional_groups.clear();
        }
        Groups::Named(groups) => {
            config.groups = groups.to_vec();
            config.optional_groups.clear();
        }
    }
    config.package = inputs.package.cloned().or(config.package);
    let corrections = Corrections { overlay: overlay.flatten(), nodes, settings };
    Ok((Read { document, config }, corrections))
}

/// Returns what could be read; notes the errors of what could not.
fn sound<T>(read: Result<T, Report>, found: &mut Vec<Diagnostic>) -> Option<T> {
    read.map_err(|report| found.extend(report.into_found())).ok()
}

/// Returns the warnings with their places; or, if anything failed, everything found.
fn locate(
    report: Report,
    inputs: &Inputs<'_>,
    document: &Document,
    corrections: &Corrections,
) -> Result<Vec<Finding>, Failure> {
    let failed = report.has_errors();
    let found = locator(inputs, document, corrections).findings(report.into_found());
    if failed { Err(Failure { found }) } else { Ok(found) }
}

/// Returns the locator of findings in the inputs.
fn locator<'a>(
    inputs: &Inputs<'a>,
    document: &'a Document,
    corrections: &'a Corrections,
) -> Locator<'a> {
    let Corrections { overlay, nodes, settings } = corrections;
    let read = [Some(document), nodes.as_ref(), Some(settings)];
    Locator::new(sources(inputs, read), overlay.as_ref())
}

/// Returns the document, the overlay and the configuration, as far as they were read.
fn sources<'a>(inputs: &Inputs<'a>, read: [Option<&'a Document>; 3]) -> Sources<'a> {
    let [document, overlay, config] = read;
    let overlay_bytes = inputs.overlay.unwrap_or_default().as_bytes();
    Sources {
        document: Source { bytes: inputs.document, read: document },
        overlay: Source { bytes: overlay_bytes, read: overlay },
        config: Source { bytes: inputs.config.as_bytes(), read: config },
    }
}
