//! `vector(…)` on a field.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::{
    field::unknown_inside,
    model::{Model, twice},
    setting::{self, Configured, Source},
};
use crate::{
    attr::{Meta, Value},
    diag::Diagnostics,
    guess, token,
};

const DISTANCES: &[(&str, &str)] = &[
    ("cosine", "Cosine"),
    ("dot", "Dot"),
    ("l2_squared", "L2Squared"),
    ("manhattan", "Manhattan"),
    ("hamming", "Hamming"),
];
const KNOWN: &[&str] = &["distance", "index", "quantizer", "encoding", "vectorizer", "source"];
const INDEXES: &[&str] = &["hnsw", "flat", "dynamic", "hfresh"];
const QUANTIZERS: &[&str] = &["pq", "bq", "sq", "rq", "none"];
const ENCODINGS: &[&str] = &["muvera"];

/// How a vector is made and kept.
pub(super) struct Vector {
    /// The word, at which its mistakes are shown.
    pub(super) word: Ident,
    /// As written, and in the schema. The server's own is cosine.
    pub(super) distance: Option<(Ident, &'static str)>,
    pub(super) index: Option<Configured>,
    /// `none` too
    pub(super) quantizer: Option<Configured>,
    /// With its word
    pub(super) encoding: Option<(Configured, Span)>,
    pub(super) vectorizer: Option<Configured>,
    /// The properties that it is made of, where the list is, and the word before it.
    pub(super) source: Option<(Vec<Source>, Span, Span)>,
}

impl Vector {
    pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Self {
        let mut vector = Self {
            word: meta.key.clone(),
            distance: None,
            index: None,
            quantizer: None,
            encoding: None,
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
                "index" => {
                    vector.index = one_of(meta, "index = hnsw(ef = 64)", INDEXES, diagnostics);
                    if let Some(index) = &mut vector.index {
                        let inside: &[&str] = if index.name == "dynamic" { &["hnsw", "flat"] } else { &[] };
                        index.only_inside(inside, diagnostics);
                    }
                }
                "quantizer" => {
                    vector.quantizer = one_of(meta, "quantizer = rq(bits = 8)", QUANTIZERS, diagnostics);
                    vector.quantizer.iter_mut().for_each(|quantizer| quantizer.only_inside(&[], diagnostics));
                }
                "encoding" => {
                    let encoding = one_of(meta, "encoding = muvera", ENCODINGS, diagnostics);
                    vector.encoding = encoding.map(|encoding| (encoding, meta.span()));
                }
                "vectorizer" => vector.vectorizer = vectorizer(meta, diagnostics),
                "source" => vector.source = source(meta, diagnostics),
                "name" => {
                    let help =
                        "a vector has its field's name: `#[weaviate(rename = \"…\")]` gives it another";
                    diagnostics.help(meta.span(), "`vector` has no `name`", help);
                }
                _ => unknown_inside("vector", meta, KNOWN, diagnostics),
            }
        }
        let declared = inner.iter().any(|meta| meta.name() == "vectorizer");
        if let (Some((_, _, at)), false) = (&vector.source, declared) {
            let help = "add `vectorizer = …`, or remove this";
            diagnostics.help(*at, "`source` is what a vectorizer reads, and none is declared", help);
        }
        vector
    }

    /// The type of the module that makes it.
    ///
    /// Expands to: `::weaviate::modules::vectorizer::openai`
    pub(super) fn module(&self, facade: &TokenStream) -> TokenStream {
        let Some(Configured { name, .. }) = &self.vectorizer else {
            return quote!(__weaviate::modules::no_vectorizer);
        };
        quote!(#facade::modules::vectorizer::#name)
    }

    /// Expands to: `__weaviate::VectorDef { … }`; `vectorizer` is the module's settings.
    pub(super) fn definition(&self, vectorizer: Option<TokenStream>, model: &Model) -> TokenStream {
        let distance =
            Ident::new(self.distance.as_ref().map_or("Cosine", |(_, variant)| variant), Span::call_site());
        let mut set = Vec::new();
        if let Some(index) = &self.index {
            let built = index.built(&quote!(__weaviate::index), model);
            set.push(quote!(index: #built));
        }
        match &self.quantizer {
            Some(none) if none.name == "none" => set.push(quote!(quantizer: __weaviate::Quantizer::None)),
            Some(quantizer) => {
                let built = quantizer.built(&quote!(__weaviate::index::quantizer), model);
                set.push(quote!(quantizer: __weaviate::Quantizer::By(#built)));
            }
            None => {}
        }
        if let Some((encoding, _)) = &self.encoding {
            let built = encoding.built(&quote!(__weaviate::index::encoding), model);
            set.push(quote!(encoding: __Some(#built)));
        }
        if let Some(vectorizer) = vectorizer {
            set.push(quote!(vectorizer: __Some(#vectorizer)));
        }
        if let Some((sources, at, _)) = &self.source {
            let sources = setting::list_of(sources, &model.fields, *at);
            set.push(quote!(source: #sources));
        }
        quote! {
            __weaviate::VectorDef {
                distance: __weaviate::Distance::#distance,
                #(#set,)*
                ..__weaviate::VectorDef::HNSW
            }
        }
    }
}

/// What stands after `=`, with its settings, if it is one of `known`.
fn one_of(meta: &Meta, example: &str, known: &[&str], diagnostics: &mut Diagnostics) -> Option<Configured> {
    let word = meta.name();
    let Value::Is(tokens) = &meta.value else {
        diagnostics.help(meta.span(), format!("`{word}` has no value"), format!("write `{example}`"));
        return None;
    };
    let read = Configured::read(&meta.key, tokens, example, diagnostics)?;
    let name = token::plain(&read.name);
    if known.contains(&name.as_str()) {
        return Some(read);
    }
    let message = format!("there is no {word} `{name}`");
    diagnostics.help(read.name.span(), message, guess::help(&name, known));
    None
}

fn vectorizer(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Configured> {
    let example = "vectorizer = openai(model = \"…\")";
    let Value::Is(tokens) = &meta.value else {
        diagnostics.help(meta.span(), "`vectorizer` has no value", format!("write `{example}`"));
        return None;
    };
    let mut module = Configured::read(&meta.key, tokens, example, diagnostics)?;
    let name = module.name.to_string();
    if let Some(short) = name.strip_prefix("text2vec_") {
        let help = format!("write `vectorizer = {short}(…)`");
        diagnostics.help(module.name.span(), format!("the module `{name}` is called `{short}` here"), help);
        return None;
    }
    if module.custom.is_none() {
        module.only_inside(&[], diagnostics);
    }
    (!module.says_none()).then_some(module)
}

fn source(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Vec<Source>, Span, Span)> {
    let list = match &meta.value {
        Value::Is(tokens) => token::group(tokens, 0, Delimiter::Bracket).filter(|_| tokens.len() == 1),
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
