//! What generated code calls, without generated code.

mod http;
mod numbers;
mod parsed;
mod unions;
