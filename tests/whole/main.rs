//! Whole documents and whole crates: what is generated is complete, compiles and
//! works.

mod chains;
mod compile;
mod crates;
mod documents;
mod examples;
mod hints;
mod interface;
mod names;
mod numbers;
mod operations;
mod pages;
mod published;
mod runs;
mod talks;
