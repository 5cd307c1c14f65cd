//! Hybrid searches by their parts: sub-searches, targets, operators.

use weaviate::Collection as _;

use crate::asked::{
    case::{Case, asked},
    collections::Article,
    vectors::EIGHT,
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
    vec![asked!(
        "hybrid/fusion-unset",
        Article { hybrid: "copper kettle", alpha: 0.5, vector: EIGHT, on: [.title], limit: 10 },
        { hybrid("copper kettle").alpha(0.5).vector(EIGHT).on(f.title).limit(10) },
        [id, score],
    )]
}
