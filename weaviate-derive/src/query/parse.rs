//! Tokens to clauses. Total: whatever is wrong in one clause, the next one is found.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};

use super::{
    ast::{Body, Clause, Query, Select},
    filter, lists, prompt, selection, targets,
    words::{self, Takes},
};
use crate::{
    diag::Diagnostics,
    path::Facade,
    token::{self, Scan},
};

/// Cursor over a slice of tokens. All parsers of this grammar walk with it.
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

    pub(super) fn group(&self, delimiter: Delimiter) -> Option<proc_macro2::Group> {
        token::group(self.tokens, self.at, delimiter)
    }

    /// Whether a path starts here: a dot and a name, or a dot and nothing.
    pub(super) fn at_path(&self) -> bool {
        self.is(".") && !matches!(self.tokens.get(self.at + 1), Some(TokenTree::Literal(_)))
    }
}

/// `crate = …,` at the front of any of our macros.
pub(super) fn facade(parser: &mut Parser<'_>) -> Facade {
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
pub(super) fn collection<'a>(parser: &mut Parser<'a>, example: &str) -> &'a [TokenTree] {
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
    let end = tokens.last().map_or_else(Span::call_site, TokenTree::span);
    let mut parser = Parser::new(&tokens, end, diagnostics);
    let facade = facade(&mut parser);
    let aggregate = aggregates(&parser);
    if aggregate {
        parser.at += 1;
    }
    let example = if aggregate { "query!(aggregate Article, …)" } else { "query!(Article, …)" };
    let start = parser.at;
    let mut collection = collection(&mut parser, example);
    // A clause in it is behind a comma that was forgotten.
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
    let mut query = Query { facade, aggregate, collection, clauses: Vec::new(), select: None };
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

/// Where the clause that begins at `start` ends: where the comma before a known key is missing, at a comma before a known key and `:`, or, unless a closure's or a
/// generic list's comma is open, before `ident :`, a lone word, or the end.
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
                Some(_) => !open && (next + 1 >= tokens.len() || token::is(tokens, next + 1, ",")),
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

fn one(parser: &mut Parser<'_>, query: &mut Query) {
    let Some(key) = parser.ident().cloned() else {
        if let Some(first) = parser.peek() {
            parser.diagnostics.help(
                first.span(),
                "expected a clause",
                "write `key: value`, as in `limit: 10`",
            );
        } else {
            parser.diagnostics.error(parser.end, "expected a clause before `,`");
        }
        return;
    };
    parser.at += 1;
    let known = words::find(words::table(query.aggregate), &key);
    let colon = parser.is(":");
    if !colon && !token::has_cursor(&key) && known.is_some() {
        let message = format!("expected `:` after `{key}`");
        match words::example(&key) {
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
    let Some(word) = known else {
        // A word that the cursor is in is emitted as if it were known: completion needs it.
        if token::has_cursor(&key) {
            query.clauses.push(Clause { key, body: Body::Missing });
        } else {
            words::unknown(&key, query.aggregate, parser.diagnostics);
        }
        return;
    };
    let repeated = query.clauses.iter().any(|clause| clause.key == key);
    if repeated || (key == "select" && query.select.is_some()) {
        parser.diagnostics.help(key.span(), format!("`{key}` is given twice"), "remove one of the two");
        return;
    }
    let searches = query.clauses.iter().any(|clause| words::is_search(&clause.key));
    if words::is_search(&key) && !searches && !(query.clauses.is_empty() && query.select.is_none()) {
        let message = format!("the search is the first clause: move `{key}` to the front");
        parser.diagnostics.error(key.span(), message);
    }
    if parser.done() {
        // Without its `:` it has been said.
        if colon {
            let help =
                words::example(&key).map_or_else(String::new, |example| format!("write `{key}: {example}`"));
            parser.diagnostics.help(key.span(), format!("`{key}` has no value"), help);
        }
        if word.takes != Takes::Select {
            query.clauses.push(Clause { key, body: Body::Missing });
        }
        return;
    }
    if word.takes == Takes::Select {
        query.select = Some(selection::select(parser, key, query.aggregate));
    } else {
        let body = body(parser, &key, word.takes);
        query.clauses.push(Clause { key, body });
    }
}

fn body(parser: &mut Parser<'_>, key: &Ident, takes: Takes) -> Body {
    match takes {
        Takes::Rust | Takes::Select => rust(parser),
        Takes::Search => search(parser, key),
        Takes::Float => lists::float(parser.rest(), *key == "alpha"),
        Takes::Vector => targets::vector(parser),
        Takes::Filter => Body::Filter(filter::whole(parser)),
        Takes::Path => lists::property(parser, key),
        Takes::Sort => Body::Sort(lists::sort(parser)),
        Takes::On => Body::On(lists::on(parser)),
        Takes::List => Body::On(lists::properties(parser, key)),
        Takes::Operator => lists::operator(parser),
        Takes::Fusion => lists::fusion(parser),
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
    rust(parser)
}

/// Rust stays as it is; only a property in it is not Rust.
pub(super) fn rust(parser: &mut Parser<'_>) -> Body {
    if parser.at_path() {
        parser.diagnostics.error(parser.span(), "expected a value here, not a property");
        return Body::Missing;
    }
    Body::Rust(parser.rest().to_vec())
}

impl Select {
    pub(super) fn key(&self) -> &Ident {
        match self {
            Self::Row(key, _) | Self::Items(key, _) => key,
        }
    }
}
