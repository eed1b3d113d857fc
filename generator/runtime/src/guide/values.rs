//! The values that an argument takes, the cases of what was read, and the ways to send
//! it again.
//!
//! The parameters and properties that an operation requires are arguments of its
//! method, those that a type requires arguments of its `new`; everything else is a
//! setter. A body that is there as a whole goes by the method with `_with` behind its name,
//! `create_pet_with(body)`; `reference.md` names them, each with the type of the body.
//!
//! All of them take what becomes the value that the document has:
//!
//! | Where the document has | Goes |
//! |---|---|
//! | a text, or an enum of texts | `&str`, `&String`, `Cow`, `Box<str>`, `Arc<str>`; of an enum a variant, too |
//! | a number | any integer that fits, `usize` and `u64` (above the greatest `i64`, it is that one); for a fraction an integer, too; one by reference, as slices have them |
//! | a list | an array, a slice, a `Vec`, an iterator; for items of several types a tuple: `(One::new(), Other::new())` |
//! | a map, or an object of any properties | pairs: `[("team", "a")]`; `json!({…})` |
//! | a union | what one of its variants holds, an object by reference, too; where that is a list, an array, a slice, a tuple, a `&Vec` of what becomes an item, or a `Vec` of items, of `&str` or of any integers; of anything else, `list.into_iter().map(Item::from).collect::<Vec<_>>()` |
//! | a union with `Other`, a list of such | `json!(…)` as well |
//! | something that may be left out | an `Option` of that, owned or by reference; `None` leaves it out. A bare `None` needs its type: `None::<&str>` |
//! | something that may be null | `Nullable::Null` as well, also where it is required |
//!
//! JSON that is no map or no list where the document has one fails the call before
//! anything is sent. Any other object is read from JSON by `serde_json::from_value`:
//! `.reasoning(serde_json::from_value::<Reasoning>(json!({"effort": "low"}))?)`. A type that is
//! only sent drops what the document does not declare; `json!(…)` as the argument, where it
//! is taken, keeps all of it.
//!
//! ```
//! # use openapi_loom_runtime::value::{IntoList, IntoNullable};
//! # use openapi_loom_runtime::{Nullable, object, open_enum, tagged_union};
//! # use openapi_loom_runtime::serde_json::{self, json};
//! # open_enum! { pub enum Mood { Calm = "calm", } }
//! # object! {
//! #     pub struct User {
//! #         #[wire(required = "role")] #[always = "user"]
//! #         pub role: openapi_loom_runtime::value::Constant<Self>,
//! #         #[wire(required = "content")] pub content: String,
//! #     }
//! # }
//! # impl User {
//! #     fn new(content: &str) -> Self { Self { role: Default::default(), content: content.into() } }
//! # }
//! # tagged_union! { #[tag = "role"] pub enum Message { User(User) = "user", } }
//! # struct Call { messages: Vec<Message>, mood: Nullable<Mood> }
//! # fn chat<M>(messages: impl IntoList<Message, M>) -> Call {
//! #     Call { messages: messages.into_list(), mood: Nullable::Absent }
//! # }
//! # impl Call {
//! #     fn mood<M>(mut self, mood: impl IntoNullable<Mood, M>) -> Self {
//! #         self.mood = mood.into_nullable();
//! #         self
//! #     }
//! # }
//! // One list of messages, three times.
//! let one = chat([User::new("Hello")]);
//! let two = chat(json!([{"role": "user", "content": "Hello"}]));
//! let three = chat(vec![Message::from(User::new("Hello"))]);
//! assert_eq!((&one.messages, &two.messages), (&two.messages, &three.messages));
//! // An enum that may be null, four times.
//! let call = one.mood("calm").mood(Mood::Calm).mood(Some("calm")).mood(Nullable::Null);
//! # assert_eq!(call.mood, Nullable::Null);
//! ```
//!
//! In what is read, `NaN`, `Infinity` and numbers beyond 64 bits with a fraction are null,
//! as JSON has it where a number is none; so is `1e999`, which no number of 64 bits comes near.
//! An integer beyond the 64 bits of its field reads as the greatest or the least that the field
//! can hold. `extra` then has what was sent under the name of the property, as near as a float of
//! 64 bits is, and that is written back: take it out of `extra` to set the field. In a list or a
//! map, and in a type without `extra`, [`bytes`](crate::http::Response::bytes) of the response
//! alone has it. One beyond `format: int32`, and a negative one where the document has none, is an error
//! that names its place, as a value of another type is; of a list in pages, it costs that item
//! alone.
//!
//! An enum is open: it compares as its text (`status == "queued"`), `as_str()` gives
//! that, and what the document does not list is `Other`. Unions are matched by their
//! variants, with an arm for the rest, since a new document may bring another one:
//!
//! ```
//! # use openapi_loom_runtime::{object, tagged_union};
//! # object! {
//! #     pub struct Call {
//! #         #[wire(corrected = "type")] #[always = "call"]
//! #         pub r#type: openapi_loom_runtime::value::Constant<Self>,
//! #         #[wire(corrected = "name")] pub name: String,
//! #     }
//! # }
//! # tagged_union! { #[tag = "type"] pub enum Output { Call(Call) = "call", } }
//! # fn read(output: Vec<Output>) {
//! for item in &output {
//!     match item {
//!         Output::Call(call) => println!("calls {}", call.name),
//!         other => println!("something else: {other:?}"),
//!     }
//! }
//! # }
//! ```
//!
//! An [`Apart`](crate::Apart) holds something large, such as the object in an event: its fields
//! are borrowed as those of any object, `&event.response.usage`, and
//! `event.response.into_inner()` is the object itself, of which fields can be taken.
//!
//! A property that all variants share is a method of the union that is read: `item.id()`,
//! `event.sequence_number()`, and `event.r#type()` for the text that tells them apart. It is
//! `None` where the variant does not say it; texts, numbers and booleans are read out of
//! `Other`, too.
//!
//! A value that was read becomes one that is sent, where the document says that they
//! are one thing: by `into()` where nothing can be lost, else by `try_into()?`, whose
//! error says what has no place. It becomes the union of which it is a part in the same
//! way, so that an answer's message goes right into the next request's list of them:
//! `messages.push(message.try_into()?)`. The trait implementations of both types show
//! which of the two it is, and `try_into()?` goes for both.
//!
//! Dropped without an error: `extra`, ids and other properties of answers alone, say the
//! annotations of a message, and what is empty: null, an empty list, an empty object. Anything
//! else without a place is an error. [`convert`](crate::convert) does it for any two types of one
//! JSON.
//!
//! A value that was read is sent again as it came: a property that is required and never answered
//! (`writeOnly`, as a password) is an argument of `new`, but `None` in what was read, and left
//! out then.
