//! Texts generated of what was found, by the server's built-in stand-in for a language model: it repeats the prompt.

mod prompt;
mod read;

pub(super) use read::read;

use weaviate_proto as proto;

use super::{found::Found, hit::Hit};
use crate::{
    common::{
        error::{Refusal, Result},
        object::Object,
    },
    schema::Class,
};

/// The only generative module the engine has.
const MODULE: &str = "generative-dummy";

/// What is to be generated.
#[derive(Debug, Clone, Default)]
pub(crate) struct Generate {
    /// What is asked of each object.
    pub(crate) prompt: Option<String>,
    /// What is asked of all of them together.
    pub(crate) task: Option<String>,
    /// The properties the task is about; none for all of them.
    pub(crate) only: Vec<String>,
    /// The properties that have to be read.
    pub(crate) extract: Vec<String>,
    /// The module that the request names, when the engine does not have it.
    pub(crate) elsewhere: Option<&'static str>,
    /// Whether figures about the generation are asked for.
    pub(crate) metadata: bool,
    /// Whether the reply has messages of its own for it; old clients read it elsewhere.
    pub(crate) current: bool,
}

/// What was generated.
pub(crate) struct Generated {
    /// One for each hit or group, when there is a prompt; of a failure there is only the text.
    pub(crate) single: Vec<Result<String>>,
    /// Of all of them together.
    pub(crate) grouped: Option<String>,
}

impl Generate {
    /// Generates; `place` is where a failure is said to be.
    pub(crate) fn run(&self, class: &Class, place: &str, found: &Found) -> Result<Generated> {
        let objects: Vec<&Object> = match found {
            Found::Hits(hits) => hits.iter().map(|hit: &Hit| &*hit.object).collect(),
            Found::Groups(groups) => {
                groups.iter().filter_map(|group| Some(&*group.hits.first()?.object)).collect()
            }
        };
        if objects.is_empty() {
            return Ok(Generated { single: Vec::new(), grouped: None });
        }
        if let Some(name) = self.elsewhere {
            return Err(Refusal::new(format!(
                "{place}: extend: extend generate: client not found for provider: {name}"
            )));
        }
        let settings = settings(class);
        let single = match &self.prompt {
            Some(text) => objects
                .iter()
                .map(|object| prompt::single(class, object, text).map(|text| answer(&text, &settings)))
                .collect(),
            None => Vec::new(),
        };
        let grouped = self
            .task
            .as_ref()
            .map(|task| answer(&prompt::grouped(class, &objects, &self.only, task), &settings));
        Ok(Generated { single, grouped })
    }
}

impl Generated {
    /// Puts the texts into the reply; `bare` says that objects come without anything beside their properties.
    pub(crate) fn write(self, asked: &Generate, bare: bool, reply: &mut proto::SearchReply) -> Result<()> {
        if self.single.is_empty() && self.grouped.is_none() && !asked.current {
            return Ok(());
        }
        let mut single = self.single.into_iter();
        for group in &mut reply.group_by_results {
            let text = single.next().transpose()?;
            #[expect(deprecated, reason = "a group has no other place for it")]
            {
                group.generative = text.map(reply_of);
            }
        }
        for result in &mut reply.results {
            let text = single.next().transpose()?;
            if asked.current {
                if bare && text.is_none() {
                    continue;
                }
                let text = text.unwrap_or_default();
                result.generative = Some(proto::GenerativeResult { values: vec![reply_of(text)] });
            } else if let (Some(text), Some(metadata)) = (text, &mut result.metadata) {
                #[expect(deprecated, reason = "where old clients read it")]
                {
                    metadata.generative = text;
                    metadata.generative_present = true;
                }
            }
        }
        if asked.metadata && asked.current && !reply.results.is_empty() {
            // The built-in module has no name that the server looks its figures up by.
            return Err(Refusal::new("provider: , not supported"));
        }
        let Some(text) = self.grouped else { return Ok(()) };
        if asked.current && reply.group_by_results.is_empty() {
            reply.generative_grouped_results = Some(proto::GenerativeResult { values: vec![reply_of(text)] });
        } else {
            #[expect(deprecated, reason = "where old clients read it, and where groups have it")]
            {
                reply.generative_grouped_result = Some(text);
            }
        }
        Ok(())
    }
}

fn reply_of(result: String) -> proto::GenerativeReply {
    proto::GenerativeReply { result, ..proto::GenerativeReply::default() }
}

fn answer(prompt: &str, settings: &str) -> String {
    format!(
        "You want me to generate something based on the following prompt: {prompt}. With settings: {settings}. I'm \
         sorry, I'm just a dummy and can't generate anything."
    )
}

// As the module shows what the collection sets for it.
fn settings(class: &Class) -> String {
    let modules = crate::common::doc::object(&class.doc, "moduleConfig");
    let own = modules.and_then(|modules| crate::common::doc::object(modules, MODULE));
    own.into_iter()
        .flatten()
        .map(|(key, value)| match value {
            serde_json::Value::String(text) => format!("{key}={text},"),
            other => format!("{key}={other},"),
        })
        .collect()
}
