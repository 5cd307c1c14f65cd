//! From text to tokens: the server's five tokenizations, for indexing, for queries and for `Like`.

use std::{borrow::Cow, collections::HashMap};

use unicode_normalization::char::is_combining_mark;

use super::fold;
use crate::{
    common::value::Value,
    schema::{Analyzer, Class, Property, Tokenization},
};

/// Cuts a text into tokens.
pub(crate) fn tokenize(tokenization: Tokenization, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    each_token(tokenization, text, |token| tokens.push(token.to_owned()));
    tokens
}

/// Cuts a text into tokens, none of which takes memory of its own.
fn each_token(tokenization: Tokenization, text: &str, mut take: impl FnMut(&str)) {
    let mut lowered = String::new();
    let lower = |token: &str| {
        lower_into(token, &mut lowered);
        take(&lowered);
    };
    match tokenization {
        Tokenization::Word => text.split(is_separator).filter(|t| !t.is_empty()).for_each(lower),
        Tokenization::Lowercase => text.split_whitespace().for_each(lower),
        Tokenization::Whitespace => text.split_whitespace().for_each(take),
        Tokenization::Field => take(text.trim()),
        Tokenization::Trigram => trigrams(text, is_separator).iter().for_each(|token| take(token)),
    }
}

/// Cuts the pattern of a `Like`: its wildcards stay. The server cuts trigrams of it by bytes, where those of a stored text
/// are letters.
pub(crate) fn tokenize_pattern(tokenization: Tokenization, text: &str) -> Vec<Vec<u8>> {
    let separator = |c: char| is_separator(c) && c != '*' && c != '?';
    let words = || text.split(separator).filter(|t| !t.is_empty()).map(lower);
    match tokenization {
        Tokenization::Word => words().map(String::into_bytes).collect(),
        Tokenization::Trigram => {
            words().collect::<String>().as_bytes().windows(3).map(<[u8]>::to_vec).collect()
        }
        other => tokenize(other, text).into_iter().map(String::into_bytes).collect(),
    }
}

fn is_separator(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_alphanumeric();
    }
    !((c.is_alphabetic() && !is_combining_mark(c)) || c.is_numeric())
}

/// Lower case letter by letter, without regard to what surrounds a letter.
fn lower(text: &str) -> String {
    let mut out = String::new();
    lower_into(text, &mut out);
    out
}

fn lower_into(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        out.push_str(text);
        out.make_ascii_lowercase();
    } else {
        out.extend(text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)));
    }
}

fn trigrams(text: &str, separator: impl Fn(char) -> bool) -> Vec<String> {
    let letters: Vec<char> =
        lower(&text.chars().filter(|c| !separator(*c)).collect::<String>()).chars().collect();
    letters.windows(3).map(|window| window.iter().collect()).collect()
}

/// Applies a property's own treatment to a text.
pub(crate) fn prepare<'a>(analyzer: &Analyzer, text: &'a str) -> Cow<'a, str> {
    if analyzer.ascii_fold { fold::fold(text, &analyzer.fold_ignore).into() } else { text.into() }
}

/// The tokens of a value with how often each occurs, as filters look for them.
pub(crate) fn indexed(property: &Property, value: &Value) -> HashMap<String, u32> {
    counted(property, property.tokenization, value)
}

/// The same as keyword searches look for them.
pub(crate) fn searched(property: &Property, value: &Value) -> HashMap<String, u32> {
    counted(property, property.searched.or(property.tokenization), value)
}

fn counted(property: &Property, tokenization: Option<Tokenization>, value: &Value) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    each(property, tokenization, value, |token| match counts.get_mut(token) {
        Some(count) => *count += 1,
        None => {
            counts.insert(token.to_owned(), 1);
        }
    });
    counts
}

/// The tokens of a value, one after the other.
pub(super) fn each(
    property: &Property,
    tokenization: Option<Tokenization>,
    value: &Value,
    mut take: impl FnMut(&str),
) {
    let tokenization = tokenization.unwrap_or(Tokenization::Word);
    let mut add = |text: &str| each_token(tokenization, &prepare(&property.analyzer, text), &mut take);
    match value {
        Value::Text(text) => add(text),
        Value::Texts(list) => list.iter().for_each(|text| add(text)),
        _ => {}
    }
}

/// The tokens a query looks for: without stopwords, in order, repeated ones included.
pub(crate) fn query(class: &Class, property: &Property, text: &str) -> Vec<String> {
    let tokenization = property.tokenization.unwrap_or(Tokenization::Word);
    let stopwords = class.stopwords_of(property);
    let mut tokens = tokenize(tokenization, &prepare(&property.analyzer, text));
    if let Some(stopwords) = stopwords {
        tokens.retain(|token| !stopwords.contains(token));
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    // The texts and matches of the observations on a real server.
    #[test]
    fn tokens_of_each_tokenization() {
        let text = "New-York  City*";
        for (tokenization, tokens) in [
            (Tokenization::Word, vec!["new", "york", "city"]),
            (Tokenization::Lowercase, vec!["new-york", "city*"]),
            (Tokenization::Whitespace, vec!["New-York", "City*"]),
            (Tokenization::Field, vec!["New-York  City*"]),
            (Tokenization::Trigram, vec!["new", "ewy", "wyo", "yor", "ork", "rkc", "kci", "cit", "ity"]),
        ] {
            assert_eq!(tokenize(tokenization, text), tokens);
        }
        assert_eq!(tokenize_pattern(Tokenization::Word, "Hel*"), [b"hel*"]);
        assert_eq!(tokenize_pattern(Tokenization::Trigram, "aé*"), [b"a\xc3\xa9", b"\xc3\xa9*"]);
    }

    // Letters of ASCII take a shorter way: to the same end as all others.
    #[test]
    fn what_is_short_for_ascii_is_the_rule() {
        for c in (0..128_u8).map(char::from) {
            let rule = (c.is_alphabetic() && !is_combining_mark(c)) || c.is_numeric();
            assert_eq!(is_separator(c), !rule, "{c:?}");
            let lowered: String = c.to_lowercase().take(1).collect();
            assert_eq!(lower(&c.to_string()), lowered);
            assert_eq!(lower(&format!("{c}\u{e9}")), format!("{lowered}\u{e9}"));
        }
        assert_eq!(tokenize(Tokenization::Word, "\u{c9}T\u{c9} \u{130}x"), ["\u{e9}t\u{e9}", "ix"]);
    }

    #[test]
    fn folding_keeps_ignored_letters() {
        assert_eq!(fold::fold("Crème brûlée, Łódź", &[]), "Creme brulee, Lodz");
        assert_eq!(fold::fold("Crème brûlée", &['é']), "Creme brulée");
    }
}
