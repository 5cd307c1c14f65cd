//! An object as memory keeps it: its record, which is hardly longer than its texts, and handles on its vectors.
//!
//! What looks through all objects reads one property of each, and passes over the others without copying them.

use uuid::Uuid;

use super::{bytes::Read, record};
use crate::common::{
    floats::Floats,
    named::Named,
    object::{Object, Vector},
    value::Value,
};

/// An object that is not taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    record: Box<[u8]>,
    vectors: Vectors,
}

/// Vectors by name. Most objects have one without a name, which takes no map.
#[derive(Debug, Clone)]
enum Vectors {
    Unnamed(Floats),
    Named(Box<Named<Vector>>),
    None,
}

impl Vectors {
    fn new(vectors: Named<Vector>) -> Self {
        match vectors.get("") {
            Some(Vector::Single(vector)) if vectors.iter().len() == 1 => Self::Unnamed(vector.clone()),
            _ if vectors.is_empty() => Self::None,
            _ => Self::Named(Box::new(vectors)),
        }
    }
}

impl Stored {
    pub(crate) fn new(object: &Object) -> Self {
        let record = record::write_object(object).into();
        Self { record, vectors: Vectors::new(object.vectors.clone()) }
    }

    /// An object whose record was read; its errors say why it is none.
    pub(super) fn read(record: &[u8]) -> Read<Self> {
        record::check_object(record)?;
        Ok(Self { record: record.into(), vectors: Vectors::None })
    }

    pub(super) fn with_vectors(self, vectors: Named<Vector>) -> Self {
        Self { vectors: Vectors::new(vectors), ..self }
    }

    /// What the folder keeps of it beside its vectors.
    pub(super) fn record(&self) -> &[u8] {
        &self.record
    }

    pub(crate) fn vectors(&self) -> Named<Vector> {
        match &self.vectors {
            Vectors::Unnamed(vector) => Named::from([(String::new(), Vector::Single(vector.clone()))]),
            Vectors::Named(vectors) => Named::clone(vectors),
            Vectors::None => Named::new(),
        }
    }

    /// The object; there is one, as the record was written here or read before.
    pub(crate) fn object(&self) -> Option<Object> {
        let object = record::read_object(&self.record).ok()?;
        Some(Object { vectors: self.vectors(), ..object })
    }

    /// One of its properties.
    pub(crate) fn field(&self, name: &str) -> Option<Value> {
        record::read_field(&self.record, name).ok()?
    }

    pub(crate) fn id(&self) -> Uuid {
        record::read_head(&self.record).map(|head| head.id).unwrap_or_default()
    }

    /// Which description of its collection it was indexed under.
    pub(crate) fn epoch(&self) -> u32 {
        record::read_head(&self.record).map(|head| head.epoch).unwrap_or_default()
    }

    /// When it was created and when updated, in milliseconds since 1970.
    pub(crate) fn times(&self) -> (i64, i64) {
        record::read_head(&self.record).map(|head| (head.created, head.updated)).unwrap_or_default()
    }
}
