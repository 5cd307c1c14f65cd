//! The sockets of a client: channels for gRPC and one pool for REST in each Tokio runtime it is used in; and which of
//! the ways to the server is taken.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use futures_util::future::{Either, select};
use http::HeaderMap;
use tokio::runtime;
use tracing::{Instrument as _, field};
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    Again, Failure, Health, Method, Transport,
    choice::{Choice, Limit, PATIENCE},
    connect::{Connecting, Connector},
    endpoint::{Endpoint, Protocol},
    grpc, grpc_web, rest,
    silence::{SILENCE, Silence, Watched},
};
use crate::{
    env::{Env, after},
    op::{Call, RequestId, Sent, Target},
};

/// The sockets of so many runtimes are kept, those used last. What a runtime that is gone leaves behind holds no task and
/// no open socket.
const RUNTIMES: usize = 4;

/// A message of more bytes goes over a connection of its own: what stands behind it in the buffers of one connection,
/// on either side, waits until it has passed, and a small question would.
const LARGE: usize = 64 << 10;

/// What the sockets are made from.
pub(crate) struct Settings {
    pub(crate) rest: Endpoint,
    /// The ways of questions and objects.
    pub(crate) choice: Arc<Choice>,
    pub(crate) limit: Limit,
    /// How many connections for gRPC there are of each kind.
    pub(crate) connections: usize,
    pub(crate) env: Arc<dyn Env>,
    #[cfg(feature = "tls")]
    pub(crate) trust: super::tls::Trust,
    /// Those that stand before somebody else than the server.
    #[cfg(feature = "oidc")]
    pub(crate) proxies: super::proxy::Proxies,
}

/// Reaches a server over its two ports, or with gRPC-web over one.
pub(crate) struct Network {
    settings: Settings,
    open: Mutex<Vec<(runtime::Id, Arc<Sockets>)>>,
}

/// What one runtime uses; sockets that are replaced live until their last call ends.
struct Sockets {
    rest: reqwest::Client,
    /// `None` where no way is gRPC; gRPC-web and GraphQL go through `rest`.
    grpc: Option<Channels>,
    /// Of `rest`; each connection for gRPC has its own.
    silence: Silence,
    /// Of gRPC; how far the HTTP client is with its connections it does not say.
    connecting: Connecting,
}

/// Connections to one address, each made when it is first used, in turn.
struct Channels {
    small: Vec<grpc::Channel>,
    large: Vec<grpc::Channel>,
    /// Of the small ones, and then of the large ones.
    silences: Vec<Arc<Silence>>,
    turn: AtomicUsize,
}

impl Channels {
    fn open(each: usize, now: Instant, mut channel: impl FnMut() -> Result<grpc::Channel>) -> Result<Self> {
        let each = each.max(1);
        let mut open = || (0..each).map(|_| channel()).collect::<Result<Vec<_>>>();
        let silences = (0..2 * each).map(|_| Arc::new(Silence::new(now))).collect();
        Ok(Self { small: open()?, large: open()?, silences, turn: AtomicUsize::new(0) })
    }

    /// The next one for a message of this size.
    fn of(&self, size: usize) -> (&grpc::Channel, &Arc<Silence>) {
        let (kind, before) = if size > LARGE { (&self.large, self.small.len()) } else { (&self.small, 0) };
        // There is at least one of each.
        let at = self.turn.fetch_add(1, Ordering::Relaxed) % kind.len();
        (&kind[at], &self.silences[before + at])
    }
}

impl Network {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { settings, open: Mutex::default() }
    }

    fn sockets(&self) -> Result<Arc<Sockets>> {
        let runtime = runtime::Handle::try_current().map_err(|error| {
            Error::new(
                ErrorKind::Config,
                "there is no Tokio runtime here: await the call inside one, for example below `#[tokio::main]`",
            )
            .with_source(error)
        })?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = open.iter().position(|(id, _)| *id == runtime.id()) {
            // The one that was used last stands last, which it mostly did.
            if let Some(used) = open.get_mut(at..) {
                used.rotate_left(1);
            }
            match open.last() {
                Some((_, sockets)) if !self.is_lost(sockets) => return Ok(sockets.clone()),
                _ => drop(open.pop()),
            }
            tracing::warn!("a connection did not answer for {SILENCE:?}: connecting anew");
        }
        let sockets = Arc::new(self.open()?);
        if open.len() >= RUNTIMES {
            open.remove(0);
        }
        open.push((runtime.id(), sockets.clone()));
        Ok(sockets)
    }

    fn open(&self) -> Result<Sockets> {
        let Settings { rest, choice, connections, .. } = &self.settings;
        let builder = reqwest::Client::builder();
        #[cfg(feature = "tls")]
        let (tls, builder) = {
            let tls = self.tls()?;
            let config = tls.clone().map_or_else(super::tls::unused, Ok)?;
            (tls, builder.tls_backend_preconfigured(config))
        };
        let connecting = Connecting::default();
        let grpc = choice.ways().iter().find(|way| way.protocol == Protocol::Grpc).map(|to| {
            let connector = Connector {
                to: to.clone(),
                env: self.settings.env.clone(),
                connecting: connecting.clone(),
                #[cfg(feature = "tls")]
                tls: tls.as_ref().map(super::tls::for_grpc),
            };
            Channels::open(*connections, self.settings.env.now(), || grpc::Channel::new(connector.clone()))
        });
        Ok(Sockets {
            rest: rest::client(builder, rest)?,
            grpc: grpc.transpose()?,
            silence: Silence::new(self.settings.env.now()),
            connecting,
        })
    }

    /// If anything on the way speaks TLS.
    #[cfg(feature = "tls")]
    pub(crate) fn tls(&self) -> Result<Option<rustls::ClientConfig>> {
        let mut all = self.settings.choice.ways().iter().chain([&self.settings.rest]);
        let any = all.any(|to| to.tls || to.proxy.as_ref().is_some_and(|proxy| proxy.tls));
        any.then(|| self.settings.trust.config()).transpose()
    }

    pub(crate) fn env(&self) -> &Arc<dyn Env> {
        &self.settings.env
    }

    /// What the server says of its health by a way, whichever is taken.
    pub(crate) async fn health(
        &self,
        way: &Endpoint,
        headers: HeaderMap,
        most: Duration,
    ) -> Result<Health, Failure> {
        let sockets = self.sockets()?;
        self.asked(&sockets, way, headers, most).await
    }

    /// Makes sure that it is known which way is taken, as far as one answers.
    pub(crate) async fn settle(&self, headers: HeaderMap, deadline: Instant) -> Result<(), Failure> {
        let sockets = self.sockets()?;
        self.choose(&sockets, &headers, deadline, true).await.map(drop)
    }

    /// The way for a question. What is written as a message already cannot go over GraphQL, so that is looked at with
    /// `any` only.
    async fn choose(
        &self,
        sockets: &Sockets,
        headers: &HeaderMap,
        deadline: Instant,
        any: bool,
    ) -> Result<&Endpoint, Failure> {
        let choice = &*self.settings.choice;
        if choice.is_made() {
            return Ok(choice.to());
        }
        let span = tracing::debug_span!(
            target: "weaviate",
            "reach",
            weaviate.transport = field::Empty,
            server.address = field::Empty,
            server.port = field::Empty,
        );
        // Boxed, as it is rare and would make every call's future larger.
        let found = Box::pin(self.look(sockets, headers, deadline, any)).instrument(span.clone()).await;
        if let Ok(to) = &found {
            span.record("weaviate.transport", to.protocol.name());
            span.record("server.address", to.name());
            span.record("server.port", to.port);
        }
        found
    }

    /// Asks one way after another whether it answers.
    async fn look(
        &self,
        sockets: &Sockets,
        headers: &HeaderMap,
        deadline: Instant,
        any: bool,
    ) -> Result<&Endpoint, Failure> {
        let (choice, env) = (&*self.settings.choice, &*self.settings.env);
        // A call that is given up now was not sent.
        let _looking = sockets.connecting.begin();
        let mut why = Vec::new();
        for (number, way) in choice.ways().iter().enumerate() {
            if way.protocol == Protocol::GraphQl && !any {
                continue;
            }
            let most = PATIENCE.min(deadline.saturating_duration_since(env.now()) / 2);
            let asking = Box::pin(self.asked(sockets, way, headers.clone(), most));
            match select(asking, env.sleep_until(after(env, most))).await {
                Either::Left((Ok(_), _)) => {
                    choice.take(number);
                    break;
                }
                Either::Left((Err(failure), _)) => why.push((way, Some(failure))),
                Either::Right(_) => why.push((way, None)),
            }
            if choice.is_made() {
                break;
            }
        }
        let to = choice.to();
        let Some((best, first)) = why.into_iter().next() else {
            tracing::debug!(target: "weaviate", "`{to}` answers: questions and objects go there by {}", to.protocol.name());
            return Ok(to);
        };
        if choice.is_made() && to != best {
            let first =
                first.map_or_else(|| format!("no answer in {PATIENCE:?}"), |first| first.error.to_string());
            tracing::warn!(
                target: "weaviate",
                "questions and objects go to `{to}` by {}, because {} does not answer at `{best}`: open that port or name the right one with `grpc_url`, or say that it is so by `via` ({first})",
                to.protocol.name(),
                best.protocol.name(),
            );
            return Ok(to);
        }
        match first {
            // Whatever was to be sent was not.
            Some(failure) if !choice.is_made() => Err(match failure.again {
                Again::Never => failure,
                _ => Failure { again: Again::Always, ..failure },
            }),
            // It may only be slow.
            _ => Ok(to),
        }
    }

    async fn asked(
        &self,
        sockets: &Sockets,
        way: &Endpoint,
        headers: HeaderMap,
        most: Duration,
    ) -> Result<Health, Failure> {
        match (&sockets.grpc, way.protocol) {
            (Some(channels), Protocol::Grpc) => {
                let (channel, silence) = channels.of(0);
                let asked = silence.asked();
                let answer = grpc::health(channel, way, headers, most).await;
                asked.ended(&answer, self.settings.env.now());
                answer
            }
            (_, Protocol::GraphQl) => rest::has_graphql(&sockets.rest, way, headers).await,
            _ => grpc_web::health(&sockets.rest, way, headers, most).await,
        }
    }

    /// An HTTP client for somebody else than the server, who is asked rarely.
    #[cfg(feature = "oidc")]
    pub(super) fn http(&self, mut to: Endpoint) -> Result<reqwest::Client> {
        to.proxy = self.settings.proxies.before(&to)?;
        let builder = reqwest::Client::builder();
        #[cfg(feature = "tls")]
        let builder = {
            let speaks = to.tls || to.proxy.as_ref().is_some_and(|proxy| proxy.tls);
            let config = if speaks { self.settings.trust.config() } else { super::tls::unused() };
            builder.tls_backend_preconfigured(config?)
        };
        rest::client(builder, &to)
    }

    fn is_lost(&self, sockets: &Sockets) -> bool {
        let now = self.settings.env.now();
        let grpc = sockets.grpc.iter().flat_map(|channels| &channels.silences);
        sockets.silence.is_lost(now) || grpc.into_iter().any(|silence| silence.is_lost(now))
    }

    fn remaining(&self, deadline: Instant) -> Duration {
        deadline.saturating_duration_since(self.settings.env.now())
    }
}

/// What is to go over GraphQL and REST is written so before it comes here.
fn no_messages() -> Failure {
    let message = "GraphQL takes no messages: reach the server with `Via::Grpc` for this";
    Error::new(ErrorKind::Unsupported, message).into()
}

fn header_map(call: &Call) -> HeaderMap {
    // With room for those that the transport adds, so that it is made once.
    let mut headers = HeaderMap::with_capacity(8);
    headers.extend(call.headers.iter().cloned());
    if let http::header::Entry::Vacant(entry) = headers.entry(&RequestId::NAME) {
        entry.insert(grpc::unlisted(call.id.value()));
    }
    headers
}

impl Transport for Network {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(async move {
            let sockets = self.sockets()?;
            let mut watch = Watch { sockets: &sockets, sent: &call.sent, over: false };
            let headers = header_map(&call);
            let (asked, answer) = match call.target {
                Target::Rpc(method) => {
                    let method = Method::of_weaviate(method);
                    let to = self.choose(&sockets, &headers, call.deadline, false).await?;
                    let limits = (self.remaining(call.deadline), self.settings.limit.get());
                    match (&sockets.grpc, to.protocol) {
                        (Some(channels), Protocol::Grpc) => {
                            let (channel, silence) = channels.of(call.body.len());
                            let asked = silence.asked();
                            (asked, grpc::unary(channel, to, method, call.body, headers, limits).await)
                        }
                        (_, Protocol::GraphQl) => return Err(no_messages()),
                        _ => {
                            let asked = sockets.silence.asked();
                            (
                                asked,
                                grpc_web::unary(&sockets.rest, to, method, call.body, headers, limits).await,
                            )
                        }
                    }
                }
                Target::Rest(verb, path) => {
                    let (asked, to) = (sockets.silence.asked(), &self.settings.rest);
                    (asked, rest::send(&sockets.rest, to, verb, &path, call.body, headers).await)
                }
            };
            asked.ended(&answer, self.settings.env.now());
            watch.over = true;
            answer
        })
    }

    fn stream(
        &self,
        call: Call,
        messages: BoxStream<'static, Bytes>,
    ) -> BoxFuture<'_, Result<BoxStream<'static, Result<Bytes, Failure>>, Failure>> {
        Box::pin(async move {
            let Target::Rpc(method) = call.target else {
                return Err(Error::new(ErrorKind::Unsupported, "REST has no streams").into());
            };
            let sockets = self.sockets()?;
            let headers = header_map(&call);
            let to = self.choose(&sockets, &headers, call.deadline, false).await?;
            let Some(channels) = sockets.grpc.as_ref().filter(|_| to.protocol == Protocol::Grpc) else {
                return Err(grpc_web::no_streams());
            };
            // What is streamed is much.
            let (channel, silence) = channels.of(usize::MAX);
            let (asked, method) = (silence.asked(), Method::of_weaviate(method));
            let limit = self.settings.limit.get();
            let answers = grpc::stream(channel, self.env(), to, method, messages, headers, limit).await;
            asked.ended(&answers, self.settings.env.now());
            Ok(Box::pin(Watched::new(answers?, silence.clone(), self.settings.env.clone())) as _)
        })
    }

    fn close(&self) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Notes of a call that is dropped whether a connection was being made then.
struct Watch<'a> {
    sockets: &'a Sockets,
    sent: &'a Sent,
    over: bool,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if !self.over && self.sockets.connecting.is_under_way() {
            self.sent.still_connecting();
        }
    }
}
