//! Collections that are split into tenants.

use weaviate::transport::Via;
use weaviate::{
    Collection,
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
        assert!(told.contains("tenant \"ann\""), "{told}");
        let transport = if world.via() == Via::GraphQl { "transport: GraphQL" } else { "transport: gRPC" };
        assert!(told.contains(transport), "{told}");
        assert!(world.client.delete_collection::<Note>().await.unwrap());
        assert!(!world.client.delete_collection::<Note>().await.unwrap());
        let gone = notes.tenant("ann").unwrap().count().await.unwrap_err();
        assert_eq!(gone.kind(), ErrorKind::NotFound, "{gone}");
    });
}

#[test]
fn a_tenant_is_found_by_its_name() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann"]).await.unwrap();
        notes.create_tenants_as(["bob", "cid", "bob"], TenantStatus::Inactive).await.unwrap();
        // Those that are there stay as they are.
        notes.create_tenants_as(["ann"], TenantStatus::Inactive).await.unwrap();
        let ann = notes.find_tenant("ann").await.unwrap().unwrap();
        assert_eq!((ann.name(), ann.status()), ("ann", TenantStatus::Active));
        assert_eq!(notes.find_tenant("bob").await.unwrap().unwrap().status(), TenantStatus::Inactive);
        assert!(notes.find_tenant("eve").await.unwrap().is_none());
        assert!(notes.tenant_exists("cid").await.unwrap() && !notes.tenant_exists("eve").await.unwrap());
        for error in [
            notes.find_tenant("a b").await.unwrap_err(),
            notes.create_tenants_as(["eve"], TenantStatus::Offloaded).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        }
        assert!(world.client.delete_collection::<Note>().await.unwrap());
        for error in [
            notes.find_tenant("ann").await.unwrap_err(),
            notes.tenants().await.unwrap_err(),
            notes.create_tenants(["ann"]).await.unwrap_err(),
            notes.set_tenant_status(["ann"], TenantStatus::Active).await.unwrap_err(),
            notes.delete_tenants(["ann"]).await.unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            assert!(error.to_string().contains("of `Note`"), "{error}");
        }
    });
}

#[test]
fn thousands_are_made_moved_and_removed() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        let names: Vec<String> = (0..1_200).map(|n| format!("t{n}")).collect();
        notes.create_tenants_as(names.clone(), TenantStatus::Inactive).await.unwrap();
        assert_eq!(notes.tenants().await.unwrap().len(), 1_200);
        notes.set_tenant_status(&names[..120], TenantStatus::Active).await.unwrap();
        let active = notes.tenants().await.unwrap().iter().filter(|tenant| tenant.is_active()).count();
        assert_eq!(active, 120);
        let error = notes.set_tenant_status(["nobody"], TenantStatus::Active).await.unwrap_err();
        assert!(error.to_string().contains("nobody"), "{error}");
        notes.delete_tenants(names).await.unwrap();
        assert!(notes.tenants().await.unwrap().is_empty());
    });
}

#[test]
fn a_cold_tenant_is_named_with_the_call_that_warms_it() {
    run(|world| async move {
        world.client.sync::<(Note,)>().await.unwrap();
        let notes = world.client.collection::<Note>();
        notes.create_tenants(["ann"]).await.unwrap();
        let ann = notes.tenant("ann").unwrap();
        let id = ann.insert(&note("one")).await.unwrap();
        notes.set_tenant_status(["ann"], TenantStatus::Inactive).await.unwrap();
        let refused = ann.insert_many([note("two")]).await;
        let report = match refused {
            Ok(report) => report.into_result().unwrap_err(),
            Err(error) => error,
        };
        for error in [
            ann.get(id).await.map(|_| ()).unwrap_err(),
            ann.count().await.map(|_| ()).unwrap_err(),
            ann.insert(&note("two")).await.map(|_| ()).unwrap_err(),
            ann.replace(id, &note("one")).await.unwrap_err(),
            ann.update(id).await.unwrap_err(),
            ann.delete(id).await.map(|_| ()).unwrap_err(),
            ann.scan().next().await.unwrap().map(|_| ()).unwrap_err(),
            report,
        ] {
            let text = error.to_string();
            assert!(text.contains("ann") && text.contains("tenant not active"), "{text}");
            assert!(
                text.contains("`set_tenant_status([\"ann\"], TenantStatus::Active)` of `Note`"),
                "{text}"
            );
        }
        notes.set_tenant_status(["ann"], TenantStatus::Active).await.unwrap();
        assert_eq!(ann.count().await.unwrap(), 1);
    });
}

/// Tenants are made and loaded by the server.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant(auto_create, auto_activate))]
struct Diary {
    text: String,
}

#[test]
fn tenants_that_make_and_load_themselves() {
    run(|world| async move {
        world.client.sync::<(Diary,)>().await.unwrap();
        assert!(world.client.plan::<(Diary,)>().await.unwrap().is_empty());
        let diaries = world.client.collection::<Diary>();
        let ann = diaries.tenant("ann").unwrap();
        // Reading makes none.
        assert_eq!(ann.count().await.unwrap_err().kind(), ErrorKind::NotFound);
        let id = ann.insert(&Diary { text: "dear diary".into() }).await.unwrap();
        let all = [Diary { text: "his".into() }];
        diaries.tenant("bob").unwrap().insert_many(&all).await.unwrap().into_result().unwrap();
        assert_eq!(diaries.tenants().await.unwrap().len(), 2);
        diaries.set_tenant_status(["ann"], TenantStatus::Inactive).await.unwrap();
        assert_eq!(ann.get(id).await.unwrap().unwrap().text, "dear diary");
        assert!(diaries.find_tenant("ann").await.unwrap().unwrap().is_active());
        diaries.set_tenant_status(["ann"], TenantStatus::Inactive).await.unwrap();
        ann.update(id).set(Diary::FIELDS.text, "dear me").await.unwrap();
        assert_eq!(ann.get(id).await.unwrap().unwrap().text, "dear me");
    });
}
