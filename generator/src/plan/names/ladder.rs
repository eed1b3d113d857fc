//! The names that variants, fields, types and modules can have, from the one
//! that reads best to one that nothing else has.

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::{ascii, camel, leading_letter, module_name, plain_field_name, plain_type_name};
use super::{separated, spell, type_name, variant_name};
use crate::distinct::Ladder;
use crate::fingerprint::sha256;

/// The number of digits that a hash has in a name, and in a name that would not
/// do with so few.
const DIGITS: [usize; 2] = [6, 16];

/// A variant.
#[derive(Clone, Copy, Debug)]
pub(in crate::plan) struct Variant<'w> {
    /// The word that names it.
    pub(in crate::plan) word: &'w str,
    /// True if the document has that word, in this case.
    pub(in crate::plan) is_written: bool,
    /// The words that it stands for.
    pub(in crate::plan) meaning: &'w str,
}

impl Ladder for Variant<'_> {
    const RUNGS: usize = 8;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { word, is_written, meaning } = self;
        let case = |of: fn(&str) -> Option<&'static str>| of(word).filter(|_| *is_written);
        let name = match rung {
            0 => camel(word),
            1 => separated(word),
            2 => camel(word) + case(upper_case)?,
            3 => in_full(word, false).to_upper_camel_case(),
            4 => in_full(word, false).to_upper_camel_case() + case(self::case)?,
            5 if camel(meaning).starts_with(&camel(word)) => camel(meaning),
            5 => camel(&format!("{word} {meaning}")),
            _ => format!("{}X{}", camel(word), hash(&[word, meaning], rung - 6)),
        };
        Some(variant_name(name))
    }

    /// Tells whether it is of it: most values are in lower case.
    fn owns(&self, _: &str) -> bool {
        self.is_written && !self.word.contains(char::is_uppercase)
    }
}

/// A field, or an argument.
#[derive(Clone, Copy, Debug)]
pub(in crate::plan) struct Field<'w> {
    /// Its name on the wire.
    pub(in crate::plan) word: &'w str,
    /// The place where a parameter goes, if another of its name goes elsewhere; no word for a
    /// property.
    pub(in crate::plan) place: &'w str,
}

impl Ladder for Field<'_> {
    const RUNGS: usize = 6;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { word, place } = self;
        let name = match rung {
            0 => plain_field_name(word),
            1 if !place.is_empty() => format!("{}_{place}", plain_field_name(word)),
            1 => format!("{} {}", plain_field_name(word), upper_case(word)?).to_snake_case(),
            2 => in_full(word, true).to_snake_case(),
            3 => format!("{} {}", in_full(word, true), case(word)?).to_snake_case(),
            _ => format!("{}_x{}", plain_field_name(word), hash(&[word, place], rung - 4)),
        };
        Some(leading_letter(name, "n_"))
    }

    fn owns(&self, name: &str) -> bool {
        self.word == name
    }
}

/// A setter of something about the whole client.
#[derive(Clone, Copy, Debug)]
pub(in crate::plan) struct Setting<'w> {
    /// The name of what it sets.
    pub(in crate::plan) word: &'w str,
    /// The kind of thing that is set, in a word.
    pub(in crate::plan) what: &'w str,
}

impl Ladder for Setting<'_> {
    const RUNGS: usize = 6;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { word, what } = self;
        let name = match rung {
            0 => plain_field_name(word),
            1 => format!("{}_{what}", plain_field_name(word)),
            2 => format!("{} {what}", in_full(word, true)).to_snake_case(),
            3 => format!("{} {} {what}", in_full(word, true), case(word)?).to_snake_case(),
            _ => format!("{}_x{}", plain_field_name(word), hash(&[word, what], rung - 4)),
        };
        Some(leading_letter(name, "n_"))
    }

    fn owns(&self, name: &str) -> bool {
        self.word == name
    }
}

/// A setter of a field or parameter that has a name of its own.
#[derive(Clone, Copy)]
pub(in crate::plan) struct Setter<'w> {
    /// The name of the field or parameter.
    pub(in crate::plan) name: &'w str,
    /// The kind of thing that is set, in a word.
    pub(in crate::plan) what: &'w str,
    /// Tells whether another method has a name.
    pub(in crate::plan) is_taken: &'w dyn Fn(&str) -> bool,
}

impl Ladder for Setter<'_> {
    const RUNGS: usize = 4;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { name, what, is_taken } = self;
        Some(match rung {
            0 if !is_taken(name) => (*name).to_owned(),
            0 => format!("set_{name}"),
            1 => format!("set_{name}_{what}"),
            _ => format!("set_{name}_x{}", hash(&[name, what], rung - 2)),
        })
    }

    fn owns(&self, name: &str) -> bool {
        self.name == name
    }
}

/// A type.
#[derive(Clone, Copy)]
pub(in crate::plan) struct Type<'w> {
    /// Its component, and the way to it inside of that.
    pub(in crate::plan) words: &'w [String],
    /// Tells whether generated code has another use for a name.
    pub(in crate::plan) is_reserved: &'w dyn Fn(&str) -> bool,
}

impl Ladder for Type<'_> {
    const RUNGS: usize = 8;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { words, is_reserved } = self;
        let full = || words.iter().map(|word| in_full(word, false).to_upper_camel_case());
        let last = || words.last().map(String::as_str);
        let name = match rung {
            0 => type_name(words),
            1 if self.rung(0)? != plain_type_name(words) => plain_type_name(words) + "Schema",
            1 if words.len() == 1 && has_signs(last()?) => type_name(&full().collect::<Vec<_>>()),
            1 if words.len() == 1 => type_name(words) + upper_case(last()?)?,
            1 => type_name(words) + "Inline",
            2 => {
                let (component, way) = words.split_first().filter(|(_, way)| !way.is_empty())?;
                type_name(&[component.clone(), "Inline".to_owned()]) + &type_name(way)
            }
            3 => type_name(words) + upper_case(last()?)?,
            4 => type_name(&full().collect::<Vec<String>>()),
            5 => type_name(&full().collect::<Vec<String>>()) + case(last()?)?,
            _ => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                format!("{}X{}", type_name(self.words), hash(&words, rung - 6))
            }
        };
        Some(if is_reserved(&name) { format!("{name}Type") } else { name })
    }

    fn owns(&self, name: &str) -> bool {
        matches!(self.words, [component] if component == name)
    }
}

/// The module of a component, or of what an operation declares inline.
#[derive(Clone, Copy, Debug)]
pub(in crate::plan) struct Module<'w> {
    /// The name of the component or operation.
    pub(in crate::plan) word: &'w str,
    /// True if that is an operation.
    pub(in crate::plan) is_operation: bool,
}

impl Ladder for Module<'_> {
    const RUNGS: usize = 6;

    fn rung(&self, rung: usize) -> Option<String> {
        let Self { word, is_operation } = self;
        Some(match rung {
            0 => module_name(word),
            1 if *is_operation => module_name(&format!("{word} operation")),
            1 if has_signs(word) => module_name(&in_full(word, false)),
            1 => module_name(&format!("{word} {}", upper_case(word)?)),
            2 => module_name(&in_full(word, false)),
            3 => module_name(&format!("{} {}", in_full(word, false), case(word)?)),
            _ => module_name(&format!("{word} x{}", hash(&[word], rung - 4))),
        })
    }

    /// Tells whether it is of it: the module is of the one that the type of this name is of.
    fn owns(&self, _: &str) -> bool {
        self.word == type_name(&[self.word.to_owned()])
    }
}

/// Returns a word with the names of the signs in it; underscores between letters and
/// digits stay where they are a part of names.
fn in_full(word: &str, snake: bool) -> String {
    let mut full = String::with_capacity(2 * word.len());
    let mut before = None;
    let mut characters = word.chars().peekable();
    while let Some(c) = characters.next() {
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if c == '_' && snake && inside(before) && inside(characters.peek().copied()) {
            full.push(c);
        } else if c.is_alphanumeric() {
            full.push_str(&ascii(c.encode_utf8(&mut [0; 4])));
        } else {
            match spell(c) {
                Some(name) => full.extend([" ", name, " "]),
                None => full.push_str(&format!(" U{:X} ", u32::from(c))),
            }
        }
        before = Some(c);
    }
    if word.is_empty() { "Empty".to_owned() } else { full }
}

/// Tells whether there are signs in a word, which its name passes over.
fn has_signs(word: &str) -> bool {
    word.chars().any(|c| !c.is_alphanumeric() && c != '_')
}

/// Returns the case of a word's letters, where it has any.
fn case(word: &str) -> Option<&'static str> {
    let (upper, lower) = (word.contains(char::is_uppercase), word.contains(char::is_lowercase));
    match (upper, lower) {
        (false, false) => None,
        (false, true) => Some("Lower"),
        (true, false) => Some("Upper"),
        (true, true) => {
            let first = word.chars().find(|c| c.is_alphabetic());
            Some(if first.is_some_and(char::is_uppercase) { "Pascal" } else { "Camel" })
        }
    }
}

/// Returns the case of a word's letters, where they are not all in lower case.
fn upper_case(word: &str) -> Option<&'static str> {
    case(word).filter(|case| *case != "Lower")
}

/// Returns the first digits of a hash of words.
fn hash(words: &[&str], digits: usize) -> String {
    let mut hash = sha256(words.join("\0").as_bytes());
    hash.truncate(DIGITS[digits.min(DIGITS.len() - 1)]);
    hash
}
