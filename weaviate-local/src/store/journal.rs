//! What is yet to be written to the folder, and the writing of it before a request is answered.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering},
};

use super::{change::Change, folder::Folder};
use crate::common::error::{Refusal, Result};

/// The way to the folder; an engine in memory has one that leads nowhere.
#[derive(Clone, Default)]
pub(crate) struct Journal(Option<Arc<Inner>>);

struct Inner {
    queue: Mutex<Vec<Change>>,
    /// How many changes were ever queued, and how many of them are in the folder.
    queued: AtomicU64,
    written: AtomicU64,
    folder: Mutex<Folder>,
    fsync: Arc<AtomicBool>,
    next: AtomicU32,
}

impl Journal {
    /// The way to this folder; ids are given out from `next` on.
    pub(crate) fn new(folder: Folder, next: u32) -> Self {
        Self(Some(Arc::new(Inner {
            queue: Mutex::default(),
            queued: AtomicU64::new(0),
            written: AtomicU64::new(0),
            fsync: folder.fsync(),
            folder: Mutex::new(folder),
            next: AtomicU32::new(next),
        })))
    }

    /// Whether there is a folder.
    pub(crate) fn is_kept(&self) -> bool {
        self.0.is_some()
    }

    /// A number no collection and no shard has had.
    pub(crate) fn next_id(&self) -> u32 {
        self.0.as_ref().map_or(0, |inner| inner.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Whether every commit waits for the disk itself.
    pub(crate) fn set_fsync(&self, fsync: bool) {
        if let Some(inner) = &self.0 {
            inner.fsync.store(fsync, Ordering::Relaxed);
        }
    }

    /// Queues a change. Whoever changes a thing holds its lock, so that the order here is the order of the changes.
    pub(crate) fn add(&self, change: impl FnOnce() -> Change) {
        let Some(inner) = &self.0 else { return };
        let change = change();
        let mut queue = lock(&inner.queue);
        queue.push(change);
        inner.queued.fetch_add(1, Ordering::Release);
    }

    /// Writes what is queued, that of other requests with it, in one transaction; the answer to a request waits for
    /// this. What could not be written stays queued, and goes with the next attempt.
    pub(crate) fn commit(&self) -> Result<()> {
        let Some(inner) = &self.0 else { return Ok(()) };
        let mine = inner.queued.load(Ordering::Acquire);
        if inner.written.load(Ordering::Acquire) >= mine {
            return Ok(());
        }
        let mut folder = lock(&inner.folder);
        if inner.written.load(Ordering::Acquire) >= mine {
            return Ok(());
        }
        let changes = std::mem::take(&mut *lock(&inner.queue));
        match folder.write(&changes) {
            Ok(()) => {
                inner.written.fetch_add(changes.len() as u64, Ordering::Release);
                Ok(())
            }
            Err(why) => {
                let mut queue = lock(&inner.queue);
                let newer = std::mem::replace(&mut *queue, changes);
                queue.extend(newer);
                Err(Refusal::with_status(
                    500,
                    format!("the embedded engine could not write to its folder: {why}"),
                ))
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
