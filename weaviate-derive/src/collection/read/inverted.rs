//! `inverted(…)`: how a collection's words and values are indexed.

use proc_macro2::{Literal, TokenStream, TokenTree};

use super::{
    super::model::{Inverted, Stopwords},
    words::{inside, twice},
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    token,
};

/// All of `inverted(…)`.
pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Inverted {
    const KNOWN: &[&str] = &[
        "null_state",
        "property_length",
        "timestamps",
        "bm25",
        "stopwords",
        "stopword_presets",
        "cleanup_interval_seconds",
    ];
    let mut read = Inverted::default();
    let inner = meta.list(diagnostics);
    twice(&inner, diagnostics);
    for meta in &inner {
        match meta.name().as_str() {
            "null_state" => read.null_state = meta.flag(diagnostics),
            "property_length" => read.property_length = meta.flag(diagnostics),
            "timestamps" => read.timestamps = Some(meta.flag(diagnostics)),
            "bm25" => read.bm25 = bm25(meta, diagnostics),
            "stopwords" => read.stopwords = Some(stopwords(meta, diagnostics)),
            "stopword_presets" => {
                let lists = meta.list(diagnostics);
                twice(&lists, diagnostics);
                read.stopword_presets =
                    lists.iter().map(|list| (list.name(), words(list, diagnostics))).collect();
                read.presets_at = Some(meta.span());
            }
            "cleanup_interval_seconds" => read.cleanup_interval_seconds = meta.number("60", diagnostics),
            other => inside("inverted", other, meta.span(), KNOWN, diagnostics),
        }
    }
    read
}

/// `bm25(k1 = 1.2, b = 0.75)`; the server's own values where one is left out.
fn bm25(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(TokenStream, TokenStream)> {
    let (mut k1, mut b) = (None, None);
    for inner in meta.list(diagnostics) {
        match inner.name().as_str() {
            "k1" => k1 = float(&inner, diagnostics),
            "b" => b = float(&inner, diagnostics),
            other => inside("bm25", other, inner.span(), &["k1", "b"], diagnostics),
        }
    }
    if k1.is_none() && b.is_none() {
        return None;
    }
    let or = |value: Option<TokenStream>, default: f64| {
        value.unwrap_or_else(|| TokenTree::Literal(Literal::f64_unsuffixed(default)).into())
    };
    Some((or(k1, 1.2), or(b, 0.75)))
}

/// A number, with a point even where none was written.
fn float(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
    let number = match &meta.value {
        Value::Is(tokens) => token::number(tokens),
        _ => None,
    };
    let Some((minus, literal)) = number else {
        diagnostics.error(
            meta.value_span(),
            format!("`{}` takes a number, such as `{} = 0.75`", meta.name(), meta.name()),
        );
        return None;
    };
    let mut value = TokenTree::Literal(literal.clone());
    let integer = token::is_plain_integer(&literal).then(|| literal.to_string().replace('_', ""));
    if let Some(number) = integer.and_then(|digits| digits.parse().ok()) {
        value = TokenTree::Literal(Literal::f64_unsuffixed(number));
        value.set_span(literal.span());
    }
    Some(minus.map(TokenTree::Punct).into_iter().chain([value]).collect())
}

fn stopwords(meta: &Meta, diagnostics: &mut Diagnostics) -> Stopwords {
    let mut found = Stopwords::default();
    for inner in meta.list(diagnostics) {
        match inner.name().as_str() {
            "preset" => found.preset = inner.text(diagnostics).map(|(text, _)| text),
            "add" => found.additions = words(&inner, diagnostics),
            "remove" => found.removals = words(&inner, diagnostics),
            other => inside("stopwords", other, inner.span(), &["preset", "add", "remove"], diagnostics),
        }
    }
    found
}

fn words(meta: &Meta, diagnostics: &mut Diagnostics) -> Vec<String> {
    let words = match &meta.value {
        Value::Is(tokens) => attr::texts(tokens),
        _ => None,
    };
    if words.is_none() {
        let name = meta.name();
        diagnostics.error(
            meta.value_span(),
            format!("`{name}` takes a list of texts, such as `{name} = [\"a\", \"b\"]`"),
        );
    }
    words.unwrap_or_default()
}
