//! Questions to language models as messages.

use super::provider;
use crate::{
    Result,
    ir::Generative,
    proto::{GenerativeSearch, TextArray, generative_search},
};

pub(super) fn generative(wanted: &Generative) -> Result<GenerativeSearch> {
    let queries = wanted.provider.as_ref().map(provider::provider).transpose()?;
    let queries = || queries.iter().cloned().collect();
    let single = wanted.prompt.as_ref().map(|prompt| generative_search::Single {
        prompt: prompt.clone(),
        debug: wanted.debug,
        queries: queries(),
    });
    let grouped = wanted.grouped.as_ref().map(|grouped| generative_search::Grouped {
        task: grouped.task.clone(),
        properties: (!grouped.properties.is_empty())
            .then(|| TextArray { values: grouped.properties.clone() }),
        queries: queries(),
        debug: wanted.debug,
    });
    Ok(GenerativeSearch { single, grouped, ..GenerativeSearch::default() })
}
