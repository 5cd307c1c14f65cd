//! What a data set is, whoever made it.

use std::collections::BTreeMap;

use serde_json::Value;

/// Collections in the order they are made, their objects, and what else `_order.json` says.
pub(crate) struct Data {
    pub(crate) order: Value,
    pub(crate) schema: Vec<(String, Value)>,
    pub(crate) objects: BTreeMap<String, Vec<Value>>,
}
