//! Rebuilds a class beside the old one, while programs read and write, and lets it take the old one's place.
//!
//! A server fixes much of a class when it makes it. What differs there takes another class: `Article_v2` beside
//! `Article_v1`, filled from it, and then the alias `Article` stands for the new one.
//!
//! **No write is lost**, and that rests on four things:
//!
//! 1. Nobody but the process that holds the lock writes to the new class before it is in use, so nothing in it can be
//!    newer than what is copied. Writes are not doubled: two writes are not one, and a copy that comes late would lie
//!    over a newer write; a server has nothing to tell the two apart.
//! 2. What was written meanwhile is found by the time of its last write, by whatever program.
//! 3. For the last look the old classes take no writes. The client's layer waits for that moment with its write and
//!    sends it again, by the alias, and so to the new class.
//! 4. Objects are copied by an alias of the process' own, which who takes the lock over removes first: a request of a
//!    process that does not know yet that it lost the lock finds no class.
//!
//! Every phase is written down before it is begun, and may be done again from its beginning.

pub(crate) mod back;
mod close;
pub(crate) mod closing;
mod convert;
mod copy;
pub(crate) mod dead;
pub(crate) mod export;
mod follow;
pub(crate) mod group;
mod links;
mod machine;
mod mapping;
pub(crate) mod record;
mod shape;
pub(crate) mod time;
pub(crate) mod under_way;

use weaviate_query::{Names, Result, schema::CollectionDef};

use self::{
    group::parts,
    machine::Machine,
    record::{Move, Phase, State},
};
use crate::{
    Options, Plan, Step, Synced,
    objects::ObjectApi,
    sync::{Held, Looked, OnDrift, Record, Wait, beside, gate, look, refuse, sync},
};

/// [`sync`], and what it takes another class for as well, as far as [`Options::rebuild`] allows it.
///
/// A rebuild that another process began is ended first.
///
/// # Errors
///
/// What [`sync`] fails with, and what a function of the user's says of a value. After any of them the old classes are
/// in use, or the new ones, and the same call goes on where this one was.
pub async fn sync_all<A: ObjectApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
) -> Result<Synced> {
    let mut wait = Wait::new(names, api.now());
    let mut done: Option<Plan> = None;
    loop {
        let looked = look(api, wanted, names, options).await?;
        if options.drift == OnDrift::Refuse {
            return gate(looked);
        }
        let open = open(api, &looked).await?;
        if open.is_none() && !rebuilds(&looked.plan) {
            let rest = sync(api, wanted, names, options).await?;
            return Ok(Synced { plan: done.unwrap_or(rest.plan), names: rest.names });
        }
        if open.is_none() {
            refuse(&looked.plan)?;
        }
        let Some(held) = wait.try_take(api, &looked, options).await? else {
            wait.pause(api, options).await?;
            continue;
        };
        let result = locked(api, wanted, names, options, &held).await;
        let is_ours = held.is_ours().await.unwrap_or(true);
        held.release().await;
        match result {
            Ok(plan) => done = done.or(plan),
            // Its requests fail because another process took the lock over, which goes on.
            Err(_) if !is_ours => api.warn("another process took the rebuild over; waiting for that one"),
            Err(error) => return Err(error),
        }
    }
}

/// The rebuild that is under way, if one is.
async fn open<A: ObjectApi>(api: &A, looked: &Looked) -> Result<Option<State>> {
    let Some(store) = &looked.store else { return Ok(None) };
    Ok(State::read(api, store.name()).await?.filter(State::is_open))
}

fn rebuilds(plan: &Plan) -> bool {
    plan.steps().iter().any(|step| matches!(step, Step::Rebuild { .. }))
}

/// One rebuild under the lock, from wherever it is; gives the plan if it was begun here.
async fn locked<A: ObjectApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
    held: &Held<'_, A>,
) -> Result<Option<Plan>> {
    let looked = look(api, wanted, names, options).await?;
    let (state, plan) = match open(api, &looked).await? {
        Some(state) if state.phase == Phase::Returning => {
            back::finish(api, held, names, state).await?;
            return Ok(None);
        }
        Some(state) => (state, None),
        None if rebuilds(&looked.plan) => {
            refuse(&looked.plan)?;
            let moves = looked.plan.steps().iter().filter_map(|step| match step {
                Step::Rebuild { collection, alias, from, to } => Some(Move {
                    collection: collection.clone(),
                    alias: alias.clone(),
                    from: from.clone(),
                    to: to.clone(),
                }),
                _ => None,
            });
            let before = State::read(api, held.store()).await?;
            let moves = links::in_order(moves.collect(), &looked.actual);
            (State::new(moves, options.keep, before.as_ref()), Some(looked.plan.clone()))
        }
        None => return Ok(None),
    };
    let parts = parts(&state.moves, wanted, &looked.actual, &looked.names, options.keep_undeclared)?;
    let in_doubt = state.phase > Phase::Making;
    let mut machine = Machine { api, held, options, parts, state, in_doubt };
    let record = match &plan {
        Some(plan) => Some(Record::begin(api, held, plan).await),
        None => None,
    };
    let done = beside(machine.run(), held.stay_alive(options)).await;
    if let Some(record) = record {
        match &done {
            Ok(()) => record.end(api, held, "applied", "").await,
            Err(error) => record.end(api, held, "failed", &error.to_string()).await,
        }
    }
    done.map(|()| plan)
}
