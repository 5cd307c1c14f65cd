//! An object as memory keeps it: its record, which is hardly longer than its texts.
//!
//! What looks through all objects reads one property of each, and passes over the others without copying them.

use uuid::Uuid;

use super::record;
use crate::common::{object::Object, value::Value};

/// An object that is not taken apart, without its vectors: those stand in their indexes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stored<'a>(&'a [u8]);

impl<'a> Stored<'a> {
    /// The object of a record, which was written here or checked before.
    pub(crate) fn new(record: &'a [u8]) -> Self {
        Self(record)
    }

    /// The object without its vectors; there is one, as the record is known to be right.
    pub(crate) fn object(self) -> Option<Object> {
        record::read_object(self.0).ok()
    }

    /// One of its properties.
    pub(crate) fn field(self, name: &str) -> Option<Value> {
        record::read_field(self.0, name).ok()?
    }

    pub(crate) fn id(self) -> Uuid {
        record::read_id(self.0).unwrap_or_default()
    }

    /// Which description of its collection it was indexed under.
    pub(crate) fn epoch(self) -> u32 {
        record::read_head(self.0).map(|head| head.epoch).unwrap_or_default()
    }

    /// When it was created and when updated, in milliseconds since 1970.
    pub(crate) fn times(self) -> (i64, i64) {
        record::read_head(self.0).map(|head| (head.created, head.updated)).unwrap_or_default()
    }
}
