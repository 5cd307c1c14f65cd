//! One sync at a time: the lock is an alias, because of any number that make one alias exactly one succeeds.
//!
//! The server has no clock for it, so the holder writes a counter, and who waits takes over when the counter has
//! stood still for long enough by the waiter's own clock. Nothing depends on the lock for being right, as every
//! step may be taken twice; it keeps replicas out of each other's way.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

use serde_json::{Value, json};
use weaviate_query::{Error, ErrorKind, Names, Result, schema::Class};

use super::{look::Looked, options::Options, store};
use crate::{
    api::{SchemaApi, there_already},
    plan::has_aliases,
};

/// The object that shows that the holder is alive.
const SIGN_OF_LIFE: &str = "5f6b2c1e-7d5a-4c3e-9b1f-6c6f636b0001";
/// How long one that took over waits to see whether another did so too.
const SETTLE: Duration = Duration::from_secs(1);
/// How often a waiter looks, and as much again by chance.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Waiting for the lock.
pub(crate) struct Wait {
    store: String,
    alias: String,
    began: Duration,
    /// The last sign of life, and when it was first seen.
    seen: Option<(Option<Value>, Duration)>,
}

impl Wait {
    /// For the collections of these names; `now` is when the waiting begins.
    pub(crate) fn new(names: &Names, now: Duration) -> Self {
        Self { store: store::class(names), alias: store::lock(names), began: now, seen: None }
    }

    /// Takes the lock if it is free or its holder is dead.
    pub(crate) async fn try_take<'a, A: SchemaApi>(
        &mut self,
        api: &'a A,
        looked: &Looked,
        options: &Options,
    ) -> Result<Option<Held<'a, A>>> {
        self.see_to_store(api, looked.store.as_ref()).await?;
        let mut held = Held {
            api,
            store: self.store.clone(),
            alias: Some(self.alias.clone()),
            holder: format!("{:016x}", api.random()),
            beats: AtomicU64::new(0),
        };
        if !has_aliases(looked.version) {
            api.warn("this server has no aliases and so no lock: see to it that one program at a time syncs");
            held.alias = None;
            return Ok(Some(held));
        }
        if !looked.is_locked {
            match api.create_alias(&self.alias, &self.store).await {
                Ok(()) => {
                    if let Err(error) = held.beat().await {
                        // Without a sign of life nobody else has the alias: it is ours to remove.
                        let _ = api.delete_alias(&self.alias).await;
                        return Err(error.context("writing that the lock is held"));
                    }
                    return Ok(Some(held));
                }
                Err(error) if error.is_already_exists() => {}
                Err(error) => return Err(error.context(format!("taking the lock `{}`", self.alias))),
            }
        }
        if !self.is_dead(api, options).await? {
            return Ok(None);
        }
        let message = format!(
            "the holder of the lock `{}` gave no sign of life for {} s: taking it over",
            self.alias,
            options.takeover.as_secs()
        );
        api.warn(&message);
        self.seen = None;
        held.beat().await?;
        api.sleep(SETTLE).await;
        Ok(held.is_ours().await?.then_some(held))
    }

    /// Makes the class of lock and history, or makes sure that what has its name is it.
    async fn see_to_store<A: SchemaApi>(&self, api: &A, there: Option<&Class>) -> Result<()> {
        let store = &self.store;
        let wanted = store::definition(store);
        let Some(there) = there else {
            return there_already(api.create_class(&wanted).await).map_err(|error| {
                error.context(format!("creating the class `{store}` for lock and history"))
            });
        };
        if wanted.properties().all(|property| there.property(property.name()).is_some()) {
            return Ok(());
        }
        Err(Error::new(
            ErrorKind::Config,
            format!(
                "the class `{store}` is not the one that sync keeps its lock and history in: \
                 rename that collection, or give this client a name prefix"
            ),
        ))
    }

    /// Whether the sign of life has stood still for long enough.
    async fn is_dead<A: SchemaApi>(&mut self, api: &A, options: &Options) -> Result<bool> {
        let sign = api.get_object(&self.store, SIGN_OF_LIFE).await?;
        let now = api.now();
        match &self.seen {
            Some((last, since)) if *last == sign => Ok(now.saturating_sub(*since) >= options.takeover),
            _ => {
                if self.seen.is_none() {
                    api.progress(&format!("waiting for another sync, which holds the lock `{}`", self.alias));
                }
                self.seen = Some((sign, now));
                Ok(false)
            }
        }
    }

    /// Waits until it is time to look again.
    pub(crate) async fn pause<A: SchemaApi>(&self, api: &A, options: &Options) -> Result<()> {
        let waited = api.now().saturating_sub(self.began);
        if waited >= options.patience {
            return Err(Error::new(
                ErrorKind::Timeout,
                format!(
                    "another sync has held the lock `{}` for {} s and is alive: see what it is doing, or wait longer (`patience`)",
                    self.alias,
                    waited.as_secs()
                ),
            ));
        }
        let chance = u32::try_from(api.random() % 1000).unwrap_or_default();
        api.sleep(LOOK_EVERY + LOOK_EVERY * chance / 1000).await;
        Ok(())
    }
}

/// The lock while it is held.
pub(crate) struct Held<'a, A> {
    api: &'a A,
    store: String,
    /// `None` on a server that has no aliases.
    alias: Option<String>,
    holder: String,
    beats: AtomicU64,
}

impl<A: SchemaApi> Held<'_, A> {
    /// The class of lock and history.
    pub(crate) fn store(&self) -> &str {
        &self.store
    }

    /// Who holds it.
    pub(crate) fn holder(&self) -> &str {
        &self.holder
    }

    /// Whether nobody took it over.
    pub(crate) async fn is_ours(&self) -> Result<bool> {
        if self.alias.is_none() {
            return Ok(true);
        }
        let sign = self.api.get_object(&self.store, SIGN_OF_LIFE).await?;
        Ok(sign.is_some_and(|sign| sign.get("holder").and_then(Value::as_str) == Some(&self.holder)))
    }

    /// Gives signs of life until it is dropped, or the lock is lost.
    pub(crate) async fn stay_alive(&self, options: &Options) {
        loop {
            self.api.sleep(options.heartbeat).await;
            match self.is_ours().await {
                Ok(true) => {}
                Ok(false) => return,
                Err(_) => continue,
            }
            if let Err(error) = self.beat().await {
                self.api.warn(&format!("no sign of life could be written for the lock: {error}"));
            }
        }
    }

    /// Gives it back. What fails here is told and does no harm: the next one takes the lock over.
    pub(crate) async fn release(self) {
        let Some(alias) = &self.alias else { return };
        let result = match self.is_ours().await {
            Ok(true) => self.api.delete_alias(alias).await,
            Ok(false) => return,
            Err(error) => Err(error),
        };
        if let Err(error) = result
            && !error.is_not_found()
        {
            self.api.warn(&format!(
                "the lock `{alias}` was not given back, the next sync waits for it and takes it over: {error}"
            ));
        }
    }

    /// Writes the next sign of life.
    async fn beat(&self) -> Result<()> {
        let beat = self.beats.fetch_add(1, Relaxed).to_string();
        let sign = json!({ "kind": "lock", "holder": self.holder, "beat": beat });
        self.api.put_object(&self.store, SIGN_OF_LIFE, &sign).await
    }
}
