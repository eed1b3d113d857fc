//! Lists that come in pages.

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use reqwest::Url;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::error::Error;
use super::response::Response;
use super::sending::Sending;
use super::transport::MaybeSend;

/// One page of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no page of a list",
    note = "the generator implements `Page` for what lists answer with; a `Vec` is one, too"
)]
pub trait Page: DeserializeOwned + MaybeSend + 'static {
    /// What the list is of.
    type Item;

    /// The items of the page.
    fn items(&self) -> &[Self::Item];

    /// The items of the page, alone.
    fn into_items(self) -> Vec<Self::Item>;

    /// Tells whether the server has more, as far as the page says so. A list without
    /// a word of it ends where a page is empty or has no cursor.
    fn has_more(&self) -> bool {
        true
    }

    /// What the cursor parameter must be to get the next page.
    fn next_cursor(&self) -> Option<&str> {
        None
    }
}

/// A page that is the list itself.
impl<T: DeserializeOwned + MaybeSend + 'static> Page for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Self {
        self
    }
}

/// The query parameter by which the next page is asked for, and what it takes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// Takes what the page before says.
    Cursor(&'static str),
    /// Takes the number of items that come before.
    Offset(&'static str),
    /// The number of the page, and that of the first.
    Number(&'static str, u64),
}

impl Turn {
    const fn parameter(self) -> &'static str {
        match self {
            Self::Cursor(parameter) | Self::Offset(parameter) | Self::Number(parameter, _) => {
                parameter
            }
        }
    }

    /// Gives what the parameter must be after a page for which the call asked.
    fn after<P: Page>(self, page: &P, call: &Call) -> Option<String> {
        let asked = || call.query_number(self.parameter());
        match self {
            Self::Cursor(parameter) => {
                let cursor = page.next_cursor()?;
                Some(in_url(cursor, parameter).unwrap_or_else(|| cursor.to_owned()))
            }
            Self::Offset(_) => {
                let items = u64::try_from(page.items().len()).ok()?;
                Some(asked().unwrap_or(0).checked_add(items)?.to_string())
            }
            Self::Number(_, first) => Some(asked().unwrap_or(first).checked_add(1)?.to_string()),
        }
    }
}

/// The value of a query parameter in the URL of the next page, which some servers
/// send in place of a cursor.
fn in_url(cursor: &str, parameter: &str) -> Option<String> {
    if !cursor.starts_with(['/', '?']) && !cursor.starts_with("http") {
        return None;
    }
    let url = Url::parse("http://localhost").ok()?.join(cursor).ok()?;
    url.query_pairs().find(|(name, _)| name == parameter).map(|(_, value)| value.into_owned())
}

impl Call {
    /// The pages of a list, each asked for when it is wanted: the query parameter
    /// takes the [cursor](Page::next_cursor) of the page before.
    pub fn pages<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Cursor(parameter))
    }

    /// Gives the pages where the query parameter takes how many items come before.
    pub fn pages_by_offset<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Offset(parameter))
    }

    /// Gives the pages where the query parameter takes the number of the page, of which
    /// the first is `first`.
    pub fn pages_by_number<P: Page>(self, parameter: &'static str, first: u64) -> Pages<P> {
        Pages::new(self, Turn::Number(parameter, first))
    }
}

/// Hashes the bytes of a page, to tell it from others.
fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// The pages of a list. Each is asked for when it is wanted.
///
/// The last page is the one that says so, or is empty, or has no cursor. A
/// server whose cursor does not move, or goes in a circle, would send the same
/// pages for ever: a page with a cursor that has been used is the last one, and
/// dropped if it is, byte by byte, one that was there. So is a page that is the
/// one before it where pages are counted: the server does not heed the count.
/// After an error the list ends, too.
pub struct Pages<P> {
    /// The call for the next page; `None` after the last.
    call: Option<Call>,
    turn: Turn,
    /// The cursors that have been used.
    used: HashSet<String>,
    /// Hashes of the pages so far.
    seen: HashSet<u64>,
    /// Hash of the page before.
    last: Option<u64>,
    pending: Option<Sending<Response<P>>>,
}

impl<P: Page> Pages<P> {
    pub(crate) fn new(call: Call, turn: Turn) -> Self {
        Self {
            call: Some(call),
            turn,
            used: HashSet::new(),
            seen: HashSet::new(),
            last: None,
            pending: None,
        }
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        std::future::poll_fn(|cx| self.poll_page(cx)).await
    }

    /// The items of all pages, one after another.
    pub fn items(self) -> Items<P> {
        Items { pages: self, page: VecDeque::new() }
    }

    /// Collects all pages, or gives the first error.
    ///
    /// # Errors
    ///
    /// As any call.
    pub async fn try_collect<C: Default + Extend<P>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(page) = self.next().await {
            all.extend([page?]);
        }
        Ok(all)
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        let Some(call) = &self.call else {
            return Poll::Ready(None);
        };
        let pending = self.pending.get_or_insert_with(|| call.clone().send());
        let answer = ready!(Pin::new(pending).poll(cx));
        self.pending = None;
        Poll::Ready(match answer {
            Err(error) => {
                self.call = None;
                Some(Err(error))
            }
            Ok(answer) => {
                let hash = hash(answer.bytes());
                let is_known = match self.turn {
                    Turn::Cursor(_) => self.seen.contains(&hash),
                    Turn::Offset(_) | Turn::Number(..) => self.last == Some(hash),
                };
                self.seen.insert(hash);
                self.last = Some(hash);
                self.turn(answer.into_body(), is_known).map(Ok)
            }
        })
    }

    /// Prepares the call for the page after `page`, if there is one. A page
    /// that is known is dropped where the list does not move on.
    fn turn(&mut self, page: P, is_known: bool) -> Option<P> {
        let mut call = self.call.take()?;
        let parameter = self.turn.parameter();
        let next = self.turn.after(&page, &call);
        let is_used = |next: &String| self.used.contains(next) || call.has_query(parameter, next);
        let is_stuck = match self.turn {
            Turn::Cursor(_) => next.as_ref().is_some_and(is_used),
            Turn::Offset(_) | Turn::Number(..) => is_known,
        };
        if is_stuck && is_known {
            return None;
        }
        if let Some(next) = next
            && !is_stuck
            && page.has_more()
            && !page.items().is_empty()
        {
            call.set_query(parameter, &next);
            self.used.insert(next);
            self.call = Some(call);
        }
        Some(page)
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.call).finish_non_exhaustive()
    }
}

/// The items of all pages of a list.
///
/// Pages are asked for as they are needed; otherwise as [`Pages`].
pub struct Items<P: Page> {
    pages: Pages<P>,
    page: VecDeque<P::Item>,
}

impl<P: Page> Items<P> {
    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        std::future::poll_fn(|cx| self.poll_item(cx)).await
    }

    /// Collects the items of all pages, or gives the first error.
    ///
    /// ```
    /// # use openapi_loom_runtime::http::{Items, Page, Result};
    /// # async fn example<P: Page>(items: Items<P>) -> Result<()> {
    /// let all: Vec<_> = items.try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As any call.
    pub async fn try_collect<C: Default + Extend<P::Item>>(mut self) -> Result<C, Error> {
        let mut all = C::default();
        while let Some(item) = self.next().await {
            all.extend([item?]);
        }
        Ok(all)
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.page.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(cx)) {
                Some(Ok(page)) => self.page = page.into_items().into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Items are handed out, never pinned.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left_of_page", &self.page.len())
            .finish()
    }
}
