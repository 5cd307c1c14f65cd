//! How objects are found and ranked: by words, by vectors, by both.

use crate::plain::sealed::Sealed;

/// A search. It orders its own results, so no question has one beside `sort`.
///
/// Which metadata can be selected depends on it:
///
/// | search | `score` | `explain_score` | `distance` | `certainty` |
/// |---|---|---|---|---|
/// | [`Bm25`] | yes | yes | | |
/// | [`Hybrid`] | yes | yes | | |
/// | [`NearVector`], `NearObject`, [`NearText`], [`NearMedia`] | | | yes | with cosine distance |
///
/// Searches by vectors take [`Near`]: which vectors, and how far. A collection with several vectors must be
/// told which; one vector is found by itself.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Search {
    /// By words, with the BM25 formula: `bm25`.
    Bm25(Bm25),
    /// By vectors: `near_vector`.
    NearVector(NearVector),
    /// By another object's vector: `near_object`.
    NearObject {
        /// The other object, in lower case.
        id: String,
        /// Which of its vectors, and how far.
        near: Near,
    },
    /// By text that the server makes a vector of: `near_text`. The vector needs a vectorizer of text.
    NearText(NearText),
    /// By an image, a sound or another medium that the server makes a vector of: `near_image`, `near_audio`
    /// and so on.
    NearMedia(NearMedia),
    /// By words and a vector, joined: `hybrid`.
    Hybrid(Hybrid),
}

impl Search {
    /// Its name in `query!`, as messages and `explain` have it.
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

    /// Where it searches and how far, if it is a search by vectors alone: none for `bm25` and `hybrid`.
    pub const fn near(&self) -> Option<&Near> {
        match self {
            Self::Bm25(_) | Self::Hybrid(_) => None,
            Self::NearVector(NearVector { near, .. })
            | Self::NearObject { near, .. }
            | Self::NearText(NearText { near, .. })
            | Self::NearMedia(NearMedia { near, .. }) => Some(near),
        }
    }

    /// As [`Search::near`], for the clauses that set a bound or a target.
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

/// A search by words. Where all of them are stop words it finds nothing, without an error (1.39.0).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bm25 {
    /// The words; not empty. They are cut into tokens as each property was.
    pub query: String,
    /// The properties searched, each with its weight, of which 1 is the plain one; none means all that are
    /// searchable. A property that has no searchable index is an error of the server.
    pub properties: Vec<(String, u32)>,
    /// How many of the words must be there; none asks for at least one.
    pub operator: Option<KeywordOperator>,
}

impl Sealed for Bm25 {}

/// How many of the words must be there, from 1.31 on. Objects with fewer are left out; among the rest the
/// formula decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeywordOperator {
    /// All, in one property
    And,
    /// At least so many
    Or(u32),
    /// All, spread over the properties, from 1.39 on; those must be cut into tokens in the same way
    AndCross,
}

/// The vectors that a search looks at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets {
    /// Their names, one of them twice if it is searched with two vectors; none where the collection has one
    /// only. An aggregate looks at one.
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
    /// Their sum, each times its weight, in the order of the names and as many.
    Weighted(Vec<f32>),
    /// The sum of the scores, each scaled to 0..1 and times its weight, in the order of the names and as
    /// many. For vectors whose distances differ in size.
    Relative(Vec<f32>),
}

/// Which vectors, and how far. Without a bound the limit of the question ends it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Near {
    /// The vectors searched.
    pub targets: Targets,
    /// The largest distance, in the unit of the vector's distance function; not beside `certainty`.
    pub distance: Option<f64>,
    /// The smallest certainty, from 0 to 1. A server has it for one vector with cosine distance only, and
    /// answers with an error for another distance (1.39.0).
    pub certainty: Option<f64>,
}

/// The numbers to search with, all finite.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Values {
    /// One vector; not empty, as a server would answer an empty one with a plain listing (1.39.0).
    Single(Vec<f32>),
    /// The vectors of a multi-vector, such as one for each token: all as long as the first, at most 65,535
    /// dimensions.
    Multi(Vec<Vec<f32>>),
}

/// A vector to search with.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryVector {
    /// The vector it is for; none means all that are searched.
    pub target: Option<String>,
    /// Its numbers.
    pub values: Values,
    /// How many dimensions it must have, where that is declared; another number is refused, as the server
    /// would fail on it.
    pub dimensions: Option<usize>,
}

/// A search by vectors.
///
/// Two vectors searched with one query each, joined with weights:
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let to = |target: &str, values: Vec<f32>| QueryVector {
///     target: Some(target.into()),
///     values: Values::Single(values),
///     dimensions: None,
/// };
/// let search = NearVector {
///     vectors: vec![to("title", vec![0.1, 0.2]), to("body", vec![0.3, 0.4])],
///     near: Near {
///         targets: Targets {
///             names: vec!["title".into(), "body".into()],
///             join: Some(Join::Weighted(vec![0.7, 0.3])),
///         },
///         ..Near::default()
///     },
/// };
/// let query = Query { search: Some(Search::NearVector(search)), ..Query::new("Article") };
///
/// let names = Names::new();
/// let text = render::explain(&query, &render::Context::new(&names));
/// assert!(text.contains("near_vector: { .title: 2 dimensions, .body: 2 dimensions }"), "{text}");
/// assert!(text.contains("target: weighted(.title * 0.7, .body * 0.3)"), "{text}");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearVector {
    /// What to search with: one for all targets, or one for each of their names and in their order.
    pub vectors: Vec<QueryVector>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearVector {}

/// A search by text that the server makes a vector of.
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let search = NearText {
///     concepts: vec!["autumn".into()],
///     move_to: Some(Move { force: 0.5, concepts: vec!["forests".into()], ids: vec![] }),
///     near: Near { distance: Some(0.3), ..Near::default() },
///     ..NearText::default()
/// };
/// let query = Query { search: Some(Search::NearText(search)), ..Query::new("Article") };
/// let names = Names::new();
/// let text = render::explain(&query, &render::Context::new(&names));
/// assert!(text.contains("move_to: 0.5 of the way to \"forests\""), "{text}");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NearText {
    /// The concepts, of which one at least is not empty.
    pub concepts: Vec<String>,
    /// What to move nearer to.
    pub move_to: Option<Move>,
    /// What to move away from.
    pub move_away: Option<Move>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearText {}

/// A shift of a query vector to or from concepts and objects; at least one of them. Inside a hybrid a server
/// drops the objects, so they are refused there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Move {
    /// How far, from 0 (not at all) to 1.
    pub force: f32,
    /// Texts whose vectors it is moved to or from.
    pub concepts: Vec<String>,
    /// The ids of objects whose vectors it is moved to or from, in lower case.
    pub ids: Vec<String>,
}

/// A search by a medium that the server makes a vector of.
#[derive(Debug, Clone, PartialEq)]
pub struct NearMedia {
    /// What it is; the vector needs a vectorizer that reads it.
    pub medium: Medium,
    /// Its bytes, as a file has them; not empty. On the wire they are base64.
    pub data: Vec<u8>,
    /// Where to search and how far.
    pub near: Near,
}

impl Sealed for NearMedia {}

/// What can be searched with beside text.
///
/// Only [`multi2vec_bind`](crate::modules::vectorizer::multi2vec_bind()) reads all of them.
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

/// How the two halves of a hybrid search are joined; without it a server takes the scores (1.39.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fusion {
    /// By the place in each half: how much better one is than the next does not count
    Ranked,
    /// By the scores, each half scaled to 0..1
    RelativeScore,
}

/// A search by words and a vector.
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let search = Hybrid {
///     keywords: Bm25 { query: "rust async runtimes".into(), ..Bm25::default() },
///     alpha: Some(0.5),
///     fusion: Some(Fusion::RelativeScore),
///     ..Hybrid::default()
/// };
/// let query = Query { search: Some(Search::Hybrid(search)), limit: Some(10), ..Query::new("Article") };
/// let names = Names::new();
/// assert_eq!(
///     render::explain(&query, &render::Context::new(&names)),
///     "\
/// query Article
///   hybrid: \"rust async runtimes\"
///   alpha: 0.5
///   vector: made by the server from the text
///   fusion: relative_score
///   limit: 10
///   select: {  }
/// "
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hybrid {
    /// The half by words. Its text may be empty only with `alpha: 1`, when a vector alone is searched with.
    pub keywords: Bm25,
    /// The half by a vector; none lets the server make it from the words, for which the vector needs a
    /// vectorizer.
    pub vector: Option<HybridVector>,
    /// The vectors searched; its half by a vector names none of its own.
    pub targets: Targets,
    /// How much the vector counts, from 0 (only words) to 1 (only the vector). None is [`Hybrid::ALPHA`]. A
    /// server takes numbers outside of that, too; they are refused here.
    pub alpha: Option<f32>,
    /// How the halves are joined; none leaves it to the server.
    pub fusion: Option<Fusion>,
    /// The largest distance by the vector; what is farther away is left out of both halves (1.39.0).
    pub max_distance: Option<f32>,
}

impl Sealed for Hybrid {}

/// The half of a hybrid search by a vector.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum HybridVector {
    /// Vectors; its `targets` stay empty, those of the hybrid count.
    Vectors(NearVector),
    /// Another text than the words; its `targets` stay empty, those of the hybrid count. It has no bound of
    /// its own: a server drops it.
    Text(NearText),
}

impl Hybrid {
    /// What `alpha` is when it is not said, which is the server's own default where it knows the newer field
    /// of the two. It is always sent: left out in the older one it is read as 0, which is words alone
    /// (1.39.0).
    pub const ALPHA: f32 = 0.75;
}
