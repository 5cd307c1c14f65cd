//! Questions for numbers that know their collection.

mod builder;
mod metric;

use std::{fmt, marker::PhantomData, ops::Deref, sync::Arc};

use prost::Message as _;
use weaviate_proto::{
    AggregateReply,
    aggregate_reply::{Aggregations, group::GroupedBy},
};

use crate::{Error, Result, ir, rows::GroupName, token::Property};

pub use builder::{AggregateBuilder, Groups, KeyOf, RefusedAggregate, RefusedAggregateSearch};
pub use metric::{
    AggregateItem, AggregateItems, Counted, Extremal, ExtremeOf, Kinded, Metric, MetricItem, MetricItems,
    Metrics, NestMetrics, Numeric, Pointing, RefusedMetric, Top, Topped, Total, Totals,
};

/// A finished question for numbers whose answer is `R`.
pub struct Aggregate<C, R> {
    ir: ir::Aggregate,
    read: Arc<dyn Fn(AggregateReply) -> Result<R> + Send + Sync>,
    of: PhantomData<fn() -> C>,
}

impl<C, R> Aggregate<C, R> {
    /// The question as plain data.
    pub fn ir(&self) -> &ir::Aggregate {
        &self.ir
    }

    /// Reads the bytes of an `AggregateReply`; no bytes are the answer about no objects.
    ///
    /// # Errors
    ///
    /// `Decode` for an answer that is not what was asked for.
    pub fn read(&self, reply: &[u8]) -> Result<R> {
        let reply = AggregateReply::decode(reply)
            .map_err(|error| Error::decode("the reply is not a whole protobuf message").with_source(error))?;
        (self.read)(reply)
    }
}

impl<C, R> Clone for Aggregate<C, R> {
    fn clone(&self) -> Self {
        Self { ir: self.ir.clone(), read: Arc::clone(&self.read), of: PhantomData }
    }
}

impl<C, R> fmt::Debug for Aggregate<C, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ir.fmt(f)
    }
}

/// One answer: of everything, or of a group.
#[derive(Debug, Default)]
pub struct Answer {
    pub(crate) count: u64,
    pub(crate) metrics: Aggregations,
}

/// Whether a question is answered once or once for each value of a property.
pub trait Grouping: 'static {
    /// What becomes of a row.
    type Of<R>;

    /// Reads the reply with `row` for each answer.
    fn read<R>(reply: AggregateReply, row: impl Fn(Answer) -> Result<R>) -> Result<Self::Of<R>>;
}

/// Answered once.
#[derive(Debug, Clone, Copy)]
pub struct All;

/// Answered once for each value of the property `P`.
#[derive(Debug, Clone, Copy)]
pub struct By<P>(PhantomData<P>);

impl Grouping for All {
    type Of<R> = R;

    fn read<R>(reply: AggregateReply, row: impl Fn(Answer) -> Result<R>) -> Result<R> {
        use weaviate_proto::aggregate_reply::Result as Of;
        row(match reply.result {
            Some(Of::SingleResult(single)) => answer(single.objects_count, single.aggregations),
            Some(Of::GroupedResults(_)) => {
                return Err(Error::decode("the reply has groups and none were asked for"));
            }
            None => Answer::default(),
        })
    }
}

impl<P: Property<Kind: KeyOf<P>>> Grouping for By<P> {
    type Of<R> = Vec<Group<<P::Kind as KeyOf<P>>::Value, R>>;

    fn read<R>(reply: AggregateReply, row: impl Fn(Answer) -> Result<R>) -> Result<Self::Of<R>> {
        use weaviate_proto::aggregate_reply::Result as Of;
        let groups = match reply.result {
            Some(Of::GroupedResults(grouped)) => grouped.groups,
            Some(Of::SingleResult(_)) => {
                return Err(Error::decode("the reply has no groups and they were asked for"));
            }
            None => Vec::new(),
        };
        let named = |error: Error| error.context(format!("group by `{}`", P::NAME));
        let each = groups.into_iter().map(|group| {
            let by = group.grouped_by.ok_or_else(|| Error::decode("a group has no value")).map_err(named)?;
            Ok(Group {
                value: <P::Kind as KeyOf<P>>::read(by).map_err(named)?,
                row: row(answer(group.objects_count, group.aggregations))?,
            })
        });
        each.collect()
    }
}

fn answer(count: Option<i64>, metrics: Option<Aggregations>) -> Answer {
    Answer { count: count.map_or(0, |count| count.max(0) as u64), metrics: metrics.unwrap_or_default() }
}

/// The answer for the objects that share a value; it derefs to the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Group<K, R> {
    /// The value they share.
    pub value: K,
    row: R,
}

impl<K, R> Group<K, R> {
    /// The row.
    pub fn into_inner(self) -> R {
        self.row
    }
}

impl<K, R> Deref for Group<K, R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.row
    }
}

/// A Rust type whose values can name groups.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot name groups",
    label = "an aggregate groups by text, int, number, boolean, date and uuid properties and arrays of them"
)]
pub trait GroupKey {
    /// The type of one value.
    type Value: GroupName;

    /// From the reply.
    fn read(by: GroupedBy) -> Result<Self::Value>;
}

macro_rules! keys {
    ($($t:ty: $kind:ident($value:ident) => $read:expr;)*) => { $(
        impl GroupKey for $t {
            type Value = $t;

            fn read(by: GroupedBy) -> Result<$t> {
                use weaviate_proto::aggregate_reply::group::grouped_by::Value;
                match by.value {
                    Some(Value::$kind($value)) => $read,
                    _ => Err(Error::decode(concat!("its value is no ", stringify!($t)))),
                }
            }
        }
    )* };
}

keys! {
    String: Text(text) => Ok(text);
    bool: Boolean(boolean) => Ok(boolean);
    f64: Number(number) => Ok(number);
    f32: Number(number) => Ok(number as f32);
    ::uuid::Uuid: Text(text) => crate::property::parse_uuid(&text);
}

macro_rules! integers {
    ($($t:ty)*) => { $(
        impl GroupKey for $t {
            type Value = $t;

            fn read(by: GroupedBy) -> Result<$t> {
                use weaviate_proto::aggregate_reply::group::grouped_by::Value;
                match by.value {
                    Some(Value::Int(int)) => narrow(int),
                    // A server names groups of ints by numbers.
                    Some(Value::Number(number)) if number.fract() == 0.0 => narrow(number as i64),
                    _ => Err(Error::decode("its value is no int")),
                }
            }
        }
    )* };
}

integers! { i64 i32 i16 u8 u16 u32 }

fn narrow<T: TryFrom<i64>>(value: i64) -> Result<T> {
    T::try_from(value)
        .map_err(|_| Error::decode(format!("holds {value}, which the field's type cannot hold")))
}

#[cfg(feature = "chrono")]
pub(crate) use metric::date;

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone + 'static> GroupKey for chrono::DateTime<Z>
where
    Self: From<chrono::DateTime<chrono::FixedOffset>>,
{
    type Value = Self;

    fn read(by: GroupedBy) -> Result<Self> {
        metric::date(&<String as GroupKey>::read(by)?)
    }
}

impl<T: GroupKey> GroupKey for Option<T> {
    type Value = T::Value;

    fn read(by: GroupedBy) -> Result<T::Value> {
        T::read(by)
    }
}

impl<T: GroupKey> GroupKey for Vec<T> {
    type Value = T::Value;

    fn read(by: GroupedBy) -> Result<T::Value> {
        T::read(by)
    }
}
