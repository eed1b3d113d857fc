//! The addresses at which the API is served.

use std::borrow::Cow;
use std::net::Ipv4Addr;

use serde_json::json;

use super::operation::{no_effect, said};
use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Service, Variable};
use crate::source::{Document, Node};
use crate::vocabulary::{self, ObjectKind};
use crate::words::{code, explained, without_stop};

/// Reads what a document says of its servers.
pub(super) fn service(document: &Document, report: &mut Report) -> Service {
    let servers = document.root().get("servers");
    if let Some(servers) = servers {
        objects(servers).for_each(|(kind, object)| vocabulary::check(kind, object, report));
        unused_variables(servers).for_each(|found| report.push(found));
    }
    let hosts = servers.into_iter().flat_map(Node::items).filter_map(|server| server.get("url"));
    hosts.filter_map(without_scheme).for_each(|found| report.push(found));
    let mut urls = servers.into_iter().flat_map(urls);
    let (base_url, other_urls) = (urls.next(), urls.collect());
    let first = servers.and_then(|servers| servers.items().find(|server| url(*server).is_some()));
    let template = first.and_then(template).map(Cow::into_owned);
    let variables = match (first, &template) {
        (Some(server), Some(template)) => variables(server, template),
        _ => Vec::new(),
    };
    let template = template.filter(|_| !variables.is_empty());
    let all = servers.into_iter().flat_map(Node::items);
    let about_servers = all.filter_map(|server| about(server, Some(server) == first)).collect();
    Service { base_url, template, variables, other_urls, about_servers, ..Service::default() }
}

/// Returns the URL of a server, and what is said of it, if anything is. The variables of the
/// first are told of elsewhere.
fn about(server: Node<'_>, is_first: bool) -> Option<(String, String)> {
    let [name, description] = ["name", "description"].map(|key| said(server, key));
    let name = name.as_deref().map(code);
    let description = description.map(|text| without_stop(&text).to_owned());
    let words: Vec<String> = name.into_iter().chain(description).collect();
    let variables = variables(server, server.get("url")?.text()?);
    let variables = variables.iter().filter(|_| !is_first).map(variable_words);
    let words: Vec<String> = [words.join(": ")].into_iter().chain(variables).collect();
    let words: Vec<String> = words.into_iter().filter(|words| !words.is_empty()).collect();
    Some((url(server)?, words.join("; "))).filter(|(_, words)| !words.is_empty())
}

/// Says in words what a variable of a URL stands for.
fn variable_words(variable: &Variable) -> String {
    let Variable { name, default, values, description } = variable;
    let others: Vec<String> =
        values.iter().filter(|it| *it != default).map(|it| code(it)).collect();
    let or = if others.is_empty() { String::new() } else { format!(" or {}", others.join(", ")) };
    let about = description.as_ref().map(|text| format!(": {}", without_stop(text)));
    let about = about.unwrap_or_default();
    let default = if default.is_empty() { "empty".to_owned() } else { code(default) };
    format!("{} is {default}{or}{about}", code(name))
}

/// Returns the variables that a server's URL has.
fn variables(server: Node<'_>, template: &str) -> Vec<Variable> {
    let used = declared(server).filter(|(name, _)| has_variable(template, name));
    let variable = |(name, variable): (&str, Node<'_>)| Variable {
        name: name.to_owned(),
        default: default(variable).unwrap_or_default().to_owned(),
        values: variable
            .get("enum")
            .into_iter()
            .flat_map(Node::items)
            .filter_map(|value| value.text().map(str::to_owned))
            .collect(),
        description: variable.get("description").and_then(Node::text).map(str::to_owned),
    };
    used.map(variable).collect()
}

/// Lists the variables that a server declares.
fn declared<'d>(server: Node<'d>) -> impl Iterator<Item = (&'d str, Node<'d>)> {
    let variables = server.get("variables").into_iter().flat_map(Node::entries);
    variables.filter(|(name, node)| !ObjectKind::ServerVariable.is_extension(name, *node))
}

fn has_variable(template: &str, name: &str) -> bool {
    template.contains(&format!("{{{name}}}"))
}

/// Returns the value that a variable has unless another is chosen.
fn default(variable: Node<'_>) -> Option<&str> {
    let first = || variable.get("enum")?.items().next();
    variable.get("default").or_else(first).and_then(Node::text)
}

/// Lists servers and their variables, each with its kind.
pub(super) fn objects<'d>(servers: Node<'d>) -> impl Iterator<Item = (ObjectKind, Node<'d>)> {
    servers.items().flat_map(|server| {
        let variables = declared(server).map(|(_, node)| (ObjectKind::ServerVariable, node));
        [(ObjectKind::Server, server)].into_iter().chain(variables)
    })
}

/// Finds the variables of servers that no URL has.
pub(super) fn unused_variables(servers: Node<'_>) -> impl Iterator<Item = Diagnostic> {
    servers.items().flat_map(|server| {
        let template = server.get("url").and_then(Node::text).unwrap_or_default();
        let unused = declared(server).filter(|(name, _)| !has_variable(template, name));
        unused.map(|(name, node)| {
            let message = format!("the URL has no `{{{name}}}`: this variable is ignored");
            no_effect(node, message)
        })
    })
}

/// Describes each of the servers by its URL and what is said of it.
pub(super) fn described(servers: Node<'_>) -> Vec<String> {
    let described = |server| {
        let words = about(server, false).map(|(_, words)| words).unwrap_or_default();
        Some(explained(&url(server)?, &words))
    };
    servers.items().filter_map(described).collect()
}

/// Returns the URLs of servers.
pub(super) fn urls<'d>(servers: Node<'d>) -> impl Iterator<Item = String> + use<'d> {
    servers.items().filter_map(url)
}

/// Returns the URL of a server with its variables in braces, and with a scheme where it begins with
/// a host.
fn template(server: Node<'_>) -> Option<Cow<'_, str>> {
    let url = server.get("url")?.text()?;
    Some(match scheme(url) {
        _ if url.starts_with("//") => Cow::Owned(format!("https:{url}")),
        Some(scheme) => Cow::Owned(format!("{scheme}://{url}")),
        None => Cow::Borrowed(url),
    })
}

/// Returns the scheme of a URL that begins with a host: with a name that has dots, or with this
/// machine.
fn scheme(url: &str) -> Option<&'static str> {
    let first = url.split(['/', '?']).next()?;
    let (name, port) = first.split_once(':').unwrap_or((first, "0"));
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    // `v1.0` is a path.
    let is_domain = |(_, last): (&str, &str)| last.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_name = name.rsplit_once('.').is_some_and(is_domain) && name.split('.').all(is_label);
    let is_here = name == "localhost" || name.parse::<Ipv4Addr>().is_ok_and(|it| it.is_loopback());
    port.parse::<u16>().ok()?;
    match (is_name, is_here) {
        (true, _) => Some("https"),
        (_, true) => Some("http"),
        _ => None,
    }
}

/// Warns of a URL that begins with a host.
fn without_scheme(url: Node<'_>) -> Option<Diagnostic> {
    let (whole, server) = (template(url.parent()?)?, url.parent()?.at());
    scheme(url.text()?)?;
    let message = format!("the URL of a server has no scheme: {} is taken", code(&whole));
    let warning = Diagnostic::warning("server", &url.at(), message);
    Some(warning.settled_with(&server, json!({ "url": whole }), "It is served there."))
}

/// Returns the URL of a server, with the defaults of its variables.
fn url(server: Node<'_>) -> Option<String> {
    let template = template(server)?;
    let variables = server.get("variables");
    let mut url = String::with_capacity(template.len());
    let mut rest = &*template;
    // The value of a variable is no template: braces in it stay.
    while let Some((before, after)) = rest.split_once('{') {
        url.push_str(before);
        let named = after.split_once('}');
        match named.and_then(|(name, tail)| Some((variables?.get(name)?, tail))) {
            Some((variable, tail)) => {
                url.push_str(default(variable).unwrap_or_default());
                rest = tail;
            }
            None => {
                url.push('{');
                rest = after;
            }
        }
    }
    url.push_str(rest);
    Some(url)
}
