//! The table.

mod filters;
mod lists;
mod numbers;
mod searches;
mod selections;

use weaviate::{Collection, Consistency, ir, render::Context, schema::CollectionDef};

/// A question of the table.
pub(super) struct Row {
    /// `area/name`.
    pub(super) name: &'static str,
    pub(super) question: Question,
    pub(super) of: &'static CollectionDef,
    tenant: Option<&'static str>,
    consistency: Option<Consistency>,
}

pub(super) enum Question {
    Objects(Box<ir::Query>),
    Numbers(Box<ir::Aggregate>),
}

impl Row {
    fn objects<C: Collection>(name: &'static str, ir: &ir::Query) -> Self {
        Self::of::<C>(name, Question::Objects(Box::new(ir.clone())))
    }

    fn numbers<C: Collection>(name: &'static str, ir: &ir::Aggregate) -> Self {
        Self::of::<C>(name, Question::Numbers(Box::new(ir.clone())))
    }

    fn of<C: Collection>(name: &'static str, question: Question) -> Self {
        Self { name, question, of: C::SCHEMA, tenant: None, consistency: None }
    }

    fn tenant(self, tenant: &'static str) -> Self {
        Self { tenant: Some(tenant), ..self }
    }

    fn consistency(self, level: Consistency) -> Self {
        Self { consistency: Some(level), ..self }
    }

    /// What the typed language does not say: the IR is larger.
    fn but(mut self, change: impl FnOnce(&mut ir::Query)) -> Self {
        if let Question::Objects(query) = &mut self.question {
            change(query);
        }
        self
    }

    /// Other metrics of the first property.
    fn with<const N: usize>(mut self, wanted: [ir::Metric; N]) -> Self {
        if let Question::Numbers(aggregate) = &mut self.question
            && let [ir::AggregateItem::Property { metrics, .. }, ..] = aggregate.items.as_mut_slice()
        {
            *metrics = wanted.to_vec();
        }
        self
    }

    pub(super) fn area(&self) -> &'static str {
        self.name.split('/').next().unwrap_or_default()
    }

    pub(super) fn context<'a>(&self, names: &'a weaviate::Names) -> Context<'a> {
        Context { tenant: self.tenant, consistency: self.consistency, ..Context::new(names) }
    }
}

/// `objects!("area/name", Collection, clauses…)`
macro_rules! objects {
    ($name:expr, $of:ident, $($clauses:tt)+) => {
        Row::objects::<$of>($name, weaviate::query!($of, $($clauses)+).ir())
    };
}
use objects;

/// `counted!("area/name", Collection, clauses…)`
macro_rules! counted {
    ($name:expr, $of:ident, $($clauses:tt)+) => {
        Row::numbers::<$of>($name, weaviate::query!(aggregate $of, $($clauses)+).ir())
    };
}
use counted;

/// All rows, in the order of their areas.
pub(super) fn rows() -> Vec<Row> {
    let areas = [
        lists::rows(),
        filters::rows(),
        filters::links(),
        searches::words(),
        searches::vectors(),
        searches::others(),
        searches::hybrid(),
        searches::ranked(),
        searches::generated(),
        selections::rows(),
        numbers::rows(),
    ];
    areas.into_iter().flatten().collect()
}
