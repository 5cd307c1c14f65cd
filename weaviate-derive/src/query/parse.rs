//! Tokens to clauses. Total: whatever is wrong in one clause, the next one is found.

mod condition;
mod cursor;
mod filter;
mod joins;
mod lists;
mod operand;
mod path;
mod prompt;
mod selection;
mod targets;
mod value;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};

use super::{
    ast::{Body, Clause, Condition, Query, Select, Sorting},
    words::{self, Takes},
};
use crate::{
    diag::Diagnostics,
    path::Facade,
    token::{self, Scan},
};
use cursor::Parser;

/// All of `filter!`.
pub(super) fn filter(input: TokenStream, diagnostics: &mut Diagnostics) -> Condition {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let mut parser = Parser::new(&tokens, last(&tokens), diagnostics);
    let facade = facade(&mut parser);
    let collection = collection(&mut parser, "filter!(Article, .words >= 3)").to_vec();
    Condition { facade, collection, filter: filter::whole(&mut parser) }
}

/// All of `sort!`.
pub(super) fn sort(input: TokenStream, diagnostics: &mut Diagnostics) -> Sorting {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let mut parser = Parser::new(&tokens, last(&tokens), diagnostics);
    let facade = facade(&mut parser);
    let collection = collection(&mut parser, "sort!(Article, .words desc)").to_vec();
    Sorting { facade, collection, orders: lists::sorted(&mut parser), end: last(&tokens) }
}

fn last(tokens: &[TokenTree]) -> Span {
    tokens.last().map_or_else(Span::call_site, TokenTree::span)
}

/// `crate = …,` at the front of any of our macros.
fn facade(parser: &mut Parser<'_>) -> Facade {
    let Some(key) = parser.ident().filter(|i| *i == "crate") else { return Facade::default() };
    if !token::is(parser.tokens, parser.at + 1, "=") {
        return Facade::default();
    }
    let start = parser.at + 2;
    let end = comma(parser.tokens, start);
    let path = parser.tokens.get(start..end).unwrap_or_default();
    parser.at = end + 1;
    Facade::parse(key, path, parser.diagnostics)
}

/// The collection's type, up to its comma.
fn collection<'a>(parser: &mut Parser<'a>, example: &str) -> &'a [TokenTree] {
    let end = comma(parser.tokens, parser.at);
    let found = parser.tokens.get(parser.at..end).unwrap_or_default();
    if found.is_empty() {
        parser.diagnostics.help(parser.span(), "expected a collection", format!("write `{example}`"));
    }
    let clause = token::ident(found, 0).is_some_and(|_| token::is(found, 1, ":"));
    if clause {
        parser.diagnostics.help(parser.span(), "the collection stands first", format!("write `{example}`"));
        return &[];
    }
    parser.at = end + 1;
    found
}

/// The first comma of depth 0 from `start` on that is not inside `<…>`.
fn comma(tokens: &[TokenTree], start: usize) -> usize {
    let mut scan = Scan::new();
    let mut depth = 0_usize;
    let mut at = start;
    while at < tokens.len() {
        match token::glued(tokens, at).0 {
            "," if depth == 0 => return at,
            "<" => depth += 1,
            ">" => depth = depth.saturating_sub(1),
            ">>" => depth = depth.saturating_sub(2),
            _ => {}
        }
        let len = match tokens.get(at) {
            Some(TokenTree::Punct(_)) => token::glued(tokens, at).1,
            _ => scan.step(tokens, at).1,
        };
        at += len;
    }
    at
}

/// All of `query!`.
pub(super) fn query(input: TokenStream, diagnostics: &mut Diagnostics) -> Query {
    let tokens: Vec<TokenTree> = input.into_iter().collect();
    let mut parser = Parser::new(&tokens, last(&tokens), diagnostics);
    let facade = facade(&mut parser);
    let aggregate = aggregates(&parser);
    if aggregate {
        parser.at += 1;
    }
    let example = if aggregate { "query!(aggregate Article, …)" } else { "query!(Article, …)" };
    let start = parser.at;
    let mut collection = collection(&mut parser, example);
    // A clause that stands in it says that the comma before that clause was forgotten.
    if let Some(clause) =
        (1..collection.len()).find(|at| begins_clause(collection, *at, words::table(aggregate)))
    {
        let semicolon = token::is(collection, clause - 1, ";");
        let end = clause - usize::from(semicolon);
        let span = collection.get(end).map_or(parser.end, TokenTree::span);
        parser.diagnostics.help(span, "expected `,` after the collection", format!("write `{example}`"));
        parser.at = start + clause;
        collection = collection.get(..end).unwrap_or_default();
    }
    let collection = collection.to_vec();
    let mut query = Query {
        facade,
        aggregate,
        collection,
        clauses: Vec::new(),
        select: None,
        before_select: 0,
        selects_again: Vec::new(),
    };
    clauses(&mut parser, &mut query);
    query
}

/// `aggregate` is a word of ours only if a type follows it; it may be a type itself.
fn aggregates(parser: &Parser<'_>) -> bool {
    let word = parser.ident().is_some_and(|word| *word == "aggregate");
    let next = parser.at + 1;
    word && match parser.tokens.get(next) {
        Some(TokenTree::Ident(_) | TokenTree::Group(_)) => true,
        Some(TokenTree::Punct(p)) => matches!(p.as_char(), '<' | '$'),
        _ => false,
    }
}

fn clauses(parser: &mut Parser<'_>, query: &mut Query) {
    let known = words::table(query.aggregate);
    while !parser.done() {
        let end = clause_end(parser.tokens, parser.at, known);
        let clause = parser.tokens.get(parser.at..end).unwrap_or_default();
        let comma = token::is(parser.tokens, end, ",");
        parser.at = end + usize::from(comma);
        let last = clause.last().map_or(parser.end, TokenTree::span);
        let mut inner = Parser::new(clause, last, parser.diagnostics);
        one(&mut inner, query);
        if let Some(next) = parser.ident().filter(|_| !comma) {
            parser.diagnostics.error(next.span(), format!("expected `,` before `{next}`"));
        }
    }
}

/// Whether a clause that is known begins here: its key and `:`, and no dot before it.
fn begins_clause(tokens: &[TokenTree], at: usize, known: &'static [words::Word]) -> bool {
    let key = token::ident(tokens, at).is_some_and(|key| words::find(known, key).is_some());
    let dotted = at.checked_sub(1).is_some_and(|before| token::is(tokens, before, "."));
    key && !dotted && token::is(tokens, at + 1, ":")
}

/// Where the clause that begins at `start` ends: at a comma that a new clause follows, which is a word and `:`, a word
/// alone, or nothing. A comma in `::<…>` or in the parameters of a closure is Rust's, unless the key of a clause and `:`
/// follow it. Where the comma was forgotten, the clause ends before the key of the next one and its `:`.
fn clause_end(tokens: &[TokenTree], start: usize, known: &'static [words::Word]) -> usize {
    let mut scan = Scan::new();
    let mut at = start;
    while at < tokens.len() {
        if token::is(tokens, at, ",") {
            let open = scan.enclosed();
            let next = at + 1;
            let key = token::ident(tokens, next);
            let colon = token::is(tokens, next + 1, ":");
            let begins = match key {
                Some(key) if colon => !scan.in_closure() || words::find(known, key).is_some(),
                Some(_) if open => false,
                // Its `:` was forgotten.
                Some(key) if words::find(known, key).is_some() && colonless(tokens, next + 1) => true,
                Some(_) => next + 1 >= tokens.len() || token::is(tokens, next + 1, ","),
                None => !open && (next >= tokens.len() || token::is(tokens, next, ",")),
            };
            if begins {
                return at;
            }
        }
        if at > start && !scan.enclosed() && begins_clause(tokens, at, known) {
            return at;
        }
        at += scan.step(tokens, at).1;
    }
    at
}

/// Whether what follows a key can be nothing but its value: a literal, or `=` for the `:`.
fn colonless(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Literal(_))) || token::glued(tokens, at).0 == "="
}

fn one(parser: &mut Parser<'_>, query: &mut Query) {
    let Some(key) = parser.ident().cloned() else {
        if let Some(first) = parser.peek() {
            let help = "write `key: value`, as in `limit: 10`";
            parser.diagnostics.help(first.span(), "expected a clause", help);
        } else {
            parser.diagnostics.error(parser.end, "expected a clause before `,`");
        }
        return;
    };
    parser.at += 1;
    let known = words::find(words::table(query.aggregate), &key);
    let colon = separator(parser, &key, known.is_some());
    let (end, place) = (parser.end, parser.diagnostics.place());
    let Some(word) = known else {
        // A word that the cursor is in is emitted as if it were known: completion needs it.
        if token::has_cursor(&key) {
            query.clauses.push(Clause { key, body: Body::Missing, end, place });
        } else {
            words::unknown(&key, query.aggregate, parser.diagnostics);
        }
        return;
    };
    // Without its `:` it has been said that the body is missing.
    let empty = parser.done().then_some(if colon { Body::Empty } else { Body::Missing });
    if word.takes == Takes::Select {
        if query.select.is_some() {
            query.selects_again.push((key, place));
            return;
        }
        let select = match empty {
            None => selection::select(parser, key, query.aggregate),
            Some(Body::Empty) => Select::Empty(key, place),
            Some(_) => return,
        };
        query.before_select = query.clauses.len();
        query.select = Some(select);
    } else {
        let body = if query.clauses.iter().any(|clause| clause.key == key) {
            Body::Unread
        } else {
            empty.unwrap_or_else(|| body(parser, &key, word.takes))
        };
        query.clauses.push(Clause { key, body, end, place });
    }
}

/// Goes past the `:` after a key, or what stands for it. Whether it is there.
fn separator(parser: &mut Parser<'_>, key: &Ident, known: bool) -> bool {
    let colon = parser.is(":");
    if !colon && !token::has_cursor(key) && known {
        let message = format!("expected `:` after `{key}`");
        match words::example(key) {
            Some(example) => {
                parser.diagnostics.help(key.span(), message, format!("write `{key}: {example}`"));
            }
            None => parser.diagnostics.error(key.span(), message),
        }
    }
    if colon || parser.is("=") {
        parser.at += 1;
    } else if parser.ident().is_some_and(token::has_cursor) {
        // A word between the key and its body.
        parser.at += 1 + usize::from(token::is(parser.tokens, parser.at + 1, ":"));
    }
    colon
}

fn body(parser: &mut Parser<'_>, key: &Ident, takes: Takes) -> Body {
    match takes {
        Takes::Rust | Takes::Select => value::rust(parser),
        Takes::Search => search(parser, key),
        Takes::Float => value::float(parser.rest(), *key == "alpha"),
        Takes::Vector => targets::vector(parser),
        Takes::Filter => Body::Filter(filter::whole(parser)),
        Takes::Path => lists::property(parser, key),
        Takes::Sort => Body::Sort(lists::sort(parser)),
        Takes::On => lists::on(parser),
        Takes::List => lists::properties(parser, key),
        Takes::Operator => value::operator(parser),
        Takes::Fusion => value::fusion(parser),
        Takes::Target => targets::target(parser, key),
        Takes::Prompt => prompt::prompt(parser),
    }
}

/// The body of a search is Rust, unless it says that there is none or is written for several targets.
fn search(parser: &mut Parser<'_>, key: &Ident) -> Body {
    if let [TokenTree::Ident(word)] = parser.rest()
        && key == "hybrid"
        && *word == "none"
    {
        return Body::None(word.clone());
    }
    if key == "near_vector"
        && let Some(vectors) = targets::per_target(parser)
    {
        return vectors;
    }
    value::rust(parser)
}
