//! The schema: made, found again, made by two at once, refused.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering::Relaxed},
};

use futures_util::future::BoxFuture;
use weaviate::{
    Collection, ErrorKind, Link, Uuid,
    layer::{Layer, Next, Op, Reply},
};
use weaviate_tests::run;

use crate::model::{Article, Category, Everything, Note, article};

/// Counts what is written.
#[derive(Clone, Default)]
struct Writes(Arc<AtomicU32>);

impl Layer for Writes {
    fn call<'a>(&'a self, op: Op, next: Next<'a>) -> BoxFuture<'a, weaviate::Result<Reply>> {
        self.0.fetch_add(matches!(op, Op::Write(_)).into(), Relaxed);
        next.run(op)
    }
}

#[test]
fn what_is_made_is_found_again() {
    run(|world| async move {
        let made = world.client.sync::<(Article, Category, Everything, Note)>().await.unwrap();
        assert!(!made.plan.is_empty());
        assert!(world.client.plan::<(Article, Category, Everything, Note)>().await.unwrap().is_empty());
        let writes = Writes::default();
        let client = world.builder().await.layer(writes.clone()).build().unwrap();
        assert!(client.sync::<(Article, Category, Everything, Note)>().await.unwrap().plan.is_empty());
        assert_eq!(writes.0.load(Relaxed), 0);
        // A class behind an alias, and links by the class's own name.
        let class =
            client.collection_definition(&world.class("Article_v1")).await.unwrap().expect("the class");
        assert_eq!(class.description(), Some("An article as it was printed."));
        assert_eq!(class.targets().collect::<Vec<_>>(), [world.class("Category_v1")]);
        assert_eq!(class.property("title").unwrap().description(), Some("The headline."));
        assert_eq!(class.property("slug").unwrap().json()["tokenization"], "field");
        assert_eq!(class.property("words").unwrap().json()["indexRangeFilters"], true);
        assert_eq!(class.at(&["invertedIndexConfig", "indexNullState"]), Some(&true.into()));
        let distance = ["vectorConfig", "embedding", "vectorIndexConfig", "distance"];
        assert_eq!(class.at(&distance), Some(&"cosine".into()));
        assert!(
            client.collection_definition(&world.class("Note_v1")).await.unwrap().unwrap().is_multi_tenant()
        );
    });
}

#[test]
fn two_at_once() {
    run(|world| async move {
        let clients = [world.builder().await.build().unwrap(), world.builder().await.build().unwrap()];
        let syncs = clients.clone().map(|client| {
            tokio::spawn(async move { client.sync::<(Article, Category)>().await.map(|_| ()) })
        });
        for sync in syncs {
            sync.await.unwrap().unwrap();
        }
        for client in clients {
            assert!(client.plan::<(Article, Category)>().await.unwrap().is_empty());
            client
                .collection::<Article>()
                .insert(&crate::model::Article { id: Uuid::new_v4(), ..article(1) })
                .await
                .unwrap();
        }
        assert_eq!(world.client.collection::<Article>().count().await.unwrap(), 2);
    });
}

mod changed {
    use super::{Collection, Link, Uuid};

    #[derive(Collection)]
    pub(super) struct Shape {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) number: i64,
    }

    #[derive(Collection)]
    #[weaviate(name = "Shape", description = "now described", inverted(bm25(k1 = 1.5, b = 0.5)))]
    pub(super) struct Grown {
        #[weaviate(id)]
        pub(super) id: Uuid,
        /// Described as well.
        pub(super) text: String,
        pub(super) number: i64,
        pub(super) more: Option<f64>,
        pub(super) selves: Vec<Link<Grown>>,
    }

    #[derive(Collection)]
    #[weaviate(name = "Shape")]
    pub(super) struct Other {
        #[weaviate(id)]
        pub(super) id: Uuid,
        #[weaviate(tokenization = field)]
        pub(super) text: String,
        pub(super) number: f64,
    }

    #[derive(Collection)]
    #[weaviate(name = "Shape")]
    pub(super) struct Needy {
        #[weaviate(id)]
        pub(super) id: Uuid,
        pub(super) text: String,
        pub(super) number: i64,
        pub(super) must: String,
    }
}

#[test]
fn what_can_change_in_place_does() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(changed::Shape,)>().await.unwrap();
        let shape = changed::Shape { id: Uuid::from_u128(1), text: "kept".into(), number: 1 };
        client.collection::<changed::Shape>().insert(&shape).await.unwrap();
        let made = client.sync::<(changed::Grown,)>().await.unwrap();
        assert!(!made.plan.is_empty());
        assert!(client.plan::<(changed::Grown,)>().await.unwrap().is_empty());
        let grown = client.collection::<changed::Grown>().get(shape.id).await.unwrap().unwrap();
        assert_eq!((grown.text.as_str(), grown.number, grown.more, grown.selves.len()), ("kept", 1, None, 0));
        let class = client.collection_definition(&world.class("Shape_v1")).await.unwrap().unwrap();
        assert_eq!(class.description(), Some("now described"));
        assert_eq!(class.at(&["invertedIndexConfig", "bm25", "k1"]), Some(&1.5.into()));
    });
}

#[test]
fn what_cannot_is_refused_with_the_differences_by_name() {
    run(|world| async move {
        let client = &world.client;
        client.sync::<(changed::Shape,)>().await.unwrap();
        let before = client.collection_definition(&world.class("Shape_v1")).await.unwrap();
        let error = client.sync::<(changed::Other,)>().await.map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
        let text = error.to_string();
        for part in ["number", "tokenization", "reindex", "rebuild"] {
            assert!(text.contains(part), "{part} is not in: {text}");
        }
        assert_eq!(client.collection_definition(&world.class("Shape_v1")).await.unwrap(), before);

        let shape = changed::Shape { id: Uuid::from_u128(1), text: "x".into(), number: 1 };
        client.collection::<changed::Shape>().insert(&shape).await.unwrap();
        let error = client.sync::<(changed::Needy,)>().await.map(|_| ()).unwrap_err();
        assert!(error.to_string().contains("must"), "{error}");
    });
}
