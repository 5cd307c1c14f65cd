//! Sends the requests of a case to an engine or a server with the data set.

use std::{collections::BTreeMap, path::Path, time::Duration};

use bytes::Bytes;
use serde_json::{Value, json};
use weaviate_local::{Engine, Serve, Serving, Settings};

use crate::{
    arguments::Target,
    compare::{Rules, differences, text_matches},
    protojson::{Messages, bytes},
    rename::Rename,
    wire::{Wire, code_name},
};

/// A server with the data set, and the ways to it.
pub(crate) struct Player {
    wire: Wire,
    /// Where it says it is.
    address: String,
    messages: Messages,
    /// The engine, unless another server is asked.
    _serving: Option<Serving>,
}

/// What the recorded server said its address was.
const HOSTNAME: &str = "http://localhost:8080";

impl Player {
    /// Starts an engine and loads the data set, under other names if they are given.
    pub(crate) async fn start(folder: &Path, env: &Value, rename: Option<&Rename>) -> Result<Self, String> {
        let on = |name: &str, default: bool| env[name].as_str().map_or(default, |value| value == "true");
        let settings = Settings::default()
            .auto_schema(on("AUTOSCHEMA_ENABLED", true))
            .nested_filtering(on("WEAVIATE_PREVIEW_NESTED_FILTERING", false))
            // No recorded case gets so far that anything is written there.
            .backups_path(std::env::temp_dir().join(format!("conformance-{}/backups", std::process::id())))
            .hostname(HOSTNAME);
        let modules = env["ENABLE_MODULES"].is_string();
        let settings = if modules {
            let service = crate::inference::serve().await.map_err(|error| error.to_string())?;
            settings.transformers_inference_api(&service).clip_inference_api(service)
        } else {
            settings
        };
        let serving = Engine::in_memory()
            .with_settings(settings)
            .serve(Serve::default())
            .await
            .map_err(|error| format!("the engine has no free ports: {error}"))?;
        let (http, grpc) =
            (format!("http://{}", serving.http_addr()), format!("http://{}", serving.grpc_addr()));
        let wire = Wire::to(&http, &grpc)?;
        let (address, messages) = (HOSTNAME.to_owned(), Messages::load()?);
        let player = Self { wire, address, messages, _serving: Some(serving) };
        player.load(folder, "load_order", rename).await?;
        if modules {
            player.load(folder, "module_load_order", rename).await?;
        }
        Ok(player)
    }

    /// Loads the data set into a running server, which must be empty.
    pub(crate) async fn at(target: &Target, folder: &Path, rename: Option<&Rename>) -> Result<Self, String> {
        let player = Self::to(target)?;
        player.load(folder, "load_order", rename).await?;
        Ok(player)
    }

    /// To a running server, without loading anything.
    pub(crate) fn to(target: &Target) -> Result<Self, String> {
        let wire = Wire::to(&target.http, &target.grpc)?;
        let (address, messages) = (target.http.clone(), Messages::load()?);
        Ok(Self { wire, address, messages, _serving: None })
    }

    /// Whether the server has no collection.
    pub(crate) async fn must_be_empty(&self) -> Result<(), String> {
        let (_, reply) = self.wire.rest("GET", "/v1/schema", None, &Value::Null).await?;
        match reply["classes"].as_array() {
            Some(classes) if classes.is_empty() => Ok(()),
            Some(classes) => {
                let one = classes[0]["class"].as_str().unwrap_or_default();
                Err(format!("the server has collections, `{one}` is one: record on an empty one"))
            }
            None => Err(format!("{} is no server that answers `/v1/schema`", self.address)),
        }
    }

    /// Removes the collections of the data set.
    pub(crate) async fn wipe(&self, folder: &Path) -> Result<(), String> {
        let order = order(folder)?;
        for name in order["load_order"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.wire.rest("DELETE", &format!("/v1/schema/{name}"), None, &Value::Null).await?;
        }
        Ok(())
    }

    /// The messages of the service.
    pub(crate) fn messages(&self) -> &Messages {
        &self.messages
    }

    /// Loads the collections of a list of the data set.
    pub(crate) async fn load(
        &self,
        folder: &Path,
        list: &str,
        rename: Option<&Rename>,
    ) -> Result<(), String> {
        let read = |path: &str| {
            let path = folder.join(path);
            std::fs::read_to_string(&path)
                .map_err(|error| format!("`{}` cannot be read: {error}", path.display()))
        };
        let parse = |text: &str| {
            let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
            Ok::<_, String>(rename.map_or_else(|| value.clone(), |rename| rename.value(&value)))
        };
        let shown = |name: &str| rename.map_or_else(|| name.to_owned(), |rename| rename.text(name));
        let order = order(folder)?;
        let names: Vec<&str> =
            order[list].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for name in &names {
            self.must("POST", "/v1/schema", &parse(&read(&format!("schema/{name}.json"))?)?).await?;
            if order["tenants"][name].is_array() {
                let path = format!("/v1/schema/{}/tenants", shown(name));
                self.must("POST", &path, &order["tenants"][name]).await?;
            }
        }
        for name in &names {
            for line in read(&format!("dataset/{name}.jsonl"))?.lines() {
                self.must("POST", "/v1/objects", &parse(line)?).await?;
                tokio::time::sleep(Duration::from_millis(3)).await;
            }
        }
        for (name, tenants) in order["cold_after_loading"].as_object().into_iter().flatten() {
            let cold: Vec<Value> = tenants
                .as_array()
                .into_iter()
                .flatten()
                .map(|tenant| json!({"name": tenant, "activityStatus": "COLD"}))
                .collect();
            self.must("PUT", &format!("/v1/schema/{}/tenants", shown(name)), &json!(cold)).await?;
        }
        Ok(())
    }

    async fn must(&self, verb: &str, path: &str, body: &Value) -> Result<(), String> {
        match self.wire.rest(verb, path, Some(body), &Value::Null).await? {
            (200..=299, _) => Ok(()),
            (status, reply) => {
                Err(format!("the data set cannot be loaded: {verb} {path} answered {status}: {reply}"))
            }
        }
    }

    /// Plays a case; what differs, in words.
    pub(crate) async fn play(&self, case: &Value) -> Vec<String> {
        let rules = Rules::of(case);
        let mut problems = Vec::new();
        for step in case["setup"].as_array().into_iter().flatten() {
            let problem = self.ask(step).await.map_or_else(Some, |found| wrong_status(step, &found));
            problems.extend(problem.map(|problem| format!("setup {}: {problem}", step["method"])));
        }
        let asked = if case["messages"].is_array() {
            self.stream(case, &rules).await
        } else {
            self.step(case, &rules, &[]).await
        };
        problems.extend(asked.unwrap_or_else(|why| vec![why]));
        for (at, step) in case["after"].as_array().into_iter().flatten().enumerate() {
            let asked = self.step(step, &rules, &["after", &at.to_string()]).await;
            problems.extend(asked.unwrap_or_else(|why| vec![why]));
        }
        problems.extend(self.clean(case).await.err());
        problems
    }

    /// What a question gives, and then each step after it; the error says why it cannot be asked.
    pub(crate) async fn answers(&self, question: &Value) -> Result<Vec<Found>, String> {
        let found = self.ask_all(question).await;
        self.clean(question).await?;
        found
    }

    async fn ask_all(&self, question: &Value) -> Result<Vec<Found>, String> {
        for step in question["setup"].as_array().into_iter().flatten() {
            let found = self.ask(step).await?;
            if let Some(problem) = wrong_status(step, &found) {
                return Err(format!("setup {}: {problem}", step["method"]));
            }
        }
        let mut out = vec![self.ask(question).await?];
        for step in question["after"].as_array().into_iter().flatten() {
            out.push(self.ask(step).await?);
        }
        Ok(out)
    }

    async fn clean(&self, case: &Value) -> Result<(), String> {
        for cleanup in case["cleanup"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let (verb, path) = match cleanup.split_once(' ') {
                Some((verb, path)) => (verb, path.to_owned()),
                None => ("DELETE", format!("/v1/schema/{cleanup}")),
            };
            self.wire.rest(verb, &path, None, &Value::Null).await.map_err(|why| format!("cleanup: {why}"))?;
        }
        Ok(())
    }

    async fn ask(&self, step: &Value) -> Result<Found, String> {
        let method = step["method"].as_str().unwrap_or_default();
        if step["transport"] == "grpc" {
            let request = match &step["request_b64"] {
                Value::Null => self.messages.bytes(&format!("{method}Request"), step["request"].clone())?,
                encoded => bytes(encoded)?,
            };
            return Ok(match self.wire.call(method, request).await {
                Ok(reply) => Found {
                    status: json!("OK"),
                    error: String::new(),
                    reply: self.messages.json(&Messages::reply(method), &reply)?,
                },
                Err(status) => Found {
                    status: json!(code_name(status.code())),
                    error: status.message().to_owned(),
                    reply: Value::Null,
                },
            });
        }
        let (verb, path) = method.split_once(' ').unwrap_or(("GET", method));
        let body = step.get("request").filter(|body| !body.is_null());
        let (status, reply) = self.wire.rest(verb, path, body, &step["headers"]).await?;
        Ok(Found { status: json!(status), error: String::new(), reply })
    }

    async fn step(&self, step: &Value, rules: &Rules, place: &[&str]) -> Result<Vec<String>, String> {
        let found = self.ask(step).await?;
        let mut problems: Vec<String> = wrong_status(step, &found).into_iter().collect();
        let wanted = if step["transport"] == "grpc" && step["reply_b64"].is_string() {
            let name = Messages::reply(step["method"].as_str().unwrap_or_default());
            self.messages.json(&name, &bytes(&step["reply_b64"])?)?
        } else {
            let mut wanted = step["reply"].clone();
            match wanted.get_mut("hostname") {
                Some(hostname) if hostname == HOSTNAME => *hostname = json!(self.address),
                _ => {}
            }
            wanted
        };
        if step["transport"] == "grpc" {
            problems.extend(wrong_error(step, &found.error));
        }
        let mut place = place.to_vec();
        place.push("reply");
        problems.extend(differences(rules, &place, &wanted, &found.reply));
        Ok(problems)
    }

    async fn stream(&self, case: &Value, rules: &Rules) -> Result<Vec<String>, String> {
        let recorded = |from: &str| {
            let messages = case["messages"].as_array().into_iter().flatten();
            messages
                .filter(|message| message["from"] == from && message["message_b64"].is_string())
                .map(|message| bytes(&message["message_b64"]))
                .collect::<Result<Vec<_>, _>>()
        };
        let reply = |bytes: &[u8]| self.messages.json("BatchStreamReply", bytes);
        let requests = recorded("client")?.into_iter().map(Bytes::from).collect();
        let (found, status) = self.wire.stream("BatchStream", requests).await;
        let found = found.iter().map(|bytes| reply(bytes)).collect::<Result<Vec<_>, _>>()?;
        let wanted = recorded("server")?.iter().map(|bytes| reply(bytes)).collect::<Result<Vec<_>, _>>()?;
        let mut problems = Vec::new();
        if case["status"] != code_name(status.code()) {
            problems.push(format!("status: wanted {} found {}", case["status"], code_name(status.code())));
        }
        problems.extend(wrong_error(case, status.message()));
        for kind in ["acks", "results"] {
            problems.extend(differences(rules, &[kind], &gathered(&wanted, kind), &gathered(&found, kind)));
        }
        Ok(problems)
    }
}

// How a stream is cut into messages is not fixed: what they hold together is.
fn gathered(messages: &[Value], kind: &str) -> Value {
    let mut out: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for message in messages {
        for (key, list) in message[kind].as_object().into_iter().flatten() {
            out.entry(key.clone()).or_default().extend(list.as_array().cloned().unwrap_or_default());
        }
    }
    for list in out.values_mut() {
        list.sort_by_key(Value::to_string);
    }
    json!(out)
}

/// What came back.
pub(crate) struct Found {
    pub(crate) status: Value,
    /// The error's text, over gRPC.
    pub(crate) error: String,
    pub(crate) reply: Value,
}

/// What to load, and in which order.
pub(crate) fn order(folder: &Path) -> Result<Value, String> {
    let path = folder.join("schema/_order.json");
    let wrong = |error: &dyn std::fmt::Display| format!("`{}` cannot be read: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| wrong(&error))?;
    serde_json::from_str(&text).map_err(|error| wrong(&error))
}

fn wrong_error(step: &Value, found: &str) -> Option<String> {
    let wanted = step["error"].as_str().unwrap_or_default();
    (!text_matches(wanted, found)).then(|| format!("error: wanted {wanted:?} found {found:?}"))
}

fn wrong_status(step: &Value, found: &Found) -> Option<String> {
    if step["status"] == found.status {
        return None;
    }
    let reply = if found.reply["error"].is_null() { Value::Null } else { found.reply["error"].clone() };
    Some(format!("status: wanted {} found {} {} {reply}", step["status"], found.status, found.error))
}
