//! What a client asks about the server itself.

use serde_json::{Value as Json, json};

use super::answer::Answer;
use super::route::Call;
use crate::engine::Engine;
use crate::error::{Refusal, Result};
use crate::gotext::quote;
use crate::grpc::MESSAGE_LIMIT;
use crate::sync::read;

/// The version whose behaviour this is.
const VERSION: &str = "1.39.0";

pub(super) fn root() -> Answer {
    Answer::ok(json!({"links": [
        {"href": "/v1/meta", "name": "Meta information about this instance/cluster"},
        {"href": "/v1/schema", "name": "view complete schema"},
        {"href": "/v1/objects", "name": "list all objects"},
    ]}))
}

pub(super) fn meta() -> Answer {
    Answer::ok(json!({
        "grpcMaxMessageSize": MESSAGE_LIMIT,
        "hostname": "http://localhost",
        "modules": {},
        "version": VERSION,
    }))
}

pub(super) fn nodes(engine: &Engine, call: &Call<'_>, class: Option<&str>) -> Result<Answer> {
    let verbose = match call.parameter("output") {
        "" | "minimal" => false,
        "verbose" => true,
        other => {
            return Err(Refusal::new(format!(
                "invalid output: {}, possible values are: \"minimal\", \"verbose\"",
                quote(other)
            )));
        }
    };
    let collections = match class {
        Some(name) => vec![engine.catalog().resolve(name).ok_or_else(Refusal::missing)?],
        None => engine.catalog().all(),
    };
    let only = call.parameter("shardName");
    let mut total = 0;
    let mut shards = Vec::new();
    for collection in &collections {
        let class = collection.class();
        for tenant in collection.tenants().iter().filter(|tenant| tenant.active) {
            let shard = read(&tenant.shard);
            if !only.is_empty() && shard.name != only {
                continue;
            }
            total += shard.len();
            shards.push(json!({
                "asyncReplicationStatus": [],
                "class": class.name,
                "compressed": false,
                "loaded": true,
                "name": shard.name,
                "numberOfReplicas": 1,
                "objectCount": shard.len(),
                "replicationFactor": 1,
                "vectorIndexingStatus": "READY",
                "vectorQueueLength": 0,
            }));
        }
    }
    let mut node = json!({
        "batchStats": {"queueLength": 0, "ratePerSecond": 0},
        "name": "weaviate-local",
        "operationalMode": "ReadWrite",
        "shards": Json::Null,
        "status": "HEALTHY",
        "version": VERSION,
    });
    if verbose {
        node["stats"] = json!({"objectCount": total, "shardCount": shards.len()});
        node["shards"] = json!(shards);
    }
    Ok(Answer::ok(json!({"nodes": [node]})))
}
