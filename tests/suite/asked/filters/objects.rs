//! Filters on what is known of the object: absent values, lengths, id and times.

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, asked, found, id, time},
    collections::{Article, Quote, Recipe},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), recipes(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!("filters/null-title-true", Article, { .title.is_null() }, f.title.is_null()),
        found!("filters/null-body-true", Article, { .body.is_null() }, f.body.is_null()),
        found!("filters/null-tagline-true", Article, { .tagline.is_null() }, f.tagline.is_null()),
        found!("filters/null-slug-true", Article, { .slug.is_null() }, f.slug.is_null()),
        found!("filters/null-keywords-true", Article, { .keywords.is_null() }, f.keywords.is_null()),
        found!("filters/null-wordCount-true", Article, { .word_count.is_null() }, f.word_count.is_null()),
        found!("filters/null-rating-true", Article, { .rating.is_null() }, f.rating.is_null()),
        found!("filters/null-published-true", Article, { .published.is_null() }, f.published.is_null()),
        found!("filters/null-flags-true", Article, { .flags.is_null() }, f.flags.is_null()),
        found!("filters/null-tickets-true", Article, { .tickets.is_null() }, f.tickets.is_null()),
        found!("filters/null-priority-true", Article, { .priority.is_null() }, f.priority.is_null()),
        found!("filters/null-embargo-true", Article, { .embargo.is_null() }, f.embargo.is_null()),
        found!(
            "filters/null-wordCount-false",
            Article,
            { .word_count.is_not_null() },
            f.word_count.is_not_null(),
        ),
        found!(
            "filters/null-publishedAt-false",
            Article,
            { .published_at.is_not_null() },
            f.published_at.is_not_null(),
        ),
        found!("filters/len-title-ne", Article, { .title.len() != 40 }, f.title.len().ne(40)),
        found!("filters/len-title-lt", Article, { .title.len() < 40 }, f.title.len().lt(40)),
        found!("filters/len-keywords-eq", Article, { .keywords.len() == 2 }, f.keywords.len().eq(2)),
        found!("filters/len-keywords-ne", Article, { .keywords.len() != 2 }, f.keywords.len().ne(2)),
        found!("filters/len-keywords-gt", Article, { .keywords.len() > 2 }, f.keywords.len().gt(2)),
        found!("filters/len-keywords-gte", Article, { .keywords.len() >= 2 }, f.keywords.len().ge(2)),
        found!("filters/len-keywords-lt", Article, { .keywords.len() < 2 }, f.keywords.len().lt(2)),
        found!("filters/len-keywords-lte", Article, { .keywords.len() <= 2 }, f.keywords.len().le(2)),
        found!("filters/len-scores-gt", Article, { .scores.len() > 3 }, f.scores.len().gt(3)),
        found!("filters/len-scores-lte", Article, { .scores.len() <= 3 }, f.scores.len().le(3)),
        found!("filters/len-flags-eq", Article, { .flags.len() == 0 }, f.flags.len().eq(0)),
        found!("filters/len-flags-gt", Article, { .flags.len() > 0 }, f.flags.len().gt(0)),
        found!("filters/len-flags-lte", Article, { .flags.len() <= 0 }, f.flags.len().le(0)),
        found!("filters/len-tickets-eq", Article, { .tickets.len() == 1 }, f.tickets.len().eq(1)),
        found!("filters/len-tickets-gt", Article, { .tickets.len() > 1 }, f.tickets.len().gt(1)),
        found!("filters/len-tickets-lte", Article, { .tickets.len() <= 1 }, f.tickets.len().le(1)),
        found!("filters/len-slug-gt", Article, { .slug.len() > 0 }, f.slug.len().gt(0)),
        found!("filters/len-ratings-gt", Article, { .ratings.len() > 2 }, f.ratings.len().gt(2)),
        found!("filters/len-unicode", Article, { .title.len() == 48 }, f.title.len().eq(48)),
        found!("filters/len-null", Article, { .body.len() == 0 }, f.body.len().eq(0)),
        found!(
            "filters/id-eq",
            Article,
            { .id() == id("12637e7a-9d16-575d-b496-a925aa716f59") },
            f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59")),
        ),
        found!(
            "filters/id-eq-unknown",
            Article,
            { .id() == id("00000000-0000-4000-8000-000000000000") },
            f.id().eq(id("00000000-0000-4000-8000-000000000000")),
        ),
        found!(
            "filters/id-any",
            Article,
            { .id() in [id("12637e7a-9d16-575d-b496-a925aa716f59"), id("52640067-20b2-5649-a4e7-1df8f1eb250e"), id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b")] },
            f.id().is_in([id("12637e7a-9d16-575d-b496-a925aa716f59"), id("52640067-20b2-5649-a4e7-1df8f1eb250e"), id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b")]),
        ),
        found!(
            "filters/id-or",
            Article,
            { .id() == id("12637e7a-9d16-575d-b496-a925aa716f59") || .id() == id("52640067-20b2-5649-a4e7-1df8f1eb250e") || .id() == id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b") },
            f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59")) | f.id().eq(id("52640067-20b2-5649-a4e7-1df8f1eb250e")) | f.id().eq(id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b")),
        ),
        asked!(
            "filters/time-create-gt",
            Article { filter: .created_at() > time("2020-01-01T00:00:00Z"), limit: 5 },
            { filter(f.created_at().gt(time("2020-01-01T00:00:00Z"))).limit(5) },
            [id],
        ),
        found!(
            "filters/time-create-lt",
            Article,
            { .created_at() < time("2020-01-01T00:00:00Z") },
            f.created_at().lt(time("2020-01-01T00:00:00Z")),
        ),
        found!(
            "filters/time-create-eq",
            Article,
            { .created_at() == time("2020-01-01T00:00:00Z") },
            f.created_at().eq(time("2020-01-01T00:00:00Z")),
        ),
        asked!(
            "filters/time-create-ne",
            Article { filter: .created_at() != time("2020-01-01T00:00:00Z"), limit: 5 },
            { filter(f.created_at().ne(time("2020-01-01T00:00:00Z"))).limit(5) },
            [id],
        ),
        asked!(
            "filters/time-update-gt",
            Article { filter: .updated_at() > time("2020-01-01T00:00:00Z"), limit: 5 },
            { filter(f.updated_at().gt(time("2020-01-01T00:00:00Z"))).limit(5) },
            [id],
        ),
        found!(
            "filters/time-update-lt",
            Article,
            { .updated_at() < time("2020-01-01T00:00:00Z") },
            f.updated_at().lt(time("2020-01-01T00:00:00Z")),
        ),
        found!(
            "filters/time-update-eq",
            Article,
            { .updated_at() == time("2020-01-01T00:00:00Z") },
            f.updated_at().eq(time("2020-01-01T00:00:00Z")),
        ),
    ]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![asked!(
        "filters/null-recipe-summary",
        Recipe { filter: .summary.is_null(), limit: 100 },
        { filter(f.summary.is_null()).limit(100) },
        [id],
    )]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![found!("filters/null-quote-folded", Quote, { .folded.is_null() }, f.folded.is_null())]
}
