//! `#[weaviate(…)]` as a list of words with values, before anyone asks what they mean.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use crate::{diag::Diagnostics, token};

/// One word of an attribute: `range`, `rename = "x"`, `meta(key = "x")`.
pub(crate) struct Meta {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

pub(crate) enum Value {
    None,
    Is(Vec<TokenTree>),
    List(Vec<TokenTree>),
}

impl Meta {
    pub(crate) fn span(&self) -> Span {
        self.key.span()
    }

    pub(crate) fn name(&self) -> String {
        token::plain(&self.key)
    }

    /// The word alone, or `= true` and `= false`.
    pub(crate) fn flag(&self, diagnostics: &mut Diagnostics) -> bool {
        match &self.value {
            Value::None => true,
            Value::Is(tokens) => match token::bare(tokens).as_slice() {
                [TokenTree::Ident(word)] if *word == "true" => true,
                [TokenTree::Ident(word)] if *word == "false" => false,
                _ => {
                    diagnostics.error(self.value_span(), format!("`{}` is `true` or `false`", self.name()));
                    true
                }
            },
            Value::List(..) => {
                diagnostics.error(self.span(), format!("`{}` takes nothing in parentheses", self.name()));
                true
            }
        }
    }

    /// Notes that a word which stands alone was given a value.
    pub(crate) fn alone(&self, diagnostics: &mut Diagnostics) {
        if !matches!(self.value, Value::None) {
            diagnostics.error(self.value_span(), format!("`{}` takes no value", self.name()));
        }
    }

    /// The text of `= "…"`.
    pub(crate) fn text(&self, diagnostics: &mut Diagnostics) -> Option<(String, Span)> {
        let Value::Is(tokens) = &self.value else {
            let name = self.name();
            diagnostics.help(self.span(), format!("`{name}` has no text"), format!("write `{name} = \"…\"`"));
            return None;
        };
        let text = text(tokens);
        if text.is_none() {
            diagnostics.error(self.value_span(), format!("`{}` takes a text in quotes", self.name()));
        }
        text
    }

    /// The word of `= word`.
    pub(crate) fn word(&self, example: &str, diagnostics: &mut Diagnostics) -> Option<Ident> {
        let name = self.name();
        let Value::Is(tokens) = &self.value else {
            diagnostics.help(
                self.span(),
                format!("`{name}` has no value"),
                format!("write `{name} = {example}`"),
            );
            return None;
        };
        match token::bare(tokens).as_slice() {
            [TokenTree::Ident(word)] => Some(word.clone()),
            other => {
                let help = match text(other) {
                    Some((text, _)) => format!("write it without quotes: `{name} = {text}`"),
                    None => format!("write `{name} = {example}`"),
                };
                diagnostics.help(self.value_span(), format!("`{name}` takes a word"), help);
                None
            }
        }
    }

    /// The Rust of `= 60`; rustc says whether it is a number.
    pub(crate) fn number(&self, example: &str, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
        let name = self.name();
        match &self.value {
            Value::Is(tokens) if is_number(tokens) => Some(tokens.iter().cloned().collect()),
            _ => {
                let help = format!("write `{name} = {example}`");
                diagnostics.help(self.value_span(), format!("`{name}` takes a number"), help);
                None
            }
        }
    }

    /// The words in parentheses. They are parsed only here: a word that is refused may hold anything.
    pub(crate) fn list(&self, diagnostics: &mut Diagnostics) -> Vec<Self> {
        if let Value::List(tokens) = &self.value {
            return parse(tokens, diagnostics);
        }
        let name = self.name();
        diagnostics.help(
            self.span(),
            format!("`{name}` has its settings in parentheses"),
            format!("write `{name}(…)`"),
        );
        Vec::new()
    }

    pub(crate) fn value_span(&self) -> Span {
        match &self.value {
            Value::Is(tokens) => token::ends(tokens, self.span()).0,
            Value::None | Value::List(..) => self.span(),
        }
    }
}

/// Whether it may be a number: no text, no list and no word of the language.
fn is_number(tokens: &[TokenTree]) -> bool {
    let constant = |text: String| text.starts_with(|c: char| c.is_ascii_uppercase()) || text == "crate";
    match token::bare(tokens).as_slice() {
        [TokenTree::Literal(_)] => token::number(tokens).is_some(),
        [TokenTree::Ident(word), ..] => constant(word.to_string()),
        tokens => token::number(tokens).is_some(),
    }
}

/// The text of one string literal.
pub(crate) fn text(tokens: &[TokenTree]) -> Option<(String, Span)> {
    match token::bare(tokens).as_slice() {
        [TokenTree::Literal(literal)] => {
            let parsed: syn::LitStr = syn::parse_str(&literal.to_string()).ok()?;
            Some((parsed.value(), literal.span()))
        }
        _ => None,
    }
}

/// The texts of `["…", "…"]`.
pub(crate) fn texts(tokens: &[TokenTree]) -> Option<Vec<String>> {
    let group = token::group(tokens, 0, Delimiter::Bracket).filter(|_| tokens.len() == 1)?;
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    token::parts(&inner).into_iter().map(|part| text(part).map(|(text, _)| text)).collect()
}

/// All words of all `#[weaviate(…)]` in `attributes`.
pub(crate) fn metas(attributes: &[syn::Attribute], diagnostics: &mut Diagnostics) -> Vec<Meta> {
    let mut metas = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("weaviate")) {
        match &attribute.meta {
            syn::Meta::List(list) => {
                let tokens: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
                metas.extend(parse(&tokens, diagnostics));
            }
            other => {
                let span = other.path().get_ident().map_or_else(Span::call_site, Ident::span);
                diagnostics.help(span, "`weaviate` has its words in parentheses", "write `#[weaviate(…)]`");
            }
        }
    }
    metas
}

fn parse(tokens: &[TokenTree], diagnostics: &mut Diagnostics) -> Vec<Meta> {
    let parts = token::parts(tokens);
    parts.into_iter().filter_map(|part| one(part, diagnostics)).collect()
}

fn one(part: &[TokenTree], diagnostics: &mut Diagnostics) -> Option<Meta> {
    let Some((TokenTree::Ident(key), rest)) = part.split_first() else {
        let span = token::ends(part, Span::call_site()).0;
        diagnostics.help(span, "expected a word", "write `word`, `word = value` or `word(…)`");
        return None;
    };
    let key = key.clone();
    let value = match rest {
        [] => Value::None,
        [TokenTree::Punct(p)] if p.as_char() == '=' => {
            diagnostics.error(p.span(), format!("expected a value after `{key} =`"));
            return None;
        }
        [TokenTree::Punct(p), value @ ..] if p.as_char() == '=' => Value::Is(value.to_vec()),
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            Value::List(group.stream().into_iter().collect())
        }
        [unexpected, ..] => {
            diagnostics.error(unexpected.span(), format!("expected `=`, `(` or `,` after `{key}`"));
            return None;
        }
    };
    Some(Meta { key, value })
}

/// The doc comment, one line a line, each without the space that begins it.
pub(crate) fn doc(attributes: &[syn::Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes.iter().filter_map(doc_line).collect();
    let text = lines.join("\n");
    let text = text.trim_end().trim_start_matches('\n');
    (!text.is_empty()).then(|| text.to_owned())
}

fn doc_line(attribute: &syn::Attribute) -> Option<String> {
    let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
    if !pair.path.is_ident("doc") {
        return None;
    }
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value else { return None };
    let text = text.value();
    let lines = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
    Some(lines.collect::<Vec<_>>().join("\n"))
}
