//! The schema `TruncationObject` and what is inside it.

use openapi_loom_runtime::{Nullable, object, open_enum};
use openapi_loom_runtime::value::{IntoNullable, IntoValue};

object! {
    /// Which messages of a thread a run puts into the model's context window.
    #[extra(extra)]
    #[derive(Default)]
    pub struct TruncationObject {
        /// `auto` drops messages from the middle of the thread as needed; `last_messages` keeps only
        /// the most recent.
        #[wire(corrected = "type")]
        pub r#type: TruncationObjectType,
        /// How many of the most recent messages to keep; only with type `last_messages`.
        ///
        /// At least 1.
        #[wire(optional = "last_messages")]
        pub last_messages: Nullable<i64>,
    }
}

impl TruncationObject {
    /// A `TruncationObject` of what it requires.
    pub fn new<M>(r#type: impl IntoValue<TruncationObjectType, M>) -> Self {
        Self {
            r#type: r#type.into_value(),
            last_messages: Nullable::Absent,
            extra: Default::default(),
        }
    }

    /// Sets [`last_messages`](Self::last_messages).
    #[must_use]
    pub fn last_messages<M>(mut self, last_messages: impl IntoNullable<i64, M>) -> Self {
        self.last_messages = last_messages.into_nullable();
        self
    }
}

open_enum! {
    /// `auto` drops messages from the middle of the thread as needed; `last_messages` keeps only
    /// the most recent.
    pub enum TruncationObjectType {
        Auto = "auto",
        LastMessages = "last_messages",
    }
}
