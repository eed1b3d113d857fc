//! Searches in vector stores: a paragraph matches as well as it has the words of the
//! query.

use std::cmp::Ordering;

use serde_json::{Value, json};

use super::{File, Library, by_id};
use crate::answer::Answer;
use crate::refusal::{Refusal, required};

/// A paragraph of a file, and how well it matches.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) file: Value,
    pub(crate) filename: Value,
    pub(crate) text: String,
    pub(crate) score: f64,
    attributes: Value,
}

impl Library {
    pub(crate) fn search(&mut self, store: &str, body: &Value) -> Result<Answer, Refusal> {
        let query = required(body, "query")?;
        let queries = match query {
            Value::Array(queries) => queries.clone(),
            query => vec![query.clone()],
        };
        let most = match body["max_num_results"].as_u64() {
            None => 10,
            Some(number @ 1..=50) => usize::try_from(number).unwrap_or(usize::MAX),
            Some(number) => return Err(Refusal::invalid("max_num_results", &number.to_string())),
        };
        let least = body["ranking_options"]["score_threshold"].as_f64().unwrap_or_default();
        self.open(store)?;
        let asked: Vec<&str> = queries.iter().filter_map(Value::as_str).collect();
        let mut found = self.find(&[store.into()], &asked.join(" "));
        found.retain(|found| found.score >= least && passes(&body["filters"], &found.attributes));
        found.truncate(most);
        let results: Vec<Value> = found.into_iter().map(result).collect();
        Ok(Answer::ok(json!({
            "object": "vector_store.search_results.page",
            "search_query": queries,
            "data": results,
            "has_more": false,
            "next_page": null,
        })))
    }

    /// The paragraphs in vector stores that have words of a query, the best first.
    pub(crate) fn find(&self, stores: &[Value], query: &str) -> Vec<Found> {
        let words = words(query);
        let open = self.stores.iter().filter(|store| stores.iter().any(|id| id == store.id()));
        let entries = open.flat_map(|store| &store.files);
        let indexed = entries.filter(|entry| entry["status"] == "completed");
        let mut found: Vec<Found> = indexed
            .filter_map(|entry| {
                let file = by_id(&self.files, &entry["id"])?;
                Some(paragraphs(file, &entry["attributes"], &words))
            })
            .flatten()
            .collect();
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        found
    }
}

/// The paragraphs of a file that have some of the words.
fn paragraphs(file: &File, attributes: &Value, words: &[String]) -> Vec<Found> {
    let text = String::from_utf8_lossy(&file.content);
    let paragraphs = text.split("\n\n").map(str::trim);
    let found = paragraphs.filter_map(|text| {
        let own = self::words(text);
        let shared = words.iter().filter(|word| own.contains(word)).count();
        (shared > 0).then(|| Found {
            file: file.object["id"].clone(),
            filename: file.object["filename"].clone(),
            text: text.to_owned(),
            score: shared as f64 / words.len() as f64,
            attributes: attributes.clone(),
        })
    });
    found.collect()
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn result(found: Found) -> Value {
    let Found { file, filename, text, score, attributes } = found;
    json!({
        "file_id": file,
        "filename": filename,
        "score": score,
        "attributes": attributes,
        "content": [{"type": "text", "text": text}],
    })
}

/// Tells whether attributes pass a filter; all do where there is none.
fn passes(filter: &Value, attributes: &Value) -> bool {
    let filters = || filter["filters"].as_array().into_iter().flatten();
    let (value, wanted) =
        (&attributes[filter["key"].as_str().unwrap_or_default()], &filter["value"]);
    let is_listed = || wanted.as_array().is_some_and(|list| list.contains(value));
    let compares = |is_it: fn(Ordering) -> bool| {
        let numbers = value.as_f64().zip(wanted.as_f64());
        numbers.and_then(|(value, wanted)| value.partial_cmp(&wanted)).is_some_and(is_it)
    };
    match filter["type"].as_str() {
        None => true,
        Some("and") => filters().all(|filter| passes(filter, attributes)),
        Some("or") => filters().any(|filter| passes(filter, attributes)),
        Some("in") => is_listed(),
        Some("nin") => !is_listed(),
        Some("ne") => value != wanted,
        Some("gt") => compares(Ordering::is_gt),
        Some("gte") => compares(Ordering::is_ge),
        Some("lt") => compares(Ordering::is_lt),
        Some("lte") => compares(Ordering::is_le),
        Some(_) => value == wanted,
    }
}
