//! Settings as calls of a builder. A name is written as a type and a setting as a method, both with the person's own
//! spans, so that rustc says what is wrong and rust-analyzer completes.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{
    super::model::{Configured, Model, Setting, Source, Value},
    names::located,
};
use crate::{attr, token};

/// Expands to: `&const { __weaviate::inside::hnsw().ef(64).settings() }`
pub(super) fn built(configured: &Configured, module: &TokenStream, model: &Model) -> TokenStream {
    let at = located(configured.name.span());
    let (name, calls) = (&configured.name, calls(&configured.settings, model));
    quote_spanned!(at=> &const { #module::#name() #calls.settings() })
}

/// Expands to: `.model("…")`
fn call(setting: &Setting, model: &Model) -> TokenStream {
    let (method, at) = (&setting.key, setting.key.span());
    let (value, end) = match &setting.value {
        Value::Rust(tokens) => match tokens.as_slice() {
            [TokenTree::Ident(name)] if model.property(name).is_some() => {
                (source(&Source { field: name.clone(), weight: None }, model), name.span())
            }
            [TokenTree::Ident(name)] if is_word(name) => {
                let facade = model.facade.at(Span::call_site());
                (quote!(#facade::schema::index::choice::#name), name.span())
            }
            _ => (tokens.iter().cloned().collect(), token::ends(tokens, at).1),
        },
        Value::Texts(group) => (borrowed(TokenTree::Group(group.clone())), group.span_close()),
        Value::Fields(sources, at) => (list_of(sources, model, *at), *at),
        Value::Inside(settings) => {
            let calls = calls(settings, model);
            (quote_spanned!(located(at)=> &const { __weaviate::inside::#method() #calls.settings() }), at)
        }
    };
    let arguments = token::parens(value, end);
    quote_spanned!(at=> .#method #arguments)
}

/// Expands to: `.model("…").dimensions(256)`
fn calls(settings: &[Setting], model: &Model) -> TokenStream {
    settings.iter().map(|setting| call(setting, model)).collect()
}

/// Whether a value that is one name is one of the language's words, such as `acorn`, and no constant of the program.
fn is_word(name: &Ident) -> bool {
    let text = token::plain(name);
    text != "true" && text != "false" && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// `&["…"]`, the sign where the list is.
fn borrowed(list: TokenTree) -> TokenStream {
    let mut and = Punct::new('&', Spacing::Alone);
    and.set_span(list.span());
    [TokenTree::Punct(and), list].into_iter().collect()
}

/// Expands to: `__weaviate::Source::new("title").weight(0.3)`
fn source(source: &Source, model: &Model) -> TokenStream {
    let name = model.property(&source.field).map_or_else(String::new, |field| field.name.clone());
    let at = located(source.field.span());
    let weight = source.weight.as_ref().map(|weight| quote!(.weight(#weight)));
    quote_spanned!(at=> __weaviate::Source::new(#name) #weight)
}

/// Expands to: `&const { <of as __weaviate::Module>::NEW.model("…").settings() }`
pub(super) fn module(module: &Configured, kind: &str, of: &TokenStream, model: &Model) -> TokenStream {
    let at = located(module.name.span());
    let new = if let Some(name) = &module.custom {
        let (list, kind) = (list(&module.settings, model), Ident::new(kind, Span::call_site()));
        quote_spanned!(at=> __weaviate::modules::#kind::custom(#name, #list))
    } else {
        let calls = calls(&module.settings, model);
        quote_spanned!(at=> <#of as __weaviate::Module>::NEW #calls)
    };
    quote_spanned!(at=> &const { #new.settings() })
}

/// Expands to: `&[__weaviate::Source::new("title"), …]`
pub(super) fn list_of(sources: &[Source], model: &Model, at: Span) -> TokenStream {
    let at = located(at);
    let sources = sources.iter().map(|item| source(item, model));
    quote_spanned!(at=> const { &[#(#sources),*] })
}

/// Expands to: `&[__weaviate::Setting { key: "model", value: __weaviate::SettingValue::Text("…") }]`
fn list(settings: &[Setting], model: &Model) -> TokenStream {
    let settings = settings.iter().map(|setting| {
        let key = token::plain(&setting.key);
        let value = match &setting.value {
            Value::Rust(tokens) => plain(tokens),
            Value::Texts(group) => quote!(Texts(&#group)),
            Value::Fields(sources, at) => {
                let sources = list_of(sources, model, *at);
                quote!(Properties(#sources))
            }
            Value::Inside(settings) => {
                let inner = list(settings, model);
                quote!(Nested(#inner))
            }
        };
        quote!(__weaviate::Setting { key: #key, value: __weaviate::SettingValue::#value })
    });
    quote!(&[#(#settings),*])
}

/// Expands to: `Int(3)`, a literal as the value of its own type.
fn plain(tokens: &[TokenTree]) -> TokenStream {
    let value: TokenStream = tokens.iter().cloned().collect();
    let variant = match tokens {
        [TokenTree::Ident(word)] if *word == "true" || *word == "false" => "Flag",
        _ if attr::text(tokens).is_some() => "Text",
        _ => match token::number(tokens) {
            Some((_, literal)) if token::is_plain_integer(&literal) => "Int",
            Some(_) => "Number",
            None => "Text",
        },
    };
    let variant = Ident::new(variant, Span::call_site());
    quote!(#variant(#value))
}
