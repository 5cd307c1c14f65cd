//! Many objects or references at once: the mistakes of one, and those of the request.

use serde_json::json;

use crate::{
    ask::{Ask, Body, Mistake, beacon, id},
    objects::{self, good, world},
    play::{Family, pairs, pairs_but, play},
};

const REFERENCE: &[Mistake] = &[
    ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
    ("malformed JSON", |ask| ask.text("[{\"from\"")),
    ("empty list", |ask| ask.set("", json!([]))),
    ("map for a list", |ask| ask.set("", json!({"from": "a"}))),
    ("from is missing", |ask| ask.without("/0/from")),
    ("from is no URI", |ask| ask.set("0/from", json!("Thing"))),
    ("from without a class", |ask| from(ask, &format!("{}/r", id(1)))),
    ("from without a property", |ask| from(ask, &format!("Thing/{}", id(1)))),
    ("from with a malformed id", |ask| from(ask, "Thing/one/r")),
    ("from of unknown class", |ask| from(ask, &format!("Nothing/{}/r", id(1)))),
    ("from of unknown property", |ask| from(ask, &format!("Thing/{}/none", id(1)))),
    ("from a property of another type", |ask| from(ask, &format!("Thing/{}/t", id(1)))),
    ("from nothing", |ask| from(ask, &format!("Thing/{}/r", id(9)))),
    ("to is missing", |ask| ask.without("/0/to")),
    ("to is no URI", |ask| ask.set("0/to", json!("Other"))),
    ("to without a class", |ask| ask.set("0/to", beacon(&id(1))["beacon"].clone())),
    ("to with a malformed id", |ask| ask.set("0/to", beacon("Other/one")["beacon"].clone())),
    ("to unknown class", |ask| ask.set("0/to", beacon(&format!("Nothing/{}", id(1)))["beacon"].clone())),
    ("to another class", |ask| ask.set("0/to", beacon(&format!("Thing/{}", id(1)))["beacon"].clone())),
    ("to nothing", |ask| ask.set("0/to", beacon(&format!("Other/{}", id(9)))["beacon"].clone())),
    ("no tenant", |ask| ask.without("/0/tenant")),
    ("unknown tenant", |ask| ask.set("0/tenant", json!("nobody"))),
    ("inactive tenant", |ask| ask.set("0/tenant", json!("cold"))),
];

fn from(ask: &mut Ask, source: &str) {
    ask.set("0/from", beacon(source)["beacon"].clone());
}

const DELETE: &[Mistake] = &[
    ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
    ("malformed JSON", |ask| ask.text("{\"match\"")),
    ("list for a map", |ask| ask.set("", json!([]))),
    ("no match", |ask| ask.without("/match")),
    ("no class", |ask| ask.without("/match/class")),
    ("unknown class", |ask| ask.set("match/class", json!("Nothing"))),
    ("no where", |ask| ask.without("/match/where")),
    ("empty where", |ask| ask.set("match/where", json!({}))),
    ("unknown property", |ask| ask.set("match/where/path", json!(["none"]))),
    ("no operator", |ask| ask.without("/match/where/operator")),
    ("unknown operator", |ask| ask.set("match/where/operator", json!("Nearly"))),
    ("no value", |ask| ask.without("/match/where/valueText")),
    ("value of another type", |ask| {
        ask.without("/match/where/valueText");
        ask.set("match/where/valueInt", json!(1));
    }),
    ("two values", |ask| ask.set("match/where/valueInt", json!(1))),
    ("unknown output", |ask| ask.set("output", json!("loud"))),
    ("no tenant", |ask| ask.without_parameter("tenant")),
    ("unknown tenant", |ask| ask.parameter("tenant", "nobody")),
    ("inactive tenant", |ask| ask.parameter("tenant", "cold")),
];

#[tokio::test(flavor = "multi_thread")]
async fn batches() {
    let references = json!([{
        "from": beacon(&format!("Thing/{}/r", id(1)))["beacon"],
        "to": beacon(&format!("Other/{}", id(1)))["beacon"],
        "tenant": "t1",
    }]);
    let matching = json!({"class": "Thing", "where": {"path": ["t"], "operator": "Equal", "valueText": "a"}});
    let delete = json!({"match": matching, "output": "verbose", "dryRun": true});
    let mut asked = pairs(&[("references", Ask::new("POST batch/references", references))], REFERENCE);
    asked.extend(pairs(&[("delete", Ask::new("DELETE batch/objects?tenant=t1", delete))], DELETE));
    // Each pair of an object's mistakes, beside an object without one.
    let single = [("objects", Ask::new("POST batch/objects", good(2)))];
    asked.extend(pairs_but(&single, objects::MISTAKES, objects::OF_PROPERTIES).into_iter().map(
        |(key, mut ask)| {
            if let Body::Json(object) = &mut ask.body {
                *object = json!({"objects": [good(3), object]});
            }
            (key, ask)
        },
    ));
    let whole: &[Mistake] = &[
        ("empty list", |ask| ask.set("objects", json!([]))),
        ("no list", |ask| ask.without("/objects")),
        ("null for a list", |ask| ask.set("objects", json!(null))),
        ("map for a list", |ask| ask.set("objects", json!({}))),
        ("number in the list", |ask| ask.set("objects", json!([1]))),
        ("null in the list", |ask| ask.set("objects", json!([null]))),
        ("list for a body", |ask| ask.set("", json!([]))),
        ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
    ];
    let request = [("request", Ask::new("POST batch/objects", json!({"objects": [good(3)]})))];
    asked.extend(pairs(&request, whole));
    play(&Family { name: "batch", world: world(), asked, without: &[] }).await;
}
