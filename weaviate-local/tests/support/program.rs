//! The program as a process of its own, and a client of it.
#![expect(dead_code, reason = "each test crate uses a part")]

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::Value as Json;
use tonic::transport::Channel;
use weaviate_proto as proto;

/// A running `weaviate-local serve` on free ports.
pub(crate) struct Program {
    pub(crate) child: Child,
    pub(crate) http: String,
    pub(crate) grpc: String,
}

impl Program {
    pub(crate) fn start(path: Option<&Path>) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_weaviate-local"));
        command.args(["serve", "--http", "0", "--grpc", "0"]);
        if let Some(path) = path {
            command.arg("--path").arg(path);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let (http, grpc) = (line(), line().replace("grpc://", "http://"));
        // Keeps reading, so that the program never waits for a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, http, grpc }
    }

    /// SIGKILL: nothing of the program runs afterwards.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("a process to kill");
        self.child.wait().expect("its end");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// REST and gRPC of one engine.
#[derive(Clone)]
pub(crate) struct Remote {
    http: String,
    rest: reqwest::Client,
    grpc: Channel,
    /// The header `authorization`.
    authorization: Option<String>,
}

impl Remote {
    pub(crate) fn new(http: &str, grpc: &str) -> Self {
        let grpc = Channel::from_shared(grpc.to_owned()).expect("an address").connect_lazy();
        let rest = weaviate_local::plain_http().build().expect("a client");
        Self { http: http.to_owned(), rest, grpc, authorization: None }
    }

    /// The same with this header `authorization`.
    pub(crate) fn signed(&self, authorization: &str) -> Self {
        Self { authorization: Some(authorization.to_owned()), ..self.clone() }
    }

    pub(crate) fn of(program: &Program) -> Self {
        Self::new(&program.http, &program.grpc)
    }

    /// The status and the body; none when no whole answer came.
    pub(crate) async fn try_rest(
        &self,
        method: &str,
        path: &str,
        body: Option<&Json>,
    ) -> Option<(u16, Json)> {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let response = self.request(method, &format!("/v1/{path}"), body).send().await.ok()?;
        let status = response.status().as_u16();
        let body = response.bytes().await.ok()?;
        Some((status, serde_json::from_slice(&body).unwrap_or(Json::Null)))
    }

    fn request(&self, method: reqwest::Method, path: &str, body: Option<&Json>) -> reqwest::RequestBuilder {
        let mut request = self.rest.request(method, format!("{}{path}", self.http));
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        match body {
            Some(body) => request.json(body),
            None => request,
        }
    }

    /// The status, the type of the content and the bytes as text.
    pub(crate) async fn page(&self, method: &str, path: &str) -> (u16, String, String) {
        let method = reqwest::Method::from_bytes(method.as_bytes()).expect("a method");
        let response = self.request(method, path, None).send().await.expect("an answer");
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let (status, kind) = (response.status().as_u16(), kind.unwrap_or_default().to_owned());
        (status, kind, response.text().await.expect("a text"))
    }

    pub(crate) async fn rest(&self, method: &str, path: &str, body: Option<&Json>) -> (u16, Json) {
        self.try_rest(method, path, body).await.expect("an answer")
    }

    /// As [`Remote::rest`], for what must work.
    pub(crate) async fn done(&self, method: &str, path: &str, body: &Json) -> Json {
        let (status, answer) = self.rest(method, path, Some(body)).await;
        assert!(status < 300, "{method} {path}: {status} {answer}");
        answer
    }

    pub(crate) async fn grpc<Q, A>(&self, method: &'static str, request: Q) -> Result<A, tonic::Status>
    where
        Q: prost::Message + Send + Sync + 'static,
        A: prost::Message + Default + Send + Sync + 'static,
    {
        let mut client = tonic::client::Grpc::new(self.grpc.clone());
        client.ready().await.map_err(|error| tonic::Status::unavailable(error.to_string()))?;
        let path = http::uri::PathAndQuery::from_static(method);
        let codec = tonic_prost::ProstCodec::<Q, A>::default();
        let mut request = tonic::Request::new(request);
        if let Some(authorization) = &self.authorization {
            request.metadata_mut().insert("authorization", authorization.parse().expect("a header"));
        }
        client.unary(request, path, codec).await.map(tonic::Response::into_inner)
    }

    /// `BatchObjects`; the errors it answered.
    pub(crate) async fn batch(&self, objects: Vec<proto::BatchObject>) -> Result<Vec<String>, tonic::Status> {
        let request = proto::BatchObjectsRequest { objects, consistency_level: None };
        let reply: proto::BatchObjectsReply =
            Box::pin(self.grpc("/weaviate.v1.Weaviate/BatchObjects", request)).await?;
        Ok(reply.errors.into_iter().map(|error| error.error).collect())
    }

    pub(crate) async fn search(
        &self,
        request: proto::SearchRequest,
    ) -> Result<proto::SearchReply, tonic::Status> {
        Box::pin(self.grpc("/weaviate.v1.Weaviate/Search", request)).await
    }
}

/// A folder for one test, gone with it.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Numbers without a pattern, the same for the same seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// From -1 to 1.
    pub(crate) fn float(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 23) as f32 - 1.0
    }
}
