//! The words of an error in JSON: its own, and those of the errors that it lists.

use serde_json::{Map, Value};

/// The properties that say what went wrong, the best first, as [`get`] takes them:
/// those of most services, of OAuth (RFC 6749), of problem details (RFC 9457), and of
/// gateways.
const MESSAGES: [&str; 19] = [
    "message",
    "errordescription",
    "detail",
    "diagnostics",
    "details",
    "msg",
    "errormessage",
    "errormessages",
    "errormsg",
    "errmsg",
    "errorsummary",
    "errordetail",
    "defaultmessage",
    "faultstring",
    "reason",
    "description",
    "title",
    "exception",
    "err",
];

/// The properties that list the errors of an error, as [`get`] takes them.
const LISTS: [&str; 4] = ["errors", "violations", "issues", "details"];

/// The properties by which an error of a list names its field.
const FIELDS: [&str; 4] = ["field", "property", "propertypath", "path"];

/// The properties by which an error of a list points at its place (RFC 9457, JSON Schema).
const POINTERS: [&str; 2] = ["pointer", "instancepath"];

/// The properties that stand for the words of an error which names its field.
const REASONS: [&str; 3] = ["code", "errorcode", "issue"];

/// The longest text of errors, in letters, that follows what is said before them.
const LONGEST_FOLLOWING: usize = 200;

/// The same where the errors name their fields.
const LONGEST_OF_FIELDS: usize = 4000;

/// The most letters of what is said before errors in which these are looked for.
const LONGEST_BEFORE: usize = 1000;

/// Returns a property by its name in lower case and without `_`, however it is written.
pub(super) fn get<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    let is_it = |(key, _): &(&String, &Value)| {
        key.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).eq(name.chars())
    };
    object.get(name).or_else(|| object.iter().find(is_it).map(|(_, value)| value))
}

/// Returns the best of what an object says went wrong.
pub(super) fn message(
    object: &Map<String, Value>,
    said: impl Fn(&Value) -> Option<String>,
) -> Option<String> {
    MESSAGES.iter().find_map(|name| said(get(object, name)?))
}

/// Returns the errors that an object lists.
pub(super) fn errors_of(object: &Map<String, Value>) -> Option<&[Value]> {
    LISTS.iter().find_map(|name| {
        let errors = get(object, name)?.as_array()?;
        // A list of texts is the details of something, and of no fields.
        let is_one = *name == "errors" || errors.iter().all(Value::is_object);
        (is_one && errors.iter().any(says_something)).then_some(&**errors)
    })
}

/// Returns what an object says itself before the errors that it lists. A title says less than
/// these, unless they name their fields.
pub(super) fn own<'o>(object: &'o Map<String, Value>, errors: &[Value]) -> Option<&'o str> {
    let text = |name: &str| get(object, name)?.as_str().filter(|text| !text.trim().is_empty());
    let is_placed = |error: &Value| field(error).or_else(|| pointer(error)).is_some();
    let weak = || errors.iter().all(is_placed).then(|| text("title").or_else(|| text("error")));
    let mut strong = MESSAGES.iter().filter(|name| **name != "title");
    strong.find_map(|name| text(name)).or_else(|| weak().flatten()).map(str::trim)
}

/// Tells what errors say after what is said before them, unless it is the same or too long;
/// none if nothing is said.
pub(super) fn told_after(own: Option<&str>, errors: &[Value]) -> Option<String> {
    let before = own.unwrap_or_default().chars().take(LONGEST_BEFORE);
    let before = before.collect::<String>().to_lowercase();
    let (mut lines, mut letters) = (Vec::<String>::new(), 0);
    for error in errors {
        let Some((place, text)) = said_of(error) else { continue };
        let plain = text.to_lowercase();
        let is_told = before.contains(plain.trim().trim_end_matches('.'));
        let is_in_field = field(error).is_some();
        let line = place.map_or(text.clone(), |place| format!("{place}: {text}"));
        if is_told && own.is_some() || lines.contains(&line) {
            continue;
        }
        letters += line.chars().count();
        let most = if is_in_field { LONGEST_OF_FIELDS } else { LONGEST_FOLLOWING };
        if letters > most && (own.is_some() || !lines.is_empty()) {
            break;
        }
        letters += "; ".len();
        lines.push(line);
    }
    match (own, lines.is_empty()) {
        (Some(own), true) => Some(own.to_owned()),
        (Some(own), false) => Some(followed(own, lines.join("; "))),
        (None, true) => None,
        (None, false) => Some(lines.join("; ")),
    }
}

/// Returns the place that an error names, if it names one, and its words.
fn said_of(error: &Value) -> Option<(Option<&str>, String)> {
    if !says_something(error) {
        return None;
    }
    let named = field(error);
    let reason = || {
        let object = error.as_object().filter(|_| named.is_some())?;
        REASONS.iter().find_map(|name| text(get(object, name)?))
    };
    Some((named.or_else(|| pointer(error)), said_by(error).or_else(reason)?))
}

/// Returns the field that an error names.
pub(super) fn field(error: &Value) -> Option<&str> {
    text_under(error, &FIELDS)
}

/// Returns the place that an error points at.
fn pointer(error: &Value) -> Option<&str> {
    let source = || text_under(error.get("source")?, &["pointer", "parameter"]);
    text_under(error, &POINTERS).or_else(source)
}

fn text_under<'e>(error: &'e Value, names: &[&str]) -> Option<&'e str> {
    let error = error.as_object()?;
    let mut texts = names.iter().filter_map(|name| get(error, name)?.as_str());
    texts.find(|text| !text.trim().is_empty())
}

/// Joins a message and what is said of its errors.
pub(super) fn followed(message: &str, errors: String) -> String {
    match message.trim_end_matches(['.', ':']) {
        "" => errors,
        message => format!("{message}: {errors}"),
    }
}

/// Gives the text of errors that stand by the names of fields, in objects and lists of these
/// too: `name: too short; items[1].size: too big`. None of an object that is one error.
pub(super) fn said_by_names(errors: &Map<String, Value>) -> Option<String> {
    let is_known = |name: &&str| get(errors, name).is_some_and(Value::is_string);
    if ["code", "errorcode", "type"].iter().chain(&MESSAGES).any(is_known) {
        return None;
    }
    let mut told = ByNames { of_texts: false, lines: Vec::new(), letters: 0 };
    told.add_all("", errors)?;
    told.joined()
}

/// Gives the text of an object that has nothing but lists of texts by the names of fields.
pub(super) fn said_by_fields(object: &Map<String, Value>) -> Option<String> {
    let mut told = ByNames { of_texts: true, lines: Vec::new(), letters: 0 };
    told.add_all("", object)?;
    told.joined()
}

/// The lines that tell of errors by names.
struct ByNames {
    /// True if they are lists of texts and nothing else.
    of_texts: bool,
    lines: Vec<String>,
    letters: usize,
}

impl ByNames {
    /// Adds the errors in an object, until there are enough; none if one of them has no text.
    fn add_all(&mut self, place: &str, object: &Map<String, Value>) -> Option<()> {
        object.iter().filter(|(_, value)| says_something(value)).try_for_each(|(name, value)| {
            let is_of_all = matches!(&**name, "non_field_errors" | "__all__" | "_errors");
            match (is_of_all, place) {
                (true, place) => self.add(place, value),
                (false, "") => self.add(name, value),
                (false, place) => self.add(&format!("{place}.{name}"), value),
            }
        })
    }

    fn add(&mut self, place: &str, value: &Value) -> Option<()> {
        // Each line has its place, which may be long.
        if self.letters > LONGEST_OF_FIELDS {
            return Some(());
        }
        match value {
            Value::Object(object) => return self.add_all(place, object),
            Value::String(text) if !self.of_texts => self.tell(place, text),
            Value::Array(items) => match self.listed(items) {
                Some(texts) => self.tell(place, &texts),
                None => {
                    for (index, item) in items.iter().enumerate() {
                        if says_something(item) {
                            self.add_all(&format!("{place}[{index}]"), item.as_object()?)?;
                        }
                    }
                }
            },
            _ => return None,
        }
        Some(())
    }

    fn tell(&mut self, place: &str, text: &str) {
        let line = if place.is_empty() { text.to_owned() } else { format!("{place}: {text}") };
        self.letters += line.len();
        self.lines.push(line);
    }

    /// Lists the texts of values; none if one of them has none.
    fn listed(&self, values: &[Value]) -> Option<String> {
        let words = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            other if !self.of_texts => message(other.as_object()?, said),
            _ => None,
        };
        let texts: Option<Vec<String>> = values.iter().map(words).collect();
        texts.map(|texts| texts.join(", "))
    }

    fn joined(self) -> Option<String> {
        (!self.lines.is_empty()).then(|| self.lines.join("; "))
    }
}

/// Gives the text of a property for people: its own, or that of the errors that it
/// lists.
pub(super) fn said(value: &Value) -> Option<String> {
    let inner = match value {
        Value::Array(items) => {
            let items = items.iter().filter(|item| says_something(item));
            items.map(said_by).collect::<Option<Vec<_>>>()
        }
        other => said_by(other).map(|text| vec![text]),
    };
    inner.map(|texts| texts.join("; ")).filter(|text| !text.is_empty())
}

/// Returns the text of one error.
fn said_by(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => text(value),
        Value::Object(object) => {
            let text = message(object, said).or_else(|| {
                // A text with its language, or in several forms.
                ["text", "value"].iter().find_map(|name| said_by(get(object, name)?))
            })?;
            Some(match object.get("loc").and_then(place) {
                Some(place) => format!("{place}: {text}"),
                None => text,
            })
        }
        _ => None,
    }
}

/// Returns the place that an error names by its steps: `body.name`.
fn place(steps: &Value) -> Option<String> {
    let steps: Option<Vec<String>> = steps.as_array()?.iter().map(text).collect();
    steps.filter(|steps| !steps.is_empty()).map(|steps| steps.join("."))
}

/// Returns a value as text: a string itself, anything else as its JSON.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        empty if !says_something(empty) => None,
        Value::String(text) => Some(text.trim().to_owned()),
        other => Some(other.to_string()),
    }
}

/// Tells a value with something in it from an empty one, which must not hide
/// what is said elsewhere.
pub(super) fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(says_something),
        Value::Object(entries) => entries.values().any(says_something),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
