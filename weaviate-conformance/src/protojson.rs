//! Messages as protobuf JSON with the fields' own names.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor, SerializeOptions};
use serde_json::Value;

/// The messages of the service.
pub(crate) struct Messages {
    pool: DescriptorPool,
}

impl Messages {
    /// Reads what they are made of.
    pub(crate) fn load() -> Result<Self, String> {
        let pool = DescriptorPool::decode(weaviate_proto::DESCRIPTORS).map_err(|error| error.to_string())?;
        Ok(Self { pool })
    }

    fn kind(&self, name: &str) -> Result<MessageDescriptor, String> {
        let kind = self.pool.get_message_by_name(&format!("weaviate.v1.{name}"));
        kind.ok_or_else(|| format!("there is no message `{name}`"))
    }

    /// A message as JSON.
    pub(crate) fn json(&self, name: &str, bytes: &[u8]) -> Result<Value, String> {
        let message = DynamicMessage::decode(self.kind(name)?, bytes)
            .map_err(|error| format!("this is no `{name}`: {error}"))?;
        let options = SerializeOptions::new().use_proto_field_name(true).skip_default_fields(true);
        message
            .serialize_with_options(serde_json::value::Serializer, &options)
            .map_err(|error| format!("`{name}` has no JSON: {error}"))
    }

    /// JSON as a message.
    pub(crate) fn bytes(&self, name: &str, json: Value) -> Result<Vec<u8>, String> {
        let message = DynamicMessage::deserialize(self.kind(name)?, json)
            .map_err(|error| format!("this is no `{name}`: {error}"))?;
        Ok(prost_reflect::prost::Message::encode_to_vec(&message))
    }

    /// JSON as a message, in base64.
    pub(crate) fn base64(&self, name: &str, json: Value) -> Result<String, String> {
        Ok(STANDARD.encode(self.bytes(name, json)?))
    }

    /// The answer's message of a method.
    pub(crate) fn reply(method: &str) -> String {
        format!("{method}Reply")
    }
}

/// The bytes of a base64 text.
pub(crate) fn bytes(value: &Value) -> Result<Vec<u8>, String> {
    STANDARD.decode(value.as_str().unwrap_or_default()).map_err(|error| format!("this is no base64: {error}"))
}
