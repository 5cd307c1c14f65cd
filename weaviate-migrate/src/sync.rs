//! Brings a server to what the structs say: look, lock, look again, do it, look whether it is done.
//!
//! `look` is the only place that reads for a plan, `lock` sees to it that one sync at a time writes, `apply` takes
//! the steps, `history` keeps what was done. A step may be taken twice without harm, so nothing depends on the lock
//! for being right, and a sync that is killed leaves nothing to clean up.

mod apply;
mod beside;
mod history;
mod lock;
mod look;
mod options;
mod store;

use std::time::Duration;

use weaviate_query::{Error, ErrorKind, Names, Result, schema::CollectionDef};

pub(crate) use self::{
    beside::{beside, both},
    history::Record,
    lock::{Held, Wait},
    look::{Looked, look},
};
use crate::{DriftLevel, Plan, SchemaApi};

pub use options::{OnDrift, Options};

/// What came of a sync.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// let synced = client.sync::<(Note,)>().await?;
/// assert_eq!(synced.plan.changes().len(), 1);
/// assert!(synced.names.has_alias("Note"));
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Synced {
    /// What was done; empty if there was nothing to do, or another sync did it meanwhile.
    pub plan: Plan,
    /// The names given, with the aliases that the server has now.
    pub names: Names,
}

/// The plan for a server, made with reads only.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// let plan = client.plan::<(Note,)>().await?; // it asks here
/// assert!(!plan.is_empty());
/// assert!(client.collections().await?.is_empty());
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// What the reads fail with: `Unavailable`, `Timeout`, `Unauthenticated`, `PermissionDenied`. Nothing was written.
pub async fn preview<A: SchemaApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
) -> Result<Synced> {
    let looked = look(api, wanted, names, options).await?;
    Ok(Synced { plan: looked.plan, names: looked.names })
}

/// Makes what is missing on a server and changes what can be changed in place.
///
/// It looks first, with reads only; if nothing differs it takes no lock and writes nothing. It may be dropped or
/// killed at any point: the next one goes on where it was.
///
/// Then it takes the lock, looks again, takes the steps, and looks whether nothing differs any more. What was done
/// stands in the history, objects of the class `WeaviateSync`.
///
/// ```
/// # use weaviate::{Collection, local::{Engine, EngineExt as _}};
/// # #[derive(Collection)] struct Note { text: String }
/// # #[tokio::main] async fn main() -> weaviate::Result<()> {
/// # let client = Engine::in_memory().client().await?;
/// client.sync::<(Note,)>().await?; // it asks here
/// assert!(client.plan::<(Note,)>().await?.is_empty());
/// # Ok(()) }
/// ```
///
/// # Errors
///
/// `SchemaMismatch` with the whole plan, before anything is written, if some of it is not for sync to do;
/// `Timeout` if another sync holds the lock for longer than [`Options::patience`]; `Config` if the class for lock and
/// history is somebody else's; else what a request failed with. Then some steps may be done, and the same call does
/// the others.
pub async fn sync<A: SchemaApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
) -> Result<Synced> {
    let mut wait = Wait::new(names, api.now());
    loop {
        let looked = look(api, wanted, names, options).await?;
        if options.drift == OnDrift::Refuse {
            return gate(looked);
        }
        if looked.plan.is_empty() {
            return Ok(Synced { plan: looked.plan, names: looked.names });
        }
        refuse(&looked.plan)?;
        let Some(held) = wait.try_take(api, &looked, options).await? else {
            wait.pause(api, options).await?;
            continue;
        };
        let done = locked(api, wanted, names, options, &held).await;
        held.release().await;
        if let Some(synced) = done? {
            return Ok(synced);
        }
        api.warn(
            "another sync took the lock over, because this one gave no sign of life; waiting for that one",
        );
    }
}

/// Lets a server through that does to a program what its structs say.
pub(crate) fn gate(looked: Looked) -> Result<Synced> {
    let drift = looked.plan.drift();
    let bad: Vec<String> = drift
        .iter()
        .filter(|drift| drift.level > DriftLevel::Compatible)
        .map(|drift| {
            let level = if drift.level == DriftLevel::Breaking { "breaking" } else { "degraded" };
            format!("{level}  {}: {}", drift.on, drift.what)
        })
        .collect();
    if bad.is_empty() {
        return Ok(Synced { plan: looked.plan, names: looked.names });
    }
    Err(Error::new(
        ErrorKind::SchemaMismatch,
        format!(
            "the server's schema is not what the structs say, and this program does not change it (`OnDrift::Refuse`): \
             sync with another one\n{}",
            bad.join("\n")
        ),
    ))
}

/// What is done under the lock; `None` if the lock was lost.
async fn locked<A: SchemaApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
    held: &Held<'_, A>,
) -> Result<Option<Synced>> {
    let looked = look(api, wanted, names, options).await?;
    if looked.plan.is_empty() {
        return Ok(Some(Synced { plan: looked.plan, names: looked.names }));
    }
    refuse(&looked.plan)?;
    let plan = looked.plan.clone();
    let record = Record::begin(api, held, &plan).await;
    let done = carry_out(api, wanted, names, options, held, looked).await;
    match &done {
        Ok(Some(_)) => record.end(api, held, "applied", "").await,
        // Who took the lock over writes what came of it.
        Ok(None) => {}
        Err(error) => record.end(api, held, "failed", &error.to_string()).await,
    }
    Ok(done?.map(|names| Synced { plan, names }))
}

/// Takes the steps and looks whether they had their effect; gives the names as they are then.
async fn carry_out<A: SchemaApi>(
    api: &A,
    wanted: &[&CollectionDef],
    names: &Names,
    options: &Options,
    held: &Held<'_, A>,
    mut looked: Looked,
) -> Result<Option<Names>> {
    let mut tries = 0;
    loop {
        match apply::steps(api, &looked.plan, held, options).await {
            Ok(true) => break,
            Ok(false) => return Ok(None),
            // Whether it was done is not known. Looking again tells; a step is never sent a second time blindly.
            Err(error) if error.is_retryable() && tries < 3 => {
                tries += 1;
                api.warn(&format!("{error}; looking what of it was done, and going on"));
                let wait = error.retry_after().unwrap_or(Duration::from_secs(1 << tries));
                api.sleep(wait).await;
                looked = look(api, wanted, names, options).await?;
                refuse(&looked.plan)?;
            }
            Err(error) => return Err(error),
        }
    }
    let after = look(api, wanted, names, options).await?;
    if after.plan.is_empty() {
        return Ok(Some(after.names));
    }
    Err(Error::new(
        ErrorKind::SchemaMismatch,
        format!("the server took every step, and this still differs:\n{}", after.plan),
    ))
}

/// Fails with the whole plan if some of it is for a person to do.
pub(crate) fn refuse(plan: &Plan) -> Result<()> {
    if plan.is_refused() {
        return Err(Error::new(
            ErrorKind::SchemaMismatch,
            format!("the server's schema is not what the structs say, and sync changed nothing\n{plan}"),
        ));
    }
    Ok(())
}
