//! Which vectors a search is about, and how their distances become one.

use weaviate_proto::{self as proto, CombinationMethod};

use super::near::Combination;
use crate::{
    common::{
        error::{Refusal, Result},
        gotext,
    },
    schema::Class,
};

/// The vectors a search is about.
pub(super) struct Targets {
    pub(super) names: Vec<String>,
    pub(super) weights: Option<Weights>,
    /// Whether there is a vector search at all.
    pub(super) searching: bool,
}

impl Targets {
    /// For a search that is not about vectors.
    pub(super) fn none() -> Self {
        Self { names: Vec::new(), weights: None, searching: false }
    }

    /// The names, the unnamed vector's when there is no other.
    pub(super) fn or_unnamed(&self) -> Vec<String> {
        if self.names.is_empty() { vec![String::new()] } else { self.names.clone() }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Minimum,
    Sum,
    Average,
    Manual,
    Relative,
}

/// How distances are combined, and the weight of each.
#[derive(Clone)]
pub(super) struct Weights {
    method: Method,
    weights: Vec<f32>,
}

impl Weights {
    /// Several vectors for one target change how many there are to weigh.
    pub(super) fn for_several(self, count: usize) -> Self {
        match self.method {
            Method::Average => Self { weights: vec![1.0 / count as f32; count], ..self },
            Method::Sum => Self { weights: vec![1.0; count], ..self },
            Method::Minimum => Self { weights: vec![0.0; count], ..self },
            Method::Manual | Method::Relative => self,
        }
    }
}

/// The weights as the way in which distances are combined.
pub(super) fn combination(weights: Option<Weights>) -> Combination {
    match weights {
        Some(Weights { method: Method::Relative, weights }) => Combination::Relative(weights),
        Some(Weights { method: Method::Minimum, .. }) | None => Combination::Minimum,
        Some(Weights { weights, .. }) => Combination::Weighted(weights),
    }
}

/// Reads the targets of one search; without any, the only vector there is.
pub(super) fn read_targets(
    class: &Class,
    targets: Option<&proto::Targets>,
    list: &[String],
) -> Result<Targets> {
    let mut names = targets.map_or_else(|| list.to_vec(), |targets| targets.target_vectors.clone());
    let weights = match targets {
        Some(targets) => Some(read_weights(targets)?),
        None if names.len() > 1 => Some(Weights { method: Method::Minimum, weights: vec![0.0; names.len()] }),
        None => None,
    };
    let known = class.vector_names();
    if names.is_empty() && !class.has_unnamed_vector() {
        match known.as_slice() {
            [only] => names.push((*only).to_owned()),
            [] => {}
            _ => {
                return Err(Refusal::new(format!(
                    "class {} has multiple vectors, but no target vectors were provided",
                    class.name
                )));
            }
        }
    }
    for name in &names {
        if !known.contains(&name.as_str()) {
            return Err(Refusal::new(format!(
                "class {} does not have named vector {name} configured. Available named vectors {}",
                class.name,
                gotext::list(&known)
            )));
        }
    }
    Ok(Targets { names, weights, searching: true })
}

fn read_weights(from: &proto::Targets) -> Result<Weights> {
    let count = from.target_vectors.len();
    let own = || -> Result<Vec<f32>> {
        if from.weights_for_targets.len() != count {
            return Err(Refusal::new(format!(
                "number of weights ({}) does not match number of targets ({count})",
                from.weights_for_targets.len()
            )));
        }
        from.weights_for_targets
            .iter()
            .zip(&from.target_vectors)
            .map(|(weight, target)| {
                if weight.target == *target {
                    Ok(weight.weight)
                } else {
                    Err(Refusal::new(format!("target vector {} not found in target vectors", weight.target)))
                }
            })
            .collect()
    };
    Ok(match from.combination() {
        CombinationMethod::TypeAverage => {
            Weights { method: Method::Average, weights: vec![1.0 / count as f32; count] }
        }
        CombinationMethod::TypeSum => Weights { method: Method::Sum, weights: vec![1.0; count] },
        CombinationMethod::TypeManual => Weights { method: Method::Manual, weights: own()? },
        CombinationMethod::TypeRelativeScore => Weights { method: Method::Relative, weights: own()? },
        CombinationMethod::TypeMin | CombinationMethod::Unspecified => {
            Weights { method: Method::Minimum, weights: vec![0.0; count] }
        }
    })
}
