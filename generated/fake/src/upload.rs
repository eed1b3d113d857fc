//! Uploads of large files in parts.

use serde_json::{Value, json};

use super::answer::Answer;
use super::form::Form;
use super::library::{Library, NewFile};
use super::refusal::{Refusal, required};
use super::store::{Ids, Stored};

/// An upload and the parts that have come.
#[derive(Debug)]
pub(super) struct Upload {
    object: Value,
    parts: Vec<(String, Vec<u8>)>,
    /// For how many seconds the file is kept, if not for good.
    seconds: Option<i64>,
}

impl Stored for Upload {
    fn object(&self) -> &Value {
        &self.object
    }
}

impl Upload {
    pub(super) fn create(ids: &mut Ids, body: &Value) -> Result<Self, Refusal> {
        let object = json!({
            "id": ids.next("upload"),
            "object": "upload",
            "created_at": ids.now(),
            "filename": required(body, "filename")?,
            "bytes": required(body, "bytes")?,
            "purpose": required(body, "purpose")?,
            "status": "pending",
            "expires_at": ids.now() + 3600,
        });
        required(body, "mime_type")?;
        let seconds = body["expires_after"]["seconds"].as_i64();
        Ok(Self { object, parts: Vec::new(), seconds })
    }

    pub(super) fn answer(&self) -> Answer {
        Answer::ok(self.object.clone())
    }

    /// Takes a part.
    pub(super) fn add(&mut self, ids: &mut Ids, form: &Form<'_>) -> Result<Answer, Refusal> {
        self.check_pending()?;
        let (_, content) = form.file("data")?;
        let id = ids.next("part");
        self.parts.push((id.clone(), content.to_vec()));
        Ok(Answer::ok(json!({
            "id": id,
            "object": "upload.part",
            "created_at": ids.now(),
            "upload_id": self.object["id"],
        })))
    }

    /// Makes the file of its parts.
    pub(super) fn complete(
        &mut self,
        ids: &mut Ids,
        library: &mut Library,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        self.check_pending()?;
        let mut content = Vec::new();
        for id in required(body, "part_ids")?.as_array().into_iter().flatten() {
            let id = id.as_str().unwrap_or_default();
            let part = self.parts.iter().find(|(known, _)| known == id);
            content.extend_from_slice(&part.ok_or_else(|| Refusal::unknown("part", id))?.1);
        }
        if self.object["bytes"] != content.len() {
            let (found, promised) = (content.len(), &self.object["bytes"]);
            let message = format!("The parts have {found} bytes, expected {promised}.");
            return Err(Refusal::new(message));
        }
        let text = |name: &str| self.object[name].as_str().unwrap_or_default();
        let (name, purpose) = (text("filename"), text("purpose"));
        let file = library.add(ids, NewFile { name, purpose, seconds: self.seconds, content });
        self.object["status"] = "completed".into();
        self.object["file"] = file;
        Ok(self.answer())
    }

    pub(super) fn cancel(&mut self) -> Result<Answer, Refusal> {
        self.check_pending()?;
        self.object["status"] = "cancelled".into();
        Ok(self.answer())
    }

    fn check_pending(&self) -> Result<(), Refusal> {
        match self.object["status"].as_str() {
            Some("pending") => Ok(()),
            status => {
                let message = format!("The upload is {}.", status.unwrap_or_default());
                Err(Refusal::new(message))
            }
        }
    }
}
