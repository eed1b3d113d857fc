//! What the generated client sends, beside what others expect.

mod calls;
mod prism;
mod recorded;
