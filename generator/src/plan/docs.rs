//! Words and facts of something → lines of documentation.

use super::html::as_markdown;
use super::markdown::{self, Block, blocks, cleaned, inline, wrap, wrap_items, write};
use crate::ir::Docs;
use crate::words::{default_words, paragraph};

/// The mark of what is deprecated.
pub(super) const DEPRECATED: &str = "**Deprecated.**";

/// The most letters of a text that is shown whole in the place of what it is about.
const SHORT: usize = 240;

/// Words with a stop that a sentence goes on after, whatever comes next.
const ABBREVIATIONS: [&str; 8] = ["approx.", "cf.", "e.g.", "eg.", "i.e.", "ie.", "incl.", "vs."];

/// Returns the documentation of something: what it is, its limits and its default.
pub(super) fn lines(docs: &Docs, fallback: &str, link_base: Option<&str>) -> Vec<String> {
    let mut lines = markdown::lines(&docs.text, link_base);
    let facts = facts(docs);
    if lines.is_empty() {
        let known = paragraph(&with_facts(fallback, docs, link_base));
        wrap(&known, "", "", &mut lines);
    } else if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(markdown::lines(&facts, None));
    }
    if docs.deprecated {
        add_paragraph(&mut lines, DEPRECATED.to_owned());
    }
    lines
}

/// Adds a paragraph of one line after those that are there.
pub(super) fn add_paragraph(lines: &mut Vec<String>, line: String) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(line);
}

/// Returns all that is said behind `head`, which begins an item of a list or a paragraph: what is
/// more than paragraphs stands below. If nothing is said, there are no lines.
pub(super) fn item(
    head: &str,
    docs: &Docs,
    fallback: &str,
    link_base: Option<&str>,
) -> Vec<String> {
    let text = cleaned(&docs.text);
    if is_plain(&text) {
        let said = in_one(&text);
        let said = all_in_one(if said.is_empty() { fallback } else { &said }, docs, link_base);
        let is_silent = said.is_empty();
        return if is_silent { Vec::new() } else { wrap_items(&[format!("{head}{said}")]) };
    }
    let indent = if head.starts_with("- ") { "  " } else { "" };
    let mut blocks = blocks(&text);
    let first = blocks.first().and_then(Block::paragraph).unwrap_or_default();
    let first = inline(first, link_base);
    let rest = blocks.split_off(usize::from(!first.is_empty()));
    let mut lines = wrap_items(&[format!("{head}{first}")]);
    write(rest, indent, link_base, &mut lines);
    let known = all_in_one("", docs, link_base);
    if !known.is_empty() {
        lines.push(String::new());
        wrap(&known, indent, indent, &mut lines);
    }
    lines
}

/// Tells whether a text is nothing but paragraphs.
fn is_plain(text: &str) -> bool {
    blocks(text).iter().all(|block| block.paragraph().is_some()) && !text.contains("```")
}

/// Returns the paragraphs of a text in one, each closed with a stop but for the last.
fn in_one(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let paragraphs = lines.split(|line| line.trim().is_empty());
    let paragraphs = paragraphs.map(|lines| paragraph(&lines.join(" ")));
    let paragraphs = paragraphs.filter(|text| !text.is_empty());
    let joined = paragraphs.reduce(|before, text| {
        let stop = if is_open(&before) { "." } else { "" };
        format!("{before}{stop} {text}")
    });
    joined.unwrap_or_default()
}

/// Tells whether a text ends without a mark that closes it.
fn is_open(text: &str) -> bool {
    text.ends_with(|end: char| end.is_alphanumeric() || ")]`'\"".contains(end))
}

/// Returns an item, or `head` alone if nothing is said.
pub(super) fn item_or_head(head: &str, docs: &Docs, link_base: Option<&str>) -> Vec<String> {
    match item(head, docs, "", link_base) {
        lines if lines.is_empty() => wrap_items(&[head.trim_end_matches([':', ' ']).to_owned()]),
        lines => lines,
    }
}

/// Tells whether a text is a sentence, or none.
pub(super) fn is_sentence(text: &str) -> bool {
    let whole = cleaned(text);
    is_plain(&whole) && paragraph(&whole) == sentence(text)
}

/// Returns the gist of a text: all of it where it is short, else its first sentence.
pub(super) fn gist(text: &str) -> Option<String> {
    let whole = cleaned(text);
    let all = paragraph(&whole);
    let is_short = !all.is_empty() && all.chars().count() <= SHORT && is_plain(&whole);
    if is_short { Some(all) } else { plain_sentence(text) }
}

/// Returns the first sentence of a text, if that begins with one and not with a list or the like.
pub(super) fn plain_sentence(text: &str) -> Option<String> {
    let first = first_paragraph(text);
    let plain: Vec<&str> = first.lines().take_while(|line| is_plain(line)).collect();
    let sentence = first_sentence(&plain.join("\n"));
    // One that a list would end says nothing without it.
    (!sentence.is_empty() && !sentence.ends_with(':')).then_some(sentence)
}

/// Returns the first sentence, for use in a list.
pub(super) fn brief(docs: &Docs, fallback: &str, link_base: Option<&str>) -> String {
    let sentence = sentence(&docs.text);
    let sentence = if sentence.is_empty() { fallback } else { &sentence };
    all_in_one(sentence, docs, link_base)
}

/// Returns a text on one line with all that is known beside it.
fn all_in_one(text: &str, docs: &Docs, link_base: Option<&str>) -> String {
    let known = with_facts(text, docs, link_base);
    let known = if docs.deprecated { format!("{known} {DEPRECATED}") } else { known };
    known.trim().to_owned()
}

/// Returns the first sentence of a text.
pub(super) fn sentence(text: &str) -> String {
    first_sentence(&first_paragraph(text))
}

fn first_paragraph(text: &str) -> String {
    cleaned(text).trim().split("\n\n").next().unwrap_or_default().to_owned()
}

fn first_sentence(of: &str) -> String {
    let mut first = paragraph(of);
    let stops = first.match_indices(". ").map(|(stop, _)| first.split_at(stop + 1));
    let mut ends = stops.filter(|(text, rest)| ends_sentence(text, rest));
    if let Some(end) = ends.next().map(|(text, _)| text.len()) {
        first.truncate(end);
    }
    first
}

/// Tells whether a sentence ends where a text has a stop: no abbreviation, and nothing in small
/// letters behind it.
fn ends_sentence(text: &str, rest: &str) -> bool {
    let last = text.rsplit([' ', '(', '[']).next().unwrap_or_default().to_lowercase();
    !ABBREVIATIONS.contains(&last.as_str()) && !rest.trim_start().starts_with(char::is_lowercase)
}

fn with_facts(text: &str, docs: &Docs, link_base: Option<&str>) -> String {
    let facts = facts(docs);
    let stop = if is_open(text) && !facts.is_empty() { "." } else { "" };
    inline(format!("{text}{stop} {facts}").trim(), link_base)
}

/// Says in a sentence each what is inside, the form, the limits and the default.
fn facts(docs: &Docs) -> String {
    let inner = |of_null: bool| {
        let inner = docs.inner.iter().filter(move |inner| inner.of_null == of_null);
        inner.map(|inner| &inner.told).filter(|told| !told.is_empty())
    };
    let sentence = |fact: &String| format!("{}.", capitalized(&as_markdown(fact)));
    let facts = docs.positions.iter().chain(inner(false));
    let facts = facts.chain(&docs.format).chain(&docs.form).chain(&docs.limits).map(sentence);
    let default = docs.default.as_ref().and_then(default_words);
    let default = default.map(|default| format!("Default: {default}."));
    let all: Vec<String> = facts.chain(default).chain(inner(true).map(sentence)).collect();
    all.join(" ")
}

pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{SHORT, gist};

    #[test]
    fn only_a_short_text_is_whole() {
        let text = |letters: usize| format!("One.\n\n{}", "b".repeat(letters - 5));
        assert_eq!(gist(&text(SHORT)), Some(text(SHORT).replace("\n\n", " ")));
        assert_eq!(gist(&text(SHORT + 1)).as_deref(), Some("One."));
        assert_eq!(gist("One. Two:\n- three").as_deref(), Some("One."));
        assert_eq!(gist(""), None);
    }
}
