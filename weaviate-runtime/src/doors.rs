//! Who is inside a client: closing lets nobody in any more, and waits for those who are.

use std::{
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, ready},
    time::Instant,
};

use futures_core::stream::BoxStream;
use futures_util::{
    StreamExt as _,
    future::{Either, select},
    stream,
};
use tokio::sync::Notify;
use weaviate_query::{Error, ErrorKind, Result};

use crate::env::Env;

/// One for each client.
#[derive(Debug, Default)]
pub(crate) struct Doors {
    state: Mutex<State>,
    /// The last one inside has left.
    empty: Notify,
    /// Whoever is still inside has to leave.
    cut: Notify,
}

#[derive(Debug, Default)]
struct State {
    inside: usize,
    closed: bool,
    cut: bool,
}

/// A call or a stream that is under way, until it is dropped.
#[derive(Debug)]
pub(crate) struct Inside(Arc<Doors>);

impl Doors {
    /// Lets a call in, unless it is closed.
    pub(crate) fn enter(self: &Arc<Self>) -> Result<Inside> {
        let mut state = self.lock();
        if state.closed {
            return Err(Error::new(
                ErrorKind::Closed,
                "the client was closed: nothing is sent any more; make another client for what is left to do",
            ));
        }
        state.inside += 1;
        drop(state);
        Ok(Inside(self.clone()))
    }

    /// Lets nobody in any more, and waits for those inside; gives how many had to be cut off at `deadline`.
    pub(crate) async fn close(&self, env: &dyn Env, deadline: Instant) -> usize {
        self.lock().closed = true;
        loop {
            let mut empty = pin!(self.empty.notified());
            empty.as_mut().enable();
            if self.lock().inside == 0 {
                return 0;
            }
            if let Either::Right(_) = select(empty, env.sleep_until(deadline)).await {
                let mut state = self.lock();
                state.cut = true;
                let left = state.inside;
                drop(state);
                self.cut.notify_waiters();
                return left;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn cut(&self) {
        let mut cut = pin!(self.cut.notified());
        cut.as_mut().enable();
        if !self.lock().cut {
            cut.await;
        }
    }

    #[cfg(test)]
    pub(crate) fn inside(&self) -> usize {
        self.lock().inside
    }
}

impl Inside {
    /// The answer of a call, unless it is cut off.
    pub(crate) async fn run<T>(&self, call: impl Future<Output = Result<T>>) -> Result<T> {
        match select(pin!(call), pin!(self.0.cut())).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(cut_off()),
        }
    }

    /// The answers of a stream, which is under way until it is dropped, unless it is cut off.
    pub(crate) fn over<T: Send + 'static>(
        self,
        answers: BoxStream<'static, Result<T>>,
    ) -> BoxStream<'static, Result<T>> {
        let doors = self.0.clone();
        let mut cut = Box::pin(async move { doors.cut().await });
        let mut under_way = Some((answers, self));
        stream::poll_fn(move |cx| {
            let Some((answers, _)) = &mut under_way else { return Poll::Ready(None) };
            let next = match cut.as_mut().poll(cx) {
                Poll::Ready(()) => {
                    under_way = None;
                    return Poll::Ready(Some(Err(cut_off())));
                }
                Poll::Pending => ready!(answers.poll_next_unpin(cx)),
            };
            if next.is_none() {
                under_way = None;
            }
            Poll::Ready(next)
        })
        .boxed()
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let left = {
            let mut state = self.0.lock();
            state.inside -= 1;
            state.inside
        };
        if left == 0 {
            self.0.empty.notify_waiters();
        }
    }
}

fn cut_off() -> Error {
    let message = "the client was closed before the answer came: a write may have been carried out";
    Error::new(ErrorKind::Closed, message)
}
