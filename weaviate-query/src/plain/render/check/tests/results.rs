//! Searches, and what is done with their results.

use super::{ID, near, refused, test, vector, words};
use crate::plain::ir::{
    Bm25, Boost, Condition, Diversity, Filter, Generative, GroupBy, GroupedTask, Hybrid, HybridVector, Join,
    KeywordOperator, Measure, Medium, Move, Near, NearMedia, NearText, NearVector, Operator, Query,
    QueryVector, Rerank, Search, Targets, Value, Values,
};

fn hybrid(change: impl FnOnce(&mut Hybrid)) -> String {
    let keywords = Bm25 { query: "red".into(), ..Bm25::default() };
    let mut search = Hybrid { keywords, ..Hybrid::default() };
    change(&mut search);
    refused(|query| query.search = Some(Search::Hybrid(search)))
}

#[test]
fn searches() {
    let of = |search| refused(|query| query.search = Some(search));
    assert_eq!(
        of(Search::Bm25(Bm25::default())),
        "`bm25` with an empty text finds nothing: leave the search out to list objects"
    );
    let or = Bm25 { query: "a".into(), operator: Some(KeywordOperator::Or(u32::MAX)), ..Bm25::default() };
    assert_eq!(of(Search::Bm25(or)), "`operator` is 4294967295: a server counts to 2147483647");
    let bounds = |distance, certainty| of(near(Near { distance, certainty, ..Near::default() }));
    assert_eq!(
        bounds(Some(0.1), Some(0.1)),
        "`distance` and `certainty` say the same thing: give one of them"
    );
    assert_eq!(bounds(Some(f64::INFINITY), None), "`distance` is inf");
    assert_eq!(bounds(None, Some(1.5)), "`certainty` is 1.5: it goes from 0 to 1");
    let two = Targets { names: vec!["a".into(), "b".into()], join: None };
    assert_eq!(
        of(near(Near { targets: two.clone(), certainty: Some(0.5), ..Near::default() })),
        "`certainty` is for one vector: give `distance` with several"
    );
    let joined =
        |join| of(near(Near { targets: Targets { join: Some(join), ..two.clone() }, ..Near::default() }));
    assert_eq!(joined(Join::Weighted(vec![1.0])), "`target` has 2 vectors and 1 weights");
    assert_eq!(joined(Join::Relative(vec![1.0, f32::NAN])), "the weight of `b` is NaN");
    let nameless = Targets { names: vec![], join: Some(Join::Sum) };
    assert_eq!(
        of(near(Near { targets: nameless, ..Near::default() })),
        "the vectors to join are not named: give them to `target`"
    );
    assert_eq!(
        of(Search::NearObject { id: "x".into(), near: Near::default() }),
        "`near_object` is \"x\": that is no id"
    );
    let media = NearMedia { medium: Medium::Thermal, data: vec![], near: Near::default() };
    assert_eq!(of(Search::NearMedia(media)), "`near_thermal` has no bytes to search with");
    let text = |change: fn(&mut NearText)| {
        let mut search = NearText { concepts: vec!["a".into()], ..NearText::default() };
        change(&mut search);
        of(Search::NearText(search))
    };
    assert_eq!(
        text(|search| search.concepts = vec![String::new()]),
        "`near_text` without a text finds nothing: give it a concept"
    );
    let shift = |force: f32, ids: &[&str]| {
        Some(Move { force, concepts: vec![], ids: ids.iter().map(ToString::to_string).collect() })
    };
    assert_eq!(
        text(|search| search.move_to = Some(Move { force: 1.5, concepts: vec!["b".into()], ids: vec![] })),
        "the force of `move_to` is 1.5: it goes from 0 to 1"
    );
    let moved = |away| {
        of(Search::NearText(NearText { concepts: vec!["a".into()], move_away: away, ..NearText::default() }))
    };
    assert_eq!(moved(shift(0.5, &[])), "`move_away` names neither concepts nor objects");
    assert_eq!(moved(shift(0.5, &["x"])), "`move_away` is \"x\": that is no id");
}

#[test]
fn vectors() {
    let of = |vectors: Vec<QueryVector>, names: &[&str]| {
        let targets = Targets { names: names.iter().map(ToString::to_string).collect(), join: None };
        let near = Near { targets, ..Near::default() };
        refused(|query| query.search = Some(Search::NearVector(NearVector { vectors, near })))
    };
    assert_eq!(of(vec![], &[]), "the query vector is empty");
    assert_eq!(of(vec![vector(&[])], &[]), "the query vector is empty");
    assert_eq!(
        of(vec![vector(&[1.0]), vector(&[1.0])], &[]),
        "several query vectors must each name their target"
    );
    assert_eq!(of(vec![vector(&[1.0, f32::NAN])], &["a"]), "component 1 of the query vector is NaN");
    let wrong = QueryVector { dimensions: Some(3), ..vector(&[1.0]) };
    assert_eq!(of(vec![wrong.clone()], &["a"]), "`a` has 3 dimensions, the query vector has 1");
    assert_eq!(of(vec![wrong], &[]), "`the vector` has 3 dimensions, the query vector has 1");
    let for_target = |name: &str| QueryVector { target: Some(name.into()), ..vector(&[1.0]) };
    assert_eq!(
        of(vec![for_target("b"), for_target("a")], &["a", "b"]),
        "the query vectors must be for the targets `a`, `b`, in this order"
    );
    let multi = |rows: &[&[f32]]| QueryVector {
        target: None,
        values: Values::Multi(rows.iter().map(|row| row.to_vec()).collect()),
        dimensions: None,
    };
    assert_eq!(of(vec![multi(&[])], &["a"]), "the query vector is empty");
    assert_eq!(
        of(vec![multi(&[&[1.0, 2.0], &[1.0]])], &["a"]),
        "`a` has 2 dimensions, the query vector has 1"
    );
    assert_eq!(of(vec![multi(&[&[0.0; 65_536]])], &["a"]), "`a` takes vectors of up to 65535 dimensions");
}

#[test]
fn hybrids() {
    let alpha = "goes from 0 (only words) to 1 (only the vector)";
    assert_eq!(hybrid(|search| search.alpha = Some(1.5)), format!("`alpha` is 1.5: it {alpha}"));
    assert_eq!(hybrid(|search| search.alpha = Some(f32::NAN)), format!("`alpha` is NaN: it {alpha}"));
    assert_eq!(
        hybrid(|search| search.keywords.query.clear()),
        "`hybrid` has no words to search: give it a text, or search the vector alone by `hybrid: none`, without `alpha`"
    );
    assert_eq!(
        hybrid(|search| {
            search.keywords.query.clear();
            search.alpha = Some(1.0);
        }),
        "`hybrid: none` searches the vector alone: give it a `vector`"
    );
    assert_eq!(hybrid(|search| search.max_distance = Some(f32::NAN)), "`max_distance` is NaN");
    let text = |near, to| {
        let concepts = vec!["blue".into()];
        hybrid(|search| {
            search.vector =
                Some(HybridVector::Text(NearText { concepts, near, move_to: to, ..NearText::default() }));
        })
    };
    let own = Near { targets: Targets { names: vec!["a".into()], join: None }, ..Near::default() };
    assert_eq!(text(own, None), "the half of a `hybrid` has no `target` of its own: give it to the `hybrid`");
    let drops = "inside `hybrid` a server drops";
    let distance = Near { distance: Some(0.5), ..Near::default() };
    assert_eq!(
        text(distance, None),
        format!("{drops} the `distance` of `near_text`: give `max_distance` to the `hybrid`")
    );
    let certainty = Near { certainty: Some(0.5), ..Near::default() };
    assert_eq!(
        text(certainty, None),
        format!("{drops} the `certainty` of `near_text`: give `max_distance` to the `hybrid`")
    );
    let to = Move { force: 0.5, concepts: vec!["c".into()], ids: vec![ID.into()] };
    assert_eq!(text(Near::default(), Some(to)), format!("{drops} the objects of `move_to`: name concepts"));
}

#[test]
fn ranking() {
    let alone = |change: fn(&mut Query)| refused(change);
    let none = |clause: &str| format!("`{clause}` is for the results of a search: there is none");
    let group = || Some(GroupBy { property: "slug".into(), groups: None, objects: None });
    assert_eq!(refused(|query| query.group_by = group()), none("group_by"));
    assert_eq!(alone(|query| query.auto_limit = Some(1)), none("auto_limit"));
    assert_eq!(
        alone(|query| query.rerank = Some(Rerank { property: "title".into(), query: None })),
        none("rerank")
    );
    assert_eq!(
        alone(|query| query.diversity = Some(Diversity { limit: 1, balance: None })),
        none("diversity")
    );
    let found = |change: &dyn Fn(&mut Query)| {
        refused(|query| {
            query.search = Some(words());
            change(query);
        })
    };
    let grouped = |property: &str, groups| GroupBy { property: property.into(), groups, objects: None };
    assert_eq!(
        found(&|query| query.group_by = Some(grouped("", Some(3)))),
        "`groups` and `objects_per_group` say how many groups there are: `group_by` is missing"
    );
    assert_eq!(
        found(&|query| query.group_by = Some(grouped("slug", Some(u32::MAX)))),
        "`groups` is 4294967295: a server counts to 2147483647"
    );
    assert_eq!(
        refused(|query| {
            query.search = Some(near(Near::default()));
            query.auto_limit = Some(1);
            query.group_by = Some(grouped("slug", None));
        }),
        "a server drops `auto_limit` where it groups a search by vectors: leave one of them out"
    );
    let rerank = |property: &str, text: Option<&str>| Rerank {
        property: property.into(),
        query: text.map(Into::into),
    };
    assert_eq!(
        found(&|query| query.rerank = Some(rerank("", Some("blue")))),
        "`rerank_query` says what `rerank` looks for: `rerank` is missing"
    );
    assert_eq!(found(&|query| query.rerank = Some(rerank("title", Some("")))), "`rerank_query` is empty");
    assert_eq!(
        refused(|query| {
            query.search = Some(near(Near::default()));
            query.rerank = Some(rerank("title", None));
        }),
        "`rerank` holds `.title` against a text, and `near_vector` has none: give `rerank_query`"
    );
    let diverse = |search: Search, limit, balance, most| {
        refused(|query| {
            query.search = Some(search);
            query.limit = most;
            query.diversity = Some(Diversity { limit, balance });
        })
    };
    assert_eq!(diverse(words(), 1, None, None), "`diversity` compares vectors: `bm25` has none");
    let media = Search::NearMedia(NearMedia { medium: Medium::Image, data: vec![1], near: Near::default() });
    assert_eq!(diverse(media, 1, None, None), "a server drops `diversity` where it searches by `near_image`");
    let by_vector = || near(Near::default());
    assert_eq!(
        diverse(by_vector(), 0, None, None),
        "`diversity` chooses at least one object: its limit is 0"
    );
    assert_eq!(diverse(by_vector(), 5, None, Some(3)), "`diversity` chooses 5 objects out of a limit of 3");
    assert_eq!(
        diverse(by_vector(), 1, Some(1.5), None),
        "the balance of `diversity` is 1.5: it goes from 0 (only different) to 1 (only relevant)"
    );
}

#[test]
fn boosts() {
    let of = |of, weight| {
        refused(|query| {
            query.search = Some(words());
            query.boost = Some(Boost { conditions: vec![Condition { of, weight }], ..Boost::default() });
        })
    };
    let value = || Measure::Property { property: "words".into(), modifier: None };
    assert_eq!(of(value(), Some(f32::INFINITY)), "the weight of a condition of `boost` is inf");
    assert_eq!(of(value(), Some(0.0)), "`boost` has no condition that counts");
    assert_eq!(
        of(Measure::Filter(Filter::Constant(true)), None),
        "a condition of `boost` is a filter that is always the same"
    );
    assert_eq!(
        of(Measure::Filter(test("x", Operator::Less, Value::Number(f64::NAN))), None),
        "`.x <` has the value NaN: a server compares finite numbers only"
    );
    let whole = |change: fn(&mut Boost)| {
        refused(|query| {
            query.search = Some(words());
            let mut boost =
                Boost { conditions: vec![Condition { of: value(), weight: None }], ..Boost::default() };
            change(&mut boost);
            query.boost = Some(boost);
        })
    };
    assert_eq!(whole(|boost| boost.weight = Some(1.5)), "the weight of `boost` is 1.5: it goes from 0 to 1");
    assert_eq!(
        whole(|boost| boost.depth = Some(0)),
        "the depth of `boost` is 0, which the server would ignore: leave it out"
    );
    assert_eq!(
        whole(|boost| boost.conditions = vec![boost.conditions[0].clone(); 21]),
        "`boost` has 21 conditions: a server takes 20 at most"
    );
}

#[test]
fn language_models() {
    let of = |wanted| refused(|query| query.generative = Some(wanted));
    assert_eq!(of(Generative { prompt: Some(" ".into()), ..Generative::default() }), "`prompt` is empty");
    let grouped = |task: &str, properties: &[&str]| Generative {
        grouped: Some(GroupedTask {
            task: task.into(),
            properties: properties.iter().map(ToString::to_string).collect(),
        }),
        ..Generative::default()
    };
    assert_eq!(of(grouped("", &[])), "`grouped_task` is empty");
    assert_eq!(
        of(grouped("", &["title"])),
        "`grouped_on` says what `grouped_task` reads: there is no `grouped_task`"
    );
    assert_eq!(
        of(Generative::default()),
        "a provider writes nothing by itself: add `prompt` or `grouped_task`"
    );
}
