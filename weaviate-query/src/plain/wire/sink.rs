//! Where an object's fields go.
//!
//! A struct says each field once; the sink decides what it becomes: bytes of a batch, JSON, later columns.
//! The sink also refuses what no server keeps as it is, so that every way in refuses the same.

use uuid::Uuid;

use crate::plain::{
    broken::Broken,
    error::Result,
    value::{GeoPoint, PhoneNumber, is_finite},
};

/// Takes the fields of one object, one call a field. What is absent is not called for.
///
/// Each method takes the name of the property on the server. An error ends the object: what was written of it
/// is dropped.
pub trait Sink {
    /// A text.
    fn text(&mut self, name: &str, value: &str) -> Result<()>;
    /// An integer; refused beyond ±2^53, where every path of the server rounds or wraps it.
    fn int(&mut self, name: &str, value: i64) -> Result<()>;
    /// A number; refused unless finite, as the server would refuse it.
    fn number(&mut self, name: &str, value: f64) -> Result<()>;
    /// A boolean.
    fn boolean(&mut self, name: &str, value: bool) -> Result<()>;
    /// A date as RFC 3339 text, with an offset.
    fn date(&mut self, name: &str, value: &str) -> Result<()>;
    /// A uuid; it goes out in lower case, in which it is compared.
    fn uuid(&mut self, name: &str, value: Uuid) -> Result<()>;
    /// A place; refused unless both numbers are finite.
    fn geo(&mut self, name: &str, value: GeoPoint) -> Result<()>;
    /// A phone number: the input and the country; the server makes the rest.
    fn phone(&mut self, name: &str, value: &PhoneNumber) -> Result<()>;
    /// Bytes, not in base64: that is what the sink makes of them.
    fn blob(&mut self, name: &str, value: &[u8]) -> Result<()>;
    /// A list of scalars, which may be empty: an empty list is stored as one.
    fn list(&mut self, name: &str, values: List<'_>) -> Result<()>;
    /// A nested object, which visits its own fields through a sink of its own.
    fn object(&mut self, name: &str, value: &dyn Encode) -> Result<()>;
    /// A list of `len` nested objects: `each(i, element)` writes the i-th by calling [`Sink::object`] on
    /// `element` once.
    fn objects(
        &mut self,
        name: &str,
        len: usize,
        each: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()>;
    /// Links, all to objects of `collection`; `only` says that the link leads to no other. A link to several
    /// collections is called for once for each. Refused inside nested objects.
    fn links(&mut self, name: &str, collection: &str, only: bool, ids: &[Uuid]) -> Result<()>;
    /// A named vector; refused unless finite, and inside nested objects.
    fn vector(&mut self, name: &str, values: &[f32]) -> Result<()>;
    /// A named vector of several rows of `dimensions` values each, one row behind the other; at most 65,535
    /// dimensions on gRPC.
    fn multi_vector(&mut self, name: &str, dimensions: usize, values: &[f32]) -> Result<()>;
    /// A value that a rule of its field does not allow: it ends the object.
    fn broken(&mut self, broken: Broken) -> Result<()> {
        Err(broken.refused())
    }
}

/// A list of scalars on its way into a [`Sink`], which walks through it once.
#[expect(missing_debug_implementations, reason = "iterators have none")]
pub enum List<'a> {
    /// Texts
    Texts(&'a mut dyn Iterator<Item = &'a str>),
    /// Integers
    Ints(&'a mut dyn Iterator<Item = i64>),
    /// Numbers
    Numbers(&'a mut dyn Iterator<Item = f64>),
    /// Booleans
    Booleans(&'a mut dyn Iterator<Item = bool>),
    /// Dates as RFC 3339 text
    Dates(&'a mut dyn Iterator<Item = String>),
    /// Uuids
    Uuids(&'a mut dyn Iterator<Item = Uuid>),
}

/// A struct that visits its fields through a [`Sink`]: what the derive implements, and what `raw::Object` is.
///
/// ```
/// use weaviate_query::{Names, Result, key_id, wire::{Encode, List, Sink, json}};
///
/// struct Note { title: String, tags: Vec<String>, read: Option<bool> }
///
/// impl Encode for Note {
///     fn encode(&self, sink: &mut dyn Sink) -> Result<()> {
///         sink.text("title", &self.title)?;
///         sink.list("tags", List::Texts(&mut self.tags.iter().map(String::as_str)))?;
///         // What is absent is not called for.
///         self.read.map_or(Ok(()), |read| sink.boolean("read", read))
///     }
/// }
///
/// let note = Note { title: "one".into(), tags: vec!["a".into(), "b".into()], read: None };
/// let written = json::object(&note, "Note", None, key_id(&1_i64), &Names::new())?;
/// assert_eq!(written["properties"], serde_json::json!({ "title": "one", "tags": ["a", "b"] }));
/// # Ok::<(), weaviate_query::Error>(())
/// ```
pub trait Encode {
    /// Calls the sink once for each field that is there.
    ///
    /// # Errors
    ///
    /// What the sink refuses, and nothing else.
    fn encode(&self, sink: &mut dyn Sink) -> Result<()>;
}

/// The largest integer that is stored as it is: 2^53, as the server keeps them as 64-bit floats (1.39.0).
pub(crate) const LARGEST_INT: i64 = 1 << 53;

/// Refuses an integer that the server would store as another one.
pub(crate) fn check_int(name: &str, value: i64) -> Result<()> {
    if (-LARGEST_INT..=LARGEST_INT).contains(&value) {
        return Ok(());
    }
    Err(crate::plain::error::Error::invalid(format!(
        "`{name}` is {value}: Weaviate keeps integers exactly only from -2^53 to 2^53; store it as text"
    )))
}

/// Refuses infinities and NaN.
pub(crate) fn check_number(name: &str, value: f64) -> Result<()> {
    if value.is_finite() {
        return Ok(());
    }
    Err(crate::plain::error::Error::invalid(format!("`{name}` is {value}: a number must be finite")))
}

/// Refuses a vector with an infinity or NaN in it, by its place.
pub(crate) fn check_vector(name: &str, values: &[f32]) -> Result<()> {
    if is_finite(values) {
        return Ok(());
    }
    let place = values.iter().position(|value| !value.is_finite()).unwrap_or_default();
    let value = values.get(place).copied().unwrap_or_default();
    Err(crate::plain::error::Error::invalid(format!(
        "component {place} of the vector `{name}` is {value}: it must be finite"
    )))
}

/// A sink for one element of a list of objects: everything but an object is a mistake of the caller.
pub(crate) trait ObjectOnly {
    /// The object that the element is.
    fn element(&mut self, value: &dyn Encode) -> Result<()>;
}

/// What is said of an element that is something else.
#[cold]
fn not_an_object(name: &str) -> Result<()> {
    Err(crate::plain::error::Error::invalid(format!(
        "`{name}` is a list of objects: each element must be one"
    )))
}

impl<T: ObjectOnly> Sink for T {
    fn text(&mut self, name: &str, _: &str) -> Result<()> {
        not_an_object(name)
    }
    fn int(&mut self, name: &str, _: i64) -> Result<()> {
        not_an_object(name)
    }
    fn number(&mut self, name: &str, _: f64) -> Result<()> {
        not_an_object(name)
    }
    fn boolean(&mut self, name: &str, _: bool) -> Result<()> {
        not_an_object(name)
    }
    fn date(&mut self, name: &str, _: &str) -> Result<()> {
        not_an_object(name)
    }
    fn uuid(&mut self, name: &str, _: Uuid) -> Result<()> {
        not_an_object(name)
    }
    fn geo(&mut self, name: &str, _: GeoPoint) -> Result<()> {
        not_an_object(name)
    }
    fn phone(&mut self, name: &str, _: &PhoneNumber) -> Result<()> {
        not_an_object(name)
    }
    fn blob(&mut self, name: &str, _: &[u8]) -> Result<()> {
        not_an_object(name)
    }
    fn list(&mut self, name: &str, _: List<'_>) -> Result<()> {
        not_an_object(name)
    }
    fn object(&mut self, _: &str, value: &dyn Encode) -> Result<()> {
        self.element(value)
    }
    fn objects(
        &mut self,
        name: &str,
        _: usize,
        _: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        not_an_object(name)
    }
    fn links(&mut self, name: &str, _: &str, _: bool, _: &[Uuid]) -> Result<()> {
        not_an_object(name)
    }
    fn vector(&mut self, name: &str, _: &[f32]) -> Result<()> {
        not_an_object(name)
    }
    fn multi_vector(&mut self, name: &str, _: usize, _: &[f32]) -> Result<()> {
        not_an_object(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server keeps integers as 64-bit floats, which have 53 bits for digits (IEEE 754).
    #[test]
    fn integers_that_a_server_rounds_are_refused() {
        let most = 9_007_199_254_740_992;
        for kept in [0, -1, most, -most] {
            assert!(check_int("n", kept).is_ok() && kept as f64 as i64 == kept, "{kept}");
        }
        for rounded in [most + 1, -most - 1, i64::MAX, i64::MIN] {
            let error = check_int("n", rounded).unwrap_err().to_string();
            assert!(
                error.contains(&format!("`n` is {rounded}")) && error.contains("store it as text"),
                "{error}"
            );
        }
    }
}
