//! `vector(…)` on a field.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::attr::{Meta, Value};
use super::field::unknown_inside;
use super::model::twice;
use super::setting::{self, Configured, Source};
use crate::diag::Diagnostics;
use crate::{guess, token};

const DISTANCES: &[(&str, &str)] = &[
    ("cosine", "Cosine"),
    ("dot", "Dot"),
    ("l2_squared", "L2Squared"),
    ("manhattan", "Manhattan"),
    ("hamming", "Hamming"),
];
const KNOWN: &[&str] = &["distance", "index", "vectorizer", "source"];
const LATER: &[&str] = &["quantizer", "encoding", "name"];
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
    pub(super) vectorizer: Option<Configured>,
    /// The properties that it is made of, where the list is, and the word before it.
    pub(super) source: Option<(Vec<Source>, Span, Span)>,
}

impl Vector {
    pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Self {
        let mut vector = Self {
            word: meta.key.clone(),
            distance: None,
            index: Vec::new(),
            vectorizer: None,
            source: None,
        };
        let inner = match &meta.value {
            Value::None => return vector,
            _ => meta.list(diagnostics),
        };
        twice(&inner, diagnostics);
        for meta in &inner {
            match meta.name().as_str() {
                "distance" => vector.distance = distance(meta, diagnostics),
                "index" => vector.index = index(meta, diagnostics),
                "vectorizer" => vector.vectorizer = vectorizer(meta, diagnostics),
                "source" => vector.source = source(meta, diagnostics),
                later if LATER.contains(&later) => {
                    diagnostics.error(meta.span(), format!("`{later}` is not supported yet"));
                }
                _ => unknown_inside("vector", meta, KNOWN, diagnostics),
            }
        }
        if let (Some((_, _, at)), None) = (&vector.source, &vector.vectorizer) {
            let help = "add `vectorizer = …`, or remove this";
            diagnostics.help(*at, "`source` is what a vectorizer reads, and none is declared", help);
        }
        vector
    }

    /// The type of the module that makes it.
    ///
    /// Expands to: `::weaviate::modules::vectorizer::openai`
    pub(super) fn module(&self, facade: &TokenStream) -> TokenStream {
        match &self.vectorizer {
            Some(module) => {
                let name = &module.name;
                quote::quote!(#facade::modules::vectorizer::#name)
            }
            None => quote::quote!(__weaviate::modules::no_vectorizer),
        }
    }
}

fn vectorizer(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Configured> {
    let example = "vectorizer = openai(model = \"…\")";
    let Value::Is(tokens) = &meta.value else {
        diagnostics.help(meta.span(), "`vectorizer` has no value", format!("write `{example}`"));
        return None;
    };
    let module = Configured::read(&meta.key, tokens, example, diagnostics)?;
    let name = module.name.to_string();
    if let Some(short) = name.strip_prefix("text2vec_") {
        diagnostics.help(
            module.name.span(),
            format!("the module `{name}` is called `{short}` here"),
            format!("write `vectorizer = {short}(…)`"),
        );
        return None;
    }
    (!module.says_none()).then_some(module)
}

fn source(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Vec<Source>, Span, Span)> {
    let list = match &meta.value {
        Value::Is(tokens) => {
            token::group(tokens, 0, proc_macro2::Delimiter::Bracket).filter(|_| tokens.len() == 1)
        }
        _ => None,
    };
    let inner: Option<Vec<TokenTree>> = list.as_ref().map(|list| list.stream().into_iter().collect());
    match (list, inner.and_then(|inner| setting::sources(&inner))) {
        (Some(list), Some(sources)) if !sources.is_empty() && sources.iter().all(|s| s.weight.is_none()) => {
            Some((sources, list.span(), meta.span()))
        }
        _ => {
            let help = "write `source = [title, body]`";
            diagnostics.help(meta.value_span(), "`source` takes a list of properties", help);
            None
        }
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
