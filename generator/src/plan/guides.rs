//! The pages beside the sources: what the crate is and how it is used, and each operation.

use std::collections::HashMap;

use super::call_docs::declared_errors;
use super::example::Example;
use super::features::{Groups, common};
use super::{Planner, docs, files, markdown, structured};
use crate::ir::{Answer, DeclaredError, Operation};
use crate::rust::{AnswerVariant, Answers, Call, FULL, File, Guide, GuideRegion, Item, Marks};
use crate::words::{code, one_line};

impl<'a> Planner<'a> {
    /// Returns the pages, once the methods are planned.
    pub(super) fn guides(&self, groups: &Groups<'a>, files: &[File]) -> Vec<Guide> {
        if groups.is_empty() {
            return Vec::new();
        }
        vec![self.readme(groups), self.reference(groups, &calls(files))]
    }

    fn readme(&self, groups: &Groups<'a>) -> Guide {
        let package = self.package();
        let region = |name, lines| GuideRegion { name, lines };
        let add = match self.config.manifest.published {
            true => format!("$ cargo add {package}"),
            // On crates.io, that name may be another crate's.
            false => format!("$ cargo add --path path/to/{package} # the directory of this crate"),
        };
        let mut install = vec![
            "```console".to_owned(),
            add,
            "$ cargo add tokio --features macros,rt-multi-thread".to_owned(),
        ];
        let mut calls = vec!["```rust".to_owned(), self.client_line()];
        for (what, lines) in self.kinds(groups) {
            calls.extend([String::new(), format!("// {what}.")]);
            calls.extend(lines);
        }
        calls.push("```".to_owned());
        if let Some(lines) = self.webhook_lines() {
            calls.push(String::new());
            calls.extend(lines);
        }
        if calls.iter().any(|line| line.contains("serde_json::")) {
            install.push("$ cargo add serde_json".to_owned());
        }
        install.push("```".to_owned());
        let mut about = vec![self.about(groups), String::new()];
        about.extend(self.notices(groups));
        about.pop();
        Guide {
            path: "README.md",
            lines: vec![format!("# {package}")],
            regions: vec![
                region("about", about),
                region("install", install),
                region("calls", calls),
                region("settings", self.settings()),
                region("more", more()),
                region("features", self.feature_rows(groups)),
            ],
        }
    }

    fn reference(&self, groups: &Groups<'a>, calls: &Calls<'_>) -> Guide {
        let common = common_errors(groups);
        let mut lines = self.notices(groups);
        lines.extend(self.error_lines("Each operation declares these errors", &common));
        for (group, operations) in groups {
            let module = files::group_module(group);
            lines.extend([format!("## `client.{module}()`"), String::new()]);
            if let Some(feature) = self.optional_feature(group, groups) {
                lines.extend([format!("With the feature {}.", code(&feature)), String::new()]);
            }
            for operation in operations {
                let call = calls.get(operation.id.as_str()).copied();
                lines.extend(self.of_operation(operation, call, &common));
            }
        }
        match self.webhook_lines() {
            Some(of_webhooks) => {
                lines.extend(["## Webhooks".to_owned(), String::new()]);
                lines.extend(of_webhooks);
            }
            None => _ = lines.pop(),
        }
        Guide {
            path: "reference.md",
            lines: vec![
                format!("# Operations of {}", self.package()),
                String::new(),
                "What is optional is a setter of the call; an error is an `Error`. A name that an example"
                    .to_owned(),
                "does not define stands for an argument; the signature above has its type.".to_owned(),
            ],
            regions: vec![GuideRegion { name: "operations", lines }],
        }
    }

    /// Returns an operation: its signature, what it does, where, an example, its setters, endings
    /// and errors, without those that are common to all.
    fn of_operation(
        &self,
        operation: &Operation,
        call: Option<&Call>,
        common: &[&DeclaredError],
    ) -> Vec<String> {
        let Some(example) = self.examples.get(&operation.id) else { return Vec::new() };
        let mut lines = vec![format!("### `{}`", example.method_name()), String::new()];
        let about = docs::sentence(&operation.docs.text);
        if !about.is_empty() {
            lines.extend(markdown::lines(&about, self.config.link_base.as_deref()));
            lines.push(String::new());
        }
        let answer = match &operation.answer {
            Answer::Nothing => String::new(),
            Answer::Json(ty) => format!(" -> {}", self.ty(ty)),
            Answer::Optional(ty) => format!(" -> {}", self.ty(ty).inside("Option")),
            Answer::ByStatus(_) => {
                let answers = call.and_then(|call| call.answers.as_ref());
                answers.map_or_else(String::new, |answers| format!(" -> {}", answers.name))
            }
            Answer::Text(_) => " -> String".to_owned(),
            Answer::Bytes(_) => " -> Bytes".to_owned(),
        };
        lines.push("```text".to_owned());
        lines.push(format!("{}{answer}", example.signature()));
        lines.push(format!("{} {}", operation.method, one_line(&operation.path)));
        lines.extend(["```", "", "```rust"].map(str::to_owned));
        lines.extend(example.statement());
        lines.extend(["```".to_owned(), String::new()]);
        let whole = example.whole().map(|whole| format!("Whole body: {}.", code(whole)));
        let answers = call.and_then(|call| call.answers.as_ref()).map(by_status);
        let deprecated = operation.docs.deprecated.then(|| docs::DEPRECATED.to_owned());
        let [optional, warned] = call.map(setters).unwrap_or_default();
        let sent = self.sent_docs(operation);
        let endings = self.endings_docs(operation);
        let known = [deprecated, optional, warned, sent, whole, answers, endings];
        for known in known.into_iter().flatten() {
            lines.extend(markdown::wrap_items(&[known]));
            lines.push(String::new());
        }
        let callbacks = self.callback_docs(operation, |ty| code(&self.ty(ty).to_string()));
        if !callbacks.is_empty() {
            lines.extend(callbacks);
            lines.push(String::new());
        }
        let mut errors = declared_errors(operation);
        errors.retain(|error| !common.contains(error));
        lines.extend(self.error_lines("Declared errors", &errors));
        lines
    }

    /// Returns a paragraph of declared errors, if there are any.
    fn error_lines(&self, what: &str, errors: &[&DeclaredError]) -> Vec<String> {
        if errors.is_empty() {
            return Vec::new();
        }
        let each = errors.iter().map(|DeclaredError { status, ty, docs }| {
            let declared = match ty {
                Some(ty) => format!("{status} ({})", code(&self.ty(ty).to_string())),
                None => status.clone(),
            };
            self.with_words(declared, docs)
        });
        let each: Vec<String> = each.collect();
        let mut lines = markdown::wrap_items(&[format!("{what}: {}.", each.join("; "))]);
        lines.push(String::new());
        lines
    }

    /// Returns a call of each kind that there is: what it does, and its lines.
    pub(super) fn kinds(&self, groups: &Groups<'a>) -> Vec<(&'static str, Vec<String>)> {
        let each = |name: &str, start: &Example, ending: &str| {
            let mut lines = start.bound(&format!("mut {name}s"), ending);
            lines.push(format!("while let Some({name}) = {name}s.next().await {{"));
            lines.push(format!("    println!(\"{{:?}}\", {name}?);"));
            lines.push("}".to_owned());
            lines
        };
        let first = |is_it: fn(&Operation) -> bool| self.first_example(groups, is_it);
        let is_plain = |operation: &Operation| {
            let ends_otherwise = operation.page.is_some() || operation.poll.is_some();
            !ends_otherwise && !is_bytes(operation) && !is_deletion(operation)
        };
        let plain = first(is_plain).or_else(|| first(|_| true));
        let plain = plain.map(|found| ("A call", found.statement()));
        let items = first(|operation| operation.page.is_some());
        let items =
            items.map(|found| ("A list, over all of its pages", each("item", found, ".items();")));
        let events = first(|operation| operation.stream.is_some());
        let events =
            events.map(|found| ("Events, as they come", each("event", found, ".stream().await?;")));
        let polled = first(|operation| operation.poll.is_some()).map(|found| {
            let lines = found.bound("end", ".poll().await?;");
            ("What takes a while, once it has come to an end", lines)
        });
        let bytes = first(is_bytes)
            .map(|found| ("Bytes, as they come", found.bound("bytes", ".download().await?;")));
        [plain, items, events, polled, bytes].into_iter().flatten().collect()
    }

    /// Returns the first example of such an operation that needs nothing but a client, is there
    /// by default, and of which nothing warns. One of which the document shows something
    /// comes first, a deletion late, and one that is deprecated last.
    pub(super) fn first_example(
        &self,
        groups: &Groups<'a>,
        is_it: fn(&Operation) -> bool,
    ) -> Option<&Example> {
        let usual =
            groups.iter().filter(|(group, _)| self.optional_feature(group, groups).is_none());
        let operations = usual.flat_map(|(_, operations)| operations);
        let usable = operations.filter(|operation| is_it(operation) && !self.warns_of(operation));
        let whole = usable.filter_map(|operation| {
            let example = self.examples.get(&operation.id).filter(|example| example.is_whole())?;
            let is_deletion = is_deletion(operation);
            Some(((operation.docs.deprecated, is_deletion, !example.is_shown()), example))
        });
        // Of several, the first is taken.
        whole.min_by_key(|(order, _)| *order).map(|(_, example)| example)
    }

    /// Returns the features, a row of a table for each.
    fn feature_rows(&self, groups: &Groups<'a>) -> Vec<String> {
        let mut lines = vec!["| Feature | For |".to_owned(), "|---|---|".to_owned()];
        for (name, purpose) in common(structured::has_typed(self.api)) {
            lines.push(format!("| {} | {purpose} |", code(name)));
        }
        let of_group = |(group, _): &(String, Vec<&Operation>)| {
            Some((self.feature_of(group, groups)?, files::group_module(group)))
        };
        let of_groups: Vec<(String, String)> = groups.iter().filter_map(of_group).collect();
        let Some((first, _)) = of_groups.first() else { return lines };
        let by_default = if self.is_full() { ", by default" } else { "" };
        lines.push(format!("| {} | all groups{by_default} |", code(FULL)));
        lines.extend(
            of_groups
                .iter()
                .map(|(feature, module)| format!("| {} | `client.{module}()` |", code(feature))),
        );
        if self.is_full() {
            let some = format!("default-features = false, features = [\"tls\", {first:?}]");
            lines.push(String::new());
            lines.push(format!(
                "A program that calls some groups builds these alone: {}.",
                code(&some)
            ));
        }
        lines
    }
}

/// Returns the lines that lead on to the other pages, and say what becomes of failures.
fn more() -> Vec<String> {
    let errors = "A call that fails gives an `Error`, which keeps status, headers and body; a failure \
                  that may pass is tried again by itself, up to twice. There is more in";
    let mut lines = markdown::wrap_items(&[errors.to_owned()]);
    lines.push(String::new());
    lines.extend(markdown::wrap_items(&[
        "- [`reference.md`](reference.md): every operation, with an example".to_owned(),
        "- `cargo doc --open`: every method and type, with limits and defaults".to_owned(),
        format!("- the module `guide` of that documentation: {}", files::GUIDE),
    ]));
    lines
}

fn is_bytes(operation: &Operation) -> bool {
    matches!(operation.answer, Answer::Bytes(_))
}

/// Tells whether someone who tries an operation has less than before.
fn is_deletion(operation: &Operation) -> bool {
    operation.method == "DELETE"
}

/// Calls by the ids of their operations.
type Calls<'c> = HashMap<&'c str, &'c Call>;

/// Returns the errors that each of several operations declares.
fn common_errors<'o>(groups: &Groups<'o>) -> Vec<&'o DeclaredError> {
    let mut operations = groups.iter().flat_map(|(_, operations)| operations.iter().copied());
    let Some(first) = operations.next() else { return Vec::new() };
    let others: Vec<&Operation> = operations.collect();
    let is_common = |error: &&DeclaredError| {
        !others.is_empty() && others.iter().all(|other| other.errors.contains(error))
    };
    declared_errors(first).into_iter().filter(is_common).collect()
}

fn calls(files: &[File]) -> Calls<'_> {
    let items = files.iter().flat_map(|file| &file.items);
    let calls = items.filter_map(|item| match item {
        Item::Call(call) => Some((call.id.as_str(), &**call)),
        _ => None,
    });
    calls.collect()
}

/// Names the optional arguments of a call, those of which the compiler warns apart.
fn setters(call: &Call) -> [Option<String>; 2] {
    let parameters = call.optional.iter().map(|setter| (&setter.name, &setter.marks));
    let of_body = call.body.iter().flat_map(|body| &body.setters);
    let all = parameters.chain(of_body.map(|setter| (&setter.name, &setter.marks)));
    let (warned, usual): (Vec<_>, Vec<_>) = all.partition(|(_, marks)| marks.deprecated);
    let said = |what: &str, setters: Vec<(&String, &Marks)>| {
        let names = setters.iter().map(|(name, _)| code(name.trim_start_matches("r#")));
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| format!("{what}: {}.", names.join(", ")))
    };
    [said("Optional", usual), said("Optional, but deprecated", warned)]
}

/// Names the answers of which a call gives one, with their statuses.
fn by_status(answers: &Answers) -> String {
    let each = answers.variants.iter().map(|AnswerVariant { name, payload, status, .. }| {
        let holds = payload.as_ref().map(|ty| format!("({ty})")).unwrap_or_default();
        format!("{status} {}", code(&format!("{name}{holds}")))
    });
    format!("Answers: {}.", each.collect::<Vec<_>>().join(", "))
}
