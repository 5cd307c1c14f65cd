//! What went wrong, from what a server answered or a socket reported, and whether another try may help.
//!
//! Codes and sockets are known here. What a text of the server means is asked of [`refusal`].

use std::{error::Error as StdError, time::Duration};

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;
use tonic::{Code, Status};
use weaviate_query::{Error, ErrorKind};

use super::{Again, Failure, MAX_MESSAGE, connect::Unreachable, endpoint::Endpoint};
use crate::refusal;

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
    let by_text = || refusal::kind_of(text);
    let (kind, again) = match status.code() {
        Code::Unavailable => (ErrorKind::Unavailable, Again::IfRepeatable),
        Code::ResourceExhausted if refusal::is_too_large(text) => (ErrorKind::Rejected, Again::Never),
        Code::ResourceExhausted => (ErrorKind::RateLimited, Again::IfRepeatable),
        Code::OutOfRange if text.contains("message length too large") => {
            let message = format!("{}: ask for fewer objects at once ({text})", refusal::LARGE);
            return Error::new(ErrorKind::Rejected, message).into();
        }
        Code::DeadlineExceeded => (ErrorKind::Timeout, Again::Never),
        Code::Cancelled if text.contains("Timeout expired") => (ErrorKind::Timeout, Again::Never),
        Code::Cancelled | Code::Aborted => (ErrorKind::Unavailable, Again::IfRepeatable),
        Code::Unauthenticated => (ErrorKind::Unauthenticated, Again::Never),
        Code::PermissionDenied => (ErrorKind::PermissionDenied, Again::Never),
        Code::Unimplemented => (ErrorKind::Unsupported, Again::Never),
        Code::NotFound => (ErrorKind::NotFound, Again::Never),
        Code::AlreadyExists => (ErrorKind::AlreadyExists, Again::Never),
        Code::Internal | Code::DataLoss => (by_text().unwrap_or(ErrorKind::Server), Again::Never),
        _ => (by_text().unwrap_or(ErrorKind::Rejected), Again::Never),
    };
    let again = if kind == ErrorKind::Unavailable { Again::IfRepeatable } else { again };
    Failure { error: said(kind, text), again }
}

/// The channel itself failed, before anything was sent.
pub(crate) fn of_channel(error: &(dyn StdError + 'static), to: &Endpoint) -> Failure {
    Failure { again: Again::Always, ..of_way(error, false, to) }
}

/// An HTTP exchange that came to no answer.
pub(crate) fn of_http(error: &reqwest::Error, to: &Endpoint) -> Failure {
    if error.is_connect() { unreachable(error, to) } else { of_way(error, error.is_timeout(), to) }
}

/// An HTTP answer that is not a success.
pub(crate) fn of_answer(status: StatusCode, headers: &HeaderMap, body: &[u8], to: &Endpoint) -> Failure {
    let text = message_of(body);
    let by_text = refusal::kind_of(&text);
    let (kind, again) = match status.as_u16() {
        401 => (ErrorKind::Unauthenticated, Again::Never),
        403 => (ErrorKind::PermissionDenied, Again::Never),
        404 => (ErrorKind::NotFound, Again::Never),
        408 => (ErrorKind::Timeout, Again::Never),
        429 => (ErrorKind::RateLimited, Again::IfRepeatable),
        501 => (ErrorKind::Unsupported, Again::Never),
        502..=504 => (ErrorKind::Unavailable, Again::IfRepeatable),
        300..=399 => {
            let there =
                headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("elsewhere");
            let message = format!("`{to}` redirects to `{there}`: set the client up with that address");
            return Error::new(ErrorKind::Config, message).into();
        }
        500..=599 => (by_text.unwrap_or(ErrorKind::Server), Again::Never),
        _ => (by_text.unwrap_or(ErrorKind::Rejected), Again::Never),
    };
    // Reads of what is not there, and most proxies, answer without a text.
    let error = if text.is_empty() { said(kind, &status.to_string()) } else { said(kind, &text) };
    // Seconds only: a date would need the wall clock of both sides to agree.
    let wait = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let error = match wait {
        Some(seconds) => error.with_retry_after(Duration::from_secs(seconds)),
        None => error,
    };
    Failure { error, again }
}

/// The text in any of the shapes that errors come in.
fn message_of(body: &[u8]) -> String {
    const MOST: usize = 2_000;
    let text = String::from_utf8_lossy(body);
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let parts = json.as_ref().and_then(|json| match json.get("error") {
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

fn said(kind: ErrorKind, text: &str) -> Error {
    let error = Error::server(kind, text);
    match kind {
        ErrorKind::Unauthenticated => error.context("no valid key (set `api_key` or `WEAVIATE_API_KEY`)"),
        ErrorKind::NotFound if refusal::is_unknown_class(&error) => {
            error.with_hint("`client.sync::<(…,)>()` makes what is missing")
        }
        _ => error,
    }
}

/// What happened on the way: told apart by whether a connection was there.
fn of_way(error: &(dyn StdError + 'static), timeout: bool, to: &Endpoint) -> Failure {
    if chain(error).any(|cause| cause.is::<Unreachable>() || cause.is::<tonic::ConnectError>()) {
        return unreachable(error, to);
    }
    if timeout || chain(error).any(<dyn StdError>::is::<tonic::TimeoutExpired>) {
        return Error::new(ErrorKind::Timeout, format!("no answer from `{to}` before the deadline")).into();
    }
    broken(&root(error), to)
}

fn unreachable(error: &(dyn StdError + 'static), to: &Endpoint) -> Failure {
    let message = format!("cannot connect to `{to}` ({}): {}", to.protocol.name(), root(error));
    Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::Always }
}

/// The connection ended before the answer did.
pub(crate) fn broken(why: &str, to: &Endpoint) -> Failure {
    let message = format!("the connection to `{to}` ({}) broke: {why}", to.protocol.name());
    Failure { error: Error::new(ErrorKind::Unavailable, message), again: Again::IfRepeatable }
}

/// A message in one of the two directions that no server takes and none should send.
pub(crate) fn too_large(what: &str, found: usize) -> Error {
    let message = format!(
        "a message is larger than the limit: ask for fewer objects at once ({what} has {found} bytes, the limit is {MAX_MESSAGE})"
    );
    Error::new(ErrorKind::Rejected, message)
}

fn root(error: &(dyn StdError + 'static)) -> String {
    chain(error).last().map(ToString::to_string).unwrap_or_default()
}

fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        // An `io::Error` shows the source of what it wraps, and hides what it wraps.
        let inner = cause.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        inner.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| cause.source())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::endpoint::Protocol;

    fn grpc() -> Endpoint {
        Endpoint::parse("http://h:50051", Protocol::Grpc).unwrap()
    }

    #[test]
    fn statuses_as_a_server_sends_them() {
        use ErrorKind as K;
        // Recorded from 1.39.0 in errors.tsv and behaviour.md.
        for (code, text, kind, again) in [
            (Code::Unknown, "extract auth: unauthorized: invalid api key", K::Unauthenticated, Again::Never),
            (Code::Unknown, "could not find class Nope in schema", K::NotFound, Again::Never),
            (Code::Unknown, "tenant not found: \"zz\"", K::NotFound, Again::Never),
            (Code::Unknown, "tenant not active: 'm1'", K::Rejected, Again::Never),
            (
                Code::Unknown,
                "alias \"A\" points to collection \"C\" which does not exist",
                K::NotFound,
                Again::Never,
            ),
            (Code::Unknown, "class 'NopeX' not present in schema", K::NotFound, Again::Never),
            (Code::Unknown, "tried to browse non-existing index for C", K::NotFound, Again::Never),
            (Code::Unknown, "panic occurred: runtime error: invalid memory address", K::Server, Again::Never),
            (Code::Unknown, "cannot achieve consistency level \"ALL\"", K::Unavailable, Again::IfRepeatable),
            (
                Code::PermissionDenied,
                "rbac: authorization, forbidden action",
                K::PermissionDenied,
                Again::Never,
            ),
            (
                Code::ResourceExhausted,
                "grpc: received message larger than max (104858109 vs. 104858000)",
                K::Rejected,
                Again::Never,
            ),
            (Code::ResourceExhausted, "too many requests", K::RateLimited, Again::IfRepeatable),
            (
                Code::Unimplemented,
                "unknown method Nope for service weaviate.v1.Weaviate",
                K::Unsupported,
                Again::Never,
            ),
            (Code::DeadlineExceeded, "context deadline exceeded", K::Timeout, Again::Never),
            (
                Code::Unknown,
                "search: object search at index x: no read replica found",
                K::Unavailable,
                Again::IfRepeatable,
            ),
            (Code::Unavailable, "shutting down", K::Unavailable, Again::IfRepeatable),
        ] {
            let failure = of_status(&Status::new(code, text), &grpc());
            assert_eq!((failure.error.kind(), failure.again), (kind, again), "{text}");
            assert_eq!(failure.error.server_message(), Some(text));
        }
    }

    #[test]
    fn what_was_never_sent_may_always_be_sent_again() {
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        let status = Status::from_error(Box::new(Unreachable::from(refused)));
        let failure = of_status(&status, &grpc());
        assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Unavailable, Again::Always));
        assert_eq!(
            failure.error.to_string(),
            "cannot connect to `http://h:50051` (gRPC): connection refused"
        );
        let cut = Status::from_error(Box::new(std::io::Error::from(std::io::ErrorKind::ConnectionReset)));
        let failure = of_status(&cut, &grpc());
        assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Unavailable, Again::IfRepeatable));
    }

    #[test]
    fn long_answers_are_cut_between_characters() {
        let page = "é".repeat(5_000);
        let text = message_of(page.as_bytes());
        assert_eq!((text.chars().count(), text.ends_with('…')), (2_001, true));
    }
}
