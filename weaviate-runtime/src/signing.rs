//! With what a client signs its calls when it is no fixed key: one token for REST and gRPC, renewed in time.
//!
//! Nothing runs behind a caller's back: a token is asked for within a call that needs it, and all who need it at
//! that moment wait for the same request. Whoever of them goes away leaves the others waiting for it, and a request
//! that all of them left is taken up by the next caller: an issuer that changes the refresh token each time has
//! perhaps done so, and the new one is in its answer.
//!
//! | a call comes, and the token | |
//! |---|---|
//! | is good for a while | it is used |
//! | ends soon | one caller asks for another; the others go on with it, and so does he if he gets none |
//! | has ended, was refused, or never was | one asks, all wait |
//! | could not be had a moment ago | the same error, until some time has passed; then it is asked for again |

mod announced;
mod given;
#[cfg(feature = "oidc")]
mod oidc;
mod token;
mod wanted;

use std::{
    fmt,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures_core::future::BoxFuture;
use futures_util::{
    FutureExt as _,
    future::{Either, Shared, select},
};
use http::HeaderValue;
use tokio::runtime;
use weaviate_query::{Error, ErrorKind};

pub use announced::OpenIdConfiguration;
pub(crate) use announced::PATH;
pub(crate) use given::Given;
#[cfg(feature = "oidc")]
pub use oidc::Oidc;
#[cfg(feature = "oidc")]
pub(crate) use token::Secret;
pub use token::Token;
pub(crate) use wanted::Wanted;

use crate::{
    env::{Env, after},
    transport::{Again, Failure},
};

/// How long one request for a token may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// So long before its end a token is renewed, or a fifth of its life if that is less: the clocks of the issuer and the
/// server do not agree to the second, and a call is on its way for a while.
const MARGIN: Duration = Duration::from_secs(30);
/// A token that is younger is not renewed because a server refuses it: it would refuse the next one, too.
const FRESH: Duration = Duration::from_secs(1);
/// So long nobody asks again after a request that failed; doubled by each that fails next.
const PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Where tokens come from.
pub(crate) trait Source: Send + Sync + 'static {
    /// Gets a new token; `Again::Always` if another request may have more luck.
    fn token(self: Arc<Self>) -> BoxFuture<'static, Result<Token, Failure>>;

    /// The token that is there from the beginning, which is as old as it may be.
    fn first(&self) -> Option<Token> {
        None
    }

    /// Who is asked, in messages.
    fn name(&self) -> String;
}

/// What signs the calls of a client.
pub(crate) struct Signing {
    source: Arc<dyn Source>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    granted: Option<Granted>,
    asking: Option<Request>,
    failed: Option<Failed>,
    /// How many requests there have been.
    requests: u64,
}

/// A token that may be used.
#[derive(Clone)]
pub(crate) struct Granted {
    /// What stands behind `authorization`.
    pub(crate) header: HeaderValue,
    pub(crate) number: u64,
    /// `None` for one whose age nobody knows.
    since: Option<Instant>,
    renew: Option<Instant>,
    end: Option<Instant>,
    refused: bool,
}

/// A request for a token, which all who need it share.
#[derive(Clone)]
struct Request {
    number: u64,
    begun: Instant,
    /// A socket belongs to a runtime, and so does what waits at it.
    runtime: Option<runtime::Id>,
    answer: Shared<BoxFuture<'static, Result<Token, Failure>>>,
}

struct Failed {
    failure: Failure,
    times: u32,
    until: Instant,
}

/// What a caller does.
enum Step {
    Use(Granted),
    /// Waits for this one; what there is meanwhile may be used if that takes long.
    Ask(Request, Option<Granted>),
    Fail(Failure),
}

impl Signing {
    pub(crate) fn new(source: Arc<dyn Source>, env: &dyn Env) -> Result<Self, Error> {
        let mut state = State::default();
        if let Some(token) = source.first() {
            state.granted = Some(Granted { since: None, ..Granted::new(&token, 0, env, env.now())? });
        }
        Ok(Self { source, state: Mutex::new(state) })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A token that is good, got if need be.
    pub(crate) async fn sign(&self, env: &dyn Env, deadline: Instant) -> Result<Granted, Failure> {
        loop {
            let (request, meanwhile) = match self.step(env) {
                Step::Use(granted) => return Ok(granted),
                Step::Fail(failure) => return Err(failure),
                Step::Ask(request, meanwhile) => (request, meanwhile),
            };
            let patience = request.begun.checked_add(PATIENCE).unwrap_or(deadline);
            let until = match meanwhile {
                // The call itself needs some of its time.
                Some(_) => env.now() + deadline.saturating_duration_since(env.now()) / 2,
                None => deadline,
            };
            let answer = request.answer.clone();
            match select(answer, pin!(env.sleep_until(patience.min(until)))).await {
                Either::Left((answer, _)) => {
                    // What came may be used by all who waited for it, however short its life is.
                    if let Some(granted) = self.land(&request, answer, env) {
                        return Ok(granted);
                    }
                }
                Either::Right(_) if env.now() >= patience => {
                    let message = format!("no answer from {} within {PATIENCE:?}", self.source.name());
                    let error = Error::new(ErrorKind::Unavailable, message);
                    self.land(&request, Err(Failure { error, again: Again::Always }), env);
                }
                Either::Right(_) => {
                    let meanwhile = meanwhile.filter(|granted| granted.is_good(env.now()));
                    return meanwhile.ok_or_else(|| self.late());
                }
            }
        }
    }

    fn step(&self, env: &dyn Env) -> Step {
        let mut state = self.lock();
        let now = env.now();
        let granted = state.granted.clone();
        if let Some(granted) = &granted
            && !granted.refused
            && granted.renew.is_none_or(|renew| now < renew)
        {
            return Step::Use(granted.clone());
        }
        let usable = granted.filter(|granted| granted.is_good(now));
        let runtime = runtime::Handle::try_current().ok().map(|runtime| runtime.id());
        if let Some(request) = state.asking.as_ref().filter(|request| request.runtime == runtime) {
            // One clone is the one that stands here: with more of them somebody waits for the answer.
            return match usable {
                Some(usable) if request.answer.strong_count().is_some_and(|count| count > 1) => {
                    Step::Use(usable)
                }
                usable => Step::Ask(request.clone(), usable),
            };
        }
        if let Some(failed) = state.failed.as_ref().filter(|failed| now < failed.until) {
            let Failure { error, again } = failed.failure.clone();
            let error = error.with_retry_after(failed.until - now);
            return usable.map_or(Step::Fail(Failure { error, again }), Step::Use);
        }
        state.requests += 1;
        let answer = self.source.clone().token().shared();
        let request = Request { number: state.requests, begun: now, runtime, answer };
        state.asking = Some(request.clone());
        Step::Ask(request, usable)
    }

    /// The end of a request, told by each who waited for it; the first one is heard. Gives the token of that
    /// request or of a later one.
    fn land(&self, request: &Request, answer: Result<Token, Failure>, env: &dyn Env) -> Option<Granted> {
        let mut state = self.lock();
        if state.asking.as_ref().is_some_and(|asking| asking.number == request.number) {
            state.asking = None;
            let now = env.now();
            let granted = answer.and_then(|token| {
                Granted::new(&token, request.number, env, request.begun).map_err(Failure::from)
            });
            match granted {
                Ok(granted) => {
                    let lasts = granted.end.map(|end| end.saturating_duration_since(now));
                    tracing::debug!(target: "weaviate", by = %self.source.name(), ?lasts, "signed in");
                    state.granted = Some(granted);
                    state.failed = None;
                }
                Err(failure) => {
                    let left = state.granted.as_ref().filter(|granted| granted.is_good(now));
                    let left = left.and_then(|granted| granted.end).map(|end| end - now);
                    tracing::warn!(target: "weaviate", error = %failure.error, ?left, "no token");
                    let times = state.failed.as_ref().map_or(0, |failed| failed.times) + 1;
                    let pause = PAUSE.saturating_mul(1 << (times - 1).min(16)).min(LONGEST_PAUSE);
                    state.failed = Some(Failed { failure, times, until: after(env, pause) });
                }
            }
        }
        state.granted.clone().filter(|granted| granted.number >= request.number)
    }

    /// A server does not take the token with this number: whether another try with another token may help.
    pub(crate) fn refused(&self, number: u64, env: &dyn Env) -> bool {
        let mut state = self.lock();
        let Some(granted) = state.granted.as_mut() else { return true };
        if granted.number == number && !granted.refused {
            let age = granted.since.map(|since| env.now().saturating_duration_since(since));
            if age.is_some_and(|age| age < FRESH) {
                return false;
            }
            tracing::debug!(target: "weaviate", ?age, "the server refuses the token: another one is asked for");
            granted.refused = true;
        }
        true
    }

    /// Nothing is asked for any more; who waits for an answer still gets it.
    pub(crate) fn close(&self) {
        self.lock().asking = None;
    }

    fn late(&self) -> Failure {
        let message = format!(
            "no token from {} before the deadline: set a longer `timeout`, or look at what the issuer is doing",
            self.source.name()
        );
        Error::new(ErrorKind::Timeout, message).into()
    }
}

impl Granted {
    /// As it is when it was asked for at `begun`: an issuer counts from then or later.
    fn new(token: &Token, number: u64, env: &dyn Env, begun: Instant) -> Result<Self, Error> {
        let ends = |life: Duration| begun.checked_add(life).unwrap_or_else(|| after(env, Duration::MAX));
        let renew = token.life().map(|life| ends(life.saturating_sub(MARGIN.min(life / 5))));
        let end = token.life().map(ends);
        Ok(Self { header: token.header()?, number, since: Some(begun), renew, end, refused: false })
    }

    fn is_good(&self, now: Instant) -> bool {
        !self.refused && self.end.is_none_or(|end| now < end)
    }
}

/// What it signs with is a secret.
impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signing").field("by", &self.source.name()).finish_non_exhaustive()
    }
}
