//! The one error type, and what to do about each kind.
//!
//! Every call fails with an [`Error`](crate::http::Error). Its
//! [`kind`](crate::http::Error::kind) says whose turn it is:
//!
//! | Kind | What happened | What helps |
//! |---|---|---|
//! | `Configuration` | the client or the call is set up wrongly, or what was read cannot be sent as something else; nothing was sent | the message says what |
//! | `Credential` | a provider of tokens failed | its own error is the `source()` |
//! | `Connection`, `Timeout` | no answer came, or not in time; it was tried again | later, with care: what was asked for may have been done |
//! | `Api` | the server refuses or has failed | `.api()`, below |
//! | `Decode` | the answer is not what the document promises | `.path()` is the place, `.body()` the answer |
//! | `Stream` | a stream broke off, or is none | what came before it was delivered |
//! | `TooLarge` | an answer is larger than `max_answer_size` | `.download()`, or a larger limit |
//! | `Io` | a file of yours could not be opened, read or written | its own error is the `source()` |
//! | `Incomplete`, `Refused`, `Tool` | an answer of a model is cut, or a refusal, or a function that it calls failed | what had come of a stream is `.body()` |
//! | `Signature` | a message to a webhook is not from the service | answer it with 400: [`webhooks`](super::webhooks) |
//!
//! ```
//! use openapi_loom_runtime::http::{ApiErrorKind, Error, ErrorKind};
//!
//! fn advice(error: &Error) -> &'static str {
//!     match error.kind() {
//!         ErrorKind::Api => match error.api().map(|api| api.kind) {
//!             Some(ApiErrorKind::Authentication) => "check the key",
//!             Some(ApiErrorKind::RateLimit) => "come back later",
//!             _ => "read the message",
//!         },
//!         ErrorKind::Connection | ErrorKind::Timeout => "come back later",
//!         _ => "report it",
//!     }
//! }
//! ```
//!
//! A call that the server refuses has a kind by its status,
//! [`ApiErrorKind`](crate::http::ApiErrorKind):
//!
//! | Kind | Status |
//! |---|---|
//! | `BadRequest` | 400 |
//! | `Authentication` | 401 |
//! | `Permission` | 403 |
//! | `NotFound` | 404 |
//! | `Conflict` | 409 |
//! | `Unprocessable` | 422 |
//! | `RateLimit` | 429 |
//! | `Server` | 500 and above |
//! | `Other` | any other |
//!
//! Status, headers, request id and the body, up to 1 MiB of it, are kept whatever the
//! kind. A body that the document describes is had by
//! [`body_as`](crate::http::Error::body_as), and
//! [`ApiError`](crate::http::ApiError) has message, code, type and parameter of the usual
//! envelopes: what a service says of all, and then of each error and field, in one line.
//!
//! With the status of a success, a body of a call, a page, a poll or a stream is an `Api`
//! error all the same if it says `error` and the document declares no such property, and
//!
//! - the answer has nothing of what it requires (here `errors` counts like `error`, and so does
//!   `"ok": false` or `"success": false` of a whole answer); or
//! - the `error` is in words, and something that the answer requires is missing or null; or
//! - it is an event, and the `error` is an object with a message, whatever stands beside it; or
//! - it is of JSON-RPC, and the `error` is an object without a `result` beside it; or
//! - the document has bytes or text of another type in its place, or the call asks for text by
//!   a value (`send_as_text`) and JSON comes.
//!
//! An answer of the content type `application/problem+json` or `…+xml` is an `Api` error as well,
//! whatever its status, unless the document declares that content type for a success.
//!
//! A body without an `error` is an `Api` error where it has nothing of what is required, and a
//! message that is not declared says what went wrong: beside a code, a status of errors or their
//! class (`{"message": …, "code": 429}`), or in an event alone (`{"detail": …}`).
//!
//! A whole answer that has other properties, and not one of those that the document
//! declares, is an error of the kind `Decode`: it is of something else than the service.
//! Otherwise nothing that is missing makes an answer an error.
//!
//! [`rate_limits`](crate::http::Error::rate_limits) and
//! [`retry_after`](crate::http::Error::retry_after) have what the server says of them.
//!
//! `Display` is one line: operation, status, message, request id. `Error` is no
//! `Clone`; `Arc::new(error)` is.
