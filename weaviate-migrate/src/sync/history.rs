//! What was done to a server, kept there: one object a sync.

use serde_json::json;

use super::lock::Held;
use crate::{Plan, SchemaApi};

/// One sync in the history, a rollback or a drop.
pub(crate) struct Record {
    id: String,
    server: String,
    plan: String,
}

impl Record {
    /// Writes that a sync starts. If that fails it is told and the sync goes on.
    pub(crate) async fn begin<A: SchemaApi>(api: &A, held: &Held<'_, A>, plan: &Plan) -> Self {
        let record = Self {
            id: uuid(api.random(), api.random()),
            server: plan.server().map(|version| version.to_string()).unwrap_or_default(),
            plan: serde_json::to_string(plan).unwrap_or_default(),
        };
        record.end(api, held, "started", "").await;
        record
    }

    /// Writes what is done and was no sync: of each collection or class, what became of it.
    pub(crate) async fn done<A: SchemaApi>(
        api: &A,
        held: &Held<'_, A>,
        state: &str,
        changes: impl Iterator<Item = (String, String)>,
    ) {
        let changes = changes.map(|(collection, what)| json!({ "collection": collection, "what": what }));
        let plan = json!({ "changes": changes.collect::<Vec<_>>() }).to_string();
        let record = Self { id: uuid(api.random(), api.random()), server: String::new(), plan };
        record.end(api, held, state, "").await;
    }

    /// Writes what came of it.
    pub(crate) async fn end<A: SchemaApi>(&self, api: &A, held: &Held<'_, A>, state: &str, error: &str) {
        let object = json!({
            "kind": "sync",
            "holder": held.holder(),
            "state": state,
            "server": self.server,
            "plan": self.plan,
            "error": error,
        });
        if let Err(error) = api.put_object(held.store(), &self.id, &object).await {
            api.warn(&format!("this sync is missing in the history `{}`: {error}", held.store()));
        }
    }
}

/// A random id (version 4).
fn uuid(high: u64, low: u64) -> String {
    let (high, low) = (high & !0xf000 | 0x4000, low & !(3 << 62) | 1 << 63);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xffff,
        low >> 48,
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_version_4() {
        assert_eq!(uuid(0, 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u64::MAX, u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
