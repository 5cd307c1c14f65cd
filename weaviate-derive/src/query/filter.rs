//! The grammar of filters: what joins conditions, and what a condition may begin with.

mod conditional;
mod test;

use proc_macro2::{Delimiter, Ident, Span, TokenTree};

use super::{
    ast::{Filter, Join, Path, Step},
    parse::Parser,
};
use crate::token;
use conditional::conditional;
use test::{no_value, run, test, value_first};

/// A filter that takes all tokens.
pub(super) fn whole(parser: &mut Parser<'_>) -> Filter {
    let mut filter = or(parser);
    while !parser.done() {
        // Whatever is left is read as one more condition, so that its mistakes are found too.
        let span = parser.span();
        if parser.is(",") {
            parser.diagnostics.error(span, "conditions are joined with `&&` or `||`, not with `,`");
            parser.at += 1;
        } else if parser.is(";") {
            parser.diagnostics.error(span, "a filter has no statements");
            parser.at += 1;
        } else {
            parser.diagnostics.error(span, "expected `&&` or `||` before this");
        }
        if parser.done() {
            break;
        }
        let before = parser.at;
        let right = or(parser);
        if parser.at == before {
            parser.at += 1;
        }
        filter = Filter::Join(Join::And, span, Box::new(filter), Box::new(right));
    }
    filter
}

fn or(parser: &mut Parser<'_>) -> Filter {
    let mut left = and(parser);
    while let Some((Join::Or, span, len)) = join(parser) {
        parser.at += len;
        let right = and(parser);
        left = Filter::Join(Join::Or, span, Box::new(left), Box::new(right));
    }
    left
}

fn and(parser: &mut Parser<'_>) -> Filter {
    let mut left = not(parser);
    while let Some((Join::And, span, len)) = join(parser) {
        parser.at += len;
        let right = not(parser);
        left = Filter::Join(Join::And, span, Box::new(left), Box::new(right));
    }
    left
}

/// `&&` or `||` comes next; the words and single signs that people write for them are read as such and noted once.
fn join(parser: &mut Parser<'_>) -> Option<(Join, Span, usize)> {
    let span = parser.span();
    let (sign, len) = token::glued(parser.tokens, parser.at);
    match sign {
        "&&" => Some((Join::And, span, len)),
        "||" => Some((Join::Or, span, len)),
        _ => {
            let (join, instead) = spelled(parser.tokens, parser.at)?;
            if parser.first_time() {
                parser.diagnostics.error(span, format!("conditions are joined with `{instead}`"));
            }
            Some((join, span, 1))
        }
    }
}

impl Parser<'_> {
    /// `join` looks at the same token once for each level, and says what is wrong with it once.
    fn first_time(&mut self) -> bool {
        let first = self.spoken != Some(self.at);
        self.spoken = Some(self.at);
        first
    }
}

/// `and`, `or`, `&` or `|` where only a connective makes sense: a condition follows.
fn spelled(tokens: &[TokenTree], at: usize) -> Option<(Join, &'static str)> {
    let (join, instead) = match tokens.get(at)? {
        TokenTree::Ident(word) => match word.to_string().as_str() {
            "and" | "AND" => (Join::And, "&&"),
            "or" | "OR" => (Join::Or, "||"),
            _ => return None,
        },
        TokenTree::Punct(_) => match token::glued(tokens, at).0 {
            "&" if begins_path(tokens, at + 1) => return Some((Join::And, "&&")),
            "|" if begins_path(tokens, at + 1) => return Some((Join::Or, "||")),
            _ => return None,
        },
        _ => return None,
    };
    Some((join, instead))
}

/// A dot and a name.
pub(super) fn begins_path(tokens: &[TokenTree], at: usize) -> bool {
    token::is(tokens, at, ".") && token::ident(tokens, at + 1).is_some()
}

fn not(parser: &mut Parser<'_>) -> Filter {
    if parser.is("!") {
        let bang = parser.span();
        parser.at += 1;
        return Filter::Not(bang, Box::new(not(parser)));
    }
    atom(parser)
}

fn atom(parser: &mut Parser<'_>) -> Filter {
    if parser.at_path() {
        let path = path(parser);
        return test(parser, path);
    }
    if let Some(word) = parser.ident() {
        if *word == "if" {
            let word = word.clone();
            return Filter::If(Box::new(conditional(parser, word)));
        }
        if *word == "not" && (begins_path(parser.tokens, parser.at + 1) || follows_group(parser)) {
            parser.diagnostics.error(word.span(), "a condition is negated with `!`");
            let span = word.span();
            parser.at += 1;
            return Filter::Not(span, Box::new(not(parser)));
        }
    }
    if let Some(group) = parser.group(Delimiter::Parenthesis)
        && ends_condition(parser.tokens, parser.at + 1)
    {
        let inner: Vec<TokenTree> = group.stream().into_iter().collect();
        parser.at += 1;
        return enclosed(parser, &inner, group.span_close());
    }
    rust(parser)
}

fn follows_group(parser: &Parser<'_>) -> bool {
    token::group(parser.tokens, parser.at + 1, Delimiter::Parenthesis).is_some()
        && ends_condition(parser.tokens, parser.at + 2)
}

/// Whether a condition is over before `at`: at the end, or before what joins it to the next.
fn ends_condition(tokens: &[TokenTree], at: usize) -> bool {
    at >= tokens.len()
        || matches!(token::glued(tokens, at).0, "&&" | "||" | "," | ";")
        || spelled(tokens, at).is_some()
}

/// `( filter )` or `{ filter }`
fn enclosed(parser: &mut Parser<'_>, inner: &[TokenTree], close: Span) -> Filter {
    if inner.is_empty() {
        parser.diagnostics.help(close, "expected a condition", "write one such as `.words >= 3`");
        return Filter::Gap;
    }
    let mut parser = Parser::new(inner, close, parser.diagnostics);
    whole(&mut parser)
}

const NO_NAME: &str = "expected a property name after `.`";

fn renames(parser: &Parser<'_>) -> bool {
    token::ident(parser.tokens, parser.at + 1).is_some_and(|next| *next != "as")
}

/// `.author.name`, and calls on it.
pub(super) fn path(parser: &mut Parser<'_>) -> Path {
    let mut steps = Vec::new();
    while parser.is(".") {
        let dot = parser.span();
        parser.at += 1;
        let name = match parser.ident() {
            // `. as name`: the property is what is missing.
            Some(ident) if *ident == "as" && renames(parser) => {
                parser.diagnostics.error(dot, NO_NAME);
                None
            }
            Some(ident) => {
                parser.at += 1;
                name(parser, ident)
            }
            None => {
                parser.diagnostics.error(dot, NO_NAME);
                None
            }
        };
        let call = if name.is_some() { parser.group(Delimiter::Parenthesis) } else { None };
        if call.is_some() {
            parser.at += 1;
        }
        let complete = name.is_some();
        steps.push(Step { dot, name, call });
        if !complete {
            break;
        }
    }
    Path { steps }
}

/// A keyword is a name like any other, except those that Rust cannot write raw.
fn name(parser: &mut Parser<'_>, ident: &Ident) -> Option<Ident> {
    let name = token::raw(ident);
    if name.is_none() {
        let message = format!("`{ident}` cannot be the name of a property in Rust");
        parser.diagnostics.help(
            ident.span(),
            message,
            "give the field another name and `#[weaviate(rename = \"…\")]`",
        );
    }
    name
}

/// Rust in the place of a condition: a `Filter`, or an `Option` of one.
fn rust(parser: &mut Parser<'_>) -> Filter {
    let start = parser.at;
    let span = parser.span();
    let tokens = if no_value(parser) { &[] } else { run(parser).0 };
    if tokens.is_empty() {
        let span = if parser.done() { parser.before() } else { span };
        parser.diagnostics.help(span, "expected a condition", "write one such as `.words >= 3`");
        return Filter::Gap;
    }
    if let Some(turned) = value_first(parser, start) {
        return turned;
    }
    Filter::Rust(tokens.to_vec())
}

fn word_at(parser: &Parser<'_>, at: usize, word: &str) -> bool {
    token::ident(parser.tokens, at).is_some_and(|ident| *ident == word)
}
