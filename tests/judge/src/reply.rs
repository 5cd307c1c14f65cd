//! Replies of a server to messages that were written by hand.

use prost::Message as _;
use serde_json::{Map, Value as Json, json};
use weaviate_conformance::Wire;
use weaviate_proto as proto;
use weaviate_proto::{
    aggregate_reply::{self, aggregations::aggregation, group::grouped_by},
    list_value, value,
};

use crate::{
    answer::{Answer, NOTHING, occurs, refused},
    oracle::missing,
    question::{Metric, Pick, Question, Request},
    world::{Field, Kind, Many, World},
};

/// Sends it and reads the answer.
pub(crate) async fn ask(wire: &Wire, world: &World, question: &Question) -> Answer {
    let Request { method, body } = question.raw(world);
    let reply = match wire.call(method, body).await {
        Ok(reply) => reply,
        Err(status) => return refused(status.message()),
    };
    let read = match method {
        "Search" => proto::SearchReply::decode(reply).map(|reply| rows(world, question, &reply)),
        "Aggregate" => proto::AggregateReply::decode(reply).map(|reply| numbers(question, reply)),
        _ => proto::BatchDeleteReply::decode(reply).map(|reply| Answer::Matched(reply.matches as usize)),
    };
    read.unwrap_or_else(|error| refused(error.to_string()))
}

fn rows(world: &World, question: &Question, reply: &proto::SearchReply) -> Answer {
    if question.group_by.is_some() {
        let group = |group: &proto::GroupByResult| {
            let ids = group.objects.iter().map(id).collect();
            (named(world, question, &group.name), ids)
        };
        return Answer::Groups(reply.group_by_results.iter().map(group).collect());
    }
    let row = |result: &proto::SearchResult| {
        let cells = question.select.iter().map(|pick| cell(world, question, result, pick)).collect();
        (id(result), cells)
    };
    Answer::Rows(reply.results.iter().map(row).collect())
}

fn id(result: &proto::SearchResult) -> String {
    result.metadata.as_ref().map(|of| of.id.clone()).unwrap_or_default()
}

/// The name of a group is a text, whatever it groups by.
fn named(world: &World, question: &Question, name: &str) -> Json {
    let way = question.group_by.as_ref().and_then(|path| world.way(question.collection, path));
    match way.map(|way| &way.field.kind) {
        _ if name.is_empty() => NOTHING,
        Some(Kind::Int | Kind::Number) => {
            name.parse().map_or_else(|_| json!(name), |number: f64| json!(number))
        }
        Some(Kind::Bool) => json!(name == "true"),
        _ => linked(name),
    }
}

fn cell(world: &World, question: &Question, result: &proto::SearchResult, pick: &Pick) -> Json {
    let Some(of) = &result.metadata else { return NOTHING };
    let there = |there: bool, value: f32| if there { json!(f64::from(value)) } else { NOTHING };
    match pick {
        Pick::Path(path) => {
            let way = world.way(question.collection, path);
            if path.0.len() == 1 && way.is_some_and(|way| !way.field.is_property()) {
                return vector(of, Some(&path.0[0]));
            }
            let empty = proto::PropertiesResult::default();
            let properties = result.properties.as_ref().unwrap_or(&empty);
            inside(world, question.collection, properties, &path.0)
        }
        Pick::Distance => there(of.distance_present, of.distance),
        Pick::Score => there(of.score_present, of.score),
        Pick::Certainty => there(of.certainty_present, of.certainty),
        Pick::CreatedAt => json!(of.creation_time_unix),
        Pick::RerankScore => there(of.rerank_score_present, of.rerank_score as f32),
        Pick::Generated => {
            let made = result.generative.as_ref().and_then(|of| of.values.first());
            made.map_or(NOTHING, |made| json!(made.result))
        }
        Pick::Vector(name) => vector(of, name.as_deref()),
    }
}

fn vector(of: &proto::MetadataResult, name: Option<&str>) -> Json {
    let found = of.vectors.iter().find(|vector| name.is_none_or(|name| vector.name == name));
    let bytes = found.map_or(&of.vector_bytes, |vector| &vector.vector_bytes);
    if bytes.is_empty() {
        return NOTHING;
    }
    let four = |four: &[u8]| f32::from_le_bytes([four[0], four[1], four[2], four[3]]);
    bytes.chunks_exact(4).map(|bytes| json!(f64::from(four(bytes)))).collect()
}

/// The value at the end of the names, with gaps and lists as they are on the way.
fn inside(world: &World, collection: usize, of: &proto::PropertiesResult, names: &[String]) -> Json {
    let Some((first, rest)) = names.split_first() else { return NOTHING };
    let field = world.collections[collection].field(first);
    if let Some(Field { kind: Kind::Link(to), many, .. }) = field
        && !rest.is_empty()
    {
        let (target, rest) = match to.as_slice() {
            [one] => (*one, rest),
            several => {
                let step = several.iter().copied().find(|to| world.collections[*to].step() == rest[0]);
                (step.unwrap_or(several[0]), &rest[1..])
            }
        };
        let found = of.ref_props.iter().find(|reference| reference.prop_name == *first);
        let mut objects = found.into_iter().flat_map(|found| &found.properties);
        let inside =
            |world: &World, target: usize, object: &proto::PropertiesResult, rest: &[String]| match rest {
                [one] if world.collections[target].field(one).is_some_and(|field| !field.is_property()) => {
                    object.metadata.as_ref().map_or(NOTHING, |of| vector(of, Some(one)))
                }
                rest => inside(world, target, object, rest),
            };
        if *many == Many::List {
            return objects.map(|object| inside(world, target, object, rest)).collect();
        }
        return objects.next().map_or(NOTHING, |object| inside(world, target, object, rest));
    }
    let fields = of.non_ref_props.as_ref().map(|of| &of.fields);
    let value = fields.and_then(|fields| fields.get(first)).map_or(NOTHING, plain);
    match field {
        Some(field) => read(world, field, value, rest),
        None => value,
    }
}

fn read(world: &World, field: &Field, value: Json, rest: &[String]) -> Json {
    match (rest.split_first(), &field.kind, value) {
        (None, _, Json::Null) => missing(field),
        (None, _, value) => value,
        (Some(_), _, Json::Null) if field.many == Many::List => json!([]),
        (Some((first, rest)), Kind::Object(at), value) => {
            let Some(inner) = world.objects[*at].fields.iter().find(|field| field.name == *first) else {
                return NOTHING;
            };
            let one = |object: &Json| read(world, inner, object[first].clone(), rest);
            match &value {
                Json::Array(objects) => objects.iter().map(one).collect(),
                Json::Null => NOTHING,
                object => one(object),
            }
        }
        _ => NOTHING,
    }
}

fn plain(value: &proto::Value) -> Json {
    use value::Kind as Of;
    match &value.kind {
        Some(Of::NumberValue(number)) => json!(number),
        Some(Of::IntValue(number)) => json!(*number as f64),
        Some(Of::BoolValue(on)) => json!(on),
        Some(Of::TextValue(text) | Of::DateValue(text) | Of::UuidValue(text) | Of::BlobValue(text)) => {
            json!(text)
        }
        Some(Of::GeoValue(at)) => json!([f64::from(at.latitude), f64::from(at.longitude)]),
        Some(Of::PhoneValue(phone)) => json!(phone.input),
        Some(Of::ObjectValue(of)) => object(of),
        Some(Of::ListValue(list)) => listed(list),
        Some(Of::NullValue(_)) | None => NOTHING,
    }
}

fn object(of: &proto::Properties) -> Json {
    of.fields.iter().map(|(name, value)| (name.clone(), plain(value))).collect::<Map<_, _>>().into()
}

fn listed(list: &proto::ListValue) -> Json {
    use list_value::Kind as Of;
    let eight = |bytes: &[u8]| -> [u8; 8] { bytes.try_into().unwrap_or_default() };
    match &list.kind {
        Some(Of::NumberValues(of)) => {
            of.values.chunks_exact(8).map(|bytes| json!(f64::from_le_bytes(eight(bytes)))).collect()
        }
        Some(Of::IntValues(of)) => {
            of.values.chunks_exact(8).map(|bytes| json!(i64::from_le_bytes(eight(bytes)) as f64)).collect()
        }
        Some(Of::BoolValues(of)) => of.values.iter().map(|on| json!(on)).collect(),
        Some(Of::ObjectValues(of)) => of.values.iter().map(object).collect(),
        Some(Of::DateValues(of)) => of.values.iter().map(|text| json!(text)).collect(),
        Some(Of::UuidValues(of)) => of.values.iter().map(|text| json!(text)).collect(),
        Some(Of::TextValues(of)) => of.values.iter().map(|text| json!(text)).collect(),
        None => json!([]),
    }
}

fn numbers(question: &Question, reply: proto::AggregateReply) -> Answer {
    let cells = |count: Option<i64>, of: Option<aggregate_reply::Aggregations>| {
        let of = of.unwrap_or_default().aggregations;
        let metrics = question.metrics.iter().map(|(path, metric)| {
            let found = of.iter().find(|found| found.property == path.dotted());
            found.and_then(|found| found.aggregation.as_ref()).map_or(NOTHING, |found| number(found, *metric))
        });
        std::iter::once(json!(count.map_or(f64::NAN, |count| count as f64)))
            .chain(metrics)
            .collect::<Vec<_>>()
    };
    match reply.result {
        Some(aggregate_reply::Result::SingleResult(one)) => {
            Answer::Numbers(cells(one.objects_count, one.aggregations))
        }
        Some(aggregate_reply::Result::GroupedResults(grouped)) => {
            let group = |group: aggregate_reply::Group| {
                let value = group.grouped_by.and_then(|by| by.value);
                (value.map_or(NOTHING, of_group), cells(group.objects_count, group.aggregations))
            };
            Answer::NumberGroups(grouped.groups.into_iter().map(group).collect())
        }
        None if question.group_by.is_some() => Answer::NumberGroups(Vec::new()),
        None => refused("an empty reply"),
    }
}

/// A link is named by where it leads, whose last part is the id.
fn linked(name: &str) -> Json {
    let id = name.rsplit('/').next().filter(|_| name.starts_with("weaviate://"));
    json!(id.unwrap_or(name))
}

fn of_group(value: grouped_by::Value) -> Json {
    use grouped_by::Value as Of;
    match value {
        Of::Text(text) => linked(&text),
        Of::Int(number) => json!(number as f64),
        Of::Boolean(on) => json!(on),
        Of::Number(number) => json!(number),
        Of::Texts(some) => json!(some.values),
        Of::Ints(some) => json!(some.values),
        Of::Booleans(some) => json!(some.values),
        Of::Numbers(some) => json!(some.values),
        Of::Geo(_) => NOTHING,
    }
}

/// Of no values a server leaves a number out.
fn number(of: &aggregation::Aggregation, metric: Metric) -> Json {
    use aggregation::Aggregation as Of;
    let int = |number: Option<i64>| number.map_or(NOTHING, |number| json!(number as f64));
    let float = |number: Option<f64>| number.map_or(NOTHING, |number| json!(number));
    let text = |text: &Option<String>| text.as_ref().map_or(NOTHING, |text| json!(text));
    match (of, metric) {
        (Of::Int(of), Metric::Count) => int(of.count),
        (Of::Int(of), Metric::Sum) => int(of.sum),
        (Of::Int(of), Metric::Mean) => float(of.mean),
        (Of::Int(of), Metric::Median) => float(of.median),
        (Of::Int(of), Metric::Mode) => int(of.mode),
        (Of::Int(of), Metric::Min) => int(of.minimum),
        (Of::Int(of), Metric::Max) => int(of.maximum),
        (Of::Number(of), Metric::Count) => int(of.count),
        (Of::Number(of), Metric::Sum) => float(of.sum),
        (Of::Number(of), Metric::Mean) => float(of.mean),
        (Of::Number(of), Metric::Median) => float(of.median),
        (Of::Number(of), Metric::Mode) => float(of.mode),
        (Of::Number(of), Metric::Min) => float(of.minimum),
        (Of::Number(of), Metric::Max) => float(of.maximum),
        (Of::Date(of), Metric::Count) => int(of.count),
        (Of::Date(of), Metric::Median) => text(&of.median),
        (Of::Date(of), Metric::Mode) => text(&of.mode),
        (Of::Date(of), Metric::Min) => text(&of.minimum),
        (Of::Date(of), Metric::Max) => text(&of.maximum),
        (Of::Text(of), Metric::Count) => int(of.count),
        (Of::Text(of), Metric::Top) => {
            let items = of.top_occurences.iter().flat_map(|top| &top.items);
            items.map(|item| occurs(&item.value, item.occurs)).collect()
        }
        (Of::Boolean(of), Metric::Count) => int(of.count),
        (Of::Boolean(of), Metric::TrueCount) => int(of.total_true),
        (Of::Boolean(of), Metric::FalseShare) => float(of.percentage_false),
        (Of::Reference(of), Metric::PointingTo) => {
            // `weaviate://localhost/Class/id`, or the class by itself.
            let class = |of: &String| of.rsplit('/').nth(1).unwrap_or(of).to_owned();
            of.pointing_to.iter().map(class).collect()
        }
        _ => NOTHING,
    }
}
