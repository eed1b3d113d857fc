//! A comparison for programs.

use openapi_loom_generator::diff::{Broken, Change, Class, ComparedDocument, Diff, Place};
use serde_json::{Value, json};

use super::told::{At, Told};
use super::words;

/// Returns everything that is known of each change.
pub(super) fn render(
    diff: &Diff,
    told: &[Told<'_>],
    files: &[String; 2],
) -> serde_json::Result<String> {
    let step = diff.growth();
    let document = json!({
        "old": compared(&diff.old, &files[0]),
        "new": compared(&diff.new, &files[1]),
        "breaking": diff.count(Class::Breaking),
        "may_be_refused": diff.count(Class::Refused),
        "compatible": diff.count(Class::Compatible),
        "docs_only": diff.count(Class::Docs),
        "approved": told.iter().filter(|told| told.approved.is_some()).count(),
        "step": step.name(),
        "step_below_one": step.below_one().name(),
        "changes": told.iter().map(change).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn compared(document: &ComparedDocument, file: &str) -> Value {
    let ComparedDocument { title, version, operations, missing } = document;
    json!({
        "file": file,
        "title": title,
        "version": version,
        "operations": operations,
        "missing_groups": missing,
    })
}

fn change(told: &Told<'_>) -> Value {
    let Told { change, at: [before_at, after_at], approved, fingerprint: _ } = told;
    let Change {
        place,
        kind,
        before,
        after,
        class,
        direction,
        operations,
        new_types,
        gone_types,
        broken,
        old: _,
        new: _,
    } = change;
    let (operation, parameter, ty, member) = parts(place);
    let webhook = match place {
        Place::Webhook(name) => Some(name),
        _ => None,
    };
    json!({
        "class": class.name(),
        "where": words::place(place),
        "kind": kind.name(),
        "what": words::change(change),
        "operation": operation,
        "parameter": parameter,
        "type": ty,
        "member": member,
        "webhook": webhook,
        "before": before,
        "after": after,
        "sent": direction.map(|usage| usage.request),
        "read": direction.map(|usage| usage.response),
        "operations": operations,
        "new_types": new_types,
        "gone_types": gone_types,
        "old": before_at.as_ref().map(at),
        "new": after_at.as_ref().map(at),
        "fingerprint": change.fingerprint(),
        "approved": approved,
        "items": broken.iter().map(item).collect::<Vec<_>>(),
    })
}

/// Returns a place by its parts: operation, parameter, type, member.
fn parts(place: &Place) -> (Option<&str>, Option<&str>, Option<&str>, Option<&str>) {
    match place {
        Place::Document | Place::Operations(..) | Place::Webhook(_) | Place::Scheme(_) => {
            (None, None, None, None)
        }
        Place::Body(ids) | Place::Header(ids, _) => match ids.as_slice() {
            [id] => (Some(id), None, None, None),
            _ => (None, None, None, None),
        },
        Place::Operation(id) => (Some(id), None, None, None),
        Place::Parameter(id, name) => (Some(id), Some(name), None, None),
        Place::Parameters(_, name) => (None, Some(name), None, None),
        Place::Type(name) => (None, None, Some(name), None),
        Place::Member(owner, name) => (None, None, Some(owner), Some(name)),
    }
}

fn at(at: &At) -> Value {
    let At { file, line } = at;
    json!({ "file": file, "line": line })
}

fn item(item: &Broken) -> Value {
    let Broken { item, before, after } = item;
    json!({ "item": item, "before": before, "after": after })
}
