//! How objects are found and ranked.

/// A search.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Search {
    /// By words.
    Bm25(Bm25),
    /// By a vector.
    NearVector(NearVector),
    /// By another object's vector.
    NearObject {
        /// The other object.
        id: String,
        /// Where to search and how far.
        near: Near,
    },
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
            Self::Hybrid(_) => "hybrid",
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

/// Which vectors, and how far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Near {
    /// The vector searched, where the collection has several.
    pub target: Option<String>,
    /// The largest distance.
    pub distance: Option<f64>,
    /// The smallest certainty.
    pub certainty: Option<f64>,
}

/// A search by a vector.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearVector {
    /// The query vector.
    pub vector: Vec<f32>,
    /// How many dimensions it must have, where that is declared.
    pub dimensions: Option<usize>,
    /// Where to search and how far.
    pub near: Near,
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
    pub vector: Option<Vec<f32>>,
    /// How many dimensions it must have, where that is declared.
    pub dimensions: Option<usize>,
    /// The vector searched, where the collection has several.
    pub target: Option<String>,
    /// How much the vector counts, from 0 (only words) to 1 (only the vector). None is [`Hybrid::ALPHA`].
    pub alpha: Option<f32>,
    /// How the halves are joined; none leaves it to the server.
    pub fusion: Option<Fusion>,
    /// The largest distance of the half by a vector.
    pub distance: Option<f32>,
}

impl Hybrid {
    /// What `alpha` is when it is not said. It is always sent: left out on the wire it is read as 0.
    pub const ALPHA: f32 = 0.75;
}
