//! How many of the words must be there; own constants and stopwords.

use weaviate::{Collection as _, search::Operator};

use crate::asked::{
    case::{Case, asked},
    collections::{Article, Quote},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "bm25/and-0",
            Article { bm25: "copper kettle", on: [.title], operator: and, limit: 20 },
            { bm25("copper kettle").on(f.title).operator(Operator::And).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/andcross-0",
            Article { bm25: "copper kettle", on: [.title, .body], operator: and_cross, limit: 20 },
            { bm25("copper kettle").and_cross((f.title, f.body)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/or-0-0",
            Article { bm25: "copper kettle", on: [.title], operator: or(0), limit: 20 },
            { bm25("copper kettle").on(f.title).operator(Operator::Or(0)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/or-0-1",
            Article { bm25: "copper kettle", on: [.title], operator: or(1), limit: 20 },
            { bm25("copper kettle").on(f.title).operator(Operator::Or(1)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/or-0-2",
            Article { bm25: "copper kettle", on: [.title], operator: or(2), limit: 20 },
            { bm25("copper kettle").on(f.title).operator(Operator::Or(2)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/andcross-1",
            Article { bm25: "the kettle soup", on: [.title, .body], operator: and_cross, limit: 20 },
            {
                bm25("the kettle soup").and_cross((f.title, f.body))
                    .limit(20)
            },
            [id, score],
        ),
        asked!(
            "bm25/and-2",
            Article { bm25: "robot workshop river", on: [.title], operator: and, limit: 20 },
            { bm25("robot workshop river").on(f.title).operator(Operator::And).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/and-two-2",
            Article { bm25: "robot workshop river", on: [.title, .body], operator: and, limit: 20 },
            {
                bm25("robot workshop river").on((f.title, f.body)).operator(Operator::And)
                    .limit(20)
            },
            [id, score],
        ),
        asked!(
            "bm25/andcross-2",
            Article { bm25: "robot workshop river", on: [.title, .body], operator: and_cross, limit: 20 },
            {
                bm25("robot workshop river").and_cross((f.title, f.body))
                    .limit(20)
            },
            [id, score],
        ),
        asked!(
            "bm25/and-3",
            Article { bm25: "kettle nosuch", on: [.title], operator: and, limit: 20 },
            { bm25("kettle nosuch").on(f.title).operator(Operator::And).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/and-two-3",
            Article { bm25: "kettle nosuch", on: [.title, .body], operator: and, limit: 20 },
            { bm25("kettle nosuch").on((f.title, f.body)).operator(Operator::And).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/and-all",
            Article { bm25: "copper kettle", operator: and, limit: 20 },
            { bm25("copper kettle").operator(Operator::And).limit(20) },
            [id, score],
        ),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        asked!(
            "bm25/quote-0",
            Quote { bm25: "rain", on: [.line], limit: 20 },
            { bm25("rain").on(f.line).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-1",
            Quote { bm25: "the", on: [.line], limit: 20 },
            { bm25("the").on(f.line).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-2",
            Quote { bm25: "lantern", on: [.line], limit: 20 },
            { bm25("lantern").on(f.line).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-9",
            Quote { bm25: "café", on: [.partly], limit: 20 },
            { bm25("café").on(f.partly).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-10",
            Quote { bm25: "creme brulee", on: [.folded], limit: 20 },
            { bm25("creme brulee").on(f.folded).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-11",
            Quote { bm25: "creme brulee", on: [.partly], limit: 20 },
            { bm25("creme brulee").on(f.partly).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-12",
            Quote { bm25: "rain snow", on: [.weather], limit: 20 },
            { bm25("rain snow").on(f.weather).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-13",
            Quote { bm25: "the", on: [.weather], limit: 20 },
            { bm25("the").on(f.weather).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-16",
            Quote { bm25: "zebra", on: [.line ^ 2, .bare], limit: 20 },
            { bm25("zebra").on((f.line.weight(2), f.bare)).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-17",
            Quote { bm25: "x", on: [.raw], limit: 20 },
            { bm25("x").on(f.raw).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-19",
            Quote { bm25: "café", on: [.lower], limit: 20 },
            { bm25("café").on(f.lower).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-20",
            Quote { bm25: "lantern", on: [.tri], limit: 20 },
            { bm25("lantern").on(f.tri).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-21",
            Quote { bm25: "夜", on: [.tri], limit: 20 },
            { bm25("夜").on(f.tri).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-25",
            Quote { bm25: "resume", on: [.folded], limit: 20 },
            { bm25("resume").on(f.folded).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-28",
            Quote { bm25: "smorgasbord", on: [.folded], limit: 20 },
            { bm25("smorgasbord").on(f.folded).limit(20) },
            [id, score],
        ),
        asked!(
            "bm25/quote-and",
            Quote { bm25: "lantern rain", on: [.line], operator: and, limit: 20 },
            { bm25("lantern rain").on(f.line).operator(Operator::And).limit(20) },
            [id, score],
        ),
    ]
}
