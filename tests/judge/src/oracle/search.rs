//! What a search finds, and how far away.

use super::words;
use crate::{
    question::{How, Operator, Path, Question, Search},
    world::{Collection, Cut, Distance, Field, Kind, Row, Value, World},
};

/// What a search finds: places of rows, with the distance by vectors.
pub(super) struct Found {
    pub(super) rows: Vec<(usize, f64)>,
    /// Whether they are ordered by that distance; by words there is an order that is not worked out here.
    pub(super) near: bool,
    /// The distance, if one vector was searched.
    pub(super) by: Option<Distance>,
}

pub(super) fn find(world: &World, question: &Question, search: &Search) -> Result<Found, String> {
    let collection = &world.collections[question.collection];
    if search.distance.is_some() && search.certainty.is_some() {
        return Err("a distance and a certainty".into());
    }
    match &search.how {
        How::NearText(_) => Err("there is no vectorizer".into()),
        How::Bm25(text) => {
            if !search.target.is_empty() {
                return Err("words have no vector".into());
            }
            let fields = searched(world, question.collection, search)?;
            let rows = collection.rows.iter().enumerate();
            let rows =
                rows.filter(|(_, row)| worded(row, &fields, text, search.operator)).map(|(at, _)| (at, 0.0));
            Ok(Found { rows: rows.collect(), near: false, by: None })
        }
        How::NearVector(_) if !search.each.is_empty() => {
            let mut rows = Vec::new();
            for (at, row) in collection.rows.iter().enumerate() {
                let mut all = Vec::new();
                for (name, vector) in &search.each {
                    all.push(distance(collection, row, name, vector)?);
                }
                let sum: f64 = all.iter().sum();
                let joined = match search.join {
                    "sum" => sum,
                    "average" => sum / all.len() as f64,
                    _ => all.iter().copied().fold(f64::INFINITY, f64::min),
                };
                rows.push((at, joined));
            }
            Ok(Found { rows, near: true, by: None })
        }
        How::NearVector(vector) => near(collection, search, vector),
        How::NearObject(id) => {
            let (name, ..) = target(collection, search)?;
            let row =
                collection.rows.iter().find(|row| row.id == *id).ok_or("an object that is not there")?;
            let Some(Value::Vector(vector)) = row.values.get(name) else {
                return Err("it has no vector".into());
            };
            near(collection, search, vector)
        }
        How::Hybrid(text) => hybrid(world, question, search, text.as_deref()),
    }
}

fn hybrid(world: &World, question: &Question, search: &Search, text: Option<&str>) -> Result<Found, String> {
    let collection = &world.collections[question.collection];
    if text.is_none() && search.alpha.is_some() {
        return Err("a share of words, and no words".into());
    }
    let alpha = if text.is_none() { 1.0 } else { search.alpha.unwrap_or(0.75) };
    let mut within = Vec::new();
    if let Some(vector) = &search.vector {
        let farthest = Search { distance: search.max_distance, ..search.clone() };
        within = near(collection, &farthest, vector)?.rows;
    } else if alpha > 0.0 {
        return Err("a share of a vector, and no vector".into());
    }
    let fields = if text.is_some() { searched(world, question.collection, search)? } else { Vec::new() };
    let by_words =
        |row: &Row| alpha < 1.0 && text.is_some_and(|text| worded(row, &fields, text, search.operator));
    // What is farther away than `max_distance` is left out, by words too.
    let bounded = alpha > 0.0 && search.max_distance.is_some();
    let by_vector = |at: usize| alpha > 0.0 && within.iter().any(|(other, _)| *other == at);
    let rows = collection.rows.iter().enumerate();
    let rows = rows.filter(|(at, row)| by_vector(*at) || !bounded && by_words(row)).map(|(at, _)| (at, 0.0));
    Ok(Found { rows: rows.collect(), near: false, by: None })
}

fn near(collection: &Collection, search: &Search, vector: &[f32]) -> Result<Found, String> {
    let (name, length, metric) = target(collection, search)?;
    if vector.len() != length {
        return Err("a vector of another length".into());
    }
    if search.certainty.is_some() && metric != Distance::Cosine {
        return Err("a certainty is of cosine".into());
    }
    let farthest = search.distance.map(f64::from).or(search.certainty.map(|c| 2.0 * (1.0 - f64::from(c))));
    let mut rows = Vec::new();
    for (at, row) in collection.rows.iter().enumerate() {
        let far = distance(collection, row, name, vector)?;
        if farthest.is_none_or(|farthest| far <= farthest) {
            rows.push((at, far));
        }
    }
    rows.sort_by(|a, b| a.1.total_cmp(&b.1));
    Ok(Found { rows, near: true, by: Some(metric) })
}

/// The one vector that is searched.
fn target<'c>(collection: &'c Collection, search: &Search) -> Result<(&'c str, usize, Distance), String> {
    let mut vectors = collection.vectors();
    let of =
        |(field, length, distance): (&'c Field, usize, Distance)| (field.name.as_str(), length, distance);
    match search.target.as_slice() {
        [] => match (vectors.next(), vectors.next()) {
            (Some(one), None) => Ok(of(one)),
            (None, _) => Err("there is no vector".into()),
            _ => Err("there are several vectors".into()),
        },
        [name] => {
            vectors.find(|(field, ..)| field.name == *name).map(of).ok_or_else(|| "no such vector".to_owned())
        }
        _ => Err("several vectors".into()),
    }
}

fn distance(collection: &Collection, row: &Row, name: &str, vector: &[f32]) -> Result<f64, String> {
    let metric = collection.vectors().find(|(field, ..)| field.name == name).map(|(_, _, metric)| metric);
    let (Some(Value::Vector(of)), Some(metric)) = (row.values.get(name), metric) else {
        return Err("no such vector".into());
    };
    let pairs = || of.iter().zip(vector).map(|(a, b)| (f64::from(*a), f64::from(*b)));
    let dot: f64 = pairs().map(|(a, b)| a * b).sum();
    Ok(match metric {
        Distance::Dot => -dot,
        Distance::Squared => pairs().map(|(a, b)| (a - b).powi(2)).sum(),
        Distance::Manhattan => pairs().map(|(a, b)| (a - b).abs()).sum(),
        Distance::Hamming => pairs().filter(|(a, b)| (a - b).abs() > f64::EPSILON).count() as f64,
        Distance::Cosine => {
            let length = |numbers: &[f32]| numbers.iter().map(|n| f64::from(*n).powi(2)).sum::<f64>().sqrt();
            1.0 - dot / (length(of) * length(vector))
        }
    })
}

/// The properties that words are looked for in.
fn searched<'w>(world: &'w World, collection: usize, search: &Search) -> Result<Vec<&'w Field>, String> {
    let of = &world.collections[collection];
    if search.on.is_empty() {
        let all: Vec<&Field> = of
            .fields
            .iter()
            .filter(|field| matches!(field.kind, Kind::Text(_)) && field.searchable)
            .collect();
        return Ok(all);
    }
    let field = |path: &Path| match world.way(collection, path) {
        Some(way) if matches!(way.field.kind, Kind::Text(_)) && path.0.len() == 1 => Ok(way.field),
        _ => Err(format!("there are no words in `{}`", path.dotted())),
    };
    search.on.iter().map(field).collect()
}

/// Whether words are found in an object.
fn worded(row: &Row, fields: &[&Field], text: &str, operator: Option<Operator>) -> bool {
    let mut anywhere = Vec::new();
    let mut all = Vec::new();
    for field in fields {
        let Kind::Text(cut) = field.kind else { continue };
        let mut wanted = words::wanted(cut, text);
        wanted.sort_unstable();
        wanted.dedup();
        let found = |token: &String| has(row, field, cut).contains(token);
        let here = wanted.iter().filter(|token| found(token)).count();
        let enough = match operator {
            None => here > 0,
            Some(Operator::Or(least)) => here > 0 && here >= least as usize,
            Some(Operator::And) => here > 0 && here == wanted.len(),
            Some(Operator::AndCross) => false,
        };
        if enough {
            return true;
        }
        anywhere.extend(wanted.iter().filter(|token| found(token)).cloned());
        all.extend(wanted);
    }
    operator == Some(Operator::AndCross)
        && !all.is_empty()
        && all.iter().all(|token| anywhere.contains(token))
}

fn has(row: &Row, field: &Field, cut: Cut) -> Vec<String> {
    match row.values.get(&field.name) {
        Some(Value::Text(text)) => words::tokens(cut, text),
        Some(Value::List(texts)) => texts
            .iter()
            .filter_map(
                |text| if let Value::Text(text) = text { Some(words::tokens(cut, text)) } else { None },
            )
            .flatten()
            .collect(),
        _ => Vec::new(),
    }
}
