//! Bad input in, exact messages out. The messages are in `snapshots/`.

mod documents;
mod endless;
mod names;
mod overlay_and_config;
