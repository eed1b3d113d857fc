//! Names of methods that what the runtime's macros define has already: a method that is
//! called so by the document would be there twice, or hide the other one.

/// Of the client.
pub(super) const CLIENT: [&str; 7] =
    ["builder", "call", "clone", "from_env", "inner", "new", "to_builder"];

/// Of its builder, beside those that every call has.
const BUILDER: [&str; 15] = [
    "auth",
    "build",
    "clone",
    "connect_timeout",
    "default",
    "from_env",
    "http_client",
    "max_answer_size",
    "max_event_size",
    "retry_budget",
    "transport",
    "with_credential",
    "with_header",
    "with_variable",
    "without_authentication",
];

/// Of every call.
pub(super) const CALL: [&str; 33] = [
    "api_key",
    "base_url",
    "body_field",
    "clone",
    "clone_from",
    "deadline",
    "download",
    "download_blocking",
    "fmt",
    "header",
    "idempotency_key",
    "idle_timeout",
    "into_call",
    "into_future",
    "into_stream",
    "items",
    "max_retries",
    "new",
    "pages",
    "pages_back",
    "poll",
    "query",
    "response",
    "response_blocking",
    "resume_on_disconnect",
    "send",
    "send_blocking",
    "send_bytes",
    "send_json",
    "send_text",
    "stream",
    "stream_blocking",
    "timeout",
];

/// Of a call that is asked for a value of a caller's type.
pub(super) const STRUCTURED: [&str; 2] = ["answer_as", "parse"];

/// Of a call that goes on until the model calls no more functions.
pub(super) const TOOLS: [&str; 2] = ["run_tools", "run_tools_streamed"];

/// Tells whether a setter of a builder and of every call would be called as a method that
/// one of them has.
pub(super) fn is_of_settings(name: &str) -> bool {
    let lists: [&[&str]; 4] = [&BUILDER, &CALL, &STRUCTURED, &TOOLS];
    lists.iter().any(|list| list.contains(&name))
}

/// Of every struct: the functions by which it is made, and methods of traits that it has.
const STRUCT: [&str; 11] = [
    "clone",
    "clone_from",
    "clone_into",
    "default",
    "eq",
    "fmt",
    "into",
    "ne",
    "new",
    "to_owned",
    "try_into",
];

/// Tells whether a setter of a struct would be called as a function that it has.
pub(super) fn is_of_structs(name: &str) -> bool {
    STRUCT.contains(&name)
}
