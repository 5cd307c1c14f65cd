//! Vector search, with one target or several.

use std::collections::{HashMap, HashSet};

use roaring::RoaringBitmap;

use super::{hit::Hit, place::Place};
use crate::{
    catalog::{Collection, shard::Shard},
    common::{
        error::{Refusal, Result, Within},
        gotext,
        object::Vector,
        settings::Settings,
        sync::read,
    },
    operations::modules::{self, Ask, Module, Move},
    schema::{Class, Distance},
};

/// Where the vectors come from.
#[derive(Debug, Clone)]
pub(crate) enum Query {
    /// One for each target.
    Vectors(Vec<Vector>),
    /// Those of an object.
    Object(String),
    /// One a module has to make; `hybrid` for the query of a hybrid search.
    Media { search: &'static str, ask: Ask },
}

impl Query {
    /// As error texts call it.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Vectors(_) => "nearVector",
            Self::Object(_) => "nearObject",
            Self::Media { search, .. } => search,
        }
    }
}

/// How the distances of several targets become one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Combination {
    Minimum,
    /// A sum with weights.
    Weighted(Vec<f32>),
    /// A weighted sum of distances brought to the same scale.
    Relative(Vec<f32>),
}

/// A vector search as it was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Near {
    pub(crate) query: Query,
    /// Names of vectors; the unnamed one is "".
    pub(crate) targets: Vec<String>,
    pub(crate) combination: Combination,
    pub(crate) distance: Option<f64>,
    pub(crate) certainty: Option<f64>,
    /// Whether a module made the vectors.
    pub(crate) made: bool,
}

impl Near {
    /// Refuses a search that no module of the collection can answer.
    pub(crate) fn check_media(&self, class: &Class) -> Result<()> {
        let Query::Media { search, ask } = &self.query else { return Ok(()) };
        if *search == "nearText" && self.distance.is_some() && self.certainty.is_some() {
            return Err(Refusal::new("nearText cannot provide both distance and certainty"));
        }
        let reads = |name: &String| {
            class.vector(name).is_some_and(|spec| match ask {
                Ask::Texts { .. } if *search == "hybrid" => modules::is_known(&spec.vectorizer),
                Ask::Texts { .. } => modules::reads_texts(&spec.vectorizer),
                Ask::Image(_) => modules::reads_images(&spec.vectorizer),
                Ask::Other => false,
            })
        };
        if self.targets.iter().all(reads) {
            return Ok(());
        }
        Err(Refusal::new(format!(
            "could not vectorize input for collection {} with search-type {search}. Make sure a vectorizer module is \
             configured for this collection",
            class.name
        )))
    }

    /// Replaces an object by its vectors, and what a module reads by the vectors it makes.
    pub(crate) fn resolve(&self, settings: &Settings, collection: &Collection, tenant: &str) -> Result<Self> {
        let class = collection.class();
        self.check_media(&class)?;
        if let Query::Media { ask, .. } = &self.query {
            let made = self.targets.iter().map(|name| {
                made(settings, collection, tenant, name, ask).map(Vector::from).within("vectorize params")
            });
            let vectors = made.collect::<Result<_>>().within("vectorize params")?;
            return Ok(Self { query: Query::Vectors(vectors), made: true, ..self.clone() });
        }
        let Query::Object(id) = &self.query else { return Ok(self.clone()) };
        let place = "nearObject params";
        let determine = format!("{place}: search index {}: determine shard", class.index_name());
        if class.multi_tenant {
            collection.shard(tenant).within(&determine)?;
        }
        let id = gotext::parse_uuid(id).map_err(|why| {
            // Only to find a shard it is read with care.
            if class.multi_tenant {
                return Refusal::bare(format!("panic occurred: uuid: Parse({id}): {why}"));
            }
            Refusal::new(format!("parse uuid {}: {why}", gotext::quote(id))).within(&determine)
        })?;
        let shard = collection.shard(tenant).within(&determine)?;
        let Some(object) = read(&shard).get(&id) else {
            return Err(Refusal::new(format!("{place}: vector not found")));
        };
        let vectors = self
            .targets
            .iter()
            .map(|name| {
                object.vectors.get(name).cloned().ok_or_else(|| {
                    Refusal::new(if name.is_empty() {
                        format!("{place}: nearObject search-object with id {} has no vector", object.id)
                    } else {
                        format!("{place}: vector not found for target: {name}")
                    })
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self { query: Query::Vectors(vectors), ..self.clone() })
    }

    /// The farthest a hit may be.
    pub(crate) fn threshold(&self) -> Option<f64> {
        self.distance
            .or_else(|| self.certainty.filter(|c| *c != 0.0).map(|certainty| (1.0 - certainty) * 2.0))
    }

    /// For an aggregation a server makes a certainty of a distance, by whatever the vectors are compared, and takes one
    /// that is not above 0 as no bound (1.39.0): so a distance of 2 or more bounds nothing.
    pub(crate) fn for_numbers(self) -> Self {
        if self.threshold().is_some_and(|most| most < 2.0) {
            return self;
        }
        Self { distance: None, certainty: None, ..self }
    }

    /// Whether the request brings the vectors.
    pub(crate) fn has_vectors(&self) -> bool {
        matches!(self.query, Query::Vectors(_))
    }

    /// Whether the vectors are those of an object.
    pub(crate) fn has_object(&self) -> bool {
        matches!(self.query, Query::Object(_))
    }

    /// The nearest documents and how far they are, for an aggregation.
    pub(crate) fn documents(&self, at: &Place<'_>, limit: usize) -> Result<Vec<(u32, Option<f32>)>> {
        let far = |hits: Vec<Hit>| hits.into_iter().map(|hit| (hit.doc, hit.distance)).collect();
        run(at, self, limit).map(far).map_err(|refusal| {
            let plain = refusal.text.strip_prefix("vector search: ").unwrap_or(&refusal.text);
            Refusal::new(plain)
        })
    }
}

// The vector a module makes for a target.
fn made(
    settings: &Settings,
    collection: &Collection,
    tenant: &str,
    name: &str,
    ask: &Ask,
) -> Result<Vec<f32>> {
    let class = collection.class();
    let Some(module) = Module::of(settings, &class, name) else { return Ok(Vec::new()) };
    let Ask::Texts { texts, to, away } = ask else {
        return match ask {
            Ask::Image(image) => module.image(image),
            _ => Ok(Vec::new()),
        };
    };
    let goal = |movement: &Move| -> Result<Vec<f32>> {
        let mut all = Vec::new();
        if !movement.concepts.is_empty() {
            all.push(module.texts(&movement.concepts)?);
        }
        for id in &movement.objects {
            let id = gotext::parse_uuid(id).map_err(Refusal::new)?;
            let shard = collection.shard(tenant)?;
            let object = read(&shard).get(&id);
            let vector = object.as_ref().and_then(|object| object.vector(name));
            all.push(vector.ok_or_else(|| Refusal::new("vector not found"))?.to_vec());
        }
        Ok(modules::mean(&all))
    };
    let mut vector = module.texts(texts).within("vectorize keywords")?;
    if let Some(to) = to.as_ref().filter(|to| to.moves()) {
        let goal = goal(to).within("vectorize move to")?;
        vector = modules::towards(&vector, &goal, to.force).map_err(Refusal::new)?;
    }
    if let Some(away) = away.as_ref().filter(|away| away.moves()) {
        let goal = goal(away).within("vectorize move away from")?;
        vector = modules::away(&vector, &goal, away.force).map_err(Refusal::new)?;
    }
    Ok(vector)
}

/// The nearest objects.
pub(super) fn run(at: &Place<'_>, near: &Near, limit: usize) -> Result<Vec<Hit>> {
    let Query::Vectors(vectors) = &near.query else { return Ok(Vec::new()) };
    if vectors.iter().all(Vector::is_empty) {
        let shard = read(&at.shard);
        let first = shard.by_id(None).take(limit);
        let distance = near.made.then_some(0.0);
        return Ok(first
            .filter_map(|(_, doc)| Some(Hit { distance, ..Hit::new(doc, shard.object(doc)?) }))
            .collect());
    }
    for name in &near.targets {
        if at.class.vector(name).is_some_and(|spec| spec.skip) {
            return Err(Refusal::new("vector search: cannot vector-search on a class not vector-indexed"));
        }
    }
    let allowed = at.allowed().within("build inverted filter allow list")?;
    let shard = read(&at.shard);
    let threshold = near.threshold();
    let found = search(at, &shard, near, vectors, allowed.as_ref(), limit)?;
    Ok(found
        .into_iter()
        .filter(|(_, distance)| threshold.is_none_or(|most| near_enough(f64::from(*distance), most)))
        .take(limit)
        .filter_map(|(doc, distance)| {
            let mut hit = Hit::new(doc, shard.object(doc)?);
            hit.distance = Some(distance);
            Some(hit)
        })
        .collect())
}

/// Whether a distance is within the threshold.
pub(super) fn near_enough(distance: f64, most: f64) -> bool {
    distance <= most || (distance - most).abs() <= 1e-6
}

fn search(
    at: &Place<'_>,
    shard: &Shard,
    near: &Near,
    vectors: &[Vector],
    allowed: Option<&RoaringBitmap>,
    limit: usize,
) -> Result<Vec<(u32, f32)>> {
    // Only with a single target the hits can be cut before they are combined.
    let enough = if near.targets.len() == 1 { limit } else { usize::MAX };
    let mut sets = Vec::new();
    for (name, vector) in near.targets.iter().zip(vectors) {
        sets.push(match vector {
            Vector::Single(vector) => single(at, shard, name, vector, allowed, enough)?,
            Vector::Multi(rows) => many(shard, name, rows, allowed)?,
        });
    }
    if let [_] = near.targets.as_slice() {
        return Ok(sets.pop().unwrap_or_default());
    }
    // Only the best of each target take part.
    let candidates: HashSet<u32> =
        sets.iter().flat_map(|set| set.iter().take(limit).map(|(doc, _)| *doc)).collect();
    Ok(combine(&near.combination, &sets, &candidates, limit))
}

fn many(
    shard: &Shard,
    name: &str,
    rows: &[Vec<f32>],
    allowed: Option<&RoaringBitmap>,
) -> Result<Vec<(u32, f32)>> {
    let Some(index) = shard.multi_vectors(name) else { return Ok(Vec::new()) };
    let wrong = rows.iter().map(Vec::len).find(|asked| index.dimensions().is_some_and(|own| own != *asked));
    match (wrong, allowed) {
        (Some(_), Some(allowed)) if allowed.is_empty() => Ok(Vec::new()),
        (Some(asked), _) => {
            let own = index.dimensions().unwrap_or_default();
            let graph = "knn search: distance between entrypoint and query node: ";
            let place = if allowed.is_none() { graph } else { "" };
            let why = format!("multi vector search: {place}{own} vs {asked}: vector lengths don't match");
            Err(Refusal::new(why))
        }
        (None, _) => Ok(index.search(rows, allowed)),
    }
}

fn single(
    at: &Place<'_>,
    shard: &Shard,
    name: &str,
    vector: &[f32],
    allowed: Option<&RoaringBitmap>,
    limit: usize,
) -> Result<Vec<(u32, f32)>> {
    let Some(index) = shard.vectors(name) else { return Ok(Vec::new()) };
    if vector.len() == index.dimensions() {
        return Ok(index.search(vector, allowed, limit));
    }
    // With no document to compare with, nobody notices that the length is wrong.
    if allowed.is_some_and(RoaringBitmap::is_empty) {
        return Ok(Vec::new());
    }
    let flat = at.class.vector_index_type(name) == "flat";
    let (own, asked) = (index.dimensions(), vector.len());
    let lengths = |a: usize, b: usize| format!("{a} vs {b}: vector lengths don't match");
    Err(Refusal::new(match (flat, allowed) {
        // A flat index, and a graph with few documents to choose from, compares with each of them.
        (true, _) => format!("vector search: {}", lengths(asked, own)),
        (false, Some(_)) => format!("vector search: {}", lengths(own, asked)),
        (false, None) => {
            let why = match asked {
                0 => "got a nil or zero-length vector as search vector".to_owned(),
                _ => lengths(own, asked),
            };
            format!("vector search: knn search: distance between entrypoint and query node: {why}")
        }
    }))
}

fn combine(
    combination: &Combination,
    sets: &[Vec<(u32, f32)>],
    candidates: &HashSet<u32>,
    limit: usize,
) -> Vec<(u32, f32)> {
    let maps: Vec<HashMap<u32, f32>> = sets.iter().map(|set| set.iter().copied().collect()).collect();
    let mut out: Vec<(u32, f32)> = match combination {
        Combination::Minimum => candidates
            .iter()
            .filter_map(|doc| {
                let least = sets.iter().filter_map(|set| {
                    set.iter().take(limit).find(|(known, _)| known == doc).map(|(_, distance)| *distance)
                });
                Some((*doc, least.reduce(f32::min)?))
            })
            .collect(),
        Combination::Weighted(weights) => candidates
            .iter()
            .filter_map(|doc| {
                let mut sum = 0.0;
                for (map, weight) in maps.iter().zip(weights) {
                    sum += weight * map.get(doc)?;
                }
                Some((*doc, sum))
            })
            .collect(),
        Combination::Relative(weights) => relative(&maps, weights, candidates),
    };
    out.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    out
}

fn relative(maps: &[HashMap<u32, f32>], weights: &[f32], candidates: &HashSet<u32>) -> Vec<(u32, f32)> {
    // An object that lacks one of the vectors takes no part.
    let docs: Vec<u32> =
        candidates.iter().copied().filter(|doc| maps.iter().all(|map| map.contains_key(doc))).collect();
    let mut out: HashMap<u32, f32> = HashMap::new();
    for (map, weight) in maps.iter().zip(weights) {
        let values: Vec<f32> = docs.iter().filter_map(|doc| map.get(doc).copied()).collect();
        let low = values.iter().copied().fold(f32::INFINITY, f32::min);
        let high = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        for doc in &docs {
            let Some(value) = map.get(doc) else { continue };
            let score = if high > low { weight * ((value - low) / (high - low)) } else { *weight };
            *out.entry(*doc).or_default() += score;
        }
    }
    out.into_iter().collect()
}

/// Whether a certainty can be worked out of a distance.
pub(crate) fn has_certainty(distance: Distance) -> bool {
    distance == Distance::Cosine
}
