//! Questions for numbers as GraphQL.

use super::{
    super::{Context, check},
    filter,
    refusal::unsupported,
    search,
    value::{self, Fields, Value},
};
use crate::plain::{
    error::Result,
    ir::{Aggregate, AggregateItem, Metric},
    schema::Shape,
};

/// Prints a question for numbers about `collection`.
///
/// ```
/// use weaviate_query::{Aggregate, Collection, Names, Result, render};
///
/// fn printed<C: Collection, R>(aggregate: &Aggregate<C, R>) -> Result<String> {
///     let names = Names::new();
///     render::graphql::aggregate(aggregate.ir(), C::SCHEMA, &render::Context::new(&names))
/// }
/// ```
///
/// # Errors
///
/// As [`query`](super::query).
pub fn aggregate<'a>(aggregate: &Aggregate, of: impl Into<Shape<'a>>, cx: &Context<'a>) -> Result<String> {
    check::aggregate(aggregate, cx)?;
    if aggregate.object_limit == Some(0) {
        return Err(unsupported("GraphQL takes an `object_limit` of 1 or more"));
    }
    let mut arguments = Fields::new();
    if let Some(tenant) = cx.tenant {
        arguments.text("tenant", tenant);
    }
    if let Some(found) = &aggregate.search {
        search::search(&mut arguments, found, search::Room::Aggregate)?;
    }
    if let Some(found) = &aggregate.filter {
        filter::clause(&mut arguments, found, of.into(), cx)?;
    }
    if let Some(property) = &aggregate.group_by {
        arguments.put("groupBy", Value::texts([property]));
    }
    for (name, count) in [("limit", aggregate.groups), ("objectLimit", aggregate.object_limit)] {
        if let Some(count) = count {
            arguments.put(name, Value::Number(count.to_string()));
        }
    }
    let mut fields = Vec::new();
    if aggregate.group_by.is_some() {
        fields.push("groupedBy { path value }".to_owned());
    }
    for item in &aggregate.items {
        fields.push(match item {
            AggregateItem::Count => "meta { count }".to_owned(),
            AggregateItem::Property { name, metrics, .. } => {
                let metrics: Vec<String> = metrics.iter().copied().map(metric).collect();
                format!("{} {{ {} }}", value::name(name)?, metrics.join(" "))
            }
        });
    }
    let class = cx.names.concrete(&aggregate.collection);
    let (class, fields) = (value::name(&class)?, fields.join(" "));
    let arguments = if arguments.is_empty() { String::new() } else { format!("({arguments})") };
    Ok(format!("{{ Aggregate {{ {class}{arguments} {{ {fields} }} }} }}"))
}

/// A metric as a field of the property; `top` has an argument and fields of its own.
fn metric(metric: Metric) -> String {
    match metric {
        Metric::Count => "count",
        Metric::Sum => "sum",
        Metric::Mean => "mean",
        Metric::Median => "median",
        Metric::Mode => "mode",
        Metric::Min => "minimum",
        Metric::Max => "maximum",
        Metric::Top(most) => return format!("topOccurrences(limit: {most}) {{ value occurs }}"),
        Metric::TrueCount => "totalTrue",
        Metric::FalseCount => "totalFalse",
        Metric::TrueShare => "percentageTrue",
        Metric::FalseShare => "percentageFalse",
        // Asked for alone, it is an error where there are neither a filter nor groups (1.39.0).
        Metric::PointingTo => "pointingTo type",
    }
    .to_owned()
}
