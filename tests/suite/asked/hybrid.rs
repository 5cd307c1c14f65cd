//! Searches by words and a vector.

mod parts;

use weaviate::{Collection as _, ir, search};

use crate::asked::{
    case::{Case, asked},
    collections::{Article, Gadget, Headline},
    vectors::{EIGHT, SIXTEEN},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), gadgets(), headlines(), parts::cases()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "hybrid/ranked-0.1",
            Article {
                hybrid: "copper kettle", alpha: 0.1, vector: EIGHT, on: [.title], fusion: ranked, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.1).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-0.25",
            Article {
                hybrid: "copper kettle", alpha: 0.25, vector: EIGHT, on: [.title], fusion: ranked, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.25).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-0.5",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-filter",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked,
                filter: .published, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .filter(f.published.eq(true)).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-page",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked, limit: 3,
                offset: 2
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .limit(3).offset(2)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-autocut",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked, limit: 20,
                auto_limit: 1
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .limit(20).auto_limit(1)
            },
            [id, score],
        ),
        asked!(
            "hybrid/ranked-max-distance",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked,
                max_distance: 0.4, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).fusion(ir::Fusion::Ranked)
                    .max_distance(0.4).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/relative_score-0.0",
            Article {
                hybrid: "copper kettle", alpha: 0, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 10
            },
            {
                hybrid("copper kettle").alpha_zero().vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/relative_score-0.1",
            Article {
                hybrid: "copper kettle", alpha: 0.1, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.1).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/relative_score-0.25",
            Article {
                hybrid: "copper kettle", alpha: 0.25, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.25).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/relative_score-explain",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 4
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(4)
            },
            [id, score, explain_score],
        ),
        asked!(
            "hybrid/relative_score-autocut",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 20, auto_limit: 1
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(20).auto_limit(1)
            },
            [id, score],
        ),
        asked!(
            "hybrid/relative_score-max-distance",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                max_distance: 0.4, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).max_distance(0.4).limit(10)
            },
            [id, score],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        asked!(
            "hybrid/multi-ranked-type_sum",
            Gadget {
                hybrid: "brass lamp", target: sum(.shape, .sound), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: ranked, limit: 8
            },
            {
                target(search::sum((f.shape, f.sound))).hybrid("brass lamp").alpha(0.5)
                    .vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::Ranked).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-ranked-type_min",
            Gadget {
                hybrid: "brass lamp", target: minimum(.shape, .sound), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: ranked, limit: 8
            },
            {
                target(search::minimum((f.shape, f.sound))).hybrid("brass lamp").alpha(0.5)
                    .vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::Ranked).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-ranked-type_average",
            Gadget {
                hybrid: "brass lamp", target: average(.shape, .sound), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: ranked, limit: 8
            },
            {
                target(search::average((f.shape, f.sound))).hybrid("brass lamp").alpha(0.5)
                    .vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::Ranked).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-ranked-type_relative_score",
            Gadget {
                hybrid: "brass lamp", target: relative(.shape * 0.7, .sound * 0.2), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: ranked, limit: 8
            },
            {
                target(search::relative((f.shape.times(0.7), f.sound.times(0.2)))).hybrid("brass lamp")
                    .alpha(0.5).vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::Ranked).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-relative_score-type_min",
            Gadget {
                hybrid: "brass lamp", target: minimum(.shape, .sound), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: relative_score, limit: 8
            },
            {
                target(search::minimum((f.shape, f.sound))).hybrid("brass lamp").alpha(0.5)
                    .vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::RelativeScore).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-relative_score-type_average",
            Gadget {
                hybrid: "brass lamp", target: average(.shape, .sound), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: relative_score, limit: 8
            },
            {
                target(search::average((f.shape, f.sound))).hybrid("brass lamp").alpha(0.5)
                    .vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::RelativeScore).limit(8)
            },
            [id, score],
        ),
        asked!(
            "hybrid/multi-relative_score-type_relative_score",
            Gadget {
                hybrid: "brass lamp", target: relative(.shape * 0.7, .sound * 0.2), alpha: 0.5,
                vector: { .shape: EIGHT, .sound: SIXTEEN }, on: [.label], fusion: relative_score, limit: 8
            },
            {
                target(search::relative((f.shape.times(0.7), f.sound.times(0.2)))).hybrid("brass lamp")
                    .alpha(0.5).vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).on(f.label)
                    .fusion(ir::Fusion::RelativeScore).limit(8)
            },
            [id, score],
        ),
    ]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![asked!(
        "hybrid/bigram-ranked",
        Headline { hybrid: "harbour storm", alpha: 0.5, on: [.title], fusion: ranked, limit: 10 },
        { hybrid("harbour storm").alpha(0.5).on(f.title).fusion(ir::Fusion::Ranked).limit(10) },
        [id, score],
    )]
}
