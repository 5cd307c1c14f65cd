//! Selections.

use weaviate::{Collection as _, ir};

use super::{
    super::collections::{Memo, Section, Story},
    Row, objects,
};

pub(super) fn rows() -> Vec<Row> {
    vec![
        Row::objects::<Section>("selection/whole", Section::query().limit(3).all().ir()),
        Row::objects::<Section>(
            "selection/whole_of_a_search",
            Section::query().bm25("red").limit(3).all().ir(),
        ),
        Row::objects::<Memo>("selection/whole_of_a_tenant", Memo::query().limit(3).all().ir()).tenant("ann"),
        Row::objects::<Story>("selection/whole_of_everything", Story::query().limit(3).all().ir()),
        objects!("selection/every_type", Story, limit: 3, select: { .title, .words, .rating, .public, .published, .edition, .tags, .counts, .marks, .flags, .revised, .summary }),
        objects!("selection/optional_int", Story, limit: 3, select: { .pages }),
        objects!("selection/place", Story, limit: 3, select: { .place }),
        objects!("selection/phone", Story, limit: 3, select: { .phone }),
        objects!("selection/nested", Story, limit: 3, select: { .author { .name, .home { .town } }, .editors { .born } }),
        objects!("selection/nested_whole", Story, limit: 3, select: { .author }),
        objects!("selection/metadata", Story, limit: 3, select: { id, created_at, updated_at, is_consistent }),
        objects!("selection/vector", Section, limit: 3, select: { vector }),
        objects!("selection/vectors", Story, limit: 3, select: { vector(.shape), vector(.tone) }),
        objects!("selection/id_alone", Story, limit: 3, select: { id }),
        objects!("selection/by_hand_unknown", Story, limit: 3, select: { id }).but(|query| {
            query.selection.items = vec![ir::Item::Property("x) { y".into())];
        }),
        objects!("selection/by_hand_nothing_of_an_object", Story, limit: 3, select: { id }).but(|query| {
            query.selection.items =
                vec![ir::Item::Object { name: "author".into(), selection: ir::Selection::default() }];
        }),
        objects!("selection/by_hand_score_of_a_link", Story, limit: 3, select: { id }).but(|query| {
            query.selection.items = vec![ir::Item::Link {
                name: "section".into(),
                collection: None,
                selection: ir::Selection { items: vec![ir::Item::Metadata(ir::Metadata::Score)] },
            }];
        }),
    ]
}
