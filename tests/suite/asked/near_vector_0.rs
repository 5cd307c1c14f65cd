//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Author, Gadget, Ledger, Place, Recipe, Signal}, vectors::{EIGHT, EIGHT_2, EIGHT_3, FOUR, SIXTEEN}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), places(), authors(), signals(), ledgers(), gadgets(), recipes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "near_vector/cosine",
            query!(Article, near_vector: EIGHT, limit: 10, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-0.0",
            query!(Article, near_vector: EIGHT, distance: 0.0, limit: 100, select: { id, distance }),
            Article::query().near_vector(EIGHT).distance(0.0).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-0.3",
            query!(Article, near_vector: EIGHT, distance: 0.3, limit: 100, select: { id, distance }),
            Article::query().near_vector(EIGHT).distance(0.3).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-0.8",
            query!(Article, near_vector: EIGHT, distance: 0.8, limit: 100, select: { id, distance }),
            Article::query().near_vector(EIGHT).distance(0.8).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-2.0",
            query!(Article, near_vector: EIGHT, distance: 2.0, limit: 20, select: { id, distance }),
            Article::query().near_vector(EIGHT).distance(2.0).limit(20).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-default-limit",
            query!(Article, near_vector: EIGHT, distance: 1.0, select: { id, distance }),
            Article::query().near_vector(EIGHT).distance(1.0).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/exact",
            query!(Article, near_vector: EIGHT_3, limit: 3, select: { id, distance }),
            Article::query().near_vector(EIGHT_3).limit(3).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-1-0",
            query!(Article, near_vector: EIGHT, limit: 1, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(1).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-3-0",
            query!(Article, near_vector: EIGHT, limit: 3, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(3).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-3-50",
            query!(Article, near_vector: EIGHT, limit: 3, offset: 50, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(3).offset(50).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-100-0",
            query!(Article, near_vector: EIGHT, limit: 100, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-5-85",
            query!(Article, near_vector: EIGHT, limit: 5, offset: 85, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(5).offset(85).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/page-10-200",
            query!(Article, near_vector: EIGHT, limit: 10, offset: 200, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(10).offset(200).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/autocut-1",
            query!(Article, near_vector: EIGHT, limit: 30, auto_limit: 1, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(30).auto_limit(1).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/autocut-2",
            query!(Article, near_vector: EIGHT, limit: 30, auto_limit: 2, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(30).auto_limit(2).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/autocut-3",
            query!(Article, near_vector: EIGHT, limit: 30, auto_limit: 3, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(30).auto_limit(3).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/autocut-10",
            query!(Article, near_vector: EIGHT, limit: 30, auto_limit: 10, select: { id, distance }),
            Article::query().near_vector(EIGHT).limit(30).auto_limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/filter-few",
            query!(Article,
                near_vector: EIGHT,
                filter: .id() in [id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("7eff9366-65e0-5b1e-a038-0dfacb1ca17e"), id("4e9df83a-3a38-55e5-9688-702ef9e50d35")],
                limit: 10, select: { id, distance },
            ),
            Article::query().near_vector(EIGHT).filter(f.id().is_in([id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("7eff9366-65e0-5b1e-a038-0dfacb1ca17e"), id("4e9df83a-3a38-55e5-9688-702ef9e50d35")])).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/filter-none",
            query!(Article,
                near_vector: EIGHT, filter: .word_count == -777, limit: 10, select: { id, distance },
            ),
            Article::query().near_vector(EIGHT).filter(f.word_count.eq(-777)).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        case!(
            "near_vector/dot",
            query!(Place, near_vector: EIGHT, limit: 10, select: { id, distance }),
            Place::query().near_vector(EIGHT).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-dot",
            query!(Place, near_vector: EIGHT, distance: -0.5, limit: 100, select: { id, distance }),
            Place::query().near_vector(EIGHT).distance(-0.5).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![
        case!(
            "near_vector/l2",
            query!(Author, near_vector: FOUR, limit: 10, select: { id, distance }),
            Author::query().near_vector(FOUR).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-l2",
            query!(Author, near_vector: FOUR, distance: 2.0, limit: 100, select: { id, distance }),
            Author::query().near_vector(FOUR).distance(2.0).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn signals() -> Vec<Case> {
    let f = Signal::FIELDS;
    vec![
        case!(
            "near_vector/manhattan",
            query!(Signal, near_vector: FOUR, target: .by_manhattan, limit: 10, select: { id, distance }),
            Signal::query().target(f.by_manhattan).near_vector(FOUR).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/dot-named",
            query!(Signal, near_vector: EIGHT, target: .by_dot, limit: 10, select: { id, distance }),
            Signal::query().target(f.by_dot).near_vector(EIGHT).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/hamming",
            query!(Signal, near_vector: EIGHT_2, target: .by_hamming, limit: 30, select: { id, distance }),
            Signal::query().target(f.by_hamming).near_vector(EIGHT_2).limit(30).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-manhattan",
            query!(Signal,
                near_vector: FOUR, target: .by_manhattan, distance: 3.0, limit: 100,
                select: { id, distance },
            ),
            Signal::query().target(f.by_manhattan).near_vector(FOUR).distance(3.0).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/distance-hamming",
            query!(Signal,
                near_vector: EIGHT_2, target: .by_hamming, distance: 4.0, limit: 100,
                select: { id, distance },
            ),
            Signal::query().target(f.by_hamming).near_vector(EIGHT_2).distance(4.0).limit(100).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![
        case!(
            "near_vector/tenant",
            query!(Ledger, near_vector: FOUR, limit: 10, select: { id, distance }),
            Ledger::query().near_vector(FOUR).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/tenant-empty",
            query!(Ledger, near_vector: FOUR, limit: 10, select: { id, distance }),
            Ledger::query().near_vector(FOUR).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        case!(
            "near_vector/named-shape",
            query!(Gadget, near_vector: EIGHT, target: .shape, limit: 10, select: { id, distance }),
            Gadget::query().target(f.shape).near_vector(EIGHT).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/named-sound",
            query!(Gadget, near_vector: SIXTEEN, target: .sound, limit: 10, select: { id, distance }),
            Gadget::query().target(f.sound).near_vector(SIXTEEN).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_vector/named-filter",
            query!(Gadget,
                near_vector: EIGHT, target: .shape, filter: .kind == "Radio", limit: 10,
                select: { id, distance },
            ),
            Gadget::query().target(f.shape).near_vector(EIGHT).filter(f.kind.eq("Radio")).limit(10).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn recipes() -> Vec<Case> {
    vec![
        case!(
            "near_vector/named-auto",
            query!(Recipe, near_vector: FOUR, limit: 5, select: { id, distance }),
            Recipe::query().near_vector(FOUR).limit(5).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}
