//! The choices for the manifest of a new crate.

use std::fmt;
use std::str::FromStr;

use semver::Version;
use serde::Deserialize;

/// Names that cargo or the compiler has a use for, and packages that the crate
/// or its first program depends on.
const TAKEN: [&str; 10] = [
    "alloc",
    "core",
    "openapi-loom-runtime",
    "proc-macro",
    "serde",
    "serde_json",
    "std",
    "test",
    "tokio",
    "crate",
];

/// The choices for the manifest of a new crate. Once it is written, it is by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manifest {
    /// True if the crate is one of crates.io, where its name is its own; the README of another
    /// one adds it by its path.
    pub published: bool,
    /// The version; `0.1.0` when absent.
    pub version: Option<PackageVersion>,
    /// The description of the crate, in a sentence; made of the document's title
    /// when absent.
    pub description: Option<Sentence>,
    /// The licence of the crate, as SPDX writes it. That of the API is another
    /// matter.
    pub license: Option<String>,
    /// The address of the crate's sources.
    pub repository: Option<Address>,
    /// The page of the crate, if it has one beside that.
    pub homepage: Option<Address>,
    /// The address of the crate's documentation, if not on docs.rs.
    pub documentation: Option<Address>,
    /// The words that the crate is found by, at most 5; `api`, `client`,
    /// `openapi` when absent.
    pub keywords: Option<Keywords>,
    /// The categories of crates.io that it is in, at most 5; `api-bindings` and
    /// `web-programming::http-client` when absent.
    pub categories: Option<Categories>,
}

/// The name of a package: one that cargo takes, and that nothing else has a use
/// for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PackageName(String);

impl PackageName {
    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PackageName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        let starts_well = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !starts_well || !name.chars().all(is_plain) {
            return Err(format!(
                "`{name}` is no name of a package: it has letters, digits, `-` and `_`, and begins \
                 with a letter"
            ));
        }
        if name.len() > 64 {
            return Err(format!(
                "`{name}` is too long for a package: registries take 64 characters"
            ));
        }
        if is_taken(name) {
            return Err(format!(
                "`{name}` is no name of a package: it is a word of Rust, or a crate that is needed \
                 beside it"
            ));
        }
        Ok(Self(name.to_owned()))
    }
}

impl TryFrom<String> for PackageName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        name.parse()
    }
}

/// Tells whether a package cannot be called so, although the characters are right.
pub(crate) fn is_taken(name: &str) -> bool {
    let module = name.replace('-', "_");
    TAKEN.iter().any(|taken| *taken == name || taken.replace('-', "_") == module)
        || syn::parse_str::<syn::Ident>(&module).is_err()
}

/// The version of a package.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PackageVersion(Version);

impl fmt::Display for PackageVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for PackageVersion {
    type Err = String;

    fn from_str(version: &str) -> Result<Self, String> {
        Version::parse(version)
            .map(Self)
            .map_err(|error| format!("`{version}` is no version such as `0.1.0`: {error}"))
    }
}

impl TryFrom<String> for PackageVersion {
    type Error = String;

    fn try_from(version: String) -> Result<Self, String> {
        version.parse()
    }
}

/// Words by which a crate is found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Keywords(Vec<String>);

impl Keywords {
    /// Returns the words.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for Keywords {
    type Error = String;

    fn try_from(words: Vec<String>) -> Result<Self, String> {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
        let fits = |word: &String| {
            word.len() <= 20
                && word.starts_with(|c: char| c.is_ascii_alphanumeric())
                && word.chars().all(is_plain)
        };
        few(&words, "keywords")?;
        match words.iter().find(|word| !fits(word)) {
            Some(word) => Err(format!(
                "`{word}` is no keyword: it has at most 20 letters, digits, `-`, `_` and `+`, and \
                 begins with a letter or digit"
            )),
            None => Ok(Self(words)),
        }
    }
}

/// Categories of crates.io.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Categories(Vec<String>);

impl Categories {
    /// Returns their names.
    pub fn as_slice(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for Categories {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_name = |name: &str| {
            name.split("::").all(|part| !part.is_empty() && part.chars().all(is_plain))
        };
        few(&names, "categories")?;
        match names.iter().find(|name| !is_name(name)) {
            Some(name) => Err(format!(
                "`{name}` is no category: `https://crates.io/category_slugs` lists them"
            )),
            None => Ok(Self(names)),
        }
    }
}

/// Checks that these are no more than a package may have.
fn few(words: &[String], what: &str) -> Result<(), String> {
    if words.len() > 5 { Err(format!("a package has at most 5 {what}")) } else { Ok(()) }
}

/// A text that says something.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Sentence(String);

impl TryFrom<String> for Sentence {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.trim().is_empty() {
            true => Err("it says something: leave it out where there is nothing to say".to_owned()),
            false => Ok(Self(text)),
        }
    }
}

impl From<Sentence> for String {
    fn from(Sentence(text): Sentence) -> Self {
        text
    }
}

impl AsRef<str> for Sentence {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The address of a page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let place = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = place.and_then(|place| place.split(['/', '?', '#']).next());
        let is_plain = !text.contains(|c: char| c.is_whitespace() || c.is_control());
        match host {
            Some(host) if is_plain && !host.is_empty() => Ok(Self(text)),
            _ => Err(format!("`{text}` is no address of a page, such as `https://example.org/a`")),
        }
    }
}

impl From<Address> for String {
    fn from(Address(text): Address) -> Self {
        text
    }
}
