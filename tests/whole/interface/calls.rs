//! The list of what generated code calls of the runtime: paths, attributes of the macros, methods,
//! fields of what is fixed about an API, and the words behind `as` in the macros.

use std::collections::{BTreeMap, BTreeSet};

/// Names that generated code calls, each with the second number of the interface that it came
/// with.
#[derive(Debug)]
pub(super) struct Calls(BTreeMap<String, u32>);

impl Calls {
    /// Reads the list of a first number: lines such as `1.0 path http::Auth`.
    pub(super) fn read(text: &str, first: u32) -> Self {
        let line = |line: &str| {
            let (number, called) = line.split_once(' ')?;
            let (of, second) = number.split_once('.')?;
            (of.parse() == Ok(first)).then(|| (called.to_owned(), second.parse().unwrap()))
        };
        Self(text.lines().filter_map(line).collect())
    }

    /// Writes the list, what came first at its beginning.
    pub(super) fn text(&self, first: u32) -> String {
        let mut calls: Vec<_> = self.0.iter().collect();
        calls.sort_by_key(|(_, second)| **second);
        calls.into_iter().map(|(call, second)| format!("{first}.{second} {call}\n")).collect()
    }

    /// Returns the last number that something came with; `None` if nothing is listed.
    pub(super) fn last(&self) -> Option<u32> {
        self.0.values().copied().max()
    }

    /// Adds what is not there as new in a number.
    pub(super) fn extend(&mut self, called: &BTreeSet<String>, second: u32) {
        for call in self.missing(called).into_iter().map(str::to_owned).collect::<Vec<_>>() {
            self.0.insert(call, second);
        }
    }

    /// Lists the calls that are not listed.
    pub(super) fn missing<'c>(&self, called: &'c BTreeSet<String>) -> Vec<&'c str> {
        let is_missing = |call: &&String| !self.0.contains_key(*call);
        called.iter().filter(is_missing).map(String::as_str).collect()
    }
}

/// A word or a sign of a text.
type Token<'t> = &'t str;

/// Splits a text into words and signs, without its comments.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let is_of_words = |c: char| c == '_' || c.is_alphanumeric();
    let mut tokens = Vec::new();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    for mut line in text.lines().filter(is_code) {
        while let Some(c) = line.chars().next() {
            let end = line.find(|c| !is_of_words(c)).filter(|end| *end > 0);
            let end = end.unwrap_or(if is_of_words(c) { line.len() } else { c.len_utf8() });
            let (token, rest) = line.split_at(end);
            if !token.trim().is_empty() {
                tokens.push(token);
            }
            line = rest;
        }
    }
    tokens
}

fn is_word(token: Token<'_>) -> bool {
    token.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic())
}

/// Lists the methods, fields and words of macros that a runtime has.
pub(super) fn defined(texts: &[String]) -> BTreeSet<String> {
    let mut defined = BTreeSet::new();
    for text in texts {
        let tokens = tokens(text);
        for (at, token) in tokens.iter().enumerate() {
            match (*token, &tokens[at + 1..]) {
                ("fn", [name, ..]) => defined.insert(format!("method {name}")),
                ("pub", [name, ":", ..]) => defined.insert(format!("field {name}")),
                ("as", [name, ")", ..]) => defined.insert(format!("as {name}")),
                _ => attribute(&tokens[at..]).is_some_and(|attribute| defined.insert(attribute)),
            };
        }
    }
    defined
}

/// Lists what generated code calls of what is defined.
pub(super) fn called(texts: &[String], defined: &BTreeSet<String>) -> BTreeSet<String> {
    let mut called = BTreeSet::new();
    for text in texts {
        let tokens = tokens(text);
        for at in 0..tokens.len() {
            let found = match &tokens[at..] {
                ["openapi_loom_runtime", ":", ":", rest @ ..] => {
                    path("path ", &mut rest.iter(), &mut called);
                    None
                }
                ["." | ":", name, "(", ..] | ["." | ":", name, ":", ":", "<", ..] => {
                    Some(format!("method {name}"))
                }
                ["{" | ",", name, ":", next, ..] if *next != ":" => Some(format!("field {name}")),
                ["as", name, ..] => Some(format!("as {name}")),
                rest => attribute(rest),
            };
            called.extend(found.and_then(|found| as_defined(found, defined)));
        }
    }
    called
}

/// Returns what is called as it is defined, if it is: an attribute that takes any word has none.
fn as_defined(call: String, defined: &BTreeSet<String>) -> Option<String> {
    let without_word = call.split('(').next()?;
    match defined.contains(&call) {
        true => Some(call),
        false => defined.get(without_word).cloned(),
    }
}

/// Reads the attribute that a text begins with, with the first word in its parentheses.
fn attribute(tokens: &[Token<'_>]) -> Option<String> {
    match tokens {
        ["#", "[", name, "(", word, ..] if is_word(word) => {
            Some(format!("attribute {name}({word})"))
        }
        ["#", "[", name, ..] => Some(format!("attribute {name}")),
        _ => None,
    }
}

/// Adds the paths of a `use`, or one path, from behind the name of the crate on.
fn path<'t>(
    above: &str,
    tokens: &mut std::slice::Iter<'_, Token<'t>>,
    paths: &mut BTreeSet<String>,
) {
    match tokens.next() {
        Some(&"{") => loop {
            path(above, tokens, paths);
            match tokens.next() {
                Some(&",") if tokens.as_slice().first() != Some(&"}") => {}
                Some(&",") => {
                    tokens.next();
                    return;
                }
                _ => return,
            }
        },
        Some(name) if is_word(name) => {
            let own = format!("{above}{name}");
            if let [":", ":", next, ..] = tokens.as_slice()
                && (*next == "{" || is_word(next))
            {
                tokens.nth(1);
                path(&format!("{own}::"), tokens, paths);
            } else {
                paths.insert(own);
            }
        }
        _ => {}
    }
}
