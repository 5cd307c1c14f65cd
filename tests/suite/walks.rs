//! Many objects read by their ids, and all of them one after another.

use futures_util::StreamExt as _;
use weaviate::{Collection, Handle, Hit, Uuid};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
struct Page {
    #[weaviate(id)]
    id: Uuid,
    text: String,
}

fn page(n: u128) -> Page {
    Page { id: Uuid::from_u128((4 << 76) | (8 << 60) | n), text: format!("page {n}") }
}

/// Pages 1 to `count`.
async fn pages(world: &World, count: u128) -> Handle<Page> {
    world.client.sync::<(Page,)>().await.unwrap();
    let handle = world.client.collection::<Page>();
    let all: Vec<Page> = (1..=count).map(page).collect();
    handle.insert_many(&all).await.unwrap().into_result().unwrap();
    handle
}

#[test]
fn objects_stand_in_the_places_of_their_ids() {
    run(|world| async move {
        let h = pages(&world, 250).await;
        let (one, five) = (page(1), page(5));
        let some = h.get_many([one.id, Uuid::nil(), five.id, one.id]).await.unwrap();
        let found: Vec<_> = some.into_iter().map(|hit| hit.map(Hit::into_inner)).collect();
        assert_eq!(found, [Some(one.clone()), None, Some(five), Some(one)]);
        // More than go into one question.
        let ids: Vec<Uuid> = (1..=250).rev().map(|n| page(n).id).collect();
        let all = h.get_many(ids.clone()).await.unwrap();
        assert_eq!(all.iter().flatten().map(Hit::id).collect::<Vec<_>>(), ids);
        assert!(h.get_many([]).await.unwrap().is_empty());
    });
}

#[test]
fn a_walk_sees_every_object_in_the_order_of_the_ids() {
    run(|world| async move {
        let h = pages(&world, 250).await;
        let ids: Vec<Uuid> = (1..=250).map(|n| page(n).id).collect();
        let mut walk = h.scan();
        let mut seen = Vec::new();
        while let Some(hit) = walk.next().await {
            seen.push(hit.unwrap().id());
        }
        assert!(walk.next().await.is_none());
        assert_eq!(seen, ids);
        let rest: Vec<Uuid> = h.scan_after(ids[247]).map(|hit| hit.unwrap().id()).collect().await;
        assert_eq!(rest, ids[248..]);
    });
}
