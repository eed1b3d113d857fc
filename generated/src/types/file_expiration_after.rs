//! The schema `FileExpirationAfter` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::{Constant, IntoValue};

object! {
    /// When the server deletes a file of its own accord. Without it, a file for a batch is kept for 30
    /// days, and any other until somebody deletes it.
    pub struct FileExpirationAfter {
        /// The time from which the seconds count: that of the file's creation.
        ///
        /// Always `created_at`.
        #[wire(corrected = "anchor")]
        #[always = "created_at"]
        pub anchor: Constant<Self>,
        /// For how many seconds the file is kept: an hour to 30 days.
        ///
        /// 3600 to 2592000.
        #[wire(required = "seconds")]
        pub seconds: i64,
    }
}

impl FileExpirationAfter {
    /// A `FileExpirationAfter` of what it requires, with `anchor` = `created_at`.
    pub fn new<M>(seconds: impl IntoValue<i64, M>) -> Self {
        Self {
            anchor: Constant::default(),
            seconds: seconds.into_value(),
        }
    }
}
