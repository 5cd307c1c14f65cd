//! The recorded classes and objects on the server of a test, under its own names.
//!
//! They go in as they were recorded, by REST and one at a time, so that document order and creation times are those
//! of the recording. One thing is changed: a class with a vector without a name gets it as the named vector
//! `vector`, of the same index and distance, because our collections know named vectors only. Neither distances nor
//! scores depend on the name.

use std::{path::PathBuf, time::Duration};

use serde_json::{Map, Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use weaviate_tests::World;

/// The name of the vector that has none in the recording.
pub(super) const VECTOR: &str = "vector";

/// A file of the corpus.
pub(super) fn file(path: &str) -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../conformance")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("the corpus is JSON")
}

/// Loads everything that `load_order` names.
pub(super) async fn load(world: &World) {
    let (at, _serving) = world.http().await;
    let order = parse(&file("schema/_order.json"));
    let names: Vec<&str> = order["load_order"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    for name in &names {
        post(&at, "POST", "/v1/schema", &class(world, parse(&file(&format!("schema/{name}.json"))))).await;
        if order["tenants"][name].is_array() {
            let path = format!("/v1/schema/{}/tenants", world.class(name));
            post(&at, "POST", &path, &order["tenants"][name]).await;
        }
    }
    for name in &names {
        for line in file(&format!("dataset/{name}.jsonl")).lines() {
            post(&at, "POST", "/v1/objects", &object(world, parse(line))).await;
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }
}

/// The recorded class under the test's names, its vector named.
fn class(world: &World, mut class: Value) -> Value {
    class["class"] = world.class(class["class"].as_str().unwrap()).into();
    for property in class["properties"].as_array_mut().unwrap() {
        for kind in property["dataType"].as_array_mut().unwrap() {
            let name = kind.as_str().unwrap();
            if name.starts_with(char::is_uppercase) {
                *kind = world.class(name).into();
            }
        }
    }
    let document = class.as_object_mut().unwrap();
    let skipped = document.get("vectorIndexConfig").is_some_and(|config| config["skip"] == true);
    if document.contains_key("vectorIndexType") && !skipped {
        let vectorizer = document.remove("vectorizer").unwrap();
        let vectorizer = vectorizer.as_str().unwrap();
        let settings = document
            .get_mut("moduleConfig")
            .and_then(Value::as_object_mut)
            .and_then(|modules| modules.remove(vectorizer))
            .unwrap_or_else(|| json!({}));
        let mut named = Map::from_iter([("vectorizer".to_owned(), json!({ vectorizer: settings }))]);
        for key in ["vectorIndexType", "vectorIndexConfig"] {
            named.insert(key.to_owned(), document.remove(key).unwrap());
        }
        document.insert("vectorConfig".to_owned(), json!({ VECTOR: named }));
    }
    class
}

/// The recorded object under the test's names.
fn object(world: &World, mut object: Value) -> Value {
    object["class"] = world.class(object["class"].as_str().unwrap()).into();
    if let Some(vector) = object.as_object_mut().unwrap().remove("vector") {
        object["vectors"] = json!({ VECTOR: vector });
    }
    for value in object["properties"].as_object_mut().unwrap().values_mut() {
        for link in value.as_array_mut().into_iter().flatten() {
            let Some(beacon) = link.get("beacon").and_then(Value::as_str) else { continue };
            let (rest, id) = beacon.rsplit_once('/').unwrap();
            let (host, class) = rest.rsplit_once('/').unwrap();
            *link = json!({ "beacon": format!("{host}/{}/{id}", world.class(class)) });
        }
    }
    object
}

/// One request by plain HTTP: the client has no way to send a document as it is.
async fn post(at: &str, verb: &str, path: &str, body: &Value) {
    let (body, host) = (body.to_string(), at.trim_start_matches("http://").trim_end_matches('/'));
    let mut stream = TcpStream::connect(host).await.unwrap_or_else(|error| panic!("{host}: {error}"));
    let head = format!(
        "{verb} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.expect("the head is sent");
    stream.write_all(body.as_bytes()).await.expect("the body is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200"), "{verb} {path} {body}\n{answer}");
}
