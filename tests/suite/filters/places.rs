//! What stands beside a property in a nested object is not taken for another value of it, for its absence, or for what is
//! asked of the other: a server does so by itself. An oracle over the data says what must be found.

use weaviate::{
    Collection, Filter, Handle, Object, filter,
    ir::{self, Operator, Target, Value},
    query,
};
use weaviate_tests::{World, run};

#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state), preview(nested_filters))]
struct Crate {
    #[weaviate(key)]
    number: i64,
    one: Option<Part>,
    many: Vec<Part>,
    mid: Option<Mid>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Mid {
    deep: Option<Part>,
    marks: Vec<i64>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Part {
    size: Option<i64>,
    marks: Vec<i64>,
    inner: Option<Inner>,
    other: Option<Other>,
    kids: Vec<Kid>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Inner {
    x: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Other {
    y: i64,
}

#[derive(Debug, Clone, PartialEq, Object)]
struct Kid {
    k: i64,
    m: Option<i64>,
}

/// Every part there is: a size, marks, an inner object, another one and a kid, each there or not.
fn parts() -> Vec<Part> {
    let mut all = Vec::new();
    for bits in 0..32_i64 {
        let has = |bit: i64| bits & (1 << bit) != 0;
        all.push(Part {
            size: has(0).then_some(1 + bits % 3),
            marks: if has(1) { vec![1, 2] } else { vec![] },
            inner: has(2).then_some(Inner { x: (bits % 5 != 0).then_some(1 + bits % 2) }),
            other: has(3).then_some(Other { y: 1 + bits % 2 }),
            kids: if has(4) { vec![Kid { k: 1, m: None }, Kid { k: 2, m: Some(bits % 3) }] } else { vec![] },
        });
    }
    all
}

fn crates() -> Vec<Crate> {
    let mut all = vec![Crate { number: -1, one: None, many: vec![], mid: None }];
    let parts = parts();
    for (number, part) in parts.iter().enumerate() {
        let next = &parts[(number * 7 + 3) % parts.len()];
        let mid = Mid { deep: (number % 5 != 1).then(|| part.clone()), marks: vec![1; number % 2] };
        all.push(Crate {
            number: number as i64,
            one: Some(part.clone()),
            many: if number % 4 == 0 { vec![part.clone()] } else { vec![part.clone(), next.clone()] },
            mid: Some(mid),
        });
    }
    all
}

async fn stored(world: &World) -> Handle<Crate> {
    world.client.sync::<(Crate,)>().await.unwrap();
    let handle = world.client.collection::<Crate>();
    handle.insert_many(crates()).await.unwrap().into_result().unwrap();
    handle
}

async fn found(handle: &Handle<Crate>, filter: Filter<Crate>) -> Vec<i64> {
    let rows = handle.fetch(query!(Crate, filter: filter, limit: 100, select: { .number })).await.unwrap();
    let mut found: Vec<i64> = rows.iter().map(|row| row.number).collect();
    found.sort_unstable();
    found
}

macro_rules! finds {
    ($handle:expr, { $($filter:tt)* }, |$crate_:ident| $pass:expr) => {
        let expected: Vec<i64> = crates().iter().filter(|$crate_| $pass).map(|one| one.number).collect();
        assert_eq!(found(&$handle, filter!(Crate, $($filter)*)).await, expected, "{}", stringify!($($filter)*));
        let others: Vec<i64> = crates().iter().filter(|$crate_| !$pass).map(|one| one.number).collect();
        assert_eq!(found(&$handle, filter!(Crate, !($($filter)*))).await, others, "!({})", stringify!($($filter)*));
    };
}

fn deep(of: &Crate) -> Option<&Part> {
    of.mid.as_ref()?.deep.as_ref()
}

#[test]
fn what_is_beside_it_is_not_its_absence() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { .one.size.is_null() }, |c| c.one.as_ref().is_some_and(|p| p.size.is_none()));
        finds!(h, { .one.inner.is_null() }, |c| c.one.as_ref().is_some_and(|p| p.inner.is_none()));
        finds!(h, { .one.inner.x.is_null() }, |c| {
            c.one.as_ref().and_then(|p| p.inner.as_ref()).is_some_and(|i| i.x.is_none())
        });
        finds!(h, { .mid.deep.is_null() }, |c| c.mid.as_ref().is_some_and(|m| m.deep.is_none()));
        finds!(h, { .mid.deep.size.is_null() }, |c| deep(c).is_some_and(|p| p.size.is_none()));
        finds!(h, { .mid.deep.inner.is_null() }, |c| deep(c).is_some_and(|p| p.inner.is_none()));
        finds!(h, { .mid.deep.inner.x.is_null() }, |c| {
            deep(c).and_then(|p| p.inner.as_ref()).is_some_and(|i| i.x.is_none())
        });
        finds!(h, { .many.size.is_null() }, |c| c.many.iter().any(|p| p.size.is_none()));
        finds!(h, { .one.kids.m.is_null() }, |c| {
            c.one.as_ref().is_some_and(|p| p.kids.iter().any(|k| k.m.is_none()))
        });
        finds!(h, { .many.inner.is_not_null() }, |c| c.many.iter().any(|p| p.inner.is_some()));
        finds!(h, { !(.many.inner.x.is_not_null()) }, |c| {
            !c.many.iter().any(|p| p.inner.as_ref().is_some_and(|i| i.x.is_some()))
        });
    });
}

#[test]
fn what_is_beside_it_is_not_another_value() {
    run(|world| async move {
        let h = stored(&world).await;
        finds!(h, { .one.size != 1 }, |c| c.one.as_ref().is_some_and(|p| p.size != Some(1)));
        finds!(h, { .one.inner.x != 1 }, |c| {
            c.one.as_ref().and_then(|p| p.inner.as_ref()).is_some_and(|i| i.x != Some(1))
        });
        finds!(h, { .one.other.y != 1 }, |c| {
            c.one.as_ref().and_then(|p| p.other.as_ref()).is_some_and(|o| o.y != 1)
        });
        finds!(h, { .mid.deep.size != 1 }, |c| deep(c).is_some_and(|p| p.size != Some(1)));
        finds!(h, { .mid.deep.other.y != 1 }, |c| {
            deep(c).and_then(|p| p.other.as_ref()).is_some_and(|o| o.y != 1)
        });
        finds!(h, { .many.size != 1 }, |c| c.many.iter().any(|p| p.size != Some(1)));
        finds!(h, { .many.kids.k != 1 }, |c| c.many.iter().any(|p| p.kids.iter().any(|k| k.k != 1)));
    });
}

#[test]
fn both_may_be_beside_each_other() {
    run(|world| async move {
        let h = stored(&world).await;
        let one = |c: &Crate, pass: &dyn Fn(&Part) -> bool| c.one.as_ref().is_some_and(pass);
        let x = |p: &Part, is: i64| p.inner.as_ref().is_some_and(|i| i.x == Some(is));
        finds!(h, { .one.inner.x == 1 && .one.marks contains_any [2] }, |c| {
            one(c, &|p| x(p, 1) && p.marks.contains(&2))
        });
        finds!(h, { .one.inner.x == 1 && .one.other.y == 2 }, |c| {
            one(c, &|p| x(p, 1) && p.other.as_ref().is_some_and(|o| o.y == 2))
        });
        finds!(h, { .one.inner.is_not_null() && .one.other.is_not_null() && .one.size > 0 }, |c| {
            one(c, &|p| p.inner.is_some() && p.other.is_some() && p.size > Some(0))
        });
        finds!(h, { .one.inner.is_null() && .one.marks contains_any [1] }, |c| {
            one(c, &|p| p.inner.is_none() && p.marks.contains(&1))
        });
        finds!(h, { .one.kids.k == 2 && .one.kids.m == 0 && .one.inner.x == 2 }, |c| {
            one(c, &|p| x(p, 2) && p.kids.iter().any(|k| k.k == 2 && k.m == Some(0)))
        });
        finds!(h, { .one.marks contains_any [1] && .one.marks contains_any [2] }, |c| {
            one(c, &|p| p.marks.contains(&1) && p.marks.contains(&2))
        });
        finds!(h, { .mid.deep.inner.x == 1 && .mid.marks contains_any [1] }, |c| {
            deep(c).is_some_and(|p| x(p, 1)) && c.mid.as_ref().is_some_and(|m| m.marks.contains(&1))
        });
        finds!(h, { .many.size == 1 && .many.inner.x == 2 }, |c| {
            c.many.iter().any(|p| p.size == Some(1) && x(p, 2))
        });
        finds!(h, { .many.inner.x == 1 || .many.marks contains_any [2] }, |c| {
            c.many.iter().any(|p| x(p, 1) || p.marks.contains(&2))
        });
        // Of one object of several a server has no words for it.
        let both = filter!(Crate, .many.inner.x == 1 && .many.marks contains_any [2]);
        let refused = h.fetch(query!(Crate, filter: both, select: { .number })).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "fetching `Crate`: `.many.inner` and `.many.marks` lie in two parts of an object of `.many`: a server finds no \
             object that meets tests of both; ask for one of them, and look for the other in what is found"
        );
        // What is not about one object may be asked.
        finds!(h, { .many.inner.x == 1 && !(.many.marks contains_any [2]) }, |c| {
            c.many.iter().any(|p| x(p, 1)) && !c.many.iter().any(|p| p.marks.contains(&2))
        });
    });
}

/// A property with a range index alone: objects without it have another value all the same.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state))]
struct Gauge {
    #[weaviate(key)]
    number: i64,
    #[weaviate(filterable = false, range)]
    level: Option<i64>,
    #[weaviate(filterable = false, range)]
    sure: i64,
}

#[test]
fn a_range_index_knows_no_absent_value() {
    run(|world| async move {
        world.client.sync::<(Gauge,)>().await.unwrap();
        let h = world.client.collection::<Gauge>();
        let gauges = [None, Some(1), Some(2)].into_iter().zip(0..).map(|(level, number)| Gauge {
            number,
            level,
            sure: number,
        });
        h.insert_many(gauges.collect::<Vec<_>>()).await.unwrap().into_result().unwrap();
        let found = async |filter: Filter<Gauge>| {
            let rows = h.fetch(query!(Gauge, filter: filter, select: { .number })).await.unwrap();
            let mut found: Vec<i64> = rows.iter().map(|row| row.number).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(found(filter!(Gauge, .level != 2)).await, [0, 1]);
        assert_eq!(found(filter!(Gauge, !(.level != 2))).await, [2]);
        assert_eq!(found(filter!(Gauge, .level == 2 || .level.is_null())).await, [0, 2]);
        assert_eq!(found(filter!(Gauge, .sure != 2)).await, [0, 1]);
        // What a server says by itself, and the engine as one.
        let target = Target { path: vec![], name: "level".into(), length: false, count: false, parts: false };
        let asked = ir::Query {
            filter: Some(ir::Filter::Test { target, operator: Operator::NotEqual, value: Value::Int(2) }),
            selection: ir::Selection { items: vec![ir::Item::Property("number".into())] },
            ..ir::Query::new("Gauge")
        };
        assert_eq!(world.client.fetch_raw(&asked).await.unwrap().len(), 1);
    });
}
