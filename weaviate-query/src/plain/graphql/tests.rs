//! Answers as 1.39.0 sends them, and answers that nobody should send.

use prost::Message as _;
use serde_json::{Value, json};
use weaviate_proto::{BatchDeleteReply, BatchObjectsReply, BatchObjectsRequest, SearchReply};

use super::*;
use crate::plain::{
    error::{ErrorKind, Result},
    ir::{Aggregate, AggregateItem, GroupBy, Item, Metadata, Metric, Query, Selection},
    names::Names,
    numbers::Reply,
    raw,
    render::Context,
    schema::{CollectionDef, DataType, FieldDef, ObjectDef, Shape, To, TypeDef},
};

const ID: &str = "00000000-0000-0000-0000-0000000000a1";
const OTHER: &str = "00000000-0000-0000-0000-0000000000b1";

const INNER: ObjectDef =
    ObjectDef { rust_name: "Inner", fields: &[FieldDef::new("k", TypeDef::scalar(DataType::Int))] };
const CATEGORY: CollectionDef = CollectionDef {
    fields: &[FieldDef::new("rank", TypeDef::scalar(DataType::Int))],
    ..CollectionDef::new("Category")
};
const ARTICLE: CollectionDef = CollectionDef {
    fields: &[
        FieldDef::new("title", TypeDef::scalar(DataType::Text)),
        FieldDef::new("words", TypeDef::scalar(DataType::Int)),
        FieldDef::new("ints", TypeDef::scalar(DataType::Int).list()),
        FieldDef::new("rating", TypeDef::scalar(DataType::Number)),
        FieldDef::new("at", TypeDef::scalar(DataType::Date)),
        FieldDef::new("phone", TypeDef::scalar(DataType::PhoneNumber)),
        FieldDef::new(
            "inner",
            TypeDef { object: Some(To::Written(|| &INNER)), ..TypeDef::scalar(DataType::Object) },
        ),
        FieldDef::new(
            "by",
            TypeDef { targets: &[To::Written(|| &CATEGORY)], ..TypeDef::scalar(DataType::Reference) },
        ),
    ],
    ..CollectionDef::new("Article")
};

fn property(name: &str) -> Item {
    Item::Property(name.to_owned().into())
}

fn asking(items: Vec<Item>) -> Query {
    Query { selection: Selection { items }, ..Query::new("Article") }
}

/// All steps: the n-th is answered with the n-th of `answers`.
fn asked(query: &Query, answers: Vec<Vec<Option<Value>>>) -> Result<SearchReply> {
    let names = Names::new();
    let mut search = Search::new(query, Shape::declared(&ARTICLE), Context::new(&names))?;
    let mut answers = answers.into_iter();
    loop {
        let asks = search.next()?;
        if asks.is_empty() {
            assert!(answers.next().is_none(), "an answer is left");
            return Ok(SearchReply::decode(search.reply()?).unwrap());
        }
        let answer = answers.next().unwrap_or_else(|| panic!("not answered: {asks:?}"));
        assert_eq!(asks.len(), answer.len(), "{asks:?}");
        search.add(answer)?;
    }
}

fn rows(rows: &Value) -> Vec<Option<Value>> {
    vec![Some(json!({ "Get": { "Article": rows } }))]
}

fn of(query: &Query, answers: Vec<Vec<Option<Value>>>) -> raw::Object {
    let reply = asked(query, answers).unwrap().encode_to_vec();
    raw::objects(&reply).unwrap().into_vec().remove(0)
}

#[test]
fn what_is_left_out_is_read_whole() {
    let link = Item::Link {
        name: "by".into(),
        collection: None,
        selection: Selection { items: vec![property("rank")] },
    };
    let inner = Item::Object { name: "inner".into(), selection: Selection { items: vec![property("k")] } };
    let query = asking(vec![property("words"), property("ints"), property("phone"), inner, link]);
    let row = json!([{
        "words": null, "ints": [1, null], "phone": { "input": "+1", "national": null, "countryCode": 1 },
        "inner": { "k": null }, "by": [{ "rank": null, "_additional": { "id": OTHER } }],
        "_additional": { "id": ID },
    }]);
    let whole = json!({ "properties": {
        "words": 3_000_000_000_u64, "ints": [1, 4_000_000_000_u64],
        "phone": { "input": "+1", "national": 17_612_345_678_u64, "countryCode": 1 }, "inner": { "k": -5_000_000_000_i64 },
    } });
    let behind = json!({ "properties": { "rank": 1e10 } });
    let found = of(&query, vec![rows(&row), vec![Some(whole), Some(behind)]]);
    assert_eq!(found.properties["words"], raw::Value::Int(3_000_000_000));
    assert_eq!(
        found.properties["ints"],
        raw::Value::List(vec![raw::Value::Int(1), raw::Value::Int(4_000_000_000)])
    );
    let raw::Value::Phone(phone) = &found.properties["phone"] else { panic!("a phone number") };
    assert_eq!(phone.national, 17_612_345_678);
    assert!(format!("{:?}", found.properties["inner"]).contains("-5000000000"));

    // An object that is gone by then is told as far as it is known, and a list with a hole is no list.
    let error = asked(&query, vec![rows(&row), vec![None, None]]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains(&format!("object {ID}: property `ints`")), "{error}");
    // What is really absent is asked for once and stays absent.
    let none = json!([{ "words": null, "_additional": { "id": ID } }]);
    let found =
        of(&asking(vec![property("words")]), vec![rows(&none), vec![Some(json!({ "properties": {} }))]]);
    assert!(!found.properties.contains_key("words"));
}

#[test]
fn groups_are_told_by_their_objects() {
    let query = Query {
        search: Some(crate::ir::Search::Bm25(crate::ir::Bm25 {
            query: "x".into(),
            properties: vec![],
            operator: None,
        })),
        group_by: Some(GroupBy { property: "title".into(), groups: None, objects: None }),
        ..asking(vec![property("rating"), Item::Metadata(Metadata::Distance)])
    };
    let group = json!([{ "title": null, "_additional": { "group": {
        "id": 0, "groupedBy": { "path": ["title"], "value": "a" }, "count": 1,
        "minDistance": 0.051_316_738, "maxDistance": 0.5,
        "hits": [{ "_additional": { "id": ID, "distance": 0.051_316_738 } }],
    } } }]);
    let members = json!([{ "rating": 1e300, "_additional": { "id": ID } }]);
    let reply = asked(&query, vec![rows(&group), rows(&members)]).unwrap();
    let group = &reply.group_by_results[0];
    assert_eq!((group.name.as_str(), group.number_of_objects, group.objects.len()), ("a", 1, 1));
    let metadata = group.objects[0].metadata.as_ref().unwrap();
    // The digits of 32 bits that came.
    assert_eq!(metadata.distance.to_bits(), "0.051316738".parse::<f32>().unwrap().to_bits());
    let properties = group.objects[0].properties.as_ref().unwrap().non_ref_props.as_ref().unwrap();
    assert!(format!("{:?}", properties.fields["rating"]).contains("1e300"));
}

#[test]
fn what_a_model_says_instead_is_an_error() {
    let row = json!([{ "_additional": { "id": ID, "generate": {
        "singleResult": null,
        "error": "{Following property has empty value: 't' 0x277fee80ab88}",
    } } }]);
    let error = asked(&asking(vec![]), vec![rows(&row)]).unwrap_err();
    assert_eq!(error.server_message(), Some("Following property has empty value: 't'"));
}

#[test]
fn hostile_answers_are_errors() {
    let query = asking(vec![
        property("title"),
        property("rating"),
        property("at"),
        Item::Vector("v".into()),
        Item::Metadata(Metadata::CreatedAt),
        Item::Metadata(Metadata::Score),
    ]);
    let told = |told: Value| json!([{ "_additional": told }]);
    for (answer, says) in [
        (json!(null), "no `Get.Article`"),
        (json!({}), "no `Get.Article`"),
        (json!({ "Get": null }), "no `Get.Article`"),
        (json!({ "Get": { "Article": null } }), "no `Get.Article`"),
        (json!({ "Get": { "Article": {} } }), "an object, expected a list of objects"),
        (json!({ "Get": { "Article": [null] } }), "no `_additional`"),
        (json!({ "Get": { "Article": ["x"] } }), "no `_additional`"),
        (json!({ "Get": { "Article": [{ "title": 3, "_additional": { "id": ID } }] } }), "property `title`"),
        (json!({ "Get": { "Article": [{ "rating": "3", "_additional": {} }] } }), "text, expected a number"),
        (json!({ "Get": { "Article": [{ "at": 3, "_additional": {} }] } }), "a number, expected a date"),
    ] {
        let error = asked(&query, vec![vec![Some(answer.clone())]]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{answer}");
        assert!(error.to_string().contains(says), "{answer}: {error}");
    }
    for (additional, says) in [
        (json!({ "id": 3 }), "a number, expected an id"),
        (json!({ "vectors": { "v": "x" } }), "vector `v`"),
        (json!({ "vectors": { "v": [1, "x"] } }), "text, expected a number"),
        (json!({ "vectors": { "v": [[1], [1, 2]] } }), "different lengths"),
        (json!({ "creationTimeUnix": "later" }), "milliseconds"),
        (json!({ "creationTimeUnix": [] }), "`created_at`"),
        (json!({ "score": "high" }), "a score"),
        (json!({ "score": {} }), "an object, expected a number"),
        (json!({ "rerank": 3 }), "the scores of a reranker"),
        (json!({ "generate": "x" }), "a language model"),
    ] {
        let error = asked(&query, vec![rows(&told(additional.clone()))]).unwrap_err();
        assert!(error.to_string().contains(says), "{additional}: {error}");
    }
}

#[test]
fn numbers_by_kind() {
    let names = Names::new();
    let item =
        |name: &str, kind, metrics: Vec<Metric>| AggregateItem::Property { name: name.into(), kind, metrics };
    let aggregate = Aggregate {
        group_by: Some("words".into()),
        items: vec![AggregateItem::Count, item("words", DataType::Int, vec![Metric::Sum])],
        ..Aggregate::new("Article")
    };
    let read = |answer: Value| {
        let data = json!({ "Aggregate": { "Article": answer } });
        numbers(&data, &aggregate, Shape::declared(&ARTICLE), &Context::new(&names))
    };
    let answer = json!([{ "groupedBy": { "path": ["words"], "value": "9.007199254740992e+15" },
        "meta": { "count": 2 }, "words": { "sum": 9_007_199_254_740_992_u64 } }]);
    let Reply::Groups(groups) = Reply::read(&read(answer).unwrap()).unwrap() else { panic!("groups") };
    assert_eq!(groups[0].0, crate::numbers::GroupValue::Number(9_007_199_254_740_992.0));
    assert_eq!(groups[0].1.property("words").unwrap().sum(), Some(9_007_199_254_740_992_i64.into()));
    for (answer, says) in [
        (json!(null), "no `Aggregate.Article`"),
        (json!([{}]), "no `count`"),
        (json!([{ "meta": { "count": "x" } }]), "an int"),
        (json!([{ "meta": { "count": 1 } }]), "groupedBy"),
        (
            json!([{ "meta": { "count": 1 }, "groupedBy": { "path": [], "value": "many" } }]),
            "no value of its property",
        ),
        (json!([{ "meta": { "count": 1 }, "words": { "sum": 0.5 } }]), "property `words`"),
        (json!([{ "meta": { "count": 1 }, "words": 3 }]), "expected numbers"),
    ] {
        let error = read(answer.clone()).unwrap_err();
        assert!(error.to_string().contains(says), "{answer}: {error}");
    }
}

#[test]
fn a_batch_is_the_json_of_its_message() {
    let object = raw::Object {
        properties: [
            ("words".to_owned(), raw::Value::Int(-3)),
            ("rating".to_owned(), raw::Value::Number(-0.0)),
            ("title".to_owned(), raw::Value::Text("é\"\u{2028}".into())),
            ("ints".to_owned(), raw::Value::List(vec![raw::Value::Int(1 << 53)])),
        ]
        .into(),
        vectors: [("v".to_owned(), vec![0.1_f32, 1e-45])].into(),
        ..raw::Object::default()
    };
    let mut batch = crate::wire::Batch::new("Article", Some("acme"), std::sync::Arc::new(Names::new()));
    let id = crate::key_id(&1_i64);
    batch.push(&object, id).unwrap();
    let message = batch.finish(None);
    let body: Value = serde_json::from_slice(&objects(&message, None, &Names::new()).unwrap()).unwrap();
    // As REST writes the same object by itself, but that a vector has all digits of its numbers.
    let mut by_itself =
        crate::wire::json::object(&object, "Article", Some("acme"), id, &Names::new()).unwrap();
    by_itself["vectors"]["v"] = json!([f64::from(0.1_f32), f64::from(1e-45_f32)]);
    assert_eq!(body["objects"][0], by_itself);

    // One link, whose class the message does not say.
    let mut message = BatchObjectsRequest::decode(message).unwrap();
    let links = weaviate_proto::batch_object::SingleTargetRefProps {
        uuids: vec![OTHER.into()],
        prop_name: "by".into(),
    };
    message.objects[0].properties.as_mut().unwrap().single_target_ref_props.push(links);
    let message = message.encode_to_vec();
    for (shape, beacon) in [
        (Some(Shape::declared(&ARTICLE)), format!("weaviate://localhost/Category/{OTHER}")),
        (None, format!("weaviate://localhost/{OTHER}")),
    ] {
        let body: Value = serde_json::from_slice(&objects(&message, shape, &Names::new()).unwrap()).unwrap();
        assert_eq!(body["objects"][0]["properties"]["by"], json!([{ "beacon": beacon }]));
    }
}

#[test]
fn what_became_of_a_write() {
    let answer = json!([
        { "id": ID, "result": { "status": "SUCCESS" } },
        { "id": ID, "result": { "status": "FAILED", "errors": { "error": [{ "message": "no" }, { "message": "never" }] } } },
    ]);
    let reply = BatchObjectsReply::decode(objects_reply(answer.to_string().as_bytes()).unwrap()).unwrap();
    assert_eq!(
        (reply.errors.len(), reply.errors[0].index, reply.errors[0].error.as_str()),
        (1, 1, "no; never")
    );
    for answer in
        ["", "<html>", "{}", "[{}]", "[null]", r#"[{"result": {"status": "PENDING"}}]"#, r#"[{"result": 3}]"#]
    {
        assert_eq!(objects_reply(answer.as_bytes()).unwrap_err().kind(), ErrorKind::Decode, "{answer}");
        assert_eq!(references_reply(answer.as_bytes()).unwrap_err().kind(), ErrorKind::Decode, "{answer}");
    }
    let answer = json!({ "results": { "matches": 2, "successful": 1, "failed": 1, "objects": [
        { "id": ID, "status": "SUCCESS" },
        { "id": OTHER, "status": "FAILED", "errors": { "error": [{ "message": "no" }] } },
    ] } });
    let reply = BatchDeleteReply::decode(delete_reply(answer.to_string().as_bytes()).unwrap()).unwrap();
    assert_eq!((reply.matches, reply.successful, reply.failed), (2, 1, 1));
    assert_eq!(reply.objects[1].error.as_deref(), Some("no"));
    for answer in
        ["", "[]", "{}", r#"{"results": {"matches": "x"}}"#, r#"{"results": {"objects": [{"id": "x"}]}}"#]
    {
        assert_eq!(delete_reply(answer.as_bytes()).unwrap_err().kind(), ErrorKind::Decode, "{answer}");
    }
}
