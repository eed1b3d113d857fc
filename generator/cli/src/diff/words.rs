//! Changes in words, as all formats for people use them.

use openapi_loom_generator::diff::{
    Broken, Change, Class, ComparedDocument, Diff, Growth, Kind, Place,
};
use openapi_loom_generator::ir::Usage;

use crate::report::count;

/// The most operations or items that are named; of those beyond, only the number is said.
const MOST_NAMES: usize = 4;

/// Says in a line what was compared.
pub(super) fn title(diff: &Diff) -> String {
    let name = |one: &ComparedDocument| format!("{} {}", one.title, one.version).trim().to_owned();
    let (old, new) = (&diff.old, &diff.new);
    let names = match (name(old), name(new)) {
        (before, after) if before == after => before,
        (before, after) => format!("{before} → {after}"),
    };
    let operations = match (old.operations, new.operations) {
        (before, after) if before == after => count(after, "operation"),
        (before, after) => format!("{before} → {}", count(after, "operation")),
    };
    format!("{names}: {operations}")
}

/// Says where a change is.
pub(super) fn place(place: &Place) -> String {
    match place {
        Place::Document => "the API".to_owned(),
        Place::Operation(id) => id.clone(),
        Place::Operations(ids, true) => format!("all {} operations", ids.len()),
        Place::Operations(ids, false) => several(ids),
        Place::Parameter(id, name) => format!("{id}({name})"),
        Place::Parameters(ids, name) => format!("{name} of {}", several(ids)),
        Place::Body(ids) => match ids.as_slice() {
            [id] => format!("{id}(body)"),
            ids => format!("the body of {}", several(ids)),
        },
        Place::Header(ids, name) => match ids.as_slice() {
            [id] => format!("{id}(response header {name})"),
            ids => format!("the response header {name} of {}", several(ids)),
        },
        Place::Type(name) => name.clone(),
        Place::Member(owner, name) => format!("{owner}.{name}"),
        Place::Webhook(name) => format!("webhook {name}"),
        Place::Scheme(name) => format!("security scheme {name}"),
    }
}

fn several(ids: &[String]) -> String {
    match ids.split_at_checked(MOST_NAMES) {
        Some((named, more)) if !more.is_empty() => {
            format!("{} and {} more", named.join(", "), more.len())
        }
        _ => ids.join(", "),
    }
}

/// Says what a change is, and whom it concerns.
pub(super) fn change(change: &Change) -> String {
    let (text, concern) = parts(change);
    if concern.is_empty() { text } else { format!("{text} [{concern}]") }
}

/// Says what a change is; and whom it concerns, if that is not known by its place.
pub(super) fn parts(change: &Change) -> (String, String) {
    let mut text = what(change);
    for (types, one, many) in [
        (&change.new_types, "new type", "new types"),
        (&change.gone_types, "takes away the type", "takes away the types"),
    ] {
        if change.kind != Kind::TypeAdded && change.kind != Kind::TypeRemoved && !types.is_empty() {
            let word = if types.len() == 1 { one } else { many };
            text.push_str(&format!("; {word} {}", list(types)));
        }
    }
    (text, concern(change))
}

/// Says whether callers send or read it, and how many operations it concerns.
fn concern(change: &Change) -> String {
    if !matches!(change.place, Place::Type(_) | Place::Member(..)) {
        return String::new();
    }
    let direction = change.direction.and_then(|usage| match usage {
        Usage { request: true, response: true } => Some("sent and read".to_owned()),
        Usage { request: true, response: false } => Some("sent".to_owned()),
        Usage { request: false, response: true } => Some("read".to_owned()),
        Usage { request: false, response: false } => None,
    });
    let operations = match change.operations.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        many => Some(count(many.len(), "operation")),
    };
    direction.into_iter().chain(operations).collect::<Vec<_>>().join(", ")
}

fn what(change: &Change) -> String {
    let Change { kind, before, after, .. } = change;
    let changed = |what: &str| match (before.as_slice(), after.as_slice()) {
        ([], []) => what.to_owned(),
        (before, after) => format!("{what}: {} → {}", list(before), list(after)),
    };
    let with = |what: &str, items: &[String]| match items {
        [] => what.to_owned(),
        items => format!("{what}: {}", list(items)),
    };
    match kind {
        Kind::BaseUrl => changed("served elsewhere"),
        Kind::Servers => changed("other servers changed"),
        Kind::ServerVariable => changed("other values of a part of the URL"),
        Kind::Auth => changed("takes its key elsewhere"),
        Kind::Package => changed("crate renamed"),
        Kind::OperationAdded => with("operation added", after),
        Kind::OperationRemoved => with("operation removed", before),
        Kind::OperationRenamed => changed("operation renamed"),
        Kind::OperationMoved => changed("operation moved"),
        Kind::GroupChanged => changed("operation in another group"),
        Kind::BodyAdded => with("body added", after),
        Kind::BodyRemoved => with("body removed", before),
        Kind::BodyChanged => changed("body type changed"),
        Kind::BodyRequired => "body newly required; a call always sends one".to_owned(),
        Kind::BodyNullAdded => "null can be sent in place of the body".to_owned(),
        Kind::BodyNullRemoved => "null can no longer be sent in place of the body".to_owned(),
        Kind::BodyOptional => "body newly optional; a call always sends one".to_owned(),
        Kind::BodyContentAdded => with("content type of the body added", after),
        Kind::BodyContentRemoved => with("content type of the body removed", before),
        Kind::AnswerAdded => with("response added", after),
        Kind::AnswerRemoved => with("response removed", before),
        Kind::AnswerChanged => changed("response type changed"),
        Kind::SuccessChanged => changed("status of success changed"),
        Kind::AcceptChanged => changed("response asked for by another content type"),
        Kind::ChoiceAdded => with("other response offered", after),
        Kind::ChoiceRemoved => with("other response no longer offered", before),
        Kind::ChoiceChanged => changed("other response asked for otherwise"),
        Kind::ErrorAdded => with("error declared", after),
        Kind::ErrorRemoved => with("error no longer declared", before),
        Kind::ErrorChanged => changed("declared error changed"),
        Kind::StreamAdded => with("streams now", after),
        Kind::StreamRemoved => with("no longer streams", before),
        Kind::StreamChanged => changed("streams otherwise"),
        Kind::PagesAdded => with("pages now", after),
        Kind::PagesRemoved => with("no longer pages", before),
        Kind::PagesChanged => changed("pages otherwise"),
        Kind::PollAdded => "can be polled now".to_owned(),
        Kind::PollRemoved => "can no longer be polled".to_owned(),
        Kind::PollChanged => changed("polled otherwise"),
        Kind::StructuredAdded => "can answer with a value of your type now".to_owned(),
        Kind::StructuredRemoved => "can no longer answer with a value of your type".to_owned(),
        Kind::StructuredChanged => changed("asked for a value of your type otherwise"),
        Kind::ToolsAdded => "can call functions of yours now".to_owned(),
        Kind::ToolsRemoved => "can no longer call functions of yours".to_owned(),
        Kind::ToolsChanged => changed("calls functions of yours otherwise"),
        Kind::ParameterAdded => with("parameter added", after),
        Kind::ParameterRemoved => with("parameter removed", before),
        Kind::ParameterRenamed => changed("parameter renamed"),
        Kind::ParameterStyle => changed("parameter written otherwise"),
        Kind::ParameterMoved => changed("parameter goes elsewhere"),
        Kind::TypeAdded => with("type added", &change.new_types),
        Kind::TypeRemoved => with("type removed", &change.gone_types),
        Kind::TypeRenamed => changed("type renamed"),
        Kind::TypeReshaped => changed("kind of type changed"),
        Kind::UsageChanged => and_items(changed("used otherwise"), &change.broken),
        Kind::PropertyAdded => {
            let gone: Vec<Broken> =
                change.broken.iter().filter(|item| item.after.is_none()).cloned().collect();
            and_items(with("property added", after), &gone)
        }
        Kind::PropertyRemoved => with("property removed", before),
        Kind::NewlyRequired => changed("newly required"),
        Kind::NewlyOptional => changed("newly optional"),
        Kind::NewlyNullable => changed("newly nullable"),
        Kind::NoLongerNullable => changed("no longer nullable"),
        Kind::NewlyWriteOnly => changed("newly write-only"),
        Kind::NewlyReadOnly => changed("newly read-only"),
        Kind::NoLongerReadOnly => changed("no longer read-only"),
        Kind::NoLongerWriteOnly => changed("no longer write-only"),
        Kind::TypeChanged => changed("type changed"),
        Kind::ConstantChanged => changed("constant changed"),
        Kind::RecursionChanged => changed("contains its owner, or no longer does"),
        Kind::ChainChanged => changed("within a long chain of types, or no longer"),
        Kind::AlternativesChanged => changed("required combination of properties changed"),
        Kind::ConversionChanged => changed("conversion changed"),
        Kind::ValueAdded => with("values added", after),
        Kind::ValueRemoved => with("values removed", before),
        Kind::ArmAdded => with("arm added", after),
        Kind::ArmRemoved => with("arm removed", before),
        Kind::ArmTagsChanged => changed("told apart by other texts"),
        Kind::ArmTaken => changed("what was one arm is read as another"),
        Kind::TagChanged => changed("arms told apart by another property"),
        Kind::EventAdded => with("event added", after),
        Kind::EventRemoved => with("event removed", before),
        Kind::EventEndChanged => changed("error or end of the stream changed"),
        Kind::AccumulationChanged => "events add up otherwise".to_owned(),
        Kind::Description => "described in other words".to_owned(),
        Kind::Default => changed("default changed"),
        Kind::Limits => changed("limits changed"),
        Kind::LimitsTightened => changed("limits tightened"),
        Kind::LimitsLoosened => changed("limits loosened"),
        Kind::Format => changed("format changed"),
        Kind::Form => changed("form of its values changed"),
        Kind::Deprecated => with("deprecated", after),
        Kind::NoLongerDeprecated => with("no longer deprecated", before),
        Kind::Sunset => changed("end announced"),
        Kind::SecurityAdded => with("asks for a key", after),
        Kind::SecurityRemoved => with("no longer asks for a key", before),
        Kind::SecurityOptional => with("a key may be left out", before),
        Kind::SecurityRequired => with("a key may no longer be left out", after),
        Kind::SecurityChanged => changed("asks for another key"),
        Kind::ScopesChanged => changed("asks for other scopes"),
        Kind::SchemeChanged => changed("works otherwise"),
        Kind::SchemeUrl => changed("URL changed"),
        Kind::ScopesOffered => with("scopes added", after),
        Kind::ScopesGone => with("scopes removed", before),
        Kind::HeaderAdded => with("header added", after),
        Kind::HeaderRemoved => with("header removed", before),
        Kind::HeaderChanged => changed("header changed"),
        Kind::WebhookAdded => with("added", after),
        Kind::WebhookRemoved => with("removed", before),
        Kind::WebhookChanged => changed("payload changed"),
        Kind::WebhookAnswerChanged => changed("answers that it takes changed"),
        Kind::CallbackAdded => with("callback added", after),
        Kind::CallbackRemoved => with("callback removed", before),
        Kind::CallbackChanged => changed("payload of a callback changed"),
        Kind::CallbackAnswerChanged => changed("answers that a callback takes changed"),
        Kind::RustChanged | Kind::RustAdded => items(&change.broken).join("; "),
    }
}

/// Says what a change is, and which items it breaks.
fn and_items(what: String, broken: &[Broken]) -> String {
    [vec![what], items(broken)].concat().join("; ")
}

/// Returns the first items of the crate that a change is about, and the number of the others.
fn items(broken: &[Broken]) -> Vec<String> {
    let item = |Broken { item, before, after }: &Broken| match after {
        None => format!("{} is gone", code(item)),
        Some(after) if before.is_empty() => format!("{} is new: {}", code(item), code(after)),
        Some(after) => format!("{} changed: {} → {}", code(item), code(before), code(after)),
    };
    let first = broken.iter().take(MOST_NAMES).map(item);
    let more = broken.len().saturating_sub(MOST_NAMES);
    first.chain((more > 0).then(|| format!("and {}", count(more, "more item")))).collect()
}

/// Returns code, several of it with commas.
fn list(items: &[String]) -> String {
    match items {
        [] => "none".to_owned(),
        items => items.iter().map(|item| code(item)).collect::<Vec<_>>().join(", "),
    }
}

/// Returns a text as a span of code in Markdown, on one line: within more backticks than it has in
/// a row, and a space if it begins or ends with one.
fn code(text: &str) -> String {
    let mut line = String::new();
    for c in text.chars() {
        if c.is_control() { line.extend(c.escape_default()) } else { line.push(c) }
    }
    let row = line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(row + 1);
    let space = if line.starts_with('`') || line.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

/// Returns the step that the version needs, with the rule for versions below 1.0.
pub(super) fn step(diff: &Diff) -> String {
    match diff.growth() {
        Growth::None => "none, nothing changed for callers".to_owned(),
        Growth::Patch => "patch".to_owned(),
        step => format!("{} (below 1.0: {})", step.name(), step.below_one().name()),
    }
}

/// Counts the changes of each class. Those that may be refused are the exception,
/// and not counted where there are none.
pub(super) fn totals(diff: &Diff) -> String {
    let all = [Class::Breaking, Class::Refused, Class::Compatible, Class::Docs];
    let is_said = |class: &Class| *class != Class::Refused || diff.count(*class) > 0;
    let said = all.into_iter().filter(is_said);
    said.map(|class| format!("{} {}", diff.count(class), class.name()))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::{Broken, items};

    #[test]
    fn first_items() {
        let gone = |number: usize| Broken {
            item: format!("a::{number}"),
            before: "struct".to_owned(),
            after: None,
        };
        let said = |count: usize| items(&(1..=count).map(gone).collect::<Vec<_>>()).join("; ");
        assert_eq!(said(2), "`a::1` is gone; `a::2` is gone");
        assert_eq!(
            said(6),
            "`a::1` is gone; `a::2` is gone; `a::3` is gone; `a::4` is gone; and 2 more items"
        );
    }
}
