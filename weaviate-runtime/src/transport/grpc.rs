//! gRPC over HTTP/2, without generated clients: a request is a head and a message, and nothing stands between them and the
//! connection.

mod answer;
mod body;
mod channel;
mod frames;
mod linger;

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use futures_core::stream::BoxStream;
use h2::{RecvStream, SendStream, client::ResponseFuture};
use http::{
    HeaderMap, HeaderName, HeaderValue, Method as Verb, Request, Response, Uri, Version,
    header::{CONTENT_TYPE, TE, USER_AGENT},
    uri::{Parts, PathAndQuery},
};
use tokio::sync::oneshot;
use weaviate_query::{Error, Result};

pub(crate) use self::channel::Channel;
use self::{answer::No, body::Framed, linger::Lingering};
use super::{Failure, Health, MAX_MESSAGE, Method, endpoint::Endpoint, fault};
use crate::env::Env;

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
    ask(channel, to, method, message, headers, (remaining, limit)).await.map_err(No::failure)
}

/// Whether a server of gRPC answers: what it says of its health counts as little as that it has no such method.
pub(crate) async fn health(
    channel: &Channel,
    to: &Endpoint,
    headers: HeaderMap,
    remaining: Duration,
) -> Result<Health, Failure> {
    let limits = (remaining, MAX_MESSAGE);
    match ask(channel, to, super::HEALTH, Bytes::new(), headers, limits).await {
        Ok(answer) => Ok(Health::Says(answer)),
        Err(No::Said(status)) => Ok(Health::Refuses(fault::of_status(&status).error)),
        Err(No::Else(failure)) => Err(failure),
    }
}

async fn ask(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    message: Bytes,
    headers: HeaderMap,
    (remaining, limit): (Duration, usize),
) -> Result<Bytes, No> {
    let timeout = (!method.writes_objects()).then(|| timeout(remaining));
    let (answer, mut body) = begin(channel, to, method, headers, timeout).await?;
    body.send_data(Framed::new(message), true).map_err(|error| fault::of_h2(&error, to))?;
    let head = if method.writes_objects() {
        Lingering::new(answer, channel.env()).await.map_err(|error| fault::of_h2(&error, to))?
    } else {
        head(answer, to).await?
    };
    answer::message(head, limit, to).await
}

/// Opens a stream to a method.
pub(crate) async fn stream(
    channel: &Channel,
    env: &Arc<dyn Env>,
    to: &Endpoint,
    method: Method,
    messages: BoxStream<'static, Bytes>,
    headers: HeaderMap,
    limit: usize,
) -> Result<BoxStream<'static, Result<Bytes, Failure>>, Failure> {
    let (answer, body) = begin(channel, to, method, headers, None).await?;
    // Messages go out while answers are waited for, and no longer than somebody waits.
    let (held, enough) = oneshot::channel::<()>();
    env.spawn(Box::pin(body::pump(body, messages, enough)));
    answer::messages(head(answer, to).await?, limit, to, held)
}

/// Begins a request. Until then nothing was sent.
async fn begin(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    headers: HeaderMap,
    timeout: Option<HeaderValue>,
) -> Result<(ResponseFuture, SendStream<Framed>), Failure> {
    let request = request(channel, to, method, headers, timeout)?;
    let mut sender = channel.open().await?;
    sender.send_request(request, false).map_err(|error| fault::not_sent(fault::of_h2(&error, to)))
}

async fn head(answer: ResponseFuture, to: &Endpoint) -> Result<Response<RecvStream>, Failure> {
    answer.await.map_err(|error| fault::of_h2(&error, to))
}

const TIMEOUT: HeaderName = HeaderName::from_static("grpc-timeout");

/// What a server's log says of who called.
const AGENT: HeaderValue = HeaderValue::from_static(concat!("weaviate-rust/", env!("CARGO_PKG_VERSION")));

/// The head of a request; headers that gRPC keeps for itself are over those of the program.
fn request(
    channel: &Channel,
    to: &Endpoint,
    method: Method,
    mut headers: HeaderMap,
    timeout: Option<HeaderValue>,
) -> Result<Request<()>> {
    // Nearly all calls have one header yet, which is ours: the name of the request.
    if headers.len() > 1 {
        for name in ["grpc-status", "grpc-message", "grpc-message-type", "grpc-timeout"] {
            headers.remove(name);
        }
    }
    if let Some(timeout) = timeout {
        headers.insert(TIMEOUT, timeout);
    }
    headers.insert(TE, HeaderValue::from_static("trailers"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    headers.entry(USER_AGENT).or_insert(AGENT);
    let mut request = Request::new(());
    *request.method_mut() = Verb::POST;
    *request.version_mut() = Version::HTTP_2;
    *request.uri_mut() = uri(channel, to, method)?;
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

/// Where a method is; the paths of those that are called often are not put together each time.
fn uri(channel: &Channel, to: &Endpoint, method: Method) -> Result<Uri> {
    let no_method = || Error::invalid(format!("`{method}` is not a method of Weaviate"));
    let path = match method.known().filter(|_| to.prefix.is_empty()) {
        Some(path) => PathAndQuery::from_static(path),
        None => PathAndQuery::try_from(format!("{}/{method}", to.prefix)).map_err(|_| no_method())?,
    };
    let mut parts = Parts::default();
    parts.scheme = Some(channel.scheme.clone());
    parts.authority = Some(channel.authority.clone());
    parts.path_and_query = Some(path);
    Uri::from_parts(parts).map_err(|_| no_method())
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
