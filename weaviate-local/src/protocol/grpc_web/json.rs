//! Messages as JSON, in protobuf's own mapping: fields in lowerCamelCase, those that are not set as well.

use bytes::Bytes;
use prost::Message as _;
use prost_reflect::{DeserializeOptions, DynamicMessage, MessageDescriptor, SerializeOptions};
use tonic::Status;

use crate::protocol::descriptors;

/// The messages of a method, which has JSON on the outside.
pub(crate) enum Messages {
    /// Those of the health service, whose only answer is SERVING.
    Health,
    /// Those of a method of Weaviate.
    Of { input: MessageDescriptor, output: MessageDescriptor },
}

impl Messages {
    /// The messages of the method at this path.
    pub(crate) fn of(path: &str) -> Result<Self, Status> {
        let (service, name) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
        if service.starts_with("grpc.health.") {
            return Ok(Self::Health);
        }
        let method =
            descriptors::method(service, name).map_err(|error| Status::internal(error.to_string()))?;
        let method = method.ok_or_else(|| Status::internal(format!("no messages are known of {name}")))?;
        Ok(Self::Of { input: method.input(), output: method.output() })
    }

    /// The message that a JSON text means. What it says beyond the fields of the message is left out.
    pub(crate) fn read(&self, json: &[u8]) -> Result<Bytes, Status> {
        let wrong = |error: serde_json::Error| {
            let text = if error.is_eof() { "unexpected EOF".to_owned() } else { error.to_string() };
            Status::unknown(format!("proto: {text}"))
        };
        let mut text = serde_json::Deserializer::from_slice(json);
        let message = match self {
            Self::Health => {
                serde::Deserialize::deserialize(&mut text).map(|serde::de::IgnoredAny| Bytes::new())
            }
            Self::Of { input, .. } => {
                let options = DeserializeOptions::new().deny_unknown_fields(false);
                DynamicMessage::deserialize_with_options(input.clone(), &mut text, &options)
                    .map(|message| message.encode_to_vec().into())
            }
        };
        let message = message.map_err(wrong)?;
        text.end().map_err(wrong)?;
        Ok(message)
    }

    /// The JSON text of an answer.
    pub(crate) fn write(&self, message: Bytes) -> Result<Vec<u8>, Status> {
        let Self::Of { output, .. } = self else {
            return Ok(br#"{"status":"SERVING"}"#.to_vec());
        };
        let failed = |error: String| Status::internal(format!("the answer cannot be JSON: {error}"));
        let message =
            DynamicMessage::decode(output.clone(), message).map_err(|error| failed(error.to_string()))?;
        let options = SerializeOptions::new().skip_default_fields(false);
        let mut out = serde_json::Serializer::new(Vec::new());
        message.serialize_with_options(&mut out, &options).map_err(|error| failed(error.to_string()))?;
        Ok(out.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_message_and_back() {
        let search = Messages::of("/weaviate.v1.Weaviate/Search").unwrap();
        let message = search.read(br#"{"collection":"Nope","limit":3,"nobody":{"knows":1}}"#).unwrap();
        let read = weaviate_proto::SearchRequest::decode(message).unwrap();
        assert_eq!((read.collection.as_str(), read.limit), ("Nope", 3));
        let objects = Messages::of("/weaviate.v1.Weaviate/BatchObjects").unwrap();
        let none = weaviate_proto::BatchObjectsReply { took: 0.5, errors: vec![] };
        // As 1.39.0 has it.
        assert_eq!(objects.write(none.encode_to_vec().into()).unwrap(), br#"{"took":0.5,"errors":[]}"#);
        for wrong in ["", "{", "[]", r#"{"collection":5}"#, "{} x"] {
            let status = search.read(wrong.as_bytes()).unwrap_err();
            assert!(status.message().starts_with("proto: "), "{status}");
        }
        let deep = "[".repeat(100_000);
        assert!(search.read(deep.as_bytes()).is_err());
        assert_eq!(Messages::of("/grpc.health.v1.Health/Check").unwrap().read(b"{}").unwrap(), Bytes::new());
    }
}
