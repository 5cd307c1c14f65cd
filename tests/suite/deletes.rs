//! Deleting by a filter.

use weaviate::{ErrorKind, Filter, GeoPoint, Placed, filter, query};
use weaviate_tests::run;

use crate::model::{Article, articles};

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
