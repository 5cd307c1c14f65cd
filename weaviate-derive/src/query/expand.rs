//! The AST to builder calls. Never fails: what is missing is left out, and what was begun stays where it is.

mod clause;
mod emit;
mod filter;
mod present;
mod rows;
mod targets;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};

use super::{
    ast::{Body, Clause, Condition, Query, Select, Sorting, Weighted},
    words,
};
use crate::token;
use emit::{Emit, local};

pub(super) use emit::Tokens;

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

/// Clauses in the order of the builder: the target, the search, whose model writes and what is reranked by, the others as
/// they are written.
fn ordered(query: &Query) -> Vec<&Clause> {
    let clauses: Vec<&Clause> = query.clauses().collect();
    let rank = |clause: &&Clause| match () {
        () if clause.key == "target" => 0,
        () if words::is_search(&clause.key) => 1,
        () if clause.key == "provider" || clause.key == "rerank_query" => 2,
        () => 3,
    };
    let first_search = clauses.iter().position(|clause| words::is_search(&clause.key));
    let mut ordered: Vec<(usize, &Clause)> = clauses.into_iter().enumerate().collect();
    ordered.sort_by_key(|(at, clause)| match rank(clause) {
        1 if first_search == Some(*at) => 1,
        1 => 3,
        rank => rank,
    });
    ordered.into_iter().map(|(_, clause)| clause).collect()
}

/// What `on` names, where `operator: and_cross` searches it.
fn across(query: &Query) -> Option<&[Weighted]> {
    let crosses = |clause: &Clause| matches!(&clause.body, Body::Word(word, _) if word == "and_cross");
    query.clauses().find(|clause| crosses(clause))?;
    let on = query.clauses().find_map(|clause| match &clause.body {
        Body::On(list) if clause.key == "on" => Some(list.as_slice()),
        _ => None,
    });
    Some(on.unwrap_or_default())
}

/// Expands to: `{ use …; let __b = ask::<Article>().hybrid("x").limit(10).closed(); { … } errors }`
pub(super) fn query(query: &Query, errors: &TokenStream) -> TokenStream {
    if query.collection.is_empty() {
        return quote!({ #errors });
    }
    let mut emit = Emit::new(&query.facade, &query.collection);
    emit.targets = targets::names(query);
    emit.present = present::names(query);
    emit.across = across(query);
    let here = emit.here();
    let imports = emit.imports(query.aggregate);
    let start = Emit::private(if query.aggregate { "aggregate" } else { "ask" }, here);
    let collection: TokenStream = query.collection.iter().cloned().collect();
    let mut chain = quote_spanned!(here=> #start::<#collection>());
    for clause in ordered(query) {
        let call = emit.clause(clause);
        chain.extend(call);
    }
    let search = query.clauses().find(|clause| words::is_search(&clause.key));
    let asked = search.map_or(here, |clause| clause.key.span());
    let row = match &query.select {
        Some(Select::Row(_, row)) if !row.is_empty() => {
            let row: TokenStream = row.iter().cloned().collect();
            Some(quote_spanned!(asked=> .select_as::<#row>()))
        }
        Some(Select::Empty(..)) | None if !query.aggregate => Some(quote_spanned!(asked=> .all())),
        _ => None,
    };
    let out = local("__q", here);
    if let Some(row) = row {
        let loose = std::mem::take(&mut emit.loose);
        let quiet = quiet();
        let row = ended(&chain, &row, asked);
        return quote! { { #imports #quiet let #out = #row; #(#loose)* #errors #out } };
    }
    let items = match &query.select {
        Some(Select::Items(key, items)) => (key.span(), items.as_slice()),
        Some(other) => (other.key().span(), [].as_slice()),
        None => (asked, [].as_slice()),
    };
    let quiet = quiet();
    let rows = emit.rows(items.0, items.1, query.aggregate);
    // Metadata are those of the question; where none are named it need not say which they are.
    let (names, end) = if rows::names_metadata(items.1) {
        (rows::names(here), quote_spanned!(asked=> .open()))
    } else {
        (local("__b", here).into_token_stream(), quote_spanned!(asked=> .closed()))
    };
    let open = ended(&chain, &end, asked);
    let loose = std::mem::take(&mut emit.loose);
    quote! { { #imports #quiet let #names = #open; { #rows #(#loose)* #errors #out } } }
}

/// Expands to: `{ use …; let __q = whole::<Article, _>(F); errors __q }`
pub(super) fn filter(condition: &Condition, tokens: Tokens, errors: &TokenStream) -> TokenStream {
    let Condition { facade, collection, filter } = condition;
    if collection.is_empty() {
        return quote!({ #errors });
    }
    let mut emit = Emit::new(facade, collection);
    emit.tokens = tokens;
    let (here, imports) = (emit.here(), emit.imports(false));
    let (whole, out) = (Emit::private("whole", here), local("__q", here));
    let collection: TokenStream = collection.iter().cloned().collect();
    let filter = emit.whole_filter(filter);
    let arguments = token::parens(filter, here);
    let quiet = quiet();
    quote! { { #imports #quiet let #out = #whole::<#collection, _> #arguments; #errors #out } }
}

/// Expands to: `{ use …; let __q = sorted::<Article>((…,)); errors __q }`
pub(super) fn sort(sorting: &Sorting, errors: &TokenStream) -> TokenStream {
    let Sorting { facade, collection, orders, .. } = sorting;
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
