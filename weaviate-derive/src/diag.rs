//! Mistakes found while parsing, kept until the expansion is complete: they are its last tokens.
//!
//! rust-analyzer reads a macro's output by text offset, so what stands before the cursor must not move when
//! something after it is broken. Nothing here ever ends the parsing.

use proc_macro2::{Span, TokenStream};

/// What a person has to change, in the order it was found.
#[derive(Default)]
pub(crate) struct Diagnostics {
    found: Vec<syn::Error>,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Says `message` at `span`.
    pub(crate) fn error(&mut self, span: Span, message: impl std::fmt::Display) {
        self.found.push(syn::Error::new(span, message));
    }

    /// Says `message` at `span` and, below it, what to write instead.
    pub(crate) fn help(&mut self, span: Span, message: impl std::fmt::Display, help: impl std::fmt::Display) {
        self.error(span, format!("{message}\n\n  = help: {help}\n"));
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.found.iter().map(ToString::to_string).collect()
    }

    #[cfg(test)]
    pub(crate) fn at(&self) -> Vec<(String, usize)> {
        self.found.iter().map(|e| (e.to_string(), e.span().start().column)).collect()
    }

    /// One `compile_error!` for each mistake, as items or statements.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.found.iter().map(syn::Error::to_compile_error).collect()
    }
}
