//! A collection's part of the schema that is about neither names nor indexes: server, lifetime, replicas, modules.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{
    super::model::{Class, Model, OLDEST, Ttl, Version},
    names::owner,
    setting,
};

/// Expands to: `__weaviate::Version { major: 1, minor: 32, patch: 0 }`
pub(super) fn server(class: &Class) -> TokenStream {
    let Version(major, minor, patch) = class.oldest();
    quote!(__weaviate::Version { major: #major, minor: #minor, patch: #patch })
}

/// Expands to: `server: …`, `ttl: …`, `replication: …` and so on, of what is declared.
pub(super) fn declared(model: &Model) -> Vec<TokenStream> {
    let class = &model.class;
    let (owner, facade) = (owner(model), model.facade.at(Span::call_site()));
    let mut declared = Vec::new();
    let mut say = |member: &str, value: TokenStream| {
        let member = Ident::new(member, Span::call_site());
        declared.push(quote!(#member: #value));
    };
    if class.oldest() != OLDEST {
        say("server", server(class));
    }
    if let Some(ttl) = &class.ttl {
        let ttl = ttl_definition(ttl, model);
        say("ttl", quote!(__Some(#ttl)));
    }
    for (member, part) in [("replication", &class.replication), ("sharding", &class.sharding)] {
        let Some(part) = part else { continue };
        let built = setting::built(part, &quote!(__weaviate::inside), model);
        say(member, quote!(__Some(#built)));
    }
    let modules =
        [("generative", "Generative", &class.generative), ("reranker", "Reranker", &class.reranker)];
    for (kind, of, module) in modules {
        let Some(module) = module else { continue };
        let of = Ident::new(of, Span::call_site());
        let module = setting::module(module, kind, &quote!(<#owner as #facade::Collection>::#of), model);
        say(kind, quote!(__Some(#module)));
    }
    declared
}

/// Expands to: `__weaviate::TtlDef { after: "_creationTimeUnix", seconds: 86400 * (30), hide_expired: false }`
fn ttl_definition(ttl: &Ttl, model: &Model) -> TokenStream {
    let field = ttl.after.as_ref().and_then(|after| model.field(after));
    let after = model.expires_after(ttl).or(field.map(|field| field.name.as_str())).unwrap_or_default();
    let seconds = ttl.length.as_ref().map_or_else(|| quote!(0), |(one, many)| quote!(#one * (#many)));
    let hide_expired = ttl.hide_expired;
    quote!(__weaviate::TtlDef { after: #after, seconds: #seconds, hide_expired: #hide_expired })
}
