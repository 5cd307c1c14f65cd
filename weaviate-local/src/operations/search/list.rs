//! Objects without a search: filtered, sorted, or page after page by id.

use super::{
    hit::Hit,
    place::Place,
    query::{Kind, Query},
    sort,
    window::Window,
};
use crate::common::{
    error::{Refusal, Result, Within},
    gotext,
    sync::read,
};

/// How many objects are sorted at a time, at least.
const SORTED: usize = 10_000;

/// Where the server is when it looks at `after`.
pub(super) const CURSOR: &str = "cursor api: invalid 'after' parameter";

/// The refusal of a search beside `after`.
pub(super) fn beside_cursor() -> Refusal {
    Refusal::new("other params cannot be set with after and limit parameters")
}

/// What may not stand beside `after`.
pub(super) fn validate_cursor(query: &Query) -> Result<()> {
    let Some(after) = &query.after else { return Ok(()) };
    if query.group.as_ref().is_some_and(|group| group.groups > 0) || !matches!(query.kind, Kind::List) {
        return Err(beside_cursor());
    }
    let given: Vec<&str> =
        [(query.offset > 0, "offset"), (query.filter.is_some(), "where"), (!query.sort.is_empty(), "sort")]
            .into_iter()
            .filter_map(|(given, name)| given.then_some(name))
            .collect();
    if !given.is_empty() {
        return Err(Refusal::new(format!(
            "{} cannot be set with after and limit parameters",
            given.join(",")
        )));
    }
    gotext::parse_uuid(after)
        .map(|_| ())
        .map_err(|why| Refusal::new(format!("after parameter '{after}' is not a valid uuid: {why}")))
}

/// The objects up to the end of the page.
pub(super) fn run(at: &Place<'_>, query: &Query, window: &Window, place: &str) -> Result<Vec<Hit>> {
    let local = format!("{place}: {}", at.local());
    let allowed = at.allowed_up_to(window.end()).map_err(|refusal| {
        // A panic is caught one layer further out.
        let outer = if refusal.panics() { place } else { local.as_str() };
        refusal.within(outer)
    })?;
    let shard = read(&at.shard);
    let hit = |doc: u32| Some(Hit::new(doc, shard.object(doc)?));
    let end = window.end();
    if !query.sort.is_empty() {
        let docs: Box<dyn Iterator<Item = u32>> = match &allowed {
            Some(docs) => Box::new(docs.iter()),
            None => Box::new(shard.by_id(None).map(|(_, doc)| doc)),
        };
        let matches = allowed.as_ref().map(|docs| docs.len() as usize);
        let walked = matches.is_some_and(|matches| sort::by_index(&at.class, &query.sort, matches, end));
        let name = query.sort.first().and_then(|by| by.path.first()).filter(|_| walked);
        let left_out = |hit: &Hit| name.is_some_and(|name| !hit.object.fields.contains_key(name));
        let mut hits = Vec::new();
        for hit in docs.filter_map(hit).filter(|hit| !left_out(hit)) {
            hits.push(hit);
            // What cannot be on the page is let go of early: all objects at once are more than memory holds of them.
            if hits.len() >= end.saturating_mul(2).max(SORTED) {
                sort::sort(&at.class, &query.sort, &mut hits);
                hits.truncate(end);
            }
        }
        sort::sort(&at.class, &query.sort, &mut hits);
        hits.truncate(end);
        return Ok(hits);
    }
    if let Some(docs) = &allowed {
        return Ok(docs.iter().filter_map(hit).take(end).collect());
    }
    let after =
        query.after.as_deref().map(gotext::parse_uuid).transpose().map_err(Refusal::new).within(place)?;
    Ok(shard.by_id(after).filter_map(|(_, doc)| hit(doc)).take(end).collect())
}
