//! Where the API is served, and where a request carries its key.

use serde_json::{Map, Value};

use super::closure::MAX_HOPS;
use super::group::METHODS;
use super::text;
use crate::ir::{Auth, Service};
use crate::pointer::Pointer;

/// What a document says of its service.
pub(super) fn service(root: &Value) -> Service {
    let mut urls = urls(&root["servers"]);
    Service { base_url: urls.next(), other_urls: urls.collect(), auth: auth(root) }
}

/// The URLs of servers.
pub(super) fn urls(servers: &Value) -> impl Iterator<Item = String> + '_ {
    servers.as_array().into_iter().flatten().filter_map(url)
}

/// The URL of a server, with the defaults of its variables.
fn url(server: &Value) -> Option<String> {
    let mut url = text(server, "/url")?;
    for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten()
    {
        let default = text(variable, "/default").or_else(|| text(variable, "/enum/0"));
        url = url.replace(&format!("{{{name}}}"), &default.unwrap_or_default());
    }
    Some(url)
}

/// Where the key goes: as the document asks by default, else as most of its
/// operations ask, else as its only scheme says.
fn auth(root: &Value) -> Auth {
    let schemes = root.pointer("/components/securitySchemes").and_then(Value::as_object);
    let Some(schemes) = schemes else { return Auth::default() };
    let asked =
        names(root.get("security")).into_iter().find_map(|name| scheme(root, schemes, name));
    let most = || {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for name in operations(root).filter_map(|node| names(node.get("security")).first().copied())
        {
            match counts.iter_mut().find(|(other, _)| *other == name) {
                Some((_, count)) => *count += 1,
                None => counts.push((name, 1)),
            }
        }
        // The first of those that are asked for as often.
        counts.reverse();
        let (name, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        scheme(root, schemes, name)
    };
    let only = || match schemes.keys().collect::<Vec<_>>().as_slice() {
        [name] => scheme(root, schemes, name),
        _ => None,
    };
    asked.or_else(most).or_else(only).unwrap_or_default()
}

fn operations(root: &Value) -> impl Iterator<Item = &Value> {
    let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.flat_map(|(_, item)| METHODS.iter().filter_map(|method| item.get(method)))
}

/// The schemes of requirements, in order; those that are enough by themselves
/// come first.
fn names(requirements: Option<&Value>) -> Vec<&str> {
    let all = requirements.and_then(Value::as_array).into_iter().flatten();
    let mut all: Vec<&Map<String, Value>> = all.filter_map(Value::as_object).collect();
    all.sort_by_key(|schemes| schemes.len() > 1);
    all.into_iter().flat_map(Map::keys).map(String::as_str).collect()
}

fn scheme(root: &Value, schemes: &Map<String, Value>, name: &str) -> Option<Auth> {
    let mut scheme = schemes.get(name)?;
    for _ in 0..MAX_HOPS {
        let Some(reference) = scheme.get("$ref").and_then(Value::as_str) else { break };
        scheme = Pointer::from_reference(reference)?.find(root)?;
    }
    let said = |key: &str| scheme.get(key).and_then(Value::as_str).unwrap_or_default();
    let key = || Some(said("name").to_owned()).filter(|name| !name.is_empty());
    match (said("type"), said("scheme").to_lowercase().as_str(), said("in")) {
        ("http", "basic", _) | ("basic", ..) => Some(Auth::Basic),
        ("http", "bearer", _) | ("oauth2" | "openIdConnect", ..) => Some(Auth::Bearer),
        ("apiKey", _, "header") => key().map(Auth::Header),
        ("apiKey", _, "query") => key().map(Auth::Query),
        ("apiKey", _, "cookie") => key().map(Auth::Cookie),
        _ => None,
    }
}
