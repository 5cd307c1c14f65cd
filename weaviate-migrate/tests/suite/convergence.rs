//! Whatever is wanted of whatever is there: either it is refused and nothing is written, or it is done and then
//! there is nothing left to do.

use proptest::{collection::vec, option, prelude::*, sample::select};
use weaviate_migrate::{Options, preview, sync};
use weaviate_query::{
    ErrorKind, Names,
    schema::{
        CollectionDef, DataType, Distance, FieldDef, InvertedDef, MultiTenancyDef, Role, StopwordsDef,
        Tokenization, TypeDef, index,
    },
};

use crate::{
    defs::{INVERTED, alpha, beta, collection, gamma, link, of, vector},
    memory::Memory,
    world::{Program, World},
};

fn field() -> impl Strategy<Value = FieldDef> {
    let names = select(vec!["a", "b", "c", "d"]);
    let types = select(vec![DataType::Text, DataType::Int, DataType::Date]);
    let property = (names, types, any::<[bool; 3]>(), option::of(select(vec!["x", "y"])), 0..4u8).prop_map(
        |(name, data_type, [optional, many, default], description, index)| {
            let of_type = TypeDef { optional, many, ..TypeDef::scalar(data_type) };
            let is_text = data_type == DataType::Text;
            FieldDef {
                description,
                default,
                tokenization: (is_text && index == 1).then_some(Tokenization::Field),
                range: !is_text && !many && index == 2,
                filterable: (index == 3).then_some(false),
                ..of(name, of_type)
            }
        },
    );
    let links = (select(vec!["l", "m"]), select(vec![alpha as fn() -> _, beta, gamma]))
        .prop_map(|(name, target)| link(name, target));
    let index = (select(vec!["v", "w"]), option::of(1..3i64), any::<bool>()).prop_map(|(name, ef, dot)| {
        let index = ef.map_or(index::hnsw(), |ef| index::hnsw().ef(ef)).settings();
        vector(name, if dot { Distance::Dot } else { Distance::Cosine }, index)
    });
    prop_oneof![4 => property, 1 => links, 1 => index]
}

fn inverted() -> impl Strategy<Value = InvertedDef> {
    let bm25 = option::of(select(vec![(1.2, 0.75), (0.0, 0.0), (1.1, 0.0)]));
    let words = select::<&'static [&'static str]>(vec![&[][..], &["the", "foo"], &["bar"]]);
    let stopwords = option::of((words, select(vec![None, Some("none"), Some("en")])));
    (any::<bool>(), bm25, stopwords).prop_map(|(null_state, bm25, stopwords)| InvertedDef {
        null_state,
        bm25,
        stopwords: stopwords.map(|(additions, preset)| StopwordsDef { preset, additions, removals: &["is"] }),
        ..INVERTED
    })
}

fn one(name: &'static str) -> impl Strategy<Value = CollectionDef> {
    let tenancy = option::weighted(
        0.2,
        any::<bool>().prop_map(|auto_create| MultiTenancyDef { auto_create, auto_activate: false }),
    );
    let description = option::of(select(vec!["one", "two"]));
    (vec(field(), 0..6), inverted(), tenancy, description, any::<bool>()).prop_map(
        move |(mut fields, inverted, multi_tenancy, description, versioned)| {
            let mut names = std::collections::BTreeSet::new();
            fields.retain(|field| names.insert(field.name) || field.role == Role::Id);
            CollectionDef { inverted, multi_tenancy, description, versioned, ..collection(name, fields) }
        },
    )
}

pub(crate) fn all() -> impl Strategy<Value = Vec<CollectionDef>> {
    (one("Alpha"), one("Beta"), one("Gamma"), 1..4usize).prop_map(|(a, b, c, n)| {
        let mut all = vec![a, b, c];
        all.truncate(n);
        all
    })
}

/// Syncs, and checks what must be so whatever comes of it.
fn go(world: &World, wanted: &[CollectionDef], keep: bool) -> bool {
    let defs: Vec<&CollectionDef> = wanted.iter().collect();
    let mut options = Options::default();
    options.keep_undeclared = keep;
    let before = world.memory();
    let program = Program::new(world, 1);
    let seen = world.alone(&program, preview(&program, &defs, &Names::new(), &options)).unwrap().unwrap();
    assert_eq!(world.memory(), before, "a preview writes nothing");
    assert!(
        seen.plan.is_empty() == (seen.plan.steps().is_empty() && !seen.plan.is_refused()),
        "{}",
        seen.plan
    );
    match world.alone(&program, sync(&program, &defs, &Names::new(), &options)).unwrap() {
        Err(error) => {
            assert!(seen.plan.is_refused(), "{error}\n{}", seen.plan);
            assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
            assert_eq!(world.memory(), before, "nothing is written if something is refused");
            false
        }
        Ok(synced) => {
            assert_eq!(synced.plan, seen.plan);
            let done = world.memory();
            assert_eq!(done == before, synced.plan.is_empty());
            let again =
                world.alone(&program, sync(&program, &defs, &Names::new(), &options)).unwrap().unwrap();
            assert!(again.plan.is_empty(), "{}", again.plan);
            assert_eq!(world.memory(), done, "the second writes nothing");
            true
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn done_is_done(first in all(), then in vec((all(), any::<bool>()), 1..4), objects in any::<bool>()) {
        let world = World::of(Memory::default());
        go(&world, &first, false);
        if objects {
            let mut memory = world.memory.lock().unwrap();
            memory.counts = memory.classes.keys().map(|class| (class.clone(), 3)).collect();
        }
        for (wanted, keep) in then {
            go(&world, &wanted, keep);
        }
    }
}
