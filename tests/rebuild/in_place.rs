//! What a server does in its background, and lifetimes, which delete.

use weaviate::{
    Collection, ErrorKind, Uuid,
    sync::{ChangeClass, Options},
};
use weaviate_tests::{leave_out, run};

use crate::id;

mod shapes {
    use super::{Collection, Uuid};

    #[derive(Collection)]
    pub(super) struct Entry {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) number: i64,
    }

    #[derive(Collection)]
    #[weaviate(name = "Entry")]
    pub(super) struct Indexed {
        #[weaviate(id)]
        pub(super) id: Uuid,
        #[weaviate(tokenization = field)]
        pub(super) text: String,
        #[weaviate(range)]
        pub(super) number: i64,
    }

    #[derive(Collection)]
    #[weaviate(name = "Entry", server = "1.35", ttl(after = created_at, days = 30))]
    pub(super) struct Month {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) number: i64,
    }

    #[derive(Collection)]
    #[weaviate(name = "Entry", server = "1.35", ttl(after = created_at, days = 60))]
    pub(super) struct Longer {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) number: i64,
    }
}

use shapes::{Entry, Indexed, Longer, Month};

#[test]
fn indexes_are_built_by_the_server_if_it_is_told_so() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(Entry,)>().await.unwrap();
        let entry = |n| Entry { id: id(n), text: format!("entry number {n}"), number: i64::from(n) };
        client.collection::<Entry>().insert_many((0..50).map(entry)).await.unwrap().into_result().unwrap();
        let refused = client.sync::<(Indexed,)>().await.unwrap_err();
        assert!(refused.to_string().contains("only if `reindex` says so"), "{refused}");
        let mut options = Options::default();
        options.reindex = true;
        let done = client.sync_with::<(Indexed,)>(&options).await.unwrap();
        assert!(
            done.plan.changes().iter().all(|change| change.class == ChangeClass::Reindex),
            "{}",
            done.plan
        );
        assert!(client.plan::<(Indexed,)>().await.unwrap().is_empty());
        assert_eq!(client.names().concrete("Entry"), world.class("Entry_v1"));
        client.sync_with::<(Entry,)>(&options).await.unwrap();
        assert!(client.plan::<(Entry,)>().await.unwrap().is_empty());
    });
}

#[test]
fn a_lifetime_that_deletes_needs_the_word() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(Entry,)>().await.unwrap();
        client
            .collection::<Entry>()
            .insert(&Entry { id: id(1), text: "one".into(), number: 1 })
            .await
            .unwrap();
        let refused = client.sync::<(Month,)>().await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::SchemaMismatch);
        assert!(refused.to_string().contains("no object is so old now"), "{refused}");
        let mut options = Options::default();
        options.expire = true;
        match client.sync_with::<(Month,)>(&options).await {
            Err(error) if error.to_string().contains("OBJECTS_TTL_DELETE_SCHEDULE") => {
                leave_out("real server", "it is not set up to delete anything");
                return;
            }
            done => done.unwrap(),
        };
        assert!(client.plan::<(Month,)>().await.unwrap().is_empty());
        // A longer one lets nothing go, a shorter one does.
        client.sync::<(Longer,)>().await.unwrap();
        assert!(client.plan::<(Longer,)>().await.unwrap().is_empty());
        assert!(client.sync::<(Month,)>().await.is_err());
        // A lifetime that the struct does not declare any more ends.
        client.sync::<(Entry,)>().await.unwrap();
        assert!(client.plan::<(Entry,)>().await.unwrap().is_empty());
        let class = client.collection_definition("Entry").await.unwrap();
        let class = class.or(client.collection_definition(&world.class("Entry")).await.unwrap()).unwrap();
        assert_ne!(class.at(&["objectTtlConfig", "enabled"]), Some(&true.into()));
    });
}
