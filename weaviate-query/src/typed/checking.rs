//! The rules of a struct (`validate`), asked of what is stored.
//!
//! An object is read as the struct and handed to a sink that keeps nothing but what is broken: the same rules at the same
//! places as when it is written.

use uuid::Uuid;

use super::{collection::Collection, query::Query, record::read_fields};
use crate::plain::{
    broken::Broken,
    error::{Error, Result},
    schema::FieldDef,
    value::{GeoPoint, PhoneNumber},
    wire::{Encode, List, ObjectBytes, Sink},
};

/// What of one stored object its struct does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The object.
    pub id: Uuid,
    /// Each value, with its field and its rule; at least one.
    pub broken: Vec<Broken>,
}

/// Every object of `C` that breaks a rule, and nothing of the others.
pub fn findings<C: Collection>() -> Query<C, Option<Finding>> {
    let all = C::query().all();
    Query::new(Box::new(all.ir().clone()), |object| finding::<C>(object))
}

fn finding<C: Collection>(object: ObjectBytes<'_>) -> Result<Option<Finding>> {
    let id = object.id()?.ok_or_else(|| Error::decode("the server sent no id"))?;
    let broken = match read_fields::<C>(object) {
        Ok(read) => {
            let mut checker = Checker::default();
            read.write(&mut checker)?;
            checker.broken
        }
        // What cannot be read is of no rule; it is told all the same, and the walk goes on.
        Err(error) => {
            let unread = Broken::new("the field's type", None, &format_args!("not readable"));
            vec![Broken { why: Some(error.to_string()), ..unread.inside(C::SCHEMA.rust_name) }]
        }
    };
    Ok((!broken.is_empty()).then_some(Finding { id, broken }))
}

/// Whether a field of `fields`, or of an object inside of it, has a rule.
pub fn has_rules(fields: &[FieldDef]) -> bool {
    let mut seen = Vec::new();
    any(fields, &mut seen)
}

/// An object may hold a list of its own kind.
fn any(fields: &[FieldDef], seen: &mut Vec<*const FieldDef>) -> bool {
    if seen.contains(&fields.as_ptr()) {
        return false;
    }
    seen.push(fields.as_ptr());
    fields.iter().any(|field| {
        !field.rules.is_empty() || field.of.object.is_some_and(|object| any(object.get().fields, seen))
    })
}

/// The sink that keeps what is broken.
#[derive(Default)]
struct Checker {
    broken: Vec<Broken>,
}

impl Sink for Checker {
    fn text(&mut self, _: &str, _: &str) -> Result<()> {
        Ok(())
    }
    fn int(&mut self, _: &str, _: i64) -> Result<()> {
        Ok(())
    }
    fn number(&mut self, _: &str, _: f64) -> Result<()> {
        Ok(())
    }
    fn boolean(&mut self, _: &str, _: bool) -> Result<()> {
        Ok(())
    }
    fn date(&mut self, _: &str, _: &str) -> Result<()> {
        Ok(())
    }
    fn uuid(&mut self, _: &str, _: Uuid) -> Result<()> {
        Ok(())
    }
    fn geo(&mut self, _: &str, _: GeoPoint) -> Result<()> {
        Ok(())
    }
    fn phone(&mut self, _: &str, _: &PhoneNumber) -> Result<()> {
        Ok(())
    }
    fn blob(&mut self, _: &str, _: &[u8]) -> Result<()> {
        Ok(())
    }
    fn list(&mut self, _: &str, _: List<'_>) -> Result<()> {
        Ok(())
    }

    fn object(&mut self, name: &str, value: &dyn Encode) -> Result<()> {
        let mut inside = Self::default();
        value.encode(&mut inside)?;
        self.broken.extend(inside.broken.into_iter().map(|broken| broken.inside(name)));
        Ok(())
    }

    fn objects(
        &mut self,
        name: &str,
        len: usize,
        each: &mut dyn FnMut(usize, &mut dyn Sink) -> Result<()>,
    ) -> Result<()> {
        for i in 0..len {
            let mut element = Self::default();
            each(i, &mut element)?;
            // The element calls itself by the list's name.
            let place = |mut broken: Broken| {
                broken.property = broken.property.replacen(name, &format!("{name}[{i}]"), 1);
                broken
            };
            self.broken.extend(element.broken.into_iter().map(place));
        }
        Ok(())
    }

    fn links(&mut self, _: &str, _: &str, _: bool, _: &[Uuid]) -> Result<()> {
        Ok(())
    }
    fn vector(&mut self, _: &str, _: &[f32]) -> Result<()> {
        Ok(())
    }
    fn multi_vector(&mut self, _: &str, _: usize, _: &[f32]) -> Result<()> {
        Ok(())
    }

    fn broken(&mut self, broken: Broken) -> Result<()> {
        self.broken.push(broken);
        Ok(())
    }
}
