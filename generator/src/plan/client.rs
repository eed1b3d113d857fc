//! The client: what is fixed about the API, and a handle per group.

use std::collections::{BTreeSet, HashSet};

use super::files::{group_module, handle_name};
use super::{Planner, RUNTIME, names, reserved};
use crate::ir::{Operation, Variable};
use crate::rust::{Client, File, Handle, HeaderSetter, Item, Service, VariableSetter};
use crate::words::{code, explained, of_api, titled};

/// The names that the file of the client has a use for.
const IMPORTED: [&str; 9] = [
    "Auth",
    "Client",
    "ClientBuilder",
    "Credential",
    "NamedHeader",
    "RateLimitHeaders",
    "Scheme",
    "Service",
    "Variable",
];

impl<'a> Planner<'a> {
    /// Returns the file of the client.
    pub(super) fn client_file(&mut self, groups: &[(String, Vec<&'a Operation>)]) -> File {
        let mut imports: Vec<String> = ["Auth", "NamedHeader", "Scheme", "Service"]
            .iter()
            .map(|name| format!("{RUNTIME}::http::{name}"))
            .collect();
        if self.config.options.is_empty() {
            imports.retain(|import| !import.ends_with("::NamedHeader"));
        }
        if self.api.service.schemes.is_empty() {
            imports.retain(|import| !import.ends_with("::Auth") && !import.ends_with("::Scheme"));
        }
        if !self.config.rate_limits.is_empty() {
            imports.push(format!("{RUNTIME}::http::RateLimitHeaders"));
        }
        let credentials = self.credential_setters().to_vec();
        if !credentials.is_empty() {
            imports.push(format!("{RUNTIME}::http::Credential"));
        }
        let variables = self.variable_setters();
        if !variables.is_empty() {
            imports.push(format!("{RUNTIME}::http::Variable"));
        }
        let mut handles = Vec::new();
        for (group, _) in groups {
            let module = group_module(group);
            let handle = handle_name(group);
            let feature = self.feature_of(group, groups);
            // Not everything can be imported: a type behind a feature is not
            // always there, and one of a name that is imported already would
            // clash.
            let is_taken = IMPORTED.contains(&handle.as_str());
            let ty = match feature.is_some() || is_taken {
                true => format!("crate::{}::{handle}", names::raw(&module)),
                false => {
                    imports.push(format!("crate::{module}::{handle}"));
                    handle
                }
            };
            let docs = vec![format!("The operations of the group `{group}`.")];
            handles.push(Handle { docs, method: names::raw(&module), ty, feature });
        }
        let client = Client {
            docs: self.client_docs(),
            service: self.service(),
            groups: handles,
            options: self.header_setters(),
            credentials,
            variables,
        };
        File {
            path: "client.rs".to_owned(),
            docs: vec!["The client, and what is fixed about its API.".to_owned()],
            imports,
            items: vec![Item::Client(Box::new(client))],
            ..File::default()
        }
    }

    /// Setters of the headers that the client and each call may set.
    pub(super) fn header_setters(&self) -> Vec<HeaderSetter> {
        let options = self.option_names().zip(self.config.options.values());
        let setters = options.map(|(name, option)| {
            let [docs, call_docs] =
                setter_docs(&format!("Sets {} (`{}`)", option.description, option.header));
            HeaderSetter { docs, call_docs, name: names::raw(&name), header: option.header.clone() }
        });
        setters.collect()
    }

    /// Returns their names, without the mark of a raw identifier.
    pub(super) fn option_names(&self) -> impl Iterator<Item = String> {
        let options = self.config.options.keys();
        let words: Vec<names::Setting<'_>> =
            options.map(|name| names::Setting { word: name, what: "header" }).collect();
        names::distinct(&words, reserved::is_of_settings).names.into_iter()
    }

    fn client_docs(&self) -> Vec<String> {
        let mut docs = vec![
            format!("Client of {}.", titled(of_api(&self.title()))),
            String::new(),
            "It is cheap to clone; clones share connections.".to_owned(),
        ];
        let environment = &self.config.environment;
        let schemes = self.api.service.schemes.iter();
        let names: Vec<String> = [&environment.api_key, &environment.base_url]
            .into_iter()
            .flatten()
            .chain(schemes.filter_map(|scheme| self.config.security.environment.get(&scheme.name)))
            .chain(self.config.options.values().filter_map(|option| option.environment.as_ref()))
            .map(|name| format!("`{name}`"))
            .collect();
        if !names.is_empty() {
            docs.push(String::new());
            docs.extend(super::markdown::lines(
                &format!("The environment variables are {}.", names.join(", ")),
                None,
            ));
        }
        let base = self.config.link_base.as_deref();
        for text in self.auth_docs().into_iter().chain(self.server_docs()) {
            docs.push(String::new());
            docs.extend(super::markdown::lines(&text, base));
        }
        docs
    }

    /// Setters of the variables of the base URL.
    pub(super) fn variable_setters(&self) -> Vec<VariableSetter> {
        let others: HashSet<String> = self.credential_names().chain(self.option_names()).collect();
        let is_taken = |name: &str| reserved::is_of_settings(name) || others.contains(name);
        let variables = &self.api.service.variables;
        let words: Vec<names::Setting<'_>> = variables
            .iter()
            .map(|variable| names::Setting { word: &variable.name, what: "variable" })
            .collect();
        let names = names::distinct(&words, is_taken).names;
        let setters = names.into_iter().zip(variables).map(|(name, variable)| VariableSetter {
            docs: variable_docs(variable, self.config.link_base.as_deref()),
            name: names::raw(&name),
            variable: variable.name.clone(),
        });
        setters.collect()
    }

    /// Says where the API is served, what its servers are for, and that there is
    /// no default.
    fn server_docs(&self) -> Option<String> {
        let service = &self.api.service;
        let about = |url: &str| service.about_servers.get(url).map_or("", String::as_str);
        let known = |url: &str| explained(url, about(url));
        // One that is no whole URL is named for what is said of it.
        let relative = service.base_url.iter().filter(|url| {
            service.address().is_none() && service.about_servers.contains_key(url.as_str())
        });
        let others: Vec<String> =
            relative.chain(&service.other_urls).map(|url| known(url)).collect();
        let others = others.join(", ");
        match (service.address(), others.is_empty()) {
            (Some(url), true) => service
                .about_servers
                .contains_key(url)
                .then(|| format!("It is served at {} unless a base URL is set.", known(url))),
            (Some(url), false) => Some(format!(
                "It is served at {} unless a base URL is set; also at {others}.",
                known(url)
            )),
            (None, knows_no_others) => {
                let path = match service.path() {
                    "" => String::new(),
                    path => format!(", whose path is {}", code(path)),
                };
                let known = match knows_no_others {
                    true => String::new(),
                    false => format!(" The API's document knows {others}."),
                };
                Some(format!("There is no server by default: set the base URL{path}.{known}"))
            }
        }
    }

    /// Returns the headers that the requests of all operations have, each with its value.
    fn headers_of_all(&self) -> &[(String, String)] {
        self.fixed_headers.get_or_init(|| {
            let groups = self.api.operations.iter().map(|operation| operation.group.as_str());
            let groups: BTreeSet<&str> = groups.collect();
            let fixed = self.config.headers.iter().filter_map(|(name, header)| {
                Some((name.clone(), header.of_all(&groups)?.to_owned()))
            });
            fixed.collect()
        })
    }

    /// Returns those that the requests of a group have beside them.
    pub(super) fn headers_of_group(&self, group: &str) -> Vec<(String, String)> {
        let headers = self.config.headers.iter();
        let of_group = headers.filter_map(|(name, header)| Some((name, header.of(group)?)));
        let of_group = of_group.map(|(name, value)| (name.clone(), value.to_owned()));
        of_group.filter(|header| !self.headers_of_all().contains(header)).collect()
    }

    fn service(&self) -> Service {
        let config = self.config;
        Service {
            base_url: {
                let service = &self.api.service;
                let url = service.template.as_ref().or(service.base_url.as_ref());
                url.cloned().unwrap_or_default()
            },
            variables: self.api.service.variables.clone(),
            schemes: self.schemes(),
            security: self.api.service.security.clone(),
            base_url_env: config.environment.base_url.clone(),
            fixed_headers: self.headers_of_all().to_vec(),
            headers: config
                .options
                .values()
                .map(|option| (option.header.clone(), option.environment.clone()))
                .collect(),
            request_id_header: config.well_known_headers.request_id.clone(),
            poll_after_header: config.well_known_headers.poll_after.clone(),
            should_retry_header: config.well_known_headers.should_retry.clone(),
            retry_after_ms_header: config.well_known_headers.retry_after_ms.clone(),
            rate_limits: config
                .rate_limits
                .iter()
                .map(|(name, headers)| (name.clone(), headers.clone()))
                .collect(),
            idempotency_header: config.well_known_headers.idempotency_key.clone(),
            brackets: config.brackets,
            json_without_body: config.json_without_body,
            final_error_codes: config.final_error_codes.clone(),
        }
    }
}

/// Describes a setter that both the client and each call have, for each of them.
pub(super) fn setter_docs(sets: &str) -> [Vec<String>; 2] {
    [vec![format!("{sets}.")], vec![format!("{sets}, over the client's.")]]
}

/// Describes a variable of the base URL and the values that it can have.
fn variable_docs(variable: &Variable, link_base: Option<&str>) -> Vec<String> {
    let Variable { name, default, values, description } = variable;
    let mut docs = vec![format!("Sets `{name}` in the base URL, unless that is set as a whole.")];
    if let Some(text) = description.as_deref().filter(|text| !text.trim().is_empty()) {
        docs.push(String::new());
        docs.extend(super::markdown::lines(text, link_base));
    }
    let quoted = |values: &[String]| {
        values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
    };
    let mut known = Vec::new();
    if !values.is_empty() {
        known.push(format!("One of {}.", quoted(values)));
    }
    known.push(match default.is_empty() {
        true => "There is no default.".to_owned(),
        false => format!("Default: `{default}`."),
    });
    docs.push(String::new());
    docs.extend(super::markdown::lines(&known.join(" "), None));
    docs
}
