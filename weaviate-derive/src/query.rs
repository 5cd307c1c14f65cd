//! `query!`, `filter!` and `sort!`: tokens to an AST with mistakes beside it, and that to builder calls.

mod ast;
mod expand;
mod filter;
mod lists;
mod operand;
mod parse;
mod prompt;
mod selection;
mod targets;
#[cfg(test)]
mod tests;
mod words;

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::diag::Diagnostics;
use parse::Parser;

/// All of `query!`.
pub(crate) fn query(input: TokenStream) -> TokenStream {
    let mut diagnostics = Diagnostics::new();
    let query = parse::query(input, &mut diagnostics);
    if query.aggregate && query.select.is_none() && !query.collection.is_empty() {
        let span = crate::token::ends(&query.collection, Span::call_site()).0;
        let help = "write what to compute: `select: { count, .words { mean } }`";
        diagnostics.help(span, "an aggregate needs `select`", help);
    }
    expand::query(&query, &diagnostics.into_tokens())
}

/// All of `filter!`.
pub(crate) fn filter(input: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let mut diagnostics = Diagnostics::new();
    let mut parser = parser(&tokens, &mut diagnostics);
    let facade = parse::facade(&mut parser);
    let collection = parse::collection(&mut parser, "filter!(Article, .words >= 3)").to_vec();
    let filter = filter::whole(&mut parser);
    expand::filter(&facade, &collection, &filter, &diagnostics.into_tokens())
}

/// All of `sort!`.
pub(crate) fn sort(input: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let mut diagnostics = Diagnostics::new();
    let mut parser = parser(&tokens, &mut diagnostics);
    let facade = parse::facade(&mut parser);
    let collection = parse::collection(&mut parser, "sort!(Article, .words desc)").to_vec();
    let orders = lists::sorted(&mut parser);
    if orders.is_empty() && !collection.is_empty() {
        let span = parser.end;
        parser.diagnostics.help(
            span,
            "expected a property to sort by",
            "write `sort!(Article, .words desc)`",
        );
    }
    expand::sort(&facade, &collection, &orders, &diagnostics.into_tokens())
}

fn parser<'a>(tokens: &'a [TokenTree], diagnostics: &'a mut Diagnostics) -> Parser<'a> {
    let end = tokens.last().map_or_else(Span::call_site, TokenTree::span);
    Parser::new(tokens, end, diagnostics)
}
