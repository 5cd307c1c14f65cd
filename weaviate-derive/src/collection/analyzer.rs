//! `analyzer(…)`: what is done to the words of a text before they are looked up.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::{
    field::{Field, unknown_inside},
    model::{Kind, Model, twice},
    record::option,
};
use crate::{
    attr::{self, Meta, Value},
    diag::Diagnostics,
    guess,
};

const KNOWN: &[&str] = &["ascii_fold", "ascii_fold_ignore", "stopword_preset"];
/// The tokenizations whose words a server can fold.
const TOKENIZATIONS: &[&str] = &["word", "lowercase", "whitespace", "field", "trigram"];

/// All of `analyzer(…)`.
pub(super) struct Analyzer {
    pub(super) at: Span,
    ascii_fold: bool,
    ascii_fold_ignore: Option<(Vec<String>, Span, Span)>,
    stopword_preset: Option<(String, Span)>,
}

impl Analyzer {
    pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Self {
        let mut read =
            Self { at: meta.span(), ascii_fold: false, ascii_fold_ignore: None, stopword_preset: None };
        let inner = meta.list(diagnostics);
        twice(&inner, diagnostics);
        for meta in &inner {
            match meta.name().as_str() {
                "ascii_fold" => read.ascii_fold = meta.flag(diagnostics),
                "ascii_fold_ignore" => read.ascii_fold_ignore = letters(meta, diagnostics),
                "stopword_preset" => read.stopword_preset = meta.text(diagnostics),
                _ => unknown_inside("analyzer", meta, KNOWN, diagnostics),
            }
        }
        if let (Some((_, _, word)), false) = (&read.ascii_fold_ignore, read.ascii_fold) {
            let help = "add `ascii_fold`, or remove this";
            diagnostics.help(*word, "`ascii_fold_ignore` is about letters that `ascii_fold` folds", help);
        }
        read
    }

    /// What the analyzer needs of its field and its collection.
    pub(super) fn check(&self, field: &Field, model: &Model, diagnostics: &mut Diagnostics) {
        if field.filterable == Some(false) && matches!(field.searchable, Some((false, _))) {
            let help = "remove `analyzer`, `filterable = false` or `searchable = false`";
            diagnostics.help(
                self.at,
                format!("`{}` has no index that an analyzer could work for", field.ident),
                help,
            );
        }
        let tokenization = field.tokenization.as_ref().map(|(word, _)| word.to_string());
        let tokenization = tokenization.as_deref().unwrap_or("word");
        if !TOKENIZATIONS.contains(&tokenization) {
            let help = format!("tokenizations with an analyzer are {}", guess::list(TOKENIZATIONS));
            diagnostics.help(
                self.at,
                format!("text with `tokenization = {tokenization}` has no analyzer"),
                help,
            );
        }
        let Some((preset, at)) = &self.stopword_preset else { return };
        if tokenization != "word" && TOKENIZATIONS.contains(&tokenization) {
            let message = format!("text with `tokenization = {tokenization}` has no stop words");
            diagnostics.help(*at, message, "stop words need `tokenization = word`");
        }
        let mut known = vec!["en", "none"];
        known.extend(model.inverted.stopword_presets.iter().map(|(name, _)| name.as_str()));
        // What a collection declares is not known in an object.
        if model.kind == Kind::Collection && !known.contains(&preset.as_str()) {
            let help = match guess::nearest(preset, &known) {
                Some(guess) => format!("did you mean `{guess}`?"),
                None => format!("declare `inverted(stopword_presets({preset} = [\"…\"]))` on the struct"),
            };
            diagnostics.help(*at, format!("there is no list of stop words `{preset}`"), help);
        }
    }

    /// Expands to: `__weaviate::AnalyzerDef { … }`
    pub(super) fn definition(&self) -> TokenStream {
        let fold = self.ascii_fold;
        let ignore = self.ascii_fold_ignore.iter().flat_map(|(letters, ..)| letters);
        let preset = option(self.stopword_preset.as_ref().map(|(text, _)| text));
        quote! {
            __weaviate::AnalyzerDef { ascii_fold: #fold, ascii_fold_ignore: &[#(#ignore),*], stopword_preset: #preset }
        }
    }
}

/// `["é", "ñ"]`
fn letters(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<(Vec<String>, Span, Span)> {
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
    Some((texts, at, meta.span()))
}

/// One character; marks that combine with it belong to it.
fn is_letter(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some() && chars.all(|c| matches!(c, '\u{300}'..='\u{36f}'))
}
