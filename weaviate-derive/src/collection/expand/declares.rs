//! What a struct declares, as data: its fields, and itself.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::parse_quote;

use super::{
    super::model::{Analyzer, Field, Kind, Model, Role},
    names::{option, owner},
    object, record, schema, vector,
};
use crate::token;

/// Expands to: `impl<__T> __weaviate::Declares<__T> for Article { … }`
///
/// The parameter keeps rustc from evaluating the tables whenever it checks the crate.
pub(super) fn expand(model: &Model) -> TokenStream {
    let owner = owner(model);
    let mut generics = model.fallback.clone().unwrap_or_default();
    generics.params.push(parse_quote!(__T));
    let (parameters, _, bounds) = generics.split_for_impl();
    let (of, whole) = match model.kind {
        Kind::Collection => ("CollectionDef", schema::definition(model)),
        Kind::Object => ("ObjectDef", object::definition(model)),
    };
    let of = Ident::new(of, Span::call_site());
    let fields = table(model);
    quote! {
        impl #parameters __weaviate::Declares<__T> for #owner #bounds {
            type Whole = __weaviate::#of;
            const TABLE: &'static [__weaviate::FieldDef] = &#fields;
            const WHOLE: &'static __weaviate::#of = &#whole;
        }
    }
}

/// Expands to: `{ let mut __all = …; __weaviate::fields::<(Article_title,)>(&mut __all, 0, &[("title", "The headline.")]);
/// __all }`
fn table(model: &Model) -> TokenStream {
    let count = model.fields.len();
    if count == 0 {
        return quote!([]);
    }
    let mut at = 0;
    let runs = record::runs(&model.fields).map(|run| {
        let from = at;
        at += run.len();
        filled(model, run, from)
    });
    let runs: Vec<TokenStream> = runs.collect();
    let changes = model.fields.iter().enumerate().flat_map(|(at, field)| {
        declared(model, field).into_iter().map(move |member| quote!(__all[#at].#member;))
    });
    quote!({
        let mut __all = __weaviate::no_fields::<#count>();
        #(#runs)*
        #(#changes)*
        __all
    })
}

/// Expands to: `__weaviate::fields::<(Article_title,)>(&mut __all, 0, &[("title", "The headline.")]);`
///
/// Types are asked for through the marker wherever there is one: then a type that is no property is one mistake, not one at
/// every use.
fn filled(model: &Model, run: &[Field], at: usize) -> TokenStream {
    let said = run
        .iter()
        .map(|field| (token::plain(&field.ident), field.description.as_deref().unwrap_or_default()));
    if let [field] = run
        && !field.is_stored()
    {
        let (rust_name, description) = said.into_iter().next().unwrap_or_default();
        let (ty, place) = (&field.ty, record::at_type(field));
        let of = quote_spanned!(place=> <#ty as __weaviate::PropertyType>::TYPE);
        let role = role(field.role);
        return quote! {
            __all[#at] = __weaviate::metadata_field(#rust_name, #description, #of, __weaviate::Role::#role);
        };
    }
    let said = said.map(|(rust_name, description)| quote!((#rust_name, #description)));
    let tuple = record::together(model, run);
    quote!(__weaviate::fields::<#tuple>(&mut __all, #at, &[#(#said),*]);)
}

fn role(role: Role) -> Ident {
    let name = match role {
        Role::Property => "Property",
        Role::Vector => "Vector",
        Role::Id => "Id",
        Role::CreatedAt => "CreatedAt",
        Role::UpdatedAt => "UpdatedAt",
    };
    Ident::new(name, Span::call_site())
}

/// What a field declares beyond its type: what of its `FieldDef` differs from a plain property's.
///
/// Expands to: `range = true`, `filterable = Some(false)` and so on
fn declared(model: &Model, field: &Field) -> Vec<TokenStream> {
    let mut declared = Vec::new();
    if let Some((_, variant)) = &field.tokenization {
        let variant = Ident::new(variant, Span::call_site());
        declared.push(quote!(tokenization = __Some(__weaviate::Tokenization::#variant)));
    }
    let said = [
        ("filterable", field.filterable),
        ("searchable", field.searchable.map(|(on, _)| on)),
        ("vectorize_property_name", field.vectorize_property_name.map(|(on, _)| on)),
    ];
    for (member, value) in said.into_iter().filter_map(|(member, value)| Some((member, value?))) {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member = __Some(#value)));
    }
    let words = [
        ("range", field.range.is_some()),
        ("key", field.key.is_some()),
        ("default", field.default.is_some()),
        ("skip_vectorization", field.skip_vectorization.is_some()),
    ];
    for (member, _) in words.into_iter().filter(|(_, said)| *said) {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member = true));
    }
    if let Some(analyzer) = &field.analyzer {
        let analyzer = analyzed(analyzer);
        declared.push(quote!(analyzer = __Some(#analyzer)));
    }
    if field.role == Role::Vector {
        declared.push(quote!(role = __weaviate::Role::Vector));
    }
    if let Some(vector) = &field.vector {
        let vector = vector::definition(model, field, vector);
        declared.push(quote!(vector = __Some(#vector)));
    }
    if let Some(name) = &field.renamed_from {
        declared.push(quote!(renamed_from = __Some(#name)));
    }
    if let Some(function) = &field.backfill {
        let ty = &field.ty;
        let function: TokenStream = function.iter().cloned().collect();
        // A closure that captures nothing is a function pointer; `filled` binds its types to the field's.
        declared.push(quote! {
            backfill = __Some(__weaviate::backfill::<_, #ty>(#function, |__old| __weaviate::filled::<_, #ty>(#function, __old)))
        });
    }
    if !field.rules.is_empty() {
        let rules = field.rules.iter().map(|ruled| &ruled.said);
        declared.push(quote!(rules = &[#(#rules),*]));
    }
    if !field.attributes.is_empty() {
        let attributes = field
            .attributes
            .iter()
            .map(|(name, value)| quote!(__weaviate::Attribute { name: #name, value: #value }));
        declared.push(quote!(attributes = &[#(#attributes),*]));
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
