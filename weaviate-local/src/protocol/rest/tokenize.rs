//! How a text would be cut into tokens.

use serde_json::{Value as Json, json};

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        doc::{Doc, object, text as word},
        error::{Refusal, Result},
    },
    indexes::inverted::analyze,
    operations::context::Context,
    schema::{Analyzer, Tokenization, inverted, names},
};

pub(super) fn text(call: &Call<'_>) -> Result<Answer> {
    let doc = call.object("body", "TokenizeRequest")?;
    for key in ["text", "tokenization"] {
        if !doc.contains_key(key) {
            return Err(Refusal::malformed(602, format!("{key} in body is required")));
        }
    }
    let name = word(&doc, "tokenization");
    let Some(tokenization) = Tokenization::parse(name) else {
        return Err(match name {
            "gse" | "gse_ch" | "kagome_kr" | "kagome_ja" => {
                Refusal::new(format!("unsupported tokenization strategy: {name}"))
            }
            _ => Refusal::malformed(
                606,
                "tokenization in body should be one of [word lowercase whitespace field trigram gse kagome_kr \
                 kagome_ja gse_ch]",
            ),
        });
    };
    let analyzer = object(&doc, "analyzerConfig").map(crate::schema::property::analyzer).unwrap_or_default();
    let indexed = analyze::tokenize(tokenization, &analyze::prepare(&analyzer, word(&doc, "text")));
    let stopwords = stopwords(&doc, &analyzer);
    let mut query = indexed.clone();
    query.retain(|token| !stopwords.contains(token));
    Ok(Answer::ok(json!({"indexed": indexed, "query": query})))
}

fn stopwords(doc: &Doc, analyzer: &Analyzer) -> std::collections::BTreeSet<String> {
    if let Some(preset) = &analyzer.stopword_preset {
        return inverted::preset(preset).cloned().unwrap_or_default();
    }
    match doc.get("stopwords") {
        Some(config @ Json::Object(_)) => {
            let wrapped = json!({"invertedIndexConfig": {"stopwords": config}});
            let wrapped = wrapped.as_object().cloned().unwrap_or_default();
            inverted::stopwords(&wrapped, &inverted::user_presets(&wrapped))
        }
        _ if word(doc, "tokenization") == "word" => inverted::preset("en").cloned().unwrap_or_default(),
        _ => std::collections::BTreeSet::new(),
    }
}

pub(super) fn property(context: &Context, call: &Call<'_>, class: &str, name: &str) -> Result<Answer> {
    let collection = context.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let class = collection.class();
    let property = class.property(&names::lower_first(name)).ok_or_else(Refusal::missing)?;
    let doc = call.object("body", "TokenizeRequest")?;
    let Some(tokenization) = property.tokenization else {
        return Err(Refusal::new(format!("property {name} has no tokenization")));
    };
    let text = word(&doc, "text");
    let indexed = analyze::tokenize(tokenization, &analyze::prepare(&property.analyzer, text));
    // Here the collection's stopwords count for every tokenization.
    let stopwords = class.stopwords_of(property).unwrap_or(&class.stopwords);
    let mut query = indexed.clone();
    query.retain(|token| !stopwords.contains(token));
    Ok(Answer::ok(json!({"indexed": indexed, "query": query})))
}
