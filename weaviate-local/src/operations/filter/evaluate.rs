//! Looks a plan up in a shard.

use std::borrow::Cow;

use roaring::RoaringBitmap;
use uuid::Uuid;

use super::{clause::Operator, like::Pattern, plan::Plan};
use crate::{
    catalog::shard::Shard,
    common::{
        error::{Refusal, Result},
        value::{Beacon, Geo, Value},
    },
    indexes::{
        geo::meters,
        inverted::{Counts, Keys, has_index, has_length},
    },
    schema::{Class, DataType},
    store::Stored,
};

const NO_NULL_STATE: &str =
    "Nullstate must be indexed to be filterable! Add `indexNullState: true` to the invertedIndexConfig";

/// The documents that pass a filter.
pub(crate) fn evaluate(plan: &Plan, class: &Class, shard: &Shard) -> Result<RoaringBitmap> {
    evaluate_up_to(plan, class, shard, usize::MAX)
}

/// The documents that pass a filter. One that is a single comparison reads its keys in their order and stops at the
/// first one that brings it to `enough` documents, as the server does for lists, even for sorted ones.
pub(crate) fn evaluate_up_to(
    plan: &Plan,
    class: &Class,
    shard: &Shard,
    enough: usize,
) -> Result<RoaringBitmap> {
    let index = shard.index();
    Ok(match plan {
        Plan::And(children) | Plan::Or(children) if children.len() == 1 => {
            let [only] = children.as_slice() else { return Ok(RoaringBitmap::new()) };
            evaluate_up_to(only, class, shard, enough)?
        }
        Plan::And(children) => intersection(children, class, shard)?,
        Plan::Or(children) => {
            let mut out = RoaringBitmap::new();
            each(children, "Or", |child| {
                add(&mut out, &evaluate(child, class, shard)?);
                Ok(())
            })?;
            out
        }
        Plan::Not(children) => negated(children, class, shard)?,
        Plan::Key { property, operator, key } => {
            // An index made for ranges reads them whole.
            let ranged = class.property(property).is_some_and(|property| property.range);
            let enough = if ranged { usize::MAX } else { enough };
            let known = index.keys(property);
            keys(known, *operator, key, &all(class, property, shard), enough)
        }
        Plan::Like { property, pattern } => {
            // An index made for ranges alone cannot be walked through.
            if class.property(property).is_some_and(|property| !property.filterable && !property.searchable) {
                return Err(resolve(format!("bucket for prop {property} not found - is it indexed?")));
            }
            pattern.check().map_err(|refusal| resolve(refusal.text))?;
            like(index.keys(property), pattern, enough)
        }
        Plan::Null { property, null } => {
            check_null(class, property)?;
            index.nulls(property, *null)
        }
        Plan::Length { property, operator, length } => {
            check_length(class, property)?;
            counts(index.lengths(property), *operator, *length, &index.all, enough)
        }
        Plan::References { property, operator, count } => {
            // The server compares counts as unsigned numbers.
            let wanted = *count as u64;
            let all = index.references(property).iter();
            union(
                all.filter(|(count, _)| operator.holds((*count).cmp(&wanted))).map(|(_, docs)| docs),
                enough,
            )
        }
        Plan::Id { operator, text } => by_id(*operator, text, class, shard, enough)?,
        Plan::IdLike { pattern } => {
            let found = shard.by_id(None).filter(|(id, _)| pattern.matches(&id.to_string()));
            found.map(|(_, doc)| doc).take(enough).collect()
        }
        Plan::Time { created, operator, millis } => {
            if !class.timestamps {
                return Err(resolve(format!(
                    "Timestamps must be indexed to be filterable! Add `IndexTimestamps: true` to the \
                     InvertedIndexConfig in {}",
                    class.name
                )));
            }
            passing(shard, |object| {
                let (made, changed) = object.times();
                let time = if *created { made } else { changed };
                operator.holds(time.cmp(millis))
            })
        }
        Plan::Geo { property, latitude, longitude, distance } => {
            let center = Geo { latitude: *latitude, longitude: *longitude };
            passing(shard, |object| match object.field(property) {
                Some(Value::Geo(place)) => meters(center, place) <= f64::from(*distance),
                _ => false,
            })
        }
        Plan::PointsTo { property, collection, ids } if class.property(property).is_some_and(has_index) => {
            let keys = index.keys(property);
            let beacons = ids.iter().flat_map(|id| beacons(collection, *id));
            union(beacons.filter_map(|beacon| keys.get(beacon.text().as_bytes())), usize::MAX)
        }
        Plan::PointsTo { property, collection, ids } => {
            passing(shard, |object| match object.field(property) {
                Some(Value::Refs(list)) => list.iter().any(|beacon| {
                    ids.contains(&beacon.id)
                        && (beacon.collection.is_empty() || beacon.collection == *collection)
                }),
                _ => false,
            })
        }
        Plan::Nested(subtree) => {
            subtree.check().map_err(|refusal| resolve(refusal.text))?;
            let matcher = subtree.matcher();
            passing(shard, |object| object.object().is_some_and(|object| matcher.matches(&object.fields)))
        }
    })
}

/// The documents of the objects that pass; every one is looked at.
fn passing(shard: &Shard, passes: impl Fn(Stored<'_>) -> bool) -> RoaringBitmap {
    shard.docs().filter(|(_, object)| passes(*object)).map(|(doc, _)| doc).collect()
}

/// The documents among which a property is looked at: an index made for ranges alone knows nothing of those without a
/// value.
fn all<'s>(class: &Class, property: &str, shard: &'s Shard) -> Cow<'s, RoaringBitmap> {
    if ranges_alone(class, property) {
        Cow::Owned(union(shard.index().keys(property).values(), usize::MAX))
    } else {
        Cow::Borrowed(&shard.index().all)
    }
}

fn ranges_alone(class: &Class, property: &str) -> bool {
    class.property(property).is_some_and(|property| property.range && !property.filterable)
}

fn resolve(text: impl Into<String>) -> Refusal {
    Refusal::new(text).within("resolve doc ids for prop/value pair")
}

/// The documents that pass all of these. What must not be equal to something is taken away at the end and at once: one
/// after the other each would be a set of nearly all documents. What is equal to something is looked up in the index,
/// the smallest set first, so that a common word costs nothing beside a rare one.
fn intersection(children: &[Plan], class: &Class, shard: &Shard) -> Result<RoaringBitmap> {
    let index = shard.index();
    let none = RoaringBitmap::new();
    let (mut known, mut without) = (Vec::new(), RoaringBitmap::new());
    each(children, "And", |child| {
        known.push(match child {
            Plan::Key { property, operator: Operator::NotEqual, key } if !ranges_alone(class, property) => {
                add(&mut without, index.keys(property).get(key).unwrap_or(&none));
                return Ok(());
            }
            Plan::Key { property, operator: Operator::Equal, key } => {
                Cow::Borrowed(index.keys(property).get(key).unwrap_or(&none))
            }
            child => Cow::Owned(evaluate(child, class, shard)?),
        });
        Ok(())
    })?;
    known.sort_by_key(|docs| docs.len());
    let mut known = known.into_iter();
    let mut within = known.next().unwrap_or(Cow::Borrowed(&index.all)).into_owned();
    for docs in known {
        if within.len() < FEW {
            within = within.into_iter().filter(|doc| docs.contains(*doc)).collect();
        } else {
            within &= &*docs;
        }
    }
    Ok(within - without)
}

/// Looks at the parts of an `And` or an `Or`. The server looks at all of them at once, where the last one comes first.
fn each(children: &[Plan], operator: &str, mut look: impl FnMut(&Plan) -> Result<()>) -> Result<()> {
    if children.is_empty() {
        return Err(resolve(format!("no children for operator \"{operator}\"")));
    }
    let several = children.len() > 1;
    let place =
        |at: usize| if several { format!("nested AND/OR query: nested child {at}: ") } else { String::new() };
    children
        .iter()
        .enumerate()
        .rev()
        .try_for_each(|(at, child)| look(child).map_err(|refusal| deeper(refusal, &place(at))))
}

// The place inside the filter goes behind the prefix that all refusals share.
fn deeper(refusal: Refusal, place: &str) -> Refusal {
    match refusal.text.strip_prefix("resolve doc ids for prop/value pair: ") {
        Some(plain) => resolve(format!("{place}{plain}")),
        None => refusal,
    }
}

fn negated(children: &[Plan], class: &Class, shard: &Shard) -> Result<RoaringBitmap> {
    match children {
        [] => Err(resolve("no children for operator \"Not\"")),
        [only] => {
            let inner =
                evaluate(only, class, shard).map_err(|refusal| deeper(refusal, "nested NOT query: "))?;
            Ok(&shard.index().all - inner)
        }
        many => {
            Err(resolve(format!("too many children for operator \"Not\". Expected 1, given {}", many.len())))
        }
    }
}

fn keys(keys: &Keys, operator: Operator, key: &[u8], all: &RoaringBitmap, enough: usize) -> RoaringBitmap {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    let equal = || keys.get(key).cloned().unwrap_or_default();
    let bounds = match operator {
        Operator::Equal => return equal(),
        Operator::NotEqual => return all - equal(),
        Operator::Greater => (Excluded(key), Unbounded),
        Operator::GreaterEqual => (Included(key), Unbounded),
        Operator::Less => (Unbounded, Excluded(key)),
        Operator::LessEqual => (Unbounded, Included(key)),
        _ => return RoaringBitmap::new(),
    };
    union(keys.range::<[u8], _>(bounds).map(|(_, docs)| docs), enough)
}

fn like(keys: &Keys, pattern: &Pattern, enough: usize) -> RoaringBitmap {
    let prefix = pattern.prefix().into_bytes();
    let found = keys
        .range(prefix.clone()..)
        .take_while(|(key, _)| key.starts_with(&prefix))
        .filter(|(key, _)| std::str::from_utf8(key).is_ok_and(|token| pattern.matches(token)));
    union(found.map(|(_, docs)| docs), enough)
}

fn counts(
    counts: &Counts,
    operator: Operator,
    wanted: i64,
    all: &RoaringBitmap,
    enough: usize,
) -> RoaringBitmap {
    // What has no length is of another one.
    if operator == Operator::NotEqual {
        return all - self::counts(counts, Operator::Equal, wanted, all, usize::MAX);
    }
    let found = counts
        .iter()
        .filter(|(count, _)| operator.holds(i64::try_from(**count).unwrap_or(i64::MAX).cmp(&wanted)));
    union(found.map(|(_, docs)| docs), enough)
}

fn union<'a>(sets: impl Iterator<Item = &'a RoaringBitmap>, enough: usize) -> RoaringBitmap {
    let mut out = RoaringBitmap::new();
    for set in sets {
        add(&mut out, set);
        if out.len() >= enough as u64 {
            break;
        }
    }
    out
}

/// Below so many documents each is looked at by itself: to unite two sets copies the larger one.
const FEW: u64 = 16;

fn add(known: &mut RoaringBitmap, docs: &RoaringBitmap) {
    if docs.len() < FEW {
        known.extend(docs);
    } else {
        *known |= docs;
    }
}

fn by_id(
    operator: Operator,
    text: &str,
    class: &Class,
    shard: &Shard,
    enough: usize,
) -> Result<RoaringBitmap> {
    Ok(match operator {
        Operator::IsNull if !class.null_state => return Err(resolve(NO_NULL_STATE)),
        // The server compares an id with the value, whatever the operator means.
        Operator::IsNull | Operator::Equal => of_id(text, shard).into_iter().collect(),
        // It matches all but one; there the server does not stop early.
        Operator::NotEqual => ids(operator, text, shard).collect(),
        operator => ids(operator, text, shard).take(enough).collect(),
    })
}

/// The document whose id is written so.
fn of_id(text: &str, shard: &Shard) -> Option<u32> {
    let id = Uuid::try_parse(text).ok()?;
    let mut written = Uuid::encode_buffer();
    (id.hyphenated().encode_lower(&mut written) == text).then(|| shard.doc(&id)).flatten()
}

/// What points to an object: with the name of its collection, and without.
fn beacons(collection: &str, id: Uuid) -> [Beacon; 2] {
    [collection, ""].map(|collection| Beacon { collection: collection.to_owned(), id })
}

fn ids<'a>(operator: Operator, text: &'a str, shard: &'a Shard) -> impl Iterator<Item = u32> + 'a {
    shard
        .by_id(None)
        .filter(move |(id, _)| {
            let mut written = Uuid::encode_buffer();
            operator.holds((*id.hyphenated().encode_lower(&mut written)).cmp(text))
        })
        .map(|(_, doc)| doc)
}

fn check_null(class: &Class, property: &str) -> Result<()> {
    if !class.null_state {
        return Err(resolve(NO_NULL_STATE));
    }
    if class.property(property).is_some_and(has_index) {
        return Ok(());
    }
    Err(resolve(format!("bucket for prop {property}_nullState not found - is it indexed?")))
}

fn check_length(class: &Class, property: &str) -> Result<()> {
    if !class.property_length {
        return Err(resolve(format!(
            "Property length must be indexed to be filterable! add `IndexPropertyLength: true` to the \
             invertedIndexConfig in {}.  Geo-coordinates, phone numbers and data blobs are not supported by property \
             length.",
            class.name
        )));
    }
    if class.property(property).is_some_and(|property| {
        // There is one for a uuid, with nothing in it.
        has_index(property) && (has_length(property.kind) || property.kind == DataType::Uuid)
    }) {
        return Ok(());
    }
    Err(resolve(format!("bucket for prop {property}_propertyLength not found - is it indexed?")))
}
