//! Searches by another object's vector.

use weaviate::{Collection as _, Diversity, search};

use crate::asked::{
    case::{Case, asked, id},
    collections::{Article, Author, Gadget, Headline, Place},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), authors(), places(), gadgets(), headlines()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        asked!(
            "near_object/basic",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 8 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(8) },
            [id, distance],
        ),
        asked!(
            "near_object/certainty",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), certainty: 0.7, limit: 50 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).certainty(0.7).limit(50) },
            [id, distance, certainty],
        ),
        asked!(
            "near_object/distance",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), distance: 0.4, limit: 50 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).distance(0.4).limit(50) },
            [id, distance],
        ),
        asked!(
            "near_object/filter",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), filter: .published, limit: 8 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).filter(f.published.eq(true)).limit(8) },
            [id, distance],
        ),
        asked!(
            "near_object/page",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 3, offset: 2 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(3).offset(2) },
            [id, distance],
        ),
        asked!(
            "near_object/autocut",
            Article { near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 20, auto_limit: 1 },
            { near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(20).auto_limit(1) },
            [id, distance],
        ),
        asked!(
            "near_object/mmr",
            Article {
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"),
                diversity: Diversity::mmr(4).balance(0.5),
                limit: 8
            },
            {
                near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))
                    .diversity(Diversity::mmr(4).balance(0.5))
                    .limit(8)
            },
            [id, distance],
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![asked!(
        "near_object/l2",
        Author { near_object: id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"), limit: 8 },
        { near_object(id("8a088a9f-b409-58a8-8eae-1f29c9f8260a")).limit(8) },
        [id, distance],
    )]
}

fn places() -> Vec<Case> {
    vec![asked!(
        "near_object/dot",
        Place { near_object: id("52d1604e-3753-5fdc-ade7-e1ade49f35d7"), limit: 8 },
        { near_object(id("52d1604e-3753-5fdc-ade7-e1ade49f35d7")).limit(8) },
        [id, distance],
    )]
}

fn gadgets() -> Vec<Case> {
    let f = Gadget::FIELDS;
    vec![
        asked!(
            "near_object/multi-type_sum",
            Gadget {
                near_object: id("e7c28dd4-ae94-54d8-a964-cb512d19712a"), target: sum(.shape, .sound), limit: 8
            },
            {
                target(search::sum((f.shape, f.sound)))
                    .near_object(id("e7c28dd4-ae94-54d8-a964-cb512d19712a")).limit(8)
            },
            [id, distance],
        ),
        asked!(
            "near_object/multi-type_min",
            Gadget {
                near_object: id("e7c28dd4-ae94-54d8-a964-cb512d19712a"), target: minimum(.shape, .sound),
                limit: 8
            },
            {
                target(search::minimum((f.shape, f.sound)))
                    .near_object(id("e7c28dd4-ae94-54d8-a964-cb512d19712a")).limit(8)
            },
            [id, distance],
        ),
        asked!(
            "near_object/multi-manual",
            Gadget {
                near_object: id("e7c28dd4-ae94-54d8-a964-cb512d19712a"),
                target: weighted(.shape * 0.8, .sound * 0.1), limit: 8
            },
            {
                target(search::weighted((f.shape.times(0.8), f.sound.times(0.1))))
                    .near_object(id("e7c28dd4-ae94-54d8-a964-cb512d19712a")).limit(8)
            },
            [id, distance],
        ),
    ]
}

fn headlines() -> Vec<Case> {
    vec![asked!(
        "near_object/bigram",
        Headline { near_object: id("f49270f2-eda2-5399-be0a-ac3feef8811e"), limit: 8 },
        { near_object(id("f49270f2-eda2-5399-be0a-ac3feef8811e")).limit(8) },
        [id, distance],
    )]
}
