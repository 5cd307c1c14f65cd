//! What makes a struct an object inside a collection: the type of a property.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::Model;
use crate::token;

/// Expands to: `impl __weaviate::Nested for Author { … }` and what makes `Author` the type of a property.
pub(super) fn expand(model: &Model) -> TokenStream {
    let (owner, rust_name) = (&model.ident, token::plain(&model.ident));
    quote! {
        impl __weaviate::Nested for #owner {
            const OBJECT: &'static __weaviate::ObjectDef = &__weaviate::ObjectDef {
                rust_name: #rust_name,
                fields: <#owner as __weaviate::Record>::FIELDS,
            };
        }
        impl __weaviate::PropertyType for #owner {
            type Kind = __weaviate::object;
            type List = __weaviate::object;
            type Optional = __weaviate::no;
            const TYPE: __weaviate::TypeDef = __weaviate::TypeDef::object::<#owner>();
            fn read(value: __weaviate::WireValue<'_>) -> __weaviate::Result<Self> {
                __weaviate::read_object(value)
            }
            fn write(&self, name: &str, sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                sink.object(name, self)
            }
        }
        impl __weaviate::Element for #owner {}
        impl<P> __weaviate::Shape<P> for #owner {
            type Leaf = #owner;
            type Of<R: 'static> = R;
            type Maybe<R: 'static> = ::core::option::Option<R>;
            fn each<R: 'static>(
                slot: &__weaviate::Slot<'_>,
                row: &mut dyn ::core::ops::FnMut(__weaviate::ObjectBytes<'_>) -> __weaviate::Result<R>,
            ) -> __weaviate::Result<R> {
                __weaviate::each_object(slot, row)
            }
            fn maybe<R: 'static>(found: ::core::option::Option<R>) -> ::core::option::Option<R> {
                found
            }
        }
    }
}
