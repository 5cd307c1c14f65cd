//! Clauses to builder calls.

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{
    super::ast::{Body, Clause, Order, Weighted},
    emit::{Emit, Root, borrowed},
};
use crate::{arity, names::camel, token};

impl Emit<'_> {
    /// Expands to: `.limit(10)`, or to nothing where there is nothing to hand on.
    pub(super) fn clause(&mut self, clause: &Clause) -> TokenStream {
        let key = &clause.key;
        let at = key.span();
        match &clause.body {
            Body::Empty | Body::Missing | Body::Unread => Self::missing(key),
            Body::Rust(tokens) | Body::Float(tokens) => {
                Self::call(key, tokens.iter().cloned().collect(), token::ends(tokens, at).1)
            }
            Body::Zero => Self::call(&Ident::new("alpha_zero", at), TokenStream::new(), at),
            Body::Borrowed(tokens) => Self::call(key, borrowed(tokens, at), token::ends(tokens, at).1),
            Body::Filter(filter) => {
                let tokens = self.whole_filter(filter);
                Self::call(key, tokens, at)
            }
            Body::Path(path) if path.is_unfinished() => {
                self.set_aside(path, Root::Collection);
                TokenStream::new()
            }
            Body::Path(path) => Self::call(key, self.path(path, Root::Collection), at),
            Body::Sort(orders) => match self.sort(orders) {
                Some(tokens) => Self::call(key, tokens, at),
                None => TokenStream::new(),
            },
            Body::On(_) if key == "on" && self.across.is_some() => TokenStream::new(),
            Body::On(list) => self.on(key, list),
            Body::Word(word, _) if word == "and_cross" => self.and_cross(word),
            Body::Word(word, arguments) => {
                let tokens = self.word(key, word, arguments.as_ref());
                Self::call(key, tokens, at)
            }
            Body::None(word) => Self::call(&Ident::new("hybrid_none", at), TokenStream::new(), word.span()),
            Body::Joined(word, list) => self.joined(key, word, list),
            Body::PerTarget(vectors) => self.per_target(key, vectors),
            Body::Part(word, rest) => {
                let (part, end) = (Self::private(&word.to_string(), word.span()), token::ends(rest, at).1);
                let rest: TokenStream = rest.iter().cloned().collect();
                Self::call(&Ident::new("vector_by", at), quote!(#part #rest), end)
            }
            Body::Prompt(prompt) => {
                let tokens = self.prompt(prompt);
                Self::call(key, tokens, prompt.literal.span())
            }
        }
    }

    /// Expands to: `::weaviate::search::Operator::Or(2)`
    fn word(&self, key: &Ident, word: &Ident, arguments: Option<&Group>) -> TokenStream {
        let at = word.span();
        let facade = self.facade.at(at);
        let of = if key == "fusion" {
            quote_spanned!(at=> ir::Fusion)
        } else {
            quote_spanned!(at=> search::Operator)
        };
        let variant = Ident::new(&camel(&word.to_string()), at);
        quote_spanned!(at=> #facade::#of::#variant #arguments)
    }

    /// Expands to: `.and_cross((FIELDS.title.weight(2), FIELDS.summary,))`, what `on` names, and without `on` to
    /// `.and_cross(AllText)`
    fn and_cross(&mut self, word: &Ident) -> TokenStream {
        let at = word.span();
        let list = self.across.unwrap_or_default();
        let list = list.get(..arity::PROPERTIES).unwrap_or(list);
        let list = self.weighted(list, "weight", None, at).unwrap_or_else(|| Self::private("AllText", at));
        Self::call(word, list, at)
    }

    /// A clause whose body cannot be used, which has been said. A search stands there all the same: the clauses after it
    /// are methods of a search.
    fn missing(key: &Ident) -> TokenStream {
        let at = key.span();
        let name = key.to_string();
        match name.as_str() {
            "bm25" | "hybrid" | "near_text" => Self::call(key, quote_spanned!(at=> ""), at),
            _ if token::has_cursor(key) => Self::call(key, TokenStream::new(), at),
            "target" => Self::call(key, Self::private("Unknown", at), at),
            _ => TokenStream::new(),
        }
    }

    /// Expands to: `(FIELDS.words.desc(), FIELDS.title.asc(),)`, or to the one Rust value that is there.
    pub(super) fn sort(&mut self, orders: &[Order]) -> Option<TokenStream> {
        if let [Order::Rust(tokens)] = orders {
            return Some(tokens.iter().cloned().collect());
        }
        let mut out = Vec::new();
        for order in orders {
            match order {
                Order::Rust(tokens) => out.push(tokens.iter().cloned().collect()),
                Order::By { path, direction: None } if path.is_unfinished() => {
                    self.set_aside(path, Root::Collection);
                }
                Order::By { path, .. } if !path.is_complete() => self.set_aside(path, Root::Collection),
                Order::By { path, direction } => {
                    let tokens = self.path(path, Root::Collection);
                    let span = path.last().map_or_else(|| path.dot(), Ident::span);
                    let direction = direction.clone().unwrap_or_else(|| Ident::new("asc", span));
                    let span = direction.span();
                    out.push(quote_spanned!(span=> #tokens.#direction()));
                }
            }
        }
        if out.is_empty() { None } else { Some(tuple(&out, self.here())) }
    }

    /// Expands to: `.on(FIELDS.title.weight(2)).on(FIELDS.summary)`, so that one that is wrong is alone in its message
    fn on(&mut self, key: &Ident, list: &[Weighted]) -> TokenStream {
        let list = list.get(..arity::PROPERTIES).unwrap_or(list);
        let each = list.iter().filter_map(|one| {
            let one = self.weight(one, "weight", None)?;
            Some(Self::call(key, one, key.span()))
        });
        each.collect()
    }
}

/// Expands to: `(a, b, c,)`, and beyond the facade's tuples to `(a, b, c, d, e, (f, g,),)`
fn tuple(orders: &[TokenStream], at: Span) -> TokenStream {
    if orders.len() <= arity::ORDERS {
        return quote_spanned!(at=> (#(#orders,)*));
    }
    let (first, rest) = orders.split_at(arity::ORDERS - 1);
    let rest = tuple(rest, at);
    quote_spanned!(at=> (#(#first,)* #rest,))
}
