//! What a server answers about parts of it that are switched off, and those this engine does without.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        doc::{Doc, list, text},
        error::{Refusal, Result},
    },
    operations::context::Context,
    schema::names,
};

/// The answer to a path that belongs to such a part; none for any other path.
pub(super) fn answer(context: &Context, call: &mut Call<'_>, path: &[&str]) -> Option<Result<Answer>> {
    let method = call.method.as_str();
    Some(match (method, path) {
        ("GET", ["users", "own-info"]) => Ok(Answer::empty(401)),
        ("GET", ["users", "db"]) => Ok(Answer::ok(json!([]))),
        ("POST", ["users", "db", name]) if !is_user(name) => {
            Err(Refusal::new(format!("'{name}' is not a valid user name")))
        }
        (_, ["users", "db", _, ..]) => Err(Refusal::new("db user management is not enabled")),
        (_, ["authz", path @ ..]) => roles(method, path, &call.doc()),
        (_, ["namespaces", ..]) => Err(Refusal::with_status(404, "namespaces are not enabled")),
        ("GET", ["classifications", _]) => Err(Refusal::missing()),
        (_, ["classifications"]) => classification(context, &call.doc()),
        (_, ["replication", "replicate", "force-delete"]) => Ok(Answer::with_status(
            501,
            "operation replication.ForceDeleteReplications has not yet been implemented",
        )),
        (_, ["replication", ..]) => Err(Refusal::silent(501)),
        (_, ["export", ..]) => Err(Refusal::new(
            "export API is disabled; enable it via EXPORT_ENABLED=true or the runtime config",
        )),
        (_, [".well-known", what]) => {
            let what = if *what == "live" { "Liveness" } else { "Readiness" };
            let text = format!("operation WeaviateWellknown{what} has not yet been implemented");
            Ok(Answer::with_status(501, text))
        }
        ("DELETE", ["schema", _, "vectors", _, "index"]) => Err(Refusal::with_status(
            500,
            "alter schema drop vector index endpoint is experimental and disabled by default, set the environment \
             variable ENABLE_EXPERIMENTAL_ALTER_SCHEMA_DROP_VECTOR_INDEX_ENDPOINT=true to enable it",
        )),
        ("POST", ["search", ..]) => Err(Refusal::new(
            "rest search api is experimental and not enabled; set EXPERIMENTAL_REST_SEARCH_ENABLED=true to enable",
        )),
        (_, ["mcp"]) => Ok(Answer::with_status(
            503,
            json!({"error": "MCP server is not enabled. To enable it, either set MCP_SERVER_ENABLED=true (requires \
                restart) or set mcp_server_enabled: true in the runtime overrides YAML (no restart needed). See \
                https://docs.weaviate.io/weaviate/mcp/mcp-server"}),
        )),
        _ => return None,
    })
}

/// 501 for a part of the server that this engine does not have.
pub(super) fn absent(what: &str) -> Result<Answer> {
    Err(Refusal { status: 501, ..Refusal::unsupported(what) })
}

fn is_user(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'@' | b'.' | b'|' | b'\''))
}

/// Roles of a server that knows none. What would change them panics there: the answer is 200 and empty.
fn roles(method: &str, path: &[&str], asked: &Doc) -> Result<Answer> {
    let none = list(asked, "roles").is_empty();
    match (method, path) {
        ("GET", ["roles"]) => Ok(Answer::ok(json!([]))),
        ("GET", ["roles", _]) => Err(Refusal::missing()),
        (_, ["roles", _, "add-permissions" | "remove-permissions"]) => {
            if list(asked, "permissions").is_empty() {
                let text = "invalid permissions role has to have at least 1 permission";
                return Err(Refusal::with_status(400, text));
            }
            Err(Refusal::missing())
        }
        (_, ["roles", _, "has-permission"]) => Ok(Answer::ok(Json::Bool(false))),
        (_, ["users" | "groups", _, "assign" | "revoke"]) if none => {
            Err(Refusal::with_status(400, "roles can not be empty"))
        }
        (_, ["groups", _, "assign" | "revoke"]) if text(asked, "groupType").is_empty() => {
            Err(Refusal::with_status(400, "unknown groupType: "))
        }
        (_, [_, _, "assign"]) => {
            Err(Refusal::with_status(404, "one or more of the roles requested doesn't exist"))
        }
        (_, [_, _, "revoke"]) => {
            Err(Refusal::with_status(404, "one or more of the request roles doesn't exist"))
        }
        _ => Ok(Answer::empty(200)),
    }
}

fn classification(context: &Context, asked: &Doc) -> Result<Answer> {
    let refuse = |why: String| Err(Refusal::with_status(400, format!("invalid classification: {why}")));
    match text(asked, "class") {
        "" => refuse("class must be set".to_owned()),
        name if context.catalog().resolve(name).is_none() => {
            refuse(format!("could not find class {} in schema", names::upper_first(name)))
        }
        _ => absent("classifications"),
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, Method};

    use super::*;

    #[test]
    fn what_is_not_there_is_refused_by_name() {
        let context = Context::default();
        let class =
            json!({"class": "A", "vectorizer": "none", "properties": [{"name": "a", "dataType": ["text"]}]});
        let class = crate::operations::define::create::class(class.as_object().unwrap().clone(), &|_| false);
        context.catalog().add(class.unwrap()).unwrap();
        let (uri, body, headers) = ("/v1/classifications".parse().unwrap(), Bytes::new(), HeaderMap::new());
        let mut call = Call::new(&Method::POST, &uri, &headers, &body);
        call.document = json!({"class": "A"});
        let found = answer(&context, &mut call, &["classifications"]).unwrap().unwrap_err();
        assert_eq!(found.status, 501);
        assert!(found.text.contains("classifications"), "{}", found.text);
    }
}
