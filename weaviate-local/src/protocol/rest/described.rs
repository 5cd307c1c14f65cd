//! What the description of the API says of a request, which a server checks before any handler sees it: the path, the
//! method, the type of the body, then the parameters in the order of their names.

mod models;
mod routes;
mod takes;

use self::{
    routes::ROUTES,
    takes::{Need, Route, Takes},
};
use super::{call::Call, shape};
use crate::common::{
    error::{Refusal, Result},
    gotext::{self, quote},
};

/// Checks a request against the description, and reads its body.
pub(super) fn check(call: &mut Call<'_>) -> Result<()> {
    let found = find(call).map_err(|refusal| listed(call, refusal))?;
    fits(found, call).map_err(|refusal| listed(call, refusal))
}

/// Refuses a path that there is not, and a method that the path has not: a server says so before it asks who asks.
pub(super) fn check_path(call: &Call<'_>) -> Result<()> {
    find(call).map(drop).map_err(|refusal| listed(call, refusal))
}

const SEARCHES: [&str; 4] = ["bm25", "hybrid", "near-object", "near-text"];

/// The endpoints of searches put these refusals into the list that all others have.
fn listed(call: &Call<'_>, refusal: Refusal) -> Refusal {
    if let [_, search, _, kind] = call.segments.as_slice()
        && search == "search"
        && SEARCHES.contains(&kind.as_str())
    {
        return Refusal::with_status(refusal.status, refusal.text);
    }
    refusal
}

fn find(call: &Call<'_>) -> Result<&'static Route> {
    let path = match call.segments.split_first() {
        Some((first, path)) if first == "v1" => path,
        _ => return Err(unknown(call)),
    };
    let mut matching = ROUTES.iter().filter(|route| matches(route.path, path)).peekable();
    if matching.peek().is_none() {
        return Err(unknown(call));
    }
    let others: Vec<&str> = matching.clone().map(|route| route.method).collect();
    matching.find(|route| route.method == call.method.as_str()).ok_or_else(|| {
        let mut allowed = others;
        allowed.sort_unstable();
        allowed.dedup();
        let text = format!("method {} is not allowed, but [{}] are", call.method, allowed.join(","));
        Refusal::malformed(405, text)
    })
}

fn unknown(call: &Call<'_>) -> Refusal {
    Refusal::malformed(404, format!("path {} was not found", call.path))
}

fn matches(pattern: &str, path: &[String]) -> bool {
    let mut pieces = pattern.split('/').filter(|piece| !piece.is_empty());
    path.iter()
        .filter(|segment| !segment.is_empty())
        .all(|segment| pieces.next().is_some_and(|piece| piece.starts_with('{') || piece == segment))
        && pieces.next().is_none()
}

fn fits(route: &Route, call: &mut Call<'_>) -> Result<()> {
    if call.has_body() {
        let only = match (route.method, route.path) {
            ("POST", "mcp" | "replication/scale" | "search/{collection}/near-text") => "application/json",
            _ => "application/json application/yaml",
        };
        let given = call.content_type();
        if !only.split(' ').any(|known| known == given) {
            let text = format!("unsupported media type {}, only [{only}] are allowed", quote(&given));
            return Err(Refusal::malformed(415, text));
        }
    }
    // Every parameter is read; of what is wrong the first is told.
    route.takes.iter().try_for_each(|takes| parameter(takes, route, call))
}

fn parameter(takes: &Takes, route: &Route, call: &mut Call<'_>) -> Result<()> {
    let one_of = |place: &str, name: &str, known: &[&str]| {
        let text = format!("{name} in {place} should be one of [{}]", known.join(" "));
        Err(Refusal::malformed(606, text))
    };
    match takes {
        Takes::Id => {
            let id = in_path(route, call, "id");
            gotext::parse_uuid(id).map(drop).map_err(|_| {
                Refusal::malformed(601, format!("id in path must be of type uuid: {}", quote(id)))
            })
        }
        Takes::OneOf(name, known) if !known.contains(&in_path(route, call, name)) => {
            one_of("path", name, known)
        }
        Takes::OneOf(..) => Ok(()),
        Takes::Either(name, known) => {
            let given = call.parameter(name);
            if given.is_empty() || known.contains(&given) { Ok(()) } else { one_of("query", name, known) }
        }
        Takes::Integer(name) => {
            let given = call.parameter(name);
            if given.is_empty() || given.parse::<i64>().is_ok() {
                return Ok(());
            }
            let text = format!("{name} in query must be of type int64: {}", quote(given));
            Err(Refusal::malformed(601, text))
        }
        Takes::Needed(name) if call.parameter(name).is_empty() => {
            Err(Refusal::malformed(602, format!("{name} in query is required")))
        }
        Takes::Needed(_) => Ok(()),
        Takes::Body(name, need, shape) => {
            let Some(body) = call.json(name)? else {
                return match need {
                    Need::Always => Err(Refusal::malformed(602, format!("{name} in body is required"))),
                    Need::Never => Ok(()),
                };
            };
            call.document = shape::read(shape, body, name)?;
            Ok(())
        }
    }
}

fn in_path<'a>(route: &Route, call: &'a Call<'_>, name: &str) -> &'a str {
    let at = route.path.split('/').position(|piece| piece.trim_matches(['{', '}']) == name);
    at.and_then(|at| call.segments.get(at + 1)).map_or("", String::as_str)
}
