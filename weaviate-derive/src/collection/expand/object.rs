//! What makes a struct an object inside a collection: the type of a property.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::parse_quote;

use super::{
    super::model::Model,
    names::{self, impl_for, owner},
};
use crate::token;

/// Expands to: `impl __weaviate::Nested for Author { … }` and what makes `Author` the type of a property.
pub(super) fn expand(model: &Model) -> TokenStream {
    let owner = owner(model);
    let [nested, property, element] = ["Nested", "PropertyType", "Element"].map(|name| {
        let name = Ident::new(name, Span::call_site());
        impl_for(model, &quote!(__weaviate::#name))
    });
    let shape = shape(model);
    quote! {
        #nested {}
        #property {
            type Kind = __weaviate::object;
            type List = __weaviate::object;
            type Optional = __weaviate::no;
            const TYPE: __weaviate::TypeDef = __weaviate::TypeDef::object::<#owner>();
            fn read(__value: __weaviate::WireValue<'_>) -> __weaviate::Result<Self> {
                __weaviate::read_object(__value)
            }
            fn write(&self, __name: &str, __sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                __sink.object(__name, self)
            }
        }
        #element {}
        #shape
    }
}

/// Expands to: `__weaviate::ObjectDef { … }`
pub(super) fn definition(model: &Model) -> TokenStream {
    let (rust_name, fields) = (token::plain(&model.ident), names::table());
    quote!(__weaviate::ObjectDef { rust_name: #rust_name, fields: #fields })
}

/// Expands to: `impl<P> __weaviate::Shape<P> for Author { … }`
fn shape(model: &Model) -> TokenStream {
    let owner = owner(model);
    // Messages print the parameter. Only beside parameters of the type itself, and for a type
    // of its name, must it be another one.
    let taken = model.fallback.is_some() || model.ident == "P";
    let of = Ident::new(if taken { "__P" } else { "P" }, Span::call_site());
    let mut generics = model.fallback.clone().unwrap_or_default();
    generics.params.push(parse_quote!(#of));
    let (declared, _, bounds) = generics.split_for_impl();
    quote! {
        impl #declared __weaviate::Shape<#of> for #owner #bounds {
            type Leaf = #owner;
            type Of<__R: 'static> = __R;
            type Maybe<__R: 'static> = ::core::option::Option<__R>;
            fn each<__R: 'static>(
                __slot: &__weaviate::Slot<'_>,
                __row: &mut dyn ::core::ops::FnMut(__weaviate::ObjectBytes<'_>) -> __weaviate::Result<__R>,
            ) -> __weaviate::Result<__R> {
                __weaviate::each_object(__slot, __row)
            }
            fn maybe<__R: 'static>(__found: ::core::option::Option<__R>) -> ::core::option::Option<__R> {
                __found
            }
        }
    }
}
