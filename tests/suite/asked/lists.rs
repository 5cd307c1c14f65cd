//! Listings: cursors and orders.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, asked, case, id},
    collections::{Article, Author, Gadget, Ledger, Quote},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), ledgers(), gadgets(), authors(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!("cursor/first", Article { limit: 10 }, { limit(10) }, [id]),
        asked!(
            "cursor/page-1",
            Article { limit: 10, after: id("3f4a6d1c-ec11-5048-847a-852a351c1a5f") },
            { limit(10).after(id("3f4a6d1c-ec11-5048-847a-852a351c1a5f")) },
            [id],
        ),
        asked!(
            "cursor/page-2",
            Article { limit: 10, after: id("52640067-20b2-5649-a4e7-1df8f1eb250e") },
            { limit(10).after(id("52640067-20b2-5649-a4e7-1df8f1eb250e")) },
            [id],
        ),
        asked!(
            "cursor/page-3",
            Article { limit: 10, after: id("daa2409a-9e73-5c76-9a99-51a85f4af8f7") },
            { limit(10).after(id("daa2409a-9e73-5c76-9a99-51a85f4af8f7")) },
            [id],
        ),
        case!(
            "cursor/default-limit",
            query!(Article, select: { id }),
            Article::query().select(|_, m| (m.id(),)),
            [id],
        ),
        asked!(
            "sort/title-asc",
            Article { sort: .title, limit: 100 },
            { sort(f.title.asc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/title-desc",
            Article { sort: .title desc, limit: 100 },
            { sort(f.title.desc()).limit(100) },
            [id],
        ),
        asked!("sort/slug-asc", Article { sort: .slug, limit: 25 }, { sort(f.slug.asc()).limit(25) }, [id]),
        asked!(
            "sort/slug-desc",
            Article { sort: .slug desc, limit: 25 },
            { sort(f.slug.desc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/published-asc",
            Article { sort: .published, limit: 100 },
            { sort(f.published.asc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/priority-asc",
            Article { sort: .priority, limit: 25 },
            { sort(f.priority.asc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/unindexed-asc",
            Article { sort: .unindexed, limit: 25 },
            { sort(f.unindexed.asc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/unindexed-desc",
            Article { sort: .unindexed desc, limit: 25 },
            { sort(f.unindexed.desc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/hidden-asc",
            Article { sort: .hidden, limit: 25 },
            { sort(f.hidden.asc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/hidden-desc",
            Article { sort: .hidden desc, limit: 25 },
            { sort(f.hidden.desc()).limit(25) },
            [id],
        ),
        asked!(
            "sort/some-wordCount-desc",
            Article { filter: .published, sort: .word_count desc, limit: 100 },
            { filter(f.published.eq(true)).sort(f.word_count.desc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/some-rating-desc",
            Article { filter: .published, sort: .rating desc, limit: 100 },
            { filter(f.published.eq(true)).sort(f.rating.desc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/some-publishedAt-desc",
            Article { filter: .published, sort: .published_at desc, limit: 100 },
            { filter(f.published.eq(true)).sort(f.published_at.desc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/some-price-asc",
            Article { filter: .published, sort: .price, limit: 100 },
            { filter(f.published.eq(true)).sort(f.price.asc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/some-price-desc",
            Article { filter: .published, sort: .price desc, limit: 100 },
            { filter(f.published.eq(true)).sort(f.price.desc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/few-wordCount-False",
            Article {
                filter: .id() in [id("40847299-081c-5646-833e-d3e37769dc6a"), id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("12637e7a-9d16-575d-b496-a925aa716f59"), id("198764f9-0c21-5957-afff-f5c04413f31d"), id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"), id("9b53cf58-13e1-56f9-8bbe-978cb167dd6d"), id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"), id("9ba33676-5d6c-5737-99b6-1a216a9401ea")],
                sort: .word_count desc, limit: 100
            },
            {
                filter(f.id().is_in([id("40847299-081c-5646-833e-d3e37769dc6a"), id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("12637e7a-9d16-575d-b496-a925aa716f59"), id("198764f9-0c21-5957-afff-f5c04413f31d"), id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"), id("9b53cf58-13e1-56f9-8bbe-978cb167dd6d"), id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"), id("9ba33676-5d6c-5737-99b6-1a216a9401ea")]))
                    .sort(f.word_count.desc()).limit(100)
            },
            [id],
        ),
        asked!(
            "sort/two",
            Article { sort: [.published, .word_count desc], limit: 100 },
            { sort((f.published.asc(), f.word_count.desc())).limit(100) },
            [id],
        ),
        asked!(
            "sort/three",
            Article { sort: [.published desc, .priority, .title], limit: 100 },
            { sort((f.published.desc(), f.priority.asc(), f.title.asc())).limit(100) },
            [id],
        ),
        asked!(
            "sort/two-missing",
            Article { sort: [.rating, .slug desc], limit: 100 },
            { sort((f.rating.asc(), f.slug.desc())).limit(100) },
            [id],
        ),
        asked!("sort/id-asc", Article { sort: .id(), limit: 20 }, { sort(f.id().asc()).limit(20) }, [id]),
        asked!(
            "sort/created",
            Article { sort: .created_at(), limit: 20 },
            { sort(f.created_at().asc()).limit(20) },
            [id],
        ),
        asked!(
            "sort/updated",
            Article { sort: .updated_at(), limit: 20 },
            { sort(f.updated_at().asc()).limit(20) },
            [id],
        ),
        asked!(
            "sort/filter",
            Article { filter: .published, sort: .word_count desc, limit: 100 },
            { filter(f.published.eq(true)).sort(f.word_count.desc()).limit(100) },
            [id],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![
        asked!(
            "cursor/tenant",
            Ledger { limit: 5, after: id("00000000-0000-0000-0000-000000000000") },
            { limit(5).after(id("00000000-0000-0000-0000-000000000000")) },
            [id],
        ),
        asked!(
            "sort/tenant",
            Ledger { sort: .amount, limit: 100 },
            { sort(f.amount.asc()).limit(100) },
            [id],
        ),
        asked!(
            "sort/tenant-date",
            Ledger { sort: .posted, limit: 100 },
            { sort(f.posted.asc()).limit(100) },
            [id],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![asked!(
        "sort/few-weight-False",
        Gadget { filter: .kind contains_any ["lamp", "clock"], sort: .weight desc, limit: 100 },
        { filter(f.kind.contains_any(["lamp", "clock"])).sort(f.weight.desc()).limit(100) },
        [id],
    )]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![asked!(
        "sort/author-bool",
        Author { sort: [.active, .name], limit: 100 },
        { sort((f.active.asc(), f.name.asc())).limit(100) },
        [id],
    )]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![asked!(
        "sort/quote-word",
        Quote { sort: .line desc, limit: 100 },
        { sort(f.line.desc()).limit(100) },
        [id],
    )]
}
