//! Boosts and diversity.

use weaviate::{Collection as _, Diversity};

use crate::asked::{
    case::{Case, asked},
    collections::Article,
    vectors::EIGHT,
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    vec![
        asked!(
            "near_vector/mmr-5-0.5",
            Article { near_vector: EIGHT, diversity: Diversity::mmr(5).balance(0.5), limit: 10 },
            { near_vector(EIGHT).diversity(Diversity::mmr(5).balance(0.5)).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/mmr-3-0.0",
            Article { near_vector: EIGHT, diversity: Diversity::mmr(3).balance(0.0), limit: 10 },
            { near_vector(EIGHT).diversity(Diversity::mmr(3).balance(0.0)).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/mmr-3-1.0",
            Article { near_vector: EIGHT, diversity: Diversity::mmr(3).balance(1.0), limit: 10 },
            { near_vector(EIGHT).diversity(Diversity::mmr(3).balance(1.0)).limit(10) },
            [id, distance],
        ),
        asked!(
            "near_vector/mmr-offset",
            Article { near_vector: EIGHT, diversity: Diversity::mmr(3).balance(0.3), limit: 10, offset: 2 },
            { near_vector(EIGHT).diversity(Diversity::mmr(3).balance(0.3)).limit(10).offset(2) },
            [id, distance],
        ),
    ]
}
