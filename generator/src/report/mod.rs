//! Findings about the input: what the stages find, where that is written, and how
//! people read it.

pub mod diagnostic;
mod finding;
mod locate;
pub mod render;
mod text;

pub use diagnostic::{Diagnostic, Input, Report, Severity};
pub use finding::{Failure, Finding, Related, Spot, TextPlace};
pub use render::{Names, Texts};

pub(crate) use locate::{Locator, Source, Sources};
pub(crate) use text::Lines;
