//! Metrics of properties: methods, so that they complete and a wrong one fails at the word.

mod items;
mod rules;

use std::marker::PhantomData;

use weaviate_proto::aggregate_reply::aggregations::aggregation::Aggregation as Of;

use crate::{Result, ir, token::Property};

pub use items::{AggregateItem, AggregateItems, MetricItem, MetricItems, NestMetrics, Total, Totals};
#[cfg(feature = "chrono")]
pub(crate) use rules::date;
pub use rules::{Counted, Extremal, ExtremeOf, Kinded, Numeric, Pointing, Topped};
use rules::{FromMetric, Raw};

/// The metrics of the property `P`.
pub struct Metrics<P>(PhantomData<P>);

impl<P> Metrics<P> {
    fn new() -> Self {
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

/// One metric, read as `T`.
pub struct Metric<T> {
    ir: ir::Metric,
    read: fn(&Of) -> Result<T>,
}

impl<T> std::fmt::Debug for Metric<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.ir.fmt(f)
    }
}

/// A value and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Top {
    /// The value.
    pub value: String,
    /// How often it occurs.
    pub count: u64,
}

impl<P: Property> Metrics<P> {
    /// How many values there are.
    pub fn count(self) -> Metric<u64> {
        Metric {
            ir: ir::Metric::Count,
            read: |of| Ok(field!(of, count, Int Number Text Boolean Date).unwrap_or(0).max(0) as u64),
        }
    }
}

/// Reads a field that some kinds of answers have.
macro_rules! field {
    ($of:expr, $name:ident, $($kind:ident)*) => {
        match $of { $(Of::$kind(answer) => answer.$name.clone(),)* #[allow(unreachable_patterns)] _ => None }
    };
}
use field;

fn extreme<T: FromMetric>(value: Option<Raw>) -> Result<Option<T>> {
    value.map(T::from_metric).transpose()
}

fn raw(int: Option<i64>, number: Option<f64>, text: Option<String>) -> Option<Raw> {
    int.map(Raw::Int).or(number.map(Raw::Number)).or(text.map(Raw::Text))
}

/// Declares metrics twice: inherent where their rule holds, and in the hidden trait for their message.
macro_rules! metrics {
    ($($rule:ident { $($(#[$meta:meta])* $name:ident -> $t:ty, $word:ident, $read:expr;)* })*) => {
        $(impl<P: Property<Kind: $rule<P> + ExtremeOf<P>>> Metrics<P> { $(
            $(#[$meta])*
            pub fn $name(self) -> Metric<$t> {
                Metric { ir: ir::Metric::$word, read: $read }
            }
        )* })*

        /// The metrics again, for their messages.
        #[doc(hidden)]
        pub trait RefusedMetric<P: Property<Kind: ExtremeOf<P>>>: Sized {
            $($(
                #[doc(hidden)]
                fn $name(self) -> Metric<$t> where P::Kind: $rule<P> {
                    Metric { ir: ir::Metric::$word, read: $read }
                }
            )*)*

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
        sum -> Option<<P::Kind as ExtremeOf<P>>::Of>, Sum, |of| {
            extreme(raw(field!(of, sum, Int), field!(of, sum, Number), None))
        };
        /// The mean; none where there is no value.
        mean -> Option<f64>, Mean, |of| Ok(field!(of, mean, Int Number));
    }
    Extremal {
        /// The median; none where there is no value.
        median -> Option<<P::Kind as ExtremeOf<P>>::Median>, Median, |of| {
            extreme(raw(None, field!(of, median, Int Number), field!(of, median, Date)))
        };
        /// The most frequent value; none where there is no value.
        mode -> Option<<P::Kind as ExtremeOf<P>>::Of>, Mode, |of| {
            extreme(raw(field!(of, mode, Int), field!(of, mode, Number), field!(of, mode, Date)))
        };
        /// The least value; none where there is no value.
        min -> Option<<P::Kind as ExtremeOf<P>>::Of>, Min, |of| {
            extreme(raw(field!(of, minimum, Int), field!(of, minimum, Number), field!(of, minimum, Date)))
        };
        /// The greatest value; none where there is no value.
        max -> Option<<P::Kind as ExtremeOf<P>>::Of>, Max, |of| {
            extreme(raw(field!(of, maximum, Int), field!(of, maximum, Number), field!(of, maximum, Date)))
        };
    }
    Counted {
        /// How many are true.
        true_count -> u64, TrueCount, |of| Ok(field!(of, total_true, Boolean).unwrap_or(0).max(0) as u64);
        /// How many are false.
        false_count -> u64, FalseCount, |of| Ok(field!(of, total_false, Boolean).unwrap_or(0).max(0) as u64);
        /// The share of true, from 0 to 1; none where there is no value.
        true_share -> Option<f64>, TrueShare, |of| Ok(share(field!(of, percentage_true, Boolean)));
        /// The share of false, from 0 to 1; none where there is no value.
        false_share -> Option<f64>, FalseShare, |of| Ok(share(field!(of, percentage_false, Boolean)));
    }
}

impl<P: Property<Kind: Pointing<P>>> Metrics<P> {
    /// The classes that the link may lead to, as the server calls them.
    pub fn pointing_to(self) -> Metric<Vec<String>> {
        Metric { ir: ir::Metric::PointingTo, read: pointing_to }
    }
}

#[allow(clippy::unnecessary_wraps)] // the decoder of a metric
fn pointing_to(of: &Of) -> Result<Vec<String>> {
    match of {
        Of::Reference(answer) => Ok(answer.pointing_to.clone()),
        _ => Ok(Vec::new()),
    }
}

/// Of no values the server says NaN, which is no share.
fn share(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.is_finite())
}

impl<P: Property<Kind: Topped<P>>> Metrics<P> {
    /// The most frequent values, at most `limit`.
    pub fn top(self, limit: u32) -> Metric<Vec<Top>> {
        Metric { ir: ir::Metric::Top(limit), read: tops }
    }
}

#[allow(clippy::unnecessary_wraps)] // the decoder of a metric
fn tops(of: &Of) -> Result<Vec<Top>> {
    let top = field!(of, top_occurences, Text);
    Ok(top
        .into_iter()
        .flat_map(|top| top.items)
        .map(|item| Top { value: item.value, count: item.occurs.max(0) as u64 })
        .collect())
}
