//! What stays when a rebuild is over: programs with names of before, classes that are kept, properties that nobody fills;
//! and gates that let no program change a schema.

use std::{collections::BTreeSet, time::Duration};

use weaviate::{
    Client, Collection, ErrorKind, Link, Uuid,
    raw::{Object, Value},
    schema::{CollectionDef, DataType, FieldDef, TypeDef},
    sync::{BeforeDrop, DriftLevel, OnDrift, Options, Rebuild},
};
use weaviate_tests::run;

use crate::{
    book, filled, id, options,
    shapes::{after, before},
};

/// A program that read the aliases before a class was rebuilt writes links; each must lead into the class of now.
#[test]
fn links_of_a_program_with_old_names_lead_to_the_new_class() {
    run(|world| async move {
        filled(&world.client, 30).await;
        let old = world.builder().await.build().unwrap();
        let books = old.collection::<before::Book>();
        // It knows the aliases from here on.
        books.insert(&book(1_000)).await.unwrap();

        let migrator = world.builder().await.build().unwrap();
        migrator.sync_with::<(after::Book, after::Author)>(&options(Rebuild::Compatible)).await.unwrap();

        books.insert(&book(1_001)).await.unwrap();
        books
            .replace(id(1_000), &before::Book { author: Some(Link::to(id(3))), ..book(1_000) })
            .await
            .unwrap();
        books.insert_many(&[book(1_002)]).await.unwrap().into_result().unwrap();
        books
            .insert_many(&[before::Book { author: None, ..book(1_003) }])
            .await
            .unwrap()
            .into_result()
            .unwrap();
        books.links(before::Book::FIELDS.author).replace(id(1_003), Link::to(id(5))).await.unwrap();
        books.update(id(4)).set(before::Book::FIELDS.pages, 44).await.unwrap();

        // Only what leads into the class of now can be looked behind.
        let found = migrator.collection::<after::Book>();
        for (n, author) in [(1_000, 3), (1_001, 1), (1_002, 2), (1_003, 5), (4, 4)] {
            let question = weaviate::query!(after::Book, ids: [id(n)], select: { .author { .name } });
            let rows = found.fetch(question).await.unwrap();
            let name = rows[0].author.as_ref().map(|author| author.name.clone());
            assert_eq!(name, Some(format!("author {author}")), "book {n}");
        }
    });
}

#[test]
fn classes_that_are_to_be_kept_are_not_dropped_before() {
    run(|world| async move {
        filled(&world.client, 5).await;
        let mut kept = options(Rebuild::Compatible);
        kept.keep = Duration::from_secs(3_600);
        world.client.sync_with::<(after::Book, after::Author)>(&kept).await.unwrap();
        let error = world.client.drop_replaced(BeforeDrop::NoExport, &Options::default()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
        assert!(error.message().contains(&format!("`{}`", world.class("Book_v1"))), "{error}");
        assert!(error.message().contains("is kept until 2"), "{error}");
        assert!(world.client.collection_definition(&world.class("Book_v1")).await.unwrap().is_some());
        // Going back is no drop, and what it gave up is kept for nothing.
        world.client.rollback(&options(Rebuild::Compatible)).await.unwrap();
        let dropped = world.client.drop_replaced(BeforeDrop::NoExport, &Options::default()).await.unwrap();
        assert_eq!(dropped.len(), 2);
        assert_eq!(world.client.collection::<before::Book>().count().await.unwrap(), 5);
    });
}

/// What a rollback gave up, and what an earlier rebuild replaced, is not forgotten once another rebuild follows.
#[test]
fn what_is_left_of_several_rebuilds_is_dropped_at_once() {
    run(|world| async move {
        let client = &world.client;
        filled(client, 5).await;
        let compatible = options(Rebuild::Compatible);
        client.sync_with::<(after::Book, after::Author)>(&compatible).await.unwrap();
        client.rollback(&compatible).await.unwrap();
        let mut kept = compatible.clone();
        kept.keep = Duration::from_secs(3_600);
        client.sync_with::<(after::Book, after::Author)>(&kept).await.unwrap();
        // The classes of version 2 were given up, those of version 1 are kept, those of version 3 are in use.
        let drop = || client.drop_replaced(BeforeDrop::NoExport, &compatible);
        let of = |version: u32| ["Author", "Book"].map(|name| world.class(&format!("{name}_v{version}")));
        let names = |dropped: Vec<weaviate::sync::Dropped>| {
            dropped.into_iter().map(|dropped| dropped.class).collect::<BTreeSet<_>>()
        };
        assert_eq!(names(drop().await.unwrap()), BTreeSet::from(of(2)));
        assert!(drop().await.unwrap_err().message().contains("is kept until 2"));
        // Once more, with no time to be kept: what the rebuild before it said still holds.
        client.sync_with::<(before::Book, before::Author)>(&compatible).await.unwrap();
        assert_eq!(names(drop().await.unwrap()), BTreeSet::from(of(3)));
        assert!(drop().await.unwrap_err().message().contains("is kept until 2"));
        assert_eq!(client.collection::<before::Book>().count().await.unwrap(), 5);
    });
    run(|world| async move {
        let client = &world.client;
        filled(client, 5).await;
        let compatible = options(Rebuild::Compatible);
        client.sync_with::<(after::Book, after::Author)>(&compatible).await.unwrap();
        client.sync_with::<(before::Book, before::Author)>(&compatible).await.unwrap();
        let dropped = client.drop_replaced(BeforeDrop::NoExport, &compatible).await.unwrap();
        let dropped: BTreeSet<String> = dropped.into_iter().map(|dropped| dropped.class).collect();
        let all =
            [1, 2].map(|version| ["Author", "Book"].map(|name| world.class(&format!("{name}_v{version}"))));
        assert_eq!(dropped, all.into_iter().flatten().collect());
        assert!(client.drop_replaced(BeforeDrop::NoExport, &compatible).await.unwrap_err().is_not_found());
    });
}

#[test]
fn a_gate_changes_nothing() {
    #[derive(Collection)]
    #[weaviate(name = "Author", description = "Who writes.")]
    #[allow(dead_code)]
    struct Described {
        #[weaviate(id)]
        id: Uuid,
        name: String,
    }
    run(|world| async move {
        let mut gate = options(Rebuild::Any);
        gate.drift = OnDrift::Refuse;
        let error = world.client.sync_with::<(before::Book, before::Author)>(&gate).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
        assert!(error.message().contains("this program does not change it (`OnDrift::Refuse`)"), "{error}");
        assert!(
            error.message().contains("breaking  Book_v1: create the class") || !world.is_engine(),
            "{error}"
        );
        filled(&world.client, 2).await;
        world.client.sync_with::<(before::Book, before::Author)>(&gate).await.unwrap();
        // A description and a property that the struct does not have do nothing to a program.
        let drift = world.client.drift::<(Described,)>().await.unwrap();
        assert!(drift.iter().all(|drift| drift.level == DriftLevel::Compatible), "{drift:?}");
        world.client.sync_with::<(Described,)>(&gate).await.unwrap();
        let class = world.client.collection_definition(&world.class("Author_v1")).await.unwrap().unwrap();
        assert_eq!(class.description().unwrap_or_default(), "");
        let error = world.client.sync_with::<(after::Book, after::Author)>(&gate).await.unwrap_err();
        assert!(error.message().contains("degraded"), "{error}");
    });
}

/// A collection of 200 properties, 60 of which no object fills, among 1,200 objects that each fill few.
#[test]
fn properties_that_nobody_fills_are_found_and_no_others() {
    fn leak<T>(values: Vec<T>) -> &'static [T] {
        values.leak()
    }
    const COUNT: usize = 200;
    let is_dead = |n: usize| n % 10 >= 7;
    let name = |n: usize| -> &'static str { format!("p{n:03}").leak() };
    let kinds =
        [DataType::Text, DataType::Int, DataType::Number, DataType::Boolean, DataType::Date, DataType::Uuid];
    let of = |n: usize| {
        let of = TypeDef::scalar(kinds[n % kinds.len()]);
        if n % 4 == 3 { of.list() } else { of.optional() }
    };
    let fields = leak((0..COUNT).map(|n| FieldDef::new(name(n), of(n))).collect());
    let wide: &'static CollectionDef = &leak(vec![CollectionDef { fields, ..CollectionDef::new("Wide") }])[0];
    // The struct of now knows the first ten.
    let now: &'static CollectionDef = &leak(vec![CollectionDef { fields: &fields[..10], ..*wide }])[0];
    let value = move |n: usize, k: usize| -> Value {
        let one = match kinds[n % kinds.len()] {
            DataType::Text => Value::Text(format!("t{k}")),
            DataType::Int => Value::Int(0),
            DataType::Number => Value::Number(0.0),
            DataType::Boolean => Value::Boolean(false),
            DataType::Date => Value::Date("2024-01-01T00:00:00Z".into()),
            _ => Value::Uuid(Uuid::from_u128(k as u128)),
        };
        if n % 4 == 3 { Value::List(vec![one]) } else { one }
    };
    run(move |world| async move {
        let client: &Client = &world.client;
        client.sync_definitions(&[wide], &Options::default()).await.unwrap();
        let objects = (0..1_200).map(|k: usize| {
            // Each living property is filled by a few objects, some by one alone; dead lists are written and empty.
            let filled =
                (0..COUNT).filter(|n| !is_dead(*n) && (k % COUNT == *n && k < COUNT || k % 400 == n + 7));
            let mut properties: std::collections::BTreeMap<String, Value> =
                filled.map(|n| (name(n).to_owned(), value(n, k))).collect();
            if k.is_multiple_of(3) {
                let empty = (0..COUNT).filter(|n| is_dead(*n) && n % 4 == 3);
                properties.extend(empty.map(|n| (name(n).to_owned(), Value::List(Vec::new()))));
            }
            Object { id: Some(Uuid::from_u128(k as u128 + 1)), properties, ..Object::default() }
        });
        client.insert_raw("Wide", None, objects.collect::<Vec<_>>()).await.unwrap().into_result().unwrap();
        let dead = client.dead_definitions(&[now]).await.unwrap();
        let found: BTreeSet<&str> = dead.iter().map(|dead| dead.property.as_str()).collect();
        let expected: BTreeSet<&str> = (10..COUNT).filter(|n| is_dead(*n)).map(name).collect();
        println!(
            "{} of {} dead properties found, {} wrongly",
            found.intersection(&expected).count(),
            expected.len(),
            found.difference(&expected).count()
        );
        assert_eq!(found, expected);
        assert!(dead.iter().all(|dead| dead.objects == 1_200));
    });
}

/// A property on its way out: the derive itself makes no warning, and a question that names it does.
#[test]
fn naming_what_is_deprecated_is_a_warning() {
    #[derive(Collection)]
    struct Headed {
        title: String,
        #[weaviate(deprecated = "it is called `title`")]
        headline: Option<String>,
    }
    let fine = weaviate::query!(Headed, filter: .title.matches("x"), select: { .title });
    #[expect(deprecated, reason = "this is what is tested: without the warning this is one")]
    let warned = weaviate::query!(Headed, filter: .headline.matches("x"), select: { .title });
    assert_ne!(fine.ir(), warned.ir());
    let one = Headed { title: "a".into(), headline: None };
    assert!(one.headline.is_none() && one.title == "a");
}
