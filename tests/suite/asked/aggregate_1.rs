//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, groups, numbers}, collections::{Article, Gadget, Ledger}, vectors::{EIGHT, SIXTEEN}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), gadgets(), ledgers()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        groups!(
            "aggregate/group-ratings",
            query!(aggregate Article, group_by: .ratings, select: { count }),
            Article::aggregate().group_by(f.ratings).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-ticket",
            query!(aggregate Article, group_by: .ticket, select: { count }),
            Article::aggregate().group_by(f.ticket).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-title",
            query!(aggregate Article, group_by: .title, select: { count }),
            Article::aggregate().group_by(f.title).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-tagline",
            query!(aggregate Article, group_by: .tagline, select: { count }),
            Article::aggregate().group_by(f.tagline).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-tickets",
            query!(aggregate Article, group_by: .tickets, select: { count }),
            Article::aggregate().group_by(f.tickets).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-revisions",
            query!(aggregate Article, group_by: .revisions, select: { count }),
            Article::aggregate().group_by(f.revisions).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-limit",
            query!(aggregate Article, group_by: .published, groups: 1, select: { count }),
            Article::aggregate().group_by(f.published).groups(1).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-limit-2",
            query!(aggregate Article, group_by: .published, groups: 2, select: { count }),
            Article::aggregate().group_by(f.published).groups(2).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-nolimit",
            query!(aggregate Article, group_by: .labels, select: { count }),
            Article::aggregate().group_by(f.labels).select(|_, t| (t.count(),)),
            [count]
        ),
        groups!(
            "aggregate/group-filter",
            query!(aggregate Article,
                filter: .published, group_by: .labels, select: { count, .word_count { mean } },
            ),
            Article::aggregate().filter(f.published.eq(true)).group_by(f.labels).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.mean(),)))),
            |row| (row.count, (row.word_count.mean,))
        ),
        groups!(
            "aggregate/group-filter-none",
            query!(aggregate Article, filter: .word_count == -777, group_by: .labels, select: { count }),
            Article::aggregate().filter(f.word_count.eq(-777)).group_by(f.labels).select(|_, t| (t.count(),)),
            [count]
        ),
        numbers!(
            "aggregate/nv-limit",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(10).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/nv-both",
            query!(aggregate Article,
                near_vector: EIGHT, distance: 0.6, object_limit: 4,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).distance(0.6).object_limit(4).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/nv-filter",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10, filter: .published,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(10).filter(f.published.eq(true)).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/nv-text",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 10, select: { count, .labels { count, top(4) } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(10).select(|a, t| (t.count(), a.labels.pick_metrics(|m| (m.count(), m.top(4))))),
            |row| (row.count, (row.labels.count, row.labels.top))
        ),
        numbers!(
            "aggregate/nv-limit-0",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 0,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(0).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
        numbers!(
            "aggregate/nv-big",
            query!(aggregate Article,
                near_vector: EIGHT, object_limit: 500,
                select: { count, .word_count { count, sum, mean, mode, median, max, min } },
            ),
            Article::aggregate().near_vector(EIGHT).object_limit(500).select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.word_count.count, row.word_count.sum, row.word_count.mean, row.word_count.mode, row.word_count.median, row.word_count.max, row.word_count.min))
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        numbers!(
            "aggregate/nv-named",
            query!(aggregate Gadget,
                near_vector: SIXTEEN, target: .sound, object_limit: 10,
                select: { count, .stock { count, sum, mean, mode, median, max, min } },
            ),
            Gadget::aggregate().target(f.sound).near_vector(SIXTEEN).object_limit(10).select(|a, t| (t.count(), a.stock.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.stock.count, row.stock.sum, row.stock.mean, row.stock.mode, row.stock.median, row.stock.max, row.stock.min))
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![
        numbers!(
            "aggregate/tenant",
            query!(aggregate Ledger,
                select: { count, .amount { count, sum, mean, mode, median, max, min } },
            ),
            Ledger::aggregate().select(|a, t| (t.count(), a.amount.pick_metrics(|m| (m.count(), m.sum(), m.mean(), m.mode(), m.median(), m.max(), m.min())))),
            |row| (row.count, (row.amount.count, row.amount.sum, row.amount.mean, row.amount.mode, row.amount.median, row.amount.max, row.amount.min))
        ),
        groups!(
            "aggregate/tenant-group",
            query!(aggregate Ledger, group_by: .account, select: { count, .amount { sum } }),
            Ledger::aggregate().group_by(f.account).select(|a, t| (t.count(), a.amount.pick_metrics(|m| (m.sum(),)))),
            |row| (row.count, (row.amount.sum,))
        ),
    ]
}
