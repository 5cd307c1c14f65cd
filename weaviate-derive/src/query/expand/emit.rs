//! What every part of an expansion is written with: the collection, paths, calls.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::super::ast::{Path, Weighted};
use crate::{path::Facade, token};

/// Which tokens of a collection are meant.
#[derive(Clone, Copy)]
pub(crate) enum Tokens {
    /// With all operators.
    Indexed,
    /// With those of a condition.
    AtHand,
}

/// Writes code about one collection.
pub(super) struct Emit<'a> {
    pub(super) facade: &'a Facade,
    pub(super) collection: &'a [TokenTree],
    pub(super) tokens: Tokens,
    /// The names in `target`, in its order: vectors for each of them must stand in the same.
    pub(super) targets: Vec<String>,
    /// Properties that the filter finds only where they are there.
    pub(super) present: Vec<String>,
    /// What `on` names, where `and_cross` searches it: `Some` with nothing where it names nothing.
    pub(super) across: Option<&'a [Weighted]>,
    /// Paths that belong to no call, because something is missing. The cursor may be in one, so they are statements after
    /// all others.
    pub(super) loose: Vec<TokenStream>,
}

/// A name of the expansion's own, where `span` is.
pub(super) fn local(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}

/// Where a path begins: at the collection, or at the fields of what is selected.
#[derive(Clone, Copy)]
pub(super) enum Root {
    Collection,
    Local,
}

impl<'a> Emit<'a> {
    pub(super) fn new(facade: &'a Facade, collection: &'a [TokenTree]) -> Self {
        Self {
            facade,
            collection,
            tokens: Tokens::Indexed,
            targets: Vec::new(),
            present: Vec::new(),
            across: None,
            loose: Vec::new(),
        }
    }

    /// Where the collection stands.
    pub(super) fn here(&self) -> Span {
        token::ends(self.collection, Span::call_site()).0
    }

    /// Expands to: `__weaviate::name`, a hidden item of the facade.
    pub(super) fn private(name: &str, span: Span) -> TokenStream {
        let name = Ident::new(name, span);
        quote_spanned!(span=> __weaviate::#name)
    }

    /// The collection with its own spans: an error about it is then said once, however often it is named.
    pub(super) fn collection(&self) -> TokenStream {
        self.collection.iter().cloned().collect()
    }

    /// Expands to: `<Article as __Collection>::FIELDS`, or in `condition!` to `__weaviate::at_hand::<Article>()`
    pub(super) fn fields(&self, span: Span) -> TokenStream {
        let collection = self.collection();
        match self.tokens {
            Tokens::Indexed => quote_spanned!(span=> <#collection as __Collection>::FIELDS),
            Tokens::AtHand => quote_spanned!(span=> __weaviate::at_hand::<#collection>()),
        }
    }

    /// Expands to: `FIELDS.author.name`, without a dot that nothing follows.
    pub(super) fn path(&self, path: &Path, root: Root) -> TokenStream {
        let dot = path.dot();
        let mut out = match root {
            Root::Collection => self.fields(dot),
            Root::Local => TokenTree::from(local("__f", dot)).into(),
        };
        for step in &path.steps {
            let Some(name) = &step.name else { continue };
            let mut dot = Punct::new('.', Spacing::Alone);
            dot.set_span(step.dot);
            let call = step.call.clone().map(TokenTree::from);
            out.extend([dot.into(), name.clone().into()].into_iter().chain(call));
        }
        out
    }

    /// Where nothing can be made of a path, it stands alone after everything else, and is typed as far as it goes.
    pub(super) fn set_aside(&mut self, path: &Path, root: Root) {
        let tokens = self.aside(path, root);
        self.loose.push(tokens);
    }

    /// Expands to: `let _ = FIELDS.author.__incomplete::<()>();`, or to the path itself if it is complete.
    pub(super) fn aside(&self, path: &Path, root: Root) -> TokenStream {
        let tokens = self.path(path, root);
        if path.is_complete() {
            return quote!(let _ = #tokens;);
        }
        let dot = path.steps.last().map_or_else(|| path.dot(), |step| step.dot);
        quote_spanned!(dot=> let _ = #tokens.__incomplete::<()>();)
    }

    /// Expands to: `.limit(10)`, all at the key but the value.
    pub(super) fn call(key: &Ident, arguments: TokenStream, end: Span) -> TokenStream {
        let dot = key.span();
        let arguments = token::parens(arguments, end);
        quote_spanned!(dot=> . #key #arguments)
    }

    /// Expands to: `(FIELDS.title.weight(2), FIELDS.summary,)`, if there is anything to write.
    ///
    /// `otherwise` is the weight of those that have none.
    pub(super) fn weighted(
        &mut self,
        list: &[Weighted],
        method: &str,
        otherwise: Option<&TokenStream>,
        at: Span,
    ) -> Option<TokenStream> {
        let each = list.iter().filter_map(|one| {
            let (at, one) = (one.path.dot(), self.weight(one, method, otherwise)?);
            Some(quote_spanned!(at=> #one,))
        });
        let out: TokenStream = each.collect();
        (!out.is_empty()).then(|| quote_spanned!(at=> (#out)))
    }

    /// Expands to: `FIELDS.title.weight(2)`, or to nothing where the property is not finished
    pub(super) fn weight(
        &mut self,
        Weighted { path, weight, .. }: &Weighted,
        method: &str,
        otherwise: Option<&TokenStream>,
    ) -> Option<TokenStream> {
        if path.is_unfinished() {
            self.set_aside(path, Root::Collection);
            return None;
        }
        let mut out = self.path(path, Root::Collection);
        if let Some((sign, weight)) = weight {
            let (end, weight) = (token::ends(weight, *sign).1, weight.iter().cloned().collect());
            out.extend(Self::call(&Ident::new(method, *sign), weight, end));
        } else if let Some(weight) = otherwise {
            let at = path.dot();
            out.extend(Self::call(&Ident::new(method, at), weight.clone(), at));
        }
        Some(out)
    }

    /// Expands to: `use ::weaviate::__private::asking::*;`
    ///
    /// Short names, and the traits by which rustc finds a method where no legal one fits, so that it says their message.
    /// One glob, because rustc resolves each name of a list by itself.
    pub(super) fn imports(&self, aggregate: bool) -> TokenStream {
        let facade = self.facade.at(Span::call_site());
        let of = Ident::new(if aggregate { "aggregating" } else { "asking" }, Span::call_site());
        quote!(use #facade::__private::#of::*;)
    }
}

/// `&(value)`, from the first token of the value to its last.
pub(super) fn borrowed(tokens: &[TokenTree], otherwise: Span) -> TokenStream {
    let (first, last) = token::ends(tokens, otherwise);
    let value = token::parens(tokens.iter().cloned().collect(), last);
    quote_spanned!(first=> & #value)
}
