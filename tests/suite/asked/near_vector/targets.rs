//! Searches by several vectors.

use weaviate::{Collection as _, Diversity, search};

use crate::asked::{
    case::{Case, asked},
    collections::{Gadget, Signal},
    vectors::{EIGHT, EIGHT_2, FOUR, SIXTEEN},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [gadgets(), signals()].into_iter().flatten().collect()
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        asked!(
            "near_vector/multi-type_sum",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: sum(.shape, .sound), limit: 50
            },
            {
                target(search::sum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(50)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_sum-3",
            Gadget { near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: sum(.shape, .sound), limit: 3 },
            {
                target(search::sum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(3)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_min",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: minimum(.shape, .sound), limit: 50
            },
            {
                target(search::minimum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(50)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_min-3",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: minimum(.shape, .sound), limit: 3
            },
            {
                target(search::minimum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(3)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_average",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: average(.shape, .sound), limit: 50
            },
            {
                target(search::average((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(50)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_average-3",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: average(.shape, .sound), limit: 3
            },
            {
                target(search::average((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(3)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_manual-w0",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: weighted(.shape * 1.0, .sound * 1.0),
                limit: 12
            },
            {
                target(search::weighted((f.shape.times(1.0), f.sound.times(1.0))))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(12)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_manual-w2",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: weighted(.shape * 2.0, .sound * 0.1),
                limit: 12
            },
            {
                target(search::weighted((f.shape.times(2.0), f.sound.times(0.1))))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(12)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_manual-w3",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: weighted(.shape * 1.0, .sound * 0.0),
                limit: 12
            },
            {
                target(search::weighted((f.shape.times(1.0), f.sound.times(0.0))))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(12)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_manual-w4",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: weighted(.shape * -1.0, .sound * 1.0),
                limit: 12
            },
            {
                target(search::weighted((f.shape.times(-1.0), f.sound.times(1.0))))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(12)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-type_relative_score-w3",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: relative(.shape * 1.0, .sound * 0.0),
                limit: 12
            },
            {
                target(search::relative((f.shape.times(1.0), f.sound.times(0.0))))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(12)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-distance",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: sum(.shape, .sound), distance: 6.0,
                limit: 50
            },
            {
                target(search::sum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).distance(6.0).limit(50)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-filter",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: average(.shape, .sound),
                filter: .kind == "Radio", limit: 10
            },
            {
                target(search::average((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).filter(f.kind.eq("Radio"))
                    .limit(10)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-offset",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: average(.shape, .sound), limit: 4,
                offset: 2
            },
            {
                target(search::average((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(4).offset(2)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/multi-autocut",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: average(.shape, .sound), limit: 20,
                auto_limit: 1
            },
            {
                target(search::average((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN))).limit(20).auto_limit(1)
            },
            [id, distance],
        ),
        asked!(
            "near_vector/mmr-multi",
            Gadget {
                near_vector: { .shape: EIGHT, .sound: SIXTEEN }, target: sum(.shape, .sound),
                diversity: Diversity::mmr(3).balance(0.5), limit: 10
            },
            {
                target(search::sum((f.shape, f.sound)))
                    .near_vectors((f.shape.with(EIGHT), f.sound.with(SIXTEEN)))
                    .diversity(Diversity::mmr(3).balance(0.5)).limit(10)
            },
            [id, distance],
        ),
    ]
}

fn signals() -> Vec<Case> {
    let f = Signal::FIELDS;
    vec![asked!(
        "near_vector/signal-three",
        Signal {
            near_vector: { .by_dot: EIGHT, .by_manhattan: FOUR, .by_hamming: EIGHT_2 },
            target: sum(.by_dot, .by_manhattan, .by_hamming), limit: 10
        },
        {
            target(search::sum((f.by_dot, f.by_manhattan, f.by_hamming)))
                .near_vectors((f.by_dot.with(EIGHT), f.by_manhattan.with(FOUR), f.by_hamming.with(EIGHT_2)))
                .limit(10)
        },
        [id, distance],
    )]
}
