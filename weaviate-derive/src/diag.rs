//! Mistakes, kept until the expansion is complete: they are its last tokens.
//!
//! rust-analyzer reads a macro's output by text offset, so what stands before the cursor must not move when
//! something after it is broken. Nothing here ever ends the parsing.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// What a person has to change, in the order in which it is written.
#[derive(Default)]
pub(crate) struct Diagnostics {
    found: Vec<(usize, syn::Error)>,
    /// How many were found by the parser.
    parsed: usize,
    /// Where the next one belongs, if not behind all others.
    turn: Option<Place>,
}

/// Where a part of the input stands among the mistakes that the parser found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place(usize);

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says `message` at `span`.
    pub(crate) fn error(&mut self, span: Span, message: impl Display) {
        let order = if let Some(Place(before)) = self.turn {
            2 * before
        } else {
            self.parsed += 1;
            2 * self.parsed - 1
        };
        self.found.push((order, syn::Error::new(span, message)));
    }

    /// Says `message` at `span` and, below it, what to write instead.
    pub(crate) fn help(&mut self, span: Span, message: impl Display, help: impl Display) {
        self.error(span, format!("{message}\n\n  = help: {help}\n"));
    }

    /// The place of what is parsed now: what a check finds in it later is told with its neighbours.
    pub(crate) fn place(&self) -> Place {
        Place(self.parsed)
    }

    /// From here on, mistakes belong to `place`; after everything, if there is none.
    pub(crate) fn turn_to(&mut self, place: impl Into<Option<Place>>) {
        self.turn = place.into();
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.in_order().map(ToString::to_string).collect()
    }

    #[cfg(test)]
    pub(crate) fn at(&self) -> Vec<(String, usize)> {
        self.in_order().map(|e| (e.to_string(), e.span().start().column)).collect()
    }

    /// One `compile_error!` for each mistake, as items or statements.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.in_order().map(syn::Error::to_compile_error).collect()
    }

    fn in_order(&self) -> impl Iterator<Item = &syn::Error> {
        let mut found: Vec<_> = self.found.iter().collect();
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, error)| error)
    }
}
