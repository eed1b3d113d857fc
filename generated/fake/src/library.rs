//! Files, and the vector stores in which they are found.

mod batch;
mod search;
mod vector_store;

use serde_json::{Value, json};

use super::answer::Answer;
use super::form::Form;
use super::refusal::Refusal;
use super::store::{Ids, Stored, delete, find};
pub(super) use search::Found;
use vector_store::VectorStore;

/// All files and vector stores, the oldest first.
#[derive(Debug, Default)]
pub(super) struct Library {
    pub(super) files: Vec<File>,
    stores: Vec<VectorStore>,
}

/// A file and what is in it.
#[derive(Debug)]
pub(super) struct File {
    pub(super) object: Value,
    pub(super) content: Vec<u8>,
}

impl Stored for File {
    fn object(&self) -> &Value {
        &self.object
    }
}

/// The file of an id, if there is one.
fn by_id<'f>(files: &'f [File], id: &Value) -> Option<&'f File> {
    files.iter().find(|file| file.object["id"] == *id)
}

/// The content of the file of an id; nothing where there is none.
fn content_of<'f>(files: &'f [File], id: &Value) -> &'f [u8] {
    by_id(files, id).map_or(&[], |file| &file.content)
}

/// A file that is still to be made.
pub(super) struct NewFile<'a> {
    pub(super) name: &'a str,
    pub(super) purpose: &'a str,
    /// For how many seconds it is kept, if not for good.
    pub(super) seconds: Option<i64>,
    pub(super) content: Vec<u8>,
}

impl Library {
    /// The file that a form uploads.
    pub(super) fn upload(&mut self, ids: &mut Ids, form: &Form<'_>) -> Result<Answer, Refusal> {
        let (name, content) = form.file("file")?;
        let purpose = form.required("purpose")?;
        let seconds = form.text("expires_after[seconds]").map(|text| {
            text.parse().map_err(|_| Refusal::invalid("expires_after[seconds]", &text))
        });
        let seconds = seconds.transpose()?;
        let file = NewFile { name, purpose: &purpose, seconds, content: content.to_vec() };
        Ok(Answer::ok(self.add(ids, file)))
    }

    /// Keeps a file.
    pub(super) fn add(&mut self, ids: &mut Ids, file: NewFile<'_>) -> Value {
        let NewFile { name, purpose, seconds, content } = file;
        let mut object = json!({
            "id": ids.next("file"),
            "object": "file",
            "bytes": content.len(),
            "created_at": ids.now(),
            "filename": name,
            "purpose": purpose,
            "status": "processed",
        });
        if let Some(seconds) = seconds {
            object["expires_at"] = (ids.now() + seconds).into();
        }
        self.files.push(File { object: object.clone(), content });
        object
    }

    pub(super) fn file(&mut self, id: &str) -> Result<&mut File, Refusal> {
        find("file", &mut self.files, id)
    }

    /// Deletes a file, and takes it out of all vector stores.
    pub(super) fn delete_file(&mut self, id: &str) -> Result<Answer, Refusal> {
        let answer = delete("file", &mut self.files, id, "file")?;
        self.stores.iter_mut().for_each(|store| store.forget(id));
        Ok(answer)
    }
}
