//! `vector(…)` on a field.

use proc_macro2::{Delimiter, Span, TokenTree};

use super::{
    super::model::{Configured, Source, Vector},
    setting,
    words::{inside, one_of, twice},
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

/// `vector`, with or without its settings
pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Vector {
    let mut vector = Vector {
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
            "distance" => vector.distance = one_of(meta, "cosine", DISTANCES, diagnostics),
            "index" => {
                vector.index = configured(meta, "index = hnsw(ef = 64)", INDEXES, diagnostics);
                if let Some(index) = &mut vector.index {
                    let inside: &[&str] = if index.name == "dynamic" { &["hnsw", "flat"] } else { &[] };
                    setting::only_inside(index, inside, diagnostics);
                }
            }
            "quantizer" => {
                vector.quantizer = configured(meta, "quantizer = rq(bits = 8)", QUANTIZERS, diagnostics);
                vector
                    .quantizer
                    .iter_mut()
                    .for_each(|quantizer| setting::only_inside(quantizer, &[], diagnostics));
            }
            "encoding" => {
                let encoding = configured(meta, "encoding = muvera", ENCODINGS, diagnostics);
                vector.encoding = encoding.map(|encoding| (encoding, meta.span()));
            }
            "vectorizer" => vector.vectorizer = vectorizer(meta, diagnostics),
            "source" => vector.source = source(meta, diagnostics),
            "name" => {
                let help = "a vector has its field's name: `#[weaviate(rename = \"…\")]` gives it another";
                diagnostics.help(meta.span(), "`vector` has no `name`", help);
            }
            other => inside("vector", other, meta.span(), KNOWN, diagnostics),
        }
    }
    let declared = inner.iter().any(|meta| meta.name() == "vectorizer");
    if let (Some((_, _, at)), false) = (&vector.source, declared) {
        let help = "add `vectorizer = …`, or remove this";
        diagnostics.help(*at, "`source` is what a vectorizer reads, and none is declared", help);
    }
    vector
}

/// What stands after `=`, with its settings, if it is one of `known`.
fn configured(
    meta: &Meta,
    example: &str,
    known: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<Configured> {
    let word = meta.name();
    let Value::Is(tokens) = &meta.value else {
        diagnostics.help(meta.span(), format!("`{word}` has no value"), format!("write `{example}`"));
        return None;
    };
    let read = setting::read(&meta.key, tokens, example, diagnostics)?;
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
    let mut module = setting::read(&meta.key, tokens, example, diagnostics)?;
    let name = module.name.to_string();
    if let Some(short) = name.strip_prefix("text2vec_") {
        let help = format!("write `vectorizer = {short}(…)`");
        diagnostics.help(module.name.span(), format!("the module `{name}` is called `{short}` here"), help);
        return None;
    }
    if module.custom.is_none() {
        setting::only_inside(&mut module, &[], diagnostics);
    }
    (!setting::says_none(&module)).then_some(module)
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
