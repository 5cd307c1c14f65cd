//! What a client asks about the server itself.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
        server::{MESSAGE_LIMIT, NODE, VERSION},
        sync::read,
    },
    operations::context::Context,
    schema::names,
};

const DOCUMENTATION: &str = "https://weaviate.io/developers/weaviate/api/rest#tag";

/// What `/v1` points to: where the documentation of it is, the path, and what it is for.
const LINKS: [(&str, &str, &str); 8] = [
    ("", "/v1/meta", "Meta information about this instance/cluster"),
    ("/schema/get/schema", "/v1/schema", "view complete schema"),
    ("/schema/put/schema/{className}", "/v1/schema{/:className}", "CRUD schema"),
    ("/objects/", "/v1/objects{/:id}", "CRUD objects"),
    ("/classifications", "/v1/classifications{/:id}", "trigger and view status of classifications"),
    (
        "/well-known/get/.well-known/live",
        "/v1/.well-known/live",
        "check if Weaviate is live (returns 200 on GET when live)",
    ),
    (
        "/well-known/get/.well-known/ready",
        "/v1/.well-known/ready",
        "check if Weaviate is ready (returns 200 on GET when ready)",
    ),
    (
        "/well-known/get/.well-known/openid-configuration",
        "/v1/.well-known/openid-configuration",
        "view link to openid configuration (returns 404 on GET if no openid is configured)",
    ),
];

/// Where the issuer is, and which client programs are there.
pub(super) fn openid(context: &Context) -> Answer {
    let Some(oidc) = &context.settings().oidc else { return Answer::empty(404) };
    let mut body = serde_json::json!({"href": oidc.href, "clientId": oidc.client});
    if !oidc.scopes.is_empty() {
        body["scopes"] = oidc.scopes.clone().into();
    }
    Answer::ok(body)
}

pub(super) fn root() -> Answer {
    let links: Vec<Json> = LINKS
        .iter()
        .map(|(documentation, path, name)| {
            let mut link = json!({"href": path, "name": name});
            if !documentation.is_empty() {
                link["documentationHref"] = json!(format!("{DOCUMENTATION}{documentation}"));
            }
            link
        })
        .collect();
    Answer::ok(json!({"links": links}))
}

pub(super) fn meta(context: &Context) -> Answer {
    let mut modules = json!({
        "generative-dummy": {"name": "Generative Search - Dummy"},
        "reranker-dummy": {"name": "Reranker - Dummy"},
        "text2vec-bigram": null,
    });
    if let Some(path) = &context.settings().backups_path {
        modules["backup-filesystem"] = json!({"backupsPath": path.display().to_string()});
    }
    Answer::ok(json!({
        "grpcMaxMessageSize": MESSAGE_LIMIT,
        "hostname": context.settings().hostname,
        "modules": modules,
        "version": VERSION,
    }))
}

/// What a server of one node tells of its agreement with itself; the counts of its log are none here.
pub(super) fn statistics() -> Answer {
    const ADDRESS: &str = "127.0.0.1:8300";
    let raft = json!({
        "appliedIndex": "0",
        "commitIndex": "0",
        "fsmPending": "0",
        "lastContact": "0",
        "lastLogIndex": "0",
        "lastLogTerm": "1",
        "lastSnapshotIndex": "0",
        "lastSnapshotTerm": "0",
        "latestConfiguration": [{"address": ADDRESS, "id": NODE, "suffrage": 0}],
        "latestConfigurationIndex": "0",
        "numPeers": "0",
        "protocolVersion": "3",
        "protocolVersionMax": "3",
        "protocolVersionMin": "0",
        "snapshotVersionMax": "1",
        "snapshotVersionMin": "0",
        "state": "Leader",
        "term": "1",
    });
    let node = json!({
        "bootstrapped": true,
        "candidates": {},
        "dbLoaded": true,
        "isVoter": true,
        "leaderAddress": ADDRESS,
        "leaderId": NODE,
        "name": NODE,
        "open": true,
        "raft": raft,
        "ready": true,
        "status": "HEALTHY",
    });
    Answer::ok(json!({"statistics": [node], "synchronized": true}))
}

pub(super) fn nodes(context: &Context, call: &Call<'_>, class: Option<&str>) -> Result<Answer> {
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
        Some(name) => {
            let missing = || format!("class {} not found", quote(&names::upper_first(name)));
            vec![context.catalog().resolve(name).ok_or_else(|| Refusal::with_status(404, missing()))?]
        }
        None => context.catalog().all(),
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
        "name": NODE,
        "operationalMode": context.settings().mode.name(),
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
