//! Ways to a server that are no straight line: TLS, proxies, a path before it, one port of two.

mod choosing;
mod doctor;
mod lines;
mod prefixes;
mod proxies;
mod tls;

use weaviate::{Client, ClientBuilder, Collection, Uuid, query};
use weaviate_tests::World;

#[derive(Debug, Clone, PartialEq, Collection)]
struct Parcel {
    #[weaviate(id)]
    id: Uuid,
    text: String,
}

fn parcel(n: u128) -> Parcel {
    Parcel { id: Uuid::from_u128(n), text: format!("parcel {n}") }
}

/// Makes the collection and one object, by the way that surely works.
async fn prepare(world: &World) {
    world.client.sync::<(Parcel,)>().await.unwrap();
    world.client.collection::<Parcel>().insert(&parcel(1)).await.unwrap();
}

/// A question, a write and the schema: all that goes over a way.
async fn works(client: &Client) -> weaviate::Result<()> {
    let parcels = client.collection::<Parcel>();
    let found = parcels.fetch(query!(Parcel, filter: .text matches "parcel", select: { .text })).await?;
    assert!(found.iter().any(|row| row.text == "parcel 1"), "{found:?}");
    assert_eq!(parcels.insert_many([parcel(2)]).await?.into_result()?, [parcel(2).id]);
    assert!(parcels.get(parcel(2).id).await?.is_some_and(|found| *found == parcel(2)));
    assert!(client.meta().await?.version().is_some());
    Ok(())
}

/// Both protocols at one address.
fn at(world: &World, url: &str) -> ClientBuilder {
    world.client_at(url, url)
}

/// Holds a text to the one that is kept beside the suite, of which `docs/errors.md` is made.
fn kept(name: &str, text: &str) {
    let file =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("suite/reaching/kept/{name}.txt"));
    let text = format!("{text}\n");
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "{name} is now\n{text}\ninstead of\n{kept}");
}
