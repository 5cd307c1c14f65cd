//! The same against a real server, where `WEAVIATE_URL` names one: that what the planner believes of it is so.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicU64, Ordering::SeqCst},
    time::{Duration, Instant, SystemTime},
};

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use weaviate_migrate::{Options, Plan, SchemaApi, Synced, preview, sync};
use weaviate_query::{
    Error, ErrorKind, Names, Result, Version,
    schema::{
        Class, CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef, ObjectDef,
        StopwordsDef, Tokenization, TypeDef, VectorIndexDef,
    },
};

use crate::{
    convergence::all,
    defs::{alpha, collection, cosine, described, int, leak, link, object, of, optional, text, vector},
    syncs::{first, second},
};

/// REST with as little as these tests need.
struct Rest {
    host: String,
    names: Names,
    began: Instant,
    writes: AtomicU64,
}

impl Rest {
    /// The server, and names that nobody else uses; `None`, and the test passes, if there is no server.
    fn open(name: &str) -> Option<Self> {
        let Ok(url) = std::env::var("WEAVIATE_URL") else {
            eprintln!("skipped: `WEAVIATE_URL` names no server");
            return None;
        };
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let names = Names::new().with_prefix(format!("M{}{name}_", since.as_micros())).unwrap();
        Some(Self { host, names, began: Instant::now(), writes: AtomicU64::new(0) })
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, Value)> {
        if method != "GET" && path != "/v1/graphql" {
            self.writes.fetch_add(1, SeqCst);
        }
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status: u16 = head.split(' ').nth(1).unwrap().parse().unwrap();
        let json = serde_json::from_str(body).unwrap_or_default();
        match status {
            404 => Err(Error::new(ErrorKind::NotFound, "not found")),
            200..300 => Ok((status, json)),
            _ if body.contains("already exists") || body.contains("already in use") => {
                Err(Error::server(ErrorKind::AlreadyExists, body))
            }
            _ => Err(Error::server(ErrorKind::Rejected, format!("{status} {body}"))),
        }
    }

    fn there(result: Result<(u16, Value)>) -> Result<Option<Value>> {
        match result {
            Ok((_, json)) => Ok(Some(json)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn go(&self, defs: &[CollectionDef], options: &Options) -> Result<Synced> {
        let defs: Vec<&CollectionDef> = defs.iter().collect();
        wait(sync(self, &defs, &self.names, options))
    }

    fn see(&self, defs: &[CollectionDef]) -> Plan {
        let defs: Vec<&CollectionDef> = defs.iter().collect();
        wait(preview(self, &defs, &self.names, &Options::default())).unwrap().plan
    }

    /// Syncs, and then there must be nothing left, and nothing written for that.
    #[track_caller]
    fn converges(&self, defs: &[CollectionDef]) -> Plan {
        let plan = self.go(defs, &Options::default()).unwrap().plan;
        let writes = self.writes.load(SeqCst);
        let again = self.go(defs, &Options::default()).unwrap().plan;
        assert!(again.is_empty(), "{again}");
        assert_eq!(self.writes.load(SeqCst), writes);
        plan
    }

    fn objects(&self) -> Vec<Value> {
        let class = self.names.class("WeaviateSync").into_owned();
        let path = format!("/v1/objects?class={class}&limit=100");
        let (_, json) = self.ask("GET", &path, None).unwrap();
        json["objects"].as_array().unwrap().iter().map(|object| object["properties"].clone()).collect()
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        let prefix = self.names.prefix().to_owned();
        for (alias, _) in wait(self.aliases()).unwrap_or_default() {
            if alias.starts_with(&prefix) {
                let _ = wait(self.delete_alias(&alias));
            }
        }
        for class in wait(self.classes()).unwrap_or_default() {
            if class.name().starts_with(&prefix) {
                let _ = self.ask("DELETE", &format!("/v1/schema/{}", class.name()), None);
            }
        }
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}

impl SchemaApi for Rest {
    async fn version(&self) -> Result<Option<Version>> {
        let (_, json) = self.ask("GET", "/v1/meta", None)?;
        json["version"].as_str().map(str::parse).transpose()
    }

    async fn classes(&self) -> Result<Vec<Class>> {
        let (_, json) = self.ask("GET", "/v1/schema", None)?;
        Ok(serde_json::from_value(json["classes"].clone()).unwrap())
    }

    async fn class(&self, name: &str) -> Result<Option<Class>> {
        let json = Self::there(self.ask("GET", &format!("/v1/schema/{name}"), None))?;
        Ok(json.map(|json| serde_json::from_value(json).unwrap()))
    }

    async fn aliases(&self) -> Result<Vec<(String, String)>> {
        let (_, json) = self.ask("GET", "/v1/aliases", None)?;
        let aliases = json["aliases"].as_array().into_iter().flatten();
        let text = |json: &Value| json.as_str().unwrap().to_owned();
        Ok(aliases.map(|alias| (text(&alias["alias"]), text(&alias["class"]))).collect())
    }

    async fn create_class(&self, class: &Class) -> Result<()> {
        self.ask("POST", "/v1/schema", Some(&serde_json::to_value(class).unwrap())).map(drop)
    }

    async fn update_class(&self, class: &Class) -> Result<()> {
        let path = format!("/v1/schema/{}", class.name());
        let (_, json) = self.ask("PUT", &path, Some(&serde_json::to_value(class).unwrap()))?;
        assert!(!json.is_null(), "200 without a body: the server panicked");
        Ok(())
    }

    async fn add_property(&self, class: &str, property: &Value) -> Result<()> {
        self.ask("POST", &format!("/v1/schema/{class}/properties"), Some(property)).map(drop)
    }

    async fn create_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.ask("POST", "/v1/aliases", Some(&json!({ "alias": alias, "class": class }))).map(drop)
    }

    async fn update_alias(&self, alias: &str, class: &str) -> Result<()> {
        self.ask("PUT", &format!("/v1/aliases/{alias}"), Some(&json!({ "class": class }))).map(drop)
    }

    async fn delete_alias(&self, alias: &str) -> Result<()> {
        self.ask("DELETE", &format!("/v1/aliases/{alias}"), None).map(drop)
    }

    async fn count(&self, class: &str) -> Result<u64> {
        let query = format!("{{ Aggregate {{ {class} {{ meta {{ count }} }} }} }}");
        let (_, json) = self.ask("POST", "/v1/graphql", Some(&json!({ "query": query })))?;
        Ok(json["data"]["Aggregate"][class][0]["meta"]["count"].as_u64().unwrap_or_default())
    }

    async fn put_object(&self, class: &str, id: &str, properties: &Value) -> Result<()> {
        let object = json!({ "class": class, "id": id, "properties": properties });
        let (_, json) = self.ask("POST", "/v1/batch/objects", Some(&json!({ "objects": [object] })))?;
        if json[0]["result"]["errors"].is_null() {
            Ok(())
        } else {
            Err(Error::server(ErrorKind::Rejected, json.to_string()))
        }
    }

    async fn get_object(&self, class: &str, id: &str) -> Result<Option<Value>> {
        let json = Self::there(self.ask("GET", &format!("/v1/objects/{class}/{id}"), None))?;
        Ok(json.map(|json| json["properties"].clone()))
    }

    async fn delete_object(&self, class: &str, id: &str) -> Result<()> {
        self.ask("DELETE", &format!("/v1/objects/{class}/{id}"), None).map(drop)
    }

    async fn sleep(&self, duration: Duration) {
        std::thread::sleep(duration);
    }

    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn random(&self) -> u64 {
        let thread = format!("{:?}", std::thread::current().id()).bytes().map(u64::from).sum::<u64>();
        (self.began.elapsed().as_nanos() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ thread << 40
    }

    fn warn(&self, message: &str) {
        eprintln!("warning: {message}");
    }

    fn progress(&self, message: &str) {
        eprintln!("{message}");
    }
}

#[test]
fn made_changed_and_then_left_alone() {
    let Some(rest) = Rest::open("Made") else { return };
    assert!(!rest.converges(&first()).is_empty());
    let alpha = rest.names.class("Alpha").into_owned();
    wait(rest.put_object(&alpha, "5f6b2c1e-7d5a-4c3e-9b1f-6c6f636b0002", &json!({ "title": "t" }))).unwrap();
    let plan = rest.converges(&second());
    assert_eq!(plan.steps().len(), 7, "{plan}");
    let states: Vec<Value> = rest.objects().into_iter().map(|object| object["state"].clone()).collect();
    assert_eq!(states.iter().filter(|state| **state == json!("applied")).count(), 2, "{states:?}");
    assert!(!wait(rest.aliases()).unwrap().iter().any(|(alias, _)| alias.contains("WeaviateSyncLock")));
}

#[test]
fn what_is_said_to_be_in_place_is() {
    fn nested() -> &'static ObjectDef {
        static DEF: std::sync::LazyLock<ObjectDef> = std::sync::LazyLock::new(|| ObjectDef {
            rust_name: "O",
            fields: leak(vec![text("n"), described(int("i"), "a number")]),
        });
        &DEF
    }
    fn renamed() -> &'static ObjectDef {
        static DEF: std::sync::LazyLock<ObjectDef> = std::sync::LazyLock::new(|| ObjectDef {
            rust_name: "O",
            fields: leak(vec![described(text("n"), "a text"), described(int("i"), "another")]),
        });
        &DEF
    }
    let Some(rest) = Rest::open("Place") else { return };
    let english = crate::defs::leak(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these \
         they this to was will with"
            .split(' ')
            .chain(["foo"])
            .collect(),
    );
    let words = |additions| Some(StopwordsDef { preset: None, additions, removals: &["zebra"] });
    let tenants = |on| Some(MultiTenancyDef { auto_create: on, auto_activate: on });
    let make = |later: bool| CollectionDef {
        description: Some(if later { "later" } else { "first" }),
        inverted: InvertedDef {
            null_state: true,
            property_length: true,
            timestamps: true,
            bm25: Some(if later { (0.0, 0.3) } else { (1.1, 0.0) }),
            stopwords: words(if later { english } else { &["bar"] }),
        },
        multi_tenancy: tenants(later),
        ..collection(
            "Alpha",
            vec![
                FieldDef { tokenization: Some(Tokenization::Field), searchable: Some(false), ..text("slug") },
                FieldDef { range: true, ..int("words") },
                FieldDef { filterable: Some(false), ..of("raw", TypeDef::scalar(DataType::Blob)) },
                object("o", if later { renamed } else { nested }),
                described(link("me", alpha), if later { "me, later" } else { "me" }),
                vector(
                    "v",
                    Distance::Dot,
                    VectorIndexDef { ef: Some(if later { 77 } else { 64 }), ..VectorIndexDef::HNSW },
                ),
            ],
        )
    };
    assert_eq!(rest.converges(&[make(false)]).changes().len(), 1);
    let plan = rest.converges(&[make(true)]);
    let class = |change: &weaviate_migrate::Change| change.class == weaviate_migrate::ChangeClass::K0;
    assert!(plan.changes().len() >= 8 && plan.changes().iter().all(class), "{plan}");
    assert_eq!(plan.steps().len(), 1, "{plan}");
}

#[test]
fn a_class_made_by_others_is_adopted() {
    let Some(rest) = Rest::open("Adopt") else { return };
    let name = rest.names.class("Alpha").into_owned();
    let class = json!({ "class": name, "properties": [{ "name": "Title", "dataType": ["string"] }] });
    wait(rest.create_class(&serde_json::from_value(class).unwrap())).unwrap();
    let def = |fields| collection("Alpha", fields);
    assert!(rest.see(&[def(vec![text("title")])]).is_empty());
    wait(rest.put_object(&name, "5f6b2c1e-7d5a-4c3e-9b1f-6c6f636b0003", &json!({ "title": "t" }))).unwrap();
    let before = wait(rest.class(&name)).unwrap();
    let error = rest.go(&[def(vec![text("title"), int("words")])], &Options::default()).unwrap_err();
    assert!(error.to_string().contains("the object that is there would lack it"), "{error}");
    assert_eq!(wait(rest.class(&name)).unwrap(), before);
    rest.converges(&[def(vec![text("title"), optional(int("words")), cosine("v"), link("me", alpha)])]);
}

#[test]
fn replicas_that_start_at_once_do_not_clash() {
    let Some(rest) = Rest::open("Race") else { return };
    for defs in [first(), second()] {
        let applied: usize = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..6).map(|_| scope.spawn(|| rest.go(&defs, &Options::default()).unwrap().plan)).collect();
            threads.into_iter().map(|thread| usize::from(!thread.join().unwrap().is_empty())).sum()
        });
        assert_eq!(applied, 1);
        assert!(rest.see(&defs).is_empty());
    }
}

#[test]
fn the_lock_of_the_dead_is_taken_over() {
    let Some(rest) = Rest::open("Dead") else { return };
    rest.converges(&first());
    let (store, lock) = (rest.names.class("WeaviateSync"), rest.names.class("WeaviateSyncLock"));
    wait(rest.create_alias(&lock, &store)).unwrap();
    let mut options = Options::default();
    options.takeover = Duration::from_secs(2);
    assert!(!rest.go(&second(), &options).unwrap().plan.is_empty());
    assert!(rest.see(&second()).is_empty());
}

#[test]
fn whatever_is_wanted_is_refused_or_done() {
    let Some(rest) = Rest::open("Any") else { return };
    let mut runner = TestRunner::deterministic();
    let (mut done, mut refused) = (0, 0);
    for round in 0..30 {
        let prefix = format!("{}{round}_", rest.names.prefix());
        let names = Names::new().with_prefix(prefix).unwrap();
        let rest = Rest { names, host: rest.host.clone(), writes: AtomicU64::new(0), began: Instant::now() };
        for _ in 0..4 {
            let wanted = all().new_tree(&mut runner).unwrap().current();
            let mut options = Options::default();
            options.keep_undeclared = true;
            let before = rest.writes.load(SeqCst);
            match rest.go(&wanted, &options) {
                Ok(_) => {
                    done += 1;
                    let again = rest.go(&wanted, &options).unwrap();
                    assert!(again.plan.is_empty(), "{}", again.plan);
                }
                Err(error) => {
                    refused += 1;
                    assert_eq!(error.kind(), ErrorKind::SchemaMismatch, "{error}");
                    assert!(error.to_string().contains("sync changed nothing"), "{error}");
                    assert_eq!(rest.writes.load(SeqCst), before, "{error}");
                }
            }
        }
    }
    assert!(done > 20 && refused > 20, "{done} done, {refused} refused");
}

#[test]
fn the_request_that_a_refusal_names_closes_the_difference() {
    let Some(rest) = Rest::open("Index") else { return };
    let before = vec![
        FieldDef { tokenization: Some(Tokenization::Word), ..text("both") },
        FieldDef { tokenization: Some(Tokenization::Word), searchable: Some(false), ..text("filtered") },
        FieldDef { searchable: Some(false), ..text("searched") },
        int("ranged"),
        int("dropped"),
        FieldDef { filterable: Some(false), ..int("made") },
    ];
    let after = vec![
        FieldDef { tokenization: Some(Tokenization::Field), ..text("both") },
        FieldDef { tokenization: Some(Tokenization::Field), searchable: Some(false), ..text("filtered") },
        FieldDef { searchable: Some(true), ..text("searched") },
        FieldDef { range: true, ..int("ranged") },
        FieldDef { filterable: Some(false), ..int("dropped") },
        FieldDef { filterable: Some(true), ..int("made") },
    ];
    rest.converges(&[collection("Alpha", before)]);
    let after = [collection("Alpha", after)];
    let plan = rest.see(&after);
    assert_eq!(plan.refused().count(), 6, "{plan}");
    for change in plan.refused() {
        assert_eq!(change.class, weaviate_migrate::ChangeClass::K2, "{plan}");
        let mut quoted = change.refused.as_ref().unwrap().split('`').skip(1).step_by(2);
        let (method, path) = quoted.next().unwrap().split_once(' ').unwrap();
        let body = quoted.next().map(|body| serde_json::from_str(body).unwrap());
        rest.ask(method, path, body.as_ref()).unwrap();
    }
    // The server does it in the background, in a moment.
    for _ in 0..100 {
        if rest.see(&after).is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{}", rest.see(&after));
}
