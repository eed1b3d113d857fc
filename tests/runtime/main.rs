//! What generated code calls, without generated code.

mod apart;
mod http;
mod numbers;
mod parsed;
mod unions;
