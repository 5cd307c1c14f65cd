//! The sockets of a client: one channel for gRPC and one pool for REST in each Tokio runtime it is used in.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use futures_core::{future::BoxFuture, stream::BoxStream};
use tokio::runtime;
use weaviate_query::{Error, ErrorKind, Result};

use super::{Failure, Transport, grpc, rest};
use crate::{
    client::Endpoint,
    env::Env,
    op::{Call, Headers, Target},
};

/// Runtimes are told apart by their ids, which are never used twice; those that are gone leave an entry behind
/// that holds no task and no open socket. This many are kept.
const RUNTIMES: usize = 4;

/// So many calls given up in a row without an answer in between, and the next one connects anew: the way to the
/// server may have been lost without a word.
const STRIKES: u32 = 3;

/// What the sockets are made from.
pub(crate) struct Settings {
    pub(crate) rest: Endpoint,
    pub(crate) grpc: Endpoint,
    pub(crate) headers: Headers,
    pub(crate) env: Arc<dyn Env>,
}

/// Reaches a server over its two ports.
pub(crate) struct Network {
    settings: Settings,
    open: Mutex<Vec<(runtime::Id, Sockets)>>,
}

/// What one runtime uses. Clones share the connections; those that are replaced live until their last call ends.
#[derive(Clone)]
pub(crate) struct Sockets {
    pub(crate) rest: reqwest::Client,
    pub(crate) grpc: tonic::transport::Channel,
    strikes: Arc<AtomicU32>,
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
            if sockets.strikes.load(Ordering::Relaxed) < STRIKES {
                open.push((id, sockets.clone()));
                return Ok(sockets);
            }
            tracing::warn!("{STRIKES} calls in a row had no answer: connecting anew");
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
        Ok(Sockets {
            rest: rest::client(builder)?,
            grpc: grpc::channel(grpc, &self.settings.env, grpc_tls)?,
            strikes: Arc::default(),
        })
    }

    #[cfg(not(feature = "tls"))]
    fn open(&self) -> Result<Sockets> {
        Ok(Sockets {
            rest: rest::client(reqwest::Client::builder())?,
            grpc: grpc::channel(&self.settings.grpc, &self.settings.env)?,
            strikes: Arc::default(),
        })
    }

    /// The client's headers and then the call's, which win.
    fn headers(&self, call: &Call) -> http::HeaderMap {
        let mut map = http::HeaderMap::new();
        for (name, value) in self.settings.headers.iter().chain(call.headers.iter()) {
            map.insert(name.clone(), value.clone());
        }
        map
    }

    fn remaining(&self, call: &Call) -> Duration {
        call.deadline.saturating_duration_since(self.settings.env.now())
    }
}

impl Transport for Network {
    fn unary(&self, call: Call) -> BoxFuture<'_, Result<Bytes, Failure>> {
        Box::pin(async move {
            let sockets = self.sockets()?;
            let watch = Watch { strikes: &sockets.strikes, answered: false };
            let headers = self.headers(&call);
            let remaining = self.remaining(&call);
            let answer = match call.target {
                Target::Rpc(method) => {
                    let to = &self.settings.grpc;
                    grpc::unary(&sockets, to, method, call.body, headers, remaining).await
                }
                Target::Rest(verb, path) => {
                    let to = &self.settings.rest;
                    rest::send(&sockets, to, verb, &path, call.body, headers).await
                }
            };
            watch.answered();
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
            grpc::stream(&sockets, &self.settings.grpc, method, messages, self.headers(&call)).await
        })
    }
}

/// Counts a call that is dropped before anything answered it.
struct Watch<'a> {
    strikes: &'a AtomicU32,
    answered: bool,
}

impl Watch<'_> {
    fn answered(mut self) {
        self.answered = true;
        self.strikes.store(0, Ordering::Relaxed);
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if !self.answered {
            self.strikes.fetch_add(1, Ordering::Relaxed);
        }
    }
}
