//! What there is: threads with their messages and runs, the oldest first.

use serde_json::{Value, json};

use super::answer::{Answer, Event};
use super::message;
use super::refusal::{Refusal, required};
use super::run::Run;

/// All threads.
#[derive(Debug, Default)]
pub(super) struct Store {
    ids: Ids,
    threads: Vec<Thread>,
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

/// Takes something out of a list, and says so.
fn delete<T: Stored>(what: &str, items: &mut Vec<T>, id: &str) -> Result<Answer, Refusal> {
    let removed = items.remove(place(what, items, id)?);
    let kind = removed.object()["object"].as_str().unwrap_or_default().to_owned();
    Ok(Answer::ok(json!({"id": id, "object": kind + ".deleted", "deleted": true})))
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
            "tool_resources": tool_resources(body, &mut self.ids),
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
        delete("thread", &mut self.threads, id)
    }

    pub(super) fn create_message(&mut self, thread: &str, body: &Value) -> Result<Answer, Refusal> {
        let thread = find("thread", &mut self.threads, thread)?;
        let id = thread.check_idle()?;
        thread.messages.push(message::create(&mut self.ids, &id, body)?);
        Ok(Answer::ok(json!(thread.messages.last())))
    }

    pub(super) fn delete_message(&mut self, thread: &str, id: &str) -> Result<Answer, Refusal> {
        delete("message", &mut self.thread(thread)?.messages, id)
    }

    pub(super) fn create_run(&mut self, thread: &str, body: &Value) -> Result<Answer, Refusal> {
        let thread = find("thread", &mut self.threads, thread)?;
        let id = thread.check_idle()?;
        check_assistant(body)?;
        let mut added = Vec::new();
        for body in body["additional_messages"].as_array().into_iter().flatten() {
            added.push(message::create(&mut self.ids, &id, body)?);
        }
        thread.messages.append(&mut added);
        let mut run = Run::create(&mut self.ids, &id, body);
        let answer = run.answer(body, 0, &mut self.ids, &mut thread.messages);
        thread.runs.push(run);
        Ok(answer)
    }

    pub(super) fn create_thread_and_run(&mut self, body: &Value) -> Result<Answer, Refusal> {
        check_assistant(body)?;
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
        run.advance(&mut self.ids, messages);
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
        Ok(run.answer(body, from, &mut self.ids, messages))
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

/// There are no assistants here, but ids that look like one of an assistant.
fn check_assistant(body: &Value) -> Result<(), Refusal> {
    match required(body, "assistant_id")?.as_str().unwrap_or_default() {
        id if id.starts_with("asst_") => Ok(()),
        other => Err(Refusal::unknown("assistant", other)),
    }
}

/// What a thread can use: a vector store that is to be made with it becomes one
/// with an id.
fn tool_resources(body: &Value, ids: &mut Ids) -> Value {
    let mut resources = body.get("tool_resources").cloned().unwrap_or_default();
    if let Some(search) = resources.get_mut("file_search").and_then(Value::as_object_mut)
        && let Some(stores) = search.shift_remove("vector_stores")
    {
        let made = stores.as_array().into_iter().flatten().map(|_| ids.next("vs"));
        search.insert("vector_store_ids".to_owned(), made.collect());
    }
    resources
}
