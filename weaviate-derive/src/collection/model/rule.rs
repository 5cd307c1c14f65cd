//! The rules of a field's values.

use proc_macro2::{Ident, TokenTree};

/// One rule, and how it is written.
pub(crate) struct Ruled {
    /// The word, at which it is shown that the rule is not for the field's type.
    pub(crate) word: Ident,
    pub(crate) said: String,
    pub(crate) rule: Rule,
}

/// What a rule asks of a value.
pub(crate) enum Rule {
    Range(Limits),
    Len(Limits),
    Regex(String),
    OneOf(Vec<Vec<TokenTree>>),
    With(Vec<TokenTree>),
}

/// From where to where; one of the two is there.
pub(crate) struct Limits {
    pub(crate) low: Option<Vec<TokenTree>>,
    pub(crate) high: Option<Limit>,
}

/// An end, and whether it is part of it.
pub(crate) struct Limit {
    pub(crate) tokens: Vec<TokenTree>,
    pub(crate) includes: bool,
}
