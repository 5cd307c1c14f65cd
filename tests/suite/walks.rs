//! Many objects read by their ids, and all of them one after another.

use futures_util::{StreamExt as _, stream::FusedStream as _};
use weaviate::{Blob, Collection, ErrorKind, Handle, Hit, Select, Uuid, query};
use weaviate_tests::{World, run};

use crate::model::{Article, article, articles};

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

/// A row with a name, a filter, more rows than one page has.
#[derive(Debug, PartialEq, Select)]
#[weaviate(from = Page)]
struct Line {
    #[weaviate(id)]
    id: Uuid,
    text: String,
}

#[test]
fn what_passes_a_filter_comes_past_the_first_page() {
    run(|world| async move {
        let h = pages(&world, 450).await;
        let line = |n: u128| Line { id: page(n).id, text: page(n).text };
        // 1, 10 to 19 and so on: 100 to 199 and 1.
        let ones = || query!(Page, filter: .text like "1*", select: Line);
        let expected: Vec<Line> = (1..=450).filter(|n| n.to_string().starts_with('1')).map(line).collect();
        assert_eq!(expected.len(), 111);
        let found: Vec<Line> = h.stream(ones()).map(Result::unwrap).collect().await;
        assert_eq!(found, expected);
        for size in [1, 37, 110, 111, 112] {
            let found: Vec<Line> = h.stream(ones()).page_size(size).map(Result::unwrap).collect().await;
            assert_eq!(found, expected, "{size}");
        }
        // From any place on.
        let mut begun = h.stream(ones());
        for line in &expected[..60] {
            assert_eq!(&begun.next().await.unwrap().unwrap(), line);
        }
        assert_eq!(begun.last_id(), Some(expected[59].id));
        let rest: Vec<Line> = h.stream_after(ones(), expected[59].id).map(Result::unwrap).collect().await;
        assert_eq!(rest, expected[60..]);
        // No more than one wants, of some ids, of none.
        let some = query!(Page, filter: .text like "1*", limit: 105, select: { id });
        assert_eq!(h.stream(some).count().await, 105);
        let ids: Vec<Uuid> = (1..=300).map(|n| page(n).id).collect();
        assert_eq!(h.stream(query!(Page, ids: ids, select: { id })).count().await, 300);
        assert_eq!(h.stream(query!(Page, ids: Vec::<Uuid>::new(), select: { id })).count().await, 0);
        // More ids than a server answers with, in another order and some twice.
        let many = || (1..=12_000).rev().chain(7..=9).map(|n| page(n).id).collect::<Vec<_>>();
        let found: Vec<Uuid> =
            h.stream(query!(Page, ids: many(), select: { id })).map(|row| row.unwrap().id).collect().await;
        assert_eq!(found, (1..=450).map(|n| page(n).id).collect::<Vec<_>>());
        let rest = h.stream_after(query!(Page, ids: many(), limit: 100, select: { id }), page(200).id);
        let rest: Vec<Uuid> = rest.map(|row| row.unwrap().id).collect().await;
        assert_eq!(rest, (201..=300).map(|n| page(n).id).collect::<Vec<_>>());
    });
}

#[test]
fn rows_bring_their_vectors() {
    run(|world| async move {
        let h = articles(&world).await;
        let of = |n: i64| (article(n).title, article(n).embedding);
        let all = h.stream(query!(Article, select: { .title, vector }));
        let all: Vec<_> = all.map(|row| row.map(|row| (row.title, row.vector)).unwrap()).collect().await;
        assert_eq!(all, (0..8).map(of).collect::<Vec<_>>());
        let long = h.stream(query!(Article, filter: .words > 300, select: { .title, vector })).page_size(2);
        let long: Vec<_> = long.map(|row| row.map(|row| (row.title, row.vector)).unwrap()).collect().await;
        assert_eq!(long, (4..8).map(of).collect::<Vec<_>>());
    });
}

#[test]
fn without_a_filter_rows_come_by_the_cursor() {
    run(|world| async move {
        let h = pages(&world, 250).await;
        h.insert(&Page { id: Uuid::nil(), text: "first".into() }).await.unwrap();
        let texts: Vec<String> =
            h.stream(query!(Page, select: { .text })).map(|row| row.unwrap().text).collect().await;
        let expected: Vec<String> =
            std::iter::once("first".into()).chain((1..=250).map(|n| page(n).text)).collect();
        assert_eq!(texts, expected);
        let rest = h.stream(query!(Page, after: page(240).id, limit: 7, select: { id }));
        let ids: Vec<Uuid> = rest.map(|row| row.unwrap().id).collect().await;
        assert_eq!(ids, (241..=247).map(|n| page(n).id).collect::<Vec<_>>());
    });
}

#[test]
fn what_has_another_order_is_refused_by_name() {
    run(|world| async move {
        let h = pages(&world, 3).await;
        let refused = async |query, word: &str| {
            let mut rows = h.stream::<(Uuid,)>(query);
            let error = rows.next().await.unwrap().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(&format!("`{word}`")), "{error}");
            assert!(!rows.is_terminated());
            assert!(rows.next().await.is_none() && rows.is_terminated());
        };
        refused(Page::query().bm25("page").select(|_, meta| (meta.id(),)), "bm25").await;
        refused(Page::query().sort(Page::FIELDS.text.asc()).select(|_, meta| (meta.id(),)), "sort").await;
        refused(Page::query().offset(1).select(|_, meta| (meta.id(),)), "offset").await;
    });
}

mod written {
    use super::{Collection, Uuid};

    /// As it was before `note` was required.
    #[derive(Debug, Clone, PartialEq, Collection)]
    pub(super) struct Leaf {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) note: Option<String>,
    }
}

#[derive(Debug, Clone, PartialEq, Collection)]
struct Leaf {
    #[weaviate(id)]
    id: Uuid,
    note: String,
}

#[test]
fn a_bad_row_ends_a_walk_unless_it_is_skipped() {
    run(|world| async move {
        world.client.sync::<(written::Leaf,)>().await.unwrap();
        let all =
            (1..=250).map(|n| written::Leaf { id: page(n).id, note: (n != 120).then(|| n.to_string()) });
        let leaves = world.client.collection::<written::Leaf>();
        leaves.insert_many(all).await.unwrap().into_result().unwrap();
        let h = world.client.collection::<Leaf>();
        let seen: Vec<_> = h.scan().collect().await;
        assert_eq!(seen.len(), 120);
        let error = seen[119].as_ref().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(&page(120).id.to_string()), "{error}");
        let skipping = Leaf::query().all().on_bad_row(weaviate::BadRow::Skip);
        let seen: Vec<_> = h.stream(skipping).collect().await;
        assert_eq!((seen.len(), seen.iter().filter(|row| row.is_ok()).count()), (250, 249));
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
