//! The operations of the group `files`.

use openapi_loom_runtime::File;
use openapi_loom_runtime::value::IntoValue;

use crate::types::{CreateFileRequest, CreateFileRequestPurpose};

mod create_file;
pub use self::create_file::CreateFile;
mod delete_file;
pub use self::delete_file::DeleteFile;
mod download_file;
pub use self::download_file::DownloadFile;
mod list_files;
pub use self::list_files::ListFiles;
mod retrieve_file;
pub use self::retrieve_file::RetrieveFile;

/// The operations of the group `files`.
///
/// Files that the server keeps.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) client: crate::Client,
}

impl Files {
    /// Lists the files, page by page.
    ///
    /// `GET /files`
    ///
    /// Optional arguments are setters of [`ListFiles`]. Ends in `.items()`, `.pages()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.files().list_files().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/files/listFiles)
    pub fn list_files(&self) -> ListFiles {
        ListFiles::new(&self.client)
    }

    /// Uploads a file.
    ///
    /// A file has at most 512 MB; larger ones go by an upload. Files for batches and training are
    /// JSON Lines (`.jsonl`), those for batches of at most 200 MB; one for assistants has at most 2
    /// million tokens.
    ///
    /// `POST /files`
    ///
    /// # Arguments
    ///
    /// - `file`: The file, with its name: its ending says what it is.
    /// - `purpose`: What the file is for: assistants and vector stores (`assistants`), requests of
    ///   a batch (`batch`), training (`fine-tune`, with images `vision`), evaluations (`evals`), or
    ///   anything (`user_data`).
    ///
    /// The body: The file and what it is for.
    ///
    /// The body is sent as a form, `multipart/form-data`.
    ///
    /// Optional arguments are setters of [`CreateFile`]. Ends in `.poll()`, too. A poll ends once
    /// `status` is `processed`, `error` or `deleted`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client, file: openai_threads::File) -> openai_threads::Result<()> {
    /// let answer = client.files().create_file(file, "assistants").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/files/createFile)
    pub fn create_file<M1, M2>(
        &self,
        file: impl IntoValue<File, M1>,
        purpose: impl IntoValue<CreateFileRequestPurpose, M2>,
    ) -> CreateFile {
        CreateFile::new(&self.client, CreateFileRequest::new(file, purpose))
    }

    /// [`create_file`](Self::create_file) with a whole body.
    pub fn create_file_with(&self, body: CreateFileRequest) -> CreateFile {
        CreateFile::new(&self.client, body)
    }

    /// Deletes a file.
    ///
    /// It is taken out of all vector stores, too.
    ///
    /// `DELETE /files/{file_id}`
    ///
    /// # Arguments
    ///
    /// - `file_id`: Id of the file to delete.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.files().delete_file("file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/files/deleteFile)
    pub fn delete_file(&self, file_id: impl AsRef<str>) -> DeleteFile {
        DeleteFile::new(&self.client, file_id)
    }

    /// Fetches what is known of a file.
    ///
    /// `GET /files/{file_id}`
    ///
    /// # Arguments
    ///
    /// - `file_id`: Id of the file.
    ///
    /// Ends in `.poll()`, too. A poll ends once `status` is `processed`, `error` or `deleted`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.files().retrieve_file("file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/files/retrieveFile)
    pub fn retrieve_file(&self, file_id: impl AsRef<str>) -> RetrieveFile {
        RetrieveFile::new(&self.client, file_id)
    }

    /// Fetches the content of a file.
    ///
    /// `GET /files/{file_id}/content`
    ///
    /// # Arguments
    ///
    /// - `file_id`: Id of the file.
    ///
    /// Gives all bytes, `*/*`; [`download`](DownloadFile::download) gives them as they come.
    ///
    /// Ends in `.download()`, too.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.files().download_file("file_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/files/downloadFile)
    pub fn download_file(&self, file_id: impl AsRef<str>) -> DownloadFile {
        DownloadFile::new(&self.client, file_id)
    }
}
