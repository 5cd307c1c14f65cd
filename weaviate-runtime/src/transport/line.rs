//! A line of TCP: how it is opened and kept.

use std::{io, time::Duration};

use http::Uri;
use hyper_util::{client::legacy::connect::HttpConnector, rt::TokioIo};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tower_service::Service as _;

/// A connection that is idle is asked by TCP so often whether it is there: what forgets idle connections on the way
/// does so after some minutes, and a server that is gone is found out before the next call. Not by pings of HTTP/2:
/// a server (1.39.0) closes a connection that pings more often than every five minutes.
pub(crate) const KEEPALIVE: Duration = Duration::from_secs(30);
/// So many questions go unanswered, this far apart, before a connection is given up.
pub(crate) const KEEPALIVE_RETRIES: u32 = 3;
pub(crate) const KEEPALIVE_INTERVAL: Duration = Duration::from_secs(10);

/// A connection, with or without TLS, straight or through a proxy.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// Opens a TCP connection; of several addresses of a host the first that answers.
pub(crate) async fn tcp(host: &str, port: u16) -> io::Result<TcpStream> {
    let uri = Uri::try_from(format!("http://{host}:{port}")).map_err(io::Error::other)?;
    let mut connector = HttpConnector::new();
    // A question is one small message: waiting for more to send with it only costs time.
    connector.set_nodelay(true);
    connector.set_keepalive(Some(KEEPALIVE));
    connector.set_keepalive_interval(Some(KEEPALIVE_INTERVAL));
    connector.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
    connector.call(uri).await.map(TokioIo::into_inner).map_err(io::Error::other)
}
