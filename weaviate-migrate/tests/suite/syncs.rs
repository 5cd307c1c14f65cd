//! Syncs that run to their end, at once, against faults, and killed at every call.

use std::time::Duration;

use weaviate_migrate::{Options, SchemaApi, Synced, preview, sync};
use weaviate_query::{
    ErrorKind, Names, Result, Version,
    schema::{Class, CollectionDef, DataType, InvertedDef, TypeDef},
};

use crate::{
    defs::{INVERTED, alpha, beta, collection, cosine, described, int, link, of, optional, text},
    memory::Memory,
    world::{Dice, Fault, Program, Task, World},
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

async fn go(program: &Program<'_>, defs: &[CollectionDef]) -> Result<Synced> {
    let defs: Vec<&CollectionDef> = defs.iter().collect();
    sync(program, &defs, &Names::new(), &Options::default()).await
}

/// A server after a sync to these, with some objects.
fn after(defs: &[CollectionDef]) -> Memory {
    let world = World::default();
    let program = Program::new(&world, 1);
    world.alone(&program, go(&program, defs)).unwrap().unwrap();
    let mut memory = world.memory();
    memory.counts = memory.aliases.values().map(|class| (class.clone(), 7)).collect();
    memory.writes.clear();
    memory
}

fn states(memory: &Memory) -> Vec<String> {
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
        "K3  Beta_v1   target of the link of `me`",
        "K1  Beta2_v1  create the class `Beta2_v1`",
        "K0  Alpha_v1",
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

/// The calls of an undisturbed sync from `start` to `second()`, and what is there then.
fn undisturbed(start: &Memory) -> (u64, Memory) {
    let world = World::of(start.clone());
    let program = Program::new(&world, 1);
    world.alone(&program, go(&program, &second())).unwrap().unwrap();
    (program.calls(), world.memory())
}

#[test]
fn killed_at_any_call_the_next_one_goes_on() {
    for start in [Memory::default(), after(&first())] {
        let (calls, expected) = undisturbed(&start);
        assert!(calls > 30);
        for (call, fault) in (0..calls).flat_map(|call| [(call, Fault::DiesBefore), (call, Fault::DiesAfter)])
        {
            let world = World::of(start.clone());
            let killed = Program::new(&world, 1).with_fault(call, fault);
            assert!(world.alone(&killed, go(&killed, &second())).is_none());
            let next = Program::new(&world, 2);
            let died = world.now();
            world.alone(&next, go(&next, &second())).unwrap().unwrap();
            let memory = world.memory();
            assert_eq!(memory.schema(), expected.schema(), "{fault:?} at {call}");
            let waited = world.now().saturating_sub(died);
            assert!(waited < Duration::from_secs(65), "{fault:?} at {call}: it waits for the dead once");
        }
    }
}

#[test]
fn one_that_dies_among_rivals_is_replaced_by_one_of_them() {
    let start = after(&first());
    let (calls, expected) = undisturbed(&start);
    for (call, fault) in (0..calls).flat_map(|call| [(call, Fault::DiesBefore), (call, Fault::DiesAfter)]) {
        let world = World::of(start.clone());
        let dying = Program::new(&world, 100 + call).with_fault(call, fault);
        let rivals = [Program::new(&world, 1000 + call), Program::new(&world, 2000 + call)];
        let wanted = second();
        let mut tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> =
            vec![(&dying, Box::pin(go(&dying, &wanted)))];
        for rival in &rivals {
            tasks.push((rival, Box::pin(go(rival, &wanted))));
        }
        let results = world.run(&mut Dice::new(call), tasks);
        for result in results.into_iter().skip(1) {
            result.unwrap().unwrap();
        }
        assert_eq!(world.memory().schema(), expected.schema(), "{fault:?} at {call}");
    }
}

#[test]
fn whatever_fails_the_next_one_goes_on() {
    let start = after(&first());
    let (calls, expected) = undisturbed(&start);
    for kind in [ErrorKind::Timeout, ErrorKind::Rejected] {
        let faults = [Fault::FailsBefore(kind), Fault::FailsAfter(kind)];
        for (call, fault) in (0..calls).flat_map(|call| faults.map(|fault| (call, fault))) {
            let world = World::of(start.clone());
            let failing = Program::new(&world, 1).with_fault(call, fault);
            if let Err(error) = world.alone(&failing, go(&failing, &second())).unwrap() {
                assert_eq!(error.kind(), kind, "{error}");
                let next = Program::new(&world, 2);
                world.alone(&next, go(&next, &second())).unwrap().unwrap();
            }
            assert_eq!(world.memory().schema(), expected.schema(), "{fault:?} at {call}");
        }
    }
}

/// The number of the call that has this effect.
fn call_that_writes(start: &Memory, defs: &[CollectionDef], write: &str) -> u64 {
    let last_write = |call| {
        let world = World::of(start.clone());
        let program = Program::new(&world, 1).with_fault(call, Fault::DiesAfter);
        world.alone(&program, go(&program, defs));
        world.memory().writes.pop()
    };
    (0..100).find(|&call| last_write(call).as_deref() == Some(write)).unwrap()
}

#[test]
fn a_step_whose_answer_is_lost_is_looked_for_and_not_repeated() {
    let start = after(&first());
    let world = World::of(start);
    let number = call_that_writes(&after(&first()), &second(), "class Gamma_v1");
    let program = Program::new(&world, 1).with_fault(number, Fault::FailsAfter(ErrorKind::Timeout));
    world.alone(&program, go(&program, &second())).unwrap().unwrap();
    let said = program.said.lock().unwrap();
    assert!(
        said.iter().any(|line| line.contains("create the class `Gamma_v1`: the test lets it fail; looking")),
        "{said:?}"
    );
    assert_eq!(
        said.iter().filter(|line| line.ends_with("create the class `Gamma_v1`")).count(),
        1,
        "{said:?}"
    );
}

#[test]
fn one_that_is_slow_anywhere_ends_well() {
    for call in 0..40 {
        let world = World::default();
        let slow = Program::new(&world, 1).with_fault(call, Fault::Hangs(Duration::from_secs(200)));
        let other = Program::new(&world, 2);
        let wanted = first();
        let tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> =
            vec![(&slow, Box::pin(go(&slow, &wanted))), (&other, Box::pin(go(&other, &wanted)))];
        let results = world.run(&mut Dice::new(call), tasks);
        let plans = results.into_iter().map(|result| result.unwrap().unwrap().plan);
        assert_eq!(plans.filter(|plan| !plan.is_empty()).count(), 1, "call {call}: who lost the lock stops");
        let memory = world.memory();
        assert_eq!(states(&memory).iter().filter(|state| *state == "applied").count(), 1, "call {call}");
        assert_eq!(memory.schema(), after(&first()).schema(), "call {call}");
        assert!(!memory.aliases.contains_key("WeaviateSyncLock"), "call {call}");
    }
}

#[test]
fn while_a_step_takes_long_the_lock_stays() {
    for write in ["class Beta_v1", "property Beta_v1.me", "alias Beta"] {
        let call = call_that_writes(&Memory::default(), &first(), write);
        let world = World::default();
        let slow = Program::new(&world, 1).with_fault(call, Fault::Hangs(Duration::from_secs(200)));
        let other = Program::new(&world, 2);
        let wanted = first();
        let later = async {
            other.sleep(Duration::from_secs(20)).await;
            go(&other, &wanted).await
        };
        let tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> =
            vec![(&slow, Box::pin(go(&slow, &wanted))), (&other, Box::pin(later))];
        let results = world.run(&mut Dice::new(1), tasks);
        let applied: Vec<bool> =
            results.into_iter().map(|result| !result.unwrap().unwrap().plan.is_empty()).collect();
        assert_eq!(applied, [true, false], "{write}");
        let said = other.said.lock().unwrap();
        assert_eq!(*said, ["waiting for another sync, which holds the lock `WeaviateSyncLock`"], "{write}");
    }
}

#[test]
fn settings_that_are_there_already_are_not_written() {
    let start = after(&first());
    let put = call_that_writes(&start, &second(), "put Alpha_v1");
    let program_that_meets = |call| {
        let world = World::of(after(&first()));
        let program = Program::new(&world, 1).with_fault(
            call,
            Fault::Meets(|memory| {
                let (_, done) = undisturbed(&after(&first()));
                memory.classes.insert("Alpha_v1".into(), done.classes["Alpha_v1"].clone());
            }),
        );
        world.alone(&program, go(&program, &second())).unwrap().unwrap();
        world.memory().writes
    };
    // The read before the write, or the whole step.
    for call in [put - 1, put - 2] {
        let writes = program_that_meets(call);
        assert!(
            !writes.contains(&"put Alpha_v1".into()) && writes.contains(&"alias Gamma".into()),
            "{writes:?}"
        );
    }
}

#[test]
fn who_lost_the_lock_does_not_give_it_away() {
    let slow_call = call_that_writes(&Memory::default(), &first(), "class Alpha_v1") - 1;
    let run = |fault: Option<u64>| {
        let world = World::default();
        let slow = Program::new(&world, 1).with_fault(slow_call, Fault::Hangs(Duration::from_secs(100)));
        let mut heir = Program::new(&world, 2);
        if let Some(call) = fault {
            heir = heir.with_fault(call, Fault::Hangs(Duration::from_secs(200)));
        }
        let third = Program::new(&world, 3);
        let wanted = first();
        let after = |program, seconds| {
            let wanted = &wanted;
            async move {
                Program::sleep(program, Duration::from_secs(seconds)).await;
                go(program, wanted).await
            }
        };
        let tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> = vec![
            (&slow, Box::pin(go(&slow, &wanted))),
            (&heir, Box::pin(after(&heir, 10))),
            (&third, Box::pin(after(&third, 150))),
        ];
        for result in world.run(&mut Dice::new(1), tasks) {
            result.unwrap().unwrap();
        }
        let (heir, third) = (heir.wrote.lock().unwrap().clone(), third.said.lock().unwrap().clone());
        (heir, third)
    };
    let (wrote, _) = run(None);
    let (call, _) = wrote.iter().find(|(_, write)| write == "class Alpha_v1").unwrap();
    let (_, third) = run(Some(*call));
    assert_eq!(third, ["waiting for another sync, which holds the lock `WeaviateSyncLock`"]);
}

#[test]
fn steps_that_meet_do_no_harm() {
    for seed in 0..100 {
        let world = World::default();
        // Without aliases there is no lock, so they meet.
        let programs = [1, 2, 3].map(|i| Program::new(&world, 10 * seed + i).on(Version::new(1, 31)));
        let wanted = first();
        let tasks: Vec<(&Program<'_>, Task<'_, Result<Synced>>)> =
            programs.iter().map(|program| (program, Box::pin(go(program, &wanted)) as Task<'_, _>)).collect();
        for result in world.run(&mut Dice::new(seed), tasks) {
            result.unwrap().unwrap();
        }
        let made: Vec<String> = world.memory().classes.into_keys().collect();
        assert_eq!(made, ["Alpha", "Beta", "WeaviateSync"], "seed {seed}");
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
