//! `validate(range(0..=10), len(1..=80), regex = "…", one_of = […], with = path)`: the rules of a field's values.
//!
//! What a rule is for, and whether its values are of the field's type, rustc knows; here they are only taken apart.

use proc_macro2::{Delimiter, TokenTree};

use super::{
    super::model::{Limit, Limits, Rule, Ruled},
    words::inside,
};
use crate::{
    attr::{Meta, Value},
    diag::Diagnostics,
    token,
};

const KNOWN: &[&str] = &["range", "len", "regex", "one_of", "with"];

/// All of `validate(…)`.
pub(super) fn read(meta: &Meta, diagnostics: &mut Diagnostics) -> Vec<Ruled> {
    let inner = meta.list(diagnostics);
    if inner.is_empty() && matches!(meta.value, Value::List(_)) {
        let help = "write `validate(range(0..=10))`, `len(1..=80)`, `regex = \"…\"`, `one_of = […]` or `with = a_function`";
        diagnostics.help(meta.span(), "`validate` has no rule", help);
    }
    let mut read: Vec<Ruled> = Vec::new();
    for meta in &inner {
        // One function may check the form and another the sum: only `with` may stand twice.
        if meta.key != "with" && read.iter().any(|other| other.word == meta.key) {
            let message = format!("`{}` is given twice", meta.name());
            diagnostics.help(meta.span(), message, "remove one of the two");
            continue;
        }
        if let Some(rule) = rule(meta, diagnostics) {
            read.push(Ruled { word: meta.key.clone(), said: said(meta), rule });
        }
    }
    read
}

fn rule(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Rule> {
    match meta.name().as_str() {
        "range" => limits(meta, "0..=10", diagnostics).map(Rule::Range),
        "len" => limits(meta, "1..=80", diagnostics).map(Rule::Len),
        "regex" => regex(meta, diagnostics).map(Rule::Regex),
        "one_of" => one_of(meta, diagnostics).map(Rule::OneOf),
        "with" => {
            if let Value::Is(tokens) = &meta.value {
                return Some(Rule::With(tokens.clone()));
            }
            let help =
                "write `with = a_function`, which takes the value and gives `Result<(), E>`, `E` being text";
            diagnostics.help(meta.span(), "`with` needs a function", help);
            None
        }
        other => {
            inside("validate", other, meta.span(), KNOWN, diagnostics);
            None
        }
    }
}

/// The two ends of `range(0..=10)`, each of which may be left out.
fn limits(meta: &Meta, example: &str, diagnostics: &mut Diagnostics) -> Option<Limits> {
    let name = meta.name();
    let mut wrong = |message: String| {
        let help = format!("write `{name}({example})`, or leave one of the two ends out");
        diagnostics.help(meta.span(), message, help);
    };
    let Value::List(tokens) = &meta.value else {
        wrong(format!("`{name}` has its limits in parentheses"));
        return None;
    };
    let Some(at) = (0..tokens.len()).find(|at| token::is(tokens, *at, "..") || token::is(tokens, *at, "..="))
    else {
        wrong(format!("`{name}` has no `..` or `..=` between its limits"));
        return None;
    };
    let includes = token::is(tokens, at, "..=");
    let end =
        |tokens: Option<&[TokenTree]>| tokens.filter(|tokens| !tokens.is_empty()).map(<[TokenTree]>::to_vec);
    let low = end(tokens.get(..at));
    let high = end(tokens.get(at + if includes { 3 } else { 2 }..));
    if low.is_none() && high.is_none() {
        wrong(format!("`{name}` has no limit, so every value is in it"));
        return None;
    }
    if includes && high.is_none() {
        wrong(format!("`{name}` has nothing behind `..=`"));
        return None;
    }
    let of = |end: &Option<Vec<TokenTree>>| {
        let (minus, literal) = token::number(end.as_ref()?)?;
        let text: String = literal.to_string().chars().filter(|c| *c != '_').collect();
        text.parse::<f64>().ok().map(|number| if minus.is_some() { -number } else { number })
    };
    if let (Some(first), Some(last)) = (of(&low), of(&high))
        && (first > last || !includes && first >= last)
    {
        wrong(format!("`{}` allows no value: it begins behind its end", said(meta)));
        return None;
    }
    Some(Limits { low, high: high.map(|tokens| Limit { tokens, includes }) })
}

/// The expression, which is looked at here: a mistake in it is one of the program.
fn regex(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<String> {
    let (text, span) = meta.text(diagnostics)?;
    match looked_at(&text) {
        Ok(()) => Some(text),
        Err(why) => {
            diagnostics.error(span, why);
            None
        }
    }
}

#[cfg(feature = "regex")]
fn looked_at(text: &str) -> Result<(), String> {
    match regex_lite::Regex::new(text) {
        Ok(_) => Ok(()),
        Err(why) => Err(format!("this is no regular expression: {why}")),
    }
}

#[cfg(not(feature = "regex"))]
fn looked_at(_: &str) -> Result<(), String> {
    Err("`regex` needs the feature `regex` of `weaviate`, which brings the crate `regex-lite`".into())
}

/// The values of `one_of = ["a", "b"]`.
fn one_of(meta: &Meta, diagnostics: &mut Diagnostics) -> Option<Vec<Vec<TokenTree>>> {
    let help = "write `one_of = [\"draft\", \"published\"]`";
    let group = match &meta.value {
        Value::Is(tokens) => token::group(tokens, 0, Delimiter::Bracket).filter(|_| tokens.len() == 1),
        _ => None,
    };
    let Some(group) = group else {
        diagnostics.help(meta.value_span(), "`one_of` takes a list of values", help);
        return None;
    };
    let inner: Vec<TokenTree> = group.stream().into_iter().collect();
    let values: Vec<Vec<TokenTree>> = token::parts(&inner).into_iter().map(<[TokenTree]>::to_vec).collect();
    if values.is_empty() {
        diagnostics.help(meta.value_span(), "`one_of` has no values, so it allows none", help);
        return None;
    }
    Some(values)
}

/// The rule as it is written, for messages.
fn said(meta: &Meta) -> String {
    let spelled = |tokens: &[TokenTree]| {
        let text = token::display(tokens);
        // Limits stand close to their dots.
        text.replace(" ..= ", "..=")
            .replace(" .. ", "..")
            .replace(" ..", "..")
            .replace("..= ", "..=")
            .replace(".. ", "..")
    };
    match &meta.value {
        Value::None => meta.name(),
        Value::Is(tokens) => format!("{} = {}", meta.name(), token::display(tokens)),
        Value::List(tokens) => format!("{}({})", meta.name(), spelled(tokens)),
    }
}
