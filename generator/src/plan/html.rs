//! HTML in descriptions → Markdown.
//!
//! Markdown may hold HTML, and many descriptions are nothing else. Tags that Markdown has words for
//! become these; the rest stays the text that it is. Libraries read HTML as whole pages, whose text
//! is no Markdown, and bring a parser of pages into the first build.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::words::{code, list_item};

/// The marker of an item without a number.
const BULLET: &str = "- ";

/// The purpose of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    /// One that ends a paragraph.
    Break,
    List,
    Numbered,
    Item,
    /// A row of a table, which becomes an item.
    Row,
    Cell,
    Heading(usize),
    Emphasis(&'static str),
    Code,
    Block,
    Link,
    /// One that only says how its text looks.
    Look,
}

impl Tag {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "br" | "p" | "div" | "hr" | "section" | "details" | "summary" | "dl" | "dt" | "dd" => {
                Self::Break
            }
            "ul" => Self::List,
            "ol" => Self::Numbered,
            "table" | "thead" | "tbody" | "tfoot" => Self::Break,
            "li" => Self::Item,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading(name[1..].parse().ok()?),
            "b" | "strong" => Self::Emphasis("**"),
            "i" | "em" => Self::Emphasis("*"),
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "pre" => Self::Block,
            "a" => Self::Link,
            "span" | "font" | "u" | "small" | "big" | "nobr" | "center" => Self::Look,
            _ => return None,
        })
    }

    /// Tells whether what the tag is for begins and ends within a paragraph.
    fn is_inline(self) -> bool {
        matches!(self, Self::Emphasis(_) | Self::Code | Self::Link | Self::Look)
    }

    /// Returns what tags have in common that end each other.
    fn kind(self) -> &'static str {
        match self {
            Self::Emphasis(mark) => mark,
            Self::Code => "`",
            Self::Block => "```",
            Self::Link => "[",
            Self::Break
            | Self::List
            | Self::Numbered
            | Self::Item
            | Self::Row
            | Self::Cell
            | Self::Heading(_)
            | Self::Look => "",
        }
    }

    /// Tells whether a tag is none where its end is missing: it may stand for something else in
    /// `/pets/<code>`.
    fn needs_end(self) -> bool {
        self.is_inline() || self == Self::Block
    }
}

/// A part of a text.
#[derive(Debug)]
enum Token<'t> {
    Text(&'t str),
    /// Code of Markdown, as it is.
    Verbatim(&'t str),
    Open(Tag, &'t str),
    Close(Tag, &'t str),
}

/// Returns a description with its HTML as Markdown.
pub(super) fn as_markdown(text: &str) -> Cow<'_, str> {
    let mut tokens = tokens(text);
    if tokens.iter().all(|token| matches!(token, Token::Text(_) | Token::Verbatim(_))) {
        return Cow::Borrowed(text);
    }
    keep_pairs(&mut tokens);
    let mut writer = Writer::default();
    for token in &tokens {
        writer.token(token);
    }
    Cow::Owned(writer.out)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(next) = text[at..].find(['<', '`']) {
        let start = at + next;
        let rest = &text[start..];
        let (token, length) = match (rest.starts_with('`'), tag(rest)) {
            (true, _) => verbatim(rest),
            (false, Some((token, length))) => (Some(token), length),
            (false, None) => (None, 1),
        };
        at = start + length;
        if let Some(token) = token {
            tokens.push(Token::Text(&text[from..start]));
            tokens.push(token);
            from = at;
        }
    }
    tokens.push(Token::Text(&text[from..]));
    tokens
}

/// Reads code at the start, from backticks to as many of them.
fn verbatim(text: &str) -> (Option<Token<'_>>, usize) {
    let run = text.len() - text.trim_start_matches('`').len();
    let fence = &text[..run];
    match text[run..].find(fence) {
        Some(end) => {
            let length = run + end + run;
            (Some(Token::Verbatim(&text[..length])), length)
        }
        None => (None, run),
    }
}

/// Reads a tag at the start.
fn tag(text: &str) -> Option<(Token<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let name = &inner[..inner.find(|c: char| !c.is_ascii_alphanumeric())?];
    let attributes = &inner[name.len()..];
    if !attributes.starts_with(['>', '/', ' ', '\n', '\t']) {
        return None;
    }
    let tag = Tag::named(&name.to_ascii_lowercase())?;
    let end = end_of_attributes(attributes)?;
    let length = text.len() - attributes.len() + end + 1;
    let token = match closes {
        true => Token::Close(tag, &text[..length]),
        false => Token::Open(tag, &text[..length]),
    };
    Some((token, length))
}

/// Returns the end of the tag whose attributes are at the start.
fn end_of_attributes(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '<') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Makes text of tags that have no other end, and nothing of those within a paragraph that go over
/// the end of it.
fn keep_pairs(tokens: &mut [Token<'_>]) {
    let mut open: Vec<(Tag, usize)> = Vec::new();
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    let mut last_break = None;
    for at in 0..tokens.len() {
        let breaks = match tokens[at] {
            Token::Text(text) => has_blank_line(text),
            Token::Verbatim(_) => false,
            Token::Open(tag, _) | Token::Close(tag, _) => !tag.is_inline(),
        };
        if breaks {
            last_break = Some(at);
        }
        match tokens[at] {
            Token::Open(tag, _) if tag.needs_end() => {
                open.push((tag, at));
                *counts.entry(tag.kind()).or_default() += 1;
            }
            Token::Close(tag, text) if tag.needs_end() => {
                let is_open = counts.get(tag.kind()).is_some_and(|count| *count > 0);
                let start = is_open.then(|| close(tag, &mut open, &mut counts, tokens)).flatten();
                match start {
                    Some(start) if tag.is_inline() && last_break > Some(start) => {
                        tokens[start] = Token::Text("");
                        tokens[at] = Token::Text("");
                    }
                    Some(_) => {}
                    None => tokens[at] = Token::Text(text),
                }
            }
            Token::Open(..) | Token::Close(..) | Token::Text(_) | Token::Verbatim(_) => {}
        }
    }
    for (_, at) in open {
        unmake(tokens, at);
    }
}

/// Returns the place of the tag that this one closes; those opened since have no end.
fn close(
    tag: Tag,
    open: &mut Vec<(Tag, usize)>,
    counts: &mut HashMap<&'static str, usize>,
    tokens: &mut [Token<'_>],
) -> Option<usize> {
    while let Some((opened, at)) = open.pop() {
        *counts.entry(opened.kind()).or_default() -= 1;
        if opened.kind() == tag.kind() {
            return Some(at);
        }
        unmake(tokens, at);
    }
    None
}

/// Makes text of the tag that is there.
fn unmake(tokens: &mut [Token<'_>], at: usize) {
    if let Token::Open(_, text) = tokens[at] {
        tokens[at] = Token::Text(text);
    }
}

fn has_blank_line(text: &str) -> bool {
    let mut lines = text.split('\n').skip(1).peekable();
    std::iter::from_fn(|| lines.next().filter(|_| lines.peek().is_some()))
        .any(|line| line.trim().is_empty())
}

/// Emphasis or a link that is open.
struct Begun {
    at: usize,
    address: Option<String>,
    /// True if emphasis is in it.
    has_marks: bool,
    /// True if a link is in it.
    has_link: bool,
}

/// A list that is open.
struct List {
    /// The number of its last item, if items have numbers.
    number: Option<usize>,
    /// The indent of its markers: that of lines of the item that the list is in.
    indent: usize,
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The place where the last line begins.
    line: usize,
    /// The lists that are open.
    lists: Vec<List>,
    /// The indent of lines that belong to the open item.
    indent: usize,
    /// The code that is open; true if it is a block.
    code: Option<(String, bool)>,
    /// True while a row of a table is open.
    in_row: bool,
    begun: Vec<Begun>,
    /// True if nothing was written since a line or a paragraph began.
    is_fresh: bool,
    /// True if that is behind the marker of an item or a heading.
    is_marked: bool,
    /// True if a letter that comes next would keep the mark before it from ending emphasis.
    needs_gap: bool,
}

impl Writer {
    fn token(&mut self, token: &Token<'_>) {
        if let Some((inner, is_block)) = &mut self.code {
            let end = if *is_block { Tag::Block } else { Tag::Code };
            match token {
                Token::Text(text) => inner.push_str(&decoded(text)),
                Token::Verbatim(text) => inner.push_str(text),
                Token::Open(Tag::Break, _) => inner.push('\n'),
                Token::Close(tag, _) if *tag == end => self.end_code(),
                Token::Open(..) | Token::Close(..) => {}
            }
            return;
        }
        match token {
            Token::Text(text) => {
                if !self.is_fresh {
                    return self.write(text);
                }
                let text = text.trim_start();
                if !self.is_marked && !self.in_row && list_item(text).is_some() {
                    // It is no part of the item before it.
                    self.trim();
                    self.out.push_str(&" ".repeat(self.indent));
                }
                self.write(text);
            }
            Token::Verbatim(text) => self.write(text),
            Token::Open(tag, text) => self.open(*tag, text),
            Token::Close(tag, _) => self.close(*tag),
        }
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.needs_gap && text.starts_with(char::is_alphanumeric) {
            self.out.push(' ');
        }
        if let Some(end) = text.rfind('\n') {
            self.line = self.out.len() + end + 1;
        }
        self.out.push_str(text);
        (self.is_fresh, self.is_marked, self.needs_gap) = (false, false, false);
    }

    /// Writes the marker of an item or a heading.
    fn mark(&mut self, marker: &str) {
        self.write(marker);
        (self.is_fresh, self.is_marked) = (true, true);
    }

    fn open(&mut self, tag: Tag, text: &str) {
        match tag {
            Tag::Break => self.end_inner(),
            Tag::List | Tag::Numbered => {
                if self.is_marked {
                    self.drop_item();
                }
                let indent = self.inner_indent();
                self.end_paragraph(indent);
                let number = (tag == Tag::Numbered).then_some(0);
                self.lists.push(List { number, indent });
            }
            Tag::Item => {
                let number = self.lists.last_mut().and_then(|list| list.number.as_mut());
                let marker = number.map(|number| {
                    *number += 1;
                    format!("{number}. ")
                });
                self.begin_item(marker.as_deref().unwrap_or(BULLET));
            }
            Tag::Row => {
                self.begin_item(BULLET);
                self.in_row = true;
            }
            Tag::Cell => self.begin_cell(),
            Tag::Heading(level) => {
                self.end_inner();
                self.mark(&format!("{} ", "#".repeat(level)));
            }
            Tag::Emphasis(_) | Tag::Link => self.begun.push(Begun {
                at: self.out.len(),
                address: address(text).filter(|_| tag == Tag::Link),
                has_marks: false,
                has_link: false,
            }),
            Tag::Code | Tag::Block => self.code = Some((String::new(), tag == Tag::Block)),
            Tag::Look => {}
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Break | Tag::Heading(_) => self.end_inner(),
            Tag::List | Tag::Numbered => {
                self.indent = self.lists.pop().map_or(0, |list| list.indent);
                self.end_paragraph(self.indent);
            }
            Tag::Item | Tag::Row => {
                self.in_row &= tag == Tag::Item;
                self.indent = self.list_indent();
                self.end_line();
            }
            Tag::Emphasis(mark) => self.end_emphasis(mark),
            Tag::Link => self.end_link(),
            // Code ends where it is collected.
            Tag::Code | Tag::Block | Tag::Cell | Tag::Look => {}
        }
    }

    fn begin_item(&mut self, marker: &str) {
        self.end_line();
        let around = self.list_indent();
        self.indent = around + marker.len();
        self.mark(&format!("{}{marker}", " ".repeat(around)));
    }

    /// Takes back the marker of an item that nothing is in yet.
    fn drop_item(&mut self) {
        self.out.truncate(self.line);
        self.indent = self.list_indent();
        self.is_marked = false;
    }

    /// Returns the indent of lines that belong to what the last line does: an item, which Markdown
    /// may have begun.
    fn inner_indent(&mut self) -> usize {
        self.trim();
        let line = &self.out[self.line..];
        let text = line.trim_start();
        let own = list_item(text).map_or(0, |(marker, _)| marker.len() + 1);
        if self.indent > 0 { self.indent } else { line.len() - text.len() + own }
    }

    /// Returns the indent of markers of the list that is open.
    fn list_indent(&self) -> usize {
        self.lists.last().map_or(0, |list| list.indent)
    }

    fn begin_cell(&mut self) {
        if self.in_row && !self.is_marked {
            self.out.truncate(self.out.trim_end().len());
            self.line = self.line.min(self.out.len());
            self.write(" | ");
            self.is_fresh = true;
        }
    }

    fn end_line(&mut self) {
        self.trim();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.write("\n");
        }
        self.is_fresh = true;
    }

    /// Ends a paragraph, if one has begun; what is next stays in the item of a list.
    fn end_inner(&mut self) {
        if self.is_marked {
            return;
        }
        let indent = self.inner_indent();
        self.end_paragraph(indent);
    }

    /// Ends a paragraph, if one has begun; what is next is indented by that.
    fn end_paragraph(&mut self, indent: usize) {
        if self.is_marked {
            return;
        }
        self.trim();
        let line = &self.out[self.line..];
        if self.in_row || line.starts_with('|') {
            // A row of a table is a line.
            self.write(" ");
        } else if !self.out.is_empty() {
            let breaks = self.out.len() - self.out.trim_end_matches('\n').len();
            let ends = "\n".repeat(2_usize.saturating_sub(breaks));
            self.write(&format!("{ends}{}", " ".repeat(indent)));
        }
        self.is_fresh = true;
    }

    fn trim(&mut self) {
        self.out.truncate(self.out.trim_end_matches([' ', '\t']).len());
    }

    /// Ends emphasis or a link, and tells what is around it of it.
    fn end(&mut self, tag: Tag) -> Option<Begun> {
        let begun = self.begun.pop()?;
        if let Some(outer) = self.begun.last_mut() {
            outer.has_marks |= begun.has_marks || tag != Tag::Link;
            outer.has_link |= begun.has_link || tag == Tag::Link;
        }
        Some(begun)
    }

    /// Takes back what was written from a place on.
    fn take(&mut self, from: usize) -> String {
        self.line = self.line.min(from);
        self.out.split_off(from)
    }

    /// Marks what is between two tags, without the blanks at its ends.
    fn end_emphasis(&mut self, mark: &'static str) {
        let Some(begun) = self.end(Tag::Emphasis(mark)).filter(|begun| !begun.has_marks) else {
            return;
        };
        let inner = self.take(begun.at);
        let (before, text, behind) = within_blanks(&inner);
        if text.is_empty() || text.contains('*') {
            return self.write(&inner);
        }
        self.write(&format!("{before}{mark}{text}{mark}{behind}"));
        self.needs_gap = behind.is_empty() && !text.ends_with(char::is_alphanumeric);
    }

    fn end_code(&mut self) {
        let Some((inner, is_block)) = self.code.take() else { return };
        if is_block {
            self.end_inner();
            self.write(&format!("```text\n{}\n```\n\n", inner.trim_matches('\n').trim_end()));
            self.is_fresh = true;
        } else if !inner.trim().is_empty() {
            self.write(&code(inner.trim()));
        }
    }

    fn end_link(&mut self) {
        let Some(begun) = self.end(Tag::Link).filter(|begun| !begun.has_link) else { return };
        let Some(url) = begun.address else { return };
        let label = self.take(begun.at);
        let (before, text, behind) = within_blanks(&label);
        let link = match text {
            "" => return self.write(&label),
            text if text.starts_with("http") => url,
            text if text.contains(['[', ']']) => return self.write(&label),
            text => format!("[{text}]({url})"),
        };
        self.write(&format!("{before}{link}{behind}"));
    }
}

/// Returns a text, and the blanks before and behind it.
fn within_blanks(text: &str) -> (&str, &str, &str) {
    let inner = text.trim();
    let (before, rest) = text.split_at(text.len() - text.trim_start().len());
    (before, inner, &rest[inner.len()..])
}

/// Returns the address of a link, as Markdown can hold it.
fn address(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href=")?;
    let url = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    let url = decoded(url.trim()).replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    (!url.is_empty()).then_some(url)
}

/// Returns a text with what stands for letters of HTML.
fn decoded(text: &str) -> String {
    const NAMES: [(&str, &str); 7] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    NAMES.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

#[cfg(test)]
mod tests {
    use super::as_markdown;

    /// Tags in any order, beside letters of more than a byte.
    #[test]
    fn nothing_is_too_odd() {
        let parts = [
            "é",
            " ",
            "\n\nü ",
            "*",
            "`",
            "| ",
            "- ",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href='http://x'>",
            "</a>",
            "<code>",
            "</code>",
            "<pre>",
            "</pre>",
            "<li>",
            "</ol>",
            "<br>",
            "<h1>",
        ];
        let count = parts.len();
        for number in 0..count.pow(3) {
            let picked = (0..3).map(|place| parts[number / count.pow(place) % count]);
            let text: String = picked.collect();
            as_markdown(&text);
            as_markdown(&format!("é <b>\n{text}</a></i> é</b>"));
        }
    }
}
