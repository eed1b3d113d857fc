//! What generated code calls, without generated code.

mod apart;
mod extra;
mod http;
mod numbers;
mod parsed;
mod unions;
