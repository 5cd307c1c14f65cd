//! Recorded questions of a real 1.39.0, asked through typed queries: each written with `query!` and by hand with the
//! builder.
//!
//! Of each case it is proved that the two make the same question, that the rendered request is the recorded one but
//! for what [`request`] lists with its reason, that the recorded reply is read as it was, and that a server of the
//! suite answers with the same objects, order, scores, values and groups.

mod case;
mod collections;
#[path = "../../weaviate-local/tests/conformance/compare.rs"]
#[allow(dead_code)] // the engine's own runner compares errors with it too
mod compare;
mod load;
mod recorded;
mod request;
mod shown;
mod vectors;

mod bm25_0;
mod bm25_1;
mod hybrid_0;
mod near_vector_0;
mod near_object_0;
mod cursor_0;
mod sort_0;
mod filters_0;
mod filters_1;
mod filters_2;
mod filters_3;
mod filters_4;
mod filters_nested_0;
mod filters_nested_1;
mod selection_0;
mod selection_1;
mod aggregate_0;
mod aggregate_1;

use std::collections::BTreeMap;

use case::Case;
use weaviate_tests::run;

fn cases() -> Vec<Case> {
    [bm25_0::cases(), bm25_1::cases(), hybrid_0::cases(), near_vector_0::cases(), near_object_0::cases(), cursor_0::cases(), sort_0::cases(), filters_0::cases(), filters_1::cases(), filters_2::cases(), filters_3::cases(), filters_4::cases(), filters_nested_0::cases(), filters_nested_1::cases(), selection_0::cases(), selection_1::cases(), aggregate_0::cases(), aggregate_1::cases()].into_iter().flatten().collect()
}

fn report(way: &str, areas: &BTreeMap<&str, (usize, usize)>, problems: &[String]) {
    for (area, (right, asked)) in areas {
        println!("{way} {area:16} {right:4} of {asked:4}");
    }
    let (right, asked) = areas.values().fold((0, 0), |all, area| (all.0 + area.0, all.1 + area.1));
    println!("{way} {:16} {right:4} of {asked:4}", "all");
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn written_both_ways_they_are_what_was_recorded() {
    let (mut areas, mut problems) = (BTreeMap::<_, (usize, usize)>::new(), Vec::new());
    for case in cases() {
        let found = case.offline();
        let area = areas.entry(case.area()).or_default();
        area.0 += usize::from(found.is_empty());
        area.1 += 1;
        problems.extend(found.iter().take(3).map(|problem| format!("{}: {problem}", case.id)));
    }
    report("rendered", &areas, &problems);
}

#[test]
fn asked_they_are_answered_as_recorded() {
    run(|world| async move {
        load::load(&world).await;
        let (mut areas, mut problems) = (BTreeMap::<_, (usize, usize)>::new(), Vec::new());
        for case in cases().into_iter().filter(Case::can_be_asked) {
            let found = case.online(world.client.clone()).await;
            let area = areas.entry(case.area()).or_default();
            area.0 += usize::from(found.is_empty());
            area.1 += 1;
            problems.extend(found.iter().take(3).map(|problem| format!("{}: {problem}", case.id)));
        }
        report("answered", &areas, &problems);
    });
}
