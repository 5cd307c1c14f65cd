//! What a property's marker says of it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    super::model::{Analyzer, Default, Field, Model},
    names::{impl_for, located, marker_name, yes},
    rules, vector,
};

/// Expands to: `impl __weaviate::Plain for __Article_properties::Article_title { … }`, and to `impl __weaviate::Property`
/// where more is declared.
pub(super) fn expand(model: &Model, field: &Field) -> TokenStream {
    let (owner, ty) = (&model.ident, &field.ty);
    let (marker, name) = (marker_name(model, field), &field.name);
    let vector = field.vector.as_ref().map(|vector| vector::property(model, field, vector));
    let at = located(ty.span());
    // A type that is less visible than the struct is an error of this line: it belongs to the field.
    let ty_item = quote_spanned!(at=> type Type = #ty;);
    if is_plain(field) {
        return quote! {
            impl __weaviate::Plain for #marker {
                type Owner = #owner;
                #ty_item
                const NAME: &'static str = #name;
            }
            #vector
        };
    }
    // The range index answers filters by itself.
    let filterable = yes(field.filterable != Some(false) || field.range.is_some());
    let valued = yes(field.filterable != Some(false));
    let defaulted = yes(field.default.is_some());
    let key = yes(field.key.is_some());
    let searchable = yes(!matches!(field.searchable, Some((false, _))));
    let (tokenization, analyzer) = cut(field);
    let kind = quote_spanned!(at=> type Kind = <#ty as __weaviate::PropertyType>::Kind;);
    let (default, declared) = default(model, field).unzip();
    let (checks, ruled) = rules::expand(model, field).unzip();
    quote! {
        impl __weaviate::Property for #marker {
            type Owner = #owner;
            type Key = __weaviate::#key;
            #ty_item
            #kind
            type Filterable = __weaviate::#filterable;
            type Searchable = __weaviate::#searchable;
            type Valued = __weaviate::#valued;
            type Defaulted = __weaviate::#defaulted;
            type Tokenization = __weaviate::tokenization::#tokenization;
            type Analyzer = __weaviate::#analyzer;
            const NAME: &'static str = #name;
            #declared
            #ruled
        }
        #default
        #checks
        #vector
    }
}

/// Whether it declares nothing that its marker has to say.
fn is_plain(field: &Field) -> bool {
    field.filterable != Some(false)
        && !matches!(field.searchable, Some((false, _)))
        && field.key.is_none()
        && field.default.is_none()
        && field.rules.is_empty()
        && field.tokenization.is_none()
        && field.analyzer.is_none()
}

/// How its text is cut: the tokenization and the analyzer.
pub(super) fn cut(field: &Field) -> (TokenStream, TokenStream) {
    let tokenization = field.tokenization.as_ref().map_or_else(|| quote!(word), |(word, _)| quote!(#word));
    (tokenization, analyzer(field.analyzer.as_ref()))
}

/// What tells analyzers apart: the same number for the same settings, in whatever order they are written.
///
/// Expands to: `analyzer<7u64>`, or to `no` where nothing differs from a property without one.
fn analyzer(analyzer: Option<&Analyzer>) -> TokenStream {
    let Some(Analyzer { ascii_fold, ascii_fold_ignore, stopword_preset, .. }) = analyzer else {
        return quote!(no);
    };
    if !ascii_fold && stopword_preset.is_none() {
        return quote!(no);
    }
    let mut ignored: Vec<&str> =
        ascii_fold_ignore.iter().flat_map(|(letters, _)| letters).map(String::as_str).collect();
    ignored.sort_unstable();
    let preset = stopword_preset.as_ref().map_or("", |(preset, _)| preset);
    let settings = format!("{ascii_fold}|{}|{preset}", ignored.join(","));
    // FNV-1a: it must not change from one run of the compiler to the next, as the standard library's may.
    let number = settings.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    quote!(analyzer<#number>)
}

/// Expands to: `impl __weaviate::Defaults<__Article_properties::Article_open> for Article { … }`, and to what the marker
/// says of it.
fn default(model: &Model, field: &Field) -> Option<(TokenStream, TokenStream)> {
    let (owner, ty, marker) = (&model.ident, &field.ty, marker_name(model, field));
    let value = match field.default.as_ref()? {
        Default::Trait(word) => {
            let at = located(*word);
            quote_spanned!(at=> <#ty as ::core::default::Default>::default())
        }
        Default::Value(tokens) => tokens.iter().cloned().collect(),
    };
    let head = impl_for(model, &quote!(__weaviate::Defaults<#marker>));
    let written = quote! {
        #head {
            fn default() -> #ty {
                #value
            }
        }
    };
    let declared = quote! {
        const DEFAULT: __Option<fn() -> #ty> = __Some(<#owner as __weaviate::Defaults<#marker>>::default);
    };
    Some((written, declared))
}
