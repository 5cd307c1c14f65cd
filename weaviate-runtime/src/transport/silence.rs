//! Whether a connection was lost without a word: what is on the way forgets connections, and then nothing comes back and
//! nothing says so.
//!
//! Each connection is judged by its own answers: that another one answers, to the same server or for REST, says nothing of
//! it.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{Stream, stream::BoxStream};
use weaviate_query::ErrorKind;

use super::Failure;
use crate::env::Env;

/// So many calls given up in a row, and no answer for so long: then the next one connects anew.
const STRIKES: u32 = 3;
pub(super) const SILENCE: Duration = Duration::from_secs(10);

/// Since when nothing was answered over a connection, and how many calls were given up since.
#[derive(Debug)]
pub(super) struct Silence(Mutex<State>);

#[derive(Debug)]
struct State {
    since: Instant,
    strikes: u32,
}

impl Silence {
    pub(super) fn new(now: Instant) -> Self {
        Self(Mutex::new(State { since: now, strikes: 0 }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call goes over it.
    pub(super) fn asked(&self) -> Asked<'_> {
        Asked { silence: self, answered: false }
    }

    /// Something came.
    fn answered(&self, now: Instant) {
        *self.lock() = State { since: now, strikes: 0 };
    }

    fn given_up(&self) {
        let mut state = self.lock();
        state.strikes = state.strikes.saturating_add(1);
    }

    /// A stream was given up in its middle: who waits at one hears of the server all the time, so that one that was
    /// silent for long is enough.
    fn left(&self, now: Instant) {
        let mut state = self.lock();
        let silent = now.saturating_duration_since(state.since) >= SILENCE;
        state.strikes = if silent { STRIKES } else { state.strikes.saturating_add(1) };
    }

    pub(super) fn is_lost(&self, now: Instant) -> bool {
        let state = self.lock();
        state.strikes >= STRIKES && now.saturating_duration_since(state.since) >= SILENCE
    }
}

/// A call under way. One that is dropped without an answer was given up.
pub(super) struct Asked<'a> {
    silence: &'a Silence,
    answered: bool,
}

impl Asked<'_> {
    /// How it ended, unless the time was over before: that is no sign of life.
    pub(super) fn ended<T>(mut self, answer: &Result<T, Failure>, now: Instant) {
        // A timeout that is found on this side is no answer of the server.
        let gave_up = answer.as_ref().is_err_and(|failure| {
            failure.error.kind() == ErrorKind::Timeout && failure.error.server_message().is_none()
        });
        if !gave_up {
            self.answered = true;
            self.silence.answered(now);
        }
    }
}

impl Drop for Asked<'_> {
    fn drop(&mut self) {
        if !self.answered {
            self.silence.given_up();
        }
    }
}

type Answers = BoxStream<'static, Result<Bytes, Failure>>;

/// The answers of a stream, each of which is a sign of the connection's life.
pub(super) struct Watched {
    answers: Answers,
    silence: Arc<Silence>,
    env: Arc<dyn Env>,
    ended: bool,
}

impl Watched {
    pub(super) fn new(answers: Answers, silence: Arc<Silence>, env: Arc<dyn Env>) -> Self {
        Self { answers, silence, env, ended: false }
    }
}

impl Stream for Watched {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let answer = self.answers.as_mut().poll_next(cx);
        if let Poll::Ready(answer) = &answer {
            self.silence.answered(self.env.now());
            self.ended = !matches!(answer, Some(Ok(_)));
        }
        answer
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        if !self.ended {
            self.silence.left(self.env.now());
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt as _, StreamExt as _, stream};

    use super::*;
    use crate::env::TokioEnv;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn some_calls_and_some_time() {
        let begin = Instant::now();
        let silence = Silence::new(begin);
        (0..3).for_each(|_| silence.given_up());
        assert!(!silence.is_lost(begin + 9 * SECOND), "a server may be slow for a while");
        assert!(silence.is_lost(begin + 10 * SECOND));
        silence.answered(begin + 10 * SECOND);
        (0..2).for_each(|_| silence.given_up());
        assert!(!silence.is_lost(begin + 60 * SECOND), "two calls may have been too large");
    }

    #[tokio::test(start_paused = true)]
    async fn a_stream_that_falls_silent_is_enough() {
        let env: Arc<dyn Env> = Arc::new(TokioEnv);
        for (waited, lost) in [(9, false), (11, true)] {
            let silence = Arc::new(Silence::new(env.now()));
            let answers = stream::iter([Ok(Bytes::new())]).chain(stream::pending()).boxed();
            let mut watched = Watched::new(answers, silence.clone(), env.clone());
            tokio::time::advance(20 * SECOND).await;
            assert!(watched.next().await.is_some());
            assert!(watched.next().now_or_never().is_none());
            tokio::time::advance(waited * SECOND).await;
            drop(watched);
            assert_eq!(silence.is_lost(env.now()), lost, "{waited} s");
        }
        // One that ended is answered.
        let silence = Arc::new(Silence::new(env.now()));
        let mut watched = Watched::new(stream::empty().boxed(), silence.clone(), env.clone());
        assert!(watched.next().await.is_none());
        tokio::time::advance(20 * SECOND).await;
        drop(watched);
        assert!(!silence.is_lost(env.now()));
    }
}
