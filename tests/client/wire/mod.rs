//! The requests that the generated client sends, beside what others expect.

mod calls;
mod companions;
mod prism;
mod recorded;
