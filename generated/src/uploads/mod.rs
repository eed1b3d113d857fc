//! The operations of the group `uploads`.

use openapi_loom_runtime::File;
use openapi_loom_runtime::value::{IntoList, IntoValue};

use crate::types::{
    AddUploadPartRequest, CompleteUploadRequest, CreateUploadRequest, CreateUploadRequestPurpose,
};

mod add_upload_part;
pub use self::add_upload_part::AddUploadPart;
mod cancel_upload;
pub use self::cancel_upload::CancelUpload;
mod complete_upload;
pub use self::complete_upload::CompleteUpload;
mod create_upload;
pub use self::create_upload::CreateUpload;

/// The operations of the group `uploads`.
///
/// Large files, sent in parts.
///
/// A handle is cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Uploads {
    pub(crate) client: crate::Client,
}

impl Uploads {
    /// Starts the upload of a large file in parts.
    ///
    /// It takes 8 GB in all, and expires after an hour. Add parts, and complete it: that makes the
    /// file.
    ///
    /// `POST /uploads`
    ///
    /// # Arguments
    ///
    /// - `filename`: Name of the file.
    /// - `purpose`: What the file is for, as when a file is uploaded at once.
    /// - `bytes`: Size of the whole file, in bytes.
    /// - `mime_type`: MIME type of the file; it has to be one that the purpose allows.
    ///
    /// The body: The file that will be sent.
    ///
    /// Optional arguments are setters of [`CreateUpload`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.uploads().create_upload("filename", "assistants", 1, "mime_type").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/uploads/createUpload)
    pub fn create_upload<M1, M2, M3, M4>(
        &self,
        filename: impl IntoValue<String, M1>,
        purpose: impl IntoValue<CreateUploadRequestPurpose, M2>,
        bytes: impl IntoValue<i64, M3>,
        mime_type: impl IntoValue<String, M4>,
    ) -> CreateUpload {
        CreateUpload::new(
            &self.client,
            CreateUploadRequest::new(filename, purpose, bytes, mime_type),
        )
    }

    /// [`create_upload`](Self::create_upload) with a whole body.
    pub fn create_upload_with(&self, body: CreateUploadRequest) -> CreateUpload {
        CreateUpload::new(&self.client, body)
    }

    /// Cancels an upload.
    ///
    /// After that it takes no more parts.
    ///
    /// `POST /uploads/{upload_id}/cancel`
    ///
    /// # Arguments
    ///
    /// - `upload_id`: Id of the upload to cancel.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.uploads().cancel_upload("upload_id").await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/uploads/cancelUpload)
    pub fn cancel_upload(&self, upload_id: impl AsRef<str>) -> CancelUpload {
        CancelUpload::new(&self.client, upload_id)
    }

    /// Makes the file of the parts of an upload.
    ///
    /// The parts together have to be as long as was said when the upload was created. After that it
    /// takes no more parts.
    ///
    /// `POST /uploads/{upload_id}/complete`
    ///
    /// # Arguments
    ///
    /// - `upload_id`: Id of the upload to complete.
    /// - `part_ids`: Ids of the parts, in the order of their bytes in the file.
    ///
    /// The body: The parts, in their order.
    ///
    /// Optional arguments are setters of [`CompleteUpload`].
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client) -> openai_threads::Result<()> {
    /// let answer = client.uploads().complete_upload("upload_id", ["part_ids"]).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/uploads/completeUpload)
    pub fn complete_upload<M>(
        &self,
        upload_id: impl AsRef<str>,
        part_ids: impl IntoList<String, M>,
    ) -> CompleteUpload {
        CompleteUpload::new(
            &self.client,
            upload_id,
            CompleteUploadRequest::new(part_ids),
        )
    }

    /// [`complete_upload`](Self::complete_upload) with a whole body.
    pub fn complete_upload_with(
        &self,
        upload_id: impl AsRef<str>,
        body: CompleteUploadRequest,
    ) -> CompleteUpload {
        CompleteUpload::new(&self.client, upload_id, body)
    }

    /// Adds a part to an upload.
    ///
    /// A part has at most 64 MB. Parts can be sent at the same time: their order is that in which
    /// they are named when the upload is completed.
    ///
    /// `POST /uploads/{upload_id}/parts`
    ///
    /// # Arguments
    ///
    /// - `upload_id`: Id of the upload.
    /// - `data`: The bytes of the part, at most 64 MB.
    ///
    /// The body: The bytes of the part.
    ///
    /// The body is sent as a form, `multipart/form-data`.
    ///
    /// # Errors
    ///
    /// See [`Error`](crate::Error).
    ///
    /// ```no_run
    /// # async fn example(client: openai_threads::Client, data: openai_threads::File) -> openai_threads::Result<()> {
    /// let answer = client.uploads().add_upload_part("upload_id", data).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// [Documentation of the API](https://platform.openai.com/docs/api-reference/uploads/addUploadPart)
    pub fn add_upload_part<M>(
        &self,
        upload_id: impl AsRef<str>,
        data: impl IntoValue<File, M>,
    ) -> AddUploadPart {
        AddUploadPart::new(&self.client, upload_id, AddUploadPartRequest::new(data))
    }

    /// [`add_upload_part`](Self::add_upload_part) with a whole body.
    pub fn add_upload_part_with(
        &self,
        upload_id: impl AsRef<str>,
        body: AddUploadPartRequest,
    ) -> AddUploadPart {
        AddUploadPart::new(&self.client, upload_id, body)
    }
}
