//! Questions to language models as messages.

use super::provider;
use crate::{
    Error, Result,
    ir::Generative,
    proto::{GenerativeSearch, TextArray, generative_search},
};

pub(super) fn generative(wanted: &Generative) -> Result<GenerativeSearch> {
    let queries = || -> Result<Vec<_>> {
        wanted
            .provider
            .as_ref()
            .map(provider::provider)
            .transpose()
            .map(|provider| provider.into_iter().collect())
    };
    let single = match &wanted.prompt {
        None => None,
        Some(prompt) if prompt.trim().is_empty() => return Err(Error::invalid("`prompt` is empty")),
        Some(prompt) => Some(generative_search::Single {
            prompt: prompt.clone(),
            debug: wanted.debug,
            queries: queries()?,
        }),
    };
    let grouped = match &wanted.grouped {
        None => None,
        Some(grouped) if grouped.task.trim().is_empty() => {
            return Err(Error::invalid("`grouped_task` is empty"));
        }
        Some(grouped) => Some(generative_search::Grouped {
            task: grouped.task.clone(),
            properties: (!grouped.properties.is_empty())
                .then(|| TextArray { values: grouped.properties.clone() }),
            queries: queries()?,
            debug: wanted.debug,
        }),
    };
    if single.is_none() && grouped.is_none() {
        return Err(Error::invalid("a provider writes nothing by itself: add `prompt` or `grouped_task`"));
    }
    Ok(GenerativeSearch { single, grouped, ..GenerativeSearch::default() })
}
