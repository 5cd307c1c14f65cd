//! What a person wrote, with the gaps that they left.

use proc_macro2::{Group, Ident, Literal, Span, TokenTree};

use crate::path::Facade;

/// One `query!`.
pub(super) struct Query {
    pub(super) facade: Facade,
    pub(super) aggregate: bool,
    /// The collection, as it is written.
    pub(super) collection: Vec<TokenTree>,
    pub(super) clauses: Vec<Clause>,
    pub(super) select: Option<Select>,
}

pub(super) struct Clause {
    pub(super) key: Ident,
    pub(super) body: Body,
}

pub(super) enum Body {
    /// Nothing was written, or nothing that can be handed on.
    Missing,
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
        !self.is_complete() || self.names().any(|name| *name == crate::token::MARKER)
    }

    /// The name that a path of one step has.
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
}

pub(super) enum Select {
    Row(Ident, Vec<TokenTree>),
    Items(Ident, Vec<Item>),
}

/// One part of a selection.
pub(super) struct Item {
    pub(super) what: What,
    /// What the row calls it.
    pub(super) name: Ident,
}

pub(super) enum What {
    Property(Path),
    /// `.author { … }`, or in an aggregate `.words { … }`
    Nested(Path, Vec<Item>),
    /// `score`, `vector(.a)`, `top(5)`
    Word(Ident, Option<Group>),
    /// `vector(.a)`
    Vector(Ident, Path),
    /// A dot or word that nothing can be made of yet; it has been said.
    Dangling(Path),
    Unknown(Ident),
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
            // A word that is none keeps its place: half of it may be typed.
            Self::Unknown(_) => true,
            Self::Dangling(_) => false,
        }
    }
}
