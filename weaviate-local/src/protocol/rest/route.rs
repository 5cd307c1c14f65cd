//! From a method and a path to an endpoint.

use super::{
    absent, aliases, answer::Answer, backups, batch, call::Call, cluster, described, indexes, listed,
    objects, schema, tenants, tokenize, unclassed,
};
use crate::{
    common::error::{Refusal, Result},
    operations::context::Context,
};

/// Answers a request.
pub(crate) fn answer(context: &Context, call: &mut Call<'_>) -> Answer {
    let of_schema = call.segments.get(1).is_some_and(|segment| segment == "schema")
        && !call.segments.iter().any(|segment| segment == "tenants" || segment == "index");
    dispatch(context, call).unwrap_or_else(|refusal| Answer::refused(&refusal, of_schema))
}

fn dispatch(context: &Context, call: &mut Call<'_>) -> Result<Answer> {
    let method = call.method.as_str();
    // What a page of a browser may ask, and whether the server runs, is answered before anything is looked at.
    if method == "OPTIONS" || ["/v1/.well-known/live", "/v1/.well-known/ready"].contains(&call.path) {
        return Ok(Answer::empty(200));
    }
    described::check(call)?;
    let segments = call.segments.clone();
    let path: Vec<&str> =
        segments.iter().skip(1).map(String::as_str).filter(|segment| !segment.is_empty()).collect();
    match (method, path.as_slice()) {
        ("GET", []) => Ok(cluster::root()),
        ("GET", ["meta"]) => Ok(cluster::meta(context)),
        ("GET", [".well-known", "openid-configuration"]) => Ok(cluster::openid(context)),
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
        ("GET", ["schema", class, "indexes"]) => indexes::all(context, class),
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
        ("GET", ["objects"]) => listed::list(context, call),
        ("POST", ["objects"]) => objects::create(context, call),
        ("POST", ["objects", "validate"]) => objects::validate(context, call),
        (_, ["objects", id]) => unclassed::object(context, call, id),
        (_, ["objects", id, "references", property]) => unclassed::references(context, call, id, property),
        ("GET", ["objects", class, id]) => objects::get(context, call, class, id),
        ("HEAD", ["objects", class, id]) => objects::head(context, call, class, id),
        ("PUT", ["objects", _, id]) => objects::put(context, call, id),
        ("PATCH", ["objects", class, id]) => objects::patch(context, call, class, id),
        ("DELETE", ["objects", class, id]) => objects::delete(context, call, class, id),
        ("POST" | "PUT" | "DELETE", ["objects", class, id, "references", property]) => {
            objects::references(context, call, class, id, property)
        }
        ("POST", ["batch", "objects"]) => batch::objects(context, call),
        ("DELETE", ["batch", "objects"]) => batch::delete(context, call),
        ("POST", ["batch", "references"]) => batch::references(context, call),
        ("POST", ["tokenize"]) => tokenize::text(call),
        (_, ["backups", backend, path @ ..]) => backups::answer(context, call, backend, path),
        ("GET", ["tasks"]) => Ok(Answer::ok(context.tasks().shown())),
        ("POST", ["graphql"]) => super::graphql::one(context, call),
        ("POST", ["graphql", "batch"]) => Ok(super::graphql::batch(context, call)),
        (_, ["schema", class, "properties", property, "index", index, ..]) => {
            indexes::task(context, call, class, property, index)
        }
        (_, path) => absent::answer(context, call, path).unwrap_or_else(|| Err(Refusal::missing())),
    }
}
