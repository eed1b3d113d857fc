//! Compares a directory with what should be in it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::bail;
use openapi_loom_generator::MARKER;

use super::ledger::{self, Ledger};
use super::line_ends::{self, hash};
use super::look::{Existing, entries, look};
use super::refusal::{Unwritten, Why};
use super::region::{self, Odd};
use super::{Action, FileChange, HELP, Mode, Region, Starter, Survey, Text, Wanted};
use crate::paths::shown;

/// The number of lines in which the marker may be. Not only the first line
/// counts, before which a merge conflict may be.
const FIRST_LINES: usize = 10;

/// The note about a file by hand that somebody removed.
const REMOVED: &str = "was removed, and stays so; `--force` writes it again";

/// The note about another one that nothing is generated in any more.
const YOURS: &str = "what is there is yours";

/// Finds the differences between `out` and what is wanted.
pub(super) fn compare(out: &Path, wanted: &Wanted<'_>, mode: Mode) -> anyhow::Result<Survey> {
    // Where the list cannot be read, nothing is known of any other file.
    if let Existing::Blocked(refusal) = look(out, ledger::PATH)? {
        return Ok(Survey { refusals: BTreeSet::from([refusal]), ..Survey::default() });
    }
    let known = Ledger::read(out, mode == Mode::Force)?;
    let mut comparison = FileComparison {
        out,
        known: known.as_ref(),
        is_forced: mode == Mode::Force,
        new: Ledger::default(),
        is_there: false,
        survey: Survey::default(),
    };
    for file in &wanted.files {
        comparison.file(file)?;
    }
    comparison.refuse_foreign()?;
    for (path, regions) in hosts(wanted) {
        let starter = wanted.starters.iter().find(|file| file.path == path);
        let lack = comparison.host(path, &regions, starter)?;
        comparison.leave(path, &regions, starter, lack);
    }
    comparison.stale(&wanted.files)?;
    comparison.survey.changes.sort_by(|left, right| left.path.cmp(&right.path));
    comparison.list()?;
    Ok(comparison.survey)
}

/// Returns the files by hand that are looked at, each with the regions it may have.
fn hosts<'a>(wanted: &'a Wanted<'_>) -> Vec<(&'a str, Vec<&'a Region<'a>>)> {
    let of_regions = wanted.regions.iter().map(|region| region.path);
    let of_starters = wanted.starters.iter().map(|file| file.path);
    let paths: BTreeSet<&str> = of_regions.chain(of_starters).collect();
    let with_regions =
        |path| (path, wanted.regions.iter().filter(|region| region.path == path).collect());
    paths.into_iter().map(with_regions).collect()
}

struct FileComparison<'a> {
    out: &'a Path,
    /// The files and regions that former runs generated.
    known: Option<&'a Ledger>,
    /// True if what somebody changed or removed is written again.
    is_forced: bool,
    /// The files and regions that are generated now.
    new: Ledger,
    /// True if any of the files that are wanted is there, and may be written.
    is_there: bool,
    survey: Survey,
}

impl FileComparison<'_> {
    /// Compares a file that is generated.
    fn file(&mut self, file: &Text<'_>) -> anyhow::Result<()> {
        let Text { path, text } = file;
        self.new.add_file(path, text);
        let old = match look(self.out, path)? {
            Existing::Nothing => {
                self.change(path, Action::Create((*text).to_owned()), false);
                return Ok(());
            }
            Existing::Blocked(refusal) => {
                self.survey.refusals.insert(refusal);
                return Ok(());
            }
            Existing::File(old) => old,
        };
        let known = self.known.map(|known| known.file(path));
        let refusal = match known {
            _ if line_ends::is_same(&old, text.as_bytes()) => {
                self.is_there = true;
                return Ok(());
            }
            Some(Some(known)) if known == hash(&old) => None,
            Some(Some(_)) => Some(Why::Edited),
            None if is_marked(&old) => Some(Why::Unlisted),
            Some(None) | None => Some(Why::Foreign),
        };
        self.is_there |= refusal != Some(Why::Foreign);
        let edited = self.refuse(path, refusal);
        self.change(path, Action::Update { old, new: (*text).to_owned() }, edited);
        Ok(())
    }

    /// Returns an error if this is a crate by hand, with other files than those that are
    /// generated. Those in the way are refused by themselves.
    fn refuse_foreign(&self) -> anyhow::Result<()> {
        if self.known.is_some() || self.is_there || !self.survey.refusals.is_empty() {
            return Ok(());
        }
        let src = self.out.join("src");
        let names = entries(&src)?;
        if names.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        bail!(
            "`{}` holds files that the generator did not write, and none that it did: {}\n  help: {HELP}",
            shown(&src),
            names.join(", ")
        )
    }

    /// Compares the regions of a file by hand, which gets its first text where it is missing,
    /// unless somebody removed it. Tells why it has no regions that can be written, if so.
    fn host(
        &mut self,
        path: &str,
        regions: &[&Region<'_>],
        starter: Option<&Starter<'_>>,
    ) -> anyhow::Result<Option<String>> {
        let (old, is_new) = match (look(self.out, path)?, starter) {
            (Existing::File(old), _) => (old, false),
            (Existing::Nothing, Some(starter)) if self.is_due(starter) => {
                (starter.text.as_bytes().to_vec(), true)
            }
            (Existing::Nothing, _) => return Ok(Some(REMOVED.to_owned())),
            // A file by hand may be anything, but one without which the crate is none is a file,
            // or a link to one, which may have to be made yet.
            (Existing::Blocked(refusal), starter) => {
                let place = self.out.join(path);
                let is_needed = starter.is_some_and(|starter| starter.is_needed);
                if is_needed && place.exists() && !place.is_file() {
                    self.survey.refusals.insert(refusal.clone());
                }
                return Ok(Some(format!("is {}: {YOURS}", refusal.why)));
            }
        };
        let Ok(mut text) = String::from_utf8(old.clone()) else {
            return Ok(Some(format!("is not UTF-8 text: {YOURS}")));
        };
        let mut edited = false;
        for region in regions {
            edited |= self.region(&mut text, region, regions, is_new);
        }
        if is_new {
            self.change(path, Action::Create(text.clone()), false);
        } else if text.as_bytes() != old {
            self.change(path, Action::Update { old, new: text.clone() }, edited);
        }
        self.survey.by_hand.insert(path.to_owned(), text);
        Ok(None)
    }

    /// Tells whether a file that is missing gets its first text.
    fn is_due(&self, starter: &Starter<'_>) -> bool {
        starter.is_needed
            || self.is_forced
            || !self.known.is_some_and(|known| known.has_given(starter.path))
    }

    /// Notes which regions of a file are no longer written, because of what it lacks, and that a
    /// file which was given is not to be given again.
    fn leave(
        &mut self,
        path: &str,
        regions: &[&Region<'_>],
        starter: Option<&Starter<'_>>,
        lack: Option<String>,
    ) {
        let Some(known) = self.known else { return };
        let lost = regions.iter().map(|region| region.name).filter(|name| {
            known.region(path, name).is_some() && self.new.region(path, name).is_none()
        });
        let lost: Vec<String> = lost.map(|name| format!("`{name}`")).collect();
        if !lost.is_empty() {
            let lack = lack.unwrap_or_else(|| {
                format!("has no markers of {} any more: {YOURS}", lost.join(", "))
            });
            self.survey.notes.push(format!("`{}` {lack}", shown(&self.out.join(path))));
        }
        if starter.is_some_and(|starter| !starter.is_needed)
            && known.has_given(path)
            && !self.new.has_given(path)
        {
            self.new.leave(path);
        }
    }

    /// Gives a region of a text its own text, if there are markers for it. Tells
    /// whether somebody changed what was generated there.
    fn region(
        &mut self,
        text: &mut String,
        wanted: &Region<'_>,
        all: &[&Region<'_>],
        is_new: bool,
    ) -> bool {
        let Region { path, name, text: new } = *wanted;
        let known = self.known.and_then(|known| known.region(path, name));
        let place = match region::find(text, name) {
            Ok(None) => {
                let names: Vec<&str> = all.iter().map(|region| region.name).collect();
                let other = known.and_then(|_| region::other(text, &names));
                let why = other.map(|(line, other)| Why::Misnamed(line, other, name.to_owned()));
                return self.refuse(path, why);
            }
            Ok(Some(place)) => place,
            Err(Odd { line }) => return self.refuse(path, Some(Why::Marker(line))),
        };
        self.new.add_region(path, name, new);
        let old = &text[place.clone()];
        if line_ends::is_same(old.as_bytes(), new.as_bytes()) {
            return false;
        }
        let refusal = match known {
            _ if is_new => None,
            Some(known) if known == hash(old.as_bytes()) => None,
            Some(_) => Some(Why::EditedRegion(name.to_owned())),
            None if old.trim().is_empty() => None,
            None => Some(Why::ForeignRegion(name.to_owned())),
        };
        *text = region::replaced(text, place, new);
        self.refuse(path, refusal)
    }

    /// Finds what was generated, and no longer is.
    fn stale(&mut self, files: &[Text<'_>]) -> anyhow::Result<()> {
        let Some(known) = self.known else { return Ok(()) };
        let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        for (path, known) in known.files().filter(|(path, _)| !wanted.contains(path)) {
            match look(self.out, path)? {
                Existing::Nothing => {}
                Existing::Blocked(refusal) => {
                    self.survey.refusals.insert(refusal);
                }
                Existing::File(old) => {
                    let why = (known != hash(&old)).then_some(Why::EditedStale);
                    let edited = self.refuse(path, why);
                    self.change(path, Action::Remove { old }, edited);
                }
            }
        }
        Ok(())
    }

    /// Compares the list of what is generated.
    fn list(&mut self) -> anyhow::Result<()> {
        let new = self.new.text();
        match look(self.out, ledger::PATH)? {
            Existing::Nothing => self.change(ledger::PATH, Action::Create(new), false),
            Existing::File(old) if line_ends::is_same(&old, new.as_bytes()) => {}
            Existing::File(old) => {
                self.change(ledger::PATH, Action::Update { old, new }, false);
            }
            Existing::Blocked(refusal) => {
                self.survey.refusals.insert(refusal);
            }
        }
        Ok(())
    }

    fn change(&mut self, path: &str, action: Action, edited: bool) {
        self.survey.changes.push(FileChange { path: self.out.join(path), action, edited });
    }

    /// Refuses to change something for a reason, if there is one. Tells whether
    /// the reason is that somebody else changed it.
    fn refuse(&mut self, path: &str, why: Option<Why>) -> bool {
        let Some(refusal) = why.map(|why| Unwritten::new(path, why)) else { return false };
        let is_edit = refusal.is_edit();
        self.survey.refusals.insert(refusal);
        is_edit
    }
}

/// Tells whether a file says that it is generated, in one of its first lines
/// that is nothing but that.
fn is_marked(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    text.lines().take(FIRST_LINES).any(|line| line.starts_with(MARKER))
}
