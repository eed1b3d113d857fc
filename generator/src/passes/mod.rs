//! What can only be said of the API as a whole.

mod accounting;
mod cycles;
mod usage;

pub use accounting::{Account, account};
pub(crate) use usage::uses;

use crate::ir::Api;

/// Completes the API: who sees each type, and which edges are boxed.
pub fn complete(api: &mut Api) {
    usage::mark(api);
    cycles::break_up(api);
}
