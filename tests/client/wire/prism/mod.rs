//! The generated client against a mock server that others wrote: Stoplight
//! Prism, which checks each request by the vendor's document and makes up an
//! answer that fits it.

mod calls;
mod coverage;
mod document;
mod mistakes;
mod process;

use openai_threads::threads::Threads;
use workspace_tests::server::Request;
use workspace_tests::vendor::Vendor;

use super::calls::{Made, server, threads};
use super::companions;
use calls::{minimal, whole};
use coverage::Coverage;
use mistakes::mistakes;
use process::Prism;

/// Returns all calls: with as little as possible, with everything, and those of the
/// recording that are no streams.
fn calls(threads: &Threads) -> Vec<Made> {
    let recorded = super::calls::all(threads).into_iter();
    let recorded = recorded.filter(|(name, _)| !name.ends_with("(stream)")).map(|(_, call)| call);
    minimal(threads).into_iter().chain(whole(threads)).chain(recorded).collect()
}

/// Starts Prism, serving the groups of the vendor's document that are asked for.
fn prism(groups: fn(Vendor) -> Vendor) -> Option<Prism> {
    let vendor = groups(Vendor::of("2026-08-21")?);
    Prism::serving(&document::of_group(&vendor.root(), &vendor.api()))
}

/// Returns the requests that calls make.
async fn requests(calls: impl FnOnce(&Threads) -> Vec<Made>) -> Vec<Request> {
    let server = server();
    for call in calls(&threads(&server.url())) {
        call.await.unwrap();
    }
    server.requests()
}

#[tokio::test]
async fn the_calls_send_all_that_the_document_of_record_knows() {
    let api = Vendor::of_record().threads().api();
    let mut coverage = Coverage::new(&api);
    for request in requests(calls).await {
        coverage.add(&request);
    }
    let missing = coverage.missing();
    assert!(missing.is_empty(), "never sent:\n{}", missing.join("\n"));
}

#[tokio::test]
async fn every_request_is_valid_and_every_answer_is_read() {
    let Some(prism) = prism(Vendor::threads) else { return };
    let mut failures = Vec::new();
    for call in calls(&threads(prism.url())) {
        if let Err(error) = call.await {
            failures.push(format!("{error}\n{}", String::from_utf8_lossy(error.body())));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[tokio::test]
async fn what_threads_are_used_with_is_valid_and_read() {
    let Some(prism) = prism(Vendor::configured) else { return };
    let called = companions::call_all(&companions::client(prism.url())).await;
    called.unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(error.body())));
}

/// Without this, the tests above would say nothing: Prism passes over in silence
/// whatever it cannot check.
#[tokio::test]
async fn a_mistake_in_any_part_of_a_request_is_found() {
    let Some(prism) = prism(Vendor::threads) else { return };
    let api = Vendor::of_record().threads().api();
    let mut failures = Vec::new();
    let mut count = 0;
    for request in requests(whole).await {
        for mistake in mistakes(&api, &request) {
            let (status, answer) = mistake.send(prism.url()).await;
            if status != 422 || !mistake.is_found(&answer) {
                failures.push(format!("{mistake}: {status} {answer}"));
            }
            count += 1;
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(count, 108);
}
