//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Gadget, Ledger}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [gadgets(), articles(), ledgers()].into_iter().flatten().collect()
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "selection/vector-named-one",
            query!(Gadget,
                filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1,
                select: { id, .sound },
            ),
            Gadget::query().filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4"))).limit(1).select(|a, m| (m.id(), a.sound)),
            [id, sound]
        ),
        case!(
            "selection/vector-named-missing",
            query!(Gadget,
                filter: .id() == id("0ca1ee98-57ea-5265-a895-cd732b6630c0"), limit: 1,
                select: { id, .shape, .sound },
            ),
            Gadget::query().filter(f.id().eq(id("0ca1ee98-57ea-5265-a895-cd732b6630c0"))).limit(1).select(|a, m| (m.id(), a.shape, a.sound)),
            [id, shape, sound]
        ),
    ]
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "selection/vector-cosine-raw",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { id, .vector },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (m.id(), a.vector)),
            [id, vector]
        ),
        case!(
            "selection/consistency-one",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { id, is_consistent },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|_, m| (m.id(), m.is_consistent())),
            [id, is_consistent]
        ),
        case!(
            "selection/consistency-quorum",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { id, is_consistent },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|_, m| (m.id(), m.is_consistent())),
            [id, is_consistent]
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![
        case!("selection/tenant", query!(Ledger, limit: 3), Ledger::query().limit(3).all(), |hit| hit),
    ]
}
