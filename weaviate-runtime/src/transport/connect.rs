//! Connections for gRPC: TCP, and TLS with the same configuration as REST.

use std::{
    fmt, io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use futures_core::future::BoxFuture;
use futures_util::future::{Either, select};
use http::Uri;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use super::CONNECT;
use crate::env::{Env, after};

/// Connects to one address, whatever it is asked for.
#[derive(Clone)]
pub(crate) struct Connector {
    pub(crate) host: String,
    pub(crate) port: u16,
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

    fn begin(&self) -> Begun {
        self.0.fetch_add(1, Ordering::Relaxed);
        Begun(self.clone())
    }
}

/// Ends when it is dropped, however the connecting ended.
struct Begun(Connecting);

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
    async fn tcp(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect((self.host.trim_matches(['[', ']']), self.port)).await?;
        // A question is one small message: waiting for more to send with it only costs time.
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    #[cfg(feature = "tls")]
    async fn connect(self) -> io::Result<TokioIo<Stream>> {
        let stream = self.tcp().await?;
        let Some(config) = self.tls else {
            return Ok(TokioIo::new(Stream::Plain(stream)));
        };
        let name = rustls::pki_types::ServerName::try_from(self.host.trim_matches(['[', ']']).to_owned())
            .map_err(io::Error::other)?;
        let stream = tokio_rustls::TlsConnector::from(config).connect(name, stream).await?;
        Ok(TokioIo::new(Stream::Tls(Box::new(stream))))
    }

    #[cfg(not(feature = "tls"))]
    async fn connect(self) -> io::Result<TokioIo<TcpStream>> {
        Ok(TokioIo::new(self.tcp().await?))
    }
}

#[cfg(feature = "tls")]
pub(crate) use stream::Stream;

impl Service<Uri> for Connector {
    #[cfg(feature = "tls")]
    type Response = TokioIo<Stream>;
    #[cfg(not(feature = "tls"))]
    type Response = TokioIo<TcpStream>;
    type Error = Unreachable;
    type Future = BoxFuture<'static, Result<Self::Response, Unreachable>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Unreachable>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let _begun = this.connecting.begin();
            let end = this.env.sleep_until(after(&*this.env, CONNECT));
            match select(Box::pin(this.connect()), end).await {
                Either::Left((connected, _)) => connected.map_err(Unreachable),
                Either::Right(_) => Err(Unreachable(io::ErrorKind::TimedOut.into())),
            }
        })
    }
}

#[cfg(feature = "tls")]
mod stream {
    //! Either of the two, as one stream.

    use std::{
        io,
        pin::Pin,
        task::{Context, Poll},
    };

    use tokio::{
        io::{AsyncRead, AsyncWrite, ReadBuf},
        net::TcpStream,
    };

    /// A connection with or without TLS.
    pub(crate) enum Stream {
        Plain(TcpStream),
        Tls(Box<tokio_rustls::client::TlsStream<TcpStream>>),
    }

    impl AsyncRead for Stream {
        fn poll_read(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            buf: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
                Self::Tls(stream) => Pin::new(stream).poll_read(cx, buf),
            }
        }
    }

    impl AsyncWrite for Stream {
        fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
            match self.get_mut() {
                Self::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
                Self::Tls(stream) => Pin::new(stream).poll_write(cx, buf),
            }
        }

        fn poll_write_vectored(
            self: Pin<&mut Self>,
            cx: &mut Context<'_>,
            bufs: &[io::IoSlice<'_>],
        ) -> Poll<io::Result<usize>> {
            match self.get_mut() {
                Self::Plain(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
                Self::Tls(stream) => Pin::new(stream).poll_write_vectored(cx, bufs),
            }
        }

        fn is_write_vectored(&self) -> bool {
            match self {
                Self::Plain(stream) => stream.is_write_vectored(),
                Self::Tls(stream) => stream.is_write_vectored(),
            }
        }

        fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
                Self::Tls(stream) => Pin::new(stream).poll_flush(cx),
            }
        }

        fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
            match self.get_mut() {
                Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
                Self::Tls(stream) => Pin::new(stream).poll_shutdown(cx),
            }
        }
    }
}
