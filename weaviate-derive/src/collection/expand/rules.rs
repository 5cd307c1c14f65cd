//! The rules of a field's values: calls of the library's functions, which rustc checks against the field's type.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{
    super::model::{Field, Limits, Model, Rule, Ruled},
    names::{impl_for, located, marker_name},
};
use crate::token;

/// Expands to: `impl __weaviate::Rules<__Article_properties::Article_stars> for Article { … }`, and to what the marker
/// says of it.
pub(super) fn expand(model: &Model, field: &Field) -> Option<(TokenStream, TokenStream)> {
    if field.rules.is_empty() {
        return None;
    }
    let (owner, ty, marker) = (&model.ident, &field.ty, marker_name(model, field));
    let calls = field.rules.iter().flat_map(|ruled| calls(&marker, ruled));
    let head = impl_for(model, &quote!(__weaviate::Rules<#marker>));
    let written = quote! {
        #head {
            fn check(__value: &#ty, __broken: &mut ::std::vec::Vec<__weaviate::Broken>) {
                #(#calls)*
            }
        }
    };
    let declared = quote! {
        const RULES: __Option<fn(&#ty, &mut ::std::vec::Vec<__weaviate::Broken>)> =
            __Some(<#owner as __weaviate::Rules<#marker>>::check);
    };
    Some((written, declared))
}

/// Expands to: `__weaviate::validate::at_least::<Article_stars, _>(__value, 1, "range(1..=5)", __broken);`
fn calls(marker: &TokenStream, Ruled { word, said, rule }: &Ruled) -> Vec<TokenStream> {
    let at = located(word.span());
    let marker: Vec<TokenTree> = marker.clone().into_iter().collect();
    let marker = token::respan(&marker, at);
    let call = |name: &str, types: &TokenStream, operands: &TokenStream| {
        let name = Ident::new(name, at);
        quote_spanned!(at=> __weaviate::validate::#name::<#marker #types>(__value, #operands #said, __broken);)
    };
    match rule {
        Rule::Range(Limits { low, high }) => {
            let low = low.as_ref().map(|tokens| ("at_least", tokens));
            let high =
                high.as_ref().map(|high| (if high.includes { "at_most" } else { "below" }, &high.tokens));
            let one = |(name, limit): (&str, &Vec<TokenTree>)| {
                let limit: TokenStream = limit.iter().cloned().collect();
                call(name, &kind(limit.clone(), at), &quote!(#limit,))
            };
            low.into_iter().chain(high).map(one).collect()
        }
        Rule::Len(Limits { low, high }) => {
            let number = |tokens: &[TokenTree]| tokens.iter().cloned().collect::<TokenStream>();
            let low = low.as_ref().map_or_else(|| quote!(0), |low| number(low));
            let high = high.as_ref().map_or_else(
                || quote!(::core::primitive::usize::MAX),
                |high| {
                    let tokens = number(&high.tokens);
                    if high.includes {
                        tokens
                    } else {
                        quote!(::core::primitive::usize::saturating_sub(#tokens, 1))
                    }
                },
            );
            vec![call("len", &TokenStream::new(), &quote!(#low, #high,))]
        }
        Rule::Regex(text) => {
            let pattern = quote! {
                { static __PATTERN: __weaviate::Pattern = __weaviate::Pattern::new(#text); &__PATTERN }
            };
            vec![call("matches", &TokenStream::new(), &quote!(#pattern,))]
        }
        Rule::OneOf(values) => {
            let values = values.iter().map(|value| value.iter().cloned().collect::<TokenStream>());
            let values: Vec<TokenStream> = values.collect();
            let kind = kind(values.first().cloned().unwrap_or_default(), at);
            vec![call("one_of", &kind, &quote!(&[#(#values),*],))]
        }
        Rule::With(function) => vec![call("with", &quote!(, _), &with(function))],
    }
}

/// The type of an operand, which stands where the operand does: a wrong one is shown there.
fn kind(operand: TokenStream, otherwise: Span) -> TokenStream {
    let at = operand.into_iter().next().map_or(otherwise, |token| located(token.span()));
    quote_spanned!(at=> , _)
}

/// A function is called in a closure, so that one of `&str` may check a `String`; a closure stands as it is.
fn with(function: &[TokenTree]) -> TokenStream {
    let tokens: TokenStream = function.iter().cloned().collect();
    let is_closure = token::is(function, 0, "|")
        || token::is(function, 0, "||")
        || token::ident(function, 0).is_some_and(|word| word == "move");
    if is_closure {
        return quote!(#tokens,);
    }
    let at = located(token::ends(function, Span::call_site()).0);
    quote_spanned!(at=> |__one| #tokens(__one),)
}
