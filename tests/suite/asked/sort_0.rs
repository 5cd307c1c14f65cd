//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Author, Gadget, Ledger, Quote}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), ledgers(), authors(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "sort/title-asc",
            query!(Article, sort: .title, limit: 100, select: { id }),
            Article::query().sort(f.title.asc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/title-desc",
            query!(Article, sort: .title desc, limit: 100, select: { id }),
            Article::query().sort(f.title.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/slug-asc",
            query!(Article, sort: .slug, limit: 25, select: { id }),
            Article::query().sort(f.slug.asc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/slug-desc",
            query!(Article, sort: .slug desc, limit: 25, select: { id }),
            Article::query().sort(f.slug.desc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/published-asc",
            query!(Article, sort: .published, limit: 100, select: { id }),
            Article::query().sort(f.published.asc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/priority-asc",
            query!(Article, sort: .priority, limit: 25, select: { id }),
            Article::query().sort(f.priority.asc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/unindexed-asc",
            query!(Article, sort: .unindexed, limit: 25, select: { id }),
            Article::query().sort(f.unindexed.asc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/unindexed-desc",
            query!(Article, sort: .unindexed desc, limit: 25, select: { id }),
            Article::query().sort(f.unindexed.desc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/hidden-asc",
            query!(Article, sort: .hidden, limit: 25, select: { id }),
            Article::query().sort(f.hidden.asc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/hidden-desc",
            query!(Article, sort: .hidden desc, limit: 25, select: { id }),
            Article::query().sort(f.hidden.desc()).limit(25).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/some-wordCount-desc",
            query!(Article, filter: .published, sort: .word_count desc, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.word_count.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/some-rating-desc",
            query!(Article, filter: .published, sort: .rating desc, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.rating.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/some-publishedAt-desc",
            query!(Article, filter: .published, sort: .published_at desc, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.published_at.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/some-price-asc",
            query!(Article, filter: .published, sort: .price, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.price.asc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/some-price-desc",
            query!(Article, filter: .published, sort: .price desc, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.price.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/few-wordCount-False",
            query!(Article,
                filter: .id() in [id("40847299-081c-5646-833e-d3e37769dc6a"), id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("12637e7a-9d16-575d-b496-a925aa716f59"), id("198764f9-0c21-5957-afff-f5c04413f31d"), id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"), id("9b53cf58-13e1-56f9-8bbe-978cb167dd6d"), id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"), id("9ba33676-5d6c-5737-99b6-1a216a9401ea")],
                sort: .word_count desc, limit: 100, select: { id },
            ),
            Article::query().filter(f.id().is_in([id("40847299-081c-5646-833e-d3e37769dc6a"), id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("12637e7a-9d16-575d-b496-a925aa716f59"), id("198764f9-0c21-5957-afff-f5c04413f31d"), id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"), id("9b53cf58-13e1-56f9-8bbe-978cb167dd6d"), id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"), id("9ba33676-5d6c-5737-99b6-1a216a9401ea")])).sort(f.word_count.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/two",
            query!(Article, sort: [.published, .word_count desc], limit: 100, select: { id }),
            Article::query().sort((f.published.asc(), f.word_count.desc())).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/three",
            query!(Article, sort: [.published desc, .priority, .title], limit: 100, select: { id }),
            Article::query().sort((f.published.desc(), f.priority.asc(), f.title.asc())).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/two-missing",
            query!(Article, sort: [.rating, .slug desc], limit: 100, select: { id }),
            Article::query().sort((f.rating.asc(), f.slug.desc())).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/id-asc",
            query!(Article, sort: .id(), limit: 20, select: { id }),
            Article::query().sort(f.id().asc()).limit(20).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/created",
            query!(Article, sort: .created_at(), limit: 20, select: { id }),
            Article::query().sort(f.created_at().asc()).limit(20).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/updated",
            query!(Article, sort: .updated_at(), limit: 20, select: { id }),
            Article::query().sort(f.updated_at().asc()).limit(20).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/filter",
            query!(Article, filter: .published, sort: .word_count desc, limit: 100, select: { id }),
            Article::query().filter(f.published.eq(true)).sort(f.word_count.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "sort/few-weight-False",
            query!(Gadget,
                filter: .kind contains_any ["lamp", "clock"], sort: .weight desc, limit: 100, select: { id },
            ),
            Gadget::query().filter(f.kind.contains_any(["lamp", "clock"])).sort(f.weight.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![
        case!(
            "sort/tenant",
            query!(Ledger, sort: .amount, limit: 100, select: { id }),
            Ledger::query().sort(f.amount.asc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "sort/tenant-date",
            query!(Ledger, sort: .posted, limit: 100, select: { id }),
            Ledger::query().sort(f.posted.asc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![
        case!(
            "sort/author-bool",
            query!(Author, sort: [.active, .name], limit: 100, select: { id }),
            Author::query().sort((f.active.asc(), f.name.asc())).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        case!(
            "sort/quote-word",
            query!(Quote, sort: .line desc, limit: 100, select: { id }),
            Quote::query().sort(f.line.desc()).limit(100).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}
