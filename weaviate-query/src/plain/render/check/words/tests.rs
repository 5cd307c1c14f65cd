use super::*;
use crate::plain::schema::{
    InvertedDef, To, Tokenization, TypeDef,
    def::{AnalyzerDef, StopwordsDef},
};

const fn text(name: &'static str, tokenization: Option<Tokenization>) -> FieldDef {
    FieldDef { tokenization, ..FieldDef::new(name, TypeDef::scalar(DataType::Text)) }
}

static NOTE: CollectionDef = CollectionDef {
    fields: &[
        text("word", None),
        text("lowercase", Some(Tokenization::Lowercase)),
        text("whitespace", Some(Tokenization::Whitespace)),
        text("field", Some(Tokenization::Field)),
        text("trigram", Some(Tokenization::Trigram)),
        text("gse", Some(Tokenization::Gse)),
        text("kagome_ja", Some(Tokenization::KagomeJa)),
        FieldDef { of: TypeDef::scalar(DataType::Text).list(), ..text("words", None) },
        FieldDef {
            analyzer: Some(AnalyzerDef {
                ascii_fold: false,
                ascii_fold_ignore: &[],
                stopword_preset: Some("mine"),
            }),
            ..text("own", None)
        },
        FieldDef::new(
            "other",
            TypeDef { targets: &[To::Written(|| &OTHER)], ..TypeDef::scalar(DataType::Reference) },
        ),
    ],
    inverted: InvertedDef { stopword_presets: &[("mine", &["fox"])], ..InvertedDef::NONE },
    ..CollectionDef::new("Note")
};

static OTHER: CollectionDef = CollectionDef {
    fields: &[text("word", None)],
    inverted: InvertedDef {
        stopwords: Some(StopwordsDef { preset: None, additions: &["fox"], removals: &["the"] }),
        ..InvertedDef::NONE
    },
    ..CollectionDef::new("Other")
};

fn asked(name: &str, operator: Operator, value: Value) -> Value {
    let (path, name) = match name.split_once('.') {
        Some((link, name)) => (vec![Step::Link { name: link.into(), collection: None }], name),
        None => (vec![], name),
    };
    let target = Target { path, name: name.into(), length: false, count: false, parts: false };
    let mut filter = Filter::Test { target, operator, value }.not();
    words(&mut filter, &NOTE);
    match filter {
        Filter::Not(inner) => match *inner {
            Filter::Test { value, .. } => value,
            _ => Value::Boolean(false),
        },
        _ => Value::Boolean(false),
    }
}

fn is_refused(name: &str, operator: Operator, text: &str) -> bool {
    matches!(asked(name, operator, Value::Text(text.into())), Value::Refused(_))
}

/// The answers of a server (1.39.0) to `Equal`, as a list of the tokenizations under which it said "only stopwords
/// provided".
#[test]
fn a_text_is_refused_where_a_server_finds_no_word_in_it() {
    const NAMES: [&str; 5] = ["word", "lowercase", "whitespace", "field", "trigram"];
    for (text, fails) in [
        ("😂", &["word", "trigram"][..]),
        ("the", &["word"]),
        ("a", &["word", "trigram"]),
        ("one the", &[]),
        ("", &["word", "lowercase", "whitespace", "trigram"]),
        (" ", &["word", "lowercase", "whitespace", "trigram"]),
        ("*", &["word", "trigram"]),
        ("ab", &["trigram"]),
        ("--", &["word", "trigram"]),
        ("the hello", &[]),
        ("😂 hello", &[]),
    ] {
        for name in NAMES {
            assert_eq!(is_refused(name, Operator::Matches, text), fails.contains(&name), "{name} {text:?}");
        }
    }
    for (name, text, fails) in [
        ("gse", "", true),
        ("gse", "  ", true),
        ("gse", "😂", false),
        ("kagome_ja", " ", true),
        ("kagome_ja", "  ", false),
        ("kagome_ja", "the", false),
    ] {
        assert_eq!(is_refused(name, Operator::Matches, text), fails, "{name} {text:?}");
    }
}

#[test]
fn stop_words_are_those_of_the_property_and_of_the_collection_that_it_belongs_to() {
    for (name, stops) in
        [("word", ["the", "with"].as_slice()), ("own", &["fox"]), ("other.word", &["fox", "with"])]
    {
        for word in ["the", "fox", "with", "one"] {
            assert_eq!(is_refused(name, Operator::Matches, word), stops.contains(&word), "{name} {word}");
        }
    }
}

#[test]
fn a_pattern_is_refused_where_a_server_would_cut_it() {
    for (name, pattern, refused) in [
        ("word", "*😂*", true),
        ("word", "h* w*", true),
        ("word", "new-y*", true),
        ("word", "", true),
        ("word", "*", false),
        ("word", "the", false),
        ("word", "Ün?c*", false),
        ("lowercase", "new-y*", false),
        ("lowercase", "h* w*", true),
        ("whitespace", "*😂*", false),
        ("whitespace", " ", true),
        ("field", "h* w*", false),
        ("field", "", false),
    ] {
        assert_eq!(is_refused(name, Operator::Like, pattern), refused, "{name} {pattern:?}");
    }
}

#[test]
fn what_is_refused_is_named_with_what_to_write() {
    let said = |name: &str, operator, text: &str| match asked(name, operator, Value::Text(text.into())) {
        Value::Refused(why) => why,
        other => format!("{other:?}"),
    };
    assert_eq!(
        said("word", Operator::Matches, "😂"),
        "no word of \"😂\" is left to look for: `.word` has `tokenization = word`, which keeps letters and digits"
    );
    assert_eq!(
        said("word", Operator::Matches, "The a"),
        "nothing of \"The a\" is left to look for: `the`, `a` are stop words of `.word`, which `tokenization = word` drops; leave them out, or declare other ones with `#[weaviate(inverted(stopwords(…)))]`"
    );
    assert_eq!(
        said("word", Operator::Like, "hel* * wor*"),
        "no word of `.word` fits \"hel* * wor*\": it has `tokenization = word`, which keeps letters and digits; a pattern is held against one word, so write `.word like \"hel*\" && .word like \"wor*\"`"
    );
    assert_eq!(
        said("word", Operator::Like, "*😂*"),
        "no word of `.word` fits \"*😂*\": it has `tokenization = word`, which keeps letters and digits, and a pattern is held against one word"
    );
}

#[test]
fn texts_without_a_word_are_left_out_where_one_is_enough() {
    let texts = |texts: &[&str]| Value::Texts(texts.iter().map(ToString::to_string).collect());
    for operator in [Operator::MatchesAny, Operator::MatchesNone] {
        assert_eq!(asked("words", operator, texts(&["the", "fox", "😂"])), texts(&["fox"]));
        assert!(matches!(asked("words", operator, texts(&["the", "😂"])), Value::Refused(_)));
    }
    assert!(matches!(asked("words", Operator::MatchesAll, texts(&["the", "fox"])), Value::Refused(_)));
    assert_eq!(asked("words", Operator::MatchesAll, texts(&["the fox", "one"])), texts(&["the fox", "one"]));
}
