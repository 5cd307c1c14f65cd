//! Filters: trees of tests, each of which looks at a [`Target`] and compares it by an [`Operator`] with a
//! [`Value`].

use uuid::Uuid;

use crate::plain::sealed::Sealed;

/// What an object must be like.
///
/// Build trees with [`Filter::all`], [`Filter::any`] and [`Filter::not`], which fold constants: one that is
/// left inside a tree has no form on the wire, and rendering refuses it.
///
/// Constants are folded, so that a condition that dropped out costs nothing:
///
/// ```
/// use weaviate_query::ir::{Filter, Operator, Target, Value};
///
/// let words = |least| Filter::Test {
///     target: Target { path: vec![], name: "words".into(), length: false, count: false, parts: false },
///     operator: Operator::GreaterEqual,
///     value: Value::Int(least),
/// };
/// assert_eq!(Filter::all([Filter::Constant(true), words(100)]), words(100));
/// assert_eq!(Filter::all([Filter::Constant(false), words(100)]), Filter::Constant(false));
/// assert_eq!(Filter::any([]), Filter::Constant(false));
/// assert_eq!(words(100).not().not(), words(100));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Known without a server: what an empty list or an `if` that dropped out leaves. `true` alone is no
    /// filter at all, with `false` alone nothing need be sent.
    Constant(bool),
    /// All of them; the list is not empty.
    All(Vec<Self>),
    /// At least one of them; the list is not empty.
    Any(Vec<Self>),
    /// The opposite, from 1.33 on. An object that lacks the property passes.
    Not(Box<Self>),
    /// One test of one property.
    Test {
        /// What is tested.
        target: Target,
        /// How it is compared.
        operator: Operator,
        /// With what: of the shape that the operator takes, see [`Operator`].
        value: Value,
    },
}

impl Sealed for Filter {}

/// What a test looks at: the way there, then the last name.
///
/// The title of the category that an article links to, as `query!` would write `.category.title`:
///
/// ```
/// use weaviate_query::{Names, ir::*, render};
///
/// let title = Target {
///     path: vec![Step::Link { name: "category".into(), collection: None }],
///     name: "title".into(),
///     length: false,
///     count: false,
///     parts: false,
/// };
/// let filter = Filter::Test { target: title, operator: Operator::Like, value: Value::Text("Prog*".into()) };
/// let query = Query { filter: Some(filter), ..Query::new("Article") };
///
/// let names = Names::new();
/// let text = render::explain(&query, &render::Context::new(&names));
/// assert!(text.contains("filter: .category.title like \"Prog*\""), "{text}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Nested objects and links on the way, outermost first. Links come before nested objects: objects hold
    /// no links.
    pub path: Vec<Step>,
    /// The property, `_id`, `_creationTimeUnix` or `_lastUpdateTimeUnix`, in the server's own spelling: in
    /// filters it does not lower a first letter (1.39.0).
    pub name: String,
    /// Asks for the length of the property instead of its value: characters of a text, elements of a list.
    /// Text that is absent has length 0.
    pub length: bool,
    /// Asks for the number of links instead of what is behind them.
    pub count: bool,
    /// Whether the property has parts: a list, or an object. Inside a nested object a server knows each part of it by
    /// itself, and what else is there by all parts together.
    pub parts: bool,
}

/// One step on the way to a property.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a nested object.
    Object(String),
    /// Into each object of a list of nested ones.
    Objects(String),
    /// Along a link; `collection` is named where the link leads to several.
    Link {
        /// The link's name.
        name: String,
        /// The collection behind it, by its own name; none where the link leads to one only.
        collection: Option<String>,
    },
}

/// How a property is tested.
///
/// On text that is cut into tokens the server's `Equal` asks for words, in any order, and never for the whole
/// text; that is [`Operator::Matches`] here. With the tokenization `field` it asks for the text. In the same way the
/// server's `ContainsAny` asks for words there, which is [`Operator::MatchesAny`].
///
/// | operator | value | data types | needs |
/// |---|---|---|---|
/// | [`Equal`](Operator::Equal), [`NotEqual`](Operator::NotEqual) | one | text, int, number, date, uuid, boolean | |
/// | [`Less`](Operator::Less) … [`GreaterEqual`](Operator::GreaterEqual) | one | text, int, number, date, uuid, boolean | |
/// | [`Like`](Operator::Like) | text | text | |
/// | [`Matches`](Operator::Matches) | text | tokenized text and lists of it | |
/// | [`MatchesAny`](Operator::MatchesAny), [`MatchesAll`](Operator::MatchesAll) | texts | tokenized text and lists of it | |
/// | [`MatchesNone`](Operator::MatchesNone) | texts | tokenized text and lists of it | 1.33 |
/// | [`ContainsAny`](Operator::ContainsAny), [`ContainsAll`](Operator::ContainsAll) | a list | scalars and lists of them, not tokenized text | |
/// | [`ContainsNone`](Operator::ContainsNone) | a list | scalars and lists of them, not tokenized text | 1.33 |
/// | [`IsNull`](Operator::IsNull) | boolean | all | `inverted(null_state)` |
/// | [`WithinRange`](Operator::WithinRange) | place and metres | places | |
/// | on a length ([`Target::length`]) | an int, 0 or more | text, lists | `inverted(property_length)` |
/// | on a number of links ([`Target::count`]) | an int | links | |
/// | on `_creationTimeUnix`, `_lastUpdateTimeUnix` | RFC 3339 text | | `inverted(timestamps)` |
///
/// Comparing works without a range index, and faster with one. A property that has no index at all cannot be
/// filtered, and filters inside nested objects need a server with `WEAVIATE_PREVIEW_NESTED_FILTERING=true`
/// (1.38 and later).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operator {
    /// The same value; on tokenized text all of its words
    Equal,
    /// Another value, or none
    NotEqual,
    /// Less; of text with the tokenization `field` by bytes, of a list any element
    Less,
    /// Less or the same
    LessEqual,
    /// More
    Greater,
    /// More or the same
    GreaterEqual,
    /// A pattern: `*` stands for any characters, `?` for one
    Like,
    /// All words of the text, in any order. A text of stop words alone is an error of the server
    Matches,
    /// All words of one of the texts
    MatchesAny,
    /// All words of all the texts
    MatchesAll,
    /// All words of none of the texts, or no value
    MatchesNone,
    /// One of the values; of a list, one of its elements
    ContainsAny,
    /// All of the values
    ContainsAll,
    /// None of the values, or no value
    ContainsNone,
    /// Absent for `true`, there for `false`. An empty text counts as absent, and so far only objects that
    /// were written after the property was added are found by it (1.39.0)
    IsNull,
    /// Not farther than so many metres
    WithinRange,
}

impl Operator {
    /// How it is written in `query!` and in `explain`.
    ///
    /// ```
    /// use weaviate_query::ir::Operator;
    ///
    /// assert_eq!(Operator::LessEqual.symbol(), "<=");
    /// assert_eq!(Operator::ContainsNone.symbol(), "contains_none");
    /// ```
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
            Self::MatchesAny => "matches_any",
            Self::MatchesAll => "matches_all",
            Self::MatchesNone => "matches_none",
            Self::ContainsAny => "contains_any",
            Self::ContainsAll => "contains_all",
            Self::ContainsNone => "contains_none",
            Self::IsNull => "is_null",
            Self::WithinRange => "within",
        }
    }
}

/// A value that a property is compared with.
///
/// A server converts between `int`, `number` and text of digits (gRPC, 1.39.0), and refuses every other
/// mixture. An `int` may be any `i64` here, as it is only compared.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Text; dates as RFC 3339 and ids in lower case too, as the wire has them
    Text(String),
    /// An integer
    Int(i64),
    /// A number, finite
    Number(f64),
    /// A boolean
    Boolean(bool),
    /// Texts, at least one
    Texts(Vec<String>),
    /// Integers, at least one
    Ints(Vec<i64>),
    /// Numbers, all finite, at least one
    Numbers(Vec<f64>),
    /// Booleans, at least one
    Booleans(Vec<bool>),
    /// A place and a distance in metres
    Geo {
        /// Degrees north of the equator
        latitude: f32,
        /// Degrees east of Greenwich
        longitude: f32,
        /// The largest distance in metres, 0 or more
        distance: f32,
    },
    /// What a server would compare falsely or not at all, and why: it is refused before it is sent
    Refused(String),
}

impl Filter {
    /// All of `parts`, folded: what is known drops out, one part stands alone, an `All` inside is taken
    /// apart. Of no parts it is `true`.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, true)
    }

    /// At least one of `parts`, folded like [`Filter::all`]. Of no parts it is `false`.
    pub fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::join(parts, false)
    }

    /// Both in one: for `all` a `true` is nothing and a `false` decides, for `any` the other way round.
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
    ///
    /// ```
    /// use weaviate_query::{ir::{Filter, Value}, key_id};
    ///
    /// let Filter::Test { value: Value::Text(id), .. } = Filter::id(key_id(&"a".to_owned())) else { panic!() };
    /// assert_eq!(id, id.to_lowercase());
    /// ```
    pub fn id(id: Uuid) -> Self {
        Self::Test { target: Target::id(), operator: Operator::Equal, value: Value::Text(spelled(id)) }
    }

    /// The objects of these ids: at least one, as a server refuses an empty list.
    pub fn ids(ids: impl IntoIterator<Item = Uuid>) -> Self {
        Self::spelled_ids(ids.into_iter().map(spelled).collect())
    }

    /// As [`Filter::ids`], for ids that are spelled as the server has them already.
    pub(crate) fn spelled_ids(ids: Vec<String>) -> Self {
        Self::Test { target: Target::id(), operator: Operator::ContainsAny, value: Value::Texts(ids) }
    }

    /// The opposite, folded: of a constant the other one, of a `Not` what is inside. From 1.33 on.
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
        Self { path: Vec::new(), name: "_id".into(), length: false, count: false, parts: false }
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
        let target = Target { path: vec![], name: name.into(), length: false, count: false, parts: false };
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
