//! What is rendered, held against what was recorded, field by field.
//!
//! Everything must be the same but for this:
//!
//! | field | recorded | rendered | why |
//! |---|---|---|---|
//! | `uses_123_api`, `uses_125_api` | true | absent | a server that knows `uses_127_api` reads only that |
//! | `metadata.uuid` | as asked | true | the id names the object in an error of the decoder |
//! | `hybrid_search.alpha` | absent | the value of `alpha_param` | servers before 1.36 read only this one |
//! | `hybrid_search.alpha_param` | absent or 0 where nothing was said | always there | left out, a server takes 0 |
//! | `hybrid_search.near_vector` with a vector alone | as asked | `hybrid_search.vectors` | the same search, in one form |
//! | `hybrid_search.near_vector.targets` | as asked | `hybrid_search.targets` | a server takes them from either place |
//! | `properties` with `boost` | none | those of the conditions | a server counts only conditions on properties that it is asked for |
//! | `metadata.score` with `group_by` | as asked | absent | a server sends none in groups |
//! | `near_*.targets`, `hybrid_search.targets` of the one vector | absent | its name | our vectors have names ([`super::load`]) |
//! | `metadata.vector` | true | `metadata.vectors` | the same |
//! | `aggregations[].*.type` | true | absent | the struct knows the type |
//! | `sort_by` of one property that may be absent | one key | the key twice | by one key a server leaves out the objects that lack it |
//! | `properties`, `metadata` | absent: the server's choice | what the struct holds | a whole object is asked for by the names that the program knows |

use std::sync::OnceLock;

use prost_reflect::{DescriptorPool, DynamicMessage, SerializeOptions};
use serde_json::{Value, json};

use super::load::VECTOR;

/// A message as protobuf JSON with the fields' own names.
pub(super) fn message_json(name: &str, bytes: &[u8]) -> Value {
    static POOL: OnceLock<DescriptorPool> = OnceLock::new();
    let pool =
        POOL.get_or_init(|| DescriptorPool::decode(weaviate_proto::DESCRIPTORS).expect("a descriptor pool"));
    let kind = pool.get_message_by_name(&format!("weaviate.v1.{name}")).expect("a known message");
    let message = DynamicMessage::decode(kind, bytes).expect("a message");
    let options = SerializeOptions::new().use_proto_field_name(true).skip_default_fields(true);
    message.serialize_with_options(serde_json::value::Serializer, &options).expect("protobuf JSON")
}

/// Takes out of both what the table above allows to differ.
pub(super) fn allowed(wanted: &mut Value, found: &mut Value) {
    remove(wanted, "uses_123_api");
    remove(wanted, "uses_125_api");
    let class = wanted["collection"].as_str().unwrap_or_default().to_owned();
    if wanted["properties"].is_null() {
        remove(found, "properties");
        remove(found, "metadata");
    }
    metadata(wanted, found);
    if wanted["boost"].is_object() {
        remove(found, "properties");
        remove(wanted, "properties");
    }
    if let Some(keys) = found["sort_by"].as_array_mut() {
        keys.dedup();
    }
    if wanted["group_by"].is_object() {
        remove(&mut wanted["metadata"], "score");
    }
    for search in ["hybrid_search", "hybrid"] {
        let Some(hybrid) = found.get_mut(search) else { continue };
        let alpha = hybrid.get("alpha").cloned().unwrap_or_else(|| json!(0.0));
        assert_eq!(alpha, hybrid["alpha_param"], "the two fields of `alpha`");
        remove(hybrid, "alpha");
        let part = &mut wanted[search]["near_vector"];
        if part.as_object().is_some_and(|part| part.len() == 1) && part["vectors"].is_array() {
            let vectors = part.take()["vectors"].take();
            wanted[search]["vectors"] = vectors;
        }
    }
    let only = if class == "Recipe" { "main" } else { VECTOR };
    if wanted["hybrid_search"]["near_vector"]["targets"].is_object() {
        // A server takes them from either place.
        let targets = wanted["hybrid_search"]["near_vector"]["targets"].take();
        wanted["hybrid_search"]["targets"] = targets;
    }
    for search in ["hybrid_search", "near_vector", "near_object", "hybrid", "near_text", "near_image"] {
        let named = json!({ "target_vectors": [only] });
        if found[search]["targets"] == named && wanted[search]["targets"].is_null() {
            remove(&mut found[search], "targets");
        }
    }
    for property in wanted["aggregations"].as_array_mut().into_iter().flatten() {
        for metrics in property.as_object_mut().into_iter().flatten().map(|(_, metrics)| metrics) {
            remove(metrics, "type");
        }
    }
    for message in [wanted, found] {
        *message = super::recorded::tidy(message.take());
    }
}

/// At the top and behind every link.
fn metadata(wanted: &mut Value, found: &mut Value) {
    remove(&mut wanted["metadata"], "uuid");
    remove(&mut found["metadata"], "uuid");
    if wanted["metadata"]["vector"] == true {
        remove(&mut wanted["metadata"], "vector");
        remove(&mut found["metadata"], "vectors");
    }
    let (wanted, found) =
        (&mut wanted["properties"]["ref_properties"], &mut found["properties"]["ref_properties"]);
    let links = found.as_array_mut().into_iter().flatten();
    for (wanted, found) in wanted.as_array_mut().into_iter().flatten().zip(links) {
        metadata(wanted, found);
    }
}

fn remove(of: &mut Value, key: &str) {
    if let Some(of) = of.as_object_mut() {
        of.remove(key);
    }
}
