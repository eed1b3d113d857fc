//! References: within a document, and into the files beside it.

use std::fmt;

use super::pointer::percent_decode;

/// The source of the files that a document refers to.
#[derive(Clone, Copy)]
pub struct Files<'l> {
    /// The name of the document itself, to which they may refer back.
    pub name: &'l str,
    /// Reads a file by its path from the directory of the document. The path
    /// has no `..` and does not begin with `/`.
    pub load: &'l (dyn Fn(&str) -> Result<Vec<u8>, String> + Sync),
}

impl fmt::Debug for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Files").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The reason that a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolveError {
    /// It is an address: nothing is read from the network.
    Address,
    /// It leads out of the document's directory.
    Outside,
    /// It leads into another file, and none are read.
    OtherFile {
        /// The path from the document's directory.
        file: String,
    },
    /// It leads into a file that cannot be read.
    Unreadable {
        /// The path from the document's directory.
        file: String,
        /// The reason.
        why: String,
    },
    /// The text after its `#` is no JSON Pointer.
    Fragment,
    /// Nothing is there.
    Nothing {
        /// The path of the file that it leads into, if that is another one.
        file: Option<String>,
    },
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address => f.write_str("it is an address, and nothing is read from the network"),
            Self::Outside => f.write_str("it leads out of the directory of the document"),
            Self::OtherFile { file } => write!(f, "`{file}` is another file"),
            Self::Unreadable { file, why } => write!(f, "`{file}` cannot be read: {why}"),
            Self::Fragment => f.write_str("what comes after its `#` does not begin with `/`"),
            Self::Nothing { file: None } => f.write_str("the document has nothing there"),
            Self::Nothing { file: Some(file) } => write!(f, "`{file}` has nothing there"),
        }
    }
}

impl std::error::Error for ResolveError {}

/// Returns a reference as its two parts, the second decoded.
pub(super) fn parts(reference: &str) -> (&str, String) {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    (path, percent_decode(fragment))
}

/// Returns the file that a path leads to from another one, as a path from the directory
/// of the document.
pub(super) fn beside(from: &str, path: &str) -> Result<String, ResolveError> {
    if is_address(path) {
        return Err(ResolveError::Address);
    }
    let path = percent_decode(path);
    if path.starts_with('/') || path.contains(['\\', '\0']) {
        return Err(ResolveError::Outside);
    }
    let directory = from.rsplit_once('/').map_or("", |(directory, _)| directory);
    let mut way: Vec<&str> = directory.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                way.pop().ok_or(ResolveError::Outside)?;
            }
            part => way.push(part),
        }
    }
    Ok(way.join("/"))
}

/// Tells whether a path names its host, or a protocol (or the letter of a drive).
fn is_address(path: &str) -> bool {
    path.starts_with("//") || has_scheme(path)
}

/// Tells whether an address begins with a scheme, such as `https:`.
pub(crate) fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_from_file_to_file() {
        let from = |from, path| beside(from, path).map_err(|error| error.to_string());
        let ok = |path: &str| Ok(path.to_owned());
        assert_eq!(from("api.yaml", "schemas/Pet.yaml"), ok("schemas/Pet.yaml"));
        assert_eq!(from("api.yaml", "./a%20b/./c.json"), ok("a b/c.json"));
        assert_eq!(from("schemas/Pet.yaml", "Dog.yaml"), ok("schemas/Dog.yaml"));
        assert_eq!(from("schemas/Pet.yaml", "../api.yaml"), ok("api.yaml"));
        assert_eq!(from("a/b/c.yaml", "../../d/e.yaml"), ok("d/e.yaml"));
    }

    #[test]
    fn nothing_outside_of_the_directory() {
        let refused = |path| beside("schemas/Pet.yaml", path);
        for path in
            ["../../x.yaml", "a/../../../x", "/etc/passwd", "%2e%2e/%2E%2E/x", "..\\..\\x", "a\0b"]
        {
            assert_eq!(refused(path), Err(ResolveError::Outside), "{path}");
        }
        for path in ["http://a/b.yaml", "file:///etc/passwd", "//host/x", "C:/x", "urn:a:b"] {
            assert_eq!(refused(path), Err(ResolveError::Address), "{path}");
        }
        assert_eq!(refused("a:b/c"), Err(ResolveError::Address));
        assert_eq!(refused("x/a:b.yaml"), Ok("schemas/x/a:b.yaml".to_owned()));
    }
}
