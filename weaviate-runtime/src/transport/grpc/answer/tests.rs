//! Answers of a server of HTTP/2 that says what it is told to say.

use futures_util::StreamExt as _;
use h2::{Reason, client, server};
use http::Request;
use tokio::io::duplex;
use weaviate_query::ErrorKind;

use super::*;
use crate::transport::{Again, endpoint::Protocol, grpc::body::Framed};

/// What a server does once it has a request.
#[derive(Clone, Default)]
struct Says {
    page: u16,
    head: Vec<(&'static str, &'static str)>,
    pieces: Vec<Vec<u8>>,
    end: End,
}

#[derive(Clone, Default)]
enum End {
    /// The stream ends with its last piece.
    #[default]
    None,
    Trailers(Vec<(&'static str, &'static str)>),
    Reset(Reason),
    /// The connection is gone.
    Gone,
}

const LIMIT: usize = 1_000;

fn to() -> Endpoint {
    Endpoint::parse("http://h:50051", Protocol::Grpc).unwrap()
}

fn frame(message: &[u8]) -> Vec<u8> {
    [&[0][..], &(message.len() as u32).to_be_bytes(), message].concat()
}

fn ok(message: &[u8]) -> Says {
    Says {
        page: 200,
        pieces: vec![frame(message)],
        end: trailers(&[("grpc-status", "0")]),
        ..Says::default()
    }
}

fn trailers(fields: &[(&'static str, &'static str)]) -> End {
    End::Trailers(fields.to_vec())
}

fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
    fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

async fn answer(says: Says) -> Result<Response<RecvStream>, Failure> {
    let (near, far) = duplex(1 << 16);
    tokio::spawn(async move {
        let mut connection = server::handshake(far).await.unwrap();
        let (_, mut respond) = connection.accept().await.unwrap().unwrap();
        let mut head = Response::new(());
        *head.status_mut() = StatusCode::from_u16(says.page).unwrap();
        *head.headers_mut() = headers(&says.head);
        let ends = says.pieces.is_empty() && matches!(says.end, End::None);
        let mut body = respond.send_response(head, ends).unwrap();
        let last = says.pieces.len().saturating_sub(1);
        for (number, piece) in says.pieces.into_iter().enumerate() {
            let ends = number == last && matches!(says.end, End::None);
            body.send_data(Bytes::from(piece), ends).unwrap();
        }
        match says.end {
            End::None => {}
            End::Trailers(fields) => body.send_trailers(headers(&fields)).unwrap(),
            End::Reset(reason) => body.send_reset(reason),
            End::Gone => {
                // What was said goes out first.
                let _ = tokio::time::timeout(std::time::Duration::from_millis(50), connection.accept()).await;
                return;
            }
        }
        while connection.accept().await.is_some() {}
    });
    let (mut sender, connection) = client::Builder::new().handshake::<_, Framed>(near).await.unwrap();
    tokio::spawn(connection);
    let request = Request::post("http://h:50051/weaviate.v1.Weaviate/Search").body(()).unwrap();
    let (answer, _) = sender.send_request(request, true).unwrap();
    answer.await.map_err(|error| fault::of_h2(&error, &to()))
}

async fn read(says: Says) -> Result<Bytes, Failure> {
    message(answer(says).await?, LIMIT, &to()).await.map_err(No::failure)
}

#[tokio::test]
async fn a_message_is_the_same_wherever_its_frames_end() {
    let whole = frame(b"message");
    for first in 1..whole.len() {
        for second in first..whole.len() {
            let pieces = [&whole[..first], &whole[first..second], &whole[second..]].map(<[u8]>::to_vec);
            let says = Says { pieces: pieces.to_vec(), ..ok(b"") };
            assert_eq!(read(says).await.unwrap(), &b"message"[..], "{first}, {second}");
        }
    }
    assert_eq!(read(ok(b"")).await.unwrap(), &b""[..]);
    assert_eq!(read(ok(&[7; LIMIT])).await.unwrap(), &[7; LIMIT][..]);
}

#[tokio::test]
async fn a_status_counts_wherever_it_stands() {
    let status: &[(&str, &str)] = &[
        ("grpc-status", "2"),
        ("grpc-message", "could not find class N%C3%A9 in schema"),
        ("x-request-id", "seven"),
    ];
    let at_head = Says { page: 200, head: status.to_vec(), ..Says::default() };
    let behind = |pieces| Says { page: 200, pieces, end: trailers(status), ..Says::default() };
    for says in
        [at_head, behind(vec![]), behind(vec![frame(b"x")]), behind(vec![frame(b"message")[..6].to_vec()])]
    {
        let failure = read(says).await.unwrap_err();
        assert_eq!((failure.error.kind(), failure.again), (ErrorKind::NotFound, Again::Never));
        assert_eq!(failure.error.server_message(), Some("could not find class Né in schema"));
        assert_eq!(
            (failure.error.status_code(), failure.error.request_id()),
            (Some("UNKNOWN"), Some("seven"))
        );
    }
}

#[tokio::test]
async fn what_is_cut_off_may_be_asked_again() {
    let whole = frame(b"message");
    let cut = |length: usize| vec![whole[..length].to_vec()];
    for end in [End::None, trailers(&[]), End::Reset(Reason::INTERNAL_ERROR), End::Gone] {
        for pieces in [vec![], cut(3), cut(5), cut(whole.len() - 1), cut(whole.len())] {
            let failure =
                read(Says { page: 200, pieces: pieces.clone(), end: end.clone(), ..Says::default() })
                    .await
                    .unwrap_err();
            let found = (failure.error.kind(), failure.again);
            assert_eq!(found, (ErrorKind::Unavailable, Again::IfRepeatable), "{pieces:?}: {}", failure.error);
        }
    }
    // The status is there, and not all of the message.
    let failure = read(Says { pieces: cut(8), ..ok(b"") }).await.unwrap_err();
    assert_eq!(failure.again, Again::IfRepeatable);
}

#[tokio::test]
async fn what_cannot_be_meant_is_an_error_that_says_what_it_is() {
    let pieces =
        |pieces: &[&[u8]]| Says { pieces: pieces.iter().map(|piece| piece.to_vec()).collect(), ..ok(b"") };
    for (says, text) in [
        (pieces(&[]), "has no message"),
        (pieces(&[&frame(b"x"), &frame(b"y")]), "more than one message"),
        (pieces(&[&[frame(b"x"), frame(b"")].concat()]), "more than one message"),
        (pieces(&[b"\x01\0\0\0\x01x"]), "is compressed"),
        (pieces(&[b"\x02\0\0\0\x01x"]), "is not gRPC"),
        (pieces(&[b"<html></html>"]), "is not gRPC"),
        (
            Says { head: vec![("grpc-status", "0")], ..Says { page: 200, ..Says::default() } },
            "a status and no message",
        ),
    ] {
        let failure = read(says).await.unwrap_err();
        assert!(failure.error.to_string().contains(text), "{text}: {}", failure.error);
        assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Decode, Again::Never), "{text}");
    }
    let failure = read(pieces(&[b"\0\0\0\x03\xe9"])).await.unwrap_err();
    assert_eq!(failure.error.kind(), ErrorKind::TooLarge);
    assert!(failure.error.to_string().contains("has 1001 bytes, the limit is 1000"), "{}", failure.error);
}

#[tokio::test]
async fn a_page_is_no_answer() {
    for (page, kind, again) in [
        (401, ErrorKind::Unauthenticated, Again::Never),
        (403, ErrorKind::PermissionDenied, Again::Never),
        (404, ErrorKind::Config, Again::Never),
        (429, ErrorKind::Unavailable, Again::IfRepeatable),
        (502, ErrorKind::Unavailable, Again::IfRepeatable),
        (503, ErrorKind::Unavailable, Again::IfRepeatable),
        (504, ErrorKind::Unavailable, Again::IfRepeatable),
        (418, ErrorKind::Config, Again::Never),
    ] {
        for pieces in [vec![], vec![b"<html>no</html>".to_vec()]] {
            let failure = read(Says { page, pieces, ..Says::default() }).await.unwrap_err();
            assert_eq!((failure.error.kind(), failure.again), (kind, again), "{page}: {}", failure.error);
            assert!(failure.error.to_string().contains(&page.to_string()), "{}", failure.error);
        }
    }
    // A server that says more than its page is believed.
    let head = vec![("grpc-status", "16"), ("grpc-message", "no key")];
    let failure = read(Says { page: 503, head, ..Says::default() }).await.unwrap_err();
    assert_eq!(failure.error.kind(), ErrorKind::Unauthenticated);
}

#[tokio::test]
async fn a_stream_has_all_messages_and_ends_with_its_status() {
    let all = |end| {
        let whole = [frame(b"one"), frame(b""), frame(b"three")].concat();
        Says { page: 200, pieces: whole.chunks(3).map(<[u8]>::to_vec).collect(), end, ..Says::default() }
    };
    for (end, kind) in [
        (trailers(&[("grpc-status", "0")]), None),
        (trailers(&[("grpc-status", "8"), ("grpc-message", "no")]), Some(ErrorKind::RateLimited)),
        (End::None, Some(ErrorKind::Unavailable)),
    ] {
        let answer = answer(all(end)).await.unwrap();
        let read: Vec<_> = messages(answer, LIMIT, &to(), ()).unwrap().collect().await;
        let (good, bad): (Vec<_>, Vec<_>) = read.into_iter().partition(Result::is_ok);
        let good: Vec<Bytes> = good.into_iter().map(Result::unwrap).collect();
        assert_eq!(good, [&b"one"[..], b"", b"three"]);
        let bad: Vec<_> = bad.into_iter().map(|failure| failure.unwrap_err().error.kind()).collect();
        assert_eq!(bad, kind.into_iter().collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_stream_that_has_ended_before_it_began_is_empty() {
    let says = Says { page: 200, head: vec![("grpc-status", "0")], ..Says::default() };
    let read: Vec<_> = messages(answer(says).await.unwrap(), LIMIT, &to(), ()).unwrap().collect().await;
    assert!(read.is_empty());
}
