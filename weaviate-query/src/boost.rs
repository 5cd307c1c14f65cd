//! Scores raised or lowered by conditions.

use std::{fmt, marker::PhantomData};

use crate::{Filter, ir};

/// What `boost` takes: conditions, and how much they count against the search.
pub struct Boost<C> {
    ir: ir::Boost,
    of: PhantomData<fn() -> C>,
}

impl<C> Boost<C> {
    /// Objects that pass a filter are raised.
    pub fn filter(filter: impl Into<Filter<C>>) -> Self {
        Self::one(ir::Measure::Filter(filter.into().into_ir()))
    }

    fn one(of: ir::Measure) -> Self {
        let conditions = vec![ir::Condition { of, weight: None }];
        Self { ir: ir::Boost { conditions, ..ir::Boost::default() }, of: PhantomData }
    }

    /// How much it counts against the search, from 0 to 1; 0.5 if this is left out.
    #[must_use]
    pub fn weight(mut self, weight: f32) -> Self {
        self.ir.weight = Some(weight);
        self
    }

    /// How many of the search's results are looked at; 100 if this is left out.
    #[must_use]
    pub fn depth(mut self, depth: u32) -> Self {
        self.ir.depth = Some(depth);
        self
    }
}

impl<C> Clone for Boost<C> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), of: PhantomData }
    }
}

impl<C> fmt::Debug for Boost<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

/// A boost, or none.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no boost of `{C}`",
    label = "expected a `Boost<{C}>`, or an `Option` of one"
)]
pub trait IntoBoost<C> {
    /// As plain data.
    fn into_boost(self) -> Option<ir::Boost>;
}

impl<C> IntoBoost<C> for Boost<C> {
    fn into_boost(self) -> Option<ir::Boost> {
        Some(self.ir)
    }
}

impl<C> IntoBoost<C> for Option<Boost<C>> {
    fn into_boost(self) -> Option<ir::Boost> {
        self.map(|boost| boost.ir)
    }
}
