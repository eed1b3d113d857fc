//! The credentials of a client, and what the docs say of them.

use std::collections::HashSet;

use super::client::setter_docs;
use super::{Planner, names, reserved};
use crate::ir::{self, Auth, KeyScheme, Operation};
use crate::rust::{self, CredentialSetter};
use crate::words::{code, explained};

impl Planner<'_> {
    /// Setters of credentials, of the client and of each call: one for each
    /// scheme where there are several, and two for user and password, of which one takes
    /// what a provider gives as well. That of a single other scheme is the API key.
    pub(super) fn credential_setters(&self) -> &[CredentialSetter] {
        self.credentials.get_or_init(|| self.make_credential_setters())
    }

    /// Returns their names, without the mark of a raw identifier.
    pub(super) fn credential_names(&self) -> impl Iterator<Item = String> {
        let names = self.credential_setters().iter().map(|setter| setter.name.as_str());
        names.map(|name| name.trim_start_matches("r#").to_owned())
    }

    fn make_credential_setters(&self) -> Vec<CredentialSetter> {
        let options: HashSet<String> = self.option_names().collect();
        let is_taken = |name: &str| reserved::is_of_settings(name) || options.contains(name);
        let schemes = &self.api.service.schemes;
        let is_key = |number: usize, scheme: &KeyScheme| {
            number == 0 && names::plain_field_name(&scheme.name) == "api_key"
        };
        let set = schemes.iter().enumerate().filter(|(number, scheme)| {
            scheme.auth == Auth::Basic || (schemes.len() > 1 && !is_key(*number, scheme))
        });
        // User and password are set together, or by what may be asked for them.
        let set: Vec<(String, &KeyScheme, bool)> = set
            .flat_map(|(_, scheme)| {
                let (name, is_basic) = (&scheme.name, scheme.auth == Auth::Basic);
                let twin = is_basic.then(|| (format!("{name}_credential"), scheme, false));
                [(name.clone(), scheme, is_basic)].into_iter().chain(twin)
            })
            .collect();
        let words: Vec<names::Setting<'_>> =
            set.iter().map(|(word, ..)| names::Setting { word, what: "credential" }).collect();
        let names = names::distinct(&words, is_taken).names;
        let setters = names.into_iter().zip(&set).map(|(name, (_, scheme, basic))| {
            let (of, sent) = (code(&scheme.name), sent(&scheme.auth));
            let sets = match (basic, &scheme.auth) {
                (true, _) => format!("Sets user and password of the scheme {of}"),
                (false, Auth::Basic) => format!(
                    "Sets user and password of the scheme {of}, as `user:password`: a text, or what \
                     a `Credential::provider` gives"
                ),
                (false, _) => format!("Sets the credential of the scheme {of}, {sent}"),
            };
            let scheme = scheme.name.clone();
            let [docs, call_docs] = setter_docs(&sets);
            CredentialSetter { docs, call_docs, name: names::raw(&name), scheme, basic: *basic }
        });
        setters.collect()
    }

    /// Returns the schemes, with the environment variables of their credentials.
    pub(super) fn schemes(&self) -> Vec<rust::Scheme> {
        let config = self.config;
        let scheme = |(number, scheme): (usize, &KeyScheme)| {
            let own = config.security.environment.get(&scheme.name);
            let key = config.environment.api_key.as_ref().filter(|_| number == 0);
            rust::Scheme {
                name: scheme.name.clone(),
                auth: scheme.auth.clone(),
                env: own.or(key).cloned(),
            }
        };
        self.api.service.schemes.iter().enumerate().map(scheme).collect()
    }

    /// Says where a request carries the API key, unless that is the usual
    /// place, and which methods set the credentials of other schemes.
    pub(super) fn auth_docs(&self) -> Vec<String> {
        let schemes = &self.api.service.schemes;
        let Some(first) = schemes.first() else {
            let none =
                "No security scheme of the API is supported: give what a call needs by `header`.";
            return vec![none.to_owned()];
        };
        let mut lines = Vec::new();
        if schemes.len() > 1 {
            let others = schemes[1..].iter().map(|scheme| self.credential_word(&scheme.name));
            lines.push(format!(
                "The API key is that of the security scheme {}, sent {}. Those of other schemes \
                 are set by methods of the builder and of each call: {}.",
                code(&first.name),
                sent(&first.auth),
                others.collect::<Vec<_>>().join(", ")
            ));
        } else if first.auth != Auth::Bearer {
            lines.push(format!("The API key is sent {}.", sent(&first.auth)));
        }
        for scheme in schemes {
            if let Some(text) = &scheme.description {
                // A list or a heading begins a line of its own.
                let is_plain = !text.contains('\n') && text.starts_with(char::is_alphanumeric);
                let gap = if is_plain { " " } else { "\n\n" };
                lines.push(format!("The document on {}:{gap}{text}", code(&scheme.name)));
            }
            let declared = self.api.schemes.get(&scheme.name);
            lines.extend(
                declared.into_iter().flat_map(|declared| token_docs(&scheme.name, declared)),
            );
        }
        lines
    }

    /// Returns the method that sets the credential of a scheme.
    pub(super) fn credential_method(&self, scheme: &str) -> &str {
        let own = self.credential_setters().iter().find(|setter| setter.scheme == scheme);
        own.map_or("api_key", |setter| &setter.name)
    }

    /// Returns the same as documentation names it.
    fn credential_word(&self, scheme: &str) -> String {
        code(self.credential_method(scheme).trim_start_matches("r#"))
    }

    /// Says what an operation asks for, where that is not what the others do.
    pub(super) fn security_docs(&self, operation: &Operation) -> Option<String> {
        let security = operation.security.as_ref()?;
        let declared = &operation.contract.security;
        if security.iter().all(Vec::is_empty) && declared.iter().any(|way| !way.is_empty()) {
            let names = declared.iter().flat_map(|way| way.keys());
            let names: Vec<String> = names.map(|name| code(name)).collect();
            return Some(format!(
                "It asks for {}, of which nothing is supported: none is sent.",
                names.join(", ")
            ));
        }
        if security.iter().all(Vec::is_empty) {
            return Some("It needs no credential, and none is sent.".to_owned());
        }
        let alternatives: Vec<String> = security
            .iter()
            .map(|names| match names.is_empty() {
                true => "none".to_owned(),
                false => names
                    .iter()
                    .map(|name| self.credential_word(name))
                    .collect::<Vec<_>>()
                    .join(" and "),
            })
            .collect();
        Some(format!(
            "It sends the credentials that these methods set: {}.",
            alternatives.join(", or ")
        ))
    }
}

/// Says where the tokens of a scheme come from, and what they may allow.
fn token_docs(name: &str, scheme: &ir::Scheme) -> Vec<String> {
    let (mut lines, name) = (Vec::new(), code(name));
    if scheme.deprecated {
        lines.push(format!("The security scheme {name} is deprecated."));
    }
    if let Some(url) = scheme.urls.get(TOKEN_URL) {
        lines.push(format!(
            "Tokens for {name} come from {}: see `Credential::client_credentials`.",
            code(url)
        ));
    }
    let others = scheme.urls.iter().filter(|(key, _)| *key != TOKEN_URL);
    let others: Vec<String> = others.map(|(key, url)| format!("{key} {}", code(url))).collect();
    if !others.is_empty() {
        lines.push(format!("Of {name} the document knows: {}.", others.join(", ")));
    }
    let scopes = scheme.about_scopes.iter().map(|(scope, about)| explained(scope, about));
    let scopes: Vec<String> = scopes.collect();
    if !scopes.is_empty() {
        lines.push(format!("The scopes of {name}: {}.", scopes.join(", ")));
    }
    lines
}

/// The URL where client credentials get a token, among those of a scheme.
const TOKEN_URL: &str = "clientCredentials tokenUrl";

/// Says where a request carries a credential.
pub(super) fn sent(auth: &Auth) -> String {
    match auth {
        Auth::Bearer => "as a bearer token".to_owned(),
        Auth::Basic => "by HTTP's basic scheme, as `user:password`".to_owned(),
        Auth::Header(name) => format!("in the header {}", code(name)),
        Auth::Query(name) => format!("in the query, as {}", code(name)),
        Auth::Cookie(name) => format!("in the cookie {}", code(name)),
    }
}
