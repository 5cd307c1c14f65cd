//! Words, patterns and values of text, under every tokenization that needs no dictionary: what the language asks is answered
//! as a reader of the texts would, and what it refuses a server answers falsely or not at all.

use std::collections::BTreeSet;

use weaviate::{
    Collection, ErrorKind, Filter, Handle, filter,
    ir::{self, Operator, Target, Value},
    query,
};
use weaviate_tests::{World, run};

/// One text in each tokenization, and a list of it.
#[derive(Debug, Clone, PartialEq, Collection)]
struct Phrase {
    #[weaviate(key)]
    number: i64,
    word: String,
    #[weaviate(tokenization = lowercase)]
    lowercase: String,
    #[weaviate(tokenization = whitespace)]
    whitespace: String,
    #[weaviate(tokenization = field)]
    field: String,
    #[weaviate(tokenization = trigram)]
    trigram: String,
    words: Vec<String>,
    #[weaviate(tokenization = field)]
    values: Vec<String>,
}

const TEXTS: [&str; 12] = [
    "Hello world",
    "😂",
    "the",
    "one",
    "😂 fun",
    "red whale pot",
    "*",
    "one the",
    "ab",
    "new-york",
    "世界",
    "the red",
];

async fn phrases(world: &World) -> Handle<Phrase> {
    world.client.sync::<(Phrase,)>().await.unwrap();
    let handle = world.client.collection::<Phrase>();
    let all: Vec<Phrase> = (0..).zip(TEXTS).map(|(number, text)| phrase(number, text)).collect();
    handle.insert_many(&all).await.unwrap().into_result().unwrap();
    handle
}

fn phrase(number: i64, text: &str) -> Phrase {
    let text = text.to_owned();
    Phrase {
        number,
        word: text.clone(),
        lowercase: text.clone(),
        whitespace: text.clone(),
        field: text.clone(),
        trigram: text.clone(),
        words: vec![text.clone(), "blue".into()],
        values: vec![text, "blue".into()],
    }
}

async fn found(
    handle: &Handle<Phrase>,
    filter: Filter<Phrase>,
) -> Result<BTreeSet<&'static str>, weaviate::Error> {
    let rows = handle.fetch(query!(Phrase, filter: filter, limit: 100, select: { .number })).await?;
    Ok(rows.iter().map(|row| TEXTS[usize::try_from(row.number).unwrap()]).collect())
}

macro_rules! finds {
    ($handle:expr, { $($filter:tt)* }, [$($text:expr),*]) => {
        let found = found(&$handle, filter!(Phrase, $($filter)*)).await;
        let found = found.unwrap_or_else(|error| panic!("{}: {error}", stringify!($($filter)*)));
        assert_eq!(found, BTreeSet::from([$($text),*]), "{}", stringify!($($filter)*));
    };
}

macro_rules! refuses {
    ($handle:expr, { $($filter:tt)* }, $($said:expr),*) => {
        let filter = filter!(Phrase, $($filter)*);
        let error = found(&$handle, filter.clone()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let text = error.to_string();
        assert!($(text.contains($said) &&)* text.len() <= 600, "{}: {text}", stringify!($($filter)*));
        // In whatever takes a filter, also behind `!`.
        let count = query!(aggregate Phrase, filter: !filter.clone(), select: { count });
        let counted = $handle.aggregate(count).await.unwrap_err();
        assert_eq!(counted.kind(), ErrorKind::InvalidInput, "{counted}");
        let deleted = $handle.delete_where(filter).await.unwrap_err();
        assert_eq!(deleted.kind(), ErrorKind::InvalidInput, "{deleted}");
    };
}

#[test]
fn words_and_values_are_told_apart() {
    run(|world| async move {
        let h = phrases(&world).await;
        finds!(h, { .word matches_any ["red", "ab"] }, ["red whale pot", "ab", "the red"]);
        finds!(h, { .word matches_any ["pot red", "nothing"] }, ["red whale pot"]);
        finds!(h, { .word matches_all ["pot", "red whale"] }, ["red whale pot"]);
        finds!(h, { .lowercase matches_any ["HELLO", "the"] }, ["Hello world", "the", "one the", "the red"]);
        finds!(h, { .whitespace matches_any ["hello", "😂"] }, ["😂", "😂 fun"]);
        finds!(h, { .trigram matches_any ["whale", "ork"] }, ["red whale pot", "new-york"]);
        finds!(h, { .trigram matches_all ["red", "pot"] }, ["red whale pot"]);
        finds!(h, { .words matches "blue red" }, ["red whale pot", "the red"]);
        finds!(h, { .words matches_all ["blue", "red"] }, ["red whale pot", "the red"]);
        finds!(h, { !(.words matches_none ["red"]) }, ["red whale pot", "the red"]);
        finds!(h, { .values contains_any ["red", "one"] }, ["one"]);
        finds!(h, { .values contains_all ["blue", "the red"] }, ["the red"]);
        finds!(h, { .field contains_any ["red", "the red"] }, ["the red"]);
        finds!(h, { .field contains_any ["😂"] }, ["😂"]);
        finds!(h, { !(.field contains_none ["*", "the"]) }, ["*", "the"]);
    });
}

#[test]
fn a_text_without_a_word_is_refused_by_name() {
    run(|world| async move {
        let h = phrases(&world).await;
        refuses!(h, { .word matches "😂" }, "`.word matches`", "\"😂\"", "`tokenization = word`");
        refuses!(h, { .word matches "the a" }, "`.word matches`", "`the`, `a` are stop words", "`tokenization = word`");
        refuses!(h, { .word matches "" }, "`.word matches`", "`tokenization = word`");
        refuses!(h, { .word matches_any ["😂", "the"] }, "`.word matches_any`", "😂");
        refuses!(h, { .word matches_all ["one", "the"] }, "`.word matches_all`", "`the` is a stop word");
        refuses!(h, { .words matches_none ["the"] }, "`.words matches_none`", "`the` is a stop word");
        refuses!(h, { .lowercase matches " " }, "`.lowercase matches`", "`tokenization = lowercase`");
        refuses!(h, { .whitespace matches "" }, "`.whitespace matches`", "`tokenization = whitespace`");
        refuses!(h, { .trigram matches "ab" }, "`.trigram matches`", "\"ab\"", "`tokenization = trigram`");
        // What has a word is asked, stop words aside.
        finds!(h, { .word matches "the one 😂" }, ["one", "one the"]);
        finds!(h, { .word matches_any ["the", "one", "😂"] }, ["one", "one the"]);
        finds!(h, { !(.word matches_none ["the", "one", "😂"]) }, ["one", "one the"]);
        finds!(h, { .lowercase matches "the" }, ["the", "one the", "the red"]);
        finds!(h, { .lowercase matches "😂" }, ["😂", "😂 fun"]);
        finds!(h, { .field == "😂" }, ["😂"]);
    });
}

#[test]
fn a_pattern_is_held_against_one_word() {
    run(|world| async move {
        let h = phrases(&world).await;
        let (laughs, parts) = ("*😂*", "h* w*");
        refuses!(h, { .word like laughs }, "`.word like`", "\"*😂*\"", "`tokenization = word`");
        refuses!(h, { .word like parts }, "`.word like \"h*\" && .word like \"w*\"`");
        refuses!(h, { .lowercase like parts }, "`.lowercase like \"h*\" && .lowercase like \"w*\"`");
        refuses!(h, { .whitespace like "" }, "`.whitespace like`");
        let dashed = "new-y*";
        refuses!(h, { .word like dashed }, "`.word like \"new\" && .word like \"y*\"`");
        finds!(h, { .word like "h*" && .word like "w*" }, ["Hello world"]);
        finds!(h, { .word like "the" }, ["the", "one the", "the red"]);
        finds!(h, { .lowercase like dashed }, ["new-york"]);
        finds!(h, { .whitespace like laughs }, ["😂", "😂 fun"]);
        finds!(h, { .field like "H* w*" }, ["Hello world"]);
    });
}

/// What a server answers to the same by a raw request, which is why each is refused: the engine as a server.
#[test]
fn raw_requests_are_answered_as_a_server_does() {
    run(|world| async move {
        let _h = phrases(&world).await;
        let ask = |name: &str, operator, value| {
            let target =
                Target { path: vec![], name: name.into(), length: false, count: false, parts: false };
            let filter = ir::Filter::Test { target, operator, value };
            ir::Query {
                filter: Some(filter),
                limit: Some(100),
                selection: ir::Selection { items: vec![ir::Item::Property("number".into())] },
                ..ir::Query::new("Phrase")
            }
        };
        let text = |text: &str| Value::Text(text.into());
        let texts = |texts: &[&str]| Value::Texts(texts.iter().map(ToString::to_string).collect());
        for (name, operator, value) in [
            ("word", Operator::Matches, text("😂")),
            ("word", Operator::Matches, text("the")),
            ("trigram", Operator::Matches, text("ab")),
            ("lowercase", Operator::Matches, text("")),
            ("word", Operator::MatchesAny, texts(&["😂", "a"])),
            ("word", Operator::MatchesAll, texts(&["one", "the"])),
            ("word", Operator::MatchesNone, texts(&["one", "the"])),
            ("word", Operator::Like, text("😂")),
            ("trigram", Operator::Like, text("*")),
        ] {
            let said =
                world.client.fetch_raw(&ask(name, operator, value.clone())).await.unwrap_err().to_string();
            assert!(said.contains("only stopwords provided"), "{name} {operator:?} {value:?}: {said}");
        }
        // Of the words that there are, none has the laugh; and the parts of a pattern stand in any order.
        let count = |name: &'static str, pattern: &'static str| {
            let query = ask(name, Operator::Like, text(pattern));
            let client = world.client.clone();
            async move { client.fetch_raw(&query).await.unwrap().len() }
        };
        assert_eq!(count("word", "*😂*").await, 10);
        assert_eq!(count("word", "w* h*").await, 1);
        assert_eq!(count("trigram", "hel*wor*").await, 1);
    });
}
