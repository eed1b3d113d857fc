//! The schema `SubmitToolOutputsRunRequest` and what is inside it.

use openapi_loom_runtime::{Nullable, object};
use openapi_loom_runtime::value::{IntoList, IntoOptional};

object! {
    /// Outputs of the function calls that a run waits for.
    ///
    /// The document allows no other properties.
    pub struct SubmitToolOutputsRunRequest {
        /// One output for each pending call.
        #[wire(required = "tool_outputs")]
        pub tool_outputs: Vec<SubmitToolOutputsRunRequestToolOutput>,
        /// True answers with server-sent events until the run ends or needs action again, in place of
        /// one JSON body.
        #[wire(optional = "stream")]
        pub stream: Nullable<bool>,
    }
}

impl SubmitToolOutputsRunRequest {
    /// A `SubmitToolOutputsRunRequest` of what it requires.
    pub fn new<M>(
        tool_outputs: impl IntoList<SubmitToolOutputsRunRequestToolOutput, M>,
    ) -> Self {
        Self {
            tool_outputs: tool_outputs.into_list(),
            stream: Nullable::Absent,
        }
    }

    /// Sets [`stream`](Self::stream).
    #[must_use]
    pub fn stream(mut self, stream: impl Into<Nullable<bool>>) -> Self {
        self.stream = stream.into();
        self
    }
}

object! {
    /// The output of one call.
    #[derive(Default)]
    pub struct SubmitToolOutputsRunRequestToolOutput {
        /// Id of the call, taken from `required_action` of the run.
        #[wire(optional = "tool_call_id")]
        pub tool_call_id: Option<String>,
        /// What the function returned, as text for the model to read.
        #[wire(optional = "output")]
        pub output: Option<String>,
    }
}

impl SubmitToolOutputsRunRequestToolOutput {
    /// A `SubmitToolOutputsRunRequestToolOutput` with nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets [`tool_call_id`](Self::tool_call_id).
    #[must_use]
    pub fn tool_call_id<M>(
        mut self,
        tool_call_id: impl IntoOptional<String, M>,
    ) -> Self {
        self.tool_call_id = tool_call_id.into_optional();
        self
    }

    /// Sets [`output`](Self::output).
    #[must_use]
    pub fn output<M>(mut self, output: impl IntoOptional<String, M>) -> Self {
        self.output = output.into_optional();
        self
    }
}
