//! What a server answers about parts of it that are switched off, and those this engine does without.

use serde_json::json;

use super::{answer::Answer, call::Call};
use crate::common::error::{Refusal, Result};

/// The answer to a path that belongs to such a part; none for any other path.
pub(super) fn answer(call: &Call<'_>, path: &[&str]) -> Option<Result<Answer>> {
    let method = call.method.as_str();
    Some(match (method, path) {
        // Without users and roles there are none to list.
        ("GET", ["authz", "roles"] | ["users", "db"]) => Ok(Answer::ok(json!([]))),
        ("GET", ["users", "own-info"]) => Ok(Answer::empty(401)),
        (_, ["authz" | "users", ..]) => Err(Refusal::unsupported("users and roles")),
        (_, ["namespaces", ..]) => Err(Refusal::with_status(404, "namespaces are not enabled")),
        (_, ["classifications", ..]) => Err(Refusal::unsupported("classifications")),
        (_, ["replication", ..]) => Err(Refusal::unsupported("replication between nodes")),
        ("POST", ["search", ..]) => Err(Refusal::new(
            "rest search api is experimental and not enabled; set EXPERIMENTAL_REST_SEARCH_ENABLED=true to enable",
        )),
        (_, ["mcp", ..]) => Ok(Answer::with_status(
            503,
            json!({"error": "MCP server is not enabled. To enable it, either set MCP_SERVER_ENABLED=true (requires \
                restart) or set mcp_server_enabled: true in the runtime overrides YAML (no restart needed). See \
                https://docs.weaviate.io/weaviate/mcp/mcp-server"}),
        )),
        _ => return None,
    })
}
