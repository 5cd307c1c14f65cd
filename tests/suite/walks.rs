//! Many objects read by their ids, and all of them one after another.

use futures_util::StreamExt as _;
use weaviate::{Blob, Collection, ErrorKind, Handle, Hit, Uuid};
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

#[test]
fn a_page_has_as_many_objects_as_one_wants() {
    run(|world| async move {
        let h = pages(&world, 25).await;
        let ids: Vec<Uuid> = (1..=25).map(|n| page(n).id).collect();
        for size in [1, 7, 25, 26, 10_000] {
            let seen: Vec<Uuid> = h.scan().page_size(size).map(|hit| hit.unwrap().id()).collect().await;
            assert_eq!(seen, ids, "{size}");
        }
        let error = h.scan_after(ids[0]).page_size(0).next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("`page_size` is 0"), "{error}");
    });
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Film {
    #[weaviate(id)]
    id: Uuid,
    film: Blob,
}

/// Three of 30 MB, of which two are more than a server sends at once, among small ones.
#[test]
fn objects_of_thirty_megabytes_come_one_by_one() {
    run(|world| async move {
        world.client.sync::<(Film,)>().await.unwrap();
        let h = world.client.collection::<Film>();
        let large = [20, 21, 22];
        let film = |n: u8| {
            let size = if large.contains(&n) { 30_000_000 } else { 3 };
            Film { id: page(n.into()).id, film: Blob(vec![n; size]) }
        };
        h.insert_many((1..=40).map(film)).await.unwrap().into_result().unwrap();
        let mut seen = Vec::new();
        let mut walk = h.scan();
        while let Some(hit) = walk.next().await {
            let film = hit.unwrap().into_inner();
            seen.push((film.id, film.film.len()));
        }
        let expected: Vec<_> = (1..=40).map(|n| (page(n.into()).id, film(n).film.len())).collect();
        assert_eq!(seen, expected);
        let found = h.get_many(expected.iter().map(|(id, _)| *id)).await.unwrap();
        assert_eq!(found.iter().flatten().map(|hit| hit.film.len()).sum::<usize>(), 90_000_111);
    });
}
