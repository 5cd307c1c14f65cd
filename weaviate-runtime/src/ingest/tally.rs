//! Counts outcomes, keeps what is not stored, and tells who listens.

use std::time::{Duration, Instant};

use super::{
    message::Entry,
    report::{IngestReport, Lost, Progress},
};
use crate::report::Outcome;

/// A listener hears of progress this often at most.
const OFTEN: Duration = Duration::from_millis(100);

pub(super) struct Tally<O> {
    report: IngestReport<O>,
    began: Instant,
    told: Option<Instant>,
    pub(super) listener: Option<Box<dyn FnMut(Progress) + Send>>,
}

impl<O> Tally<O> {
    pub(super) fn new(began: Instant) -> Self {
        Self { report: IngestReport::new(), began, told: None, listener: None }
    }

    /// Counts an object that was pushed, and gives its position.
    pub(super) fn push(&mut self) -> u64 {
        self.report.pushed += 1;
        self.report.pushed - 1
    }

    pub(super) fn end(&mut self, lane: usize, entry: Entry<O>, outcome: Outcome) {
        let report = &mut self.report;
        let lost = |error| Lost { position: entry.position, id: entry.id, object: entry.object, error, lane };
        match outcome {
            Outcome::Stored => report.stored += 1,
            Outcome::Rejected(error) => report.rejected.push(lost(error)),
            Outcome::Unknown(error) => report.unknown.push(lost(error)),
        }
    }

    pub(super) fn report(&mut self) -> &mut IngestReport<O> {
        &mut self.report
    }

    /// The report, which is given away once.
    pub(super) fn take(&mut self) -> IngestReport<O> {
        let mut report = std::mem::replace(&mut self.report, IngestReport::new());
        report.rejected.sort_by_key(|lost| lost.position);
        report.unknown.sort_by_key(|lost| lost.position);
        report
    }

    /// Whether there is nothing to report, or somebody has it.
    pub(super) fn is_told(&self) -> bool {
        self.report.pushed == 0
    }

    pub(super) fn progress(&self, now: Instant) -> Progress {
        let IngestReport { pushed, stored, .. } = self.report;
        let (rejected, unknown) = (self.report.rejected.len() as u64, self.report.unknown.len() as u64);
        let seconds = now.saturating_duration_since(self.began).as_secs_f64();
        let rate = if seconds > 0.0 { stored as f64 / seconds } else { 0.0 };
        Progress { pushed, stored, rejected, unknown, rate }
    }

    /// Tells the listener, at most ten times a second unless it is the last word.
    pub(super) fn tell(&mut self, now: Instant, last: bool) {
        let lately = self.told.is_some_and(|told| now.saturating_duration_since(told) < OFTEN);
        if lately && !last {
            return;
        }
        let progress = self.progress(now);
        if let Some(listener) = &mut self.listener {
            listener(progress);
            self.told = Some(now);
        }
    }
}
