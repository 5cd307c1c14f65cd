//! One future with another beside it: signs of life while a step is under way, without a task.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

/// Drives `work` to its end, and `other` as long as that takes.
pub(crate) async fn beside<T>(work: impl Future<Output = T>, other: impl Future<Output = ()>) -> T {
    let mut work = pin!(work);
    let mut other = pin!(other);
    let mut is_over = false;
    poll_fn(|cx| {
        if let Poll::Ready(value) = work.as_mut().poll(cx) {
            return Poll::Ready(value);
        }
        is_over = is_over || other.as_mut().poll(cx).is_ready();
        Poll::Pending
    })
    .await
}
