//! Metrics of numbers.

mod groups;
mod kinds;
mod others;
mod searches;

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, numbers},
    collections::{Article, Gadget},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), gadgets(), kinds::cases(), others::cases(), groups::cases(), searches::cases()]
        .into_iter()
        .flatten()
        .collect()
}

fn articles() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/int-count",
            query!(aggregate Article, select: { .word_count { count } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.word_count.count,),),
        ),
        numbers!(
            "aggregate/int-sum",
            query!(aggregate Article, select: { .word_count { sum } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.word_count.sum,),),
        ),
        numbers!(
            "aggregate/number-sum",
            query!(aggregate Article, select: { .rating { sum } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.rating.sum,),),
        ),
        numbers!(
            "aggregate/int-mean",
            query!(aggregate Article, select: { .word_count { mean } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.word_count.mean,),),
        ),
        numbers!(
            "aggregate/number-mean",
            query!(aggregate Article, select: { .rating { mean } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.rating.mean,),),
        ),
        numbers!(
            "aggregate/int-mode",
            query!(aggregate Article, select: { .word_count { mode } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.mode(),)),)),
            |row| ((row.word_count.mode,),),
        ),
        numbers!(
            "aggregate/int-median",
            query!(aggregate Article, select: { .word_count { median } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.word_count.median,),),
        ),
        numbers!(
            "aggregate/number-median",
            query!(aggregate Article, select: { .rating { median } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.rating.median,),),
        ),
        numbers!(
            "aggregate/int-maximum",
            query!(aggregate Article, select: { .word_count { max } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.word_count.max,),),
        ),
        numbers!(
            "aggregate/number-maximum",
            query!(aggregate Article, select: { .rating { max } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.rating.max,),),
        ),
        numbers!(
            "aggregate/int-minimum",
            query!(aggregate Article, select: { .word_count { min } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.word_count.min,),),
        ),
        numbers!(
            "aggregate/number-minimum",
            query!(aggregate Article, select: { .rating { min } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.rating.min,),),
        ),
        numbers!(
            "aggregate/int-all-wordCount",
            query!(aggregate Article,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (
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
            "aggregate/int-all-scores",
            query!(aggregate Article,
                select: { count, .scores { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (
                t.count(),
                a.scores.pick_metrics(|m| (
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
                    row.scores.count,
                    row.scores.sum,
                    row.scores.mean,
                    row.scores.mode,
                    row.scores.median,
                    row.scores.max,
                    row.scores.min
                )
            ),
        ),
        numbers!(
            "aggregate/int-all-big",
            query!(aggregate Article, select: { count, .big { count, sum, mean, mode, median, max, min } }),
            Article::aggregate().select(|a, t| (
                t.count(),
                a.big.pick_metrics(|m| (
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
                    row.big.count,
                    row.big.sum,
                    row.big.mean,
                    row.big.mode,
                    row.big.median,
                    row.big.max,
                    row.big.min
                )
            ),
        ),
        numbers!(
            "aggregate/number-all-rating",
            query!(aggregate Article,
                select: { count, .rating { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (
                t.count(),
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
            "aggregate/number-all-ratings",
            query!(aggregate Article,
                select: { count, .ratings { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (
                t.count(),
                a.ratings.pick_metrics(|m| (
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
                    row.ratings.count,
                    row.ratings.sum,
                    row.ratings.mean,
                    row.ratings.mode,
                    row.ratings.median,
                    row.ratings.max,
                    row.ratings.min
                )
            ),
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/int-stock-count",
            query!(aggregate Gadget, select: { .stock { count } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.stock.count,),),
        ),
        numbers!(
            "aggregate/int-stock-sum",
            query!(aggregate Gadget, select: { .stock { sum } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.stock.sum,),),
        ),
        numbers!(
            "aggregate/int-stock-mean",
            query!(aggregate Gadget, select: { .stock { mean } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.stock.mean,),),
        ),
        numbers!(
            "aggregate/int-stock-mode",
            query!(aggregate Gadget, select: { .stock { mode } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.mode(),)),)),
            |row| ((row.stock.mode,),),
        ),
        numbers!(
            "aggregate/int-stock-median",
            query!(aggregate Gadget, select: { .stock { median } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.stock.median,),),
        ),
        numbers!(
            "aggregate/int-stock-maximum",
            query!(aggregate Gadget, select: { .stock { max } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.stock.max,),),
        ),
        numbers!(
            "aggregate/int-stock-minimum",
            query!(aggregate Gadget, select: { .stock { min } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.stock.min,),),
        ),
    ]
}
