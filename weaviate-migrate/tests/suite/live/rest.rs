//! A real server over REST, with as little as these tests need.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicU64, Ordering::SeqCst},
    time::{Duration, Instant, SystemTime},
};

use serde_json::{Value, json};
use weaviate_migrate::{Options, Plan, SchemaApi, Synced, preview, sync};
use weaviate_query::{
    Error, ErrorKind, Names, Result, Version,
    schema::{Class, CollectionDef},
};

/// REST with as little as these tests need.
pub(crate) struct Rest {
    host: String,
    pub(crate) names: Names,
    began: Instant,
    writes: AtomicU64,
}

impl Rest {
    /// The server, and names that nobody else uses.
    pub(crate) fn open(name: &str) -> Self {
        let url = std::env::var("WEAVIATE_URL").expect("`WEAVIATE_URL` names a server");
        let host = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let names = Names::new().with_prefix(format!("M{}{name}_", since.as_micros())).unwrap();
        Self { host, names, began: Instant::now(), writes: AtomicU64::new(0) }
    }

    /// The same server under more of a prefix.
    pub(crate) fn within(&self, more: &str) -> Self {
        let names = Names::new().with_prefix(format!("{}{more}", self.names.prefix())).unwrap();
        Self { names, host: self.host.clone(), writes: AtomicU64::new(0), began: Instant::now() }
    }

    /// How many writes it sent.
    pub(crate) fn writes(&self) -> u64 {
        self.writes.load(SeqCst)
    }

    pub(crate) fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<(u16, Value)> {
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

    pub(crate) fn go(&self, defs: &[CollectionDef], options: &Options) -> Result<Synced> {
        let defs: Vec<&CollectionDef> = defs.iter().collect();
        wait(sync(self, &defs, &self.names, options))
    }

    pub(crate) fn see(&self, defs: &[CollectionDef]) -> Plan {
        let defs: Vec<&CollectionDef> = defs.iter().collect();
        wait(preview(self, &defs, &self.names, &Options::default())).unwrap().plan
    }

    /// Syncs, and then there must be nothing left, and nothing written for that.
    #[track_caller]
    pub(crate) fn converges(&self, defs: &[CollectionDef]) -> Plan {
        let plan = self.go(defs, &Options::default()).unwrap().plan;
        let writes = self.writes.load(SeqCst);
        let again = self.go(defs, &Options::default()).unwrap().plan;
        assert!(again.is_empty(), "{again}");
        assert_eq!(self.writes.load(SeqCst), writes);
        plan
    }

    pub(crate) fn objects(&self) -> Vec<Value> {
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

pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
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
