//! Runs that are killed, wherever that may be: what is on the disk then is made
//! by the steps up to there, and copied.

use std::collections::BTreeMap;

use tempfile::TempDir;

use super::super::commit::{commit, prepare, stage};
use super::super::compare::compare;
use super::super::{Action, FileChange, Mode, Survey, Text, Wanted};
use super::*;

/// Settles as the other one, and says nothing.
fn settle(
    out: &Path,
    wanted: &Wanted<'_>,
    beside: Option<&FileChange>,
    mode: Mode,
) -> anyhow::Result<Survey> {
    super::super::settle(out, wanted, beside, mode, &|_| {})
}

type Files = &'static [(&'static str, &'static str)];

/// The files that are generated first, and then.
const BEFORE: Files =
    &[("src/lib.rs", "old"), ("src/gone/all.rs", "gone"), ("src/same.rs", "same")];
const AFTER: Files =
    &[("src/lib.rs", "new"), ("src/made/deep/all.rs", "made"), ("src/same.rs", "same")];

fn wanted(files: Files) -> Wanted<'static> {
    let text = |(path, text): &(&str, &'static str)| Text { path: (*path).to_owned(), text };
    Wanted { files: files.iter().map(text).collect(), regions: Vec::new(), starters: Vec::new() }
}

/// Returns a directory with what is generated, and with what is not.
fn generated(files: Files) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    settle(dir.path(), &wanted(files), None, Mode::Write).unwrap();
    fs::write(dir.path().join("src/mine.rs"), "mine").unwrap();
    fs::create_dir(dir.path().join("src/empty")).unwrap();
    dir
}

/// Returns all that is in a directory, by paths; directories without a text.
fn tree(dir: &Path) -> BTreeMap<String, Option<String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let below = tree(&entry.path()).into_iter();
            found.extend(below.map(|(path, text)| (format!("{name}/{path}"), text)));
            found.insert(name, None);
        } else {
            found.insert(name, Some(fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found
}

fn copy(from: &Path) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in tree(from) {
        let path = dir.path().join(path);
        match text {
            Some(text) => fs::write(path, text).unwrap(),
            None => fs::create_dir_all(path).unwrap(),
        }
    }
    dir
}

/// Returns the steps from one to the other, for a turn on the first.
fn with_steps<T>(dir: &Path, then: impl FnOnce(&Turn, &[JournalStep]) -> T) -> T {
    let turn = Turn::take(dir).unwrap();
    let survey = compare(dir, &wanted(AFTER), Mode::Write).unwrap();
    let prepared = prepare(dir, &survey.changes);
    stage(&turn, &prepared).unwrap();
    let steps: Vec<JournalStep> = prepared.into_iter().map(|prepared| prepared.step).collect();
    then(&turn, &steps)
}

/// Makes the directory that a run leaves that is killed after so many steps, and
/// after it has undone all but some of them if it has turned back.
fn killed(done: usize, left: Option<usize>) -> TempDir {
    let dir = generated(BEFORE);
    with_steps(dir.path(), |turn, steps| {
        journal::begin(turn.dir(), steps).unwrap();
        finish(turn, &steps[..done]).unwrap();
        if let Some(left) = left {
            journal::turn_back(turn.dir()).unwrap();
            for (number, step) in steps.iter().enumerate().take(done).skip(left).rev() {
                undo_one(turn, number, step).unwrap();
            }
        }
        copy(dir.path())
    })
}

/// The number of steps: two directories, and four files with the list.
const STEPS: usize = 6;

fn check(dir: &Path, files: Files) -> anyhow::Result<Survey> {
    settle(dir, &wanted(files), None, Mode::Check)
}

#[track_caller]
fn assert_is(dir: &Path, files: Files) {
    assert_eq!(tree(dir), tree(generated(files).path()));
}

#[test]
fn a_run_that_is_killed_at_any_step_is_finished() {
    for done in 0..=STEPS {
        let dir = killed(done, None);
        let survey = check(dir.path(), AFTER).unwrap();
        assert!(survey.changes.is_empty(), "{done}: {survey:?}");
        assert_is(dir.path(), AFTER);

        let dir = killed(done, None);
        settle(dir.path(), &wanted(BEFORE), None, Mode::Write).unwrap();
        assert_is(dir.path(), BEFORE);
    }
    assert_eq!(with_steps(generated(BEFORE).path(), |_, steps| steps.len()), STEPS);
}

#[test]
fn a_run_that_is_killed_while_it_turns_back_is_undone() {
    for done in 0..=STEPS {
        for left in 0..=done {
            let dir = killed(done, Some(left));
            let survey = check(dir.path(), BEFORE).unwrap();
            assert!(survey.changes.is_empty(), "{done}, {left}: {survey:?}");
            assert_is(dir.path(), BEFORE);
        }
    }
}

#[test]
fn a_run_that_is_killed_before_its_first_step_leaves_nothing() {
    let dir = generated(BEFORE);
    let staged = with_steps(dir.path(), |turn, _| {
        fs::write(turn.dir().join(journal::UNFINISHED), "half").unwrap();
        copy(dir.path())
    });
    let count = fs::read_dir(staged.path().join(".regen")).unwrap().count();
    assert_eq!(count, 8, "a lock, three new texts, three old ones, half a journal");
    check(staged.path(), AFTER).unwrap();
    assert_is(staged.path(), BEFORE);

    // There may be no lock yet, or no more.
    let dir = generated(BEFORE);
    fs::create_dir(dir.path().join(".regen")).unwrap();
    check(dir.path(), BEFORE).unwrap();
    assert_is(dir.path(), BEFORE);
}

#[test]
fn what_somebody_changed_since_is_refused_or_overwritten() {
    for done in 0..=STEPS {
        let edit = || {
            let dir = killed(done, None);
            fs::write(dir.path().join("src/lib.rs"), "mine").unwrap();
            dir
        };
        let dir = edit();
        let survey = check(dir.path(), AFTER).unwrap();
        let [change] = survey.changes.as_slice() else { panic!("{done}: {survey:?}") };
        assert!(change.edited && change.path.ends_with("src/lib.rs"), "{survey:?}");
        let dir = edit();
        let error = settle(dir.path(), &wanted(AFTER), None, Mode::Write).unwrap_err().to_string();
        let path = dir.path().join("src/lib.rs").display().to_string();
        let words = format!("  `{path}`: changed since the generator wrote it\n");
        assert!(error.contains(&words) && error.contains("`--force`"), "{error}");
        assert_eq!(fs::read_to_string(dir.path().join("src/lib.rs")).unwrap(), "mine");
        settle(dir.path(), &wanted(AFTER), None, Mode::Force).unwrap();
        assert_is(dir.path(), AFTER);
    }
}

#[test]
fn what_somebody_removed_since_is_written() {
    for done in 0..=STEPS {
        let dir = killed(done, None);
        fs::remove_dir_all(dir.path().join("src/gone")).ok();
        fs::remove_dir_all(dir.path().join("src/made")).ok();
        fs::remove_file(dir.path().join("src/lib.rs")).unwrap();
        settle(dir.path(), &wanted(AFTER), None, Mode::Write).unwrap();
        assert_is(dir.path(), AFTER);
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_to_finish() {
    let elsewhere = tempfile::tempdir().unwrap();
    let dir = killed(0, None);
    std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("src/made")).unwrap();
    for mode in [Mode::Check, Mode::Write, Mode::Force] {
        let error = settle(dir.path(), &wanted(AFTER), None, mode).unwrap_err().to_string();
        assert!(error.contains("src/made`: a symbolic link, which is not followed"), "{error}");
    }
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn a_text_that_was_lost_is_named() {
    let dir = killed(0, None);
    for staged in fs::read_dir(dir.path().join(".regen")).unwrap().map(Result::unwrap) {
        if staged.path().extension().is_some_and(|extension| extension == "new") {
            fs::write(staged.path(), "").unwrap();
        }
    }
    let error = check(dir.path(), AFTER).unwrap_err().to_string();
    assert!(
        error.starts_with("a run that was stopped cannot be finished: its text for `")
            && error.contains(".regen`, and run it again"),
        "{error}"
    );
}

#[test]
fn a_journal_that_is_none_changes_nothing() {
    for line in ["", "remove 0  ../a.rs", "remove  src/lib.rs", "x 0  src/lib.rs", "create 0 1  a"]
    {
        let dir = generated(BEFORE);
        let run = dir.path().join(".regen");
        fs::create_dir(&run).unwrap();
        fs::write(run.join("journal"), format!("# What\n{line}\n")).unwrap();
        let error = check(dir.path(), BEFORE).unwrap_err().to_string();
        assert!(error.contains("journal` is not as the generator writes it"), "{error}");
        let header = with_steps(generated(BEFORE).path(), |turn, steps| {
            journal::begin(turn.dir(), steps).unwrap();
            let text = fs::read_to_string(turn.dir().join("journal")).unwrap();
            text.lines().next().unwrap().to_owned()
        });
        fs::write(run.join("journal"), format!("{header}\n{line}\n")).unwrap();
        assert!(check(dir.path(), BEFORE).is_err(), "{line}");
        fs::remove_dir_all(&run).unwrap();
        assert_is(dir.path(), BEFORE);
    }
}

#[test]
fn what_no_run_made_is_left_alone() {
    for path in [".regen/mine.txt", ".regen/1.new/mine.txt", ".regen/lock/mine.txt"] {
        let dir = generated(BEFORE);
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let error = settle(dir.path(), &wanted(AFTER), None, Mode::Force).unwrap_err().to_string();
        assert!(error.ends_with("` is not by the generator\n  help: move it away"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }
}

#[test]
fn a_failure_half_way_leaves_everything_as_it_was() {
    let dir = generated(BEFORE);
    let blocked = dir.path().join("src/zzz.rs");
    fs::create_dir(&blocked).unwrap();
    fs::write(blocked.join("inside"), "in the way").unwrap();
    let before = tree(dir.path());
    let mut changes = compare(dir.path(), &wanted(AFTER), Mode::Write).unwrap().changes;
    let action = Action::Create("never".to_owned());
    changes.push(FileChange { path: blocked, action, edited: false });

    let turn = Turn::take(dir.path()).unwrap();
    let error = commit(&turn, &changes, None).unwrap_err().to_string();
    drop(turn);

    assert!(
        error.starts_with("cannot write `") && error.contains("nothing was changed"),
        "{error}"
    );
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn a_change_beside_the_crate_is_made_with_the_others_or_not_at_all() {
    let beside = tempfile::tempdir().unwrap();
    let change = |path: &str| FileChange {
        path: beside.path().join(path),
        action: Action::Create("new".to_owned()),
        edited: false,
    };
    let dir = generated(BEFORE);
    let before = tree(dir.path());
    let missing = change("missing/lock.yaml");
    assert!(settle(dir.path(), &wanted(AFTER), Some(&missing), Mode::Write).is_err());
    assert_eq!(tree(dir.path()), before);

    let there = change("lock.yaml");
    settle(dir.path(), &wanted(AFTER), Some(&there), Mode::Write).unwrap();
    assert_is(dir.path(), AFTER);
    assert_eq!(fs::read_to_string(&there.path).unwrap(), "new");
}

#[test]
fn two_runs_are_kept_apart() {
    let dir = generated(BEFORE);
    let turn = Turn::take(dir.path()).unwrap();
    for mode in [Mode::Check, Mode::Write, Mode::Force] {
        let error = settle(dir.path(), &wanted(AFTER), None, mode).unwrap_err().to_string();
        let words = format!(
            "another run is at work in `{}`: process {}\n  help: nothing was changed; wait for it",
            dir.path().display(),
            std::process::id()
        );
        assert_eq!(error, words);
    }
    drop(turn);
    assert_is(dir.path(), BEFORE);
}

#[test]
fn many_runs_at_once_are_one_after_the_other() {
    let dir = generated(BEFORE);
    let run = |files: Files| {
        for _ in 0..50 {
            if let Err(error) = settle(dir.path(), &wanted(files), None, Mode::Write) {
                assert!(error.to_string().contains("at work in"), "{error}");
            }
        }
    };
    std::thread::scope(|scope| {
        for files in [BEFORE, AFTER, BEFORE, AFTER] {
            scope.spawn(move || run(files));
        }
    });
    settle(dir.path(), &wanted(AFTER), None, Mode::Write).unwrap();
    assert_is(dir.path(), AFTER);
}
