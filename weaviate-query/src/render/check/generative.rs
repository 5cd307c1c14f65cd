//! Questions to language models.

use crate::{Error, Result, ir::Generative};

/// Checks what a language model is asked.
pub(super) fn generative(wanted: &Generative) -> Result<()> {
    if wanted.prompt.as_ref().is_some_and(|prompt| prompt.trim().is_empty()) {
        return Err(Error::invalid("`prompt` is empty"));
    }
    match &wanted.grouped {
        Some(grouped) if grouped.task.trim().is_empty() && !grouped.properties.is_empty() => {
            Err(Error::invalid("`grouped_on` says what `grouped_task` reads: there is no `grouped_task`"))
        }
        Some(grouped) if grouped.task.trim().is_empty() => Err(Error::invalid("`grouped_task` is empty")),
        None if wanted.prompt.is_none() => {
            Err(Error::invalid("a provider writes nothing by itself: add `prompt` or `grouped_task`"))
        }
        _ => Ok(()),
    }
}
