//! Filters along links, and combined.

use weaviate::{Collection as _, GeoPoint};

use crate::asked::{
    case::{Case, asked, found, id},
    collections::{Article, Gadget},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!(
            "filters/ref-prop",
            Article,
            { .written_by.name == "Ada Falk" },
            f.written_by.name.eq("Ada Falk"),
        ),
        found!(
            "filters/ref-prop-like",
            Article,
            { .written_by.name like "*Okoro" },
            f.written_by.name.like("*Okoro"),
        ),
        found!(
            "filters/ref-ref",
            Article,
            { .written_by.lives_in.name matches "Quillby" },
            f.written_by.lives_in.name.matches("Quillby"),
        ),
        found!(
            "filters/ref-ref-geo",
            Article,
            { .written_by.lives_in.location.within(GeoPoint::new(50.0, 5.0), 800_000.0) },
            f.written_by.lives_in.location.within(GeoPoint::new(50.0, 5.0), 800_000.0),
        ),
        found!("filters/ref-self", Article, { .see_also.word_count > 1000 }, f.see_also.word_count.gt(1000)),
        found!(
            "filters/ref-id",
            Article,
            { .written_by.id() == id("0ffd2cb2-7182-5983-93f7-11a36f2b5ad5") },
            f.written_by.id().eq(id("0ffd2cb2-7182-5983-93f7-11a36f2b5ad5")),
        ),
        found!(
            "filters/ref-multi-author",
            Article,
            { .mentions.author.name like "*Falk" },
            f.mentions.author.name.like("*Falk"),
        ),
        found!("filters/ref-count-eq", Article, { .written_by.count() == 1 }, f.written_by.count().eq(1)),
        found!("filters/ref-count-ne", Article, { .written_by.count() != 1 }, f.written_by.count().ne(1)),
        found!("filters/ref-count-gt", Article, { .written_by.count() > 1 }, f.written_by.count().gt(1)),
        found!("filters/ref-count-gte", Article, { .written_by.count() >= 1 }, f.written_by.count().ge(1)),
        found!("filters/ref-count-lt", Article, { .written_by.count() < 1 }, f.written_by.count().lt(1)),
        found!("filters/ref-count-lte", Article, { .written_by.count() <= 1 }, f.written_by.count().le(1)),
        found!("filters/ref-count-zero", Article, { .written_by.count() == 0 }, f.written_by.count().eq(0)),
        found!("filters/ref-count-multi", Article, { .mentions.count() == 2 }, f.mentions.count().eq(2)),
        found!(
            "filters/ref-count-negative",
            Article,
            { .written_by.count() > -1 },
            f.written_by.count().gt(-1),
        ),
        found!(
            "filters/ref-and",
            Article,
            { .written_by.active && .published },
            f.written_by.active.eq(true) & f.published.eq(true),
        ),
        found!("filters/ref-not", Article, { !(.written_by.active) }, !f.written_by.active.eq(true)),
        found!(
            "filters/ref-notequal",
            Article,
            { .written_by.name != "Ada Falk" },
            f.written_by.name.ne("Ada Falk"),
        ),
        found!(
            "filters/and-3",
            Article,
            { .published && .title matches "kettle" && .word_count > 1000 },
            f.published.eq(true) & f.title.matches("kettle") & f.word_count.gt(1000),
        ),
        found!(
            "filters/or-2",
            Article,
            { .published || .title matches "kettle" },
            f.published.eq(true) | f.title.matches("kettle"),
        ),
        found!(
            "filters/or-3",
            Article,
            { .published || .title matches "kettle" || .word_count > 1000 },
            f.published.eq(true) | f.title.matches("kettle") | f.word_count.gt(1000),
        ),
        found!(
            "filters/not-and",
            Article,
            { !(.published && .word_count > 1000) },
            !(f.published.eq(true) & f.word_count.gt(1000)),
        ),
        found!(
            "filters/not-or",
            Article,
            { !(.published || .word_count > 1000) },
            !(f.published.eq(true) | f.word_count.gt(1000)),
        ),
        found!(
            "filters/nest-1",
            Article,
            { (.published && .title matches "kettle") || (.word_count > 1000 && !(.published)) },
            (f.published.eq(true) & f.title.matches("kettle")) | (f.word_count.gt(1000) & !f.published.eq(true)),
        ),
        found!(
            "filters/nest-2",
            Article,
            { !(.published || .title matches "kettle") && .word_count > 1000 },
            !(f.published.eq(true) | f.title.matches("kettle")) & f.word_count.gt(1000),
        ),
        found!(
            "filters/nest-deep",
            Article,
            { .title matches "kettle" || (.word_count > 1000 && (.title matches "kettle" || (.word_count > 1000 && (.published || (.title matches "kettle" && (.word_count > 1000 || (.published && (.title matches "kettle" || .published)))))))) },
            f.title.matches("kettle") | (f.word_count.gt(1000) & (f.title.matches("kettle") | (f.word_count.gt(1000) & (f.published.eq(true) | (f.title.matches("kettle") & (f.word_count.gt(1000) | (f.published.eq(true) & (f.title.matches("kettle") | f.published.eq(true))))))))),
        ),
        found!(
            "filters/or-tautology",
            Article,
            { .published || !(.published) },
            f.published.eq(true) | !f.published.eq(true),
        ),
        found!(
            "filters/not-any",
            Article,
            { !(.keywords matches_any ["river"]) },
            !f.keywords.matches_any(["river"]),
        ),
        found!("filters/not-range", Article, { !(.priority > 0) }, !f.priority.gt(0)),
        asked!(
            "filters/limit-offset",
            Article { filter: .published, limit: 5, offset: 3 },
            { filter(f.published.eq(true)).limit(5).offset(3) },
            [id],
        ),
        asked!("filters/limit-zero", Article { filter: .published }, { filter(f.published.eq(true)) }, [id]),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![found!("filters/ref-gadget", Gadget, { .made_in.name like "*ick" }, f.made_in.name.like("*ick"))]
}
