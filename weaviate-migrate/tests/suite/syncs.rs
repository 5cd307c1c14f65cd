//! Syncs that run to their end, alone and at once.

use std::time::Duration;

use weaviate_migrate::{Options, Synced, preview, sync};
use weaviate_query::{
    ErrorKind, Names, Result, Version,
    schema::{Class, CollectionDef, DataType, InvertedDef, TypeDef},
};

use crate::{
    defs::{INVERTED, alpha, beta, collection, cosine, described, int, link, of, optional, text},
    memory::Memory,
    world::{Dice, Program, Task, World},
};

/// Two collections in a circle.
pub(crate) fn first() -> Vec<CollectionDef> {
    vec![
        CollectionDef {
            description: Some("The first."),
            ..collection("Alpha", vec![text("title"), link("other", beta), cosine("v")])
        },
        collection("Beta", vec![link("one", alpha), link("me", beta)]),
    ]
}

/// The same later: something new, something described, something set.
pub(crate) fn second() -> Vec<CollectionDef> {
    vec![
        CollectionDef {
            description: Some("The first, later."),
            inverted: InvertedDef { bm25: Some((1.2, 0.0)), ..INVERTED },
            ..collection(
                "Alpha",
                vec![
                    described(text("title"), "The headline."),
                    optional(int("words")),
                    of("tags", TypeDef::scalar(DataType::Text).list()),
                    link("other", beta),
                    link("more", alpha),
                    cosine("v"),
                    cosine("w"),
                ],
            )
        },
        collection("Beta", vec![link("one", alpha), link("me", beta)]),
        collection("Gamma", vec![link("a", alpha), text("t")]),
    ]
}

pub(crate) async fn go(program: &Program<'_>, defs: &[CollectionDef]) -> Result<Synced> {
    let defs: Vec<&CollectionDef> = defs.iter().collect();
    sync(program, &defs, &Names::new(), &Options::default()).await
}

/// A server after a sync to these, with some objects.
pub(crate) fn after(defs: &[CollectionDef]) -> Memory {
    let world = World::default();
    let program = Program::new(&world, 1);
    world.alone(&program, go(&program, defs)).unwrap().unwrap();
    let mut memory = world.memory();
    memory.counts = memory.aliases.values().map(|class| (class.clone(), 7)).collect();
    memory.writes.clear();
    memory
}

pub(crate) fn states(memory: &Memory) -> Vec<String> {
    let mut states: Vec<String> =
        memory.history().iter().map(|object| object["state"].as_str().unwrap().to_owned()).collect();
    states.sort();
    states
}

#[test]
fn everything_is_made_once_and_then_nothing_is_written() {
    let world = World::default();
    let program = Program::new(&world, 1);
    let synced = world.alone(&program, go(&program, &first())).unwrap().unwrap();
    assert_eq!(synced.names.concrete("Alpha"), "Alpha_v1");
    assert!(!synced.names.has_alias("WeaviateSyncLock"));
    let memory = world.memory();
    assert_eq!(
        memory.writes,
        [
            "class WeaviateSync",
            "alias WeaviateSyncLock",
            "class Alpha_v1",
            "class Beta_v1",
            "property Alpha_v1.other",
            "property Beta_v1.one",
            "property Beta_v1.me",
            "alias Alpha",
            "alias Beta",
        ]
    );
    assert!(!memory.aliases.contains_key("WeaviateSyncLock"), "the lock is given back");
    assert_eq!(states(&memory), ["applied"]);

    let again = Program::new(&world, 2);
    let synced = world.alone(&again, go(&again, &first())).unwrap().unwrap();
    assert!(synced.plan.is_empty());
    assert_eq!(synced.names.concrete("Alpha"), "Alpha_v1");
    assert_eq!(world.memory(), memory, "no lock, no history, no write");
    assert_eq!(again.calls(), 3, "version, classes, aliases");
}

#[test]
fn what_is_new_is_added_and_what_is_set_is_set_in_one_write() {
    let world = World::of(after(&first()));
    let program = Program::new(&world, 1);
    world.alone(&program, go(&program, &second())).unwrap().unwrap();
    assert_eq!(
        world.memory().writes,
        [
            "alias WeaviateSyncLock",
            "class Gamma_v1",
            "property Alpha_v1.words",
            "property Alpha_v1.tags",
            "put Alpha_v1",
            "property Alpha_v1.more",
            "property Gamma_v1.a",
            "alias Gamma",
        ]
    );
}

#[test]
fn what_is_refused_is_refused_before_any_write() {
    let memory = after(&first());
    let world = World::of(memory.clone());
    let program = Program::new(&world, 1);
    let mut wanted = second();
    wanted.push(collection("Beta2", vec![]));
    wanted[1] = collection("Beta", vec![link("one", alpha), link("me", alpha)]);
    let error = world.alone(&program, go(&program, &wanted)).unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SchemaMismatch);
    let text = error.to_string();
    for part in [
        "rebuild   Beta_v1   target of the link of `me`",
        "additive  Beta2_v1  create the class `Beta2_v1`",
        "in place  Alpha_v1",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(world.memory(), memory);
}

#[test]
fn a_preview_reads_only() {
    let memory = after(&first());
    let world = World::of(memory.clone());
    let program = Program::new(&world, 1);
    let defs = second();
    let defs: Vec<&CollectionDef> = defs.iter().collect();
    let seen =
        world.alone(&program, preview(&program, &defs, &Names::new(), &Options::default())).unwrap().unwrap();
    assert!(!seen.plan.is_empty() && !seen.plan.is_refused(), "{}", seen.plan);
    assert_eq!(world.memory(), memory);
}

#[test]
fn of_several_at_once_one_applies_and_all_succeed() {
    let expected = {
        let world = World::of(after(&first()));
        let program = Program::new(&world, 1);
        world.alone(&program, go(&program, &second())).unwrap().unwrap();
        world.memory()
    };
    for seed in 0..300 {
        let world = World::of(if seed % 2 == 0 { after(&first()) } else { Memory::default() });
        let programs: Vec<_> = (0..2 + seed % 3).map(|i| Program::new(&world, 100 + seed * 10 + i)).collect();
        let wanted = second();
        let tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> = programs
            .iter()
            .map(|program| (program, Box::pin(go(program, &wanted)) as Task<'_, Result<Synced>>))
            .collect();
        let results = world.run(&mut Dice::new(seed), tasks);
        let plans: Vec<_> = results.into_iter().map(|result| result.unwrap().unwrap().plan).collect();
        assert_eq!(plans.iter().filter(|plan| !plan.is_empty()).count(), 1, "seed {seed}");
        let memory = world.memory();
        assert_eq!(
            states(&memory).iter().filter(|state| *state == "applied").count(),
            1 + (1 - seed as usize % 2)
        );
        assert!(!memory.aliases.contains_key("WeaviateSyncLock"), "seed {seed}");
        assert_eq!(memory.schema().1, expected.schema().1, "seed {seed}");
        let mut writes = memory.writes.clone();
        writes.retain(|write| !write.contains("WeaviateSync"));
        let once: std::collections::BTreeSet<_> = writes.iter().collect();
        assert_eq!(once.len(), writes.len(), "seed {seed}: nothing is done twice: {writes:?}");
    }
}

#[test]
fn somebody_elses_class_of_the_name_is_left_alone() {
    let mut memory = Memory::default();
    memory.create_class(&Class::new("WeaviateSync")).unwrap();
    let world = World::of(memory.clone());
    let program = Program::new(&world, 1);
    let error = world.alone(&program, go(&program, &first())).unwrap().unwrap_err();
    assert!(error.to_string().contains("name prefix"), "{error}");
    assert_eq!(world.memory(), memory);
}

#[test]
fn patience_ends() {
    let mut memory = after(&first());
    memory.aliases.insert("WeaviateSyncLock".into(), "WeaviateSync".into());
    let world = World::of(memory);
    let program = Program::new(&world, 1);
    let wanted = second();
    let defs: Vec<&CollectionDef> = wanted.iter().collect();
    let mut options = Options::default();
    options.patience = Duration::from_secs(20);
    let error = world.alone(&program, sync(&program, &defs, &Names::new(), &options)).unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("`WeaviateSyncLock`"), "{error}");
}

#[test]
fn the_prefix_covers_lock_and_history() {
    let world = World::default();
    let program = Program::new(&world, 1);
    let names = Names::new().with_prefix("T_").unwrap();
    let defs = first();
    let defs: Vec<&CollectionDef> = defs.iter().collect();
    world.alone(&program, sync(&program, &defs, &names, &Options::default())).unwrap().unwrap();
    let memory = world.memory();
    assert!(memory.writes.iter().all(|write| write.contains(" T_")), "{:?}", memory.writes);
    assert!(memory.writes.contains(&"alias T_WeaviateSyncLock".into()));
}

#[test]
fn a_server_without_aliases_is_synced_without_a_lock_and_that_is_said() {
    let world = World::default();
    let program = Program::new(&world, 1).on(Version::new(1, 31));
    world.alone(&program, go(&program, &first())).unwrap().unwrap();
    let memory = world.memory();
    assert!(memory.aliases.is_empty());
    assert!(memory.classes.contains_key("Alpha"));
    assert!(program.said.lock().unwrap().iter().any(|line| line.contains("no aliases and so no lock")));
}
