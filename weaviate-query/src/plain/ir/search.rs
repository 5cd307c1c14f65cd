//! How objects are found and ranked.

use crate::plain::sealed::Sealed;

/// A search.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Search {
    /// By words.
    Bm25(Bm25),
    /// By vectors.
    NearVector(NearVector),
    /// By another object's vector.
    NearObject {
        /// The other object.
        id: String,
        /// Where to search and how far.
        near: Near,
    },
    /// By text that the server makes a vector of.
    NearText(NearText),
    /// By an image, a sound or another medium that the server makes a vector of.
    NearMedia(NearMedia),
    /// By words and a vector.
    Hybrid(Hybrid),
}

impl Search {
    /// Its name in `query!`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Bm25(_) => "bm25",
            Self::NearVector(_) => "near_vector",
            Self::NearObject { .. } => "near_object",
            Self::NearText(_) => "near_text",
            Self::NearMedia(search) => search.medium.clause(),
            Self::Hybrid(_) => "hybrid",
        }
    }

    /// Where it searches and how far, if it is a search by vectors alone.
    pub const fn near(&self) -> Option<&Near> {
        match self {
            Self::Bm25(_) | Self::Hybrid(_) => None,
            Self::NearVector(NearVector { near, .. })
            | Self::NearObject { near, .. }
            | Self::NearText(NearText { near, .. })
            | Self::NearMedia(NearMedia { near, .. }) => Some(near),
        }
    }

    pub(crate) const fn near_mut(&mut self) -> Option<&mut Near> {
        match self {
            Self::Bm25(_) | Self::Hybrid(_) => None,
            Self::NearVector(NearVector { near, .. })
            | Self::NearObject { near, .. }
            | Self::NearText(NearText { near, .. })
            | Self::NearMedia(NearMedia { near, .. }) => Some(near),
        }
    }
}

/// A search by words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bm25 {
    /// The words.
    pub query: String,
    /// The properties searched, each with its weight; none means all.
    pub properties: Vec<(String, u32)>,
    /// How many of the words must be there.
    pub operator: Option<KeywordOperator>,
}

impl Sealed for Bm25 {}

/// How many of the words must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeywordOperator {
    /// All, in one property
    And,
    /// At least so many
    Or(u32),
    /// All, spread over the properties
    AndCross,
}

/// The vectors that a search looks at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    /// Their names, one of them twice if it is searched with two vectors; none where the collection has one only.
    pub names: Vec<String>,
    /// How the distances of several are joined; none leaves it to the server, which takes the least.
    pub join: Option<Join>,
}

/// How the distances to several vectors become one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Join {
    /// Their sum.
    Sum,
    /// Their mean.
    Average,
    /// The least of them.
    Minimum,
    /// Their sum, each times its weight, in the order of the names.
    Weighted(Vec<f32>),
    /// The sum of the scores, each scaled to 0..1 and times its weight, in the order of the names.
    Relative(Vec<f32>),
}

/// Which vectors, and how far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Near {
    /// The vectors searched.
    pub targets: Targets,
    /// The largest distance.
    pub distance: Option<f64>,
    /// The smallest certainty.
    pub certainty: Option<f64>,
}

/// The numbers to search with.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Values {
    /// One vector.
    Single(Vec<f32>),
    /// The vectors of a multi-vector, such as one for each token.
    Multi(Vec<Vec<f32>>),
}

/// A vector to search with.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryVector {
    /// The vector it is for; none means all that are searched.
    pub target: Option<String>,
    /// Its numbers.
    pub values: Values,
    /// How many dimensions it must have, where that is declared.
    pub dimensions: Option<usize>,
}

/// A search by vectors.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearVector {
    /// What to search with: one for all targets, or one for each of their names.
    pub vectors: Vec<QueryVector>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearVector {}

/// A search by text that the server makes a vector of.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearText {
    /// The concepts.
    pub concepts: Vec<String>,
    /// What to move nearer to.
    pub move_to: Option<Move>,
    /// What to move away from.
    pub move_away: Option<Move>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearText {}

/// A shift of a query vector to or from concepts and objects.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Move {
    /// How far, from 0 to 1.
    pub force: f32,
    /// Concepts.
    pub concepts: Vec<String>,
    /// The ids of objects.
    pub ids: Vec<String>,
}

/// A search by a medium that the server makes a vector of.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMedia {
    /// What it is.
    pub medium: Medium,
    /// Its bytes.
    pub data: Vec<u8>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearMedia {}

/// What can be searched with beside text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Medium {
    /// An image
    Image,
    /// A sound
    Audio,
    /// A video
    Video,
    /// A depth image
    Depth,
    /// A thermal image
    Thermal,
    /// The readings of an inertial measurement unit
    Imu,
}

impl Medium {
    /// The clause of `query!` that searches with it.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Image => "near_image",
            Self::Audio => "near_audio",
            Self::Video => "near_video",
            Self::Depth => "near_depth",
            Self::Thermal => "near_thermal",
            Self::Imu => "near_imu",
        }
    }
}

/// How the two halves of a hybrid search are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fusion {
    /// By the place in each half
    Ranked,
    /// By the scores, each half scaled to 0..1
    RelativeScore,
}

/// A search by words and a vector.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hybrid {
    /// The half by words.
    pub keywords: Bm25,
    /// The half by a vector; none lets the server make it from the words.
    pub vector: Option<HybridVector>,
    /// The vectors searched.
    pub targets: Targets,
    /// How much the vector counts, from 0 (only words) to 1 (only the vector). None is [`Hybrid::ALPHA`].
    pub alpha: Option<f32>,
    /// How the halves are joined; none leaves it to the server.
    pub fusion: Option<Fusion>,
    /// The largest distance of the half by a vector.
    pub max_distance: Option<f32>,
}

impl Sealed for Hybrid {}

/// The half of a hybrid search by a vector.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum HybridVector {
    /// Vectors; its `targets` stay empty, those of the hybrid count.
    Vectors(NearVector),
    /// Another text than the words; its `targets` stay empty, those of the hybrid count.
    Text(NearText),
}

impl Hybrid {
    /// What `alpha` is when it is not said. It is always sent: left out on the wire it is read as 0.
    pub const ALPHA: f32 = 0.75;
}
