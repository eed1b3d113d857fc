//! The settings of a client, as the page beside the sources lists them.

use super::Planner;
use super::security::sent;
use crate::ir::{Auth, KeyScheme, Variable};
use crate::rust::Scheme;
use crate::words::{code, one_line};

/// A setting of a client.
struct Setting {
    /// The setting, in Markdown.
    what: String,
    /// The call of the builder's method.
    by: String,
    /// The environment variable that has it, too.
    variable: Option<String>,
}

impl Planner<'_> {
    /// Returns the settings of a client, a row of a table for each: what the API needs or knows,
    /// and its names for that.
    pub(super) fn settings(&self) -> Vec<String> {
        let mut settings = self.credential_settings();
        settings.extend(self.address_settings());
        settings.extend(self.header_settings());
        let has_variables = settings.iter().any(|setting| setting.variable.is_some());
        let (about, head) = match has_variables {
            true => (
                "Settings are methods of `Client::builder()`; `Client::from_env()` reads the variables:",
                ["| Setting | Method | Variable |", "|---|---|---|"],
            ),
            false => (
                "Settings are methods of `Client::builder()`:",
                ["| Setting | Method |", "|---|---|"],
            ),
        };
        let row = |Setting { what, by, variable }: &Setting| {
            let variable = match (has_variables, variable) {
                (true, Some(name)) => format!(" {} |", code(name)),
                (true, None) => " |".to_owned(),
                (false, _) => String::new(),
            };
            // A bar would end the cell.
            format!("| {} | {} |{variable}", what.replace('|', "\\|"), code(by))
        };
        let lines = [about, "", head[0], head[1]].map(str::to_owned);
        lines.into_iter().chain(settings.iter().map(row)).collect()
    }

    /// Returns the credentials, and the way to do without.
    fn credential_settings(&self) -> Vec<Setting> {
        let is_needed = self.api.needs_credential();
        let declared = &self.api.service.schemes;
        let setting = |(number, (scheme, Scheme { env, .. })): (usize, (&KeyScheme, Scheme))| {
            let what = match (&scheme.auth, declared.len()) {
                (Auth::Basic, 1) => "user and password".to_owned(),
                (Auth::Basic, _) => format!("user and password of {}", code(&scheme.name)),
                (auth, 1) => format!("the key, sent {}", sent(auth)),
                (auth, _) => format!("the key of {}, sent {}", code(&scheme.name), sent(auth)),
            };
            let when = if is_needed { "" } else { ", if the server asks for it" };
            let by = match (&scheme.auth, self.credential_method(&scheme.name)) {
                (Auth::Basic, method) => format!(".{method}(\"user\", \"password\")"),
                _ if number == 0 => ".api_key(\"…\")".to_owned(),
                (_, method) => format!(".{method}(\"…\")"),
            };
            Setting { what: format!("{what}{when}"), by, variable: env }
        };
        let mut settings: Vec<Setting> =
            declared.iter().zip(self.schemes()).enumerate().map(setting).collect();
        let setters = self.credential_setters().iter();
        let asked_for = setters.filter(|setter| !setter.basic && self.is_basic(&setter.scheme));
        settings.extend(asked_for.map(|setter| Setting {
            what: format!("the same of {}, asked for as it is needed", code(&setter.scheme)),
            by: format!(".{}(Credential::provider(…))", setter.name),
            variable: None,
        }));
        settings.extend(is_needed.then(|| Setting {
            what: "a server that needs no key".to_owned(),
            by: ".without_authentication()".to_owned(),
            variable: None,
        }));
        settings
    }

    /// Tells whether a scheme asks for user and password.
    fn is_basic(&self, scheme: &str) -> bool {
        let mut schemes = self.api.service.schemes.iter();
        schemes.any(|known| known.name == scheme && known.auth == Auth::Basic)
    }

    /// Returns the base URL and its variables.
    fn address_settings(&self) -> Vec<Setting> {
        let service = &self.api.service;
        let url = service.address().map(|url| service.template.as_deref().unwrap_or(url));
        let base_url = Setting {
            what: match url {
                Some(url) => format!("the base URL, {} unless set", code(url)),
                None => "the base URL, which has no default".to_owned(),
            },
            by: format!(".base_url({:?})", format!("https://…{}", service.path())),
            variable: self.config.environment.base_url.clone(),
        };
        let variables = self.variable_setters().into_iter().zip(&service.variables);
        let variables = variables.map(|(setter, Variable { name, default, values, .. })| {
            let default = match default.is_empty() {
                true => "which has no default".to_owned(),
                false => format!("{} unless set", code(default)),
            };
            let known: Vec<String> = values.iter().map(|value| code(value)).collect();
            let known = match known.as_slice() {
                [] => String::new(),
                known => format!("; one of {}", known.join(", ")),
            };
            Setting {
                what: format!("{} of the base URL, {default}{known}", code(name)),
                by: format!(".{}(\"…\")", setter.name),
                variable: None,
            }
        });
        [base_url].into_iter().chain(variables).collect()
    }

    /// Returns the headers of the configuration.
    fn header_settings(&self) -> Vec<Setting> {
        let headers = self.header_setters().into_iter().zip(self.config.options.values());
        let setting = headers.map(|(setter, option)| Setting {
            what: one_line(&option.description),
            by: format!(".{}(\"…\")", setter.name),
            variable: option.environment.clone(),
        });
        setting.collect()
    }
}
