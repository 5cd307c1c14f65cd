//! Settings of providers as parts of their messages: one function for each kind in the table.
//!
//! The typed builders cannot set a value of another kind; a question that was made by hand can, so each
//! function says what it expects.

use weaviate_proto::{TextArray, generative_meta, generative_open_ai};

use super::Context;
use crate::plain::{
    error::{Error, Result},
    ir::Setting,
    version::Version,
};

/// The setting that asks what the answer cost; it stands beside the provider, not in its message.
pub(crate) const USAGE: &str = "return_metadata";

/// Refuses `what` on a server older than the first version of its release line that has it: features of
/// modules came to several lines at once, each with a patch of its own.
pub(crate) fn since(what: &str, from: &[Version], cx: &Context<'_>) -> Result<()> {
    let Some(server) = cx.version else { return Ok(()) };
    let same = |version: &&Version| (version.major, version.minor) >= (server.major, server.minor);
    match from.iter().find(same) {
        Some(first) => cx.needs(*first, &format!("`{}`", what.replace(" of ", "` of `"))),
        None => Ok(()),
    }
}

/// What is said of a setting that the provider does not have.
#[cold]
pub(crate) fn unknown(provider: &str, name: &str) -> Error {
    Error::invalid(format!("`{provider}` has no setting `{name}`"))
}

/// What is said of a value of another kind.
#[cold]
fn mismatch(name: &str, expected: &str) -> Error {
    Error::invalid(format!("`{name}` is set to what is not {expected}"))
}

/// A text.
pub(crate) fn text(name: &str, value: &Setting) -> Result<String> {
    match value {
        Setting::Text(text) => Ok(text.clone()),
        _ => Err(mismatch(name, "text")),
    }
}

/// A whole number, 1 or more: a server takes 0 for nothing.
pub(crate) fn count(name: &str, value: &Setting) -> Result<i64> {
    match value {
        Setting::Int(count) if *count > 0 => Ok(*count),
        Setting::Int(count) => Err(Error::invalid(format!(
            "`{name}` is {count}, which the server would ignore: set at least 1, or leave it out"
        ))),
        _ => Err(mismatch(name, "a whole number")),
    }
}

/// A number, finite.
pub(crate) fn number(name: &str, value: &Setting) -> Result<f64> {
    match value {
        Setting::Number(number) if number.is_finite() => Ok(*number),
        Setting::Number(number) => Err(Error::invalid(format!("`{name}` is {number}: it must be a number"))),
        _ => Err(mismatch(name, "a number")),
    }
}

/// A yes or no.
pub(crate) fn flag(name: &str, value: &Setting) -> Result<bool> {
    match value {
        Setting::Boolean(flag) => Ok(*flag),
        _ => Err(mismatch(name, "`true` or `false`")),
    }
}

/// A list of texts.
pub(crate) fn texts(name: &str, value: &Setting) -> Result<TextArray> {
    match value {
        Setting::Texts(values) => Ok(TextArray { values: values.clone() }),
        _ => Err(mismatch(name, "a list of texts")),
    }
}

/// Pictures in base64, or names of properties that hold them.
pub(crate) fn pictures(name: &str, value: &Setting) -> Result<TextArray> {
    texts(name, value)
}

/// How much a model of `openai` writes: `low`, `medium`, `high`.
pub(crate) fn verbosity(name: &str, value: &Setting) -> Result<i32> {
    word(name, "VERBOSITY_", value, |word| generative_open_ai::Verbosity::from_str_name(word).map(Into::into))
}

/// How much a model of `openai` thinks: `minimal`, `low`, `medium`, `high`.
pub(crate) fn effort(name: &str, value: &Setting) -> Result<i32> {
    word(name, "REASONING_EFFORT_", value, |word| {
        generative_open_ai::ReasoningEffort::from_str_name(word).map(Into::into)
    })
}

/// How much a model of `meta` thinks; its words are numbered otherwise.
pub(crate) fn meta_effort(name: &str, value: &Setting) -> Result<i32> {
    word(name, "REASONING_EFFORT_", value, |word| {
        generative_meta::ReasoningEffort::from_str_name(word).map(Into::into)
    })
}

/// A word of an enumeration, as its number; `prefix` is what the wire puts before each.
fn word(name: &str, prefix: &str, value: &Setting, parse: fn(&str) -> Option<i32>) -> Result<i32> {
    let Setting::Text(word) = value else { return Err(mismatch(name, "a word")) };
    parse(&format!("{prefix}{}", word.to_uppercase()))
        .filter(|number| *number != 0)
        .ok_or_else(|| Error::invalid(format!("`{name}` knows no `{word}`")))
}
