//! Pages and items, and going on later.
//!
//! A list that comes in pages has three endings: `.await` is one page, `.pages()` is
//! page after page, and `.items()` is item after item.
//!
//! ```
//! use openapi_loom_runtime::http::{Items, Page, Result};
//!
//! async fn print<P: Page<Item: std::fmt::Debug>>(mut items: Items<P>) -> Result<()> {
//!     while let Some(item) = items.next().await {
//!         println!("{:?}", item?);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! `.try_collect::<Vec<_>>().await` takes all, or the first error. `.pages_back()` goes
//! the other way, where the API has one; so does `.pages()` where the call says before what
//! its list begins (`.before("msg_9")`), and not after what. How many items a page has is the
//! list's own parameter.
//!
//! A list ends
//!
//! - where the server says so, or names no next page; one that says nothing of more where it
//!   should is asked for the next page by its cursor;
//! - where a page or a cursor comes again;
//! - if pages are counted, at an empty one, after as many pages or items as there are, or where a
//!   page says nothing of more where it should, nor of how many there are.
//!
//! An address of the next page is followed as it is, relative or not, on the same host. An item
//! that cannot be read costs neither the list nor its page: its error stands in its place, with
//! its JSON in `.body()` and its index in `.item()`.
//!
//! `.token()` is the place after the last page, a text to be stored; `.resume(&token)`
//! goes on there, in another process too:
//!
//! ```
//! use openapi_loom_runtime::http::{Page, Pages, Result};
//!
//! /// Reads one page, and gives what to go on with.
//! async fn some<P: Page>(pages: Pages<P>, last: Option<&str>) -> Result<Option<String>> {
//!     let mut pages = match last {
//!         Some(token) => pages.resume(token),
//!         None => pages,
//!     };
//!     if let Some(page) = pages.next().await {
//!         page?;
//!     }
//!     Ok(pages.token().map(str::to_owned))
//! }
//! ```
