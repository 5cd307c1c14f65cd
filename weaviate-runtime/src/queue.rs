//! A bound on how many requests are under way, and the queue before it: first come, first served, none longer
//! than its deadline.

use std::{pin::pin, time::Instant};

use futures_util::future::{Either, select};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::env::Env;

/// One for each address.
#[derive(Debug)]
pub(crate) struct Queue {
    places: Semaphore,
    most: usize,
}

/// A request under way, until it is dropped.
pub(crate) type Place<'q> = SemaphorePermit<'q>;

impl Queue {
    pub(crate) fn new(most: usize) -> Self {
        let most = most.clamp(1, Semaphore::MAX_PERMITS);
        Self { places: Semaphore::new(most), most }
    }

    /// Waits for a place; `None` if there is none before `deadline`.
    pub(crate) async fn enter(&self, env: &dyn Env, deadline: Instant) -> Option<Place<'_>> {
        if let Some(place) = self.try_enter() {
            return Some(place);
        }
        match select(pin!(self.places.acquire()), env.sleep_until(deadline)).await {
            Either::Left((place, _)) => place.ok(),
            Either::Right(_) => None,
        }
    }

    /// A place, if one is free. Free places are nobody's: one that somebody waits for is handed to him.
    pub(crate) fn try_enter(&self) -> Option<Place<'_>> {
        self.places.try_acquire().ok()
    }

    /// How many may be under way.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    #[cfg(test)]
    pub(crate) fn is_idle(&self) -> bool {
        self.places.available_permits() == self.most
    }
}
