//! Metrics of the other collections, and of what a filter leaves.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, numbers},
    collections::{Article, Author, Gadget, Ledger, Place, Quote, Recipe},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [gadgets(), authors(), places(), recipes(), quotes(), articles(), ledgers()]
        .into_iter()
        .flatten()
        .collect()
}

fn gadgets() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/gadget-weight",
            query!(aggregate Gadget, select: { count, .weight { count, sum, mean, mode, median, max, min } }),
            Gadget::aggregate().select(|a, t| (
                t.count(),
                a.weight.pick_metrics(|m| (
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
                    row.weight.count,
                    row.weight.sum,
                    row.weight.mean,
                    row.weight.mode,
                    row.weight.median,
                    row.weight.max,
                    row.weight.min
                )
            ),
        ),
        numbers!(
            "aggregate/gadget-stock",
            query!(aggregate Gadget, select: { count, .stock { count, sum, mean, mode, median, max, min } }),
            Gadget::aggregate().select(|a, t| (
                t.count(),
                a.stock.pick_metrics(|m| (
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
                    row.stock.count,
                    row.stock.sum,
                    row.stock.mean,
                    row.stock.mode,
                    row.stock.median,
                    row.stock.max,
                    row.stock.min
                )
            ),
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/author-height",
            query!(aggregate Author, select: { count, .height { count, sum, mean, mode, median, max, min } }),
            Author::aggregate().select(|a, t| (
                t.count(),
                a.height.pick_metrics(|m| (
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
                    row.height.count,
                    row.height.sum,
                    row.height.mean,
                    row.height.mode,
                    row.height.median,
                    row.height.max,
                    row.height.min
                )
            ),
        ),
        numbers!(
            "aggregate/author-active",
            query!(aggregate Author,
                select: { count, .active { count, true_count, false_count, true_share, false_share } },
            ),
            Author::aggregate().select(|a, t| (
                t.count(),
                a.active.pick_metrics(|m| (
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
                    row.active.count,
                    row.active.true_count,
                    row.active.false_count,
                    row.active.true_share,
                    row.active.false_share
                )
            ),
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![numbers!(
        "aggregate/place-population",
        query!(aggregate Place,
            select: { count, .population { count, sum, mean, mode, median, max, min } },
        ),
        Place::aggregate().select(|a, t| (
            t.count(),
            a.population.pick_metrics(|m| (
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
                row.population.count,
                row.population.sum,
                row.population.mean,
                row.population.mode,
                row.population.median,
                row.population.max,
                row.population.min
            )
        ),
    )]
}

fn recipes() -> Vec<Case> {
    vec![numbers!(
        "aggregate/recipe-serves",
        query!(aggregate Recipe, select: { count, .serves { count, sum, mean, mode, median, max, min } }),
        Recipe::aggregate().select(|a, t| (
            t.count(),
            a.serves.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min()))
        )),
        |row| (
            row.count,
            (
                row.serves.count,
                row.serves.sum,
                row.serves.mean,
                row.serves.mode,
                row.serves.median,
                row.serves.max,
                row.serves.min
            )
        ),
    )]
}

fn quotes() -> Vec<Case> {
    vec![numbers!(
        "aggregate/quote-year",
        query!(aggregate Quote, select: { count, .year { count, sum, mean, mode, median, max, min } }),
        Quote::aggregate().select(|a, t| (
            t.count(),
            a.year.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min()))
        )),
        |row| (
            row.count,
            (
                row.year.count,
                row.year.sum,
                row.year.mean,
                row.year.mode,
                row.year.median,
                row.year.max,
                row.year.min
            )
        ),
    )]
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        numbers!(
            "aggregate/filter",
            query!(aggregate Article,
                filter: .published,
                select: { count, .word_count { count, sum, mean, mode, median, max, min }, .rating { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().filter(f.published.eq(true)).select(|a, t| (
                t.count(),
                a.word_count.pick_metrics(|m| (
                    m.count(),
                    m.sum(),
                    m.mean(),
                    m.mode(),
                    m.median(),
                    m.max(),
                    m.min()
                )),
                a.rating.pick_metrics(|m| (
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
                ),
                (
                    row.rating.count,
                    row.rating.sum,
                    row.rating.mean,
                    row.rating.mode,
                    row.rating.median,
                    row.rating.max,
                    row.rating.min
                )
            ),
        ),
        numbers!(
            "aggregate/filter-text",
            query!(aggregate Article, filter: .published, select: { count, .labels { count, top(3) } }),
            Article::aggregate()
                .filter(f.published.eq(true))
                .select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(3))))),
            |row| (row.count, (row.labels.count, row.labels.top)),
        ),
        numbers!(
            "aggregate/filter-ref",
            query!(aggregate Article,
                filter: .written_by.active,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().filter(f.written_by.active.eq(true)).select(|a, t| (
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
            "aggregate/filter-not",
            query!(aggregate Article, filter: !(.published), select: { count }),
            Article::aggregate().filter(!f.published.eq(true)).select(|_, t| (t.count(),)),
            [count],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![numbers!(
        "aggregate/tenant",
        query!(aggregate Ledger, select: { count, .amount { count, sum, mean, mode, median, max, min } }),
        Ledger::aggregate().select(|a, t| (
            t.count(),
            a.amount.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min()))
        )),
        |row| (
            row.count,
            (
                row.amount.count,
                row.amount.sum,
                row.amount.mean,
                row.amount.mode,
                row.amount.median,
                row.amount.max,
                row.amount.min
            )
        ),
    )]
}
