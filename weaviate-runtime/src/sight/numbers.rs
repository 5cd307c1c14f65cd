//! Counters and histograms, for whatever recorder the program has set up with the `metrics` crate.
//!
//! | name | kind | labels |
//! |---|---|---|
//! | `db.client.operation.duration` | histogram, seconds | `db.system.name`, `db.operation.name`, `db.collection.name`, `server.address`, `server.port`, `error.type` |
//! | `weaviate.client.tries` | counter | `db.operation.name`, `error.type` |
//! | `weaviate.client.in_flight` | gauge | |

use std::time::Instant;

use metrics::{Label, SharedString, Unit};
use weaviate_query::{Error, Result};

use crate::{env::Env, op::Op, transport::endpoint::Endpoint};

const DURATION: &str = "db.client.operation.duration";
const TRIES: &str = "weaviate.client.tries";
const IN_FLIGHT: &str = "weaviate.client.in_flight";

/// A call under way, until it is dropped.
pub(crate) struct Measured<'e> {
    env: &'e dyn Env,
    begun: Instant,
    labels: Vec<Label>,
    /// What is said of a call that nobody waited for to its end.
    error: Option<&'static str>,
}

/// Tells the recorder what they are; one that is set up later than the client does not hear it.
pub(crate) fn describe() {
    metrics::describe_histogram!(DURATION, Unit::Seconds, "How long calls take, all of their tries together");
    metrics::describe_counter!(TRIES, Unit::Count, "How often something was sent");
    metrics::describe_gauge!(IN_FLIGHT, Unit::Count, "How many calls are under way");
}

impl<'e> Measured<'e> {
    pub(crate) fn begin(op: &Op, to: &Endpoint, env: &'e dyn Env) -> Self {
        metrics::gauge!(IN_FLIGHT).increment(1.0);
        let mut labels = vec![
            Label::from_static_parts("db.system.name", super::SYSTEM),
            Label::from_static_parts("db.operation.name", op.name()),
            Label::new("server.address", SharedString::from_owned(to.name().to_owned())),
            Label::new("server.port", SharedString::from_owned(to.port.to_string())),
        ];
        if !op.collection().is_empty() {
            labels
                .push(Label::new("db.collection.name", SharedString::from_owned(op.collection().to_owned())));
        }
        Self { env, begun: env.now(), labels, error: Some("dropped") }
    }

    pub(crate) fn end<T>(mut self, answer: &Result<T>) {
        self.error = answer.as_ref().err().map(|error| error.kind().name());
    }
}

impl Drop for Measured<'_> {
    fn drop(&mut self) {
        metrics::gauge!(IN_FLIGHT).decrement(1.0);
        let mut labels = std::mem::take(&mut self.labels);
        labels.extend(self.error.map(|kind| Label::from_static_parts("error.type", kind)));
        let took = self.env.now().saturating_duration_since(self.begun);
        metrics::histogram!(DURATION, labels).record(took);
    }
}

/// One try ended.
pub(crate) fn tried(op: &Op, error: Option<&Error>) {
    match error {
        None => metrics::counter!(TRIES, "db.operation.name" => op.name()).increment(1),
        Some(error) => {
            let kind = error.kind().name();
            metrics::counter!(TRIES, "db.operation.name" => op.name(), "error.type" => kind).increment(1);
        }
    }
}
