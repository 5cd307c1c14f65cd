//! One connection of HTTP/2: made when it is first used, and anew when it is gone.
//!
//! Whoever comes while it is made waits for it, and shares what comes of it. What is gone shows in the connection itself,
//! before anything is sent; then one more is made, within the same call.

use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
};

use futures_core::future::BoxFuture;
use futures_util::{
    FutureExt as _,
    future::{Either, Shared, select},
};
use h2::client::{Builder, Connection, SendRequest};
use http::{
    Uri,
    uri::{Authority, Scheme},
};
use tokio::sync::oneshot;
use weaviate_query::{Error, ErrorKind, Result};

use super::body::Framed;
use crate::{
    env::Env,
    transport::{Failure, connect::Connector, fault, line::Io},
};

/// What a server may send before it hears that it was taken in: of an answer, and of all of a connection.
const WINDOW: u32 = 2 << 20;
const WINDOW_OF_ALL: u32 = 5 << 20;
/// The most bytes of the headers of an answer; a server has its messages in them.
const MOST_HEADERS: u32 = 16 << 10;

/// Where requests are handed in.
pub(super) type Sender = SendRequest<Framed>;
type Coming = Shared<BoxFuture<'static, Result<Sender, Failure>>>;

/// A connection to one address.
pub(crate) struct Channel {
    connector: Connector,
    pub(super) scheme: Scheme,
    pub(super) authority: Authority,
    /// The connection that there is, or that is being made.
    line: Mutex<Option<Coming>>,
}

impl Channel {
    pub(crate) fn new(connector: Connector) -> Result<Self> {
        let to = &connector.to;
        let uri: Uri = to.origin().parse().map_err(|error| {
            Error::new(ErrorKind::Config, format!("`{to}` is not an address for gRPC")).with_source(error)
        })?;
        let parts = uri.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(Error::new(ErrorKind::Config, format!("`{to}` is not an address for gRPC")));
        };
        Ok(Self { connector, scheme, authority, line: Mutex::default() })
    }

    pub(super) fn env(&self) -> &Arc<dyn Env> {
        &self.connector.env
    }

    /// A connection that takes a request.
    ///
    /// # Errors
    ///
    /// That there is none; nothing was sent.
    pub(super) async fn open(&self) -> Result<Sender, Failure> {
        let mut made = false;
        loop {
            let (line, is_there) = self.line();
            // One that is there was asked just now whether it is; else it is new.
            let mut sender = match line.peek() {
                Some(Ok(sender)) => sender.clone(),
                _ => line.clone().await?,
            };
            made |= !is_there;
            match poll_fn(|cx| sender.poll_ready(cx)).await {
                Ok(()) => return Ok(sender),
                Err(error) => {
                    self.forget(&line);
                    if made {
                        let failure = fault::of_h2(&error, &self.connector.to);
                        return Err(fault::not_sent(failure));
                    }
                }
            }
        }
    }

    /// The connection as far as it is; and whether it was there before.
    fn line(&self) -> (Coming, bool) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        match &*line {
            Some(there) if !matches!(there.peek(), Some(Err(_))) => (there.clone(), there.peek().is_some()),
            _ => (line.insert(self.connect()).clone(), false),
        }
    }

    /// Lets the next one connect anew.
    fn forget(&self, gone: &Coming) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if line.as_ref().is_some_and(|line| line.ptr_eq(gone)) {
            *line = None;
        }
    }

    /// Connects in a task, which then is the connection: it goes on while those who wait are busy elsewhere, and ends with the
    /// last who has a part in it.
    fn connect(&self) -> Coming {
        let (tell, told) = oneshot::channel();
        self.connector.env.spawn(Box::pin(live(self.connector.clone(), tell)));
        let to = self.connector.to.clone();
        let gone = move |_| Err(fault::not_sent(fault::broken("it was given up", &to)));
        told.map(move |told| told.unwrap_or_else(gone)).boxed().shared()
    }
}

async fn live(connector: Connector, mut tell: oneshot::Sender<Result<Sender, Failure>>) {
    let to = connector.to.clone();
    let made = match select(pin!(shake(connector)), pin!(tell.closed())).await {
        Either::Left((made, _)) => made,
        Either::Right(_) => return,
    };
    match made {
        Ok((sender, connection)) => {
            // Who waited may have gone; then the connection ends at once.
            let _ = tell.send(Ok(sender));
            if let Err(error) = connection.await {
                tracing::debug!("the connection to `{to}` ended: {error}");
            }
        }
        Err(failure) => drop(tell.send(Err(failure))),
    }
}

type Made = (Sender, Connection<Box<dyn Io>, Framed>);

async fn shake(connector: Connector) -> Result<Made, Failure> {
    let to = connector.to.clone();
    let stream = connector.connect().await.map_err(|error| fault::of_channel(&error, &to))?;
    let mut builder = Builder::new();
    builder
        .initial_window_size(WINDOW)
        .initial_connection_window_size(WINDOW_OF_ALL)
        .max_header_list_size(MOST_HEADERS)
        .enable_push(false);
    builder.handshake(stream).await.map_err(|error| fault::not_sent(fault::of_h2(&error, &to)))
}
