//! The end of an ingest: links are written, and what is unknown is looked for.

use std::{
    collections::HashSet,
    future::poll_fn,
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
    time::Duration,
};

use futures_util::{FutureExt as _, StreamExt as _, stream};
use serde_json::Value;
use uuid::Uuid;
use weaviate_query::{Error, ErrorKind, Result, wire::LaterLink};

use super::{
    flow::{Flow, Payload},
    lane::Place,
    report::{IngestReport, Lost, Unlinked},
    ways::Streaming,
};
use crate::{env::after, report::Outcome};

/// So many questions for objects are under way at once.
const QUESTIONS: usize = 8;
/// So long a stream may take to end when everything in it has an outcome.
const FAREWELL: Duration = Duration::from_secs(5);

impl<O: Payload> Flow<O> {
    /// Sends what is left, and says what became of every object.
    pub(crate) async fn finish(mut self) -> IngestReport<O> {
        // Why it broke is in the report, with the objects that it concerns.
        let _ = self.flush().await;
        self.farewell().await;
        self.link().await;
        self.look_for_unknown().await;
        self.mend_rest().await;
        self.tally.tell(self.client.env().now(), true);
        self.tally.take()
    }

    /// Ends the stream as one who has said all, so that the server does not see it break.
    async fn farewell(&mut self) {
        let Streaming::Open(dialogue, _) = &mut self.streaming else { return };
        dialogue.stop();
        let mut end = self.client.env().sleep_until(after(self.client.env(), FAREWELL));
        poll_fn(|cx| {
            while let Poll::Ready(next) = dialogue.poll_next(cx) {
                if !matches!(next, Some(Ok(_))) {
                    return Poll::Ready(());
                }
            }
            end.poll_unpin(cx)
        })
        .await;
        self.streaming = Streaming::Idle;
    }

    /// Writes the links that were held back, those of a lane together.
    async fn link(&mut self) {
        let links = std::mem::take(&mut self.links);
        let missing: HashSet<Uuid> = {
            let report = self.tally.report();
            report.rejected.iter().chain(&report.unknown).map(|lost| lost.id).collect()
        };
        for (at, to) in self.places().into_iter().enumerate() {
            let ours = links.iter().filter(|(other, _)| *other == at).map(|(_, link)| link);
            let (lost, links): (Vec<&LaterLink>, Vec<&LaterLink>) =
                ours.partition(|link| missing.contains(&link.to));
            let why = Error::new(ErrorKind::Rejected, "that object of the same ingest is not stored");
            let lost = lost.into_iter().map(|link| (link, why.clone()));
            let failed = to.scope.write_links(&to.known, &links, self.broken.clone()).await;
            let failed = failed.into_iter().filter_map(|(place, outcome)| {
                let (Outcome::Rejected(error) | Outcome::Unknown(error)) = outcome else { return None };
                Some((*links.get(place)?, error))
            });
            let unlinked = lost.chain(failed).map(|(link, error)| Unlinked {
                from: link.from,
                name: link.name.clone(),
                to: link.to,
                error,
            });
            self.tally.report().unlinked.extend(unlinked);
        }
    }

    /// Copies, so that nothing of the objects is borrowed while something is waited for: they need not be `Sync`.
    fn places(&self) -> Vec<Place> {
        self.lanes.iter().map(|lane| lane.place.clone()).collect()
    }

    /// Looks whether the server has the objects that are unknown, as far as it can be asked: what is there as it was
    /// pushed is stored.
    ///
    /// What is not there stays unknown, because a message that broke off may still be worked on.
    async fn look_for_unknown(&mut self) {
        let unknown = std::mem::take(&mut self.tally.report().unknown);
        let (places, gone) = (&self.places(), &AtomicBool::new(false));
        let looked = stream::iter(unknown).map(|lost| async move {
            let json = places.get(lost.lane).and_then(|to| Some((to, as_json(to, &lost)?)));
            let found = !gone.load(Ordering::Relaxed)
                && match is_there(lost.id, json).await {
                    Ok(found) => found,
                    Err(error) => {
                        gone.fetch_or(error.is_retryable(), Ordering::Relaxed);
                        false
                    }
                };
            (lost, found)
        });
        let looked: Vec<(Lost<O>, bool)> = looked.buffered(QUESTIONS).collect().await;
        let (report, doubted) = (self.tally.report(), &mut self.doubted);
        for (lost, found) in looked {
            if found {
                report.stored += 1;
                doubted.push((lost.lane, lost.id));
            } else {
                report.unknown.push(lost);
            }
        }
    }
}

/// An object as it was to be written; one that cannot be is not there.
fn as_json<O: Payload>(to: &Place, lost: &Lost<O>) -> Option<Value> {
    to.scope.as_json(lost.object.encode(), lost.id, &to.known).ok()
}

async fn is_there(id: Uuid, object: Option<(&Place, Value)>) -> Result<bool> {
    match object {
        Some((to, json)) => to.scope.holds(&json, &to.class, id, &to.scope.reading()).await,
        None => Ok(false),
    }
}
