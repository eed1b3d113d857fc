//! The schema `RunStepDetailsMessageCreationObject` and what is inside it.

use openapi_loom_runtime::object;
use openapi_loom_runtime::value::Constant;

object! {
    /// Details of a step that writes a message.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsMessageCreationObject {
        /// Marks the creation of a message.
        ///
        /// Always `message_creation`.
        #[wire(corrected = "type")]
        #[always = "message_creation"]
        pub r#type: Constant<Self>,
        /// The message that the step writes.
        #[wire(corrected = "message_creation")]
        pub message_creation: RunStepDetailsMessageCreationObjectMessageCreation,
    }
}

object! {
    /// The message that the step writes.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDetailsMessageCreationObjectMessageCreation {
        /// Id of the message.
        #[wire(corrected = "message_id")]
        pub message_id: String,
    }
}
