//! Filters with long lists: four times the objects and four times the values are about four times the work.

#[path = "support/program.rs"]
mod program;

use std::time::Duration;

use serde_json::{Value as Json, json};
use weaviate_local::{Engine, Serve};

use program::Remote;

const FEW: u32 = 800;
const MANY: u32 = 4 * FEW;
/// What is linear comes to 4, what is quadratic to 16.
const MOST: f64 = 9.0;
/// The shortest run counts: what else the machine does makes a run longer, never shorter.
const MOST_RUNS: usize = 12;

/// What this process has worked so far, on all its threads; where the system does not tell, the time.
fn worked() -> Duration {
    static START: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let times = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok());
    let nanos: u64 = times.filter_map(|line| line.split(' ').next()?.parse::<u64>().ok()).sum();
    if nanos == 0 { START.elapsed() } else { Duration::from_nanos(nanos) }
}

/// The id that ends in this number.
fn id(n: u32) -> String {
    format!("00000000-0000-0000-0000-{n:012}")
}

fn class(name: &str) -> Json {
    json!({"class": name, "vectorizer": "none", "properties": [
        {"name": "name", "dataType": ["text"], "tokenization": "field"},
        {"name": "words", "dataType": ["text"]},
        {"name": "tags", "dataType": ["text[]"], "tokenization": "field"},
        {"name": "number", "dataType": ["int"]},
        {"name": "amount", "dataType": ["number"]},
        {"name": "day", "dataType": ["date"]},
        {"name": "key", "dataType": ["uuid"]},
        {"name": "inner", "dataType": ["object"], "nestedProperties": [
            {"name": "words", "dataType": ["text"]},
            {"name": "number", "dataType": ["int"]},
            {"name": "all", "dataType": ["int[]"]},
            {"name": "texts", "dataType": ["text[]"]}]}]})
}

fn day(n: u32) -> String {
    format!("2026-01-01T{:02}:{:02}:{:02}Z", n / 3600, n / 60 % 60, n % 60)
}

/// Object `n`; the last one has the values of all in its lists.
fn object(class: &str, n: u32, of: u32) -> Json {
    let all: Vec<u32> = if n + 1 == of { (0..of).collect() } else { vec![n] };
    let texts: Vec<String> = all.iter().map(|n| format!("t{n}")).collect();
    json!({"class": class, "id": id(n), "properties": {
        "name": format!("n{n}"), "words": format!("some w{n}"), "tags": texts, "number": n,
        "amount": f64::from(n) + 0.5, "day": day(n), "key": id(n),
        "inner": {"words": format!("some w{n}"), "number": n, "all": all, "texts": texts}}})
}

fn values(n: u32, value: impl Fn(u32) -> String) -> Vec<String> {
    (0..n).map(value).collect()
}

fn of<T: serde::Serialize>(path: &[&str], operator: &str, key: &str, value: T) -> Json {
    json!({"path": path, "operator": operator, key: value})
}

/// A filter over the collection's own `n` objects, and how many of them pass.
type Shape = (&'static str, fn(&str, u32) -> Json, fn(u32) -> u32);

fn each(operator: &str, n: u32, one: impl Fn(u32) -> Json) -> Json {
    json!({"operator": operator, "operands": (0..n).map(one).collect::<Vec<_>>()})
}

const SHAPES: &[Shape] = &[
    ("ids, one by one", |_, n| each("Or", n, |n| of(&["_id"], "Equal", "valueText", id(n))), |n| n),
    ("ids", |_, n| of(&["_id"], "ContainsAny", "valueTextArray", values(n, id)), |n| n),
    ("names", |_, n| of(&["name"], "ContainsAny", "valueTextArray", values(n, |n| format!("n{n}"))), |n| n),
    (
        "not names",
        |_, n| of(&["name"], "ContainsNone", "valueTextArray", values(n, |n| format!("n{n}"))),
        |_| 0,
    ),
    (
        "names, one by one",
        |_, n| each("Or", n, |n| of(&["name"], "Equal", "valueText", format!("n{n}"))),
        |n| n,
    ),
    ("beginnings", |_, n| each("Or", n, |n| of(&["name"], "Like", "valueText", format!("n{n}x*"))), |_| 0),
    (
        "unlike names",
        |_, n| each("And", n, |n| of(&["name"], "NotEqual", "valueText", format!("n{n}"))),
        |_| 0,
    ),
    (
        "words",
        |_, n| of(&["words"], "ContainsAny", "valueTextArray", values(n, |n| format!("some w{n}"))),
        |n| n,
    ),
    ("tags", |_, n| of(&["tags"], "ContainsAll", "valueTextArray", values(n, |n| format!("t{n}"))), |_| 1),
    ("numbers", |_, n| of(&["number"], "ContainsAny", "valueIntArray", (0..n).collect::<Vec<_>>()), |n| n),
    (
        "amounts",
        |_, n| {
            let values: Vec<f64> = (0..n).map(|n| f64::from(n) + 0.5).collect();
            of(&["amount"], "ContainsAny", "valueNumberArray", values)
        },
        |n| n,
    ),
    ("days", |_, n| of(&["day"], "ContainsAny", "valueDateArray", values(n, day)), |n| n),
    ("keys", |_, n| of(&["key"], "ContainsAny", "valueTextArray", values(n, id)), |n| n),
    (
        "linked",
        |class, n| {
            of(&["link", class, "name"], "ContainsAny", "valueTextArray", values(n, |n| format!("n{n}")))
        },
        |n| n,
    ),
    (
        "linked, one by one",
        |class, n| each("Or", n, |n| of(&["link", class, "number"], "Equal", "valueInt", n)),
        |n| n,
    ),
    (
        "inner words",
        |_, n| of(&["inner.words"], "ContainsAny", "valueTextArray", values(n, |n| format!("w{n}"))),
        |n| n,
    ),
    (
        "inner numbers",
        |_, n| of(&["inner.number"], "ContainsAny", "valueIntArray", (0..n).collect::<Vec<_>>()),
        |n| n,
    ),
    (
        "no inner numbers",
        |_, n| of(&["inner.number"], "ContainsNone", "valueIntArray", (0..n).collect::<Vec<_>>()),
        |_| 0,
    ),
    (
        "all inner numbers",
        |_, n| of(&["inner.all"], "ContainsAll", "valueIntArray", (0..n).collect::<Vec<_>>()),
        |_| 1,
    ),
    (
        "all inner texts",
        |_, n| of(&["inner.texts"], "ContainsAll", "valueTextArray", values(n, |n| format!("t{n}"))),
        |_| 1,
    ),
];

async fn fill(remote: &Remote, name: &str, n: u32) {
    remote.done("POST", "schema", &class(name)).await;
    remote
        .done("POST", &format!("schema/{name}/properties"), &json!({"name": "link", "dataType": [name]}))
        .await;
    let objects: Vec<Json> = (0..n).map(|at| object(name, at, n)).collect();
    let answer = remote.done("POST", "batch/objects", &json!({"objects": objects})).await;
    let stored = |object: &Json| object["result"]["status"] == "SUCCESS";
    assert!(answer.as_array().unwrap().iter().all(stored));
    let place = |n| format!("weaviate://localhost/{name}/{}", id(n));
    let links: Vec<Json> =
        (0..n).map(|n| json!({"from": format!("{}/link", place(n)), "to": place(n)})).collect();
    remote.done("POST", "batch/references", &json!(links)).await;
}

async fn work(remote: &Remote, class: &str, n: u32, (what, filter, expected): &Shape) -> Duration {
    let body = json!({"match": {"class": class, "where": filter(class, n)}, "dryRun": true});
    let before = worked();
    let (status, answer) = remote.rest("DELETE", "batch/objects", Some(&body)).await;
    let took = worked().saturating_sub(before);
    assert_eq!((status, &answer["results"]["matches"]), (200, &json!(expected(n))), "{what}: {answer}");
    took
}

#[tokio::test(flavor = "multi_thread")]
async fn the_work_grows_as_the_list_does() {
    let serving = Engine::in_memory().serve(Serve::default()).await.unwrap();
    let (http, grpc) = (serving.http_addr(), serving.grpc_addr());
    let remote = Remote::new(&format!("http://{http}"), &format!("http://{grpc}"));
    fill(&remote, "Few", FEW).await;
    fill(&remote, "Many", MANY).await;
    for shape in SHAPES {
        let (mut few, mut many) = (Duration::MAX, Duration::MAX);
        let linear = |few: Duration, many: Duration| many.as_secs_f64() <= MOST * few.as_secs_f64();
        for run in 0..MOST_RUNS {
            few = few.min(work(&remote, "Few", FEW, shape).await);
            many = many.min(work(&remote, "Many", MANY, shape).await);
            if run >= 1 && linear(few, many) {
                break;
            }
        }
        assert!(linear(few, many), "{}: {few:?} for {FEW}, {many:?} for {MANY}", shape.0);
    }
}
