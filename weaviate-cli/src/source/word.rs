//! Attributes as a tree of words: `vector(index = hnsw(ef = 64))`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprLit, ExprUnary, Ident, Lit, Token, UnOp,
    ext::IdentExt as _,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    token::Paren,
};

use super::{kept, refused::Refused};

/// One word with what stands behind it.
pub(super) struct Word {
    /// Empty for a value that stands alone.
    pub(super) name: String,
    pub(super) value: Value,
}

/// What a word is set to.
pub(super) enum Value {
    None,
    Text(String),
    Number(f64, Option<i64>),
    Flag(bool),
    Texts(Vec<String>),
    /// A name, such as that of a field or of an index, with what is set of it.
    Named(String, Vec<Word>),
    /// Names of fields, weighted or not.
    Fields(Vec<(String, Option<f64>)>),
    /// `(…)`
    Inside(Vec<Word>),
    /// A function, of which a declaration has the type that it takes.
    Function(Box<Expr>),
    /// `(…)` of rules, each as it is written.
    Rules(Vec<String>),
}

impl Parse for Word {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Lit) {
            let value = value(&input.parse()?).ok_or_else(|| input.error(LITERALS))?;
            return Ok(Self { name: String::new(), value });
        }
        let name = plain(&Ident::parse_any(input)?);
        let value = if input.peek(Paren) {
            let inside;
            parenthesized!(inside in input);
            if name == "validate" {
                Value::Rules(rules(inside.parse()?))
            } else {
                Value::Inside(list(&inside)?)
            }
        } else if input.parse::<Option<Token![=]>>()?.is_some() {
            if name == "backfill" {
                Value::Function(Box::new(input.parse()?))
            } else if input.peek(Ident::peek_any) && !input.peek(syn::LitBool) {
                let name = plain(&Ident::parse_any(input)?);
                let mut settings = Vec::new();
                if input.peek(Paren) {
                    let inside;
                    parenthesized!(inside in input);
                    settings = list(&inside)?;
                }
                Value::Named(name, settings)
            } else {
                self::value(&input.parse()?).ok_or_else(|| input.error(LITERALS))?
            }
        } else {
            Value::None
        };
        Ok(Self { name, value })
    }
}

/// What stands between commas, as the derive spells it.
fn rules(tokens: TokenStream) -> Vec<String> {
    let mut all = vec![String::new()];
    for token in tokens {
        match (&token, all.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => all.push(String::new()),
            (_, Some(rule)) => spell(token, rule),
            _ => {}
        }
    }
    all.retain(|rule| !rule.is_empty());
    all
}

fn spell(token: TokenTree, out: &mut String) {
    match token {
        TokenTree::Group(group) => {
            let (begin, end) = match group.delimiter() {
                Delimiter::Parenthesis => ("(", ")"),
                Delimiter::Bracket => ("[", "]"),
                Delimiter::Brace => ("{", "}"),
                Delimiter::None => ("", ""),
            };
            out.push_str(begin);
            group.stream().into_iter().for_each(|token| spell(token, out));
            out.push_str(end);
        }
        TokenTree::Punct(punct) => match punct.as_char() {
            ',' => out.push_str(", "),
            '=' if !out.ends_with('.') => out.push_str(" = "),
            other => out.push(other),
        },
        other => out.push_str(&other.to_string()),
    }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<Word>> {
    Ok(Punctuated::<Word, Token![,]>::parse_terminated(input)?.into_iter().collect())
}

const LITERALS: &str = "only literals, names and lists of them are read";

fn value(expr: &Expr) -> Option<Value> {
    Some(match expr {
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Str(text) => Value::Text(text.value()),
            Lit::Bool(flag) => Value::Flag(flag.value),
            Lit::Int(number) => {
                let whole: i64 = number.base10_parse().ok()?;
                Value::Number(whole as f64, Some(whole))
            }
            Lit::Float(number) => Value::Number(number.base10_parse().ok()?, None),
            _ => return None,
        },
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match value(expr)? {
            Value::Number(number, whole) => Value::Number(-number, whole.map(|whole| -whole)),
            _ => return None,
        },
        Expr::Array(array) => {
            let texts: Option<Vec<String>> = array.elems.iter().map(text).collect();
            match texts {
                Some(texts) => Value::Texts(texts),
                None => Value::Fields(array.elems.iter().map(field).collect::<Option<_>>()?),
            }
        }
        _ => return None,
    })
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// `title`, `photo * 0.5`
fn field(expr: &Expr) -> Option<(String, Option<f64>)> {
    match expr {
        Expr::Path(path) => Some((plain(path.path.get_ident()?), None)),
        Expr::Binary(of) => {
            let (name, _) = field(&of.left)?;
            match value(&of.right)? {
                Value::Number(weight, _) => Some((name, Some(weight))),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A name without `r#`.
pub(super) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// The words of all `#[weaviate(…)]`.
pub(super) fn words(attributes: &[Attribute], place: &str) -> Result<Vec<Word>, Refused> {
    let mut words = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("weaviate")) {
        words.extend(attribute.parse_args_with(list).map_err(|error| Refused::at(place, error))?);
    }
    Ok(words)
}

/// The doc comment, as the derive reads it.
pub(super) fn docs(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes.iter().filter_map(|attribute| {
        let pair = attribute.meta.require_name_value().ok().filter(|pair| pair.path.is_ident("doc"))?;
        let text = text(&pair.value)?;
        let lines = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
        Some(lines.collect::<Vec<_>>().join("\n"))
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = text.trim_end().trim_start_matches('\n');
    (!text.is_empty()).then(|| text.to_owned())
}

impl Word {
    pub(super) fn text(&self, place: &str) -> Result<&'static str, Refused> {
        match &self.value {
            Value::Text(text) => Ok(kept::text(text)),
            _ => Err(self.wrong(place, "text")),
        }
    }

    pub(super) fn flag(&self, place: &str) -> Result<bool, Refused> {
        match self.value {
            Value::None => Ok(true),
            Value::Flag(flag) => Ok(flag),
            _ => Err(self.wrong(place, "`true` or `false`")),
        }
    }

    pub(super) fn number(&self, place: &str) -> Result<f64, Refused> {
        match self.value {
            Value::Number(number, _) => Ok(number),
            _ => Err(self.wrong(place, "a number")),
        }
    }

    pub(super) fn whole(&self, place: &str) -> Result<i64, Refused> {
        match self.value {
            Value::Number(_, Some(whole)) => Ok(whole),
            _ => Err(self.wrong(place, "a whole number")),
        }
    }

    pub(super) fn texts(&self, place: &str) -> Result<&'static [&'static str], Refused> {
        match &self.value {
            Value::Texts(texts) => Ok(texts.iter().map(|text| kept::text(text)).collect::<Vec<_>>().leak()),
            _ => Err(self.wrong(place, "a list of texts")),
        }
    }

    /// What stands in its parentheses; nothing for a bare word.
    pub(super) fn inside(&self) -> &[Word] {
        match &self.value {
            Value::Inside(words) => words,
            _ => &[],
        }
    }

    /// `= name(…)`, or the first word inside of `(name(…))`.
    pub(super) fn named(&self, place: &str) -> Result<(&str, &[Word]), Refused> {
        match &self.value {
            Value::Named(name, settings) => Ok((name, settings)),
            Value::Inside(words) if words.len() == 1 => words
                .first()
                .map(|word| (word.name.as_str(), word.inside()))
                .ok_or_else(|| self.wrong(place, "a name")),
            _ => Err(self.wrong(place, "a name")),
        }
    }

    pub(super) fn wrong(&self, place: &str, takes: &str) -> Refused {
        Refused::at(place, format!("`{}` takes {takes}", self.name))
    }

    pub(super) fn unknown(&self, place: &str) -> Refused {
        Refused::at(place, format!("there is no attribute `{}`", self.name))
    }
}
