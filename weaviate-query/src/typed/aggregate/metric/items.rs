//! What stands in the selection of an aggregate: metrics of a property, the number of objects, tuples of them.
//!
//! As in a selection of objects, a tuple knows both what to ask for and how to read it. Two levels: [`AggregateItems`] are
//! the parts of the answer, [`MetricItems`] the metrics of one property, both tuples of up to ten.

use std::marker::PhantomData;

use super::{Metric, Metrics, rules::Kinded};
use crate::{
    plain::{
        error::Result,
        ir,
        numbers::{Numbers, PropertyNumbers},
        sealed::Sealed,
        tuples::for_tuples,
    },
    typed::{marker::Property, property::PropertyType, token::Field},
};

/// One metric of a tuple of them.
pub trait MetricItem: Sealed + Send + Sync + 'static {
    /// What it gives a row.
    type Value: 'static;

    /// What the server is asked for.
    fn ir(&self) -> ir::Metric;
    /// Reads it.
    fn read(&self, of: &PropertyNumbers) -> Result<Self::Value>;
}

impl<T: 'static> MetricItem for Metric<T> {
    type Value = T;

    fn ir(&self) -> ir::Metric {
        self.ir
    }

    fn read(&self, of: &PropertyNumbers) -> Result<T> {
        (self.read)(of)
    }
}

/// A tuple of metrics.
pub trait MetricItems: Sealed + Send + Sync + 'static {
    /// The tuple of their values.
    type Row: 'static;

    /// What the server is asked for.
    fn ir(&self) -> Vec<ir::Metric>;
    /// Reads them.
    fn read(&self, of: &PropertyNumbers) -> Result<Self::Row>;
}

/// Metrics of the property `P`, before any was named: what [`Field::metrics`] gives the macro.
#[doc(hidden)]
#[derive(Debug)]
pub struct NestMetrics<P>(PhantomData<P>);

/// Metrics of the property `P` and the function that makes a row of them.
#[expect(missing_debug_implementations, reason = "a step of an expansion")]
pub struct NestedMetrics<P, I: MetricItems, T> {
    items: I,
    row: fn(I::Row) -> T,
    of: PhantomData<fn() -> P>,
}

impl<P, I: MetricItems, T> Sealed for NestedMetrics<P, I, T> {}

impl<R, P: Property> Field<R, (), P> {
    /// The metrics of this property: the row is the tuple of what `pick` returns. By hand what `.words { mean, max }` is in the
    /// macro: `a.words.pick_metrics(|of| (of.mean(), of.max()))`.
    pub fn pick_metrics<I: MetricItems>(
        self,
        pick: impl FnOnce(Metrics<P>) -> I,
    ) -> NestedMetrics<P, I, I::Row> {
        NestedMetrics { items: pick(Metrics::new()), row: |row| row, of: PhantomData }
    }

    /// What `query!` writes for `.property { … }` of an aggregate, with [`NestMetrics::rows`].
    #[doc(hidden)]
    pub fn metrics(self) -> (NestMetrics<P>, Metrics<P>) {
        (NestMetrics(PhantomData), Metrics::new())
    }
}

impl<P: Property> NestMetrics<P> {
    /// The metrics and what becomes of them.
    #[doc(hidden)]
    pub fn rows<I: MetricItems, T>(self, items: I, row: fn(I::Row) -> T) -> NestedMetrics<P, I, T> {
        NestedMetrics { items, row, of: PhantomData }
    }
}

/// One part of an answer.
pub trait AggregateItem: Sealed + Send + Sync + 'static {
    /// What it gives a row.
    type Value: 'static;

    /// What the server is asked for.
    fn ir(&self) -> ir::AggregateItem;
    /// Reads it.
    fn read(&self, answer: &Numbers) -> Result<Self::Value>;
}

impl<P: Property<Kind: Kinded>, I: MetricItems, T: 'static> AggregateItem for NestedMetrics<P, I, T> {
    type Value = T;

    fn ir(&self) -> ir::AggregateItem {
        ir::AggregateItem::Property { name: P::NAME.into(), kind: P::Kind::KIND, metrics: self.items.ir() }
    }

    fn read(&self, answer: &Numbers) -> Result<T> {
        let row = match answer.property(P::NAME) {
            Some(of) => self.items.read(of),
            None => self.items.read(&PropertyNumbers::none(P::Type::TYPE.data_type)),
        };
        row.map(self.row).map_err(|error| error.context(format!("property `{}`", P::NAME)))
    }
}

/// What is known of all objects together: their number.
#[derive(Debug, Clone, Copy)]
pub struct Totals(());

impl Totals {
    pub(in crate::typed::aggregate) fn new() -> Self {
        Self(())
    }

    /// The number of objects.
    pub fn count(self) -> Total {
        Total(())
    }
}

/// The number of objects.
#[derive(Debug, Clone, Copy)]
pub struct Total(());

impl Sealed for Total {}

impl AggregateItem for Total {
    type Value = u64;

    fn ir(&self) -> ir::AggregateItem {
        ir::AggregateItem::Count
    }

    fn read(&self, answer: &Numbers) -> Result<u64> {
        Ok(answer.count.map_or(0, |count| count.max(0) as u64))
    }
}

/// A tuple of parts of an answer.
pub trait AggregateItems: Sealed + Send + Sync + 'static {
    /// The tuple of their values.
    type Row: 'static;

    /// What the server is asked for.
    fn ir(&self) -> Vec<ir::AggregateItem>;
    /// Reads them.
    fn read(&self, answer: &Numbers) -> Result<Self::Row>;
}

macro_rules! tuples {
    ($($i:ident $of:ident $n:tt)+) => {
        impl<$($i: MetricItem),+> MetricItems for ($($i,)+) {
            type Row = ($($i::Value,)+);

            fn ir(&self) -> Vec<ir::Metric> {
                vec![$(self.$n.ir()),+]
            }

            fn read(&self, of: &PropertyNumbers) -> Result<Self::Row> {
                Ok(($(self.$n.read(of)?,)+))
            }
        }

        impl<$($i: AggregateItem),+> AggregateItems for ($($i,)+) {
            type Row = ($($i::Value,)+);

            fn ir(&self) -> Vec<ir::AggregateItem> {
                vec![$(self.$n.ir()),+]
            }

            fn read(&self, answer: &Numbers) -> Result<Self::Row> {
                Ok(($(self.$n.read(answer)?,)+))
            }
        }
    };
}

for_tuples!(tuples, 10);
