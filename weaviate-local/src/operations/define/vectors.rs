//! The vectors of a collection: their modules, names and kinds of index, and every setting they leave out.

use serde_json::{Map, Value as Json};

use super::vector;
use crate::{
    common::{
        doc::{Doc, object, text},
        error::{Refusal, Result},
        gotext::quote,
    },
    operations::modules,
    schema::names,
};

/// How many vectors have a name.
pub(super) fn named(doc: &Doc) -> usize {
    object(doc, "vectorConfig").map_or(0, Map::len)
}

/// Checks vectorizers, index types and names.
pub(super) fn check(doc: &Doc) -> Result<()> {
    let dynamic = "the dynamic index can only be created when async indexing is enabled";
    let index_type = text(doc, "vectorIndexType");
    if !index_type.is_empty() {
        check_module(text(doc, "vectorizer"))?;
        match index_type {
            "dynamic" => return Err(Refusal::new(dynamic)),
            "hnsw" | "flat" | "hfresh" => {}
            other => {
                return Err(Refusal::new(format!(
                    "unrecognized or unsupported vectorIndexType {}",
                    quote(other)
                )));
            }
        }
    }
    for (name, entry) in object(doc, "vectorConfig").into_iter().flatten() {
        names::check_vector(name)?;
        let Some(entry) = entry.as_object() else { continue };
        match entry.get("vectorizer") {
            Some(Json::Object(modules)) if modules.len() == 1 => {
                check_module(modules.keys().next().map_or("", String::as_str))?;
            }
            Some(Json::Object(modules)) => {
                return Err(Refusal::new(format!(
                    "class.VectorConfig.Vectorizer must consist only 1 configuration, got: {}",
                    modules.len()
                )));
            }
            None | Some(Json::Null) => {
                return Err(Refusal::new("vectorizer module not found with name: \"\""));
            }
            Some(_) => {
                return Err(Refusal::new("class.VectorConfig.Vectorizer must be an object, got map"));
            }
        }
        match text(entry, "vectorIndexType") {
            "dynamic" => return Err(Refusal::new(format!("target vector {}: {dynamic}", quote(name)))),
            "hnsw" | "flat" | "hfresh" => {}
            other => {
                return Err(Refusal::new(format!(
                    "target vector {}: unrecognized or unsupported vectorIndexType {}",
                    quote(name),
                    quote(other)
                )));
            }
        }
    }
    Ok(())
}

fn check_module(name: &str) -> Result<()> {
    if name == "none" || modules::is_known(name) {
        return Ok(());
    }
    Err(Refusal::unsupported(&format!("the vectorizer `{name}`")))
}

/// Writes every vector's settings with their defaults.
pub(super) fn set_defaults(doc: &mut Doc) -> Result<()> {
    let index_type = text(doc, "vectorIndexType").to_owned();
    if !index_type.is_empty() {
        let config = vector::parse(&index_type, doc.get("vectorIndexConfig")).map_err(|why| {
            Refusal::new(format!("class.VectorIndexConfig can not parse: parse vector index config: {why}"))
        })?;
        doc.insert("vectorIndexConfig".into(), config);
    }
    if let Some(Json::Object(vectors)) = doc.get_mut("vectorConfig") {
        for (name, entry) in vectors.iter_mut() {
            let Some(entry) = entry.as_object_mut() else { continue };
            let config = vector::parse(text(entry, "vectorIndexType"), entry.get("vectorIndexConfig"))
                .map_err(|why| {
                    Refusal::new(format!(
                        "class.VectorConfig.VectorIndexConfig can not parse: parse vector config for {name}: parse \
                         vector index config: {why}"
                    ))
                })?;
            entry.insert("vectorIndexConfig".into(), config);
        }
    }
    Ok(())
}
