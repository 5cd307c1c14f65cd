//! Metrics of properties: methods, so that they complete and a wrong one fails at the word.

use std::marker::PhantomData;

use super::Answer;
use crate::{
    Error, Result, ir,
    kind::{self, list},
    property::PropertyType,
    proto::aggregate_reply::aggregations::{
        Aggregation, aggregation as answer, aggregation::Aggregation as Of,
    },
    schema::DataType,
    token::{Field, Property},
};

/// Kinds that can be summed.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no such metric",
    label = "`mean`, `median`, `mode` and `sum` need an int or number property, `{P}` is {Self}"
)]
pub trait Numeric<P> {}

/// Kinds that have a least and a greatest value.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no `min` and `max`",
    label = "they need an int, number or date property, `{P}` is {Self}"
)]
pub trait Extremal<P> {}

/// Kinds whose values are counted one by one.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no `top`",
    label = "`top` counts the values of a text property, `{P}` is {Self}"
)]
pub trait Topped<P> {}

/// Kinds that are true or false.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no such metric",
    label = "`true_count`, `false_count`, `true_share` and `false_share` need a boolean property, `{P}` is {Self}"
)]
pub trait Counted<P> {}

/// The type of an extreme even where there is none: total, so that a rule that fails leaves the row's type known.
pub trait ExtremeOf<P> {
    /// The type.
    type Of: FromMetric + 'static;
}

/// The data type that the server aggregates a kind as.
pub trait Kinded {
    /// The data type.
    const KIND: DataType;
}

macro_rules! kinds {
    ($($kind:ty: $data:ident, $extreme:ty, [$($rule:ident)*];)*) => { $(
        impl<P> ExtremeOf<P> for $kind { type Of = $extreme; }
        impl Kinded for $kind { const KIND: DataType = DataType::$data; }
        $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for $kind {})*
    )* };
}

kinds! {
    kind::int: Int, i64, [Numeric Extremal];
    kind::number: Number, f64, [Numeric Extremal];
    kind::boolean: Boolean, (), [Counted];
    kind::text: Text, (), [Topped];
    kind::uuid: Uuid, (), [];
    kind::geo_coordinates: GeoCoordinates, (), [];
    kind::phone_number: PhoneNumber, (), [];
    kind::blob: Blob, (), [];
    kind::object: Object, (), [];
    kind::reference: Reference, (), [];
    kind::vector: Vector, (), [];
    list<kind::int>: Int, i64, [Numeric Extremal];
    list<kind::number>: Number, f64, [Numeric Extremal];
    list<kind::boolean>: Boolean, (), [Counted];
    list<kind::text>: Text, (), [Topped];
    list<kind::uuid>: Uuid, (), [];
}

#[cfg(feature = "chrono")]
kinds! {
    kind::date: Date, chrono::DateTime<chrono::FixedOffset>, [Extremal];
    list<kind::date>: Date, chrono::DateTime<chrono::FixedOffset>, [Extremal];
}
#[cfg(not(feature = "chrono"))]
kinds! {
    kind::date: Date, String, [Extremal];
    list<kind::date>: Date, String, [Extremal];
}

/// A value that a metric is read as.
pub trait FromMetric: Sized {
    /// From the metric of this name in the answer, if the server sent it.
    fn from_metric(value: Raw) -> Result<Self>;
}

/// A metric as the server sent it.
#[derive(Debug)]
pub enum Raw {
    /// An integer
    Int(i64),
    /// A number
    Number(f64),
    /// A date
    Text(String),
}

impl FromMetric for i64 {
    fn from_metric(value: Raw) -> Result<Self> {
        match value {
            Raw::Int(int) => Ok(int),
            _ => Err(Error::decode("the metric is not an int")),
        }
    }
}

impl FromMetric for f64 {
    fn from_metric(value: Raw) -> Result<Self> {
        match value {
            Raw::Number(number) => Ok(number),
            Raw::Int(int) => Ok(int as f64),
            Raw::Text(_) => Err(Error::decode("the metric is not a number")),
        }
    }
}

impl FromMetric for () {
    fn from_metric(_: Raw) -> Result<Self> {
        Ok(())
    }
}

impl FromMetric for String {
    fn from_metric(value: Raw) -> Result<Self> {
        match value {
            Raw::Text(text) => Ok(text),
            _ => Err(Error::decode("the metric is not text")),
        }
    }
}

#[cfg(feature = "chrono")]
impl FromMetric for chrono::DateTime<chrono::FixedOffset> {
    fn from_metric(value: Raw) -> Result<Self> {
        date(&String::from_metric(value)?)
    }
}

#[cfg(feature = "chrono")]
pub(crate) fn date<D: From<chrono::DateTime<chrono::FixedOffset>>>(text: &str) -> Result<D> {
    chrono::DateTime::parse_from_rfc3339(text)
        .map(D::from)
        .map_err(|_| Error::decode(format!("`{text}` is no date")))
}

/// The metrics of the property `P`.
pub struct Metrics<P>(PhantomData<P>);

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
        /// The median; none where there is no value.
        median -> Option<f64>, Median, |of| Ok(field!(of, median, Int Number));
        /// The most frequent value; none where there is no value.
        mode -> Option<<P::Kind as ExtremeOf<P>>::Of>, Mode, |of| {
            extreme(raw(field!(of, mode, Int), field!(of, mode, Number), None))
        };
    }
    Extremal {
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

/// One metric of a tuple of them.
pub trait MetricItem: Send + Sync + 'static {
    /// What it gives a row.
    type Value: 'static;

    /// What the server is asked for.
    fn ir(&self) -> ir::Metric;
    /// Reads it.
    fn read(&self, of: &Of) -> Result<Self::Value>;
}

impl<T: 'static> MetricItem for Metric<T> {
    type Value = T;

    fn ir(&self) -> ir::Metric {
        self.ir
    }

    fn read(&self, of: &Of) -> Result<T> {
        (self.read)(of)
    }
}

/// A tuple of metrics.
pub trait MetricItems: Send + Sync + 'static {
    /// The tuple of their values.
    type Row: 'static;

    /// What the server is asked for.
    fn ir(&self) -> Vec<ir::Metric>;
    /// Reads them.
    fn read(&self, of: &Of) -> Result<Self::Row>;
}

/// Metrics of the property `P` with none named yet.
#[doc(hidden)]
#[derive(Debug)]
pub struct NestMetrics<P>(PhantomData<P>);

/// Metrics of the property `P`.
#[allow(missing_debug_implementations)] // a step of an expansion
pub struct NestedMetrics<P, I: MetricItems, T> {
    items: I,
    row: fn(I::Row) -> T,
    of: PhantomData<fn() -> P>,
}

impl<R, P: Property> Field<R, (), P> {
    /// The metrics of this property.
    pub fn pick_metrics<I: MetricItems>(
        self,
        pick: impl FnOnce(Metrics<P>) -> I,
    ) -> NestedMetrics<P, I, I::Row> {
        NestedMetrics { items: pick(Metrics(PhantomData)), row: |row| row, of: PhantomData }
    }

    /// What `query!` writes for `.property { … }` of an aggregate, with [`NestMetrics::rows`].
    #[doc(hidden)]
    pub fn metrics(self) -> (NestMetrics<P>, Metrics<P>) {
        (NestMetrics(PhantomData), Metrics(PhantomData))
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
pub trait AggregateItem: Send + Sync + 'static {
    /// What it gives a row.
    type Value: 'static;

    /// What the server is asked for.
    fn ir(&self) -> ir::AggregateItem;
    /// Reads it.
    fn read(&self, answer: &Answer) -> Result<Self::Value>;
}

impl<P: Property<Kind: Kinded>, I: MetricItems, T: 'static> AggregateItem for NestedMetrics<P, I, T> {
    type Value = T;

    fn ir(&self) -> ir::AggregateItem {
        ir::AggregateItem::Property { name: P::NAME.into(), kind: P::Kind::KIND, metrics: self.items.ir() }
    }

    fn read(&self, answer: &Answer) -> Result<T> {
        let of = answer.metrics.aggregations.iter().find(|of: &&Aggregation| of.property == P::NAME);
        let empty = || empty_of(P::Type::TYPE.data_type);
        let row = match of.and_then(|of| of.aggregation.as_ref()) {
            Some(of) => self.items.read(of),
            // Nothing was counted: the server leaves the property out.
            None => self.items.read(&empty()),
        };
        row.map(self.row).map_err(|error| error.context(format!("property `{}`", P::NAME)))
    }
}

fn empty_of(data_type: DataType) -> Of {
    match data_type {
        DataType::Int => Of::Int(answer::Integer::default()),
        DataType::Number => Of::Number(answer::Number::default()),
        DataType::Boolean => Of::Boolean(answer::Boolean::default()),
        DataType::Date => Of::Date(answer::Date::default()),
        _ => Of::Text(answer::Text::default()),
    }
}

/// What is known of all objects together.
#[derive(Debug, Clone, Copy)]
pub struct Totals(());

impl Totals {
    pub(super) fn new() -> Self {
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

impl AggregateItem for Total {
    type Value = u64;

    fn ir(&self) -> ir::AggregateItem {
        ir::AggregateItem::Count
    }

    fn read(&self, answer: &Answer) -> Result<u64> {
        Ok(answer.count)
    }
}

/// A tuple of parts of an answer.
pub trait AggregateItems: Send + Sync + 'static {
    /// The tuple of their values.
    type Row: 'static;

    /// What the server is asked for.
    fn ir(&self) -> Vec<ir::AggregateItem>;
    /// Reads them.
    fn read(&self, answer: &Answer) -> Result<Self::Row>;
}

macro_rules! tuples {
    ($($($i:ident $n:tt)+;)+) => { $(
        impl<$($i: MetricItem),+> MetricItems for ($($i,)+) {
            type Row = ($($i::Value,)+);

            fn ir(&self) -> Vec<ir::Metric> {
                vec![$(self.$n.ir()),+]
            }

            fn read(&self, of: &Of) -> Result<Self::Row> {
                Ok(($(self.$n.read(of)?,)+))
            }
        }

        impl<$($i: AggregateItem),+> AggregateItems for ($($i,)+) {
            type Row = ($($i::Value,)+);

            fn ir(&self) -> Vec<ir::AggregateItem> {
                vec![$(self.$n.ir()),+]
            }

            fn read(&self, answer: &Answer) -> Result<Self::Row> {
                Ok(($(self.$n.read(answer)?,)+))
            }
        }
    )+ };
}

tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
}
