//! A filter inside one object property, ready to be held against objects.

use super::{path::Segment, values::Values};
use crate::{
    operations::filter::{clause::Operator, like::Pattern},
    schema::Property,
};

/// A filter inside one object property.
#[derive(Debug, Clone)]
pub(crate) struct Subtree {
    pub(super) root: String,
    pub(super) tree: Tree,
}

#[derive(Debug, Clone)]
pub(super) enum Tree {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Box<Self>),
    Leaf(Leaf),
}

#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) path: Vec<Segment>,
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
