use super::tree::MAX_DEPTH;
use super::*;
use crate::report::Report;

mod files;
mod json;
mod yaml;

/// Returns a document written in YAML or JSON.
#[track_caller]
fn parse(text: &str) -> Document {
    match Document::parse(text.as_bytes()) {
        Ok(document) => document,
        Err(failure) => panic!("{failure}\n{text}"),
    }
}

/// Lists the faults of a text: rule, place, message and the byte.
fn faults(text: &[u8]) -> Vec<String> {
    let found = Document::parse(text).err().map(Report::into_found).unwrap_or_default();
    let one = found.iter().map(|found| {
        let offset = found.span.as_ref().map_or(usize::MAX, |span| span.start);
        format!("{} {} @{offset}: {}", found.rule, found.at, found.message)
    });
    one.collect()
}
