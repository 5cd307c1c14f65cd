//! Hostile texts in every place that takes one.

use proptest::prelude::*;
use weaviate::{
    Collection as _, Names, ir,
    render::{self, Context},
};

use super::{
    collections::{Clip, Memo, Story},
    document::read,
};

/// The printed texts of a question, but for names that the program knows.
fn texts(
    query: &ir::Query,
    collection: &weaviate::schema::CollectionDef,
    tenant: Option<&str>,
) -> Vec<String> {
    let names = Names::new();
    let cx = Context { tenant, ..Context::new(&names) };
    let printed = render::graphql::query(query, collection, &cx).unwrap_or_else(|error| panic!("{error}"));
    // What the server reads is JSON around it.
    let carried: String = serde_json::from_str(&serde_json::to_string(&printed).unwrap()).unwrap();
    assert_eq!(carried, printed);
    read(&printed).only().only().texts().into_iter().map(str::to_owned).collect()
}

fn named(targets: &str) -> ir::Near {
    ir::Near { targets: ir::Targets { names: vec![targets.into()], join: None }, ..ir::Near::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_text_is_the_same_text_in_every_place(hostile in "(?s).{1,12}|[\"\\\\{}()#,\n\r\t\u{0}\u{8}\u{c}\u{1f}\u{7f}\u{85}\u{2028}\u{2029}\u{feff}\u{fffd}u0-9😀]{1,12}") {
        let text = || hostile.clone();
        let has = |found: &[String], many: usize| {
            prop_assert_eq!(found.iter().filter(|found| **found == hostile).count(), many, "{:?}", found);
            Ok(())
        };
        let mut words = ir::Query::new("Story");
        words.search = Some(ir::Search::Bm25(ir::Bm25 {
            query: text(), properties: vec![(text(), 1), ("title".into(), 2)], operator: None,
        }));
        words.rerank = Some(ir::Rerank { property: text(), query: Some(text()) });
        words.group_by = Some(ir::GroupBy { property: text(), groups: None, objects: None });
        if !hostile.trim().is_empty() {
            words.generative = Some(ir::Generative {
                prompt: Some(text()),
                grouped: Some(ir::GroupedTask { task: text(), properties: vec![text(), text()] }),
                ..ir::Generative::default()
            });
        }
        has(&texts(&words, Story::SCHEMA, None), if hostile.trim().is_empty() { 5 } else { 9 })?;

        let mut near = ir::Query::new("Story");
        let shift = || ir::Move { force: 0.5, concepts: vec![text()], ids: vec![] };
        near.search = Some(ir::Search::NearText(ir::NearText {
            concepts: vec![text(), text()], move_to: Some(shift()), move_away: Some(shift()), near: named(&hostile),
        }));
        has(&texts(&near, Story::SCHEMA, None), 5)?;

        let mut hybrid = ir::Query::new("Story");
        hybrid.search = Some(ir::Search::Hybrid(ir::Hybrid {
            keywords: ir::Bm25 { query: text(), properties: vec![(text(), 1)], operator: None },
            vector: Some(ir::HybridVector::Text(ir::NearText { concepts: vec![text()], ..ir::NearText::default() })),
            targets: ir::Targets { names: vec![text()], join: None },
            ..ir::Hybrid::default()
        }));
        has(&texts(&hybrid, Story::SCHEMA, None), 4)?;

        let mut listing = ir::Query::new("Memo");
        listing.sort = vec![ir::SortBy { name: text(), descending: true }];
        listing.ids = Some(vec![text(), text()]);
        has(&texts(&listing, Memo::SCHEMA, Some(&hostile)), 4)?;

        let mut media = ir::Query::new("Clip");
        media.search = Some(ir::Search::NearMedia(ir::NearMedia {
            medium: ir::Medium::Image, data: hostile.as_bytes().to_vec(), near: named(&hostile),
        }));
        has(&texts(&media, Clip::SCHEMA, None), 1)?;
    }

    /// What is written as it is cannot be made of any text.
    #[test]
    fn a_name_is_a_name_or_refused(hostile in "(?s).{0,8}") {
        let (names, whole) = (Names::new(), Context::new);
        let good = hostile.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && hostile.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let vector = |name: &str| {
            let mut query = ir::Query::new("Story");
            query.selection.items = vec![ir::Item::Vector(name.to_owned().into())];
            render::graphql::query(&query, Story::SCHEMA, &whole(&names))
        };
        // The vector without a name is called by none.
        prop_assert_eq!(vector(&hostile).is_ok(), good || hostile.is_empty());
        let class = render::graphql::query(&ir::Query::new(hostile.clone()), Story::SCHEMA, &whole(&names));
        prop_assert_eq!(class.is_ok(), good);
        let mut property = ir::Query::new("Story");
        property.selection.items = vec![ir::Item::Property(hostile.clone().into())];
        prop_assert!(render::graphql::query(&property, Story::SCHEMA, &whole(&names)).is_err());
    }
}
