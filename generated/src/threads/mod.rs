//! The operations of the group `threads`.

use openapi_loom_runtime::value::{IntoList, IntoValue};

use crate::types::{
    CreateMessageRequest, CreateMessageRequestContent, CreateMessageRequestRole, CreateRunRequest,
    CreateThreadAndRunRequest, CreateThreadRequest, ModifyMessageRequest, ModifyRunRequest,
    ModifyThreadRequest, SubmitToolOutputsRunRequest, SubmitToolOutputsRunRequestToolOutput,
};

mod cancel_run;
pub use self::cancel_run::CancelRun;
mod create_message;
pub use self::create_message::CreateMessage;
mod create_run;
pub use self::create_run::CreateRun;
mod create_thread;
pub use self::create_thread::CreateThread;
mod create_thread_and_run;
pub use self::create_thread_and_run::CreateThreadAndRun;
mod delete_message;
pub use self::delete_message::DeleteMessage;
mod delete_thread;
pub use self::delete_thread::DeleteThread;
mod get_message;
pub use self::get_message::GetMessage;
mod get_run;
pub use self::get_run::GetRun;
mod get_run_step;
pub use self::get_run_step::GetRunStep;
mod get_thread;
pub use self::get_thread::GetThread;
mod list_messages;
pub use self::list_messages::ListMessages;
mod list_run_steps;
pub use self::list_run_steps::ListRunSteps;
mod list_runs;
pub use self::list_runs::ListRuns;
mod modify_message;
pub use self::modify_message::ModifyMessage;
mod modify_run;
pub use self::modify_run::ModifyRun;
mod modify_thread;
pub use self::modify_thread::ModifyThread;
mod submit_tool_outputs_to_run;
pub use self::submit_tool_outputs_to_run::SubmitToolOutputsToRun;

/// The operations of the group `threads`.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Threads {
    pub(crate) client: crate::Client,
}

impl Threads {
    /// Creates a thread.
    ///
    /// A thread holds a conversation. It can start with messages, or empty when no body is sent.
    ///
    /// `POST /threads`
    ///
    /// The body: The thread to create; may be left out for an empty one. `{}` is sent where nothing
    /// is set.
    ///
    /// Optional arguments are setters of [`CreateThread`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().create_thread().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/createThread)
    pub fn create_thread(&self) -> CreateThread {
        CreateThread::new(&self.client, CreateThreadRequest::new())
    }

    /// [`create_thread`](Self::create_thread) with a whole body.
    pub fn create_thread_with(&self, body: CreateThreadRequest) -> CreateThread {
        CreateThread::new(&self.client, body)
    }

    /// Creates a thread and starts a run in it, in one request.
    ///
    /// The run starts in status `queued` and is worked on in the background.
    ///
    /// `POST /threads/runs`
    ///
    /// # Arguments
    ///
    /// - `assistant_id`: Id of the assistant to run.
    ///
    /// The body: The assistant to run and the thread to start with.
    ///
    /// Optional arguments are setters of [`CreateThreadAndRun`]. Ends in `.stream()`, `.poll()`,
    /// too. A poll ends once `status` is `requires_action`, `cancelled`, `failed`, `completed`,
    /// `incomplete` or `expired`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().create_thread_and_run("assistant_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/createThreadAndRun)
    pub fn create_thread_and_run<M>(
        &self,
        assistant_id: impl IntoValue<String, M>,
    ) -> CreateThreadAndRun {
        CreateThreadAndRun::new(
            &self.client,
            CreateThreadAndRunRequest::new(assistant_id),
        )
    }

    /// [`create_thread_and_run`](Self::create_thread_and_run) with a whole body.
    pub fn create_thread_and_run_with(
        &self,
        body: CreateThreadAndRunRequest,
    ) -> CreateThreadAndRun {
        CreateThreadAndRun::new(&self.client, body)
    }

    /// Fetches a thread.
    ///
    /// `GET /threads/{thread_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread to fetch.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().get_thread("thread_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/getThread)
    pub fn get_thread(&self, thread_id: impl AsRef<str>) -> GetThread {
        GetThread::new(&self.client, thread_id)
    }

    /// Changes the tool resources or the metadata of a thread.
    ///
    /// `POST /threads/{thread_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread to change.
    ///
    /// The body: The properties to change; the others stay as they are.
    ///
    /// Optional arguments are setters of [`ModifyThread`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().modify_thread("thread_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/modifyThread)
    pub fn modify_thread(&self, thread_id: impl AsRef<str>) -> ModifyThread {
        ModifyThread::new(&self.client, thread_id, ModifyThreadRequest::new())
    }

    /// [`modify_thread`](Self::modify_thread) with a whole body.
    pub fn modify_thread_with(
        &self,
        thread_id: impl AsRef<str>,
        body: ModifyThreadRequest,
    ) -> ModifyThread {
        ModifyThread::new(&self.client, thread_id, body)
    }

    /// Deletes a thread.
    ///
    /// This cannot be undone.
    ///
    /// `DELETE /threads/{thread_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().delete_thread("thread_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/deleteThread)
    pub fn delete_thread(&self, thread_id: impl AsRef<str>) -> DeleteThread {
        DeleteThread::new(&self.client, thread_id)
    }

    /// Lists the messages of a thread, page by page.
    ///
    /// `GET /threads/{thread_id}/messages`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread whose messages to list.
    ///
    /// Optional arguments are setters of [`ListMessages`]. Ends in `.items()`, `.pages()`,
    /// `.pages_back()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().list_messages("thread_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/listMessages)
    pub fn list_messages(&self, thread_id: impl AsRef<str>) -> ListMessages {
        ListMessages::new(&self.client, thread_id)
    }

    /// Adds a message to a thread.
    ///
    /// Refused while a run of the thread is active.
    ///
    /// `POST /threads/{thread_id}/messages`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread to write to.
    /// - `role`: Author of the message: `user` for the end user, `assistant` to put earlier words
    ///   of the assistant into the conversation.
    /// - `content`: What the message says: plain text, or a list of text and image parts.
    ///
    /// The body: The message to add.
    ///
    /// Optional arguments are setters of [`CreateMessage`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().create_message("thread_id", "user", "content").await?;
    /// println!("{}", answer.text());
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/createMessage)
    pub fn create_message<M1, M2>(
        &self,
        thread_id: impl AsRef<str>,
        role: impl IntoValue<CreateMessageRequestRole, M1>,
        content: impl IntoValue<CreateMessageRequestContent, M2>,
    ) -> CreateMessage {
        CreateMessage::new(
            &self.client,
            thread_id,
            CreateMessageRequest::new(role, content),
        )
    }

    /// [`create_message`](Self::create_message) with a whole body.
    pub fn create_message_with(
        &self,
        thread_id: impl AsRef<str>,
        body: CreateMessageRequest,
    ) -> CreateMessage {
        CreateMessage::new(&self.client, thread_id, body)
    }

    /// Fetches a message.
    ///
    /// `GET /threads/{thread_id}/messages/{message_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that holds the message.
    /// - `message_id`: Id of the message to fetch.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().get_message("thread_id", "message_id").await?;
    /// println!("{}", answer.text());
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/getMessage)
    pub fn get_message(
        &self,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
    ) -> GetMessage {
        GetMessage::new(&self.client, thread_id, message_id)
    }

    /// Changes the metadata of a message.
    ///
    /// The content of a message is fixed once it is written.
    ///
    /// `POST /threads/{thread_id}/messages/{message_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that holds the message.
    /// - `message_id`: Id of the message to change.
    ///
    /// The body: The new metadata.
    ///
    /// Optional arguments are setters of [`ModifyMessage`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().modify_message("thread_id", "message_id").await?;
    /// println!("{}", answer.text());
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/modifyMessage)
    pub fn modify_message(
        &self,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
    ) -> ModifyMessage {
        ModifyMessage::new(
            &self.client,
            thread_id,
            message_id,
            ModifyMessageRequest::new(),
        )
    }

    /// [`modify_message`](Self::modify_message) with a whole body.
    pub fn modify_message_with(
        &self,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
        body: ModifyMessageRequest,
    ) -> ModifyMessage {
        ModifyMessage::new(&self.client, thread_id, message_id, body)
    }

    /// Deletes a message from its thread.
    ///
    /// `DELETE /threads/{thread_id}/messages/{message_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that holds the message.
    /// - `message_id`: Id of the message to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().delete_message("thread_id", "message_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/deleteMessage)
    pub fn delete_message(
        &self,
        thread_id: impl AsRef<str>,
        message_id: impl AsRef<str>,
    ) -> DeleteMessage {
        DeleteMessage::new(&self.client, thread_id, message_id)
    }

    /// Lists the runs of a thread, page by page.
    ///
    /// `GET /threads/{thread_id}/runs`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread whose runs to list.
    ///
    /// Optional arguments are setters of [`ListRuns`]. Ends in `.items()`, `.pages()`,
    /// `.pages_back()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().list_runs("thread_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/listRuns)
    pub fn list_runs(&self, thread_id: impl AsRef<str>) -> ListRuns {
        ListRuns::new(&self.client, thread_id)
    }

    /// Creates a run in a thread.
    ///
    /// The run starts in status `queued` and is worked on in the background. Fetch it again to
    /// follow its status, or stream its events. A thread has at most one active run.
    ///
    /// `POST /threads/{thread_id}/runs`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread to run the assistant on.
    /// - `assistant_id`: Id of the assistant to run.
    ///
    /// The body: The assistant to run, with overrides for this run only.
    ///
    /// Optional arguments are setters of [`CreateRun`]. Ends in `.stream()`, `.poll()`, too. A poll
    /// ends once `status` is `requires_action`, `cancelled`, `failed`, `completed`, `incomplete` or
    /// `expired`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().create_run("thread_id", "assistant_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/createRun)
    pub fn create_run<M>(
        &self,
        thread_id: impl AsRef<str>,
        assistant_id: impl IntoValue<String, M>,
    ) -> CreateRun {
        CreateRun::new(&self.client, thread_id, CreateRunRequest::new(assistant_id))
    }

    /// [`create_run`](Self::create_run) with a whole body.
    pub fn create_run_with(
        &self,
        thread_id: impl AsRef<str>,
        body: CreateRunRequest,
    ) -> CreateRun {
        CreateRun::new(&self.client, thread_id, body)
    }

    /// Fetches a run.
    ///
    /// `GET /threads/{thread_id}/runs/{run_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that was run.
    /// - `run_id`: Id of the run to fetch.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `requires_action`, `cancelled`,
    /// `failed`, `completed`, `incomplete` or `expired`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().get_run("thread_id", "run_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/getRun)
    pub fn get_run(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> GetRun {
        GetRun::new(&self.client, thread_id, run_id)
    }

    /// Changes the metadata of a run.
    ///
    /// `POST /threads/{thread_id}/runs/{run_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that was run.
    /// - `run_id`: Id of the run to change.
    ///
    /// The body: The new metadata.
    ///
    /// Optional arguments are setters of [`ModifyRun`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().modify_run("thread_id", "run_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/modifyRun)
    pub fn modify_run(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> ModifyRun {
        ModifyRun::new(&self.client, thread_id, run_id, ModifyRunRequest::new())
    }

    /// [`modify_run`](Self::modify_run) with a whole body.
    pub fn modify_run_with(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        body: ModifyRunRequest,
    ) -> ModifyRun {
        ModifyRun::new(&self.client, thread_id, run_id, body)
    }

    /// Cancels a run that has not ended yet.
    ///
    /// Cancelling takes time: the run is `cancelling` first and `cancelled` in the end.
    ///
    /// `POST /threads/{thread_id}/runs/{run_id}/cancel`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread the run works on.
    /// - `run_id`: Id of the run to cancel.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `requires_action`, `cancelled`,
    /// `failed`, `completed`, `incomplete` or `expired`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().cancel_run("thread_id", "run_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/cancelRun)
    pub fn cancel_run(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> CancelRun {
        CancelRun::new(&self.client, thread_id, run_id)
    }

    /// Lists the steps of a run, page by page.
    ///
    /// `GET /threads/{thread_id}/runs/{run_id}/steps`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that was run.
    /// - `run_id`: Id of the run whose steps to list.
    ///
    /// Optional arguments are setters of [`ListRunSteps`]. Ends in `.items()`, `.pages()`,
    /// `.pages_back()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().list_run_steps("thread_id", "run_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/listRunSteps)
    pub fn list_run_steps(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
    ) -> ListRunSteps {
        ListRunSteps::new(&self.client, thread_id, run_id)
    }

    /// Fetches a step of a run.
    ///
    /// `GET /threads/{thread_id}/runs/{run_id}/steps/{step_id}`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread that was run.
    /// - `run_id`: Id of the run the step is part of.
    /// - `step_id`: Id of the step to fetch.
    ///
    /// Optional arguments are setters of [`GetRunStep`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().get_run_step("thread_id", "run_id", "step_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/getRunStep)
    pub fn get_run_step(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        step_id: impl AsRef<str>,
    ) -> GetRunStep {
        GetRunStep::new(&self.client, thread_id, run_id, step_id)
    }

    /// Hands the results of function calls back to a waiting run.
    ///
    /// The run must be in status `requires_action`. One request carries the outputs of all calls it
    /// waits for; the run then goes on.
    ///
    /// `POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs`
    ///
    /// # Arguments
    ///
    /// - `thread_id`: Id of the thread the run works on.
    /// - `run_id`: Id of the run that waits for the outputs.
    /// - `tool_outputs`: One output for each pending call.
    ///
    /// The body: The outputs of the calls.
    ///
    /// Ends in `.stream()`, `.poll()`, too. A poll ends once `status` is `requires_action`,
    /// `cancelled`, `failed`, `completed`, `incomplete` or `expired`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.threads().submit_tool_outputs_to_run(
    ///     "thread_id",
    ///     "run_id",
    ///     [openai_threads::types::SubmitToolOutputsRunRequestToolOutput::new().tool_call_id("tool_call_id")],
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/threads/submitToolOutputsToRun)
    pub fn submit_tool_outputs_to_run<M>(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        tool_outputs: impl IntoList<SubmitToolOutputsRunRequestToolOutput, M>,
    ) -> SubmitToolOutputsToRun {
        SubmitToolOutputsToRun::new(
            &self.client,
            thread_id,
            run_id,
            SubmitToolOutputsRunRequest::new(tool_outputs),
        )
    }

    /// [`submit_tool_outputs_to_run`](Self::submit_tool_outputs_to_run) with a whole body.
    pub fn submit_tool_outputs_to_run_with(
        &self,
        thread_id: impl AsRef<str>,
        run_id: impl AsRef<str>,
        body: SubmitToolOutputsRunRequest,
    ) -> SubmitToolOutputsToRun {
        SubmitToolOutputsToRun::new(&self.client, thread_id, run_id, body)
    }
}
