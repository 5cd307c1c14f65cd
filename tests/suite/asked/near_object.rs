//! Searches by another object's vector.

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, asked, id},
    collections::{Article, Author, Headline, Place},
};

pub(super) fn cases() -> Vec<Case> {
    [articles(), authors(), places(), headlines()].into_iter().flatten().collect()
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

fn headlines() -> Vec<Case> {
    vec![asked!(
        "near_object/bigram",
        Headline { near_object: id("f49270f2-eda2-5399-be0a-ac3feef8811e"), limit: 8 },
        { near_object(id("f49270f2-eda2-5399-be0a-ac3feef8811e")).limit(8) },
        [id, distance],
    )]
}
