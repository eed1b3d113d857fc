//! Schemas as they are meant: a tree of the document → [`Schema`].
//!
//! OpenAPI 3.0, 3.1 and 3.2 spell schemas in different ways; one spelling comes
//! out of here, and each schema knows its place in the document. The keywords
//! that there are, and what becomes of each, are in the vocabulary.

mod bind;
mod combine;
mod limits;
mod model;
mod never;
mod read;
mod slips;
mod spelling;

pub(crate) use bind::bind;
pub(crate) use combine::children::{Unions, find as children};
pub(crate) use combine::conditional::in_components as conditional;
pub(crate) use combine::discriminators::{no_arm, undeclared};
pub(crate) use combine::{Combiner, Components, of_all};
pub(crate) use limits::{BEYOND, compare};
pub use model::{
    About, Additional, At, DefaultMapping, Discriminator, ExternalDocs, Form, Listed, Mapping,
    Matched, Matching, Required, Schema, Shared, Tuple, Type,
};
pub(crate) use read::{Links, MAX_REFERRED, Reader};
pub(crate) use spelling::positions_of_both;
