//! One reference written: 16 mistakes, by three requests.

use serde_json::json;

use crate::{
    ask::{Ask, Body, Mistake, beacon, id},
    objects::world,
    play::{Family, pairs, play},
};

// `PUT` brings a list, the others one reference.
fn to(ask: &mut Ask, target: &str) {
    let text =
        if target.contains("://") || target.is_empty() { json!({"beacon": target}) } else { beacon(target) };
    if let Body::Json(body) = &mut ask.body {
        *body = if body.is_array() { json!([text]) } else { text };
    }
}

const MISTAKES: &[Mistake] = &[
    ("consistency level", |ask| ask.parameter("consistency_level", "SOME")),
    ("malformed JSON", |ask| ask.text("{\"beacon\"")),
    ("text for a body", |ask| ask.text("\"a\"")),
    ("malformed id", |ask| ask.path(&id(1), "one")),
    ("missing id", |ask| ask.path(&id(1), &id(9))),
    ("unknown class", |ask| ask.path("Thing", "Nothing")),
    ("unknown property", |ask| ask.path("references/r", "references/none")),
    ("property of another type", |ask| ask.path("references/r", "references/t")),
    ("no tenant", |ask| ask.without_parameter("tenant")),
    ("unknown tenant", |ask| ask.parameter("tenant", "nobody")),
    ("inactive tenant", |ask| ask.parameter("tenant", "cold")),
    ("beacon is empty", |ask| to(ask, "")),
    ("beacon is no URI", |ask| {
        ask.set("", json!({"beacon": "Other"}));
    }),
    ("beacon of another kind", |ask| to(ask, "http://localhost/Other/00000000-0000-0000-0000-000000000001")),
    ("beacon without a class", |ask| to(ask, &id(1))),
    ("beacon with a malformed id", |ask| to(ask, "Other/one")),
    ("beacon of unknown class", |ask| to(ask, &format!("Nothing/{}", id(1)))),
    ("beacon of another class", |ask| to(ask, &format!("Thing/{}", id(1)))),
    ("beacon to nothing", |ask| to(ask, &format!("Other/{}", id(9)))),
];

#[tokio::test(flavor = "multi_thread")]
async fn references() {
    let line = |method: &str| format!("{method} objects/Thing/{}/references/r?tenant=t1", id(1));
    let body = beacon(&format!("Other/{}", id(1)));
    let requests = [
        ("add", Ask::new(&line("POST"), body.clone())),
        ("replace", Ask::new(&line("PUT"), json!([body]))),
        ("remove", Ask::new(&line("DELETE"), body)),
    ];
    play(&Family { name: "references", world: world(), asked: pairs(&requests, MISTAKES), without: &[] })
        .await;
}
