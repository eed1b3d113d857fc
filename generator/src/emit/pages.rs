//! The implementations by which types are pages of lists.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, ty};
use crate::ir::{Hold, NEXT_LINK};
use crate::rust::{Access, Page, PageCursor, Slot};

/// Writes the implementation by which a type is a page.
pub(super) fn page(item: &Page) -> TokenStream {
    let (name, of) = (ident(&item.name), ty(&item.item));
    let list = &item.list;
    let (here, is_option) = access(&item.items, Leaf::Other);
    let items = if is_option {
        quote! { #here.map_or(&[], |items| items.as_slice()) }
    } else {
        quote! { &#here }
    };
    let into_items = taken(&item.items, &item.holds);
    let has_more = item.more.as_ref().map(|path| {
        let not = item.more_is_end.then(|| quote! { ! });
        let more = match access(path, Leaf::Flag) {
            (more, false) => quote! { #not #more },
            (more, true) => quote! { #more.is_none_or(|more| #not *more) },
        };
        quote! { fn has_more(&self) -> bool { #more } }
    });
    let count = |path: &Option<Vec<Access>>, method: &str| {
        let (method, total) = (ident(method), access(path.as_ref()?, Leaf::Number));
        let total = match total {
            (total, false) => quote! { #total.try_into().ok() },
            (total, true) => quote! { #total.and_then(|total| (*total).try_into().ok()) },
        };
        Some(quote! { fn #method(&self) -> Option<u64> { #total } })
    };
    let number = count(&item.number, "number");
    let total_pages = count(&item.total_pages, "total_pages");
    let total_items = count(&item.total_items, "total_items");
    let items_here = if is_option {
        quote! { self.items() }
    } else {
        here
    };
    let cursor = |cursor: Option<&PageCursor>, method: &str, end: &str| {
        let end = ident(end);
        let cursor = page_cursor(cursor?, &items_here, &quote! { #end });
        let method = ident(method);
        Some(quote! {
            fn #method(&self) -> Option<&str> {
                #cursor.filter(|cursor| !cursor.is_empty())
            }
        })
    };
    let item_cursor = item_cursor(item);
    let said = item.said.as_ref().map(
        |names| quote! { const MORE: Option<&'static [&'static str]> = Some(&[#(#names),*]); },
    );
    let next_cursor = cursor(item.cursor.as_ref(), "next_cursor", "last");
    let previous_cursor = cursor(item.back.as_ref(), "previous_cursor", "first");
    quote! {
        impl Page for #name {
            type Item = #of;

            const LIST: Option<&'static [&'static str]> = Some(&[#(#list),*]);

            #item_cursor

            #said

            fn items(&self) -> &[#of] {
                #items
            }

            fn into_items(self) -> Vec<#of> {
                #into_items
            }

            #has_more

            #number

            #total_pages

            #total_items

            #next_cursor

            #previous_cursor
        }
    }
}

/// Names the property of an item that is the cursor.
fn item_cursor(page: &Page) -> Option<TokenStream> {
    let mut ways = page.cursor.iter().chain(&page.back);
    let property = ways.find_map(|way| match way {
        PageCursor::Item { property, .. } => Some(property),
        PageCursor::Page(_) | PageCursor::Linked { .. } => None,
    })?;
    Some(quote! { const CURSOR: Option<&'static str> = Some(#property); })
}

/// Returns the cursor of another page, of the item at this end.
fn page_cursor(cursor: &PageCursor, items: &TokenStream, end: &TokenStream) -> TokenStream {
    match cursor {
        PageCursor::Item { access: Access { field, slot }, .. } => {
            let field = ident(field);
            match slot {
                Slot::Plain => quote! { #items.#end().map(|item| item.#field.as_str()) },
                _ => quote! { #items.#end().and_then(|item| item.#field.as_deref()) },
            }
        }
        PageCursor::Page(path) => match access(path, Leaf::Text) {
            (cursor, false) => quote! { Some(#cursor.as_str()) },
            (cursor, true) => cursor,
        },
        PageCursor::Linked { list, relation, address } => linked(list, relation, address),
    }
}

/// Writes how the address of the next page is found among the links of a list.
fn linked(list: &[Access], relation: &Access, address: &Access) -> TokenStream {
    let links = match access(list, Leaf::Other) {
        (links, false) => quote! { #links.iter() },
        (links, true) => quote! { #links.into_iter().flatten() },
    };
    let (says, leads) = (ident(&relation.field), ident(&address.field));
    let is_next = match relation.slot {
        Slot::Plain => quote! { link.#says == #NEXT_LINK },
        _ => quote! { link.#says.as_ref().is_some_and(|relation| *relation == #NEXT_LINK) },
    };
    let found = quote! { #links.find(|link| #is_next) };
    match address.slot {
        Slot::Plain => quote! { #found.map(|link| link.#leads.as_str()) },
        _ => quote! { #found.and_then(|link| link.#leads.as_deref()) },
    }
}

/// Kind of the value at the end of a way through fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Flag,
    Number,
    Text,
    Other,
}

/// Writes the list at the end of a way through fields of `self`, taken out of it.
fn taken(path: &[Access], holds: &[Hold]) -> TokenStream {
    let start = (quote! { self }, false);
    let steps = path.iter().zip(holds);
    let (list, is_option) = steps.fold(start, |(before, is_option), (step, hold)| {
        let (field, is_apart) = (ident(&step.field), *hold == Hold::Apart);
        let value = (step.slot == Slot::Nullable).then(|| quote! { .into_value() });
        let of = |owner| match (step.slot == Slot::Plain, is_apart) {
            (true, false) => quote! { #owner.#field },
            (true, true) => quote! { #owner.#field.into_inner() },
            (false, false) => quote! { #owner.#field #value },
            (false, true) => quote! { #owner.#field #value.map(|inner| inner.into_inner()) },
        };
        match (is_option, step.slot == Slot::Plain) {
            (false, is_plain) => (of(before), !is_plain),
            (true, is_plain) => {
                let inner = of(quote! { inner });
                let method = ident(if is_plain { "map" } else { "and_then" });
                (quote! { #before.#method(|inner| #inner) }, true)
            }
        }
    });
    let or_empty = is_option.then(|| quote! { .unwrap_or_default() });
    quote! { #list #or_empty }
}

/// Writes the way to a field within fields of `self`, and says whether it is an option:
/// of a reference, or of a text.
fn access(path: &[Access], leaf: Leaf) -> (TokenStream, bool) {
    let start = (quote! { self }, false);
    path.iter().enumerate().fold(start, |(before, is_option), (at, Access { field, slot })| {
        let field = ident(field);
        let is_text = leaf == Leaf::Text && at + 1 == path.len();
        let optional = if is_text {
            quote! { as_deref }
        } else {
            quote! { as_ref }
        };
        match (is_option, *slot == Slot::Plain) {
            (false, true) => (quote! { #before.#field }, false),
            (false, false) => (quote! { #before.#field.#optional() }, true),
            (true, true) if is_text => {
                (quote! { #before.map(|inner| inner.#field.as_str()) }, true)
            }
            (true, true) => (quote! { #before.map(|inner| &inner.#field) }, true),
            (true, false) => (quote! { #before.and_then(|inner| inner.#field.#optional()) }, true),
        }
    })
}
