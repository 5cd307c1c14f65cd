//! A filter as lookups in the indexes of a shard.

use std::collections::HashSet;

use uuid::Uuid;

use super::{clause::Operator, like::Pattern, nested::tree::Subtree};

/// What to look up.
#[derive(Debug, Clone)]
pub(crate) enum Plan {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Vec<Self>),
    /// Keys of a property.
    Key {
        property: String,
        operator: Operator,
        key: Vec<u8>,
    },
    /// Tokens of a property.
    Like {
        property: String,
        pattern: Pattern,
    },
    Null {
        property: String,
        null: bool,
    },
    Length {
        property: String,
        operator: Operator,
        length: i64,
    },
    References {
        property: String,
        operator: Operator,
        count: i64,
    },
    Id {
        operator: Operator,
        text: String,
    },
    IdLike {
        pattern: Pattern,
    },
    Time {
        created: bool,
        operator: Operator,
        millis: i64,
    },
    Geo {
        property: String,
        latitude: f32,
        longitude: f32,
        distance: f32,
    },
    /// Objects whose reference points to one of these.
    PointsTo {
        property: String,
        collection: String,
        ids: HashSet<Uuid>,
    },
    /// Filters inside one object property.
    Nested(Box<Subtree>),
}
