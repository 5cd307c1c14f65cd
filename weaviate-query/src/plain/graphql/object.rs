//! One object of an answer, with what is behind its links and what is known of it, as the messages of a search.

use serde_json::{Map, Value as Json};
use weaviate_proto::{
    GenerativeReply, GenerativeResult, MetadataResult, PropertiesResult, RefPropertiesResult, SearchResult,
    Vectors, vectors::VectorType,
};

use super::{
    json::{self, at, int, list, single},
    value::properties,
};
use crate::plain::{
    error::{Error, Result},
    ir::{Item, Metadata, Selection},
    render::{Context, graphql::types},
    schema::Shape,
};

/// A result of a search.
pub(super) fn result(
    row: &Json,
    selection: &Selection,
    of: Shape<'_>,
    cx: &Context<'_>,
) -> Result<SearchResult> {
    let read = || {
        let told = told(row)?;
        let mut metadata = metadata(told, selection)?;
        if let Some(score) = rerank_score(told)? {
            (metadata.rerank_score, metadata.rerank_score_present) = (score, true);
        }
        let properties = behind(row, selection, of, cx)?;
        let generative = generated(told, "singleResult")?;
        Ok(SearchResult { properties: Some(properties), metadata: Some(metadata), generative })
    };
    read().map_err(|error: Error| match id(row) {
        Some(id) => error.context(format!("object {id}")),
        None => error,
    })
}

/// The id of an object, if it has one.
pub(super) fn id(row: &Json) -> Option<&str> {
    row.get("_additional")?.get("id")?.as_str()
}

/// What stands in `_additional`.
pub(super) fn told(row: &Json) -> Result<&Map<String, Json>> {
    json::object(json::below(row, &["_additional"])?, "what is known of an object")
}

/// The properties and links of an object.
fn behind(row: &Json, selection: &Selection, of: Shape<'_>, cx: &Context<'_>) -> Result<PropertiesResult> {
    let mut result = PropertiesResult {
        non_ref_props: Some(properties(row, selection, of)?),
        ..PropertiesResult::default()
    };
    for item in &selection.items {
        let Item::Link { name, collection, selection } = item else { continue };
        let (shape, class) = types::target(types::property(of, name)?, name, collection.as_deref(), cx)?;
        let mut link = RefPropertiesResult { prop_name: name.to_string(), properties: Vec::new() };
        let objects = match row.get(&**name) {
            None | Some(Json::Null) => &[],
            Some(objects) => list(objects, "the objects behind a link")
                .map_err(|error| error.context(format!("property `{name}`")))?,
        };
        // Of an object of another class, and of one that was deleted, nothing is said.
        for object in objects.iter().filter(|object| id(object).is_some()) {
            let read = || {
                let mut result = behind(object, selection, shape, cx)?;
                result.metadata = Some(metadata(told(object)?, selection)?);
                result.target_collection = class.clone().into_owned();
                Ok(result)
            };
            link.properties.push(read().map_err(|error: Error| error.context(format!("behind `{name}`")))?);
        }
        result.ref_props_requested = true;
        result.ref_props.push(link);
    }
    Ok(result)
}

/// What is known of an object beside its properties, as far as it was asked for; the id always.
fn metadata(told: &Map<String, Json>, selection: &Selection) -> Result<MetadataResult> {
    let mut out = MetadataResult::default();
    if let Some(id) = at(told, "id") {
        json::text(id, "an id")?.clone_into(&mut out.id);
    }
    for item in &selection.items {
        match item {
            Item::Vector(name) if name.is_empty() => {
                if let Some(values) = at(told, "vector").filter(|values| !values.is_null()) {
                    out.vector_bytes = vector(name, values)?.vector_bytes;
                }
            }
            Item::Vector(name) => {
                let found = at(told, "vectors").and_then(|vectors| vectors.get(&**name));
                if let Some(values) = found.filter(|values| !values.is_null()) {
                    let vector =
                        vector(name, values).map_err(|error| error.context(format!("vector `{name}`")))?;
                    out.vectors.push(vector);
                }
            }
            Item::Metadata(word) => {
                known(&mut out, *word, told).map_err(|error| error.context(format!("`{}`", word.name())))?;
            }
            Item::Property(_) | Item::Object { .. } | Item::Link { .. } => {}
        }
    }
    Ok(out)
}

/// One word of the metadata. Scores and times come as text.
fn known(out: &mut MetadataResult, word: Metadata, told: &Map<String, Json>) -> Result<()> {
    match word {
        Metadata::CreatedAt => {
            let time = at(told, "creationTimeUnix").map(time).transpose()?;
            (out.creation_time_unix, out.creation_time_unix_present) = given(time);
        }
        Metadata::UpdatedAt => {
            let time = at(told, "lastUpdateTimeUnix").map(time).transpose()?;
            (out.last_update_time_unix, out.last_update_time_unix_present) = given(time);
        }
        Metadata::Score => (out.score, out.score_present) = given(at(told, "score").map(score).transpose()?),
        Metadata::ExplainScore => {
            let text = at(told, "explainScore").map(|text| json::text(text, "text")).transpose()?;
            (out.explain_score, out.explain_score_present) = given(text.map(str::to_owned));
        }
        Metadata::Distance => {
            (out.distance, out.distance_present) = given(at(told, "distance").map(single).transpose()?);
        }
        Metadata::Certainty => {
            (out.certainty, out.certainty_present) = given(at(told, "certainty").map(single).transpose()?);
        }
        Metadata::IsConsistent => {
            out.is_consistent = at(told, "isConsistent").map(json::boolean).transpose()?;
            out.is_consistent_present = out.is_consistent.is_some();
        }
        // The id was read, and the others come with the clause that makes them.
        Metadata::Id | Metadata::RerankScore | Metadata::Generated => {}
    }
    Ok(())
}

/// A value and the flag that it is there.
fn given<T: Default>(value: Option<T>) -> (T, bool) {
    let there = value.is_some();
    (value.unwrap_or_default(), there)
}

fn time(value: &Json) -> Result<i64> {
    match value.as_str() {
        Some(text) => text.parse().map_err(|_| json::odd(value, "milliseconds since 1970")),
        None => int(value),
    }
}

fn score(value: &Json) -> Result<f32> {
    match value.as_str() {
        Some(text) => text.parse().map_err(|_| json::odd(value, "a score")),
        None => single(value),
    }
}

/// A named vector: a list of numbers, or a list of such lists.
fn vector(name: &str, values: &Json) -> Result<Vectors> {
    let elements = list(values, "a vector")?;
    let row = |values: &[Json]| -> Result<Vec<u8>> {
        Ok(values.iter().map(|value| Ok(single(value)?.to_le_bytes())).collect::<Result<Vec<_>>>()?.concat())
    };
    let (kind, bytes) = if elements.iter().any(Json::is_array) {
        let rows = elements.iter().map(|row| list(row, "a row of a vector")).collect::<Result<Vec<_>>>()?;
        let width = rows.first().map_or(0, |row| row.len());
        if rows.iter().any(|row| row.len() != width) {
            return Err(Error::decode("the rows of a vector have different lengths"));
        }
        let width = u16::try_from(width).map_err(|_| Error::decode("the rows of a vector are too long"))?;
        let mut bytes = width.to_le_bytes().to_vec();
        for values in rows {
            bytes.extend(row(values)?);
        }
        (VectorType::MultiFp32, bytes)
    } else {
        (VectorType::SingleFp32, row(elements)?)
    };
    Ok(Vectors {
        name: name.to_owned(),
        vector_bytes: bytes.into(),
        r#type: kind.into(),
        ..Vectors::default()
    })
}

/// The score of a reranker, which comes as a list of one.
pub(super) fn rerank_score(told: &Map<String, Json>) -> Result<Option<f64>> {
    let Some(scores) = at(told, "rerank") else { return Ok(None) };
    let first = list(scores, "the scores of a reranker")?.first();
    first.and_then(|score| score.get("score")).filter(|score| !score.is_null()).map(json::double).transpose()
}

/// What a language model wrote, under this key.
///
/// # Errors
///
/// What it says instead of an answer.
pub(super) fn generated(told: &Map<String, Json>, key: &str) -> Result<Option<GenerativeResult>> {
    let Some(generate) = at(told, "generate") else { return Ok(None) };
    let generate = json::object(generate, "what a language model wrote")?;
    let Some(text) = at(generate, key) else { return Ok(None) };
    let result = json::text(text, "what a language model wrote")?.to_owned();
    Ok(Some(GenerativeResult { values: vec![GenerativeReply { result, ..GenerativeReply::default() }] }))
}
