//! Where the facade is: `::weaviate`, or what `crate = …` says.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::{
    diag::Diagnostics,
    token::{self, display},
};

/// The path of the facade crate; all that an expansion names of ours is below it.
#[derive(Clone, Default)]
pub(crate) struct Facade {
    /// What the person wrote, if they wrote it.
    path: Option<Vec<TokenTree>>,
}

impl Facade {
    /// The path that stands after `crate =`. It must mean the same everywhere, so it is absolute.
    pub(crate) fn parse(key: &Ident, tokens: &[TokenTree], diagnostics: &mut Diagnostics) -> Self {
        let Some(first) = tokens.first() else {
            diagnostics.help(key.span(), "`crate` has no path", "write `crate = ::weaviate`");
            return Self::default();
        };
        let absolute = token::glued(tokens, 0).0 == "::"
            || matches!(first, TokenTree::Ident(i) if *i == "crate" || *i == "$crate")
            || matches!(first, TokenTree::Punct(p) if p.as_char() == '$');
        let path: TokenStream = tokens.iter().cloned().collect();
        if syn::parse::Parser::parse2(syn::Path::parse_mod_style, path).is_err() {
            diagnostics.help(first.span(), "`crate` takes a path", "write `crate = ::weaviate`");
            return Self::default();
        }
        if absolute {
            return Self { path: Some(tokens.to_vec()) };
        }
        let written = display(tokens);
        let relative = written.starts_with("self::") || written.starts_with("super::");
        let fix = if relative {
            "write a path that starts with `crate::` or `::`".to_owned()
        } else {
            format!(
                "write `crate = ::{written}` for a crate, or `crate = crate::{written}` for a module of this one"
            )
        };
        diagnostics.help(first.span(), "`crate` takes a path that means the same everywhere", fix);
        Self::default()
    }

    /// The path itself, at `span`.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let written = self.path.as_ref().map(|path| token::respan(path, span));
        written.unwrap_or_else(|| quote_spanned!(span=> ::weaviate))
    }
}
