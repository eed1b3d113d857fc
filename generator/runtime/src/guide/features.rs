//! Cargo features, and what they cost.
//!
//! A generated client passes on those that its operations have a use for; each is off unless the
//! table says otherwise.
//!
//! | Feature | For |
//! |---|---|
//! | `tls` (on) | HTTPS by rustls, with the platform's certificates |
//! | `native-tls` | HTTPS by the platform's own library, with `default-features = false` |
//! | `http2` | HTTP/2 where the server offers it |
//! | `socks` | SOCKS proxies; one in the environment is an error without it |
//! | `gzip`, `brotli`, `zstd` | compressed answers; `max_answer_size` is for what they become |
//! | `charsets` | text answers in any charset of the web |
//! | `blocking` | `.send_blocking()` and the like, for programs without async code |
//! | `schemars` | answers that are values of your types, and your functions as tools |
//! | `testing` | a transport that answers from a script |
//! | `tracing` | a span per attempt; never a body or a key |
//! | `webhooks` | messages to webhooks, and whether they are from the service |
//!
//! A client of several groups of operations has a feature for each, named after it, and
//! `full` for all of them, which is on. A program that calls one group compiles that one
//! alone with `default-features = false, features = ["tls", "<group>"]`.
//!
//! For browsers, on `wasm32-unknown-unknown`, a client is built with `default-features = false`:
//! they have the connections, with their proxies and HTTPS. Files that are sent are bytes, texts or
//! streams, and downloads have no `save`, since nothing has a path there: a call that sends a file
//! by its path ends with an error of the kind `Io`.
