//! Where the API is served.

use crate::diagnostic::Report;
use crate::ir::Service;
use crate::source::{Document, Node};
use crate::vocabulary::{self, Kind};

/// What a document says of its servers.
pub(super) fn service(document: &Document, report: &mut Report) -> Service {
    let servers = document.root().get("servers");
    servers.into_iter().for_each(|servers| check(servers, report));
    let mut urls = servers.into_iter().flat_map(urls);
    Service { base_url: urls.next(), other_urls: urls.collect(), ..Service::default() }
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
