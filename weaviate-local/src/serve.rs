//! The two servers: where they listen, and how they stop.

use std::net::{Ipv4Addr, SocketAddr};

use axum::serve::ListenerExt as _;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};
use tonic::transport::server::TcpIncoming;

use crate::{
    operations::context::Context,
    protocol::{grpc, grpc_web, rest},
};

/// Where to listen. The default is any two free ports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Serve {
    /// The port of REST; 0 for a free one.
    pub http_port: u16,
    /// The port of gRPC; 0 for a free one.
    pub grpc_port: u16,
}

impl Serve {
    /// Sets the port of REST.
    pub fn http_port(self, http_port: u16) -> Self {
        Self { http_port, ..self }
    }

    /// Sets the port of gRPC.
    pub fn grpc_port(self, grpc_port: u16) -> Self {
        Self { grpc_port, ..self }
    }
}

/// The running servers. Dropping it stops them at once; [`Serving::shutdown`] lets running requests end first.
#[derive(Debug)]
pub struct Serving {
    http: SocketAddr,
    grpc: SocketAddr,
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Serving {
    /// Where REST listens.
    pub fn http_addr(&self) -> SocketAddr {
        self.http
    }

    /// Where gRPC listens.
    pub fn grpc_addr(&self) -> SocketAddr {
        self.grpc
    }

    /// Takes no more requests, and returns when the running ones have ended.
    pub async fn shutdown(mut self) {
        let _ = self.stop.send(true);
        for task in std::mem::take(&mut self.tasks) {
            let _ = task.await;
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
        for task in &self.tasks {
            task.abort();
        }
    }
}

pub(crate) async fn start(context: &Context, options: Serve) -> std::io::Result<Serving> {
    let http = TcpListener::bind((Ipv4Addr::LOCALHOST, options.http_port)).await?;
    let grpc = TcpListener::bind((Ipv4Addr::LOCALHOST, options.grpc_port)).await?;
    let (http_addr, grpc_addr) = (http.local_addr()?, grpc.local_addr()?);
    let context = context.at(http_addr);
    let (stop, stopped) = watch::channel(false);
    // Small answers go out at once, instead of waiting for an acknowledgement of the piece before.
    let http = http.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let grpc = TcpIncoming::from(grpc).with_nodelay(Some(true));
    let rest_server =
        axum::serve(http, grpc_web::router(context.clone()).merge(rest::router(context.clone())))
            .with_graceful_shutdown(until(stopped.clone()));
    let grpc_server = tonic::transport::Server::builder()
        .max_frame_size(Some(1 << 20))
        .add_routes(grpc::routes(context.clone()))
        .serve_with_incoming_shutdown(grpc, until(stopped));
    let tasks = vec![
        tokio::spawn(async move {
            let _ = rest_server.await;
        }),
        tokio::spawn(async move {
            let _ = grpc_server.await;
        }),
    ];
    Ok(Serving { http: http_addr, grpc: grpc_addr, stop, tasks })
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means the sender is gone, which stops the server too.
    let _ = stopped.wait_for(|stop| *stop).await;
}
