//! A filter as a request means it: comparisons, and how they are joined.

use std::sync::Arc;

use crate::{
    common::error::{Refusal, Result},
    schema::{Class, DataType},
};

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    WithinGeoRange,
    Like,
    IsNull,
    ContainsAny,
    ContainsAll,
    ContainsNone,
}

impl Operator {
    /// The server's number for it, which one of its messages shows.
    pub(super) fn number(self) -> i32 {
        match self {
            Self::Equal => 1,
            Self::NotEqual => 2,
            Self::Greater => 3,
            Self::GreaterEqual => 4,
            Self::Less => 5,
            Self::LessEqual => 6,
            Self::WithinGeoRange => 9,
            Self::Like => 10,
            Self::IsNull => 11,
            Self::ContainsAny => 12,
            Self::ContainsAll => 13,
            Self::ContainsNone => 14,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Equal => "Equal",
            Self::NotEqual => "NotEqual",
            Self::Greater => "GreaterThan",
            Self::GreaterEqual => "GreaterThanEqual",
            Self::Less => "LessThan",
            Self::LessEqual => "LessThanEqual",
            Self::WithinGeoRange => "WithinGeoRange",
            Self::Like => "Like",
            Self::IsNull => "IsNull",
            Self::ContainsAny => "ContainsAny",
            Self::ContainsAll => "ContainsAll",
            Self::ContainsNone => "ContainsNone",
        }
    }

    /// Whether a value that compares so with the operand passes.
    pub(super) fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Greater => order.is_gt(),
            Self::GreaterEqual => order.is_ge(),
            Self::Less => order.is_lt(),
            Self::LessEqual => order.is_le(),
            _ => false,
        }
    }

    pub(super) fn is_contains(self) -> bool {
        matches!(self, Self::ContainsAny | Self::ContainsAll | Self::ContainsNone)
    }
}

/// A value to compare with.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    Text(String),
    Int(i64),
    Bool(bool),
    Number(f64),
    Texts(Vec<String>),
    Ints(Vec<i64>),
    Bools(Vec<bool>),
    Numbers(Vec<f64>),
    Geo { latitude: f32, longitude: f32, distance: f32 },
}

impl Operand {
    /// `%T`.
    pub(super) fn go_type(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Int(_) => "int",
            Self::Bool(_) => "bool",
            Self::Number(_) => "float64",
            Self::Texts(_) => "[]string",
            Self::Ints(_) => "[]int",
            Self::Bools(_) => "[]bool",
            Self::Numbers(_) => "[]float64",
            Self::Geo { .. } => "filters.GeoRange",
        }
    }
}

/// Where a comparison looks: a property, or one behind references.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub(crate) class: Arc<Class>,
    pub(crate) property: String,
    pub(crate) child: Option<Box<Self>>,
}

impl Path {
    pub(super) fn innermost(&self) -> &Self {
        match &self.child {
            Some(child) => child.innermost(),
            None => self,
        }
    }
}

/// A filter as a request means it.
#[derive(Debug, Clone)]
pub(crate) enum Clause {
    And(Vec<Self>),
    Or(Vec<Self>),
    Not(Vec<Self>),
    Compare(Comparison),
}

impl Clause {
    /// The first operator in it that does more than compare a value, which a boost cannot do.
    pub(crate) fn beyond_comparing(&self) -> Option<&'static str> {
        match self {
            Self::And(children) | Self::Or(children) | Self::Not(children) => {
                children.iter().find_map(Self::beyond_comparing)
            }
            Self::Compare(comparison) => match comparison.operator {
                Operator::Equal
                | Operator::NotEqual
                | Operator::Greater
                | Operator::GreaterEqual
                | Operator::Less
                | Operator::LessEqual => None,
                other => Some(other.name()),
            },
        }
    }
}

/// One comparison.
#[derive(Debug, Clone)]
pub(crate) struct Comparison {
    pub(crate) operator: Operator,
    pub(crate) path: Path,
    pub(crate) value: Operand,
    /// What the value is taken for; it follows the property.
    pub(crate) value_type: DataType,
}

impl Comparison {
    /// Refuses an `IsNull` that is not compared with a boolean.
    pub(super) fn check_null(&self) -> Result<()> {
        if self.value_type == DataType::Boolean {
            return Ok(());
        }
        let given = value_name(self.value_type);
        Err(Refusal::new(format!("operator IsNull requires a booleanValue, got {given} instead")))
    }
}

/// The server's name for the value of a type.
pub(super) fn value_name(kind: DataType) -> String {
    let name = kind.name();
    let (first, rest) = name.split_at(1);
    format!("value{}{rest}", first.to_uppercase())
}

/// `title` for `len(title)`.
pub(super) fn length_of(property: &str) -> Option<&str> {
    property.strip_prefix("len(")?.strip_suffix(')')
}

pub(super) const ID: &str = "_id";
pub(super) const CREATED: &str = "_creationTimeUnix";
pub(super) const UPDATED: &str = "_lastUpdateTimeUnix";
