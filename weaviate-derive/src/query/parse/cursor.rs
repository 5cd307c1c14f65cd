//! A cursor over tokens. All parsers of this grammar walk with it.

use proc_macro2::{Delimiter, Group, Ident, Spacing, Span, TokenTree};

use crate::{diag::Diagnostics, token};

/// Where a parser is, and what it found wrong so far.
pub(super) struct Parser<'a> {
    pub(super) tokens: &'a [TokenTree],
    pub(super) at: usize,
    /// The last token about whose spelling something was said.
    pub(super) spoken: Option<usize>,
    /// Where something is missing at the end.
    pub(super) end: Span,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl<'a> Parser<'a> {
    pub(super) fn new(tokens: &'a [TokenTree], end: Span, diagnostics: &'a mut Diagnostics) -> Self {
        Self { tokens, at: 0, spoken: None, end, diagnostics }
    }

    pub(super) fn rest(&self) -> &'a [TokenTree] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn peek(&self) -> Option<&'a TokenTree> {
        self.tokens.get(self.at)
    }

    pub(super) fn ident(&self) -> Option<&'a Ident> {
        token::ident(self.tokens, self.at)
    }

    pub(super) fn is(&self, sign: &str) -> bool {
        token::is(self.tokens, self.at, sign)
    }

    /// The place of what comes next, or of the last token.
    pub(super) fn span(&self) -> Span {
        self.peek().map_or(self.end, TokenTree::span)
    }

    /// The place of what stands before this: where something was expected to follow.
    pub(super) fn before(&self) -> Span {
        let token = |back: usize| self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
        match (token(2), token(1)) {
            (Some(TokenTree::Punct(first)), Some(TokenTree::Punct(_)))
                if first.spacing() == Spacing::Joint =>
            {
                first.span()
            }
            (_, Some(last)) => last.span(),
            (_, None) => self.end,
        }
    }

    pub(super) fn group(&self, delimiter: Delimiter) -> Option<Group> {
        token::group(self.tokens, self.at, delimiter)
    }

    /// Whether a path starts here: a dot and a name, or a dot and nothing.
    pub(super) fn at_path(&self) -> bool {
        token::is_path(self.tokens, self.at)
    }

    /// Whether nothing was said yet about the token that comes next: several rules may look at the same one.
    pub(super) fn first_time(&mut self) -> bool {
        let first = self.spoken != Some(self.at);
        self.spoken = Some(self.at);
        first
    }
}
