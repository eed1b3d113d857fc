//! Requests, answers and streams, over real sockets.

mod answers;
mod beyond;
mod blocking;
mod broken_items;
mod calls;
mod downloads;
mod early;
mod errors;
mod event_unions;
mod forms;
mod generated;
mod headers;
mod lenient;
mod lines;
mod pages;
mod parameters;
mod providers;
mod refreshed;
mod refusals;
mod retries;
mod saved;
mod security;
mod sent;
mod sequences;
mod streams;
mod transport;
