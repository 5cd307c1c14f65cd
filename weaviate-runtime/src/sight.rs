//! What a program sees of its calls: a span for each, one below it for each try, and numbers.
//!
//! Names and values are those of `OpenTelemetry`'s semantic conventions for databases, stable since 1.33.0 and the same in
//! 1.44.0: `db.system.name`, `db.operation.name`, `db.collection.name`, `db.operation.batch.size`,
//! `db.response.status_code`, `error.type`, `server.address`, `server.port`, and the histogram
//! `db.client.operation.duration` in seconds. What they have no name for is called `weaviate.…`. `otel.name`,
//! `otel.kind` and `otel.status_code` are read by `tracing-opentelemetry`. Nothing here allocates when nobody
//! listens: a field is made into a value only if a span is.

#[cfg(feature = "metrics")]
mod numbers;

use tracing::{Span, field};
use weaviate_query::{Error, Result};

#[cfg(feature = "metrics")]
pub(crate) use numbers::{Measured, describe, tried};

use crate::{
    op::{Op, RequestId},
    transport::endpoint::Endpoint,
};

/// What the conventions call us.
const SYSTEM: &str = "weaviate";

/// The span of a call: all of its tries, and whatever its layers do.
pub(crate) fn call(op: &Op, id: RequestId, to: &Endpoint) -> Span {
    let collection = op.collection();
    let named = (!collection.is_empty()).then_some(collection);
    let many = Some(op.ids().len()).filter(|ids| *ids > 1);
    tracing::info_span!(
        target: "weaviate",
        "weaviate",
        otel.name = field::display(Titled(op)),
        otel.kind = "client",
        otel.status_code = field::Empty,
        db.system.name = SYSTEM,
        db.operation.name = op.name(),
        db.collection.name = named,
        db.operation.batch.size = many,
        db.response.status_code = field::Empty,
        error.type = field::Empty,
        server.address = to.name(),
        server.port = to.port,
        weaviate.tenant = op.tenant(),
        weaviate.transport = to.protocol.name(),
        weaviate.request.id = field::display(id),
        weaviate.tries = field::Empty,
    )
}

/// The span of one try of a call.
pub(crate) fn attempt(number: u32, to: &Endpoint) -> Span {
    tracing::debug_span!(
        target: "weaviate",
        "try",
        otel.kind = "client",
        otel.status_code = field::Empty,
        db.system.name = SYSTEM,
        db.response.status_code = field::Empty,
        error.type = field::Empty,
        server.address = to.name(),
        server.port = to.port,
        weaviate.try = number,
    )
}

/// Writes down in its span where a call went that had to find out.
pub(crate) fn went(span: &Span, to: &Endpoint) {
    span.record("server.address", to.name());
    span.record("server.port", to.port);
    span.record("weaviate.transport", to.protocol.name());
}

/// Writes down in its span how something ended.
pub(crate) fn ended<T>(span: &Span, answer: &Result<T>) {
    if let Err(error) = answer {
        failed(span, error);
    }
}

/// Writes down in its span what went wrong.
pub(crate) fn failed(span: &Span, error: &Error) {
    if span.is_disabled() {
        return;
    }
    span.record("otel.status_code", "ERROR");
    span.record("error.type", error.kind().name());
    if let Some(code) = error.status_code() {
        span.record("db.response.status_code", code);
    }
}

/// `search Article`, as the conventions name a span.
struct Titled<'o>(&'o Op);

impl std::fmt::Display for Titled<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name())?;
        match self.0.collection() {
            "" => Ok(()),
            collection => write!(f, " {collection}"),
        }
    }
}
