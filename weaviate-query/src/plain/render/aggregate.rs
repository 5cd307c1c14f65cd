//! Questions for numbers as `AggregateRequest`.
//!
//! Searches become the same messages as in questions for objects; a search by words alone has no place here
//! and was refused before.

use bytes::Bytes;
use prost::Message as _;
use weaviate_proto::{
    AggregateRequest,
    aggregate_request::{
        Aggregation, GroupBy, Search as WireSearch,
        aggregation::{Aggregation as Of, Boolean, Date, Integer, Number, Reference, Text},
    },
};

use super::{
    Context, check, filter,
    search::{self, Rendered},
};
use crate::plain::{
    error::Result,
    ir::{Aggregate, AggregateItem, Metric},
    schema::DataType,
};

/// Renders a question for numbers as the bytes of an `AggregateRequest`.
///
/// ```
/// use weaviate_query::{Names, ir::{Aggregate, AggregateItem, Metric}, render, schema::DataType};
///
/// let names = Names::new();
/// let context = render::Context::new(&names);
/// assert!(render::aggregate(&Aggregate::count("Article", None), &context).is_ok());
///
/// let wrong = AggregateItem::Property {
///     name: "title".into(),
///     kind: DataType::Text,
///     metrics: vec![Metric::Mean],
/// };
/// let error = render::aggregate(&Aggregate { items: vec![wrong], ..Aggregate::new("Article") }, &context).unwrap_err();
/// assert_eq!(error.to_string(), "`title` is text: the server has no `mean` of it");
/// ```
///
/// # Errors
///
/// `InvalidInput` for a search without a bound, one by words alone, metrics that the data type does not have,
/// and a question that asks nothing.
pub fn aggregate(aggregate: &Aggregate, cx: &Context<'_>) -> Result<Bytes> {
    message(aggregate, cx).map(|message| message.encode_to_vec().into())
}

/// The message before it is bytes, for tests that look into it.
pub(super) fn message(aggregate: &Aggregate, cx: &Context<'_>) -> Result<AggregateRequest> {
    check::aggregate(aggregate, cx)?;
    let class = cx.names.class(&aggregate.collection).into_owned();
    let mut wire = AggregateRequest {
        tenant: cx.tenant.unwrap_or_default().to_owned(),
        filters: filter::optional(aggregate.filter.as_ref(), cx),
        group_by: aggregate
            .group_by
            .as_ref()
            .map(|property| GroupBy { collection: class.clone(), property: property.clone() }),
        limit: aggregate.groups,
        object_limit: aggregate.object_limit,
        collection: class,
        ..AggregateRequest::default()
    };
    wire.search = match aggregate.search.as_ref().map(|found| search::search(found, None)) {
        // A search by words alone was refused by `check`.
        None | Some(Rendered::Bm25(_)) => None,
        Some(Rendered::Hybrid(hybrid)) => Some(WireSearch::Hybrid(*hybrid)),
        Some(Rendered::NearVector(near)) => Some(WireSearch::NearVector(near)),
        Some(Rendered::NearObject(near)) => Some(WireSearch::NearObject(near)),
        Some(Rendered::NearText(near)) => Some(WireSearch::NearText(near)),
        Some(Rendered::NearImage(near)) => Some(WireSearch::NearImage(near)),
        Some(Rendered::NearAudio(near)) => Some(WireSearch::NearAudio(near)),
        Some(Rendered::NearVideo(near)) => Some(WireSearch::NearVideo(near)),
        Some(Rendered::NearDepth(near)) => Some(WireSearch::NearDepth(near)),
        Some(Rendered::NearThermal(near)) => Some(WireSearch::NearThermal(near)),
        Some(Rendered::NearImu(near)) => Some(WireSearch::NearImu(near)),
    };
    for item in &aggregate.items {
        match item {
            AggregateItem::Count => wire.objects_count = true,
            AggregateItem::Property { name, kind, metrics } => wire
                .aggregations
                .push(Aggregation { property: name.clone(), aggregation: metrics_of(*kind, metrics) }),
        }
    }
    Ok(wire)
}

/// The metrics in the message of their data type, which each have flags of their own.
fn metrics_of(kind: DataType, metrics: &[Metric]) -> Option<Of> {
    let has = |metric: Metric| metrics.contains(&metric);
    let top = metrics.iter().find_map(|metric| match metric {
        Metric::Top(limit) => Some(*limit),
        _ => None,
    });
    Some(match kind {
        DataType::Int => Of::Int(Integer {
            count: has(Metric::Count),
            r#type: false,
            sum: has(Metric::Sum),
            mean: has(Metric::Mean),
            mode: has(Metric::Mode),
            median: has(Metric::Median),
            maximum: has(Metric::Max),
            minimum: has(Metric::Min),
        }),
        DataType::Number => Of::Number(Number {
            count: has(Metric::Count),
            r#type: false,
            sum: has(Metric::Sum),
            mean: has(Metric::Mean),
            mode: has(Metric::Mode),
            median: has(Metric::Median),
            maximum: has(Metric::Max),
            minimum: has(Metric::Min),
        }),
        DataType::Date => Of::Date(Date {
            count: has(Metric::Count),
            r#type: false,
            median: has(Metric::Median),
            mode: has(Metric::Mode),
            maximum: has(Metric::Max),
            minimum: has(Metric::Min),
        }),
        DataType::Text => Of::Text(Text {
            count: has(Metric::Count),
            r#type: false,
            top_occurences: top.is_some(),
            top_occurences_limit: top,
        }),
        DataType::Boolean => Of::Boolean(Boolean {
            count: has(Metric::Count),
            r#type: false,
            total_true: has(Metric::TrueCount),
            total_false: has(Metric::FalseCount),
            percentage_true: has(Metric::TrueShare),
            percentage_false: has(Metric::FalseShare),
        }),
        DataType::Reference => {
            // A server fills in the classes only where `type` is asked for, too.
            Of::Reference(Reference { r#type: has(Metric::PointingTo), pointing_to: has(Metric::PointingTo) })
        }
        // Refused by `check`: the server has no metrics for it.
        _ => return None,
    })
}
