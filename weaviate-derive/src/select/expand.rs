//! A named row to the accesses that fill it.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::parse_quote;

use super::model::{Field, METADATA, Model, What};
use crate::token;

/// Expands to: `const _: () = { impl<S: …> __weaviate::SelectRow<Article, S> for Card { … } };` and the mistakes after it.
pub(super) fn expand(model: &Model, errors: &TokenStream) -> TokenStream {
    if model.fallback.is_some() || model.from.is_empty() || model.fields.is_empty() {
        return fallback(model, errors);
    }
    let facade = model.facade.at(Span::call_site());
    let (row, from): (_, TokenStream) = (&model.ident, model.from.iter().cloned().collect());
    let [state, extra] = parameters(model);
    let rules = rules(model, &state, &extra);
    let accesses = model.fields.iter().map(|field| access(model, field));
    let fields: Vec<&Ident> = model.fields.iter().map(|field| &field.ident).collect();
    // Where the field stands, so that a type that does not fit is shown there.
    let place = |field: &Ident| Span::call_site().located_at(field.span());
    let given: Vec<Ident> =
        fields.iter().enumerate().map(|(at, field)| format_ident!("__{at}", span = place(field))).collect();
    let here = model.here();
    let select_row = quote_spanned!(here=> __weaviate::SelectRow<#from, #state, #extra>);
    quote! {
        #[allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        const _: () = {
            #[allow(unused_imports)]
            use #facade::__private::{self as __weaviate, Incomplete as _, Refused as _, RefusedMeta as _};
            impl<#state: __weaviate::State, #extra: __weaviate::Extra> #select_row for #row
            where
                #(#rules,)*
            {
                fn rows(__b: __weaviate::Builder<#from, #state, #extra>) -> __weaviate::Query<#from, #row, #extra::Answer> {
                    let (__b, __f, __m) = __b.open_rows();
                    __b.rows((#(#accesses,)*), |(#(#given,)*)| #row { #(#fields: #given),* })
                }
            }
        };
        #errors
    }
}

/// Expands to: `const _: () = { impl<S: …> __weaviate::SelectRow<Article, S> for Card { … } };`, of any collection where
/// none is named.
fn fallback(model: &Model, errors: &TokenStream) -> TokenStream {
    let facade = model.facade.at(Span::call_site());
    let mut generics = model.fallback.clone().unwrap_or_default();
    let parameters = generics.clone();
    let (row, (_, arguments, _)) = (&model.ident, parameters.split_for_impl());
    let from: TokenStream = if model.from.is_empty() {
        generics.params.push(parse_quote!(__C: #facade::Collection));
        quote!(__C)
    } else {
        model.from.iter().cloned().collect()
    };
    generics.params.push(parse_quote!(__S: __weaviate::State));
    generics.params.push(parse_quote!(__X: __weaviate::Extra));
    let (declared, _, bounds) = generics.split_for_impl();
    quote! {
        const _: () = {
            use #facade::__private as __weaviate;
            impl #declared __weaviate::SelectRow<#from, __S, __X> for #row #arguments #bounds {
                fn rows(
                    _: __weaviate::Builder<#from, __S, __X>,
                ) -> __weaviate::Query<#from, Self, __X::Answer> {
                    ::core::unreachable!()
                }
            }
        };
        #errors
    }
}

/// `S` and `X`, which messages print; others where the row or its collection has such a name.
fn parameters(model: &Model) -> [Ident; 2] {
    ["S", "X"].map(|name| {
        let named = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == name);
        let taken = model.ident == name || token::bare(&model.from).iter().any(named);
        Ident::new(&if taken { format!("__{name}") } else { name.to_owned() }, Span::call_site())
    })
}

/// What a question must be to have all the metadata that the row names: bounds of its state, or of its extras.
fn rules(model: &Model, state: &Ident, extra: &Ident) -> Vec<TokenStream> {
    let mut known: Vec<&str> = Vec::new();
    let mut rules = Vec::new();
    for field in &model.fields {
        let What::Metadata(word) = &field.what else { continue };
        let Some((_, Some(rule))) = METADATA.iter().find(|(name, _)| word == name) else { continue };
        if known.contains(rule) {
            continue;
        }
        known.push(rule);
        let name = Ident::new(rule, word.span());
        rules.push(match *rule {
            "Reranked" | "Prompted" => quote!(#extra: __weaviate::#name),
            _ => quote!(#extra::Row<#state>: __weaviate::#name),
        });
    }
    rules
}

/// Expands to: `<Article as ::weaviate::Collection>::FIELDS.title`, or `__m.score()`
fn access(model: &Model, field: &Field) -> TokenStream {
    match &field.what {
        What::Unknown => {
            let at = field.ident.span();
            quote_spanned!(at=> __m.__incomplete::<__weaviate::Data<_>>())
        }
        What::Metadata(word) => quote_spanned!(word.span()=> __m.#word()),
        What::Path(path) => {
            let at = path.first().map_or_else(|| model.here(), Ident::span);
            let (facade, from) = (model.facade.at(at), token::respan(&model.from, at));
            property(&quote_spanned!(at=> <#from as #facade::Collection>::FIELDS), path)
        }
    }
}

/// Expands to: `{ let (__n, __f, __m) = FIELDS.author.open(); __n.rows((__f.name,), |(__0,)| __0) }`
fn property(fields: &TokenStream, path: &[Ident]) -> TokenStream {
    match path {
        [] => TokenStream::new(),
        [last] => quote_spanned!(last.span()=> #fields.#last),
        [first, rest @ ..] => {
            let at = first.span();
            let inner = property(&quote_spanned!(at=> __f), rest);
            quote_spanned!(at=> {
                let (__n, __f, __m) = #fields.#first.open();
                __n.rows((#inner,), |(__0,)| __0)
            })
        }
    }
}
