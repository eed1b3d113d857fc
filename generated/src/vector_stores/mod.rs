//! The operations of the group `vector_stores`.

use openapi_loom_runtime::value::{IntoNullableMap, IntoValue};

use crate::types::{
    CreateVectorStoreFileBatchRequest, CreateVectorStoreFileRequest, CreateVectorStoreRequest,
    UpdateVectorStoreFileAttributesRequest, UpdateVectorStoreRequest, VectorStoreFileAttributesItem,
    VectorStoreSearchRequest, VectorStoreSearchRequestQuery,
};

mod cancel_vector_store_file_batch;
pub use self::cancel_vector_store_file_batch::CancelVectorStoreFileBatch;
mod create_vector_store;
pub use self::create_vector_store::CreateVectorStore;
mod create_vector_store_file;
pub use self::create_vector_store_file::CreateVectorStoreFile;
mod create_vector_store_file_batch;
pub use self::create_vector_store_file_batch::CreateVectorStoreFileBatch;
mod delete_vector_store;
pub use self::delete_vector_store::DeleteVectorStore;
mod delete_vector_store_file;
pub use self::delete_vector_store_file::DeleteVectorStoreFile;
mod get_vector_store;
pub use self::get_vector_store::GetVectorStore;
mod get_vector_store_file;
pub use self::get_vector_store_file::GetVectorStoreFile;
mod get_vector_store_file_batch;
pub use self::get_vector_store_file_batch::GetVectorStoreFileBatch;
mod list_files_in_vector_store_batch;
pub use self::list_files_in_vector_store_batch::ListFilesInVectorStoreBatch;
mod list_vector_store_files;
pub use self::list_vector_store_files::ListVectorStoreFiles;
mod list_vector_stores;
pub use self::list_vector_stores::ListVectorStores;
mod modify_vector_store;
pub use self::modify_vector_store::ModifyVectorStore;
mod retrieve_vector_store_file_content;
pub use self::retrieve_vector_store_file_content::RetrieveVectorStoreFileContent;
mod search_vector_store;
pub use self::search_vector_store::SearchVectorStore;
mod update_vector_store_file_attributes;
pub use self::update_vector_store_file_attributes::UpdateVectorStoreFileAttributes;

/// The operations of the group `vector_stores`.
///
/// Files that are indexed for file search, and searches in them.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct VectorStores {
    pub(crate) client: crate::Client,
}

impl VectorStores {
    /// Lists the vector stores, page by page.
    ///
    /// `GET /vector_stores`
    ///
    /// Optional arguments are setters of [`ListVectorStores`]. Ends in `.items()`, `.pages()`,
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
    /// let answer = client.vector_stores().list_vector_stores().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/listVectorStores)
    pub fn list_vector_stores(&self) -> ListVectorStores {
        ListVectorStores::new(&self.client)
    }

    /// Creates a vector store.
    ///
    /// `POST /vector_stores`
    ///
    /// The body: The vector store to create.
    ///
    /// Optional arguments are setters of [`CreateVectorStore`]. Ends in `.poll()`, too. A poll ends
    /// once `status` is `expired` or `completed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().create_vector_store().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/createVectorStore)
    pub fn create_vector_store(&self) -> CreateVectorStore {
        CreateVectorStore::new(&self.client, CreateVectorStoreRequest::new())
    }

    /// [`create_vector_store`](Self::create_vector_store) with a whole body.
    pub fn create_vector_store_with(
        &self,
        body: CreateVectorStoreRequest,
    ) -> CreateVectorStore {
        CreateVectorStore::new(&self.client, body)
    }

    /// Fetches a vector store.
    ///
    /// `GET /vector_stores/{vector_store_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store to fetch.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `expired` or `completed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().get_vector_store("vector_store_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/getVectorStore)
    pub fn get_vector_store(&self, vector_store_id: impl AsRef<str>) -> GetVectorStore {
        GetVectorStore::new(&self.client, vector_store_id)
    }

    /// Changes a vector store.
    ///
    /// `POST /vector_stores/{vector_store_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store to change.
    ///
    /// The body: The properties to change; the others stay as they are.
    ///
    /// Optional arguments are setters of [`ModifyVectorStore`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().modify_vector_store("vector_store_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/modifyVectorStore)
    pub fn modify_vector_store(
        &self,
        vector_store_id: impl AsRef<str>,
    ) -> ModifyVectorStore {
        ModifyVectorStore::new(
            &self.client,
            vector_store_id,
            UpdateVectorStoreRequest::new(),
        )
    }

    /// [`modify_vector_store`](Self::modify_vector_store) with a whole body.
    pub fn modify_vector_store_with(
        &self,
        vector_store_id: impl AsRef<str>,
        body: UpdateVectorStoreRequest,
    ) -> ModifyVectorStore {
        ModifyVectorStore::new(&self.client, vector_store_id, body)
    }

    /// Deletes a vector store.
    ///
    /// Its files stay.
    ///
    /// `DELETE /vector_stores/{vector_store_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().delete_vector_store("vector_store_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/deleteVectorStore)
    pub fn delete_vector_store(
        &self,
        vector_store_id: impl AsRef<str>,
    ) -> DeleteVectorStore {
        DeleteVectorStore::new(&self.client, vector_store_id)
    }

    /// Adds files to a vector store, in a batch.
    ///
    /// The files are indexed in the background. Requests that add files to one vector store are
    /// limited to 300 a minute, batches or not, so a batch is the way for many of them.
    ///
    /// `POST /vector_stores/{vector_store_id}/file_batches`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    ///
    /// The body: The files to add.
    ///
    /// Optional arguments are setters of [`CreateVectorStoreFileBatch`]. Ends in `.poll()`, too. A
    /// poll ends once `status` is `completed`, `cancelled` or `failed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().create_vector_store_file_batch("vector_store_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/createVectorStoreFileBatch)
    pub fn create_vector_store_file_batch(
        &self,
        vector_store_id: impl AsRef<str>,
    ) -> CreateVectorStoreFileBatch {
        CreateVectorStoreFileBatch::new(
            &self.client,
            vector_store_id,
            CreateVectorStoreFileBatchRequest::new(),
        )
    }

    /// [`create_vector_store_file_batch`](Self::create_vector_store_file_batch) with a whole body.
    pub fn create_vector_store_file_batch_with(
        &self,
        vector_store_id: impl AsRef<str>,
        body: CreateVectorStoreFileBatchRequest,
    ) -> CreateVectorStoreFileBatch {
        CreateVectorStoreFileBatch::new(&self.client, vector_store_id, body)
    }

    /// Fetches a batch of files.
    ///
    /// `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `batch_id`: Id of the batch to fetch.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `completed`, `cancelled` or `failed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().get_vector_store_file_batch(
    ///     "vector_store_id",
    ///     "batch_id",
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/getVectorStoreFileBatch)
    pub fn get_vector_store_file_batch(
        &self,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> GetVectorStoreFileBatch {
        GetVectorStoreFileBatch::new(&self.client, vector_store_id, batch_id)
    }

    /// Cancels a batch of files.
    ///
    /// The server stops as soon as it can; what is indexed already stays.
    ///
    /// `POST /vector_stores/{vector_store_id}/file_batches/{batch_id}/cancel`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `batch_id`: Id of the batch to cancel.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `completed`, `cancelled` or `failed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().cancel_vector_store_file_batch(
    ///     "vector_store_id",
    ///     "batch_id",
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/cancelVectorStoreFileBatch)
    pub fn cancel_vector_store_file_batch(
        &self,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> CancelVectorStoreFileBatch {
        CancelVectorStoreFileBatch::new(&self.client, vector_store_id, batch_id)
    }

    /// Lists the files of a batch, page by page.
    ///
    /// `GET /vector_stores/{vector_store_id}/file_batches/{batch_id}/files`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `batch_id`: Id of the batch whose files to list.
    ///
    /// Optional arguments are setters of [`ListFilesInVectorStoreBatch`]. Ends in `.items()`,
    /// `.pages()`, `.pages_back()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().list_files_in_vector_store_batch(
    ///     "vector_store_id",
    ///     "batch_id",
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/listFilesInVectorStoreBatch)
    pub fn list_files_in_vector_store_batch(
        &self,
        vector_store_id: impl AsRef<str>,
        batch_id: impl AsRef<str>,
    ) -> ListFilesInVectorStoreBatch {
        ListFilesInVectorStoreBatch::new(&self.client, vector_store_id, batch_id)
    }

    /// Lists the files of a vector store, page by page.
    ///
    /// `GET /vector_stores/{vector_store_id}/files`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store whose files to list.
    ///
    /// Optional arguments are setters of [`ListVectorStoreFiles`]. Ends in `.items()`, `.pages()`,
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
    /// let answer = client.vector_stores().list_vector_store_files("vector_store_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/listVectorStoreFiles)
    pub fn list_vector_store_files(
        &self,
        vector_store_id: impl AsRef<str>,
    ) -> ListVectorStoreFiles {
        ListVectorStoreFiles::new(&self.client, vector_store_id)
    }

    /// Adds a file to a vector store.
    ///
    /// It is indexed in the background. Requests that add files to one vector store are limited to 300
    /// a minute; a batch adds many with one of them.
    ///
    /// `POST /vector_stores/{vector_store_id}/files`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `file_id`: Id of the file, which was uploaded before.
    ///
    /// The body: The file to add.
    ///
    /// Optional arguments are setters of [`CreateVectorStoreFile`]. Ends in `.poll()`, too. A poll
    /// ends once `status` is `completed`, `cancelled` or `failed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().create_vector_store_file("vector_store_id", "file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/createVectorStoreFile)
    pub fn create_vector_store_file<M>(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl IntoValue<String, M>,
    ) -> CreateVectorStoreFile {
        CreateVectorStoreFile::new(
            &self.client,
            vector_store_id,
            CreateVectorStoreFileRequest::new(file_id),
        )
    }

    /// [`create_vector_store_file`](Self::create_vector_store_file) with a whole body.
    pub fn create_vector_store_file_with(
        &self,
        vector_store_id: impl AsRef<str>,
        body: CreateVectorStoreFileRequest,
    ) -> CreateVectorStoreFile {
        CreateVectorStoreFile::new(&self.client, vector_store_id, body)
    }

    /// Fetches a file of a vector store.
    ///
    /// `GET /vector_stores/{vector_store_id}/files/{file_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `file_id`: Id of the file to fetch.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `completed`, `cancelled` or `failed`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().get_vector_store_file("vector_store_id", "file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/getVectorStoreFile)
    pub fn get_vector_store_file(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> GetVectorStoreFile {
        GetVectorStoreFile::new(&self.client, vector_store_id, file_id)
    }

    /// Takes a file out of a vector store.
    ///
    /// The file itself stays.
    ///
    /// `DELETE /vector_stores/{vector_store_id}/files/{file_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `file_id`: Id of the file to take out.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().delete_vector_store_file("vector_store_id", "file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/deleteVectorStoreFile)
    pub fn delete_vector_store_file(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> DeleteVectorStoreFile {
        DeleteVectorStoreFile::new(&self.client, vector_store_id, file_id)
    }

    /// Changes the attributes of a file in a vector store.
    ///
    /// `POST /vector_stores/{vector_store_id}/files/{file_id}`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `file_id`: Id of the file to change.
    /// - `attributes`: What searches can filter the file by; null takes all of it away. At most 16
    ///   keys.
    ///
    /// The body: The new attributes.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().update_vector_store_file_attributes(
    ///     "vector_store_id",
    ///     "file_id",
    ///     [("key", "value")],
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/updateVectorStoreFileAttributes)
    pub fn update_vector_store_file_attributes<M>(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
        attributes: impl IntoNullableMap<VectorStoreFileAttributesItem, M>,
    ) -> UpdateVectorStoreFileAttributes {
        UpdateVectorStoreFileAttributes::new(
            &self.client,
            vector_store_id,
            file_id,
            UpdateVectorStoreFileAttributesRequest::new(attributes),
        )
    }

    /// [`update_vector_store_file_attributes`](Self::update_vector_store_file_attributes) with a whole body.
    pub fn update_vector_store_file_attributes_with(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
        body: UpdateVectorStoreFileAttributesRequest,
    ) -> UpdateVectorStoreFileAttributes {
        UpdateVectorStoreFileAttributes::new(
            &self.client,
            vector_store_id,
            file_id,
            body,
        )
    }

    /// Fetches what was read out of a file of a vector store.
    ///
    /// `GET /vector_stores/{vector_store_id}/files/{file_id}/content`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store.
    /// - `file_id`: Id of the file.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().retrieve_vector_store_file_content(
    ///     "vector_store_id",
    ///     "file_id",
    /// ).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/retrieveVectorStoreFileContent)
    pub fn retrieve_vector_store_file_content(
        &self,
        vector_store_id: impl AsRef<str>,
        file_id: impl AsRef<str>,
    ) -> RetrieveVectorStoreFileContent {
        RetrieveVectorStoreFileContent::new(&self.client, vector_store_id, file_id)
    }

    /// Searches a vector store.
    ///
    /// `POST /vector_stores/{vector_store_id}/search`
    ///
    /// # Arguments
    ///
    /// - `vector_store_id`: Id of the vector store to search.
    /// - `query`: What to search for.
    ///
    /// The body: What to search for, and where.
    ///
    /// Optional arguments are setters of [`SearchVectorStore`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error). The document declares 429
    /// ([`ErrorResponse`](crate::types::ErrorResponse)): Too many requests in a short time, or the
    /// quota is used up.
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.vector_stores().search_vector_store("vector_store_id", "query").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/vector_stores/searchVectorStore)
    pub fn search_vector_store<M>(
        &self,
        vector_store_id: impl AsRef<str>,
        query: impl IntoValue<VectorStoreSearchRequestQuery, M>,
    ) -> SearchVectorStore {
        SearchVectorStore::new(
            &self.client,
            vector_store_id,
            VectorStoreSearchRequest::new(query),
        )
    }

    /// [`search_vector_store`](Self::search_vector_store) with a whole body.
    pub fn search_vector_store_with(
        &self,
        vector_store_id: impl AsRef<str>,
        body: VectorStoreSearchRequest,
    ) -> SearchVectorStore {
        SearchVectorStore::new(&self.client, vector_store_id, body)
    }
}
