//! The functions and macros that generated code calls, without generated code.

mod apart;
mod attributes;
mod extra;
mod guide;
mod http;
mod numbers;
mod parsed;
mod unions;
mod values;
