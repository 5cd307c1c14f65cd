//! The modules that make vectors: which there are, what each can read, and what each adds to a collection.
//!
//! `text2vec-bigram` works here. The others ask a service of the user's over HTTP, as the server does; where it is, the
//! settings or the collection say.

mod bigram;
mod corpus;
mod movement;
mod remote;

pub(crate) use movement::{Ask, Move, away, mean, towards};

use serde_json::{Value as Json, json};

use crate::{
    common::{
        error::{Refusal, Result, Within},
        object::Vector,
        value::{Fields, Value},
    },
    engine::Engine,
    schema::{Class, Doc, VectorSpec, object, text},
};

const BIGRAM: &str = "text2vec-bigram";
const TRANSFORMERS: &str = "text2vec-transformers";
const MODEL2VEC: &str = "text2vec-model2vec";
const CLIP: &str = "multi2vec-clip";

/// Whether there is such a module.
pub(crate) fn is_known(vectorizer: &str) -> bool {
    matches!(vectorizer, BIGRAM | TRANSFORMERS | MODEL2VEC | CLIP)
}

/// Whether a search may give the module texts.
pub(crate) fn reads_texts(vectorizer: &str) -> bool {
    matches!(vectorizer, TRANSFORMERS | MODEL2VEC | CLIP)
}

/// Whether a search may give the module images.
pub(crate) fn reads_images(vectorizer: &str) -> bool {
    vectorizer == CLIP
}

/// What the modules add to the settings of a collection and to those of each property.
pub(crate) fn defaults() -> [(&'static str, Json, Json); 4] {
    let property = |name: bool| json!({"skip": false, "vectorizePropertyName": name});
    [
        (BIGRAM, json!({"vectorizeClassName": true}), property(true)),
        (
            TRANSFORMERS,
            json!({"vectorizeClassName": true, "poolingStrategy": "masked_mean"}),
            property(false),
        ),
        (MODEL2VEC, json!({"vectorizeClassName": true}), property(false)),
        (CLIP, json!({}), json!({})),
    ]
}

/// Refuses a collection whose module cannot be asked.
pub(crate) fn check(engine: &Engine, class: &Class) -> Result<()> {
    for spec in &class.vectors {
        if reads_texts(&spec.vectorizer) {
            Module { engine, class, spec }.address(true)?;
        }
    }
    Ok(())
}

/// A module as a vector of a collection uses it.
pub(crate) struct Module<'a> {
    pub(crate) engine: &'a Engine,
    pub(crate) class: &'a Class,
    pub(crate) spec: &'a VectorSpec,
}

impl<'a> Module<'a> {
    /// The module that makes the vector of that name, when there is one.
    pub(crate) fn of(engine: &'a Engine, class: &'a Class, name: &str) -> Option<Self> {
        let spec = class.vector(name).filter(|spec| is_known(&spec.vectorizer))?;
        Some(Module { engine, class, spec })
    }

    /// The vector of an object; none when there is nothing to make it of.
    pub(crate) fn object(&self, fields: &Fields) -> Result<Option<Vector>> {
        let made = match self.spec.vectorizer.as_str() {
            BIGRAM => Ok(bigram::vector(&corpus::concatenated(self, fields))),
            CLIP => self.images_and_texts(fields),
            _ => {
                let text = corpus::joined(self, fields);
                if text.is_empty() { Ok(None) } else { self.one_text(&text, false).map(Some) }
            }
        };
        let made = made.within("update vector");
        let made = if self.spec.name.is_empty() {
            made
        } else {
            made.within(format!("vectorize target vector {}", self.spec.name))
        };
        Ok(made?.filter(|vector| !vector.is_empty()).map(Vector::from))
    }

    /// The vector of texts that are searched for; an empty one when there are none.
    pub(crate) fn texts(&self, texts: &[String]) -> Result<Vec<f32>> {
        let all = match self.spec.vectorizer.as_str() {
            BIGRAM => texts.iter().filter_map(|text| bigram::vector(text)).collect(),
            CLIP if !texts.is_empty() => {
                remote::media(&self.address(true)?, texts, &[]).within("remote client vectorize")?.texts
            }
            CLIP => Vec::new(),
            _ => texts
                .iter()
                .map(|text| self.one_text(text, true).within("remote client vectorize"))
                .collect::<Result<Vec<_>>>()?,
        };
        Ok(movement::mean(&all))
    }

    /// The vector of an image that is searched for.
    pub(crate) fn image(&self, image: &str) -> Result<Vec<f32>> {
        let found = remote::media(&self.address(true)?, &[], &[image.to_owned()])?;
        found.images.into_iter().next().ok_or_else(|| Refusal::new("empty vector"))
    }

    fn one_text(&self, text: &str, searching: bool) -> Result<Vec<f32>> {
        let config = self.config();
        let pooling =
            (self.spec.vectorizer == TRANSFORMERS).then(|| match self::text(&config, "poolingStrategy") {
                "" => "masked_mean".to_owned(),
                own => own.to_owned(),
            });
        let task = if searching { "query" } else { "passage" };
        let mut settings = Doc::new();
        if let Some(pooling) = pooling {
            settings.insert("pooling_strategy".into(), json!(pooling));
        }
        settings.insert("task_type".into(), json!(task));
        if let Some(dimensions) = config.get("dimensions").and_then(Json::as_i64) {
            settings.insert("dimensions".into(), json!(dimensions));
        }
        remote::text(&self.address(searching)?, text, &settings)
    }

    fn images_and_texts(&self, fields: &Fields) -> Result<Option<Vec<f32>>> {
        let config = self.config();
        let named = |key: &str| -> Vec<String> {
            crate::schema::list(&config, key).iter().filter_map(Json::as_str).map(str::to_owned).collect()
        };
        if config.get("weights").is_some_and(|weights| !weights.is_null()) {
            return Err(Refusal::unsupported("`weights` of `multi2vec-clip`"));
        }
        let (mut texts, mut images) = (Vec::new(), Vec::new());
        let (text_fields, image_fields) = (named("textFields"), named("imageFields"));
        for (name, value) in fields {
            match value {
                Value::Text(text) | Value::Blob(text) => {
                    if image_fields.contains(name) {
                        images.push(text.clone());
                    }
                    if text_fields.contains(name) {
                        texts.push(text.clone());
                    }
                }
                Value::Texts(list) if text_fields.contains(name) => texts.extend(list.iter().cloned()),
                _ => {}
            }
        }
        if texts.is_empty() && images.is_empty() {
            return Ok(None);
        }
        let found = remote::media(&self.address(false)?, &texts, &images)?;
        let all: Vec<Vec<f32>> = found.texts.into_iter().chain(found.images).collect();
        Ok(Some(movement::mean(&all)))
    }

    /// What the collection sets for the module.
    fn config(&self) -> Doc {
        let modules = if self.spec.name.is_empty() {
            object(&self.class.doc, "moduleConfig")
        } else {
            let named = object(&self.class.doc, "vectorConfig");
            named.and_then(|all| all.get(&self.spec.name)?.get("vectorizer")?.as_object())
        };
        modules.and_then(|modules| object(modules, &self.spec.vectorizer)).cloned().unwrap_or_default()
    }

    /// Where the module's service is.
    fn address(&self, searching: bool) -> Result<String> {
        let config = self.config();
        let settings = self.engine.settings();
        let name = self.spec.vectorizer.as_str();
        let (set, general, setting) = match name {
            TRANSFORMERS => {
                let special = if searching { "queryInferenceUrl" } else { "passageInferenceUrl" };
                (text(&config, special), &settings.transformers_inference_api, "transformers_inference_api")
            }
            MODEL2VEC => ("", &settings.model2vec_inference_api, "model2vec_inference_api"),
            _ => ("", &settings.clip_inference_api, "clip_inference_api"),
        };
        let own = [text(&config, "inferenceUrl"), set].into_iter().find(|url| !url.is_empty());
        match own.or(general.as_deref().filter(|url| !url.is_empty())) {
            Some(url) => Ok(url.trim_end_matches('/').to_owned()),
            None => Err(Refusal::new(format!(
                "the module `{name}` has no service to ask: set `Settings::{setting}`, or `inferenceUrl` in the \
                 collection's settings for the module"
            ))),
        }
    }
}
