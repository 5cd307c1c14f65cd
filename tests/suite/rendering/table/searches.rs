//! Searches, and what is done with their results.

use weaviate::{Boost, Diversity, Uuid, condition, ir, search::Move};

use super::{
    super::collections::{Clip, Section, Story},
    Row, objects,
};

pub(super) fn words() -> Vec<Row> {
    vec![
        objects!("bm25/plain", Section, bm25: "red house", select: { .name, score }),
        objects!("bm25/on", Story, bm25: "red", on: [.title, .summary], limit: 3, select: { .title, score }),
        objects!("bm25/weights", Story, bm25: "red", on: [.title ^ 3, .tags], limit: 3, select: { .title }),
        objects!("bm25/and", Story, bm25: "red house", operator: and, limit: 3, select: { .title }),
        objects!("bm25/or", Story, bm25: "red blue green", operator: or(2), limit: 3, select: { .title }),
        objects!("bm25/and_cross", Story, bm25: "red house", on: [.title, .summary], operator: and_cross, limit: 3, select: { .title }),
        objects!("bm25/filter", Story, bm25: "red", filter: .public, limit: 3, offset: 3, select: { .title }),
        objects!("bm25/auto_limit", Story, bm25: "red", auto_limit: 2, select: { explain_score }),
        objects!("bm25/hostile", Story, bm25: "\"}) { x } \\ \u{2028}\n😀", limit: 3, select: { .title }),
        objects!("bm25/empty", Story, bm25: "", limit: 3, select: { .title }),
        objects!("bm25/or_none", Story, bm25: "red", operator: or(0), limit: 3, select: { .title }),
    ]
}

pub(super) fn vectors() -> Vec<Row> {
    let (v, w) = ([1.0_f32, 0.0], [0.1_f32, -2.5e-7]);
    let id = Uuid::from_u128(7);
    let rows: weaviate::MultiVector<2> = [[1.0, 0.0], [0.0, 1.0]].into_iter().collect();
    let multi = |values: &[&[f32]]| ir::Values::Multi(values.iter().map(|row| row.to_vec()).collect());
    let several = |names: &[&str], values: Vec<ir::Values>| {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let vectors = names.iter().cloned().zip(values);
        ir::Search::NearVector(ir::NearVector {
            vectors: vectors
                .map(|(name, values)| ir::QueryVector { target: Some(name), values, dimensions: None })
                .collect(),
            near: ir::Near {
                targets: ir::Targets { names, join: Some(ir::Join::Sum) },
                ..ir::Near::default()
            },
        })
    };
    vec![
        objects!("near_vector/plain", Section, near_vector: v, select: { .name, distance }),
        objects!("near_vector/distance", Section, near_vector: w, distance: 0.25, limit: 4, select: { distance, certainty }),
        objects!("near_vector/certainty", Section, near_vector: v, certainty: 0.9, limit: 4, select: { certainty }),
        objects!("near_vector/target", Story, near_vector: v, target: .shape, limit: 4, select: { distance }),
        objects!("near_vector/multi_vector", Story, near_vector: &rows, target: .tokens, limit: 4, select: { distance }),
        objects!("near_vector/sum", Story, near_vector: v, target: sum(.shape, .tone), limit: 4, select: { distance }),
        objects!("near_vector/average", Story, near_vector: v, target: average(.shape, .tone), limit: 4, select: { distance }),
        objects!("near_vector/minimum", Story, near_vector: v, target: minimum(.shape, .tone), limit: 4, select: { distance }),
        objects!("near_vector/weighted", Story, near_vector: v, target: weighted(.shape * 0.3, .tone * 0.7), limit: 4, select: { distance }),
        objects!("near_vector/relative", Story, near_vector: v, target: relative(.shape * 1.0, .tone * 2.0), limit: 4, select: { distance }),
        objects!("near_vector/each_its_own", Story, near_vector: { .shape: v, .tone: w }, target: sum(.shape, .tone), limit: 4, select: { distance }),
        objects!("near_vector/each_weighted", Story, near_vector: { .shape: v, .tone: w }, target: weighted(.shape * 0.3, .tone * 0.7), distance: 0.5, limit: 4, select: { distance }),
        objects!("near_vector/two_for_one", Story, near_vector: v, target: .shape, limit: 4, select: { distance }).but(|query| {
            let single = |values: [f32; 2]| ir::Values::Single(values.to_vec());
            query.search = Some(several(&["shape", "shape", "tone"], vec![single(v), single(w), single(v)]));
        }),
        objects!("near_vector/two_for_one_apart", Story, near_vector: v, target: .shape, limit: 4, select: { distance }).but(|query| {
            let single = |values: [f32; 2]| ir::Values::Single(values.to_vec());
            query.search = Some(several(&["shape", "tone", "shape"], vec![single(v), single(w), single(v)]));
        }),
        objects!("near_vector/multi_vector_beside_another", Story, near_vector: v, target: .shape, limit: 4, select: { distance }).but(|query| {
            query.search =
                Some(several(&["tokens", "shape"], vec![multi(&[&[1.0, 0.0], &[0.0, 1.0]]), ir::Values::Single(vec![1.0, 0.5])]));
        }),
        objects!("near_vector/server_joins", Story, near_vector: v, target: sum(.shape, .tone), limit: 4, select: { distance }).but(|query| {
            if let Some(ir::Search::NearVector(search)) = &mut query.search {
                search.near.targets.join = None;
            }
        }),
        objects!("near_vector/filter", Section, near_vector: v, filter: .size > 2, limit: 4, select: { .name }),
        objects!("near_vector/not_a_number", Section, near_vector: [f32::NAN, 0.0], limit: 4, select: { .name }),
        objects!("near_object/plain", Section, near_object: id, limit: 4, select: { distance }),
        objects!("near_object/distance", Section, near_object: id, distance: 0.5, limit: 4, select: { distance }),
        objects!("near_object/certainty", Section, near_object: id, certainty: 0.5, limit: 4, select: { certainty }),
        objects!("near_object/target", Story, near_object: id, target: .shape, limit: 4, select: { distance }),
        objects!("near_object/joined", Story, near_object: id, target: average(.shape, .tone), limit: 4, select: { distance }),
    ]
}

pub(super) fn others() -> Vec<Row> {
    let id = Uuid::from_u128(7);
    let bytes = [0_u8, 255, 16];
    let story = |name, change: fn(&mut ir::NearText)| {
        objects!(name, Story, near_text: "houses", target: .text, limit: 4, select: { distance }).but(
            |query| {
                if let Some(ir::Search::NearText(search)) = &mut query.search {
                    change(search);
                }
            },
        )
    };
    vec![
        objects!("near_text/plain", Story, near_text: "red houses", target: .text, limit: 4, select: { distance }),
        objects!("near_text/several", Story, near_text: ["red", "houses\"\n"], target: .text, limit: 4, select: { distance }),
        objects!("near_text/distance", Story, near_text: "red", target: .text, distance: 0.5, limit: 4, select: { distance }),
        objects!("near_text/certainty", Story, near_text: "red", target: .text, certainty: 0.75, limit: 4, select: { certainty }),
        objects!("near_text/moves", Story, near_text: "red", target: .text, move_to: Move::new(0.5).concepts(["blue"]), move_away: Move::new(0.25).concepts("green").objects([id]), limit: 4, select: { distance }),
        story("near_text/several_targets", |search| {
            search.near.targets = ir::Targets {
                names: vec!["text".into(), "other".into()],
                join: Some(ir::Join::Weighted(vec![1.0, 0.5])),
            };
        }),
        story("near_text/empty", |search| search.concepts = vec![String::new()]),
        story("near_text/force_of_2", |search| {
            search.move_to = Some(ir::Move { force: 2.0, concepts: vec!["x".into()], ids: vec![] });
        }),
        objects!("near_media/image", Clip, near_image: bytes, limit: 4, select: { distance }),
        objects!("near_media/audio", Clip, near_audio: bytes, distance: 0.5, limit: 4, select: { distance }),
        objects!("near_media/video", Clip, near_video: bytes, certainty: 0.5, limit: 4, select: { distance }),
        objects!("near_media/depth", Clip, near_depth: bytes, limit: 4, select: { distance }),
        objects!("near_media/thermal", Clip, near_thermal: bytes, limit: 4, select: { distance }),
        objects!("near_media/imu", Clip, near_imu: bytes, limit: 4, select: { distance }),
        objects!("near_media/joined", Clip, near_image: bytes, limit: 4, select: { distance }).but(|query| {
            if let Some(ir::Search::NearMedia(search)) = &mut query.search {
                search.near.targets =
                    ir::Targets { names: vec!["media".into(), "other".into()], join: Some(ir::Join::Sum) };
            }
        }),
        objects!("near_media/no_bytes", Clip, near_image: [], limit: 4, select: { distance }),
    ]
}

pub(super) fn hybrid() -> Vec<Row> {
    let v = [1.0_f32, 0.5];
    vec![
        objects!("hybrid/vector", Section, hybrid: "red", vector: v, limit: 4, select: { score }),
        objects!("hybrid/alpha", Section, hybrid: "red", alpha: 0.3, vector: v, limit: 4, select: { score, explain_score }),
        objects!("hybrid/words_only", Section, hybrid: "red", alpha: 0, limit: 4, select: { score }),
        objects!("hybrid/vector_only", Section, hybrid: none, vector: v, limit: 4, select: { score }),
        objects!("hybrid/made_by_the_server", Story, hybrid: "red", target: .text, limit: 4, select: { score }),
        objects!("hybrid/on", Story, hybrid: "red", target: .shape, vector: v, on: [.title ^ 2, .summary], limit: 4, select: { score }),
        objects!("hybrid/operator", Story, hybrid: "red house", target: .shape, vector: v, operator: or(2), limit: 4, select: { score }),
        objects!("hybrid/ranked", Section, hybrid: "red", vector: v, fusion: ranked, limit: 4, select: { score }),
        objects!("hybrid/relative_score", Section, hybrid: "red", vector: v, fusion: relative_score, limit: 4, select: { score }),
        objects!("hybrid/max_distance", Section, hybrid: "red", vector: v, max_distance: 0.4, limit: 4, select: { score }),
        objects!("hybrid/filter", Section, hybrid: "red", vector: v, filter: .size > 2, limit: 4, select: { score }),
        objects!("hybrid/target", Story, hybrid: "red", target: .shape, vector: v, limit: 4, select: { score }),
        objects!("hybrid/joined", Story, hybrid: "red", target: sum(.shape, .tone), vector: v, limit: 4, select: { score }),
        objects!("hybrid/each_its_own", Story, hybrid: "red", target: weighted(.shape * 0.5, .tone * 2.0), vector: { .shape: v, .tone: v }, limit: 4, select: { score }),
        objects!("hybrid/near_vector", Story, hybrid: "red", target: .shape, vector: near_vector(v).distance(0.5), limit: 4, select: { score }),
        objects!("hybrid/near_text", Story, hybrid: "red", target: .text, vector: near_text("blue").move_to(Move::new(0.5).concepts("sky")), limit: 4, select: { score }),
        objects!("hybrid/near_text_objects", Story, hybrid: "red", target: .text, vector: near_text("blue").move_to(Move::new(0.5).objects([Uuid::from_u128(1)])), limit: 4, select: { score }),
        objects!("hybrid/empty", Section, hybrid: "", vector: v, limit: 4, select: { score }),
        objects!("hybrid/alpha_of_2", Section, hybrid: "red", alpha: 2.0, vector: v, limit: 4, select: { score }),
    ]
}

pub(super) fn ranked() -> Vec<Row> {
    let v = [1.0_f32, 0.5];
    let boosted = |name, boost: ir::Boost| {
        objects!(name, Story, bm25: "red", limit: 4, select: { .title, score })
            .but(|query| query.boost = Some(boost))
    };
    let one = |of| ir::Condition { of, weight: None };
    vec![
        objects!("groups/words", Story, bm25: "red", group_by: .slug, limit: 9, select: { .title }),
        objects!("groups/vector", Story, near_vector: v, target: .shape, group_by: .words, groups: 3, objects_per_group: 2, limit: 9, select: { .title, id, distance }),
        objects!("groups/hybrid", Section, hybrid: "red", vector: v, group_by: .name, groups: 3, limit: 9, select: { .size }),
        objects!("groups/reranked", Story, bm25: "red", group_by: .slug, rerank: .title, limit: 9, select: { .title }),
        objects!("groups/vectors", Story, bm25: "red", group_by: .slug, limit: 9, select: { .title }).but(
            |query| {
                query.selection.items.push(ir::Item::Vector("shape".into()));
            },
        ),
        objects!("groups/places", Story, bm25: "red", group_by: .slug, limit: 9, select: { .place }),
        objects!("groups/links", Story, bm25: "red", group_by: .slug, limit: 9, select: { .section { .name } }),
        objects!("groups/nested", Story, bm25: "red", group_by: .slug, limit: 9, select: { .author { .name } }),
        objects!("groups/of_nothing", Story, bm25: "red", groups: 3, limit: 9, select: { .title }),
        objects!("rank/rerank", Story, bm25: "red", rerank: .title, limit: 4, select: { .title, rerank_score }),
        objects!("rank/rerank_query", Story, near_vector: v, target: .shape, rerank: .title, rerank_query: "blue \"sea\"", limit: 4, select: { rerank_score }),
        objects!("rank/rerank_of_nothing", Story, bm25: "red", rerank_query: "blue", limit: 4, select: { .title }),
        objects!("rank/diversity", Section, near_vector: v, diversity: Diversity::mmr(3).balance(0.5), limit: 9, select: { distance }),
        objects!("rank/boost_filter", Story, bm25: "red", boost: Boost::filter(condition!(Story, .public)).weight(0.25).depth(50), limit: 4, select: { .title, score }),
        boosted(
            "rank/boost_blend",
            ir::Boost {
                conditions: vec![
                    ir::Condition {
                        of: ir::Measure::TimeDecay {
                            property: "published".into(),
                            origin: "now".into(),
                            scale: "7d".into(),
                            offset: Some("12h".into()),
                            decay: ir::Decay { curve: Some(ir::Curve::Gaussian), value: Some(0.5) },
                        },
                        weight: Some(2.0),
                    },
                    ir::Condition {
                        of: ir::Measure::NumericDecay {
                            property: "words".into(),
                            origin: 100.0,
                            scale: 10.0,
                            offset: None,
                            decay: ir::Decay::default(),
                        },
                        weight: Some(-1.0),
                    },
                    one(ir::Measure::Property {
                        property: "rating".into(),
                        modifier: Some(ir::Modifier::Log1p),
                    }),
                ],
                weight: None,
                depth: None,
            },
        ),
        boosted("rank/boost_of_nothing", ir::Boost::default()),
        boosted(
            "rank/boost_of_a_week",
            ir::Boost {
                conditions: vec![one(ir::Measure::TimeDecay {
                    property: "published".into(),
                    origin: "now".into(),
                    scale: "1w".into(),
                    offset: None,
                    decay: ir::Decay::default(),
                })],
                ..ir::Boost::default()
            },
        ),
    ]
}

pub(super) fn generated() -> Vec<Row> {
    let wild = |name, change: fn(&mut ir::Generative)| {
        objects!(name, Story, bm25: "red", prompt: "About {title}", limit: 2, select: { .title, generated })
            .but(|query| {
                change(query.generative.get_or_insert_default());
            })
    };
    vec![
        objects!("generative/prompt", Story, bm25: "red", filter: .summary like "*", prompt: "Shorten {title}: {summary}", limit: 2, select: { .title, generated }),
        objects!("generative/prompt_of_a_list", Story, prompt: "Shorten {title}", limit: 2, select: { .title, generated }),
        objects!("generative/grouped", Story, bm25: "red", grouped_task: "Compare \"them\"", limit: 2, select: { .title }),
        objects!("generative/grouped_on", Story, bm25: "red", grouped_task: "Compare", grouped_on: [.title, .words], limit: 2, select: { .title }),
        objects!("generative/both", Story, bm25: "red", prompt: "About {title}", grouped_task: "Compare", limit: 2, select: { generated }),
        objects!("generative/groups", Story, bm25: "red", group_by: .slug, grouped_task: "Compare", limit: 2, select: { .title }),
        objects!("generative/grouped_on_nothing", Story, bm25: "red", limit: 2, select: { .title }).but(
            |query| {
                let grouped = ir::GroupedTask { task: String::new(), properties: vec!["title".into()] };
                query.generative =
                    Some(ir::Generative { grouped: Some(grouped), ..ir::Generative::default() });
            },
        ),
        wild("generative/debug", |wanted| wanted.debug = true),
        wild("generative/provider", |wanted| {
            wanted.provider = Some(ir::Provider { name: "dummy", settings: vec![] });
        }),
        wild("generative/unknown_provider", |wanted| {
            wanted.provider = Some(ir::Provider { name: "nobody", settings: vec![] });
        }),
        wild("generative/empty", |wanted| wanted.prompt = Some("  ".into())),
    ]
}
