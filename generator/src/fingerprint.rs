//! Fingerprints: whether something is as it was.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// Returns the sha256 of some bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hash = Fingerprint::default();
    hash.0.update(bytes);
    hash.finish()
}

/// The sha256 of one value after the other.
#[derive(Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Adds a value. What it is written as ends where the next one begins, so
    /// that no two lists of values are written alike.
    pub(crate) fn add(&mut self, value: &impl Serialize) {
        // A tree of JSON can always be written. It is hashed as a whole: many small pieces take
        // longer.
        self.0.update(serde_json::to_vec(value).unwrap_or_default());
        self.0.update(b"\n");
    }

    /// Returns it in hexadecimal.
    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
