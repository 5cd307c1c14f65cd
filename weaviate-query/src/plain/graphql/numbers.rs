//! An answer of numbers as the message `AggregateReply`.

use bytes::Bytes;
use prost::Message as _;
use serde_json::{Map, Value as Json};
use weaviate_proto::{
    AggregateReply,
    aggregate_reply::{
        Aggregations, Group, Grouped, Result as Answer, Single,
        aggregations::{
            Aggregation,
            aggregation::{
                Aggregation as Of, Boolean, Date, Integer, Number, Reference, Text,
                text::{TopOccurrences, top_occurrences::TopOccurrence},
            },
        },
        group::{GroupedBy, grouped_by},
    },
};

use super::json::{self, at, below, double, int, list, text};
use crate::plain::{
    error::{Error, Result},
    ir::{Aggregate, AggregateItem},
    render::Context,
    schema::{DataType, PropertyShape, Shape},
};

/// The answer to a question for numbers, as gRPC would have sent it: the bytes of an `AggregateReply`.
///
/// ```
/// use serde_json::json;
/// use weaviate_query::{Names, graphql, ir::Aggregate, numbers::Reply, render};
/// use weaviate_query::schema::{CollectionDef, Shape};
///
/// const ARTICLE: CollectionDef = CollectionDef::new("Article");
/// let names = Names::new();
/// let (count, cx) = (Aggregate::count("Article", None), render::Context::new(&names));
/// assert_eq!(render::graphql::aggregate(&count, &ARTICLE, &cx)?, "{ Aggregate { Article { meta { count } } } }");
///
/// let data = json!({ "Aggregate": { "Article": [{ "meta": { "count": 3 } }] } });
/// let bytes = graphql::numbers(&data, &count, Shape::declared(&ARTICLE), &cx)?;
/// assert_eq!(Reply::read(&bytes)?.count()?, 3);
/// # Ok::<(), weaviate_query::Error>(())
/// ```
///
/// # Errors
///
/// `Decode` for what is no such answer.
pub fn numbers(data: &Json, aggregate: &Aggregate, of: Shape<'_>, cx: &Context<'_>) -> Result<Bytes> {
    let class = cx.names.concrete(&aggregate.collection);
    let answers = list(below(data, &["Aggregate", &class])?, "a list of numbers")?;
    let result = match &aggregate.group_by {
        Some(property) => {
            let kind = of.property(property).map(PropertyShape::data_type);
            let groups = answers.iter().map(|answer| group(answer, aggregate, kind));
            Some(Answer::GroupedResults(Grouped { groups: groups.collect::<Result<_>>()? }))
        }
        None => match answers.first() {
            None => None,
            Some(answer) => {
                let (objects_count, aggregations) = all(answer, aggregate)?;
                Some(Answer::SingleResult(Single { objects_count, aggregations }))
            }
        },
    };
    Ok(AggregateReply { result, ..AggregateReply::default() }.encode_to_vec().into())
}

fn group(answer: &Json, aggregate: &Aggregate, kind: Option<DataType>) -> Result<Group> {
    let (objects_count, aggregations) = all(answer, aggregate)?;
    let value = text(below(answer, &["groupedBy", "value"])?, "text")?;
    let odd = || Error::decode(format!("a group is named `{value}`, which is no value of its property"));
    // Every value comes as text; ints are numbers here over gRPC as well.
    let value = match kind {
        Some(DataType::Int | DataType::Number) => {
            grouped_by::Value::Number(value.parse().map_err(|_| odd())?)
        }
        Some(DataType::Boolean) => grouped_by::Value::Boolean(value.parse().map_err(|_| odd())?),
        _ => grouped_by::Value::Text(value.to_owned()),
    };
    let path = list(below(answer, &["groupedBy", "path"])?, "a path")?;
    let path = path.iter().map(|part| text(part, "a path").map(str::to_owned)).collect::<Result<_>>()?;
    Ok(Group { objects_count, aggregations, grouped_by: Some(GroupedBy { path, value: Some(value) }) })
}

/// The number of objects and the metrics of each property, as far as they were asked for.
fn all(answer: &Json, aggregate: &Aggregate) -> Result<(Option<i64>, Option<Aggregations>)> {
    let answer = json::object(answer, "numbers")?;
    let (mut count, mut aggregations) = (None, Vec::new());
    for item in &aggregate.items {
        match item {
            AggregateItem::Count => {
                let meta = answer.get("meta").unwrap_or(&Json::Null);
                count = Some(int(below(meta, &["count"])?)?);
            }
            AggregateItem::Property { name, kind, .. } => {
                let Some(found) = at(answer, name) else { continue };
                let read = || metrics(json::object(found, "numbers")?, *kind);
                let aggregation = Some(read().map_err(|error| error.context(format!("property `{name}`")))?);
                aggregations.push(Aggregation { property: name.clone(), aggregation });
            }
        }
    }
    Ok((count, (!aggregations.is_empty()).then_some(Aggregations { aggregations })))
}

/// The metrics of one property, in the message of its kind.
fn metrics(found: &Map<String, Json>, kind: DataType) -> Result<Of> {
    let whole = |name| at(found, name).map(int).transpose();
    let number = |name| at(found, name).map(double).transpose();
    let words = |name| at(found, name).map(|value| text(value, "text").map(str::to_owned)).transpose();
    let count = whole("count")?;
    Ok(match kind {
        DataType::Int => Of::Int(Integer {
            count,
            mean: number("mean")?,
            median: number("median")?,
            mode: whole("mode")?,
            maximum: whole("maximum")?,
            minimum: whole("minimum")?,
            sum: whole("sum")?,
            ..Integer::default()
        }),
        DataType::Number => Of::Number(Number {
            count,
            mean: number("mean")?,
            median: number("median")?,
            mode: number("mode")?,
            maximum: number("maximum")?,
            minimum: number("minimum")?,
            sum: number("sum")?,
            ..Number::default()
        }),
        DataType::Boolean => Of::Boolean(Boolean {
            count,
            total_true: whole("totalTrue")?,
            total_false: whole("totalFalse")?,
            percentage_true: number("percentageTrue")?,
            percentage_false: number("percentageFalse")?,
            ..Boolean::default()
        }),
        DataType::Date => Of::Date(Date {
            count,
            median: words("median")?,
            mode: words("mode")?,
            maximum: words("maximum")?,
            minimum: words("minimum")?,
            ..Date::default()
        }),
        DataType::Reference => {
            let classes =
                at(found, "pointingTo").map_or(Ok(&[][..]), |names| list(names, "names of classes"))?;
            let classes = classes.iter().map(|name| text(name, "the name of a class").map(str::to_owned));
            Of::Reference(Reference { pointing_to: classes.collect::<Result<_>>()?, ..Reference::default() })
        }
        _ => {
            let top =
                at(found, "topOccurrences").map(|top| list(top, "the most frequent values")).transpose()?;
            let top_occurences = match top {
                None => None,
                Some(top) => {
                    let items = top.iter().map(occurrence);
                    Some(TopOccurrences { items: items.collect::<Result<_>>()? })
                }
            };
            Of::Text(Text { count, top_occurences, ..Text::default() })
        }
    })
}

fn occurrence(item: &Json) -> Result<TopOccurrence> {
    let value = text(below(item, &["value"])?, "text")?.to_owned();
    Ok(TopOccurrence { value, occurs: int(below(item, &["occurs"])?)? })
}
