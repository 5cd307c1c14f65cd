//! `analyzer(…)`: what is done to the words of a text before they are looked up.

use proc_macro2::Span;

use super::{
    super::model::Analyzer,
    words::{inside, twice},
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
};

const KNOWN: &[&str] = &["ascii_fold", "ascii_fold_ignore", "stopword_preset"];

/// All of `analyzer(…)`.
pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Analyzer {
    let mut read =
        Analyzer { at: meta.span(), ascii_fold: false, ascii_fold_ignore: None, stopword_preset: None };
    let inner = meta.list(diagnostics);
    twice(&inner, diagnostics);
    for meta in &inner {
        match meta.name().as_str() {
            "ascii_fold" => read.ascii_fold = meta.flag(diagnostics),
            "ascii_fold_ignore" => read.ascii_fold_ignore = letters(meta, diagnostics),
            "stopword_preset" => read.stopword_preset = meta.text(diagnostics),
            other => inside("analyzer", other, meta.span(), KNOWN, diagnostics),
        }
    }
    if let (Some((_, word)), false) = (&read.ascii_fold_ignore, read.ascii_fold) {
        let help = "add `ascii_fold`, or remove this";
        diagnostics.help(*word, "`ascii_fold_ignore` is about letters that `ascii_fold` folds", help);
    }
    read
}

/// `["é", "ñ"]`
fn letters(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Vec<String>, Span)> {
    let texts = match &meta.value {
        Value::Is(tokens) => attr::texts(tokens),
        _ => None,
    };
    let at = meta.value_span();
    let Some(texts) = texts else {
        diagnostics.help(
            at,
            "`ascii_fold_ignore` takes a list of letters",
            "write `ascii_fold_ignore = [\"é\"]`",
        );
        return None;
    };
    if let Some(long) = texts.iter().find(|text| !is_letter(text)) {
        let help = "give each letter a text of its own";
        diagnostics.help(at, format!("`{long}` in `ascii_fold_ignore` is not one letter"), help);
    }
    Some((texts, meta.span()))
}

/// One character; marks that combine with it belong to it.
fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some() && chars.all(|c| matches!(c, '\u{300}'..='\u{36f}'))
}
