//! What writes: batches of objects and references, deletes by a filter, and the stream of batches.

use weaviate_proto as proto;
use weaviate_proto::google::value::Kind;

use super::{
    Rpc,
    searches::{bytes, filter, number, text},
};
use crate::{
    ask::{Mistake, id},
    objects,
    play::{Family, pairs, pairs_but, play},
};

type Objects = proto::BatchObjectsRequest;
type References = proto::BatchReferencesRequest;
type Delete = Box<proto::BatchDeleteRequest>;

fn object() -> proto::BatchObject {
    let value = |kind| weaviate_proto::google::Value { kind: Some(kind) };
    let fields = [
        ("t".to_owned(), value(Kind::StringValue("a".to_owned()))),
        ("n".to_owned(), value(Kind::NumberValue(1.0))),
    ];
    proto::BatchObject {
        uuid: id(2),
        collection: "Thing".into(),
        tenant: "t1".into(),
        vectors: vec![proto::Vectors {
            name: "v".into(),
            vector_bytes: bytes(&[1.0, 2.0]),
            ..Default::default()
        }],
        properties: Some(proto::batch_object::Properties {
            non_ref_properties: Some(weaviate_proto::google::Struct { fields: fields.into() }),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// The first object.
fn first(request: &mut Objects) -> &mut proto::BatchObject {
    &mut request.objects[0]
}

fn properties(request: &mut Objects) -> &mut proto::batch_object::Properties {
    first(request).properties.get_or_insert_default()
}

fn set(request: &mut Objects, name: &str, kind: Kind) {
    let fields = &mut properties(request).non_ref_properties.get_or_insert_default().fields;
    fields.insert(name.to_owned(), weaviate_proto::google::Value { kind: Some(kind) });
}

/// Of several mistakes in properties a server tells that which it comes to first in a Go map.
const OF_PROPERTIES: &[&str] = &[
    "unknown property",
    "text in a number",
    "number in a text",
    "value of no kind",
    "list of numbers in a text",
    "reference to what is no id",
    "reference that is none",
];

const OF_OBJECTS: &[Mistake<Objects>] = &[
    ("consistency level", |q| q.consistency_level = Some(9)),
    ("unknown collection", |q| first(q).collection = "Nothing".into()),
    ("no collection", |q| first(q).collection.clear()),
    ("lower case collection", |q| first(q).collection = "thing".into()),
    ("collection without tenants", |q| first(q).collection = "Other".into()),
    ("no tenant", |q| first(q).tenant.clear()),
    ("unknown tenant", |q| first(q).tenant = "nobody".into()),
    ("inactive tenant", |q| first(q).tenant = "cold".into()),
    ("no id", |q| first(q).uuid.clear()),
    ("malformed id", |q| first(q).uuid = "one".into()),
    ("no properties", |q| first(q).properties = None),
    ("unknown property", |q| set(q, "none", Kind::StringValue("a".into()))),
    ("text in a number", |q| set(q, "n", Kind::StringValue("one".into()))),
    ("number in a text", |q| set(q, "t", Kind::NumberValue(1.0))),
    ("null", |q| set(q, "n", Kind::NullValue(0))),
    ("value of no kind", |q| {
        let fields = &mut properties(q).non_ref_properties.get_or_insert_default().fields;
        fields.insert("t".to_owned(), weaviate_proto::google::Value { kind: None });
    }),
    ("list of numbers in a text", |q| {
        let list = proto::IntArrayProperties { values: vec![1], prop_name: "t".into() };
        properties(q).int_array_properties.push(list);
    }),
    ("unknown reference", |q| {
        let refs = proto::batch_object::SingleTargetRefProps { uuids: vec![id(1)], prop_name: "none".into() };
        properties(q).single_target_ref_props.push(refs);
    }),
    ("reference that is none", |q| {
        let refs = proto::batch_object::SingleTargetRefProps { uuids: vec![id(1)], prop_name: "t".into() };
        properties(q).single_target_ref_props.push(refs);
    }),
    ("reference to what is no id", |q| {
        let refs =
            proto::batch_object::SingleTargetRefProps { uuids: vec!["one".into()], prop_name: "r".into() };
        properties(q).single_target_ref_props.push(refs);
    }),
    ("reference to an unknown collection", |q| {
        let refs = proto::batch_object::MultiTargetRefProps {
            uuids: vec![id(1)],
            prop_name: "r".into(),
            target_collection: "Nothing".into(),
        };
        properties(q).multi_target_ref_props.push(refs);
    }),
    ("unknown vector", |q| first(q).vectors[0].name = "none".into()),
    ("vector without a name", |q| first(q).vectors[0].name.clear()),
    ("vector of other length", |q| first(q).vectors[0].vector_bytes = bytes(&[1.0])),
    ("empty vector", |q| first(q).vectors[0].vector_bytes = bytes(&[])),
    ("unnamed vector", |q| first(q).vector_bytes = bytes(&[1.0, 2.0])),
    ("vector of an unknown type", |q| first(q).vectors[0].r#type = 9),
];

#[tokio::test(flavor = "multi_thread")]
async fn objects_in_batches() {
    let one = Objects { objects: vec![object()], consistency_level: None };
    let mut two = one.clone();
    two.objects.push(proto::BatchObject { uuid: id(5), ..object() });
    let mut asked = vec![("none".to_owned(), Rpc::BatchObjects(Objects::default()))];
    for (key, request) in pairs_but(&[("one", one)], OF_OBJECTS, OF_PROPERTIES) {
        asked.push((key, Rpc::BatchObjects(request)));
    }
    for (what, change) in OF_OBJECTS {
        let mut request = two.clone();
        change(&mut request);
        asked.push((format!("two: {what}"), Rpc::BatchObjects(request)));
    }
    play(&Family { name: "rpc_objects", world: objects::world(), asked, without: &[] }).await;
}

fn reference() -> proto::BatchReference {
    proto::BatchReference {
        name: "r".into(),
        from_collection: "Thing".into(),
        from_uuid: id(1),
        to_collection: None,
        to_uuid: id(1),
        tenant: "t1".into(),
    }
}

const OF_REFERENCES: &[Mistake<References>] = &[
    ("consistency level", |q| q.consistency_level = Some(9)),
    ("unknown collection", |q| q.references[0].from_collection = "Nothing".into()),
    ("no collection", |q| q.references[0].from_collection.clear()),
    ("lower case collection", |q| q.references[0].from_collection = "thing".into()),
    ("unknown property", |q| q.references[0].name = "none".into()),
    ("property that is none", |q| q.references[0].name = "t".into()),
    ("no property", |q| q.references[0].name.clear()),
    ("unknown object", |q| q.references[0].from_uuid = id(9)),
    ("malformed id", |q| q.references[0].from_uuid = "one".into()),
    ("unknown target", |q| q.references[0].to_uuid = id(9)),
    ("malformed target", |q| q.references[0].to_uuid = "one".into()),
    ("unknown collection of the target", |q| q.references[0].to_collection = Some("Nothing".into())),
    ("other collection of the target", |q| q.references[0].to_collection = Some("Thing".into())),
    ("no tenant", |q| q.references[0].tenant.clear()),
    ("unknown tenant", |q| q.references[0].tenant = "nobody".into()),
    ("inactive tenant", |q| q.references[0].tenant = "cold".into()),
];

#[tokio::test(flavor = "multi_thread")]
async fn references_in_batches() {
    let one = References { references: vec![reference()], consistency_level: None };
    let mut asked = vec![("none".to_owned(), Rpc::BatchReferences(References::default()))];
    for (key, request) in pairs(&[("one", one)], OF_REFERENCES) {
        asked.push((key, Rpc::BatchReferences(request)));
    }
    play(&Family { name: "rpc_references", world: objects::world(), asked, without: &[] }).await;
}

const OF_DELETES: &[Mistake<Delete>] = &[
    ("consistency level", |q| q.consistency_level = Some(9)),
    ("unknown collection", |q| q.collection = "Nothing".into()),
    ("no collection", |q| q.collection.clear()),
    ("lower case collection", |q| q.collection = "thing".into()),
    ("collection without tenants", |q| q.collection = "Other".into()),
    ("no tenant", |q| q.tenant = None),
    ("empty tenant", |q| q.tenant = Some(String::new())),
    ("unknown tenant", |q| q.tenant = Some("nobody".into())),
    ("inactive tenant", |q| q.tenant = Some("cold".into())),
    ("no filter", |q| q.filters = None),
    ("unknown property", |q| q.filters = Some(filter("none", proto::filters::Operator::Equal, number(1)))),
    ("another type", |q| q.filters = Some(filter("n", proto::filters::Operator::Equal, text("one")))),
    ("stop words", |q| q.filters = Some(filter("t", proto::filters::Operator::Equal, text("the")))),
    ("no target", |q| q.filters.get_or_insert_default().target = None),
    ("no value", |q| q.filters.get_or_insert_default().test_value = None),
    ("unknown operator", |q| q.filters.get_or_insert_default().operator = 99),
    ("dry run", |q| q.dry_run = true),
    ("verbose", |q| q.verbose = true),
];

#[tokio::test(flavor = "multi_thread")]
async fn deletes() {
    let all = Box::new(proto::BatchDeleteRequest {
        collection: "Thing".into(),
        filters: Some(filter("_id", proto::filters::Operator::Equal, text(&id(1)))),
        tenant: Some("t1".into()),
        ..Default::default()
    });
    let asked = pairs(&[("by id", all)], OF_DELETES);
    let asked = asked.into_iter().map(|(key, request)| (key, Rpc::BatchDelete(request))).collect();
    play(&Family { name: "rpc_delete", world: objects::world(), asked, without: &[] }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn streams() {
    use proto::batch_stream_request::{Data, Message, Start, Stop, data};
    let message = |message| proto::BatchStreamRequest { message: Some(message) };
    let start = || message(Message::Start(Start { consistency_level: None }));
    let stop = || message(Message::Stop(Stop {}));
    let objects = |values: Vec<proto::BatchObject>| {
        message(Message::Data(Data { objects: Some(data::Objects { values }), references: None }))
    };
    let references = |values: Vec<proto::BatchReference>| {
        message(Message::Data(Data { objects: None, references: Some(data::References { values }) }))
    };
    let empty = || message(Message::Data(Data { objects: None, references: None }));
    let nothing = || proto::BatchStreamRequest { message: None };
    let with = |change: fn(&mut Objects)| {
        let mut request = Objects { objects: vec![object()], consistency_level: None };
        change(&mut request);
        request.objects
    };
    let mut asked: Vec<(String, Vec<proto::BatchStreamRequest>)> = vec![
        ("no message".into(), vec![]),
        ("a message of nothing".into(), vec![nothing()]),
        ("a stop alone".into(), vec![stop()]),
        ("objects alone".into(), vec![objects(vec![object()])]),
        ("a start alone".into(), vec![start()]),
        ("a start and a stop".into(), vec![start(), stop()]),
        ("two starts".into(), vec![start(), start(), stop()]),
        ("a start and nothing".into(), vec![start(), nothing(), stop()]),
        ("data of nothing".into(), vec![start(), empty(), stop()]),
        ("no objects".into(), vec![start(), objects(vec![]), stop()]),
        ("objects without a stop".into(), vec![start(), objects(vec![object()])]),
        ("objects".into(), vec![start(), objects(vec![object()]), stop()]),
        ("objects after the stop".into(), vec![start(), stop(), objects(vec![object()])]),
        ("references".into(), vec![start(), references(vec![reference()]), stop()]),
        (
            "a consistency level".into(),
            vec![
                message(Message::Start(Start { consistency_level: Some(9) })),
                objects(vec![object()]),
                stop(),
            ],
        ),
    ];
    // Without a collection a stream tells of a success, and stores nothing.
    for (what, change) in OF_OBJECTS.iter().skip(1).filter(|(what, _)| *what != "no collection") {
        asked.push((format!("objects: {what}"), vec![start(), objects(with(*change)), stop()]));
    }
    for (what, change) in OF_REFERENCES.iter().skip(1) {
        let mut request = References { references: vec![reference()], consistency_level: None };
        change(&mut request);
        asked.push((format!("references: {what}"), vec![start(), references(request.references), stop()]));
    }
    let asked = asked.into_iter().map(|(key, messages)| (key, Rpc::BatchStream(messages))).collect();
    play(&Family { name: "rpc_stream", world: objects::world(), asked, without: &[] }).await;
}
