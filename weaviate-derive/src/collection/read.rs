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

use super::model::{Kind, Model};
use crate::diag::Diagnostics;

/// Reads a struct. `None` where there are no named fields to read, or where they depend on a parameter.
pub(super) fn read(kind: Kind, input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Option<Model> {
    let fields = named_fields(kind, input, diagnostics)?;
    let (mut model, case) = header::read(kind, input, diagnostics);
    model.fields =
        fields.iter().map(|field| field::read(kind, &model.ident, field, case, diagnostics)).collect();
    Some(model)
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
