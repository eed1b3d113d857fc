//! The schema `ThreadStreamEvent` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

use crate::types::ThreadObject;

object! {
    /// A stream event about the thread: it was created.
    ///
    /// No call takes this type or answers with it.
    #[extra(extra)]
    #[derive(Default)]
    pub struct ThreadStreamEvent {
        /// Marks the creation of a thread.
        ///
        /// Always `thread.created`.
        #[wire(corrected = "event")]
        #[always = "thread.created"]
        pub event: Constant<Self>,
        /// The new thread.
        #[wire(corrected = "data")]
        pub data: ThreadObject,
    }
}
