//! Questions to language models as messages.
//!
//! The provider stands in both parts, if both are asked: a server reads each by itself.

use weaviate_proto::{GenerativeSearch, TextArray, generative_search};

use super::{Context, provider};
use crate::plain::{
    error::{Error, Result},
    ir::Query,
    version::Version,
};

/// What a language model is asked about the answer, if anything; checked here, as GraphQL asks here, too.
///
/// # Errors
///
/// `InvalidInput` for empty tasks, a provider without a task, and settings that the provider does not have.
pub(super) fn generative(query: &Query, cx: &Context<'_>) -> Result<Option<GenerativeSearch>> {
    let Some(wanted) = &query.generative else { return Ok(None) };
    if !query.sort.is_empty() {
        return Err(Error::invalid("a language model reads results in their own order: remove `sort`"));
    }
    if wanted.debug && wanted.grouped.is_some() {
        cx.needs(Version { major: 1, minor: 32, patch: 4 }, "`full_prompt` of a `grouped_task`")?;
    }
    let queries = || -> Result<Vec<_>> {
        let provider = wanted.provider.as_ref().map(|wanted| provider::provider(wanted, cx)).transpose()?;
        Ok(provider.into_iter().collect())
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
        Some(grouped) if grouped.task.trim().is_empty() && !grouped.properties.is_empty() => {
            return Err(Error::invalid(
                "`grouped_on` says what `grouped_task` reads: there is no `grouped_task`",
            ));
        }
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
    Ok(Some(GenerativeSearch { single, grouped, ..GenerativeSearch::default() }))
}
