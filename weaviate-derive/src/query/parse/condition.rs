//! One test of a property: operator and value, and the ways to write them wrong.

use proc_macro2::{Ident, Span, TokenTree};

use super::{
    super::ast::{Filter, Operand, Path, Test},
    cursor::Parser,
    joins::{begins_path, ends_condition, spelled, word_at},
    operand,
    path::{NO_NAME, path},
};
use crate::{
    guess,
    token::{self, Compare, Kind, Scan},
};

/// Operators that are words, and the methods they become.
const WORDS: &[(&str, &str)] = &[
    ("like", "like"),
    ("matches", "matches"),
    ("matches_any", "matches_any"),
    ("matches_all", "matches_all"),
    ("matches_none", "matches_none"),
    ("contains_any", "contains_any"),
    ("contains_all", "contains_all"),
    ("contains_none", "contains_none"),
    ("in", "is_in"),
];

pub(super) fn test(parser: &mut Parser<'_>, mut path: Path) -> Filter {
    nameless(parser, &mut path);
    let Some(operator) = operator(parser) else {
        return unoperated(parser, path);
    };
    let Ok(operator) = operator else {
        run(parser);
        // `between 1 and 3` is one condition.
        if word_at(parser, parser.at, "and")
            && token::ident(parser.tokens, parser.at.saturating_sub(2)).is_some_and(|word| word == "between")
        {
            parser.at += 1;
            run(parser);
        }
        return Filter::Test(path, Test::Broken);
    };
    let value = operand(parser, operator.span());
    let compared = matches!(operator.to_string().as_str(), "eq" | "ne");
    if let Some(word) = value.as_ref().and_then(nothing).filter(|_| compared && path.is_complete()) {
        return Filter::Test(path, Test::Absent(operator, word));
    }
    match value {
        Some(operand) if path.is_complete() => Filter::Test(path, Test::Operator(operator, operand)),
        // The cursor is in the operator: completion needs it where it stands.
        None if path.is_complete() && token::has_cursor(&operator) => {
            Filter::Test(path, Test::Operator(operator, Operand::Rust(Vec::new())))
        }
        // What is wrong has been said. The path stays, because completion needs what stands before its dot.
        _ => Filter::Test(path, Test::Broken),
    }
}

/// `None` or `null` or what it is called elsewhere, where one of them stands as the value.
fn nothing(operand: &Operand) -> Option<Ident> {
    let Operand::Rust(tokens) = operand else { return None };
    match token::bare(tokens).as_slice() {
        [TokenTree::Ident(word)] if ["None", "none", "null", "NULL", "nil"].iter().any(|no| word == no) => {
            Some(word.clone())
        }
        _ => None,
    }
}

/// `. like "x"`: what reads as a property is the operator, the property is missing.
fn nameless(parser: &mut Parser<'_>, path: &mut Path) {
    let ends = ends_condition(parser.tokens, parser.at);
    let sign =
        matches!(parser.peek(), Some(TokenTree::Punct(p)) if matches!(p.as_char(), '=' | '!' | '<' | '>'));
    if ends || sign || parser.ident().is_some_and(|word| WORDS.iter().any(|(name, _)| *word == name)) {
        return;
    }
    let Some(last) = path.steps.last_mut().filter(|step| step.call.is_none()) else { return };
    let operator =
        last.name.as_ref().is_some_and(|name| WORDS.iter().any(|(word, _)| token::plain(name) == *word));
    if operator {
        parser.diagnostics.error(last.dot, NO_NAME);
        last.name = None;
        parser.at -= 1;
    }
}

/// A path without an operator: a condition by itself, unless something strange follows it.
fn unoperated(parser: &mut Parser<'_>, path: Path) -> Filter {
    let alone = if path.is_complete() { Test::Alone } else { Test::Broken };
    if ends_condition(parser.tokens, parser.at) {
        return Filter::Test(path, alone);
    }
    if path.is_complete() {
        let message = "expected an operator such as `==`, `>=` or `like`";
        parser.diagnostics.error(parser.span(), message);
    }
    run(parser);
    Filter::Test(path, Test::Broken)
}

/// The operator that comes next, as a method. `Err` if it is none of ours, which has been said.
fn operator(parser: &mut Parser<'_>) -> Option<Result<Ident, ()>> {
    let span = parser.span();
    if let Some(word) = parser.ident() {
        if spelled(parser.tokens, parser.at).is_some() {
            return None;
        }
        parser.at += 1;
        return Some(word_operator(parser, word));
    }
    let (sign, len) = token::glued(parser.tokens, parser.at);
    // `<-1` and `>-1` are a sign and a number; so is `<>` two signs to Rust.
    if sign == "<" && token::is(parser.tokens, parser.at + 1, ">") {
        parser.diagnostics.error(span, "`<>` is no operator: write `!=`");
        parser.at += 2;
        return Some(Ok(Ident::new("ne", span)));
    }
    if let Some(compare) = Compare::of(sign) {
        parser.at += len;
        if sign == "==" && parser.is("=") {
            parser.diagnostics.error(span, "`===` is no operator: write `==`");
            parser.at += 1;
        }
        return Some(Ok(Ident::new(compare.method(), span)));
    }
    if sign == "=" {
        parser.diagnostics.error(span, "`=` does not compare: write `==`");
        parser.at += 1;
        return Some(Ok(Ident::new("eq", span)));
    }
    None
}

fn word_operator(parser: &mut Parser<'_>, word: &Ident) -> Result<Ident, ()> {
    let text = word.to_string();
    if let Some((_, method)) = WORDS.iter().find(|(name, _)| *name == text) {
        return Ok(Ident::new(method, word.span()));
    }
    if token::has_cursor(word) {
        return Ok(word.clone());
    }
    let known: Vec<&str> = WORDS.iter().map(|(name, _)| *name).collect();
    let help = match text.as_str() {
        "is" => "ask for absence with `.property.is_null()`".to_owned(),
        "not" => "negate the whole condition: `!.property in […]`".to_owned(),
        "between" => "write a range: `.property in 1..=5`".to_owned(),
        "within" => "write it as a call: `.property.within(point, metres)`".to_owned(),
        "ilike" => "did you mean `like`?".to_owned(),
        "contains" | "has" | "includes" => {
            "words of a text are `matches \"…\"`, parts of them `like \"*…*\"`, values of a list `contains_any […]`".to_owned()
        }
        "eq" | "ne" | "lt" | "le" | "gt" | "ge" => {
            "write the sign: `==`, `!=`, `<`, `<=`, `>` or `>=`".to_owned()
        }
        text => guess::help(text, &known),
    };
    parser.diagnostics.help(word.span(), format!("there is no operator `{text}`"), help);
    Err(())
}

/// The value of a test: Rust, up to the next connective.
fn operand(parser: &mut Parser<'_>, at: Span) -> Option<Operand> {
    if no_value(parser) {
        parser.diagnostics.error(at, "expected a value after the operator");
        return None;
    }
    if parser.at_path() {
        let span = parser.span();
        path(parser);
        run(parser);
        let message = "a property is compared with a value, not with another property";
        parser.diagnostics.error(span, message);
        return None;
    }
    let (tokens, chained) = run(parser);
    if let Some(span) = chained {
        let message = "comparisons do not chain";
        parser.diagnostics.help(span, message, "write two conditions: `.words > 1 && .words < 5`");
        return None;
    }
    if tokens.is_empty() {
        parser.diagnostics.error(at, "expected a value after the operator");
        return None;
    }
    Some(operand::of(tokens))
}

/// Whether a connective or the end comes where a value should. `&&x` is a value.
pub(super) fn no_value(parser: &Parser<'_>) -> bool {
    let next = parser.at + 2;
    match token::glued(parser.tokens, parser.at).0 {
        "&&" | "||" => {
            next >= parser.tokens.len()
                || matches!(token::glued(parser.tokens, next).0, "." | "!")
                || word_at(parser, next, "if")
        }
        _ => ends_condition(parser.tokens, parser.at),
    }
}

/// Rust tokens up to the next connective, and the first comparison among them.
pub(super) fn run<'a>(parser: &mut Parser<'a>) -> (&'a [TokenTree], Option<Span>) {
    let start = parser.at;
    let mut scan = Scan::new();
    let mut compared = None;
    while let Some(token) = parser.peek() {
        let expected = scan.value_expected();
        if !expected && spelled(parser.tokens, parser.at).is_some() && !scan.enclosed() {
            break;
        }
        let (kind, len) = scan.step(parser.tokens, parser.at);
        match kind {
            Kind::And | Kind::Or | Kind::Comma | Kind::Semi => break,
            Kind::Compare(_) => compared = compared.or(Some(token.span())),
            Kind::Assign | Kind::Other => {}
        }
        parser.at += len;
    }
    (parser.tokens.get(start..parser.at).unwrap_or_default(), compared)
}

/// `since <= .published`: the value stands on the left.
pub(super) fn value_first(parser: &mut Parser<'_>, start: usize) -> Option<Filter> {
    let mut scan = Scan::new();
    let mut at = start;
    while at < parser.at {
        let (kind, len) = scan.step(parser.tokens, at);
        if let Kind::Compare(compare) = kind {
            if !begins_path(parser.tokens, at + len) {
                return None;
            }
            let left = parser.tokens.get(start..at).unwrap_or_default();
            let place = parser.tokens.get(start).map_or(parser.end, TokenTree::span);
            let mut inner = Parser::new(parser.tokens, parser.end, parser.diagnostics);
            inner.at = at + len;
            let path = path(&mut inner);
            let (next, after) = token::glued(inner.tokens, inner.at);
            let name = path.last().map_or_else(String::new, token::plain);
            let value = token::display(left);
            let turned = format!(".{name} {} {value}", compare.turned().sign());
            if let Some(second) = Compare::of(next) {
                inner.at += after;
                let (right, _) = run(&mut inner);
                let fix = format!("write `{turned} && .{name} {} {}`", second.sign(), token::display(right));
                parser.diagnostics.help(place, "comparisons do not chain", fix);
            } else {
                parser.diagnostics.help(
                    place,
                    "a condition starts with the property",
                    format!("write `{turned}`"),
                );
            }
            return Some(Filter::Test(path, Test::Broken));
        }
        at += len;
    }
    None
}
