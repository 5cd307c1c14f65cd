//! Providers of language models as messages.

use crate::{Error, Result, ir::Provider, proto::GenerativeProvider};

pub(super) fn provider(wanted: &Provider) -> Result<GenerativeProvider> {
    let name = wanted.name;
    Err(Error::invalid(format!("`{name}` is no provider of language models that this version knows")))
}
