//! A vector: what its marker says of it, and its part of the schema.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    super::model::{Configured, Field, Model, Vector},
    names::{located, marker_name},
    setting,
};

/// Expands to: `impl __weaviate::VectorProperty for __Article_properties::Article_v { … }`
pub(super) fn property(model: &Model, field: &Field, vector: &Vector) -> TokenStream {
    let marker = marker_name(model, field);
    let distance = vector.distance.as_ref().map_or_else(|| quote!(cosine), |(word, _)| quote!(#word));
    let at = located(vector.word.span());
    let vectorizer = module(vector, &model.facade.at(Span::call_site()));
    quote_spanned! {at=>
        impl __weaviate::VectorProperty for #marker {
            type Distance = __weaviate::distance::#distance;
            type Vectorizer = #vectorizer;
        }
    }
}

/// The type of the module that makes it.
///
/// Expands to: `::weaviate::modules::vectorizer::openai`
fn module(vector: &Vector, facade: &TokenStream) -> TokenStream {
    let Some(Configured { name, .. }) = &vector.vectorizer else {
        return quote!(__weaviate::modules::no_vectorizer);
    };
    quote!(#facade::modules::vectorizer::#name)
}

/// Expands to: `__weaviate::VectorDef { … }`.
pub(super) fn definition(model: &Model, field: &Field, vector: &Vector) -> TokenStream {
    let distance =
        Ident::new(vector.distance.as_ref().map_or("Cosine", |(_, variant)| variant), Span::call_site());
    let mut set = Vec::new();
    if let Some(index) = &vector.index {
        let built = setting::built(index, &quote!(__weaviate::index), model);
        set.push(quote!(index: __Some(#built)));
    }
    match &vector.quantizer {
        Some(none) if none.name == "none" => set.push(quote!(quantizer: __weaviate::Quantizer::None)),
        Some(quantizer) => {
            let built = setting::built(quantizer, &quote!(__weaviate::index::quantizer), model);
            set.push(quote!(quantizer: __weaviate::Quantizer::By(#built)));
        }
        None => {}
    }
    if let Some((encoding, _)) = &vector.encoding {
        let built = setting::built(encoding, &quote!(__weaviate::index::encoding), model);
        set.push(quote!(encoding: __Some(#built)));
    }
    if let Some(vectorizer) = vectorizer(model, field, vector) {
        set.push(quote!(vectorizer: __Some(#vectorizer)));
    }
    if let Some((sources, at, _)) = &vector.source {
        let sources = setting::list_of(sources, model, *at);
        set.push(quote!(source: #sources));
    }
    quote! {
        __weaviate::VectorDef {
            distance: __weaviate::Distance::#distance,
            #(#set,)*
            ..__weaviate::VectorDef::PLAIN
        }
    }
}

/// Expands to: `&const { <<Article_embedding as VectorProperty>::Vectorizer as Module>::NEW.model("…").settings() }`
///
/// The module is named once, in the property's own impl: one that is not there is then one mistake.
fn vectorizer(model: &Model, field: &Field, vector: &Vector) -> Option<TokenStream> {
    let (module, marker) = (vector.vectorizer.as_ref()?, marker_name(model, field));
    let of = quote!(<#marker as __weaviate::VectorProperty>::Vectorizer);
    Some(setting::module(module, "vectorizer", &of, model))
}
