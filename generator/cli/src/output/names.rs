//! The check that every file system can hold files of these names, each by
//! itself.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use anyhow::bail;

use crate::report::count;

/// The most bytes of a name.
const LONGEST: usize = 255;

/// Names that Windows keeps for devices, whatever follows after a dot; and
/// ports, which a digit follows.
const DEVICES: [&str; 6] = ["aux", "con", "conin$", "conout$", "nul", "prn"];
const PORTS: [&str; 2] = ["com", "lpt"];

/// Signs that Windows takes in no name. A colon also ends a file's path in the
/// list of what is generated.
const SIGNS: [char; 8] = ['"', '*', ':', '<', '>', '?', '\\', '|'];

/// Returns an error that names all paths, with `/`, that not every file system can hold
/// together.
pub(super) fn check<'a>(paths: impl IntoIterator<Item = &'a str>) -> anyhow::Result<()> {
    let mut known = Known::default();
    let problems: Vec<String> = paths
        .into_iter()
        .filter_map(|path| {
            let problem = path.split('/').find_map(unfit).or_else(|| known.add(path))?;
            Some(format!("\n  `{path}`: {problem}"))
        })
        .collect();
    if problems.is_empty() {
        return Ok(());
    }
    bail!(
        "{} cannot be on every file system{}\n  help: nothing was changed; this is a defect of the generator",
        count(problems.len(), "path"),
        problems.concat()
    )
}

/// Tells whether this is a path below a directory, and not out of it again.
pub(super) fn is_inside(path: &str) -> bool {
    path.split('/').all(|name| !is_no_name(name) && !name.contains(['\\', ':', '\0']))
}

fn is_no_name(name: &str) -> bool {
    matches!(name, "" | "." | "..")
}

/// Returns what is wrong with the name of a file or a directory, if anything
/// is.
fn unfit(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let sign = name.chars().find(|sign| sign.is_control() || SIGNS.contains(sign));
    if is_no_name(name) {
        Some("it is no path below the crate".to_owned())
    } else if name.len() > LONGEST {
        Some(format!("a name of {} bytes, where {LONGEST} is the most", name.len()))
    } else if let Some(sign) = sign {
        Some(format!("Windows takes no {sign:?} in a name"))
    } else if name.ends_with(['.', ' ']) {
        Some(format!("Windows leaves out what `{name}` ends with"))
    } else if is_device(&stem.to_lowercase()) {
        Some(format!("Windows keeps `{stem}` for a device"))
    } else {
        None
    }
}

fn is_device(stem: &str) -> bool {
    let number = PORTS.iter().find_map(|port| stem.strip_prefix(port));
    let is_number = |number: &str| {
        let mut digits = number.chars();
        let digit = digits.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        digit && digits.next().is_none()
    };
    DEVICES.contains(&stem) || number.is_some_and(is_number)
}

/// The files and directories so far, by their paths where case does not count.
#[derive(Default)]
struct Known<'a>(BTreeMap<String, (&'a str, bool)>);

impl<'a> Known<'a> {
    /// Adds a file and the directories that it is in. What is wrong with them,
    /// beside those that are known.
    fn add(&mut self, path: &'a str) -> Option<String> {
        let directories = path.match_indices('/').map(|(end, _)| (&path[..end], true));
        let all = directories.chain([(path, false)]);
        all.filter_map(|(path, is_directory)| self.add_one(path, is_directory)).next()
    }

    fn add_one(&mut self, path: &'a str, is_directory: bool) -> Option<String> {
        match self.0.entry(path.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert((path, is_directory));
                None
            }
            Entry::Occupied(other) => match *other.get() {
                (other, _) if other != path => {
                    Some(format!("`{other}` is the same where case does not count"))
                }
                (_, true) if is_directory => None,
                (_, false) if !is_directory => Some("two files would be there".to_owned()),
                _ => Some(format!("`{path}` would be a file and a directory")),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(paths: &[&str]) -> String {
        check(paths.iter().copied()).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn names_that_some_file_system_refuses() {
        let long = format!("src/{}.rs", "a".repeat(253));
        let rows = [
            ("src/con.rs", "Windows keeps `con` for a device"),
            ("src/AUX", "Windows keeps `AUX` for a device"),
            ("nul.tar.gz", "Windows keeps `nul` for a device"),
            ("Com1 .rs", "Windows keeps `Com1` for a device"),
            ("lpt²", "Windows keeps `lpt²` for a device"),
            ("a/b.", "Windows leaves out what `b.` ends with"),
            ("a /b", "Windows leaves out what `a ` ends with"),
            ("a/b:c", "Windows takes no ':' in a name"),
            ("a\nb", "Windows takes no '\\n' in a name"),
            ("a/../b", "it is no path below the crate"),
            ("/a", "it is no path below the crate"),
            (&long, "a name of 256 bytes, where 255 is the most"),
        ];
        for (path, expected) in rows {
            assert_eq!(
                problem(&[path]),
                format!(
                    "1 path cannot be on every file system\n  `{path}`: {expected}\n  \
                     help: nothing was changed; this is a defect of the generator"
                )
            );
        }
    }

    #[test]
    fn names_that_are_fine() {
        let longest = format!("src/{}.rs", "a".repeat(252));
        let paths = ["src/con_.rs", "src/console.rs", "src/com.rs", "src/com10.rs", &longest];
        assert_eq!(problem(&paths), "");
        assert_eq!(problem(&["src/types/a.rs", "src/types/b.rs", "src/types.rs"]), "");
    }

    #[test]
    fn paths_that_meet() {
        let rows = [
            (
                ["src/a.rs", "src/A.rs"],
                "`src/A.rs`: `src/a.rs` is the same where case does not count",
            ),
            (["src/Ä/a", "src/ä/b"], "`src/ä/b`: `src/Ä` is the same where case does not count"),
            (["src/a", "src/a"], "`src/a`: two files would be there"),
            (["src/a", "src/a/b"], "`src/a/b`: `src/a` would be a file and a directory"),
            (["src/a/b", "src/a"], "`src/a`: `src/a` would be a file and a directory"),
        ];
        for (paths, expected) in rows {
            assert!(problem(&paths).contains(expected), "{}", problem(&paths));
        }
    }

    #[test]
    fn what_is_inside() {
        assert!(is_inside("src/types/pet.rs"));
        for path in ["", "/etc", "a//b", "../a", "a/..", "./a", "C:\\a", "a\0"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
