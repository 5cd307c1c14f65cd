//! How many replicas must agree to an answer or a write.

/// How many replicas must agree.
///
/// With one replica all three are the same. `All` passes with a replica that is down once the others have
/// noticed (1.39.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consistency {
    /// One: the quickest, and perhaps not the newest
    One,
    /// More than half: what one such write stored, one such read finds
    Quorum,
    /// All
    All,
}

impl Consistency {
    /// The number in `ConsistencyLevel`.
    pub(crate) const fn wire(self) -> i32 {
        match self {
            Self::One => 1,
            Self::Quorum => 2,
            Self::All => 3,
        }
    }

    /// How REST and GraphQL spell it.
    pub const fn rest_name(self) -> &'static str {
        match self {
            Self::One => "ONE",
            Self::Quorum => "QUORUM",
            Self::All => "ALL",
        }
    }
}
