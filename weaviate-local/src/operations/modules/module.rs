//! A module as a collection uses it: its settings there, and where its service is.

use super::known::{MODEL2VEC, TRANSFORMERS, is_known, reads_texts};
use crate::{
    common::{
        doc::{Doc, object, text},
        error::{Refusal, Result},
        settings::Settings,
    },
    schema::{Class, VectorSpec},
};

/// Refuses a collection whose module cannot be asked.
pub(crate) fn check(settings: &Settings, class: &Class) -> Result<()> {
    for spec in &class.vectors {
        if reads_texts(&spec.vectorizer) {
            Module { settings, class, spec }.address(true)?;
        }
    }
    Ok(())
}

/// A module as a vector of a collection uses it.
pub(crate) struct Module<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) class: &'a Class,
    pub(crate) spec: &'a VectorSpec,
}

impl<'a> Module<'a> {
    /// The module that makes the vector of that name, when there is one.
    pub(crate) fn of(settings: &'a Settings, class: &'a Class, name: &str) -> Option<Self> {
        let spec = class.vector(name).filter(|spec| is_known(&spec.vectorizer))?;
        Some(Self { settings, class, spec })
    }

    /// What the collection sets for the module.
    pub(super) fn config(&self) -> Doc {
        let modules = if self.spec.name.is_empty() {
            object(&self.class.doc, "moduleConfig")
        } else {
            let named = object(&self.class.doc, "vectorConfig");
            named.and_then(|all| all.get(&self.spec.name)?.get("vectorizer")?.as_object())
        };
        modules.and_then(|modules| object(modules, &self.spec.vectorizer)).cloned().unwrap_or_default()
    }

    /// Where the module's service is.
    pub(super) fn address(&self, searching: bool) -> Result<String> {
        let config = self.config();
        let settings = self.settings;
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
