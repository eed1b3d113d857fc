//! One request and what can become of it.
//!
//! A generated crate describes its service in a [`Service`] and each operation
//! in an [`Operation`], wraps [`Client`] and [`Call`] by the macros
//! [`client!`](crate::client) and [`call!`](crate::call), and fills in a
//! [`Call`]'s parameters. Everything else happens here.

mod accumulate;
mod answer;
mod api_error;
mod assembly;
mod beyond;
#[cfg(feature = "blocking")]
mod blocking;
mod budget;
mod call;
mod charset;
mod chunks;
mod client;
mod client_credentials;
mod coding;
mod context;
mod cookies;
mod credential;
mod deadline;
mod decode;
mod download;
mod early;
mod encoding;
mod error;
mod event_union;
mod exchange;
mod fields;
#[cfg(feature = "forms")]
mod file;
#[cfg(feature = "forms")]
mod form;
mod framer;
mod frames;
mod headers;
mod lines;
mod link;
mod macros;
mod media;
mod options;
mod page;
mod partial;
mod parts;
mod payload;
mod poll;
mod provider;
mod records;
mod redirect;
mod refusal;
mod request;
mod response;
mod retry;
mod secret;
mod security;
mod sending;
mod service;
mod snapshots;
mod stream;
#[cfg(feature = "schemars")]
mod structured;
mod structured_macros;
mod text;
#[cfg(feature = "schemars")]
mod tool_protocol;
#[cfg(feature = "schemars")]
mod tool_run;
#[cfg(feature = "schemars")]
mod tools;
mod trace;
pub mod transport;
mod undeclared;
mod unescaped;
mod url;
#[cfg(feature = "schemars")]
mod way;
#[cfg(feature = "webhooks")]
mod webhook;
mod window;
mod xml;

pub use accumulate::{Accumulate, Accumulated, IntoTextDeltas, TextDeltas};
#[doc(hidden)]
pub use answer::text_answer;
pub use answer::{Answer, BodyKind};
pub use api_error::{ApiError, ApiErrorKind};
pub use assembly::Assembled;
#[doc(hidden)]
pub use assembly::{Assembly, Placing};
#[cfg(feature = "blocking")]
pub use blocking::{Blocking, wait};
pub use call::Call;
pub use client::{Client, ClientBuilder};
pub use credential::{Credential, Token};
#[doc(hidden)]
pub use decode::reads_back;
pub use download::Download;
pub use encoding::Encoding;
pub use error::{Error, ErrorKind};
#[doc(hidden)]
pub use event_union::{deserialize_event, event_name, raw_data, serialize_event};
pub use fields::{CookieStyle, HeaderStyle, PathStyle, QueryStyle};
#[cfg(feature = "forms")]
pub use file::File;
#[doc(hidden)]
pub use headers::{read_header, read_json_header};
pub use page::{Items, Page, Pages};
pub use poll::{NextPoll, Poll};
#[doc(hidden)]
pub use refusal::decode_answer;
pub use response::{RateLimit, RateLimits, Response};
pub use sending::Sending;
pub use service::{
    Auth, Method, NamedHeader, Operation, RateLimitHeaders, Scheme, Security, Service, Variable,
};
pub use snapshots::Snapshots;
#[doc(hidden)]
pub use stream::is_in_ping;
pub use stream::{Event, EventData, EventStream};
#[cfg(feature = "schemars")]
pub use structured::Typed;
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use structured::{Cut, Structured};
#[cfg(feature = "schemars")]
#[doc(hidden)]
pub use tool_protocol::{Once, ToolProtocol};
#[cfg(feature = "schemars")]
pub use tool_run::{RunTools, ToolRun};
#[cfg(feature = "schemars")]
pub use tools::Tools;
pub use transport::{Transport, http_client_builder};
pub use undeclared::UndeclaredCall;
#[cfg(feature = "webhooks")]
pub use webhook::Webhooks;

pub use bytes::Bytes;
/// The HTTP library that sends requests unless a [`Transport`] of your own does.
///
/// Make its clients by [`http_client_builder`], which names the TLS that this crate is
/// built with: `reqwest::get` and `reqwest::Client::new` panic where no program-wide one
/// is installed.
pub use reqwest;
pub use reqwest::StatusCode;
pub use reqwest::header::HeaderMap;

/// The result of a call.
pub type Result<T, E = Error> = std::result::Result<T, E>;
