//! Tenants: 14 mistakes, by three requests; and those of the path.

use serde_json::{Value as Json, json};

use crate::{
    ask::{Ask, Body, Mistake},
    objects::world,
    play::{Family, pairs, pairs_but, play},
};

// `DELETE` brings names, the others tenants.
fn tenant(ask: &mut Ask, names: &[&str], status: Option<&str>) {
    let names_only = ask.method == reqwest::Method::DELETE;
    let Body::Json(body) = &mut ask.body else { return };
    let status = status.map(str::to_owned).or_else(|| Some(body[0]["activityStatus"].as_str()?.to_owned()));
    *body = names
        .iter()
        .map(|name| match &status {
            _ if names_only => json!(name),
            Some(status) => json!({"name": name, "activityStatus": status}),
            None => json!({"name": name}),
        })
        .collect();
}

fn status(ask: &mut Ask, status: &str) {
    let Body::Json(body) = &ask.body else { return };
    let name = |item: &Json| item.as_str().or(item["name"].as_str()).unwrap_or_default().to_owned();
    let names: Vec<String> = body.as_array().into_iter().flatten().map(name).collect();
    tenant(ask, &names.iter().map(String::as_str).collect::<Vec<_>>(), Some(status));
}

const MISTAKES: &[Mistake] = &[
    ("malformed JSON", |ask| ask.text("[{\"name\"")),
    ("map for a list", |ask| ask.text("{\"name\": \"t1\"}")),
    ("list of numbers", |ask| ask.text("[1]")),
    ("unknown class", |ask| ask.path("Thing", "Nothing")),
    ("class without tenants", |ask| ask.path("Thing", "Other")),
    ("lower case class", |ask| ask.path("Thing", "thing")),
    ("empty list", |ask| tenant(ask, &[], None)),
    ("empty name", |ask| tenant(ask, &[""], None)),
    ("wrong name", |ask| tenant(ask, &["a b"], None)),
    ("name twice", |ask| tenant(ask, &["t1", "t1"], None)),
    ("unknown tenant", |ask| tenant(ask, &["nobody"], None)),
    ("unknown status", |ask| status(ask, "WARM")),
    ("status of the server's own", |ask| status(ask, "ONLOADING")),
    ("status that needs a module", |ask| status(ask, "OFFLOADED")),
    ("too many", |ask| {
        let names: Vec<String> = (0..101).map(|at| format!("t{at}")).collect();
        tenant(ask, &names.iter().map(String::as_str).collect::<Vec<_>>(), None);
    }),
];

#[tokio::test(flavor = "multi_thread")]
async fn tenants() {
    let body = json!([{"name": "t1", "activityStatus": "HOT"}]);
    let requests = [
        ("add", Ask::new("POST schema/Thing/tenants", body.clone())),
        ("update", Ask::new("PUT schema/Thing/tenants", body)),
        ("remove", Ask::new("DELETE schema/Thing/tenants", json!(["t1"]))),
    ];
    // Of many tenants a server tells in the order of a Go map.
    let mut asked = pairs_but(&requests, MISTAKES, &["status of the server's own", "too many"]);
    let one = [
        ("get", Ask::bare("GET schema/Thing/tenants/t1")),
        ("head", Ask::bare("HEAD schema/Thing/tenants/t1")),
        ("list", Ask::bare("GET schema/Thing/tenants")),
    ];
    asked.extend(pairs(
        &one,
        &[
            ("unknown class", |ask| ask.path("Thing", "Nothing")),
            ("class without tenants", |ask| ask.path("Thing", "Other")),
            ("lower case class", |ask| ask.path("Thing", "thing")),
            ("unknown tenant", |ask| ask.path("t1", "nobody")),
            ("wrong name", |ask| ask.path("t1", "a%20b")),
        ],
    ));
    play(&Family { name: "tenants", world: world(), asked, without: &[] }).await;
}
