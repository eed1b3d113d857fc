//! Builds the pages of operations as `config` says it.

use super::Builder;
use crate::config::{self, Entry};
use crate::ir::{
    CursorSource, Field, More, Object, Operation, Page, Parameter, Place, Turn, TypeRef, target,
};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Builds how an operation pages by the configuration, if that says so.
    pub(super) fn page(&mut self, operation: &Operation) -> Option<Page> {
        let mut entries = self.config.pages.iter();
        let entry = entries.find(|page| page.is_for(&operation.declared_id))?;
        let at = Pointer::root().child("pages").child(entry.place);
        if let Err((message, help)) = sound(entry) {
            self.unfit(&at, message.to_owned(), help.to_owned());
            return None;
        }
        let page = self.page_of(operation, entry);
        if page.is_none() {
            let message = format!("`{}` has no pages: it needs {}", operation.id, wanted(entry));
            let help = format!("correct the names; or take `{}` out of `operations`", operation.id);
            self.unfit(&at, message, help);
        }
        page
    }

    fn page_of(&self, operation: &Operation, entry: &config::Page) -> Option<Page> {
        let object = operation.answer.json().and_then(|ty| self.object_of(ty));
        let item = match &entry.items {
            None => operation.answer.json()?,
            Some(items) => &object?.field(items)?.ty,
        };
        let TypeRef::List(item) = target(&self.types, item) else { return None };
        let more = match (&entry.more, &entry.done) {
            (None, None) => None,
            (Some(path), _) => Some((path, false)),
            (None, Some(path)) => Some((path, true)),
        };
        let more = match more {
            None => None,
            Some((path, is_end)) => {
                let (path, field) = self.way(object?, path)?;
                (*target(&self.types, &field.ty) == TypeRef::Boolean).then_some(())?;
                Some(More { path, is_end })
            }
        };
        let turn = self.turn(entry, object, item)?;
        let takes = |parameter: &&Parameter| {
            parameter.place == Place::Query && parameter.name == turn.parameter()
        };
        operation.parameters.iter().find(takes)?;
        Some(Page {
            turn,
            size: entry.size.clone(),
            items: entry.items.clone(),
            item: (**item).clone(),
            more,
            is_configured: true,
        })
    }

    fn turn(&self, entry: &config::Page, object: Option<&Object>, item: &TypeRef) -> Option<Turn> {
        if let Some(parameter) = entry.offset.clone() {
            return Some(Turn::Offset { parameter });
        }
        if let Some(parameter) = entry.number.clone() {
            return Some(Turn::Number { parameter, first: entry.first });
        }
        let source = match (&entry.item_cursor, &entry.next) {
            (Some(property), _) => {
                let field = self.object_of(item)?.field(property)?;
                field.ty.is_text().then_some(CursorSource::Item(property.clone()))?
            }
            (None, next) => {
                let (path, field) = self.way(object?, next.as_ref()?)?;
                (*target(&self.types, &field.ty) == TypeRef::String)
                    .then_some(CursorSource::Page(path))?
            }
        };
        Some(Turn::Cursor { parameter: entry.cursor.clone()?, source })
    }

    /// The names that lead to a property, and the property. A property that is
    /// called like the whole way goes first.
    fn way<'o>(&'o self, object: &'o Object, way: &str) -> Option<(Vec<String>, &'o Field)> {
        if let Some(field) = object.field(way) {
            return Some((vec![way.to_owned()], field));
        }
        let names: Vec<String> = way.split('.').map(str::to_owned).collect();
        let (last, first) = names.split_last()?;
        let inside = |object: &'o Object, name: &String| self.object_of(&object.field(name)?.ty);
        let field = first.iter().try_fold(object, inside)?.field(last)?;
        Some((names, field))
    }
}

/// Checks that an entry says one thing of each kind; if not, says what is wrong and what
/// to do.
fn sound(entry: &config::Page) -> Result<(), (&'static str, &'static str)> {
    let count = |given: &[&Option<String>]| given.iter().filter(|given| given.is_some()).count();
    if count(&[&entry.cursor, &entry.offset, &entry.number]) != 1 {
        return Err((
            "an entry of `pages` has one of `cursor`, `offset` and `number`",
            "write the one query parameter that goes on to the next page",
        ));
    }
    let sources = count(&[&entry.item_cursor, &entry.next]);
    if entry.cursor.is_some() && sources != 1 || entry.cursor.is_none() && sources > 0 {
        return Err((
            "an entry of `pages` with `cursor` has one of `item_cursor` and `next`, others have none",
            "write the property that the cursor comes from: of the last item, or of the response",
        ));
    }
    if count(&[&entry.more, &entry.done]) > 1 {
        return Err((
            "an entry of `pages` has `more` or `done`, not both",
            "write the one property that the response has",
        ));
    }
    Ok(())
}

/// Says what an operation needs for an entry to fit.
fn wanted(entry: &config::Page) -> String {
    let parameters = [&entry.cursor, &entry.offset, &entry.number];
    let parameter = parameters.into_iter().flatten().next().map_or("", String::as_str);
    let list = match &entry.items {
        Some(items) => format!("the list `{items}`"),
        None => "a list instead of an object".to_owned(),
    };
    let item = entry.item_cursor.as_ref().map(|name| format!(" of objects with the text `{name}`"));
    let next = entry.next.as_ref().map(|name| format!(", and the text `{name}`"));
    let more = entry.more.as_ref().or(entry.done.as_ref());
    let more = more.map(|name| format!(", and the boolean `{name}`"));
    format!(
        "the query parameter `{parameter}`, and in its response {list}{}{}{}",
        item.unwrap_or_default(),
        next.unwrap_or_default(),
        more.unwrap_or_default()
    )
}
