//! A question as plain data: owned names, no type parameter.
//!
//! The typed layer makes it, the renderers write it down, and everything that works on collections whose
//! struct is not compiled in asks through it. There is one; nothing else says what a query is.
//!
//! A question can be wrong here: types are not known, and any clause can be set beside any other.
//! [`render`](crate::render) refuses what a server would answer with something else than was asked, before anything
//! is sent. Names are those of the server (`published_at`), not of a struct; which class a collection is, is
//! decided when it is rendered, by [`Names`](crate::Names).
//!
//! | clause | stands with | says |
//! |---|---|---|
//! | [`Query::search`] | not with `sort`, `after` | how objects are found and ranked |
//! | [`Query::filter`] | not with `after` | which objects |
//! | [`Query::sort`] | without a search, a boost or a language model | in which order |
//! | [`Query::after`] | `limit` alone | where a walk over everything goes on |
//! | [`Query::group_by`], [`Query::rerank`], [`Query::diversity`], [`Query::auto_limit`] | a search | what is made of its results |
//! | [`Query::boost`] | not with `sort`, `after` | what weighs more |
//! | [`Query::generative`] | not with `sort` | what is written about them |
//!
//! By hand, and what it would say to a server:
//!
//! ```
//! use weaviate_query::{Names, ir, ir::*, render};
//!
//! let query = ir::Query {
//!     search: Some(Search::Bm25(Bm25 {
//!         query: "rust async".into(),
//!         properties: vec![("title".into(), 2), ("body".into(), 1)],
//!         operator: Some(KeywordOperator::And),
//!     })),
//!     filter: Some(Filter::Test {
//!         target: Target { path: vec![], name: "words".into(), length: false, count: false, parts: false },
//!         operator: Operator::GreaterEqual,
//!         value: Value::Int(100),
//!     }),
//!     limit: Some(5),
//!     selection: Selection { items: vec![Item::Property("title".into()), Item::Metadata(Metadata::Score)] },
//!     ..ir::Query::new("Article")
//! };
//!
//! let names = Names::new();
//! let text = render::explain(&query, &render::Context::new(&names));
//! assert_eq!(
//!     text,
//!     "\
//! query Article
//!   bm25: \"rust async\"
//!   on: [.title ^ 2, .body]
//!   operator: and
//!   filter: .words >= 100
//!   limit: 5
//!   select: { .title, score }
//! "
//! );
//! ```

mod aggregate;
mod filter;
mod generative;
mod rank;
mod search;
mod select;
mod ways;

pub use aggregate::{Aggregate, AggregateItem, Metric};
pub use filter::{Filter, Operator, Step, Target, Value};
pub use generative::{Generative, GroupedTask, Provider, Setting};
pub use rank::{Boost, Condition, Curve, Decay, Diversity, GroupBy, Measure, Modifier, Rerank};
pub use search::{
    Bm25, Fusion, Hybrid, HybridVector, Join, KeywordOperator, Medium, Move, Near, NearMedia, NearText,
    NearVector, QueryVector, Search, Targets, Values,
};
pub use select::{Item, Metadata, Selection};

/// A question that is answered with objects.
///
/// Without a search it lists the collection in the order of ids. [`Query::new`] starts one that says nothing
/// else:
///
/// ```
/// use weaviate_query::{Names, ir, render};
///
/// let query = ir::Query { limit: Some(3), offset: Some(6), ..ir::Query::new("Article") };
/// let names = Names::new();
/// let bytes = render::query(&query, &render::Context::new(&names))?;
/// // Equal questions give equal bytes.
/// assert_eq!(bytes, render::query(&query.clone(), &render::Context::new(&names))?);
/// # Ok::<(), weaviate_query::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The collection's own name; [`Names`](crate::Names) says which class that is.
    pub collection: String,
    /// How objects are found and ranked; none lists them.
    pub search: Option<Search>,
    /// Which objects; none lets every object pass.
    pub filter: Option<Filter>,
    /// In which order, when nothing ranks them; the first key counts most. Empty leaves objects in the order
    /// of ids. A server refuses it beside a search (1.39.0).
    pub sort: Vec<SortBy>,
    /// How many at most; none leaves it to the server, which gives 10 unless `QUERY_DEFAULTS_LIMIT` says
    /// otherwise, and as many as there are [`Query::ids`] where those are named. Together with `offset` a
    /// server answers 10,000 at most, unless `QUERY_MAXIMUM_RESULTS` is set.
    pub limit: Option<u32>,
    /// How many of the first to leave out; none is 0. It counts towards the maximum, see `limit`.
    pub offset: Option<u32>,
    /// Cut where the scores make their n-th jump; the server calls it `autocut`. 1 or more, and only with a
    /// search; none cuts nothing. Beside groups of a search by vectors a server drops it, so rendering
    /// refuses it there.
    pub auto_limit: Option<u32>,
    /// The id behind which a walk over the whole collection goes on, in lower case.
    ///
    /// The first page has none: a plain list is in the order of ids, too. It takes no filter, sort, offset,
    /// search or boost. The walk is no snapshot: what is written behind it is not seen.
    pub after: Option<String>,
    /// Only the objects of these ids, spelled as the server has them: in lower case with hyphens. An empty
    /// list is answered without a request. What is not there is left out of the answer, and the order is not
    /// that of the list.
    pub ids: Option<Vec<String>>,
    /// One group of the results for each value of a property; only with a search.
    pub group_by: Option<GroupBy>,
    /// A second ranking of the results, by the collection's reranker; only with a search.
    pub rerank: Option<Rerank>,
    /// Scores raised or lowered by conditions, from 1.38 on.
    pub boost: Option<Boost>,
    /// Results that differ from each other, from 1.37 on (beside `hybrid` 1.39 is required).
    pub diversity: Option<Diversity>,
    /// Text written about the results by a language model.
    pub generative: Option<Generative>,
    /// Whether the server says what each part of the search took, from 1.36 on: it comes back as
    /// [`Rows::profile`](crate::Rows::profile).
    pub profile: bool,
    /// What of each object; an empty one asks for the id alone, which always comes.
    pub selection: Selection,
}

impl Query {
    /// Lists the collection: no clause is set, and nothing but ids is selected.
    pub fn new(collection: impl Into<String>) -> Self {
        Self {
            collection: collection.into(),
            search: None,
            filter: None,
            sort: Vec::new(),
            limit: None,
            offset: None,
            auto_limit: None,
            after: None,
            ids: None,
            group_by: None,
            rerank: None,
            boost: None,
            diversity: None,
            generative: None,
            profile: false,
            selection: Selection::default(),
        }
    }

    /// Whether no object can answer it, so that it need not be sent: a filter that nothing passes, a limit of
    /// 0, no ids.
    ///
    /// On the wire a limit of 0 would be the server's default, and a filter of nothing has no form there.
    ///
    /// ```
    /// use weaviate_query::ir;
    ///
    /// assert!(ir::Query { ids: Some(vec![]), ..ir::Query::new("Article") }.is_empty());
    /// assert!(!ir::Query::new("Article").is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.filter == Some(Filter::Constant(false))
            || self.limit == Some(0)
            || self.ids.as_ref().is_some_and(Vec::is_empty)
    }
}

/// One key of an order. Only properties of the objects themselves can be one: a server refuses a path along a
/// link (1.39.0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortBy {
    /// The property, or `_id`, `_creationTimeUnix`, `_lastUpdateTimeUnix`; none of these three needs an index
    /// for it.
    pub name: String,
    /// Whether the largest come first; otherwise the smallest do.
    pub descending: bool,
}
