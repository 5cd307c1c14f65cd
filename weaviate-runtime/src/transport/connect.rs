//! Connections for gRPC: TCP, through a proxy if there is one, and TLS with the same configuration as REST.

use std::{
    fmt, io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use futures_util::future::{Either, select};

use super::{
    CONNECT, causes,
    endpoint::Endpoint,
    line::{Io, tcp},
    proxy,
};
use crate::env::{Env, after};

/// Connects to one address, whatever it is asked for.
#[derive(Clone)]
pub(crate) struct Connector {
    pub(crate) to: Endpoint,
    pub(crate) env: Arc<dyn Env>,
    pub(crate) connecting: Connecting,
    #[cfg(feature = "tls")]
    pub(crate) tls: Option<Arc<rustls::ClientConfig>>,
}

/// Whether a connection is being made. Clones look at the same one.
#[derive(Clone, Default)]
pub(crate) struct Connecting(Arc<AtomicUsize>);

impl Connecting {
    pub(crate) fn is_under_way(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }

    pub(crate) fn begin(&self) -> Begun {
        self.0.fetch_add(1, Ordering::Relaxed);
        Begun(self.clone())
    }
}

/// Ends when it is dropped, however the connecting ended.
pub(crate) struct Begun(Connecting);

impl Drop for Begun {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// No connection was made: whatever was to be sent was not.
#[derive(Debug)]
pub(crate) struct Unreachable(io::Error);

impl fmt::Display for Unreachable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection: {}", self.0)
    }
}

impl std::error::Error for Unreachable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<io::Error> for Unreachable {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

impl Connector {
    /// TCP to the server, or to the end of the tunnel that a proxy digs.
    pub(crate) async fn reach(&self) -> io::Result<Box<dyn Io>> {
        let to = &self.to;
        let Some(proxy) = &to.proxy else { return Ok(Box::new(tcp(&to.host, to.port).await?)) };
        let stream = tcp(&proxy.host, proxy.port).await.map_err(|error| {
            let root = causes::root(&error);
            io::Error::new(error.kind(), format!("the proxy `{proxy}` is not to be reached: {root}"))
        })?;
        let mut stream: Box<dyn Io> = Box::new(stream);
        #[cfg(feature = "tls")]
        if let Some(config) = self.tls.as_ref().filter(|_| proxy.tls) {
            let mut config = (**config).clone();
            config.alpn_protocols = Vec::new();
            stream = super::tls::connect(Arc::new(config), &proxy.host, stream).await?;
        }
        proxy::tunnel(&mut stream, to, proxy).await?;
        Ok(stream)
    }

    async fn secure(&self) -> io::Result<Box<dyn Io>> {
        let stream = self.reach().await?;
        #[cfg(feature = "tls")]
        if let Some(config) = self.tls.clone().filter(|_| self.to.tls) {
            return super::tls::connect(config, &self.to.host, stream).await;
        }
        Ok(stream)
    }

    /// A connection, with TLS where the address says so. It is given up after some seconds.
    pub(crate) async fn connect(&self) -> Result<Box<dyn Io>, Unreachable> {
        let _begun = self.connecting.begin();
        let end = self.env.sleep_until(after(&*self.env, CONNECT));
        match select(Box::pin(self.secure()), end).await {
            Either::Left((connected, _)) => connected.map_err(Unreachable),
            Either::Right(_) => Err(Unreachable(io::ErrorKind::TimedOut.into())),
        }
    }
}
