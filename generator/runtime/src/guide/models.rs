//! Answers that are values of your types, and functions of yours that models call.
//!
//! Both are there with the feature `schemars`, for calls in which a model answers. A type
//! is told to the model by its JSON Schema, in the strict form that servers hold models
//! to: every property is required (an `Option` may be null), and there are no others. A
//! type without such a schema, say one with a map in it, is an error that names the field,
//! before anything is sent.
//!
//! `.parse::<T>().await` asks for a `T`, and gives it as `value`, with the whole `answer`;
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
//! A function gives a `Result` whose error is a `Box<dyn Error + Send + Sync>`: around one of
//! another error, `Ok(function(place).await?)` makes it that. One without arguments takes
//! `()`. What it captures is cloned or borrowed for each call, as `forecast` is above.
//!
//! One with a JSON Schema that you have, from a file or an MCP server, is added by
//! `.with_schema(name, description, schema, |arguments: Value| …)`: the model gets the schema as
//! it is, and is not held to it.
//!
//! The strict schema alone, for a tool of the call whose calls you answer yourself, is
//! `strict_schema`:
//!
#![cfg_attr(feature = "schemars", doc = "```")]
#![cfg_attr(not(feature = "schemars"), doc = "```ignore")]
//! use openapi_loom_runtime::schemars::{self, JsonSchema};
//! use openapi_loom_runtime::strict_schema;
//!
//! #[derive(JsonSchema)]
//! struct Place {
//!     /// The city's name, in English.
//!     city: String,
//! }
//!
//! let schema = strict_schema::<Place>()?;
//! assert_eq!(schema["properties"]["city"]["description"], "The city's name, in English.");
//! # Ok::<(), openapi_loom_runtime::SchemaError>(())
//! ```
//!
//! `.run_tools(&mut tools).await` makes the request, calls the functions that the model
//! calls, one after another, and sends what they give, until the model calls none: at most
//! 10 requests, or as many as `.rounds(…)` says. The result has the last `answer`, and as
//! `input` the conversation, as the next request takes it: without properties of answers that the
//! document does not declare, which many servers refuse. `.keep(&mut conversation)` has it
//! in a list of yours while it goes on, so that it is there after an error, too.
//!
//! `.run_tools_streamed(&mut tools, |event| …)` does the same by streams, where a call has
//! one that builds up its answer: the closure is given the events of each answer as they
//! come.
//!
//! The mistakes of a model go back to it: a name that no function has, arguments that are
//! none of the type. The error of a function ends the run, as an error of the kind `Tool`;
//! what the model should know goes into what the function gives instead. All settings of
//! the call go with each request, except what forces the model to call a function: that goes
//! with the first. What a run cannot have, say several answers at once or none until later,
//! is an error before anything is sent.
//!
//! The server keeps the conversation where the call says by an id what came before: each
//! request has what is new alone. The conversation of the result goes with the id that the
//! call had, not with that of the last answer, which stands for all of it. A run that fails
//! may leave calls without an output there: the next request has to have them.
//!
//! Tools that the call declares by itself are told to the model, too. Those that the server
//! runs do not matter here. The run ends, with an answer as its result and without calling any
//! function, if that answer calls one of the others, or asks something else of you: that is for
//! you to answer in another request.
