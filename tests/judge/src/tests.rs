//! Of the generator and the oracle, without rustc and without a server.

use std::collections::BTreeMap;

use crate::{
    answer::{Answer, differs},
    oracle::{self, Expected},
    question::{Compare, Leaf, Op, Path, Question, Test, questions},
    world::{Kind, Many, Value, World, worlds},
};

#[test]
fn a_seed_makes_the_same_questions_and_another_one_others() {
    let written = |seed: u64| {
        let worlds = worlds(seed, 2);
        let asked = questions(seed, &worlds, 50);
        asked.iter().map(|question| question.rust(&worlds[question.world])).collect::<Vec<_>>()
    };
    assert_eq!(written(3), written(3));
    assert_ne!(written(3), written(4));
}

#[test]
fn every_area_has_questions_that_mean_something_and_such_that_do_not() {
    let worlds = worlds(1, 4);
    let mut areas: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for question in questions(1, &worlds, 1000) {
        let area = areas.entry(question.area).or_default();
        match oracle::answer(&worlds[question.world], &question) {
            Ok(_) => area.0 += 1,
            Err(_) => area.1 += 1,
        }
    }
    assert_eq!(areas.len(), 8);
    // All names are wrong ones in that area.
    assert!(
        areas.iter().all(|(area, (some, none))| *none > 0 && (*some > 0 || *area == "names")),
        "{areas:?}"
    );
}

/// A filter on the first property of the first world that is so.
fn asked(world: &World, fits: impl Fn(&Kind, Many) -> bool, op: Op, with: Value) -> Question {
    let mut question = questions(1, std::slice::from_ref(world), 1).remove(0);
    let found = world.collections.iter().enumerate().find_map(|(at, collection)| {
        let field = collection.fields.iter().find(|field| fits(&field.kind, field.many))?;
        Some((at, Path::of(&field.name)))
    });
    let (collection, path) = found.expect("a world has it");
    question.collection = collection;
    question.verb = crate::question::Verb::Delete;
    question.filter = Some(Test::Leaf(Leaf { path, op, with: vec![with] }));
    question
}

fn count(expected: &Expected) -> usize {
    match expected {
        Expected::Matched(count) => *count,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_absent_is_unequal_and_in_no_order() {
    let maybe = |kind: &Kind, many: Many| *kind == Kind::Int && many == Many::Maybe;
    let has = |world: &World| {
        let mut fields = world.collections.iter().flat_map(|collection| &collection.fields);
        fields.any(|field| maybe(&field.kind, field.many))
    };
    let world = worlds(1, 11).into_iter().find(has).expect("a world with such a property");
    let of = |op| oracle::answer(&world, &asked(&world, maybe, Op::Is(op), Value::Int(2))).map(|e| count(&e));
    let (equal, unequal) = (of(Compare::Equal).unwrap(), of(Compare::Unequal).unwrap());
    let (less, more) = (of(Compare::Less).unwrap(), of(Compare::AtLeast).unwrap());
    assert_eq!(equal + unequal, 24);
    assert!(less + more < 24, "{less} and {more}: some lack it");
}

#[test]
fn a_text_means_nothing_to_a_number() {
    let world = worlds(1, 1).remove(0);
    let int = |kind: &Kind, many: Many| *kind == Kind::Int && many == Many::One;
    let question = asked(&world, int, Op::Is(Compare::Equal), Value::Text("2".into()));
    assert!(oracle::answer(&world, &question).is_err());
}

#[test]
fn an_answer_with_one_object_more_is_wrong() {
    let expected = Expected::Matched(3);
    assert!(differs(&expected, &Answer::Matched(3)).is_none());
    assert!(differs(&expected, &Answer::Matched(4)).is_some());
}

#[test]
fn joined_tests_inside_an_object_are_met_by_one_element() {
    let world = &worlds(1, 1)[0];
    let (at, field) = world
        .collections
        .iter()
        .enumerate()
        .find_map(|(at, of)| {
            Some((at, of.fields.iter().find(|field| matches!(field.kind, Kind::Object(_)))?))
        })
        .expect("a world has objects in objects");
    let Kind::Object(object) = field.kind else { unreachable!() };
    let inner = world.objects[object].fields.iter().find(|field| field.kind == Kind::Int).expect("a number");
    let element = |number: i64| Value::Object(BTreeMap::from([(inner.name.clone(), Value::Int(number))]));
    let mut row = world.collections[at].rows[0].clone();
    row.values.insert(field.name.clone(), Value::List(vec![element(1), element(2)]));
    let mut small = World {
        collections: world.collections.clone(),
        objects: world.objects.clone(),
        ..worlds(1, 1).remove(0)
    };
    small.collections[at].rows = vec![row];
    let is = |sign: Compare, number: i64| {
        let path = Path(vec![field.name.clone(), inner.name.clone()]);
        Box::new(Test::Leaf(Leaf { path, op: Op::Is(sign), with: vec![Value::Int(number)] }))
    };
    let mut question =
        asked(world, |kind, many| *kind == Kind::Int && many == Many::One, Op::In, Value::Int(0));
    question.collection = at;
    let mut found = |test: Test| {
        question.filter = Some(test);
        count(&oracle::answer(&small, &question).expect("a meaning"))
    };
    assert_eq!(found(Test::And(is(Compare::Equal, 1), is(Compare::Equal, 2))), 0);
    assert_eq!(found(Test::And(is(Compare::Equal, 1), is(Compare::Less, 2))), 1);
    assert_eq!(found(Test::Or(is(Compare::Equal, 1), is(Compare::Equal, 2))), 1);
    assert_eq!(found(Test::And(is(Compare::Equal, 1), Box::new(Test::Not(is(Compare::Equal, 2))))), 0);
}
