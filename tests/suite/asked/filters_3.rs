//! Cases.

use weaviate::{Collection as _, GeoPoint, query};

use super::{case::{Case, case, found, id, time}, collections::{Article, Gadget, Quote}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), quotes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        found!("filters/len-keywords-gte", Article, 100, { .keywords.len() >= 2 }, f.keywords.len().ge(2)),
        found!("filters/len-keywords-lt", Article, 100, { .keywords.len() < 2 }, f.keywords.len().lt(2)),
        found!("filters/len-keywords-lte", Article, 100, { .keywords.len() <= 2 }, f.keywords.len().le(2)),
        found!("filters/len-scores-gt", Article, 100, { .scores.len() > 3 }, f.scores.len().gt(3)),
        found!("filters/len-scores-lte", Article, 100, { .scores.len() <= 3 }, f.scores.len().le(3)),
        found!("filters/len-flags-eq", Article, 100, { .flags.len() == 0 }, f.flags.len().eq(0)),
        found!("filters/len-flags-gt", Article, 100, { .flags.len() > 0 }, f.flags.len().gt(0)),
        found!("filters/len-flags-lte", Article, 100, { .flags.len() <= 0 }, f.flags.len().le(0)),
        found!("filters/len-tickets-eq", Article, 100, { .tickets.len() == 1 }, f.tickets.len().eq(1)),
        found!("filters/len-tickets-gt", Article, 100, { .tickets.len() > 1 }, f.tickets.len().gt(1)),
        found!("filters/len-tickets-lte", Article, 100, { .tickets.len() <= 1 }, f.tickets.len().le(1)),
        found!("filters/len-slug-gt", Article, 100, { .slug.len() > 0 }, f.slug.len().gt(0)),
        found!("filters/len-ratings-gt", Article, 100, { .ratings.len() > 2 }, f.ratings.len().gt(2)),
        found!("filters/len-unicode", Article, 100, { .title.len() == 48 }, f.title.len().eq(48)),
        found!("filters/len-null", Article, 100, { .body.len() == 0 }, f.body.len().eq(0)),
        found!("filters/id-eq", Article, 100, { .id() == id("12637e7a-9d16-575d-b496-a925aa716f59") }, f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59"))),
        found!("filters/id-eq-unknown", Article, 100, { .id() == id("00000000-0000-4000-8000-000000000000") }, f.id().eq(id("00000000-0000-4000-8000-000000000000"))),
        found!("filters/id-any", Article, 100, { .id() in [id("12637e7a-9d16-575d-b496-a925aa716f59"), id("52640067-20b2-5649-a4e7-1df8f1eb250e"), id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b")] }, f.id().is_in([id("12637e7a-9d16-575d-b496-a925aa716f59"), id("52640067-20b2-5649-a4e7-1df8f1eb250e"), id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b")])),
        found!("filters/id-or", Article, 100, { .id() == id("12637e7a-9d16-575d-b496-a925aa716f59") || .id() == id("52640067-20b2-5649-a4e7-1df8f1eb250e") || .id() == id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b") }, f.id().eq(id("12637e7a-9d16-575d-b496-a925aa716f59")) | f.id().eq(id("52640067-20b2-5649-a4e7-1df8f1eb250e")) | f.id().eq(id("93d2c177-7f90-5d7e-b188-2d7d598a4e4b"))),
        case!(
            "filters/time-create-gt",
            query!(Article,
                filter: .created_at() > time("2020-01-01T00:00:00Z"), limit: 5, select: { id },
            ),
            Article::query().filter(f.created_at().gt(time("2020-01-01T00:00:00Z"))).limit(5).select(|_, m| (m.id(),)),
            [id]
        ),
        found!("filters/time-create-lt", Article, 100, { .created_at() < time("2020-01-01T00:00:00Z") }, f.created_at().lt(time("2020-01-01T00:00:00Z"))),
        found!("filters/time-create-eq", Article, 100, { .created_at() == time("2020-01-01T00:00:00Z") }, f.created_at().eq(time("2020-01-01T00:00:00Z"))),
        case!(
            "filters/time-create-ne",
            query!(Article,
                filter: .created_at() != time("2020-01-01T00:00:00Z"), limit: 5, select: { id },
            ),
            Article::query().filter(f.created_at().ne(time("2020-01-01T00:00:00Z"))).limit(5).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "filters/time-update-gt",
            query!(Article,
                filter: .updated_at() > time("2020-01-01T00:00:00Z"), limit: 5, select: { id },
            ),
            Article::query().filter(f.updated_at().gt(time("2020-01-01T00:00:00Z"))).limit(5).select(|_, m| (m.id(),)),
            [id]
        ),
        found!("filters/time-update-lt", Article, 100, { .updated_at() < time("2020-01-01T00:00:00Z") }, f.updated_at().lt(time("2020-01-01T00:00:00Z"))),
        found!("filters/time-update-eq", Article, 100, { .updated_at() == time("2020-01-01T00:00:00Z") }, f.updated_at().eq(time("2020-01-01T00:00:00Z"))),
        found!("filters/ref-prop", Article, 100, { .written_by.name == "Ada Falk" }, f.written_by.name.eq("Ada Falk")),
        found!("filters/ref-prop-like", Article, 100, { .written_by.name like "*Okoro" }, f.written_by.name.like("*Okoro")),
        found!("filters/ref-ref", Article, 100, { .written_by.lives_in.name matches "Quillby" }, f.written_by.lives_in.name.matches("Quillby")),
        found!("filters/ref-ref-geo", Article, 100, { .written_by.lives_in.location.within(GeoPoint::new(50.0, 5.0), 800_000.0) }, f.written_by.lives_in.location.within(GeoPoint::new(50.0, 5.0), 800_000.0)),
        found!("filters/ref-self", Article, 100, { .see_also.word_count > 1000 }, f.see_also.word_count.gt(1000)),
        found!("filters/ref-id", Article, 100, { .written_by.id() == id("0ffd2cb2-7182-5983-93f7-11a36f2b5ad5") }, f.written_by.id().eq(id("0ffd2cb2-7182-5983-93f7-11a36f2b5ad5"))),
        found!("filters/ref-count-eq", Article, 100, { .written_by.count() == 1 }, f.written_by.count().eq(1)),
        found!("filters/ref-count-ne", Article, 100, { .written_by.count() != 1 }, f.written_by.count().ne(1)),
        found!("filters/ref-count-gt", Article, 100, { .written_by.count() > 1 }, f.written_by.count().gt(1)),
        found!("filters/ref-count-gte", Article, 100, { .written_by.count() >= 1 }, f.written_by.count().ge(1)),
        found!("filters/ref-count-lt", Article, 100, { .written_by.count() < 1 }, f.written_by.count().lt(1)),
        found!("filters/ref-count-lte", Article, 100, { .written_by.count() <= 1 }, f.written_by.count().le(1)),
        found!("filters/ref-count-zero", Article, 100, { .written_by.count() == 0 }, f.written_by.count().eq(0)),
        found!("filters/ref-count-negative", Article, 100, { .written_by.count() > -1 }, f.written_by.count().gt(-1)),
        found!("filters/ref-and", Article, 100, { .written_by.active && .published }, f.written_by.active.eq(true) & f.published.eq(true)),
        found!("filters/ref-not", Article, 100, { !(.written_by.active) }, !f.written_by.active.eq(true)),
        found!("filters/ref-notequal", Article, 100, { .written_by.name != "Ada Falk" }, f.written_by.name.ne("Ada Falk")),
        found!("filters/and-3", Article, 100, { .published && .title matches "kettle" && .word_count > 1000 }, f.published.eq(true) & f.title.matches("kettle") & f.word_count.gt(1000)),
        found!("filters/or-2", Article, 100, { .published || .title matches "kettle" }, f.published.eq(true) | f.title.matches("kettle")),
        found!("filters/or-3", Article, 100, { .published || .title matches "kettle" || .word_count > 1000 }, f.published.eq(true) | f.title.matches("kettle") | f.word_count.gt(1000)),
        found!("filters/not-and", Article, 100, { !(.published && .word_count > 1000) }, !(f.published.eq(true) & f.word_count.gt(1000))),
        found!("filters/not-or", Article, 100, { !(.published || .word_count > 1000) }, !(f.published.eq(true) | f.word_count.gt(1000))),
        found!("filters/nest-1", Article, 100, { (.published && .title matches "kettle") || (.word_count > 1000 && !(.published)) }, (f.published.eq(true) & f.title.matches("kettle")) | (f.word_count.gt(1000) & !f.published.eq(true))),
        found!("filters/nest-2", Article, 100, { !(.published || .title matches "kettle") && .word_count > 1000 }, !(f.published.eq(true) | f.title.matches("kettle")) & f.word_count.gt(1000)),
        found!("filters/nest-deep", Article, 100, { .title matches "kettle" || (.word_count > 1000 && (.title matches "kettle" || (.word_count > 1000 && (.published || (.title matches "kettle" && (.word_count > 1000 || (.published && (.title matches "kettle" || .published)))))))) }, f.title.matches("kettle") | (f.word_count.gt(1000) & (f.title.matches("kettle") | (f.word_count.gt(1000) & (f.published.eq(true) | (f.title.matches("kettle") & (f.word_count.gt(1000) | (f.published.eq(true) & (f.title.matches("kettle") | f.published.eq(true)))))))))),
        found!("filters/or-tautology", Article, 100, { .published || !(.published) }, f.published.eq(true) | !f.published.eq(true)),
        found!("filters/not-any", Article, 100, { !(.keywords contains_any ["river"]) }, !f.keywords.contains_any(["river"])),
        found!("filters/not-range", Article, 100, { !(.priority > 0) }, !f.priority.gt(0)),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        found!("filters/ref-gadget", Gadget, 100, { .made_in.name like "*ick" }, f.made_in.name.like("*ick")),
    ]
}

fn quotes() -> Vec<Case> {
    let f = Quote::FIELDS;
    vec![
        found!("filters/analyzer-0-line", Quote, 100, { .line matches "the rain" }, f.line.matches("the rain")),
        found!("filters/analyzer-4-folded", Quote, 100, { .folded matches "Café" }, f.folded.matches("Café")),
        found!("filters/analyzer-5-partly", Quote, 100, { .partly matches "cafe" }, f.partly.matches("cafe")),
        found!("filters/analyzer-7-partly", Quote, 100, { .partly matches "facade" }, f.partly.matches("facade")),
        found!("filters/analyzer-10-bare", Quote, 100, { .bare matches "the" }, f.bare.matches("the")),
    ]
}
