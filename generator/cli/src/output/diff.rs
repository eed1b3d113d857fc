//! Shows how files differ from what they should be.

use similar::TextDiff;

use super::{Action, FileChange, is_list};
use crate::paths::shown;

/// The most lines of differences that are shown. Whoever wants to see more wants to
/// see it in their own tool.
const MOST_LINES: usize = 300;

/// Returns the names of all files that differ, and then how the first of them do.
pub(crate) fn render(changes: &[&FileChange]) -> String {
    let mut text: String = changes.iter().copied().map(name).collect();
    let mut room = MOST_LINES;
    for change in changes {
        let diff = unified(change);
        let mut lines = diff.lines();
        for line in lines.by_ref().take(room) {
            text.push_str(line);
            text.push('\n');
            room -= 1;
        }
        if lines.next().is_some() {
            text.push_str("\n… and more than is shown here: regenerate, and look at `git diff`\n");
            break;
        }
    }
    text
}

/// Returns a line that names a file.
fn name(change: &FileChange) -> String {
    let word = match change.action {
        _ if change.edited => "edited ",
        Action::Create(_) => "missing",
        Action::Update { .. } => "changed",
        Action::Remove { .. } => "stale  ",
    };
    format!("{word}  {}\n", shown(&change.path))
}

/// Shows the differences within a file. A file that is all new or all gone is only
/// named, and so is the list of what is generated, whose differences follow from
/// the others.
fn unified(change: &FileChange) -> String {
    let Action::Update { old, new } = &change.action else { return String::new() };
    if is_list(&change.path) {
        return String::new();
    }
    let old = String::from_utf8_lossy(old);
    let path = shown(&change.path);
    let diff = TextDiff::from_lines(old.as_ref(), new.as_str());
    let diff = diff.unified_diff().header(&path, &format!("{path}, regenerated")).to_string();
    format!("\n{diff}")
}
