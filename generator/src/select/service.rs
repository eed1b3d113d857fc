//! Where the API is served, and where a request carries its key.

use openapiv3::{APIKeyLocation, SecurityScheme};
use serde::Deserialize;

use super::contract::resolved;
use super::group::{Found, operations_of};
use crate::diagnostic::{Diagnostic, Report};
use crate::ir::{Auth, Service};
use crate::source::{Document, Node};
use crate::vocabulary::{self, Kind};

/// What a document says of its service.
pub(super) fn service(document: &Document, wanted: &[Found<'_>], report: &mut Report) -> Service {
    let servers = document.root().get("servers");
    servers.into_iter().for_each(|servers| check(servers, report));
    let mut urls = servers.into_iter().flat_map(urls);
    let (base_url, other_urls) = (urls.next(), urls.collect());
    let chosen = auth(document, report);
    let name = chosen.as_ref().map(|(name, _)| *name);
    let root = document.root().get("security");
    let own = wanted.iter().filter_map(|found| found.node.get("security"));
    root.into_iter().chain(own).for_each(|asked| check_requirements(asked, name, report));
    Service { base_url, other_urls, auth: chosen.map(|(_, auth)| auth).unwrap_or_default() }
}

/// Reports what a requirement asks for and is not sent: each call carries the
/// one key of the client.
fn check_requirements(asked: Node<'_>, chosen: Option<&str>, report: &mut Report) {
    let names = |schemes: Node<'_>| schemes.entries().map(|(name, _)| name.to_owned()).collect();
    let all: Vec<Vec<String>> = asked.items().map(names).collect();
    let at = asked.at();
    if all.iter().any(Vec::is_empty) {
        return;
    }
    if all.is_empty() {
        if asked.parent().and_then(|holder| holder.parent()).is_some() {
            let message = "no key is needed here, and that of the client is sent all the same";
            let help = "call it by a client without a key, if the server minds";
            report.push_counted(Diagnostic::warning("security", &at, message).help(help));
        }
        return;
    }
    let is_chosen =
        |names: &Vec<String>| matches!(names.as_slice(), [name] if chosen == Some(name));
    if !all.iter().any(is_chosen) {
        let asked: Vec<String> = all.iter().map(|names| names.join(" and ")).collect();
        let message = format!(
            "`security` asks for {}; only the key of the client is sent",
            asked.join(", or ")
        );
        let help = "give what else is needed to each call, by `header` or `query`";
        report.push_counted(Diagnostic::warning("security", &at, message).help(help));
    }
}

/// Checks the keys of servers.
pub(super) fn check(servers: Node<'_>, report: &mut Report) {
    for server in servers.items() {
        vocabulary::check(Kind::Server, server, report);
        for (_, variable) in server.get("variables").into_iter().flat_map(Node::entries) {
            vocabulary::check(Kind::ServerVariable, variable, report);
        }
    }
}

/// The URLs of servers.
pub(super) fn urls<'d>(servers: Node<'d>) -> impl Iterator<Item = String> + use<'d> {
    servers.items().filter_map(url)
}

/// The URL of a server, with the defaults of its variables.
fn url(server: Node<'_>) -> Option<String> {
    let mut url = server.get("url")?.text()?.to_owned();
    for (name, variable) in server.get("variables").into_iter().flat_map(Node::entries) {
        let first = || variable.get("enum")?.items().next();
        let default = variable.get("default").or_else(first).and_then(Node::text);
        url = url.replace(&format!("{{{name}}}"), default.unwrap_or_default());
    }
    Some(url)
}

/// Where the key goes: as the document asks by default, else as most of its
/// operations ask, else as its only scheme says.
fn auth<'d>(document: &'d Document, report: &mut Report) -> Option<(&'d str, Auth)> {
    let root = document.root();
    let components = root.get("components");
    let schemes = components.and_then(|components| components.get("securitySchemes"))?;
    schemes.entries().for_each(|(name, node)| check_scheme(schemes, name, node, report));
    let asked = names(root.get("security")).into_iter().find_map(|name| scheme(schemes, name));
    let most = || {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for name in operations_of(document)
            .filter_map(|operation| names(operation.get("security")).first().copied())
        {
            match counts.iter_mut().find(|(other, _)| *other == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        // The first of those that are asked for as often.
        counts.reverse();
        let (name, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        scheme(schemes, name)
    };
    let only = || match schemes.entries().collect::<Vec<_>>().as_slice() {
        [(name, _)] => scheme(schemes, name),
        _ => None,
    };
    asked.or_else(most).or_else(only)
}

fn check_scheme<'d>(schemes: Node<'d>, name: &'d str, scheme: Node<'d>, report: &mut Report) {
    if self::scheme(schemes, name).is_none() {
        let at = scheme.at();
        let message = format!("the security scheme `{name}` is not understood");
        let help = "give what it needs by `header`, or by a client of your own";
        report.push(Diagnostic::warning("security", &at, message).help(help));
    }
    if scheme.get("$ref").is_some() {
        return;
    }
    vocabulary::check(Kind::SecurityScheme, scheme, report);
    let Some(flows) = scheme.get("flows") else { return };
    vocabulary::check(Kind::OAuthFlows, flows, report);
    for (_, flow) in flows.entries() {
        vocabulary::check(Kind::OAuthFlow, flow, report);
    }
}

/// The schemes of requirements, in order; those that are enough by themselves
/// come first.
fn names(requirements: Option<Node<'_>>) -> Vec<&str> {
    let mut all: Vec<Node<'_>> = requirements.into_iter().flat_map(Node::items).collect();
    all.sort_by_key(|schemes| schemes.len() > 1);
    all.into_iter().flat_map(Node::entries).map(|(name, _)| name).collect()
}

fn scheme<'d>(schemes: Node<'d>, name: &'d str) -> Option<(&'d str, Auth)> {
    let auth = auth_of(resolved(schemes.get(name)?)?)?;
    Some((name, auth))
}

/// Where a scheme has the key.
fn auth_of(scheme: Node<'_>) -> Option<Auth> {
    let named = |name: String| Some(name).filter(|name| !name.is_empty());
    match SecurityScheme::deserialize(scheme.to_value()) {
        Ok(SecurityScheme::HTTP { scheme, .. }) => match scheme.to_lowercase().as_str() {
            "basic" => Some(Auth::Basic),
            "bearer" => Some(Auth::Bearer),
            _ => None,
        },
        Ok(SecurityScheme::OAuth2 { .. } | SecurityScheme::OpenIDConnect { .. }) => {
            Some(Auth::Bearer)
        }
        Ok(SecurityScheme::APIKey { location, name, .. }) => match location {
            APIKeyLocation::Header => named(name).map(Auth::Header),
            APIKeyLocation::Query => named(name).map(Auth::Query),
            APIKeyLocation::Cookie => named(name).map(Auth::Cookie),
        },
        Err(_) => match scheme.get("type").and_then(Node::as_str) {
            // What OpenAPI 2.0 calls it.
            Some("basic") => Some(Auth::Basic),
            // Some write flows that say less than they should.
            Some("oauth2" | "openIdConnect") => Some(Auth::Bearer),
            _ => None,
        },
    }
}
