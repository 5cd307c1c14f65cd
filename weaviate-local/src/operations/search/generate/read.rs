//! Reads from a request what is to be generated.

use weaviate_proto::{self as proto, generative_provider::Kind};

use super::{Generate, prompt};
use crate::schema::{Class, DataType};

/// Reads the request; `current` tells whether the client knows today's fields.
pub(crate) fn read(class: &Class, from: &proto::GenerativeSearch, current: bool) -> Generate {
    if current { read_current(class, from) } else { read_old(class, from) }
}

fn read_current(class: &Class, from: &proto::GenerativeSearch) -> Generate {
    let mut out = Generate { current: true, ..Generate::default() };
    if let Some(single) = &from.single {
        out.ask(&single.prompt);
        out.provider(&single.queries);
    }
    if let Some(grouped) = &from.grouped {
        out.provider(&grouped.queries);
        let only = grouped.properties.as_ref().map(|list| list.values.as_slice()).unwrap_or_default();
        out.gather(class, &grouped.task, only);
    }
    out
}

fn read_old(class: &Class, from: &proto::GenerativeSearch) -> Generate {
    let mut out = Generate::default();
    #[expect(deprecated, reason = "what an old client sends")]
    let (single, task, only) =
        (&from.single_response_prompt, &from.grouped_response_task, &from.grouped_properties);
    if !single.is_empty() {
        out.ask(single);
    }
    if !task.is_empty() {
        out.gather(class, task, only);
    }
    out
}

impl Generate {
    /// Adds a prompt for each object.
    pub(crate) fn ask(&mut self, text: &str) {
        self.extract
            .extend(prompt::places(text).into_iter().map(|place| prompt::name(text, place).to_owned()));
        self.prompt = Some(text.to_owned());
    }

    /// Adds a task for all objects together.
    pub(crate) fn gather(&mut self, class: &Class, task: &str, only: &[String]) {
        self.task = Some(task.to_owned());
        self.only.extend_from_slice(only);
        if self.only.is_empty() {
            let all = class.properties.iter().filter(|property| property.kind != DataType::Reference);
            self.extract.extend(all.map(|property| property.name.clone()));
        } else {
            self.extract.extend(self.only.iter().cloned());
        }
    }

    // Of several providers the first counts.
    fn provider(&mut self, queries: &[proto::GenerativeProvider]) {
        let Some(first) = queries.first() else { return };
        self.metadata |= first.return_metadata;
        self.elsewhere = first.kind.as_ref().and_then(provider_name);
    }
}

// What the server calls a module in its messages; the built-in one has no name there.
fn provider_name(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Anthropic(_) => "anthropic",
        Kind::Anyscale(_) => "anyscale",
        Kind::Aws(_) => "aws",
        Kind::Cohere(_) => "cohere",
        Kind::Mistral(_) => "mistral",
        Kind::Ollama(_) => "ollama",
        Kind::Openai(_) => "openai",
        Kind::Google(_) => "google",
        Kind::Databricks(_) => "databricks",
        Kind::Friendliai(_) => "friendliai",
        Kind::Nvidia(_) => "nvidia",
        Kind::Xai(_) => "xai",
        Kind::Contextualai(_) => "contextualai",
        Kind::Deepseek(_) => "deepseek",
        Kind::Dummy(_) | Kind::Digitalocean(_) | Kind::Meta(_) => return None,
    })
}
