//! Metrics of properties: methods, so that they complete and a wrong one fails at the word.
//!
//! [`Metrics<P>`] has a method for each metric, under a rule about the property's kind, and a hidden twin in
//! [`RefusedMetric`] for the message. The type of an extreme is asked of [`ExtremeOf`], which every kind has. Which kind has
//! which metric, as which Rust type, is in the table of [`aggregate`](crate::aggregate).

mod items;
mod rules;

use std::marker::PhantomData;

use crate::{
    plain::{
        error::Result,
        ir,
        numbers::{MetricValue, PropertyNumbers},
        sealed::Sealed,
    },
    typed::marker::Property,
};

pub use items::{AggregateItem, AggregateItems, MetricItem, MetricItems, NestMetrics, Total, Totals};
use rules::FromMetric;
pub use rules::{Counted, Extremal, ExtremeOf, Kinded, Numeric, Pointing, Tallied, Topped, Valued};

/// The metrics of the property `P`: what [`pick_metrics`](crate::token::Field::pick_metrics) hands out.
pub struct Metrics<P>(PhantomData<P>);

impl<P> Sealed for Metrics<P> {}

impl<P> Metrics<P> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<P> Clone for Metrics<P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Metrics<P> {}
impl<P> std::fmt::Debug for Metrics<P> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Metrics")
    }
}

/// One metric, read as `T`: what stands in a tuple of them.
pub struct Metric<T> {
    pub(super) ir: ir::Metric,
    pub(super) read: fn(&PropertyNumbers) -> Result<T>,
}

impl<T> Sealed for Metric<T> {}

impl<T> std::fmt::Debug for Metric<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.ir.fmt(f)
    }
}

/// A value and how often it occurs: what `top` gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Top {
    /// The value.
    pub value: String,
    /// How often it occurs.
    pub count: u64,
}

impl<P: Property<Kind: Tallied<P> + ExtremeOf<P, Index: Valued<P>>>> Metrics<P> {
    /// How many values there are.
    pub fn count(self) -> Metric<u64> {
        Metric { ir: ir::Metric::Count, read: |of| Ok(natural(of.count())) }
    }
}

/// A count that the server did not send is 0.
fn natural(count: Option<i64>) -> u64 {
    count.unwrap_or(0).max(0) as u64
}

fn extreme<T: FromMetric>(value: Option<MetricValue>) -> Result<Option<T>> {
    value.map(T::from_metric).transpose()
}

/// Declares metrics twice: inherent where their rule holds, and in the hidden trait for their message.
macro_rules! metrics {
    ($($rule:ident { $($(#[$meta:meta])* $name:ident -> $t:ty, $word:ident, $read:expr;)* })*) => {
        $(impl<P: Property<Kind: $rule<P> + ExtremeOf<P, Index: Valued<P>>>> Metrics<P> { $(
            $(#[$meta])*
            pub fn $name(self) -> Metric<$t> {
                Metric { ir: ir::Metric::$word, read: $read }
            }
        )* })*

        /// The metrics again, for their messages.
        #[doc(hidden)]
        pub trait RefusedMetric<P: Property<Kind: ExtremeOf<P>>>: Sealed + Sized{
            $($(
                #[doc(hidden)]
                fn $name(self) -> Metric<$t> where P::Kind: $rule<P>, <P::Kind as ExtremeOf<P>>::Index: Valued<P> {
                    Metric { ir: ir::Metric::$word, read: $read }
                }
            )*)*

            #[doc(hidden)]
            fn count(self) -> Metric<u64> where P::Kind: Tallied<P>, <P::Kind as ExtremeOf<P>>::Index: Valued<P> {
                Metric { ir: ir::Metric::Count, read: |of| Ok(natural(of.count())) }
            }

            #[doc(hidden)]
            fn top(self, limit: u32) -> Metric<Vec<Top>> where P::Kind: Topped<P> {
                Metric { ir: ir::Metric::Top(limit), read: tops }
            }

            #[doc(hidden)]
            fn pointing_to(self) -> Metric<Vec<String>> where P::Kind: Pointing<P> {
                Metric { ir: ir::Metric::PointingTo, read: pointing_to }
            }
        }

        impl<P: Property<Kind: ExtremeOf<P>>> RefusedMetric<P> for Metrics<P> {}
    };
}

metrics! {
    Numeric {
        /// The sum; none where there is no value.
        sum -> Option<<P::Kind as ExtremeOf<P>>::Of>, Sum, |of| extreme(of.sum());
        /// The mean; none where there is no value.
        mean -> Option<f64>, Mean, |of| Ok(of.mean());
    }
    Extremal {
        /// The median; none where there is no value.
        median -> Option<<P::Kind as ExtremeOf<P>>::Median>, Median, |of| extreme(of.median());
        /// The most frequent value; none where there is no value.
        mode -> Option<<P::Kind as ExtremeOf<P>>::Of>, Mode, |of| extreme(of.mode());
        /// The least value; none where there is no value.
        min -> Option<<P::Kind as ExtremeOf<P>>::Of>, Min, |of| extreme(of.min());
        /// The greatest value; none where there is no value.
        max -> Option<<P::Kind as ExtremeOf<P>>::Of>, Max, |of| extreme(of.max());
    }
    Counted {
        /// How many are true.
        true_count -> u64, TrueCount, |of| Ok(natural(of.true_count()));
        /// How many are false.
        false_count -> u64, FalseCount, |of| Ok(natural(of.false_count()));
        /// The share of true, from 0 to 1; none where there is no value.
        true_share -> Option<f64>, TrueShare, |of| Ok(share(of.true_share()));
        /// The share of false, from 0 to 1; none where there is no value.
        false_share -> Option<f64>, FalseShare, |of| Ok(share(of.false_share()));
    }
}

impl<P: Property<Kind: Pointing<P>>> Metrics<P> {
    /// The classes that the link may lead to, as the server calls them: with the client's name prefix, and `Article_v1`
    /// where the collection is called `Article`.
    pub fn pointing_to(self) -> Metric<Vec<String>> {
        Metric { ir: ir::Metric::PointingTo, read: pointing_to }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the decoder of a metric")]
fn pointing_to(of: &PropertyNumbers) -> Result<Vec<String>> {
    Ok(of.pointing_to())
}

/// Where there are no values a server sends NaN for the share: `None` here.
fn share(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

impl<P: Property<Kind: Topped<P>>> Metrics<P> {
    /// The most frequent values, at most `limit`, which must be 1 or more. A property has one `top` in a question.
    pub fn top(self, limit: u32) -> Metric<Vec<Top>> {
        Metric { ir: ir::Metric::Top(limit), read: tops }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the decoder of a metric")]
fn tops(of: &PropertyNumbers) -> Result<Vec<Top>> {
    let top = of.top().into_iter();
    Ok(top.map(|(value, count)| Top { value, count: natural(Some(count)) }).collect())
}
