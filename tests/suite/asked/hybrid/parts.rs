//! Hybrid searches by their parts: sub-searches, targets, operators.

use weaviate::{
    Boost, Collection as _, ir,
    search::{self, Operator},
};

use crate::asked::{
    case::{Case, asked},
    collections::{Article, Gadget, Headline, Ledger, Recipe},
    vectors::{EIGHT, FOUR, SIXTEEN},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), recipes(), headlines(), ledgers()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "hybrid/fusion-unset",
            Article { hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], limit: 10 },
            { hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).limit(10) },
            [id, score],
        ),
        asked!(
            "hybrid/near-vector",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: near_vector(EIGHT), on: [.title],
                fusion: relative_score, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector_by(search::near_vector(EIGHT)).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/near-vector-distance",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: near_vector(EIGHT).distance(0.4), on: [.title],
                fusion: relative_score, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector_by(search::near_vector(EIGHT).distance(0.4))
                    .on(f.title).fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/near-vector-certainty",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: near_vector(EIGHT).certainty(0.7), on: [.title],
                fusion: relative_score, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector_by(search::near_vector(EIGHT).certainty(0.7))
                    .on(f.title).fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/op-or2",
            Article {
                hybrid: "copper kettle river", alpha: 0.5, vector: EIGHT, on: [.title], operator: or(2),
                fusion: relative_score, limit: 10
            },
            {
                hybrid("copper kettle river").alpha(0.5).vector(EIGHT).on(f.title)
                    .operator(Operator::Or(2)).fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/op-and-alpha0",
            Article {
                hybrid: "copper kettle", alpha: 0, vector: EIGHT, on: [.title], operator: and,
                fusion: relative_score, limit: 10
            },
            {
                hybrid("copper kettle").alpha_zero().vector(EIGHT).on(f.title)
                    .operator(Operator::And).fusion(ir::Fusion::RelativeScore).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/max-distance-0",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                max_distance: 0.0, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).max_distance(0.0).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/max-distance-alpha1",
            Article {
                hybrid: "copper kettle", alpha: 1.0, vector: EIGHT, on: [.title], fusion: relative_score,
                max_distance: 0.4, limit: 10
            },
            {
                hybrid("copper kettle").alpha(1.0).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).max_distance(0.4).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/filter-none",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                filter: .word_count == -777, limit: 10
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).filter(f.word_count.eq(-777)).limit(10)
            },
            [id, score],
        ),
        asked!(
            "hybrid/boost",
            Article {
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], fusion: relative_score,
                limit: 6, boost: Boost::numeric_decay(f.word_count, 800.0, 300.0)
            },
            {
                hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title)
                    .fusion(ir::Fusion::RelativeScore).limit(6)
                    .boost(Boost::numeric_decay(f.word_count, 800.0, 300.0))
            },
            [id, score],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![asked!(
        "hybrid/named",
        Gadget {
            hybrid: "brass lamp", target: .sound, alpha: 0.5, vector: SIXTEEN, on: [.label],
            fusion: relative_score, limit: 10
        },
        {
            target(f.sound).hybrid("brass lamp").alpha(0.5).vector(SIXTEEN).on(f.label)
                .fusion(ir::Fusion::RelativeScore).limit(10)
        },
        [id, score],
    )]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![asked!(
        "hybrid/auto",
        Recipe {
            hybrid: "barley", alpha: 0.5, vector: FOUR, on: [.name], fusion: relative_score, limit: 10
        },
        {
            hybrid("barley").alpha(0.5).vector(FOUR).on(f.name).fusion(ir::Fusion::RelativeScore)
                .limit(10)
        },
        [id, score],
    )]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![
        asked!(
            "hybrid/bigram-0.0",
            Headline { hybrid: "harbour storm", alpha: 0, on: [.title], fusion: relative_score, limit: 10 },
            { hybrid("harbour storm").alpha_zero().on(f.title).fusion(ir::Fusion::RelativeScore).limit(10) },
            [id, score],
        ),
        asked!(
            "hybrid/bigram-1.0",
            Headline { hybrid: "harbour storm", alpha: 1.0, on: [.title], fusion: relative_score, limit: 10 },
            { hybrid("harbour storm").alpha(1.0).on(f.title).fusion(ir::Fusion::RelativeScore).limit(10) },
            [id, score],
        ),
        asked!(
            "hybrid/bigram-explain",
            Headline { hybrid: "harbour storm", alpha: 0.5, on: [.title], fusion: relative_score, limit: 3 },
            { hybrid("harbour storm").alpha(0.5).on(f.title).fusion(ir::Fusion::RelativeScore).limit(3) },
            [id, score, explain_score],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![asked!(
        "hybrid/tenant",
        Ledger {
            hybrid: "rent coal", alpha: 0.5, vector: FOUR, on: [.note], fusion: relative_score, limit: 10
        },
        {
            hybrid("rent coal").alpha(0.5).vector(FOUR).on(f.note).fusion(ir::Fusion::RelativeScore)
                .limit(10)
        },
        [id, score],
    )]
}
