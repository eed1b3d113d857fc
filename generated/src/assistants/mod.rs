//! The operations of the group `assistants`.

use openapi_loom_runtime::value::IntoValue;

use crate::types::{AssistantSupportedModels, CreateAssistantRequest, ModifyAssistantRequest};

mod create_assistant;
pub use self::create_assistant::CreateAssistant;
mod delete_assistant;
pub use self::delete_assistant::DeleteAssistant;
mod get_assistant;
pub use self::get_assistant::GetAssistant;
mod list_assistants;
pub use self::list_assistants::ListAssistants;
mod modify_assistant;
pub use self::modify_assistant::ModifyAssistant;

/// The operations of the group `assistants`.
///
/// Assistants, and the threads and runs they work in.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Assistants {
    pub(crate) client: crate::Client,
}

impl Assistants {
    /// Lists the assistants, page by page.
    ///
    /// **Deprecated.**
    ///
    /// `GET /assistants`
    ///
    /// Optional arguments are setters of [`ListAssistants`]. Ends in `.items()`, `.pages()`,
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
    /// let answer = client.assistants().list_assistants().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/assistants/listAssistants)
    pub fn list_assistants(&self) -> ListAssistants {
        ListAssistants::new(&self.client)
    }

    /// Creates an assistant.
    ///
    /// **Deprecated.**
    ///
    /// `POST /assistants`
    ///
    /// # Arguments
    ///
    /// - `model`: Model that runs use unless they name another.
    ///
    /// The body: The assistant to create.
    ///
    /// Optional arguments are setters of [`CreateAssistant`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.assistants().create_assistant("gpt-5").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/assistants/createAssistant)
    pub fn create_assistant<M>(
        &self,
        model: impl IntoValue<AssistantSupportedModels, M>,
    ) -> CreateAssistant {
        CreateAssistant::new(&self.client, CreateAssistantRequest::new(model))
    }

    /// [`create_assistant`](Self::create_assistant) with a whole body.
    pub fn create_assistant_with(
        &self,
        body: CreateAssistantRequest,
    ) -> CreateAssistant {
        CreateAssistant::new(&self.client, body)
    }

    /// Fetches an assistant.
    ///
    /// **Deprecated.**
    ///
    /// `GET /assistants/{assistant_id}`
    ///
    /// # Arguments
    ///
    /// - `assistant_id`: Id of the assistant to fetch.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.assistants().get_assistant("assistant_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/assistants/getAssistant)
    pub fn get_assistant(&self, assistant_id: impl AsRef<str>) -> GetAssistant {
        GetAssistant::new(&self.client, assistant_id)
    }

    /// Changes an assistant.
    ///
    /// **Deprecated.**
    ///
    /// `POST /assistants/{assistant_id}`
    ///
    /// # Arguments
    ///
    /// - `assistant_id`: Id of the assistant to change.
    ///
    /// The body: The properties to change; the others stay as they are.
    ///
    /// Optional arguments are setters of [`ModifyAssistant`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.assistants().modify_assistant("assistant_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/assistants/modifyAssistant)
    pub fn modify_assistant(&self, assistant_id: impl AsRef<str>) -> ModifyAssistant {
        ModifyAssistant::new(&self.client, assistant_id, ModifyAssistantRequest::new())
    }

    /// [`modify_assistant`](Self::modify_assistant) with a whole body.
    pub fn modify_assistant_with(
        &self,
        assistant_id: impl AsRef<str>,
        body: ModifyAssistantRequest,
    ) -> ModifyAssistant {
        ModifyAssistant::new(&self.client, assistant_id, body)
    }

    /// Deletes an assistant.
    ///
    /// This cannot be undone.
    ///
    /// **Deprecated.**
    ///
    /// `DELETE /assistants/{assistant_id}`
    ///
    /// # Arguments
    ///
    /// - `assistant_id`: Id of the assistant to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.assistants().delete_assistant("assistant_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/assistants/deleteAssistant)
    pub fn delete_assistant(&self, assistant_id: impl AsRef<str>) -> DeleteAssistant {
        DeleteAssistant::new(&self.client, assistant_id)
    }
}
