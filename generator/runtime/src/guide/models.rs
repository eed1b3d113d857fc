//! Answers that are values of your types, and functions of yours that models call.
//!
//! Both are there with the feature `schemars`, for calls in which a model answers. A type
//! is told to the model by its JSON Schema, in the strict form that servers hold models
//! to: every property is required (an `Option` may be null), and there are no others. A
//! type without such a schema, say one with a map in it, is an error that names the field,
//! before anything is sent.
//!
//! `.parse::<T>().await` asks for a `T`, and gives it with the whole answer;
//! `.answer_as::<T>()` asks for it with any ending of the call, and `.parsed::<T>()` of
//! the answer reads it, also of one that was streamed. A model that refuses is an error of
//! the kind `Refused`, an answer that ended early one of the kind `Incomplete`, both with
//! the answer as the error's body.
//!
//! Functions are told to a model by `Tools`, each with the type of its argument. They may
//! borrow from what is around them:
//!
#![cfg_attr(feature = "schemars", doc = "```")]
#![cfg_attr(not(feature = "schemars"), doc = "```ignore")]
//! use openapi_loom_runtime::http::Tools;
//! use openapi_loom_runtime::schemars::{self, JsonSchema};
//! # use openapi_loom_runtime::serde;
//! use serde::Deserialize;
//!
//! #[derive(Deserialize, JsonSchema)]
//! # #[serde(crate = "openapi_loom_runtime::serde")]
//! struct Place {
//!     /// The city's name, in English.
//!     city: String,
//! }
//!
//! fn tools(forecast: &str) -> Tools<'_> {
//!     Tools::new().with("weather", "Tells the weather.", move |place: Place| async move {
//!         Ok(format!("{}: {forecast}", place.city))
//!     })
//! }
//! ```
//!
//! `.run_tools(&mut tools).await` makes the call, calls the functions that the model calls,
//! one after another, and sends what they give, until the model calls none: at most 10
//! calls, or as many as `.rounds(…)` says. The result has the last answer, and all that was
//! said, as the next call takes it. What a model gets wrong goes back to it: a name that no
//! function has, arguments that are none of the type. The error of a function ends the run,
//! as an error of the kind `Tool`; what the model should know goes into what the function
//! gives instead. What the call says holds for each of them: one that requires the model to
//! call a function never ends but by the number of calls.
//!
//! Tools that the call declares by itself are told to the model, too. Those that the server
//! runs are no matter here. An answer that calls a function among them ends the run, and
//! is the result: its calls are for you to make, and to answer in another call.
