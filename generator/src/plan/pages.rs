//! The pages of lists: where an answer has its items and the way on.

use super::docs::add_paragraph;
use super::{Planner, RUNTIME, import};
use crate::ir::{self, CursorSource, Linked, Operation, TypeId, TypeRef};
use crate::rust::{Access, CallPages, Item, Page, PageBack, PageCursor, Slot, Type};

/// The description of the pages of a list.
const PAGES: [&str; 2] = [
    "The list page by page, each asked for when it is wanted. A page comes",
    "without the items that are malformed, and after it an error for each.",
];

/// The description of their items.
const ITEMS: [&str; 2] = [
    "The list item by item, over all pages. One that is malformed is an error",
    "in its place, after which the list goes on.",
];

fn lines(of: [&str; 2]) -> Vec<String> {
    of.map(str::to_owned).to_vec()
}

fn page_back(parameter: &str) -> PageBack {
    PageBack {
        docs: vec![
            format!(
                "The list backwards: the page before `{parameter}`, then that before it, and so on."
            ),
            "Within a page, the items are in their order.".to_owned(),
        ],
        parameter: parameter.to_owned(),
    }
}

impl Planner<'_> {
    /// Makes a type a page, if an operation says so.
    pub(super) fn page_item(&self, id: &TypeId, imports: &mut Vec<String>) -> Option<Item> {
        let page = self.pages.get(id).filter(|page| !page.items.is_empty())?;
        let of = TypeRef::Named(id.clone());
        let item = self.ty(&page.item);
        import(&item, imports);
        imports.push(format!("{RUNTIME}::http::Page"));
        let more = page.more.as_ref().and_then(|more| self.accesses(&of, &more.path));
        let is_plain = more.iter().flatten().last().is_some_and(|it| it.slot == Slot::Plain);
        let said = page.more.as_ref().filter(|more| is_plain && !more.is_end);
        Some(Item::Page(Page {
            name: self.type_name(id),
            item,
            list: page.items.clone(),
            items: self.accesses(&of, &page.items)?,
            holds: self
                .fields_along(&of, &page.items)?
                .iter()
                .map(|(_, field)| field.hold)
                .collect(),
            said: said.map(|more| more.path.clone()),
            more,
            more_is_end: page.more.as_ref().is_some_and(|more| more.is_end),
            number: page.number.as_ref().and_then(|path| self.accesses(&of, path)),
            total_pages: page.total_pages.as_ref().and_then(|path| self.accesses(&of, path)),
            total_items: page.total_items.as_ref().and_then(|path| self.accesses(&of, path)),
            cursor: page.turn.source().and_then(|source| self.page_cursor(&of, page, &source)),
            back: page.back.as_ref().and_then(|back| self.page_cursor(&of, page, &back.source)),
        }))
    }

    /// Returns the pages of a call.
    pub(super) fn call_pages(
        &self,
        operation: &Operation,
        page: &ir::Page,
        ty: Type,
        imports: &mut Vec<String>,
    ) -> CallPages {
        imports.extend(["Items", "Pages"].map(|name| format!("{RUNTIME}::http::{name}")));
        let takes_number = page.turn.parameter().is_some_and(|name| {
            let parameter = operation.query_parameter(name);
            parameter.is_some_and(|it| {
                matches!(self.api.target(&it.ty), TypeRef::Integer(_) | TypeRef::Number(_))
            })
        });
        let mut pages = CallPages {
            turn: page.turn.clone(),
            takes_number,
            total_header: page.total_header.clone(),
            back: page.back.as_ref().map(|back| page_back(&back.parameter)),
            page: ty,
            docs: lines(PAGES),
            item_docs: lines(ITEMS),
        };
        if let Some(parameter) = pages.other_way() {
            let text = format!("It goes backwards where `{parameter}` alone says where it begins.");
            add_paragraph(&mut pages.docs, text);
        }
        pages
    }

    fn page_cursor(
        &self,
        of: &TypeRef,
        page: &ir::Page,
        source: &CursorSource,
    ) -> Option<PageCursor> {
        match source {
            CursorSource::Item(property) => {
                let access = self.access(&page.item, property)?;
                Some(PageCursor::Item { property: property.clone(), access })
            }
            CursorSource::Page(path) => self.accesses(of, path).map(PageCursor::Page),
            CursorSource::Linked(Linked { list, relation, address }) => {
                let (_, links) = self.fields_along(of, list)?.pop()?;
                let TypeRef::List(link) = self.api.target(&links.ty) else { return None };
                Some(PageCursor::Linked {
                    list: self.accesses(of, list)?,
                    relation: self.access(link, relation)?,
                    address: self.access(link, address)?,
                })
            }
        }
    }

    /// Returns the fields that properties within each other are, from an object on.
    fn accesses(&self, object: &TypeRef, path: &[String]) -> Option<Vec<Access>> {
        let fields = self.fields_along(object, path)?;
        fields.into_iter().map(|(object, field)| self.access(object, &field.name)).collect()
    }

    /// Lists the properties within each other that a way leads through, each with its object.
    fn fields_along<'t>(
        &'t self,
        object: &'t TypeRef,
        path: &[String],
    ) -> Option<Vec<(&'t TypeRef, &'t ir::Field)>> {
        let mut object = object;
        let mut fields = Vec::new();
        for property in path {
            let field = self.api.object(object)?.field(property)?;
            fields.push((object, field));
            object = &field.ty;
        }
        Some(fields)
    }

    /// Returns the field that a property of an object is.
    pub(super) fn access(&self, object: &TypeRef, property: &str) -> Option<Access> {
        let TypeRef::Named(id) = self.api.target(object) else { return None };
        let usage = self.api.types.get(id)?.usage;
        let field = self.api.object(object)?.field(property)?;
        let slot = super::types::slot(field.presence, usage);
        Some(Access { field: self.field_of(object, property), slot })
    }
}
