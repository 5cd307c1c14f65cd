//! The tasks that made indexes anew. Here each is done before it is answered; what is told of it is gone with the process.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use chrono::{SecondsFormat, Utc};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::define::reindex::Change;
use crate::{
    catalog::Collection,
    common::{doc::text, server::NODE, sync::read},
    operations::define::{create::properties, reindex::described},
    schema::Class,
};

/// Every task, the latest first.
#[derive(Default)]
pub(crate) struct Tasks {
    done: Mutex<Vec<Json>>,
    version: AtomicU64,
}

impl Tasks {
    /// Changes an index of a property, for every object that is there; the id of the task.
    pub(crate) fn run(
        &self,
        collection: &Collection,
        class: &Class,
        property: &str,
        change: &Change,
        tenants: &[String],
    ) -> String {
        let began = time();
        collection.reindex(|doc, older| {
            if let Some(own) = properties(doc).find(|own| text(own, "name") == property) {
                change.apply(own, older);
            }
        });
        let suffix: String = Uuid::new_v4().simple().to_string().chars().take(4).collect();
        let id = format!("{}:{}:{property}:{suffix}", class.name, change.name());
        let mut payload =
            json!({"collection": class.name, "migrationType": change.name(), "properties": [property]});
        if let Some(to) = change.tokenization() {
            let before = described(&class.doc, property).map(|own| text(own, "tokenization"));
            payload["originalTokenization"] = json!(before.unwrap_or_default());
            payload["targetTokenization"] = json!(to);
        }
        if matches!(change, Change::Tokenization(_)) {
            payload["bucketStrategy"] = json!("inverted");
        }
        if !tenants.is_empty() {
            payload["tenants"] = json!(tenants);
        }
        (payload["unitToNode"], payload["unitToShard"]) = (json!({}), json!({}));
        let mut units = Vec::new();
        let ended = time();
        for tenant in collection.tenants() {
            let shard = read(&tenant.shard).name.clone();
            if !tenants.is_empty() && !tenants.contains(&tenant.name) {
                continue;
            }
            let unit = format!("{shard}__{NODE}");
            payload["unitToNode"][&unit] = json!(NODE);
            payload["unitToShard"][&unit] = json!(shard);
            units.push(json!({
                "finishedAt": ended, "id": unit, "nodeId": NODE, "progress": 1, "status": "COMPLETED", "updatedAt": ended,
            }));
        }
        let task = json!({
            "finishedAt": ended, "finishedNodes": null, "id": id, "payload": payload, "startedAt": began,
            "status": "FINISHED", "units": units, "version": self.version.fetch_add(1, Ordering::Relaxed) + 1,
        });
        self.done.lock().unwrap_or_else(PoisonError::into_inner).insert(0, task);
        id
    }

    /// Leaves out those of a collection that is gone.
    pub(crate) fn forget(&self, class: &str) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        done.retain(|task| task["payload"]["collection"] != class);
    }

    /// As REST shows them, by their kind.
    pub(crate) fn shown(&self) -> Json {
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if done.is_empty() { json!({}) } else { json!({"reindex": *done}) }
    }
}

fn time() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Millis, true)
}
