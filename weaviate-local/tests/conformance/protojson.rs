//! Messages as protobuf JSON with the fields' own names.

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use prost_reflect::{DescriptorPool, DynamicMessage, SerializeOptions};
use serde_json::Value;

/// The messages of the service.
#[derive(Clone)]
pub(crate) struct Messages {
    pool: DescriptorPool,
}

impl Messages {
    /// Compiles the workspace's `.proto`.
    pub(crate) fn load() -> Messages {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../weaviate-query/proto");
        let files = protox::compile(["weaviate.proto"], [folder]).expect("the messages compile");
        Messages { pool: DescriptorPool::from_file_descriptor_set(files).expect("a descriptor pool") }
    }

    /// A message as JSON.
    pub(crate) fn json(&self, name: &str, bytes: &[u8]) -> Value {
        let kind = self.pool.get_message_by_name(&format!("weaviate.v1.{name}")).expect("a known message");
        let message = DynamicMessage::decode(kind, bytes).expect("a message");
        let options = SerializeOptions::new().use_proto_field_name(true).skip_default_fields(true);
        message.serialize_with_options(serde_json::value::Serializer, &options).expect("protobuf JSON")
    }

    /// JSON as a message, in base64.
    pub(crate) fn base64(&self, name: &str, json: Value) -> String {
        let kind = self.pool.get_message_by_name(&format!("weaviate.v1.{name}")).expect("a known message");
        let message = DynamicMessage::deserialize(kind, json).expect("a message");
        STANDARD.encode(prost_reflect::prost::Message::encode_to_vec(&message))
    }

    /// The answer's message of a method.
    pub(crate) fn reply(method: &str) -> String {
        format!("{method}Reply")
    }
}

/// The bytes of a base64 text.
pub(crate) fn bytes(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap_or_default()).expect("base64")
}
