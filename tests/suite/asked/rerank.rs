//! A second ranking.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, case, id},
    collections::{Gadget, Headline},
    vectors::EIGHT,
};

pub(super) fn cases() -> Vec<Case> {
    [gadgets(), headlines()].into_iter().flatten().collect()
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "rerank/nv",
            query!(Gadget,
                near_vector: EIGHT, target: .shape, limit: 6, rerank: .label, rerank_query: "lamp",
                select: { .label, id, distance, rerank_score },
            ),
            Gadget::query()
                .target(f.shape)
                .near_vector(EIGHT)
                .limit(6)
                .rerank_query("lamp")
                .rerank(f.label)
                .select(|a, m| (a.label, m.id(), m.distance(), m.rerank_score())),
            [label, id, distance, rerank_score],
        ),
        asked!(
            "rerank/nv-noprops",
            Gadget { near_vector: EIGHT, target: .shape, limit: 6, rerank: .label, rerank_query: "lamp" },
            { target(f.shape).near_vector(EIGHT).limit(6).rerank_query("lamp").rerank(f.label) },
            [id, distance, rerank_score],
        ),
        case!(
            "rerank/page",
            query!(Gadget,
                near_vector: EIGHT, target: .shape, limit: 3, offset: 2, rerank: .label, rerank_query: "lamp",
                select: { .label, id, distance, rerank_score },
            ),
            Gadget::query()
                .target(f.shape)
                .near_vector(EIGHT)
                .limit(3)
                .offset(2)
                .rerank_query("lamp")
                .rerank(f.label)
                .select(|a, m| (a.label, m.id(), m.distance(), m.rerank_score())),
            [label, id, distance, rerank_score],
        ),
    ]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![
        case!(
            "rerank/hybrid",
            query!(Headline,
                hybrid: "harbour storm", alpha: 0.5, limit: 6, rerank: .title, rerank_query: "lamp",
                select: { .title, id, score, rerank_score },
            ),
            Headline::query()
                .hybrid("harbour storm")
                .alpha(0.5)
                .limit(6)
                .rerank_query("lamp")
                .rerank(f.title)
                .select(|a, m| (a.title, m.id(), m.score(), m.rerank_score())),
            [title, id, score, rerank_score],
        ),
        case!(
            "rerank/near-object",
            query!(Headline,
                near_object: id("f49270f2-eda2-5399-be0a-ac3feef8811e"), limit: 6, rerank: .title,
                rerank_query: "x", select: { .title, id, distance, rerank_score },
            ),
            Headline::query()
                .near_object(id("f49270f2-eda2-5399-be0a-ac3feef8811e"))
                .limit(6)
                .rerank_query("x")
                .rerank(f.title)
                .select(|a, m| (a.title, m.id(), m.distance(), m.rerank_score())),
            [title, id, distance, rerank_score],
        ),
    ]
}
