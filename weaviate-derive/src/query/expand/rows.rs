//! Selections to rows: a tuple of accesses, then a struct with their names.
//!
//! A name is repeated for the row only after the access it belongs to, and the structs stand last: rust-analyzer takes
//! the first token that came from the cursor's.

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::{
    super::ast::{Dangling, Item, Path, What, kept},
    emit::{Emit, Root, local},
};
use crate::{arity, names::camel, token};

/// Expands to: `(__b, __m)`
pub(super) fn names(span: Span) -> TokenStream {
    let (builder, meta) = (local("__b", span), local("__m", span));
    quote_spanned!(span=> (#builder, #meta))
}

/// Whether a selection asks for what is of the question rather than of the collection; one that selects nothing does,
/// for what stands in it then.
pub(super) fn names_metadata(items: &[Item]) -> bool {
    let properties =
        |item: &Item| matches!(item.what, What::Property(_) | What::Nested(..) | What::Dangling(..));
    !items.iter().all(properties) || !items.iter().any(|item| item.what.is_selected())
}

/// What a selection is made for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Search,
    Aggregate,
    /// The metrics of one property of an aggregate.
    Metrics,
}

impl Of {
    /// As many parts as the facade takes.
    fn kept(self, items: &[Item]) -> Vec<&Item> {
        kept(items, if self == Self::Search { arity::ITEMS } else { arity::METRICS })
    }
}

/// One selection on the way out: the accesses, and the row that has their names.
struct Level<'i> {
    of: Of,
    root: Root,
    /// The row's name, without `Row`.
    name: String,
    items: Vec<&'i Item>,
}

/// The structs of a query, and names that are taken.
#[derive(Default)]
struct Structs {
    names: Vec<String>,
    tokens: TokenStream,
}

impl Emit<'_> {
    /// Expands to: `let __f = FIELDS; let __q = __b.rows((…,), |(…,)| ArticleRow { … }); struct ArticleRow<…> { … }`
    ///
    /// A plain property is read from the local: rustc need not find out for each what the tokens are. Where a method is
    /// called on it the whole path stands there, because the place of what is wrong with it is that of the receiver.
    pub(super) fn rows(&mut self, key: Span, items: &[Item], aggregate: bool) -> TokenStream {
        let here = self.here();
        let mut structs = Structs::default();
        let of = if aggregate { Of::Aggregate } else { Of::Search };
        let level = Level { of, root: Root::Collection, name: self.type_name(), items: of.kept(items) };
        let mut accesses = self.accesses(&level, &mut structs);
        if accesses.is_empty() {
            // Nothing can be selected, which has been said. What every result has keeps the shape.
            let word = Ident::new(if aggregate { "count" } else { "id" }, key);
            let meta = local("__m", key);
            accesses.push((quote_spanned!(key=> #meta.#word()), word));
        }
        let loose = self.set_aside_items(&level);
        self.loose.extend(loose);
        let (builder, out) = (local("__b", here), local("__q", here));
        let call = structs.row(&level.name, key, &builder, &accesses);
        let structs = structs.tokens;
        let (tokens, fields) = (local("__f", here), self.fields(here));
        quote! { let #tokens = #fields; let #out = #call; #structs }
    }

    /// The accesses of a selection, each with its name.
    fn accesses(&mut self, level: &Level<'_>, structs: &mut Structs) -> Vec<(TokenStream, Ident)> {
        let mut accesses = Vec::new();
        for item in level.items.iter().filter(|item| item.what.is_selected()) {
            let access = match &item.what {
                What::Property(path) => self.path(path, Root::Local),
                What::Nested(path, items) => self.nested(level, path, items, structs),
                What::Word(word, arguments) => {
                    let of = if level.of == Of::Metrics { "__x" } else { "__m" };
                    let arguments = arguments.as_ref().map(Group::stream).unwrap_or_default();
                    word_call(of, word, word.span(), arguments)
                }
                What::Vector(word, path) => {
                    let path = self.path(path, level.root);
                    word_call("__m", &Ident::new("vector_of", word.span()), word.span(), path)
                }
                What::Unknown(word) | What::Called(word) => unknown_word(level.of, word),
                What::Dangling(..) => continue,
            };
            accesses.push((access, item.name.clone()));
        }
        accesses
    }

    /// Expands to: `{ let (__n, __f, __m) = FIELDS.author.open(); __n.rows((__f.name,), |(name,)| ArticleAuthorRow { name }) }`
    fn nested(
        &mut self,
        outer: &Level<'_>,
        path: &Path,
        items: &[Item],
        structs: &mut Structs,
    ) -> TokenStream {
        let at = path.last().map_or_else(|| path.dot(), Ident::span);
        let level = inner(outer, path, items);
        let opened = self.opened(outer, path, at);
        let accesses = self.accesses(&level, structs);
        let loose = self.set_aside_items(&level);
        let builder = local("__n", at);
        let call = structs.row(&level.name, at, &builder, &accesses);
        if loose.is_empty() {
            return quote_spanned!(at=> { #opened #call });
        }
        let out = local("__q", at);
        quote_spanned!(at=> { #opened let #out = #call; #(#loose)* #out })
    }

    /// Expands to: `let (__n, __f, __m) = FIELDS.author.open();`
    fn opened(&self, outer: &Level<'_>, path: &Path, at: Span) -> TokenStream {
        let path = self.path(path, outer.root);
        let builder = local("__n", at);
        if outer.of == Of::Aggregate {
            let metrics = local("__x", at);
            return quote_spanned!(at=> let (#builder, #metrics) = #path.metrics(););
        }
        let (fields, meta) = (local("__f", at), local("__m", at));
        quote_spanned!(at=> let (#builder, #fields, #meta) = #path.open();)
    }

    /// What was begun in a selection and gives no field of the row: statements, so that it is typed all the same.
    fn set_aside_items(&self, level: &Level<'_>) -> Vec<TokenStream> {
        let mut loose = Vec::new();
        for item in level.items.iter().filter(|item| !item.what.is_selected()) {
            match &item.what {
                // No property stands in the braces of a metric.
                _ if level.of == Of::Metrics => {}
                // Its first step alone: that the others stand in braces has been said.
                What::Dangling(path, Dangling::Deep) => {
                    let first = Path { steps: path.steps.iter().take(1).cloned().collect() };
                    loose.push(self.aside(&first, level.root));
                }
                What::Dangling(path, _) | What::Property(path) | What::Vector(_, path) => {
                    loose.push(self.aside(path, level.root));
                }
                What::Nested(path, items) => {
                    let at = path.last().map_or_else(|| path.dot(), Ident::span);
                    let inside = self.set_aside_items(&inner(level, path, items));
                    let opened = self.opened(level, path, at);
                    loose.push(quote_spanned!(at=> { #opened #(#inside)* }));
                }
                What::Word(..) | What::Unknown(_) | What::Called(_) => {}
            }
        }
        loose
    }

    /// The last name of the collection's path.
    fn type_name(&self) -> String {
        let flat = token::bare(self.collection);
        let before_generics = flat.iter().take_while(|token| token.to_string() != "<");
        let idents = before_generics.filter_map(|token| match token {
            proc_macro2::TokenTree::Ident(ident) => Some(token::plain(ident)),
            _ => None,
        });
        idents.last().unwrap_or_else(|| "Query".to_owned())
    }
}

/// Expands to: `{ let __m = __m; __m.score() }`
///
/// All of the call has the word's own span, the receiver too: a mistake is shown at the word, not at the whole macro.
/// A name with that span is another name than the one outside where the word came through a macro of the user's.
fn word_call(source: &str, word: &Ident, at: Span, arguments: TokenStream) -> TokenStream {
    let (outside, here) = (local(source, at), Ident::new(source, at));
    let arguments = token::parens(arguments, at);
    quote_spanned!(at=> { let #here = #outside; #here.#word #arguments })
}

/// Expands to: `{ let __m = __m; __m.__incomplete::<__weaviate::Data<()>>() }`
///
/// It begins as [`word_call`] does: rust-analyzer completes half a word only if it finds the receiver here too.
fn unknown_word(of: Of, word: &Ident) -> TokenStream {
    let at = word.span();
    let source = if of == Of::Metrics { "__x" } else { "__m" };
    let item = match of {
        Of::Search => quote_spanned!(at=> __weaviate::Data<()>),
        Of::Aggregate => quote_spanned!(at=> __weaviate::Total),
        Of::Metrics => quote_spanned!(at=> __weaviate::Metric<()>),
    };
    let (outside, here) = (local(source, at), Ident::new(source, at));
    quote_spanned!(at=> { let #here = #outside; #here.__incomplete::<#item>() })
}

fn inner<'i>(outer: &Level<'_>, path: &Path, items: &'i [Item]) -> Level<'i> {
    let of = if outer.of == Of::Search { Of::Search } else { Of::Metrics };
    let field = path.last().map_or_else(String::new, token::plain);
    Level { of, root: Root::Local, name: format!("{}{}", outer.name, camel(&field)), items: of.kept(items) }
}

impl Structs {
    /// Expands to: `builder.rows((accesses,), |(__0,)| ArticleRow { title: __0 })`, and keeps the struct for later.
    fn row(
        &mut self,
        name: &str,
        at: Span,
        builder: &Ident,
        accesses: &[(TokenStream, Ident)],
    ) -> TokenStream {
        let row = self.declare(name, accesses);
        let values = accesses.iter().map(|(access, _)| access);
        let fields: Vec<&Ident> = accesses.iter().map(|(_, field)| field).collect();
        let given: Vec<Ident> =
            (0..accesses.len()).map(|at| format_ident!("__{at}", span = Span::mixed_site())).collect();
        let method = Ident::new("rows", at);
        quote_spanned!(at=> #builder.#method((#(#values,)*), |(#(#given,)*)| #row { #(#fields: #given),* }))
    }

    fn declare(&mut self, name: &str, accesses: &[(TokenStream, Ident)]) -> Ident {
        let mut name = format!("{name}Row");
        while self.names.contains(&name) {
            name.push('_');
        }
        self.names.push(name.clone());
        let row = Ident::new(&name, Span::mixed_site());
        let types: Vec<Ident> = (0..accesses.len()).map(|at| format_ident!("T{at}")).collect();
        let fields = accesses.iter().map(|(_, field)| field);
        self.tokens.extend(quote! {
            #[allow(dead_code, non_camel_case_types, non_snake_case)]
            #[derive(::core::fmt::Debug)]
            struct #row<#(#types),*> { #(pub #fields: #types),* }
        });
        row
    }
}
