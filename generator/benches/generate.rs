//! How long generating takes, beside how long reading the document alone does.
//!
//! The document is `../shared/specs/openai-2026-08-21.yaml` beside the
//! workspace (3 MB), or the one named by `OPENAPI_BENCH_DOCUMENT`; without
//! either, the spec of record.

use std::path::PathBuf;
use std::time::Instant;

use openapi_loom_generator::source::Document;
use openapi_loom_generator::{Groups, Inputs, generate};

fn main() {
    ratio();
    divan::main();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn document() -> Vec<u8> {
    let named = std::env::var_os("OPENAPI_BENCH_DOCUMENT").map(PathBuf::from);
    let vendor = named.unwrap_or_else(|| root().join("../shared/specs/openai-2026-08-21.yaml"));
    std::fs::read(&vendor).unwrap_or_else(|_| {
        eprintln!("{} is not there: measuring the spec of record instead", vendor.display());
        std::fs::read(root().join("spec/openai.yaml")).expect("the spec of record")
    })
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("a file of spec/")
}

struct Case {
    document: Vec<u8>,
    overlay: String,
    config: String,
}

impl Case {
    fn new() -> Self {
        let (overlay, config) = (text("spec/overlay.yaml"), text("spec/config.yaml"));
        Self { document: document(), overlay, config }
    }

    fn generate(&self) -> usize {
        let inputs = Inputs {
            document: &self.document,
            overlay: Some(&self.overlay),
            config: &self.config,
            groups: Groups::Configured,
            of_record: false,
            package: None,
            lenient: false,
            files: None,
        };
        generate(&inputs).expect("a document that generates").files.len()
    }

    fn parse(&self) -> Document {
        Document::parse(&self.document).expect("a document that parses")
    }
}

/// Runs both side by side, alternating, so that the machine's noise hits both.
fn ratio() {
    let case = Case::new();
    let mut ratios: Vec<f64> = (0..15)
        .map(|_| {
            let start = Instant::now();
            drop(case.parse());
            let parsed = start.elapsed();
            let start = Instant::now();
            case.generate();
            start.elapsed().as_secs_f64() / parsed.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("generating takes {:.2} times as long as parsing (median of 15 pairs)", ratios[7]);
}

#[divan::bench]
fn parse_alone(bencher: divan::Bencher<'_, '_>) {
    let case = Case::new();
    bencher.bench_local(|| case.parse());
}

#[divan::bench]
fn generate_threads(bencher: divan::Bencher<'_, '_>) {
    let case = Case::new();
    bencher.bench_local(|| case.generate());
}
