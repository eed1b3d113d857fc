//! Time of each stage of a run.

use std::time::{Duration, Instant};

/// A stage of a run, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// The stage's name, as the generator's rooms have it.
    pub stage: &'static str,
    /// Time that it took by the clock.
    pub time: Duration,
}

/// Measures the stages of a run, one after another.
pub(crate) struct Stopwatch {
    begun: Instant,
    timings: Vec<Timing>,
}

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self { begun: Instant::now(), timings: Vec::new() }
    }

    /// Ends a stage, and begins the next one.
    pub(crate) fn stop(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push(Timing { stage, time: now - self.begun });
        self.begun = now;
    }

    pub(crate) fn timings(self) -> Vec<Timing> {
        self.timings
    }
}
