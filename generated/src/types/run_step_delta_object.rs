//! The schema `RunStepDeltaObject` and what is inside it.

use openapi_loom_runtime::{object, tagged_union};
use openapi_loom_runtime::value::Constant;

use crate::types::{
    RunStepDeltaStepDetailsMessageCreationObject, RunStepDeltaStepDetailsToolCallsObject,
};

object! {
    /// What a streamed event adds to a run step.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaObject {
        /// Id of the step that grows.
        #[wire(corrected = "id")]
        pub id: String,
        /// Marks a run step delta.
        ///
        /// Always `thread.run.step.delta`.
        #[wire(corrected = "object")]
        #[always = "thread.run.step.delta"]
        pub object: Constant<Self>,
        /// The properties that changed; the others are absent.
        #[wire(corrected = "delta")]
        pub delta: RunStepDeltaObjectDelta,
    }
}

object! {
    /// The properties that changed; the others are absent.
    #[extra(extra)]
    #[derive(Default)]
    pub struct RunStepDeltaObjectDelta {
        /// What is new in the details of the step.
        #[wire(optional = "step_details")]
        pub step_details: Option<RunStepDeltaObjectDeltaStepDetails>,
    }
}

tagged_union! {
    /// What is new in the details of the step.
    #[tag = "type"]
    pub enum RunStepDeltaObjectDeltaStepDetails {
        /// `message_creation`
        MessageCreation(RunStepDeltaStepDetailsMessageCreationObject) = "message_creation",
        /// `tool_calls`
        ToolCalls(RunStepDeltaStepDetailsToolCallsObject) = "tool_calls",
    }

    impl RunStepDeltaObjectDeltaStepDetails {
        /// Returns `type` of whichever variant this is.
        pub fn r#type(&self) -> Option<&str> {
            shared("type")
        }
    }
}
