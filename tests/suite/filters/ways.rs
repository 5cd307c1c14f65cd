//! What a filter means behind links and in nested objects: one of what the way leads to meets a test, `&&` is about the same
//! element of a list of the object's own, and `!` is the opposite. An oracle over the data says what must be found.

use weaviate::{
    Collection, Filter, Handle, Link, Object, Uuid, filter,
    ir::{self, Operator, Step, Target, Value},
    query,
};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state), preview(nested_filters))]
struct Book {
    #[weaviate(key)]
    number: i64,
    lead: Person,
    second: Option<Person>,
    others: Vec<Person>,
    shelves: Vec<Link<Shelf>>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Person {
    #[weaviate(tokenization = field)]
    name: String,
    born: Option<i64>,
    marks: Vec<i64>,
    about: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state))]
struct Shelf {
    #[weaviate(key)]
    number: i64,
    room: Option<i64>,
    sizes: Vec<i64>,
}

fn person(name: &str, born: Option<i64>, marks: &[i64], about: Option<&str>) -> Person {
    Person { name: name.into(), born, marks: marks.to_vec(), about: about.map(Into::into) }
}

fn shelves() -> Vec<Shelf> {
    let shelf = |number, room, sizes: &[i64]| Shelf { number, room, sizes: sizes.to_vec() };
    vec![shelf(0, Some(0), &[1, 2]), shelf(1, Some(5), &[3]), shelf(2, None, &[]), shelf(3, Some(2), &[1, 3])]
}

/// Each book and the numbers of its shelves.
fn books() -> Vec<(Book, Vec<usize>)> {
    let ann = |born| person("Ann", born, &[1, 2], Some("red fox"));
    let bob = |born| person("Bob", born, &[2], None);
    let book = |number, lead, second, others: &[Person], on: &[usize]| {
        let shelves = on.iter().map(|n| Link::to(weaviate::key_id(&shelves()[*n].number))).collect();
        (Book { number, lead, second, others: others.to_vec(), shelves }, on.to_vec())
    };
    vec![
        book(0, ann(None), None, &[], &[]),
        book(1, ann(Some(1)), Some(bob(Some(1))), &[ann(Some(0)), bob(Some(5))], &[0, 1]),
        book(2, bob(Some(2)), Some(ann(None)), &[bob(Some(2))], &[3]),
        book(3, bob(None), Some(bob(Some(5))), &[ann(None), bob(Some(5))], &[2]),
        book(4, bob(Some(5)), None, &[ann(None)], &[1, 2]),
    ]
}

async fn stored(world: &World) -> Handle<Book> {
    world.client.sync::<(Book, Shelf)>().await.unwrap();
    world.client.collection::<Shelf>().insert_many(shelves()).await.unwrap().into_result().unwrap();
    let handle = world.client.collection::<Book>();
    let all: Vec<Book> = books().into_iter().map(|(book, _)| book).collect();
    handle.insert_many(&all).await.unwrap().into_result().unwrap();
    handle
}

async fn found(handle: &Handle<Book>, filter: Filter<Book>) -> Vec<i64> {
    let rows =
        handle.fetch(query!(Book, filter: filter.clone(), limit: 100, select: { .number })).await.unwrap();
    let mut found: Vec<i64> = rows.iter().map(|row| row.number).collect();
    found.sort_unstable();
    // What counts and what deletes goes by the same filter.
    let counted =
        handle.aggregate(query!(aggregate Book, filter: filter.clone(), select: { count })).await.unwrap();
    let number = u64::try_from(found.len()).unwrap();
    assert_eq!(counted.count, number, "{filter:?}");
    assert_eq!(handle.delete_where(filter).dry_run().await.unwrap().matched, number);
    found
}

macro_rules! finds {
    ($handle:expr, { $($filter:tt)* }, |$book:ident, $shelves:ident| $pass:expr) => {
        let expected: Vec<i64> = books()
            .iter()
            .filter(|(book, on)| {
                let ($book, $shelves) = (book, on.iter().map(|n| shelves().swap_remove(*n)).collect::<Vec<Shelf>>());
                let _ = &$shelves;
                $pass
            })
            .map(|(book, _)| book.number)
            .collect();
        assert_eq!(found(&$handle, filter!(Book, $($filter)*)).await, expected, "{}", stringify!($($filter)*));
    };
}

#[test]
fn not_equal_is_another_value_or_none() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { .lead.born != 5 }, |b, _s| b.lead.born != Some(5));
        finds!(h, { .second.born != 5 }, |b, _s| b.second.as_ref().is_some_and(|p| p.born != Some(5)));
        finds!(h, { .others.born != 5 }, |b, _s| b.others.iter().any(|p| p.born != Some(5)));
        finds!(h, { .others.name == "Bob" && .others.born != 5 }, |b, _s| {
            b.others.iter().any(|p| p.name == "Bob" && p.born != Some(5))
        });
        finds!(h, { .others.name != "Ann" }, |b, _s| b.others.iter().any(|p| p.name != "Ann"));
        finds!(h, { .shelves.room != 5 }, |_b, s| s.iter().any(|s| s.room != Some(5)));
        finds!(h, { .number != 2 && .lead.born != 2 }, |b, _s| b.number != 2 && b.lead.born != Some(2));
    });
}

#[test]
fn not_is_the_opposite() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { !(.lead.born == 5) }, |b, _s| b.lead.born != Some(5));
        finds!(h, { !(.lead.born != 5) }, |b, _s| b.lead.born == Some(5));
        finds!(h, { !(.second.born == 5) }, |b, _s| b.second.as_ref().is_none_or(|p| p.born != Some(5)));
        finds!(h, { !(.others.born == 5) }, |b, _s| !b.others.iter().any(|p| p.born == Some(5)));
        finds!(h, { !(.others.born != 5) }, |b, _s| !b.others.iter().any(|p| p.born != Some(5)));
        finds!(h, { !(.others.born in 1..=2) }, |b, _s| {
            !b.others.iter().any(|p| p.born.is_some_and(|born| (1..=2).contains(&born)))
        });
        finds!(h, { !(.others.born in [0, 2]) }, |b, _s| {
            !b.others.iter().any(|p| p.born.is_some_and(|born| [0, 2].contains(&born)))
        });
        finds!(h, { !(.others.name == "Ann" && .others.born == 5) }, |b, _s| {
            !b.others.iter().any(|p| p.name == "Ann" && p.born == Some(5))
        });
        finds!(h, { !(.others.name == "Ann" || .others.born == 5) }, |b, _s| {
            !b.others.iter().any(|p| p.name == "Ann" || p.born == Some(5))
        });
        finds!(h, { !.others.born.is_null() }, |b, _s| !b.others.iter().any(|p| p.born.is_none()));
        finds!(h, { .others.name == "Bob" && !(.others.born == 2) }, |b, _s| {
            b.others.iter().any(|p| p.name == "Bob") && !b.others.iter().any(|p| p.born == Some(2))
        });
        finds!(h, { .number > 0 && !(.others.born == 2) }, |b, _s| {
            b.number > 0 && !b.others.iter().any(|p| p.born == Some(2))
        });
        finds!(h, { .number == 2 || !(.others.born == 5 && .number != 1) }, |b, _s| {
            b.number == 2 || !(b.others.iter().any(|p| p.born == Some(5)) && b.number != 1)
        });
        finds!(h, { !(.shelves.room == 5) }, |_b, s| !s.iter().any(|s| s.room == Some(5)));
        finds!(h, { !(.shelves.room == 5) && .others.born == 2 }, |b, s| {
            !s.iter().any(|s| s.room == Some(5)) && b.others.iter().any(|p| p.born == Some(2))
        });
    });
}

#[test]
fn none_is_not_any() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { .lead.marks contains_none [1] }, |b, _s| !b.lead.marks.contains(&1));
        finds!(h, { .second.marks contains_none [1] }, |b, _s| {
            !b.second.as_ref().is_some_and(|p| p.marks.contains(&1))
        });
        finds!(h, { .others.marks contains_none [1, 9] }, |b, _s| !b.others.iter().any(|p| p.marks.contains(&1)));
        finds!(h, { .others.name contains_none ["Ann"] }, |b, _s| !b.others.iter().any(|p| p.name == "Ann"));
        finds!(h, { .lead.about matches_none ["fox"] }, |b, _s| b.lead.about.is_none());
        finds!(h, { !(.others.marks contains_none [1]) }, |b, _s| b.others.iter().any(|p| p.marks.contains(&1)));
        finds!(h, { .shelves.sizes contains_none [1] }, |_b, s| !s.iter().any(|s| s.sizes.contains(&1)));
    });
}

#[test]
fn one_test_is_met_by_one() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { .others.born in 1..=2 }, |b, _s| {
            b.others.iter().any(|p| p.born.is_some_and(|born| (1..=2).contains(&born)))
        });
        finds!(h, { .others.marks contains_all [1, 2] }, |b, _s| {
            b.others.iter().any(|p| p.marks.contains(&1) && p.marks.contains(&2))
        });
        finds!(h, { .others.name contains_all ["Ann", "Bob"] }, |_b, _s| false);
        finds!(h, { .others.about matches_all ["red", "fox"] }, |b, _s| b.others.iter().any(|p| p.about.is_some()));
        finds!(h, { .others.name == "Ann" && .others.born == 5 }, |b, _s| {
            b.others.iter().any(|p| p.name == "Ann" && p.born == Some(5))
        });
        finds!(h, { .others.name == "Bob" && (.others.born == 0 || .others.born == 2) }, |b, _s| {
            b.others.iter().any(|p| p.name == "Bob" && (p.born == Some(0) || p.born == Some(2)))
        });
        finds!(h, { .others.name == "Ann" && .others.born in [0, 5] }, |b, _s| {
            b.others.iter().any(|p| p.name == "Ann" && (p.born == Some(0) || p.born == Some(5)))
        });
        finds!(h, { .shelves.sizes contains_any [2, 3] }, |_b, s| {
            s.iter().any(|s| s.sizes.contains(&2) || s.sizes.contains(&3))
        });
        // Half a range is one test, and so is a list; two tests behind links are met by any two.
        finds!(h, { .shelves.room in 1.. }, |_b, s| s.iter().any(|s| s.room >= Some(1)));
        finds!(h, { .shelves.room in [1, 2] }, |_b, s| s.iter().any(|s| s.room == Some(2)));
        finds!(h, { .shelves.room >= 1 && .shelves.room <= 2 }, |_b, s| {
            s.iter().any(|s| s.room >= Some(1)) && s.iter().any(|s| s.room.is_some_and(|room| room <= 2))
        });
        // What the messages advise instead.
        let rooms = world.client.collection::<Shelf>();
        let ids: Vec<Uuid> = rooms
            .fetch(query!(Shelf, filter: .room in 1..=2, limit: 100, select: { id }))
            .await
            .unwrap()
            .iter()
            .map(|row| row.id)
            .collect();
        finds!(h, { .shelves.id() in &ids }, |_b, s| {
            s.iter().any(|s| s.room.is_some_and(|room| (1..=2).contains(&room)))
        });
    });
}

/// By a raw request the same is asked otherwise: the renderer says what is meant, whoever built the question.
#[test]
fn questions_without_types_mean_the_same() {
    run(|world| async move {
        let h = stored(&world).await;
        let born = |operator, list: &str| ir::Filter::Test {
            target: Target {
                path: vec![Step::Object(list.into())],
                name: "born".into(),
                length: false,
                count: false,
                parts: false,
            },
            operator,
            value: Value::Int(5),
        };
        for (filter, count) in [
            (born(Operator::NotEqual, "lead"), 4),
            (born(Operator::NotEqual, "others"), 4),
            (born(Operator::Equal, "others").not(), 3),
            (born(Operator::NotEqual, "others").not(), 1),
        ] {
            let query = ir::Query {
                filter: Some(filter.clone()),
                selection: ir::Selection { items: vec![ir::Item::Property("number".into())] },
                ..ir::Query::new("Book")
            };
            assert_eq!(world.client.fetch_raw(&query).await.unwrap().len(), count, "{filter:?}");
        }
        assert_eq!(h.count().await.unwrap(), 5);
    });
}
