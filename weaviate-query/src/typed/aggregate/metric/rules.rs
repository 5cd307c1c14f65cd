//! Which kinds of properties have which metrics, and what those are read as.
//!
//! The rules are for messages, [`ExtremeOf`] and [`Kinded`] for types: those are total, `()` where a kind has no extremes.
//! A kind and a list of it have the same metrics.

#[cfg(feature = "chrono")]
use crate::plain::value::date;
use crate::{
    plain::{
        error::{Error, Result},
        numbers::MetricValue,
        schema::DataType,
        sealed::Sealed,
    },
    typed::{
        kind::{self, list, yes},
        marker::Property,
    },
};

/// Kinds that can be summed: int and number. Dates have an order and no sum.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no such metric",
    label = "`mean` and `sum` need an int or number property, `{P}` is {Self}"
)]
pub trait Numeric<P>: Sealed {}

/// Kinds whose values have an order that a server takes extremes by: int, number and date.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no such metric",
    label = "`min`, `max`, `median` and `mode` need an int, number or date property, `{P}` is {Self}"
)]
pub trait Extremal<P>: Sealed {}

/// Kinds whose values are counted one by one: text.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no `top`",
    label = "`top` counts the values of a text property, `{P}` is {Self}"
)]
pub trait Topped<P>: Sealed {}

/// Kinds whose values are counted.
#[diagnostic::on_unimplemented(
    message = "the values of `{P}` cannot be counted",
    label = "`count` needs an int, number, date, boolean or text property or an array of them, `{P}` is {Self}; `count` outside braces counts objects"
)]
pub trait Tallied<P>: Sealed {}

/// A property whose values the index holds.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no index to compute metrics of",
    label = "remove `filterable = false` from it"
)]
pub trait Valued<P>: Sealed {}
#[diagnostic::do_not_recommend]
impl<P> Valued<P> for kind::yes {}

/// Kinds that are true or false: boolean.
#[diagnostic::on_unimplemented(
    message = "`{P}` has no such metric",
    label = "`true_count`, `false_count`, `true_share` and `false_share` need a boolean property, `{P}` is {Self}"
)]
pub trait Counted<P>: Sealed {}

/// Kinds that lead to other objects: links.
#[diagnostic::on_unimplemented(
    message = "`{P}` points to nothing",
    label = "`pointing_to` needs a link, `{P}` is {Self}"
)]
pub trait Pointing<P>: Sealed {}

/// The type of an extreme even where there is none: total, so that a rule that fails leaves the row's type known.
pub trait ExtremeOf<P>: Sealed {
    /// The type of a value.
    type Of: FromMetric + 'static;
    /// The type of what lies between two values: the median of 1 and 2 is 1.5, so of ints it is an `f64`.
    type Median: FromMetric + 'static;
    /// Whether there is what it is computed of.
    type Index;
}

/// The data type that the server aggregates a kind as; of a list that of its elements.
pub trait Kinded: Sealed {
    /// The data type.
    const KIND: DataType;
}

macro_rules! kinds {
    ($($kind:ty: $data:ident, $extreme:ty, $median:ty, $index:ty, [$($rule:ident)*];)*) => { $(
        impl<P: Property> ExtremeOf<P> for $kind { type Of = $extreme; type Median = $median; type Index = $index; }
        impl Kinded for $kind { const KIND: DataType = DataType::$data; }
        $(#[diagnostic::do_not_recommend] impl<P> $rule<P> for $kind {})*
    )* };
}

// Of text and of arrays a server computes without the index.
kinds! {
    kind::int: Int, i64, f64, P::Valued, [Tallied Numeric Extremal];
    kind::number: Number, f64, f64, P::Valued, [Tallied Numeric Extremal];
    kind::boolean: Boolean, (), (), P::Valued, [Tallied Counted];
    kind::text: Text, (), (), yes, [Tallied Topped];
    kind::uuid: Uuid, (), (), yes, [];
    kind::geo_coordinates: GeoCoordinates, (), (), yes, [];
    kind::phone_number: PhoneNumber, (), (), yes, [];
    kind::blob: Blob, (), (), yes, [];
    kind::blob_hash: BlobHash, (), (), yes, [];
    kind::object: Object, (), (), yes, [];
    kind::reference: Reference, (), (), yes, [Pointing];
    kind::vector: Vector, (), (), yes, [];
    list<kind::int>: Int, i64, f64, yes, [Tallied Numeric Extremal];
    list<kind::number>: Number, f64, f64, yes, [Tallied Numeric Extremal];
    list<kind::boolean>: Boolean, (), (), yes, [Tallied Counted];
    list<kind::text>: Text, (), (), yes, [Tallied Topped];
    list<kind::uuid>: Uuid, (), (), yes, [];
}

#[cfg(feature = "chrono")]
kinds! {
    kind::date: Date, chrono::DateTime<chrono::FixedOffset>, chrono::DateTime<chrono::FixedOffset>, P::Valued, [Tallied Extremal];
    list<kind::date>: Date, chrono::DateTime<chrono::FixedOffset>, chrono::DateTime<chrono::FixedOffset>, yes, [Tallied Extremal];
}
#[cfg(not(feature = "chrono"))]
kinds! {
    kind::date: Date, String, String, P::Valued, [Tallied Extremal];
    list<kind::date>: Date, String, String, yes, [Tallied Extremal];
}

/// A value that a metric is read as.
pub trait FromMetric: Sealed + Sized {
    /// From the metric of this name in the answer, if the server sent it.
    fn from_metric(value: MetricValue) -> Result<Self>;
}

impl FromMetric for i64 {
    fn from_metric(value: MetricValue) -> Result<Self> {
        match value {
            MetricValue::Int(int) => Ok(int),
            _ => Err(Error::decode("the metric is not an int")),
        }
    }
}

impl FromMetric for f64 {
    fn from_metric(value: MetricValue) -> Result<Self> {
        match value {
            MetricValue::Number(number) => Ok(number),
            MetricValue::Int(int) => Ok(int as Self),
            MetricValue::Text(_) => Err(Error::decode("the metric is not a number")),
        }
    }
}

impl FromMetric for () {
    fn from_metric(_: MetricValue) -> Result<Self> {
        Ok(())
    }
}

impl FromMetric for String {
    fn from_metric(value: MetricValue) -> Result<Self> {
        match value {
            MetricValue::Text(text) => Ok(text),
            _ => Err(Error::decode("the metric is not text")),
        }
    }
}

#[cfg(feature = "chrono")]
impl FromMetric for chrono::DateTime<chrono::FixedOffset> {
    fn from_metric(value: MetricValue) -> Result<Self> {
        date::read(&String::from_metric(value)?)
    }
}
