//! What our derives can stand on: a struct with named fields and without parameters.

use syn::{Data, DataStruct, DeriveInput, Field, Fields, Generics, parse_quote};

use crate::diag::Diagnostics;

/// The name of a derive, and what to write instead of what it cannot stand on.
pub(crate) struct Derive {
    pub(crate) name: &'static str,
    pub(crate) example: &'static str,
    pub(crate) instead_of_parameters: Option<&'static str>,
}

/// The fields; or what has none that could be read, with what the facade's traits ask of every type.
pub(crate) fn fields<'i>(
    derive: &Derive,
    input: &'i DeriveInput,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<&'i Field>, Generics> {
    let (name, span) = (derive.name, input.ident.span());
    let generic = !input.generics.params.is_empty() || input.generics.where_clause.is_some();
    if generic {
        let message = format!("`#[derive({name})]` takes no type parameters and no `where`");
        match derive.instead_of_parameters {
            Some(help) => diagnostics.help(span, message, help),
            None => diagnostics.error(span, message),
        }
    }
    match &input.data {
        Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) if !generic => {
            Ok(fields.named.iter().collect())
        }
        Data::Struct(DataStruct { fields: Fields::Named(_), .. }) => Err(bounded(&input.generics)),
        _ => {
            let help = format!("write `{}`", derive.example);
            diagnostics.help(span, format!("`#[derive({name})]` needs a struct with named fields"), help);
            Err(bounded(&input.generics))
        }
    }
}

fn bounded(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    if !generics.params.is_empty() {
        let bounds = parse_quote!(Self: ::core::marker::Send + ::core::marker::Sync + 'static);
        generics.make_where_clause().predicates.push(bounds);
    }
    generics
}
