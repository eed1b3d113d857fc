//! The memory that reading a stream needs: as much for a long one as for a short
//! one.

mod deltas;
mod server;

use deltas::Arrival;
use peak_alloc::PeakAlloc;
use tokio::runtime::Builder;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

fn main() {
    let payloads = deltas::payloads();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let peak = |times: usize, arrival: Arrival| {
        let threads = deltas::threads(&deltas::serve(&payloads, times, arrival));
        let before = ALLOCATOR.current_usage();
        ALLOCATOR.reset_peak_usage();
        let count = runtime.block_on(deltas::read(&threads));
        (count, ALLOCATOR.peak_usage() - before)
    };
    println!("most memory in use while a stream is read, over that before it");
    println!("{:12}{:>10}{:>12}  {:>6}  target", "arrival", "events", "peak", "ratio");
    for arrival in [Arrival::Together, Arrival::OneByOne] {
        // Things that are made once, such as buffers of the runtime, are not
        // counted.
        peak(20, arrival);
        let rows = [peak(20, arrival), peak(200, arrival)];
        for (count, bytes) in rows {
            let ratio = bytes as f64 / rows[0].1 as f64;
            let verdict = if ratio > 1.5 { "  missed" } else { "" };
            let (arrival, kib) = (format!("{arrival:?}"), bytes / 1024);
            println!("{arrival:12}{count:>10}{kib:>8} KiB  {ratio:>6.2}  at most 1.50{verdict}");
        }
    }
}
