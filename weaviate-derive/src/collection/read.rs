//! The struct's tokens to the model. Whatever is wrong with one attribute, what is right is there.

mod analyzer;
mod class;
mod field;
mod header;
mod inverted;
mod setting;
mod ttl;
mod types;
mod vector;
mod words;

use syn::parse_quote;

use super::model::{Kind, Model};
use crate::diag::Diagnostics;

/// Reads a struct. Where there are no named fields, or where they depend on a parameter, that is said, and the model is
/// without fields.
pub(super) fn read(kind: Kind, input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Model {
    let fields = named_fields(kind, input, diagnostics);
    let (mut model, case) = header::read(kind, input, diagnostics);
    match fields {
        Some(fields) => {
            let fields = fields.iter();
            model.fields =
                fields.map(|field| field::read(kind, &model.ident, field, case, diagnostics)).collect();
        }
        None => model.fallback = Some(bounded(&input.generics)),
    }
    model
}

/// The parameters of a type, with what the facade's traits ask of every type.
fn bounded(generics: &syn::Generics) -> syn::Generics {
    let mut generics = generics.clone();
    if !generics.params.is_empty() {
        let bounds = parse_quote!(Self: ::core::marker::Send + ::core::marker::Sync + 'static);
        generics.make_where_clause().predicates.push(bounds);
    }
    generics
}

/// The fields, or why there is nothing to derive from.
fn named_fields<'i>(
    kind: Kind,
    input: &'i syn::DeriveInput,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<&'i syn::Field>> {
    let what = if kind == Kind::Collection { "Collection" } else { "Object" };
    let span = input.ident.span();
    let generic = !input.generics.params.is_empty() || input.generics.where_clause.is_some();
    if generic {
        let message = format!("`#[derive({what})]` takes no type parameters and no `where`");
        diagnostics.help(span, message, "write one struct for each shape of data");
    }
    match &input.data {
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Named(fields), .. }) => {
            (!generic).then(|| fields.named.iter().collect())
        }
        _ => {
            let help = "write `struct Article { title: String }`";
            diagnostics.help(span, format!("`#[derive({what})]` needs a struct with named fields"), help);
            None
        }
    }
}
