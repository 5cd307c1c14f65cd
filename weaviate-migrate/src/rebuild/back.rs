//! Back to the classes of before.

use std::time::Duration;

use weaviate_query::{Error, ErrorKind, Names, Result, schema::Class};

use super::{
    machine::revoke,
    record::{Move, Phase, State},
};
use crate::{
    Options,
    objects::ObjectApi,
    sync::{Held, Record, Wait, beside, look},
};

/// What came of a rollback.
///
/// ```
/// use weaviate::sync::{RolledBack, Returned};
///
/// fn say(back: &RolledBack) {
///     for Returned { collection, to, from, written, .. } in &back.collections {
///         println!("`{collection}` is `{to}` again; {written} objects written since are in `{from}`");
///     }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RolledBack {
    /// Each collection that was, or was being, rebuilt.
    pub collections: Vec<Returned>,
    /// The names as they are now.
    pub names: Names,
}

/// One collection of a rollback.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Returned {
    /// What the program calls it.
    pub collection: String,
    /// The class that is in use again.
    pub to: String,
    /// The class that was given up.
    pub from: String,
    /// Whether that class is kept. One that was never in use is removed: all that is in it is in the other one as well.
    pub kept: bool,
    /// How many objects were written after the new class came into use: they are in [`from`](Self::from) and not in
    /// [`to`](Self::to). What was deleted meanwhile is there again.
    pub written: u64,
}

/// Brings the classes back that the last rebuild replaced, or was about to replace.
///
/// # Errors
///
/// `NotFound` if there was no rebuild, or its old classes are gone; `Timeout` if another process holds the lock; else
/// what a request failed with, and then the same call goes on.
pub async fn rollback<A: ObjectApi>(api: &A, names: &Names, options: &Options) -> Result<RolledBack> {
    let mut wait = Wait::new(names, api.now());
    loop {
        let looked = look(api, &[], names, options).await?;
        let store = looked.store.as_ref().map(Class::name);
        let state = match store {
            Some(store) => State::read(api, store).await?,
            None => None,
        };
        if state.is_none_or(|state| state.phase == Phase::Back) {
            return Err(Error::new(
                ErrorKind::NotFound,
                "no rebuild was made here, so there is nothing to go back to",
            ));
        }
        let Some(held) = wait.try_take(api, &looked, options).await? else {
            wait.pause(api, options).await?;
            continue;
        };
        let done = async {
            match State::read(api, held.store()).await? {
                Some(state) => finish(api, &held, names, state).await,
                None => Err(Error::new(ErrorKind::NotFound, "the record of the rebuild is gone")),
            }
        };
        let done = beside(done, held.stay_alive(options)).await;
        held.release().await;
        return done;
    }
}

/// How long a write may go on that was let in before its class was closed.
const SETTLE: Duration = Duration::from_millis(100);

/// Goes back under the lock, from wherever the rebuild is.
pub(crate) async fn finish<A: ObjectApi>(
    api: &A,
    held: &Held<'_, A>,
    names: &Names,
    mut state: State,
) -> Result<RolledBack> {
    revoke(api, &state, None).await?;
    for by in &state.moves {
        if api.class(&by.from).await?.is_none() {
            let message = format!("the class `{}` is gone, so `{}` cannot go back to it", by.from, by.alias);
            return Err(Error::new(ErrorKind::NotFound, message));
        }
    }
    let in_use = |aliases: &[(String, String)], by: &Move| {
        aliases.iter().any(|(alias, class)| *alias == by.alias && *class == by.to)
    };
    let aliases = api.aliases().await?;
    let was_used = state.phase >= Phase::Switching;
    let mut collections = Vec::new();
    if was_used {
        state.phase = Phase::Returning;
        state.write(api, held.store(), held.holder()).await?;
        for by in &state.moves {
            read_only(api, &by.to, true).await?;
        }
        api.sleep(SETTLE).await;
    }
    for by in &state.moves {
        let written = if was_used { written(api, &by.to, state.switched).await? } else { 0 };
        if in_use(&aliases, by) {
            api.update_alias(&by.alias, &by.from).await?;
        }
        collections.push(Returned {
            collection: by.collection.clone(),
            to: by.from.clone(),
            from: by.to.clone(),
            kept: was_used,
            written,
        });
    }
    for by in &state.moves {
        read_only(api, &by.from, false).await?;
        if api.class(&by.to).await?.is_none() {
            continue;
        }
        if was_used { read_only(api, &by.to, false).await? } else { api.drop_class(&by.to).await? }
    }
    state.phase = Phase::Back;
    state.write(api, held.store(), held.holder()).await?;
    let told = collections.iter().map(|back| {
        let since = match back.written {
            0 => String::new(),
            1 => ", which has 1 object written since".to_owned(),
            some => format!(", which has {some} objects written since"),
        };
        (back.collection.clone(), format!("back to the class `{}` from `{}`{since}", back.to, back.from))
    });
    Record::done(api, held, "rolled back", told).await;
    let mut names = names.clone();
    names.clear_aliases();
    for (alias, class) in api.aliases().await? {
        names.set_alias(alias, class);
    }
    Ok(RolledBack { collections, names })
}

/// Closes a class, or opens it; of one with tenants those that are active.
async fn read_only<A: ObjectApi>(api: &A, class: &str, on: bool) -> Result<()> {
    let Some(found) = api.class(class).await? else { return Ok(()) };
    if !found.is_multi_tenant() {
        return api.set_read_only(class, None, on).await;
    }
    for (tenant, _) in api.tenants(class).await?.into_iter().filter(|(_, active)| *active) {
        api.set_read_only(class, Some(&tenant), on).await?;
    }
    Ok(())
}

/// How many objects were written since a time of the server.
async fn written<A: ObjectApi>(api: &A, class: &str, since: i64) -> Result<u64> {
    let Some(found) = api.class(class).await? else { return Ok(0) };
    let by_index = found.at(&["invertedIndexConfig", "indexTimestamps"]) == Some(&true.into());
    if !found.is_multi_tenant() {
        return Ok(super::follow::ids(api, class, None, since, by_index).await?.len() as u64);
    }
    let mut sum = 0;
    for (tenant, _) in api.tenants(class).await?.into_iter().filter(|(_, active)| *active) {
        sum += super::follow::ids(api, class, Some(&tenant), since, by_index).await?.len() as u64;
    }
    Ok(sum)
}
