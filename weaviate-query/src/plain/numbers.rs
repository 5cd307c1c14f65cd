//! What a question for numbers is answered with, as plain data.
//!
//! A [`Reply`] is one answer about all objects, or one for each group; [`Numbers`] is an answer, with the
//! [`PropertyNumbers`] of each property in it. The question is [`ir::Aggregate`](crate::ir::Aggregate).
//!
//! ```
//! use prost::Message;
//! use weaviate_proto::{AggregateReply, aggregate_reply};
//! use weaviate_query::numbers::Reply;
//!
//! // What a server answers to "how many are there".
//! let single = aggregate_reply::Single { objects_count: Some(3), ..Default::default() };
//! let result = aggregate_reply::Result::SingleResult(single);
//! let bytes = AggregateReply { result: Some(result), ..Default::default() }.encode_to_vec();
//!
//! assert_eq!(Reply::read(&bytes)?.count()?, 3);
//! // No bytes: nothing was said, which is the answer about no objects.
//! assert!(matches!(Reply::read(&[])?, Reply::Nothing));
//! # Ok::<(), weaviate_query::Error>(())
//! ```

mod metrics;

use prost::Message as _;
use weaviate_proto::{
    AggregateReply,
    aggregate_reply::{self, Aggregations, group::grouped_by},
};

pub use metrics::{MetricValue, PropertyNumbers};

use crate::plain::error::{Error, Result};

/// A reply: one answer about all objects, or one for each group.
#[derive(Debug, Default)]
#[non_exhaustive]
pub enum Reply {
    /// Nothing was said, which is the answer about no objects.
    #[default]
    Nothing,
    /// About all objects together.
    Whole(Numbers),
    /// About the objects that share a value, each with that value, in the order of the server.
    Groups(Vec<(GroupValue, Numbers)>),
}

/// What is said of many objects at once: their number, and the metrics of their properties.
#[derive(Debug, Default)]
pub struct Numbers {
    /// How many there are, if that was asked.
    pub count: Option<i64>,
    /// In the order of the reply: there are few, and a search through them is quicker than a map.
    properties: Vec<(String, PropertyNumbers)>,
}

/// What the objects of a group share.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum GroupValue {
    /// Text, a date, a uuid, or the beacon of a link
    Text(String),
    /// An integer
    Int(i64),
    /// A number; what groups integers is one as well (1.39.0)
    Number(f64),
    /// A boolean
    Boolean(bool),
    /// A value that no property of ours can have, such as a list or a place
    Other,
    /// The server named no value
    Missing,
}

impl Reply {
    /// Reads the bytes of an `AggregateReply`; no bytes are the answer about no objects.
    ///
    /// # Errors
    ///
    /// `Decode` for bytes that are no such message, as when they were cut on the way.
    pub fn read(reply: &[u8]) -> Result<Self> {
        let reply = AggregateReply::decode(reply)
            .map_err(|error| Error::decode("the reply is not a whole protobuf message").with_source(error))?;
        Ok(match reply.result {
            None => Self::Nothing,
            Some(aggregate_reply::Result::SingleResult(single)) => {
                Self::Whole(Numbers::of(single.objects_count, single.aggregations))
            }
            Some(aggregate_reply::Result::GroupedResults(grouped)) => {
                let groups = grouped.groups.into_iter().map(|group| {
                    let value = group.grouped_by.map_or(GroupValue::Missing, |by| GroupValue::of(by.value));
                    (value, Numbers::of(group.objects_count, group.aggregations))
                });
                Self::Groups(groups.collect())
            }
        })
    }

    /// With the texts that a server sends as it stores them made plain.
    #[must_use]
    pub(crate) fn unescaped(mut self) -> Self {
        if let Self::Whole(numbers) = &mut self {
            numbers.properties.iter_mut().for_each(|(_, of)| of.unescape());
        }
        self
    }

    /// How many objects there are, of a reply without groups.
    ///
    /// # Errors
    ///
    /// `Decode` for a reply that does not say it: the question did not ask, or asked by groups.
    pub fn count(self) -> Result<u64> {
        let Self::Whole(Numbers { count: Some(count), .. }) = self else {
            return Err(Error::decode("the answer has no number of objects"));
        };
        u64::try_from(count).map_err(|_| Error::decode(format!("the server counts {count} objects")))
    }
}

impl Numbers {
    fn of(count: Option<i64>, metrics: Option<Aggregations>) -> Self {
        let properties = metrics.unwrap_or_default().aggregations.into_iter();
        let properties =
            properties.filter_map(|of| Some((of.property, PropertyNumbers::of(of.aggregation?)))).collect();
        Self { count, properties }
    }

    /// What is said of a property; none where nothing was counted, because the server leaves it out, and
    /// where nothing was asked. [`PropertyNumbers::none`] stands in for it.
    pub fn property(&self, name: &str) -> Option<&PropertyNumbers> {
        self.properties.iter().find(|(property, _)| property == name).map(|(_, numbers)| numbers)
    }
}

impl GroupValue {
    fn of(value: Option<grouped_by::Value>) -> Self {
        match value {
            None => Self::Other,
            Some(grouped_by::Value::Text(text)) => Self::Text(text),
            Some(grouped_by::Value::Int(int)) => Self::Int(int),
            Some(grouped_by::Value::Number(number)) => Self::Number(number),
            Some(grouped_by::Value::Boolean(boolean)) => Self::Boolean(boolean),
            Some(_) => Self::Other,
        }
    }
}
