//! Pages of a list.

use super::{Slot, Type};
use crate::ir::{Hold, Turn};

/// Pages of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct CallPages {
    /// The request for the next page.
    pub turn: Turn,
    /// True if its query parameter takes a number, so that a text for it is an address.
    pub takes_number: bool,
    /// The header that has the number of items of the list.
    pub total_header: Option<String>,
    /// The request for the page before.
    pub back: Option<PageBack>,
    /// The type of a page.
    pub page: Type,
    /// The `///` lines of the method that gives the pages.
    pub docs: Vec<String>,
    /// The `///` lines of the method that gives their items.
    pub item_docs: Vec<String>,
}

impl CallPages {
    /// Returns the query parameter by which the page before is asked for, where that is not the one
    /// for the next page.
    pub fn other_way(&self) -> Option<&String> {
        let Turn::Cursor { parameter, .. } = &self.turn else { return None };
        self.back.as_ref().map(|back| &back.parameter).filter(|back| *back != parameter)
    }
}

/// The request for the page before.
#[derive(Clone, Debug, PartialEq)]
pub struct PageBack {
    /// The `///` lines of the method that gives the pages backwards.
    pub docs: Vec<String>,
    /// The query parameter by which it is asked for.
    pub parameter: String,
}

/// An implementation that makes a type a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The type of the page.
    pub name: String,
    /// The type of an item.
    pub item: Type,
    /// The names of properties that lead to the list of the items.
    pub list: Vec<String>,
    /// Their fields.
    pub items: Vec<Access>,
    /// The way in which each of these is held.
    pub holds: Vec<Hold>,
    /// The fields that lead to what says whether there is more.
    pub more: Option<Vec<Access>>,
    /// The names of the properties that these are, where one that is left out would read as the
    /// end.
    pub said: Option<Vec<String>>,
    /// True where that is set at the end, and not before.
    pub more_is_end: bool,
    /// The fields that lead to the number of the page, or of its first item.
    pub number: Option<Vec<Access>>,
    /// The fields that lead to the number of pages.
    pub total_pages: Option<Vec<Access>>,
    /// The fields that lead to the number of items of all pages.
    pub total_items: Option<Vec<Access>>,
    /// Cursor of the next page.
    pub cursor: Option<PageCursor>,
    /// Cursor of the page before.
    pub back: Option<PageCursor>,
}

/// Cursor of another page.
#[derive(Clone, Debug, PartialEq)]
pub enum PageCursor {
    /// A property of the last item; of the first one on the way back.
    Item {
        /// Its name on the wire.
        property: String,
        /// Its field.
        access: Access,
    },
    /// The fields that lead to it, from the page on.
    Page(Vec<Access>),
    /// A field of one of the links that the page lists.
    Linked {
        /// The fields that lead to the list.
        list: Vec<Access>,
        /// The field of a link that says where it leads.
        relation: Access,
        /// The field of a link that is its address.
        address: Access,
    },
}

/// A field, to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Its name.
    pub field: String,
    /// The slot that it fills.
    pub slot: Slot,
}
