//! The schema `RunStepDeltaStepDetailsMessageCreationObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Streamed details of a step that writes a message.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsMessageCreationObject {
        /// Marks the creation of a message.
        ///
        /// Always `message_creation`.
        #[wire(corrected = "type")]
        #[always = "message_creation"]
        pub r#type: Constant<Self>,
        /// The message being written.
        #[wire(optional = "message_creation")]
        pub message_creation: Option<
            RunStepDeltaStepDetailsMessageCreationObjectMessageCreation,
        >,
    }
}

object! {
    /// The message being written.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaStepDetailsMessageCreationObjectMessageCreation {
        /// Id of the message.
        #[wire(optional = "message_id")]
        pub message_id: Option<String>,
    }
}
