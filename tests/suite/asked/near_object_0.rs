//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case, id}, collections::{Article, Author, Headline, Place}};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors(), places(), headlines()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "near_object/basic",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 8, select: { id, distance },
            ),
            Article::query().near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(8).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_object/distance",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), distance: 0.4, limit: 50,
                select: { id, distance },
            ),
            Article::query().near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).distance(0.4).limit(50).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_object/filter",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), filter: .published, limit: 8,
                select: { id, distance },
            ),
            Article::query().near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).filter(f.published.eq(true)).limit(8).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_object/page",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 3, offset: 2,
                select: { id, distance },
            ),
            Article::query().near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(3).offset(2).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
        case!(
            "near_object/autocut",
            query!(Article,
                near_object: id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 20, auto_limit: 1,
                select: { id, distance },
            ),
            Article::query().near_object(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d")).limit(20).auto_limit(1).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn authors() -> Vec<Case> {
    vec![
        case!(
            "near_object/l2",
            query!(Author,
                near_object: id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"), limit: 8, select: { id, distance },
            ),
            Author::query().near_object(id("8a088a9f-b409-58a8-8eae-1f29c9f8260a")).limit(8).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn places() -> Vec<Case> {
    vec![
        case!(
            "near_object/dot",
            query!(Place,
                near_object: id("52d1604e-3753-5fdc-ade7-e1ade49f35d7"), limit: 8, select: { id, distance },
            ),
            Place::query().near_object(id("52d1604e-3753-5fdc-ade7-e1ade49f35d7")).limit(8).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}

fn headlines() -> Vec<Case> {
    vec![
        case!(
            "near_object/bigram",
            query!(Headline,
                near_object: id("f49270f2-eda2-5399-be0a-ac3feef8811e"), limit: 8, select: { id, distance },
            ),
            Headline::query().near_object(id("f49270f2-eda2-5399-be0a-ac3feef8811e")).limit(8).select(|_, m| (m.id(), m.distance())),
            [id, distance]
        ),
    ]
}
