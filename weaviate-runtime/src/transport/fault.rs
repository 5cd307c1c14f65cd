//! What went wrong, from what a server answered or a socket reported, and whether another try may help.
//!
//! Codes and sockets are known here. What a text of the server means is asked of [`refusal`].

use std::{error::Error as StdError, time::Duration};

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use tonic::{Code, Status};
use weaviate_query::{Error, ErrorKind};

use super::{
    Again, Failure,
    causes::{chain, root},
    connect::Unreachable,
    endpoint::Endpoint,
};
use crate::{op::RequestId, refusal};

/// A gRPC status, from the server or from the way there.
pub(crate) fn of_status(status: &Status, to: &Endpoint) -> Failure {
    let text = status.message();
    if let Some(cause) = status.source() {
        // Only what this side made has a source.
        return of_way(cause, text.contains("Timeout expired"), to);
    }
    if text.contains("missing grpc-status") {
        return broken("the answer was cut off", to);
    }
    if let Some(http) = other_than_grpc(status) {
        let message = format!(
            "`{to}` answers HTTP/2 and not gRPC ({http}): see that this is the port of gRPC, and whether Weaviate stands behind a path there"
        );
        return Error::new(ErrorKind::Config, message).into();
    }
    let by_text = || refusal::kind_of(text);
    let kind = match status.code() {
        Code::Unavailable | Code::Aborted => ErrorKind::Unavailable,
        Code::ResourceExhausted if refusal::is_too_large(text) => ErrorKind::TooLarge,
        Code::ResourceExhausted => ErrorKind::RateLimited,
        Code::OutOfRange if text.contains("message length too large") => {
            let message = format!("{}: ask for fewer objects at once ({text})", refusal::LARGE);
            return Error::new(ErrorKind::TooLarge, message).into();
        }
        Code::DeadlineExceeded => ErrorKind::Timeout,
        Code::Cancelled if text.contains("Timeout expired") => ErrorKind::Timeout,
        Code::Cancelled => ErrorKind::Unavailable,
        Code::Unauthenticated => ErrorKind::Unauthenticated,
        Code::PermissionDenied => ErrorKind::PermissionDenied,
        Code::Unimplemented => ErrorKind::Unsupported,
        Code::NotFound => ErrorKind::NotFound,
        Code::AlreadyExists => ErrorKind::AlreadyExists,
        Code::InvalidArgument | Code::OutOfRange => by_text().unwrap_or(ErrorKind::InvalidInput),
        Code::FailedPrecondition => by_text().unwrap_or(ErrorKind::Blocked),
        Code::Internal | Code::DataLoss => by_text().unwrap_or(ErrorKind::Server),
        Code::Ok | Code::Unknown => by_text().unwrap_or(ErrorKind::Rejected),
    };
    let error = said(kind, text).with_status_code(code_name(status.code()));
    let id = status.metadata().get(RequestId::HEADER).and_then(|id| id.to_str().ok());
    Failure { error: named(error, id), again: again(kind) }
}

/// The status of HTTP where something answers that does not speak gRPC; one that may pass is left to tonic.
fn other_than_grpc(status: &Status) -> Option<&str> {
    let text = status.message();
    if let Some((_, http)) = text.split_once("mapped from HTTP status code ") {
        return matches!(status.code(), Code::Unimplemented | Code::Unknown | Code::Internal).then_some(http);
    }
    // A page, read as a message.
    let (_, http) = text.split_once("invalid compression flag")?.1.split_once("response with status: ")?;
    (!http.starts_with("200")).then_some(http)
}

/// Whether it is gRPC that answered, and not the way there or something else that speaks HTTP/2.
pub(crate) fn is_by_grpc(status: &Status) -> bool {
    let text = status.message();
    let made_here = ["missing grpc-status", "grpc-status header missing", "Timeout expired"];
    status.source().is_none()
        && other_than_grpc(status).is_none()
        && !made_here.iter().any(|made| text.contains(made))
}

/// As gRPC writes it.
fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

/// With the name that the server gave the request, if it gave it one.
fn named(error: Error, id: Option<&str>) -> Error {
    match id {
        Some(id) => error.with_request_id(id),
        None => error,
    }
}

/// What a server said may be asked again where it says that it was not the time.
fn again(kind: ErrorKind) -> Again {
    match kind {
        ErrorKind::Unavailable | ErrorKind::RateLimited => Again::IfRepeatable,
        _ => Again::Never,
    }
}

/// The channel itself failed, before anything was sent.
pub(crate) fn of_channel(error: &(dyn StdError + 'static), to: &Endpoint) -> Failure {
    Failure { again: Again::Always, ..of_way(error, false, to) }
}

/// An HTTP exchange that came to no answer.
pub(crate) fn of_http(error: &reqwest::Error, to: &Endpoint) -> Failure {
    #[cfg(feature = "tls")]
    if let Some(failure) = tls::told(error, to) {
        return failure;
    }
    if error.is_connect() { unreachable(error, to) } else { of_way(error, error.is_timeout(), to) }
}

/// An HTTP answer that is not a success.
pub(crate) fn of_answer(status: StatusCode, headers: &HeaderMap, body: &[u8], to: &Endpoint) -> Failure {
    let text = message_of(body);
    if let (407, Some(proxy)) = (status.as_u16(), &to.proxy) {
        let message = format!("the proxy `{proxy}` {}", super::proxy::credentials(proxy));
        return Error::new(ErrorKind::Config, message).into();
    }
    let by_text = refusal::kind_of(&text);
    let kind = match status.as_u16() {
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::PermissionDenied,
        // What cannot be done here answers like what is not there, or like what is not there yet.
        404 | 502..=504 if by_text == Some(ErrorKind::Unsupported) => ErrorKind::Unsupported,
        404 => ErrorKind::NotFound,
        405 | 415 | 501 | 505 => ErrorKind::Unsupported,
        408 => ErrorKind::Timeout,
        409 => by_text.unwrap_or(ErrorKind::Blocked),
        413 => ErrorKind::TooLarge,
        429 => ErrorKind::RateLimited,
        502..=504 => ErrorKind::Unavailable,
        300..=399 => {
            let there =
                headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("elsewhere");
            let message = format!("`{to}` redirects to `{there}`: set the client up with that address");
            return Error::new(ErrorKind::Config, message).into();
        }
        500..=599 => by_text.unwrap_or(ErrorKind::Server),
        _ => by_text.unwrap_or(ErrorKind::Rejected),
    };
    // Reads of what is not there, and most proxies, answer without a text.
    let error = if text.is_empty() { said(kind, &status.to_string()) } else { said(kind, &text) };
    // Seconds only: a date would need the wall clock of both sides to agree.
    let wait = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let error = match wait {
        Some(seconds) => error.with_retry_after(Duration::from_secs(seconds)),
        None => error,
    };
    let id = headers.get(RequestId::HEADER).and_then(|id| id.to_str().ok());
    let error = named(error.with_status_code(status.as_str().to_owned()), id);
    Failure { error, again: again(kind) }
}

/// The text in any of the shapes that errors come in.
fn message_of(body: &[u8]) -> String {
    const MOST: usize = 2_000;
    let text = String::from_utf8_lossy(body);
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let parts = json.as_ref().and_then(|json| match json.get("error").or_else(|| json.get("errors")) {
        Some(Value::Array(parts)) => {
            Some(parts.iter().filter_map(|part| part.get("message")?.as_str()).collect::<Vec<_>>().join("; "))
        }
        Some(Value::String(text)) => Some(text.clone()),
        _ => Some(json.get("message")?.as_str()?.to_owned()),
    });
    let text = parts.filter(|text| !text.is_empty()).unwrap_or_else(|| text.trim().to_owned());
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// An error in the server's words, with what helps.
pub(crate) fn said(kind: ErrorKind, text: &str) -> Error {
    let error = Error::server(kind, text);
    match kind {
        ErrorKind::Unauthenticated => {
            error.context("not signed in (set `api_key` or `WEAVIATE_API_KEY`, or sign in by `oidc`)")
        }
        ErrorKind::TooLarge => error.with_hint("ask for less, or send less, at once"),
        ErrorKind::NotFound if refusal::is_unknown_class(&error) => {
            error.with_hint("`client.sync::<(…,)>()` makes what is missing")
        }
        _ => error,
    }
}

/// What happened on the way: told apart by whether a connection was there.
fn of_way(error: &(dyn StdError + 'static), timeout: bool, to: &Endpoint) -> Failure {
    #[cfg(feature = "tls")]
    if let Some(failure) = tls::told(error, to) {
        return failure;
    }
    if chain(error).any(|cause| cause.is::<Unreachable>() || cause.is::<tonic::ConnectError>()) {
        return unreachable(error, to);
    }
    if timeout || chain(error).any(<dyn StdError>::is::<tonic::TimeoutExpired>) {
        return Error::new(ErrorKind::Timeout, format!("no answer from `{to}` before the deadline")).into();
    }
    broken(&root(error), to)
}

fn unreachable(error: &(dyn StdError + 'static), to: &Endpoint) -> Failure {
    let root = root(error);
    let through = match &to.proxy {
        // What our own tunnel says names the proxy already.
        Some(proxy) if root.contains(&proxy.to_string()) => String::new(),
        Some(proxy) => format!(" through the proxy `{proxy}`"),
        None => String::new(),
    };
    // hyper-util's words for it, behind which it says no more.
    let root = match (&to.proxy, root.as_str()) {
        (Some(proxy), "tunnel error: proxy authorization required") => {
            format!("the proxy {}", super::proxy::credentials(proxy))
        }
        (Some(_), "tunnel error: unsuccessful") => {
            "the proxy refuses: let it through there, or name the server in `NO_PROXY`".to_owned()
        }
        _ => root,
    };
    let message = format!("cannot connect to `{to}` ({}){through}: {root}", to.protocol.name());
    Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::Always }
}

/// The connection ended before the answer did.
pub(crate) fn broken(why: &str, to: &Endpoint) -> Failure {
    let message = format!("the connection to `{to}` ({}) broke: {why}", to.protocol.name());
    Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::IfRepeatable }
}

/// A message in one of the two directions that no server takes and none should send.
pub(crate) fn too_large(what: &str, found: usize, limit: usize) -> Error {
    let message = format!(
        "a message is larger than the limit: ask for fewer objects at once ({what} has {found} bytes, the limit is {limit})"
    );
    Error::new(ErrorKind::TooLarge, message)
}

#[cfg(feature = "tls")]
mod tls;

#[cfg(test)]
mod recorded;
#[cfg(test)]
mod tests;
