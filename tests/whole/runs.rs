//! Whole documents, and what comes of each.

use std::sync::LazyLock;

use openapi_loom_generator::ir::Api;
use openapi_loom_generator::{Output, generate};
use serde_json::Value;
use workspace_tests::vendor::Vendor;

/// A document and what comes of it.
pub(crate) struct Run {
    pub(crate) document: Vendor,
    pub(crate) root: Value,
    pub(crate) api: Api,
    pub(crate) output: Output,
}

/// The runs for all documents that are there. Large ones take a while, so the tests share
/// what comes of them.
pub(crate) static RUNS: LazyLock<Vec<Run>> = LazyLock::new(|| {
    let run = |document: Vendor| {
        let (root, api) = (document.root(), document.api());
        let output = generate(&document.inputs()).unwrap();
        Run { document, root, api, output }
    };
    Vendor::whole().into_iter().map(run).collect()
});
