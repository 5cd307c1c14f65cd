//! The same questions printed as GraphQL: the objects and numbers that were recorded over gRPC.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};
use weaviate::{
    Collection as _, ErrorKind, Names,
    render::{self, Context},
    schema::CollectionDef,
};
use weaviate_tests::{World, run};

use super::{case::Case, cases, collections as of, load};

fn definition(name: &str) -> &'static CollectionDef {
    let all = [
        of::Article::SCHEMA,
        of::Author::SCHEMA,
        of::Place::SCHEMA,
        of::Gadget::SCHEMA,
        of::Signal::SCHEMA,
        of::Recipe::SCHEMA,
        of::Quote::SCHEMA,
        of::Ledger::SCHEMA,
        of::Headline::SCHEMA,
    ];
    all.into_iter().find(|one| one.name == name).unwrap_or_else(|| panic!("`{name}` is not declared"))
}

fn names(world: &World) -> Names {
    let prefix = world.class("");
    if prefix.is_empty() { Names::new() } else { Names::new().with_prefix(prefix).expect("a prefix") }
}

/// One query. By HTTP 1.0, whose answers come in one piece.
async fn ask(at: &str, query: &str) -> Value {
    let (body, host) = (json!({ "query": query }).to_string(), at.trim_start_matches("http://"));
    let mut stream = TcpStream::connect(host.trim_end_matches('/')).await.expect("the server");
    let head = format!(
        "POST /v1/graphql HTTP/1.0\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).await.expect("the question is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8(answer).expect("UTF-8");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// What became of a case.
enum Outcome {
    Right,
    /// GraphQL cannot carry it, or this server's has no word for it.
    Refused,
    Wrong(String),
}

async fn outcome(case: &Case, at: &str, names: &Names) -> Outcome {
    let recorded = case.recorded();
    let cx = Context { tenant: recorded["request"]["tenant"].as_str(), ..Context::new(names) };
    let (name, kind, printed) = match case.question() {
        Ok(query) => {
            let name = &query.collection;
            (name, "Get", render::graphql::query(query, definition(name), &cx))
        }
        Err(aggregate) => {
            let name = &aggregate.collection;
            (name, "Aggregate", render::graphql::aggregate(aggregate, definition(name), &cx))
        }
    };
    let printed = match printed {
        Ok(printed) => printed,
        Err(error) if error.kind() == ErrorKind::Unsupported => return Outcome::Refused,
        Err(error) => return Outcome::Wrong(error.to_string()),
    };
    let answer = ask(at, &printed).await;
    if !answer["errors"].is_null() {
        // A class of one replica has no such field, and the server says so.
        if recorded["request"]["metadata"]["is_consistent"] == true
            && answer["errors"].to_string().contains("Cannot query field \\\"isConsistent\\\"")
        {
            return Outcome::Refused;
        }
        return Outcome::Wrong(format!("{}\n  {printed}", answer["errors"]));
    }
    let found = &answer["data"][kind][names.class(name).as_ref()];
    // The engine's GraphQL has no profile, and finds nothing instead.
    if recorded["request"]["metadata"]["query_profile"] == true && found.as_array().is_none_or(Vec::is_empty)
    {
        return Outcome::Refused;
    }
    let same = if kind == "Get" { objects(found, recorded) } else { numbers(found, &recorded["reply"]) };
    match same {
        Ok(()) => Outcome::Right,
        Err(why) => Outcome::Wrong(format!("{why}\n  {printed}")),
    }
}

fn objects(found: &Value, recorded: &Value) -> Result<(), String> {
    // Some were recorded without ids: then the number of objects is compared.
    let id = |object: &Value, key: &str| object[key]["id"].as_str().unwrap_or_default().to_owned();
    let none = Vec::new();
    // Of groups all objects are compared, the best group's first.
    let groups = recorded["reply"]["group_by_results"].as_array();
    let results = recorded["reply"]["results"].as_array().unwrap_or(&none);
    let objects: Vec<&Value> = match groups {
        Some(groups) => {
            groups.iter().flat_map(|group| group["objects"].as_array().into_iter().flatten()).collect()
        }
        None => results.iter().collect(),
    };
    let rank = |object: &Value| format!("{} {}", object["metadata"]["distance"], object["metadata"]["score"]);
    let found = found.as_array().unwrap_or(&none);
    let found: Vec<&Value> = match groups {
        Some(_) => {
            let hits = found.iter().filter_map(|group| group["_additional"]["group"]["hits"].as_array());
            hits.flatten().collect()
        }
        None => found.iter().collect(),
    };
    let wanted: Vec<String> = objects.iter().map(|object| id(object, "metadata")).collect();
    let found: Vec<String> = found.iter().map(|object| id(object, "_additional")).collect();
    let unnamed = wanted.iter().all(String::is_empty);
    // Equally near or good ones may change places.
    let ranks: BTreeMap<&String, String> =
        wanted.iter().zip(objects.iter().map(|object| rank(object))).collect();
    let ranked = |ids: &[String]| {
        ids.iter().map(|id| ranks.get(id)).collect::<Vec<_>>()
            == wanted.iter().map(|id| ranks.get(id)).collect::<Vec<_>>()
    };
    let different = found.iter().collect::<BTreeSet<_>>().len() == found.len();
    // An object may be in several groups.
    if unnamed && wanted.len() == found.len() || wanted == found || different && ranked(&found) {
        return Ok(());
    }
    Err(format!("{} objects were recorded, {} found: {wanted:?} {found:?}", wanted.len(), found.len()))
}

/// Group by group, metric by metric; groups have no order.
fn numbers(found: &Value, reply: &Value) -> Result<(), String> {
    let one = |group: &Value| -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        if let Some(count) = group["objects_count"].as_str() {
            all.insert("meta.count".into(), number(&json!(count)));
        }
        for property in group["aggregations"]["aggregations"].as_array().into_iter().flatten() {
            let name = property["property"].as_str().unwrap_or_default();
            for (_, metrics) in property.as_object().into_iter().flatten().filter(|(_, of)| of.is_object()) {
                for (metric, value) in metrics.as_object().into_iter().flatten() {
                    let value = match metric.as_str() {
                        "type" => continue,
                        "top_occurences" => top(&value["items"]),
                        _ => number(value),
                    };
                    all.insert(format!("{name}.{metric}"), value);
                }
            }
        }
        all
    };
    let ours = |group: &Value| -> BTreeMap<String, Value> {
        let mut all = BTreeMap::new();
        for (name, metrics) in
            group.as_object().into_iter().flatten().filter(|(name, _)| *name != "groupedBy")
        {
            for (metric, value) in
                metrics.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null())
            {
                let (metric, value) = match metric.as_str() {
                    "topOccurrences" => ("top_occurences".to_owned(), top(value)),
                    metric => (snake(metric), number(value)),
                };
                all.insert(format!("{name}.{metric}"), value);
            }
        }
        all
    };
    let grouped = reply["grouped_results"]["groups"].as_array();
    let mut wanted: Vec<_> =
        grouped.map_or_else(|| vec![one(&reply["single_result"])], |groups| groups.iter().map(one).collect());
    let mut found: Vec<_> = found.as_array().into_iter().flatten().map(ours).collect();
    // The reply has zeros of its own for what was not asked, and one group of nothing where there is none.
    if let Some(asked) = found.first() {
        let asked: Vec<String> = asked.keys().cloned().collect();
        for group in &mut wanted {
            group.retain(|name, _| asked.contains(name));
        }
    }
    if found.is_empty() {
        wanted.retain(|group| !group.is_empty());
    }
    for groups in [&mut wanted, &mut found] {
        groups.sort_by_key(|group| format!("{group:?}"));
    }
    if wanted == found { Ok(()) } else { Err(format!("recorded {wanted:?}\n  found {found:?}")) }
}

/// Ints are texts in protobuf's JSON; singles and doubles differ in their last digits.
fn number(value: &Value) -> Value {
    let read = match value {
        Value::String(text) => text.parse::<f64>().ok(),
        value => value.as_f64(),
    };
    read.map_or_else(|| value.clone(), |number| json!(format!("{:.6e}", number + 0.0)))
}

fn top(items: &Value) -> Value {
    let items = items.as_array().into_iter().flatten();
    items.map(|item| json!([item["value"].as_str().unwrap_or_default(), number(&item["occurs"])])).collect()
}

fn snake(name: &str) -> String {
    name.chars().fold(String::new(), |mut out, c| {
        if c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
        out
    })
}

#[test]
fn printed_as_graphql_they_are_answered_as_recorded() {
    run(|world| async move {
        load::load(&world).await;
        let (at, _serving) = world.http().await;
        let names = names(&world);
        let (mut right, mut refused, mut problems) = (0, 0, Vec::new());
        for case in cases().iter().filter(|case| case.can_be_asked()) {
            match outcome(case, &at, &names).await {
                Outcome::Right => right += 1,
                Outcome::Refused => refused += 1,
                Outcome::Wrong(why) => problems.push(format!("{}: {why}", case.id)),
            }
        }
        println!("over GraphQL {right} right, {refused} refused, {} wrong", problems.len());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(right >= 350, "{right} questions");
    });
}
