//! Lists that come in pages.

mod turn;

use std::collections::{HashSet, VecDeque};
use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use reqwest::header::HeaderMap;
use reqwest::{StatusCode, Url};
use serde::de::DeserializeOwned;

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::partial::{Broken, Partial};
use super::response::Response;
use super::sending::Sending;
use super::transport::MaybeSend;
use turn::Target;
pub(crate) use turn::Turn;

/// One page of a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no page of a list",
    note = "the generator implements `Page` for what lists answer with; a `Vec` is one, too"
)]
pub trait Page: DeserializeOwned + MaybeSend + 'static {
    /// The type of an item of the list.
    type Item: DeserializeOwned;

    /// The names of the properties that lead to the list, none where the page itself is it. An
    /// item of it that is malformed costs itself alone; with `None`, it costs the page.
    const LIST: Option<&'static [&'static str]> = None;

    /// The property of an item that is the cursor, where that of the last item is
    /// the page's: it is looked for in an item that is malformed, too.
    const CURSOR: Option<&'static str> = None;

    /// The names of the properties that lead to what says whether the server has more, where
    /// one that is left out reads as `false`: only what a server says ends a list that goes on
    /// by a cursor or an address. Where pages are counted, one that is left out ends it, unless
    /// there is more by the number of pages or items.
    const MORE: Option<&'static [&'static str]> = None;

    /// Returns the items of the page.
    fn items(&self) -> &[Self::Item];

    /// Returns the items of the page, alone.
    fn into_items(self) -> Vec<Self::Item>;

    /// Tells whether the server has more, as far as the page says so. A list without
    /// a word of it ends where a page has no cursor, or, where pages are counted, is empty.
    fn has_more(&self) -> bool {
        true
    }

    /// Returns the number of the page, or of its first item, where the page alone says from
    /// where these are counted.
    fn number(&self) -> Option<u64> {
        None
    }

    /// Returns the number of pages of the list, where the page says it.
    fn total_pages(&self) -> Option<u64> {
        None
    }

    /// Returns the number of items of the list, where the page says it.
    fn total_items(&self) -> Option<u64> {
        None
    }

    /// Returns the cursor parameter of the next page, or that page's address.
    fn next_cursor(&self) -> Option<&str> {
        None
    }

    /// Returns the parameter of the other direction with which the page before is asked
    /// for.
    fn previous_cursor(&self) -> Option<&str> {
        None
    }
}

/// A page that is the list itself.
impl<T: DeserializeOwned + MaybeSend + 'static> Page for Vec<T> {
    type Item = T;

    const LIST: Option<&'static [&'static str]> = Some(&[]);

    fn items(&self) -> &[T] {
        self
    }

    fn into_items(self) -> Self {
        self
    }
}

/// The most pages in a row that may be empty.
const MOST_EMPTY: usize = 1000;

impl Call {
    /// Returns the pages of a list, each asked for when it is wanted: the query parameter
    /// takes the [cursor](Page::next_cursor) of the page before.
    pub fn pages<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Cursor(parameter))
    }

    /// Gives the pages of a list that goes both ways, each by a query parameter of its own:
    /// backwards where the call has the other one alone, so that each item before it comes
    /// once.
    pub fn pages_either_way<P: Page>(
        self,
        parameter: &'static str,
        back: &'static str,
    ) -> Pages<P> {
        let is_back = self.has_query_named(back) && !self.has_query_named(parameter);
        if is_back { self.pages_back(back) } else { self.pages(parameter) }
    }

    /// Gives the pages where each says the [address](Page::next_cursor) of the next, in which
    /// the query parameter is a number.
    pub fn pages_by_linked_number<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::LinkedNumber(parameter))
    }

    /// Gives the pages of a list that is asked for by a body of JSON, in which a property takes
    /// the [cursor](Page::next_cursor) of the page before; `way` is the names of the properties
    /// that lead to it, joined by dots.
    pub fn pages_in_body<P: Page>(self, way: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Field(way))
    }

    /// Gives the pages where the query parameter takes the number of the first item of
    /// the page; that of the first of all is `first`.
    pub fn pages_by_offset<P: Page>(self, parameter: &'static str, first: u64) -> Pages<P> {
        Pages::new(self, Turn::Offset(parameter, first))
    }

    /// Gives the pages where the query parameter takes the number of the page; the
    /// first page has the number `first`.
    pub fn pages_by_number<P: Page>(self, parameter: &'static str, first: u64) -> Pages<P> {
        Pages::new(self, Turn::Number(parameter, first))
    }

    /// Gives the pages from the one that the call asks for on backwards: the query
    /// parameter takes the [cursor](Page::previous_cursor) of the page after.
    pub fn pages_back<P: Page>(self, parameter: &'static str) -> Pages<P> {
        Pages::new(self, Turn::Back(parameter))
    }

    /// Gives the pages where each says the [address](Page::next_cursor) of the next.
    pub fn pages_by_address<P: Page>(self) -> Pages<P> {
        Pages::new(self, Turn::Address)
    }

    /// Gives the pages where the `Link` header of each has the address of the next
    /// (RFC 8288, `rel="next"`).
    pub fn pages_by_link<P: Page>(self) -> Pages<P> {
        Pages::new(self, Turn::Link)
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
/// The last page is the one that says so, or has no cursor; where pages are counted, the one that
/// is empty, or says nothing where it should say whether there are more, or the last of as many
/// pages or items as it says that there are. An answer without content (204) is no page, and ends
/// the list. A server whose cursor does not move, or goes in a
/// circle, would send the same pages for ever: a page with a cursor that has been used is the
/// last one, and dropped if it is, byte by byte, one that was there. So is a page that is the one
/// before it where pages are counted: the server does not heed the count.
///
/// An item that is malformed costs neither its page nor the list: the page comes
/// without it, and after the page an error for each, in their order, with its
/// place in [`Error::item`], which no other error has. After any other error the
/// list ends.
///
/// An address of the next page is followed with the credentials of the call, and
/// therefore only on the same host: another one is an error.
pub struct Pages<P> {
    /// The call for the next page; `None` after the last.
    call: Option<Call>,
    turn: Turn,
    /// The parameter or the address of the next page, of a list that goes on.
    token: Option<String>,
    /// The cursors that have been used.
    used: HashSet<String>,
    /// Hashes of the pages so far.
    seen: HashSet<u64>,
    /// Hash of the page before.
    last: Option<u64>,
    /// The number of pages in a row that were empty.
    empty: usize,
    /// The header that has the number of items of the list.
    total_header: Option<&'static str>,
    /// The number of items so far, and of those before where the list begins.
    items: u64,
    /// True once there were as many items as the list has, by the word of a page.
    is_full: bool,
    /// The reason why the next page cannot be asked for.
    problem: Option<Error>,
    pending: Option<Sending<Response<Partial<P>>>>,
    /// The errors of the page that came last which are still to come.
    broken: VecDeque<Broken>,
}

impl<P: Page> Pages<P> {
    pub(crate) fn new(call: Call, turn: Turn) -> Self {
        Self {
            call: Some(call),
            turn,
            token: None,
            used: HashSet::new(),
            seen: HashSet::new(),
            last: None,
            empty: 0,
            total_header: None,
            items: 0,
            is_full: false,
            problem: None,
            pending: None,
            broken: VecDeque::new(),
        }
    }

    /// Takes the number of items of the list from a header, where its pages are counted.
    pub fn total_in(self, header: &'static str) -> Self {
        Self { total_header: Some(header), ..self }
    }

    /// Returns the next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        std::future::poll_fn(|cx| self.poll_page(cx)).await
    }

    /// Returns the items of all pages, one after another.
    pub fn items(self) -> Items<P> {
        let mut pages = self;
        let broken = std::mem::take(&mut pages.broken);
        let begun = pages.token.clone();
        let page = broken.into_iter().map(|broken| Err(broken.error)).collect();
        Items { pages, page, begun }
    }

    /// Returns a text that stands for the place after the last page that was given. It
    /// can be stored, and [`resume`](Self::resume) goes on with it later, in another
    /// process too. `None` before the first page, unless the list was resumed, and
    /// after the last.
    ///
    /// It has what the server says of the next page, and can be as confidential as
    /// the list is.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Goes on at the place that a [`token`](Self::token) stands for, of a list that
    /// is asked for by the same call with the same arguments.
    pub fn resume(mut self, token: &str) -> Self {
        if let Some(call) = self.call.take() {
            self.go_on(call, token);
        }
        self
    }

    /// Goes on with the page of a token.
    fn go_on(&mut self, mut call: Call, token: &str) {
        match self.go_to(&mut call, token) {
            Ok(()) => self.call = Some(call),
            Err(problem) => self.problem = Some(configuration(&call, problem)),
        }
    }

    /// Makes a call that of another page.
    fn go_to(&mut self, call: &mut Call, token: &str) -> Result<(), String> {
        match self.turn.target(token) {
            Target::Field(way) => {
                call.put_in_body(way, token)?;
                call.clear_idempotency_key();
            }
            Target::Query(parameter) => {
                call.set_address(None);
                call.set_query(parameter, token);
            }
            Target::Address => call.set_address(Some(call.address(token)?)),
        }
        self.used.insert(token.to_owned());
        self.token = Some(token.to_owned());
        Ok(())
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
        if let Some(Broken { error, .. }) = self.broken.pop_front() {
            return Poll::Ready(Some(Err(error)));
        }
        let partial = ready!(self.poll_partial(cx));
        Poll::Ready(partial.map(|partial| {
            let Partial { page, broken, .. } = partial?;
            self.broken = broken.into();
            Ok(page)
        }))
    }

    fn poll_partial(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Partial<P>, Error>>> {
        let Some(call) = &self.call else {
            return Poll::Ready(self.problem.take().map(Err));
        };
        let pending = self.pending.get_or_insert_with(|| call.clone().send_page());
        let answer = ready!(Pin::new(pending).poll(cx));
        self.pending = None;
        Poll::Ready(match answer {
            Err(error) => {
                self.end();
                // Some servers refuse a page that is beyond the last one, or have no content in it.
                let status = error.status();
                let is_beyond = self.is_full && status.is_some_and(is_refusal);
                (!is_beyond && status != Some(StatusCode::NO_CONTENT)).then_some(Err(error))
            }
            Ok(answer) => {
                let hash = hash(answer.bytes());
                let is_known = match self.turn.counts() {
                    true => self.last == Some(hash),
                    false => self.seen.contains(&hash),
                };
                self.seen.insert(hash);
                self.last = Some(hash);
                self.turn(answer, is_known).map(Ok)
            }
        })
    }

    fn end(&mut self) -> Option<Call> {
        self.token = None;
        self.call.take()
    }

    /// Prepares the call for the page after that of an answer, if there is one. A
    /// page that is known is dropped where the list does not move on.
    fn turn(&mut self, answer: Response<Partial<P>>, is_known: bool) -> Option<Partial<P>> {
        let call = self.end()?;
        let (head, page) = answer.into_parts();
        let context = call.context();
        let page = page.describe(|error| context.explain(head.describe(error)));
        self.turn = self.turn.counted_by(&page.page, &call, self.seen.len() == 1);
        let has_all = self.count(&page, &head.headers, &call);
        let said = self.turn.after(&page, &head.headers, &call);
        let is_last = page.is_last || self.lacks_word(&page, &head.headers);
        let goes_on = !is_last && !has_all;
        let next = match said.filter(|_| goes_on) {
            Some(said) => self.turn.token(said, &call).map(Some),
            None => match self.turn.lacked(&page).filter(|_| goes_on) {
                Some((item, cursor)) => Err(format!(
                    "the list cannot go on: its {item} item is malformed and has no `{cursor}`"
                )),
                None => Ok(None),
            },
        };
        let next = next.and_then(|next| self.check_empty().map(|()| next));
        let next = next.unwrap_or_else(|problem| {
            let error = Error::decode(problem, None, Bytes::new());
            self.problem = Some(call.context().explain(head.describe(error)));
            None
        });
        let is_used = |next: &String| {
            let is_asked = match self.turn.target(next) {
                Target::Field(way) => call.has_in_body(way, next),
                Target::Query(parameter) => call.has_query(parameter, next),
                Target::Address => call.url().is_ok_and(|url| whole_path(&url) == *next),
            };
            is_asked || self.used.contains(next)
        };
        let is_stuck = match self.turn.counts() {
            true => is_known,
            false => next.as_ref().is_some_and(is_used),
        };
        if is_stuck && is_known {
            return None;
        }
        if let Some(next) = next.filter(|_| !is_stuck) {
            self.go_on(call, &next);
        }
        Some(page)
    }

    /// Counts a page and its items, and tells whether there were all of the list. A page that
    /// has as many as it says that there are may speak of itself alone: the next one makes
    /// sure of it.
    fn count(&mut self, page: &Partial<P>, headers: &HeaderMap, call: &Call) -> bool {
        let len = page.len().try_into().unwrap_or(u64::MAX);
        let before = match self.turn {
            Turn::Offset(parameter, first) => {
                call.query_number(parameter).map_or(0, |begin| begin.saturating_sub(first))
            }
            _ => self.items,
        };
        self.items = before.saturating_add(len);
        self.empty = if len == 0 { self.empty + 1 } else { 0 };
        let of_list = self.total_by_header(headers);
        let total = self.total(page, headers);
        self.is_full = total.is_some_and(|total| self.items >= total);
        self.is_full && (of_list.is_some() || total > Some(len)) && self.turn.counts()
    }

    /// Returns the number of items of the list by its header.
    fn total_by_header(&self, headers: &HeaderMap) -> Option<u64> {
        headers.get(self.total_header?)?.to_str().ok()?.trim().parse().ok()
    }

    /// Returns the number of items of the list by its header, or else by the page. One that has
    /// none of it may say 0.
    fn total(&self, page: &Partial<P>, headers: &HeaderMap) -> Option<u64> {
        let total = self.total_by_header(headers).or_else(|| page.page.total_items());
        total.filter(|total| *total > 0)
    }

    /// Tells whether pages are counted, and one says in no way that there are more. A count
    /// moves on by itself: a server that does not heed it could be asked for ever.
    fn lacks_word(&self, page: &Partial<P>, headers: &HeaderMap) -> bool {
        let has_pages = matches!(self.turn, Turn::Number(..)) && page.page.total_pages() > Some(0);
        let has_items = !self.is_full && self.total(page, headers).is_some();
        self.turn.counts() && !page.page.has_more() && !has_pages && !has_items
    }

    /// Checks that there are not too many empty pages in a row.
    fn check_empty(&self) -> Result<(), String> {
        match self.empty > MOST_EMPTY {
            true => Err(format!("more than {MOST_EMPTY} pages in a row are empty")),
            false => Ok(()),
        }
    }
}

/// Tells a status by which a server says that there is no such page.
const fn is_refusal(status: StatusCode) -> bool {
    matches!(status.as_u16(), 400 | 404 | 410 | 416 | 422)
}

/// Returns the path of an address and its query, which stand for a page of the same host.
fn whole_path(address: &Url) -> String {
    let query = address.query().map(|query| format!("?{query}"));
    format!("{}{}", address.path(), query.unwrap_or_default())
}

fn configuration(call: &Call, problem: String) -> Error {
    call.context().explain(Error::new(ErrorKind::Configuration, problem))
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
/// Pages are asked for as they are needed. An item that is malformed is an error
/// in its place: its JSON is the error's [body](Error::body), and the list goes on
/// after it. Otherwise as [`Pages`].
pub struct Items<P: Page> {
    pages: Pages<P>,
    page: VecDeque<Result<P::Item, Error>>,
    /// The token of the page at hand.
    begun: Option<String>,
}

impl<P: Page> Items<P> {
    /// Returns the next item; `None` after the last.
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

    /// Returns a text that stands for the page of the next item, as [`Pages::token`]
    /// does: items of that page that were given already come again after
    /// [`resume`](Self::resume).
    pub fn token(&self) -> Option<&str> {
        if self.page.is_empty() { self.pages.token() } else { self.begun.as_deref() }
    }

    /// Goes on at the page that a [`token`](Self::token) stands for, as
    /// [`Pages::resume`].
    pub fn resume(self, token: &str) -> Self {
        self.pages.resume(token).items()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.page.pop_front() {
                return Poll::Ready(Some(item));
            }
            let token = self.pages.token.clone();
            match ready!(self.pages.poll_partial(cx)) {
                Some(Ok(page)) => {
                    self.page = page.into_items();
                    self.begun = token;
                }
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
