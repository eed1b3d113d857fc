//! What can only be said of the API as a whole.

mod accounting;
mod cycles;
mod files;
mod usage;

pub use accounting::{Account, account, explained};
pub(crate) use usage::uses;

use crate::ir::Api;

/// Completes the API: where files can be, who sees each type, and which edges
/// are boxed.
pub fn complete(api: &mut Api) {
    files::settle(api);
    usage::mark(api);
    cycles::break_up(api);
}
