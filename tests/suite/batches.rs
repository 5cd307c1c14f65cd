//! Many objects at once: every one of them is accounted for.

use std::collections::BTreeMap;

use weaviate::{
    Collection, ErrorKind, Uuid, Vector,
    raw::{Object, Value},
};
use weaviate_tests::run;

#[derive(Debug, Clone, Collection)]
struct Reading {
    #[weaviate(id)]
    id: Uuid,
    label: String,
    value: i64,
    #[weaviate(vector)]
    signal: Vector<2>,
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(0xba7c_0000 + n as u128)
}

fn reading(n: usize) -> Reading {
    Reading {
        id: id(n),
        label: format!("reading {n}"),
        value: n as i64,
        signal: Vector::new([n as f32, 1.0]),
    }
}

fn untyped(n: usize) -> Object {
    let mut properties = BTreeMap::new();
    properties.insert("label".to_owned(), Value::Text(format!("reading {n}")));
    properties.insert("value".to_owned(), Value::Int(n as i64));
    let vectors = BTreeMap::from([("signal".to_owned(), vec![n as f32, 1.0])]);
    Object { id: Some(id(n)), properties, vectors, ..Object::default() }
}

#[test]
fn a_thousand_with_three_bad_ones() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let mut objects: Vec<Object> = (0..1000).map(untyped).collect();
        // One that the client refuses, two that only the server knows to be wrong.
        objects[17].properties.insert("value".into(), Value::Int((1 << 53) + 1));
        objects[500].properties.insert("value".into(), Value::Text("not an integer".into()));
        objects[999].properties.insert("label".into(), Value::Boolean(true));
        let report = world.client.insert_raw("Reading", None, objects).await.unwrap();
        assert_eq!((report.len(), report.stored()), (1000, 997));
        let rejected: Vec<_> = report.rejected().map(|entry| (entry.position, entry.id)).collect();
        assert_eq!(rejected, [(17, id(17)), (500, id(500)), (999, id(999))]);
        assert_eq!(report.unknown().count(), 0);
        let why: Vec<_> = report.rejected().map(|entry| entry.error().unwrap().to_string()).collect();
        assert!(why[0].contains("9007199254740993"), "{}", why[0]);
        assert!(why[1].contains("value"), "{}", why[1]);
        assert!(why[2].contains("label"), "{}", why[2]);
        let kinds: Vec<_> = report.rejected().map(|entry| entry.error().unwrap().kind()).collect();
        assert_eq!(kinds, [ErrorKind::InvalidInput, ErrorKind::InvalidInput, ErrorKind::SchemaMismatch]);
        let handle = world.client.collection::<Reading>();
        assert_eq!(handle.count().await.unwrap(), 997);
        assert!(!handle.exists(id(500)).await.unwrap());
        let read = handle.get(id(998)).await.unwrap().unwrap();
        assert_eq!(
            (read.value, read.label.as_str(), read.signal.as_slice()),
            (998, "reading 998", &[998.0, 1.0][..])
        );
        let error = report.into_result().unwrap_err();
        assert!(error.to_string().contains("position 17"), "{error}");
    });
}

#[test]
fn inserting_again_replaces() {
    run(|world| async move {
        world.client.sync::<(Reading,)>().await.unwrap();
        let handle = world.client.collection::<Reading>();
        let all: Vec<Reading> = (0..100).map(reading).collect();
        handle.insert_many(&all).await.unwrap().into_result().unwrap();
        handle
            .insert_many(all.iter().map(|old| Reading { value: -1, ..old.clone() }))
            .await
            .unwrap()
            .into_result()
            .unwrap();
        assert_eq!(handle.count().await.unwrap(), 100);
        assert_eq!(handle.get(id(7)).await.unwrap().unwrap().value, -1);
        assert!(handle.insert_many(Vec::<Reading>::new()).await.unwrap().is_empty());
    });
}
