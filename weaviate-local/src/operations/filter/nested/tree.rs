//! A filter inside one object property, ready to be held against objects.

use super::values::Values;
use crate::{
    common::error::Result,
    operations::filter::{clause::Operator, like::Pattern},
    schema::Property,
};

/// A filter inside one object property.
#[derive(Debug, Clone)]
pub(crate) struct Subtree {
    pub(super) root: Property,
    pub(super) tree: Tree,
}

#[derive(Debug, Clone)]
pub(super) enum Tree {
    And(Vec<Self>),
    Or(Vec<Self>),
    /// What `ContainsAny` is: an `Or` that is about one path.
    Any(Vec<Self>),
    Not(Box<Self>),
    Leaf(Leaf),
}

#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// From the object property on.
    pub(super) path: String,
    /// The lists on the path, and the element that each is pinned to.
    pub(super) pins: Vec<(String, usize)>,
    pub(super) property: Property,
    pub(super) test: Test,
}

#[derive(Debug, Clone)]
pub(super) enum Test {
    Null(bool),
    Key(Operator, Vec<u8>),
    /// Every token must be in the text.
    Tokens(Operator, Vec<String>),
    Like(Vec<Pattern>),
    /// One of the values is an item.
    Any(Box<Values>),
    /// Each of the values is an item.
    All(Box<Values>),
    /// An item is none of the values.
    None(Box<Values>),
}

impl Subtree {
    /// Refuses patterns that the server cannot make expressions of.
    pub(crate) fn check(&self) -> Result<()> {
        self.tree.check()
    }
}

impl Tree {
    fn check(&self) -> Result<()> {
        match self {
            Self::And(children) | Self::Or(children) | Self::Any(children) => {
                children.iter().try_for_each(Self::check)
            }
            Self::Not(child) => child.check(),
            Self::Leaf(Leaf { test: Test::Like(patterns), .. }) => {
                patterns.iter().try_for_each(Pattern::check)
            }
            Self::Leaf(_) => Ok(()),
        }
    }
}

impl Leaf {
    /// Whether it is about a list of plain values, whose items have positions of their own.
    pub(super) fn has_items(&self) -> bool {
        self.property.kind.is_list() && !self.property.kind.is_nested()
    }
}

impl Test {
    /// Whether the server has a single condition for it.
    pub(super) fn is_one(&self) -> bool {
        match self {
            Self::Null(_) | Self::Key(..) => true,
            Self::Tokens(_, tokens) => tokens.len() == 1,
            Self::Like(patterns) => patterns.len() == 1,
            Self::Any(_) | Self::All(_) | Self::None(_) => false,
        }
    }
}
