//! Descriptions of a document → lines of Markdown.
//!
//! Descriptions are Markdown of other people: they may hold whatever rustc or rustdoc would
//! stumble over (carriage returns, text direction marks, bare URLs, brackets that are no links,
//! tags, code that is no Rust).

use std::str::Lines;

use super::html::as_markdown;
use crate::words::{clean, dedented, list_item};

/// The width of a line of documentation.
const WIDTH: usize = 92;

/// The most levels of quotes that are read as such.
const MOST_QUOTES: usize = 8;

/// The columns by which code is indented.
const CODE: usize = 4;

/// Returns a text as Markdown, without what does not print.
pub(super) fn cleaned(text: &str) -> String {
    as_markdown(&clean(text)).into_owned()
}

/// Returns Markdown, wrapped, and harmless to rustdoc.
pub(super) fn lines(text: &str, link_base: Option<&str>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    write(blocks(&cleaned(text)), "", link_base, &mut lines);
    lines
}

/// Writes blocks, indented by that, behind the lines that are there.
pub(super) fn write(
    blocks: Vec<Block>,
    around: &str,
    link_base: Option<&str>,
    lines: &mut Vec<String>,
) {
    for Block { indent, content } in blocks {
        let continues = match &content {
            Content::Item { first, .. } => !first,
            // The rows of a table are one block.
            Content::Raw(line) => {
                is_row(line) && lines.last().is_some_and(|line| is_row(line.trim_start()))
            }
            Content::Paragraph(_) | Content::Code(_) | Content::Quote(_) => false,
        };
        if !lines.is_empty() && !continues {
            lines.push(String::new());
        }
        let indent = format!("{around}{}", " ".repeat(indent));
        match content {
            Content::Code(code) => {
                let indented = code.iter().map(|line| format!("{indent}{line}"));
                lines.extend(indented.map(|line| line.trim_end().to_owned()));
            }
            Content::Raw(line) => lines.push(format!("{indent}{}", inline(&line, link_base))),
            Content::Quote(blocks) => {
                let mut quoted = Vec::new();
                write(blocks, "", link_base, &mut quoted);
                let marked = quoted.iter().map(|line| format!("{indent}> {line}"));
                lines.extend(marked.map(|line| line.trim_end().to_owned()));
            }
            Content::Paragraph(text) => wrap(&inline(&text, link_base), &indent, &indent, lines),
            Content::Item { marker, text, .. } => {
                let first = format!("{indent}{marker} ");
                let further = " ".repeat(first.len());
                wrap(&inline(&text, link_base), &first, &further, lines);
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

/// A part of a text, with its indent: that of the item of a list which it is in.
pub(super) struct Block {
    indent: usize,
    content: Content,
}

enum Content {
    Paragraph(String),
    Item {
        marker: String,
        text: String,
        /// True if no list goes on with it.
        first: bool,
    },
    Code(Vec<String>),
    Quote(Vec<Block>),
    /// A heading, or a row of a table.
    Raw(String),
}

impl Block {
    /// Returns the text of a paragraph that is in no list.
    pub(super) fn paragraph(&self) -> Option<&str> {
        match &self.content {
            Content::Paragraph(text) if self.indent == 0 => Some(text),
            _ => None,
        }
    }
}

/// An item of a list that further lines may belong to.
struct OpenItem {
    /// The column of its marker in the text.
    marker: usize,
    /// The column of its words in the text.
    words: usize,
    /// The column of its words in what is written.
    indent: usize,
    is_numbered: bool,
}

/// Blocks as they are read.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The item that the last block is in, within those around it.
    items: Vec<OpenItem>,
    /// True if the last line was words that the next one goes on with.
    is_open: bool,
}

fn is_row(line: &str) -> bool {
    line.starts_with('|')
}

/// Returns the column where the words of a line begin.
fn column(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Returns the blocks of a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    blocks_within(text, MOST_QUOTES)
}

/// Returns the blocks of a text, with so many levels of quotes at most.
fn blocks_within(text: &str, quotes: usize) -> Vec<Block> {
    let mut reader = Reader::default();
    let text = dedented(text);
    let mut rest = text.lines();
    while let Some(line) = rest.next() {
        let words = line.trim();
        if words.is_empty() {
            reader.is_open = false;
        } else if opens_code(words) {
            let code = code(line, &mut rest);
            reader.leave(column(line));
            reader.add(Content::Code(code));
        } else if words.starts_with('>') && quotes > 0 {
            let text = quoted(words, &mut rest);
            reader.leave(column(line));
            reader.add(Content::Quote(blocks_within(&text, quotes - 1)));
        } else if is_row(words) || words.starts_with('#') {
            reader.items.clear();
            reader.add(Content::Raw(words.to_owned()));
        } else if let Some((marker, text)) = list_item(words) {
            reader.item(column(line), marker, text);
        } else {
            reader.words(line, &mut rest);
        }
    }
    reader.blocks
}

impl Reader {
    /// Adds a block to the item that is open, if one is.
    fn add(&mut self, content: Content) {
        self.is_open = matches!(content, Content::Paragraph(_) | Content::Item { .. });
        let indent = self.items.last().map_or(0, |item| item.indent);
        self.blocks.push(Block { indent, content });
    }

    /// Leaves the items that end before a block of that column, and returns the last one left.
    fn leave(&mut self, column: usize) -> Option<OpenItem> {
        let mut left = None;
        // Many indent by two columns whatever the marker is.
        while let Some(item) = self.items.pop_if(|item| column < item.marker + 2) {
            left = Some(item);
        }
        left
    }

    fn item(&mut self, column: usize, marker: &str, text: &str) {
        let is_in_list = !self.items.is_empty();
        let before = self.leave(column);
        let is_numbered = marker != "-";
        // In the words of another item, Markdown takes no other number for a list.
        let is_found = !is_numbered
            || marker.starts_with("1.")
            || before.is_some_and(|before| before.is_numbered);
        self.add(Content::Item {
            marker: marker.to_owned(),
            text: text.to_owned(),
            first: !(is_in_list && is_found),
        });
        let words = marker.len() + 1;
        let indent = self.items.last().map_or(0, |item| item.indent) + words;
        self.items.push(OpenItem { marker: column, words: column + words, indent, is_numbered });
    }

    /// Adds a line of words, or of code if it is indented as such, with the lines of it.
    fn words(&mut self, line: &str, rest: &mut Lines<'_>) {
        if self.is_open
            && let Some(Content::Paragraph(text) | Content::Item { text, .. }) =
                self.blocks.last_mut().map(|block| &mut block.content)
        {
            text.push(' ');
            text.push_str(line.trim());
            return;
        }
        self.leave(column(line));
        let margin = self.items.last().map_or(0, |item| item.words) + CODE;
        self.add(match column(line) < margin {
            true => Content::Paragraph(line.trim().to_owned()),
            false => Content::Code(indented_code(line, margin, rest)),
        });
    }
}

/// Tells a line that opens a fenced block. One of backticks with others behind them is a span.
fn opens_code(line: &str) -> bool {
    match line.strip_prefix("```") {
        Some(rest) => !rest.trim_start_matches('`').contains('`'),
        None => line.starts_with("~~~"),
    }
}

/// Returns a fenced block; one without a language is not Rust.
fn code(opening: &str, lines: &mut Lines<'_>) -> Vec<String> {
    let (margin, opening) = (column(opening), opening.trim());
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
        code.push(line[column(line).min(margin)..].trim_end().to_owned());
    }
    code.push(fence.to_owned());
    code
}

/// Returns a fenced block of a line and of those that follow, as far as they have the margin.
fn indented_code(first: &str, margin: usize, rest: &mut Lines<'_>) -> Vec<String> {
    let mut code = vec![first[margin..].trim_end().to_owned()];
    let mut empty = 0;
    let mut ahead = rest.clone();
    while let Some(line) = ahead.next() {
        if line.trim().is_empty() {
            empty += 1;
        } else if column(line) >= margin {
            code.extend(std::iter::repeat_n(String::new(), std::mem::take(&mut empty)));
            code.push(line[margin..].trim_end().to_owned());
            *rest = ahead.clone();
        } else {
            break;
        }
    }
    let marks = code.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max();
    let fence = "`".repeat(marks.unwrap_or_default().max(2) + 1);
    code.insert(0, format!("{fence}text"));
    code.push(fence);
    code
}

/// Returns the text of a quote without its marks. Words may go on without one.
fn quoted(first: &str, rest: &mut Lines<'_>) -> String {
    let inner = |line: &str| {
        line.strip_prefix('>').map(|text| text.strip_prefix(' ').unwrap_or(text).to_owned())
    };
    let mut text = vec![inner(first).unwrap_or_default()];
    let mut ahead = rest.clone();
    while let Some(line) = ahead.next().map(str::trim) {
        let is_open = text.last().is_some_and(|last| !last.trim().is_empty());
        let is_words = !line.is_empty() && !begins_block(line);
        match inner(line) {
            Some(more) => text.push(more),
            None if is_open && is_words => text.push(line.to_owned()),
            None => break,
        }
        *rest = ahead.clone();
    }
    text.join("\n")
}

/// Tells whether a line begins a block whatever is before it.
fn begins_block(line: &str) -> bool {
    opens_code(line) || is_row(line) || line.starts_with('#') || list_item(line).is_some()
}

fn is_run_by_rustdoc(language: &str) -> bool {
    matches!(
        language,
        "rust" | "ignore" | "should_panic" | "no_run" | "compile_fail" | "standalone"
    ) || language.starts_with("edition")
}

/// Makes text outside of code spans harmless.
pub(super) fn inline(text: &str, link_base: Option<&str>) -> String {
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
        _ if url.starts_with("//") => format!("https:{url}"),
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
pub(super) fn wrap(text: &str, first: &str, indent: &str, lines: &mut Vec<String>) {
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
    use super::lines;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        assert_eq!(lines(text, Some("https://example.org/")), wanted);
    }

    #[test]
    fn what_is_no_link_is_escaped() {
        check("See [0] and Vec<T>.", &[r"See \[0\] and Vec\<T\>."]);
        check("In `a[0] <b>`.", &["In `a[0] <b>`."]);
        check("An odd ` stays text.", &[r"An odd \` stays text."]);
    }

    #[test]
    fn links_are_absolute() {
        check("A [model](/docs/models).", &["A [model](https://example.org/docs/models)."]);
        check("A [model](#models).", &["A model."]);
        check("A [model](//example.com/a).", &["A [model](https://example.com/a)."]);
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
    fn lists_within_items_stay_there() {
        check(
            "Modes:\n* one\n    * two\n      on\n  1. three\n  2) four\n\n     more\n* five",
            &[
                "Modes:",
                "",
                "- one",
                "  - two on",
                "  1. three",
                "  2) four",
                "",
                "     more",
                "- five",
            ],
        );
        // Two columns are enough, and one is none.
        check("1. a\n  - b\n 2. c", &["1. a", "   - b", "2. c"]);
        check("  - a\n    - b\n  - c", &["- a", "  - b", "- c"]);
        // In the words of an item, no other number begins a list.
        check("- a\n  3. b\n  4. c", &["- a", "", "  3. b", "  4. c"]);
        check("- a\n3. b\n4. c", &["- a", "", "3. b", "4. c"]);
        check("* a\n    * b\n\n         c", &["- a", "  - b", "", "    c"]);
        check("- a\n# B\n\n  c", &["- a", "", "# B", "", "c"]);
        check("- a\n\n  b\n\nc\n- d", &["- a", "", "  b", "", "c", "", "- d"]);
        check(
            "- a\n  ```\n  x\n    y\n  ```\n- b",
            &["- a", "", "  ```text", "  x", "    y", "  ```", "- b"],
        );
    }

    #[test]
    fn what_is_indented_is_code() {
        check(
            "One:\n\n    a\n      b\n\n\n    c\n\nd",
            &["One:", "", "```text", "a", "  b", "", "", "c", "```", "", "d"],
        );
        check("One\n    and on", &["One and on"]);
        check("- a\n\n      b", &["- a", "", "  ```text", "  b", "  ```"]);
        check("- a\n\n     b", &["- a", "", "  b"]);
        let apart = ["One", "", "```text", "a", "", "b", "", "c", "```"];
        check("One\n\n    a\n\n    b\n\n    c", &apart);
        check("One:\n\n\tif a\n\t\tb", &["One:", "", "```text", "if a", "    b", "```"]);
        let marks = ["One", "", "`````text", "a", "````", "`````", "", "b"];
        check("One\n\n    a\n    ````\n\nb", &marks);
    }

    #[test]
    fn comments_of_code_are_indented_by_the_way() {
        check("One.\n        Two.\n\n        Three.", &["One. Two.", "", "Three."]);
        check("\n    One.\n\n    Two.\n", &["One.", "", "Two."]);
        check("One:\n\n    two", &["One:", "", "```text", "two", "```"]);
        check("- one\n    - two", &["- one", "  - two"]);
    }

    #[test]
    fn lists_of_html_stay_within_items() {
        check(
            "<ul><li>a<ul><li>b<ol><li>c<li>d</ol></ul><li>e</ul>f",
            &["- a", "  - b", "    1. c", "    2. d", "- e", "", "f"],
        );
        check(
            "<ul><li>a<ul><li>b</li></ul><p>c</p></li><li>d</li></ul>",
            &["- a", "  - b", "", "  c", "- d"],
        );
        check("<ul><li><ul><li>a</li></ul></li></ul>", &["- a"]);
        check("<ul><li>a<br>- b<br>- c</li></ul>d", &["- a", "  - b", "  - c", "", "d"]);
        check("<ul><li>- a</li></ul>", &["- - a"]);
        check("<table><tr><td>a</td><td>- b</td></tr></table>", &["- a | - b"]);
    }

    #[test]
    fn quotes_stay_quotes() {
        check(
            "One\n> # Two\n>\n> three\nfour\n> - five\n\nsix",
            &["One", "", "> # Two", ">", "> three four", ">", "> - five", "", "six"],
        );
        check("- a\n  > b\n- c", &["- a", "", "  > b", "- c"]);
        check(">a\n>> b", &["> a", ">", "> > b"]);
        let deep = format!("{}b", ">".repeat(9));
        check(&deep, &[&format!(r"{}\>b", "> ".repeat(8))]);
        check("> a\n- b\n\nc > d", &["> a", "", "- b", "", r"c \> d"]);
        let code = ["> ```text", "> x", ">", ">   y", "> ```"];
        check("> ```\n> x\n>\n>   y\n> ```", &code);
    }

    #[test]
    fn nothing_breaks_out_of_a_comment() {
        check("a\r*/ fn x() {}\u{202E}\u{0}b", &["a */ fn x() {}b"]);
        check("```rust\nlet x;\n", &["```text", "let x;", "```"]);
    }
}
