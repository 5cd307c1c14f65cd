//! `Aggregate`: counts and statistics, as the fields ask for them.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};
use weaviate_proto::{
    AggregateRequest,
    aggregate_reply::{
        self, Result as Outcome, aggregations::aggregation::Aggregation as Shown,
        group::grouped_by::Value as Key,
    },
    aggregate_request::{
        self,
        aggregation::{self, Aggregation as Of},
    },
};

use super::{
    ast::{Field, Value as Arg},
    filter, get, request, values,
};
use crate::{
    common::{error::Result, value::number_json},
    operations::context::Context,
    schema::{Class, DataType, Property},
};

/// The aggregation of a collection.
pub(super) fn groups(context: &Context, class: &Arc<Class>, field: &Field) -> Result<Json> {
    let clause = filter::read(context, class, field)?;
    let number =
        |name: &str| field.argument(name).and_then(Arg::int).and_then(|number| u32::try_from(number).ok());
    let group_by = field.argument("groupBy").map(Arg::texts).unwrap_or_default();
    let request = AggregateRequest {
        collection: class.name.clone(),
        tenant: field.argument("tenant").and_then(Arg::text).unwrap_or_default().to_owned(),
        objects_count: true,
        aggregations: field.fields().filter_map(|inner| asked(class, inner)).collect(),
        object_limit: number("objectLimit"),
        limit: number("limit"),
        group_by: group_by.first().map(|property| aggregate_request::GroupBy {
            collection: class.name.clone(),
            property: property.clone(),
        }),
        filters: None,
        search: request::aggregate_search(field).map_err(get::in_graphql)?,
    };
    let reply = crate::operations::aggregate::with_filter(context, &request, clause.as_ref()).map_err(
        |mut refusal| {
            for place in ["parse params: ", "parse near vector: ", "aggregate: "] {
                if let Some(why) = refusal.text.strip_prefix(place) {
                    refusal.text = why.to_owned();
                }
            }
            get::in_graphql(refusal)
        },
    )?;
    Ok(match reply.result {
        Some(Outcome::SingleResult(single)) => {
            json!([group(class, field, single.objects_count, single.aggregations.as_ref(), None)])
        }
        Some(Outcome::GroupedResults(grouped)) => grouped
            .groups
            .iter()
            .map(|one| {
                let by = one.grouped_by.as_ref();
                group(class, field, one.objects_count, one.aggregations.as_ref(), by)
            })
            .collect(),
        None => json!([]),
    })
}

// All statistics of a property: those nobody asks for are left out when the answer is written.
fn asked(class: &Class, field: &Field) -> Option<aggregate_request::Aggregation> {
    let property = class.property(&field.name)?;
    let of = match property.kind.item() {
        DataType::Int => Of::Int(aggregation::Integer {
            count: true,
            r#type: true,
            sum: true,
            mean: true,
            mode: true,
            median: true,
            maximum: true,
            minimum: true,
        }),
        DataType::Number => Of::Number(aggregation::Number {
            count: true,
            r#type: true,
            sum: true,
            mean: true,
            mode: true,
            median: true,
            maximum: true,
            minimum: true,
        }),
        DataType::Boolean => Of::Boolean(aggregation::Boolean {
            count: true,
            r#type: true,
            total_true: true,
            total_false: true,
            percentage_true: true,
            percentage_false: true,
        }),
        DataType::Date => Of::Date(aggregation::Date {
            count: true,
            r#type: true,
            median: true,
            mode: true,
            maximum: true,
            minimum: true,
        }),
        DataType::Reference => Of::Reference(aggregation::Reference { r#type: true, pointing_to: true }),
        _ => {
            let top = field.fields().find(|inner| inner.name == "topOccurrences");
            let limit = top.and_then(|top| top.argument("limit")?.int());
            Of::Text(aggregation::Text {
                count: true,
                r#type: true,
                top_occurences: top.is_some(),
                top_occurences_limit: limit.and_then(|limit| u32::try_from(limit).ok()),
            })
        }
    };
    Some(aggregate_request::Aggregation { property: field.name.clone(), aggregation: Some(of) })
}

fn group(
    class: &Class,
    field: &Field,
    count: Option<i64>,
    found: Option<&aggregate_reply::Aggregations>,
    by: Option<&aggregate_reply::group::GroupedBy>,
) -> Json {
    let found = found.map(|found| found.aggregations.as_slice()).unwrap_or_default();
    let mut out = Map::new();
    for inner in field.fields() {
        let shown = match inner.name.as_str() {
            "__typename" => json!(format!("Aggregate{}", class.name)),
            "meta" => parts(inner, |_| json!(count)),
            "groupedBy" => by.map_or(Json::Null, |by| {
                let property = by.path.first().map(String::as_str).unwrap_or_default();
                values::grouped_by(property, &key(by.value.as_ref()), inner)
            }),
            name => {
                let statistics = found.iter().find(|known| known.property == name);
                match (class.property(name), statistics.and_then(|known| known.aggregation.as_ref())) {
                    (Some(property), Some(statistics)) => {
                        parts(inner, |part| statistic(property, statistics, part))
                    }
                    _ => Json::Null,
                }
            }
        };
        out.insert(inner.key().to_owned(), shown);
    }
    Json::Object(out)
}

fn parts(field: &Field, show: impl Fn(&Field) -> Json) -> Json {
    Json::Object(field.fields().map(|inner| (inner.key().to_owned(), show(inner))).collect())
}

fn key(value: Option<&Key>) -> String {
    match value {
        Some(Key::Text(text)) => text.clone(),
        Some(Key::Int(number)) => values::number_text(*number as f64),
        Some(Key::Number(number)) => values::number_text(*number),
        Some(Key::Boolean(value)) => value.to_string(),
        _ => String::new(),
    }
}

fn statistic(property: &Property, found: &Shown, field: &Field) -> Json {
    let float = |number: Option<f64>| number.filter(|n| n.is_finite()).map_or(Json::Null, number_json);
    let name = field.name.as_str();
    if name == "type" {
        return match property.kind {
            DataType::Reference => json!("cref"),
            kind => json!(kind.name()),
        };
    }
    match found {
        Shown::Int(of) => match name {
            "count" => json!(of.count),
            "sum" => json!(of.sum),
            "minimum" => json!(of.minimum),
            "maximum" => json!(of.maximum),
            "mode" => json!(of.mode),
            "mean" => float(of.mean),
            "median" => float(of.median),
            _ => Json::Null,
        },
        Shown::Number(of) => match name {
            "count" => json!(of.count),
            "sum" => float(of.sum),
            "minimum" => float(of.minimum),
            "maximum" => float(of.maximum),
            "mode" => float(of.mode),
            "mean" => float(of.mean),
            "median" => float(of.median),
            _ => Json::Null,
        },
        Shown::Text(of) => match name {
            "count" => json!(of.count),
            "topOccurrences" => {
                let items = of.top_occurences.as_ref().map(|top| top.items.as_slice()).unwrap_or_default();
                items
                    .iter()
                    .map(|item| {
                        parts(field, |part| match part.name.as_str() {
                            "value" => json!(item.value),
                            "occurs" => json!(item.occurs),
                            _ => Json::Null,
                        })
                    })
                    .collect()
            }
            _ => Json::Null,
        },
        Shown::Boolean(of) => match name {
            "count" => json!(of.count),
            "totalTrue" => json!(of.total_true),
            "totalFalse" => json!(of.total_false),
            "percentageTrue" => float(of.percentage_true),
            "percentageFalse" => float(of.percentage_false),
            _ => Json::Null,
        },
        Shown::Date(of) => match name {
            "count" => json!(of.count),
            "minimum" => json!(of.minimum),
            "maximum" => json!(of.maximum),
            "mode" => json!(of.mode),
            "median" => json!(of.median),
            _ => Json::Null,
        },
        Shown::Reference(of) => match name {
            "pointingTo" => json!(of.pointing_to),
            _ => Json::Null,
        },
    }
}
