//! One object written: 18 mistakes, by four requests.

use serde_json::json;

use crate::{
    ask::{Ask, Mistake, beacon, id},
    play::{Family, pairs, pairs_but, play},
};

/// Mistakes of properties: a server looks at these in the order of a Go map.
pub(crate) const OF_PROPERTIES: &[&str] = &[
    "unknown property",
    "text in a number",
    "reference is no list",
    "beacon of unknown class",
    "beacon to nothing",
];

pub(crate) const MISTAKES: &[Mistake] = &[
    ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
    ("malformed JSON", |ask| ask.text("{\"class\": \"Thing\",")),
    ("malformed id", |ask| ask.set("id", json!("one"))),
    ("other id", |ask| ask.set("id", json!(id(9)))),
    ("taken id", |ask| ask.set("id", json!(id(1)))),
    ("no class", |ask| ask.without("/class")),
    ("unknown class", |ask| ask.set("class", json!("Nothing"))),
    ("no tenant", |ask| ask.without("/tenant")),
    ("unknown tenant", |ask| ask.set("tenant", json!("nobody"))),
    ("inactive tenant", |ask| ask.set("tenant", json!("cold"))),
    ("properties are no map", |ask| ask.set("properties", json!(["a"]))),
    ("unknown property", |ask| ask.set("properties/none", json!("a"))),
    ("text in a number", |ask| ask.set("properties/n", json!("one"))),
    ("reference is no list", |ask| ask.set("properties/r", json!("Other"))),
    ("beacon of unknown class", |ask| {
        ask.set("properties/r", json!([beacon(&format!("Nothing/{}", id(1)))]));
    }),
    ("beacon to nothing", |ask| ask.set("properties/q", json!([beacon(&format!("Other/{}", id(9)))]))),
    ("unknown vector", |ask| ask.set("vectors/none", json!([1, 2]))),
    ("vector of other length", |ask| ask.set("vectors/v", json!([1, 2, 3, 4]))),
    ("vector of texts", |ask| ask.set("vectors/v", json!(["a"]))),
];

/// A collection with tenants, and another it refers to; each holds the object 1.
pub(crate) fn world() -> Vec<Ask> {
    let object = |class: &str| json!({"class": class, "id": id(1)});
    let mut thing = object("Thing");
    thing["tenant"] = json!("t1");
    thing["vectors"] = json!({"v": [1, 2], "w": [1, 2]});
    let vector = json!({"vectorizer": {"none": {}}, "vectorIndexType": "hnsw"});
    vec![
        Ask::new("POST schema", json!({"class": "Other", "vectorizer": "none"})),
        Ask::new(
            "POST schema",
            json!({"class": "Thing", "multiTenancyConfig": {"enabled": true},
                "vectorConfig": {"v": vector, "w": vector}, "properties": [
                {"name": "t", "dataType": ["text"]}, {"name": "n", "dataType": ["int"]},
                {"name": "r", "dataType": ["Other"]}, {"name": "q", "dataType": ["Other"]}]}),
        ),
        Ask::new(
            "POST schema/Thing/tenants",
            json!([{"name": "t1"}, {"name": "cold", "activityStatus": "COLD"}]),
        ),
        Ask::new("POST objects", object("Other")),
        Ask::new("POST objects", thing),
    ]
}

/// An object that could be stored.
pub(crate) fn good(n: u32) -> serde_json::Value {
    json!({"class": "Thing", "id": id(n), "tenant": "t1", "vectors": {"v": [1, 2]},
        "properties": {"t": "a", "n": 1, "r": [beacon(&format!("Other/{}", id(1)))]}})
}

#[tokio::test(flavor = "multi_thread")]
async fn objects() {
    let mut requests = vec![
        ("add", Ask::new("POST objects", good(2))),
        ("validate", Ask::new("POST objects/validate", good(2))),
        ("replace", Ask::new(&format!("PUT objects/Thing/{}", id(1)), good(1))),
        ("merge", Ask::new(&format!("PATCH objects/Thing/{}", id(1)), good(1))),
    ];
    let asked = pairs_but(&requests, MISTAKES, OF_PROPERTIES);
    // What stands in the path.
    requests.drain(..2);
    requests.extend([
        ("get", Ask::bare(&format!("GET objects/Thing/{}?tenant=t1", id(1)))),
        ("head", Ask::bare(&format!("HEAD objects/Thing/{}?tenant=t1", id(1)))),
        ("delete", Ask::bare(&format!("DELETE objects/Thing/{}?tenant=t1", id(1)))),
    ]);
    let in_path: &[Mistake] = &[
        ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
        ("malformed id in path", |ask| ask.path(&id(1), "one")),
        ("missing id in path", |ask| ask.path(&id(1), &id(9))),
        ("unknown class in path", |ask| ask.path("Thing", "Nothing")),
        ("lower case class in path", |ask| ask.path("Thing", "thing")),
        ("same id in the body", |ask| ask.set("id", json!(id(9)))),
        ("no id in the body", |ask| ask.without("/id")),
        ("no class in the body", |ask| ask.without("/class")),
        ("unknown class in the body", |ask| ask.set("class", json!("Nothing"))),
        ("no tenant", |ask| {
            ask.without("/tenant");
            ask.without_parameter("tenant");
        }),
        ("unknown tenant", |ask| {
            ask.set("tenant", json!("nobody"));
            if ask.path.contains('?') {
                ask.parameter("tenant", "nobody");
            }
        }),
        ("inactive tenant", |ask| {
            ask.set("tenant", json!("cold"));
            if ask.path.contains('?') {
                ask.parameter("tenant", "cold");
            }
        }),
        ("unknown property", |ask| ask.set("properties/none", json!("a"))),
        ("include", |ask| ask.parameter("include", "nonsense")),
        ("node", |ask| ask.parameter("node_name", "nobody")),
    ];
    let mut asked = asked;
    asked.extend(pairs(&requests, in_path).into_iter().map(|(key, ask)| (format!("path, {key}"), ask)));
    play(&Family { name: "objects", world: world(), asked, without: &[] }).await;
}
