//! The view that an observer has of calls, with the feature `tracing`.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use workspace_tests::server::{Reply, Server};
use workspace_tests::service::{Clock, get};

/// Keeps the fields of the runtime's spans, and all text of everything else.
#[derive(Clone, Default)]
struct Observer(Arc<Mutex<Observed>>);

#[derive(Default)]
struct Observed {
    spans: Vec<Fields>,
    names: Vec<&'static str>,
    events: Vec<Fields>,
}

#[derive(Clone, Debug, Default)]
struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Observer {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut observed = self.0.lock().unwrap();
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        observed.spans.push(fields);
        observed.names.push(attributes.metadata().name());
        Id::from_u64(observed.spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let at = span.into_u64() as usize - 1;
        values.record(&mut self.0.lock().unwrap().spans[at]);
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        self.0.lock().unwrap().events.push(fields);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// One test, since a call in another thread, where there is no observer, could
/// settle for the whole process that nobody observes a span.
#[tokio::test(start_paused = true)]
async fn each_attempt_is_a_span() {
    let observer = Observer::default();
    let _guard = tracing::subscriber::set_default(observer.clone());
    let server = Server::start([
        Reply::json(503, "{}").header("x-request-id", "req_1").header("retry-after", "2").close(),
        Reply::json(200, r#""the body""#).header("x-request-id", "req_2").close(),
    ]);
    let (_clock, builder) = Clock::client(&server);
    get(&builder.build().unwrap()).send::<String>().await.unwrap();

    let observed = observer.0.lock().unwrap();
    let attempts: Vec<_> = std::iter::zip(&observed.names, &observed.spans)
        .filter(|(name, _)| **name == "attempt")
        .map(|(_, span)| {
            ["operation", "number", "status", "request_id", "error"]
                .map(|name| span.0.get(name).map(String::as_str))
        })
        .collect();
    let operation = Some("\"getThing\"");
    assert_eq!(
        attempts,
        [
            [operation, Some("1"), Some("503"), Some("\"req_1\""), Some("Api")],
            [operation, Some("2"), Some("200"), Some("\"req_2\""), None],
        ]
    );
    let failure = observed.events.iter().find(|event| event.0.contains_key("retry_in")).unwrap();
    assert_eq!(failure.0["retry_in"], "Some(2s)");
    let everything = format!("{:?} {:?}", observed.spans, observed.events);
    assert!(!everything.contains("secret") && !everything.contains("the body"));
}
