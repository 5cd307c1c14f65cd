//! The planner's table of all fields against a server: a class for each row, whose field is changed as the row says.

mod rows;

use std::time::Duration;

use serde_json::{Map, Value};
use weaviate::{
    Version,
    sync::{Answer, Row, TABLE},
};
use weaviate_tests::{World, leave_out, run};

use rows::{
    Way::{Index, Post, Put, Without},
    base, over, row,
};

/// REST of the server at hand.
struct Rest {
    url: String,
    http: reqwest::Client,
}

impl Rest {
    async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> (u16, String) {
        let request = self.http.request(method.parse().unwrap(), format!("{}/v1/{path}", self.url));
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn class(&self, name: &str) -> Value {
        let (_, text) = self.ask("GET", &format!("schema/{name}"), None).await;
        serde_json::from_str(&text).unwrap_or_else(|_| panic!("no class: {text}"))
    }
}

/// Puts a value at a pointer, and makes what is not there on the way.
fn put(json: &mut Value, pointer: &str, to: &Value) {
    let (key, rest) = match pointer[1..].split_once('/') {
        Some((key, rest)) => (key, Some(format!("/{rest}"))),
        None => (&pointer[1..], None),
    };
    let at = match json {
        Value::Array(list) => {
            let place: usize = key.parse().unwrap();
            if place == list.len() {
                list.push(Value::Null);
            }
            &mut list[place]
        }
        json => {
            if json.is_null() {
                *json = Map::new().into();
            }
            json.as_object_mut().unwrap().entry(key).or_insert(Value::Null)
        }
    };
    match rest {
        Some(rest) => put(at, &rest, to),
        None => *at = to.clone(),
    }
}

fn without(json: &mut Value, pointer: &str) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap() {
        Value::Array(list) => drop(list.remove(key.parse().unwrap())),
        parent => drop(parent.as_object_mut().unwrap().remove(key)),
    }
}

/// Whether the class has all of `to` there; what is off may not be shown.
fn has(class: &Value, pointer: &str, to: &Value) -> bool {
    match (to, class.pointer(pointer)) {
        (Value::Object(to), found) => {
            to.iter().all(|(key, to)| found.is_some_and(|found| has(found, &format!("/{key}"), to)))
                && found.is_some()
        }
        (Value::Bool(false), None) => true,
        (to, Some(found)) => to == found || to.as_f64().is_some_and(|to| found.as_f64() == Some(to)),
        (_, None) => false,
    }
}

/// What was seen, in the words of the table; `None` where the server cannot have such a class.
async fn seen(rest: &Rest, class: &str, row: &Row) -> Option<(bool, bool, String)> {
    let (more, way) = self::row(row, class);
    let (status, text) = rest.ask("POST", "schema", Some(&over(base(class), more))).await;
    if status >= 300 {
        leave_out("server", &format!("{} {} {}: {text}", row.part, row.field, row.change));
        return None;
    }
    let before = rest.class(class).await;
    for (part, field) in fields(&before) {
        assert!(is_known(&part, &field), "the table has no row of `{field}` of a {part}");
    }
    let path = format!("schema/{class}");
    let (answer, pointer, to) = match &way {
        Put(pointer, to) => {
            let mut body = before.clone();
            put(&mut body, pointer, to);
            if row.field == "another quantizer" {
                put(&mut body, "/vectorConfig/v/vectorIndexConfig/rq/enabled", &false.into());
            }
            (rest.ask("PUT", &path, Some(&body)).await, (*pointer).to_owned(), to.clone())
        }
        Without(pointer) => {
            let mut body = before.clone();
            without(&mut body, pointer);
            (rest.ask("PUT", &path, Some(&body)).await, (*pointer).to_owned(), Value::Null)
        }
        Post(property) => {
            let at = before["properties"].as_array().unwrap().len();
            let pointer = format!("/properties/{at}/name");
            (
                rest.ask("POST", &format!("{path}/properties"), Some(property)).await,
                pointer,
                property["name"].clone(),
            )
        }
        Index(index, body, pointer, to) => {
            let method = if body.is_some() { "PUT" } else { "DELETE" };
            let answer = rest.ask(method, &format!("{path}/properties/{index}"), body.as_ref()).await;
            (answer, (*pointer).to_owned(), to.clone())
        }
    };
    let accepted = answer.0 < 300;
    let mut changed = false;
    // A task of the server needs a moment.
    for _ in 0..if accepted && matches!(way, Index(..)) { 200 } else { 1 } {
        let after = rest.class(class).await;
        changed = if to.is_null() {
            after.pointer(&pointer) != before.pointer(&pointer)
        } else {
            has(&after, &pointer, &to)
        };
        if changed {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Some((accepted, changed, format!("{} {}", answer.0, answer.1.chars().take(200).collect::<String>())))
}

/// The engine does not look whether this is so; each is said with its reason.
fn differs(world: &World, row: &Row) -> bool {
    let known = ENGINE.iter().find(|(part, field, _)| (*part, *field) == (row.part, row.field));
    match known.filter(|_| world.is_engine()) {
        Some((part, field, why)) => {
            leave_out("engine", &format!("{part} {field}: {why}"));
            true
        }
        None => false,
    }
}

const ENGINE: &[(&str, &str, &str)] =
    &[("vector", "vectorIndexType", "a server panics over it and says 200 with nothing; the engine refuses")];

/// What a server writes for itself, or shows of the fields beside it; nobody declares it.
const INTERNAL: &[&str] = &[
    "shardingConfig.actualCount",
    "shardingConfig.actualVirtualCount",
    "shardingConfig.desiredVirtualCount",
    "shardingConfig.function",
    "shardingConfig.key",
    "shardingConfig.strategy",
    "replicationConfig.asyncEnabled",
    "property.bucketGeneration",
    "property.searchableBlockmax",
    // Settings of a class or a vector as it is made.
    "skip",
    "skipDefaultQuantization",
    "trackDefaultQuantization",
];

/// The fields of a class as a server shows it, as the table calls them.
fn fields(class: &Value) -> Vec<(String, String)> {
    let keys = |json: &Value| {
        json.as_object().map(|json| json.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
    };
    let mut all = Vec::new();
    for (key, value) in class.as_object().unwrap() {
        match key.as_str() {
            "properties" | "vectorConfig" | "moduleConfig" | "objectTtlConfig" => {
                all.push(("collection".to_owned(), key.clone()));
            }
            "vectorIndexConfig" => all.push(("collection".to_owned(), format!("{key}.distance"))),
            _ if value.is_object() => {
                all.extend(
                    keys(value).into_iter().map(|inner| ("collection".to_owned(), format!("{key}.{inner}"))),
                );
            }
            _ => all.push(("collection".to_owned(), key.clone())),
        }
    }
    for property in class["properties"].as_array().unwrap() {
        let own = keys(property).into_iter().filter(|key| key != "nestedProperties");
        all.extend(own.map(|key| ("property".to_owned(), key)));
        for nested in property["nestedProperties"].as_array().into_iter().flatten() {
            all.extend(keys(nested).into_iter().map(|key| ("nested property".to_owned(), key)));
        }
    }
    for vector in class["vectorConfig"].as_object().into_iter().flat_map(|vectors| vectors.values()) {
        let kind = vector["vectorIndexType"].as_str().unwrap_or("hnsw").to_owned();
        all.extend(
            keys(vector)
                .into_iter()
                .filter(|key| key != "vectorIndexConfig")
                .map(|key| ("vector".to_owned(), key)),
        );
        all.extend(keys(&vector["vectorIndexConfig"]).into_iter().map(|key| (kind.clone(), key)));
    }
    all
}

/// Whether the table has a row of a field, or of what is inside of it.
fn is_known(part: &str, field: &str) -> bool {
    let internal = [field.to_owned(), format!("{part}.{field}")];
    let inside = |row: &&Row| {
        let same = row.field == field || row.field.starts_with(&format!("{field}."));
        // The two parts of a `dynamic` index are of their own kinds, and so are the quantizers.
        let of_a_kind = part == "dynamic" && ["hnsw", "flat"].contains(&field) && row.part == field;
        let quantizer = ["pq", "bq", "sq", "rq"].contains(&field) && row.part == "hnsw" && row.field == field;
        row.part == part && same || of_a_kind || quantizer
    };
    internal.iter().any(|name| INTERNAL.contains(&name.as_str())) || TABLE.iter().any(|row| inside(&row))
}

/// The page that people read: the same table.
#[test]
fn the_page_says_what_the_table_says() {
    let mut page = String::from(
        "# What a change of a schema takes\n\nMade of `sync::TABLE` by `BLESS=1 cargo test -p weaviate-tests --test rebuild page`. A test changes each field on \
         the embedded engine and on a real server, and holds the answer against its row.\n\n| of | field | change | takes | since | why |\n|---|---|---|---|---|---|\n",
    );
    for row in TABLE {
        let Row { part, field, change, class, why, .. } = row;
        let since = if row.since > Version::OLDEST { row.since.to_string() } else { String::new() };
        page = format!("{page}| {part} | `{field}` | {change} | {class} | {since} | {why} |\n");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/schema-changes.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), page, "write it anew with `BLESS=1`");
}

#[test]
fn a_server_does_with_each_field_what_the_table_says() {
    run(|world| async move {
        let (url, _serving) = world.http().await;
        // Another test may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let rest = Rest { url, http: reqwest::Client::builder().no_proxy().build().unwrap() };
        let (mut agreed, mut wrong) = (0, Vec::new());
        for (n, row) in TABLE.iter().enumerate() {
            if differs(&world, row) {
                continue;
            }
            let class = world.class(&format!("Row{n}"));
            let Some((accepted, changed, said)) = seen(&rest, &class, row).await else { continue };
            let fits = match row.answer {
                Answer::Takes | Answer::Works | Answer::Stores => accepted && changed,
                Answer::Refuses => !accepted,
                Answer::Ignores => accepted && !changed,
                _ => false,
            };
            if fits {
                agreed += 1;
            } else {
                wrong.push(format!(
                    "{} {} {}: the table says {:?}, the server says {said} (changed: {changed})",
                    row.part, row.field, row.change, row.answer
                ));
            }
            rest.ask("DELETE", &format!("schema/{class}"), None).await;
        }
        println!("{agreed} of {} rows agree", TABLE.len());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(agreed > TABLE.len() * 9 / 10, "{agreed} agree");
    });
}
