//! Boosts and diversity.

use weaviate::{
    Boost, Collection as _, Diversity,
    boost::{self, Curve, Modifier},
    condition,
};

use crate::asked::{
    case::{Case, asked, time},
    collections::Article,
    vectors::EIGHT,
};

pub(in crate::asked) fn cases() -> Vec<Case> {
    let f = Article::FIELDS;
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
        asked!(
            "near_vector/boost-numeric-gauss",
            Article {
                near_vector: EIGHT,
                limit: 6,
                boost: Boost::numeric_decay(f.word_count, 800.0, 300.0).curve(Curve::Gaussian)
            },
            {
                near_vector(EIGHT)
                    .limit(6)
                    .boost(Boost::numeric_decay(f.word_count, 800.0, 300.0).curve(Curve::Gaussian))
            },
            [id, distance],
        ),
        asked!(
            "near_vector/boost-numeric-linear",
            Article {
                near_vector: EIGHT,
                limit: 6,
                boost: Boost::numeric_decay(f.word_count, 800.0, 300.0).curve(Curve::Linear)
            },
            {
                near_vector(EIGHT)
                    .limit(6)
                    .boost(Boost::numeric_decay(f.word_count, 800.0, 300.0).curve(Curve::Linear))
            },
            [id, distance],
        ),
        asked!(
            "near_vector/boost-time-linear",
            Article {
                near_vector: EIGHT,
                limit: 6,
                boost: Boost::time_decay(f.published_at, "1000d")
                    .origin(time("2010-01-01T00:00:00Z"))
                    .offset("10d")
                    .curve(Curve::Linear)
                    .decay(0.3)
            },
            {
                near_vector(EIGHT).limit(6).boost(
                    Boost::time_decay(f.published_at, "1000d")
                        .origin(time("2010-01-01T00:00:00Z"))
                        .offset("10d")
                        .curve(Curve::Linear)
                        .decay(0.3),
                )
            },
            [id, distance],
        ),
        asked!(
            "near_vector/boost-prop-log1p",
            Article {
                near_vector: EIGHT,
                limit: 6,
                boost: Boost::property(f.word_count).modifier(Modifier::Log1p)
            },
            { near_vector(EIGHT).limit(6).boost(Boost::property(f.word_count).modifier(Modifier::Log1p)) },
            [id, distance],
        ),
        asked!(
            "near_vector/boost-blend",
            Article {
                near_vector: EIGHT,
                limit: 8,
                boost: Boost::blend((
                    Boost::filter(condition!(Article, .published == true)).weight(2.0),
                    Boost::numeric_decay(f.rating, 4.0, 1.0),
                    Boost::property(f.word_count).weight(0.5)
                ))
                .weight(0.7)
            },
            {
                near_vector(EIGHT).limit(8).boost(
                    Boost::blend((
                        Boost::filter(boost::fields::<Article>().published.eq(true)).weight(2.0),
                        Boost::numeric_decay(f.rating, 4.0, 1.0),
                        Boost::property(f.word_count).weight(0.5),
                    ))
                    .weight(0.7),
                )
            },
            [id, distance],
        ),
        asked!(
            "near_vector/boost-bm25",
            Article {
                bm25: "river copper", on: [.title], limit: 6,
                boost: Boost::numeric_decay(f.word_count, 800.0, 300.0)
            },
            {
                bm25("river copper").on(f.title).limit(6)
                    .boost(Boost::numeric_decay(f.word_count, 800.0, 300.0))
            },
            [id, score],
        ),
    ]
}
