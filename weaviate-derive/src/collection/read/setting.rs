//! `openai(model = "…", dimensions = 256)`: a name, and what was set.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenTree};

use super::{
    super::model::{Configured, Setting, Source, Value},
    words::inside,
};
use crate::{diag::Diagnostics, guess, token};

/// Reads `name` or `name(key = value, …)`; `example` is what to write.
pub(super) fn read(
    key: &Ident,
    tokens: &[TokenTree],
    example: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Configured> {
    let word = token::plain(key);
    let tokens = token::bare(tokens);
    let Some(name) = token::ident(&tokens, 0).cloned() else {
        let at = token::ends(&tokens, key.span()).0;
        diagnostics.help(
            at,
            format!("`{word}` takes a name with its settings"),
            format!("write `{example}`"),
        );
        return None;
    };
    let arguments = tokens.get(1..).unwrap_or_default();
    let inner = match arguments {
        [] => Vec::new(),
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            group.stream().into_iter().collect()
        }
        [first, ..] => {
            let help = format!("write `{example}`");
            diagnostics.help(first.span(), "the settings stand in parentheses", help);
            Vec::new()
        }
    };
    let mut parts: Vec<&[TokenTree]> = token::parts(&inner);
    let mut custom = None;
    if name == "custom" {
        match parts.first() {
            Some([TokenTree::Literal(text)]) if text.to_string().starts_with('"') => {
                custom = Some(TokenTree::Literal(text.clone()));
                parts.remove(0);
            }
            _ => {
                let help = "write `custom(\"text2vec-mine\", model = \"…\")`";
                diagnostics.help(name.span(), "`custom` begins with the module's name on the server", help);
                return None;
            }
        }
    }
    let settings = settings(&parts, name.span(), diagnostics);
    Some(Configured { name, custom, settings })
}

/// Settings in parentheses after a word that names no one thing: `replication(factor = 3)`.
pub(super) fn of(key: &Ident, inner: &[TokenTree], diagnostics: &mut Diagnostics) -> Configured {
    let settings = settings(&token::parts(inner), key.span(), diagnostics);
    Configured { name: key.clone(), custom: None, settings }
}

/// Whether nothing was set.
pub(super) fn says_none(configured: &Configured) -> bool {
    configured.name == "none" && configured.settings.is_empty()
}

/// Leaves out what has settings inside and is not one of `known`, and says so.
pub(super) fn only_inside(configured: &mut Configured, known: &[&str], diagnostics: &mut Diagnostics) {
    let outer = token::plain(&configured.name);
    configured.settings.retain(|setting| {
        let key = token::plain(&setting.key);
        let wrong = matches!(setting.value, Value::Inside(_)) && !known.contains(&key.as_str());
        if wrong {
            let help = guess::nearest(&key, known)
                .map_or_else(|| format!("write `{key} = …`"), |guess| format!("did you mean `{guess}`?"));
            diagnostics.help(setting.key.span(), format!("`{outer}` has no `{key}(…)`"), help);
        }
        !wrong
    });
}

/// Leaves out what is not one of `known`, and says so: for names that mean something to rustc, such as `count`.
pub(super) fn only(configured: &mut Configured, known: &[&str], diagnostics: &mut Diagnostics) {
    let outer = token::plain(&configured.name);
    configured.settings.retain(|setting| {
        let key = token::plain(&setting.key);
        let is_known = known.contains(&key.as_str());
        if !is_known {
            inside(&outer, &key, setting.key.span(), known, diagnostics);
        }
        is_known
    });
}

fn settings(parts: &[&[TokenTree]], at: Span, diagnostics: &mut Diagnostics) -> Vec<Setting> {
    let read: Vec<Setting> = parts.iter().filter_map(|part| setting(part, at, diagnostics)).collect();
    for (n, setting) in read.iter().enumerate() {
        if read.iter().take(n).any(|other| other.key == setting.key) {
            let message = format!("`{}` is given twice", token::plain(&setting.key));
            diagnostics.help(setting.key.span(), message, "remove one of the two");
        }
    }
    read
}

fn setting(part: &[TokenTree], at: Span, diagnostics: &mut Diagnostics) -> Option<Setting> {
    let found = match part {
        [TokenTree::Ident(key), TokenTree::Punct(p), value @ ..]
            if p.as_char() == '=' && p.spacing() == Spacing::Alone && !value.is_empty() =>
        {
            Some((key, value_of(value)))
        }
        [TokenTree::Ident(key), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            Some((key, Value::Inside(settings(&token::parts(&inner), key.span(), diagnostics))))
        }
        _ => None,
    };
    let Some((key, value)) = found else {
        let help = match part {
            [TokenTree::Ident(key)] => format!("write `{key} = …`"),
            _ => "write `key = value`".to_owned(),
        };
        diagnostics.help(token::ends(part, at).0, "a setting has a key and a value", help);
        return None;
    };
    let key = token::raw(key).unwrap_or_else(|| key.clone());
    Some(Setting { key, value })
}

fn value_of(tokens: &[TokenTree]) -> Value {
    let tokens = token::bare(tokens);
    let [TokenTree::Group(group)] = tokens.as_slice() else { return Value::Rust(tokens) };
    if group.delimiter() != Delimiter::Bracket {
        return Value::Rust(tokens);
    }
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    match sources(&inner) {
        Some(fields) if !fields.is_empty() => Value::Fields(fields, group.span()),
        _ => Value::Texts(group.clone()),
    }
}

/// `title, photo * 0.5`, if that is what it is.
pub(super) fn sources(inner: &[TokenTree]) -> Option<Vec<Source>> {
    token::parts(inner)
        .into_iter()
        .map(|part| match part {
            [TokenTree::Ident(field)] => Some(Source { field: field.clone(), weight: None }),
            [TokenTree::Ident(field), TokenTree::Punct(times), weight @ TokenTree::Literal(_)]
                if times.as_char() == '*' =>
            {
                Some(Source { field: field.clone(), weight: Some(weight.clone()) })
            }
            _ => None,
        })
        .collect()
}
