//! `vector(…)` on a field.

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::attr::{Meta, Value};
use super::field::unknown_inside;
use super::model::twice;
use crate::diag::Diagnostics;
use crate::{guess, token};

const DISTANCES: &[(&str, &str)] = &[
    ("cosine", "Cosine"),
    ("dot", "Dot"),
    ("l2_squared", "L2Squared"),
    ("manhattan", "Manhattan"),
    ("hamming", "Hamming"),
];
const KNOWN: &[&str] = &["distance", "index"];
const LATER: &[&str] = &["quantizer", "vectorizer", "source", "encoding", "name"];
const INDEXES_LATER: &[&str] = &["flat", "dynamic", "hfresh"];

/// One setting of an index: a method of its builder, and what it takes.
pub(super) struct Setting {
    pub(super) method: Ident,
    pub(super) value: Vec<TokenTree>,
}

/// How a vector is kept.
pub(super) struct Vector {
    /// The word, at which its mistakes are shown.
    pub(super) word: Ident,
    /// As written, and in the schema. The server's own is cosine.
    pub(super) distance: Option<(Ident, &'static str)>,
    pub(super) index: Vec<Setting>,
}

impl Vector {
    pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Self {
        let mut vector = Self { word: meta.key.clone(), distance: None, index: Vec::new() };
        let inner = match &meta.value {
            Value::None => return vector,
            _ => meta.list(diagnostics),
        };
        twice(&inner, diagnostics);
        for meta in &inner {
            match meta.name().as_str() {
                "distance" => vector.distance = distance(meta, diagnostics),
                "index" => vector.index = index(meta, diagnostics),
                later if LATER.contains(&later) => {
                    diagnostics.error(meta.span(), format!("`{later}` is not supported yet"));
                }
                _ => unknown_inside("vector", meta, KNOWN, diagnostics),
            }
        }
        vector
    }
}

fn distance(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Ident, &'static str)> {
    let word = meta.word("cosine", diagnostics)?;
    let text = word.to_string();
    if let Some((_, variant)) = DISTANCES.iter().find(|(name, _)| *name == text) {
        return Some((word, variant));
    }
    let known: Vec<&str> = DISTANCES.iter().map(|(name, _)| *name).collect();
    diagnostics.help(word.span(), format!("there is no distance `{text}`"), guess::help(&text, &known));
    None
}

/// `hnsw`, `hnsw(ef = 64, …)`. Which settings there are, rustc knows: each is a method.
fn index(meta: &Meta, diagnostics: &mut Diagnostics) -> Vec<Setting> {
    let Value::Is(tokens) = &meta.value else {
        diagnostics.help(
            meta.span(),
            "`index` has no value",
            "write `index = hnsw`, or `index = hnsw(ef = 64)`",
        );
        return Vec::new();
    };
    let (Some(word), arguments) = (token::ident(tokens, 0), tokens.get(1..).unwrap_or_default()) else {
        diagnostics.error(meta.value_span(), "`index` is `hnsw`");
        return Vec::new();
    };
    let text = word.to_string();
    if INDEXES_LATER.contains(&text.as_str()) {
        diagnostics.error(word.span(), format!("the index `{text}` is not supported yet"));
        return Vec::new();
    }
    if text != "hnsw" {
        diagnostics.help(word.span(), format!("there is no index `{text}`"), guess::help(&text, &["hnsw"]));
        return Vec::new();
    }
    let Some(group) = token::group(arguments, 0, proc_macro2::Delimiter::Parenthesis) else {
        return Vec::new();
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    token::parts(&inner).into_iter().filter_map(|part| setting(part, diagnostics)).collect()
}

fn setting(part: &[TokenTree], diagnostics: &mut Diagnostics) -> Option<Setting> {
    match part {
        [TokenTree::Ident(method), TokenTree::Punct(p), value @ ..]
            if p.as_char() == '=' && !value.is_empty() =>
        {
            Some(Setting { method: method.clone(), value: value.to_vec() })
        }
        _ => {
            let span = token::ends(part, proc_macro2::Span::call_site()).0;
            diagnostics.help(span, "expected a setting", "write `ef = 64`");
            None
        }
    }
}

impl Setting {
    /// Expands to: `.ef(64)`
    pub(super) fn call(&self) -> TokenStream {
        let (method, at) = (&self.method, self.method.span());
        let end = token::ends(&self.value, at).1;
        let arguments = token::parens(self.value.iter().cloned().collect(), end);
        quote::quote_spanned!(at=> .#method #arguments)
    }
}
