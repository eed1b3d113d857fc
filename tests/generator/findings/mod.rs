//! The findings: as people read them, and what settles them.

mod places;
mod remedies;
mod untyped;
