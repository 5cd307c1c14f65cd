//! gRPC over one HTTP/2 channel, without generated clients.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::{HeaderMap, Uri, uri::PathAndQuery};
use tonic::{
    Request,
    client::Grpc,
    metadata::MetadataMap,
    transport::{Channel, Endpoint as TonicEndpoint},
};
use weaviate_query::{Error, ErrorKind, Result};

use super::{
    Failure, MAX_MESSAGE,
    codec::BytesCodec,
    connect::{Connecting, Connector},
    endpoint::Endpoint,
    fault,
};
use crate::env::Env;

/// A channel that connects when it is first used, on the runtime of that call.
pub(crate) fn channel(
    to: &Endpoint,
    env: &Arc<dyn Env>,
    connecting: &Connecting,
    #[cfg(feature = "tls")] tls: Option<Arc<rustls::ClientConfig>>,
) -> Result<Channel> {
    let uri: Uri = to.url().parse().map_err(|error| {
        Error::new(ErrorKind::Config, format!("`{to}` is not an address for gRPC")).with_source(error)
    })?;
    let connector = Connector {
        host: to.host.clone(),
        port: to.port,
        env: env.clone(),
        connecting: connecting.clone(),
        #[cfg(feature = "tls")]
        tls,
    };
    Ok(TonicEndpoint::from(uri).executor(Spawn(env.clone())).connect_with_connector_lazy(connector))
}

/// Sends one message to a method and waits for the answer.
pub(crate) async fn unary(
    channel: &Channel,
    to: &Endpoint,
    method: &'static str,
    body: Bytes,
    headers: HeaderMap,
    remaining: Duration,
) -> Result<Bytes, Failure> {
    let mut client = client(channel);
    let mut request = Request::from_parts(MetadataMap::from_headers(headers), http::Extensions::new(), body);
    request.set_timeout(remaining);
    client.ready().await.map_err(|error| fault::of_channel(&error, to))?;
    let answer = client.unary(request, path(method)?, BytesCodec).await;
    Ok(answer.map_err(|status| fault::of_status(&status, to))?.into_inner())
}

/// Opens a stream to a method.
pub(crate) async fn stream(
    channel: &Channel,
    to: &Endpoint,
    method: &'static str,
    messages: BoxStream<'static, Bytes>,
    headers: HeaderMap,
) -> Result<BoxStream<'static, Result<Bytes, Failure>>, Failure> {
    let mut client = client(channel);
    let request = Request::from_parts(MetadataMap::from_headers(headers), http::Extensions::new(), messages);
    client.ready().await.map_err(|error| fault::of_channel(&error, to))?;
    let answer = client.streaming(request, path(method)?, BytesCodec).await;
    let answers = answer.map_err(|status| fault::of_status(&status, to))?.into_inner();
    let to = to.clone();
    Ok(answers.map_err(move |status| fault::of_status(&status, &to)).boxed())
}

/// Lets the channel's tasks be spawned by the client's handle.
struct Spawn(Arc<dyn Env>);

impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Spawn {
    fn execute(&self, task: F) {
        self.0.spawn(Box::pin(task));
    }
}

fn client(channel: &Channel) -> Grpc<Channel> {
    Grpc::new(channel.clone()).max_decoding_message_size(MAX_MESSAGE).max_encoding_message_size(MAX_MESSAGE)
}

fn path(method: &str) -> Result<PathAndQuery> {
    PathAndQuery::try_from(format!("/weaviate.v1.Weaviate/{method}"))
        .map_err(|_| Error::invalid(format!("`{method}` is not a method of Weaviate")))
}
