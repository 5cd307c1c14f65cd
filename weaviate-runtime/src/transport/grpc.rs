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
    Failure, Health, MAX_MESSAGE, Method, codec::BytesCodec, connect::Connector, endpoint::Endpoint, fault,
};
use crate::env::Env;

/// A channel that connects when it is first used, on the runtime of that call.
pub(crate) fn channel(connector: Connector) -> Result<Channel> {
    let to = &connector.to;
    let uri: Uri = to.origin().parse().map_err(|error| {
        Error::new(ErrorKind::Config, format!("`{to}` is not an address for gRPC")).with_source(error)
    })?;
    let spawn = Spawn(connector.env.clone());
    Ok(TonicEndpoint::from(uri).executor(spawn).connect_with_connector_lazy(connector))
}

/// Sends one message to a method and waits for the answer.
pub(crate) async fn unary(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    body: Bytes,
    headers: HeaderMap,
    (remaining, limit): (Duration, usize),
) -> Result<Bytes, Failure> {
    let mut client = client(channel, limit);
    let mut request = Request::from_parts(MetadataMap::from_headers(headers), http::Extensions::new(), body);
    request.set_timeout(remaining);
    client.ready().await.map_err(|error| fault::of_channel(&error, to))?;
    let answer = client.unary(request, path(to, method)?, BytesCodec).await;
    Ok(answer.map_err(|status| fault::of_status(&status, to))?.into_inner())
}

/// Opens a stream to a method.
pub(crate) async fn stream(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    messages: BoxStream<'static, Bytes>,
    headers: HeaderMap,
    limit: usize,
) -> Result<BoxStream<'static, Result<Bytes, Failure>>, Failure> {
    let mut client = client(channel, limit);
    let request = Request::from_parts(MetadataMap::from_headers(headers), http::Extensions::new(), messages);
    client.ready().await.map_err(|error| fault::of_channel(&error, to))?;
    let answer = client.streaming(request, path(to, method)?, BytesCodec).await;
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

fn client(channel: &Channel, limit: usize) -> Grpc<Channel> {
    Grpc::new(channel.clone()).max_decoding_message_size(limit).max_encoding_message_size(limit)
}

/// Whether a server of gRPC answers: what it says of its health counts as little as that it has no such method.
pub(crate) async fn health(
    channel: &Channel,
    to: &Endpoint,
    headers: HeaderMap,
    remaining: Duration,
) -> Result<Health, Failure> {
    let mut client = client(channel, MAX_MESSAGE);
    let mut request =
        Request::from_parts(MetadataMap::from_headers(headers), http::Extensions::new(), Bytes::new());
    request.set_timeout(remaining);
    client.ready().await.map_err(|error| fault::of_channel(&error, to))?;
    match client.unary(request, path(to, super::HEALTH)?, BytesCodec).await {
        Ok(answer) => Ok(Health::Says(answer.into_inner())),
        Err(status) if fault::is_by_grpc(&status) => Ok(Health::Refuses(fault::of_status(&status, to).error)),
        Err(status) => Err(fault::of_status(&status, to)),
    }
}

fn path(to: &Endpoint, method: Method) -> Result<PathAndQuery> {
    PathAndQuery::try_from(format!("{}/{method}", to.prefix))
        .map_err(|_| Error::invalid(format!("`{method}` is not a method of Weaviate")))
}
