//! Readings of query parameters: from where they count, and what they take.

use super::words::{
    COUNTED, SAYS_CURSOR, SAYS_FIRST, SAYS_ID, SAYS_ITEMS, SAYS_MANY, SAYS_MOMENT, SAYS_NO_MOMENT,
    SAYS_SKIPPED, SAYS_TO, SAYS_UNIT,
};
use crate::ir::{Parameter, TypeRef};

/// Finds the number from which a parameter counts: its default, its least value, or 0 or 1
/// where its words say so.
pub(super) fn first(parameter: &Parameter) -> Option<u64> {
    let least = parameter.docs.constraints.limits.minimum.as_ref();
    default(parameter)
        .or_else(|| least.and_then(serde_json::Number::as_u64))
        .or_else(|| first_in_words(&parameter.docs.text))
}

/// Reads the number from which a text says that something counts: `1-based`, `starts at 0`,
/// `the first page is 1`; none where it says several.
fn first_in_words(text: &str) -> Option<u64> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is_base =
        |at: usize| words.get(at + 1).is_some_and(|word| matches!(*word, "based" | "indexed"));
    let says_first = |at: usize| {
        let before = words[..at].iter().rev();
        let mut before = before.skip_while(|word| SAYS_TO.contains(word));
        is_base(at) || before.next().is_some_and(|word| SAYS_FIRST.contains(word))
    };
    let number = |(at, word): (usize, &&str)| match *word {
        "0" => says_first(at).then_some(0),
        "1" => says_first(at).then_some(1),
        "zero" => is_base(at).then_some(0),
        "one" => is_base(at).then_some(1),
        _ => None,
    };
    let mut said = words.iter().enumerate().filter_map(number);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

pub(super) fn default(parameter: &Parameter) -> Option<u64> {
    parameter.docs.default.as_ref().and_then(serde_json::Value::as_u64)
}

/// Tells whether a parameter can take a number below zero, which is none of a page or an item.
pub(super) fn is_signed(parameter: &Parameter) -> bool {
    let least = parameter.docs.constraints.limits.minimum.as_ref();
    let default = parameter.docs.default.as_ref().and_then(serde_json::Value::as_number);
    least.into_iter().chain(default).any(|number| number.as_f64().is_some_and(|it| it < 0.0))
}

/// Tells whether the words of a parameter say how many items there are to be: "the number of
/// matching results".
pub(super) fn says_how_many(parameter: &Parameter) -> bool {
    let says = parameter.docs.text.to_lowercase();
    let words = says.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let counts = |at: usize| words[at..].iter().take(3).any(|word| COUNTED.contains(word));
    // As in "page number of the results".
    let is_of_page = |at: usize| at > 0 && words[at - 1] == "page";
    let mut pairs = words.windows(2).enumerate();
    !has_word(&says, SAYS_SKIPPED)
        && pairs.any(|(at, pair)| {
            SAYS_MANY.contains(&(pair[0], pair[1])) && !is_of_page(at) && counts(at + 2)
        })
}

/// Tells whether a parameter counts something else than items, by its words.
pub(super) fn counts_another(parameter: &Parameter) -> bool {
    let says = parameter.docs.text.to_lowercase();
    has_word(&says, SAYS_UNIT) && !has_word(&says, SAYS_ITEMS)
}

/// Tells whether a text is a time or an address, and no place in a list: by its format, its
/// words, or a value that the document shows.
pub(super) fn is_moment(parameter: &Parameter) -> bool {
    let format = parameter.docs.constraints.format.as_deref().unwrap_or_default().to_lowercase();
    let is_format = ["date", "time", "uri", "url"].iter().any(|part| format.contains(part));
    let said = parameter.docs.text.to_lowercase();
    let says = SAYS_NO_MOMENT.iter().fold(said, |says, phrase| says.replace(phrase, ""));
    let is_place = SAYS_CURSOR.iter().any(|word| says.contains(word)) || has_word(&says, SAYS_ID);
    let mut values = parameter.docs.default.iter().chain(parameter.docs.shown.value());
    is_format
        || (has_word(&says, SAYS_MOMENT) && !is_place)
        || values.any(|value| value.as_str().is_some_and(is_date))
}

/// Tells whether a text begins with a date.
fn is_date(text: &str) -> bool {
    let form = text.bytes().take(10).map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    form.eq(*b"0000-00-00")
}

/// Tells whether a text in lower case has one of these words.
pub(super) fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word))
}

pub(super) fn is_string(ty: &TypeRef) -> bool {
    *ty == TypeRef::String
}

pub(super) fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Integer(_))
}

/// Tells whether a type is a number: many documents have no other for what is counted.
pub(super) fn is_number(ty: &TypeRef) -> bool {
    is_integer(ty) || matches!(ty, TypeRef::Number(_))
}
