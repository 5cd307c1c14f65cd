//! Providers of language models as messages.

use weaviate_proto::GenerativeProvider;

use super::{Context, setting::USAGE};
use crate::{
    Error, Result,
    ir::{Provider, Setting},
    modules::generative::providers,
};

pub(super) fn provider(wanted: &Provider, cx: &Context<'_>) -> Result<GenerativeProvider> {
    let name = wanted.name;
    let kind = providers::message(wanted, cx)
        .ok_or_else(|| Error::invalid(format!("`{name}` is no provider that this version knows")))?
        .map_err(|error| error.context(format!("provider `{name}`")))?;
    let return_metadata = wanted.settings.contains(&(USAGE, Setting::Boolean(true)));
    Ok(GenerativeProvider { return_metadata, kind: Some(kind) })
}

#[cfg(test)]
mod tests;
