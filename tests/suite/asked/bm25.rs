//! Searches by words.

use weaviate::{Collection as _, query};

use super::{
    case::{Case, case},
    collections::Article,
};

pub(super) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "bm25/title-0",
            query!(Article, bm25: "kettle", on: [.title], limit: 20, select: { id, score }),
            Article::query().bm25("kettle").on(f.title).limit(20).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}
