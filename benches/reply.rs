//! Replies as a server writes them, made with prost.

use prost::Message as _;
use uuid::Uuid;
use weaviate_proto::{self as proto, list_value, value::Kind};

use crate::random::Random;

/// A value of this kind.
pub fn value(kind: Kind) -> proto::Value {
    proto::Value { kind: Some(kind) }
}

/// A list of this kind.
pub fn list(kind: list_value::Kind) -> proto::Value {
    value(Kind::ListValue(proto::ListValue { kind: Some(kind) }))
}

/// A named vector of one row.
pub fn vector(name: &str, values: &[f32]) -> proto::Vectors {
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    proto::Vectors { name: name.to_owned(), vector_bytes: bytes.into(), r#type: 1, ..Default::default() }
}

/// A result with these properties and this metadata.
pub fn result(
    properties: Vec<(&str, proto::Value)>,
    links: Vec<proto::RefPropertiesResult>,
    metadata: proto::MetadataResult,
) -> proto::SearchResult {
    let fields = properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    proto::SearchResult {
        properties: Some(proto::PropertiesResult {
            non_ref_props: Some(proto::Properties { fields }),
            ref_props_requested: !links.is_empty(),
            ref_props: links,
            target_collection: "Everything".to_owned(),
            ..Default::default()
        }),
        metadata: Some(metadata),
        ..Default::default()
    }
}

/// The bytes of a reply with `rows` articles.
pub fn articles(rows: usize) -> Vec<u8> {
    let mut random = Random(7);
    let results = (0..rows).map(|_| article(&mut random)).collect();
    proto::SearchReply { took: 0.01, results, ..Default::default() }.encode_to_vec()
}

fn article(random: &mut Random) -> proto::SearchResult {
    let embedding: Vec<f32> = (0..384).map(|_| random.float()).collect();
    let tags = (0..3).map(|_| random.text(8)).collect();
    let seconds = random.below(60);
    let properties = vec![
        ("title", value(Kind::TextValue(random.text(40)))),
        ("slug", value(Kind::TextValue(random.text(20)))),
        ("words", value(Kind::IntValue(random.below(5_000) as i64))),
        ("published", value(Kind::DateValue(format!("2026-11-21T09:30:{seconds:02}Z")))),
        ("tags", list(list_value::Kind::TextValues(proto::TextValues { values: tags }))),
    ];
    let metadata = proto::MetadataResult {
        id: Uuid::from_u64_pair(random.next_u64(), random.next_u64()).to_string(),
        vectors: vec![vector("embedding", &embedding)],
        ..Default::default()
    };
    result(properties, Vec::new(), metadata)
}
