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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::env::{TokioEnv, after};

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn a_stream_is_inside_until_its_end() {
        let doors = Arc::new(Doors::default());
        let mut answers = doors.enter().unwrap().over(stream::iter([Ok(1), Ok(2)]).boxed());
        assert_eq!(answers.next().await.unwrap().unwrap(), 1);
        assert_eq!(doors.inside(), 1);
        let (left, last) = tokio::join!(doors.close(&TokioEnv, after(&TokioEnv, SECOND)), async {
            (answers.next().await.unwrap().unwrap(), answers.next().await.is_none())
        });
        assert_eq!((left, last, doors.inside()), (0, (2, true), 0));
        assert_eq!(doors.enter().unwrap_err().kind(), ErrorKind::Closed);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_that_does_not_end_is_cut_off_once() {
        let doors = Arc::new(Doors::default());
        let mut answers = doors.enter().unwrap().over(stream::pending::<Result<()>>().boxed());
        let (left, last) = tokio::join!(doors.close(&TokioEnv, after(&TokioEnv, SECOND)), answers.next());
        assert_eq!((left, last.unwrap().unwrap_err().kind()), (1, ErrorKind::Closed));
        assert!(answers.next().await.is_none());
        assert_eq!(doors.inside(), 0);
    }

    #[tokio::test]
    async fn a_stream_that_is_dropped_is_not_waited_for() {
        let doors = Arc::new(Doors::default());
        drop(doors.enter().unwrap().over(stream::pending::<Result<()>>().boxed()));
        assert_eq!(doors.close(&TokioEnv, after(&TokioEnv, SECOND)).await, 0);
    }
}
