//! Values that are made of text.

use std::borrow::Cow;

/// The content of a string arm of [`union!`](crate::union).
#[doc(hidden)]
pub trait FromText {
    /// Returns the value that this text is on the wire.
    fn from_text(text: &str) -> Self;
}

impl<T: for<'t> From<&'t str>> FromText for T {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}

/// A value that converts into an [`open_enum!`](crate::open_enum): a text, owned or
/// borrowed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text, so it does not convert into an enum of texts",
    label = "expected a text"
)]
pub trait Text: AsRef<str> + Into<String> {}

impl Text for String {}
impl Text for &String {}
impl Text for &str {}
impl Text for Box<str> {}
impl Text for Cow<'_, str> {}
