//! gRPC-web: the same messages as gRPC, over HTTP/1.1 and the port of REST.
//!
//! A server answers with the message and, in one more frame behind it, its status; or with nothing, and the
//! status in the headers.

mod answer;

use std::time::Duration;

use bytes::{BufMut as _, Bytes, BytesMut};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use weaviate_query::{Error, ErrorKind};

use super::{
    Failure, Health, MAX_MESSAGE, Method,
    endpoint::Endpoint,
    fault,
    status::{Code, Status},
};

const TYPE: &str = "application/grpc-web+proto";

/// Sends one message to a method and waits for the answer.
pub(crate) async fn unary(
    http: &reqwest::Client,
    to: &Endpoint,
    method: Method,
    body: Bytes,
    mut headers: HeaderMap,
    (remaining, limit): (Duration, usize),
) -> Result<Bytes, Failure> {
    if body.len() > limit {
        return Err(fault::too_large("a message to send", body.len(), limit).into());
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(TYPE));
    headers.insert(header::ACCEPT, HeaderValue::from_static(TYPE));
    headers.insert(HeaderName::from_static("x-grpc-web"), HeaderValue::from_static("1"));
    if !method.writes_objects()
        && let Ok(timeout) = HeaderValue::try_from(timeout(remaining))
    {
        headers.insert(HeaderName::from_static("grpc-timeout"), timeout);
    }
    let url = format!("{}/v1/grpc-web/{method}", to.url());
    let request = http.post(url).headers(headers).body(framed(&body));
    let mut answer = request.send().await.map_err(|error| fault::of_http(&error, to))?;
    let status = answer.status();
    if status == StatusCode::OK {
        if let Some(status) = Status::of(answer.headers()) {
            return Err(match status.code {
                Code::Ok => fault::odd("has a status and no message", to),
                _ => fault::of_status(&status),
            });
        }
        if !is_grpc_web(answer.headers()) {
            return Err(fault::odd("is not gRPC-web: is this address a Weaviate?", to));
        }
    }
    // A page of an error is read as far as it can be shown.
    let most = if status == StatusCode::OK { answer::BESIDE + limit } else { 64 << 10 };
    let mut bytes = BytesMut::new();
    while let Some(part) = answer.chunk().await.map_err(|error| fault::of_http(&error, to))? {
        bytes.put(part);
        if status == StatusCode::OK {
            answer::check_size(&bytes, limit)?;
        }
        if bytes.len() > most {
            break;
        }
    }
    match status {
        StatusCode::OK => answer::message(bytes.freeze(), to, limit),
        _ => Err(refused(status, answer.headers(), &bytes, to)),
    }
}

/// An answer of HTTP that is not a success.
pub(super) fn refused(status: StatusCode, headers: &HeaderMap, body: &[u8], to: &Endpoint) -> Failure {
    match status {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => absent(to).into(),
        _ => fault::of_answer(status, headers, body, to),
    }
}

/// Whether a server of gRPC-web answers.
pub(crate) async fn health(
    http: &reqwest::Client,
    to: &Endpoint,
    headers: HeaderMap,
    remaining: Duration,
) -> Result<Health, Failure> {
    let limits = (remaining, MAX_MESSAGE);
    match unary(http, to, super::HEALTH, Bytes::new(), headers, limits).await {
        // Who wants a key is there.
        Err(refused)
            if matches!(refused.error.kind(), ErrorKind::Unauthenticated | ErrorKind::PermissionDenied) =>
        {
            Ok(Health::Refuses(refused.error))
        }
        answer => answer.map(Health::Says),
    }
}

/// Nothing goes both ways here: the server has it over HTTP/2 only.
pub(crate) fn no_streams() -> Failure {
    let message = "gRPC-web has no streams in both directions: reach the server with `Via::Grpc` for them";
    Error::new(ErrorKind::Unsupported, message).into()
}

fn absent(to: &Endpoint) -> Error {
    let message = format!(
        "`{to}` has no gRPC-web: Weaviate has it from 1.38.3 on, unless it is switched off there; reach it with `Via::Grpc`"
    );
    Error::new(ErrorKind::Unsupported, message)
}

fn is_grpc_web(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case(TYPE) || kind.eq_ignore_ascii_case("application/grpc-web")
}

fn framed(message: &Bytes) -> Bytes {
    let mut out = BytesMut::with_capacity(message.len() + answer::HEAD);
    out.put_u8(0);
    out.put_u32(message.len() as u32); // at most `LARGEST`
    out.put_slice(message);
    out.freeze()
}

/// At most eight digits and a unit, as fine as they allow; what is cut off makes it shorter and never longer.
fn timeout(remaining: Duration) -> String {
    const MOST: u128 = 99_999_999;
    let nanos = remaining.as_nanos();
    for (unit, in_nanos) in [("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000)] {
        if nanos / in_nanos <= MOST {
            return format!("{}{unit}", nanos / in_nanos);
        }
    }
    format!("{MOST}S")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_has_at_most_eight_digits() {
        for (remaining, text) in [
            (Duration::ZERO, "0n"),
            (Duration::from_nanos(99_999_999), "99999999n"),
            (Duration::from_millis(100), "100000u"),
            (Duration::from_secs(30), "30000000u"),
            (Duration::from_secs(90), "90000000u"),
            (Duration::from_secs(100), "100000m"),
            (Duration::from_secs(365 * 24 * 60 * 60), "31536000S"),
            (Duration::MAX, "99999999S"),
        ] {
            assert_eq!(timeout(remaining), text);
        }
    }

    #[test]
    fn a_frame_is_a_flag_a_length_and_the_message() {
        assert_eq!(&framed(&Bytes::from_static(b"\x0a\x04Nope"))[..], b"\0\0\0\0\x06\x0a\x04Nope");
    }
}
