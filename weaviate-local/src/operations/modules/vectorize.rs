//! The vectors a module makes: of an object, and of what is searched for.

use serde_json::{Value as Json, json};

use super::{
    bigram, corpus,
    known::{BIGRAM, CLIP, TRANSFORMERS},
    module::Module,
    movement, remote,
};
use crate::common::{
    doc::{Doc, list, text},
    error::{Refusal, Result, Within},
    object::Vector,
    value::{Fields, Value},
};

impl Module<'_> {
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

    fn one_text(&self, passage: &str, searching: bool) -> Result<Vec<f32>> {
        let config = self.config();
        let pooling =
            (self.spec.vectorizer == TRANSFORMERS).then(|| match text(&config, "poolingStrategy") {
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
        remote::text(&self.address(searching)?, passage, &settings)
    }

    fn images_and_texts(&self, fields: &Fields) -> Result<Option<Vec<f32>>> {
        let config = self.config();
        let named = |key: &str| -> Vec<String> {
            list(&config, key).iter().filter_map(Json::as_str).map(str::to_owned).collect()
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
}
