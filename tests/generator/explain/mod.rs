//! The reasons why what is generated is as it is.

mod calls;
mod chains;
mod plan;
mod record;
mod told;
