//! A question for the first objects, which others are made from.

use serde_json::{Value, json};

use super::{random::Random, world::Collection};

/// A search for the first objects, with ids.
pub(crate) fn listing(of: &Collection, random: &mut Random) -> Value {
    let mut request = json!({
        "collection": of.name, "properties": {}, "metadata": {"uuid": true}, "limit": 6 + random.below(20),
        "uses_123_api": true, "uses_125_api": true, "uses_127_api": true,
    });
    if !of.tenants.is_empty() && !random.chance(6) {
        request["tenant"] = json!(random.pick(&of.tenants));
    } else if random.chance(1) {
        request["tenant"] = json!("nosuch");
    }
    request
}
