//! Cases.

use weaviate::{Collection as _, query};

use super::{case::{Case, case}, collections::Article, vectors::EIGHT};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![
        case!(
            "hybrid/fusion-unset",
            query!(Article,
                hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], limit: 10,
                select: { id, score },
            ),
            Article::query().hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).limit(10).select(|_, m| (m.id(), m.score())),
            [id, score]
        ),
    ]
}
