//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Ledger}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), ledgers()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    vec![
        case!(
            "cursor/first",
            query!(Article, limit: 10, select: { id }),
            Article::query().limit(10).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/page-1",
            query!(Article, limit: 10, after: id("3f4a6d1c-ec11-5048-847a-852a351c1a5f"), select: { id }),
            Article::query().limit(10).after(id("3f4a6d1c-ec11-5048-847a-852a351c1a5f")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/page-2",
            query!(Article, limit: 10, after: id("52640067-20b2-5649-a4e7-1df8f1eb250e"), select: { id }),
            Article::query().limit(10).after(id("52640067-20b2-5649-a4e7-1df8f1eb250e")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/page-3",
            query!(Article, limit: 10, after: id("daa2409a-9e73-5c76-9a99-51a85f4af8f7"), select: { id }),
            Article::query().limit(10).after(id("daa2409a-9e73-5c76-9a99-51a85f4af8f7")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/page-4",
            query!(Article, limit: 10, after: id("f0195314-cf2a-51b2-ac26-85e82ced72c5"), select: { id }),
            Article::query().limit(10).after(id("f0195314-cf2a-51b2-ac26-85e82ced72c5")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/page-5",
            query!(Article, limit: 10, after: id("f7f34b2a-c339-5ba5-8789-eeac5a9c795d"), select: { id }),
            Article::query().limit(10).after(id("f7f34b2a-c339-5ba5-8789-eeac5a9c795d")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/nil",
            query!(Article, limit: 10, after: id("00000000-0000-0000-0000-000000000000"), select: { id }),
            Article::query().limit(10).after(id("00000000-0000-0000-0000-000000000000")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/ff",
            query!(Article, limit: 10, after: id("ffffffff-ffff-ffff-ffff-ffffffffffff"), select: { id }),
            Article::query().limit(10).after(id("ffffffff-ffff-ffff-ffff-ffffffffffff")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/unknown",
            query!(Article, limit: 3, after: id("80000000-0000-4000-8000-000000000000"), select: { id }),
            Article::query().limit(3).after(id("80000000-0000-4000-8000-000000000000")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/big-limit",
            query!(Article, limit: 100, after: id("254cbde1-2127-5701-a069-de5b55cd54a1"), select: { id }),
            Article::query().limit(100).after(id("254cbde1-2127-5701-a069-de5b55cd54a1")).select(|_, m| (m.id(),)),
            [id]
        ),
        case!(
            "cursor/default-limit",
            query!(Article, select: { id }),
            Article::query().select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![
        case!(
            "cursor/tenant",
            query!(Ledger, limit: 5, after: id("00000000-0000-0000-0000-000000000000"), select: { id }),
            Ledger::query().limit(5).after(id("00000000-0000-0000-0000-000000000000")).select(|_, m| (m.id(),)),
            [id]
        ),
    ]
}
