//! Waits for an answer in place of who does so no more.
//!
//! Whoever drops a request of HTTP/2 tells the server to stop. A write is better done to its end: see
//! [`mend`](crate::mend).

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_util::future::select;
use h2::{RecvStream, client::ResponseFuture};
use http::Response;

use crate::env::{Env, after};

/// How long at most; a server gives up a message of a stream after this time as well (1.39.0).
const LONGEST: Duration = Duration::from_secs(60);

/// The head of an answer, which is waited for whether or not it is polled.
pub(super) struct Lingering<'e> {
    /// Until it is there.
    answer: Option<ResponseFuture>,
    env: &'e Arc<dyn Env>,
}

impl<'e> Lingering<'e> {
    pub(super) fn new(answer: ResponseFuture, env: &'e Arc<dyn Env>) -> Self {
        Self { answer: Some(answer), env }
    }
}

impl Future for Lingering<'_> {
    type Output = Result<Response<RecvStream>, h2::Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(answer) = &mut self.answer else { return Poll::Pending };
        let head = ready!(Pin::new(answer).poll(cx));
        self.answer = None;
        Poll::Ready(head)
    }
}

impl Drop for Lingering<'_> {
    fn drop(&mut self) {
        let Some(answer) = self.answer.take() else { return };
        let end = self.env.sleep_until(after(&**self.env, LONGEST));
        self.env.spawn(Box::pin(async move { drop(select(answer, end).await) }));
    }
}
