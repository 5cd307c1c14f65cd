//! gRPC and `BatchStream` against a real server: with `WEAVIATE_URL` (and `WEAVIATE_GRPC_URL`) only.

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use prost::Message as _;
use weaviate_proto::{
    BatchObject, BatchStreamReply, BatchStreamRequest, batch_stream_reply, batch_stream_request as request,
};
use weaviate_query::{ErrorKind, ir, schema::Class};
use weaviate_runtime::Client;

fn client() -> Option<Client> {
    std::env::var_os("WEAVIATE_URL")?;
    Some(Client::from_env().unwrap())
}

async fn class(client: &Client, name: &str) {
    client.delete_collection_named(name).await.unwrap();
    let text = format!(
        r#"{{"class":"{name}","vectorizer":"none","properties":[{{"name":"title","dataType":["text"]}}]}}"#
    );
    client.create_collection(&serde_json::from_str::<Class>(&text).unwrap()).await.unwrap();
}

#[tokio::test]
async fn classes_come_and_go() {
    let Some(client) = client() else { return };
    assert!(client.ready().await.unwrap() && client.live().await.unwrap());
    assert!(client.meta().await.unwrap().version().is_some());
    class(&client, "RuntimeSchema").await;
    assert_eq!(client.collection_definition("RuntimeSchema").await.unwrap().unwrap().name(), "RuntimeSchema");
    let again = client.create_collection(&Class::new("RuntimeSchema")).await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
    assert!(client.delete_collection_named("RuntimeSchema").await.unwrap());
    assert!(!client.delete_collection_named("RuntimeSchema").await.unwrap());
    assert!(client.collection_definition("RuntimeSchema").await.unwrap().is_none());
}

#[tokio::test]
async fn grpc_errors_are_told_apart() {
    let Some(client) = client() else { return };
    let error = client.search_raw(&ir::Query::new("RuntimeNoSuch")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    let query = ir::Query { limit: Some(10_001), ..ir::Query::new("RuntimeNoSuch") };
    assert!(client.search_raw(&query).await.is_err());
}

#[tokio::test]
async fn a_batch_stream_goes_both_ways() {
    let Some(client) = client() else { return };
    class(&client, "RuntimeStream").await;
    let message = |message| Bytes::from(BatchStreamRequest { message: Some(message) }.encode_to_vec());
    let object = BatchObject {
        uuid: "00000000-0000-4000-8000-000000000001".into(),
        collection: "RuntimeStream".into(),
        ..BatchObject::default()
    };
    let data = request::Data {
        objects: Some(request::data::Objects { values: vec![object] }),
        ..request::Data::default()
    };
    let messages = [
        message(request::Message::Start(request::Start { consistency_level: None })),
        message(request::Message::Data(data)),
        message(request::Message::Stop(request::Stop {})),
    ];
    let mut replies = client.open_stream("BatchStream", stream::iter(messages).boxed()).await.unwrap();
    let mut stored = 0;
    while let Some(reply) = replies.next().await {
        let reply = BatchStreamReply::decode(reply.unwrap()).unwrap();
        if let Some(batch_stream_reply::Message::Results(results)) = reply.message {
            stored += results.successes.len();
            assert!(results.errors.is_empty(), "{results:?}");
        }
    }
    assert_eq!(stored, 1);
    assert_eq!(client.fetch_raw(&ir::Query::new("RuntimeStream")).await.unwrap().len(), 1);
    client.delete_collection_named("RuntimeStream").await.unwrap();
}

#[tokio::test]
async fn objects_are_written_read_and_deleted() {
    use std::collections::BTreeMap;

    use weaviate_query::wire::raw::{Object, Value};
    let Some(client) = client() else { return };
    class(&client, "RuntimeObjects").await;
    let object = |n: u128, title: Value| Object {
        id: Some(uuid::Uuid::from_u128((4 << 76) | (8 << 60) | n)),
        properties: BTreeMap::from([("title".to_owned(), title)]),
        ..Object::default()
    };
    let mut objects: Vec<Object> = (0..2_500).map(|n| object(n, Value::Text(format!("title {n}")))).collect();
    objects[1_700] = object(1_700, Value::Int(3));
    let report = client.insert_raw("RuntimeObjects", None, objects).await.unwrap();
    assert_eq!(report.stored(), 2_499);
    assert_eq!(report.rejected().map(|entry| entry.position).collect::<Vec<_>>(), [1_700]);

    let made =
        client.create_raw("RuntimeObjects", None, &object(9_999, Value::Text("one".into()))).await.unwrap();
    let again = client.create_raw("RuntimeObjects", None, &object(9_999, Value::Text("one".into()))).await;
    assert!(again.unwrap_err().is_already_exists());

    let filter = |name: &str, operator, value: &str| ir::Filter::Test {
        target: ir::Target { path: vec![], name: name.into(), length: false, count: false },
        operator,
        value: ir::Value::Text(value.into()),
    };
    let mut query = ir::Query::new("RuntimeObjects");
    query.filter = Some(filter("_id", ir::Operator::Equal, &made.to_string()));
    query.selection.items.push(ir::Item::Property("title".into()));
    let rows = client.fetch_raw(&query).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].id, rows[0].properties.get("title")), (Some(made), Some(&Value::Text("one".into()))));
    assert!(rows.took().as_nanos() > 0);

    let all = filter("title", ir::Operator::Like, "title*");
    let deleted = client.delete_raw("RuntimeObjects", None, &all).await.unwrap();
    assert_eq!((deleted.deleted, deleted.failed), (2_499, 0));
    client.delete_collection_named("RuntimeObjects").await.unwrap();
}

#[tokio::test]
async fn a_schema_is_synced() {
    let Some(_) = client() else { return };
    let client = Client::builder_from_env().name_prefix("RuntimeSync_").build().unwrap();
    let options = weaviate_migrate::Options::default();
    let plan = client.plan_definitions(&[&NOTE], &options).await.unwrap();
    assert!(!plan.is_empty());
    client.sync_definitions(&[&NOTE], &options).await.unwrap();
    assert!(client.plan_definitions(&[&NOTE], &options).await.unwrap().is_empty());
    assert!(client.names().has_alias("Note"));
    assert!(client.delete_collection_named("RuntimeSync_Note").await.unwrap());
    assert!(!client.delete_collection_named("RuntimeSync_Note").await.unwrap());
    for class in client.collections().await.unwrap() {
        if class.name().starts_with("RuntimeSync_") {
            client.delete_collection_named(class.name()).await.unwrap();
        }
    }
}

const NOTE: weaviate_query::schema::CollectionDef = {
    use weaviate_query::schema::{CollectionDef, DataType, FieldDef, InvertedDef, Role, TypeDef};
    CollectionDef {
        rust_name: "Note",
        name: "Note",
        description: None,
        fields: &[FieldDef {
            rust_name: "title",
            name: "title",
            description: None,
            of: TypeDef::scalar(DataType::Text),
            role: Role::Property,
            ..FieldDef::new("", TypeDef::scalar(DataType::Text))
        }],
        inverted: InvertedDef::NONE,
        multi_tenancy: None,
        ..CollectionDef::new("Note")
    }
};
