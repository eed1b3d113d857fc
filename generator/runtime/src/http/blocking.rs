//! Calls that a thread waits for, where there is no async code.
//!
//! One thread of the process does the work of all of them: connections, timers
//! and what is to be done meanwhile. It is started by the first call.

use std::pin::{Pin, pin};
use std::sync::OnceLock;
use std::task::{Context, Waker};
use std::{io, thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};
use tokio::task::coop::poll_proceed;

use super::download::Download;
use super::error::{Error, ErrorKind};
use super::page::{Items, Page, Pages};
use super::poll::Poll;
use super::response::Response;
use super::sending::Sending;
use super::stream::{Event, EventStream};
use super::transport::MaybeSend;

/// More than any task has to spend before it has to let others go on.
const MORE_THAN_A_BUDGET: usize = 1 << 10;

/// Waits on this thread for what would be awaited in async code: the beginning of
/// a stream or of a download, for one.
///
/// ```no_run
/// # use openapi_loom_runtime::http::{Call, Result, wait};
/// # fn example(call: Call) -> Result<()> {
/// for event in wait(call.stream::<String>())? {
///     println!("{}", event?);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// As that, and [`ErrorKind::Configuration`] in async code, which it would stop:
/// there it is to be awaited, or to be called on a thread for what blocks, by
/// `tokio::task::spawn_blocking`. In `tokio::task::unconstrained`, and behind
/// `tokio::task::block_in_place` in the same task, async code cannot be told from other code:
/// there it panics, as any waiting for async code does.
pub fn wait<T>(work: impl IntoFuture<Output = Result<T, Error>>) -> Result<T, Error> {
    finish(work.into_future())?
}

fn finish<F: Future>(work: F) -> Result<F::Output, Error> {
    if is_async() {
        let problem = "a blocking call would stop the async code that it is in: await it, or make \
                       it by `tokio::task::spawn_blocking`";
        return Err(Error::new(ErrorKind::Configuration, problem));
    }
    let failed = |error: &io::Error| {
        Error::new(ErrorKind::Io, format!("the thread for blocking calls cannot start: {error}"))
    };
    let handle = shared().as_ref().map_err(failed)?;
    Ok(handle.block_on(pin!(work)))
}

/// Returns the runtime of all blocking calls.
fn shared() -> &'static io::Result<Handle> {
    static SHARED: OnceLock<io::Result<Handle>> = OnceLock::new();
    SHARED.get_or_init(|| {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let drive = move || runtime.block_on(std::future::pending::<()>());
        thread::Builder::new().name("openapi-loom".to_owned()).spawn(drive)?;
        Ok(handle)
    })
}

/// Tells whether this thread runs async code just now. Such a thread belongs to a
/// runtime, and has a budget; a thread for what blocks has none. What is taken of
/// the budget is given back.
fn is_async() -> bool {
    if Handle::try_current().is_err() {
        return false;
    }
    let mut cx = Context::from_waker(Waker::noop());
    let mut taken = Vec::new();
    while taken.len() < MORE_THAN_A_BUDGET
        && let std::task::Poll::Ready(piece) = poll_proceed(&mut cx)
    {
        taken.push(piece);
    }
    let has_budget = taken.len() < MORE_THAN_A_BUDGET;
    // The first knows best how much there was.
    while taken.pop().is_some() {}
    has_budget
}

impl<T: MaybeSend + 'static> Sending<T> {
    /// Waits for the result on this thread.
    ///
    /// # Errors
    ///
    /// As the call, and as [`wait`].
    pub fn blocking(self) -> Result<T, Error> {
        wait(self)
    }
}

impl<T: serde::de::DeserializeOwned> Poll<T> {
    /// Makes the calls, waits on this thread, and gives the last value.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and as [`wait`].
    pub fn send_blocking(self) -> Result<T, Error> {
        wait(self.send())
    }

    /// Makes the calls, waits on this thread, and gives the last answer.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), and as [`wait`].
    pub fn response_blocking(self) -> Result<Response<T>, Error> {
        wait(self.response())
    }
}

impl Download {
    /// Returns all bytes that have not been read yet, for which this thread waits.
    ///
    /// # Errors
    ///
    /// As [`bytes`](Self::bytes), and as [`wait`].
    pub fn bytes_blocking(self) -> Result<bytes::Bytes, Error> {
        wait(self.bytes())
    }

    /// Saves the bytes that have not been read yet, for which this thread waits.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save), and as [`wait`].
    #[cfg(all(feature = "fs", not(target_arch = "wasm32")))]
    pub fn save_blocking(self, path: impl AsRef<std::path::Path>) -> Result<u64, Error> {
        wait(self.save(path))
    }
}

/// The items of a stream, a list or a download, one by one; the thread waits for
/// each. An error that ends them is the last item.
#[derive(Debug)]
pub struct Blocking<S> {
    /// Gone where it must not be waited for.
    items: Option<S>,
}

impl<S> Blocking<S> {
    fn new(items: S) -> Self {
        Self { items: Some(items) }
    }
}

impl<S: Stream<Item = Result<T, Error>> + Unpin, T> Iterator for Blocking<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let items = self.items.as_mut()?;
        let next = std::future::poll_fn(|cx| Pin::new(&mut *items).poll_next(cx));
        finish(next).unwrap_or_else(|error| {
            self.items = None;
            Some(Err(error))
        })
    }
}

/// The events, for which the thread waits.
impl<E: Event> IntoIterator for EventStream<E> {
    type Item = Result<E, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

/// The pages, for which the thread waits.
impl<P: Page> IntoIterator for Pages<P> {
    type Item = Result<P, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

/// The items, for which the thread waits.
impl<P: Page> IntoIterator for Items<P> {
    type Item = Result<P::Item, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}

/// The chunks, for which the thread waits.
impl IntoIterator for Download {
    type Item = Result<bytes::Bytes, Error>;
    type IntoIter = Blocking<Self>;

    fn into_iter(self) -> Blocking<Self> {
        Blocking::new(self)
    }
}
