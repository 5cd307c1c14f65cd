//! Numbers about objects, for all of them or for each group.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Expected, compare, filter, search, shown};
use crate::{
    question::{How, Metric, Path, Question},
    world::{Kind, Row, Value, World},
};

/// One of some values is right: the most frequent of several, or something between two.
fn any_of(values: &[Json]) -> Json {
    json!({"any of": values})
}

fn between(low: &Json, high: &Json) -> Json {
    json!({"between": [low, high]})
}

pub(super) fn answer(world: &World, question: &Question) -> Result<Expected, String> {
    let collection = &world.collections[question.collection];
    for (path, metric) in &question.metrics {
        let way = world.way(question.collection, path).ok_or("a name that is not there")?;
        if !sense(&way.field.kind, *metric) || path.0.len() > 1 {
            return Err(format!("no `{}` of {}", metric.name(), way.field.title()));
        }
    }
    let mut rows: Vec<&Row> = collection.rows.iter().collect();
    let mut tied = false;
    if let Some(search) = &question.search {
        if matches!(search.how, How::Bm25(_)) {
            return Err("numbers are not found by words alone".into());
        }
        if question.object_limit.is_none() && search.distance.is_none() && search.certainty.is_none() {
            return Err("a search finds everything: how much of it".into());
        }
        let mut found = search::find(world, question, search)?.rows;
        found.retain(|(at, _)| {
            let test = question.filter.as_ref();
            test.is_none_or(|test| filter::holds(world, question.collection, &collection.rows[*at], test))
        });
        found.sort_by(|a, b| a.1.total_cmp(&b.1));
        let limit = question.object_limit.map_or(found.len(), |limit| limit as usize);
        // Of those that are as far away as the last one any may be it.
        tied = limit < found.len() && (found[limit].1 - found[limit - 1].1).abs() < 1e-5;
        rows = found.into_iter().take(limit).map(|(at, _)| &collection.rows[at]).collect();
    } else if let Some(test) = &question.filter {
        rows.retain(|row| filter::holds(world, question.collection, row, test));
    }
    let numbers = |rows: &[&Row]| {
        let metrics = question.metrics.iter().map(|(path, metric)| {
            if tied { json!("?") } else { number(world, question, rows, path, *metric) }
        });
        std::iter::once(json!(rows.len() as f64)).chain(metrics).collect::<Vec<_>>()
    };
    let Some(path) = &question.group_by else { return Ok(Expected::Numbers(numbers(&rows))) };
    if tied {
        return Err("as far away as the next".into());
    }
    let way = world.way(question.collection, path).ok_or("a name that is not there")?;
    let kinds = matches!(
        way.field.kind,
        Kind::Text(_) | Kind::Int | Kind::Number | Kind::Bool | Kind::Date | Kind::Uuid | Kind::Link(_)
    );
    if !kinds || path.0.len() > 1 {
        return Err(format!("there are no groups of {}", way.field.title()));
    }
    let mut groups: Vec<(Json, Vec<&Row>)> = Vec::new();
    for row in rows {
        let values: Vec<Json> = match row.values.get(&path.0[0]) {
            Some(Value::List(values)) => values.iter().map(shown).collect(),
            None => Vec::new(),
            Some(value) => vec![shown(value)],
        };
        for value in values {
            match groups.iter_mut().find(|(other, _)| *other == value) {
                Some((_, rows)) if rows.iter().any(|other| other.id == row.id) => {}
                Some((_, rows)) => rows.push(row),
                None => groups.push((value, vec![row])),
            }
        }
    }
    Ok(Expected::NumberGroups(groups.into_iter().map(|(value, rows)| (value, numbers(&rows))).collect()))
}

fn sense(kind: &Kind, metric: Metric) -> bool {
    match metric {
        Metric::Count => !matches!(kind, Kind::Vector(..)),
        Metric::Sum | Metric::Mean => matches!(kind, Kind::Int | Kind::Number),
        Metric::Median | Metric::Mode | Metric::Min | Metric::Max => {
            matches!(kind, Kind::Int | Kind::Number | Kind::Date)
        }
        Metric::Top => matches!(kind, Kind::Text(_)),
        Metric::TrueCount | Metric::FalseShare => *kind == Kind::Bool,
        Metric::PointingTo => matches!(kind, Kind::Link(_)),
    }
}

fn number(world: &World, question: &Question, rows: &[&Row], path: &Path, metric: Metric) -> Json {
    let Some(way) = world.way(question.collection, path) else { return Json::Null };
    let mut values: Vec<&Value> = Vec::new();
    for row in rows {
        match row.values.get(&path.0[0]) {
            Some(Value::List(list)) => values.extend(list),
            Some(value) => values.push(value),
            None => {}
        }
    }
    if let (Metric::PointingTo, Kind::Link(to)) = (metric, &way.field.kind) {
        let names: Vec<&str> = to.iter().map(|to| world.collections[*to].name.as_str()).collect();
        return json!({"set": names});
    }
    if metric == Metric::Count {
        // Of a list the values are counted.
        return json!(values.len() as f64);
    }
    if values.is_empty() {
        return match metric {
            Metric::Top => json!([]),
            Metric::TrueCount => json!(0.0),
            _ => Json::Null,
        };
    }
    values.sort_by(|a, b| compare(a, b).unwrap_or(std::cmp::Ordering::Equal));
    let float = |value: &Value| match value {
        Value::Int(number) => *number as f64,
        Value::Number(number) => *number,
        _ => 0.0,
    };
    let sum: f64 = values.iter().map(|value| float(value)).sum();
    let all = values.len() as f64;
    let mut often: BTreeMap<String, (usize, Json)> = BTreeMap::new();
    for value in &values {
        often.entry(shown(value).to_string()).or_insert_with(|| (0, shown(value))).0 += 1;
    }
    let most = often.values().map(|(times, _)| *times).max().unwrap_or_default();
    match metric {
        Metric::Sum => json!(sum),
        Metric::Mean => json!(sum / all),
        Metric::Min => shown(values[0]),
        Metric::Max => shown(values[values.len() - 1]),
        Metric::Median => between(&shown(values[(values.len() - 1) / 2]), &shown(values[values.len() / 2])),
        Metric::Mode => {
            let modes: Vec<Json> =
                often.into_values().filter(|(times, _)| *times == most).map(|(_, value)| value).collect();
            any_of(&modes)
        }
        Metric::Top => {
            let mut top: Vec<(usize, Json)> = often.into_values().collect();
            top.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
            json!({"top": top.into_iter().map(|(times, value)| json!([value, times as f64])).collect::<Vec<_>>()})
        }
        Metric::TrueCount => {
            json!(values.iter().filter(|value| ***value == Value::Bool(true)).count() as f64)
        }
        Metric::FalseShare => {
            json!(values.iter().filter(|value| ***value == Value::Bool(false)).count() as f64 / all)
        }
        Metric::Count | Metric::PointingTo => Json::Null,
    }
}
