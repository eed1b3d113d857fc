//! Vector stores and the files in them: each is indexed by the time that it is asked
//! for.

use serde_json::{Value, json};

use super::{File, Library, by_id, content_of};
use crate::answer::Answer;
use crate::refusal::{Refusal, given, required};
use crate::store::{Ids, Stored, delete, find, replace};

/// A vector store, and its files and batches of them.
#[derive(Debug)]
pub(super) struct VectorStore {
    object: Value,
    pub(super) files: Vec<Value>,
    pub(super) batches: Vec<Value>,
}

impl Stored for VectorStore {
    fn object(&self) -> &Value {
        &self.object
    }
}

/// The statuses of files.
const STATUSES: [&str; 4] = ["in_progress", "completed", "failed", "cancelled"];

/// Counts files by status, and all of them.
pub(super) fn counts<'f>(files: impl Iterator<Item = &'f Value> + Clone) -> Value {
    let count = |status| files.clone().filter(|file| file["status"] == status).count();
    let mut counts: Value = STATUSES.map(|status| (status, count(status))).into_iter().collect();
    counts["total"] = files.count().into();
    counts
}

/// Indexes a file that waits for it. One in which there is no text fails.
pub(super) fn index(entry: &mut Value, files: &[File]) {
    if entry["status"] != "in_progress" {
        return;
    }
    let content = content_of(files, &entry["id"]);
    let text = std::str::from_utf8(content).unwrap_or_default();
    if text.trim().is_empty() {
        entry["status"] = "failed".into();
        entry["last_error"] =
            json!({"code": "invalid_file", "message": "The file has no text in it."});
    } else {
        entry["status"] = "completed".into();
        entry["usage_bytes"] = content.len().into();
    }
}

impl VectorStore {
    /// The vector store as it is now.
    pub(super) fn shown(&self) -> Value {
        let mut shown = self.object.clone();
        let bytes = self.files.iter().filter_map(|file| file["usage_bytes"].as_u64());
        shown["usage_bytes"] = bytes.sum::<u64>().into();
        shown["file_counts"] = counts(self.files.iter());
        let waits = self.files.iter().any(|file| file["status"] == "in_progress");
        shown["status"] = if waits { "in_progress" } else { "completed" }.into();
        shown
    }

    pub(super) fn id(&self) -> &str {
        self.object["id"].as_str().unwrap_or_default()
    }

    /// Takes out a file that is no more.
    pub(super) fn forget(&mut self, file: &str) {
        self.files.retain(|known| known["id"] != file);
    }

    /// Adds a file, or has it indexed anew.
    pub(super) fn add(
        &mut self,
        ids: &mut Ids,
        files: &[File],
        body: &Value,
    ) -> Result<Value, Refusal> {
        let id = required(body, "file_id")?;
        let name = id.as_str().unwrap_or_default();
        if by_id(files, id).is_none() {
            return Err(Refusal::unknown("file", name));
        }
        let entry = json!({
            "id": id,
            "object": "vector_store.file",
            "usage_bytes": 0,
            "created_at": ids.now(),
            "vector_store_id": self.id(),
            "status": "in_progress",
            "last_error": null,
            "chunking_strategy": strategy(&body["chunking_strategy"])?,
            "attributes": given(body, "attributes", json!({})),
        });
        self.forget(name);
        self.files.push(entry.clone());
        Ok(entry)
    }
}

/// The strategy that is used where one is asked for.
fn strategy(asked: &Value) -> Result<Value, Refusal> {
    match asked["type"].as_str() {
        None | Some("auto") => Ok(json!({
            "type": "static",
            "static": {"max_chunk_size_tokens": 800, "chunk_overlap_tokens": 400},
        })),
        Some("static") => Ok(asked.clone()),
        Some(other) => Err(Refusal::invalid("chunking_strategy", other)),
    }
}

impl Library {
    pub(crate) fn create_store(&mut self, ids: &mut Ids, body: &Value) -> Result<Value, Refusal> {
        let mut object = json!({
            "id": ids.next("vs"),
            "object": "vector_store",
            "created_at": ids.now(),
            "name": body["name"].as_str().unwrap_or_default(),
            "usage_bytes": 0,
            "file_counts": {},
            "status": "completed",
            "last_active_at": ids.now(),
            "metadata": given(body, "metadata", json!({})),
        });
        if let Some(policy) = body.get("expires_after") {
            let days = policy["days"].as_i64().unwrap_or_default();
            object["expires_at"] = (ids.now() + days * 86_400).into();
            object["expires_after"] = policy.clone();
        }
        let mut store = VectorStore { object, files: Vec::new(), batches: Vec::new() };
        for id in body["file_ids"].as_array().into_iter().flatten() {
            let chunking = &body["chunking_strategy"];
            let body = json!({"file_id": id, "chunking_strategy": chunking});
            store.add(ids, &self.files, &body)?;
        }
        let shown = store.shown();
        self.stores.push(store);
        Ok(shown)
    }

    pub(crate) fn shown_stores(&self) -> Vec<Value> {
        self.stores.iter().map(VectorStore::shown).collect()
    }

    /// A vector store, of whose files one more is indexed.
    pub(crate) fn get_store(&mut self, id: &str) -> Result<Answer, Refusal> {
        let store = find("vector store", &mut self.stores, id)?;
        if let Some(next) = store.files.iter_mut().find(|file| file["status"] == "in_progress") {
            index(next, &self.files);
        }
        Ok(Answer::ok(store.shown()))
    }

    pub(crate) fn modify_store(&mut self, id: &str, body: &Value) -> Result<Answer, Refusal> {
        let store = find("vector store", &mut self.stores, id)?;
        replace(&mut store.object, body, &["name", "expires_after", "metadata"]);
        Ok(Answer::ok(store.shown()))
    }

    pub(crate) fn delete_store(&mut self, id: &str) -> Result<Answer, Refusal> {
        delete("vector store", &mut self.stores, id, "vector_store.deleted")
    }

    /// A vector store by its id, and all files.
    pub(super) fn open(&mut self, id: &str) -> Result<(&mut VectorStore, &[File]), Refusal> {
        Ok((find("vector store", &mut self.stores, id)?, &self.files))
    }

    pub(crate) fn add_to_store(
        &mut self,
        ids: &mut Ids,
        store: &str,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        let (store, files) = self.open(store)?;
        store.add(ids, files, body).map(Answer::ok)
    }

    /// A file of a vector store, which is indexed by then.
    pub(crate) fn get_in_store(&mut self, store: &str, id: &str) -> Result<Answer, Refusal> {
        let (store, files) = self.open(store)?;
        let entry = find("vector store file", &mut store.files, id)?;
        index(entry, files);
        Ok(Answer::ok(entry.clone()))
    }

    pub(crate) fn modify_in_store(
        &mut self,
        store: &str,
        id: &str,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        let (store, _) = self.open(store)?;
        let entry = find("vector store file", &mut store.files, id)?;
        let attributes = body.get("attributes").ok_or_else(|| Refusal::missing("attributes"))?;
        entry["attributes"] = attributes.clone();
        Ok(Answer::ok(entry.clone()))
    }

    pub(crate) fn delete_in_store(&mut self, store: &str, id: &str) -> Result<Answer, Refusal> {
        let files = &mut self.open(store)?.0.files;
        delete("vector store file", files, id, "vector_store.file.deleted")
    }

    /// The files of a vector store in a status, if one is asked for.
    pub(crate) fn list_in_store(
        &mut self,
        store: &str,
        status: Option<&str>,
    ) -> Result<Vec<Value>, Refusal> {
        let (store, _) = self.open(store)?;
        let wanted = store.files.iter().filter(|file| is_in(file, status));
        Ok(wanted.cloned().collect())
    }

    /// The text that was read out of a file of a vector store.
    pub(crate) fn content_in_store(&mut self, store: &str, id: &str) -> Result<Answer, Refusal> {
        let (store, files) = self.open(store)?;
        let entry = find("vector store file", &mut store.files, id)?;
        let content = content_of(files, &entry["id"]);
        Ok(Answer::ok(json!({
            "object": "vector_store.file_content.page",
            "data": [{"type": "text", "text": String::from_utf8_lossy(content)}],
            "has_more": false,
            "next_page": null,
        })))
    }
}

/// Tells whether a file is in a status, if one is asked for.
pub(super) fn is_in(file: &Value, status: Option<&str>) -> bool {
    status.is_none_or(|status| file["status"] == status)
}
