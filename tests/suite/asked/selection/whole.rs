//! Whole objects.

use weaviate::{Collection as _, query};

use crate::asked::{
    case::{Case, case, id},
    collections::{Article, Author, Recipe},
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    [articles(), authors(), recipes()].into_iter().flatten().collect()
}

fn articles() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "selection/article-default-2",
            query!(Article, filter: .id() == id("3e6ad636-dc70-59c8-8606-4a795513a029"), limit: 1),
            Article::query().filter(f.id().eq(id("3e6ad636-dc70-59c8-8606-4a795513a029"))).limit(1).all(),
            |hit| hit,
        ),
        case!(
            "selection/article-default-5",
            query!(Article, filter: .id() == id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"), limit: 1),
            Article::query().filter(f.id().eq(id("46b4bd49-e5a3-50e7-9b96-f2b76328538d"))).limit(1).all(),
            |hit| hit,
        ),
    ]
}

fn authors() -> Vec<Case> {
    let f = Author::FIELDS;
    vec![
        case!(
            "selection/author-default-2",
            query!(Author, filter: .id() == id("f3195ccf-17ae-536a-95e6-df8c5a493001"), limit: 1),
            Author::query().filter(f.id().eq(id("f3195ccf-17ae-536a-95e6-df8c5a493001"))).limit(1).all(),
            |hit| hit,
        ),
        case!(
            "selection/author-default-4",
            query!(Author, filter: .id() == id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"), limit: 1),
            Author::query().filter(f.id().eq(id("8a088a9f-b409-58a8-8eae-1f29c9f8260a"))).limit(1).all(),
            |hit| hit,
        ),
    ]
}

fn recipes() -> Vec<Case> {
    let f = Recipe::FIELDS;
    vec![
        case!(
            "selection/recipe-default-0",
            query!(Recipe, filter: .id() == id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"), limit: 1),
            Recipe::query().filter(f.id().eq(id("91a6eac1-9f74-5b9d-bcec-3b63d64b6924"))).limit(1).all(),
            |hit| hit,
        ),
        case!(
            "selection/recipe-default-1",
            query!(Recipe, filter: .id() == id("00b8f9fe-2b28-5dbc-be50-2f5546240f8e"), limit: 1),
            Recipe::query().filter(f.id().eq(id("00b8f9fe-2b28-5dbc-be50-2f5546240f8e"))).limit(1).all(),
            |hit| hit,
        ),
    ]
}
