//! Metrics of what a search finds.

use weaviate::{Collection as _, query, search::Operator};

use crate::asked::{
    case::{Case, id, numbers},
    collections::{Article, Gadget, Headline},
    vectors::{EIGHT, SIXTEEN},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), headlines()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        numbers!(
            "aggregate/nv-limit",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(10).select(|a, t| (
                t.count(),
                a.word_count.pick_metrics(|m| (
                    m.count(),
                    m.sum(),
                    m.mean(),
                    m.mode(),
                    m.median(),
                    m.max(),
                    m.min()
                ))
            )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/nv-certainty",
            query!(aggregate Article,
                near_vector: EIGHT, certainty: 0.8,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).certainty(0.8).select(|a, t| (
                t.count(),
                a.word_count.pick_metrics(|m| (
                    m.count(),
                    m.sum(),
                    m.mean(),
                    m.mode(),
                    m.median(),
                    m.max(),
                    m.min()
                ))
            )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/nv-both",
            query!(aggregate Article,
                near_vector: EIGHT, distance: 0.6, object_limit: 4,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).distance(0.6).object_limit(4).select(|a, t| (
                t.count(),
                a.word_count.pick_metrics(|m| (
                    m.count(),
                    m.sum(),
                    m.mean(),
                    m.mode(),
                    m.median(),
                    m.max(),
                    m.min()
                ))
            )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/nv-filter",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10, filter: .published,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(10).filter(f.published.eq(true)).select(
                |a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )
            ),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/nv-text",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10, select: { count, .labels { count, top(4) } },
            ),
            Article::aggregate()
                .near_vector(EIGHT)
                .object_limit(10)
                .select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(4))))),
            |row| (row.count, (row.labels.count, row.labels.top)),
        ),
        numbers!(
            "aggregate/nv-limit-0",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 0,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(0).select(|a, t| (
                t.count(),
                a.word_count.pick_metrics(|m| (
                    m.count(),
                    m.sum(),
                    m.mean(),
                    m.mode(),
                    m.median(),
                    m.max(),
                    m.min()
                ))
            )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/no-distance",
            query!(aggregate Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), distance: 0.5,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate()
                .near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))
                .distance(0.5)
                .select(|a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/hy-limit",
            query!(aggregate Article,
                hybrid: "river copper", alpha: 0.5, vector: EIGHT, on: [.title], object_limit: 10,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate()
                .hybrid("river copper")
                .alpha(0.5)
                .vector(EIGHT)
                .on(f.title)
                .object_limit(10)
                .select(|a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/hy-none",
            query!(aggregate Article,
                hybrid: "river copper", alpha: 0.5, vector: EIGHT, on: [.title],
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().hybrid("river copper").alpha(0.5).vector(EIGHT).on(f.title).select(
                |a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )
            ),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/hy-alpha0",
            query!(aggregate Article,
                hybrid: "river copper", alpha: 0, vector: EIGHT, on: [.title], object_limit: 10,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate()
                .hybrid("river copper")
                .alpha_zero()
                .vector(EIGHT)
                .on(f.title)
                .object_limit(10)
                .select(|a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/hy-alpha0-none",
            query!(aggregate Article,
                hybrid: "river copper", alpha: 0, vector: EIGHT, on: [.title],
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().hybrid("river copper").alpha_zero().vector(EIGHT).on(f.title).select(
                |a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )
            ),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
        numbers!(
            "aggregate/hy-and",
            query!(aggregate Article,
                hybrid: "river copper", alpha: 0, vector: EIGHT, on: [.title], operator: and,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate()
                .hybrid("river copper")
                .alpha_zero()
                .vector(EIGHT)
                .on(f.title)
                .operator(Operator::And)
                .select(|a, t| (
                    t.count(),
                    a.word_count.pick_metrics(|m| (
                        m.count(),
                        m.sum(),
                        m.mean(),
                        m.mode(),
                        m.median(),
                        m.max(),
                        m.min()
                    ))
                )),
            |row| (
                row.count,
                (
                    row.word_count.count,
                    row.word_count.sum,
                    row.word_count.mean,
                    row.word_count.mode,
                    row.word_count.median,
                    row.word_count.max,
                    row.word_count.min
                )
            ),
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![numbers!(
        "aggregate/nv-named",
        query!(aggregate Gadget,
            near_vector: SIXTEEN, target: .sound, object_limit: 10,
            select: { count, .stock { count, sum, mean, mode, median, max, min } },
        ),
        Gadget::aggregate().target(f.sound).near_vector(SIXTEEN).object_limit(10).select(|a, t| (
            t.count(),
            a.stock.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min()))
        )),
        |row| (
            row.count,
            (
                row.stock.count,
                row.stock.sum,
                row.stock.mean,
                row.stock.mode,
                row.stock.median,
                row.stock.max,
                row.stock.min
            )
        ),
    )]
}

fn headlines() -> Vec<Case> {
    vec![numbers!(
        "aggregate/hy-bigram",
        query!(aggregate Headline, hybrid: "harbour", alpha: 0.5, object_limit: 5, select: { count }),
        Headline::aggregate().hybrid("harbour").alpha(0.5).object_limit(5).select(|_, t| (t.count(),)),
        [count],
    )]
}
