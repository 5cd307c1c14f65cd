//! Deleting by a filter.

use weaviate::{ErrorKind, Filter, GeoPoint, Placed, filter, query};
use weaviate_tests::run;

use crate::model::{Article, article, articles};

#[test]
fn what_a_filter_finds() {
    run(|world| async move {
        let h = articles(&world).await;
        let counted = h.delete_where(filter!(Article, .public)).dry_run().await.unwrap();
        assert_eq!((counted.matched, counted.deleted), (4, 0));
        assert_eq!(h.count().await.unwrap(), 8);
        let deleted = h.delete_where(filter!(Article, .public)).await.unwrap();
        assert_eq!((deleted.matched, deleted.deleted, deleted.failed), (4, 4, 0));
        assert_eq!(h.count().await.unwrap(), 4);
        let rows = h.fetch(query!(Article, sort: .words, select: { .words })).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.words).collect::<Vec<_>>(), [100, 300, 500, 700]);
        assert_eq!(h.delete_where(filter!(Article, .words > 9999)).await.unwrap().matched, 0);
    });
}

#[test]
fn a_filter_that_leaves_nothing_out_is_refused() {
    run(|world| async move {
        let h = articles(&world).await;
        let nothing: [&str; 0] = [];
        for all in [
            Filter::all([]),
            filter!(Article, .tags contains_none nothing),
            filter!(Article, if false { .public }),
        ] {
            let error = h.delete_where(all).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        }
        let none = h.delete_where(<Filter<Article>>::any([])).await.unwrap();
        assert_eq!(none.deleted, 0);
        assert_eq!(h.count().await.unwrap(), 8);
    });
}

/// A server finds nothing by a place where it deletes and counts, and everything by its negation: a typed filter of
/// one does not compile there, and one made by hand is refused before it is sent.
#[test]
fn a_place_deletes_by_the_ids_of_what_is_there() {
    run(|world| async move {
        let h = articles(&world).await;
        let here = GeoPoint::new(53.5, 13.4);
        let mut near: Filter<Article, Placed> = filter!(Article, .place.within(here, 250_000.0));
        near = !(!near & filter!(Article, .words >= 0));
        let client = &world.client;
        for lost in [near.ir().clone(), (!near.clone()).ir().clone()] {
            let error = client.delete_raw("Article", None, &lost).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains("`.place within`"), "{error}");
            let mut count = weaviate::ir::Aggregate::new("Article");
            count.items.push(weaviate::ir::AggregateItem::Count);
            count.filter = Some(lost);
            let error = client.aggregate_raw(&count).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains("`.place within`"), "{error}");
        }
        assert_eq!(h.count().await.unwrap(), 8);

        let found = h.fetch(query!(Article, filter: &near, limit: 100, select: { id })).await.unwrap();
        assert_eq!(found.len(), 2);
        let ids: Vec<_> = found.iter().map(|row| row.id).collect();
        assert_eq!(h.delete_where(filter!(Article, .id() in ids)).await.unwrap().deleted, 2);
        assert_eq!(h.count().await.unwrap(), 6);
    });
}

/// What an `if` leaves out has the type of what it puts in.
#[test]
fn a_place_in_an_if() {
    run(|world| async move {
        let h = articles(&world).await;
        for (here, expected) in [(Some(GeoPoint::new(52.5, 13.4)), 1), (None, 8)] {
            let q = query!(Article, filter: if let Some(here) = here { .place.within(here, 1000.0) }, select: { id });
            assert_eq!(h.fetch(q).await.unwrap().len(), expected);
            let q = query!(Article,
                filter: .words >= 0 && if let Some(here) = here { .place.within(here, 1000.0) }
                    else if expected == 8 { None } else { .public },
                select: { id });
            assert_eq!(h.fetch(q).await.unwrap().len(), expected);
        }
    });
}

#[test]
fn each_object_is_named_if_one_wants() {
    run(|world| async move {
        let h = articles(&world).await;
        let public: Vec<_> = [0, 2, 4, 6].map(|n| article(n).id).into();
        let silent = h.delete_where(filter!(Article, .public)).dry_run().await.unwrap();
        assert_eq!((silent.matched, silent.objects.len()), (4, 0));
        let would = h.delete_where(filter!(Article, .public)).dry_run().verbose().await.unwrap();
        assert_eq!((would.matched, would.deleted, would.ids().collect::<Vec<_>>()), (4, 0, public.clone()));
        assert_eq!(h.count().await.unwrap(), 8);
        let done = h.delete_where(filter!(Article, .public)).verbose().await.unwrap();
        let mut ids: Vec<_> = done.ids().collect();
        ids.sort_unstable();
        assert_eq!((done.matched, done.deleted, done.failed, ids), (4, 4, 0, public));
        assert!(done.objects.iter().all(|object| object.error.is_none()));
        let none = h.delete_where(filter!(Article, .public)).verbose().await.unwrap();
        assert_eq!((none.matched, none.objects.len()), (0, 0));
    });
}

#[test]
fn those_of_some_ids() {
    run(|world| async move {
        let h = articles(&world).await;
        let (one, five, nobody) = (article(1).id, article(5).id, weaviate::Uuid::from_u128(0xdead));
        let done = h.delete_many([one, nobody, five, one]).await.unwrap();
        let mut ids: Vec<_> = done.ids().collect();
        ids.sort_unstable();
        assert_eq!((done.matched, done.deleted, done.failed, ids), (2, 2, 0, vec![one, five]));
        assert!(!h.exists(one).await.unwrap() && h.exists(article(2).id).await.unwrap());
        assert_eq!(h.delete_many([]).await.unwrap().matched, 0);
        assert_eq!(h.count().await.unwrap(), 6);
        // More than go into one filter.
        let many: Vec<_> = (0..2_300).map(weaviate::Uuid::from_u128).chain([article(2).id]).collect();
        assert_eq!(h.delete_many(many).await.unwrap().deleted, 1);
        assert!(world.client.delete_collection::<Article>().await.unwrap());
        let error = h.delete_many([one]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    });
}
