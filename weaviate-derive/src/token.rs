//! Tokens: what they are, where they stand, and how to write them elsewhere.

mod glue;
mod scan;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};

pub(crate) use glue::{glued, is};
pub(crate) use scan::{Compare, Kind, Scan};

/// What rust-analyzer puts at the cursor when it asks for completions.
pub(crate) const MARKER: &str = "raCompletionMarker";

/// Whether a path starts at `at`: a dot and a name, or a dot and nothing.
pub(crate) fn is_path(tokens: &[TokenTree], at: usize) -> bool {
    is(tokens, at, ".") && !matches!(tokens.get(at + 1), Some(TokenTree::Literal(_)))
}

/// The identifier at `at`.
pub(crate) fn ident(tokens: &[TokenTree], at: usize) -> Option<&Ident> {
    match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    }
}

/// The group at `at`, if it has this delimiter; an invisible group around it alone is looked through.
pub(crate) fn group(tokens: &[TokenTree], at: usize, delimiter: Delimiter) -> Option<Group> {
    match tokens.get(at) {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group.clone()),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::None => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            if inner.len() == 1 { self::group(&inner, 0, delimiter) } else { None }
        }
        _ => None,
    }
}

/// What `tokens` are without the invisible groups that `macro_rules!` puts round a fragment.
pub(crate) fn bare(tokens: &[TokenTree]) -> Vec<TokenTree> {
    match tokens {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            bare(&inner)
        }
        other => other.to_vec(),
    }
}

/// A lone number, with its sign, as it is written.
pub(crate) fn number(tokens: &[TokenTree]) -> Option<(Option<Punct>, Literal)> {
    let tokens = bare(tokens);
    let (minus, literal) = match tokens.as_slice() {
        [TokenTree::Punct(minus), rest @ ..] if minus.as_char() == '-' => (Some(minus.clone()), bare(rest)),
        rest => (None, bare(rest)),
    };
    match literal.as_slice() {
        [TokenTree::Literal(literal)] if literal.to_string().starts_with(|c: char| c.is_ascii_digit()) => {
            Some((minus, literal.clone()))
        }
        _ => None,
    }
}

/// Whether a number is an integer without a suffix.
pub(crate) fn is_plain_integer(literal: &Literal) -> bool {
    let text = literal.to_string();
    let (digits, radix) = match text.get(..2) {
        Some("0x") => (text.get(2..).unwrap_or_default(), 16),
        Some("0o") => (text.get(2..).unwrap_or_default(), 8),
        Some("0b") => (text.get(2..).unwrap_or_default(), 2),
        _ => (text.as_str(), 10),
    };
    digits.chars().all(|c| c == '_' || c.is_digit(radix))
}

/// The tokens between the commas of depth 0; a comma at the end makes no part. Commas of `::<…>` and closures stay.
pub(crate) fn parts(tokens: &[TokenTree]) -> Vec<&[TokenTree]> {
    let mut parts = Vec::new();
    let mut scan = Scan::new();
    let (mut start, mut at) = (0, 0);
    while at < tokens.len() {
        let (kind, len) = scan.step(tokens, at);
        if kind == Kind::Comma {
            parts.push(tokens.get(start..at).unwrap_or_default());
            start = at + len;
            scan = Scan::new();
        }
        at += len;
    }
    if start < tokens.len() {
        parts.push(tokens.get(start..).unwrap_or_default());
    }
    parts
}

/// The tokens as a person would write them, for messages.
pub(crate) fn display(tokens: &[TokenTree]) -> String {
    let mut out = String::new();
    let mut joint = true;
    for token in tokens {
        let text = token.to_string();
        let tight = matches!(token, TokenTree::Punct(p) if matches!(p.as_char(), ',' | '.' | ':' | '?' | ';'))
            || matches!(token, TokenTree::Group(g) if g.delimiter() != Delimiter::Brace);
        if !joint && !tight {
            out.push(' ');
        }
        out.push_str(&text);
        joint = matches!(token, TokenTree::Punct(p)
            if p.spacing() == Spacing::Joint || matches!(p.as_char(), '.' | ':' | '&' | '!' | '-'));
    }
    out
}

/// The same tokens at another place; names mean what they meant.
pub(crate) fn respan(tokens: &[TokenTree], span: Span) -> TokenStream {
    tokens
        .iter()
        .map(|token| {
            let mut token = token.clone();
            if let TokenTree::Group(group) = &token {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                token = TokenTree::Group(Group::new(group.delimiter(), respan(&inner, span)));
            }
            token.set_span(span.resolved_at(token.span()));
            token
        })
        .collect()
}

/// `(tokens)` with the delimiters at `span`.
pub(crate) fn parens(tokens: TokenStream, span: Span) -> Group {
    let mut group = Group::new(Delimiter::Parenthesis, tokens);
    group.set_span(span);
    group
}

/// Where `tokens` begin and where they end.
pub(crate) fn ends(tokens: &[TokenTree], otherwise: Span) -> (Span, Span) {
    let first = tokens.first().map_or(otherwise, first_span);
    let last = tokens.last().map_or(otherwise, last_span);
    (first, last)
}

fn first_span(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().next().map_or_else(|| group.span(), |token| first_span(&token))
        }
        TokenTree::Group(group) => group.span_open(),
        other => other.span(),
    }
}

fn last_span(token: &TokenTree) -> Span {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            group.stream().into_iter().last().map_or_else(|| group.span(), |token| last_span(&token))
        }
        TokenTree::Group(group) => group.span_close(),
        other => other.span(),
    }
}

/// The words that Rust has for itself, in any edition; those that cannot be raw are not among them.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A property's name as Rust takes it: a keyword becomes raw. `None` for the words that cannot be raw.
pub(crate) fn raw(ident: &Ident) -> Option<Ident> {
    let text = ident.to_string();
    match text.as_str() {
        "self" | "Self" | "super" | "crate" | "_" => None,
        text if KEYWORDS.contains(&text) => Some(Ident::new_raw(text, ident.span())),
        _ => Some(ident.clone()),
    }
}

/// Whether rust-analyzer's cursor is in this word.
pub(crate) fn has_cursor(ident: &Ident) -> bool {
    ident.to_string().contains(MARKER)
}

/// The name without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
