//! What there is: threads with their messages and runs, and what they are used with,
//! the oldest first.

use serde_json::{Value, json};

use super::answer::{Answer, Event};
use super::assistant;
use super::form::Form;
use super::library::Library;
use super::message;
use super::models::Models;
use super::refusal::{Refusal, required};
use super::run::Run;
use super::upload::Upload;

/// All that there is.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub(super) ids: Ids,
    threads: Vec<Thread>,
    pub(super) assistants: Vec<Value>,
    /// The ids of assistants that are no more.
    dismissed: Vec<String>,
    pub(super) library: Library,
    uploads: Vec<Upload>,
    pub(super) models: Models,
}

/// A thread and what is in it.
#[derive(Debug)]
pub(super) struct Thread {
    pub(super) object: Value,
    pub(super) messages: Vec<Value>,
    pub(super) runs: Vec<Run>,
}

/// Ids, of which no two are the same, and a clock that ticks with each.
#[derive(Debug, Default)]
pub(super) struct Ids(i64);

impl Ids {
    pub(super) fn next(&mut self, prefix: &str) -> String {
        self.0 += 1;
        format!("{prefix}_{:06}", self.0)
    }

    pub(super) fn now(&self) -> i64 {
        1_700_000_000 + self.0
    }
}

/// What has an id in its JSON.
pub(super) trait Stored {
    fn object(&self) -> &Value;
}

impl Stored for Value {
    fn object(&self) -> &Value {
        self
    }
}

impl Stored for Thread {
    fn object(&self) -> &Value {
        &self.object
    }
}

impl Stored for Run {
    fn object(&self) -> &Value {
        &self.object
    }
}

/// Where in a list something is.
fn place<T: Stored>(what: &str, items: &[T], id: &str) -> Result<usize, Refusal> {
    let place = items.iter().position(|item| item.object()["id"] == id);
    place.ok_or_else(|| Refusal::unknown(what, id))
}

/// Something in a list.
pub(super) fn find<'a, T: Stored>(
    what: &str,
    items: &'a mut [T],
    id: &str,
) -> Result<&'a mut T, Refusal> {
    place(what, items, id).map(|place| &mut items[place])
}

/// Takes something out of a list, and says so by a thing of that kind.
pub(super) fn delete<T: Stored>(
    what: &str,
    items: &mut Vec<T>,
    id: &str,
    kind: &str,
) -> Result<Answer, Refusal> {
    items.remove(place(what, items, id)?);
    Ok(Answer::ok(json!({"id": id, "object": kind, "deleted": true})))
}

/// Replaces properties of an object by those that a body has.
pub(super) fn replace(object: &mut Value, body: &Value, names: &[&str]) {
    for name in names {
        if let Some(new) = body.get(name) {
            object[*name] = new.clone();
        }
    }
}

impl Store {
    pub(super) fn thread(&mut self, id: &str) -> Result<&mut Thread, Refusal> {
        find("thread", &mut self.threads, id)
    }

    pub(super) fn run(&mut self, thread: &str, id: &str) -> Result<&mut Run, Refusal> {
        find("run", &mut self.thread(thread)?.runs, id)
    }

    pub(super) fn create_thread(&mut self, body: &Value) -> Result<&mut Thread, Refusal> {
        let id = self.ids.next("thread");
        let object = json!({
            "id": id,
            "object": "thread",
            "created_at": self.ids.now(),
            "tool_resources": self.tool_resources(body)?,
            "metadata": body.get("metadata").unwrap_or(&json!({})),
        });
        let mut messages = Vec::new();
        for body in body["messages"].as_array().into_iter().flatten() {
            messages.push(message::create(&mut self.ids, &id, body)?);
        }
        self.threads.push(Thread { object, messages, runs: Vec::new() });
        self.thread(&id)
    }

    pub(super) fn delete_thread(&mut self, id: &str) -> Result<Answer, Refusal> {
        delete("thread", &mut self.threads, id, "thread.deleted")
    }

    pub(super) fn create_message(&mut self, thread: &str, body: &Value) -> Result<Answer, Refusal> {
        let thread = find("thread", &mut self.threads, thread)?;
        let id = thread.check_idle()?;
        thread.messages.push(message::create(&mut self.ids, &id, body)?);
        Ok(Answer::ok(json!(thread.messages.last())))
    }

    pub(super) fn delete_message(&mut self, thread: &str, id: &str) -> Result<Answer, Refusal> {
        delete("message", &mut self.thread(thread)?.messages, id, "thread.message.deleted")
    }

    pub(super) fn create_run(&mut self, thread: &str, body: &Value) -> Result<Answer, Refusal> {
        let thread = find("thread", &mut self.threads, thread)?;
        let id = thread.check_idle()?;
        let assistant = find_assistant(&self.assistants, &self.dismissed, body)?;
        let mut added = Vec::new();
        for body in body["additional_messages"].as_array().into_iter().flatten() {
            added.push(message::create(&mut self.ids, &id, body)?);
        }
        thread.messages.append(&mut added);
        let searched = [Some(&thread.object), assistant].into_iter().flatten();
        let searched = searched
            .filter_map(|of| of["tool_resources"]["file_search"]["vector_store_ids"].as_array());
        let searched = searched.flatten().cloned().collect();
        let body = &assistant::of_run(assistant, body);
        let mut run = Run::create(&mut self.ids, &id, body, searched);
        let answer = run.answer(body, 0, &mut self.ids, &mut thread.messages, &self.library);
        thread.runs.push(run);
        Ok(answer)
    }

    pub(super) fn create_thread_and_run(&mut self, body: &Value) -> Result<Answer, Refusal> {
        find_assistant(&self.assistants, &self.dismissed, body)?;
        let mut of_thread = body.get("thread").cloned().unwrap_or_else(|| json!({}));
        if let Some(resources) = body.get("tool_resources") {
            of_thread["tool_resources"] = resources.clone();
        }
        let thread = self.create_thread(&of_thread)?.object.clone();
        let mut answer = self.create_run(thread["id"].as_str().unwrap_or_default(), body)?;
        if let Answer::Events(events) = &mut answer {
            events.insert(0, Event { name: "thread.created".to_owned(), data: thread });
        }
        Ok(answer)
    }

    /// A run, which moves on when it is looked at.
    pub(super) fn get_run(&mut self, thread: &str, id: &str) -> Result<Answer, Refusal> {
        let Thread { runs, messages, .. } = find("thread", &mut self.threads, thread)?;
        let run = find("run", runs, id)?;
        run.advance(&mut self.ids, messages, &self.library);
        Ok(Answer::ok(run.object.clone()))
    }

    pub(super) fn submit(
        &mut self,
        thread: &str,
        id: &str,
        body: &Value,
    ) -> Result<Answer, Refusal> {
        let Thread { runs, messages, .. } = find("thread", &mut self.threads, thread)?;
        let run = find("run", runs, id)?;
        let from = run.submit(body, &self.ids)?;
        Ok(run.answer(body, from, &mut self.ids, messages, &self.library))
    }

    pub(super) fn create_assistant(&mut self, body: &Value) -> Result<Answer, Refusal> {
        let resources = self.tool_resources(body)?;
        let assistant = assistant::create(&mut self.ids, body, resources)?;
        self.assistants.push(assistant.clone());
        Ok(Answer::ok(assistant))
    }

    pub(super) fn delete_assistant(&mut self, id: &str) -> Result<Answer, Refusal> {
        let answer = delete("assistant", &mut self.assistants, id, "assistant.deleted")?;
        self.dismissed.push(id.to_owned());
        Ok(answer)
    }

    pub(super) fn create_upload(&mut self, body: &Value) -> Result<Answer, Refusal> {
        let upload = Upload::create(&mut self.ids, body)?;
        let answer = upload.answer();
        self.uploads.push(upload);
        Ok(answer)
    }

    pub(super) fn add_part(&mut self, id: &str, form: &Form<'_>) -> Result<Answer, Refusal> {
        find("upload", &mut self.uploads, id)?.add(&mut self.ids, form)
    }

    pub(super) fn complete_upload(&mut self, id: &str, body: &Value) -> Result<Answer, Refusal> {
        let upload = find("upload", &mut self.uploads, id)?;
        upload.complete(&mut self.ids, &mut self.library, body)
    }

    pub(super) fn cancel_upload(&mut self, id: &str) -> Result<Answer, Refusal> {
        find("upload", &mut self.uploads, id)?.cancel()
    }

    /// The resources of tools that a body has: a vector store that is to be made becomes
    /// one with an id.
    fn tool_resources(&mut self, body: &Value) -> Result<Value, Refusal> {
        let mut resources = body.get("tool_resources").cloned().unwrap_or_default();
        if let Some(search) = resources.get_mut("file_search").and_then(Value::as_object_mut)
            && let Some(stores) = search.shift_remove("vector_stores")
        {
            let stores = stores.as_array().into_iter().flatten();
            let made = stores.map(|body| self.library.create_store(&mut self.ids, body));
            let made: Vec<Value> = made.collect::<Result<_, _>>()?;
            let ids = made.iter().map(|store| store["id"].clone()).collect();
            search.insert("vector_store_ids".to_owned(), ids);
        }
        Ok(resources)
    }
}

impl Thread {
    /// The id of a thread that nothing works on.
    fn check_idle(&self) -> Result<String, Refusal> {
        let id = self.object["id"].as_str().unwrap_or_default();
        match self.runs.iter().find(|run| run.is_active()) {
            Some(run) => {
                let run = run.object["id"].as_str().unwrap_or_default();
                Err(Refusal::new(format!("Thread {id} already has an active run {run}.")))
            }
            None => Ok(id.to_owned()),
        }
    }
}

/// The assistant that a run is asked of. Any id that looks like one of an assistant is
/// that of one without tools, unless it was deleted.
fn find_assistant<'a>(
    assistants: &'a [Value],
    dismissed: &[String],
    body: &Value,
) -> Result<Option<&'a Value>, Refusal> {
    let id = required(body, "assistant_id")?.as_str().unwrap_or_default();
    let known = assistants.iter().find(|assistant| assistant["id"] == id);
    let is_gone = dismissed.iter().any(|gone| gone == id);
    match known {
        None if is_gone || !id.starts_with("asst_") => Err(Refusal::unknown("assistant", id)),
        known => Ok(known),
    }
}
