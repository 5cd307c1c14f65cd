//! Reads the vectors of a request, and makes the vector search they ask for.

use weaviate_proto as proto;

use super::{
    near::{Near, Query},
    targets::{Targets, combination},
};
use crate::{
    common::{
        error::{Refusal, Result, Within},
        floats::{read_numbers, read_rows},
        gotext,
        object::Vector,
    },
    operations::modules::{Ask, Move},
    schema::Class,
};

pub(super) fn sent(from: &proto::Vectors) -> Result<Vector> {
    if from.r#type == proto::vectors::VectorType::MultiFp32 as i32 {
        return read_rows(&from.vector_bytes).map(Vector::from).within("extract vector");
    }
    Ok(read_numbers(&from.vector_bytes).into())
}

/// The one vector of a request, from whichever field holds it.
pub(super) fn only(vectors: &[proto::Vectors], bytes: &[u8], numbers: &[f32]) -> Result<Option<Vector>> {
    Ok(match (vectors, bytes, numbers) {
        ([only], _, _) => Some(sent(only)?),
        ([], [], []) => None,
        ([], [], numbers) => Some(numbers.to_vec().into()),
        ([], bytes, _) => Some(read_numbers(bytes).into()),
        (several, _, _) => {
            return Err(Refusal::new(format!("only 1 vector supported, found {} vectors", several.len())));
        }
    })
}

/// The same vector for every target.
pub(super) fn everywhere(one: &Vector, targets: &Targets) -> Near {
    let names = targets.or_unnamed();
    let vectors = vec![one.clone(); names.len()];
    near(names, Query::Vectors(vectors), targets)
}

pub(super) fn near(names: Vec<String>, query: Query, targets: &Targets) -> Near {
    Near {
        query,
        targets: names,
        combination: combination(targets.weights.clone()),
        distance: None,
        certainty: None,
        made: false,
    }
}

pub(super) fn near_vector(class: &Class, from: &proto::NearVector, targets: &Targets) -> Result<Near> {
    let found = near_vectors(class, from, targets).within("near_vector")?;
    Ok(Near { distance: from.distance, certainty: from.certainty, ..found })
}

fn near_vectors(class: &Class, from: &proto::NearVector, targets: &Targets) -> Result<Near> {
    #[expect(deprecated, reason = "old clients send the vector in one of these")]
    let one = only(&from.vectors, &from.vector_bytes, &from.vector)?;
    if let Some(one) = one {
        if !from.vector_per_target.is_empty() {
            return Err(Refusal::new("either vector or VectorPerTarget must be provided, not both"));
        }
        check_shape(class, &one, targets)?;
        return Ok(everywhere(&one, targets));
    }
    let names = targets.or_unnamed();
    if !from.vector_for_targets.is_empty() {
        return for_targets(class, from, names, targets);
    }
    if from.vector_per_target.is_empty() {
        return Err(Refusal::new("vector is required"));
    }
    if from.vector_per_target.len() != names.len() {
        return Err(Refusal::new("vector per target must be provided for all targets"));
    }
    let mut vectors = Vec::new();
    for name in &names {
        let Some(bytes) = from.vector_per_target.get(name) else {
            let all: Vec<&str> = from.vector_per_target.keys().map(String::as_str).collect();
            return Err(missing_target(name, &names, &all));
        };
        vectors.push(read_numbers(bytes).into());
    }
    Ok(near(names, Query::Vectors(vectors), targets))
}

fn check_shape(class: &Class, one: &Vector, targets: &Targets) -> Result<()> {
    for name in &targets.or_unnamed() {
        let multi = class.vector(name).is_some_and(|spec| spec.multi);
        match (one, multi) {
            (Vector::Multi(_), false) => {
                return Err(Refusal::new(
                    "provided vector is a multi vector but vector index supports regular vectors",
                ));
            }
            (Vector::Single(_), true) => {
                return Err(Refusal::new(
                    "provided vector is a regular vector but vector index supports multi vectors",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn for_targets(
    class: &Class,
    from: &proto::NearVector,
    mut names: Vec<String>,
    targets: &Targets,
) -> Result<Near> {
    let several = from.vector_for_targets.first().is_some_and(|first| !first.vectors.is_empty());
    if several {
        let mut seen = Vec::new();
        names.retain(|name| {
            let new = !seen.contains(name);
            seen.push(name.clone());
            new
        });
    }
    if from.vector_for_targets.len() != names.len() {
        return Err(Refusal::new("vector for target must have the same lengths as target vectors"));
    }
    let mut all_names = Vec::new();
    let mut vectors = Vec::new();
    for (target, (given, name)) in from.vector_for_targets.iter().zip(&names).enumerate() {
        if given.name != *name {
            let all: Vec<&str> = from.vector_for_targets.iter().map(|v| v.name.as_str()).collect();
            return Err(missing_target(name, &names, &all));
        }
        #[expect(deprecated, reason = "old clients send one vector a target")]
        if given.vectors.is_empty() {
            all_names.push(name.clone());
            vectors.push(read_numbers(&given.vector_bytes).into());
        }
        for (at, entry) in given.vectors.iter().enumerate() {
            let place = format!("vector for targets: extract vectors[{target}]: vectors[{at}]");
            let multi = class.vector(name).is_some_and(|spec| spec.multi);
            match sent(entry).within(place)? {
                // A list for an index of single vectors is several of them.
                Vector::Multi(rows) if !multi => {
                    all_names.extend(rows.iter().map(|_| name.clone()));
                    vectors.extend(rows.iter().cloned().map(Vector::from));
                }
                one => {
                    all_names.push(name.clone());
                    vectors.push(one);
                }
            }
        }
    }
    let weights = match targets.weights.clone() {
        Some(weights) if several => Some(weights.for_several(all_names.len())),
        weights => weights,
    };
    let near = near(all_names, Query::Vectors(vectors), targets);
    Ok(Near { combination: combination(weights), ..near })
}

fn missing_target(name: &str, names: &[String], given: &[&str]) -> Refusal {
    Refusal::new(format!(
        "vector for target {name} is required. All target vectors: {} all vectors for targets {}",
        gotext::list(names),
        gotext::list(given)
    ))
}

pub(super) fn near_object(from: &proto::NearObject, targets: &Targets) -> Result<Near> {
    if from.id.is_empty() {
        return Err(Refusal::new("near_object: id is required"));
    }
    if from.distance.is_some() && from.certainty.is_some() {
        return Err(Refusal::new("near_object: cannot provide distance and certainty"));
    }
    let near = near(targets.or_unnamed(), Query::Object(from.id.clone()), targets);
    Ok(Near { distance: from.distance, certainty: from.certainty, ..near })
}

/// A search for what a module makes a vector of.
pub(super) fn near_media(search: &'static str, ask: Ask, targets: &Targets) -> Near {
    near(targets.or_unnamed(), Query::Media { search, ask }, targets)
}

/// What a search by texts asks a module for.
pub(super) fn texts(from: &proto::NearTextSearch) -> Ask {
    let movement = |from: &proto::near_text_search::Move| Move {
        force: from.force,
        concepts: from.concepts.clone(),
        objects: from.uuids.clone(),
    };
    Ask::Texts {
        texts: from.query.clone(),
        to: from.move_to.as_ref().map(movement),
        away: from.move_away.as_ref().map(movement),
    }
}
