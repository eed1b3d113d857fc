//! What an assistant says: rules in place of a model.
//!
//! A function that is offered is called
//! - for an expression such as `17 * 23` if it takes an `expression`, or two
//!   numbers and a text for the operator;
//! - for its own name in the question, followed by names of its parameters and
//!   their values: `weather city=Paris`.
//!
//! Once the outputs are there, the answer is made of them. A question for which
//! no function is called is answered with what file search has found, or repeated.

use serde_json::{Map, Value, json};

use super::library::Found;

/// What an assistant does next.
#[derive(Debug)]
pub(super) enum Turn {
    /// It waits for the outputs of functions.
    Calls(Vec<Call>),
    /// It answers.
    Text(String),
    /// It answers with a paragraph of a file.
    Quote(Box<Found>),
}

/// A call of a function.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: String,
    /// JSON.
    pub(super) arguments: String,
    /// The words of the question that it is for.
    about: String,
}

/// What to do about a question, after calls for it gave these outputs.
pub(super) fn turn(
    question: &str,
    tools: &[&Value],
    outputs: &[&str],
    parallel: bool,
    library: impl FnOnce() -> Option<Found>,
) -> Turn {
    let calls = calls(question, tools);
    if calls.is_empty() {
        let is_offered = tools.iter().any(|tool| tool["type"] == "file_search");
        return match is_offered.then(library).flatten() {
            Some(found) => Turn::Quote(Box::new(found)),
            None => Turn::Text(format!("You said: {question}")),
        };
    }
    if outputs.len() < calls.len() {
        let at_once = if parallel { calls.len() } else { 1 };
        return Turn::Calls(calls.into_iter().skip(outputs.len()).take(at_once).collect());
    }
    let answered = calls.iter().zip(outputs);
    let results: Vec<_> =
        answered.map(|(call, output)| format!("{} = {output}", call.about)).collect();
    Turn::Text(results.join(" and ") + ".")
}

fn calls(question: &str, tools: &[&Value]) -> Vec<Call> {
    let functions: Vec<&Value> = tools.iter().filter_map(|tool| tool.get("function")).collect();
    let words = words(question);
    let named =
        |word: &String| functions.iter().find(|function| function["name"] == **word).copied();
    let mut calls = Vec::new();
    // What is said to a function reaches to the next name.
    for part in words.chunk_by(|_, next| named(next).is_none()) {
        if let Some(function) = named(&part[0]) {
            calls.extend(Call::of(function, part, by_name(function, &part[1..])));
        }
    }
    for expression in expressions(&words) {
        let call =
            |function: &&Value| Call::of(function, expression, calculation(function, expression));
        calls.extend(functions.iter().find_map(call));
    }
    calls
}

impl Call {
    fn of(function: &Value, about: &[String], arguments: Option<Value>) -> Option<Self> {
        Some(Self {
            name: function["name"].as_str()?.to_owned(),
            arguments: arguments?.to_string(),
            about: about.join(" "),
        })
    }
}

/// Numbers, operators and other words.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    for character in text.chars() {
        match character {
            '+' | '-' | '*' | '/' => spaced.extend([' ', character, ' ']),
            '_' | '.' => spaced.push(character),
            _ if character.is_alphanumeric() => spaced.push(character),
            _ => spaced.push(' '),
        }
    }
    let words = spaced.split_whitespace().map(|word| word.trim_matches('.'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Runs of numbers with operators between them.
fn expressions(words: &[String]) -> Vec<&[String]> {
    let is_operator = |word: &String| matches!(&**word, "+" | "-" | "*" | "/");
    let is_number = |word: &String| literal(word).is_number();
    let mut found = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.iter().position(is_number) {
        let more = rest[start + 1..].chunks_exact(2);
        let length =
            1 + 2 * more.take_while(|pair| is_operator(&pair[0]) && is_number(&pair[1])).count();
        let (run, behind) = rest[start..].split_at(length);
        found.extend((length > 1).then_some(run));
        rest = behind;
    }
    found
}

/// The arguments for an expression, if the function can take it.
fn calculation(function: &Value, expression: &[String]) -> Option<Value> {
    let properties = function["parameters"]["properties"].as_object()?;
    if properties.contains_key("expression") {
        return Some(json!({"expression": expression.join(" ")}));
    }
    let [left, operator, right] = expression else { return None };
    let of_type = |types: &[&str]| -> Vec<&String> {
        let fitting =
            properties.iter().filter(|(_, schema)| types.iter().any(|ty| schema["type"] == *ty));
        fitting.map(|(name, _)| name).collect()
    };
    match (&*of_type(&["number", "integer"]), &*of_type(&["string"])) {
        ([a, b], [text]) => Some(json!({*a: literal(left), *text: operator, *b: literal(right)})),
        _ => None,
    }
}

/// The arguments that follow the function's name, if there are any or it takes
/// none.
fn by_name(function: &Value, words: &[String]) -> Option<Value> {
    let properties = function["parameters"]["properties"].as_object();
    let value = |(name, schema): (&String, &Value)| {
        let place = words.iter().position(|word| word == name)?;
        let word = words.get(place + 1)?;
        let value = if schema["type"] == "string" { json!(word) } else { literal(word) };
        Some((name.clone(), value))
    };
    let arguments: Map<_, _> = properties.into_iter().flatten().filter_map(value).collect();
    (!arguments.is_empty() || properties.is_none_or(Map::is_empty)).then(|| arguments.into())
}

/// A word as JSON: a number, a boolean or else a text.
fn literal(word: &str) -> Value {
    serde_json::from_str(word).unwrap_or_else(|_| word.into())
}
