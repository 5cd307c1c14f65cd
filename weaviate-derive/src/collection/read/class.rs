//! `server`, `ttl`, `replication`, `sharding`, `generative`, `reranker` on a struct.

use super::{
    super::model::{Class, Configured, OLDEST, Version},
    setting, ttl,
};
use crate::{
    attr::{Meta, Value},
    diag::Diagnostics,
};

/// Reads one of the words that say what the collection is beside its names and indexes.
pub(super) fn word(class: &mut Class, meta: &Meta, diagnostics: &mut Diagnostics) {
    match meta.name().as_str() {
        "server" => class.server = server(meta, diagnostics),
        "ttl" => class.ttl = Some(ttl::read(meta, diagnostics)),
        "replication" => {
            const KNOWN: &[&str] = &["factor", "deletion_strategy", "async"];
            class.replication = settings(meta, "replication(factor = 3)", KNOWN, &["async"], diagnostics);
        }
        "sharding" => {
            const KNOWN: &[&str] = &["desired_count", "virtual_per_physical", "desired_virtual_count"];
            class.sharding = settings(meta, "sharding(desired_count = 3)", KNOWN, &[], diagnostics);
        }
        "generative" => {
            class.generative = module(meta, "generative(openai(model = \"…\"))", diagnostics);
        }
        _ => class.reranker = module(meta, "reranker(cohere(model = \"…\"))", diagnostics),
    }
}

/// `generative(openai(…))`, or with `=`
fn module(meta: &Meta, example: &str, diagnostics: &mut Diagnostics) -> Option<Configured> {
    let (Value::Is(tokens) | Value::List(tokens)) = &meta.value else {
        diagnostics.help(
            meta.span(),
            format!("`{}` names no module", meta.name()),
            format!("write `{example}`"),
        );
        return None;
    };
    let mut module = setting::read(&meta.key, tokens, example, diagnostics)?;
    if module.custom.is_none() {
        setting::only_inside(&mut module, &[], diagnostics);
    }
    Some(module).filter(|module| !setting::says_none(module))
}

/// `replication(factor = 3)`
fn settings(
    meta: &Meta,
    example: &str,
    known: &[&str],
    insides: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<Configured> {
    let Value::List(tokens) = &meta.value else {
        let message = format!("`{}` has its settings in parentheses", meta.name());
        diagnostics.help(meta.span(), message, format!("write `{example}`"));
        return None;
    };
    let mut read = setting::of(&meta.key, tokens, diagnostics);
    setting::only_inside(&mut read, insides, diagnostics);
    setting::only(&mut read, known, diagnostics);
    Some(read)
}

/// `"1.36"`, `"1.38.2"`
fn server(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Version> {
    let (text, at) = meta.text(diagnostics)?;
    let parts: Vec<Option<u16>> = text.split('.').map(|part| part.parse().ok()).collect();
    let version = match parts.as_slice() {
        [Some(major), Some(minor)] => Version(*major, *minor, 0),
        [Some(major), Some(minor), Some(patch)] => Version(*major, *minor, *patch),
        _ => {
            diagnostics.help(at, format!("`{text}` is not a version"), "write `server = \"1.36\"`");
            return None;
        }
    };
    if version < OLDEST {
        let message = format!("Weaviate {text} is not supported");
        diagnostics.help(at, message, format!("the oldest that is supported is {OLDEST}"));
        return None;
    }
    Some(version)
}
