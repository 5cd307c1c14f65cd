//! A reverse proxy: a server of HTTP/1 and HTTP/2 at one port, with Weaviate behind a path of it.

use std::{io, net::SocketAddr};

use bytes::Bytes;
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::{Request, Response, StatusCode, Version, body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

type Body = BoxBody<Bytes, hyper::Error>;
type Failed = Box<dyn std::error::Error + Send + Sync>;

/// Weaviate behind a path: HTTP/2 leads to gRPC, anything else to REST.
pub struct ReverseProxy {
    /// Where it listens.
    pub addr: SocketAddr,
    accepting: JoinHandle<()>,
}

impl ReverseProxy {
    /// Listens on a free port of this machine. Without `grpc` it refuses HTTP/2, as many do.
    ///
    /// # Errors
    ///
    /// Those of the sockets.
    pub async fn start(prefix: &'static str, rest: SocketAddr, grpc: Option<SocketAddr>) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let serve = service_fn(move |request| pass(request, prefix, rest, grpc));
                tokio::spawn(async move {
                    let server = auto::Builder::new(TokioExecutor::new());
                    let server = if grpc.is_none() { server.http1_only() } else { server };
                    let _ = server.serve_connection(TokioIo::new(client), serve).await;
                });
            }
        });
        Ok(Self { addr, accepting })
    }
}

impl Drop for ReverseProxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn pass(
    mut request: Request<Incoming>,
    prefix: &str,
    rest: SocketAddr,
    grpc: Option<SocketAddr>,
) -> Result<Response<Body>, Failed> {
    let path = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    let Some(path) = path.strip_prefix(prefix).filter(|path| path.starts_with('/')) else {
        let page = Full::new(Bytes::from_static(b"no such page")).map_err(|never| match never {}).boxed();
        return Ok(Response::builder().status(StatusCode::NOT_FOUND).body(page)?);
    };
    let is_grpc = request.version() == Version::HTTP_2;
    let to = grpc.filter(|_| is_grpc).unwrap_or(rest);
    let stream = TokioIo::new(TcpStream::connect(to).await?);
    if is_grpc {
        *request.uri_mut() = format!("http://{to}{path}").parse()?;
        let (mut send, connection) =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await?;
        tokio::spawn(connection);
        return Ok(send.send_request(request).await?.map(BodyExt::boxed));
    }
    *request.uri_mut() = path.parse()?;
    let (mut send, connection) = hyper::client::conn::http1::handshake(stream).await?;
    tokio::spawn(connection);
    Ok(send.send_request(request).await?.map(BodyExt::boxed))
}
