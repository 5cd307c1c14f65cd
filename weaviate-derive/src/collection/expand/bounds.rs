//! Bounds whose failure must point at an attribute rather than at the struct.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::{
    super::model::{Field, Kind, Model, Role, Vector},
    class,
    names::{located, marker_name},
};
use crate::token;

/// Expands to: `const _: fn() = || { __weaviate::check::tokenized::<Article_slug>(); };` and `const _: () = …` where a value
/// is asked for.
pub(super) fn expand(model: &Model) -> TokenStream {
    let (mut checks, mut values) = (Vec::new(), Vec::new());
    for (n, field) in model.fields.iter().enumerate() {
        let marker = marker_name(model, field);
        if let Some((word, _)) = &field.tokenization {
            checks.push(check("tokenized", &marker, word.span()));
        }
        if let Some(at) = field.range {
            checks.push(check("ranged", &marker, at));
        }
        if let Some((true, at)) = field.searchable {
            checks.push(check("searchable", &marker, at));
        }
        if let Some(analyzer) = &field.analyzer {
            checks.push(check("analyzed", &marker, analyzer.at));
        }
        if field.role == Role::Property && !field.is_scalar() {
            let (at, named) = (located(field.ty.span()), !field.targets.is_empty());
            values.push(quote_spanned!(at=> const _: () = __weaviate::check::property::<#marker>(#named);));
        }
        if let Some(vector) = &field.vector {
            of_vector(model, field, n, vector, &mut checks, &mut values);
        }
    }
    if let Some((field, at)) = dated(model) {
        checks.push(check("dated", &marker_name(model, field), at));
    }
    if model.kind == Kind::Collection {
        values.extend(of_class(model));
    }
    let attributes = (!checks.is_empty()).then(|| quote!(const _: fn() = || { #(#checks)* };));
    quote! {
        #attributes
        #(#values)*
    }
}

/// What the parts of a vector need of each other, and of the server.
fn of_vector(
    model: &Model,
    field: &Field,
    n: usize,
    vector: &Vector,
    checks: &mut Vec<TokenStream>,
    values: &mut Vec<TokenStream>,
) {
    let (owner, server) = (&model.ident, class::server(&model.class));
    let mut value = |name: &str, at: Span| {
        let at = located(at);
        let name = Ident::new(name, at);
        values.push(quote_spanned! {at=>
            const _: () =
                __weaviate::check::#name(&__weaviate::check::vector_of(<#owner as __weaviate::Record>::FIELDS, #n), #server);
        });
    };
    let marker = |at: Span| {
        let marker: Vec<TokenTree> = marker_name(model, field).into_iter().collect();
        token::respan(&marker, at)
    };
    let kind = vector.index.as_ref().map_or_else(|| "hnsw".to_owned(), |index| token::plain(&index.name));
    if let Some(index) = &vector.index {
        let name = &index.name;
        if kind != "hnsw" || !index.settings.is_empty() {
            value("index", name.span());
        }
        if kind != "hnsw" {
            let (at, marker) = (located(name.span()), marker(located(name.span())));
            checks.push(
                quote_spanned!(at=> __weaviate::check::kept::<#marker, _, __weaviate::index::#name>();),
            );
        }
        if let (Some((distance, _)), "hfresh") = (&vector.distance, kind.as_str()) {
            let (at, marker) = (located(distance.span()), marker(located(distance.span())));
            checks.push(
                quote_spanned!(at=> __weaviate::check::measured::<#marker, __weaviate::index::#name>();),
            );
        }
    }
    if let Some(quantizer) = vector.quantizer.as_ref().filter(|quantizer| quantizer.name != "none") {
        let name = &quantizer.name;
        let (at, kind) = (located(name.span()), Ident::new(&kind, located(name.span())));
        checks.push(quote_spanned! {at=>
            __weaviate::check::compressed::<__weaviate::index::quantizer::#name, __weaviate::index::#kind>();
        });
        value("quantizer", name.span());
    }
    if let Some((encoding, word)) = &vector.encoding {
        checks.push(check("encoded", &marker_name(model, field), *word));
        value("encoding", encoding.name.span());
    }
    if let Some(vectorizer) = &vector.vectorizer {
        value("vectorizer", vectorizer.name.span());
    }
    if let (Some((_, _, at)), Some(_)) = (&vector.source, &vector.vectorizer) {
        checks.push(check("sourced", &marker_name(model, field), *at));
    }
}

/// Expands to: `__weaviate::check::tokenized::<Article_slug>();`
fn check(name: &str, marker: &TokenStream, at: Span) -> TokenStream {
    let at = located(at);
    let marker: Vec<TokenTree> = marker.clone().into_iter().collect();
    let (name, marker) = (Ident::new(name, at), token::respan(&marker, at));
    quote_spanned!(at=> __weaviate::check::#name::<#marker>();)
}

/// What is known only where types are.
///
/// Expands to: `const _: () = __weaviate::check::ttl(…);` and the like.
fn of_class(model: &Model) -> Vec<TokenStream> {
    let (server, mut checks) = (class::server(&model.class), Vec::new());
    let owner = &model.ident;
    let facade = model.facade.at(Span::call_site());
    let schema = quote!(<#owner as #facade::Collection>::SCHEMA);
    let parts = [
        ("replication", "spread", &model.class.replication),
        ("sharding", "spread", &model.class.sharding),
        ("generative", "since", &model.class.generative),
        ("reranker", "since", &model.class.reranker),
    ];
    for (member, check, part) in parts {
        let Some(part) = part else { continue };
        let at = located(part.name.span());
        let (member, check) = (Ident::new(member, at), Ident::new(check, at));
        checks.push(quote_spanned! {at=>
            const _: () = if let __Some(__settings) = #schema.#member {
                __weaviate::check::#check(__settings, #server)
            };
        });
    }
    if let Some((ttl, length)) = model.class.ttl.as_ref().and_then(|ttl| Some((ttl, ttl.length.as_ref()?))) {
        let of_the_object = model.expires_after(ttl).is_some();
        let at = located(length.1.clone().into_iter().next().map_or(ttl.at, |token| token.span()));
        checks.push(quote_spanned! {at=>
            const _: () = if let __Some(__ttl) = #schema.ttl { __weaviate::check::ttl(__ttl, #of_the_object) };
        });
    }
    checks
}

/// The field that the lifetime of an object is counted from, and where it is named.
fn dated(model: &Model) -> Option<(&Field, Span)> {
    let after = model.class.ttl.as_ref()?.after.as_ref()?;
    Some((model.property(after)?, after.span()))
}
