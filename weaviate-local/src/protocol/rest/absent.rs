//! What a server answers about parts of it that are switched off, and those this engine does without.

use serde_json::json;

use super::{answer::Answer, call::Call};
use crate::common::error::{Refusal, Result};

/// The answer to a path that belongs to such a part; none for any other path.
pub(super) fn answer(call: &Call<'_>, path: &[&str]) -> Option<Result<Answer>> {
    let method = call.method.as_str();
    Some(match (method, path) {
        // The lists of users and roles are empty: there are none.
        ("GET", ["authz", "roles"] | ["users", "db"]) => Ok(Answer::ok(json!([]))),
        ("GET", ["users", "own-info"]) => Ok(Answer::empty(401)),
        (_, ["authz" | "users", ..]) => absent("users and roles"),
        (_, ["namespaces", ..]) => Err(Refusal::with_status(404, "namespaces are not enabled")),
        (_, ["classifications", ..]) => absent("classifications"),
        (_, ["replication", ..]) => absent("replication between nodes"),
        (_, ["export", ..]) => absent("exports"),
        ("POST", ["aggregate", _]) => absent("aggregations over REST"),
        ("GET", ["schema", _, "indexes"]) => absent("lists of a collection's indexes"),
        ("PUT", ["schema", _, "properties", _, "index", _])
        | ("POST", ["schema", _, "properties", _, "index", _, "rebuild" | "cancel"]) => {
            absent("changes of an index that run as a task")
        }
        ("DELETE", ["schema", _, "vectors", _, "index"]) => absent("dropping the index of a vector"),
        ("POST" | "PUT" | "DELETE", ["objects", _, "references", _]) => {
            absent("references of an object without its collection, which Weaviate has deprecated")
        }
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

/// 501 for a part of the server that this engine does not have.
fn absent(what: &str) -> Result<Answer> {
    Err(Refusal { status: 501, ..Refusal::unsupported(what) })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Method;

    use super::*;

    fn refusal(method: &Method, path: &str) -> Option<Refusal> {
        let (uri, body) = (format!("/v1/{path}").parse().unwrap(), Bytes::new());
        let call = Call::new(method, &uri, &body);
        answer(&call, &path.split('/').collect::<Vec<_>>())?.err()
    }

    #[test]
    fn what_is_not_there_is_refused_by_name() {
        for (method, path, name) in [
            (Method::GET, "schema/A/indexes", "a collection's indexes"),
            (Method::PUT, "schema/A/properties/a/index/filterable", "run as a task"),
            (Method::POST, "schema/A/properties/a/index/filterable/rebuild", "run as a task"),
            (Method::POST, "schema/A/properties/a/index/filterable/cancel", "run as a task"),
            (Method::DELETE, "schema/A/vectors/v/index", "the index of a vector"),
            (Method::POST, "export/s3", "exports"),
            (Method::GET, "export/s3/one", "exports"),
            (Method::POST, "aggregate/A", "aggregations over REST"),
            (Method::POST, "authz/roles", "users and roles"),
        ] {
            let found = refusal(&method, path).unwrap();
            assert_eq!(found.status, 501, "{path}");
            assert!(found.text.contains(name), "{path}: {}", found.text);
        }
        assert_eq!(refusal(&Method::GET, "schemas"), None);
    }
}
