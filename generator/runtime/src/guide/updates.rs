//! The changes that may come between two versions of a client.
//!
//! A client follows the document of its API. These are no breaking changes, and code
//! goes on to compile with them:
//!
//! - a new operation, a new setter, a new field of what is read: types are
//!   `#[non_exhaustive]`, and made by constructors and setters;
//! - a new value of an enum, a new variant of a union or a stream: a `match` has an arm
//!   for the rest. What was `Other` until then is the new variant, and what was in
//!   `extra` a field;
//! - a text in the documentation.
//!
//! These are, and come with a new major version (a minor one before 1.0), and the
//! changelog says old and new:
//!
//! - an operation, a field or a variant that is gone or has another type;
//! - an argument that is required now;
//! - a name that means something else on the wire;
//! - another default of what may be left out: a call that leaves it out means something
//!   else;
//! - a method of a union for what all variants have, once one of them lacks it.
//!
//! An operation or a property that the document marks as deprecated is `#[deprecated]`,
//! so that the compiler says so before it is gone.
//!
//! A client needs the runtime that its generator wrote it for; another one is an error
//! of the compiler that says which.
