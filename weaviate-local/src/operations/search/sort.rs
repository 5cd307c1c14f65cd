//! Sorts a list by the properties a request names.

use std::{cmp::Ordering, sync::Arc};

use super::hit::Hit;
use crate::{
    common::{
        error::{Refusal, Result},
        gotext::{json_inner, quote},
        object::Object,
        value::Value,
    },
    schema::{Class, DataType},
};

/// A property and its direction.
#[derive(Debug, Clone)]
pub(crate) struct SortBy {
    pub(crate) path: Vec<String>,
    pub(crate) ascending: bool,
}

/// Checks what is sorted by.
pub(super) fn validate(class: &Class, sort: &[SortBy]) -> Result<()> {
    let errors: Vec<String> = sort
        .iter()
        .enumerate()
        .filter_map(|(at, by)| {
            let refusal = check(class, by).err()?;
            Some(format!("sort parameter at position {at}: {}", refusal.text))
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::new(errors.join(", "))) }
}

fn check(class: &Class, by: &SortBy) -> Result<()> {
    let name = match by.path.as_slice() {
        [] => return Err(Refusal::new("path parameter cannot be empty")),
        [name] => name,
        _ => {
            return Err(Refusal::new(
                "sorting by reference not supported, path must have exactly one argument",
            ));
        }
    };
    if matches!(name.as_str(), "_id" | "id" | "_creationTimeUnix" | "_lastUpdateTimeUnix") {
        return Ok(());
    }
    let property = class
        .known_property(root(name))
        .map_err(|_| class.known_property(name).err())
        .map_err(|refusal| refusal.unwrap_or_else(|| Refusal::new("no such property")))?;
    match property.kind {
        DataType::Uuid | DataType::Uuids => Err(Refusal::new(format!(
            "prop {} is of type uuid/uuid[]: sorting by uuid is currently not supported - if you believe it should be, \
             please open a feature request on github.com/weaviate/weaviate",
            quote(name)
        ))),
        DataType::Reference => Err(Refusal::new(format!(
            "sorting by reference not supported, property {} is a ref prop to the class {}",
            quote(name),
            quote(property.targets.first().map_or("", String::as_str))
        ))),
        _ => Ok(()),
    }
}

// The server looks properties up by what stands before the first dot.
fn root(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// Whether the server would sort a filtered list by walking through the index, which leaves out objects without a
/// value: the cheaper way by its own estimate.
pub(super) fn by_index(class: &Class, sort: &[SortBy], matches: usize, limit: usize) -> bool {
    const SEEK: f64 = 200.0;
    const ROW: f64 = 100.0;
    const UNMARSHAL: f64 = 500.0;
    let [only] = sort else { return false };
    let indexed = only.path.first().and_then(|name| class.property(name)).is_some_and(|property| {
        property.filterable && matches!(property.kind, DataType::Date | DataType::Int | DataType::Number)
    });
    if !indexed {
        return false;
    }
    let cached = limit.min(matches) as f64 * (0.3 * (ROW + SEEK) + UNMARSHAL);
    let objects = cached + matches.saturating_sub(limit) as f64 * (SEEK + 10.0 * ROW + UNMARSHAL);
    let mut index = ROW * limit as f64;
    if !only.ascending {
        index = index * 2.0 + SEEK;
    }
    index <= objects
}

/// Sorts the objects of a list over REST: names and directions, each separated by commas.
pub(crate) fn sort_objects(
    class: &Class,
    names: &str,
    orders: &str,
    objects: &mut Vec<Arc<Object>>,
) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut orders = orders.split(',');
    let by: Vec<SortBy> = names
        .split(',')
        .map(|name| SortBy { path: vec![name.to_owned()], ascending: orders.next() != Some("desc") })
        .collect();
    validate(class, &by)?;
    let mut hits: Vec<Hit> = objects.iter().map(|object| Hit::new(0, object.clone())).collect();
    sort(class, &by, &mut hits);
    *objects = hits.into_iter().map(|hit| hit.object).collect();
    Ok(())
}

/// Something that can be compared.
enum Key {
    Text(String),
    Number(f64),
    List(Vec<Self>),
}

/// Sorts; what compares equal stays in the order it has.
pub(super) fn sort(class: &Class, sort: &[SortBy], hits: &mut [Hit]) {
    let mut keyed: Vec<(Vec<Option<Key>>, Hit)> = hits
        .iter()
        .map(|hit| (sort.iter().map(|by| key(class, by, &hit.object)).collect(), hit.clone()))
        .collect();
    keyed.sort_by(|(a, _), (b, _)| {
        sort.iter()
            .zip(a.iter().zip(b))
            .map(|(by, (a, b))| {
                let order = compare(a.as_ref(), b.as_ref());
                if by.ascending { order } else { order.reverse() }
            })
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
    for (slot, (_, hit)) in hits.iter_mut().zip(keyed) {
        *slot = hit;
    }
}

// A missing value comes first.
fn compare(a: Option<&Key>, b: Option<&Key>) -> Ordering {
    match (a, b) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => order(a, b),
    }
}

fn order(a: &Key, b: &Key) -> Ordering {
    match (a, b) {
        (Key::Text(a), Key::Text(b)) => a.cmp(b),
        (Key::Number(a), Key::Number(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Key::List(a), Key::List(b)) => a
            .iter()
            .zip(b)
            .map(|(a, b)| order(a, b))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| a.len().cmp(&b.len())),
        _ => Ordering::Equal,
    }
}

// The server reads texts where they are stored, and leaves them as JSON has them.
fn stored(text: &str) -> Key {
    Key::Text(json_inner(text).to_lowercase())
}

fn key(class: &Class, by: &SortBy, object: &Object) -> Option<Key> {
    let name = by.path.first()?;
    match name.as_str() {
        "_id" | "id" => return Some(Key::Text(object.id.to_string())),
        "_creationTimeUnix" => return Some(Key::Number(object.created as f64)),
        "_lastUpdateTimeUnix" => return Some(Key::Number(object.updated as f64)),
        _ => {}
    }
    class.property(name)?;
    // An empty list sorts as a missing value.
    let list = |items: Vec<Key>| (!items.is_empty()).then_some(Key::List(items));
    match object.fields.get(name)? {
        Value::Text(text) | Value::Blob(text) => Some(stored(text)),
        Value::Int(number) | Value::Number(number) => Some(Key::Number(*number)),
        Value::Bool(value) => Some(Key::Number(f64::from(u8::from(*value)))),
        Value::Date(date) => Some(Key::Number(date.nanos() as f64)),
        Value::Texts(items) => list(items.iter().map(|text| stored(text)).collect()),
        Value::Ints(items) | Value::Numbers(items) => list(items.iter().map(|n| Key::Number(*n)).collect()),
        Value::Bools(items) => list(items.iter().map(|b| Key::Number(f64::from(u8::from(*b)))).collect()),
        Value::Dates(items) => list(items.iter().map(|date| Key::Number(date.nanos() as f64)).collect()),
        Value::Geo(geo) => {
            list(vec![Key::Number(f64::from(geo.longitude)), Key::Number(f64::from(geo.latitude))])
        }
        Value::Phone(phone) => {
            list(vec![Key::Number(phone.country_code as f64), Key::Number(phone.national as f64)])
        }
        Value::Object(_) | Value::Objects(_) | Value::Uuid(_) | Value::Uuids(_) | Value::Refs(_) => None,
    }
}
