//! What of each object.

mod links;
mod whole;

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, case, id},
    collections::{Article, Gadget, Ledger},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), gadgets(), ledgers(), links::cases(), whole::cases()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "selection/article-long",
            query!(Article,
                filter: .id() == id("3b9159dd-d4b8-5b15-925c-31694a957b5d"), limit: 1, select: { .body, id },
            ),
            Article::query()
                .filter(f.id().eq(id("3b9159dd-d4b8-5b15-925c-31694a957b5d")))
                .limit(1)
                .select(|a, m| (a.body, m.id())),
            [body, id],
        ),
        case!(
            "selection/article-title",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .title, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.title, m.id())),
            [title, id],
        ),
        case!(
            "selection/article-keywords",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .keywords, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.keywords, m.id())),
            [keywords, id],
        ),
        case!(
            "selection/article-wordCount",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .word_count, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.word_count, m.id())),
            [word_count, id],
        ),
        case!(
            "selection/article-scores",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .scores, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.scores, m.id())),
            [scores, id],
        ),
        case!(
            "selection/article-rating",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .rating, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.rating, m.id())),
            [rating, id],
        ),
        case!(
            "selection/article-published",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .published, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.published, m.id())),
            [published, id],
        ),
        case!(
            "selection/article-flags",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .flags, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.flags, m.id())),
            [flags, id],
        ),
        case!(
            "selection/article-publishedAt",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .published_at, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.published_at, m.id())),
            [published_at, id],
        ),
        case!(
            "selection/article-revisions",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .revisions, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.revisions, m.id())),
            [revisions, id],
        ),
        case!(
            "selection/article-ticket",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .ticket, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.ticket, m.id())),
            [ticket, id],
        ),
        case!(
            "selection/article-tickets",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .tickets, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.tickets, m.id())),
            [tickets, id],
        ),
        case!(
            "selection/article-location",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .location, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.location, m.id())),
            [location, id],
        ),
        case!(
            "selection/article-cover",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .cover, id },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (a.cover, m.id())),
            [cover, id],
        ),
        case!(
            "selection/article-empty-lists-18",
            query!(Article,
                filter: .id() == id("f255395b-d54e-557d-899c-2cff362d9ede"), limit: 1,
                select: { .keywords, .labels, .scores, .ratings, .flags, .revisions, .tickets, id },
            ),
            Article::query().filter(f.id().eq(id("f255395b-d54e-557d-899c-2cff362d9ede"))).limit(1).select(
                |a, m| (a.keywords, a.labels, a.scores, a.ratings, a.flags, a.revisions, a.tickets, m.id())
            ),
            [keywords, labels, scores, ratings, flags, revisions, tickets, id],
        ),
        asked!(
            "selection/article-none",
            Article { filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1 },
            { filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1) },
            [id],
        ),
        case!(
            "selection/meta-vector",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .vector },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, _| (a.vector,)),
            [vector],
        ),
        case!(
            "selection/vector-cosine-raw",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { id, .vector },
            ),
            Article::query()
                .filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f")))
                .limit(1)
                .select(|a, m| (m.id(), a.vector)),
            [id, vector],
        ),
        asked!(
            "selection/profile",
            Article { filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, profile: true },
            { filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).profile(true) },
            [id],
        ),
        asked!(
            "selection/consistency-one",
            Article { filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1 },
            { filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1) },
            [id, is_consistent],
        ),
        asked!(
            "selection/consistency-quorum",
            Article { filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1 },
            { filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1) },
            [id, is_consistent],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "selection/vector-named-all",
            query!(Gadget,
                filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1,
                select: { id, .shape, .sound },
            ),
            Gadget::query()
                .filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4")))
                .limit(1)
                .select(|a, m| (m.id(), a.shape, a.sound)),
            [id, shape, sound],
        ),
        case!(
            "selection/vector-named-one",
            query!(Gadget,
                filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1, select: { id, .sound },
            ),
            Gadget::query()
                .filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4")))
                .limit(1)
                .select(|a, m| (m.id(), a.sound)),
            [id, sound],
        ),
        case!(
            "selection/vector-named-missing",
            query!(Gadget,
                filter: .id() == id("0ca1ee98-57ea-5265-a895-cd732b6630c0"), limit: 1,
                select: { id, .shape, .sound },
            ),
            Gadget::query()
                .filter(f.id().eq(id("0ca1ee98-57ea-5265-a895-cd732b6630c0")))
                .limit(1)
                .select(|a, m| (m.id(), a.shape, a.sound)),
            [id, shape, sound],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![case!("selection/tenant", query!(Ledger, limit: 3), Ledger::query().limit(3).all(), |hit| hit)]
}
