//! The schema `SubmitToolOutputsRunRequest` and what is inside it.

use openapi_loom_runtime::{IntoNullable, Nullable, object};

object! {
    /// Outputs of the function calls that a run waits for.
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
    pub fn new(
        tool_outputs: impl IntoIterator<
            Item = impl Into<SubmitToolOutputsRunRequestToolOutput>,
        >,
    ) -> Self {
        Self {
            tool_outputs: tool_outputs.into_iter().map(Into::into).collect(),
            stream: Nullable::Absent,
        }
    }

    /// Sets [`stream`](Self::stream).
    #[must_use]
    pub fn stream<M>(mut self, stream: impl IntoNullable<bool, M>) -> Self {
        self.stream = stream.into_nullable();
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
    pub fn tool_call_id(mut self, tool_call_id: impl Into<String>) -> Self {
        self.tool_call_id = Some(tool_call_id.into());
        self
    }

    /// Sets [`output`](Self::output).
    #[must_use]
    pub fn output(mut self, output: impl Into<String>) -> Self {
        self.output = Some(output.into());
        self
    }
}
