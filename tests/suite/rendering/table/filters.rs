//! Filters.

use chrono::{DateTime, Utc};
use weaviate::{Filter, GeoPoint, Uuid, filter, ir};

use super::{
    super::collections::{Feed, Section, Story},
    Row, objects,
};

macro_rules! found {
    ($name:literal, $($filter:tt)+) => { objects!($name, Story, filter: $($filter)+, limit: 9, select: { id }) };
}

fn day() -> DateTime<Utc> {
    "2024-01-02T03:04:05.678Z".parse().expect("a date")
}

pub(super) fn rows() -> Vec<Row> {
    let (id, berlin) = (Uuid::from_u128(7), GeoPoint::new(52.52, 13.405));
    let words = ["a", "b"];
    let none: [&str; 0] = [];
    let hostile = "q\" \\ \n \t \u{0} \u{1f} \u{7f} \u{85} \u{2028} \u{feff} é 😀";
    let (low, high) = (Some(3), None::<i64>);
    vec![
        found!("filters/text_equal", .slug == "a"),
        found!("filters/text_not_equal", .slug != "a"),
        found!("filters/text_order", .slug < "m"),
        found!("filters/text_hostile", .slug == hostile),
        found!("filters/text_like", .title like "red*"),
        found!("filters/text_matches", .title matches "red house"),
        found!("filters/text_in", .slug in ["a", "b"]),
        found!("filters/text_contains_any", .tags contains_any words),
        found!("filters/text_contains_all", .tags contains_all words),
        found!("filters/text_contains_none", .tags contains_none words),
        found!("filters/text_length", .title.len() > 3),
        found!("filters/list_length", .tags.len() == 0),
        found!("filters/int_equal", .words == 3),
        found!("filters/int_negative", .words > -3),
        found!("filters/int_range", .words in 1..=5),
        found!("filters/int_open_range", .words in 1..),
        found!("filters/int_in", .words in [1, 2]),
        found!("filters/int_exact", .words < 9_007_199_254_740_992),
        found!("filters/int_not_exact_in_graphql", .words < 9_007_199_254_740_993),
        found!("filters/int_largest", .words != i64::MAX),
        found!("filters/ints_contain_all", .counts contains_all [1, 2]),
        found!("filters/number", .rating >= 0.1),
        found!("filters/number_small", .rating > 5e-324),
        found!("filters/number_large", .rating < 1e300),
        found!("filters/number_negative_zero", .rating != -0.0),
        found!("filters/numbers_contain_any", .marks contains_any [0.5, 1.25]),
        found!("filters/boolean", .public),
        found!("filters/boolean_not", !.public),
        found!("filters/booleans_contain_any", .flags contains_any [true]),
        found!("filters/date", .published >= day()),
        found!("filters/date_range", .published in day()..day() + chrono::Duration::days(1)),
        found!("filters/dates_contain_any", .revised contains_any [day()]),
        found!("filters/uuid", .edition == id),
        found!("filters/uuid_in", .edition in [id]),
        found!("filters/id", .id == id),
        found!("filters/id_in", .id in [id, Uuid::from_u128(8)]),
        found!("filters/created", .created_at() > day()),
        found!("filters/updated", .updated_at() <= day()),
        found!("filters/is_null", .summary.is_null()),
        found!("filters/is_not_null", !.summary.is_null()),
        found!("filters/geo", .place.within(berlin, 2000.0)),
        found!("filters/nested", .author.name matches "Ann"),
        found!("filters/nested_deep", .author.home.town like "B*"),
        found!("filters/nested_list", .editors.born < 1960),
        found!("filters/and", .public && .words > 1 && .words < 9),
        found!("filters/or", .public || .words > 1),
        found!("filters/and_or_not", (.public || !(.words > 1 && .rating < 2.0)) && .slug != "x"),
        found!("filters/optional_part", .public && if let Some(low) = low { .words > low } && if let Some(high) = high { .words < high }),
        found!("filters/composed", Filter::all([filter!(Story, .words > 1), filter!(Story, .public)])),
        found!("filters/known_true", .tags contains_all none),
        found!("filters/known_false", .tags contains_any none),
        // What no typed filter says.
        found!("filters/by_hand_empty", .public).but(|query| query.filter = Some(ir::Filter::All(vec![]))),
        found!("filters/by_hand_int_on_number", .rating > 1.0).but(|query| {
            let target =
                ir::Target { path: vec![], name: "rating".into(), length: false, count: false, parts: false };
            query.filter =
                Some(ir::Filter::Test { target, operator: ir::Operator::Greater, value: ir::Value::Int(3) });
        }),
        found!("filters/by_hand_number_on_int", .words > 1).but(|query| {
            let target =
                ir::Target { path: vec![], name: "words".into(), length: false, count: false, parts: false };
            let (operator, value) = (ir::Operator::Greater, ir::Value::Number(1.5));
            query.filter = Some(ir::Filter::Test { target, operator, value });
        }),
        found!("filters/by_hand_unknown", .public).but(|query| {
            let target =
                ir::Target { path: vec![], name: "nope".into(), length: false, count: false, parts: false };
            query.filter =
                Some(ir::Filter::Test { target, operator: ir::Operator::Equal, value: ir::Value::Int(3) });
        }),
    ]
}

pub(super) fn links() -> Vec<Row> {
    vec![
        found!("links/filter", .section.name == "news"),
        found!("links/filter_deep", .section.parent.parent.name == "root"),
        found!("links/filter_count", .related.count() >= 2),
        found!("links/filter_id", .section.id() == Uuid::from_u128(5)),
        found!("links/filter_length", .related.title.len() > 3),
        found!("links/filter_nested", .related.author.name matches "Ann"),
        objects!("links/select", Story, limit: 2, select: { .title, .section { .name, .size } }),
        objects!("links/select_deep", Section, limit: 2, select: { .name, .parent { .name, .parent { .name } } }),
        objects!("links/select_metadata", Story, limit: 2, select: { .section { .name, id, created_at, updated_at } }),
        objects!("links/select_vector", Story, limit: 2, select: { .section { vector } }),
        objects!("links/several_collections", Feed, limit: 2, select: { .title, .related { id, .section { .name }, .memo { .text } } }),
        objects!("links/one_of_several_collections", Feed, limit: 2, select: { .related { .memo { .text } } }),
        objects!("links/one_of_several_collections_in_a_filter", Feed, filter: .related.section.name == "a", limit: 2, select: { id }),
        objects!("links/the_same_collection_twice", Feed, limit: 2, select: { .related { .memo { .text } } })
            .but(|query| {
                query.selection.items.extend(query.selection.items.clone());
            }),
    ]
}
