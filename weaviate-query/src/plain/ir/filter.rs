//! Filters.

use uuid::Uuid;

use crate::plain::sealed::Sealed;

/// What an object must be like.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Known without a server: what an empty list or an `if` that dropped out leaves.
    Constant(bool),
    /// All of them.
    All(Vec<Self>),
    /// At least one of them.
    Any(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
    /// One test.
    Test {
        /// What is tested.
        target: Target,
        /// How.
        operator: Operator,
        /// Against what.
        value: Value,
    },
}

impl Sealed for Filter {}

/// What a test looks at: the way there, then the last name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Nested objects and links on the way.
    pub path: Vec<Step>,
    /// The property, `_id`, `_creationTimeUnix` or `_lastUpdateTimeUnix`.
    pub name: String,
    /// Asks for the length of the property.
    pub length: bool,
    /// Asks for the number of links.
    pub count: bool,
}

/// One step on the way to a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a nested object.
    Object(String),
    /// Along a link; `collection` is named where the link leads to several.
    Link {
        /// The link.
        name: String,
        /// The collection behind it.
        collection: Option<String>,
    },
}

/// How a property is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// The same value
    Equal,
    /// Another value
    NotEqual,
    /// Less
    Less,
    /// Less or the same
    LessEqual,
    /// More
    Greater,
    /// More or the same
    GreaterEqual,
    /// A pattern with `*` and `?`
    Like,
    /// All words of the text
    Matches,
    /// One of the values
    ContainsAny,
    /// All of the values
    ContainsAll,
    /// None of the values
    ContainsNone,
    /// Absent, or there
    IsNull,
    /// Not farther than
    WithinRange,
}

impl Operator {
    /// How it is written in `query!` and in `explain`.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Like => "like",
            Self::Matches => "matches",
            Self::ContainsAny => "contains_any",
            Self::ContainsAll => "contains_all",
            Self::ContainsNone => "contains_none",
            Self::IsNull => "is_null",
            Self::WithinRange => "within",
        }
    }
}

/// A value that a property is compared with.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Text; dates and ids too, as the wire has them
    Text(String),
    /// An integer
    Int(i64),
    /// A number
    Number(f64),
    /// A boolean
    Boolean(bool),
    /// Texts
    Texts(Vec<String>),
    /// Integers
    Ints(Vec<i64>),
    /// Numbers
    Numbers(Vec<f64>),
    /// Booleans
    Booleans(Vec<bool>),
    /// A place and a distance in metres
    Geo {
        /// Degrees north
        latitude: f32,
        /// Degrees east
        longitude: f32,
        /// In metres
        distance: f32,
    },
}

impl Filter {
    /// All of `parts`, folded: what is known drops out, one part stands alone.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, true)
    }

    /// At least one of `parts`, folded like [`Filter::all`].
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, false)
    }

    fn join(parts: impl IntoIterator<Item = Self>, all: bool) -> Self {
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Self::Constant(known) if known == all => {}
                Self::Constant(known) => return Self::Constant(known),
                Self::All(inner) if all => kept.extend(inner),
                Self::Any(inner) if !all => kept.extend(inner),
                part => kept.push(part),
            }
        }
        match kept.len() {
            0 => Self::Constant(all),
            1 => kept.swap_remove(0),
            _ if all => Self::All(kept),
            _ => Self::Any(kept),
        }
    }

    /// The object of this id.
    pub fn id(id: Uuid) -> Self {
        Self::Test { target: Target::id(), operator: Operator::Equal, value: Value::Text(spelled(id)) }
    }

    /// The objects of these ids.
    pub fn ids(ids: impl IntoIterator<Item = Uuid>) -> Self {
        Self::spelled_ids(ids.into_iter().map(spelled).collect())
    }

    /// The same of ids that are spelled as the server has them.
    pub(crate) fn spelled_ids(ids: Vec<String>) -> Self {
        Self::Test { target: Target::id(), operator: Operator::ContainsAny, value: Value::Texts(ids) }
    }

    /// The opposite, folded.
    #[expect(clippy::should_implement_trait, reason = "`Filter::all`, `any` and `not` are one family")]
    pub fn not(self) -> Self {
        match self {
            Self::Constant(known) => Self::Constant(!known),
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

impl Target {
    /// The id of the object itself.
    fn id() -> Self {
        Self { path: Vec::new(), name: "_id".into(), length: false, count: false }
    }
}

/// In lower case: a server compares ids as text, and finds no other spelling.
fn spelled(id: Uuid) -> String {
    id.as_hyphenated().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(name: &str) -> Filter {
        let target = Target { path: vec![], name: name.into(), length: false, count: false };
        Filter::Test { target, operator: Operator::Equal, value: Value::Int(1) }
    }

    #[test]
    fn constants_fold() {
        let (yes, no) = (Filter::Constant(true), Filter::Constant(false));
        assert_eq!(Filter::all([yes.clone(), test("a")]), test("a"));
        assert_eq!(Filter::all([test("a"), no.clone()]), no);
        assert_eq!(Filter::any([test("a"), yes.clone()]), yes);
        assert_eq!(Filter::any([no.clone(), no.clone()]), no);
        assert_eq!(Filter::all([]), yes);
        assert_eq!(yes.not(), no);
        assert_eq!(test("a").not().not(), test("a"));
    }

    #[test]
    fn chains_are_flat() {
        let chain = Filter::all([Filter::all([test("a"), test("b")]), test("c")]);
        assert_eq!(chain, Filter::All(vec![test("a"), test("b"), test("c")]));
        let mixed = Filter::all([Filter::any([test("a"), test("b")]), test("c")]);
        assert_eq!(mixed, Filter::All(vec![Filter::Any(vec![test("a"), test("b")]), test("c")]));
    }
}
