//! A collection's part of the schema that is about neither names nor indexes: server, lifetime, replicas, modules.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    super::model::{Class, Model, Ttl, Version},
    names::{option, owner},
    setting,
};

/// Expands to: `__weaviate::Version { major: 1, minor: 32, patch: 0 }`
pub(super) fn server(class: &Class) -> TokenStream {
    let Version(major, minor, patch) = class.oldest();
    quote!(__weaviate::Version { major: #major, minor: #minor, patch: #patch })
}

/// Expands to: `server: …, ttl: …, replication: …, sharding: …, generative: …, reranker: …,`
pub(super) fn definition(model: &Model) -> TokenStream {
    let class = &model.class;
    let (owner, facade) = (owner(model), model.facade.at(Span::call_site()));
    let server = server(class);
    let ttl = option(class.ttl.as_ref().map(|ttl| ttl_definition(ttl, model)));
    let [replication, sharding] = [&class.replication, &class.sharding].map(|part| {
        option(part.as_ref().map(|part| setting::built(part, &quote!(__weaviate::inside), model)))
    });
    let modules =
        [("generative", "Generative", &class.generative), ("reranker", "Reranker", &class.reranker)];
    let [generative, reranker] = modules.map(|(kind, of, module)| {
        let of = Ident::new(of, Span::call_site());
        let of = quote!(<#owner as #facade::Collection>::#of);
        option(module.as_ref().map(|module| setting::module(module, kind, &of, model)))
    });
    quote! {
        server: #server,
        ttl: #ttl,
        replication: #replication,
        sharding: #sharding,
        generative: #generative,
        reranker: #reranker,
    }
}

/// Expands to: `__weaviate::TtlDef { after: "_creationTimeUnix", seconds: 86400 * (30), hide_expired: false }`
fn ttl_definition(ttl: &Ttl, model: &Model) -> TokenStream {
    let field = ttl.after.as_ref().and_then(|after| model.field(after));
    let after = model.expires_after(ttl).or(field.map(|field| field.name.as_str())).unwrap_or_default();
    let seconds = ttl.length.as_ref().map_or_else(|| quote!(0), |(one, many)| quote!(#one * (#many)));
    let hide_expired = ttl.hide_expired;
    quote!(__weaviate::TtlDef { after: #after, seconds: #seconds, hide_expired: #hide_expired })
}
