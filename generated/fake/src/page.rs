//! Lists, a page at a time.

use serde_json::{Value, json};

use super::refusal::Refusal;

/// The usual length of a page, and the greatest, in items.
pub(super) const USUAL: [usize; 2] = [20, 100];

/// The same of files.
pub(super) const OF_FILES: [usize; 2] = [10_000, 10_000];

/// Pairs of a query.
pub(super) type Query = [(String, String)];

/// The value of a pair of a query.
pub(super) fn asked<'q>(query: &'q Query, name: &str) -> Option<&'q str> {
    query.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
}

/// The page of a list, which is given from the oldest to the newest, that a
/// query asks for.
pub(super) fn page<'a>(
    oldest_first: impl DoubleEndedIterator<Item = &'a Value>,
    query: &Query,
    [usual, most]: [usize; 2],
) -> Result<Value, Refusal> {
    let items: Vec<&Value> = match asked(query, "order") {
        None | Some("desc") => oldest_first.rev().collect(),
        Some("asc") => oldest_first.collect(),
        Some(other) => return Err(Refusal::invalid("order", other)),
    };
    let limit = match asked(query, "limit").map(|limit| (limit, limit.parse())) {
        None => usual,
        Some((_, Ok(number))) if (1..=most).contains(&number) => number,
        Some((limit, _)) => return Err(Refusal::invalid("limit", limit)),
    };
    let place = |param, id: &str| {
        let place = items.iter().position(|item| item["id"] == id);
        place.ok_or_else(|| Refusal::invalid(param, id))
    };
    let after = asked(query, "after").map(|id| place("after", id)).transpose()?;
    let before = asked(query, "before").map(|id| place("before", id)).transpose()?;
    let start = after.map_or(0, |place| place + 1);
    let range = &items[start..before.unwrap_or(items.len()).max(start)];
    let surplus = range.len().saturating_sub(limit);
    // What precedes a cursor is a page that ends there.
    let data = match (after, before) {
        (None, Some(_)) => &range[surplus..],
        _ => &range[..range.len() - surplus],
    };
    // The vendor sends null for the ids of an empty page, against its document.
    let id = |item: Option<&&Value>| item.map_or_else(|| json!(""), |item| item["id"].clone());
    Ok(json!({
        "object": "list",
        "data": data,
        "first_id": id(data.first()),
        "last_id": id(data.last()),
        "has_more": surplus > 0,
    }))
}
