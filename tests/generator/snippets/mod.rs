//! Small YAML in, exact Rust out. The Rust is in `snapshots/`.

mod accessors;
mod accumulate;
mod adding;
mod answers;
mod asked;
mod assemble;
mod bodies;
mod chains;
mod combined;
mod default_mapping;
mod headers;
mod lenient;
mod names;
mod numbers;
mod operations;
mod pages;
mod parameters;
mod polls;
mod real;
mod schemas;
mod security;
mod streams;
mod titles;
mod told_apart;
mod types_alone;
mod unions;
