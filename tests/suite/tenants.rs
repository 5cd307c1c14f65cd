//! Collections that are split into tenants.

use weaviate::{ErrorKind, filter, query};
use weaviate_tests::run;

use crate::model::Note;

fn note(text: &str) -> Note {
    Note { text: text.into() }
}

#[test]
fn tenants_do_not_see_each_other() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann", "bob"]).await.unwrap();
        let (ann, bob) = (notes.tenant("ann").unwrap(), notes.tenant("bob").unwrap());
        ann.insert_many([note("one"), note("two")]).await.unwrap().into_result().unwrap();
        bob.insert(&note("three")).await.unwrap();
        assert_eq!((ann.count().await.unwrap(), bob.count().await.unwrap()), (2, 1));
        let found = ann.fetch(query!(Note, bm25: "three", select: { .text })).await.unwrap();
        assert!(found.is_empty());
        assert_eq!(bob.fetch(query!(Note, select: { .text })).await.unwrap()[0].text, "three");
        assert_eq!(ann.delete_where(filter!(Note, .text matches "one")).await.unwrap().deleted, 1);
        assert_eq!(ann.aggregate(query!(aggregate Note, select: { count })).await.unwrap().count, 1);
        let mut names: Vec<_> =
            notes.tenants().await.unwrap().iter().map(|tenant| tenant.name().to_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, ["ann", "bob"]);
        notes.delete_tenants(["bob"]).await.unwrap();
        assert_eq!(notes.tenants().await.unwrap().len(), 1);
    });
}

#[test]
fn a_tenant_that_is_not_there_is_named() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        let nobody = notes.tenant("nobody").unwrap();
        for error in [
            nobody.count().await.unwrap_err(),
            nobody.insert(&note("x")).await.unwrap_err(),
            nobody.fetch(query!(Note, select: { .text })).await.map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            assert!(error.to_string().contains("nobody"), "{error}");
        }
        let report = nobody.insert_many([note("x")]).await;
        let error = match report {
            Ok(report) => report.into_result().unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        for bad in ["", "a b", "ä", &"x".repeat(65)] {
            assert_eq!(notes.tenant(bad).unwrap_err().kind(), ErrorKind::InvalidInput, "{bad}");
        }
    });
}
