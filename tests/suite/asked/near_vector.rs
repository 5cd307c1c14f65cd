//! Searches by a vector.

mod ranked;
mod targets;

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, asked, id},
    collections::{Article, Author, Gadget, Ledger, Place, Recipe, Signal},
    vectors::{EIGHT, EIGHT_2, EIGHT_3, FOUR, SIXTEEN},
};

pub(super) fn cases() -> Vec<Case> {
    [
        articles(),
        places(),
        authors(),
        signals(),
        ledgers(),
        gadgets(),
        recipes(),
        targets::cases(),
        ranked::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "near_vector/cosine",
            Article { near_vector: EIGHT, limit: 10 },
            { near_vector(EIGHT).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/certainty-0.0",
            Article { near_vector: EIGHT, certainty: 0.0, limit: 20 },
            { near_vector(EIGHT).certainty(0.0).limit(20) },
            [id, distance, certainty],
        ),
        asked!(
            "near_vector/certainty-0.5",
            Article { near_vector: EIGHT, certainty: 0.5, limit: 20 },
            { near_vector(EIGHT).certainty(0.5).limit(20) },
            [id, distance, certainty],
        ),
        asked!(
            "near_vector/certainty-0.7",
            Article { near_vector: EIGHT, certainty: 0.7, limit: 100 },
            { near_vector(EIGHT).certainty(0.7).limit(100) },
            [id, distance, certainty],
        ),
        asked!(
            "near_vector/distance-0.0",
            Article { near_vector: EIGHT, distance: 0.0, limit: 100 },
            { near_vector(EIGHT).distance(0.0).limit(100) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-0.3",
            Article { near_vector: EIGHT, distance: 0.3, limit: 100 },
            { near_vector(EIGHT).distance(0.3).limit(100) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-0.8",
            Article { near_vector: EIGHT, distance: 0.8, limit: 100 },
            { near_vector(EIGHT).distance(0.8).limit(100) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-default-limit",
            Article { near_vector: EIGHT, distance: 1.0 },
            { near_vector(EIGHT).distance(1.0) },
            [id, distance],
        ),
        asked!(
            "near_vector/exact",
            Article { near_vector: EIGHT_3, limit: 3 },
            { near_vector(EIGHT_3).limit(3) },
            [id, distance],
        ),
        asked!(
            "near_vector/page-1-0",
            Article { near_vector: EIGHT, limit: 1 },
            { near_vector(EIGHT).limit(1) },
            [id, distance],
        ),
        asked!(
            "near_vector/page-3-50",
            Article { near_vector: EIGHT, limit: 3, offset: 50 },
            { near_vector(EIGHT).limit(3).offset(50) },
            [id, distance],
        ),
        asked!(
            "near_vector/page-5-85",
            Article { near_vector: EIGHT, limit: 5, offset: 85 },
            { near_vector(EIGHT).limit(5).offset(85) },
            [id, distance],
        ),
        asked!(
            "near_vector/page-10-200",
            Article { near_vector: EIGHT, limit: 10, offset: 200 },
            { near_vector(EIGHT).limit(10).offset(200) },
            [id, distance],
        ),
        asked!(
            "near_vector/autocut-1",
            Article { near_vector: EIGHT, limit: 30, auto_limit: 1 },
            { near_vector(EIGHT).limit(30).auto_limit(1) },
            [id, distance],
        ),
        asked!(
            "near_vector/autocut-2",
            Article { near_vector: EIGHT, limit: 30, auto_limit: 2 },
            { near_vector(EIGHT).limit(30).auto_limit(2) },
            [id, distance],
        ),
        asked!(
            "near_vector/autocut-3",
            Article { near_vector: EIGHT, limit: 30, auto_limit: 3 },
            { near_vector(EIGHT).limit(30).auto_limit(3) },
            [id, distance],
        ),
        asked!(
            "near_vector/filter-few",
            Article {
                near_vector: EIGHT,
                filter: .id() in [id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("7eff9366-65e0-5b1e-a038-0dfacb1ca17e"), id("4e9df83a-3a38-55e5-9688-702ef9e50d35")],
                limit: 10
            },
            {
                near_vector(EIGHT)
                    .filter(f.id().is_in([id("3e6ad636-dc70-59c8-8606-4a795513a029"), id("7eff9366-65e0-5b1e-a038-0dfacb1ca17e"), id("4e9df83a-3a38-55e5-9688-702ef9e50d35")]))
                    .limit(10)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/filter-none",
            Article { near_vector: EIGHT, filter: .word_count == -777, limit: 10 },
            { near_vector(EIGHT).filter(f.word_count.eq(-777)).limit(10) },
            [id, distance],
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        asked!(
            "near_vector/dot",
            Place { near_vector: EIGHT, limit: 10 },
            { near_vector(EIGHT).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-dot",
            Place { near_vector: EIGHT, distance: -0.5, limit: 100 },
            { near_vector(EIGHT).distance(-0.5).limit(100) },
            [id, distance],
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![
        asked!(
            "near_vector/l2",
            Author { near_vector: FOUR, limit: 10 },
            { near_vector(FOUR).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-l2",
            Author { near_vector: FOUR, distance: 2.0, limit: 100 },
            { near_vector(FOUR).distance(2.0).limit(100) },
            [id, distance],
        ),
    ]
}

fn signals() -> Vec<Case> {
    let f = Signal::FIELDS;
    vec![
        asked!(
            "near_vector/manhattan",
            Signal { near_vector: FOUR, target: .by_manhattan, limit: 10 },
            { target(f.by_manhattan).near_vector(FOUR).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/dot-named",
            Signal { near_vector: EIGHT, target: .by_dot, limit: 10 },
            { target(f.by_dot).near_vector(EIGHT).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/hamming",
            Signal { near_vector: EIGHT_2, target: .by_hamming, limit: 30 },
            { target(f.by_hamming).near_vector(EIGHT_2).limit(30) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-manhattan",
            Signal { near_vector: FOUR, target: .by_manhattan, distance: 3.0, limit: 100 },
            { target(f.by_manhattan).near_vector(FOUR).distance(3.0).limit(100) },
            [id, distance],
        ),
        asked!(
            "near_vector/distance-hamming",
            Signal { near_vector: EIGHT_2, target: .by_hamming, distance: 4.0, limit: 100 },
            { target(f.by_hamming).near_vector(EIGHT_2).distance(4.0).limit(100) },
            [id, distance],
        ),
    ]
}

fn ledgers() -> Vec<Case> {
    vec![
        asked!(
            "near_vector/tenant",
            Ledger { near_vector: FOUR, limit: 10 },
            { near_vector(FOUR).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/tenant-empty",
            Ledger { near_vector: FOUR, limit: 10 },
            { near_vector(FOUR).limit(10) },
            [id, distance],
        ),
    ]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        asked!(
            "near_vector/named-shape",
            Gadget { near_vector: EIGHT, target: .shape, limit: 10 },
            { target(f.shape).near_vector(EIGHT).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/named-sound",
            Gadget { near_vector: SIXTEEN, target: .sound, limit: 10 },
            { target(f.sound).near_vector(SIXTEEN).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/named-certainty",
            Gadget { near_vector: EIGHT, target: .shape, certainty: 0.6, limit: 10 },
            { target(f.shape).near_vector(EIGHT).certainty(0.6).limit(10) },
            [id, distance, certainty],
        ),
        asked!(
            "near_vector/named-filter",
            Gadget { near_vector: EIGHT, target: .shape, filter: .kind == "Radio", limit: 10 },
            { target(f.shape).near_vector(EIGHT).filter(f.kind.eq("Radio")).limit(10) },
            [id, distance],
        ),
    ]
}

fn recipes() -> Vec<Case> {
    vec![asked!(
        "near_vector/named-auto",
        Recipe { near_vector: FOUR, limit: 5 },
        { near_vector(FOUR).limit(5) },
        [id, distance],
    )]
}
