//! Syncs that are killed at every call, fail at every call, hang, meet others, and lose the lock.

use std::time::Duration;

use weaviate_migrate::{SchemaApi, Synced};
use weaviate_query::{ErrorKind, Result, Version, schema::CollectionDef};

use crate::{
    memory::Memory,
    syncs::{after, first, go, second, states},
    world::{Dice, Fault, Program, Task, World},
};

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
