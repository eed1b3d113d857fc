//! The operations of the group `models`.

mod delete_model;
pub use self::delete_model::DeleteModel;
mod list_models;
pub use self::list_models::ListModels;
mod retrieve_model;
pub use self::retrieve_model::RetrieveModel;

/// The operations of the group `models`.
///
/// Models that the caller can use.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Models {
    pub(crate) client: crate::Client,
}

impl Models {
    /// Lists the models that the caller can use.
    ///
    /// `GET /models`
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.models().list_models().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/models/listModels)
    pub fn list_models(&self) -> ListModels {
        ListModels::new(&self.client)
    }

    /// Fetches what is known of a model.
    ///
    /// `GET /models/{model}`
    ///
    /// # Arguments
    ///
    /// - `model`: Name of the model.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.models().retrieve_model("model").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/models/retrieveModel)
    pub fn retrieve_model(&self, model: impl AsRef<str>) -> RetrieveModel {
        RetrieveModel::new(&self.client, model)
    }

    /// Deletes a fine-tuned model.
    ///
    /// Only owners of the organization may do that.
    ///
    /// `DELETE /models/{model}`
    ///
    /// # Arguments
    ///
    /// - `model`: Name of the model to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.models().delete_model("model").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/models/deleteModel)
    pub fn delete_model(&self, model: impl AsRef<str>) -> DeleteModel {
        DeleteModel::new(&self.client, model)
    }
}
