//! gRPC over one HTTP/2 channel, without generated clients.

mod answer;
mod body;

use std::{future::poll_fn, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use http::{HeaderMap, HeaderValue, Request, Response, Uri, Version, uri::PathAndQuery};
use tonic::{
    Code, Status, Streaming,
    body::Body,
    transport::{Channel, Endpoint as TonicEndpoint},
};
use tower_service::Service as _;
use weaviate_query::{Error, ErrorKind, Result};

use self::body::{Many, Once};
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
    message: Bytes,
    headers: HeaderMap,
    (remaining, limit): (Duration, usize),
) -> Result<Bytes, Failure> {
    if message.len() > limit {
        return Err(fault::too_large("a message to send", message.len(), limit).into());
    }
    let answer = ask(channel, to, method, message, headers, (remaining, limit)).await?;
    answer.map_err(|status| fault::of_status(&status, to))
}

/// Whether a server of gRPC answers: what it says of its health counts as little as that it has no such method.
pub(crate) async fn health(
    channel: &Channel,
    to: &Endpoint,
    headers: HeaderMap,
    remaining: Duration,
) -> Result<Health, Failure> {
    let limits = (remaining, MAX_MESSAGE);
    match ask(channel, to, super::HEALTH, Bytes::new(), headers, limits).await? {
        Ok(answer) => Ok(Health::Says(answer)),
        Err(status) if fault::is_by_grpc(&status) => Ok(Health::Refuses(fault::of_status(&status, to).error)),
        Err(status) => Err(fault::of_status(&status, to)),
    }
}

async fn ask(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    message: Bytes,
    headers: HeaderMap,
    (remaining, limit): (Duration, usize),
) -> Result<Result<Bytes, Status>, Failure> {
    let mut request = request(to, method, headers, Body::new(Once::new(message)))?;
    request.headers_mut().insert("grpc-timeout", timeout(remaining));
    Ok(match send(channel, to, request).await? {
        Ok(answer) => answer::message(answer, limit).await,
        Err(status) => Err(status),
    })
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
    let request = request(to, method, headers, Body::new(Many::new(messages)))?;
    let answer = send(channel, to, request).await?.map_err(|status| fault::of_status(&status, to))?;
    let (head, body) = answer.into_parts();
    let answers = match Status::from_header_map(&head.headers) {
        Some(status) if status.code() != Code::Ok => return Err(fault::of_status(&status, to)),
        Some(_) => Streaming::new_empty(BytesCodec, body),
        None => Streaming::new_response(BytesCodec, body, head.status, None, Some(limit)),
    };
    let to = to.clone();
    Ok(answers.map_err(move |status| fault::of_status(&status, &to)).boxed())
}

async fn send(
    channel: &Channel,
    to: &Endpoint,
    request: Request<Body>,
) -> Result<Result<Response<Body>, Status>, Failure> {
    let mut channel = channel.clone();
    poll_fn(|cx| channel.poll_ready(cx)).await.map_err(|error| fault::of_channel(&error, to))?;
    Ok(channel.call(request).await.map_err(|error| Status::from_error(error.into())))
}

/// A request as gRPC has it; headers that it keeps for itself are over those of the program.
fn request(to: &Endpoint, method: Method, mut headers: HeaderMap, body: Body) -> Result<Request<Body>> {
    for name in ["grpc-status", "grpc-message", "grpc-message-type"] {
        if !headers.is_empty() {
            headers.remove(name);
        }
    }
    headers.insert(http::header::TE, HeaderValue::from_static("trailers"));
    headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    let mut request = Request::new(body);
    *request.method_mut() = http::Method::POST;
    *request.version_mut() = Version::HTTP_2;
    *request.uri_mut() = path(to, method)?.into();
    *request.headers_mut() = headers;
    Ok(request)
}

/// How long a server may take, in the smallest unit in which that has no more than eight digits.
fn timeout(remaining: Duration) -> HeaderValue {
    const MOST: u128 = 99_999_999;
    let (value, unit) = match remaining {
        _ if remaining.as_nanos() <= MOST => (remaining.as_nanos(), b'n'),
        _ if remaining.as_micros() <= MOST => (remaining.as_micros(), b'u'),
        _ if remaining.as_millis() <= MOST => (remaining.as_millis(), b'm'),
        _ => (u128::from(remaining.as_secs()).min(MOST), b'S'),
    };
    let (mut text, mut value, mut at) = ([b'0'; 9], value as u32, 8);
    text[at] = unit;
    while value > 0 && at > 0 {
        at -= 1;
        text[at] = b'0' + (value % 10) as u8;
        value /= 10;
    }
    let text = text.get(at.min(7)..).unwrap_or_default();
    unlisted(HeaderValue::from_bytes(text).unwrap_or(HeaderValue::from_static("0n")))
}

/// A value that is another one in each call: HTTP/2 then keeps it out of its table of headers that come again.
pub(super) fn unlisted(mut value: HeaderValue) -> HeaderValue {
    value.set_sensitive(true);
    value
}

/// Lets the channel's tasks be spawned by the client's handle.
struct Spawn(Arc<dyn Env>);

impl<F: Future<Output = ()> + Send + 'static> hyper::rt::Executor<F> for Spawn {
    fn execute(&self, task: F) {
        self.0.spawn(Box::pin(task));
    }
}

/// The path of a method; those that are called often are not put together each time.
fn path(to: &Endpoint, method: Method) -> Result<PathAndQuery> {
    let path = match method.known().filter(|_| to.prefix.is_empty()) {
        Some(path) => PathAndQuery::from_static(path),
        None => PathAndQuery::try_from(format!("{}/{method}", to.prefix))
            .map_err(|_| Error::invalid(format!("`{method}` is not a method of Weaviate")))?,
    };
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_has_eight_digits_at_most() {
        for (remaining, text) in [
            (Duration::ZERO, "0n"),
            (Duration::from_nanos(7), "7n"),
            (Duration::from_millis(99), "99000000n"),
            (Duration::from_millis(100), "100000u"),
            (Duration::from_secs(30), "30000000u"),
            (Duration::from_secs(100), "100000m"),
            (Duration::from_secs(365 * 24 * 60 * 60), "31536000S"),
            (Duration::MAX, "99999999S"),
        ] {
            assert_eq!(timeout(remaining), text, "{remaining:?}");
        }
    }
}
