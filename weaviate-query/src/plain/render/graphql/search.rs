//! Searches as arguments.
//!
//! Names differ from those of gRPC in places (`moveAwayFrom`, `nearIMU`), and vectors for several targets are
//! an object by target, so those of one target have to stand next to each other.

use base64::{Engine as _, prelude::BASE64_STANDARD};

use super::{
    super::{check::per_target, search::weighted},
    number,
    refusal::unsupported,
    value::{self, Fields, Value},
};
use crate::plain::{
    error::Result,
    ir::{
        Bm25, Fusion, Hybrid, HybridVector, Join, KeywordOperator, Medium, Move, Near, NearText, NearVector,
        QueryVector, Search, Targets, Values,
    },
};

/// Where a search stands: an aggregate has fewer arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// Among those of `Get`.
    Get,
    /// Among those of `Aggregate`.
    Aggregate,
}

/// Adds a search to the arguments.
pub(super) fn search(arguments: &mut Fields, found: &Search, room: Room) -> Result<()> {
    let mut fields = Fields::new();
    let name = match found {
        Search::Bm25(search) => {
            fields.text("query", &search.query);
            words(&mut fields, search, "searchOperator");
            "bm25"
        }
        Search::NearVector(search) => {
            vectors(&mut fields, search, &search.near.targets)?;
            near(&mut fields, &search.near)?;
            "nearVector"
        }
        Search::NearObject { id, near: bounds } => {
            fields.text("id", id);
            near(&mut fields, bounds)?;
            "nearObject"
        }
        Search::NearText(search) => {
            text(&mut fields, search);
            near(&mut fields, &search.near)?;
            "nearText"
        }
        Search::NearMedia(search) => {
            let (name, field) = match search.medium {
                Medium::Image => ("nearImage", "image"),
                Medium::Audio => ("nearAudio", "audio"),
                Medium::Video => ("nearVideo", "video"),
                Medium::Depth => ("nearDepth", "depth"),
                Medium::Thermal => ("nearThermal", "thermal"),
                Medium::Imu => ("nearIMU", "imu"),
            };
            if search.near.targets.join.is_some() {
                let clause = search.medium.clause();
                return Err(unsupported(format!("GraphQL does not join the vectors of `{clause}`")));
            }
            fields.text(field, &BASE64_STANDARD.encode(&search.data));
            near(&mut fields, &search.near)?;
            name
        }
        Search::Hybrid(search) => {
            hybrid(&mut fields, search, room)?;
            "hybrid"
        }
    };
    arguments.put(name, Value::Object(fields));
    Ok(())
}

/// The words of `bm25` or of a hybrid, whose operator is called otherwise.
fn words(fields: &mut Fields, search: &Bm25, operator: &str) {
    if !search.properties.is_empty() {
        fields.put("properties", Value::texts(weighted(&search.properties)));
    }
    let Some(wanted) = search.operator else { return };
    let mut options = Fields::new();
    let (word, least) = match wanted {
        KeywordOperator::And => ("And", None),
        KeywordOperator::Or(least) => ("Or", Some(least)),
        KeywordOperator::AndCross => ("AndCross", None),
    };
    options.put("operator", Value::Word(word.into()));
    if let Some(least) = least {
        options.put("minimumOrTokensMatch", Value::Number(least.to_string()));
    }
    fields.put(operator, Value::Object(options));
}

/// What all searches by vectors have: how far, and which vectors.
fn near(fields: &mut Fields, near: &Near) -> Result<()> {
    bounds(fields, near);
    targets(fields, &near.targets)
}

/// How far; a certainty and a distance were not both let through.
fn bounds(fields: &mut Fields, near: &Near) {
    for (name, bound) in [("distance", near.distance), ("certainty", near.certainty)] {
        if let Some(bound) = bound {
            fields.put(name, number::double(bound));
        }
    }
}

/// Which vectors and how they are joined, in one of two arguments.
fn targets(fields: &mut Fields, targets: &Targets) -> Result<()> {
    let Targets { names, join } = targets;
    if names.is_empty() {
        return Ok(());
    }
    let (method, weights) = match join {
        None => {
            fields.put("targetVectors", Value::texts(names));
            return Ok(());
        }
        Some(Join::Sum) => ("sum", None),
        Some(Join::Average) => ("average", None),
        Some(Join::Minimum) => ("minimum", None),
        Some(Join::Weighted(weights)) => ("manualWeights", Some(weights)),
        Some(Join::Relative(weights)) => ("relativeScore", Some(weights)),
    };
    let mut joined = Fields::new();
    joined.put("targetVectors", Value::texts(names));
    joined.put("combinationMethod", Value::Word(method.into()));
    if let Some(weights) = weights {
        let weights = weights.iter().map(|weight| number::single(*weight));
        joined.put("weights", by_target(names, weights)?);
    }
    fields.put("targets", Value::Object(joined));
    Ok(())
}

/// One value for each target, or a list of them for one that is named more than once.
fn by_target(names: &[String], values: impl IntoIterator<Item = Value>) -> Result<Value> {
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for (name, value) in names.iter().zip(values) {
        if let Some((_, values)) = groups.last_mut().filter(|(last, _)| last == name) {
            values.push(value);
            continue;
        }
        if groups.iter().any(|(known, _)| known == name) {
            return Err(unsupported(format!(
                "GraphQL has the vectors for one target next to each other, not those for `{name}` apart"
            )));
        }
        groups.push((name, vec![value]));
    }
    let mut fields = Fields::new();
    for (name, mut values) in groups {
        let value = if values.len() == 1 { values.swap_remove(0) } else { Value::List(values) };
        fields.put(value::name(name)?, value);
    }
    Ok(Value::Object(fields))
}

/// One vector for all targets, or one for each.
fn vectors(fields: &mut Fields, search: &NearVector, targets: &Targets) -> Result<()> {
    if !per_target(&search.vectors) {
        let shared = search.vectors.iter().map(|vector| match &vector.values {
            Values::Single(values) => number::row(values),
            Values::Multi(rows) => number::rows(rows),
        });
        shared.for_each(|value| fields.put("vector", value));
        return Ok(());
    }
    let repeated = |name: &String| targets.names.iter().filter(|other| *other == name).count() > 1;
    let each = targets.names.iter().zip(&search.vectors).map(|(name, vector)| match &vector.values {
        Values::Single(values) => number::row(values),
        // Alone it would be read as several vectors of one row.
        Values::Multi(rows) if !repeated(name) => Value::List(vec![number::rows(rows)]),
        Values::Multi(rows) => number::rows(rows),
    });
    fields.put("vectorPerTarget", by_target(&targets.names, each)?);
    Ok(())
}

/// A text and what it is moved to and from.
fn text(fields: &mut Fields, search: &NearText) {
    fields.put("concepts", Value::texts(&search.concepts));
    for (name, shift) in [("moveTo", &search.move_to), ("moveAwayFrom", &search.move_away)] {
        let Some(Move { force, concepts, ids }) = shift else { continue };
        let mut moved = Fields::new();
        moved.put("force", number::single(*force));
        if !concepts.is_empty() {
            moved.put("concepts", Value::texts(concepts));
        }
        if !ids.is_empty() {
            let objects = ids.iter().map(|id| {
                let mut object = Fields::new();
                object.text("id", id);
                Value::Object(object)
            });
            moved.put("objects", Value::List(objects.collect()));
        }
        fields.put(name, Value::Object(moved));
    }
}

/// A hybrid; a half of its own stands in `searches`, a vector alone does not.
fn hybrid(fields: &mut Fields, search: &Hybrid, room: Room) -> Result<()> {
    fields.text("query", &search.keywords.query);
    fields.put("alpha", number::widened(search.alpha.unwrap_or(Hybrid::ALPHA)));
    words(fields, &search.keywords, "bm25SearchOperator");
    match search.fusion {
        Some(_) if room == Room::Aggregate => {
            return Err(unsupported("GraphQL has no `fusion` in an aggregate"));
        }
        None => {}
        Some(Fusion::Ranked) => fields.put("fusionType", Value::Word("rankedFusion".into())),
        Some(Fusion::RelativeScore) => fields.put("fusionType", Value::Word("relativeScoreFusion".into())),
    }
    if let Some(distance) = search.max_distance {
        fields.put("maxVectorDistance", number::single(distance));
    }
    match &search.vector {
        None => {}
        Some(HybridVector::Text(half)) => {
            let mut inner = Fields::new();
            text(&mut inner, half);
            half_of(fields, "nearText", inner);
        }
        Some(HybridVector::Vectors(half)) => {
            if let Some(values) = plain(half) {
                fields.put("vector", number::row(values));
            } else {
                let mut inner = Fields::new();
                vectors(&mut inner, half, &search.targets)?;
                bounds(&mut inner, &half.near);
                half_of(fields, "nearVector", inner);
            }
        }
    }
    targets(fields, &search.targets)
}

/// The one vector of a half that has neither a target nor a bound, if it is that.
fn plain(half: &NearVector) -> Option<&[f32]> {
    match half.vectors.as_slice() {
        [QueryVector { target: None, values: Values::Single(values), .. }]
            if half.near.distance.is_none() && half.near.certainty.is_none() =>
        {
            Some(values)
        }
        _ => None,
    }
}

/// A half of a hybrid, which the server takes as a list of one.
fn half_of(fields: &mut Fields, name: &str, inner: Fields) {
    let mut half = Fields::new();
    half.put(name, Value::Object(inner));
    fields.put("searches", Value::List(vec![Value::Object(half)]));
}
