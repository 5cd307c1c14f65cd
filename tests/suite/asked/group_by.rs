//! Results in groups.

use weaviate::{Collection as _, ir, query, search};

use crate::asked::{
    case::{Case, gathered, id},
    collections::{Article, Gadget, Headline, Ledger},
    vectors::{EIGHT, FOUR, SIXTEEN},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), gadgets(), ledgers(), headlines()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        gathered!(
            "group_by/nv-priority",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .priority, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.priority)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-labels",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .labels, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.labels)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-slug",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .slug, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.slug)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-publishedAt",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .published_at, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.published_at)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-rating",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .rating, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.rating)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-scores",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .scores, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.scores)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-ticket",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .ticket, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.ticket)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-wordCount",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .word_count, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.word_count)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-flags",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .flags, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.flags)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-keywords",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .keywords, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.keywords)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-ref",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .written_by, groups: 3, objects_per_group: 2,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.written_by)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-limit-5",
            query!(Article,
                near_vector: EIGHT, limit: 5, group_by: .published, groups: 5, objects_per_group: 10,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(5)
                .group_by(f.published)
                .groups(5)
                .objects_per_group(10)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-limit-default",
            query!(Article,
                near_vector: EIGHT, group_by: .published, groups: 5, objects_per_group: 50,
                select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .group_by(f.published)
                .groups(5)
                .objects_per_group(50)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-offset",
            query!(Article,
                near_vector: EIGHT, limit: 20, offset: 5, group_by: .published, groups: 3,
                objects_per_group: 2, select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(20)
                .offset(5)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-distance",
            query!(Article,
                near_vector: EIGHT, distance: 0.8, limit: 60, group_by: .published, groups: 3,
                objects_per_group: 2, select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .distance(0.8)
                .limit(60)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-filter",
            query!(Article,
                near_vector: EIGHT, filter: .word_count > 1000, limit: 60, group_by: .published, groups: 3,
                objects_per_group: 2, select: { id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .filter(f.word_count.gt(1000))
                .limit(60)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-props",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .published, groups: 3, objects_per_group: 2,
                select: { .title, .word_count, .published, id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|a, m| (a.title, a.word_count, a.published, m.id(), m.distance())),
            [title, word_count, published, id, distance],
        ),
        gathered!(
            "group_by/nv-refs",
            query!(Article,
                near_vector: EIGHT, limit: 60, group_by: .published, groups: 3, objects_per_group: 2,
                select: { .title, .written_by { .name, id }, id, distance },
            ),
            Article::query()
                .near_vector(EIGHT)
                .limit(60)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|a, m| (a.title, a.written_by.pick(|a, m| (a.name, m.id())), m.id(), m.distance())),
            |row| (
                row.title,
                row.written_by.into_iter().map(|row| (row.name, row.id)).collect::<Vec<_>>(),
                row.id,
                row.distance
            ),
        ),
        gathered!(
            "group_by/no-near-object",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 40, group_by: .published,
                groups: 3, objects_per_group: 2, select: { id, distance },
            ),
            Article::query()
                .near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))
                .limit(40)
                .group_by(f.published)
                .groups(3)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/bm25-labels",
            query!(Article,
                bm25: "river copper", on: [.title], limit: 40, group_by: .labels, groups: 5,
                objects_per_group: 3, select: { id },
            ),
            Article::query()
                .bm25("river copper")
                .on(f.title)
                .limit(40)
                .group_by(f.labels)
                .groups(5)
                .objects_per_group(3)
                .select(|_, m| (m.id(),)),
            [id],
        ),
        gathered!(
            "group_by/hybrid-ranked",
            query!(Article,
                hybrid: "river copper", alpha: 0.5, vector: EIGHT, on: [.title], fusion: ranked, limit: 30,
                group_by: .labels, groups: 4, objects_per_group: 2, select: { id },
            ),
            Article::query()
                .hybrid("river copper")
                .alpha(0.5)
                .vector(EIGHT)
                .on(f.title)
                .fusion(ir::Fusion::Ranked)
                .limit(30)
                .group_by(f.labels)
                .groups(4)
                .objects_per_group(2)
                .select(|_, m| (m.id(),)),
            [id],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        gathered!(
            "group_by/nv-named-tags",
            query!(Gadget,
                near_vector: SIXTEEN, target: .sound, limit: 45, group_by: .tags, groups: 5,
                objects_per_group: 2, select: { id, distance },
            ),
            Gadget::query()
                .target(f.sound)
                .near_vector(SIXTEEN)
                .limit(45)
                .group_by(f.tags)
                .groups(5)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/nv-multi-target",
            query!(Gadget,
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: sum(.shape, .sound), limit: 45,
                group_by: .kind, groups: 5, objects_per_group: 2, select: { id, distance },
            ),
            Gadget::query()
                .target(search::sum((f.shape, f.sound)))
                .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN)))
                .limit(45)
                .group_by(f.kind)
                .groups(5)
                .objects_per_group(2)
                .select(|_, m| (m.id(), m.distance())),
            [id, distance],
        ),
        gathered!(
            "group_by/rerank",
            query!(Gadget,
                near_vector: EIGHT, target: .shape, limit: 20, group_by: .kind, groups: 3,
                objects_per_group: 2, rerank: .label, rerank_query: "x",
                select: { .label, .kind, id, distance },
            ),
            Gadget::query()
                .target(f.shape)
                .near_vector(EIGHT)
                .limit(20)
                .group_by(f.kind)
                .groups(3)
                .objects_per_group(2)
                .rerank_query("x")
                .rerank(f.label)
                .select(|a, m| (a.label, a.kind, m.id(), m.distance())),
            [label, kind, id, distance],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![gathered!(
        "group_by/nv-tenant",
        query!(Ledger,
            near_vector: FOUR, limit: 20, group_by: .account, groups: 3, objects_per_group: 2,
            select: { id, distance },
        ),
        Ledger::query()
            .near_vector(FOUR)
            .limit(20)
            .group_by(f.account)
            .groups(3)
            .objects_per_group(2)
            .select(|_, m| (m.id(), m.distance())),
        [id, distance],
    )]
}

fn headlines() -> Vec<Case> {
    let f = Headline::FIELDS;
    vec![gathered!(
        "group_by/generative-grouped",
        query!(Headline,
            hybrid: "harbour", alpha: 0, limit: 5, group_by: .title, groups: 3, objects_per_group: 2,
            grouped_task: "Sum up", select: { .title, id },
        ),
        Headline::query()
            .hybrid("harbour")
            .alpha_zero()
            .limit(5)
            .group_by(f.title)
            .groups(3)
            .objects_per_group(2)
            .grouped_task("Sum up")
            .select(|a, m| (a.title, m.id())),
        [title, id],
    )]
}
