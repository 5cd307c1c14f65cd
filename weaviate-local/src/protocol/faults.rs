//! What a call meets when the engine is told to misbehave: which kind of call it is, and how its answer breaks off.

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http_body_util::BodyExt;

use crate::common::{fault::Calls, faults::Call};

/// A call of gRPC.
pub(crate) fn grpc(method: &str) -> Call {
    let (of, writes) = match method {
        "Search" | "Aggregate" => (Calls::Queries, false),
        "TenantsGet" => (Calls::Schema, false),
        _ => (Calls::Batches, true),
    };
    Call { of, writes }
}

/// A request to REST; none where the engine always does as it should.
pub(crate) fn rest(method: &str, path: &str) -> Option<Call> {
    let mut parts = path.strip_prefix("/v1/")?.split('/');
    let writes = !matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE");
    let (of, writes) = match parts.next().unwrap_or_default() {
        ".well-known" | "meta" => return None,
        "graphql" => (Calls::Queries, false),
        "objects" => (Calls::Objects, writes),
        "batch" => (Calls::Batches, writes),
        "schema" | "aliases" => (Calls::Schema, writes),
        _ => (Calls::Any, writes),
    };
    Some(Call { of, writes })
}

fn cut() -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::ConnectionReset, "the embedded engine was told to hang up")
}

/// The first half of a body, and then nothing.
pub(crate) async fn half<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes>,
{
    let whole = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    Body::from_stream(stream::iter([Ok(whole.slice(..whole.len() / 2)), Err(cut())]))
}

/// The first two pieces of a body that goes on, and then nothing.
pub(crate) fn beginning<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let pieces = body.into_data_stream().map(|piece| piece.map_err(std::io::Error::other)).take(2);
    Body::from_stream(pieces.chain(stream::iter([Err(cut())])))
}
