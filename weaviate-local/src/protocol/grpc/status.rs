//! Refusals as gRPC has them: UNKNOWN, with nothing but a text. A quota says what was counted as well.

use prost::Message as _;
use prost_types::Any;
use tonic::{Code, Status};

use crate::common::error::{Body, Refusal};

/// `google.rpc.Status`.
#[derive(Clone, PartialEq, prost::Message)]
struct RpcStatus {
    #[prost(int32, tag = "1")]
    code: i32,
    #[prost(string, tag = "2")]
    message: String,
    #[prost(message, repeated, tag = "3")]
    details: Vec<Any>,
}

/// `google.rpc.ErrorInfo`.
#[derive(Clone, PartialEq, prost::Message)]
struct ErrorInfo {
    #[prost(string, tag = "1")]
    reason: String,
    #[prost(string, tag = "2")]
    domain: String,
    #[prost(btree_map = "string, string", tag = "3")]
    metadata: std::collections::BTreeMap<String, String>,
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        let Body::Quota { counted, limit } = refusal.body else { return Self::unknown(refusal.text) };
        let metadata = [("limit", counted), ("message", &refusal.text), ("value", &limit.to_string())]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        let info = ErrorInfo {
            reason: "USAGE_LIMIT_EXCEEDED".to_owned(),
            domain: "weaviate.usagelimits".to_owned(),
            metadata: metadata.into(),
        };
        let details = RpcStatus {
            code: Code::ResourceExhausted as i32,
            message: refusal.text.clone(),
            details: vec![Any {
                type_url: "type.googleapis.com/google.rpc.ErrorInfo".to_owned(),
                value: info.encode_to_vec(),
            }],
        };
        Self::with_details(Code::ResourceExhausted, refusal.text, details.encode_to_vec().into())
    }
}
