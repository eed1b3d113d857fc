//! Models: those of the service, and one that somebody has tuned.

use serde_json::{Value, json};

use super::answer::Answer;
use super::refusal::Refusal;
use super::store::{delete, find};

/// All models.
#[derive(Debug)]
pub(super) struct Models(Vec<Value>);

impl Default for Models {
    fn default() -> Self {
        let owned = |(name, owner): (&str, &str)| json!({"id": name, "object": "model", "created": 1_700_000_000, "owned_by": owner});
        let tuned = ("ft:gpt-4o-mini:fake::1", "organization-fake");
        Self([("gpt-4o", "system"), ("gpt-4o-mini", "system"), tuned].map(owned).into())
    }
}

impl Models {
    pub(super) fn list(&self) -> Answer {
        Answer::ok(json!({"object": "list", "data": self.0}))
    }

    pub(super) fn get(&mut self, name: &str) -> Result<Answer, Refusal> {
        Ok(Answer::ok(find("model", &mut self.0, name)?.clone()))
    }

    /// Deletes a model that somebody has tuned.
    pub(super) fn delete(&mut self, name: &str) -> Result<Answer, Refusal> {
        let model = find("model", &mut self.0, name)?;
        if model["owned_by"] == "system" {
            return Err(Refusal::new(format!("The model '{name}' cannot be deleted.")));
        }
        delete("model", &mut self.0, name, "model")
    }
}
