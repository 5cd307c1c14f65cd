//! Sends the requests of a case to an engine with the data set.

use std::path::Path;
use std::time::Duration;

use bytes::{Buf, BufMut, Bytes};
use http::uri::PathAndQuery;
use serde_json::{Value, json};
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::transport::Channel;
use tonic::{Request, Status};
use weaviate_local::{Engine, Serve, Serving, Settings};

use crate::compare::{Rules, differences, text_matches};
use crate::protojson::{Messages, bytes};
use crate::rename::Rename;

/// A server that is running.
pub(crate) struct Target {
    /// Where it answers REST.
    pub(crate) http: String,
    /// Where it answers gRPC.
    pub(crate) grpc: String,
}

/// A server with the data set, and the ways to it.
pub(crate) struct Player {
    at: String,
    /// The engine, unless another server is asked.
    _serving: Option<Serving>,
    http: reqwest::Client,
    grpc: Channel,
    messages: Messages,
}

impl Player {
    /// Starts an engine and loads the data set, under other names if they are given.
    pub(crate) async fn start(folder: &Path, env: &Value, rename: Option<&Rename>) -> Player {
        let on = |name: &str, default: bool| env[name].as_str().map_or(default, |value| value == "true");
        let settings = Settings::default()
            .auto_schema(on("AUTOSCHEMA_ENABLED", true))
            .nested_filtering(on("WEAVIATE_PREVIEW_NESTED_FILTERING", false));
        let modules = env["ENABLE_MODULES"].is_string();
        let settings = if modules {
            let service = crate::inference::serve().await;
            settings.transformers_inference_api(&service).clip_inference_api(service)
        } else {
            settings
        };
        let engine = Engine::in_memory().with_settings(settings);
        let serving = engine.serve(Serve::default()).await.expect("free ports");
        let (http, grpc) =
            (format!("http://{}", serving.http_addr()), format!("http://{}", serving.grpc_addr()));
        let player = Player::of(http, &grpc, Some(serving));
        player.load(folder, "load_order", rename).await;
        if modules {
            player.load(folder, "module_load_order", rename).await;
        }
        player
    }

    /// Loads the data set into a running server, which must be empty.
    pub(crate) async fn at(target: &Target, folder: &Path) -> Player {
        let player = Player::of(target.http.clone(), &target.grpc, None);
        player.load(folder, "load_order", None).await;
        player
    }

    fn of(at: String, grpc: &str, serving: Option<Serving>) -> Player {
        let grpc = Channel::from_shared(grpc.to_owned()).expect("an address").connect_lazy();
        Player {
            at,
            _serving: serving,
            http: weaviate_local::plain_http().build().expect("a client"),
            grpc,
            messages: Messages::load(),
        }
    }

    /// The messages of the service.
    pub(crate) fn messages(&self) -> Messages {
        self.messages.clone()
    }

    async fn load(&self, folder: &Path, list: &str, rename: Option<&Rename>) {
        let read = |path: &str| std::fs::read_to_string(folder.join(path)).expect("a file of the data set");
        let parse = |text: &str| {
            let value: Value = serde_json::from_str(text).expect("JSON");
            rename.map_or_else(|| value.clone(), |rename| rename.value(&value))
        };
        let shown = |name: &str| rename.map_or_else(|| name.to_owned(), |rename| rename.text(name));
        let order: Value = serde_json::from_str(&read("schema/_order.json")).expect("the order");
        let names: Vec<&str> =
            order[list].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for name in &names {
            self.must("POST", "/v1/schema", &parse(&read(&format!("schema/{name}.json")))).await;
            if order["tenants"][name].is_array() {
                let path = format!("/v1/schema/{}/tenants", shown(name));
                self.must("POST", &path, &order["tenants"][name]).await;
            }
        }
        for name in &names {
            for line in read(&format!("dataset/{name}.jsonl")).lines() {
                self.must("POST", "/v1/objects", &parse(line)).await;
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
            self.must("PUT", &format!("/v1/schema/{}/tenants", shown(name)), &json!(cold)).await;
        }
    }

    async fn must(&self, verb: &str, path: &str, body: &Value) {
        let (status, reply) = self.rest(verb, path, Some(body), &Value::Null).await;
        assert!(status < 300, "{verb} {path} answered {status}: {reply}");
    }

    async fn rest(&self, verb: &str, path: &str, body: Option<&Value>, headers: &Value) -> (u16, Value) {
        let url = format!("{}{path}", self.at);
        let verb = reqwest::Method::from_bytes(verb.as_bytes()).expect("a verb");
        let mut request = self.http.request(verb, url).header("Content-Type", "application/json");
        for (name, value) in headers.as_object().into_iter().flatten() {
            request = request.header(name, value.as_str().unwrap_or_default());
        }
        match body {
            Some(Value::String(raw)) => request = request.body(raw.clone()),
            Some(Value::Null) | None => {}
            Some(body) => request = request.body(body.to_string()),
        }
        let response = request.send().await.expect("an answer");
        let status = response.status().as_u16();
        let text = response.text().await.unwrap_or_default();
        (status, serde_json::from_str(&text).unwrap_or(Value::Null))
    }

    async fn call(&self, method: &str, request: Vec<u8>) -> Result<Bytes, Status> {
        let mut client = tonic::client::Grpc::new(self.grpc.clone())
            .max_decoding_message_size(usize::MAX)
            .max_encoding_message_size(usize::MAX);
        client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
        let path = PathAndQuery::try_from(format!("/weaviate.v1.Weaviate/{method}")).expect("a path");
        let reply = client.unary(Request::new(Bytes::from(request)), path, Raw).await?;
        Ok(reply.into_inner())
    }

    /// Plays a case; what differs, in words.
    pub(crate) async fn play(&mut self, case: &Value) -> Vec<String> {
        let rules = Rules::of(case);
        let mut problems = Vec::new();
        for step in case["setup"].as_array().into_iter().flatten() {
            let found = self.ask(step).await;
            if let Some(problem) = wrong_status(step, &found) {
                problems.push(format!("setup {}: {problem}", step["method"]));
            }
        }
        if case["messages"].is_array() {
            problems.extend(self.stream(case, &rules).await);
        } else {
            let found = self.ask(case).await;
            problems.extend(self.compare(case, &found, &rules, &[]));
        }
        for (at, step) in case["after"].as_array().into_iter().flatten().enumerate() {
            let found = self.ask(step).await;
            let place = at.to_string();
            problems.extend(self.compare(step, &found, &rules, &["after", &place]));
        }
        for cleanup in case["cleanup"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let (verb, path) = match cleanup.split_once(' ') {
                Some((verb, path)) => (verb, path.to_owned()),
                None => ("DELETE", format!("/v1/schema/{cleanup}")),
            };
            self.rest(verb, &path, None, &Value::Null).await;
        }
        problems
    }

    async fn ask(&self, step: &Value) -> Found {
        let method = step["method"].as_str().unwrap_or_default();
        if step["transport"] == "grpc" {
            return match self.call(method, bytes(&step["request_b64"])).await {
                Ok(reply) => Found {
                    status: json!("OK"),
                    error: String::new(),
                    reply: self.messages.json(&Messages::reply(method), &reply),
                },
                Err(status) => Found {
                    status: json!(code_name(status.code())),
                    error: status.message().to_owned(),
                    reply: Value::Null,
                },
            };
        }
        let (verb, path) = method.split_once(' ').unwrap_or(("GET", method));
        let body = step.get("request").filter(|body| !body.is_null());
        let (status, reply) = self.rest(verb, path, body, &step["headers"]).await;
        Found { status: json!(status), error: String::new(), reply }
    }

    fn compare(&self, step: &Value, found: &Found, rules: &Rules, place: &[&str]) -> Vec<String> {
        let mut problems: Vec<String> = wrong_status(step, found).into_iter().collect();
        let wanted = if step["transport"] == "grpc" && step["reply_b64"].is_string() {
            let name = Messages::reply(step["method"].as_str().unwrap_or_default());
            self.messages.json(&name, &bytes(&step["reply_b64"]))
        } else {
            step["reply"].clone()
        };
        if step["transport"] == "grpc" {
            let error = step["error"].as_str().unwrap_or_default();
            if !text_matches(error, &found.error) {
                problems.push(format!("error: wanted {error:?} found {:?}", found.error));
            }
        }
        let mut place = place.to_vec();
        place.push("reply");
        problems.extend(differences(rules, &place, &wanted, &found.reply));
        problems
    }

    async fn stream(&self, case: &Value, rules: &Rules) -> Vec<String> {
        let requests: Vec<Bytes> = case["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|message| message["from"] == "client" && message["message_b64"].is_string())
            .map(|message| Bytes::from(bytes(&message["message_b64"])))
            .collect();
        let mut client = tonic::client::Grpc::new(self.grpc.clone());
        client.ready().await.expect("a connection");
        let path = PathAndQuery::from_static("/weaviate.v1.Weaviate/BatchStream");
        let outgoing = tokio_stream::iter(requests);
        let mut found = Vec::new();
        let mut status = Status::ok("");
        match client.streaming(Request::new(outgoing), path, Raw).await {
            Ok(replies) => {
                let mut replies = replies.into_inner();
                loop {
                    match replies.message().await {
                        Ok(Some(reply)) => found.push(self.messages.json("BatchStreamReply", &reply)),
                        Ok(None) => break,
                        Err(error) => {
                            status = error;
                            break;
                        }
                    }
                }
            }
            Err(error) => status = error,
        }
        let mut problems = Vec::new();
        if case["status"] != code_name(status.code()) {
            problems.push(format!("status: wanted {} found {}", case["status"], code_name(status.code())));
        }
        let error = case["error"].as_str().unwrap_or_default();
        if !text_matches(error, status.message()) {
            problems.push(format!("error: wanted {error:?} found {:?}", status.message()));
        }
        let wanted: Vec<Value> = case["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|message| message["from"] == "server" && message["message_b64"].is_string())
            .map(|message| self.messages.json("BatchStreamReply", &bytes(&message["message_b64"])))
            .collect();
        for kind in ["acks", "results"] {
            problems.extend(differences(rules, &[kind], &gathered(&wanted, kind), &gathered(&found, kind)));
        }
        problems
    }
}

// How a stream is cut into messages is not fixed: what they hold together is.
fn gathered(messages: &[Value], kind: &str) -> Value {
    let mut out: std::collections::BTreeMap<String, Vec<Value>> = std::collections::BTreeMap::new();
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
struct Found {
    status: Value,
    error: String,
    reply: Value,
}

fn wrong_status(step: &Value, found: &Found) -> Option<String> {
    if step["status"] == found.status {
        return None;
    }
    Some(format!(
        "status: wanted {} found {} {} {}",
        step["status"],
        found.status,
        found.error,
        if found.reply["error"].is_null() { Value::Null } else { found.reply["error"].clone() }
    ))
}

fn code_name(code: tonic::Code) -> &'static str {
    match code {
        tonic::Code::Ok => "OK",
        tonic::Code::Unknown => "UNKNOWN",
        tonic::Code::Unimplemented => "UNIMPLEMENTED",
        tonic::Code::Internal => "INTERNAL",
        tonic::Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        tonic::Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        _ => "OTHER",
    }
}

/// Messages as they are.
#[derive(Clone, Copy, Default)]
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Raw;
    type Decoder = Raw;

    fn encoder(&mut self) -> Raw {
        Raw
    }

    fn decoder(&mut self) -> Raw {
        Raw
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }
}
