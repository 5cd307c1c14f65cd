//! Clauses to builder calls. Never fails: what is missing is left out, and what was begun stays where it is.

mod filter;
mod rows;
mod targets;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use super::{
    ast::{Body, Clause, Filter, Order, Path, Query, Select, Weighted},
    words,
};
use crate::{arity, names::camel, path::Facade, token};

/// Writes code about one collection.
pub(super) struct Emit<'a> {
    facade: &'a Facade,
    collection: &'a [TokenTree],
    /// The names in `target`, in its order: vectors for each of them must stand in the same.
    targets: Vec<String>,
    /// What the cursor may be in and nothing else can be made of: statements after all others.
    loose: Vec<TokenStream>,
}

/// A name of the expansion's own, where `span` is.
fn local(name: &str, span: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(span))
}

/// Where a path begins: at the collection, or at the fields of what is selected.
#[derive(Clone, Copy)]
enum Root {
    Collection,
    Local,
}

impl<'a> Emit<'a> {
    pub(super) fn new(facade: &'a Facade, collection: &'a [TokenTree]) -> Self {
        Self { facade, collection, targets: Vec::new(), loose: Vec::new() }
    }

    /// Where the collection stands.
    fn here(&self) -> Span {
        token::ends(self.collection, Span::call_site()).0
    }

    /// A hidden item of the facade, at `span`.
    fn private(name: &str, span: Span) -> TokenStream {
        let name = Ident::new(name, span);
        quote_spanned!(span=> __weaviate::#name)
    }

    /// The collection with its own spans: an error about it is then said once, however often it is named.
    fn collection(&self) -> TokenStream {
        self.collection.iter().cloned().collect()
    }

    /// Expands to: `<Article as __Collection>::FIELDS`
    fn fields(&self, span: Span) -> TokenStream {
        let collection = self.collection();
        quote_spanned!(span=> <#collection as __Collection>::FIELDS)
    }

    /// Expands to: `FIELDS.author.name`, without a dot that nothing follows.
    fn path(&self, path: &Path, root: Root) -> TokenStream {
        let dot = path.dot();
        let mut out = match root {
            Root::Collection => self.fields(dot),
            Root::Local => {
                let fields = local("__f", dot);
                quote!(#fields)
            }
        };
        for step in &path.steps {
            let (Some(name), call) = (&step.name, &step.call) else { continue };
            out.extend(quote_spanned!(step.dot=> . #name #call));
        }
        out
    }

    /// Where nothing can be made of a path, it stands alone after everything else, and is typed as far as it goes.
    fn set_aside(&mut self, path: &Path, root: Root) {
        let tokens = self.aside(path, root);
        self.loose.push(tokens);
    }

    fn aside(&self, path: &Path, root: Root) -> TokenStream {
        let tokens = self.path(path, root);
        if path.is_complete() {
            return quote!(let _ = #tokens;);
        }
        let dot = path.steps.last().map_or_else(|| path.dot(), |step| step.dot);
        quote_spanned!(dot=> let _ = #tokens.__incomplete::<()>();)
    }

    /// Expands to: `.limit(10)`, all at the key but the value.
    fn call(key: &Ident, arguments: TokenStream, end: Span) -> TokenStream {
        let dot = key.span();
        let arguments = token::parens(arguments, end);
        quote_spanned!(dot=> . #key #arguments)
    }

    fn clause(&mut self, clause: &Clause) -> TokenStream {
        let key = &clause.key;
        let at = key.span();
        match &clause.body {
            Body::Missing => Self::missing(key),
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
            Body::On(list) => self.on(key, list),
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

    /// Expands to: `::weaviate::ir::KeywordOperator::Or(2)`
    fn word(&self, key: &Ident, word: &Ident, arguments: Option<&Group>) -> TokenStream {
        let at = word.span();
        let facade = self.facade.at(at);
        let of = Ident::new(if key == "fusion" { "Fusion" } else { "KeywordOperator" }, at);
        let variant = Ident::new(&camel(&word.to_string()), at);
        quote_spanned!(at=> #facade::ir::#of::#variant #arguments)
    }

    /// A clause without a body that can be used, which has been said: only what later clauses need is there.
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

    fn whole_filter(&self, filter: &Filter) -> TokenStream {
        match filter {
            Filter::Gap => self.nothing(self.here()),
            filter => self.filter(filter),
        }
    }

    /// Expands to: `(FIELDS.words.desc(), FIELDS.title.asc(),)`, or to the one Rust value that is there.
    fn sort(&mut self, orders: &[Order]) -> Option<TokenStream> {
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

    /// Expands to: `.on((FIELDS.title.weight(2), FIELDS.summary,))`
    fn on(&mut self, key: &Ident, list: &[Weighted]) -> TokenStream {
        let mut out = TokenStream::new();
        for Weighted { path, weight } in list {
            if path.is_unfinished() {
                self.set_aside(path, Root::Collection);
                continue;
            }
            out.extend(self.path(path, Root::Collection));
            if let Some((sign, weight)) = weight {
                let method = Ident::new("weight", *sign);
                out.extend(Self::call(
                    &method,
                    weight.iter().cloned().collect(),
                    token::ends(weight, *sign).1,
                ));
            }
            out.extend(quote_spanned!(path.dot()=> ,));
        }
        if out.is_empty() {
            return TokenStream::new();
        }
        let at = key.span();
        Self::call(key, quote_spanned!(at=> (#out)), at)
    }

    /// Short names for what the expansion uses often, and traits that a call is looked up by where no legal one fits.
    fn imports(&self, aggregate: bool) -> TokenStream {
        let facade = self.facade.at(Span::call_site());
        let clauses = if aggregate {
            quote!(RefusedAggregate as _, RefusedAggregateSearch as _, RefusedMetric as _)
        } else {
            quote!(RefusedClause as _, RefusedSearch as _, RefusedEnd as _, RefusedMeta as _)
        };
        quote! {
            #[allow(unused_imports)]
            use #facade::__private::{
                self as __weaviate, Collection as __Collection, Incomplete as _, Refused as _, RefusedTime as _, #clauses
            };
        }
    }
}

/// Expands to: `{ let __b = ask::<Article>().hybrid("x"); __b.open() }`
///
/// What a question still lacks when it ends is said at the receiver, and the receiver stands where `at` is.
fn ended(chain: &TokenStream, end: &TokenStream, at: Span) -> TokenStream {
    let builder = Ident::new("__b", at);
    quote_spanned!(at=> { let #builder = #chain; #builder #end })
}

/// The `&` around values has the values' spans, so clippy takes it for the person's own.
fn quiet() -> TokenStream {
    quote!(#[allow(clippy::needless_borrow, clippy::needless_borrows_for_generic_args, clippy::option_if_let_else, clippy::if_not_else)])
}

/// Orders as a tuple; what the facade's tuples have no room for is a tuple inside.
fn tuple(orders: &[TokenStream], at: Span) -> TokenStream {
    if orders.len() <= arity::ORDERS {
        return quote_spanned!(at=> (#(#orders,)*));
    }
    let (first, rest) = orders.split_at(arity::ORDERS - 1);
    let rest = tuple(rest, at);
    quote_spanned!(at=> (#(#first,)* #rest,))
}

/// `&(value)`, from the first token of the value to its last.
fn borrowed(tokens: &[TokenTree], otherwise: Span) -> TokenStream {
    let (first, last) = token::ends(tokens, otherwise);
    let value = token::parens(tokens.iter().cloned().collect(), last);
    quote_spanned!(first=> & #value)
}

/// Clauses in the order of the builder: the target, the search, the others as they are written.
fn ordered(clauses: &[Clause]) -> Vec<&Clause> {
    let rank = |clause: &&Clause| match () {
        () if clause.key == "target" => 0,
        () if words::is_search(&clause.key) => 1,
        () => 2,
    };
    let first_search = clauses.iter().position(|clause| words::is_search(&clause.key));
    let mut ordered: Vec<(usize, &Clause)> = clauses.iter().enumerate().collect();
    ordered.sort_by_key(|(at, clause)| match rank(clause) {
        1 if first_search == Some(*at) => 1,
        1 => 2,
        rank => rank,
    });
    ordered.into_iter().map(|(_, clause)| clause).collect()
}

/// Expands to: `{ use …; let (__b, __f, __m) = ask::<Article>().hybrid("x").limit(10).open(); { … } errors }`
pub(super) fn query(query: &Query, errors: &TokenStream) -> TokenStream {
    if query.collection.is_empty() {
        return quote!({ #errors });
    }
    let mut emit = Emit::new(&query.facade, &query.collection);
    emit.targets = targets::names(&query.clauses);
    let here = emit.here();
    let imports = emit.imports(query.aggregate);
    let start = Emit::private(if query.aggregate { "aggregate" } else { "ask" }, here);
    let collection: TokenStream = query.collection.iter().cloned().collect();
    let mut chain = quote_spanned!(here=> #start::<#collection>());
    for clause in ordered(&query.clauses) {
        let call = emit.clause(clause);
        chain.extend(call);
    }
    let search = query.clauses.iter().find(|clause| words::is_search(&clause.key));
    let asked = search.map_or(here, |clause| clause.key.span());
    let row = match &query.select {
        Some(Select::Row(_, row)) if !row.is_empty() => {
            let row: TokenStream = row.iter().cloned().collect();
            Some(quote_spanned!(asked=> .select_as::<#row>()))
        }
        None if !query.aggregate => Some(quote_spanned!(asked=> .all())),
        _ => None,
    };
    let out = local("__q", here);
    if let Some(row) = row {
        let loose = std::mem::take(&mut emit.loose);
        let quiet = quiet();
        let row = ended(&chain, &row, asked);
        return quote! { { #imports #quiet let #out = #row; #(#loose)* #errors #out } };
    }
    let names = rows::names(here);
    let open = ended(&chain, &quote_spanned!(asked=> .open()), asked);
    let items = match &query.select {
        Some(Select::Items(key, items)) => (key.span(), items.as_slice()),
        Some(other) => (other.key().span(), [].as_slice()),
        None => (asked, [].as_slice()),
    };
    let quiet = quiet();
    let rows = emit.rows(items.0, items.1, query.aggregate);
    let loose = std::mem::take(&mut emit.loose);
    quote! { { #imports #quiet let #names = #open; { #rows #(#loose)* #errors #out } } }
}

/// Expands to: `{ use …; let __q = whole::<Article>(F); errors __q }`
pub(super) fn filter(
    facade: &Facade,
    collection: &[TokenTree],
    filter: &Filter,
    errors: &TokenStream,
) -> TokenStream {
    if collection.is_empty() {
        return quote!({ #errors });
    }
    let emit = Emit::new(facade, collection);
    let (here, imports) = (emit.here(), emit.imports(false));
    let (whole, out) = (Emit::private("whole", here), local("__q", here));
    let collection: TokenStream = collection.iter().cloned().collect();
    let filter = emit.whole_filter(filter);
    let arguments = token::parens(filter, here);
    let quiet = quiet();
    quote! { { #imports #quiet let #out = #whole::<#collection> #arguments; #errors #out } }
}

/// Expands to: `{ use …; let __q = sorted::<Article>((…,)); errors __q }`
pub(super) fn sort(
    facade: &Facade,
    collection: &[TokenTree],
    orders: &[Order],
    errors: &TokenStream,
) -> TokenStream {
    if collection.is_empty() {
        return quote!({ #errors });
    }
    let mut emit = Emit::new(facade, collection);
    let (here, imports) = (emit.here(), emit.imports(false));
    let (sorted, out) = (Emit::private("sorted", here), local("__q", here));
    let collection: TokenStream = collection.iter().cloned().collect();
    let orders = emit.sort(orders);
    // Nothing to sort by has been said; the shape stays.
    let orders = orders.unwrap_or_else(|| {
        let (facade, fields, collection) = (facade.at(here), emit.fields(here), emit.collection());
        quote_spanned!(here=> #fields.__incomplete::<#facade::Sort<#collection>>())
    });
    let loose = std::mem::take(&mut emit.loose);
    let quiet = quiet();
    quote! { { #imports #quiet let #out = #sorted::<#collection>(#orders); #(#loose)* #errors #out } }
}
