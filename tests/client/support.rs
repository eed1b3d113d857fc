//! The client that several tests call a server with.

use openai_threads::{Client, ClientBuilder};
use workspace_tests::server::Server;

/// The key that it sends.
pub(crate) const KEY: &str = "sk-proj-secret_1234567890";

/// Returns a client that tries nothing again.
pub(crate) fn builder(server: &Server) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(server.url()).max_retries(0)
}
