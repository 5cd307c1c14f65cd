//! An object as a request brings it, before anything of it is checked.

use uuid::Uuid;

use super::raw::RawMap;
use crate::common::{named::Named, object::Vector};

/// An object as a request brings it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Input {
    pub(crate) collection: String,
    pub(crate) tenant: String,
    pub(crate) id: Option<Uuid>,
    pub(crate) properties: RawMap,
    /// How the server shows the properties where they are no map.
    pub(crate) malformed: Option<String>,
    /// The vector that came without a name.
    pub(crate) vector: Option<Vector>,
    pub(crate) vectors: Named<Vector>,
}
