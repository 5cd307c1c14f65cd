//! Metrics of texts, booleans and dates, and counts.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, numbers},
    collections::{Article, Author, Gadget, Headline, Quote, Recipe, Signal},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors(), gadgets(), signals(), recipes(), headlines(), quotes()]
        .into_iter()
        .flatten()
        .collect()
}

fn articles() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count",
            query!(aggregate Article, select: { count }),
            Article::aggregate().select(|_, t| (t.count(),)),
            [count],
        ),
        numbers!(
            "aggregate/date-count",
            query!(aggregate Article, select: { .published_at { count } }),
            Article::aggregate().select(|a, _| (a.published_at.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.published_at.count,),),
        ),
        numbers!(
            "aggregate/date-median",
            query!(aggregate Article, select: { .published_at { median } }),
            Article::aggregate().select(|a, _| (a.published_at.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.published_at.median,),),
        ),
        numbers!(
            "aggregate/date-minimum",
            query!(aggregate Article, select: { .published_at { min } }),
            Article::aggregate().select(|a, _| (a.published_at.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.published_at.min,),),
        ),
        numbers!(
            "aggregate/bool-count",
            query!(aggregate Article, select: { .published { count } }),
            Article::aggregate().select(|a, _| (a.published.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.published.count,),),
        ),
        numbers!(
            "aggregate/bool-all-published",
            query!(aggregate Article,
                select: { count, .published { count, true_count, false_count, true_share, false_share } },
            ),
            Article::aggregate().select(|a, t| (
                t.count(),
                a.published.pick_metrics(|m| (
                    m.count(),
                    m.true_count(),
                    m.false_count(),
                    m.true_share(),
                    m.false_share()
                ))
            )),
            |row| (
                row.count,
                (
                    row.published.count,
                    row.published.true_count,
                    row.published.false_count,
                    row.published.true_share,
                    row.published.false_share
                )
            ),
        ),
        numbers!(
            "aggregate/bool-all-flags",
            query!(aggregate Article,
                select: { count, .flags { count, true_count, false_count, true_share, false_share } },
            ),
            Article::aggregate().select(|a, t| (
                t.count(),
                a.flags.pick_metrics(|m| (
                    m.count(),
                    m.true_count(),
                    m.false_count(),
                    m.true_share(),
                    m.false_share()
                ))
            )),
            |row| (
                row.count,
                (
                    row.flags.count,
                    row.flags.true_count,
                    row.flags.false_count,
                    row.flags.true_share,
                    row.flags.false_share
                )
            ),
        ),
        numbers!(
            "aggregate/text-all-tagline",
            query!(aggregate Article, select: { count, .tagline { count, top(5) } }),
            Article::aggregate()
                .select(|a, t| (t.count(), a.tagline.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.tagline.count, row.tagline.top)),
        ),
        numbers!(
            "aggregate/text-all-labels",
            query!(aggregate Article, select: { count, .labels { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.labels.count, row.labels.top)),
        ),
        numbers!(
            "aggregate/text-all-code",
            query!(aggregate Article, select: { count, .code { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.code.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.code.count, row.code.top)),
        ),
        numbers!(
            "aggregate/text-all-slug",
            query!(aggregate Article, select: { count, .slug { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.slug.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.slug.count, row.slug.top)),
        ),
        numbers!(
            "aggregate/text-limit-1",
            query!(aggregate Article, select: { count, .labels { count, top(1) } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(1))))),
            |row| (row.count, (row.labels.count, row.labels.top)),
        ),
        numbers!(
            "aggregate/text-count",
            query!(aggregate Article, select: { count, .labels { count } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(),)))),
            |row| (row.count, (row.labels.count,)),
        ),
        numbers!(
            "aggregate/hidden",
            query!(aggregate Article, select: { count, .hidden { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.hidden.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.hidden.count, row.hidden.top)),
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-author",
        query!(aggregate Author, select: { count }),
        Author::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}

fn gadgets() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-gadget",
        query!(aggregate Gadget, select: { count }),
        Gadget::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}

fn signals() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-signal",
        query!(aggregate Signal, select: { count }),
        Signal::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}

fn recipes() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-recipe",
        query!(aggregate Recipe, select: { count }),
        Recipe::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}

fn headlines() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-headline",
        query!(aggregate Headline, select: { count }),
        Headline::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}

fn quotes() -> Vec<Case> {
    vec![numbers!(
        "aggregate/count-quote",
        query!(aggregate Quote, select: { count }),
        Quote::aggregate().select(|_, t| (t.count(),)),
        [count],
    )]
}
