//! The vectors of a collection: their modules, names and kinds of index, and every setting they leave out.

use serde_json::{Map, Value as Json};

use super::vector;
use crate::{
    common::{
        doc::{Doc, object, text},
        error::{Refusal, Result, Within},
        gotext::{self, quote},
    },
    operations::modules,
    schema::names,
};

/// How many vectors have a name.
pub(super) fn named(doc: &Doc) -> usize {
    object(doc, "vectorConfig").map_or(0, Map::len)
}

/// Checks a property's modules against those of the collection; a vector of several modules is only refused here.
pub(super) fn check_property(doc: &Doc, property: &Doc) -> Result<()> {
    let mut configured = vec![text(doc, "vectorizer")];
    for (name, entry) in object(doc, "vectorConfig").into_iter().flatten() {
        let modules: Vec<&str> =
            entry["vectorizer"].as_object().into_iter().flat_map(Map::keys).map(String::as_str).collect();
        if modules.len() > 1 {
            return Err(Refusal::new(format!("vector index {} has multiple vectorizers", quote(name))));
        }
        configured.extend(modules);
    }
    let mut given = object(property, "moduleConfig").into_iter().flat_map(Map::keys);
    match given.find(|name| modules::is_known(name) && !configured.contains(&name.as_str())) {
        Some(name) => {
            Err(Refusal::new(format!("vectorizer {} not configured for any of target vectors", quote(name))))
        }
        None => Ok(()),
    }
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
    let named = || object(doc, "vectorConfig").into_iter().flatten();
    for (name, entry) in named() {
        let place = format!("target vector {}", quote(name));
        if let Some(vectorizer) = vectorizers(entry).filter(|names| names.len() == 1) {
            check_module(vectorizer.keys().next().map_or("", String::as_str)).within(&place)?;
        }
        let index_type = entry["vectorIndexType"].as_str().unwrap_or_default();
        match index_type {
            "dynamic" => return Err(Refusal::new(dynamic).within(place)),
            "hnsw" | "flat" | "hfresh" => {}
            other => {
                return Err(Refusal::new(format!(
                    "{place}: unrecognized or unsupported vectorIndexType {}",
                    quote(other)
                )));
            }
        }
        vector::parse(index_type, entry.get("vectorIndexConfig")).map_err(|why| {
            Refusal::new(format!("{place}: parse vector index config: parse vector index config: {why}"))
        })?;
    }
    for (name, entry) in named() {
        names::check_vector(name)?;
        match (vectorizers(entry), &entry["vectorizer"]) {
            (Some(vectorizers), _) if vectorizers.len() == 1 => {}
            (Some(vectorizers), _) => {
                return Err(Refusal::new(format!(
                    "class.VectorConfig.Vectorizer must consist only 1 configuration, got: {}",
                    vectorizers.len()
                )));
            }
            (None, other) => {
                return Err(Refusal::new(format!(
                    "class.VectorConfig.Vectorizer must be an object, got {}",
                    gotext::type_of(other)
                )));
            }
        }
    }
    Ok(())
}

/// Refuses settings of modules that there are not, which a server does where a new collection has named vectors.
pub(super) fn check_modules(doc: &Doc) -> Result<()> {
    let modules = object(doc, "moduleConfig").into_iter().flat_map(Map::keys);
    match modules.filter(|_| named(doc) > 0).find(|name| !is_module(name)) {
        Some(unknown) => Err(Refusal::new(format!("module with name {unknown} doesn't exist"))),
        None => Ok(()),
    }
}

fn vectorizers(entry: &Json) -> Option<&Doc> {
    entry["vectorizer"].as_object()
}

/// Whether a module could be called so: the settings of one that the engine does not have are kept.
fn is_module(name: &str) -> bool {
    let families = [
        "generative",
        "reranker",
        "text2vec",
        "multi2vec",
        "text2multivec",
        "img2vec",
        "ref2vec",
        "qna",
        "ner",
        "sum",
        "text",
        "backup",
        "offload",
    ];
    name.split_once('-').is_some_and(|(family, _)| families.contains(&family))
}

fn check_module(name: &str) -> Result<()> {
    if name == "none" || modules::is_known(name) {
        return Ok(());
    }
    if is_module(name) {
        return Err(Refusal::unsupported(&format!("the vectorizer `{name}`")));
    }
    Err(Refusal::new(format!("vectorizer: no module with name {} present", quote(name))))
}

/// Writes the settings of a changed collection, whose mistakes a server words otherwise.
pub(super) fn set_changed(doc: &mut Doc) -> Result<()> {
    for (name, entry) in object(doc, "vectorConfig").into_iter().flatten() {
        let module = entry["vectorizer"].as_object().and_then(|modules| modules.keys().next());
        let why = if module.is_none() {
            "vectorizer module not found with name: \"\"".to_owned()
        } else if text_of(entry) == "dynamic" {
            let why = "the dynamic index can only be created when async indexing is enabled";
            return Err(Refusal::new(format!("target vector {}: {why}", quote(name))));
        } else if !matches!(text_of(entry), "hnsw" | "flat" | "hfresh") {
            format!("parse vector index config: unsupported vector index type: {}", quote(text_of(entry)))
        } else {
            continue;
        };
        let place = format!("parse vector index config: parse vector config for {name}");
        return Err(Refusal::new(format!("{place}: {why}")));
    }
    set_defaults(doc).map_err(|refusal| match refusal.text.split_once(" can not parse: ") {
        Some((_, why)) => Refusal::new(format!("parse vector index config: {why}")),
        None => refusal,
    })
}

fn text_of(entry: &Json) -> &str {
    entry["vectorIndexType"].as_str().unwrap_or_default()
}

/// Writes every vector's settings with their defaults.
pub(super) fn set_defaults(doc: &mut Doc) -> Result<()> {
    let index_type = text(doc, "vectorIndexType").to_owned();
    if !index_type.is_empty() {
        let config = vector::parse(&index_type, doc.get("vectorIndexConfig")).map_err(|why| {
            Refusal::new(format!("class.VectorIndexConfig can not parse: parse vector index config: {why}"))
        })?;
        if config["multivector"]["enabled"] == true {
            return Err(Refusal::new(
                "class.VectorIndexConfig multi vector type index type is only configurable using named vectors",
            ));
        }
        doc.insert("vectorIndexConfig".into(), config);
    }
    if let Some(Json::Object(vectors)) = doc.get_mut("vectorConfig") {
        for (name, entry) in vectors.iter_mut() {
            let Some(entry) = entry.as_object_mut() else { continue };
            if entry.get("vectorizer").is_none_or(Json::is_null) {
                return Err(Refusal::new(format!(
                    "parse vector index config: parse vector config for {name}: vectorizer module not found with \
                     name: \"\""
                )));
            }
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
