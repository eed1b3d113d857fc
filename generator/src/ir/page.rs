//! Lists that are read page by page.

use std::collections::BTreeMap;

use super::{Object, TypeDef, TypeId, TypeRef, target};

/// The relation of a link that leads to the next page.
pub const NEXT_LINK: &str = "next";

/// The pages of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The request for the next page.
    pub turn: Turn,
    /// The query parameter that says how long a page is.
    pub size: Option<String>,
    /// The names of properties that lead to the list of the items, from the answer on; none
    /// where the answer is the list.
    pub items: Vec<String>,
    /// The type of an item.
    pub item: TypeRef,
    /// Property that says whether there is more.
    pub more: Option<More>,
    /// The names of properties that lead to the number of the page, or of its first item,
    /// where the document does not say from where these are counted.
    pub number: Option<Vec<String>>,
    /// The names of properties that lead to the number of pages, where these are counted.
    pub total_pages: Option<Vec<String>>,
    /// The names of properties that lead to the number of items of all pages, likewise.
    pub total_items: Option<Vec<String>>,
    /// The header that has that number, likewise.
    pub total_header: Option<String>,
    /// The request for the page before.
    pub back: Option<Back>,
    /// True if the configuration says so, and not the shapes of the document.
    pub is_configured: bool,
}

/// Way to ask for the page before: a query parameter that takes a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// The parameter.
    pub parameter: String,
    /// The source of the text; the item is the first one.
    pub source: CursorSource,
}

/// Way to ask for the next page: a query parameter, or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It takes a text that stands for a place in the list.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The source of the text.
        source: CursorSource,
    },
    /// A property of the body takes it, in place of a parameter.
    Field {
        /// The names of properties that lead to it, from the body on.
        way: Vec<String>,
        /// The source of the text.
        source: CursorSource,
    },
    /// It takes the number of the first item of the page.
    Offset {
        /// The parameter.
        parameter: String,
        /// The number of the first item of all.
        first: u64,
    },
    /// It takes the page's number.
    Number {
        /// The parameter.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// It is at an address that the answer has.
    Address {
        /// The source of the address.
        source: CursorSource,
    },
    /// It is at the address in the `Link` header of the answer.
    Link,
}

/// Source of the cursor of the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorSource {
    /// A property of the last item; of the first one on the way back.
    Item(String),
    /// A property of the answer: the names that lead to it.
    Page(Vec<String>),
    /// A property of one of the links that the answer lists.
    Linked(Linked),
}

/// The address of the next page in a list of links, each of which says where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The names of properties that lead to the list, from the answer on.
    pub list: Vec<String>,
    /// The property of a link that is `next` for the next page.
    pub relation: String,
    /// The property of a link that is its address.
    pub address: String,
}

/// Property that says whether there is more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// The names of properties that lead to it, from the answer on.
    pub path: Vec<String>,
    /// True where it is set at the end, and not before.
    pub is_end: bool,
}

impl Page {
    /// Tells whether one type can be a page in this way and in another one.
    pub(crate) fn is_of_one_type_with(&self, other: &Self) -> bool {
        let of_type = |page: &Self| (page.items.clone(), page.more.clone());
        let totals = |page: &Self| (page.total_pages.clone(), page.total_items.clone());
        let back = |page: &Self| page.back.as_ref().map(|back| back.source.clone());
        let agree = |one: Option<_>, other| one.zip(other).is_none_or(|(one, other)| one == other);
        of_type(self) == of_type(other)
            && self.number == other.number
            && totals(self) == totals(other)
            && agree(self.turn.source(), other.turn.source())
            && agree(back(self), back(other))
    }

    /// Says how it pages: `by `after`, the `id` of the last item`.
    pub fn words(&self) -> String {
        let more = match &self.more {
            Some(More { path, is_end: false }) => format!(", while `{}`", path.join(".")),
            Some(More { path, is_end: true }) => format!(", until `{}`", path.join(".")),
            None => String::new(),
        };
        let back = match &self.back {
            Some(Back { parameter, source: CursorSource::Item(property) }) => {
                format!("; back by `{parameter}`, the `{property}` of the first item")
            }
            Some(Back { parameter, source }) => {
                format!("; back by `{parameter}`, the answer's `{}`", source.way())
            }
            None => String::new(),
        };
        let total = match (&self.total_pages, &self.total_header, &self.total_items) {
            (Some(path), ..) => format!(", up to `{}` pages", path.join(".")),
            (None, Some(header), _) => format!(", up to as many items as `{header}` says"),
            (None, None, Some(path)) => format!(", up to `{}` items", path.join(".")),
            (None, None, None) => String::new(),
        };
        let more = more + &total + &back;
        let cursor = |source: &CursorSource| match source {
            CursorSource::Item(property) => format!("the `{property}` of the last item{more}"),
            source => format!("the answer's `{}`{more}", source.way()),
        };
        match &self.turn {
            Turn::Cursor { parameter, source } => format!("by `{parameter}`, {}", cursor(source)),
            Turn::Field { way, source } => {
                format!("by `{}` of the body, {}", way.join("."), cursor(source))
            }
            Turn::Offset { parameter, first: 0 } if self.number.is_none() => {
                format!("by `{parameter}`, counted in items{more}")
            }
            Turn::Offset { parameter, first } => {
                let first = self.counted_from(*first);
                format!("by `{parameter}`, counted in items from {first} on{more}")
            }
            Turn::Number { parameter, first } => {
                let first = self.counted_from(*first);
                format!("by `{parameter}`, the number of the page, from {first} on{more}")
            }
            Turn::Address { source } => {
                format!("at the address that is the answer's `{}`{more}", source.way())
            }
            Turn::Link => format!("at the address in the header `Link`{more}"),
        }
    }

    /// Says from where pages or items are counted.
    fn counted_from(&self, first: u64) -> String {
        match &self.number {
            Some(path) => format!("the answer's `{}`", path.join(".")),
            None => first.to_string(),
        }
    }
}

impl Linked {
    /// Tells whether the links of a list, of these types, can be so: both of its properties
    /// are texts.
    pub(crate) fn is_of(&self, link: &Object, types: &BTreeMap<TypeId, TypeDef>) -> bool {
        let of = |name: &str| link.field(name).map(|field| target(types, &field.ty));
        let relation = match of(&self.relation) {
            Some(TypeRef::Named(id)) => types.get(id).is_some_and(|def| def.shape.is_enum()),
            relation => relation == Some(&TypeRef::String),
        };
        relation && of(&self.address) == Some(&TypeRef::String)
    }
}

impl CursorSource {
    /// Says what leads to it: `meta.next`, `links[rel=next].href`.
    pub fn way(&self) -> String {
        match self {
            Self::Item(property) => property.clone(),
            Self::Page(path) => path.join("."),
            Self::Linked(Linked { list, relation, address }) => {
                format!("{}[{relation}={NEXT_LINK}].{address}", list.join("."))
            }
        }
    }
}

impl Turn {
    /// Returns the query parameter, if it has one.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Self::Cursor { parameter, .. }
            | Self::Offset { parameter, .. }
            | Self::Number { parameter, .. } => Some(parameter),
            Self::Field { .. } | Self::Address { .. } | Self::Link => None,
        }
    }

    /// Gives the source of its cursor, or of its address, if the answer has it.
    pub fn source(&self) -> Option<CursorSource> {
        match self {
            Self::Cursor { source, .. } | Self::Field { source, .. } | Self::Address { source } => {
                Some(source.clone())
            }
            Self::Offset { .. } | Self::Number { .. } | Self::Link => None,
        }
    }
}
