//! The arguments of a field as the request gRPC would send, so that both run the same search.

use bytes::Bytes;
use weaviate_proto::{self as proto, CombinationMethod, hybrid, near_text_search, search_operator_options};

use super::ast::{Field, Value};
use crate::common::error::{Refusal, Result};

/// How many objects there are without a limit.
const LIMIT: u32 = 100;

/// The request of a `Get`; filters and properties are read elsewhere.
pub(super) fn search(field: &Field, maximum: usize) -> Result<proto::SearchRequest> {
    let near_vector = field.argument("nearVector").map(near_vector).transpose()?;
    let near_object = field.argument("nearObject").map(near_object).transpose()?;
    let near_text = field.argument("nearText").map(near_text);
    let near_image = field.argument("nearImage").map(near_image);
    let bounded = near_vector.as_ref().is_some_and(|near| near.distance.or(near.certainty).is_some())
        || near_object.as_ref().is_some_and(|near| near.distance.or(near.certainty).is_some())
        || near_text.as_ref().is_some_and(|near| near.distance.or(near.certainty).is_some());
    let limit = match field.argument("limit").and_then(Value::int) {
        // A search up to a distance gets the largest limit there is, unless it brings one.
        None if bounded => u32::try_from(maximum).unwrap_or(u32::MAX),
        None => LIMIT,
        Some(limit) => u32::try_from(limit).unwrap_or(0),
    };
    Ok(proto::SearchRequest {
        collection: field.name.clone(),
        tenant: text(field.argument("tenant")),
        limit,
        offset: number(field.argument("offset")),
        autocut: number(field.argument("autocut")),
        after: text(field.argument("after")),
        properties: Some(proto::PropertiesRequest::default()),
        sort_by: field.argument("sort").map(sorts).unwrap_or_default(),
        group_by: field.argument("groupBy").map(group_by),
        bm25_search: field.argument("bm25").map(bm25),
        hybrid_search: field.argument("hybrid").map(hybrid).transpose()?,
        near_vector,
        near_object,
        near_text,
        near_image,
        uses_127_api: true,
        ..proto::SearchRequest::default()
    })
}

/// The search an aggregation is limited to.
pub(super) fn aggregate_search(field: &Field) -> Result<Option<proto::aggregate_request::Search>> {
    use proto::aggregate_request::Search;
    Ok(if let Some(value) = field.argument("nearVector") {
        Some(Search::NearVector(near_vector(value)?))
    } else if let Some(value) = field.argument("nearObject") {
        Some(Search::NearObject(near_object(value)?))
    } else if let Some(value) = field.argument("nearText") {
        Some(Search::NearText(near_text(value)))
    } else if let Some(value) = field.argument("nearImage") {
        Some(Search::NearImage(near_image(value)))
    } else {
        field.argument("hybrid").map(hybrid).transpose()?.map(Search::Hybrid)
    })
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::text).unwrap_or_default().to_owned()
}

fn number(value: Option<&Value>) -> u32 {
    value.and_then(Value::int).and_then(|number| u32::try_from(number).ok()).unwrap_or(0)
}

fn float(value: &Value, key: &str) -> Option<f64> {
    value.get(key).and_then(Value::float)
}

fn texts(value: &Value, key: &str) -> Vec<String> {
    value.get(key).map(Value::texts).unwrap_or_default()
}

fn sorts(value: &Value) -> Vec<proto::SortBy> {
    value
        .list()
        .iter()
        .map(|by| proto::SortBy {
            path: texts(by, "path"),
            ascending: by.get("order").and_then(Value::text) != Some("desc"),
        })
        .collect()
}

fn group_by(value: &Value) -> proto::GroupBy {
    let count = |key: &str| {
        value.get(key).and_then(Value::int).and_then(|number| i32::try_from(number).ok()).unwrap_or(0)
    };
    proto::GroupBy {
        path: texts(value, "path"),
        number_of_groups: count("groups"),
        objects_per_group: count("objectsPerGroup"),
    }
}

fn operator(value: &Value) -> proto::SearchOperatorOptions {
    use search_operator_options::Operator;
    let operator = match value.get("operator").and_then(Value::text) {
        Some("And") => Operator::And,
        Some("AndCross") => Operator::AndCross,
        _ => Operator::Or,
    };
    proto::SearchOperatorOptions {
        operator: operator as i32,
        minimum_or_tokens_match: value
            .get("minimumOrTokensMatch")
            .and_then(Value::int)
            .and_then(|number| i32::try_from(number).ok()),
    }
}

fn bm25(value: &Value) -> proto::Bm25 {
    proto::Bm25 {
        query: text(value.get("query")),
        properties: texts(value, "properties"),
        search_operator: value.get("searchOperator").map(operator),
    }
}

fn hybrid(value: &Value) -> Result<proto::Hybrid> {
    let searches = value.get("searches").map(Value::list).unwrap_or_default();
    let inner = |key: &str| searches.iter().find_map(|search| search.get(key)).or_else(|| value.get(key));
    let fusion = match value.get("fusionType").and_then(Value::text) {
        Some("rankedFusion") => hybrid::FusionType::Ranked,
        _ => hybrid::FusionType::RelativeScore,
    };
    Ok(proto::Hybrid {
        query: text(value.get("query")),
        properties: texts(value, "properties"),
        use_alpha_param: true,
        alpha_param: float(value, "alpha").map(|alpha| alpha as f32),
        fusion_type: fusion as i32,
        vectors: match value.get("vector") {
            Some(vector) if !vector.list().is_empty() => vectors(vector)?,
            _ => Vec::new(),
        },
        targets: targets(value),
        near_text: inner("nearText").map(near_text),
        near_vector: inner("nearVector").map(near_vector).transpose()?,
        bm25_search_operator: value.get("bm25SearchOperator").map(operator),
        threshold: float(value, "maxVectorDistance")
            .map(|distance| hybrid::Threshold::VectorDistance(distance as f32)),
        ..proto::Hybrid::default()
    })
}

fn near_vector(value: &Value) -> Result<proto::NearVector> {
    let per_target = match value.get("vectorPerTarget") {
        Some(Value::Object(fields)) => fields.as_slice(),
        _ => &[],
    };
    let own = value.get("vector").filter(|vector| !vector.list().is_empty());
    if own.is_none() && per_target.is_empty() {
        return Err(Refusal::new("near_vector: vector or vectorPerTarget is required field"));
    }
    let mut targets = targets(value);
    if targets.is_none() && !per_target.is_empty() {
        let names = per_target.iter().map(|(name, _)| name.clone()).collect();
        targets = Some(proto::Targets { target_vectors: names, ..proto::Targets::default() });
    }
    // In the order of the targets, as the request has to have them.
    let names = targets.as_ref().map(|targets| targets.target_vectors.as_slice()).unwrap_or_default();
    let mut sorted: Vec<&(String, Value)> = per_target.iter().collect();
    sorted.sort_by_key(|(name, _)| names.iter().position(|known| known == name));
    Ok(proto::NearVector {
        vectors: own.map(vectors).transpose()?.unwrap_or_default(),
        vector_for_targets: sorted
            .into_iter()
            .map(|(name, value)| {
                let several = value.list().iter().all(|item| matches!(item, Value::List(_)));
                let found = if several {
                    value.list().iter().map(vectors).collect::<Result<Vec<_>>>()?.concat()
                } else {
                    vectors(value)?
                };
                Ok(proto::VectorForTarget {
                    name: name.clone(),
                    vectors: found,
                    ..proto::VectorForTarget::default()
                })
            })
            .collect::<Result<_>>()?,
        certainty: float(value, "certainty"),
        distance: float(value, "distance"),
        targets,
        ..proto::NearVector::default()
    })
}

// One vector, or the rows of one.
fn vectors(value: &Value) -> Result<Vec<proto::Vectors>> {
    use proto::vectors::VectorType;
    let items = value.list();
    let row = |items: &[Value]| -> Result<Vec<u8>> {
        let mut out = Vec::with_capacity(items.len() * 4);
        for item in items {
            let number = item
                .float()
                .ok_or_else(|| Refusal::new(format!("{} is no number of a vector", item.printed())))?;
            out.extend((number as f32).to_le_bytes());
        }
        Ok(out)
    };
    let (bytes, kind) = match items.first() {
        Some(Value::List(first)) => {
            let dimensions = u16::try_from(first.len()).unwrap_or(u16::MAX);
            let mut bytes = dimensions.to_le_bytes().to_vec();
            for item in items {
                bytes.extend(row(item.list())?);
            }
            (bytes, VectorType::MultiFp32)
        }
        _ => (row(items)?, VectorType::SingleFp32),
    };
    Ok(vec![proto::Vectors {
        vector_bytes: Bytes::from(bytes),
        r#type: kind as i32,
        ..proto::Vectors::default()
    }])
}

fn near_object(value: &Value) -> Result<proto::NearObject> {
    let mut id = text(value.get("id"));
    if id.is_empty() {
        let beacon = text(value.get("beacon"));
        id = beacon.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if id.is_empty() {
        return Err(Refusal::new(
            "explorer: get class: concurrentTargetVectorSearch): explorer: get class: vectorize search vector: \
             nearObject params: empty id and beacon",
        ));
    }
    Ok(proto::NearObject {
        id,
        certainty: float(value, "certainty"),
        distance: float(value, "distance"),
        targets: targets(value),
        ..proto::NearObject::default()
    })
}

fn near_text(value: &Value) -> proto::NearTextSearch {
    let movement = |key: &str| {
        value.get(key).map(|movement| near_text_search::Move {
            force: float(movement, "force").unwrap_or(0.0) as f32,
            concepts: texts(movement, "concepts"),
            uuids: movement
                .get("objects")
                .map(Value::list)
                .unwrap_or_default()
                .iter()
                .filter_map(|object| object.get("id")?.text().map(str::to_owned))
                .collect(),
        })
    };
    proto::NearTextSearch {
        query: texts(value, "concepts"),
        certainty: float(value, "certainty"),
        distance: float(value, "distance"),
        move_to: movement("moveTo"),
        move_away: movement("moveAwayFrom"),
        targets: targets(value),
        ..proto::NearTextSearch::default()
    }
}

fn near_image(value: &Value) -> proto::NearImageSearch {
    proto::NearImageSearch {
        image: text(value.get("image")),
        certainty: float(value, "certainty"),
        distance: float(value, "distance"),
        targets: targets(value),
        ..proto::NearImageSearch::default()
    }
}

fn targets(value: &Value) -> Option<proto::Targets> {
    let Some(from) = value.get("targets") else {
        let names = texts(value, "targetVectors");
        let plain = proto::Targets { target_vectors: names, ..proto::Targets::default() };
        return Some(plain).filter(|targets| !targets.target_vectors.is_empty());
    };
    let names = texts(from, "targetVectors");
    let combination = match from.get("combinationMethod").and_then(Value::text) {
        Some("sum") => CombinationMethod::TypeSum,
        Some("average") => CombinationMethod::TypeAverage,
        Some("manualWeights") => CombinationMethod::TypeManual,
        Some("relativeScore") => CombinationMethod::TypeRelativeScore,
        _ => CombinationMethod::TypeMin,
    };
    let weights = names
        .iter()
        .flat_map(|name| {
            let found = from.get("weights").and_then(|weights| weights.get(name));
            let weights = found.map(Value::list).unwrap_or_default();
            weights
                .iter()
                .filter_map(Value::float)
                .map(|weight| proto::WeightsForTarget { target: name.clone(), weight: weight as f32 })
        })
        .collect();
    Some(proto::Targets {
        target_vectors: names,
        combination: combination as i32,
        weights_for_targets: weights,
    })
}
