//! What is stored, and was in a write that broke off before, is looked at: see [`mend`](crate::mend).

use std::{
    future::poll_fn,
    task::{Context, Poll},
};

use futures_core::future::BoxFuture;
use futures_util::FutureExt as _;
use uuid::Uuid;

use super::{
    flow::{Flow, Payload},
    lane::Place,
    message::Message,
};
use crate::report::Outcome;

/// So many are looked at together.
const SOME: usize = 1_000;

impl<O: Payload> Flow<O> {
    /// Those of messages that broke off which have no outcome.
    pub(super) fn doubt_open(&self, messages: &[u64]) {
        for message in messages.iter().filter_map(|number| self.messages.get(number)) {
            if let Some(Place { scope, class, .. }) = self.lanes.get(message.lane).map(|lane| &lane.place) {
                scope.doubt(class, &message.open_ids());
            }
        }
    }

    /// A message has its outcomes: what the server did by half is remembered, what is stored and was in doubt is looked at.
    pub(super) fn look_at(&mut self, message: &Message<O>) {
        let at = message.lane;
        let Some(Place { scope, class, .. }) = self.lanes.get(at).map(|lane| &lane.place) else { return };
        let half_done = message.ids_of(|outcome| matches!(outcome, Outcome::Unknown(_)));
        if !half_done.is_empty() {
            scope.doubt(class, &half_done);
        }
        let doubts = self.client.doubts();
        if !doubts.is_empty() {
            let stored = message.ids_of(|outcome| matches!(outcome, Outcome::Stored));
            let doubted = doubts.among(class, scope.tenant.as_deref(), &stored);
            self.doubted.extend(doubted.into_iter().map(|id| (at, id)));
        }
    }

    /// Mends while objects go out, as soon as there are some.
    pub(super) fn poll_mending(&mut self, cx: &mut Context<'_>) {
        loop {
            if let Some(mending) = &mut self.mending {
                if mending.poll_unpin(cx).is_pending() {
                    return;
                }
                self.mending = None;
            }
            if self.doubted.len() < SOME {
                return;
            }
            self.mending = Some(self.mend());
        }
    }

    /// Mends what is left.
    pub(super) async fn mend_rest(&mut self) {
        poll_fn(|cx| match &mut self.mending {
            Some(mending) => mending.poll_unpin(cx),
            None => Poll::Ready(()),
        })
        .await;
        self.mending = None;
        if !self.doubted.is_empty() {
            self.mend().await;
        }
    }

    fn mend(&mut self) -> BoxFuture<'static, ()> {
        let mut lanes: Vec<(Place, Vec<Uuid>)> =
            self.lanes.iter().map(|lane| (lane.place.clone(), Vec::new())).collect();
        for (at, id) in self.doubted.drain(..) {
            if let Some((_, ids)) = lanes.get_mut(at) {
                ids.push(id);
            }
        }
        Box::pin(async move {
            for (Place { scope, class, .. }, ids) in lanes {
                scope.mend(&class, &ids).await;
            }
        })
    }
}
