//! The codec of a struct, and its fields as data.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

use super::{
    super::model::{Analyzer, Field, Model, Role},
    names::{impl_for, located, marker_name, option},
    vector,
};
use crate::{arity, token};

/// Expands to: `impl __weaviate::Record for Article { … }`
pub(super) fn expand(model: &Model) -> TokenStream {
    let head = impl_for(model, &quote!(__weaviate::Record));
    let definitions: Vec<TokenStream> = model.fields.iter().map(|field| definition(model, field)).collect();
    let count = definitions.len();
    // rustc looks through all that a constant refers to whether it is valid, and does so for each constant, but stops at a
    // static. A struct that is generic, which is a mistake, can have none that names its parameters.
    let fields = if model.fallback.is_some() {
        quote!(&[#(#definitions),*])
    } else {
        quote!({
            static __FIELDS: [__weaviate::FieldDef; #count] = [#(#definitions),*];
            &__FIELDS
        })
    };
    let (read, write, id) = (read(model), write(model), id(model));
    // The bodies for a type that is no struct read nothing: no lint should speak of their parameters.
    let quiet = model.fallback.as_ref().map(|_| quote!(#[allow(unused_variables)]));
    quote! {
        #quiet
        #head {
            const FIELDS: &'static [__weaviate::FieldDef] = #fields;
            fn read(__row: &mut __weaviate::Row<'_, '_>) -> __weaviate::Result<Self> {
                #read
            }
            fn write(&self, __sink: &mut dyn __weaviate::Sink) -> __weaviate::Result<()> {
                #write
            }
            fn id(&self) -> __Option<__weaviate::Uuid> {
                #id
            }
        }
    }
}

/// Expands to: `__weaviate::field::<__Article_properties::Article_title>("title", "The headline.")`, and where more is
/// declared, to `__weaviate::FieldDef { key: true, ..field }`.
///
/// Types are asked for through the marker wherever there is one: then a type that is no property is one mistake, not
/// one at every use.
fn definition(model: &Model, field: &Field) -> TokenStream {
    let rust_name = token::plain(&field.ident);
    let description = field.description.as_deref().unwrap_or_default();
    let role = Ident::new(
        match field.role {
            Role::Property => "Property",
            Role::Vector => "Vector",
            Role::Id => "Id",
            Role::CreatedAt => "CreatedAt",
            Role::UpdatedAt => "UpdatedAt",
        },
        Span::call_site(),
    );
    let plain = if field.is_stored() {
        let marker = marker_name(model, field);
        quote!(__weaviate::field::<#marker>(#rust_name, #description))
    } else {
        let (ty, at) = (&field.ty, at_type(field));
        let of = quote_spanned!(at=> <#ty as __weaviate::PropertyType>::TYPE);
        quote!(__weaviate::metadata_field(#rust_name, #description, #of, __weaviate::Role::#role))
    };
    let declared = declared(model, field);
    if declared.is_empty() { plain } else { quote!(__weaviate::FieldDef { #(#declared,)* ..#plain }) }
}

/// What a field declares beyond its type: the members of `FieldDef` that differ from a plain property's.
fn declared(model: &Model, field: &Field) -> Vec<TokenStream> {
    let mut declared = Vec::new();
    if let Some((_, variant)) = &field.tokenization {
        let variant = Ident::new(variant, Span::call_site());
        declared.push(quote!(tokenization: __Some(__weaviate::Tokenization::#variant)));
    }
    let said = [
        ("filterable", field.filterable),
        ("searchable", field.searchable.map(|(on, _)| on)),
        ("vectorize_property_name", field.vectorize_property_name.map(|(on, _)| on)),
    ];
    for (member, value) in said.into_iter().filter_map(|(member, value)| Some((member, value?))) {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member: __Some(#value)));
    }
    let words = [
        ("range", field.range.is_some()),
        ("key", field.key.is_some()),
        ("default", field.default.is_some()),
        ("skip_vectorization", field.skip_vectorization.is_some()),
    ];
    for (member, _) in words.into_iter().filter(|(_, said)| *said) {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member: true));
    }
    if let Some(analyzer) = &field.analyzer {
        let analyzer = analyzed(analyzer);
        declared.push(quote!(analyzer: __Some(#analyzer)));
    }
    if field.role == Role::Vector {
        declared.push(quote!(role: __weaviate::Role::Vector));
    }
    if let Some(vector) = &field.vector {
        let vector = vector::definition(model, field, vector);
        declared.push(quote!(vector: __Some(#vector)));
    }
    if let Some(name) = &field.renamed_from {
        declared.push(quote!(renamed_from: __Some(#name)));
    }
    if let Some(function) = &field.backfill {
        let ty = &field.ty;
        let function: TokenStream = function.iter().cloned().collect();
        // A closure that captures nothing is a function pointer; `filled` binds its types to the field's.
        declared.push(quote! {
            backfill: __Some(__weaviate::backfill::<_, #ty>(#function, |__old| __weaviate::filled::<_, #ty>(#function, __old)))
        });
    }
    if !field.rules.is_empty() {
        let rules = field.rules.iter().map(|ruled| &ruled.said);
        declared.push(quote!(rules: &[#(#rules),*]));
    }
    if !field.attributes.is_empty() {
        let attributes = field
            .attributes
            .iter()
            .map(|(name, value)| quote!(__weaviate::Attribute { name: #name, value: #value }));
        declared.push(quote!(attributes: &[#(#attributes),*]));
    }
    declared
}

/// Expands to: `__weaviate::AnalyzerDef { … }`
fn analyzed(analyzer: &Analyzer) -> TokenStream {
    let fold = analyzer.ascii_fold;
    let ignore = analyzer.ascii_fold_ignore.iter().flat_map(|(letters, ..)| letters);
    let preset = option(analyzer.stopword_preset.as_ref().map(|(text, _)| text));
    quote! {
        __weaviate::AnalyzerDef { ascii_fold: #fold, ascii_fold_ignore: &[#(#ignore),*], stopword_preset: #preset }
    }
}

/// Expands to: `__weaviate::read::<(Article_title, …)>(__row).map(|(__0, …)| Self { title: __0, … })`
///
/// One call for all fields, or where one has a rule of its own, for those before it and after it.
fn read(model: &Model) -> TokenStream {
    if model.fallback.is_some() {
        return quote!(::core::unreachable!());
    }
    let locals: Vec<Ident> = (0..model.fields.len()).map(|at| format_ident!("__{at}")).collect();
    let names = model.fields.iter().map(|field| &field.ident);
    let built = quote!(Self { #(#names: #locals),* });
    let fields: Vec<(&Ident, &Field)> = locals.iter().zip(&model.fields).collect();
    let plain = |field: &Field| field.is_stored();
    if fields.len() <= arity::TOGETHER && fields.iter().all(|(_, field)| plain(field)) {
        let (tuple, locals) = together(model, &fields);
        return quote!(__weaviate::read::<#tuple>(__row).map(|#locals| #built));
    }
    let runs = fields.chunk_by(|(_, a), (_, b)| plain(a) && plain(b));
    let steps = runs.flat_map(|run| run.chunks(arity::TOGETHER)).map(|run| match run {
        [(local, field)] => {
            let value = read_one(model, field);
            quote!(let #local = #value;)
        }
        run => {
            let (tuple, locals) = together(model, run);
            quote!(let #locals = __weaviate::read::<#tuple>(__row)?;)
        }
    });
    quote!(#(#steps)* __Ok(#built))
}

/// Expands to: `(__Article_properties::Article_title,)` and `(__0,)`: markers, and names for their values.
fn together(model: &Model, run: &[(&Ident, &Field)]) -> (TokenStream, TokenStream) {
    let markers = run.iter().map(|(_, field)| marker_name(model, field));
    let locals = run.iter().map(|(local, _)| local);
    (quote!((#(#markers,)*)), quote!((#(#locals,)*)))
}

/// Expands to: `__row.get::<__Article_properties::Article_title>()?`
fn read_one(model: &Model, field: &Field) -> TokenStream {
    let (at, marker) = (at_type(field), marker_name(model, field));
    match field.role {
        Role::Id => quote_spanned!(at=> __row.id()?),
        Role::CreatedAt => quote_spanned!(at=> __row.created_at()?),
        Role::UpdatedAt => quote_spanned!(at=> __row.updated_at()?),
        Role::Property | Role::Vector => quote!(__row.get::<#marker>()?),
    }
}

/// Expands to: `__weaviate::write::<(Article_title, …)>((&self.title, …), __sink)`
fn write(model: &Model) -> TokenStream {
    let stored: Vec<&Field> = model.fields.iter().filter(|field| field.is_stored()).collect();
    let calls = stored.chunks(arity::TOGETHER).map(|run| {
        let markers = run.iter().map(|field| marker_name(model, field));
        let fields = run.iter().map(|field| &field.ident);
        quote!(__weaviate::write::<(#(#markers,)*)>((#(&self.#fields,)*), __sink))
    });
    let calls: Vec<TokenStream> = calls.collect();
    let Some((last, before)) = calls.split_last() else { return quote!(__Ok(())) };
    quote!(#(#before?;)* #last)
}

/// Where a type is that cannot be what the struct says.
fn at_type(field: &Field) -> Span {
    located(field.ty.span())
}

/// Expands to: `Some(self.id)`, `Some(__weaviate::key_id(&self.code))` or `None`
fn id(model: &Model) -> TokenStream {
    let marked = model.fields.iter().find(|field| field.role == Role::Id);
    let key = model.fields.iter().find(|field| field.key.is_some());
    let value = match (marked, key) {
        (Some(field), _) => {
            let (ident, at) = (&field.ident, at_type(field));
            Some(quote_spanned!(at=> __weaviate::IdType::to_id(&self.#ident)))
        }
        (None, Some(field)) => {
            let (ident, at) = (&field.ident, located(field.key.unwrap_or_else(|| field.ident.span())));
            Some(quote_spanned!(at=> __weaviate::key_id(&self.#ident)))
        }
        (None, None) => None,
    };
    option(value)
}
