//! From text to tokens: the server's five tokenizations, for indexing, for queries and for `Like`.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;

use super::fold;
use crate::{
    common::value::Value,
    schema::{Analyzer, Class, Property, Tokenization},
};

/// Cuts a text into tokens.
pub(crate) fn tokenize(tokenization: Tokenization, text: &str) -> Vec<String> {
    match tokenization {
        Tokenization::Word => text.split(is_separator).filter(|t| !t.is_empty()).map(lower).collect(),
        Tokenization::Lowercase => text.split_whitespace().map(lower).collect(),
        Tokenization::Whitespace => text.split_whitespace().map(str::to_owned).collect(),
        Tokenization::Field => vec![text.trim().to_owned()],
        Tokenization::Trigram => trigrams(text, is_separator),
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
    !((c.is_alphabetic() && !is_combining_mark(c)) || c.is_numeric())
}

/// Lower case letter by letter, without regard to what surrounds a letter.
fn lower(text: &str) -> String {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c)).collect()
}

fn trigrams(text: &str, separator: impl Fn(char) -> bool) -> Vec<String> {
    let letters: Vec<char> =
        lower(&text.chars().filter(|c| !separator(*c)).collect::<String>()).chars().collect();
    letters.windows(3).map(|window| window.iter().collect()).collect()
}

/// Applies a property's own treatment to a text.
pub(crate) fn prepare(analyzer: &Analyzer, text: &str) -> String {
    if analyzer.ascii_fold { fold::fold(text, &analyzer.fold_ignore) } else { text.to_owned() }
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
    let tokenization = tokenization.unwrap_or(Tokenization::Word);
    let mut add = |text: &str| {
        for token in tokenize(tokenization, &prepare(&property.analyzer, text)) {
            *counts.entry(token).or_insert(0) += 1;
        }
    };
    match value {
        Value::Text(text) => add(text),
        Value::Texts(list) => list.iter().for_each(|text| add(text)),
        _ => {}
    }
    counts
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

    #[test]
    fn folding_keeps_ignored_letters() {
        assert_eq!(fold::fold("Crème brûlée, Łódź", &[]), "Creme brulee, Lodz");
        assert_eq!(fold::fold("Crème brûlée", &['é']), "Creme brulée");
    }
}
