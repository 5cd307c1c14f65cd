//! Which objects come, in which order, with which cells, in which groups.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{Expected, Groups, Rows, filter, search, shown};
use crate::{
    question::{How, Op, Path, Pick, Question, Test},
    world::{Collection, Distance, Field, Kind, Many, Row, Value, World},
};

/// An object that comes, and how far away it is.
struct Hit<'w> {
    row: &'w Row,
    far: f64,
}

pub(super) fn answer(world: &World, question: &Question) -> Result<Expected, String> {
    let collection = &world.collections[question.collection];
    clauses(world, question, collection)?;
    let found = question.search.as_ref().map(|search| search::find(world, question, search)).transpose()?;
    let (near, by) = found.as_ref().map_or((false, None), |found| (found.near, found.by));
    let rows: Vec<(usize, f64)> = match found {
        Some(found) => found.rows,
        None => (0..collection.rows.len()).map(|at| (at, 0.0)).collect(),
    };
    let hits: Vec<Hit<'_>> = rows
        .into_iter()
        .map(|(at, far)| Hit { row: &collection.rows[at], far })
        .filter(|hit| question.ids.as_ref().is_none_or(|ids| ids.contains(&hit.row.id)))
        .filter(|hit| question.after.as_ref().is_none_or(|after| hit.row.id > *after))
        .filter(|hit| {
            let filter = question.filter.as_ref();
            filter.is_none_or(|test| filter::holds(world, question.collection, hit.row, test))
        })
        .collect();
    if let Some(prompt) = &question.prompt {
        let path = Path(
            prompt
                .trim_start_matches("about {")
                .trim_end_matches('}')
                .split('.')
                .map(str::to_owned)
                .collect(),
        );
        let way = world.way(question.collection, &path).ok_or("a name that is not there")?;
        if matches!(way.field.kind, Kind::Place | Kind::Phone | Kind::Blob) || path.0.len() > 1 {
            return Err("a language model reads texts".into());
        }
        if !hits.iter().all(|hit| hit.row.values.contains_key(&path.0[0])) {
            return Err("what a prompt names is absent".into());
        }
    }
    if let Some(path) = &question.group_by {
        return groups(world, question, path, &hits, near);
    }
    let mut cells = BTreeMap::new();
    for hit in &hits {
        let mut row = Vec::new();
        for pick in &question.select {
            row.push(cell(world, question, collection, hit, pick, near, by)?);
        }
        cells.insert(hit.row.id.clone(), row);
    }
    let keys = keys(world, question, &hits, near)?;
    let limit = question.limit.unwrap_or(10) as usize;
    let offset = question.offset.unwrap_or_default() as usize;
    let cut = question.search.as_ref().is_some_and(|search| search.auto_limit.is_some());
    let most = question.diversity.map_or(limit, |diverse| (diverse as usize).min(limit));
    let count = (!cut).then(|| hits.len().saturating_sub(offset).min(most));
    let keys = if question.diversity.is_some() || question.rerank.is_some() || question.boost.is_some() {
        None
    } else {
        keys
    };
    Ok(Expected::Rows(Rows { cells, keys, count, offset }))
}

/// What clauses ask of each other.
fn clauses(world: &World, question: &Question, collection: &Collection) -> Result<(), String> {
    let searched = question.search.is_some();
    if searched && !question.sort.is_empty() {
        return Err("a search has an order of its own".into());
    }
    if question.after.is_some() && (searched || question.filter.is_some() || !question.sort.is_empty()) {
        return Err("`after` walks a whole collection".into());
    }
    if searched && question.ids.is_some() {
        return Err("ids are listed".into());
    }
    if question.group_by.is_some() && !searched {
        return Err("groups are of what a search finds".into());
    }
    if let Some(path) = &question.rerank {
        let text = world.way(question.collection, path);
        let text =
            text.is_some_and(|way| matches!(way.field.kind, Kind::Text(_)) && way.field.many != Many::List);
        let worded = question.search.as_ref().is_some_and(|search| matches!(search.how, How::Bm25(_)));
        if !text || !worded || !collection.ranker || path.0.len() > 1 {
            return Err("a search for words is ranked again by a text, by a module".into());
        }
    }
    if question.prompt.is_some() && !collection.model {
        return Err("there is no language model".into());
    }
    if question.boost.is_some() && !question.sort.is_empty() {
        return Err("two orders".into());
    }
    if let Some(test) = &question.boost {
        filter::means(world, question.collection, test)?;
        compares(world, question.collection, test)?;
    }
    if let Some(diverse) = question.diversity {
        let near = question.search.as_ref().is_some_and(|search| !matches!(search.how, How::Bm25(_)));
        if !near || diverse > question.limit.unwrap_or(10) {
            return Err("as many different ones as a search by a vector gives".into());
        }
    }
    Ok(())
}

/// What a boost asks of objects, which it does without an index: it compares their own values, one with one.
fn compares(world: &World, collection: usize, test: &Test) -> Result<(), String> {
    match test {
        Test::Not(test) => compares(world, collection, test),
        Test::And(a, b) | Test::Or(a, b) => {
            compares(world, collection, a).and(compares(world, collection, b))
        }
        Test::Leaf(leaf) => {
            let way = world.way(collection, &leaf.path).ok_or("a name that is not there")?;
            let own = leaf.path.0.len() == 1 && way.field.many != Many::List;
            let compared = match leaf.op {
                Op::Is(_) | Op::In | Op::InRange => way.field.kind != Kind::Date,
                op => op == Op::Flag,
            };
            if own && compared { Ok(()) } else { Err("a boost compares an object's own values".into()) }
        }
    }
}

/// By what the hits are ordered.
fn keys(
    world: &World,
    question: &Question,
    hits: &[Hit<'_>],
    near: bool,
) -> Result<Option<Vec<(String, Vec<Json>)>>, String> {
    if near {
        let mut far: Vec<_> = hits.iter().map(|hit| (hit.row.id.clone(), hit.far)).collect();
        far.sort_by(|a, b| a.1.total_cmp(&b.1));
        return Ok(Some(far.into_iter().map(|(id, far)| (id, vec![json!(far)])).collect()));
    }
    if question.after.is_some() {
        let mut ids: Vec<_> = hits.iter().map(|hit| (hit.row.id.clone(), vec![json!(hit.row.id)])).collect();
        ids.sort_by(|a, b| a.0.cmp(&b.0));
        return Ok(Some(ids));
    }
    if question.sort.is_empty() {
        return Ok(None);
    }
    for (path, _) in &question.sort {
        let way = world.way(question.collection, path).ok_or("a name that is not there")?;
        let ordered = matches!(
            way.field.kind,
            Kind::Text(_) | Kind::Int | Kind::Number | Kind::Bool | Kind::Date | Kind::Uuid
        );
        if !ordered || way.many || way.field.many == Many::List {
            return Err(format!("{} has no order", way.field.title()));
        }
    }
    let value = |hit: &Hit<'_>, path: &Path| -> Option<Value> {
        filter::reach(world, question.collection, hit.row, path).first().copied().flatten().cloned()
    };
    let mut sorted: Vec<(String, Vec<Option<Value>>)> = hits
        .iter()
        .map(|hit| (hit.row.id.clone(), question.sort.iter().map(|(path, _)| value(hit, path)).collect()))
        .collect();
    // What is absent is less than what there is.
    sorted.sort_by(|a, b| {
        let mut keys = a.1.iter().zip(&b.1).zip(&question.sort).map(|((a, b), (_, down))| {
            let order = match (a, b) {
                (None, None) => std::cmp::Ordering::Equal,
                (None, Some(_)) => std::cmp::Ordering::Less,
                (Some(_), None) => std::cmp::Ordering::Greater,
                // Texts stand in an order by letters, where case does not count.
                (Some(Value::Text(a)), Some(Value::Text(b))) => a.to_lowercase().cmp(&b.to_lowercase()),
                (Some(a), Some(b)) => super::compare(a, b).unwrap_or(std::cmp::Ordering::Equal),
            };
            if *down { order.reverse() } else { order }
        });
        keys.find(|order| order.is_ne()).unwrap_or(std::cmp::Ordering::Equal)
    });
    let shown = |value: Option<Value>| match value {
        None => Json::Null,
        Some(Value::Text(text)) => json!(text.to_lowercase()),
        Some(value) => shown(&value),
    };
    Ok(Some(sorted.into_iter().map(|(id, keys)| (id, keys.into_iter().map(shown).collect())).collect()))
}

/// `*` where something must stand that is not worked out here.
fn cell(
    world: &World,
    question: &Question,
    collection: &Collection,
    hit: &Hit<'_>,
    pick: &Pick,
    near: bool,
    by: Option<Distance>,
) -> Result<Json, String> {
    let any = || Ok(json!("*"));
    match pick {
        Pick::Path(path) => {
            let way = world.way(question.collection, path).ok_or("a name that is not there")?;
            if matches!(way.field.kind, Kind::Object(_) | Kind::Link(_)) {
                return Err("not asked for".into());
            }
            Ok(inside(world, question.collection, None, &hit.row.values, &path.0))
        }
        Pick::Distance if near => Ok(json!(hit.far)),
        Pick::Certainty if by == Some(Distance::Cosine) => Ok(json!(1.0 - hit.far / 2.0)),
        Pick::Score if question.search.is_some() && !near => any(),
        Pick::RerankScore if question.rerank.is_some() => any(),
        Pick::Generated if question.prompt.is_some() => any(),
        Pick::CreatedAt => any(),
        Pick::Vector(name) => {
            let mut vectors = collection.vectors();
            let one = match name {
                Some(name) => vectors.find(|(field, ..)| field.name == *name),
                None if collection.vectors().count() == 1 => vectors.next(),
                None => None,
            };
            let (field, ..) = one.ok_or("which vector")?;
            Ok(hit.row.values.get(&field.name).map_or(Json::Null, shown))
        }
        _ => Err("the question does not make it".into()),
    }
}

/// The value at the end of a path, in lists and gaps as they come on the way.
fn inside(
    world: &World,
    collection: usize,
    object: Option<usize>,
    values: &BTreeMap<String, Value>,
    names: &[String],
) -> Json {
    let Some((first, rest)) = names.split_first() else { return Json::Null };
    let fields = object.map_or(&world.collections[collection].fields, |at| &world.objects[at].fields);
    let Some(field) = fields.iter().find(|field| field.name == *first) else { return Json::Null };
    let value = values.get(first);
    if rest.is_empty() {
        return value.map_or_else(|| missing(field), shown);
    }
    let one = |value: &Value| match (value, &field.kind) {
        (Value::Object(inner), Kind::Object(at)) => inside(world, collection, Some(*at), inner, rest),
        (Value::Link(to, id), Kind::Link(targets)) => {
            let target = &world.collections[*to];
            let rest = if targets.len() > 1 {
                if target.step() != rest[0] {
                    return json!("left out");
                }
                &rest[1..]
            } else {
                rest
            };
            let row = target.rows.iter().find(|row| row.id == *id);
            row.map_or(Json::Null, |row| inside(world, *to, None, &row.values, rest))
        }
        _ => Json::Null,
    };
    match (value, field.many) {
        (Some(Value::List(values)), _) => values.iter().map(one).filter(|json| *json != "left out").collect(),
        (None, Many::List) => json!([]),
        (None, _) => Json::Null,
        (Some(value), _) => match one(value) {
            json if json == "left out" => Json::Null,
            json => json,
        },
    }
}

/// What is read where a property is absent: its default, an empty list, or nothing.
pub(crate) fn missing(field: &Field) -> Json {
    match (&field.kind, field.many) {
        (_, Many::List) => json!([]),
        (_, Many::Maybe) => Json::Null,
        _ if !field.default => Json::Null,
        (Kind::Text(_), _) => json!(""),
        (Kind::Int | Kind::Number, _) => json!(0.0),
        (Kind::Bool, _) => json!(false),
        (Kind::Date, _) => json!("1970-01-01T00:00:00Z"),
        (Kind::Uuid, _) => json!("00000000-0000-0000-0000-000000000000"),
        _ => Json::Null,
    }
}

fn groups(
    world: &World,
    question: &Question,
    path: &Path,
    hits: &[Hit<'_>],
    near: bool,
) -> Result<Expected, String> {
    let way = world.way(question.collection, path).ok_or("a name that is not there")?;
    let kinds = matches!(
        way.field.kind,
        Kind::Text(_) | Kind::Int | Kind::Number | Kind::Bool | Kind::Date | Kind::Uuid | Kind::Link(_)
    );
    if !kinds || path.0.len() > 1 {
        return Err(format!("there are no groups of {}", way.field.title()));
    }
    let mut groups: Vec<(Json, Vec<String>)> = Vec::new();
    for hit in hits {
        let values: Vec<Json> = match hit.row.values.get(&path.0[0]) {
            Some(Value::List(values)) if !values.is_empty() => values.iter().map(shown).collect(),
            // Of what was found by words, those that lack it are in no group.
            None | Some(Value::List(_)) if !near => continue,
            None | Some(Value::List(_)) => vec![Json::Null],
            Some(value) => vec![shown(value)],
        };
        for value in values {
            match groups.iter_mut().find(|(other, _)| *other == value) {
                Some((_, ids)) if ids.contains(&hit.row.id) => {}
                Some((_, ids)) => ids.push(hit.row.id.clone()),
                None => groups.push((value, vec![hit.row.id.clone()])),
            }
        }
    }
    Ok(Expected::Groups(Groups {
        all: groups,
        far: near.then(|| hits.iter().map(|hit| (hit.row.id.clone(), hit.far)).collect()),
        many: question.groups.unwrap_or(10) as usize,
        each: question.objects_per_group.unwrap_or(10) as usize,
    }))
}
