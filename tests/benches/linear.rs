//! The time that generating takes for documents that double, side by side.

use std::time::{Duration, Instant};

use openapi_loom_generator::generate;
use workspace_tests::synthetic;

/// The numbers of things in the documents.
const SIZES: [usize; 4] = [250, 500, 1000, 2000];

/// The number of times that each is generated.
const ROUNDS: usize = 5;

fn main() {
    let documents = SIZES.map(synthetic::document);
    let mut times = SIZES.map(|_| Vec::new());
    // In turn, so that the machine's noise hits all of them.
    for _ in 0..ROUNDS {
        for (document, times) in documents.iter().zip(&mut times) {
            times.push(time(document));
        }
    }
    let medians = times.map(|mut times| {
        times.sort();
        times[ROUNDS / 2]
    });
    let mut before: Option<Duration> = None;
    for (size, median) in SIZES.iter().zip(medians) {
        let ratio = before.map_or(String::new(), |before| {
            format!(
                ", {:.2} times as long as half of it",
                median.as_secs_f64() / before.as_secs_f64()
            )
        });
        println!("{size} things: {} ms{ratio}", median.as_millis());
        before = Some(median);
    }
}

fn time(document: &[u8]) -> Duration {
    let inputs = synthetic::alone(document);
    let start = Instant::now();
    generate(&inputs).expect("a document that generates");
    start.elapsed()
}
