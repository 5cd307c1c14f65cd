//! Maximal marginal relevance: hits in an order in which they also differ from each other.

use weaviate_proto as proto;

use super::hit::Hit;
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::quote,
        object::Vector,
    },
    indexes::vector::between,
    schema::{Class, Distance},
};

/// How to pick.
#[derive(Debug, Clone)]
pub(crate) struct Mmr {
    pub(super) limit: usize,
    /// How much the distance to the query counts beside the distances between hits.
    balance: f32,
    /// The vector that is compared.
    target: String,
}

/// Reads a selection; `limit` is the one of the whole query.
pub(super) fn read(
    class: &Class,
    from: &proto::Selection,
    targets: &[String],
    limit: usize,
) -> Result<Option<Mmr>> {
    let Some(proto::selection::Selection::Mmr(mmr)) = &from.selection else { return Ok(None) };
    let (count, balance) = (mmr.limit.unwrap_or(0), mmr.balance.unwrap_or(0.0));
    if count == 0 {
        return Err(Refusal::new("MMR limit must be at least 1"));
    }
    if count as usize > limit {
        return Err(Refusal::new(format!(
            "MMR limit ({count}) cannot be larger than the query limit ({limit})"
        )));
    }
    if !(0.0..=1.0).contains(&balance) {
        return Err(Refusal::new("MMR balance must be between 0 and 1"));
    }
    if let Some(name) = targets.iter().find(|name| class.vector(name).is_some_and(|spec| spec.multi)) {
        return Err(Refusal::new(format!(
            "MMR selection is not supported with multi-vector indexes (target vector {})",
            quote(name)
        )));
    }
    Ok(Some(Mmr { limit: count as usize, balance, target: targets.first().cloned().unwrap_or_default() }))
}

/// A hit and its vector.
type Candidate<'a> = (&'a Hit, &'a [f32]);

/// The hits picked; those without a vector keep their place among them. `by_distance` says whether the distance to the
/// query counts, or else the score.
pub(super) fn pick(class: &Class, mmr: &Mmr, hits: &[Hit], by_distance: bool) -> Vec<Hit> {
    let distance = class.vector(&mmr.target).map_or(Distance::Cosine, |spec| spec.distance);
    let vectors: Vec<Option<&[f32]>> = hits
        .iter()
        // The vectors as they were sent: here the server does not normalize them, whatever the distance.
        .map(|hit| match hit.object.vectors.get(&mmr.target)? {
            Vector::Single(vector) if !vector.is_empty() => Some(&**vector),
            _ => None,
        })
        .collect();
    let candidates: Vec<Candidate<'_>> =
        hits.iter().zip(&vectors).filter_map(|(hit, vector)| Some((hit, (*vector)?))).collect();
    let far = if by_distance {
        candidates.iter().map(|(hit, _)| hit.distance.unwrap_or(0.0)).collect()
    } else {
        from_scores(&candidates)
    };
    let slots = vectors.iter().take(mmr.limit).flatten().count();
    let mut order = greedy(mmr.balance, distance, &candidates, &far, slots).into_iter();
    hits.iter()
        .zip(&vectors)
        .take(mmr.limit)
        .filter_map(|(hit, vector)| match vector {
            Some(_) => order.next().and_then(|at| candidates.get(at)).map(|(hit, _)| (*hit).clone()),
            None => Some(hit.clone()),
        })
        .collect()
}

// Scores as distances: 0 for the best score, 1 for the worst.
fn from_scores(candidates: &[Candidate<'_>]) -> Vec<f32> {
    let scores = || candidates.iter().map(|(hit, _)| hit.score);
    let (low, high) = (scores().fold(f32::MAX, f32::min), scores().fold(-f32::MAX, f32::max));
    scores().map(|score| if high > low { 1.0 - (score - low) / (high - low) } else { 0.0 }).collect()
}

fn greedy(
    balance: f32,
    distance: Distance,
    candidates: &[Candidate<'_>],
    far: &[f32],
    count: usize,
) -> Vec<usize> {
    let mut apart = vec![f32::INFINITY; candidates.len()];
    let mut picked: Vec<usize> = Vec::new();
    while picked.len() < count {
        let mut best: Option<(usize, f32)> = None;
        let last = picked.last().and_then(|at| candidates.get(*at)).map(|(_, vector)| *vector);
        for (at, (((_, vector), far), apart)) in candidates.iter().zip(far).zip(&mut apart).enumerate() {
            if picked.contains(&at) {
                continue;
            }
            let score = match last {
                None => -far,
                Some(last) => {
                    *apart = apart.min(between(distance, last, vector));
                    -balance * far + (1.0 - balance) * *apart
                }
            };
            if best.is_none_or(|(_, known)| score > known) {
                best = Some((at, score));
            }
        }
        match best {
            Some((at, _)) => picked.push(at),
            None => break,
        }
    }
    picked
}
