//! The way from a page of a list to the next one.

use reqwest::Url;
use reqwest::header::HeaderMap;

use super::{Page, whole_path};
use crate::http::call::Call;
use crate::http::partial::Partial;
use crate::http::{link, url};

/// The way to ask for the next page: by a query parameter and what it takes, or at an
/// address.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// Takes what the page before says.
    Cursor(&'static str),
    /// Takes a number, which is in the address that the page before says.
    LinkedNumber(&'static str),
    /// Takes what the page before says, within the body: by the names of the properties that
    /// lead there, joined by dots.
    Field(&'static str),
    /// Takes what the page says of the one before it.
    Back(&'static str),
    /// The number of the first item of the page, and that of the first of all.
    Offset(&'static str, u64),
    /// The number of the page, and that of the first.
    Number(&'static str, u64),
    /// At the address that the page before says.
    Address,
    /// At the address in the `Link` header of the answer before.
    Link,
}

impl Turn {
    /// Returns the query parameter, if there is one.
    pub(super) const fn parameter(self) -> Option<&'static str> {
        match self {
            Self::Cursor(parameter)
            | Self::LinkedNumber(parameter)
            | Self::Back(parameter)
            | Self::Offset(parameter, _)
            | Self::Number(parameter, _) => Some(parameter),
            Self::Field(_) | Self::Address | Self::Link => None,
        }
    }

    /// Counts from where a page says that it is, for which the call asks by no number. Where
    /// the first page is asked for by one, the list may begin at 0 or 1: at 1, none is missed.
    pub(super) fn counted_by<P: Page>(self, page: &P, call: &Call, is_first: bool) -> Self {
        let is_open = |parameter: &_| call.query_number(parameter).is_none();
        match (self, page.number()) {
            (Self::Offset(parameter, _), Some(first)) if is_open(parameter) => {
                Self::Offset(parameter, first)
            }
            (Self::Number(parameter, _), Some(first)) if is_open(parameter) => {
                Self::Number(parameter, first)
            }
            (Self::Number(parameter, first), Some(_)) if is_first => {
                Self::Number(parameter, first.max(1))
            }
            _ => self,
        }
    }

    /// Tells whether each page is asked for by its number, whatever was on others.
    pub(super) const fn counts(self) -> bool {
        matches!(self, Self::Offset(..) | Self::Number(..))
    }

    /// Returns the item of a page by which what follows it is asked for, and the property that
    /// it should have for that, where it is malformed and has none.
    pub(super) fn lacked<P: Page>(self, page: &Partial<P>) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Cursor(_) | Self::LinkedNumber(_) | Self::Field(_) => {
                page.lacked_by_last().map(|cursor| ("last", cursor))
            }
            Self::Back(_) => page.lacked_by_first().map(|cursor| ("first", cursor)),
            Self::Offset(..) | Self::Number(..) | Self::Address | Self::Link => None,
        }
    }

    /// Gives what the parameter must be after a page for which the call asked, or
    /// where the page after it is.
    pub(super) fn after<P: Page>(
        self,
        page: &Partial<P>,
        headers: &HeaderMap,
        call: &Call,
    ) -> Option<String> {
        let Partial { page: whole, first, last, .. } = page;
        match self {
            Self::Cursor(_) | Self::LinkedNumber(_) | Self::Field(_) => {
                last.as_deref().or_else(|| whole.next_cursor()).map(str::to_owned)
            }
            Self::Back(_) => {
                first.as_deref().or_else(|| whole.previous_cursor()).map(str::to_owned)
            }
            Self::Offset(parameter, first) => {
                let items = u64::try_from(page.len()).ok().filter(|items| *items > 0)?;
                Some(call.query_number(parameter).unwrap_or(first).checked_add(items)?.to_string())
            }
            Self::Number(parameter, first) => {
                let next = call.query_number(parameter).unwrap_or(first).checked_add(1)?;
                // A page that leaves the number out has none of it, or 0.
                let goes_on = match whole.total_pages().filter(|total| *total > 0) {
                    Some(total) => next.saturating_sub(first) < total,
                    None => page.len() > 0,
                };
                goes_on.then(|| next.to_string())
            }
            Self::Address => whole.next_cursor().map(str::to_owned),
            Self::Link => link::next(headers),
        }
    }

    /// Gives the token of the next page by what the page before says of it.
    pub(super) fn token(self, said: String, call: &Call) -> Result<String, String> {
        let address = match (self.target(&said), self.parameter()) {
            (Target::Field(_) | Target::Query(_), _) => return Ok(said),
            (Target::Address, Some(parameter)) => same_list(&said, parameter, call),
            (Target::Address, None) => call.address(&said),
        };
        address.map(|address| whole_path(&address))
    }

    /// Finds the part of the next call that takes a text. That may be the address of a page
    /// where a parameter is meant: some servers send one in place of a cursor.
    pub(super) fn target(self, text: &str) -> Target {
        let is_address = |parameter| match self {
            Self::LinkedNumber(_) => text.parse::<u64>().is_err(),
            _ => is_address(text, parameter),
        };
        match (self, self.parameter()) {
            (Self::Field(way), _) => Target::Field(way),
            (_, Some(parameter)) if !is_address(parameter) => Target::Query(parameter),
            _ => Target::Address,
        }
    }
}

/// The part of a call that says which page is asked for.
pub(super) enum Target {
    /// A property within the body.
    Field(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// The address.
    Address,
}

/// Tells whether a text is the address of a page of a list that goes on by a query parameter:
/// one without a host begins like one, or has the parameter.
fn is_address(text: &str, parameter: &str) -> bool {
    let has_parameter = |query: &str| {
        query.split('&').any(|pair| pair.split_once('=').is_some_and(|(name, _)| name == parameter))
    };
    let is_relative = text
        .split_once('?')
        .is_some_and(|(_, query)| text.starts_with(['/', '?']) || has_parameter(query));
    is_relative || text.starts_with("http://") || text.starts_with("https://")
}

/// Reads the address of another page of a list that goes on by a query parameter. A
/// server behind another one may not know by which address that is reached: the same
/// path is taken for that of the call.
fn same_list(said: &str, parameter: &str, call: &Call) -> Result<Url, String> {
    let own = call.url()?;
    let known = own
        .join(said)
        .ok()
        .filter(|said| own.path().ends_with(said.path()) && url::has_query(said, parameter));
    match known {
        Some(said) => {
            let mut address = own;
            address.set_query(said.query());
            Ok(address)
        }
        None => call.address(said),
    }
}
