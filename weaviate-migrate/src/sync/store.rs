//! The class that keeps lock and history, and the names of both.

use serde_json::json;
use weaviate_query::{Names, schema::Class};

/// The class of lock and history.
pub(crate) fn class(names: &Names) -> String {
    names.class("WeaviateSync").into_owned()
}

/// The alias that is the lock.
pub(crate) fn lock(names: &Names) -> String {
    names.class("WeaviateSyncLock").into_owned()
}

/// The class of lock and history: texts, one of them a word to look for, and no vectors.
pub(crate) fn definition(name: &str) -> Class {
    let text = |name: &str, filterable: bool, description: &str| {
        json!({
            "name": name,
            "dataType": ["text"],
            "description": description,
            "tokenization": "field",
            "indexFilterable": filterable,
            "indexSearchable": false,
        })
    };
    let mut class = Class::new(name);
    let json = class.json_mut();
    json.insert(
        "description".into(),
        "The lock and the history of schema sync; made and read by `weaviate` for Rust.".into(),
    );
    json.insert("vectorizer".into(), "none".into());
    json.insert("vectorIndexType".into(), "hnsw".into());
    json.insert("vectorIndexConfig".into(), json!({ "skip": true }));
    json.insert(
        "properties".into(),
        json!([
            text("kind", true, "`lock` for the holder's sign of life, `sync` for one sync."),
            text("holder", true, "Who wrote it."),
            text("beat", false, "Changes while the holder is alive."),
            text("state", true, "`started`, `applied` or `failed`."),
            text("server", true, "The server's version."),
            text("plan", false, "What was to be done, as JSON."),
            text("error", false, "What it failed with."),
        ]),
    );
    class
}
