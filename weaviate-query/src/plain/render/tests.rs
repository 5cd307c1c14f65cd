//! Messages written by hand from the service's definition and from what a running server was seen to take.

use prost::Message as _;
use weaviate_proto::{
    self as proto, CombinationMethod, SearchRequest,
    hybrid::{FusionType, Threshold},
    selection,
};

use crate::plain::{
    ir::{
        Bm25, Boost, Condition, Curve, Decay, Diversity, Fusion, Generative, GroupBy, GroupedTask, Hybrid,
        HybridVector, Item, Join, KeywordOperator, Measure, Medium, Modifier, Move, Near, NearMedia,
        NearText, NearVector, Query, QueryVector, Rerank, Search, Selection, Targets, Values,
    },
    names::Names,
    render::{self, Context},
};

fn rendered(change: impl FnOnce(&mut Query)) -> SearchRequest {
    let (names, mut query) = (Names::new(), Query::new("Story"));
    change(&mut query);
    let message = render::query(&query, &Context::new(&names)).expect("rendered");
    SearchRequest::decode(message).expect("a message")
}

fn searching(search: Search) -> SearchRequest {
    rendered(|query| query.search = Some(search))
}

fn named(names: &[&str], join: Option<Join>) -> Near {
    let names = names.iter().map(ToString::to_string).collect();
    Near { targets: Targets { names, join }, ..Near::default() }
}

fn single(target: Option<&str>, values: &[f32]) -> QueryVector {
    QueryVector {
        target: target.map(str::to_owned),
        values: Values::Single(values.to_vec()),
        dimensions: None,
    }
}

/// 1.0 and -2.0, little endian.
const ONE: [u8; 4] = [0, 0, 0x80, 0x3f];
const MINUS_TWO: [u8; 4] = [0, 0, 0, 0xc0];

#[test]
fn a_vector_is_its_floats_and_several_rows_have_their_width_before_them() {
    let vectors = vec![single(None, &[1.0, -2.0])];
    let wire = searching(Search::NearVector(NearVector { vectors, near: Near::default() }));
    let near = wire.near_vector.expect("near_vector");
    // SINGLE_FP32: no header.
    assert_eq!((near.vectors.len(), near.vectors[0].r#type), (1, 1));
    assert_eq!(near.vectors[0].vector_bytes.as_ref(), [ONE, MINUS_TWO].concat());
    assert_eq!((near.targets, near.vector_for_targets.len()), (None, 0));

    let rows = Values::Multi(vec![vec![1.0, -2.0], vec![-2.0, 1.0], vec![1.0, 1.0]]);
    let vectors = vec![QueryVector { target: None, values: rows, dimensions: Some(2) }];
    let wire = searching(Search::NearVector(NearVector { vectors, near: named(&["tokens"], None) }));
    let near = wire.near_vector.expect("near_vector");
    // MULTI_FP32: a dimension of two bytes, no number of rows.
    let bytes = [&[2, 0][..], &ONE, &MINUS_TWO, &MINUS_TWO, &ONE, &ONE, &ONE].concat();
    assert_eq!((near.vectors[0].r#type, near.vectors[0].vector_bytes.as_ref()), (2, bytes.as_slice()));
    let targets = near.targets.expect("targets");
    assert_eq!(
        (targets.target_vectors, targets.combination, targets.weights_for_targets.len()),
        (vec!["tokens".to_owned()], 0, 0)
    );
}

#[test]
fn each_target_has_its_vector_and_weight_in_the_same_order() {
    let vectors = vec![single(Some("a"), &[1.0]), single(Some("a"), &[-2.0]), single(Some("b"), &[1.0, 1.0])];
    let near = named(&["a", "a", "b"], Some(Join::Weighted(vec![0.5, 1.5, -1.0])));
    let wire = searching(Search::NearVector(NearVector { vectors, near }));
    let near = wire.near_vector.expect("near_vector");
    assert_eq!(near.vectors.len(), 0);
    let found: Vec<_> = near
        .vector_for_targets
        .iter()
        .map(|one| (one.name.as_str(), one.vectors[0].vector_bytes.to_vec()))
        .collect();
    let wanted = [("a", ONE.to_vec()), ("a", MINUS_TWO.to_vec()), ("b", [ONE, ONE].concat())];
    assert_eq!(found, wanted);
    let targets = near.targets.expect("targets");
    assert_eq!(targets.combination(), CombinationMethod::TypeManual);
    let weights: Vec<_> =
        targets.weights_for_targets.iter().map(|one| (one.target.as_str(), one.weight)).collect();
    assert_eq!(weights, [("a", 0.5), ("a", 1.5), ("b", -1.0)]);
}

#[test]
fn every_way_to_join() {
    // The numbers of the enumeration.
    for (join, wanted) in [
        (None, 0),
        (Some(Join::Sum), 1),
        (Some(Join::Minimum), 2),
        (Some(Join::Average), 3),
        (Some(Join::Relative(vec![1.0, 2.0])), 4),
        (Some(Join::Weighted(vec![1.0, 2.0])), 5),
    ] {
        let id = "00000000-0000-0000-0000-000000000007".to_owned();
        let wire = searching(Search::NearObject { id: id.clone(), near: named(&["a", "b"], join.clone()) });
        let near = wire.near_object.expect("near_object");
        assert_eq!(
            (near.id, near.targets.map(|targets| targets.combination)),
            (id, Some(wanted)),
            "{join:?}"
        );
    }
}

#[test]
fn text_moves_and_media() {
    let to = Move { force: 0.5, concepts: vec!["sky".into()], ids: vec![] };
    let id = "00000000-0000-0000-0000-000000000007".to_owned();
    let away = Move { force: 0.25, concepts: vec![], ids: vec![id.clone()] };
    let wire = searching(Search::NearText(NearText {
        concepts: vec!["blue".into(), "red".into()],
        move_to: Some(to),
        move_away: Some(away),
        near: Near { distance: Some(0.75), ..Near::default() },
    }));
    let near = wire.near_text.expect("near_text");
    assert_eq!(
        (near.query, near.distance, near.certainty),
        (vec!["blue".into(), "red".into()], Some(0.75), None)
    );
    let (to, away) = (near.move_to.expect("move_to"), near.move_away.expect("move_away"));
    assert_eq!((to.force, to.concepts, to.uuids.len()), (0.5, vec!["sky".into()], 0));
    assert_eq!((away.force, away.concepts.len(), away.uuids), (0.25, 0, vec![id]));

    // Base64, padded: three bytes and one.
    let media = |medium, data: &[u8]| {
        let near = Near { certainty: Some(0.5), ..Near::default() };
        searching(Search::NearMedia(NearMedia { medium, data: data.to_vec(), near }))
    };
    let image = media(Medium::Image, &[0, 255, 16]).near_image.expect("near_image");
    assert_eq!((image.image.as_str(), image.certainty), ("AP8Q", Some(0.5)));
    assert_eq!(media(Medium::Audio, &[1]).near_audio.expect("near_audio").audio, "AQ==");
    assert_eq!(media(Medium::Video, &[1]).near_video.expect("near_video").video, "AQ==");
    assert_eq!(media(Medium::Depth, &[1]).near_depth.expect("near_depth").depth, "AQ==");
    assert_eq!(media(Medium::Thermal, &[1]).near_thermal.expect("near_thermal").thermal, "AQ==");
    assert_eq!(media(Medium::Imu, &[1]).near_imu.expect("near_imu").imu, "AQ==");
}

#[test]
fn words_with_weights_and_an_operator() {
    let properties = vec![("title".into(), 3), ("summary".into(), 1)];
    let operator = Some(KeywordOperator::Or(2));
    let wire = searching(Search::Bm25(Bm25 { query: "red house".into(), properties, operator }));
    let bm25 = wire.bm25_search.expect("bm25_search");
    assert_eq!(bm25.properties, ["title^3", "summary"]);
    let operator = bm25.search_operator.expect("an operator");
    // OPERATOR_OR is 1, OPERATOR_AND 2, OPERATOR_AND_CROSS 3.
    assert_eq!((operator.operator, operator.minimum_or_tokens_match), (1, Some(2)));
    for (operator, wanted) in [(KeywordOperator::And, 2), (KeywordOperator::AndCross, 3)] {
        let search = Bm25 { query: "red".into(), operator: Some(operator), ..Bm25::default() };
        let found = searching(Search::Bm25(search)).bm25_search.and_then(|bm25| bm25.search_operator);
        assert_eq!(found.map(|found| (found.operator, found.minimum_or_tokens_match)), Some((wanted, None)));
    }
}

fn hybrid(change: impl FnOnce(&mut Hybrid)) -> proto::Hybrid {
    let keywords = Bm25 { query: "red".into(), ..Bm25::default() };
    let mut search = Hybrid { keywords, ..Hybrid::default() };
    change(&mut search);
    searching(Search::Hybrid(search)).hybrid_search.expect("hybrid_search")
}

#[test]
#[expect(deprecated, reason = "read by servers before 1.36")]
fn alpha_is_always_sent_to_old_servers_and_new_ones() {
    let wire = hybrid(|_| {});
    assert_eq!((wire.alpha, wire.alpha_param, wire.use_alpha_param), (0.75, Some(0.75), true));
    let wire = hybrid(|search| search.alpha = Some(0.0));
    assert_eq!((wire.alpha, wire.alpha_param, wire.use_alpha_param), (0.0, Some(0.0), true));
}

#[test]
fn a_hybrid_has_its_vector_or_a_search_inside() {
    let plain = |near| HybridVector::Vectors(NearVector { vectors: vec![single(None, &[1.0])], near });
    let wire = hybrid(|search| {
        search.vector = Some(plain(Near::default()));
        search.fusion = Some(Fusion::Ranked);
        search.max_distance = Some(0.25);
    });
    assert_eq!((wire.vectors.len(), wire.near_vector.is_none(), wire.near_text.is_none()), (1, true, true));
    assert_eq!(
        (wire.fusion_type(), wire.threshold),
        (FusionType::Ranked, Some(Threshold::VectorDistance(0.25)))
    );

    let wire = hybrid(|search| {
        search.vector = Some(plain(Near { distance: Some(0.5), ..Near::default() }));
        search.targets.names = vec!["a".into()];
        search.fusion = Some(Fusion::RelativeScore);
    });
    let inner = wire.near_vector.as_ref().expect("near_vector");
    // The targets stand outside: the server refuses a second list.
    assert_eq!(
        (inner.distance, &inner.targets, inner.vectors.len(), wire.vectors.len()),
        (Some(0.5), &None, 1, 0)
    );
    assert_eq!(wire.targets.as_ref().map(|targets| targets.target_vectors.clone()), Some(vec!["a".into()]));
    assert_eq!(wire.fusion_type(), FusionType::RelativeScore);

    let vectors = vec![single(Some("a"), &[1.0]), single(Some("b"), &[-2.0])];
    let wire = hybrid(|search| {
        search.vector = Some(HybridVector::Vectors(NearVector { vectors, near: Near::default() }));
        search.targets = named(&["a", "b"], Some(Join::Sum)).targets;
    });
    let inner = wire.near_vector.expect("near_vector");
    assert_eq!((inner.vector_for_targets.len(), inner.targets), (2, None));
    assert_eq!(wire.targets.map(|targets| targets.combination()), Some(CombinationMethod::TypeSum));

    let wire = hybrid(|search| {
        let concepts = vec!["blue".into()];
        search.vector = Some(HybridVector::Text(NearText { concepts, ..NearText::default() }));
    });
    assert_eq!(wire.near_text.map(|text| text.query), Some(vec!["blue".into()]));
    assert_eq!(wire.query, "red");
}

#[test]
fn diversity_stands_in_the_message_of_the_search() {
    let diverse = |search| {
        rendered(|query| {
            query.search = Some(search);
            query.diversity = Some(Diversity { limit: 3, balance: Some(0.25) });
        })
    };
    let wanted = Some(proto::Selection {
        selection: Some(selection::Selection::Mmr(selection::Mmr { limit: Some(3), balance: Some(0.25) })),
    });
    let by_vector = NearVector { vectors: vec![single(None, &[1.0])], near: Near::default() };
    assert_eq!(diverse(Search::NearVector(by_vector)).near_vector.and_then(|near| near.selection), wanted);
    let id = "00000000-0000-0000-0000-000000000007".into();
    let by_object = diverse(Search::NearObject { id, near: Near::default() });
    assert_eq!(by_object.near_object.and_then(|near| near.selection), wanted);
    let text = NearText { concepts: vec!["blue".into()], ..NearText::default() };
    assert_eq!(diverse(Search::NearText(text)).near_text.and_then(|near| near.selection), wanted);
    let keywords = Bm25 { query: "red".into(), ..Bm25::default() };
    let both = diverse(Search::Hybrid(Hybrid { keywords, ..Hybrid::default() }));
    assert_eq!(both.hybrid_search.and_then(|hybrid| hybrid.selection), wanted);
}

#[test]
fn the_reranker_is_told_what_it_looks_for() {
    let of = |search, query: Option<&str>| {
        let rerank = Rerank { property: "title".into(), query: query.map(str::to_owned) };
        let wire = rendered(|query| {
            query.search = Some(search);
            query.rerank = Some(rerank);
        });
        let rerank = wire.rerank.expect("rerank");
        assert_eq!(rerank.property, "title");
        rerank.query
    };
    let words = || Bm25 { query: "red".into(), ..Bm25::default() };
    // Left out, a server takes an empty text: that of the search is sent.
    assert_eq!(of(Search::Bm25(words()), None).as_deref(), Some("red"));
    assert_eq!(of(Search::Bm25(words()), Some("blue")).as_deref(), Some("blue"));
    assert_eq!(
        of(Search::Hybrid(Hybrid { keywords: words(), ..Hybrid::default() }), None).as_deref(),
        Some("red")
    );
    let text = NearText { concepts: vec!["a".into(), "b c".into()], ..NearText::default() };
    assert_eq!(of(Search::NearText(text), None).as_deref(), Some("a b c"));
}

#[test]
fn groups_have_numbers_where_none_are_said() {
    let of = |groups, objects| {
        let wire = rendered(|query| {
            query.search = Some(Search::Bm25(Bm25 { query: "red".into(), ..Bm25::default() }));
            query.group_by = Some(GroupBy { property: "slug".into(), groups, objects });
        });
        let group = wire.group_by.expect("group_by");
        assert_eq!(group.path, ["slug"]);
        (group.number_of_groups, group.objects_per_group)
    };
    assert_eq!(of(None, None), (10, 10));
    assert_eq!(of(Some(3), Some(2)), (3, 2));
}

#[test]
fn a_boost_blends_its_conditions() {
    use proto::boost::condition::Condition as Wire;
    let decay = Decay { curve: Some(Curve::Linear), value: Some(0.25) };
    let time = Measure::TimeDecay {
        property: "published".into(),
        origin: "now".into(),
        scale: "7d".into(),
        offset: Some("2h".into()),
        decay,
    };
    let number = Measure::NumericDecay {
        property: "words".into(),
        origin: 100.0,
        scale: 10.0,
        offset: None,
        decay: Decay { curve: Some(Curve::Gaussian), value: None },
    };
    let value = Measure::Property { property: "rating".into(), modifier: Some(Modifier::Sqrt) };
    let wire = rendered(|query| {
        query.search = Some(Search::Bm25(Bm25 { query: "red".into(), ..Bm25::default() }));
        query.boost = Some(Boost {
            conditions: vec![
                Condition { of: time, weight: Some(2.0) },
                Condition { of: number, weight: Some(-1.0) },
                Condition { of: value, weight: None },
            ],
            weight: Some(0.25),
            depth: Some(50),
        });
    });
    let boost = wire.boost.expect("boost");
    assert_eq!((boost.weight, boost.depth), (Some(0.25), Some(50)));
    let [time, number, value] = boost.conditions.as_slice() else { panic!("three conditions") };
    assert_eq!((time.weight, number.weight, value.weight), (Some(2.0), Some(-1.0), None));
    let Some(Wire::TimeDecay(time)) = &time.condition else { panic!("{time:?}") };
    // DECAY_CURVE_GAUSS is 1, _LINEAR 2, _EXPONENTIAL 3.
    assert_eq!(
        (time.property.as_str(), time.origin.as_str(), time.scale.as_str()),
        ("published", "now", "7d")
    );
    assert_eq!((time.offset.as_deref(), time.curve, time.decay_value), (Some("2h"), Some(2), Some(0.25)));
    let Some(Wire::NumericDecay(number)) = &number.condition else { panic!("{number:?}") };
    assert_eq!((number.origin, number.scale, number.offset), (100.0, 10.0, None));
    assert_eq!((number.curve, number.decay_value), (Some(1), None));
    let Some(Wire::PropertyValue(value)) = &value.condition else { panic!("{value:?}") };
    // PROPERTY_VALUE_MODIFIER_LOG1P is 1, _SQRT 2.
    assert_eq!((value.property.as_str(), value.modifier), ("rating", Some(2)));
}

#[test]
fn a_language_model_gets_the_prompt_and_the_task() {
    let wire = rendered(|query| {
        query.generative = Some(Generative {
            prompt: Some("About {title}".into()),
            grouped: Some(GroupedTask { task: "Compare".into(), properties: vec!["title".into()] }),
            ..Generative::default()
        });
    });
    // The flag without which the server reads the fields of before 1.27.
    assert!(wire.uses_127_api);
    let generative = wire.generative.expect("generative");
    let (single, grouped) = (generative.single.expect("single"), generative.grouped.expect("grouped"));
    assert_eq!((single.prompt.as_str(), single.debug, single.queries.len()), ("About {title}", false, 0));
    assert_eq!(grouped.task, "Compare");
    assert_eq!(grouped.properties.map(|names| names.values), Some(vec!["title".into()]));
}

#[test]
fn behind_several_links_all_are_asked_for_the_vectors_of_any() {
    let link = |name: &str, items: Vec<Item>| Item::Link {
        name: name.to_owned().into(),
        collection: None,
        selection: Selection { items },
    };
    let asked = |items: Vec<Item>| {
        let message = rendered(|query| query.selection = Selection { items });
        let (own, behind) = (message.metadata.unwrap(), message.properties.unwrap().ref_properties);
        assert!(own.vectors.is_empty() && !own.vector, "the object itself is no object behind a link");
        behind
    };
    let vectors = |of: &proto::RefPropertiesRequest| {
        let metadata = of.metadata.clone().unwrap();
        (metadata.vectors, metadata.vector)
    };
    let [one] = asked(vec![link("author", vec![Item::Vector("face".into())])]).try_into().unwrap();
    assert_eq!(vectors(&one), (vec!["face".to_owned()], false));

    let inner = link("friend", vec![Item::Vector("face".into()), Item::Vector("".into())]);
    let [author, reader] = asked(vec![
        link("author", vec![Item::Property("name".into()), inner]),
        link("reader", vec![Item::Vector("voice".into())]),
    ])
    .try_into()
    .unwrap();
    let [friend] = author.properties.clone().unwrap().ref_properties.try_into().unwrap();
    let sorted = |of: &proto::RefPropertiesRequest| {
        let (mut names, unnamed) = vectors(of);
        names.sort_unstable();
        (names, unnamed)
    };
    for place in [&author, &friend, &reader] {
        assert_eq!(sorted(place), (vec!["face".to_owned(), "voice".to_owned()], true));
    }

    let [one, two] = asked(vec![link("author", Vec::new()), link("reader", Vec::new())]).try_into().unwrap();
    assert_eq!((vectors(&one), vectors(&two)), ((Vec::new(), false), (Vec::new(), false)));
}
