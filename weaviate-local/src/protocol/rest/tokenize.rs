//! How a text would be cut into tokens.

use std::collections::BTreeSet;

use serde_json::json;

use super::{answer::Answer, call::Call};
use crate::{
    common::{
        doc::{Doc, object, text as word},
        error::{Refusal, Result},
        gotext::quote,
    },
    indexes::inverted::analyze,
    operations::{context::Context, define},
    schema::{Analyzer, Tokenization, inverted, names},
};

pub(super) fn text(call: &mut Call<'_>) -> Result<Answer> {
    let doc = call.doc();
    let name = word(&doc, "tokenization");
    let Some(tokenization) = Tokenization::parse(name) else {
        return Err(Refusal::new(format!("unsupported tokenization strategy: {name}")));
    };
    let analyzer = object(&doc, "analyzerConfig").map(crate::schema::property::analyzer).unwrap_or_default();
    let indexed = analyze::tokenize(tokenization, &analyze::prepare(&analyzer, word(&doc, "text")));
    let stopwords = stopwords(&doc, &analyzer, tokenization)?;
    let mut query = indexed.clone();
    query.retain(|token| !stopwords.contains(token));
    Ok(Answer::ok(json!({"indexed": indexed, "query": query})))
}

fn stopwords(doc: &Doc, analyzer: &Analyzer, tokenization: Tokenization) -> Result<BTreeSet<String>> {
    let given = object(doc, "stopwordPresets").filter(|presets| !presets.is_empty());
    if !analyzer.fold_ignore.is_empty() && !analyzer.ascii_fold {
        return Err(Refusal::new("asciiFoldIgnore requires asciiFold to be enabled"));
    }
    let mut config = object(doc, "stopwords").cloned();
    if let (Some(_), Some(_)) = (given, &config) {
        return Err(Refusal::new("stopwords and stopwordPresets are mutually exclusive; pass only one"));
    }
    if let Some(config) = &mut config {
        define::inverted::check_stopwords(config)?;
    }
    if let Some(presets) = given {
        define::inverted::check_presets(presets)?;
    }
    let own = given.map(inverted::lists).unwrap_or_default();
    let known = |name: &str| own.get(name).or_else(|| inverted::preset(name)).cloned();
    if let Some(name) = &analyzer.stopword_preset {
        return known(name).ok_or_else(|| {
            Refusal::new(format!(
                "unknown stopword preset {}; define it in stopwordPresets or use a built-in preset ('en', 'none')",
                quote(name)
            ))
        });
    }
    Ok(match &config {
        Some(config) => inverted::configured(config),
        None if tokenization == Tokenization::Word => known("en").unwrap_or_default(),
        None => BTreeSet::new(),
    })
}

pub(super) fn property(context: &Context, call: &mut Call<'_>, class: &str, name: &str) -> Result<Answer> {
    let collection = context.catalog().resolve(class).ok_or_else(Refusal::missing)?;
    let class = collection.class();
    let property = class.property(&names::lower_first(name)).ok_or_else(Refusal::missing)?;
    let doc = call.doc();
    let Some(tokenization) = property.tokenization else {
        return Err(Refusal::new("tokenization is not enabled for this property"));
    };
    let text = word(&doc, "text");
    let indexed = analyze::tokenize(tokenization, &analyze::prepare(&property.analyzer, text));
    // Here the collection's stopwords count for every tokenization.
    let stopwords = class.stopwords_of(property).unwrap_or(&class.stopwords);
    let mut query = indexed.clone();
    query.retain(|token| !stopwords.contains(token));
    Ok(Answer::ok(json!({"indexed": indexed, "query": query})))
}
