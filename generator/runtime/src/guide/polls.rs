//! Work that takes a while.
//!
//! `.poll().await` makes the call, asks again until the status is one by which the work
//! has ended, and gives the last answer. That may be a failure: a poll is an error only
//! where a call is one, or at its deadline.
//!
//! ```
//! use openapi_loom_runtime::http::{Poll, Result};
//! use openapi_loom_runtime::serde::de::DeserializeOwned;
//! use std::time::Duration;
//!
//! async fn finish<T: DeserializeOwned>(poll: Poll<T>) -> Result<T> {
//!     poll.interval(Duration::from_secs(5)).deadline(Duration::from_secs(3600)).send().await
//! }
//! ```
//!
//! It asks every second, or as often as the server says, though not more than ten times
//! a second. When the deadline passes, 600 s unless the operation has its own, the error is
//! of the kind `Timeout` and has the last answer in `.body()`. The work goes on:
//! the call that reads it by its id mostly has a `.poll()` as well, by which you wait again.
//! The docs of a method list the statuses that end its poll. A status that the document does not
//! list does not end it.
//!
//! Work that waits for the caller in between, for what a function has to say, goes on by
//! `.follow(…)`: its argument answers, and continues with the poll of the call that it
//! answered by, or breaks off with the result. It may give that as a `Result`, whose error
//! is that of all of it:
//!
//! ```
//! use openapi_loom_runtime::http::{Error, ErrorKind, Poll, Result};
//! use std::ops::ControlFlow;
//! # use openapi_loom_runtime::serde::{self, Deserialize};
//! # #[derive(Deserialize)]
//! # #[serde(crate = "openapi_loom_runtime::serde")]
//! # struct Job { question: Option<String> }
//! # fn look_up(question: &str) -> std::io::Result<String> { Ok(question.to_owned()) }
//!
//! async fn finish(poll: Poll<Job>, answer: impl Fn(String) -> Poll<Job>) -> Result<Job> {
//!     let next = async |job: Job| {
//!         let Some(question) = &job.question else { return Ok(ControlFlow::Break(job)) };
//!         let found = look_up(question).map_err(|error| {
//!             Error::new(ErrorKind::Tool, "nothing is found").with_source(error)
//!         })?;
//!         // The poll of the call that hands in the answer.
//!         Ok(ControlFlow::Continue(answer(found)))
//!     };
//!     poll.follow(next).await
//! }
//! ```
