//! Collections that are split into tenants.

use weaviate::{
    Collection as _,
    Consistency::Quorum,
    ErrorKind, filter, query,
    tenancy::{TenantInfo, TenantStatus},
};
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

#[test]
fn tenants_are_made_in_hundreds_and_their_status_is_set() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        let names: Vec<String> = (0..120).map(|n| format!("t{n}")).collect();
        notes.create_tenants(names.clone()).await.unwrap();
        notes.create_tenants(["t0"]).await.unwrap();
        notes.set_tenant_status(["t1"], TenantStatus::Inactive).await.unwrap();
        let tenants = notes.tenants().await.unwrap();
        assert_eq!(tenants.len(), 120);
        let inactive: Vec<_> =
            tenants.iter().filter(|tenant| !tenant.is_active()).map(TenantInfo::name).collect();
        assert_eq!(inactive, ["t1"]);
        notes.set_tenant_status(["t1"], TenantStatus::Active).await.unwrap();
        assert!(notes.tenants().await.unwrap().iter().all(TenantInfo::is_active));
        let error = notes.set_tenant_status(["t1"], TenantStatus::Onloading).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        notes.delete_tenants(&names[2..]).await.unwrap();
        assert_eq!(notes.tenants().await.unwrap().len(), 2);
    });
}

#[test]
fn a_handle_says_what_it_asks() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann"]).await.unwrap();
        let ann = notes.tenant("ann").unwrap().consistency(Quorum);
        ann.insert(&note("one")).await.unwrap();
        assert!(ann.first(Note::query().all()).await.unwrap().is_some());
        let told = ann.explain(Note::query().limit(20).all()).unwrap();
        assert!(told.contains("tenant \"ann\"") && told.contains("transport: gRPC"), "{told}");
        assert!(world.client.delete_collection::<Note>().await.unwrap());
        assert!(!world.client.delete_collection::<Note>().await.unwrap());
        let gone = notes.tenant("ann").unwrap().count().await.unwrap_err();
        assert_eq!(gone.kind(), ErrorKind::NotFound, "{gone}");
    });
}
