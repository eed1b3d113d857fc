//! Facts that can only be found in the API as a whole.

mod accounting;
mod aliases;
mod chains;
mod conversions;
mod cycles;
mod endless;
mod files;
mod pages;
mod polls;
mod presets;
mod usage;

pub use accounting::{Account, account, explained};

use crate::config::Config;
use crate::diagnostic::Report;
use crate::ir::Api;

/// Completes the API: which lists page and which results are polled, where files
/// can be, who sees each type, which required properties may be left out all the same, what
/// tells arms of unions apart, which required properties are never read, which edges are
/// boxed, where other names for types end, where the compiler need not look further, and
/// what callers read that becomes what they send.
pub fn complete(api: &mut Api, config: &Config, report: &mut Report) {
    pages::infer(api, &config.no_pages);
    polls::infer(api, &config.terminal, &config.no_polls);
    files::settle(api, report);
    usage::mark(api);
    usage::ask_less(api);
    endless::end(api, report);
    presets::find(api);
    usage::read_less(api);
    cycles::break_up(api);
    aliases::end(api);
    chains::cut(api);
    conversions::infer(api);
}
