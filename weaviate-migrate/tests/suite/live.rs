//! The same against the real server that `WEAVIATE_URL` names: that what the planner believes of it is so.
//!
//! `WEAVIATE_URL=http://localhost:8080 cargo test -p weaviate-migrate -- --ignored`; the embedded engine has not
//! all of it (rebuilding an index), and what sync does on it is tested in `tests/`.

mod rest;

use std::time::Duration;

use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use weaviate_migrate::{Change, ChangeClass, Options, SchemaApi};
use weaviate_query::{
    ErrorKind,
    schema::{
        CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef, ObjectDef, StopwordsDef,
        Tokenization, TypeDef, index,
    },
};

use self::rest::{Rest, wait};
use crate::{
    convergence::all,
    defs::{alpha, collection, cosine, described, int, leak, link, object, of, optional, text, vector},
    syncs::{first, second},
};

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn made_changed_and_then_left_alone() {
    let rest = Rest::open("Made");
    assert!(!rest.converges(&first()).is_empty());
    let alpha = rest.names.class("Alpha").into_owned();
    wait(rest.put_object(&alpha, "5f6b2c1e-7d5a-4c3e-9b1f-6c6f636b0002", &json!({ "title": "t" }))).unwrap();
    let plan = rest.converges(&second());
    assert_eq!(plan.steps().len(), 7, "{plan}");
    let states: Vec<Value> = rest.objects().into_iter().map(|object| object["state"].clone()).collect();
    assert_eq!(states.iter().filter(|state| **state == json!("applied")).count(), 2, "{states:?}");
    assert!(!wait(rest.aliases()).unwrap().iter().any(|(alias, _)| alias.contains("WeaviateSyncLock")));
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn what_is_said_to_be_in_place_is() {
    fn nested() -> &'static ObjectDef {
        static DEF: std::sync::LazyLock<ObjectDef> = std::sync::LazyLock::new(|| ObjectDef {
            rust_name: "O",
            fields: leak(vec![text("n"), described(int("i"), "a number")]),
        });
        &DEF
    }
    fn renamed() -> &'static ObjectDef {
        static DEF: std::sync::LazyLock<ObjectDef> = std::sync::LazyLock::new(|| ObjectDef {
            rust_name: "O",
            fields: leak(vec![described(text("n"), "a text"), described(int("i"), "another")]),
        });
        &DEF
    }
    let rest = Rest::open("Place");
    let english = crate::defs::leak(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these \
         they this to was will with"
            .split(' ')
            .chain(["foo"])
            .collect(),
    );
    let words = |additions| Some(StopwordsDef { preset: None, additions, removals: &["zebra"] });
    let tenants = |on| Some(MultiTenancyDef { auto_create: on, auto_activate: on });
    let make = |later: bool| CollectionDef {
        description: Some(if later { "later" } else { "first" }),
        inverted: InvertedDef {
            null_state: true,
            property_length: true,
            timestamps: true,
            bm25: Some(if later { (0.0, 0.3) } else { (1.1, 0.0) }),
            stopwords: words(if later { english } else { &["bar"] }),
            ..InvertedDef::NONE
        },
        multi_tenancy: tenants(later),
        ..collection(
            "Alpha",
            vec![
                FieldDef { tokenization: Some(Tokenization::Field), searchable: Some(false), ..text("slug") },
                FieldDef { range: true, ..int("words") },
                FieldDef { filterable: Some(false), ..of("raw", TypeDef::scalar(DataType::Blob)) },
                object("o", if later { renamed } else { nested }),
                described(link("me", alpha), if later { "me, later" } else { "me" }),
                vector("v", Distance::Dot, index::hnsw().ef(if later { 77 } else { 64 }).settings()),
            ],
        )
    };
    assert_eq!(rest.converges(&[make(false)]).changes().len(), 1);
    let plan = rest.converges(&[make(true)]);
    let class = |change: &Change| change.class == ChangeClass::InPlace;
    assert!(plan.changes().len() >= 8 && plan.changes().iter().all(class), "{plan}");
    assert_eq!(plan.steps().len(), 1, "{plan}");
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn a_class_made_by_others_is_adopted() {
    let rest = Rest::open("Adopt");
    let name = rest.names.class("Alpha").into_owned();
    let class = json!({ "class": name, "properties": [{ "name": "Title", "dataType": ["string"] }] });
    wait(rest.create_class(&serde_json::from_value(class).unwrap())).unwrap();
    let def = |fields| collection("Alpha", fields);
    assert!(rest.see(&[def(vec![text("title")])]).is_empty());
    wait(rest.put_object(&name, "5f6b2c1e-7d5a-4c3e-9b1f-6c6f636b0003", &json!({ "title": "t" }))).unwrap();
    let before = wait(rest.class(&name)).unwrap();
    let error = rest.go(&[def(vec![text("title"), int("words")])], &Options::default()).unwrap_err();
    assert!(error.to_string().contains("the object that is there would lack it"), "{error}");
    assert_eq!(wait(rest.class(&name)).unwrap(), before);
    rest.converges(&[def(vec![text("title"), optional(int("words")), cosine("v"), link("me", alpha)])]);
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn replicas_that_start_at_once_do_not_clash() {
    let rest = Rest::open("Race");
    for defs in [first(), second()] {
        let applied: usize = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..6).map(|_| scope.spawn(|| rest.go(&defs, &Options::default()).unwrap().plan)).collect();
            threads.into_iter().map(|thread| usize::from(!thread.join().unwrap().is_empty())).sum()
        });
        assert_eq!(applied, 1);
        assert!(rest.see(&defs).is_empty());
    }
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn the_lock_of_the_dead_is_taken_over() {
    let rest = Rest::open("Dead");
    rest.converges(&first());
    let (store, lock) = (rest.names.class("WeaviateSync"), rest.names.class("WeaviateSyncLock"));
    wait(rest.create_alias(&lock, &store)).unwrap();
    let mut options = Options::default();
    options.takeover = Duration::from_secs(2);
    assert!(!rest.go(&second(), &options).unwrap().plan.is_empty());
    assert!(rest.see(&second()).is_empty());
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn whatever_is_wanted_is_refused_or_done() {
    let rest = Rest::open("Any");
    let mut runner = TestRunner::deterministic();
    let (mut done, mut refused) = (0, 0);
    for round in 0..30 {
        let rest = rest.within(&format!("{round}_"));
        for _ in 0..4 {
            let wanted = all().new_tree(&mut runner).unwrap().current();
            let mut options = Options::default();
            options.keep_undeclared = true;
            let before = rest.writes();
            match rest.go(&wanted, &options) {
                Ok(_) => {
                    done += 1;
                    let again = rest.go(&wanted, &options).unwrap();
                    assert!(again.plan.is_empty(), "{}", again.plan);
                }
                Err(error) => {
                    refused += 1;
                    assert_eq!(error.kind(), ErrorKind::SchemaMismatch, "{error}");
                    assert!(error.to_string().contains("sync changed nothing"), "{error}");
                    assert_eq!(rest.writes(), before, "{error}");
                }
            }
        }
    }
    assert!(done > 20 && refused > 20, "{done} done, {refused} refused");
}

#[test]
#[ignore = "needs a server: WEAVIATE_URL"]
fn the_request_that_a_refusal_names_closes_the_difference() {
    let rest = Rest::open("Index");
    let before = vec![
        FieldDef { tokenization: Some(Tokenization::Word), ..text("both") },
        FieldDef { tokenization: Some(Tokenization::Word), searchable: Some(false), ..text("filtered") },
        FieldDef { searchable: Some(false), ..text("searched") },
        int("ranged"),
        int("dropped"),
        FieldDef { filterable: Some(false), ..int("made") },
    ];
    let after = vec![
        FieldDef { tokenization: Some(Tokenization::Field), ..text("both") },
        FieldDef { tokenization: Some(Tokenization::Field), searchable: Some(false), ..text("filtered") },
        FieldDef { searchable: Some(true), ..text("searched") },
        FieldDef { range: true, ..int("ranged") },
        FieldDef { filterable: Some(false), ..int("dropped") },
        FieldDef { filterable: Some(true), ..int("made") },
    ];
    rest.converges(&[collection("Alpha", before)]);
    let after = [collection("Alpha", after)];
    let plan = rest.see(&after);
    assert_eq!(plan.refused().count(), 6, "{plan}");
    for change in plan.refused() {
        assert_eq!(change.class, ChangeClass::Reindex, "{plan}");
        let mut quoted = change.refused.as_ref().unwrap().split('`').skip(1).step_by(2);
        let (method, path) = quoted.next().unwrap().split_once(' ').unwrap();
        let body = quoted.next().map(|body| serde_json::from_str(body).unwrap());
        rest.ask(method, path, body.as_ref()).unwrap();
    }
    // The server does it in the background, in a moment.
    for _ in 0..100 {
        if rest.see(&after).is_empty() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("{}", rest.see(&after));
}
