//! The work on backups: each kind is done once at a time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

/// What an engine knows of the backups it makes and restores.
#[derive(Default)]
pub(crate) struct Backups {
    pub(crate) made: Work,
    pub(crate) restored: Work,
}

/// One kind of work, done once at a time.
#[derive(Default)]
pub(crate) struct Work {
    running: Mutex<Option<String>>,
    started: Mutex<Option<DateTime<Utc>>>,
}

/// The right to work until it is dropped.
pub(crate) struct Turn<'a>(&'a Work);

impl Work {
    /// Begins the work for a backup, or says which one is worked on.
    pub(crate) fn begin(&self, id: &str) -> Result<Turn<'_>, String> {
        let mut running = lock(&self.running);
        if let Some(other) = &*running {
            return Err(other.clone());
        }
        *running = Some(id.to_owned());
        *lock(&self.started) = Some(Utc::now());
        Ok(Turn(self))
    }

    /// When the last work began, as the server's texts show its state.
    pub(crate) fn state(&self) -> String {
        let time = lock(&self.started).map_or_else(
            || "0001-01-01 00:00:00".to_owned(),
            |time| {
                let text = time.format("%Y-%m-%d %H:%M:%S%.9f").to_string();
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            },
        );
        format!("{{{time} +0000 UTC     }}")
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *lock(&self.0.running) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time() {
        let work = Work::default();
        assert_eq!(work.state(), "{0001-01-01 00:00:00 +0000 UTC     }");
        let turn = work.begin("a").unwrap();
        assert_eq!(work.begin("b").err().as_deref(), Some("a"));
        drop(turn);
        assert!(work.begin("b").is_ok());
    }
}
