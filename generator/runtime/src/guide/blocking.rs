//! Programs without async code.
//!
//! With the feature `blocking`, a thread can wait for each call:
//!
//! | In async code | On a thread that waits |
//! |---|---|
//! | `call.await` | `call.send_blocking()` |
//! | `call.response().await` | `call.response_blocking()` |
//! | `call.items()`, `call.pages()` with `.next().await` | the same in a `for` loop |
//! | `call.stream().await` | `call.stream_blocking()`, in a `for` loop |
//! | `call.poll().await` | `call.poll().send_blocking()` |
//! | `call.download().await` | `call.download_blocking()`, then `.save_blocking(path)`, `.bytes_blocking()` |
//! | anything else | `wait(…)` of it |
//!
#![cfg_attr(feature = "blocking", doc = "```no_run")]
#![cfg_attr(not(feature = "blocking"), doc = "```ignore")]
//! use openapi_loom_runtime::http::{Call, Items, Page, Result, wait};
//!
//! fn print<P: Page<Item: std::fmt::Debug>>(items: Items<P>) -> Result<()> {
//!     for item in items {
//!         println!("{:?}", item?);
//!     }
//!     Ok(())
//! }
//!
//! fn listen(call: Call) -> Result<()> {
//!     for event in wait(call.stream::<String>())? {
//!         println!("{}", event?);
//!     }
//!     Ok(())
//! }
//! ```
//!
//! In async code they are an error of the kind `Configuration`, since they would stop it: make
//! them there by `tokio::task::spawn_blocking`. In `tokio::task::unconstrained`, and behind
//! `tokio::task::block_in_place` in the same task, async code cannot be told from other code:
//! there they panic.
