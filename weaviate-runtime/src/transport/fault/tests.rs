//! Statuses, sockets and pages one by one.

use super::*;
use crate::transport::endpoint::Protocol;

fn status(code: Code, text: &str) -> Status {
    Status { code, text: text.to_owned(), request: None }
}

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
        (Code::Unknown, "tenant not active: 'm1'", K::TenantCold, Again::Never),
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
        (Code::PermissionDenied, "rbac: authorization, forbidden action", K::PermissionDenied, Again::Never),
        (
            Code::ResourceExhausted,
            "grpc: received message larger than max (104858109 vs. 104858000)",
            K::TooLarge,
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
        let failure = of_status(&status(code, text));
        assert_eq!((failure.error.kind(), failure.again), (kind, again), "{text}");
        assert_eq!(failure.error.server_message(), Some(text));
    }
}

#[test]
fn what_was_never_sent_may_always_be_sent_again() {
    let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
    let failure = of_channel(&Unreachable::from(refused), &grpc());
    assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Unavailable, Again::Always));
    assert_eq!(failure.error.to_string(), "cannot connect to `http://h:50051` (gRPC): connection refused");
    let cut = std::io::Error::from(std::io::ErrorKind::ConnectionReset);
    let failure = of_way(&cut, false, &grpc());
    assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Unavailable, Again::IfRepeatable));
}

#[test]
fn what_is_too_large_says_what_to_do() {
    let rest = Endpoint::parse("http://h", Protocol::Rest).unwrap();
    let page = b"<html><body>413 Request Entity Too Large</body></html>";
    let failure = of_answer(StatusCode::PAYLOAD_TOO_LARGE, &HeaderMap::new(), page, &rest);
    assert_eq!((failure.error.kind(), failure.again), (ErrorKind::TooLarge, Again::Never));
    assert_eq!(failure.error.status_code(), Some("413"));
    assert!(
        failure.error.to_string().ends_with("; ask for less, or send less, at once"),
        "{}",
        failure.error
    );
}

#[test]
fn the_server_may_name_the_request() {
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", "abc".parse().unwrap());
    let rest = Endpoint::parse("http://h", Protocol::Rest).unwrap();
    let failure = of_answer(StatusCode::INTERNAL_SERVER_ERROR, &headers, b"", &rest);
    assert_eq!(failure.error.request_id(), Some("abc"));
    headers.insert("grpc-status", "13".parse().unwrap());
    let error = of_status(&Status::of(&headers).unwrap()).error;
    assert_eq!((error.request_id(), error.status_code()), (Some("abc"), Some("INTERNAL")));
}

#[test]
fn long_answers_are_cut_between_characters() {
    let page = "é".repeat(5_000);
    let text = message_of(page.as_bytes());
    assert_eq!((text.chars().count(), text.ends_with('…')), (2_001, true));
}
