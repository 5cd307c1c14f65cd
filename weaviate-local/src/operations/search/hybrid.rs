//! Keyword and vector search together.

mod read;

pub(super) use read::read;

use std::{
    collections::{HashMap, HashSet},
    fmt::Write as _,
};

use uuid::Uuid;

use super::{
    autocut,
    hit::Hit,
    keyword::{self},
    mmr,
    near::{self},
    place::Place,
    query::{Hybrid, Query},
    window::{Window, check_limit, page},
};
use crate::{
    catalog::Collection,
    common::{
        error::{Refusal, Result, Within},
        gotext,
        settings::Settings,
    },
};

/// How many hits each side brings at least.
const SIDE_LIMIT: usize = 100;

/// One side's hits.
pub(crate) struct Leg {
    pub(crate) name: &'static str,
    pub(crate) weight: f64,
    /// With the value the side sorts by.
    pub(crate) hits: Vec<(Hit, f32)>,
}

/// The fused hits, best first.
pub(super) fn run<'a>(
    settings: &Settings,
    collection: &Collection,
    query: &Query,
    window: &Window,
    hybrid: &Hybrid,
    open: &dyn Fn(&str) -> Result<Place<'a>>,
) -> Result<Vec<Hit>> {
    let class = collection.class();
    let index = class.index_name();
    let limit = if query.mmr.is_some() { window.end() } else { query.limit }.max(SIDE_LIMIT);
    let mut legs = Vec::new();
    let mut near_enough: Option<HashSet<Uuid>> = None;
    if let (None, true) = (&hybrid.near, hybrid.alpha > 0.0) {
        return Err(no_vector(&class.name, &hybrid.keyword.query));
    }
    // The server asks both sides at once; where both refuse, the keyword side is mostly the first to say so.
    let keyword = if 1.0 - hybrid.alpha > 0.0 {
        let place = format!("object search at index {index}");
        let at = open(&place)?;
        check_limit(settings.maximum_results, 0, window.limit)?;
        if hybrid.keyword.is_everywhere() {
            keyword::check_properties(&class, &hybrid.keyword, &place)?;
        }
        let local = format!("{place}: {}", at.local());
        let found = keyword::run(&at, &hybrid.keyword, limit.max(window.end()));
        // A panic takes the places inside with it.
        let outer = |refusal: &Refusal| if refusal.panics() { place.clone() } else { local.clone() };
        Some(found.map_err(|refusal| {
            let outer = outer(&refusal);
            refusal.within(outer)
        })?)
    } else {
        None
    };
    if hybrid.alpha > 0.0 {
        let Some(near) = &hybrid.near else {
            return Err(no_vector(&class.name, &hybrid.keyword.query));
        };
        let place = "explorer: get class: vector search";
        let place = format!("{place}: object vector search at index {index}");
        let at = open(&place)?;
        let vectorize = "explorer: get class: vectorize search vector";
        if near.has_vectors() && near.distance.is_some() && near.certainty.is_some() {
            let why = "found 'certainty' and 'distance' set in nearVector which are conflicting, choose one instead";
            return Err(Refusal::new(why).within(vectorize));
        }
        near.check_media(&class).within(vectorize)?;
        let near = near.resolve(settings, collection, &query.tenant)?;
        let shard = format!("{place}: shard {index}_{}", at.shard_name());
        let mut hits = near::run(&at, &near, limit).within(shard)?;
        if let Some(most) = hybrid.distance {
            hits.retain(|hit| hit.distance.is_some_and(|distance| distance <= most));
            near_enough = Some(hits.iter().map(|hit| hit.object.id).collect());
        }
        let hits = hits.into_iter().map(|hit| (1.0 - hit.distance.unwrap_or(0.0), hit)).map(|(v, h)| (h, v));
        legs.push(Leg { name: hybrid.leg, weight: hybrid.alpha, hits: hits.collect() });
    }
    if let Some(mut hits) = keyword {
        if let Some(near_enough) = &near_enough {
            hits.retain(|hit| near_enough.contains(&hit.object.id));
        }
        let hits = hits.into_iter().map(|hit| (hit.score, hit)).map(|(v, h)| (h, v)).collect();
        legs.push(Leg { name: "keyword,bm25", weight: 1.0 - hybrid.alpha, hits });
    }
    let mut hits = if hybrid.ranked { ranked(legs) } else { relative(legs) };
    let boost = query.boost.as_ref().filter(|boost| boost.active());
    if let Some(mmr) = &query.mmr {
        if let Some(boost) = boost {
            hits.truncate(window.end());
            hits = boost.apply(hits, Some(&query.properties));
        }
        return Ok(mmr::pick(&class, mmr, &page(hits, query.offset, query.limit), false));
    }
    hits.truncate(window.end());
    hits = autocut::by_score(hits, query.autocut);
    if let Some(boost) = boost {
        hits = boost.apply(hits, Some(&query.properties));
    }
    Ok(page(hits, query.offset, query.limit))
}

/// What the server says when nothing can make a vector.
pub(crate) fn no_vector(class: &str, query: &str) -> Refusal {
    Refusal::new(format!("VectorFromInput was called without vectorizer on class {class} for input {query}"))
}

struct Fused {
    hit: Hit,
    score: f32,
    second: f32,
}

fn ranked(legs: Vec<Leg>) -> Vec<Hit> {
    let mut fused: HashMap<Uuid, Fused> = HashMap::new();
    for leg in legs {
        for (rank, (mut hit, value)) in leg.hits.into_iter().enumerate() {
            let score = (leg.weight / (rank as f64 + 60.0)) as f32;
            let id = hit.object.id;
            let known = fused.remove(&id);
            let explain = known.as_ref().map_or(hit.explain.as_str(), |known| known.hit.explain.as_str());
            hit.explain = format!(
                "{explain}\nHybrid (Result Set {}) Document {id} contributed {} to the score",
                leg.name,
                short(score)
            );
            let total = score + known.map_or(0.0, |known| known.score);
            fused.insert(id, Fused { hit, score: total, second: value });
        }
    }
    ordered(fused)
}

fn relative(legs: Vec<Leg>) -> Vec<Hit> {
    let mut fused: HashMap<Uuid, Fused> = HashMap::new();
    for leg in legs {
        let low = leg.hits.iter().map(|(_, value)| *value).fold(f32::INFINITY, f32::min);
        let high = leg.hits.iter().map(|(_, value)| *value).fold(f32::NEG_INFINITY, f32::max);
        let weight = leg.weight as f32;
        for (mut hit, value) in leg.hits {
            let mut score = weight;
            if high > low {
                score *= (value - low) / (high - low);
            }
            let id = hit.object.id;
            let mut explain = format!(
                "Hybrid (Result Set {}) Document {id}: original score {}, normalized score: {}",
                leg.name,
                short(value),
                short(score)
            );
            let known = fused.remove(&id);
            if let Some(known) = &known {
                let _ = write!(explain, " - {}", known.hit.explain);
                score += known.score;
            }
            hit.explain = format!("{}\n{explain}", hit.explain);
            fused.insert(id, Fused { hit, score, second: value });
        }
    }
    ordered(fused)
}

// A float32 with the fewest digits that name it.
fn short(value: f32) -> String {
    let digits = value.to_string().parse().unwrap_or_else(|_| f64::from(value));
    gotext::general(digits)
}

fn ordered(fused: HashMap<Uuid, Fused>) -> Vec<Hit> {
    const SAME: f64 = 1e-14;
    let apart = |a: f32, b: f32| {
        let difference = f64::from(b - a);
        difference * difference >= SAME
    };
    let mut all: Vec<Fused> = fused.into_values().collect();
    // Sorted by a total order first: "nearly equal" is not transitive, and would give any order.
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.hit.object.id.cmp(&b.hit.object.id)));
    let mut sorted: Vec<Fused> = Vec::with_capacity(all.len());
    for item in all {
        let place = sorted
            .iter()
            .rposition(|known| {
                apart(known.score, item.score)
                    || (apart(known.second, item.second) && known.second > item.second)
                    || (!apart(known.second, item.second) && known.hit.object.id < item.hit.object.id)
            })
            .map_or(0, |at| at + 1);
        sorted.insert(place, item);
    }
    sorted.into_iter().map(|item| Hit { score: item.score, ..item.hit }).collect()
}
