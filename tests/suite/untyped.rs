//! The client without a struct: collections as the server's JSON, objects by the server's own tags.

use std::collections::BTreeMap;

use weaviate::{
    Collection as _, ErrorKind, Uuid, ir,
    raw::{Object, Value},
    schema::Class,
    sync::Options as SyncOptions,
    transport::Via,
};
use weaviate_tests::{World, run};

use crate::model::{Article, Category};

/// A collection with one text, made without a struct.
async fn made(world: &World, name: &str) -> String {
    let name = world.class(name);
    let definition = serde_json::json!({
        "class": name, "vectorizer": "none", "properties": [{ "name": "title", "dataType": ["text"] }],
    });
    let definition: Class = serde_json::from_value(definition).unwrap();
    world.client.create_collection(&definition).await.unwrap();
    name
}

fn object(n: u128, title: Value) -> Object {
    Object {
        id: Some(Uuid::from_u128((4 << 76) | (8 << 60) | n)),
        properties: BTreeMap::from([("title".to_owned(), title)]),
        ..Object::default()
    }
}

fn filter(name: &str, operator: ir::Operator, value: &str) -> ir::Filter {
    ir::Filter::Test {
        target: ir::Target { path: vec![], name: name.into(), length: false, count: false, parts: false },
        operator,
        value: ir::Value::Text(value.into()),
    }
}

#[test]
fn collections_come_and_go() {
    run(|world| async move {
        let client = &world.client;
        assert!(client.ready().await.unwrap() && client.live().await.unwrap());
        assert!(client.meta().await.unwrap().version().is_some());
        let name = made(&world, "Made").await;
        assert!(client.collections().await.unwrap().iter().any(|class| class.name() == name));
        assert_eq!(client.collection_definition(&name).await.unwrap().unwrap().name(), name);
        let again = client.create_collection(&Class::new(name.as_str())).await.unwrap_err();
        assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
        assert!(client.delete_collection_named(&name).await.unwrap());
        assert!(!client.delete_collection_named(&name).await.unwrap());
        assert!(client.collection_definition(&name).await.unwrap().is_none());
    });
}

#[test]
fn a_collection_that_is_not_there_and_a_question_that_is_too_large() {
    run(|world| async move {
        let error = world.client.search_raw(&ir::Query::new("NoSuch")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        let query = ir::Query { limit: Some(10_001), ..ir::Query::new("NoSuch") };
        assert!(world.client.search_raw(&query).await.is_err());
    });
}

#[test]
fn objects_are_written_read_and_deleted() {
    run(|world| async move {
        made(&world, "Raw").await;
        let mut objects: Vec<Object> =
            (0..2_500).map(|n| object(n, Value::Text(format!("title {n}")))).collect();
        objects[1_700] = object(1_700, Value::Int(3));
        let report = world.client.insert_raw("Raw", None, objects).await.unwrap();
        assert_eq!(report.stored(), 2_499);
        assert_eq!(report.rejected().map(|entry| entry.position).collect::<Vec<_>>(), [1_700]);

        let one = object(9_999, Value::Text("one".into()));
        let id = world.client.create_raw("Raw", None, &one).await.unwrap();
        let again = world.client.create_raw("Raw", None, &one).await.unwrap_err();
        assert!(again.is_already_exists(), "{again}");

        let mut query = ir::Query::new("Raw");
        query.filter = Some(filter("_id", ir::Operator::Equal, &id.to_string()));
        query.selection.items.push(ir::Item::Property("title".into()));
        let rows = world.client.fetch_raw(&query).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].id, rows[0].properties.get("title")), (Some(id), one.properties.get("title")));
        // GraphQL does not tell how long it took.
        assert!(rows.took().as_nanos() > 0 || world.via() == Via::GraphQl);

        let all = filter("title", ir::Operator::Like, "title*");
        let deleted = world.client.delete_raw("Raw", None, &all).await.unwrap();
        assert_eq!((deleted.deleted, deleted.failed), (2_499, 0));
    });
}

#[test]
fn a_schema_is_synced_by_its_definitions() {
    run(|world| async move {
        let (client, options) = (&world.client, SyncOptions::default());
        let wanted = [Article::SCHEMA, Category::SCHEMA];
        assert!(!client.plan_definitions(&wanted, &options).await.unwrap().is_empty());
        client.sync_definitions(&wanted, &options).await.unwrap();
        assert!(client.plan_definitions(&wanted, &options).await.unwrap().is_empty());
        assert!(client.names().has_alias("Article"));
        let alias = world.class("Article");
        assert!(client.delete_collection_named(&alias).await.unwrap());
        assert!(!client.delete_collection_named(&alias).await.unwrap());
    });
}

#[test]
fn all_collections_are_removed_that_have_the_prefix() {
    run(|world| async move {
        let of = |name: &str| world.class(name);
        let (mine, others) = (of("Mine_"), of("Others_"));
        let client = |prefix: &str| {
            let prefix = prefix.to_owned();
            let world = world.clone();
            async move { world.builder().await.name_prefix(prefix).build().unwrap() }
        };
        let (own, other) = (client(&mine).await, client(&others).await);
        own.sync::<(Article, Category)>().await.unwrap();
        other.create_collection(&Class::new(&format!("{others}Draft"))).await.unwrap();
        let mut gone = own.delete_all_collections().await.unwrap();
        gone.sort();
        // The two and what `sync` keeps of them.
        assert_eq!(gone.len(), 3, "{gone:?}");
        assert!(gone.iter().all(|name| name.starts_with(&mine)), "{gone:?}");
        let left: Vec<_> =
            own.aliases().await.unwrap().into_iter().map(|alias| alias.name().to_owned()).collect();
        assert!(!left.iter().any(|alias| alias.starts_with(&mine)), "{left:?}");
        assert!(own.delete_all_collections().await.unwrap().is_empty());
        assert_eq!(other.delete_all_collections().await.unwrap(), [format!("{others}Draft")]);
    });
}

/// The words of a server (1.39.0).
#[test]
fn a_tokenization_that_objects_inside_have_not_is_refused() {
    run(|world| async move {
        let made = |nested: serde_json::Value| {
            let definition = serde_json::json!({
                "class": world.class("Nested"), "vectorizer": "none",
                "properties": [{ "name": "o", "dataType": ["object"], "nestedProperties": [nested] }],
            });
            let definition: Class = serde_json::from_value(definition).unwrap();
            let client = world.client.clone();
            async move { client.create_collection(&definition).await.map_err(|error| error.to_string()) }
        };
        let inside = serde_json::json!({ "name": "x", "dataType": ["int"] });
        for (nested, said) in [
            (
                serde_json::json!({ "name": "t", "dataType": ["text"], "tokenization": "trigram" }),
                "property 'o.t': Tokenization 'trigram' is not allowed for data type 'text'",
            ),
            (
                serde_json::json!({ "name": "t", "dataType": ["text[]"], "tokenization": "trigram" }),
                "property 'o.t': Tokenization 'trigram' is not allowed for data type 'text[]'",
            ),
            (
                serde_json::json!({ "name": "t", "dataType": ["int"], "tokenization": "word" }),
                "property 'o.t': Tokenization is not allowed for data type 'int'",
            ),
            (
                serde_json::json!({ "name": "t", "dataType": ["object"], "tokenization": "word", "nestedProperties": [inside] }),
                "property 'o.t': Tokenization is not allowed for object/object[] data types",
            ),
        ] {
            let refused = made(nested).await.unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
        made(serde_json::json!({ "name": "t", "dataType": ["text"], "tokenization": "lowercase" }))
            .await
            .unwrap();
    });
}
