//! Deleting by a filter.

use weaviate::{ErrorKind, Filter, filter, query};
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
        let none = h.delete_where(Filter::any([])).await.unwrap();
        assert_eq!(none.deleted, 0);
        assert_eq!(h.count().await.unwrap(), 8);
    });
}
