//! Changes that somebody accepted.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{anyhow, bail};
use openapi_loom_generator::diff::{Change, Diff};
use serde::Deserialize;

use crate::paths::{shown, unreadable};

/// The changes that are accepted.
#[derive(Debug, Default)]
pub(super) struct Approvals {
    path: PathBuf,
    list: Vec<Approval>,
}

/// The shape of a file of approvals.
const SHAPE: &str = "write `approvals:`, and below it a list of entries with `fingerprint`, \
                     `reason` and, where it ends, `expires`";

/// The content of an approvals file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "`approvals` with a list of them")]
struct ApprovalsFile {
    approvals: Vec<Approval>,
}

/// A change that is accepted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an approval")]
struct Approval {
    /// The change's fingerprint.
    fingerprint: String,
    /// The reason why it is accepted.
    reason: String,
    /// The last day on which it is.
    expires: Option<String>,
    #[serde(skip)]
    is_expired: bool,
}

impl Approvals {
    /// Reads a file, or that of the defaults if there is one.
    pub(super) fn read(given: Option<&Path>, default: Option<&Path>) -> anyhow::Result<Self> {
        let default = default.filter(|path| path.exists());
        let Some(path) = given.or(default).map(Path::to_owned) else {
            return Ok(Self::default());
        };
        let another = "name another with `--approvals FILE`";
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error, another))?;
        let ApprovalsFile { approvals } = serde_yaml::from_str(&text).map_err(|error| {
            anyhow!("`{}` is no list of approvals: {error}\n  help: {SHAPE}", shown(&path))
        })?;
        let list = checked(approvals).map_err(|error| anyhow!("`{}`: {error}", shown(&path)))?;
        Ok(Self { path, list })
    }

    /// Returns the reason why a change is accepted, if it is.
    pub(super) fn reason(&self, change: &Change) -> Option<&str> {
        if self.list.is_empty() {
            return None;
        }
        let fingerprint = change.fingerprint();
        let mut valid = self.list.iter().filter(|approval| !approval.is_expired);
        valid.find(|known| known.fingerprint == fingerprint).map(|known| known.reason.as_str())
    }

    /// Returns the approvals that do not count any more, or not at all, or are there again.
    pub(super) fn warnings(&self, diff: &Diff) -> Vec<String> {
        let found: Vec<String> = match self.list.is_empty() {
            true => Vec::new(),
            false => diff.changes.iter().map(Change::fingerprint).collect(),
        };
        let warning = |(number, approval): (usize, &Approval)| {
            let Approval { fingerprint, reason, expires, is_expired } = approval;
            let is_same = |other: &Approval| !other.is_expired && other.fingerprint == *fingerprint;
            let what = match expires {
                Some(day) if *is_expired => format!("expired after {day}"),
                _ if self.list[..number].iter().any(is_same) => "is listed twice".to_owned(),
                _ if !found.contains(fingerprint) => "matches no change".to_owned(),
                _ => return None,
            };
            Some(format!(
                "warning: the approval `{fingerprint}` ({reason}) {what}\n  help: take it out of `{}`\n",
                shown(&self.path)
            ))
        };
        self.list.iter().enumerate().filter_map(warning).collect()
    }
}

/// Checks that each approval has its reason, and compares the days with today.
fn checked(mut approvals: Vec<Approval>) -> anyhow::Result<Vec<Approval>> {
    let today = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400;
    for approval in &mut approvals {
        let Approval { fingerprint, reason, expires, is_expired } = approval;
        if reason.trim().is_empty() {
            bail!(
                "the approval `{fingerprint}` has no reason\n  help: say why the change is accepted"
            );
        }
        if let Some(text) = expires {
            let day = day(text).ok_or_else(|| {
                anyhow!(
                    "the approval `{fingerprint}` expires on `{text}`, which is no day\n  \
                     help: write a day as 2030-12-31"
                )
            })?;
            *is_expired = day < i64::try_from(today)?;
        }
    }
    Ok(approvals)
}

/// Returns the number of a day, from 1970 on.
fn day(text: &str) -> Option<i64> {
    let parts: Vec<i64> = text.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [year, month, day] = parts[..] else { return None };
    if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (before, after) = lengths.split_at(usize::try_from(month - 1).ok()?);
    if !(1..=*after.first()?).contains(&day) {
        return None;
    }
    let years: i64 = (1970..year).map(|year| 365 + i64::from(is_leap(year))).sum();
    Some(years + before.iter().sum::<i64>() + day - 1)
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2000-03-01"), Some(11_017));
        assert_eq!(day("2024-12-31").zip(day("2025-01-01")), Some((20_088, 20_089)));
        for text in ["", "2030", "2030-13-01", "2023-02-29", "2030-00-10", "31-12-2030", "a-b-c"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
