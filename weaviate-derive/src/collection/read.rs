//! The struct's tokens to the model. Whatever is wrong with one attribute, what is right is there.

mod analyzer;
mod class;
mod field;
mod header;
mod inverted;
mod setting;
mod ttl;
mod types;
mod validate;
mod vector;
mod words;

use super::model::{Kind, Model};
use crate::{
    diag::Diagnostics,
    shape::{self, Derive},
};

/// Reads a struct. Where there are no named fields, or where they depend on a parameter, that is said, and the model is
/// without fields.
pub(super) fn read(kind: Kind, input: &syn::DeriveInput, diagnostics: &mut Diagnostics) -> Model {
    let derive = Derive {
        name: if kind == Kind::Collection { "Collection" } else { "Object" },
        example: "struct Article { title: String }",
        instead_of_parameters: Some("write one struct for each shape of data"),
    };
    let fields = shape::fields(&derive, input, diagnostics);
    let (mut model, case) = header::read(kind, input, diagnostics);
    match fields {
        Ok(fields) => {
            let fields = fields.iter();
            model.fields =
                fields.map(|field| field::read(kind, &model.ident, field, case, diagnostics)).collect();
        }
        Err(generics) => model.fallback = Some(generics),
    }
    model
}
