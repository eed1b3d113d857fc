//! Descriptions → lines of documentation.
//!
//! Descriptions are Markdown of other people: they may hold whatever rustc or
//! rustdoc would stumble over (carriage returns, text direction marks, bare
//! URLs, brackets that are no links, tags, code that is no Rust).

use super::html::as_markdown;
use crate::ir::Docs;
use crate::words::{clean, default_words, paragraph};

/// The mark of what is deprecated.
pub(super) const DEPRECATED: &str = "**Deprecated.**";

/// The width of a line of documentation.
const WIDTH: usize = 92;

/// The most letters of a text that is shown whole in the place of what it is about.
const SHORT: usize = 240;

/// Words with a stop that a sentence goes on after, whatever comes next.
const ABBREVIATIONS: [&str; 8] = ["approx.", "cf.", "e.g.", "eg.", "i.e.", "ie.", "incl.", "vs."];

/// Returns the documentation of something: what it is, its limits and its default.
pub(super) fn lines(docs: &Docs, fallback: &str, link_base: Option<&str>) -> Vec<String> {
    let mut lines = markdown(&docs.text, link_base);
    let facts = facts(docs);
    if lines.is_empty() {
        let known = paragraph(&with_facts(fallback, docs, link_base));
        wrap(&known, "", "", &mut lines);
    } else if !facts.is_empty() {
        lines.push(String::new());
        lines.extend(markdown(&facts, None));
    }
    if docs.deprecated {
        add_paragraph(&mut lines, DEPRECATED.to_owned());
    }
    lines
}

/// Returns a text as Markdown, without what does not print.
fn cleaned(text: &str) -> String {
    as_markdown(&clean(text)).into_owned()
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
    let first = match blocks.first() {
        Some(Block::Paragraph(text)) => inline(text, link_base),
        _ => String::new(),
    };
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
    !text.lines().map(str::trim_start).any(|line| {
        line.starts_with(['#', '|', '>'])
            || line.starts_with("~~~")
            || line.contains("```")
            || list_item(line).is_some()
    })
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
    let mut facts: Vec<String> = docs
        .positions
        .iter()
        .chain(docs.inner.iter().map(|inner| &inner.told).filter(|told| !told.is_empty()))
        .chain(&docs.format)
        .chain(&docs.form)
        .chain(&docs.limits)
        .map(|fact| format!("{}.", capitalized(&as_markdown(fact))))
        .collect();
    let default = docs.default.as_ref().and_then(default_words);
    facts.extend(default.map(|default| format!("Default: {default}.")));
    facts.join(" ")
}

pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Returns markdown, wrapped, and harmless to rustdoc.
pub(super) fn markdown(text: &str, link_base: Option<&str>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    write(blocks(&cleaned(text)), "", link_base, &mut lines);
    lines
}

/// Writes blocks, indented by that, behind the lines that are there.
fn write(blocks: Vec<Block>, around: &str, link_base: Option<&str>, lines: &mut Vec<String>) {
    for block in blocks {
        let continues = match &block {
            Block::Item { first, .. } => !first,
            // The rows of a table are one block.
            Block::Raw(line) => {
                is_row(line) && lines.last().is_some_and(|line| is_row(line.trim_start()))
            }
            Block::Paragraph(_) | Block::Inner { .. } | Block::Code(_) => false,
        };
        if !lines.is_empty() && !continues {
            lines.push(String::new());
        }
        match block {
            Block::Code(code) => {
                let indented = code.iter().map(|line| format!("{around}{line}"));
                lines.extend(indented.map(|line| line.trim_end().to_owned()));
            }
            Block::Raw(line) => lines.push(format!("{around}{}", inline(&line, link_base))),
            Block::Paragraph(text) => wrap(&inline(&text, link_base), around, around, lines),
            Block::Inner { indent, text } => {
                let indent = format!("{around}{}", " ".repeat(indent));
                wrap(&inline(&text, link_base), &indent, &indent, lines);
            }
            Block::Item { marker, text, .. } => {
                let (first, indent) = (
                    format!("{around}{marker} "),
                    format!("{around}{}", " ".repeat(marker.len() + 1)),
                );
                wrap(&inline(&text, link_base), &first, &indent, lines);
            }
        }
    }
}

/// Wraps lines that are ready as they are, list items with a hanging indent.
pub(super) fn wrap_items(items: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for item in items {
        match item.strip_prefix("- ") {
            Some(text) => wrap(text, "- ", "  ", &mut lines),
            None => wrap(item, "", "", &mut lines),
        }
    }
    lines
}

enum Block {
    Paragraph(String),
    Item {
        marker: String,
        text: String,
        first: bool,
    },
    /// A further paragraph of an item, and how far it is indented.
    Inner {
        indent: usize,
        text: String,
    },
    Code(Vec<String>),
    /// A heading, or a row of a table.
    Raw(String),
}

impl Block {
    /// Returns how far what is in a list's item after this block is indented, if a line is as
    /// much.
    fn holds(&self, line: &str) -> Option<usize> {
        let indent = match self {
            Self::Item { marker, .. } => marker.len() + 1,
            Self::Inner { indent, .. } => *indent,
            Self::Paragraph(_) | Self::Code(_) | Self::Raw(_) => return None,
        };
        (line.len() - line.trim_start().len() >= indent).then_some(indent)
    }
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            open = false;
        } else if opens_code(trimmed) {
            blocks.push(code(trimmed, &mut lines));
            open = false;
        } else if trimmed.starts_with('|') || trimmed.starts_with('#') {
            blocks.push(Block::Raw(trimmed.to_owned()));
            open = false;
        } else if let Some((marker, text)) = list_item(trimmed) {
            let first = !matches!(blocks.last(), Some(Block::Item { .. } | Block::Inner { .. }));
            blocks.push(Block::Item { marker: marker.to_owned(), text: text.to_owned(), first });
            open = true;
        } else {
            match blocks.last_mut() {
                Some(
                    Block::Paragraph(text) | Block::Item { text, .. } | Block::Inner { text, .. },
                ) if open => {
                    text.push(' ');
                    text.push_str(trimmed);
                }
                last => {
                    let indent = last.and_then(|block| block.holds(line));
                    let text = trimmed.to_owned();
                    blocks.push(match indent {
                        Some(indent) => Block::Inner { indent, text },
                        None => Block::Paragraph(text),
                    });
                }
            }
            open = true;
        }
    }
    blocks
}

/// Tells a line that opens a fenced block. One of backticks with others behind them is a span.
fn opens_code(line: &str) -> bool {
    match line.strip_prefix("```") {
        Some(rest) => !rest.trim_start_matches('`').contains('`'),
        None => line.starts_with("~~~"),
    }
}

/// Returns a fenced block; one without a language is not Rust.
fn code<'a>(opening: &str, lines: &mut impl Iterator<Item = &'a str>) -> Block {
    let mark = if opening.starts_with('`') { '`' } else { '~' };
    let fence = &opening[..opening.len() - opening.trim_start_matches(mark).len()];
    let language = opening.trim_start_matches(['`', '~']).trim();
    let plain = !language.is_empty()
        && !is_run_by_rustdoc(language)
        && language.chars().all(|c| c.is_ascii_alphanumeric());
    let mut code = vec![format!("{fence}{}", if plain { language } else { "text" })];
    for line in lines {
        // Fewer marks, and what has words behind them, close nothing.
        if line.trim().starts_with(fence) && line.trim().trim_start_matches(mark).is_empty() {
            break;
        }
        code.push(line.trim_end().to_owned());
    }
    code.push(fence.to_owned());
    Block::Code(code)
}

fn is_run_by_rustdoc(language: &str) -> bool {
    matches!(
        language,
        "rust" | "ignore" | "should_panic" | "no_run" | "compile_fail" | "standalone"
    ) || language.starts_with("edition")
}

/// Returns the marker and the text of a list item.
pub(super) fn list_item(line: &str) -> Option<(&str, &str)> {
    let bullet = line.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' '));
    if let Some(rest) = bullet {
        return Some(("-", rest.trim_start()));
    }
    let digits =
        line.find(|c: char| !c.is_ascii_digit()).filter(|count| (1..=3).contains(count))?;
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| (&line[..=digits], rest.trim_start()))
}

/// Makes text outside of code spans harmless.
fn inline(text: &str, link_base: Option<&str>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            let run = rest.len() - rest.trim_start_matches('`').len();
            let fence = &rest[..run];
            if let Some(end) = rest[run..].find(fence) {
                out.push_str(&span(fence, &rest[run..run + end]));
                rest = &rest[run + end + run..];
            } else {
                out.extend(std::iter::repeat_n("\\`", run));
                rest = &rest[run..];
            }
        } else if let Some((link, length)) = link(rest, link_base) {
            out.push_str(&link);
            rest = &rest[length..];
        } else if let Some(length) = url_length(rest) {
            out.push_str(&format!("<{}>", &rest[..length]));
            rest = &rest[length..];
        } else {
            if matches!(c, '[' | ']' | '<' | '>') {
                out.push('\\');
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Returns a span of code. Three backticks at the beginning of a line would open a block, which
/// the end of that line may leave open once it is wrapped.
fn span(fence: &str, code: &str) -> String {
    if fence.len() < 3 || code.contains("``") {
        return format!("{fence}{code}{fence}");
    }
    match code.trim() {
        code if code.contains('`') => format!("`` {code} ``"),
        code => format!("`{code}`"),
    }
}

/// Reads `[text](url)` at the start, with a relative URL made absolute.
fn link(text: &str, base: Option<&str>) -> Option<(String, usize)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.find(['[', ']']).filter(|at| inner[*at..].starts_with("]("))?;
    let label = &inner[..close];
    let target = &inner[close + 2..];
    let end = target.find([')', ' ', '<', '>', '`'])?;
    if !target[end..].starts_with(')') || label.is_empty() {
        return None;
    }
    let url = &target[..end];
    let length = 1 + close + 2 + end + 1;
    let absolute = match base {
        Some(base) if url.starts_with('/') => format!("{}{url}", base.trim_end_matches('/')),
        _ => url.to_owned(),
    };
    let label = inline(label, None);
    let is_absolute = absolute.starts_with("https://") || absolute.starts_with("http://");
    Some((if is_absolute { format!("[{label}]({absolute})") } else { label }, length))
}

/// Returns the length of a bare URL at the start of the text.
fn url_length(text: &str) -> Option<usize> {
    if !text.starts_with("https://") && !text.starts_with("http://") {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || "<>()[]`\"'{}|\\^*".contains(c))
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (url.len() > "https://".len()).then_some(url.len())
}

/// Wraps text; a line never begins with what Markdown would take for a marker.
fn wrap(text: &str, first: &str, indent: &str, lines: &mut Vec<String>) {
    let mut line = first.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        let fits = line.chars().count() + 1 + word.chars().count() <= WIDTH;
        if !empty && !fits && !is_marker(word) {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
}

fn is_marker(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | "=" | "|" | ">")
        || word.starts_with(['#', '|', '>', '='])
        || word.starts_with("--")
        || word.starts_with("~~~")
        || word.starts_with("```")
        || word.trim_end_matches(['.', ')']).chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{SHORT, gist, markdown};

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        assert_eq!(markdown(text, Some("https://example.org/")), wanted);
    }

    #[test]
    fn what_is_no_link_is_escaped() {
        check("See [0] and Vec<T>.", &[r"See \[0\] and Vec\<T\>."]);
        check("In `a[0] <b>`.", &["In `a[0] <b>`."]);
        check("An odd ` stays text.", &[r"An odd \` stays text."]);
    }

    #[test]
    fn only_a_short_text_is_whole() {
        let text = |letters: usize| format!("One.\n\n{}", "b".repeat(letters - 5));
        assert_eq!(gist(&text(SHORT)), Some(text(SHORT).replace("\n\n", " ")));
        assert_eq!(gist(&text(SHORT + 1)).as_deref(), Some("One."));
        assert_eq!(gist("One. Two:\n- three").as_deref(), Some("One."));
        assert_eq!(gist(""), None);
    }

    #[test]
    fn links_are_absolute() {
        check("A [model](/docs/models).", &["A [model](https://example.org/docs/models)."]);
        check("A [model](#models).", &["A model."]);
        check("At https://example.com/a.", &["At <https://example.com/a>."]);
    }

    #[test]
    fn lists_and_code_keep_their_form() {
        check(
            "One:\n- a\n  b\n- c\n\n```\nx\n``` y\n```\nz",
            &["One:", "", "- a b", "- c", "", "```text", "x", "``` y", "```", "", "z"],
        );
        let four = "````md\n```json\nx\n```\n````\n\nafter";
        check(four, &["````md", "```json", "x", "```", "````", "", "after"]);
        check("    indented", &["indented"]);
        // A span is no block, wherever it begins.
        check("```a b``` and c\n\nd", &["`a b` and c", "", "d"]);
        check("- ````a ` b```` c", &["- `` a ` b `` c"]);
        let long = format!("- ```curl {0} '{0}'``` or so", "x".repeat(50));
        let [first, second] = ["- `curl ", "  '"].map(|start| format!("{start}{}", "x".repeat(50)));
        check(&long, &[&first, &format!("{second}'` or so")]);
    }

    #[test]
    fn nothing_breaks_out_of_a_comment() {
        check("a\r*/ fn x() {}\u{202E}\u{0}b", &["a */ fn x() {}b"]);
        check("```rust\nlet x;\n", &["```text", "let x;", "```"]);
    }
}
