//! The servers of an API, and the schemes by which callers say who they are.

use std::collections::BTreeMap;
use std::fmt;

/// The servers of an API, and the schemes by which callers say who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// The first server; relative if the document does not know its host.
    pub base_url: Option<String>,
    /// The same with its variables, if it has any, in braces.
    pub template: Option<String>,
    /// The variables of the first server.
    pub variables: Vec<Variable>,
    /// The other servers.
    pub other_urls: Vec<String>,
    /// The descriptions of the servers, by URL, in Markdown.
    pub about_servers: BTreeMap<String, String>,
    /// The security schemes that its operations ask for. The first is that of
    /// the API key; there is none if no scheme is supported.
    pub schemes: Vec<KeyScheme>,
    /// The security of operations that say nothing of their own.
    pub security: Security,
}

impl Service {
    /// Returns where the API is served unless a caller says otherwise: not a path alone.
    pub fn address(&self) -> Option<&str> {
        self.base_url.as_deref().filter(|url| url.contains("://"))
    }

    /// Returns the path that it has on its host, where the document says nothing else of the
    /// address; empty if that is the root.
    pub fn path(&self) -> &str {
        let path = self.base_url.as_deref().filter(|url| url.starts_with('/'));
        path.map_or("", |path| path.trim_end_matches('/'))
    }
}

/// A part of a server's URL that callers can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value unless another is chosen; empty if one has to be.
    pub default: String,
    /// All values that it can have; any, if there are none.
    pub values: Vec<String>,
    /// The document's text about it.
    pub description: Option<String>,
}

/// A security scheme whose credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyScheme {
    /// Its name in the document.
    pub name: String,
    /// The place of its credential in a request.
    pub auth: Auth,
    /// The document's text about it.
    pub description: Option<String>,
}

/// The schemes that an operation asks for: alternatives, each of them the names
/// of the schemes that are needed at once. An alternative without any scheme
/// allows a request without credentials; where there is no alternative, nothing
/// is sent.
pub type Security = Vec<Vec<String>>;

/// The place of a credential in a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Auth {
    /// `Authorization: Bearer KEY`.
    #[default]
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A header of that name.
    Header(String),
    /// A query parameter of that name.
    Query(String),
    /// A cookie of that name.
    Cookie(String),
}

impl fmt::Display for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bearer => f.write_str("Authorization: Bearer"),
            Self::Basic => f.write_str("Authorization: Basic"),
            Self::Header(name) => write!(f, "the header {name}"),
            Self::Query(name) => write!(f, "the query parameter {name}"),
            Self::Cookie(name) => write!(f, "the cookie {name}"),
        }
    }
}
