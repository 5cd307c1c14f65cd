//! What is done with the results of a search: groups, a second ranking, boosts, diversity.
//!
//! | clause | beside | since |
//! |---|---|---|
//! | [`GroupBy`] | any search | |
//! | [`Rerank`] | any search; one without a text needs `query` | |
//! | [`Diversity`] | vectors, objects, `near_text` | 1.37 |
//! | [`Diversity`] | `hybrid` | 1.39 |
//! | [`Boost`] | all but `sort` and `after` | 1.38 |

use super::Filter;
use crate::plain::sealed::Sealed;

/// Results gathered by the values of a property: the reply has groups instead of objects.
///
/// Beside `bm25` and `hybrid` only properties of text, dates and uuids make groups; of any other a server
/// answers with no groups and no error (1.39.0). Searches by vectors group by any, with the objects that lack
/// the value in a group called `""`. The objects of a group have an id, a distance and vectors, and no other
/// metadata: a score may be asked for and is not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupBy {
    /// The property: exactly one, of the objects themselves.
    pub property: String,
    /// How many groups at most; none is [`GroupBy::GROUPS`], on the wire too: 0 would give none.
    pub groups: Option<u32>,
    /// How many objects of each at most; none is [`GroupBy::OBJECTS`].
    pub objects: Option<u32>,
}

impl GroupBy {
    /// How many groups there are when nothing is said. It is sent, as the wire has no "left out".
    pub const GROUPS: u32 = 10;
    /// How many objects a group has when nothing is said.
    pub const OBJECTS: u32 = 10;
}

/// A second ranking by the collection's reranker, which reads one property of each result.
///
/// Its score is [`Metadata::RerankScore`](super::Metadata::RerankScore); with groups it is the group's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerank {
    /// The property that is read, of text.
    pub property: String,
    /// What it is held against; none is the text of the search, which then must have one: `near_vector`,
    /// `near_object` and the searches by a medium have none. The server itself would give the reranker an
    /// empty text.
    pub query: Option<String>,
}

/// Results that differ from each other, by maximal marginal relevance.
///
/// A server refuses it on vectors of several rows (1.39.0). Beside searches by a medium it would drop it in
/// silence, so those are refused here.
///
/// ```
/// use weaviate_query::{Names, Version, ir::*, render};
///
/// let query = Query {
///     search: Some(Search::NearText(NearText { concepts: vec!["autumn".into()], ..NearText::default() })),
///     diversity: Some(Diversity { limit: 3, balance: Some(0.5) }),
///     limit: Some(20),
///     ..Query::new("Article")
/// };
/// let names = Names::new();
/// let at = |version| render::Context { version: Some(version), ..render::Context::new(&names) };
/// assert!(render::query(&query, &at(Version::new(1, 37))).is_ok());
/// let error = render::query(&query, &at(Version::new(1, 36))).unwrap_err();
/// assert_eq!(error.to_string(), "`diversity` needs Weaviate 1.37.0, this server is 1.36.0");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Diversity {
    /// How many are chosen: 1 or more, and no more than the limit of the question.
    pub limit: u32,
    /// From 0 (only different) to 1 (only relevant); none leaves it to the server.
    pub balance: Option<f32>,
}

/// Scores raised or lowered by conditions, from 1.38 on.
///
/// It looks at the first [`depth`](Self::depth) results of the search, measures each with every condition and
/// mixes the outcome with the score of the search, by [`weight`](Self::weight). Weaviate 1.39.0 ignores much
/// of what it cannot read in a boost; here it is refused.
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let recent = Condition {
///     of: Measure::TimeDecay {
///         property: "published".into(),
///         origin: "now".into(),
///         scale: "7d".into(),
///         offset: None,
///         decay: Decay::default(),
///     },
///     weight: None,
/// };
/// let query = Query {
///     search: Some(Search::Bm25(Bm25 { query: "rust".into(), ..Bm25::default() })),
///     boost: Some(Boost { conditions: vec![recent], ..Boost::default() }),
///     ..Query::new("Article")
/// };
/// let names = Names::new();
/// assert!(render::query(&query, &render::Context::new(&names)).is_ok());
///
/// let mut wrong = query;
/// if let Some(Measure::TimeDecay { scale, .. }) = wrong.boost.as_mut().map(|boost| &mut boost.conditions[0].of) {
///     *scale = "a week".into();
/// }
/// let error = render::query(&wrong, &render::Context::new(&names)).unwrap_err();
/// assert!(error.to_string().contains("must be a number with `d`, `h`, `m`, `s` or `ms`"), "{error}");
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Boost {
    /// From 1 to 20. Those of weight 0 are left out before they are counted: to a server their weight would
    /// be 1.
    pub conditions: Vec<Condition>,
    /// How much the conditions count against the search, from 0 to 1; none leaves it to the server (0.5).
    pub weight: Option<f32>,
    /// How many of the search's results are looked at, 1 or more and without an upper end; none leaves it to
    /// the server (100).
    pub depth: Option<u32>,
}

impl Sealed for Boost {}

/// One condition of a boost, with its weight among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it measures.
    pub of: Measure,
    /// How much it counts: any finite number, where a negative one demotes; none leaves it to the server (1).
    pub weight: Option<f32>,
}

/// What a condition of a boost measures.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// 1 for objects that pass, 0 for the others. It needs no index. `!=` is sent as the opposite of `==`,
    /// because a boost of the server takes an absent value for an equal one.
    Filter(Filter),
    /// Falls with the time between a date property and an origin: 1 there, less on either side.
    TimeDecay {
        /// The property.
        property: String,
        /// A time of RFC 3339, or `now`, which is the moment at which the server reads it.
        origin: String,
        /// How far from the origin the value is [`Decay::value`]: a number more than 0 and `d`, `h`, `m`, `s`
        /// or `ms`, such as `7d` or `2h`.
        scale: String,
        /// So far from the origin nothing falls, as text like the scale; none is 0.
        offset: Option<String>,
        /// How it falls.
        decay: Decay,
    },
    /// Falls with the distance between an int or number and an origin.
    NumericDecay {
        /// The property.
        property: String,
        /// Where it is 1, finite.
        origin: f64,
        /// How far from the origin the value is [`Decay::value`], more than 0.
        scale: f64,
        /// So far from the origin nothing falls, 0 or more; none is 0.
        offset: Option<f64>,
        /// How it falls.
        decay: Decay,
    },
    /// The value of an int or number, as it is or through a [`Modifier`]; not inside nested objects.
    Property {
        /// The property.
        property: String,
        /// What is made of it first; none takes it as it is.
        modifier: Option<Modifier>,
    },
}

/// How a value falls with distance. With `x` as the distance beyond the offset, the [`curve`](Self::curve) is
/// scaled so that the value at one scale is [`value`](Self::value).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Decay {
    /// The curve; none leaves it to the server (exponential).
    pub curve: Option<Curve>,
    /// The value at a distance of one scale, more than 0 and at most 1; none leaves it to the server (0.5).
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

/// What is made of a property's value before it counts; both keep large values from outweighing all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Modifier {
    /// `ln(1 + x)`
    Log1p,
    /// The square root
    Sqrt,
}
