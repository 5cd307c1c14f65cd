//! The description of a backup, and of restoring it, as a file.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use crate::common::server::{NODE, VERSION};

/// The version of the description that 1.39.0 writes.
const FORMAT: &str = "2.1";

pub(crate) const STARTED: &str = "STARTED";
pub(crate) const SUCCESS: &str = "SUCCESS";
pub(crate) const CANCELED: &str = "CANCELED";
const FAILED: &str = "FAILED";

/// The description of a backup, with the server's fields.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Description {
    pub(crate) started_at: DateTime<Utc>,
    pub(crate) completed_at: DateTime<Utc>,
    pub(crate) id: String,
    nodes: BTreeMap<String, Node>,
    pub(crate) status: String,
    version: String,
    server_version: String,
    leader: String,
    pub(crate) error: String,
    #[serde(rename = "preCompressionSizeBytes")]
    pub(crate) size: u64,
    compression_type: String,
    pub(crate) base_backup_id: String,
}

/// What one node has of a backup.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Node {
    classes: Vec<String>,
    status: String,
    error: String,
    #[serde(rename = "preCompressionSizeBytes")]
    size: u64,
}

impl Description {
    pub(super) fn new(id: &str, classes: &[String]) -> Self {
        let node = Node { classes: classes.to_vec(), status: STARTED.to_owned(), ..Node::default() };
        Self {
            started_at: Utc::now(),
            completed_at: zero_time(),
            id: id.to_owned(),
            nodes: BTreeMap::from([(NODE.to_owned(), node)]),
            status: STARTED.to_owned(),
            version: FORMAT.to_owned(),
            server_version: VERSION.to_owned(),
            leader: NODE.to_owned(),
            compression_type: "none".to_owned(),
            ..Self::default()
        }
    }

    /// The collections in it.
    pub(crate) fn classes(&self) -> Vec<String> {
        self.nodes.values().flat_map(|node| node.classes.clone()).collect()
    }

    pub(super) fn finish(&mut self, done: Result<u64, String>) {
        self.completed_at = Utc::now();
        match done {
            Ok(size) => (self.status, self.size) = (SUCCESS.to_owned(), size),
            Err(error) => (self.status, self.error) = (FAILED.to_owned(), error),
        }
        for node in self.nodes.values_mut() {
            node.status.clone_from(&self.status);
            node.error.clone_from(&self.error);
            node.size = self.size;
        }
    }
}

/// Go's time without a value.
fn zero_time() -> DateTime<Utc> {
    DateTime::from_timestamp(-62_135_596_800, 0).unwrap_or_default()
}

/// A time as REST shows it.
pub(crate) fn shown(time: &DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    // As a 1.39.0 left it in its folder.
    const WRITTEN: &str = r#"{"startedAt":"2026-11-21T17:49:31.737950638Z","completedAt":"2026-11-21T17:49:33.740132276Z",
        "id":"one","nodes":{"weaviate-0":{"classes":["Bakone","Baktwo"],"status":"SUCCESS","error":"",
        "preCompressionSizeBytes":7}},"node_mapping":null,"status":"SUCCESS","version":"2.1","serverVersion":"1.39.0",
        "leader":"weaviate-0","error":"","preCompressionSizeBytes":7,"compressionType":"gzip","baseBackupId":""}"#;

    #[test]
    fn a_servers_description_is_read() {
        let read: Description = serde_json::from_str(WRITTEN).unwrap();
        assert_eq!((read.status.as_str(), read.size), (SUCCESS, 7));
        assert_eq!(read.classes(), ["Bakone", "Baktwo"]);
        assert_eq!(shown(&read.started_at), "2026-11-21T17:49:31.737Z");
        assert_eq!(shown(&zero_time()), "0001-01-01T00:00:00.000Z");
    }
}
