//! Words for people: what one was probably meant to be, names of things that are called the
//! same, and texts as Markdown has them.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use heck::ToSnakeCase;
use serde_json::Value;

use crate::pointer::is_direction_mark;

/// Returns the word among those there are that was probably meant.
pub(crate) fn similar<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(word, known).into_iter().next()
}

/// Returns the words among those there are that were perhaps meant, the nearest first.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    // One slip in three letters.
    let most = word.chars().count().max(3) / 3;
    let slips = |known| (strsim::damerau_levenshtein(word, known), known);
    let mut near: Vec<(usize, &str)> =
        known.map(slips).filter(|(slips, _)| *slips <= most).collect();
    near.sort_by_key(|(slips, _)| *slips);
    near.into_iter().map(|(_, known)| known).collect()
}

/// Tells whether two names are one in Rust.
pub(crate) fn is_same(name: &str, other: &str) -> bool {
    name == other || snake_case(name) == snake_case(other)
}

/// Terms that are one word, though capitals are in it.
const TERMS: [&str; 4] = ["GraphQL", "IPv4", "IPv6", "OAuth"];

/// Returns a name in snake case, as fields, functions and modules are called.
pub(crate) fn snake_case(name: &str) -> String {
    let name = TERMS.iter().fold(name.to_owned(), |name, term| one_word(&name, term));
    with_plurals(&name).to_snake_case()
}

/// Writes a term, where it stands by itself in a name in camel case, with one capital.
fn one_word(name: &str, term: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once(term) {
        let is_apart = !before.ends_with(|c: char| c.is_ascii_uppercase())
            && !after.starts_with(|c: char| c.is_ascii_lowercase());
        let (first, others) = term.split_at(1);
        written.push_str(before);
        written.push_str(first);
        written.push_str(&if is_apart { others.to_ascii_lowercase() } else { others.to_owned() });
        rest = after;
    }
    written + rest
}

/// Writes plurals of what is in capitals, `IDs`, with one capital.
fn with_plurals(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(word.len());
        let (capitals, after) = word.split_at(end);
        let is_plural = end > 1
            && after.strip_prefix('s').is_some_and(|next| !next.starts_with(char::is_lowercase));
        let (first, others) = capitals.split_at(1);
        written.push_str(before);
        written.push_str(first);
        written.push_str(&if is_plural { others.to_ascii_lowercase() } else { others.to_owned() });
        rest = after;
    }
    written + rest
}

/// Returns the letters and digits of a text, in lower case.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the texts, each once.
pub(crate) fn unique<T: Clone + Eq + Hash>(texts: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    texts.into_iter().filter(|text| seen.insert(text.clone())).collect()
}

/// The numbers that were given to tell names apart.
#[derive(Debug, Default)]
pub(crate) struct Numbered(HashMap<String, usize>);

impl Numbered {
    /// Returns the name, or else the first one with a number behind it that is not taken.
    pub(crate) fn free(&mut self, name: &str, gap: &str, taken: impl Fn(&str) -> bool) -> String {
        let mut free = name.to_owned();
        // Those below the last number that was given are taken.
        let last = self.0.entry(free.clone()).or_insert(1);
        while taken(&free) {
            *last += 1;
            free = format!("{name}{gap}{last}");
        }
        free
    }
}

/// Defaults that are longer than this say nothing to a reader.
const LONGEST_DEFAULT: usize = 60;

/// Returns a default in words; none of null, and of what says nothing to a reader.
pub(crate) fn default_words(default: &Value) -> Option<String> {
    let text = match default {
        Value::Null => return None,
        Value::String(text) if text.is_empty() => return Some("an empty text".to_owned()),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let is_readable = text.len() <= LONGEST_DEFAULT && !text.contains(['`', '\n']);
    is_readable.then(|| format!("`{text}`"))
}

/// Returns the texts that say something, as paragraphs.
pub(crate) fn paragraphs<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let texts = texts.into_iter().flatten().map(str::trim).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Returns the texts that say something, none of them twice, as a description; none if there are
/// none.
pub(crate) fn description<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> Option<String> {
    let texts = texts.into_iter().map(|text| text.map(str::trim));
    Some(paragraphs(unique(texts))).filter(|text| !text.is_empty())
}

/// Returns a text without the stop of its last sentence, to stand within another.
pub(crate) fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// Returns a title as a sentence.
pub(crate) fn title_sentence(title: &str) -> String {
    match title {
        title if !title.contains(' ') => format!("Titled {}.", code(title)),
        title if title.ends_with(['.', '?', '!', ':']) => title.to_owned(),
        title => format!("{title}."),
    }
}

/// Joins words of which one holds: `a, b or c`.
pub(crate) fn one_of(words: &[String]) -> String {
    joined(words, "or")
}

/// Joins words of which all hold: `a, b and c`.
pub(crate) fn all_of(words: &[String]) -> String {
    joined(words, "and")
}

fn joined(words: &[String], by: &str) -> String {
    match words.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} {by} {last}", first.join(", ")),
        _ => words.concat(),
    }
}

/// Returns the title of what a document is about, without words for the document itself.
pub(crate) fn of_api(title: &str) -> &str {
    let is_of_document = |word: &str| {
        ["documentation", "docs", "specification", "spec"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(word))
    };
    let before = |title: &'_ str| {
        let (before, last) = title.trim_end().rsplit_once(' ')?;
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        (is_of_document(last) && !before.is_empty()).then_some(before.len())
    };
    let mut title = title;
    while let Some(end) = before(title) {
        title = &title[..end];
    }
    title
}

/// Returns a document's title within a sentence: an API has an article.
pub(crate) fn titled(title: &str) -> String {
    let mut words = title.split(|letter: char| !letter.is_alphanumeric());
    let has_article = ["the", "a", "an"]
        .iter()
        .any(|article| words.clone().next().is_some_and(|word| word.eq_ignore_ascii_case(article)));
    match !has_article && words.any(|word| word == "API") {
        true => format!("the {title}"),
        false => title.to_owned(),
    }
}

/// Shows a text as code, with what is said of it in brackets, if anything is.
pub(crate) fn explained(text: &str, about: &str) -> String {
    match without_stop(about) {
        "" => code(text),
        about => format!("{} ({about})", code(text)),
    }
}

/// Returns a text as code in Markdown, on one line.
pub(crate) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    match longest {
        0 => format!("`{text}`"),
        // More of them than there are in the text stand around it.
        count => {
            let marks = "`".repeat(count + 1);
            let ends = text.starts_with('`') || text.ends_with('`');
            let space = if ends { " " } else { "" };
            format!("{marks}{space}{text}{space}{marks}")
        }
    }
}

/// Returns one kind of line break, and nothing that does not print.
pub(crate) fn clean(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\t', "    ")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    text.chars().filter(|c| *c == '\n' || !(c.is_control() || is_direction_mark(*c))).collect()
}

/// Returns a text without the indentation that all its lines share, or all but the first: that of
/// a comment in code.
pub(crate) fn dedented(text: &str) -> String {
    let column = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let margin = |lines: &str| {
        let lines = lines.lines().filter(|line| !line.trim().is_empty());
        lines.map(column).min().unwrap_or_default()
    };
    let first = text.lines().next().unwrap_or_default();
    let rest = &text[first.len()..];
    // Behind an empty line it is code.
    let goes_on = rest.lines().nth(1).is_some_and(|line| !line.trim().is_empty());
    let is_comment = goes_on && list_item(first.trim()).is_none();
    let margin = margin(if is_comment { rest } else { text });
    let rest = rest.lines().skip(1).map(|line| &line[column(line).min(margin)..]);
    let lines: Vec<&str> = [first.trim_start()].into_iter().chain(rest).collect();
    lines.join("\n")
}

/// Returns the marker and the text of a list item.
pub(crate) fn list_item(line: &str) -> Option<(&str, &str)> {
    let bullet = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
    if let Some(rest) = bullet {
        return Some(("-", rest.trim_start()));
    }
    let digits =
        line.find(|c: char| !c.is_ascii_digit()).filter(|count| (1..=3).contains(count))?;
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| (&line[..=digits], rest.trim_start()))
}

/// Writes a text on one line, its words a space apart.
pub(crate) fn paragraph(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns text that fits into one line of a comment, whatever a name or a path holds.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}
