//! Metrics of groups.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, groups},
    collections::{Article, Ledger},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), ledgers()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        groups!(
            "aggregate/group-published",
            query!(aggregate Article, group_by: .published, select: { count }),
            Article::aggregate().group_by(f.published).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-labels",
            query!(aggregate Article, group_by: .labels, select: { count }),
            Article::aggregate().group_by(f.labels).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-keywords",
            query!(aggregate Article, group_by: .keywords, select: { count }),
            Article::aggregate().group_by(f.keywords).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-publishedAt",
            query!(aggregate Article, group_by: .published_at, select: { count }),
            Article::aggregate().group_by(f.published_at).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-scores",
            query!(aggregate Article, group_by: .scores, select: { count }),
            Article::aggregate().group_by(f.scores).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-flags",
            query!(aggregate Article, group_by: .flags, select: { count }),
            Article::aggregate().group_by(f.flags).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-ratings",
            query!(aggregate Article, group_by: .ratings, select: { count }),
            Article::aggregate().group_by(f.ratings).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-ticket",
            query!(aggregate Article, group_by: .ticket, select: { count }),
            Article::aggregate().group_by(f.ticket).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-title",
            query!(aggregate Article, group_by: .title, select: { count }),
            Article::aggregate().group_by(f.title).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-tagline",
            query!(aggregate Article, group_by: .tagline, select: { count }),
            Article::aggregate().group_by(f.tagline).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-tickets",
            query!(aggregate Article, group_by: .tickets, select: { count }),
            Article::aggregate().group_by(f.tickets).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-revisions",
            query!(aggregate Article, group_by: .revisions, select: { count }),
            Article::aggregate().group_by(f.revisions).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-limit",
            query!(aggregate Article, group_by: .published, groups: 1, select: { count }),
            Article::aggregate().group_by(f.published).groups(1).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-limit-2",
            query!(aggregate Article, group_by: .published, groups: 2, select: { count }),
            Article::aggregate().group_by(f.published).groups(2).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-nolimit",
            query!(aggregate Article, group_by: .labels, select: { count }),
            Article::aggregate().group_by(f.labels).select(|_, t| (t.count(),)),
            [count],
        ),
        groups!(
            "aggregate/group-filter",
            query!(aggregate Article,
                filter: .published, group_by: .labels, select: { count, .word_count { mean } },
            ),
            Article::aggregate()
                .filter(f.published.eq(true))
                .group_by(f.labels)
                .select(|a, t| (t.count(), a.word_count.pick_metrics(|m| (m.mean(),)))),
            |row| (row.count, (row.word_count.mean,)),
        ),
        groups!(
            "aggregate/group-filter-none",
            query!(aggregate Article, filter: .word_count == -777, group_by: .labels, select: { count }),
            Article::aggregate().filter(f.word_count.eq(-777)).group_by(f.labels).select(|_, t| (t.count(),)),
            [count],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    let f = Ledger::FIELDS;
    vec![groups!(
        "aggregate/tenant-group",
        query!(aggregate Ledger, group_by: .account, select: { count, .amount { sum } }),
        Ledger::aggregate()
            .group_by(f.account)
            .select(|a, t| (t.count(), a.amount.pick_metrics(|m| (m.sum(),)))),
        |row| (row.count, (row.amount.sum,)),
    )]
}
