//! The pages beside the sources.

use crate::rust;

/// A page in Markdown beside the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideFile {
    /// Its path in the crate.
    pub path: &'static str,
    /// Its whole text, for a crate that does not have it, with markers around each
    /// region.
    pub text: String,
    /// The regions that it may have, by the names in their markers, each with its text.
    pub regions: Vec<(&'static str, String)>,
}

/// Writes a page.
pub fn guide(planned: &rust::Guide) -> GuideFile {
    // No line of the document's is a marker.
    let line = |line: &String| format!("{}\n", line.replace("@generated", "generated"));
    let joined = |lines: &[String]| lines.iter().map(line).collect::<String>();
    let mut text = joined(&planned.lines);
    let mut regions = Vec::new();
    for rust::GuideRegion { name, lines } in &planned.regions {
        let region = joined(lines);
        text.push_str(&format!(
            "\n<!-- @generated begin {name} -->\n{region}<!-- @generated end {name} -->\n"
        ));
        regions.push((*name, region));
    }
    GuideFile { path: planned.path, text, regions }
}
