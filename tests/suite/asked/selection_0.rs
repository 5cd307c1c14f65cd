//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Author, Gadget, Recipe}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), authors(), recipes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "selection/article-default-2",
            query!(Article, filter: .id() == id("3e6ad636-dc70-59c8-8606-4a795513a029"), limit: 1),
            Article::query().filter(f.id().eq(id("3e6ad636-dc70-59c8-8606-4a795513a029"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-5",
            query!(Article, filter: .id() == id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 1),
            Article::query().filter(f.id().eq(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-8",
            query!(Article, filter: .id() == id("9b443eca-91b1-53d6-82e8-e324e14829c3"), limit: 1),
            Article::query().filter(f.id().eq(id("9b443eca-91b1-53d6-82e8-e324e14829c3"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-13",
            query!(Article, filter: .id() == id("5b5e6fad-0f5b-5335-80d2-df96ea387a61"), limit: 1),
            Article::query().filter(f.id().eq(id("5b5e6fad-0f5b-5335-80d2-df96ea387a61"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-18",
            query!(Article, filter: .id() == id("f255395b-d54e-557d-899c-2cff362d9ede"), limit: 1),
            Article::query().filter(f.id().eq(id("f255395b-d54e-557d-899c-2cff362d9ede"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-23",
            query!(Article, filter: .id() == id("4fd7c9c4-534e-5542-bc65-11514af68c0d"), limit: 1),
            Article::query().filter(f.id().eq(id("4fd7c9c4-534e-5542-bc65-11514af68c0d"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-28",
            query!(Article, filter: .id() == id("daa2409a-9e73-5c76-9a99-51a85f4af8f7"), limit: 1),
            Article::query().filter(f.id().eq(id("daa2409a-9e73-5c76-9a99-51a85f4af8f7"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-33",
            query!(Article, filter: .id() == id("55f3b85f-d754-5f09-af82-52a457899cc7"), limit: 1),
            Article::query().filter(f.id().eq(id("55f3b85f-d754-5f09-af82-52a457899cc7"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-43",
            query!(Article, filter: .id() == id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"), limit: 1),
            Article::query().filter(f.id().eq(id("caa54b1c-9836-5fef-84cc-27e6721e4f6a"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-48",
            query!(Article, filter: .id() == id("59fb7a92-7ff1-5cb5-a7fc-1afeb37b70cd"), limit: 1),
            Article::query().filter(f.id().eq(id("59fb7a92-7ff1-5cb5-a7fc-1afeb37b70cd"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-53",
            query!(Article, filter: .id() == id("254cbde1-2127-5701-a069-de5b55cd54a1"), limit: 1),
            Article::query().filter(f.id().eq(id("254cbde1-2127-5701-a069-de5b55cd54a1"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-60",
            query!(Article, filter: .id() == id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"), limit: 1),
            Article::query().filter(f.id().eq(id("799a4b0b-5539-5b8c-9fc0-02af4d8f8fe3"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-61",
            query!(Article, filter: .id() == id("7c8aff15-bee6-50ce-8880-798ef9d889d9"), limit: 1),
            Article::query().filter(f.id().eq(id("7c8aff15-bee6-50ce-8880-798ef9d889d9"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-63",
            query!(Article, filter: .id() == id("68ef4072-13a9-5588-998e-4a2f54790852"), limit: 1),
            Article::query().filter(f.id().eq(id("68ef4072-13a9-5588-998e-4a2f54790852"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-64",
            query!(Article, filter: .id() == id("3f4a6d1c-ec11-5048-847a-852a351c1a5f"), limit: 1),
            Article::query().filter(f.id().eq(id("3f4a6d1c-ec11-5048-847a-852a351c1a5f"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-65",
            query!(Article, filter: .id() == id("9ba33676-5d6c-5737-99b6-1a216a9401ea"), limit: 1),
            Article::query().filter(f.id().eq(id("9ba33676-5d6c-5737-99b6-1a216a9401ea"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-default-66",
            query!(Article, filter: .id() == id("c7032b9b-9e51-5c8c-865b-2f61f8741b0b"), limit: 1),
            Article::query().filter(f.id().eq(id("c7032b9b-9e51-5c8c-865b-2f61f8741b0b"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/article-long",
            query!(Article,
                filter: .id() == id("3b9159dd-d4b8-5b15-925c-31694a957b5d"), limit: 1, select: { .body, id },
            ),
            Article::query().filter(f.id().eq(id("3b9159dd-d4b8-5b15-925c-31694a957b5d"))).limit(1).select(|a, m| (a.body, m.id())),
            [body, id]
        ),
        case!(
            "selection/article-title",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .title, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.title, m.id())),
            [title, id]
        ),
        case!(
            "selection/article-keywords",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .keywords, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.keywords, m.id())),
            [keywords, id]
        ),
        case!(
            "selection/article-wordCount",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .word_count, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.word_count, m.id())),
            [word_count, id]
        ),
        case!(
            "selection/article-scores",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .scores, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.scores, m.id())),
            [scores, id]
        ),
        case!(
            "selection/article-rating",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .rating, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.rating, m.id())),
            [rating, id]
        ),
        case!(
            "selection/article-published",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .published, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.published, m.id())),
            [published, id]
        ),
        case!(
            "selection/article-flags",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .flags, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.flags, m.id())),
            [flags, id]
        ),
        case!(
            "selection/article-publishedAt",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .published_at, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.published_at, m.id())),
            [published_at, id]
        ),
        case!(
            "selection/article-revisions",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .revisions, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.revisions, m.id())),
            [revisions, id]
        ),
        case!(
            "selection/article-ticket",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .ticket, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.ticket, m.id())),
            [ticket, id]
        ),
        case!(
            "selection/article-tickets",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .tickets, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.tickets, m.id())),
            [tickets, id]
        ),
        case!(
            "selection/article-location",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .location, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.location, m.id())),
            [location, id]
        ),
        case!(
            "selection/article-cover",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1,
                select: { .cover, id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, m| (a.cover, m.id())),
            [cover, id]
        ),
        case!(
            "selection/article-empty-lists-18",
            query!(Article,
                filter: .id() == id("f255395b-d54e-557d-899c-2cff362d9ede"), limit: 1,
                select: { .keywords, .labels, .scores, .ratings, .flags, .revisions, .tickets, id },
            ),
            Article::query().filter(f.id().eq(id("f255395b-d54e-557d-899c-2cff362d9ede"))).limit(1).select(|a, m| (a.keywords, a.labels, a.scores, a.ratings, a.flags, a.revisions, a.tickets, m.id())),
            [keywords, labels, scores, ratings, flags, revisions, tickets, id]
        ),
        case!(
            "selection/article-none",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { id },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "selection/ref",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name, id }, id },
            ),
            Article::query().filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a"))).limit(1).select(|a, m| (a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-two",
            query!(Article,
                filter: .id() == id("198764f9-0c21-5957-afff-f5c04413f31d"), limit: 1,
                select: { .written_by { .name, id }, id },
            ),
            Article::query().filter(f.id().eq(id("198764f9-0c21-5957-afff-f5c04413f31d"))).limit(1).select(|a, m| (a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-none",
            query!(Article,
                filter: .id() == id("12637e7a-9d16-575d-b496-a925aa716f59"), limit: 1,
                select: { .title, .written_by { .name, id }, id },
            ),
            Article::query().filter(f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59"))).limit(1).select(|a, m| (a.title, a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (row.title, row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-ref",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name, .lives_in { .name, id }, id }, id },
            ),
            Article::query().filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a"))).limit(1).select(|a, m| (a.written_by.pick(|a, m| (a.name, a.lives_in.pick(|a, m| (a.name, m.id())), m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name, row.lives_in.map(|row| (row.name, row.id)), row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-self",
            query!(Article,
                filter: .id() == id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 1,
                select: { .see_also { .title, .word_count, id }, id },
            ),
            Article::query().filter(f.id().eq(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))).limit(1).select(|a, m| (a.see_also.pick(|a, m| (a.title, a.word_count, m.id())), m.id())),
            |row| (row.see_also.into_iter().map(|row| (row.title, row.word_count, row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-noprops",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { id }, id },
            ),
            Article::query().filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a"))).limit(1).select(|a, m| (a.written_by.pick(|_, m| (m.id(),)), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.id,)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-nometa",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name }, id },
            ),
            Article::query().filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a"))).limit(1).select(|a, m| (a.written_by.pick(|a, _| (a.name,)), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name,)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/ref-phone",
            query!(Article,
                filter: .id() == id("90720363-d2b2-552a-9fda-abf3065349cc"), limit: 1,
                select: { .written_by { .phone, .home, .nicknames, .born, id }, id },
            ),
            Article::query().filter(f.id().eq(id("90720363-d2b2-552a-9fda-abf3065349cc"))).limit(1).select(|a, m| (a.written_by.pick(|a, m| (a.phone, a.home, a.nicknames, a.born, m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.phone, row.home, row.nicknames, row.born, row.id)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/meta-vector",
            query!(Article,
                filter: .id() == id("8fa063e2-1022-5327-b65e-e9af72a8617f"), limit: 1, select: { .vector },
            ),
            Article::query().filter(f.id().eq(id("8fa063e2-1022-5327-b65e-e9af72a8617f"))).limit(1).select(|a, _| (a.vector,)),
            [vector]
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "selection/ref-vectors",
            query!(Gadget,
                filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1,
                select: { .made_in { .name, id, .vector }, id },
            ),
            Gadget::query().filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4"))).limit(1).select(|a, m| (a.made_in.pick(|a, m| (a.name, m.id(), a.vector)), m.id())),
            |row| (row.made_in.map(|row| (row.name, row.id, row.vector)), row.id)
        ),
        case!(
            "selection/vector-named-all",
            query!(Gadget,
                filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1,
                select: { id, .shape, .sound },
            ),
            Gadget::query().filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4"))).limit(1).select(|a, m| (m.id(), a.shape, a.sound)),
            [id, shape, sound]
        ),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![
        case!(
            "selection/author-default-2",
            query!(Author, filter: .id() == id("f3195ccf-17ae-536a-95e6-df8c5a493001"), limit: 1),
            Author::query().filter(f.id().eq(id("f3195ccf-17ae-536a-95e6-df8c5a493001"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/author-default-4",
            query!(Author, filter: .id() == id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"), limit: 1),
            Author::query().filter(f.id().eq(id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/author-default-5",
            query!(Author, filter: .id() == id("0cb597bc-0900-57e3-af68-76b38b2cc6c2"), limit: 1),
            Author::query().filter(f.id().eq(id("0cb597bc-0900-57e3-af68-76b38b2cc6c2"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/author-default-9",
            query!(Author, filter: .id() == id("a3432bab-faa3-5dae-a6a2-ca3dfe341bb6"), limit: 1),
            Author::query().filter(f.id().eq(id("a3432bab-faa3-5dae-a6a2-ca3dfe341bb6"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/author-default-16",
            query!(Author, filter: .id() == id("abe5b885-4e85-5e9e-8e78-80ab6d7041b3"), limit: 1),
            Author::query().filter(f.id().eq(id("abe5b885-4e85-5e9e-8e78-80ab6d7041b3"))).limit(1).all(),
            |hit| hit
        ),
    ]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        case!(
            "selection/recipe-default-0",
            query!(Recipe, filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1),
            Recipe::query().filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-1",
            query!(Recipe, filter: .id() == id("00b8f9fe-2b28-5dbc-be50-2f5546240f8e"), limit: 1),
            Recipe::query().filter(f.id().eq(id("00b8f9fe-2b28-5dbc-be50-2f5546240f8e"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-3",
            query!(Recipe, filter: .id() == id("dbd29101-0c29-598c-87c5-4f3fb63c7b03"), limit: 1),
            Recipe::query().filter(f.id().eq(id("dbd29101-0c29-598c-87c5-4f3fb63c7b03"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-5",
            query!(Recipe, filter: .id() == id("564fecbf-9c9f-5a2d-a73b-df26a12ec13c"), limit: 1),
            Recipe::query().filter(f.id().eq(id("564fecbf-9c9f-5a2d-a73b-df26a12ec13c"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-6",
            query!(Recipe, filter: .id() == id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb"), limit: 1),
            Recipe::query().filter(f.id().eq(id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-8",
            query!(Recipe, filter: .id() == id("bdb79931-c85c-5b5b-baf7-b78ca3c610ce"), limit: 1),
            Recipe::query().filter(f.id().eq(id("bdb79931-c85c-5b5b-baf7-b78ca3c610ce"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/recipe-default-17",
            query!(Recipe, filter: .id() == id("d6f5cfc2-6521-536a-a7ba-e3a7e2a3b881"), limit: 1),
            Recipe::query().filter(f.id().eq(id("d6f5cfc2-6521-536a-a7ba-e3a7e2a3b881"))).limit(1).all(),
            |hit| hit
        ),
        case!(
            "selection/nested-two",
            query!(Recipe,
                filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1,
                select: { .origin { .codes, .cook { .name, .ratings, .licence } }, id },
            ),
            Recipe::query().filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"))).limit(1).select(|a, m| (a.origin.pick(|a, _| (a.codes, a.cook.pick(|a, _| (a.name, a.ratings, a.licence)))), m.id())),
            |row| (row.origin.map(|row| (row.codes, row.cook.map(|row| (row.name, row.ratings, row.licence)))), row.id)
        ),
        case!(
            "selection/nested-list-part",
            query!(Recipe,
                filter: .id() == id("5666a93a-8c54-5950-8044-5ad779832bb4"), limit: 1,
                select: { .steps { .tools { .size } }, id },
            ),
            Recipe::query().filter(f.id().eq(id("5666a93a-8c54-5950-8044-5ad779832bb4"))).limit(1).select(|a, m| (a.steps.pick(|a, _| (a.tools.pick(|a, _| (a.size,)),)), m.id())),
            |row| (row.steps.into_iter().map(|row| (row.tools.map(|rows| rows.into_iter().map(|row| (row.size,)).collect::<Vec<_>>()),)).collect::<Vec<_>>(), row.id)
        ),
        case!(
            "selection/nested-missing",
            query!(Recipe,
                filter: .id() == id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb"), limit: 1,
                select: { .name, .origin { .country }, id },
            ),
            Recipe::query().filter(f.id().eq(id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb"))).limit(1).select(|a, m| (a.name, a.origin.pick(|a, _| (a.country,)), m.id())),
            |row| (row.name, row.origin.map(|row| (row.country,)), row.id)
        ),
        case!(
            "selection/nested-empty-list",
            query!(Recipe,
                filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1,
                select: { .steps { .text }, id },
            ),
            Recipe::query().filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"))).limit(1).select(|a, m| (a.steps.pick(|a, _| (a.text,)), m.id())),
            |row| (row.steps.into_iter().map(|row| (row.text,)).collect::<Vec<_>>(), row.id)
        ),
    ]
}
