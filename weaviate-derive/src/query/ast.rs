//! The trees of `query!`, `filter!` and `sort!`: what a person wrote, with the gaps that they left.

use proc_macro2::{Group, Ident, Literal, Span, TokenTree};

use crate::{diag::Place, path::Facade, token};

/// One `query!`.
pub(super) struct Query {
    pub(super) facade: Facade,
    pub(super) aggregate: bool,
    /// The collection, as it is written.
    pub(super) collection: Vec<TokenTree>,
    /// In the order in which they are written; one that is given twice stands here twice.
    pub(super) clauses: Vec<Clause>,
    pub(super) select: Option<Select>,
    /// How many clauses stand before `select`.
    pub(super) before_select: usize,
    /// The keys of all further `select`.
    pub(super) selects_again: Vec<(Ident, Place)>,
}

impl Query {
    /// The clauses that count: of those with one key, the first.
    pub(super) fn clauses(&self) -> impl Iterator<Item = &Clause> {
        let clauses = self.clauses.iter().enumerate();
        clauses.filter(|(at, clause)| !self.is_repeated(*at, clause)).map(|(_, clause)| clause)
    }

    /// Whether a clause with the same key stands before the one at `at`.
    pub(super) fn is_repeated(&self, at: usize, clause: &Clause) -> bool {
        self.clauses.iter().take(at).any(|other| other.key == clause.key)
    }
}

/// One `filter!`.
pub(super) struct Condition {
    pub(super) facade: Facade,
    pub(super) collection: Vec<TokenTree>,
    pub(super) filter: Filter,
}

/// One `sort!`.
pub(super) struct Sorting {
    pub(super) facade: Facade,
    pub(super) collection: Vec<TokenTree>,
    pub(super) orders: Vec<Order>,
    /// The last token.
    pub(super) end: Span,
}

pub(super) struct Clause {
    pub(super) key: Ident,
    pub(super) body: Body,
    /// The last token.
    pub(super) end: Span,
    pub(super) place: Place,
}

pub(super) enum Body {
    /// Nothing stands behind the colon.
    Empty,
    /// Nothing that can be handed on; it has been said.
    Missing,
    /// Of a clause that is there already. What is wrong with it is of no interest.
    Unread,
    Rust(Vec<TokenTree>),
    /// A number that Rust would read as an integer or a `f64`.
    Float(Vec<TokenTree>),
    /// The literal 0 as `alpha`.
    Zero,
    /// Handed on behind `&`.
    Borrowed(Vec<TokenTree>),
    Filter(Filter),
    Path(Path),
    Sort(Vec<Order>),
    On(Vec<Weighted>),
    /// A word of ours, with its arguments.
    Word(Ident, Option<Group>),
    /// `sum(.a, .b)`, `weighted(.a * 0.3, .b * 0.7)`
    Joined(Ident, Vec<Weighted>),
    /// `{ .a: v, .b: w }`
    PerTarget(Vec<ForTarget>),
    /// A search inside a hybrid: its word, and what follows.
    Part(Ident, Vec<TokenTree>),
    /// `hybrid: none`
    None(Ident),
    Prompt(Prompt),
}

/// A vector for one target.
pub(super) struct ForTarget {
    pub(super) path: Path,
    pub(super) colon: Span,
    pub(super) vector: Vec<TokenTree>,
}

/// A literal with the properties that stand in its braces.
pub(super) struct Prompt {
    pub(super) literal: Literal,
    pub(super) names: Vec<Ident>,
}

/// `.author.name`, `.tags.len()`
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
}

#[derive(Clone)]
pub(super) struct Step {
    pub(super) dot: Span,
    /// `None` after a dot that nothing follows.
    pub(super) name: Option<Ident>,
    pub(super) call: Option<Group>,
}

impl Path {
    /// Where the path begins.
    pub(super) fn dot(&self) -> Span {
        self.steps.first().map_or_else(Span::call_site, |step| step.dot)
    }

    pub(super) fn is_complete(&self) -> bool {
        self.steps.iter().all(|step| step.name.is_some())
    }

    /// A path that lacks a name, or has the cursor in its place.
    pub(super) fn is_unfinished(&self) -> bool {
        !self.is_complete() || self.names().any(|name| *name == token::MARKER)
    }

    /// The last name that is there.
    pub(super) fn last(&self) -> Option<&Ident> {
        self.names().next_back()
    }

    fn names(&self) -> impl DoubleEndedIterator<Item = &Ident> {
        self.steps.iter().filter_map(|step| step.name.as_ref())
    }
}

pub(super) enum Filter {
    /// Nothing is there; it has been said.
    Gap,
    Rust(Vec<TokenTree>),
    Test(Path, Test),
    Not(Span, Box<Self>),
    Join(Join, Span, Box<Self>, Box<Self>),
    If(Box<If>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    And,
    Or,
}

pub(super) enum Test {
    /// The path is the condition.
    Alone,
    Operator(Ident, Operand),
    /// `==` or `!=`, and `None` or `null`.
    Absent(Ident, Ident),
    /// Begun and not finished; it has been said.
    Broken,
}

pub(super) enum Operand {
    Rust(Vec<TokenTree>),
    /// A lone integer without a suffix.
    Integer(Vec<TokenTree>),
    /// A list of such integers, one of which is too large for Rust's default type.
    Integers(Group),
    /// The literal `[]`.
    Nothing(Span),
}

pub(super) struct If {
    pub(super) word: Ident,
    pub(super) condition: Vec<TokenTree>,
    pub(super) braces: Span,
    pub(super) then: Filter,
    pub(super) otherwise: Else,
}

pub(super) enum Else {
    None,
    Block(Ident, Span, Filter),
    If(Ident, Box<If>),
}

pub(super) enum Order {
    By { path: Path, direction: Option<Ident> },
    Rust(Vec<TokenTree>),
}

pub(super) struct Weighted {
    pub(super) path: Path,
    /// The place of `^` or `*`, and the weight.
    pub(super) weight: Option<(Span, Vec<TokenTree>)>,
    /// Something else stands where a weight can; it has been said.
    pub(super) broken: bool,
}

pub(super) enum Select {
    Row(Ident, Vec<TokenTree>),
    Items(Ident, Vec<Item>),
    /// Nothing stands behind the colon.
    Empty(Ident, Place),
}

impl Select {
    pub(super) fn key(&self) -> &Ident {
        match self {
            Self::Row(key, _) | Self::Items(key, _) | Self::Empty(key, _) => key,
        }
    }
}

/// One part of a selection.
pub(super) struct Item {
    pub(super) what: What,
    /// What the row calls it.
    pub(super) name: Ident,
    /// What stands in its braces where nothing is selected by them.
    pub(super) unused: Vec<Item>,
    pub(super) place: Place,
}

pub(super) enum What {
    Property(Path),
    /// `.author { … }`, or in an aggregate `.words { … }`
    Nested(Path, Vec<Item>),
    /// `score`, `vector(.a)`, `top(5)`
    Word(Ident, Option<Group>),
    /// `vector(.a)`
    Vector(Ident, Path),
    /// A path that nothing is selected by.
    Dangling(Path, Dangling),
    /// An unknown word; it has been said.
    Unknown(Ident),
    /// `.id()`: the name of what is called.
    Called(Ident),
}

/// Why a path selects nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dangling {
    /// A name is missing; it has been said.
    Unfinished,
    /// `.author.name`: what is inside a property stands in its braces.
    Deep,
    /// A property in the braces of one.
    InMetrics,
    /// A property of an aggregate that has no braces.
    NoMetrics,
}

impl What {
    /// Whether a row has a field for it.
    pub(super) fn is_selected(&self) -> bool {
        match self {
            Self::Property(path) => path.is_complete(),
            Self::Nested(path, items) => {
                path.is_complete() && items.iter().any(|item| item.what.is_selected())
            }
            Self::Word(..) => true,
            Self::Vector(_, path) => path.is_complete(),
            // An unknown word keeps its place: it may be half of one that is being typed.
            Self::Unknown(_) | Self::Called(_) => true,
            Self::Dangling(..) => false,
        }
    }
}

/// The parts that count: of those that give the row fields of one name, the first, and no more than `most`.
pub(super) fn kept(items: &[Item], most: usize) -> Vec<&Item> {
    let parts = items.iter().enumerate().filter(|(at, item)| !is_repeated(items, *at, item));
    parts.map(|(_, item)| item).take(most).collect()
}

/// Whether a part before the one at `at` gives the row a field of the same name.
pub(super) fn is_repeated(items: &[Item], at: usize, item: &Item) -> bool {
    let name = token::plain(&item.name);
    let mut before = items.iter().take(at).filter(|other| other.what.is_selected());
    item.what.is_selected() && before.any(|other| token::plain(&other.name) == name)
}
