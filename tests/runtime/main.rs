//! What generated code calls, without generated code.

mod http;
mod unions;
