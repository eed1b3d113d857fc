//! Calls, properties and values that the document of the API does not have.
//!
//! | Beyond the document | By |
//! |---|---|
//! | a property of a request | `.body_field("name", value)` of the call |
//! | a parameter, a header | `.query("name", 5)`, `.header("name", "value")` of the call |
//! | a value of an enum | any text: enums are open |
//! | a shape of a union | JSON, where the union has `Other` |
//! | a path | `client.call(Method::GET, "/things/{id}").path("id", "1").send::<T>()` |
//! | a path, with a body | `client.call(Method::POST, "/things").json(&body).send::<T>()` |
//! | a property of an answer | the field `extra`, where it is kept and written back |
//! | a type of yours for an answer | `serde_json::from_slice::<T>(&call.send_bytes().await?)` |
//! | all of an answer | `.response().await?.bytes()`, `.send_text().await`, `.send_bytes().await` |
//!
//! A type that is only sent has no field `extra`: read from JSON, it drops what the document
//! does not declare. `.body_field(…)`, and `json!(…)` where an argument takes it, keep all.
//!
//! A call beyond the document has the key, the retries and the limits of any other:
//!
//! ```
//! use openapi_loom_runtime::http::{Result, UndeclaredCall};
//! use openapi_loom_runtime::serde_json::Value;
//!
//! /// Takes `client.call(Method::POST, "/things/{id}/archive")`.
//! async fn archive(call: UndeclaredCall, id: &str) -> Result<Value> {
//!     call.path("id", id).send::<Value>().await
//! }
//! ```
//!
//! A property that a server leaves out, or sends as null, although the document
//! requires it reads as the empty value; `Nullable` tells null from what is not
//! there, where the document has both.
