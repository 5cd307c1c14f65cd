//! What went wrong, from what a server answered or a socket reported, and whether another try may help.
//!
//! Codes and sockets are known here. What a text of the server means is asked of [`refusal`].

use std::{error::Error as StdError, time::Duration};

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use weaviate_query::{Error, ErrorKind};

use super::{
    Again, Failure,
    causes::{chain, root},
    connect::Unreachable,
    endpoint::Endpoint,
    status::{Code, Status},
};
use crate::{op::RequestId, refusal};

/// A gRPC status, in place of an answer or behind it.
pub(crate) fn of_status(status: &Status) -> Failure {
    let text = status.text.as_str();
    let by_text = || refusal::kind_of(text);
    let kind = match status.code {
        Code::Unavailable | Code::Aborted => ErrorKind::Unavailable,
        Code::ResourceExhausted | Code::OutOfRange if refusal::is_too_large(text) => ErrorKind::TooLarge,
        Code::ResourceExhausted => ErrorKind::RateLimited,
        Code::DeadlineExceeded => ErrorKind::Timeout,
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
    let error = said(kind, text).with_status_code(status.code.to_string());
    Failure { error: named(error, status.request.as_deref()), again: again(kind) }
}

/// A page where an answer of gRPC should be: the way there refuses, or something else stands at its end. What each status
/// means is gRPC's own table.
pub(crate) fn of_page(page: StatusCode, to: &Endpoint) -> Failure {
    let kind = match page.as_u16() {
        401 => ErrorKind::Unauthenticated,
        403 => ErrorKind::PermissionDenied,
        429 | 502..=504 => ErrorKind::Unavailable,
        _ => {
            let message = format!(
                "`{to}` answers HTTP/2 and not gRPC ({page}): see that this is the port of gRPC, and whether Weaviate stands behind a path there"
            );
            return Error::new(ErrorKind::Config, message).into();
        }
    };
    let error = said(kind, &page.to_string()).with_status_code(page.as_str().to_owned());
    Failure { error, again: again(kind) }
}

/// An answer that no server should give; another try would give the same.
pub(crate) fn odd(what: &str, to: &Endpoint) -> Failure {
    Error::decode(format!("the answer of `{to}` ({}) {what}", to.protocol.name())).into()
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

/// There is no connection, so nothing was sent.
pub(crate) fn of_channel(error: &(dyn StdError + 'static), to: &Endpoint) -> Failure {
    not_sent(of_way(error, false, to))
}

/// What failed before anything was sent may always be tried again, unless it would fail the same way.
pub(crate) fn not_sent(failure: Failure) -> Failure {
    match failure.again {
        Again::Never => failure,
        _ => Failure { again: Again::Always, ..failure },
    }
}

/// A connection of HTTP/2, or a stream on it, came to no answer.
pub(crate) fn of_h2(error: &h2::Error, to: &Endpoint) -> Failure {
    // What the system said stands inside, and it shows no source.
    match error.get_io() {
        Some(error) => of_way(error, false, to),
        None => of_way(error, false, to),
    }
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
    if chain(error).any(<dyn StdError>::is::<Unreachable>) {
        return unreachable(error, to);
    }
    if timeout {
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
