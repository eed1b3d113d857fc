//! Names of the document → names of Rust.

mod ladder;

pub(super) use self::ladder::{Field, Module, Setter, Setting, Type, Variant};
pub(super) use crate::distinct::{Displaced, Distinct, Ladder, distinct};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::config;
use crate::fingerprint::sha256;
use crate::rust::WAY;
use crate::words::snake_case;

/// Names of types that a generated file uses itself.
const TAKEN_TYPES: [&str; 57] = [
    "Accumulate",
    "Call",
    "Client",
    "Duration",
    "EventStream",
    "Items",
    "MergeRules",
    "Method",
    "Operation",
    "Page",
    "Pages",
    "Poll",
    "Sending",
    "Self",
    "Snapshots",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "Apart",
    "Box",
    "String",
    "Value",
    "Map",
    "BTreeMap",
    "Nullable",
    "IntoList",
    "IntoMap",
    "IntoNullable",
    "IntoNullableJson",
    "IntoNullableList",
    "IntoNullableMap",
    "IntoNullableObject",
    "IntoObject",
    "IntoOptional",
    "IntoOptionalList",
    "IntoOptionalMap",
    "IntoOptionalObject",
    "IntoValue",
    "UnixTime",
    "JsonNumber",
    "Parsed",
    "Constant",
    "Constants",
    "Serialize",
    "Deserialize",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Into",
    "From",
    "Iterator",
    "IntoIterator",
];

/// Keywords that can be names when marked as raw.
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot.
const RESERVED: [&str; 4] = ["self", "Self", "super", "crate"];

/// Names that Windows keeps for devices, whatever follows after a dot.
const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The most bytes of a module's name. A file system takes 255, and `_group.rs`
/// or a number may follow.
const LONGEST_MODULE: usize = 240;

/// The most bytes of a package's name, which is part of the names of what is
/// compiled of it.
const LONGEST_PACKAGE: usize = 180;

/// Returns the name of a type.
pub(super) fn type_name(words: &[String]) -> String {
    let name = plain_type_name(words);
    if TAKEN_TYPES.contains(&name.as_str()) || is_way(&name) { format!("{name}Type") } else { name }
}

/// Tells whether a name is that of a generic parameter, which would hide a type.
fn is_way(name: &str) -> bool {
    name.strip_prefix(WAY).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the same if no other type had that name.
fn plain_type_name(words: &[String]) -> String {
    leading_letter(words.iter().map(|word| camel(word)).collect(), "Type")
}

/// Returns the name of a field, function or argument.
pub(super) fn field_name(word: &str) -> String {
    raw(&plain_field_name(word))
}

/// Returns the same without the mark of a raw identifier, to put something before it.
pub(super) fn plain_field_name(word: &str) -> String {
    let name = snake_case(&ascii(word));
    let name = if name.is_empty() { spelled(word).to_snake_case() } else { name };
    leading_letter(name, "n_")
}

/// Returns the name of a module, and so of a file.
pub(super) fn module_name(word: &str) -> String {
    let name = shortened(plain_field_name(word), LONGEST_MODULE, word);
    // `mod.rs` is taken, and raw names make odd files.
    let is_keyword = KEYWORDS.contains(&name.as_str()) || RESERVED.contains(&name.as_str());
    if is_keyword || is_device(&name) { format!("{name}_") } else { name }
}

/// Returns the name of a package by a title. A title of several words is prose, in which `OpenAI` is
/// one word.
pub(super) fn package_name(title: &str) -> String {
    let words = || title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = match words().nth(1) {
        Some(_) => plain_field_name(&words().map(str::to_lowercase).collect::<Vec<_>>().join(" ")),
        None => plain_field_name(title),
    };
    let name = shortened(name, LONGEST_PACKAGE, title).replace('_', "-");
    if config::is_taken(&name) { format!("{name}-client") } else { name }
}

/// Tells whether Windows opens a device instead of a file of this name.
fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"].iter().find_map(|port| name.strip_prefix(port));
    let is_port = numbered.is_some_and(|number| {
        number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit())
    });
    is_port || DEVICES.contains(&name)
}

/// Returns the name, or, where it is too long, its beginning and a hash of the word that
/// it was made of: whatever other names there are, it is the same one.
fn shortened(name: String, longest: usize, word: &str) -> String {
    if name.len() <= longest {
        return name;
    }
    let hash = &sha256(word.as_bytes())[..16];
    let room = longest - hash.len() - 1;
    // The name is ASCII, so that any byte is the end of a letter.
    let start = name.get(..room).unwrap_or_default();
    format!("{}_{hash}", start.trim_end_matches('_'))
}

/// Returns the name of a constant or static.
pub(super) fn static_name(word: &str) -> String {
    plain_field_name(word).to_uppercase()
}

/// Marks a keyword as raw.
pub(super) fn raw(name: &str) -> String {
    if RESERVED.contains(&name) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// Returns the names of variants, each of which is the only one of its word.
pub(super) fn variants(words: &[&str]) -> Vec<String> {
    let variants: Vec<Variant<'_>> =
        words.iter().map(|word| Variant { word, is_written: true, meaning: word }).collect();
    distinct(&variants, |_| false).names
}

/// Returns the words of one name that another does not have: `NamedToolChoice` and
/// `ToolChoiceOption` differ in `Named`.
pub(super) fn difference(name: &str, other: &str) -> String {
    let (all, known) = (words(name), words(other));
    let own: Vec<&str> =
        all.iter().filter(|word| !known.contains(word)).map(String::as_str).collect();
    if own.is_empty() { all.join("_") } else { own.join("_") }
}

/// Returns the words of one name that all others have as well.
pub(super) fn shared(name: &str, others: &[&str]) -> String {
    let others: Vec<Vec<String>> = others.iter().map(|other| words(other)).collect();
    let mut words = words(name);
    words.retain(|word| others.iter().all(|other| other.contains(word)));
    words.join("_")
}

/// Tells whether names need the words of another one to be told apart: without these, all that
/// one has is in one of the others.
pub(super) fn are_told_by(name: &str, names: &[&str]) -> bool {
    let left: Vec<Vec<String>> = names.iter().map(|one| words(&difference(one, name))).collect();
    let is_within = |one: &Vec<String>, other: &Vec<String>| {
        one != other && one.iter().all(|word| other.contains(word))
    };
    left.iter().any(|one| left.iter().any(|other| is_within(one, other)))
}

fn words(name: &str) -> Vec<String> {
    ascii(name).to_snake_case().split('_').map(str::to_owned).collect()
}

/// Returns a name that a variant can have: `Self` is the one keyword among those in
/// camel case, and `Other` is what is not listed.
fn variant_name(name: String) -> String {
    match name.as_str() {
        "Self" | "Other" => format!("{name}Value"),
        _ => leading_letter(name, "V"),
    }
}

fn camel(word: &str) -> String {
    let name = ascii(word).to_upper_camel_case();
    if name.is_empty() { spelled(word) } else { name }
}

/// Turns `gpt-4.1` → `Gpt4_1`: an underscore where digits would run together.
fn separated(word: &str) -> String {
    let mut name = String::new();
    for part in
        ascii(word).split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty())
    {
        let part = part.to_upper_camel_case();
        let digits = name.ends_with(|c: char| c.is_ascii_digit())
            && part.starts_with(|c: char| c.is_ascii_digit());
        if digits {
            name.push('_');
        }
        name.push_str(&part);
    }
    if name.is_empty() { spelled(word) } else { name }
}

/// Signs that tell `+1` from `-1`, and `since<` from `since>=`, where they come
/// before or after a word; longer ones first.
const SIGNS: [&str; 4] = ["<=", ">=", "<", ">"];

/// Letters outside of ASCII by their number, so that a name is always one; signs
/// that say something about a word by their names.
fn ascii(word: &str) -> String {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    // A `<` of its own has a `>`.
    let compares = word.matches(['<', '>']).count() == 1;
    let signs = || SIGNS.iter().filter(|_| compares);
    let before = signs().chain(&["+", "-"]).find_map(|sign| {
        let rest = word.strip_prefix(sign)?;
        rest.starts_with(is_letter).then_some((*sign, rest))
    });
    let (before, word) = before.unwrap_or(("", word));
    let after = signs().find_map(|sign| {
        let rest = word.strip_suffix(sign)?;
        rest.ends_with(is_letter).then_some((rest, *sign))
    });
    let (word, after) = after.unwrap_or((word, ""));
    let mut name = String::with_capacity(word.len());
    name.extend(before.chars().filter_map(spell));
    if !before.is_empty() {
        name.push(' ');
    }
    for c in word.chars() {
        if c.is_ascii() {
            name.push(c);
        } else if c.is_alphanumeric() {
            name.push_str(&format!(" U{:X} ", u32::from(c)));
        } else {
            name.push(' ');
        }
    }
    if !after.is_empty() {
        name.push(' ');
    }
    name.extend(after.chars().filter_map(spell));
    name
}

/// Returns a name for a word without letters and digits: `+1` has one, `<=` has none.
fn spelled(word: &str) -> String {
    if word.is_empty() {
        return "Empty".to_owned();
    }
    word.chars()
        .map(|c| spell(c).map_or_else(|| format!("U{:X}", u32::from(c)), str::to_owned))
        .collect()
}

fn spell(c: char) -> Option<&'static str> {
    Some(match c {
        '*' => "Star",
        '+' => "Plus",
        '-' => "Minus",
        '=' => "Equal",
        '<' => "Less",
        '>' => "Greater",
        '!' => "Not",
        '.' => "Dot",
        ',' => "Comma",
        ';' => "Semicolon",
        ':' => "Colon",
        '/' => "Slash",
        '_' => "Underscore",
        ' ' => "Space",
        '@' => "At",
        '$' => "Dollar",
        '#' => "Hash",
        '&' => "And",
        '%' => "Percent",
        '~' => "Tilde",
        '?' => "Question",
        '|' => "Pipe",
        '^' => "Caret",
        '\'' => "Quote",
        '"' => "DoubleQuote",
        '`' => "Backtick",
        '\\' => "Backslash",
        '(' => "OpenParenthesis",
        ')' => "CloseParenthesis",
        '[' => "OpenBracket",
        ']' => "CloseBracket",
        '{' => "OpenBrace",
        '}' => "CloseBrace",
        _ => return None,
    })
}

fn leading_letter(name: String, prefix: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_read_well() {
        let values =
            ["gpt-4o", "gpt-3.5-turbo-16k-0613", "o3-mini", "gpt-4.1", "auto", "1024x1024", ""];
        assert_eq!(
            variants(&values),
            ["Gpt4o", "Gpt35Turbo16k0613", "O3Mini", "Gpt41", "Auto", "V1024x1024", "Empty"]
        );
    }

    /// Checks each list, read forwards and backwards, with the names of its values.
    fn in_any_order(values: &[&str], wanted: &[&str]) {
        assert_eq!(variants(values), wanted);
        let reversed: Vec<&str> = values.iter().rev().copied().collect();
        let backwards: Vec<&str> = wanted.iter().rev().copied().collect();
        assert_eq!(variants(&reversed), backwards);
    }

    #[test]
    fn terms_that_are_one_word() {
        for (name, wanted) in [
            ("OAuth2", "oauth2"),
            ("publicIPv4Address", "public_ipv4_address"),
            ("IPv4OrIPv6", "ipv4_or_ipv6"),
            ("GraphQLQuery", "graphql_query"),
            ("graphQL", "graph_ql"),
            ("FOOAuthor", "foo_author"),
            ("NOAuthority", "no_authority"),
            ("userIDs", "user_ids"),
            ("listVMsOfAPIs2", "list_vms_of_apis2"),
            ("RMP_IDs", "rmp_ids"),
            ("IDsearch", "i_dsearch"),
            ("fieldAs", "field_as"),
        ] {
            assert_eq!(plain_field_name(name), wanted);
        }
    }

    #[test]
    fn variants_that_collide() {
        in_any_order(&["gpt-4.1", "gpt-41", "GPT-41"], &["Gpt4_1", "Gpt41", "Gpt41Upper"]);
        in_any_order(&["asc", "ASC", "Asc"], &["Asc", "AscUpper", "AscPascal"]);
        in_any_order(&["+1", "-1", "1", "+", "-"], &["Plus1", "Minus1", "V1", "Plus", "Minus"]);
        in_any_order(
            &["age<", "age>", "age<=", "age>=", "age"],
            &["AgeLess", "AgeGreater", "AgeLessEqual", "AgeGreaterEqual", "Age"],
        );
        in_any_order(
            &["<", ">", "<=", ">=", "="],
            &["Less", "Greater", "LessEqual", "GreaterEqual", "Equal"],
        );
        in_any_order(&["a.b", "a_b", "a b"], &["ADotB", "AUnderscoreB", "ASpaceB"]);
        in_any_order(
            &["other", "Other", "other_value"],
            &["OtherValue", "OtherPascal", "OtherUnderscoreValue"],
        );
        in_any_order(&["@type", "type", "$type"], &["AtType", "Type", "DollarType"]);
        in_any_order(&["self", "Self"], &["SelfValue", "SelfPascal"]);
        // The word for a sign is in another value as well.
        in_any_order(&["a.b", "a-b", "a dot b"], &["ADotBLower", "AMinusB", "ADotB"]);
    }

    #[test]
    fn what_only_the_case_inside_tells_apart_has_a_hash() {
        in_any_order(&["fooBarBAZ", "fooBarBaz"], &["FooBarBazX0242be", "FooBarBazX158d1e"]);
    }

    #[test]
    fn names_are_rust() {
        let values =
            ["💥", "💥💥", "é", "É", "ß", "1", "1.0", "1_0", "01", "_", "__", "-", "%", "#"];
        let names = variants(&values);
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), values.len(), "{names:?}");
        for name in names {
            assert!(name.starts_with(|c: char| c.is_ascii_uppercase()), "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{name}");
        }
    }

    #[test]
    fn modules_can_be_files_anywhere() {
        let rows = [
            ("type", "type_"),
            ("con", "con_"),
            ("Aux", "aux_"),
            ("NUL", "nul_"),
            ("prn", "prn_"),
            ("com1", "com1_"),
            ("LPT9", "lpt9_"),
            ("com", "com"),
            ("com10", "com10"),
            ("comb", "comb"),
            ("console", "console"),
        ];
        for (word, name) in rows {
            assert_eq!(module_name(word), name);
        }
        // As a field it is no file.
        assert_eq!(field_name("con"), "con");
    }

    /// Titles of several words are prose; a single one is a name of code.
    #[test]
    fn packages_are_called_as_titles() {
        for (title, wanted) in [
            ("OpenAI API", "openai-api"),
            ("CROssBAR Data API v1.2", "crossbar-data-api-v1-2"),
            ("BankFeeds", "bank-feeds"),
            ("  Pets & Toys!", "pets-toys"),
            ("1Password Connect", "n-1password-connect"),
            ("!", "not"),
        ] {
            assert_eq!(package_name(title), wanted, "{title}");
        }
    }

    #[test]
    fn signs_have_names() {
        let signs: Vec<String> = ";^'\"`\\()[]{}".chars().map(String::from).collect();
        let signs: Vec<&str> = signs.iter().map(String::as_str).collect();
        let wanted = [
            "Semicolon",
            "Caret",
            "Quote",
            "DoubleQuote",
            "Backtick",
            "Backslash",
            "OpenParenthesis",
            "CloseParenthesis",
            "OpenBracket",
            "CloseBracket",
            "OpenBrace",
            "CloseBrace",
        ];
        assert_eq!(variants(&signs), wanted);
    }

    #[test]
    fn a_long_name_is_cut_and_tells_the_word_it_was_made_of() {
        let fits = "a".repeat(LONGEST_MODULE);
        assert_eq!(module_name(&fits), fits);
        let long = "pet_".repeat(75);
        let name = module_name(&long);
        assert_eq!(name, format!("{}pet_0ff3a64cefa16100", "pet_".repeat(55)));
        let other = module_name(&long.to_uppercase());
        assert_eq!((name.len(), other.len()), (LONGEST_MODULE, LONGEST_MODULE));
        assert_ne!(name, other);
        assert_eq!(package_name(&long).len(), LONGEST_PACKAGE);
    }

    #[test]
    fn fields_that_collide() {
        let names = |words: &[&str]| {
            let fields: Vec<Field<'_>> =
                words.iter().map(|word| Field { word, place: "" }).collect();
            distinct(&fields, |_| false).names
        };
        let words = ["userId", "user_id", "user-id", "USER_ID", "_user_id", "id", "_id"];
        let wanted = [
            "user_id_camel",
            "user_id",
            "user_minus_id",
            "user_id_upper",
            "underscore_user_id",
            "id",
            "underscore_id",
        ];
        assert_eq!(names(&words), wanted);
        assert_eq!(
            names(&["size>", "size<", "size>=", "+1", "-1"]),
            ["size_greater", "size_less", "size_greater_equal", "plus_1", "minus_1"]
        );
    }

    #[test]
    fn fields_avoid_keywords() {
        assert_eq!(field_name("type"), "r#type");
        assert_eq!(field_name("self"), "self_");
        assert_eq!(field_name("include[]"), "include");
        assert_eq!(field_name("3d"), "n_3d");
        assert_eq!(field_name("createThreadAndRun"), "create_thread_and_run");
    }
}
