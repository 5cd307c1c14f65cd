//! What a server leaves half done when a write breaks off.
//!
//! A server that loses its caller in the middle of a write, or whose time for it is over, has the object stored and leaves
//! it out of the indexes of its vectors and places: no search by vector finds it. Nor does it help to write it once more,
//! because the same object is no change (1.39.0). So the client remembers which objects were in such a write. When one of
//! them is written again it looks whether a search for the object's own vector finds it; if none does, the object gets
//! another vector and then its own, which are changes.

mod doubts;

use std::sync::atomic::{AtomicBool, Ordering};

use futures_core::future::BoxFuture;
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use uuid::Uuid;
use weaviate_query::{
    Error, Result,
    ir::{self, Filter, Near, Operator, Query, Search, Target, Targets},
    schema::{DataType, FieldDef, Role},
    wire::raw,
};

pub(crate) use self::doubts::Doubts;
use crate::{
    client::{object_path, to_json},
    op::{Call, Reply, Verb, WriteKind},
    scope::Scope,
};

/// So many objects are looked at at once.
pub(crate) const AT_ONCE: usize = 8;
/// How near its own place an object is found, in metres.
const HERE: f32 = 1.0;

impl Scope {
    /// Writes objects, and sees to it that each of them is found afterwards, whatever became of writes before.
    pub(crate) async fn write_objects(
        &self,
        kind: WriteKind,
        class: &str,
        ids: &[Uuid],
        repeatable: bool,
        call: Call,
    ) -> Result<Reply> {
        let sent = call.sent.clone();
        let mut begun = Begun { scope: self, class, ids, ended: false };
        let answer = self.write(kind, class, ids.to_vec(), repeatable, call).await;
        begun.ended = !sent.broke_off();
        drop(begun);
        if answer.is_ok() {
            self.mend(class, ids).await;
        }
        answer
    }

    /// Remembers objects whose write broke off, if a server leaves anything out of such.
    pub(crate) fn doubt(&self, class: &str, ids: &[Uuid]) {
        let has_its_own_index =
            |field: &FieldDef| field.role == Role::Vector || field.of.data_type == DataType::GeoCoordinates;
        let may_be_left_out =
            self.declared.is_none_or(|declared| declared.fields.iter().any(has_its_own_index));
        if may_be_left_out {
            self.client.doubts().add(class, self.tenant.as_deref(), ids);
        }
    }

    /// Mends those of `ids` that are in doubt. They are stored: what cannot be mended now is tried when they are written
    /// the next time.
    pub(crate) async fn mend(&self, class: &str, ids: &[Uuid]) {
        if !self.client.doubts().is_empty() {
            // Boxed, as it is rare and would make every call's future larger; and without its type, which would be a part
            // of theirs.
            let mending: BoxFuture<'_, ()> = Box::pin(self.mend_doubted(class, ids));
            mending.await;
        }
    }

    async fn mend_doubted(&self, class: &str, ids: &[Uuid]) {
        let doubts = self.client.doubts();
        let (gone, lost) = (&AtomicBool::new(false), &AtomicBool::new(false));
        let doubted = doubts.among(class, self.tenant.as_deref(), ids);
        let mended = stream::iter(doubted).map(|id| async move {
            // What is not there any more is not asked for each object.
            if gone.load(Ordering::Relaxed) {
                return 0;
            }
            match self.mend_one(class, id, lost).await {
                Ok(mended) => {
                    doubts.settle(class, self.tenant.as_deref(), id);
                    usize::from(mended)
                }
                Err(error) => {
                    gone.store(true, Ordering::Relaxed);
                    tracing::warn!(class, %id, %error, "an object whose write broke off before may be missing in the index of its vectors: write it again");
                    0
                }
            }
        });
        let count: usize = mended.buffer_unordered(AT_ONCE).fold(0, async |sum, one| sum + one).await;
        if count > 0 {
            tracing::info!(
                class,
                count,
                "objects whose write broke off before are in the indexes of their vectors now"
            );
        }
    }

    /// Whether it was changed for it. Once a search is `lost` all that are in doubt are changed: it does no harm.
    pub(crate) async fn mend_one(&self, class: &str, id: Uuid, lost: &AtomicBool) -> Result<bool> {
        let Some(object) = self.stored(class, id, &self.writing()).await? else { return Ok(false) };
        let parts = parts(&object);
        let mut is_whole = true;
        for part in &parts {
            if is_whole && !lost.load(Ordering::Relaxed) {
                let found = self.is_found(id, part).await;
                lost.fetch_or(found.is_err(), Ordering::Relaxed);
                is_whole = found.unwrap_or(false);
            } else {
                is_whole = false;
            }
        }
        let (false, Some(part)) = (is_whole, parts.first()) else { return Ok(false) };
        // One of them is enough: the server puts what has changed into all indexes anew.
        for value in [&part.other(), part.value] {
            let mut body = json!({ "class": class, "id": id });
            if let Some(tenant) = &self.tenant {
                body["tenant"] = Value::from(&**tenant);
            }
            match part.of {
                Of::Vector(None) => body["vector"] = value.clone(),
                Of::Vector(Some(name)) => body["vectors"] = json!({ name: value }),
                Of::Place(name) => body["properties"] = json!({ name: value }),
            }
            let path = object_path(class, &id.to_string()) + &self.parameters(false);
            let call = self.client.rest(Verb::Patch, path, to_json(&body)?, &self.writing());
            match self.write(WriteKind::Update, class, vec![id], true, call).await {
                Err(error) if error.is_not_found() => return Ok(false),
                done => done?,
            };
        }
        Ok(true)
    }

    async fn is_found(&self, id: Uuid, part: &Part<'_>) -> Result<bool> {
        let itself = Filter::id(id);
        let query = Query { limit: Some(1), ..Query::new(self.collection.clone()) };
        let query = match part.of {
            Of::Vector(name) => {
                let names = name.into_iter().map(str::to_owned).collect();
                let near = Near { targets: Targets { names, join: None }, ..Near::default() };
                let search = Search::NearObject { id: id.to_string(), near };
                Query { search: Some(search), filter: Some(itself), ..query }
            }
            Of::Place(name) => Query { filter: Some(Filter::all([itself, part.here(name)?])), ..query },
        };
        Ok(!raw::objects(&self.search(&query).await?)?.is_empty())
    }
}

/// What an index has of an object.
struct Part<'o> {
    of: Of<'o>,
    value: &'o Value,
}

#[derive(Clone, Copy)]
enum Of<'o> {
    /// The vector of this name; none is the one without.
    Vector(Option<&'o str>),
    /// The place in this property.
    Place(&'o str),
}

/// The vectors and then the places of an object as REST shows it.
fn parts(object: &Value) -> Vec<Part<'_>> {
    let of = |key: &str| object.get(key).and_then(Value::as_object).into_iter().flatten();
    let unnamed = object.get("vector").map(|value| Part { of: Of::Vector(None), value });
    let named = of("vectors").map(|(name, value)| Part { of: Of::Vector(Some(name)), value });
    let places = of("properties").filter(|(_, value)| value.get("latitude").is_some());
    let places = places.map(|(name, value)| Part { of: Of::Place(name), value });
    let is_there = |part: &Part<'_>| part.value.as_array().is_none_or(|numbers| !numbers.is_empty());
    unnamed.into_iter().chain(named).filter(is_there).chain(places).collect()
}

impl Part<'_> {
    /// Another value, as near as there is one.
    fn other(&self) -> Value {
        changed(self.value)
    }

    fn here(&self, name: &str) -> Result<Filter> {
        let number = |key: &str| self.value.get(key).and_then(Value::as_f64).map(|number| number as f32);
        let (Some(latitude), Some(longitude)) = (number("latitude"), number("longitude")) else {
            return Err(Error::decode(format!("the place `{name}` has no coordinates")));
        };
        let target =
            Target { path: Vec::new(), name: name.to_owned(), length: false, count: false, parts: false };
        let value = ir::Value::Geo { latitude, longitude, distance: HERE };
        Ok(Filter::Test { target, operator: Operator::WithinRange, value })
    }
}

fn changed(value: &Value) -> Value {
    match value {
        Value::Array(parts) => {
            let mut parts = parts.clone();
            if let Some(last) = parts.last_mut() {
                *last = changed(last);
            }
            Value::Array(parts)
        }
        Value::Object(place) => {
            let mut place = place.clone();
            if let Some(latitude) = place.get_mut("latitude") {
                *latitude = changed(latitude);
            }
            Value::Object(place)
        }
        number => beside(number.as_f64().unwrap_or_default()),
    }
}

/// The number beside it of those that have 32 bits, as a server keeps them.
fn beside(number: f64) -> Value {
    let bits = (number as f32).to_bits() ^ 1;
    Value::from(f64::from(f32::from_bits(bits)))
}

/// A write that has begun. One that is dropped without an answer broke off.
struct Begun<'a> {
    scope: &'a Scope,
    class: &'a str,
    ids: &'a [Uuid],
    ended: bool,
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        if !self.ended {
            self.scope.doubt(self.class, self.ids);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_index_has_of_an_object() {
        let object = json!({
            "properties": { "a": 1, "at": { "latitude": 1.5, "longitude": 2 }, "in": { "x": 1 }, "none": null },
            "vectors": { "few": [[1.0, 2.0], [3.0, 4.0]], "none": [], "one": [0.5] },
            "vector": [1.0, -2.0],
        });
        let parts = parts(&object);
        let others: Vec<Value> = parts.iter().map(Part::other).collect();
        let next = |number: f32| f64::from(f32::from_bits(number.to_bits() ^ 1));
        assert_eq!(
            others,
            [
                json!([1.0, next(-2.0)]),
                json!([[1.0, 2.0], [3.0, next(4.0)]]),
                json!([next(0.5)]),
                json!({ "latitude": next(1.5), "longitude": 2 }),
            ]
        );
        assert!(parts[3].here("at").is_ok());
    }

    #[test]
    fn the_number_beside_is_another_one_with_32_bits() {
        for number in [0.0, -0.0, 1.0, f32::MAX, f32::MIN_POSITIVE] {
            let other = beside(f64::from(number)).as_f64().unwrap() as f32;
            assert!(other.to_bits() != number.to_bits() && other.is_finite(), "{number}");
        }
    }
}
