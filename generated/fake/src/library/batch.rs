//! Batches of files: one more is indexed each time that a batch is asked for.

use serde_json::{Value, json};

use super::Library;
use super::vector_store::{VectorStore, counts, index, is_in};
use crate::answer::Answer;
use crate::refusal::Refusal;
use crate::store::{Ids, find};

impl VectorStore {
    /// The places of the files of a batch.
    fn in_batch(&self, batch: &Value) -> Vec<usize> {
        let is_of = |file: &Value| {
            batch["file_ids"].as_array().is_some_and(|ids| ids.contains(&file["id"]))
        };
        (0..self.files.len()).filter(|place| is_of(&self.files[*place])).collect()
    }

    /// A batch as it is now.
    fn shown_batch(&self, batch: &Value) -> Value {
        let places = self.in_batch(batch);
        let counts = counts(places.iter().map(|place| &self.files[*place]));
        let status = match (batch["cancelled"] == true, counts["in_progress"] == 0) {
            (true, _) => "cancelled",
            (_, true) => "completed",
            (_, false) => "in_progress",
        };
        json!({
            "id": batch["id"],
            "object": "vector_store.files_batch",
            "created_at": batch["created_at"],
            "vector_store_id": self.id(),
            "status": status,
            "file_counts": counts,
        })
    }

    /// The answer to a request for a batch, after something was done about those of
    /// its files that wait.
    fn after(
        &mut self,
        id: &str,
        act: impl FnOnce(&mut Self, &[usize]),
    ) -> Result<Answer, Refusal> {
        let batch = find("vector store file batch", &mut self.batches, id)?.clone();
        let mut waiting = self.in_batch(&batch);
        waiting.retain(|place| self.files[*place]["status"] == "in_progress");
        act(self, &waiting);
        let batch = find("vector store file batch", &mut self.batches, id)?.clone();
        Ok(Answer::ok(self.shown_batch(&batch)))
    }
}

impl Library {
    pub(crate) fn create_batch(
        &mut self,
        ids: &mut Ids,
        store: &str,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        let (store, files) = self.open(store)?;
        let of_ids = body["file_ids"].as_array().into_iter().flatten().map(|id| {
            let [chunking, attributes] =
                ["chunking_strategy", "attributes"].map(|name| &body[name]);
            json!({"file_id": id, "chunking_strategy": chunking, "attributes": attributes})
        });
        let each = body["files"].as_array().into_iter().flatten().cloned();
        let added: Vec<Value> = of_ids.chain(each).collect();
        if added.is_empty() {
            return Err(Refusal::missing("file_ids"));
        }
        let batch = json!({
            "id": ids.next("vsfb"),
            "created_at": ids.now(),
            "file_ids": added.iter().map(|body| &body["file_id"]).collect::<Vec<_>>(),
        });
        for body in &added {
            store.add(ids, files, body)?;
        }
        let shown = store.shown_batch(&batch);
        store.batches.push(batch);
        Ok(Answer::ok(shown))
    }

    pub(crate) fn get_batch(&mut self, store: &str, id: &str) -> Result<Answer, Refusal> {
        let (store, files) = self.open(store)?;
        store.after(id, |store, waiting| {
            if let Some(next) = waiting.first() {
                index(&mut store.files[*next], files);
            }
        })
    }

    pub(crate) fn cancel_batch(&mut self, store: &str, id: &str) -> Result<Answer, Refusal> {
        let (store, _) = self.open(store)?;
        let batch = find("vector store file batch", &mut store.batches, id)?;
        batch["cancelled"] = true.into();
        store.after(id, |store, waiting| {
            waiting.iter().for_each(|place| store.files[*place]["status"] = "cancelled".into());
        })
    }

    /// The files of a batch in a status, if one is asked for.
    pub(crate) fn list_in_batch(
        &mut self,
        store: &str,
        id: &str,
        status: Option<&str>,
    ) -> Result<Vec<Value>, Refusal> {
        let (store, _) = self.open(store)?;
        let batch = find("vector store file batch", &mut store.batches, id)?.clone();
        let files = store.in_batch(&batch).into_iter().map(|place| &store.files[place]);
        Ok(files.filter(|file| is_in(file, status)).cloned().collect())
    }
}
