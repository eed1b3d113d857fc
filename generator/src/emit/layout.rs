//! Tokens → text, with the blank lines that a person would put.

use proc_macro2::TokenStream;

use super::tokens::LINE_BREAK;

/// The text of items, unless that would be no Rust.
pub(super) type Text = syn::Result<String>;

/// Formats items.
pub(super) fn rust(tokens: &TokenStream) -> Text {
    Ok(spaced(&prettyplease::unparse(&syn::parse2(tokens.clone())?)))
}

/// Formats an item and puts it into a macro call.
pub(super) fn in_macro(name: &str, tokens: &TokenStream) -> Text {
    let inner: String = rust(tokens)?
        .lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") })
        .collect();
    Ok(format!("{name}! {{\n{inner}}}\n"))
}

/// Joins items; declarations of one kind stay together.
pub(super) fn join(items: &[String]) -> String {
    let mut text = String::new();
    let mut before = None;
    for item in items {
        let kind = declaration(item);
        if before.is_some() && (kind.is_none() || before != Some(kind)) {
            text.push('\n');
        }
        before = Some(kind);
        text.push_str(item);
    }
    text
}

/// Returns the keyword of a declaration; `None` for an item with a body, and for a `use` with a
/// condition, which rustfmt would put in order among the others.
fn declaration(item: &str) -> Option<&str> {
    if !item.trim_end().ends_with(';') {
        return None;
    }
    let code = item.lines().find(|line| !line.starts_with('#'))?;
    let keyword = code.split_whitespace().find(|word| matches!(*word, "mod" | "use"))?;
    (keyword == "mod" || item.starts_with(code)).then_some(keyword)
}

/// Returns a blank line after each item and each method, and lines of documentation
/// apart.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 256);
    let mut previous = "";
    for line in text.lines() {
        let indent = indentation(line);
        let closes = previous.trim_end() == format!("{}}}", &previous[..indentation(previous)])
            && indentation(previous) == indent;
        let follows = closes && indent <= 4 && !line.trim_start().starts_with(['}', ')', '.']);
        let statement = previous.ends_with(';') && indentation(previous) == 0 && indent == 0;
        let one_kind = first_word(previous) == first_word(line) || first_word(previous) == "mod";
        let constant = previous.starts_with("    const ") && previous.ends_with(';');
        let after_constants = constant && first_word(line) != "const";
        let associated = indent == 4 && (previous.starts_with("    type ") || after_constants);
        if follows || associated || (statement && !one_kind) {
            out.push('\n');
        }
        for (number, part) in line.split(LINE_BREAK).enumerate() {
            if number > 0 {
                out.push_str(&line[..indent]);
                out.push_str("///");
            }
            out.push_str(part);
            out.push('\n');
        }
        previous = line;
    }
    out
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn first_word(line: &str) -> &str {
    line.split_whitespace().next().unwrap_or_default()
}
