//! The sockets of a client: two channels for gRPC and one pool for REST in each Tokio runtime it is used in.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use tokio::runtime;
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    Failure, Transport,
    connect::Connecting,
    endpoint::{Endpoint, Protocol},
    grpc, grpc_web, rest,
};
use crate::{
    env::Env,
    op::{Call, RequestId, Sent, Target},
};

/// The sockets of so many runtimes are kept, those used last. What a runtime that is gone leaves behind holds no task and
/// no open socket.
const RUNTIMES: usize = 4;

/// So many calls given up in a row, and no answer for so long: then the next one connects anew, because the way
/// to the server may have been lost without a word.
const STRIKES: u32 = 3;
const SILENCE: Duration = Duration::from_secs(10);

/// A message of more bytes goes over a connection of its own: what stands behind it in the buffers of one connection,
/// on either side, waits until it has passed, and a small question would.
const LARGE: usize = 64 << 10;

/// What the sockets are made from.
pub(crate) struct Settings {
    pub(crate) rest: Endpoint,
    /// Of gRPC or gRPC-web, whose address is that of REST.
    pub(crate) grpc: Endpoint,
    pub(crate) env: Arc<dyn Env>,
}

/// Reaches a server over its two ports, or with gRPC-web over one.
pub(crate) struct Network {
    settings: Settings,
    open: Mutex<Vec<(runtime::Id, Sockets)>>,
}

/// What one runtime uses. Clones share the connections; those that are replaced live until their last call ends.
#[derive(Clone)]
struct Sockets {
    rest: reqwest::Client,
    /// `None` for gRPC-web, which goes through `rest`.
    grpc: Option<Channels>,
    silence: Arc<Mutex<Silence>>,
    /// Of gRPC; how far the HTTP client is with its connections it does not say.
    connecting: Connecting,
}

/// Two connections to one address, each made when it is first used.
#[derive(Clone)]
struct Channels {
    small: tonic::transport::Channel,
    large: tonic::transport::Channel,
}

impl Channels {
    fn open(mut channel: impl FnMut() -> Result<tonic::transport::Channel>) -> Result<Self> {
        Ok(Self { small: channel()?, large: channel()? })
    }

    fn of(&self, message: &Bytes) -> &tonic::transport::Channel {
        if message.len() > LARGE { &self.large } else { &self.small }
    }
}

/// Since when nothing was answered, and how many calls were given up since.
struct Silence {
    since: Instant,
    strikes: u32,
}

impl Network {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { settings, open: Mutex::default() }
    }

    fn sockets(&self) -> Result<Sockets> {
        let runtime = runtime::Handle::try_current().map_err(|error| {
            Error::new(
                ErrorKind::Config,
                "there is no Tokio runtime here: await the call inside one, for example below `#[tokio::main]`",
            )
            .with_source(error)
        })?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = open.iter().position(|(id, _)| *id == runtime.id()) {
            let (id, sockets) = open.remove(at);
            if !self.is_lost(&sockets) {
                open.push((id, sockets.clone()));
                return Ok(sockets);
            }
            tracing::warn!("no call was answered for {SILENCE:?}: connecting anew");
        }
        let sockets = self.open()?;
        if open.len() >= RUNTIMES {
            open.remove(0);
        }
        open.push((runtime.id(), sockets.clone()));
        Ok(sockets)
    }

    #[cfg(feature = "tls")]
    fn open(&self) -> Result<Sockets> {
        let Settings { rest, grpc, .. } = &self.settings;
        let tls = if rest.tls || grpc.tls { Some(super::tls::config()?) } else { None };
        let builder = match &tls {
            Some(config) => reqwest::Client::builder().tls_backend_preconfigured(config.clone()),
            None => reqwest::Client::builder().tls_backend_preconfigured(super::tls::unused()?),
        };
        let grpc_tls = tls.as_ref().filter(|_| grpc.tls).map(super::tls::for_grpc);
        let connecting = Connecting::default();
        Ok(Sockets {
            rest: rest::client(builder)?,
            grpc: match grpc.protocol {
                Protocol::GrpcWeb => None,
                _ => Some(Channels::open(|| {
                    grpc::channel(grpc, &self.settings.env, &connecting, grpc_tls.clone())
                })?),
            },
            silence: self.silence(),
            connecting,
        })
    }

    #[cfg(not(feature = "tls"))]
    fn open(&self) -> Result<Sockets> {
        let grpc = &self.settings.grpc;
        let connecting = Connecting::default();
        Ok(Sockets {
            rest: rest::client(reqwest::Client::builder())?,
            grpc: match grpc.protocol {
                Protocol::GrpcWeb => None,
                _ => Some(Channels::open(|| grpc::channel(grpc, &self.settings.env, &connecting))?),
            },
            silence: self.silence(),
            connecting,
        })
    }

    fn is_lost(&self, sockets: &Sockets) -> bool {
        let silence = sockets.silence.lock().unwrap_or_else(PoisonError::into_inner);
        let silent = self.settings.env.now().saturating_duration_since(silence.since);
        silence.strikes >= STRIKES && silent >= SILENCE
    }

    fn silence(&self) -> Arc<Mutex<Silence>> {
        Arc::new(Mutex::new(Silence { since: self.settings.env.now(), strikes: 0 }))
    }

    fn remaining(&self, call: &Call) -> Duration {
        call.deadline.saturating_duration_since(self.settings.env.now())
    }
}

fn header_map(call: &Call) -> http::HeaderMap {
    let mut headers: http::HeaderMap = call.headers.iter().cloned().collect();
    if let http::header::Entry::Vacant(entry) = headers.entry(RequestId::HEADER)
        && let Ok(id) = http::HeaderValue::try_from(call.id.to_string())
    {
        entry.insert(id);
    }
    headers
}

impl Transport for Network {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(async move {
            let sockets = self.sockets()?;
            let watch = Watch { sockets: &sockets, sent: &call.sent.clone(), answered: None };
            let headers = header_map(&call);
            let remaining = self.remaining(&call);
            let answer = match call.target {
                Target::Rpc(method) => {
                    let to = &self.settings.grpc;
                    match &sockets.grpc {
                        Some(channels) => {
                            let channel = channels.of(&call.body);
                            grpc::unary(channel, to, method, call.body, headers, remaining).await
                        }
                        None => {
                            grpc_web::unary(&sockets.rest, to, method, call.body, headers, remaining).await
                        }
                    }
                }
                Target::Rest(verb, path) => {
                    let to = &self.settings.rest;
                    rest::send(&sockets.rest, to, verb, &path, call.body, headers).await
                }
            };
            // tonic keeps the deadline too: a timeout that it makes here is no answer of the server.
            let gave_up = |failure: &Failure| {
                failure.error.kind() == ErrorKind::Timeout && failure.error.server_message().is_none()
            };
            if !answer.as_ref().is_err_and(gave_up) {
                watch.answered(self.settings.env.now());
            }
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
            // What is streamed is much.
            let Some(Channels { large: channel, .. }) = self.sockets()?.grpc else {
                return Err(grpc_web::no_streams());
            };
            grpc::stream(&channel, &self.settings.grpc, method, messages, header_map(&call)).await
        })
    }

    fn close(&self) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Counts a call that is dropped before anything answered it.
struct Watch<'a> {
    sockets: &'a Sockets,
    sent: &'a Sent,
    answered: Option<Instant>,
}

impl Watch<'_> {
    fn answered(mut self, now: Instant) {
        self.answered = Some(now);
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if self.answered.is_none() && self.sockets.connecting.is_under_way() {
            self.sent.still_connecting();
        }
        let mut silence = self.sockets.silence.lock().unwrap_or_else(PoisonError::into_inner);
        match self.answered {
            Some(now) => *silence = Silence { since: now, strikes: 0 },
            None => silence.strikes = silence.strikes.saturating_add(1),
        }
    }
}
