//! What a vector search aims at, vectors for several targets, and prompts as builder calls.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{
    super::{
        ast::{Body, ForTarget, Path, Prompt, Query, Weighted},
        words,
    },
    emit::{Emit, Root, borrowed},
};
use crate::{arity, token};

/// The names in `target`, in its order.
pub(super) fn names(query: &Query) -> Vec<String> {
    let target = query.clauses().find(|clause| clause.key == "target");
    match target.map(|clause| &clause.body) {
        Some(Body::Joined(_, list)) if !is_alone(list) => {
            list.iter().take(arity::TARGETS).map(|target| name(&target.path)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether only one target is joined, which has been said.
fn is_alone(list: &[Weighted]) -> bool {
    matches!(list, [one] if !one.path.is_unfinished())
}

fn name(path: &Path) -> String {
    path.last().map_or_else(String::new, token::plain)
}

impl Emit<'_> {
    /// Expands to: `.target(weighted((FIELDS.a.times(0.3), FIELDS.b.times(0.7),)))`
    pub(super) fn joined(&mut self, key: &Ident, word: &Ident, list: &[Weighted]) -> TokenStream {
        if is_alone(list) {
            return Self::call(key, Self::private("Unknown", key.span()), key.span());
        }
        // One mistake is one error: with weights the list is one.
        let weight = quote!(1f32);
        let weight = Some(&weight).filter(|_| words::weighs(word) == Some(true));
        let list = list.get(..arity::TARGETS).unwrap_or(list);
        let (at, join) = (word.span(), Self::private(&word.to_string(), word.span()));
        let list = self.weighted(list, "times", weight, at);
        list.map(|list| Self::call(key, quote_spanned!(at=> #join(#list)), at)).unwrap_or_default()
    }

    /// Expands to: `.near_vectors((FIELDS.a.with(&(v)), FIELDS.b.with(&(w)),))`, in the order of `target`.
    pub(super) fn per_target(&mut self, key: &Ident, vectors: &[ForTarget]) -> TokenStream {
        let mut out = TokenStream::new();
        for ForTarget { path, colon, vector } in self.as_targets(vectors) {
            if path.is_unfinished() {
                self.set_aside(path, Root::Collection);
                continue;
            }
            out.extend(self.path(path, Root::Collection));
            let end = token::ends(vector, *colon).1;
            out.extend(Self::call(&Ident::new("with", *colon), borrowed(vector, *colon), end));
            out.extend(quote_spanned!(path.dot()=> ,));
        }
        if out.is_empty() {
            return TokenStream::new();
        }
        let at = key.span();
        let method = Ident::new(if key == "vector" { "vectors" } else { "near_vectors" }, at);
        Self::call(&method, quote_spanned!(at=> (#out)), at)
    }

    /// In the order of `target` if they are the same names; else as they are, and the types say what is wrong.
    fn as_targets<'v>(&self, vectors: &'v [ForTarget]) -> Vec<&'v ForTarget> {
        let vectors = || vectors.iter().take(arity::TARGETS);
        let mut left: Vec<&ForTarget> = vectors().collect();
        let mut ordered = Vec::new();
        for target in &self.targets {
            match left.iter().position(|vector| name(&vector.path) == *target) {
                Some(place) => ordered.push(left.remove(place)),
                None => return vectors().collect(),
            }
        }
        ordered.extend(left);
        ordered
    }

    /// Expands to: `Pieces::new("About {title}").property("title", FIELDS.title)`
    pub(super) fn prompt(&self, prompt: &Prompt) -> TokenStream {
        let at = prompt.literal.span();
        let (pieces, literal) = (Self::private("Pieces", at), TokenTree::Literal(prompt.literal.clone()));
        let mut out = quote_spanned!(at=> #pieces::new(#literal));
        for property in &prompt.names {
            let (fields, spelled) = (self.fields(at), token::plain(property));
            let there = if self.present.contains(&spelled) { "filtered" } else { "property" };
            let there = Ident::new(there, at);
            out.extend(quote_spanned!(at=> .#there(#spelled, #fields.#property)));
        }
        out
    }
}
