//! Runs: how they move from state to state, and what happens on the way.

use serde_json::{Value, json};

use super::answer::{Answer, Event};
use super::library::{Found, Library};
use super::message::{self, annotated};
use super::model::{self, Call, Turn};
use super::refusal::{Refusal, given, required};
use super::store::Ids;

/// How long the pieces are in which arguments are streamed, in characters.
const ARGUMENTS_PIECE: usize = 6;

/// A run, its steps and all that has happened to it.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) object: Value,
    pub(super) steps: Vec<Value>,
    events: Vec<Event>,
    /// The vector stores that it may search.
    stores: Vec<Value>,
    /// What the last turn has cost.
    spent: Usage,
}

/// How many tokens a turn has read and written: a word is one.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    prompt: u64,
    completion: u64,
}

impl Usage {
    fn json(self) -> Value {
        let Self { prompt, completion } = self;
        json!({
            "prompt_tokens": prompt,
            "completion_tokens": completion,
            "total_tokens": prompt + completion,
        })
    }
}

impl Run {
    /// A run that waits for its turn, and may search these vector stores.
    pub(super) fn create(ids: &mut Ids, thread: &str, body: &Value, stores: Vec<Value>) -> Self {
        let given = |name, default| given(body, name, default);
        let texts = ["instructions", "additional_instructions"].map(|name| given(name, json!("")));
        let texts = texts.iter().filter_map(Value::as_str).filter(|text| !text.is_empty());
        let object = json!({
            "id": ids.next("run"),
            "object": "thread.run",
            "created_at": ids.now(),
            "thread_id": thread,
            "assistant_id": body["assistant_id"],
            "status": "queued",
            "required_action": null,
            "last_error": null,
            "expires_at": ids.now() + 600,
            "started_at": null,
            "cancelled_at": null,
            "failed_at": null,
            "completed_at": null,
            "incomplete_details": null,
            "model": given("model", json!("gpt-4o")),
            "instructions": texts.collect::<Vec<_>>().join("\n"),
            "tools": given("tools", json!([])),
            "metadata": given("metadata", json!({})),
            "usage": null,
            "temperature": given("temperature", json!(1.0)),
            "top_p": given("top_p", json!(1.0)),
            "max_prompt_tokens": given("max_prompt_tokens", Value::Null),
            "max_completion_tokens": given("max_completion_tokens", Value::Null),
            "truncation_strategy":
                given("truncation_strategy", json!({"type": "auto", "last_messages": null})),
            "tool_choice": given("tool_choice", json!("auto")),
            "parallel_tool_calls": given("parallel_tool_calls", json!(true)),
            "response_format": given("response_format", json!("auto")),
        });
        let (steps, events) = (Vec::new(), Vec::new());
        let mut run = Self { object, steps, events, stores, spent: Usage::default() };
        run.happened("thread.run.created", run.object.clone());
        run.happened("thread.run.queued", run.object.clone());
        run
    }

    /// What is answered to the request that `body` is of: the run as it is, or
    /// all that has happened since `from`, and does until the run has to wait.
    pub(super) fn answer(
        &mut self,
        body: &Value,
        from: usize,
        ids: &mut Ids,
        messages: &mut Vec<Value>,
        library: &Library,
    ) -> Answer {
        if body["stream"] != true {
            return Answer::ok(self.object.clone());
        }
        while matches!(self.status(), "queued" | "in_progress") {
            self.advance(ids, messages, library);
        }
        Answer::Events(self.events[from..].to_vec())
    }

    /// Moves on by one state, unless somebody else has to act first.
    pub(super) fn advance(&mut self, ids: &mut Ids, messages: &mut Vec<Value>, library: &Library) {
        match self.status() {
            "queued" => self.enter("in_progress", ids),
            "in_progress" => match message::last_question(messages) {
                None => self.fail("There is no message of a user to answer.", ids),
                Some(question) => {
                    self.spent.prompt = question.split_whitespace().count() as u64;
                    match self.turn(&question, library) {
                        Turn::Calls(calls) => self.call(&calls, ids),
                        Turn::Text(text) => self.say(&text, &[], ids, messages),
                        Turn::Quote(found) => self.quote(&found, ids, messages),
                    }
                }
            },
            "cancelling" => self.stop(ids),
            _ => {}
        }
    }

    /// Takes outputs; gives the place of the first event that comes of them.
    pub(super) fn submit(&mut self, body: &Value, ids: &Ids) -> Result<usize, Refusal> {
        let outputs = required(body, "tool_outputs")?.as_array().map_or(&[][..], Vec::as_slice);
        if self.status() != "requires_action" {
            let status = self.status();
            return Err(Refusal::new(format!("A run that is {status} takes no tool outputs.")));
        }
        let last = self.steps.len() - 1;
        let calls = &mut self.steps[last]["step_details"]["tool_calls"];
        let calls = calls.as_array_mut().map_or(&mut [][..], Vec::as_mut_slice);
        let same = |call: &Value, output: &Value| call["id"] == output["tool_call_id"];
        let each = calls.iter().all(|call| outputs.iter().any(|output| same(call, output)));
        if !each || outputs.len() != calls.len() {
            let expected: Vec<_> = calls.iter().map(|call| &call["id"]).collect();
            let found: Vec<_> = outputs.iter().map(|output| &output["tool_call_id"]).collect();
            let message =
                format!("Expected tool outputs for {}, got {}.", json!(expected), json!(found));
            return Err(Refusal::new(message));
        }
        for call in calls {
            let output = outputs.iter().find(|output| same(call, output));
            let text = output.and_then(|output| output["output"].as_str());
            call["function"]["output"] = text.unwrap_or_default().into();
        }
        let from = self.events.len();
        self.end_step(last, "completed", ids);
        self.object["required_action"] = Value::Null;
        self.enter("queued", ids);
        Ok(from)
    }

    /// Begins to cancel.
    pub(super) fn cancel(&mut self) -> Result<Answer, Refusal> {
        if !self.is_active() {
            return Err(Refusal::new(format!("Cannot cancel a run that is {}.", self.status())));
        }
        self.object["required_action"] = Value::Null;
        self.object["status"] = "cancelling".into();
        Ok(Answer::ok(self.object.clone()))
    }

    /// Whether it still goes on.
    pub(super) fn is_active(&self) -> bool {
        matches!(self.status(), "queued" | "in_progress" | "requires_action" | "cancelling")
    }

    fn status(&self) -> &str {
        self.object["status"].as_str().unwrap_or_default()
    }

    fn turn(&self, question: &str, library: &Library) -> Turn {
        let choice = &self.object["tool_choice"];
        let chosen = |tool: &&Value| match choice["function"]["name"].as_str() {
            Some(name) => tool["function"]["name"] == name,
            None => choice != "none",
        };
        let tools: Vec<_> =
            self.object["tools"].as_array().into_iter().flatten().filter(chosen).collect();
        let outputs: Vec<_> = self.calls().filter_map(|call| call["output"].as_str()).collect();
        let parallel = self.object["parallel_tool_calls"] != false;
        let find = || library.find(&self.stores, question).into_iter().next();
        model::turn(question, &tools, &outputs, parallel, find)
    }

    /// The functions called so far.
    fn calls(&self) -> impl Iterator<Item = &Value> {
        let lists =
            self.steps.iter().filter_map(|step| step["step_details"]["tool_calls"].as_array());
        lists.flatten().map(|call| &call["function"])
    }

    /// Calls functions, and waits for what they give.
    fn call(&mut self, calls: &[Call], ids: &mut Ids) {
        let step = self.begin_step(json!({"type": "tool_calls", "tool_calls": []}), ids);
        let (mut kept, mut asked) = (Vec::new(), Vec::new());
        for (index, Call { name, arguments, .. }) in calls.iter().enumerate() {
            let id = ids.next("call");
            let begin = json!({
                "index": index,
                "id": id,
                "type": "function",
                "function": {"name": name, "arguments": ""},
            });
            self.step_delta(step, begin);
            for piece in arguments.chars().collect::<Vec<_>>().chunks(ARGUMENTS_PIECE) {
                let function = json!({"arguments": String::from_iter(piece)});
                let delta = json!({"index": index, "type": "function", "function": function});
                self.step_delta(step, delta);
            }
            let call = |function| json!({"id": id, "type": "function", "function": function});
            kept.push(call(json!({"name": name, "arguments": arguments, "output": null})));
            asked.push(call(json!({"name": name, "arguments": arguments})));
        }
        let words = calls.iter().map(|call| call.arguments.split_whitespace().count() as u64);
        self.spent.completion = words.sum();
        self.steps[step]["step_details"]["tool_calls"] = kept.into();
        self.object["required_action"] =
            json!({"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": asked}});
        self.enter("requires_action", ids);
    }

    /// Searches, and says what was found, with a mark that says where.
    fn quote(&mut self, found: &Found, ids: &mut Ids, messages: &mut Vec<Value>) {
        let Found { file, filename, text, score, .. } = found;
        let step = self.begin_step(json!({"type": "tool_calls", "tool_calls": []}), ids);
        let mut call = json!({"id": ids.next("call"), "type": "file_search", "file_search": {}});
        let mut begin = call.clone();
        begin["index"] = 0.into();
        self.step_delta(step, begin);
        let content = json!([{"type": "text", "text": text}]);
        call["file_search"] = json!({
            "ranking_options": {"ranker": "default_2024_08_21", "score_threshold": 0.0},
            "results": [
                {"file_id": file, "file_name": filename, "score": score, "content": content},
            ],
        });
        self.steps[step]["step_details"]["tool_calls"] = json!([call]);
        self.end_step(step, "completed", ids);
        let mark = format!("【0:0†{}】", filename.as_str().unwrap_or_default());
        let start = text.chars().count();
        let citation = json!({
            "type": "file_citation",
            "text": mark,
            "start_index": start,
            "end_index": start + mark.chars().count(),
            "file_citation": {"file_id": file},
        });
        self.say(&format!("{text}{mark}"), &[citation], ids, messages);
    }

    /// Writes a message a word at a time, as far as it may, and comes to an end.
    fn say(&mut self, text: &str, annotations: &[Value], ids: &mut Ids, messages: &mut Vec<Value>) {
        let words: Vec<&str> = text.split_inclusive(' ').collect();
        let limit = self.object["max_completion_tokens"].as_u64();
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        let limit = limit.map_or(words.len(), |limit| words.len().min(limit));
        self.spent.completion = limit as u64;
        let status = if limit < words.len() { "incomplete" } else { "completed" };
        let mut message = message::begin(ids, &self.object);
        let creation = json!({"message_id": message["id"]});
        let step =
            self.begin_step(json!({"type": "message_creation", "message_creation": creation}), ids);
        self.happened("thread.message.created", message.clone());
        self.happened("thread.message.in_progress", message.clone());
        let annotations = if status == "completed" { annotations } else { &[] };
        let said = words[..limit].iter().enumerate().map(|(place, word)| match place {
            0 => json!({"value": word, "annotations": []}),
            _ => json!({"value": word}),
        });
        let noted = annotations.iter().enumerate().map(|(place, annotation)| {
            let mut annotation = annotation.clone();
            annotation["index"] = place.into();
            json!({"annotations": [annotation]})
        });
        for text in said.chain(noted) {
            let delta = json!({"content": [{"index": 0, "type": "text", "text": text}]});
            self.happened(
                "thread.message.delta",
                json!({"id": message["id"], "object": "thread.message.delta", "delta": delta}),
            );
        }
        message["content"] = annotated(&words[..limit].concat(), annotations);
        enter(&mut message, status, ids);
        if status == "incomplete" {
            message["incomplete_details"] = json!({"reason": "max_tokens"});
            self.object["incomplete_details"] = json!({"reason": "max_completion_tokens"});
        }
        self.happened(format!("thread.message.{status}"), message.clone());
        messages.push(message);
        self.end_step(step, "completed", ids);
        self.end(status, ids);
    }

    fn fail(&mut self, message: &str, ids: &Ids) {
        self.object["last_error"] = json!({"code": "invalid_prompt", "message": message});
        self.end("failed", ids);
    }

    fn stop(&mut self, ids: &Ids) {
        for place in 0..self.steps.len() {
            if self.steps[place]["status"] == "in_progress" {
                self.end_step(place, "cancelled", ids);
            }
        }
        self.end("cancelled", ids);
    }

    fn begin_step(&mut self, details: Value, ids: &mut Ids) -> usize {
        let step = json!({
            "id": ids.next("step"),
            "object": "thread.run.step",
            "created_at": ids.now(),
            "assistant_id": self.object["assistant_id"],
            "thread_id": self.object["thread_id"],
            "run_id": self.object["id"],
            "type": details["type"],
            "status": "in_progress",
            "step_details": details,
            "last_error": null,
            "expired_at": null,
            "cancelled_at": null,
            "failed_at": null,
            "completed_at": null,
            "metadata": {},
            "usage": null,
        });
        self.happened("thread.run.step.created", step.clone());
        self.happened("thread.run.step.in_progress", step.clone());
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn step_delta(&mut self, step: usize, call: Value) {
        let details = json!({"type": "tool_calls", "tool_calls": [call]});
        let delta = json!({
            "id": self.steps[step]["id"],
            "object": "thread.run.step.delta",
            "delta": {"step_details": details},
        });
        self.happened("thread.run.step.delta", delta);
    }

    fn end_step(&mut self, step: usize, status: &str, ids: &Ids) {
        enter(&mut self.steps[step], status, ids);
        if status == "completed" {
            self.steps[step]["usage"] = self.spent.json();
        }
        self.happened(format!("thread.run.step.{status}"), self.steps[step].clone());
    }

    fn end(&mut self, status: &str, ids: &Ids) {
        let sum = |name| self.steps.iter().filter_map(|step| step["usage"][name].as_u64()).sum();
        let usage = Usage { prompt: sum("prompt_tokens"), completion: sum("completion_tokens") };
        self.object["usage"] = usage.json();
        self.object["expires_at"] = Value::Null;
        self.enter(status, ids);
    }

    fn enter(&mut self, status: &str, ids: &Ids) {
        enter(&mut self.object, status, ids);
        self.happened(format!("thread.run.{status}"), self.object.clone());
    }

    fn happened(&mut self, name: impl Into<String>, data: Value) {
        self.events.push(Event { name: name.into(), data });
    }
}

/// Sets the status of a run, a step or a message, and when it came to that.
fn enter(object: &mut Value, status: &str, ids: &Ids) {
    object["status"] = status.into();
    let stamp = match status {
        "in_progress" => "started_at".to_owned(),
        _ => format!("{status}_at"),
    };
    if let Some(at @ Value::Null) = object.get_mut(&stamp) {
        *at = ids.now().into();
    }
}
