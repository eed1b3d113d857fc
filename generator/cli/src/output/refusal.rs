//! Files that are in the way, and are not for the generator to change.

use std::collections::BTreeSet;
use std::fmt::{self, Display};
use std::path::Path;

use anyhow::anyhow;

use super::ledger;
use crate::paths::shown;

/// Something that stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Unwritten {
    /// Its path in the crate.
    pub(super) path: String,
    pub(super) why: Why,
}

/// The reason why something stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// A file that was not generated.
    Foreign,
    /// A file that is marked as generated, in a crate without the list that says which text it had.
    Unlisted,
    /// A region of this name, with a text that was not generated.
    ForeignRegion(String),
    /// A marker of a region that has no counterpart, in this line.
    Marker(usize),
    /// A marker in this line, of a name that no region has, where a region of this other name has
    /// none.
    Misnamed(usize, String, String),
    /// A directory, for a file.
    Directory,
    /// No directory, where there has to be one.
    NotDirectory,
    /// A symbolic link, there or on the way.
    Link,
    /// A device, a socket, a pipe.
    Special,
    /// A generated file that was changed since.
    Edited,
    /// A generated file that was changed since, and is generated no more.
    EditedStale,
    /// A generated region of this name that was changed since.
    EditedRegion(String),
}

impl Unwritten {
    pub(super) fn new(path: &str, why: Why) -> Self {
        Self { path: path.to_owned(), why }
    }

    /// Tells whether somebody changed, or may have changed, what was generated, which `--force`
    /// overwrites.
    pub(super) fn is_edit(&self) -> bool {
        matches!(self.why, Why::Unlisted | Why::Edited | Why::EditedStale | Why::EditedRegion(_))
    }

    /// Tells whether a marker of a region is damaged.
    fn is_marker(&self) -> bool {
        matches!(self.why, Why::Marker(_) | Why::Misnamed(..))
    }
}

impl Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => f.write_str("not written by the generator"),
            Self::Unlisted => write!(
                f,
                "begun by the generator, but `{}` is missing, which tells what is changed since",
                ledger::PATH
            ),
            Self::ForeignRegion(name) => {
                write!(f, "what is between the markers of `{name}` is not written by the generator")
            }
            Self::Marker(line) => write!(f, "a marker in line {line} has no counterpart"),
            Self::Misnamed(line, name, wanted) => write!(
                f,
                "a marker in line {line} is of `{name}`, and there is none of `{wanted}` any more"
            ),
            Self::Directory => f.write_str("a directory, where a file is to go"),
            Self::NotDirectory => f.write_str("a file, where a directory is to go"),
            Self::Link => f.write_str("a symbolic link, which is not followed"),
            Self::Special => f.write_str("neither a file nor a directory"),
            Self::Edited => f.write_str("changed since the generator wrote it"),
            Self::EditedStale => {
                f.write_str("changed since the generator wrote it, and generated no more")
            }
            Self::EditedRegion(name) => {
                write!(f, "`{name}` is changed since the generator wrote it")
            }
        }
    }
}

/// Returns an error that names all of them, if there are any.
pub(super) fn refuse(out: &Path, refusals: &BTreeSet<Unwritten>) -> anyhow::Result<()> {
    if refusals.is_empty() {
        return Ok(());
    }
    let mut text = "nothing was written, since this is in the way:".to_owned();
    for refusal in refusals {
        text.push_str(&format!("\n  `{}`: {}", shown(&out.join(&refusal.path)), refusal.why));
    }
    for (is_about, help) in HELPS {
        if refusals.iter().any(is_about) {
            text.push_str(&format!("\n  help: {help}"));
        }
    }
    Err(anyhow!(text))
}

type IsAbout = fn(&Unwritten) -> bool;

/// The helps about refusals, in the order in which they are said.
const HELPS: [(IsAbout, &str); 5] = [
    (
        |refusal| !refusal.is_edit() && !refusal.is_marker(),
        "move away what the generator did not write, or give another directory with `--out DIR`",
    ),
    (Unwritten::is_marker, "mend the marker, or take out all markers of what you write yourself"),
    (
        |refusal| refusal.why == Why::Unlisted,
        "take `src/.generated` from the last commit; where an older generator wrote none, take over \
         what it marked with `--force`",
    ),
    (
        |refusal| refusal.is_edit() && refusal.why != Why::EditedStale,
        "keep what was changed elsewhere, and overwrite it with `--force`",
    ),
    (
        |refusal| refusal.why == Why::EditedStale,
        "keep what is generated no more elsewhere, and delete it with `--force`",
    ),
];
