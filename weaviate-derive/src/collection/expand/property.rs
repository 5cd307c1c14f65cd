//! What a property's marker says of it.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    super::model::{Field, Model},
    names::{located, marker_name, yes},
    vector,
};

/// Expands to: `impl __weaviate::Property for __Article_properties::Article_title { … }`
pub(super) fn expand(model: &Model, field: &Field) -> TokenStream {
    let (owner, ty) = (&model.ident, &field.ty);
    let (marker, name) = (marker_name(model, field), &field.name);
    // The range index answers filters by itself.
    let filterable = yes(field.filterable != Some(false) || field.range.is_some());
    let searchable = yes(!matches!(field.searchable, Some((false, _))));
    let tokenization = field.tokenization.as_ref().map_or_else(|| quote!(word), |(word, _)| quote!(#word));
    let vector = field.vector.as_ref().map(|vector| vector::property(model, field, vector));
    let at = located(ty.span());
    // A type that is less visible than the struct is an error of these lines: it belongs to the field.
    let ty_item = quote_spanned!(at=> type Type = #ty;);
    let kind = quote_spanned!(at=> type Kind = <#ty as __weaviate::PropertyType>::Kind;);
    quote! {
        impl __weaviate::Property for #marker {
            type Owner = #owner;
            #ty_item
            #kind
            type Filterable = __weaviate::#filterable;
            type Searchable = __weaviate::#searchable;
            type Tokenization = __weaviate::tokenization::#tokenization;
            const NAME: &'static str = #name;
        }
        #vector
    }
}
