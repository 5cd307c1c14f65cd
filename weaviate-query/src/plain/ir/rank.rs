//! What is done with the results of a search: groups, a second ranking, boosts, diversity.

use super::Filter;
use crate::plain::sealed::Sealed;

/// Results gathered by the values of a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupBy {
    /// The property.
    pub property: String,
    /// How many groups at most; none is [`GroupBy::GROUPS`].
    pub groups: Option<u32>,
    /// How many objects of each at most; none is [`GroupBy::OBJECTS`].
    pub objects: Option<u32>,
}

impl GroupBy {
    /// How many groups there are when nothing is said.
    pub const GROUPS: u32 = 10;
    /// How many objects a group has when nothing is said.
    pub const OBJECTS: u32 = 10;
}

/// A second ranking by the collection's reranker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerank {
    /// The property that is read.
    pub property: String,
    /// What it is held against; none is the text of the search.
    pub query: Option<String>,
}

/// Results that differ from each other, by maximal marginal relevance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diversity {
    /// How many are chosen.
    pub limit: u32,
    /// From 0 (only different) to 1 (only relevant); none leaves it to the server.
    pub balance: Option<f32>,
}

/// Scores raised or lowered by conditions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boost {
    /// At most 20.
    pub conditions: Vec<Condition>,
    /// How much the conditions count against the search, from 0 to 1; none leaves it to the server (0.5).
    pub weight: Option<f32>,
    /// How many of the search's results are looked at; none leaves it to the server (100).
    pub depth: Option<u32>,
}

impl Sealed for Boost {}

/// One condition of a boost, with its weight among the others; negative ones demote.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it measures.
    pub of: Measure,
    /// How much it counts; none leaves it to the server (1).
    pub weight: Option<f32>,
}

/// What a condition of a boost measures.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// 1 for objects that pass.
    Filter(Filter),
    /// A filter that a boost does not understand, and why: rendering refuses it.
    Refused(String),
    /// Falls with the time between a date property and an origin.
    TimeDecay {
        /// The property.
        property: String,
        /// RFC 3339, or `now`.
        origin: String,
        /// How far from the origin the value is [`Decay::value`], such as `7d` or `2h`.
        scale: String,
        /// So far from the origin nothing falls.
        offset: Option<String>,
        /// How it falls.
        decay: Decay,
    },
    /// Falls with the distance between a numeric property and an origin.
    NumericDecay {
        /// The property.
        property: String,
        /// Where it is 1.
        origin: f64,
        /// How far from the origin the value is [`Decay::value`].
        scale: f64,
        /// So far from the origin nothing falls.
        offset: Option<f64>,
        /// How it falls.
        decay: Decay,
    },
    /// The value of a numeric property.
    Property {
        /// The property.
        property: String,
        /// What is made of it first.
        modifier: Option<Modifier>,
    },
}

/// How a value falls with distance.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Decay {
    /// The curve; none leaves it to the server (exponential).
    pub curve: Option<Curve>,
    /// The value at a distance of one scale; none leaves it to the server (0.5).
    pub value: Option<f32>,
}

/// A curve of decay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Curve {
    /// `exp(-x)`
    Exponential,
    /// `exp(-x²)`
    Gaussian,
    /// A straight line
    Linear,
}

/// What is made of a property's value before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Modifier {
    /// `ln(1 + x)`
    Log1p,
    /// The square root
    Sqrt,
}
