//! How requests go out: REST over HTTP, and gRPC with messages that nobody reads on the way.

use bytes::{Buf, BufMut, Bytes};
use http::uri::PathAndQuery;
use serde_json::Value;
use tonic::{
    Code, Request, Status,
    client::Grpc,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    transport::Channel,
};

/// The two ways to a server.
pub struct Wire {
    at: String,
    http: reqwest::Client,
    grpc: Channel,
}

impl Wire {
    /// To a server by its two addresses.
    pub fn to(http: &str, grpc: &str) -> Result<Self, String> {
        let channel = Channel::from_shared(grpc.to_owned())
            .map_err(|error| format!("`{grpc}` is no address: {error}"))?
            .connect_lazy();
        let client = weaviate_local::plain_http().build().map_err(|error| error.to_string())?;
        Ok(Self { at: http.to_owned(), http: client, grpc: channel })
    }

    /// The status and the body of an answer; null when it is empty or no JSON.
    pub async fn rest(
        &self,
        verb: &str,
        path: &str,
        body: Option<&Value>,
        headers: &Value,
    ) -> Result<(u16, Value), String> {
        let url = format!("{}{path}", self.at);
        let method = reqwest::Method::from_bytes(verb.as_bytes()).map_err(|error| error.to_string())?;
        let mut request = self.http.request(method, url).header("Content-Type", "application/json");
        for (name, value) in headers.as_object().into_iter().flatten() {
            request = request.header(name, value.as_str().unwrap_or_default());
        }
        match body {
            Some(Value::String(raw)) => request = request.body(raw.clone()),
            Some(Value::Null) | None => {}
            Some(body) => request = request.body(body.to_string()),
        }
        let lost = |error: reqwest::Error| format!("{verb} {path} got no answer: {error}");
        let response = request.send().await.map_err(lost)?;
        let status = response.status().as_u16();
        let text = response.text().await.map_err(lost)?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    /// The answer to one message.
    pub async fn call(&self, method: &str, request: Vec<u8>) -> Result<Bytes, Status> {
        let mut client = self.client().await?;
        let reply = client.unary(Request::new(Bytes::from(request)), path(method)?, Raw).await?;
        Ok(reply.into_inner())
    }

    /// The answers to a stream of messages, and how it ended.
    pub(crate) async fn stream(&self, method: &str, requests: Vec<Bytes>) -> (Vec<Bytes>, Status) {
        let mut found = Vec::new();
        let ended = async {
            let outgoing = futures_util::stream::iter(requests);
            let mut client = self.client().await?;
            let replies = client.streaming(Request::new(outgoing), path(method)?, Raw).await?;
            let mut replies = replies.into_inner();
            while let Some(reply) = replies.message().await? {
                found.push(reply);
            }
            Ok(())
        };
        let status = ended.await.err().unwrap_or_else(|| Status::ok(""));
        (found, status)
    }

    async fn client(&self) -> Result<Grpc<Channel>, Status> {
        let mut client = Grpc::new(self.grpc.clone())
            .max_decoding_message_size(usize::MAX)
            .max_encoding_message_size(usize::MAX);
        client.ready().await.map_err(|error| Status::unavailable(error.to_string()))?;
        Ok(client)
    }
}

fn path(method: &str) -> Result<PathAndQuery, Status> {
    PathAndQuery::try_from(format!("/weaviate.v1.Weaviate/{method}"))
        .map_err(|error| Status::internal(error.to_string()))
}

/// What gRPC calls a code.
pub(crate) fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

/// Messages as they are.
#[derive(Clone, Copy, Default)]
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
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
