//! Scores moved by conditions on the properties of what was found.

mod decay;
mod matching;
mod read;

pub(super) use read::read;

use std::time::SystemTime;

use super::{hit::Hit, select::Selected};
use crate::{
    common::value::{Fields, Value},
    operations::filter::Clause,
};
use decay::Decay;

/// A boost as it was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Boost {
    conditions: Vec<Condition>,
    weight: f32,
    depth: usize,
}

#[derive(Debug, Clone)]
struct Condition {
    weight: f32,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Filter(Clause),
    Decay(Decay),
    Property { name: String, modifier: Modifier },
}

/// What is done to a number before it counts.
#[derive(Debug, Clone, Copy)]
enum Modifier {
    None,
    Log1p,
    Sqrt,
}

/// How many hits are looked at unless the request says it.
const DEPTH: usize = 100;

impl Boost {
    /// Whether it moves anything.
    pub(super) fn active(&self) -> bool {
        self.weight > 0.0
    }

    /// How many hits have to be looked at to show `wanted` of them.
    pub(super) fn depth(&self, wanted: usize, most: usize) -> usize {
        let depth = if self.depth == 0 { DEPTH } else { self.depth };
        depth.min(most).max(wanted)
    }

    /// Gives the hits of a vector search a score first.
    pub(super) fn apply_to_near(&self, mut hits: Vec<Hit>, shown: Option<&[Selected]>) -> Vec<Hit> {
        for hit in &mut hits {
            hit.score = -hit.distance.unwrap_or(0.0);
        }
        self.apply(hits, shown)
    }

    /// The hits with their new scores, best first. After a search, other than in a list, the
    /// server looks only at the properties that are shown.
    pub(super) fn apply(&self, mut hits: Vec<Hit>, shown: Option<&[Selected]>) -> Vec<Hit> {
        let now = SystemTime::now();
        let boosts = self.scores(&hits, shown, now);
        let scores: Vec<f32> = hits.iter().map(|hit| hit.score).collect();
        for ((hit, score), boost) in hits.iter_mut().zip(stretched(&scores)).zip(boosts) {
            hit.score = (1.0 - self.weight) * score + self.weight * boost;
        }
        let scores: Vec<f32> = hits.iter().map(|hit| hit.score).collect();
        for (hit, score) in hits.iter_mut().zip(stretched(&scores)) {
            hit.score = score;
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.object.id.cmp(&b.object.id)));
        hits
    }

    fn scores(&self, hits: &[Hit], shown: Option<&[Selected]>, now: SystemTime) -> Vec<f32> {
        let fields: Vec<Fields> = hits
            .iter()
            .map(|hit| {
                let Some(shown) = shown else { return hit.object.fields.clone() };
                let value = |name: &str| Some((name.to_owned(), hit.object.fields.get(name)?.clone()));
                shown.iter().filter_map(|selected| value(selected.name())).collect()
            })
            .collect();
        let mut sums = vec![0.0_f32; hits.len()];
        let mut weights = 0.0;
        for condition in &self.conditions {
            let weight = if condition.weight == 0.0 { 1.0 } else { condition.weight };
            weights += weight.abs();
            for (sum, score) in sums.iter_mut().zip(condition.scores(&fields, now)) {
                *sum += weight * score;
            }
        }
        sums.into_iter().map(|sum| if weights == 0.0 { 0.0 } else { sum / weights }).collect()
    }
}

impl Condition {
    fn scores(&self, hits: &[Fields], now: SystemTime) -> Vec<f32> {
        match &self.kind {
            Kind::Filter(clause) => {
                hits.iter().map(|hit| f32::from(u8::from(matching::matches(clause, hit)))).collect()
            }
            Kind::Decay(decay) => hits.iter().map(|hit| decay.score(hit, now)).collect(),
            Kind::Property { name, modifier } => {
                let numbers: Vec<Option<f64>> = hits
                    .iter()
                    .map(|hit| hit.get(name).and_then(number).map(|n| modifier.apply(n)))
                    .collect();
                let present = || numbers.iter().flatten().copied();
                let low = present().fold(f64::INFINITY, f64::min);
                let high = present().fold(f64::NEG_INFINITY, f64::max);
                // An object without the number scores nothing.
                let score = |number: f64| if high > low { (number - low) / (high - low) } else { 1.0 };
                numbers.iter().map(|number| number.map_or(0.0, |number| score(number) as f32)).collect()
            }
        }
    }
}

impl Modifier {
    fn apply(self, number: f64) -> f64 {
        match self {
            Self::None => number,
            Self::Log1p => number.max(0.0).ln_1p(),
            Self::Sqrt => number.max(0.0).sqrt(),
        }
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Int(number) | Value::Number(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

// From 0 for the lowest to 1 for the highest; 1 when all are the same.
fn stretched(scores: &[f32]) -> Vec<f32> {
    let low = scores.iter().copied().fold(f32::MAX, f32::min);
    let high = scores.iter().copied().fold(-f32::MAX, f32::max);
    scores.iter().map(|score| if high > low { (score - low) / (high - low) } else { 1.0 }).collect()
}
