//! A struct with `#[derive(Select)]`, as data: what was read, before anyone judges it.

use proc_macro2::{Ident, Span, TokenTree};

use crate::{path::Facade, token};

/// Metadata words, and the rule that a search must meet for each.
pub(super) const METADATA: &[(&str, Option<&str>)] = &[
    ("id", None),
    ("created_at", Some("Dated")),
    ("updated_at", Some("Dated")),
    ("is_consistent", Some("Outermost")),
    ("score", Some("Scored")),
    ("explain_score", Some("Scored")),
    ("distance", Some("Measured")),
    ("certainty", Some("Certain")),
    ("rerank_score", Some("Reranked")),
    ("generated", Some("Prompted")),
];

/// The struct.
pub(super) struct Model {
    pub(super) ident: Ident,
    pub(super) facade: Facade,
    /// The collection, as it is written.
    pub(super) from: Vec<TokenTree>,
    /// Whether it was said that the collection is missing.
    pub(super) from_said: bool,
    pub(super) fields: Vec<Field>,
    /// Where there is nothing to derive from, the type's parameters: its impl is written all the same, so that one
    /// mistake is one error in a program that uses the row.
    pub(super) fallback: Option<syn::Generics>,
}

/// One field of the row.
pub(super) struct Field {
    pub(super) ident: Ident,
    pub(super) what: What,
}

/// What a field is filled with.
pub(super) enum What {
    /// A property, or one inside others.
    Path(Vec<Ident>),
    Metadata(Ident),
    /// Its attribute could not be read; that has been said.
    Unknown,
}

impl Model {
    /// Where the collection stands.
    pub(super) fn here(&self) -> Span {
        token::ends(&self.from, self.ident.span()).0
    }
}
