//! Builds the pages of operations as `config` says it.

use super::Builder;
use crate::config::{self, Entry};
use crate::ir::{
    Back, Content, CursorSource, Linked, More, NEXT_LINK, Object, Operation, Page, Turn, TypeRef,
    target,
};
use crate::pointer::Pointer;

impl Builder<'_> {
    /// Builds how an operation pages by the configuration, if that says so.
    pub(super) fn page(&mut self, operation: &Operation) -> Option<Page> {
        let mut entries = self.config.pages.iter();
        let entry = entries.find(|page| page.is_for(&operation.declared_id))?;
        let at = Pointer::root().child("pages").child(entry.index);
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
        let (items, list) = match &entry.items {
            None => (Vec::new(), operation.answer.json()?),
            Some(items) => {
                let (items, field) = self.way(object?, items)?;
                (items, &field.ty)
            }
        };
        let TypeRef::List(item) = target(&self.types, list) else { return None };
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
        let takes = |name: &str| operation.query_parameter(name).is_some();
        let turn = match turn {
            Turn::Cursor { parameter, source } if !takes(&parameter) => {
                let Content::Json(body) = &operation.body.as_ref()?.content else { return None };
                let (way, field) = self.way(self.object_of(body)?, &parameter)?;
                let is_text = *target(&self.types, &field.ty) == TypeRef::String;
                let is_plain = way.iter().all(|name| !name.contains('.'));
                (is_text && is_plain).then_some(Turn::Field { way, source })?
            }
            turn => turn,
        };
        turn.parameter().is_none_or(takes).then_some(())?;
        let back = match &entry.before {
            None => None,
            Some(parameter) => {
                takes(parameter).then_some(())?;
                let source = (entry.item_cursor.as_ref(), entry.previous.as_ref());
                let source = self.source(source, object, item)?;
                Some(Back { parameter: parameter.clone(), source })
            }
        };
        Some(Page {
            turn,
            size: entry.size.clone(),
            items,
            item: (**item).clone(),
            more,
            number: None,
            total_pages: None,
            total_items: None,
            total_header: None,
            back,
            is_configured: true,
        })
    }

    fn turn(&self, entry: &config::Page, object: Option<&Object>, item: &TypeRef) -> Option<Turn> {
        if let Some(parameter) = entry.offset.clone() {
            return Some(Turn::Offset { parameter, first: entry.first.unwrap_or(0) });
        }
        if let Some(parameter) = entry.number.clone() {
            return Some(Turn::Number { parameter, first: entry.first.unwrap_or(1) });
        }
        if entry.link {
            return Some(Turn::Link);
        }
        if entry.address.is_some() {
            let source = self.source((None, entry.address.as_ref()), object, item)?;
            return Some(Turn::Address { source });
        }
        let source = (entry.item_cursor.as_ref(), entry.next.as_ref());
        let source = self.source(source, object, item)?;
        Some(Turn::Cursor { parameter: entry.cursor.clone()?, source })
    }

    /// Finds the source of a cursor: a property of an item, or else of the answer.
    fn source(
        &self,
        (of_item, of_answer): (Option<&String>, Option<&String>),
        object: Option<&Object>,
        item: &TypeRef,
    ) -> Option<CursorSource> {
        if let Some(property) = of_item {
            let field = self.object_of(item)?.field(property)?;
            return field.ty.is_text().then(|| CursorSource::Item(property.clone()));
        }
        if let Some((list, relation, address)) = linked(of_answer?) {
            let (list, links) = self.way(object?, list)?;
            let TypeRef::List(link) = target(&self.types, &links.ty) else { return None };
            let linked =
                Linked { list, relation: relation.to_owned(), address: address.to_owned() };
            let is_sound = linked.is_of(self.object_of(link)?, &self.types);
            return is_sound.then_some(CursorSource::Linked(linked));
        }
        let (path, field) = self.way(object?, of_answer?)?;
        let is_text = *target(&self.types, &field.ty) == TypeRef::String;
        is_text.then_some(CursorSource::Page(path))
    }
}

/// Reads a way through a list of links, `links[rel=next].href`: the list, what says where a
/// link leads, and its address.
fn linked(way: &str) -> Option<(&str, &str, &str)> {
    let (list, link) = way.split_once('[')?;
    let (relation, address) = link.split_once("].")?;
    Some((list, relation.strip_suffix(NEXT_LINK)?.strip_suffix('=')?, address))
}

/// Checks that an entry says one thing of each kind; if not, says what is wrong and what
/// to do.
fn sound(entry: &config::Page) -> Result<(), (&'static str, &'static str)> {
    let count = |given: &[&Option<String>]| given.iter().filter(|given| given.is_some()).count();
    let turns = count(&[&entry.cursor, &entry.offset, &entry.number, &entry.address]);
    if turns + usize::from(entry.link) != 1 {
        return Err((
            "an entry of `pages` has one of `cursor`, `offset`, `number`, `address` and `link`",
            "write the one query parameter that goes on to the next page, the property that is \
             its address, or `link: true`",
        ));
    }
    let backs = count(&[&entry.item_cursor, &entry.previous]);
    if entry.before.is_some() && backs != 1 || entry.before.is_none() && entry.previous.is_some() {
        return Err((
            "an entry of `pages` with `before` has one of `item_cursor` and `previous`, others \
             have no `previous`",
            "write the property that the cursor of the page before comes from",
        ));
    }
    let sources = count(&[&entry.item_cursor, &entry.next]);
    if entry.cursor.is_some() && sources != 1 || entry.cursor.is_none() && sources > 0 {
        return Err((
            "an entry of `pages` with `cursor` has one of `item_cursor` and `next`, others have none",
            "write the property that the cursor comes from: of the last item, or of the response",
        ));
    }
    if entry.first.is_some() && count(&[&entry.offset, &entry.number]) == 0 {
        return Err((
            "an entry of `pages` with `first` has `offset` or `number`",
            "take `first` out: nothing is counted",
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
    let parameters = parameters.into_iter().flatten().chain(&entry.before);
    let parameters: Vec<String> =
        parameters.map(|name| format!("the query parameter `{name}`, ")).collect();
    let list = match &entry.items {
        Some(items) => format!("the list `{items}`"),
        None => "a list instead of an object".to_owned(),
    };
    let item = entry.item_cursor.as_ref().map(|name| format!(" of objects with the text `{name}`"));
    let texts = [&entry.next, &entry.address, &entry.previous].into_iter().flatten();
    let texts: String = texts.map(|name| format!(", and the text `{name}`")).collect();
    let more = entry.more.as_ref().or(entry.done.as_ref());
    let more = more.map(|name| format!(", and the boolean `{name}`"));
    let and = if parameters.is_empty() { "" } else { "and " };
    format!(
        "{}{and}in its response {list}{}{texts}{}",
        parameters.concat(),
        item.unwrap_or_default(),
        more.unwrap_or_default()
    )
}
