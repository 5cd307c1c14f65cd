//! Signing in: by whom, how often a token is asked for, and what is said when there is none.

mod faults;
mod flows;
mod providers;
mod refusals;
mod renewals;

use std::time::Duration;

use weaviate::{Client, ClientBuilder, Collection, Result, Uuid, auth::Oidc, query};
use weaviate_tests::{
    World,
    issuer::{Front, Signed},
};

#[derive(Debug, Clone, PartialEq, Collection)]
struct Memo {
    #[weaviate(id)]
    id: Uuid,
    text: String,
}

fn memo(n: u128) -> Memo {
    Memo { id: Uuid::from_u128(n + 1), text: format!("memo {n}") }
}

/// A client of the server that wants tokens.
fn client(world: &World, signed: &Signed, oidc: Oidc) -> Client {
    world.client_at(&signed.rest, &signed.grpc).oidc(oidc).build().unwrap()
}

/// A client that is told by somebody before the server where the issuer is.
fn behind(world: &World, signed: &Signed, front: &Front) -> ClientBuilder {
    world.client_at(&front.url(), &signed.grpc).timeout(Duration::from_secs(8))
}

/// A call over REST.
async fn by_rest(client: &Client) -> Result<()> {
    client.collections().await.map(|_| ())
}

/// A call over gRPC, or what stands in its place.
async fn by_grpc(client: &Client) -> Result<()> {
    client.collection::<Memo>().fetch(query!(Memo, limit: 1, select: { .text })).await.map(|_| ())
}

/// An ingest: over a stream, if the way has streams.
async fn by_stream(client: &Client, from: u128) -> Result<u64> {
    let mut ingest = client.collection::<Memo>().ingest();
    for n in from..from + 3 {
        ingest.push(memo(n)).await?;
    }
    ingest.finish().await.into_result()
}
