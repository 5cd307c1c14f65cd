//! What of the objects behind links, and inside nested objects.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, case, id},
    collections::{Article, Gadget, Recipe},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), recipes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "selection/ref",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name, id }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a")))
                .limit(1)
                .select(|a, m| (a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(), row.id),
        ),
        case!(
            "selection/ref-two",
            query!(Article,
                filter: .id() == id("198764f9-0c21-5957-afff-f5c04413f31d"), limit: 1,
                select: { .written_by { .name, id }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("198764f9-0c21-5957-afff-f5c04413f31d")))
                .limit(1)
                .select(|a, m| (a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(), row.id),
        ),
        case!(
            "selection/ref-none",
            query!(Article,
                filter: .id() == id("12637e7a-9d16-575d-b496-a925aa716f59"), limit: 1,
                select: { .title, .written_by { .name, id }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59")))
                .limit(1)
                .select(|a, m| (a.title, a.written_by.pick(|a, m| (a.name, m.id())), m.id())),
            |row| (
                row.title,
                row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(),
                row.id
            ),
        ),
        case!(
            "selection/ref-ref",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name, .lives_in { .name, id }, id }, id },
            ),
            Article::query().filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a"))).limit(1).select(
                |a, m| (
                    a.written_by.pick(|a, m| (a.name, a.lives_in.pick(|a, m| (a.name, m.id())), m.id())),
                    m.id()
                )
            ),
            |row| (
                row.written_by
                    .into_iter()
                    .map(|row| (row.name, row.lives_in.map(|row| (row.name, row.id)), row.id))
                    .collect::<Vec<_>>(),
                row.id
            ),
        ),
        case!(
            "selection/ref-self",
            query!(Article,
                filter: .id() == id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 1,
                select: { .see_also { .title, .word_count, id }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")))
                .limit(1)
                .select(|a, m| (a.see_also.pick(|a, m| (a.title, a.word_count, m.id())), m.id())),
            |row| (
                row.see_also.into_iter().map(|row| (row.title, row.word_count, row.id)).collect::<Vec<_>>(),
                row.id
            ),
        ),
        case!(
            "selection/ref-noprops",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { id }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a")))
                .limit(1)
                .select(|a, m| (a.written_by.pick(|_, m| (m.id(),)), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.id,)).collect::<Vec<_>>(), row.id),
        ),
        case!(
            "selection/ref-nometa",
            query!(Article,
                filter: .id() == id("40847299-081c-5646-833e-d3e37769dc6a"), limit: 1,
                select: { .written_by { .name }, id },
            ),
            Article::query()
                .filter(f.id().eq(id("40847299-081c-5646-833e-d3e37769dc6a")))
                .limit(1)
                .select(|a, m| (a.written_by.pick(|a, _| (a.name,)), m.id())),
            |row| (row.written_by.into_iter().map(|row| (row.name,)).collect::<Vec<_>>(), row.id),
        ),
        case!(
            "selection/ref-phone",
            query!(Article,
                filter: .id() == id("90720363-d2b2-552a-9fda-abf3065349cc"), limit: 1,
                select: { .written_by { .phone, .home, .nicknames, .born, id }, id },
            ),
            Article::query().filter(f.id().eq(id("90720363-d2b2-552a-9fda-abf3065349cc"))).limit(1).select(
                |a, m| (a.written_by.pick(|a, m| (a.phone, a.home, a.nicknames, a.born, m.id())), m.id())
            ),
            |row| (
                row.written_by
                    .into_iter()
                    .map(|row| (row.phone, row.home, row.nicknames, row.born, row.id))
                    .collect::<Vec<_>>(),
                row.id
            ),
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![case!(
        "selection/ref-vectors",
        query!(Gadget,
            filter: .id() == id("7ccbacbc-a11a-5df8-a776-c4756b266be4"), limit: 1,
            select: { .made_in { .name, id, .vector }, id },
        ),
        Gadget::query()
            .filter(f.id().eq(id("7ccbacbc-a11a-5df8-a776-c4756b266be4")))
            .limit(1)
            .select(|a, m| (a.made_in.pick(|a, m| (a.name, m.id(), a.vector)), m.id())),
        |row| (row.made_in.map(|row| (row.name, row.id, row.vector)), row.id),
    )]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        case!(
            "selection/nested-two",
            query!(Recipe,
                filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1,
                select: { .origin { .codes, .cook { .name, .ratings, .licence } }, id },
            ),
            Recipe::query().filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"))).limit(1).select(
                |a, m| (
                    a.origin.pick(|a, _| (a.codes, a.cook.pick(|a, _| (a.name, a.ratings, a.licence)))),
                    m.id()
                )
            ),
            |row| (
                row.origin.map(|row| (row.codes, row.cook.map(|row| (row.name, row.ratings, row.licence)))),
                row.id
            ),
        ),
        case!(
            "selection/nested-list-part",
            query!(Recipe,
                filter: .id() == id("5666a93a-8c54-5950-8044-5ad779832bb4"), limit: 1,
                select: { .steps { .tools { .size } }, id },
            ),
            Recipe::query()
                .filter(f.id().eq(id("5666a93a-8c54-5950-8044-5ad779832bb4")))
                .limit(1)
                .select(|a, m| (a.steps.pick(|a, _| (a.tools.pick(|a, _| (a.size,)),)), m.id())),
            |row| (
                row.steps
                    .into_iter()
                    .map(|row| (row
                        .tools
                        .map(|rows| rows.into_iter().map(|row| (row.size,)).collect::<Vec<_>>()),))
                    .collect::<Vec<_>>(),
                row.id
            ),
        ),
        case!(
            "selection/nested-missing",
            query!(Recipe,
                filter: .id() == id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb"), limit: 1,
                select: { .name, .origin { .country }, id },
            ),
            Recipe::query()
                .filter(f.id().eq(id("a71e8201-0ed5-52ec-8110-dd4b1b659cbb")))
                .limit(1)
                .select(|a, m| (a.name, a.origin.pick(|a, _| (a.country,)), m.id())),
            |row| (row.name, row.origin.map(|row| (row.country,)), row.id),
        ),
        case!(
            "selection/nested-empty-list",
            query!(Recipe,
                filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1,
                select: { .steps { .text }, id },
            ),
            Recipe::query()
                .filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924")))
                .limit(1)
                .select(|a, m| (a.steps.pick(|a, _| (a.text,)), m.id())),
            |row| (row.steps.into_iter().map(|row| (row.text,)).collect::<Vec<_>>(), row.id),
        ),
    ]
}
