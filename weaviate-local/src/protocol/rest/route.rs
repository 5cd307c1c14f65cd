//! From a method and a path to an endpoint.

use super::{
    absent, aliases, answer::Answer, backups, batch, call::Call, cluster, objects, schema, tenants, tokenize,
};
use crate::{
    common::error::{Body, Refusal, Result},
    operations::context::Context,
};

/// Answers a request.
pub(crate) fn answer(context: &Context, call: &Call<'_>) -> Answer {
    let of_schema = call.segments.get(1).is_some_and(|segment| segment == "schema")
        && !call.segments.iter().any(|segment| segment == "tenants" || segment == "index");
    dispatch(context, call).unwrap_or_else(|refusal| Answer::refused(&refusal, of_schema))
}

/// Why there is no such path or no such method of it. Every other answer, whatever it is, means that there is: so it is
/// asked of an engine that has nothing and changes nobody's data.
pub(crate) fn missing(call: &Call<'_>) -> Option<Answer> {
    let refusal = dispatch(&Context::default(), call).err()?;
    matches!(refusal.body, Body::Code(404 | 405)).then(|| Answer::refused(&refusal, false))
}

fn dispatch(context: &Context, call: &Call<'_>) -> Result<Answer> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let Some(("v1", path)) = segments.split_first().map(|(first, rest)| (*first, rest)) else {
        return Err(unknown(call));
    };
    let method = call.method.as_str();
    match (method, path) {
        ("GET", []) => Ok(cluster::root()),
        ("GET", ["meta"]) => Ok(cluster::meta(context)),
        ("GET", [".well-known", "live" | "ready"]) => Ok(Answer::empty(200)),
        ("GET", [".well-known", "openid-configuration"]) => Ok(Answer::empty(404)),
        ("GET", ["nodes"]) => cluster::nodes(context, call, None),
        ("GET", ["nodes", class]) => cluster::nodes(context, call, Some(class)),
        ("GET", ["cluster", "statistics"]) => Ok(cluster::statistics()),
        ("GET", ["schema"]) => Ok(schema::list(context)),
        ("POST", ["schema"]) => schema::create(context, call),
        ("GET", ["schema", class]) => schema::get(context, class),
        ("PUT", ["schema", class]) => schema::update(context, call, class),
        ("DELETE", ["schema", class]) => Ok(schema::delete(context, class)),
        ("POST", ["schema", class, "properties"]) => schema::add_property(context, call, class),
        ("DELETE", ["schema", class, "properties", property, "index", index]) => {
            schema::drop_index(context, class, property, index)
        }
        ("POST", ["schema", class, "properties", property, "tokenize"]) => {
            tokenize::property(context, call, class, property)
        }
        ("GET", ["schema", class, "shards"]) => schema::shards(context, call, class),
        ("PUT", ["schema", class, "shards", name]) => schema::update_shard(context, call, class, name),
        ("GET", ["schema", class, "tenants"]) => tenants::list(context, class),
        ("POST", ["schema", class, "tenants"]) => tenants::create(context, call, class),
        ("PUT", ["schema", class, "tenants"]) => tenants::update(context, call, class),
        ("DELETE", ["schema", class, "tenants"]) => tenants::delete(context, call, class),
        ("GET", ["schema", class, "tenants", tenant]) => tenants::get(context, class, tenant),
        ("HEAD", ["schema", class, "tenants", tenant]) => {
            tenants::get(context, class, tenant).map(|_| Answer::empty(200))
        }
        ("GET", ["aliases"]) => Ok(aliases::list(context, call)),
        ("POST", ["aliases"]) => aliases::create(context, call),
        ("GET", ["aliases", alias]) => aliases::get(context, alias),
        ("PUT", ["aliases", alias]) => aliases::update(context, call, alias),
        ("DELETE", ["aliases", alias]) => aliases::delete(context, alias),
        ("GET", ["objects"]) => objects::list(context, call),
        ("POST", ["objects"]) => objects::create(context, call),
        ("POST", ["objects", "validate"]) => objects::validate(context, call),
        (_, ["objects", id]) => objects::without_class(context, call, id),
        ("GET", ["objects", class, id]) => objects::get(context, call, class, id),
        ("HEAD", ["objects", class, id]) => objects::head(context, call, class, id),
        ("PUT", ["objects", class, id]) => objects::put(context, call, class, id),
        ("PATCH", ["objects", class, id]) => objects::patch(context, call, class, id),
        ("DELETE", ["objects", class, id]) => objects::delete(context, call, class, id),
        ("POST" | "PUT" | "DELETE", ["objects", class, id, "references", property]) => {
            objects::references(context, call, class, id, property)
        }
        ("POST", ["batch", "objects"]) => batch::objects(context, call),
        ("DELETE", ["batch", "objects"]) => batch::delete(context, call),
        ("POST", ["batch", "references"]) => batch::references(context, call),
        ("POST", ["tokenize"]) => tokenize::text(call),
        (_, ["backups", backend, path @ ..]) if path.len() < 3 => {
            backups::answer(context, call, backend, path).unwrap_or_else(|| Err(unknown(call)))
        }
        ("GET", ["tasks"]) => Ok(Answer::ok(serde_json::json!({}))),
        ("POST", ["graphql"]) => super::graphql::one(context, call),
        ("POST", ["graphql", "batch"]) => super::graphql::batch(context, call),
        (_, ["meta"]) => {
            Err(Refusal::malformed(405, format!("method {method} is not allowed, but [GET] are")))
        }
        (_, path) => absent::answer(call, path).unwrap_or_else(|| Err(unknown(call))),
    }
}

fn unknown(call: &Call<'_>) -> Refusal {
    Refusal::malformed(404, format!("path {} was not found", call.path))
}
