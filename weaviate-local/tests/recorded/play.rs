//! Plays questions on the engine or a server, and compares the answers with the recorded ones.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use serde_json::{Value as Json, json};
use tonic::transport::Channel;
use weaviate_local::{Engine, Serve, Serving, Settings};

use crate::ask::{Ask, Body, Mistake};

/// Questions of one kind, in one world.
pub(crate) struct Family<Q = Ask> {
    pub(crate) name: &'static str,
    /// What makes the world in which they are asked; whatever was there is removed before.
    pub(crate) world: Vec<Ask>,
    /// Each with its key.
    pub(crate) asked: Vec<(String, Q)>,
    /// What the engine refuses by name, by the end of its key.
    pub(crate) without: &'static [&'static str],
}

/// What can be asked.
pub(crate) trait Question {
    /// How it was answered: a status, the type of the body, and the body.
    async fn ask(&self, asked: &Asked) -> (String, String, Json);
    /// Whether such an answer tells that nothing was changed.
    fn changed_nothing(&self, status: &str, body: &Json) -> bool;
}

impl Question for Ask {
    async fn ask(&self, asked: &Asked) -> (String, String, Json) {
        let (status, kind, body) = asked.answer(self).await;
        (status.to_string(), kind, body)
    }

    fn changed_nothing(&self, status: &str, _: &Json) -> bool {
        !status.starts_with('2') || self.is_read()
    }
}

/// Every mistake in every request, alone and beside every other one.
pub(crate) fn pairs<Q: Clone>(requests: &[(&str, Q)], mistakes: &[Mistake<Q>]) -> Vec<(String, Q)> {
    pairs_but(requests, mistakes, &[])
}

/// The same without the pairs of those that a server looks at in no order of its own.
pub(crate) fn pairs_but<Q: Clone>(
    requests: &[(&str, Q)],
    mistakes: &[Mistake<Q>],
    apart: &[&str],
) -> Vec<(String, Q)> {
    let mut out = Vec::new();
    for (what, request) in requests {
        for (at, (first, one)) in mistakes.iter().enumerate() {
            let mut alone = request.clone();
            one(&mut alone);
            out.push((format!("{what}: {first}"), alone.clone()));
            for (second, other) in &mistakes[at + 1..] {
                if apart.contains(first) && apart.contains(second) {
                    continue;
                }
                let mut both = alone.clone();
                other(&mut both);
                out.push((format!("{what}: {first} + {second}"), both));
            }
        }
    }
    out
}

/// Who is asked.
pub(crate) struct Asked {
    url: String,
    pub(crate) grpc: Channel,
    client: reqwest::Client,
    /// What of its texts is of this server only, with what stands for it in the record.
    own: Vec<(String, &'static str)>,
    /// Ends with this.
    _engine: Option<Serving>,
}

impl Asked {
    async fn start() -> Self {
        let client = weaviate_local::plain_http().build().expect("a client");
        if let Ok(url) = std::env::var("WEAVIATE_URL") {
            let grpc = channel(std::env::var("WEAVIATE_GRPC_URL").unwrap_or_else(|_| url.clone()));
            let mut out = Self { url, grpc, client, own: Vec::new(), _engine: None };
            out.know_itself().await;
            return out;
        }
        let backups = Path::new(env!("CARGO_TARGET_TMPDIR")).join("recorded-backups");
        let settings = Settings::default().backups_path(backups);
        let serving =
            Engine::in_memory().with_settings(settings).serve(Serve::default()).await.expect("ports");
        let url = format!("http://{}", serving.http_addr());
        let grpc = channel(format!("http://{}", serving.grpc_addr()));
        let mut out = Self { url, grpc, client, own: Vec::new(), _engine: Some(serving) };
        out.know_itself().await;
        out
    }

    async fn know_itself(&mut self) {
        let meta = self.client.get(format!("{}/v1/meta", self.url)).send().await.expect("an answer");
        let meta: Json = meta.json().await.expect("JSON");
        let backups = meta["modules"]["backup-filesystem"]["backupsPath"].as_str().unwrap_or("/none");
        self.own = vec![(backups.to_owned(), "BACKUPS"), (self.url.clone(), "SERVER")];
    }

    /// The status, the type of the body, and the body: a text where it is no JSON.
    async fn answer(&self, ask: &Ask) -> (u16, String, Json) {
        let url = format!("{}/v1/{}", self.url, ask.path);
        let mut request = self.client.request(ask.method.clone(), url);
        if let Some(content_type) = ask.content_type.filter(|content_type| !content_type.is_empty()) {
            request = request.header("content-type", content_type);
        }
        request = match &ask.body {
            Body::None => request,
            Body::Json(body) => request.body(body.to_string()),
            Body::Text(text) => request.body(*text),
        };
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let kind = response.headers().get("content-type").map_or("", |kind| kind.to_str().expect("ASCII"));
        let kind = kind.to_owned();
        let body = response.bytes().await.expect("a whole answer");
        let body = String::from_utf8_lossy(&body);
        let body = self.own.iter().fold(body.into_owned(), |body, (own, name)| body.replace(own, name));
        let body = if body.is_empty() {
            Json::Null
        } else {
            serde_json::from_str(&body).unwrap_or_else(|_| json!(body))
        };
        (status, kind, without_chance(body))
    }

    /// Removes every collection, which takes its aliases with it, and makes others.
    async fn make(&self, world: &[Ask]) {
        self.settle().await;
        let (.., aliases) = self.answer(&Ask::bare("GET aliases")).await;
        for alias in aliases["aliases"].as_array().into_iter().flatten() {
            let name = alias["alias"].as_str().expect("a name");
            self.answer(&Ask::bare(&format!("DELETE aliases/{name}"))).await;
        }
        let (.., schema) = self.answer(&Ask::bare("GET schema")).await;
        for class in schema["classes"].as_array().into_iter().flatten() {
            let name = class["class"].as_str().expect("a name");
            self.answer(&Ask::bare(&format!("DELETE schema/{name}"))).await;
        }
        for ask in world {
            let (status, _, body) = self.answer(ask).await;
            assert!(status < 300, "{ask:?}: {status} {body}");
            if body["status"] == "STARTED" {
                self.settle().await;
            }
        }
    }

    /// Waits until no task runs, and none has yet to take effect.
    async fn settle(&self) {
        for _ in 0..600 {
            let (.., tasks) = self.answer(&Ask::bare("GET tasks")).await;
            let (.., schema) = self.answer(&Ask::bare("GET schema")).await;
            let mut rest = tasks.to_string().contains("\"STARTED\"");
            for class in schema["classes"].as_array().into_iter().flatten() {
                let name = class["class"].as_str().expect("a name");
                let (.., indexes) = self.answer(&Ask::bare(&format!("GET schema/{name}/indexes"))).await;
                rest |= indexes.to_string().contains("\"taskId\"");
            }
            if !rest {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("a task does not end");
    }
}

fn channel(url: String) -> Channel {
    Channel::from_shared(url).expect("an address").connect_lazy()
}

/// What is another each time, or on each server: times, ids that were made up, the state of the cluster, and the order
/// of what the server keeps in maps.
pub(crate) fn without_chance(body: Json) -> Json {
    match body {
        Json::Object(map) => Json::Object(
            map.into_iter()
                .map(|(key, value)| {
                    let value = match (key.as_str(), value) {
                        ("creationTimeUnix" | "lastUpdateTimeUnix" | "ratePerSecond", Json::Number(_)) => {
                            json!(0)
                        }
                        ("id", Json::String(id)) if !id.starts_with("0000") && id.len() == 36 => json!("NEW"),
                        ("taskId", _) => json!("TASK"),
                        ("raft" | "modules" | "leaderAddress", _) => Json::Null,
                        ("message", Json::String(text)) => json!(without_shard(&sorted(&text))),
                        (_, value) => without_chance(value),
                    };
                    (key, value)
                })
                .collect(),
        ),
        Json::Array(items) => {
            let mut items: Vec<Json> = items.into_iter().map(without_chance).collect();
            // Tenants, collections and groups of aggregations come in the order of a Go map.
            let of_a_map = |item: &Json| {
                ["activityStatus", "class", "groupedBy"].iter().any(|key| !item[*key].is_null())
            };
            if items.iter().all(of_a_map) {
                items.sort_by_key(Json::to_string);
            }
            Json::Array(items)
        }
        other => other,
    }
}

/// A shard of a collection without tenants has a name of twelve letters, and a backup tells the one before.
fn without_shard(text: &str) -> String {
    if let Some((before, _)) = text.split_once("store: {") {
        return format!("{before}store: STATE");
    }
    let after = |mark: &str| {
        let (_, rest) = text.split_once(mark)?;
        rest.trim_start_matches('"').split([' ', '"', ':']).next().filter(|name| name.len() == 12)
    };
    match ["shard ", "search a_", "shard a_", "search thing_"].iter().find_map(|mark| after(mark)) {
        Some(name) => text.replace(name, "SHARD"),
        None => text.to_owned(),
    }
}

/// `method X is not allowed, but [A,B] are`, and the same of types of bodies, in one order.
fn sorted(text: &str) -> String {
    let parts = text.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once("] are")?)));
    let Some((before, (list, after))) = parts.filter(|(_, (_, after))| after.len() <= " allowed".len())
    else {
        return text.to_owned();
    };
    let mut list: Vec<&str> = list.split([',', ' ']).collect();
    list.sort_unstable();
    format!("{before}[{}] are{after}", list.join(" "))
}

/// One at a time: they share a server.
static TURN: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Asks all of a family, and compares with what is recorded, or records it.
pub(crate) async fn play<Q: Question>(family: &Family<Q>) {
    let _turn = TURN.lock().await;
    let asked = Asked::start().await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/recorded/{}.tsv", family.name));
    let bless = std::env::var_os("BLESS").is_some() && std::env::var_os("WEAVIATE_URL").is_some();
    let recorded = std::fs::read_to_string(&path).unwrap_or_default();
    let recorded: BTreeMap<&str, &str> = recorded.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut lines = String::new();
    let mut wrong: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut clean = false;
    for (key, ask) in &family.asked {
        if !clean {
            asked.make(&family.world).await;
        }
        let (status, kind, body) = ask.ask(&asked).await;
        clean = ask.changed_nothing(&status, &body);
        let _ = writeln!(lines, "{key}\t{status}\t{kind}\t{body}");
        let Some(expected) = recorded.get(key.as_str()) else {
            wrong.entry("not recorded".to_owned()).or_default().push(format!("{key}: {status} {body}"));
            continue;
        };
        let mut columns = expected.splitn(3, '\t');
        let mut column = || columns.next().unwrap_or_default();
        let (real_status, real_kind, real_body) = (column(), column(), column());
        let real_body = without_chance(serde_json::from_str(real_body).expect("JSON"));
        let by_name = status == "501" && body.to_string().contains("the embedded engine cannot do");
        if by_name && family.without.iter().any(|end| key.contains(end)) {
            continue;
        }
        if (real_status, real_kind, &real_body) != (status.as_str(), kind.as_str(), &body) {
            let kind_of = if real_status == status { "text" } else { "status" };
            wrong.entry(format!("{kind_of}, the server {real_status}")).or_default().push(format!(
                "{key}\n    server {real_status} {real_kind} {real_body}\n    engine {status} {kind} {body}"
            ));
        }
    }
    asked.make(&[]).await;
    if bless {
        std::fs::write(&path, lines).expect("a file");
        return;
    }
    let count: usize = wrong.values().map(Vec::len).sum();
    println!("{}: {} of {} agree", family.name, family.asked.len() - count, family.asked.len());
    for (kind, cases) in &wrong {
        println!("{} × {kind}", cases.len());
        for case in cases {
            println!("  {case}");
        }
    }
    assert_eq!(count, 0, "{} of {} answers differ", count, family.asked.len());
}
