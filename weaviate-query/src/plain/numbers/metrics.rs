//! The metrics of one property in a reply.

use weaviate_proto::aggregate_reply::aggregations::aggregation::{self, Aggregation as Of};

use crate::plain::{schema::DataType, value::text::unescaped};

/// The metrics of one property: those that were asked for, and that its data type has.
///
/// Each method is one metric. It is none if it was not asked for, if there was no value to take it of, or if
/// the data type does not have it:
///
/// | data type | methods |
/// |---|---|
/// | `int`, `number` | `count`, `sum`, `mean`, `median`, `mode`, `min`, `max` |
/// | `date` | `count`, `median`, `mode`, `min`, `max` |
/// | `text` | `count`, `top` |
/// | `boolean` | `count`, `true_count`, `false_count`, `true_share`, `false_share` |
/// | a link | `pointing_to` |
///
/// ```
/// use weaviate_query::{numbers::PropertyNumbers, schema::DataType};
///
/// let nothing = PropertyNumbers::none(DataType::Int);
/// assert_eq!((nothing.count(), nothing.sum()), (None, None));
/// assert!(nothing.top().is_empty());
/// ```
#[derive(Debug, Clone)]
pub struct PropertyNumbers(Of);

/// A metric that has the type of the property's values, as the server sent it.
///
/// ```
/// use weaviate_query::numbers::MetricValue;
///
/// assert_eq!(MetricValue::from(7), MetricValue::Int(7));
/// assert_eq!(MetricValue::from("2026-11-21T09:30:00Z".to_owned()).clone(), MetricValue::Text("2026-11-21T09:30:00Z".into()));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum MetricValue {
    /// An integer, of an `int`
    Int(i64),
    /// A number, of a `number`
    Number(f64),
    /// A date as RFC 3339, of a `date`
    Text(String),
}

/// A field that some kinds of answers have, by its name in their messages.
macro_rules! field {
    ($of:expr, $name:ident, $($kind:ident)*) => {
        match &$of.0 { $(Of::$kind(answer) => answer.$name.clone(),)* _ => None }
    };
}

/// The methods for metrics that have the type of the values: in the messages of ints, numbers and dates.
macro_rules! extremes {
    ($($(#[$meta:meta])* $method:ident $name:ident;)*) => { $(
        $(#[$meta])*
        pub fn $method(&self) -> Option<MetricValue> {
            match &self.0 {
                Of::Int(answer) => answer.$name.map(Into::into),
                Of::Number(answer) => answer.$name.map(Into::into),
                Of::Date(answer) => answer.$name.clone().map(Into::into),
                _ => None,
            }
        }
    )* };
}

impl PropertyNumbers {
    pub(super) const fn of(answer: Of) -> Self {
        Self(answer)
    }

    /// What is to be said where nothing was counted: an answer of this type without any metric.
    pub fn none(of: DataType) -> Self {
        Self(match of {
            DataType::Int => Of::Int(aggregation::Integer::default()),
            DataType::Number => Of::Number(aggregation::Number::default()),
            DataType::Boolean => Of::Boolean(aggregation::Boolean::default()),
            DataType::Date => Of::Date(aggregation::Date::default()),
            DataType::Reference => Of::Reference(aggregation::Reference::default()),
            _ => Of::Text(aggregation::Text::default()),
        })
    }

    /// How many values there are; of a link none, as the wire has no room for it.
    pub fn count(&self) -> Option<i64> {
        match &self.0 {
            Of::Int(answer) => answer.count,
            Of::Number(answer) => answer.count,
            Of::Text(answer) => answer.count,
            Of::Boolean(answer) => answer.count,
            Of::Date(answer) => answer.count,
            Of::Reference(_) => None,
        }
    }

    /// The sum, of ints and numbers.
    pub fn sum(&self) -> Option<MetricValue> {
        match &self.0 {
            Of::Int(answer) => answer.sum.map(Into::into),
            Of::Number(answer) => answer.sum.map(Into::into),
            _ => None,
        }
    }

    /// The mean, of ints and numbers.
    pub fn mean(&self) -> Option<f64> {
        field!(self, mean, Int Number)
    }

    extremes! {
        /// The median, of ints, numbers and dates.
        median median;
        /// The most frequent value, of ints, numbers and dates; of text it is [`PropertyNumbers::top`].
        mode mode;
        /// The least value; of dates the earliest.
        min minimum;
        /// The greatest value; of dates the latest.
        max maximum;
    }

    /// How many values are true.
    pub fn true_count(&self) -> Option<i64> {
        field!(self, total_true, Boolean)
    }

    /// How many values are false.
    pub fn false_count(&self) -> Option<i64> {
        field!(self, total_false, Boolean)
    }

    /// The share of true, from 0 to 1; of no values a server says NaN.
    pub fn true_share(&self) -> Option<f64> {
        field!(self, percentage_true, Boolean)
    }

    /// The share of false, from 0 to 1; of no values a server says NaN.
    pub fn false_share(&self) -> Option<f64> {
        field!(self, percentage_false, Boolean)
    }

    /// The most frequent values, each with how often it occurs; as many as were asked for, and empty if none
    /// were.
    pub fn top(&self) -> Vec<(String, i64)> {
        let top = field!(self, top_occurences, Text);
        top.into_iter().flat_map(|top| top.items).map(|item| (item.value, item.occurs)).collect()
    }

    pub(super) fn unescape(&mut self) {
        if let Of::Text(aggregation::Text { top_occurences: Some(top), .. }) = &mut self.0 {
            for item in &mut top.items {
                item.value = unescaped(std::mem::take(&mut item.value));
            }
        }
    }

    /// The classes that a link may lead to, as the server calls them: with prefix and version.
    pub fn pointing_to(&self) -> Vec<String> {
        match &self.0 {
            Of::Reference(answer) => answer.pointing_to.clone(),
            _ => Vec::new(),
        }
    }
}

impl From<i64> for MetricValue {
    fn from(int: i64) -> Self {
        Self::Int(int)
    }
}

impl From<f64> for MetricValue {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<String> for MetricValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As a server (1.39.0) answers for no objects: how many there are, and nothing else.
    #[test]
    fn of_nothing_there_is_no_sum() {
        let nothing = |of| [PropertyNumbers::of(of)].map(|of| (of.count(), of.sum(), of.mean(), of.min()));
        let int = aggregation::Integer { count: Some(0), ..aggregation::Integer::default() };
        assert_eq!(nothing(Of::Int(int)), [(Some(0), None, None, None)]);
        let number = aggregation::Number { count: Some(0), ..aggregation::Number::default() };
        assert_eq!(nothing(Of::Number(number)), [(Some(0), None, None, None)]);
        let zero = aggregation::Integer { sum: Some(0), ..aggregation::Integer::default() };
        assert_eq!(PropertyNumbers::of(Of::Int(zero)).sum(), Some(MetricValue::Int(0)));
    }
}
