//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, groups, numbers}, collections::{Article, Author, Gadget, Headline, Place, Quote, Recipe, Signal}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors(), gadgets(), signals(), recipes(), headlines(), quotes(), places()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        numbers!(
            "aggregate/count",
            query!(aggregate Article, select: { count }),
            Article::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/int-count",
            query!(aggregate Article, select: { .word_count { count } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.word_count.count,),)
        ),
        numbers!(
            "aggregate/int-sum",
            query!(aggregate Article, select: { .word_count { sum } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.word_count.sum,),)
        ),
        numbers!(
            "aggregate/number-sum",
            query!(aggregate Article, select: { .rating { sum } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.rating.sum,),)
        ),
        numbers!(
            "aggregate/int-mean",
            query!(aggregate Article, select: { .word_count { mean } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.word_count.mean,),)
        ),
        numbers!(
            "aggregate/number-mean",
            query!(aggregate Article, select: { .rating { mean } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.rating.mean,),)
        ),
        numbers!(
            "aggregate/int-mode",
            query!(aggregate Article, select: { .word_count { mode } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.mode(),)),)),
            |row| ((row.word_count.mode,),)
        ),
        numbers!(
            "aggregate/int-median",
            query!(aggregate Article, select: { .word_count { median } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.word_count.median,),)
        ),
        numbers!(
            "aggregate/number-median",
            query!(aggregate Article, select: { .rating { median } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.rating.median,),)
        ),
        numbers!(
            "aggregate/int-maximum",
            query!(aggregate Article, select: { .word_count { max } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.word_count.max,),)
        ),
        numbers!(
            "aggregate/number-maximum",
            query!(aggregate Article, select: { .rating { max } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.rating.max,),)
        ),
        numbers!(
            "aggregate/int-minimum",
            query!(aggregate Article, select: { .word_count { min } }),
            Article::aggregate().select(|a, _| (a.word_count.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.word_count.min,),)
        ),
        numbers!(
            "aggregate/number-minimum",
            query!(aggregate Article, select: { .rating { min } }),
            Article::aggregate().select(|a, _| (a.rating.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.rating.min,),)
        ),
        numbers!(
            "aggregate/date-count",
            query!(aggregate Article, select: { .published_at { count } }),
            Article::aggregate().select(|a, _| (a.published_at.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.published_at.count,),)
        ),
        numbers!(
            "aggregate/date-minimum",
            query!(aggregate Article, select: { .published_at { min } }),
            Article::aggregate().select(|a, _| (a.published_at.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.published_at.min,),)
        ),
        numbers!(
            "aggregate/bool-count",
            query!(aggregate Article, select: { .published { count } }),
            Article::aggregate().select(|a, _| (a.published.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.published.count,),)
        ),
        numbers!(
            "aggregate/int-all-wordCount",
            query!(aggregate Article,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/int-all-scores",
            query!(aggregate Article,
                select: { count, .scores { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.scores.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.scores.count, row.scores.sum, row.scores.mean, row.scores.mode, row.scores.median, row.scores.max, row.scores.min))
        ),
        numbers!(
            "aggregate/int-all-big",
            query!(aggregate Article,
                select: { count, .big { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.big.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.big.count, row.big.sum, row.big.mean, row.big.mode, row.big.median, row.big.max, row.big.min))
        ),
        numbers!(
            "aggregate/number-all-rating",
            query!(aggregate Article,
                select: { count, .rating { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.rating.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.rating.count, row.rating.sum, row.rating.mean, row.rating.mode, row.rating.median, row.rating.max, row.rating.min))
        ),
        numbers!(
            "aggregate/number-all-ratings",
            query!(aggregate Article,
                select: { count, .ratings { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.ratings.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.ratings.count, row.ratings.sum, row.ratings.mean, row.ratings.mode, row.ratings.median, row.ratings.max, row.ratings.min))
        ),
        numbers!(
            "aggregate/bool-all-published",
            query!(aggregate Article,
                select: { count, .published { count, true_count, false_count, true_share, false_share } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.published.pick_metrics(|m| (m.count(), m.true_count(), m.false_count(), m.true_share(), m.false_share())))),
            |row| (row.count, (row.published.count, row.published.true_count, row.published.false_count, row.published.true_share, row.published.false_share))
        ),
        numbers!(
            "aggregate/bool-all-flags",
            query!(aggregate Article,
                select: { count, .flags { count, true_count, false_count, true_share, false_share } },
            ),
            Article::aggregate().select(|a, t| (t.count(), a.flags.pick_metrics(|m| (m.count(), m.true_count(), m.false_count(), m.true_share(), m.false_share())))),
            |row| (row.count, (row.flags.count, row.flags.true_count, row.flags.false_count, row.flags.true_share, row.flags.false_share))
        ),
        numbers!(
            "aggregate/text-all-tagline",
            query!(aggregate Article, select: { count, .tagline { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.tagline.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.tagline.count, row.tagline.top))
        ),
        numbers!(
            "aggregate/text-all-labels",
            query!(aggregate Article, select: { count, .labels { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.labels.count, row.labels.top))
        ),
        numbers!(
            "aggregate/text-all-code",
            query!(aggregate Article, select: { count, .code { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.code.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.code.count, row.code.top))
        ),
        numbers!(
            "aggregate/text-all-slug",
            query!(aggregate Article, select: { count, .slug { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.slug.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.slug.count, row.slug.top))
        ),
        numbers!(
            "aggregate/text-limit-1",
            query!(aggregate Article, select: { count, .labels { count, top(1) } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(1))))),
            |row| (row.count, (row.labels.count, row.labels.top))
        ),
        numbers!(
            "aggregate/text-count",
            query!(aggregate Article, select: { count, .labels { count } }),
            Article::aggregate().select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(),)))),
            |row| (row.count, (row.labels.count,))
        ),
        numbers!(
            "aggregate/hidden",
            query!(aggregate Article, select: { count, .hidden { count, top(5) } }),
            Article::aggregate().select(|a, t| (t.count(), a.hidden.pick_metrics(|m| (m.count(), m.top(5))))),
            |row| (row.count, (row.hidden.count, row.hidden.top))
        ),
        numbers!(
            "aggregate/filter",
            query!(aggregate Article,
                filter: .published,
                select: { count, .word_count { count, sum, mean, mode, median, max, min }, .rating { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().filter(f.published.eq(true)).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())), a.rating.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min), (row.rating.count, row.rating.sum, row.rating.mean, row.rating.mode, row.rating.median, row.rating.max, row.rating.min))
        ),
        numbers!(
            "aggregate/filter-text",
            query!(aggregate Article, filter: .published, select: { count, .labels { count, top(3) } }),
            Article::aggregate().filter(f.published.eq(true)).select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(3))))),
            |row| (row.count, (row.labels.count, row.labels.top))
        ),
        numbers!(
            "aggregate/filter-ref",
            query!(aggregate Article,
                filter: .written_by.active,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().filter(f.written_by.active.eq(true)).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/filter-not",
            query!(aggregate Article, filter: !(.published), select: { count }),
            Article::aggregate().filter(!f.published.eq(true)).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-published",
            query!(aggregate Article, group_by: .published, select: { count }),
            Article::aggregate().group_by(f.published).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-labels",
            query!(aggregate Article, group_by: .labels, select: { count }),
            Article::aggregate().group_by(f.labels).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-keywords",
            query!(aggregate Article, group_by: .keywords, select: { count }),
            Article::aggregate().group_by(f.keywords).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-publishedAt",
            query!(aggregate Article, group_by: .published_at, select: { count }),
            Article::aggregate().group_by(f.published_at).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-scores",
            query!(aggregate Article, group_by: .scores, select: { count }),
            Article::aggregate().group_by(f.scores).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-flags",
            query!(aggregate Article, group_by: .flags, select: { count }),
            Article::aggregate().group_by(f.flags).select(|_, t| (t.count(),)),
            [count]
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-author",
            query!(aggregate Author, select: { count }),
            Author::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/author-height",
            query!(aggregate Author,
                select: { count, .height { count, sum, mean, mode, median, max, min } },
            ),
            Author::aggregate().select(|a, t| (t.count(), a.height.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.height.count, row.height.sum, row.height.mean, row.height.mode, row.height.median, row.height.max, row.height.min))
        ),
        numbers!(
            "aggregate/author-active",
            query!(aggregate Author,
                select: { count, .active { count, true_count, false_count, true_share, false_share } },
            ),
            Author::aggregate().select(|a, t| (t.count(), a.active.pick_metrics(|m| (m.count(), m.true_count(), m.false_count(), m.true_share(), m.false_share())))),
            |row| (row.count, (row.active.count, row.active.true_count, row.active.false_count, row.active.true_share, row.active.false_share))
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-gadget",
            query!(aggregate Gadget, select: { count }),
            Gadget::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/int-stock-count",
            query!(aggregate Gadget, select: { .stock { count } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.count(),)),)),
            |row| ((row.stock.count,),)
        ),
        numbers!(
            "aggregate/int-stock-sum",
            query!(aggregate Gadget, select: { .stock { sum } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.sum(),)),)),
            |row| ((row.stock.sum,),)
        ),
        numbers!(
            "aggregate/int-stock-mean",
            query!(aggregate Gadget, select: { .stock { mean } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.mean(),)),)),
            |row| ((row.stock.mean,),)
        ),
        numbers!(
            "aggregate/int-stock-mode",
            query!(aggregate Gadget, select: { .stock { mode } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.mode(),)),)),
            |row| ((row.stock.mode,),)
        ),
        numbers!(
            "aggregate/int-stock-median",
            query!(aggregate Gadget, select: { .stock { median } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.median(),)),)),
            |row| ((row.stock.median,),)
        ),
        numbers!(
            "aggregate/int-stock-maximum",
            query!(aggregate Gadget, select: { .stock { max } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.max(),)),)),
            |row| ((row.stock.max,),)
        ),
        numbers!(
            "aggregate/int-stock-minimum",
            query!(aggregate Gadget, select: { .stock { min } }),
            Gadget::aggregate().select(|a, _| (a.stock.pick_metrics(|m| (m.min(),)),)),
            |row| ((row.stock.min,),)
        ),
        numbers!(
            "aggregate/gadget-weight",
            query!(aggregate Gadget,
                select: { count, .weight { count, sum, mean, mode, median, max, min } },
            ),
            Gadget::aggregate().select(|a, t| (t.count(), a.weight.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.weight.count, row.weight.sum, row.weight.mean, row.weight.mode, row.weight.median, row.weight.max, row.weight.min))
        ),
        numbers!(
            "aggregate/gadget-stock",
            query!(aggregate Gadget,
                select: { count, .stock { count, sum, mean, mode, median, max, min } },
            ),
            Gadget::aggregate().select(|a, t| (t.count(), a.stock.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.stock.count, row.stock.sum, row.stock.mean, row.stock.mode, row.stock.median, row.stock.max, row.stock.min))
        ),
    ]
}

fn signals() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-signal",
            query!(aggregate Signal, select: { count }),
            Signal::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
    ]
}

fn recipes() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-recipe",
            query!(aggregate Recipe, select: { count }),
            Recipe::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/recipe-serves",
            query!(aggregate Recipe,
                select: { count, .serves { count, sum, mean, mode, median, max, min } },
            ),
            Recipe::aggregate().select(|a, t| (t.count(), a.serves.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.serves.count, row.serves.sum, row.serves.mean, row.serves.mode, row.serves.median, row.serves.max, row.serves.min))
        ),
    ]
}

fn headlines() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-headline",
            query!(aggregate Headline, select: { count }),
            Headline::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
    ]
}

fn quotes() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/count-quote",
            query!(aggregate Quote, select: { count }),
            Quote::aggregate().select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/quote-year",
            query!(aggregate Quote, select: { count, .year { count, sum, mean, mode, median, max, min } }),
            Quote::aggregate().select(|a, t| (t.count(), a.year.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.year.count, row.year.sum, row.year.mean, row.year.mode, row.year.median, row.year.max, row.year.min))
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        numbers!(
            "aggregate/place-population",
            query!(aggregate Place,
                select: { count, .population { count, sum, mean, mode, median, max, min } },
            ),
            Place::aggregate().select(|a, t| (t.count(), a.population.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.population.count, row.population.sum, row.population.mean, row.population.mode, row.population.median, row.population.max, row.population.min))
        ),
    ]
}
