//! Fingerprints: whether something is as it was.

use std::io::{self, Write};

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
        // Neither hashing nor a tree of JSON can fail.
        let _ = serde_json::to_writer(&mut *self, value);
        self.0.update(b"\n");
    }

    /// Returns it in hexadecimal.
    pub(crate) fn finish(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Write for Fingerprint {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
