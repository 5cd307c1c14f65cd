//! The grammar of filters.

use proc_macro2::{Delimiter, Ident, Span, TokenTree};

use super::ast::{Else, Filter, If, Join, Operand, Path, Step, Test};
use super::parse::Parser;
use crate::guess;
use crate::token::{self, Compare, Kind, Scan};

/// Operators that are words, and the methods they become.
const WORDS: &[(&str, &str)] = &[
    ("like", "like"),
    ("matches", "matches"),
    ("contains_any", "contains_any"),
    ("contains_all", "contains_all"),
    ("contains_none", "contains_none"),
    ("in", "is_in"),
];

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
    match sign.as_str() {
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
        TokenTree::Punct(_) => match token::glued(tokens, at).0.as_str() {
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
    if let Some(group) = parser.group(Delimiter::Parenthesis) {
        if ends_condition(parser.tokens, parser.at + 1) {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            parser.at += 1;
            return enclosed(parser, &inner, group.span_close());
        }
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
        || matches!(token::glued(tokens, at).0.as_str(), "&&" | "||" | "," | ";")
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

/// `.author.name`, and calls on it.
pub(super) fn path(parser: &mut Parser<'_>) -> Path {
    let mut steps = Vec::new();
    while parser.is(".") {
        let dot = parser.span();
        parser.at += 1;
        let name = match parser.ident() {
            Some(ident) => {
                parser.at += 1;
                name(parser, ident)
            }
            None => {
                parser.diagnostics.error(dot, "expected a property name after `.`");
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

fn test(parser: &mut Parser<'_>, path: Path) -> Filter {
    let Some(operator) = operator(parser) else {
        return unoperated(parser, path);
    };
    let operator = match operator {
        Ok(operator) => operator,
        Err(()) => {
            operand(parser);
            return Filter::Test(path, Test::Broken);
        }
    };
    match operand(parser) {
        Some(operand) if path.is_complete() => Filter::Test(path, Test::Operator(operator, operand)),
        // The cursor is in the operator: completion needs it where it stands.
        None if path.is_complete() && operator.to_string().ends_with(token::MARKER) => {
            Filter::Test(path, Test::Operator(operator, Operand::Rust(Vec::new())))
        }
        // The receiver of a half-written path is what completion asks for; the spelling has been said.
        _ => Filter::Test(path, Test::Broken),
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
    if let Some(compare) = Compare::of(&sign) {
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
    if text.ends_with(token::MARKER) {
        return Ok(word.clone());
    }
    let known: Vec<&str> = WORDS.iter().map(|(name, _)| *name).collect();
    let help = match text.as_str() {
        "is" => "ask for absence with `.property.is_null()`".to_owned(),
        "not" => "negate the whole condition: `!.property in […]`".to_owned(),
        "between" => "write a range: `.property in 1..=5`".to_owned(),
        "within" => "write it as a call: `.property.within(point, metres)`".to_owned(),
        "ilike" => "did you mean `like`?".to_owned(),
        "eq" | "ne" | "lt" | "le" | "gt" | "ge" => {
            "write the sign: `==`, `!=`, `<`, `<=`, `>` or `>=`".to_owned()
        }
        text => guess::help(text, &known),
    };
    parser.diagnostics.help(word.span(), format!("there is no operator `{text}`"), help);
    Err(())
}

/// The value of a test: Rust, up to the next connective.
fn operand(parser: &mut Parser<'_>) -> Option<Operand> {
    if no_value(parser) {
        let span = parser.before();
        parser.diagnostics.error(span, "expected a value after the operator");
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
        let span = parser.before();
        parser.diagnostics.error(span, "expected a value after the operator");
        return None;
    }
    Some(super::operand::of(tokens))
}

/// Whether a connective or the end comes where a value should. `&&x` is a value.
fn no_value(parser: &Parser<'_>) -> bool {
    let next = parser.at + 2;
    match token::glued(parser.tokens, parser.at).0.as_str() {
        "&&" | "||" => {
            next >= parser.tokens.len()
                || matches!(token::glued(parser.tokens, next).0.as_str(), "." | "!")
                || word_at(parser, next, "if")
        }
        _ => ends_condition(parser.tokens, parser.at),
    }
}

impl Parser<'_> {
    /// The place of the token before this one: where something was expected to follow.
    fn before(&self) -> Span {
        self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(self.end, TokenTree::span)
    }
}

/// Rust tokens up to the next connective, and the first comparison among them.
fn run<'a>(parser: &mut Parser<'a>) -> (&'a [TokenTree], Option<Span>) {
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

/// Rust in the place of a condition: a `Filter`, or an `Option` of one.
fn rust(parser: &mut Parser<'_>) -> Filter {
    let start = parser.at;
    let span = parser.span();
    let (tokens, _) = run(parser);
    if tokens.is_empty() {
        let span = if parser.done() { parser.end } else { span };
        parser.diagnostics.help(span, "expected a condition", "write one such as `.words >= 3`");
        return Filter::Gap;
    }
    if let Some(turned) = value_first(parser, start) {
        return turned;
    }
    Filter::Rust(tokens.to_vec())
}

/// `since <= .published`: the value stands on the left.
fn value_first(parser: &mut Parser<'_>, start: usize) -> Option<Filter> {
    let mut scan = Scan::new();
    let mut at = start;
    while at < parser.at {
        let (kind, len) = scan.step(parser.tokens, at);
        if let Kind::Compare(compare) = kind {
            if !begins_path(parser.tokens, at + len) {
                return None;
            }
            let left = parser.tokens.get(start..at).unwrap_or_default();
            let span = parser.tokens.get(start).map_or(parser.end, TokenTree::span);
            let mut inner = Parser::new(parser.tokens, parser.end, parser.diagnostics);
            inner.at = at + len;
            let path = path(&mut inner);
            let (next, after) = token::glued(inner.tokens, inner.at);
            let name = path.last().map_or_else(String::new, token::plain);
            let value = token::display(left);
            let turned = format!(".{name} {} {value}", compare.turned().sign());
            if let Some(second) = Compare::of(&next) {
                inner.at += after;
                let (right, _) = run(&mut inner);
                let fix = format!("write `{turned} && .{name} {} {}`", second.sign(), token::display(right));
                parser.diagnostics.help(span, "comparisons do not chain", fix);
            } else {
                parser.diagnostics.help(
                    span,
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

/// `if cond { filter } else …`
fn conditional(parser: &mut Parser<'_>, word: Ident) -> If {
    parser.at += 1;
    let start = parser.at;
    if parser.at_path() {
        let message = "the condition of an `if` is Rust: it is asked once, before the query";
        parser.diagnostics.help(parser.span(), message, "join conditions on properties with `&&`");
    }
    while !parser.done() {
        let body = parser.at > start && parser.group(Delimiter::Brace).is_some();
        if body && (ends_condition(parser.tokens, parser.at + 1) || word_at(parser, parser.at + 1, "else")) {
            break;
        }
        parser.at += 1;
    }
    if parser.done() {
        // Something strange follows the block: the first one is the body, and what follows it is said later.
        let brace = |at: &usize| token::group(parser.tokens, *at, Delimiter::Brace).is_some();
        parser.at = (start + 1..parser.tokens.len()).find(brace).unwrap_or(parser.tokens.len());
    }
    let condition = parser.tokens.get(start..parser.at).unwrap_or_default().to_vec();
    if condition.is_empty() {
        parser.diagnostics.error(word.span(), "this `if` has no condition");
    }
    let Some(group) = parser.group(Delimiter::Brace) else {
        let message = "this `if` has no block";
        parser.diagnostics.help(word.span(), message, "write `if condition { .words >= 3 }`");
        let braces = word.span();
        return If { word, condition, braces, then: Filter::Gap, otherwise: Else::None };
    };
    parser.at += 1;
    let then = block(parser, &group);
    let otherwise = otherwise(parser);
    If { word, condition, braces: group.span_close(), then, otherwise }
}

fn word_at(parser: &Parser<'_>, at: usize, word: &str) -> bool {
    token::ident(parser.tokens, at).is_some_and(|ident| *ident == word)
}

fn otherwise(parser: &mut Parser<'_>) -> Else {
    let Some(word) = parser.ident().filter(|word| **word == "else").cloned() else { return Else::None };
    parser.at += 1;
    if let Some(next) = parser.ident().filter(|word| **word == "if").cloned() {
        return Else::If(word, Box::new(conditional(parser, next)));
    }
    if let Some(group) = parser.group(Delimiter::Brace) {
        parser.at += 1;
        let filter = block(parser, &group);
        return Else::Block(word, group.span_close(), filter);
    }
    parser.diagnostics.error(word.span(), "expected `if` or a block after `else`");
    Else::None
}

/// The block of an `if` holds one filter.
fn block(parser: &mut Parser<'_>, group: &proc_macro2::Group) -> Filter {
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let first = token::ident(&inner, 0).map(ToString::to_string);
    let statement = inner.iter().find(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ';'));
    let help = "compute an `Option<Filter<…>>` before the query and write its name here";
    match (first.as_deref(), inner.first(), statement) {
        (Some("match"), Some(token), _) => {
            parser.diagnostics.help(token.span(), "a `match` cannot stand in the block of an `if`", help);
            Filter::Gap
        }
        (Some("let"), Some(token), _) | (_, _, Some(token)) => {
            parser.diagnostics.help(
                token.span(),
                "the block of an `if` holds one filter, no statements",
                help,
            );
            Filter::Gap
        }
        _ => enclosed(parser, &inner, group.span_close()),
    }
}
