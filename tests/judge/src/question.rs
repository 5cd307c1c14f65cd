//! A question as what is meant, before it is written in any way.
//!
//! `make` draws them, wrong ones too; `rust` writes one as `query!` and `raw` as a message of the server, neither
//! knowing the other; what the answer must be, the oracle says.

mod make;
mod raw;
mod rust;

pub(crate) use make::questions;
pub(crate) use raw::Request;

use crate::world::{Field, Kind, Many, Value, World};

/// A question to a collection of a world.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub(crate) number: usize,
    pub(crate) world: usize,
    pub(crate) collection: usize,
    /// The row of the table that it belongs to.
    pub(crate) area: &'static str,
    /// What is tried in it; the rest of it is plain. Questions of one shape differ in values only.
    pub(crate) shape: String,
    pub(crate) verb: Verb,
    pub(crate) search: Option<Search>,
    pub(crate) filter: Option<Test>,
    pub(crate) sort: Vec<(Path, bool)>,
    pub(crate) limit: Option<u32>,
    pub(crate) offset: Option<u32>,
    pub(crate) after: Option<String>,
    pub(crate) ids: Option<Vec<String>>,
    pub(crate) group_by: Option<Path>,
    pub(crate) groups: Option<u32>,
    pub(crate) objects_per_group: Option<u32>,
    pub(crate) object_limit: Option<u32>,
    pub(crate) rerank: Option<Path>,
    pub(crate) prompt: Option<String>,
    pub(crate) boost: Option<Test>,
    pub(crate) diversity: Option<u32>,
    pub(crate) select: Vec<Pick>,
    pub(crate) metrics: Vec<(Path, Metric)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Fetch,
    Aggregate,
    Delete,
}

/// The names from the collection to what is meant; a link to several collections has the collection's as the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path(pub(crate) Vec<String>);

impl Path {
    pub(crate) fn of(name: &str) -> Self {
        Self(vec![name.to_owned()])
    }

    pub(crate) fn dotted(&self) -> String {
        self.0.join(".")
    }
}

/// What a path leads to, and through what.
#[derive(Debug, Clone)]
pub(crate) struct Way<'w> {
    pub(crate) field: &'w Field,
    /// The collection whose property it is; nested objects are parts of their collection.
    pub(crate) collection: usize,
    pub(crate) nested: bool,
    pub(crate) linked: bool,
    /// Whether an object has several of it, by a list of objects or links on the way.
    pub(crate) many: bool,
}

impl World {
    /// Follows a path, if there is something at its end.
    pub(crate) fn way(&self, collection: usize, path: &Path) -> Option<Way<'_>> {
        let (mut owner, mut object) = (collection, None);
        let (mut nested, mut linked, mut many) = (false, false, false);
        let mut names = path.0.iter();
        loop {
            let name = names.next()?;
            let field = match object {
                None => self.collections[owner].field(name)?,
                Some(at) => {
                    let object: &crate::world::Object = &self.objects[at];
                    object.fields.iter().find(|field| field.name == *name)?
                }
            };
            if names.len() == 0 {
                return Some(Way { field, collection: owner, nested, linked, many });
            }
            many |= field.many == Many::List;
            match &field.kind {
                Kind::Object(at) => {
                    object = Some(*at);
                    nested = true;
                }
                Kind::Link(to) => {
                    owner = match to.as_slice() {
                        [one] => *one,
                        several => {
                            let step = names.next()?;
                            *several.iter().find(|to| self.collections[**to].step() == *step)?
                        }
                    };
                    (object, nested, linked) = (None, false, true);
                    if names.len() == 0 {
                        return None;
                    }
                }
                _ => return None,
            }
        }
    }
}

/// How results are found, with the clauses that belong to it.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pub(crate) how: How,
    /// The vectors that are named as targets.
    pub(crate) target: Vec<String>,
    pub(crate) join: &'static str,
    /// A vector for each of several targets.
    pub(crate) each: Vec<(String, Vec<f32>)>,
    pub(crate) on: Vec<Path>,
    pub(crate) operator: Option<Operator>,
    pub(crate) vector: Option<Vec<f32>>,
    pub(crate) alpha: Option<f32>,
    pub(crate) distance: Option<f32>,
    pub(crate) certainty: Option<f32>,
    pub(crate) max_distance: Option<f32>,
    pub(crate) auto_limit: Option<u32>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum How {
    Bm25(String),
    Hybrid(Option<String>),
    NearVector(Vec<f32>),
    NearObject(String),
    NearText(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    And,
    Or(u32),
    AndCross,
}

/// A condition.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    Leaf(Leaf),
    Not(Box<Test>),
    And(Box<Test>, Box<Test>),
    Or(Box<Test>, Box<Test>),
}

/// A test of one thing.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) path: Path,
    pub(crate) op: Op,
    pub(crate) with: Vec<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Is(Compare),
    In,
    InRange,
    Like,
    Matches,
    MatchesAny,
    MatchesAll,
    MatchesNone,
    ContainsAny,
    ContainsAll,
    ContainsNone,
    IsNull,
    IsNotNull,
    Flag,
    Len(Compare),
    Count(Compare),
    /// Within so many metres.
    Within(u32),
    IdIs,
    IdIsNot,
    CreatedAfter,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compare {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Compare {
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::Unequal => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    pub(crate) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::Unequal => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
        }
    }
}

/// What a row has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pick {
    Path(Path),
    Distance,
    Score,
    Certainty,
    CreatedAt,
    RerankScore,
    Generated,
    Vector(Option<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Metric {
    Count,
    Sum,
    Mean,
    Median,
    Mode,
    Min,
    Max,
    Top,
    TrueCount,
    FalseShare,
    PointingTo,
}

impl Search {
    pub(crate) fn by(how: How) -> Self {
        Self {
            how,
            target: Vec::new(),
            join: "sum",
            each: Vec::new(),
            on: Vec::new(),
            operator: None,
            vector: None,
            alpha: None,
            distance: None,
            certainty: None,
            max_distance: None,
            auto_limit: None,
        }
    }
}

impl Metric {
    pub(crate) const ALL: [Self; 11] = [
        Self::Count,
        Self::Sum,
        Self::Mean,
        Self::Median,
        Self::Mode,
        Self::Min,
        Self::Max,
        Self::Top,
        Self::TrueCount,
        Self::FalseShare,
        Self::PointingTo,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Sum => "sum",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Mode => "mode",
            Self::Min => "min",
            Self::Max => "max",
            Self::Top => "top",
            Self::TrueCount => "true_count",
            Self::FalseShare => "false_share",
            Self::PointingTo => "pointing_to",
        }
    }
}
