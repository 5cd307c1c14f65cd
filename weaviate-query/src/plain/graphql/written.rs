//! Writes of many as REST takes them, and its answers as the messages that gRPC sends.
//!
//! Objects are encoded once, as messages, for every way: here a message becomes the JSON of REST just before it is sent,
//! so that what sizes, repeats and reports batches does not know of a second form.

use bytes::Bytes;
use prost::Message as _;
use serde_json::{Value as Json, json};
use uuid::Uuid;
use weaviate_proto::{
    BatchDeleteObject, BatchDeleteReply, BatchObjectsReply, BatchObjectsRequest, BatchReferencesReply,
    BatchReferencesRequest, batch_objects_reply, batch_references_reply,
};

use super::{
    json::{self, at, int, list, text},
    stored,
};
use crate::plain::{
    error::{Error, Result},
    names::Names,
    schema::Shape,
};

/// A `BatchObjectsRequest` as the body of `POST /v1/batch/objects`. What level of consistency it asks for is no part of
/// the body there.
///
/// A beacon names a class and a link to one collection does not say it: that is looked for in `of`, and left to the server
/// if nothing is known.
///
/// # Errors
///
/// `Decode` for bytes that are no such message.
pub fn objects(request: &[u8], of: Option<Shape<'_>>, names: &Names) -> Result<Bytes> {
    let request = BatchObjectsRequest::decode(request)
        .map_err(|error| Error::decode("this is no BatchObjectsRequest").with_source(error))?;
    let objects = request.objects.iter().map(|object| stored::object(object, of, names));
    bytes(&json!({ "objects": objects.collect::<Result<Vec<_>>>()? }))
}

/// A `BatchReferencesRequest` as the body of `POST /v1/batch/references`.
///
/// # Errors
///
/// `Decode` for bytes that are no such message.
pub fn references(request: &[u8]) -> Result<Bytes> {
    let request = BatchReferencesRequest::decode(request)
        .map_err(|error| Error::decode("this is no BatchReferencesRequest").with_source(error))?;
    let references = request.references.iter().map(|link| {
        let from = format!("weaviate://localhost/{}/{}/{}", link.from_collection, link.from_uuid, link.name);
        let to = stored::beacon(link.to_collection.as_deref(), &link.to_uuid);
        let mut json = json!({ "from": from, "to": to });
        if !link.tenant.is_empty() {
            json["tenant"] = link.tenant.clone().into();
        }
        json
    });
    bytes(&references.collect())
}

fn bytes(body: &Json) -> Result<Bytes> {
    let bytes = serde_json::to_vec(body)
        .map_err(|error| Error::invalid("this cannot be written as JSON").with_source(error))?;
    Ok(bytes.into())
}

/// The answer to [`objects`] as a `BatchObjectsReply`.
///
/// # Errors
///
/// `Decode` for what is no such answer.
pub fn objects_reply(answer: &[u8]) -> Result<Bytes> {
    let errors = refusals(answer)?;
    let errors = errors.into_iter().map(|(index, error)| batch_objects_reply::BatchError { index, error });
    Ok(BatchObjectsReply { errors: errors.collect(), took: 0.0 }.encode_to_vec().into())
}

/// The answer to [`references`] as a `BatchReferencesReply`.
///
/// # Errors
///
/// `Decode` for what is no such answer.
pub fn references_reply(answer: &[u8]) -> Result<Bytes> {
    let errors = refusals(answer)?;
    let errors = errors.into_iter().map(|(index, error)| batch_references_reply::BatchError { index, error });
    Ok(BatchReferencesReply { errors: errors.collect(), took: 0.0 }.encode_to_vec().into())
}

/// What was refused: its place, and the server's words. An entry without a status was not stored for sure.
fn refusals(answer: &[u8]) -> Result<Vec<(i32, String)>> {
    let answer = parsed(answer)?;
    let mut refused = Vec::new();
    for (index, entry) in (0..).zip(list(&answer, "what became of a batch")?) {
        let result = json::below(entry, &["result"])?;
        if let Some(said) = said(result.get("errors")) {
            refused.push((index, said));
        } else if result.get("status").and_then(Json::as_str) != Some("SUCCESS") {
            return Err(Error::decode(format!(
                "the answer does not say what became of entry {index} of a batch"
            )));
        }
    }
    Ok(refused)
}

/// The texts of `{"error": [{"message": …}]}`.
fn said(errors: Option<&Json>) -> Option<String> {
    let parts = errors?.get("error")?.as_array()?.iter();
    let texts: Vec<&str> = parts.filter_map(|part| part.get("message")?.as_str()).collect();
    (!texts.is_empty()).then(|| texts.join("; "))
}

fn parsed(answer: &[u8]) -> Result<Json> {
    serde_json::from_slice(answer)
        .map_err(|error| Error::decode("the answer is no JSON, as Weaviate sends it").with_source(error))
}

/// The answer to `DELETE /v1/batch/objects`, whose body [`render::graphql::delete`](crate::render::graphql::delete)
/// writes, as a `BatchDeleteReply`.
///
/// # Errors
///
/// `Decode` for what is no such answer.
pub fn delete_reply(answer: &[u8]) -> Result<Bytes> {
    let answer = parsed(answer)?;
    let results = json::object(json::below(&answer, &["results"])?, "what became of a deletion")?;
    let count = |name| at(results, name).map_or(Ok(0), int);
    let mut objects = Vec::new();
    for object in
        at(results, "objects").map_or(Ok(&[][..]), |objects| list(objects, "the deleted objects"))?
    {
        let id = text(json::below(object, &["id"])?, "an id")?;
        let id = Uuid::try_parse(id).map_err(|_| Error::decode(format!("the id `{id}` is not a uuid")))?;
        let failed = object.get("status").and_then(Json::as_str) == Some("FAILED");
        let error = failed.then(|| said(object.get("errors")).unwrap_or_default());
        objects.push(BatchDeleteObject {
            uuid: Bytes::copy_from_slice(id.as_bytes()),
            successful: !failed,
            error,
        });
    }
    let reply = BatchDeleteReply {
        failed: count("failed")?,
        matches: count("matches")?,
        successful: count("successful")?,
        objects,
        took: 0.0,
    };
    Ok(reply.encode_to_vec().into())
}
