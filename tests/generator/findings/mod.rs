//! What is found: as people read it, and what settles it.

mod places;
mod remedies;
mod untyped;
