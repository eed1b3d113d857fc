//! Values that a union makes of a string.

/// What a string arm of [`union!`](crate::union) holds.
#[doc(hidden)]
pub trait FromText {
    /// The value that this text is on the wire.
    fn from_text(text: &str) -> Self;
}

impl<T: for<'t> From<&'t str>> FromText for T {
    fn from_text(text: &str) -> Self {
        text.into()
    }
}
