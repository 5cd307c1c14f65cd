//! Messages in frames: one byte of flags, four of length, and the bytes.

use std::fmt::Write;

use axum::body::Body;
use bytes::{BufMut, Bytes, BytesMut};
use http_body_util::BodyExt;
use tonic::Status;

use crate::common::{error::Refusal, server::MESSAGE_LIMIT};

/// What stands behind the message of an answer.
pub(crate) const END: &[u8] = b"\x80\0\0\0\x20Grpc-Message: \r\nGrpc-Status: 0\r\n";

const HEAD: usize = 5;
/// How much is read behind the largest message.
const BEHIND: usize = 64 << 10;

/// Reads the first message of a body. What stands behind it is looked at and left out.
pub(crate) async fn read(mut body: Body, gzip: bool) -> Result<Bytes, Status> {
    let mut bytes = BytesMut::new();
    while let Some(part) = body.frame().await {
        let part = part.map_err(|_| Status::unknown("unexpected EOF"))?;
        if let Ok(data) = part.into_data() {
            bytes.extend_from_slice(&data);
        }
        if let Some((_, length)) = head(&bytes)?
            && (length > MESSAGE_LIMIT || bytes.len() > HEAD + length + BEHIND)
        {
            break;
        }
    }
    first(&bytes.freeze(), gzip)
}

fn first(bytes: &Bytes, gzip: bool) -> Result<Bytes, Status> {
    if bytes.is_empty() {
        return Err(Status::unknown("EOF"));
    }
    let Some((flags, length)) = head(bytes)? else {
        return Err(Status::unknown("unexpected EOF"));
    };
    if length > MESSAGE_LIMIT {
        return Err(Status::resource_exhausted(format!(
            "grpc: received message larger than max ({length} vs. {MESSAGE_LIMIT})"
        )));
    }
    let end = HEAD + length;
    if bytes.len() < end {
        return Err(Status::unknown("unexpected EOF"));
    }
    let mut behind = bytes.slice(end..);
    while let Some((_, length)) = head(&behind)? {
        behind = behind.slice(behind.len().min(HEAD + length)..);
    }
    match (flags, gzip) {
        (0, _) => Ok(bytes.slice(HEAD..end)),
        (_, false) => Err(Status::internal("grpc: compressed flag set with identity or empty encoding")),
        (_, true) => Err(Status::unimplemented(Refusal::unsupported("compressed messages").text)),
    }
}

/// Puts a message into its frame.
pub(crate) fn frame(out: &mut BytesMut, message: &[u8]) {
    out.put_u8(0);
    out.put_u32(message.len() as u32); // messages are far smaller
    out.put_slice(message);
}

/// The message of a frame that was made here.
pub(crate) fn content(frame: &Bytes) -> Bytes {
    frame.slice(HEAD.min(frame.len())..)
}

/// The flags and the length, if both are there.
fn head(bytes: &[u8]) -> Result<Option<(u8, usize)>, Status> {
    match bytes {
        [flags @ 2..=u8::MAX, _, _, _, _, ..] => Err(Status::invalid_argument(format!(
            "invalid compression flag: must be 0 or 1; instead got {flags}"
        ))),
        [flags, a, b, c, d, ..] => Ok(Some((*flags, u32::from_be_bytes([*a, *b, *c, *d]) as usize))),
        _ => Ok(None),
    }
}

/// As gRPC writes a text into a header.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if matches!(byte, b' '..=b'~') && byte != b'%' {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    // The answers of 1.39.0 to the same bytes.
    #[test]
    fn what_is_no_message_is_said_as_the_server_does() {
        let nope = b"\0\0\0\0\x06\x0a\x04Nope";
        let with = |behind: &[u8]| Bytes::from([&nope[..], behind].concat());
        let said = |bytes: Bytes, gzip| match first(&bytes, gzip) {
            Ok(message) => format!("{} bytes", message.len()),
            Err(status) => format!("{} {}", status.code() as i32, status.message()),
        };
        for (bytes, answer) in [
            (Bytes::new(), "2 EOF"),
            (Bytes::from_static(b"\0\0\0"), "2 unexpected EOF"),
            (Bytes::from_static(b"\0\0\0\0\x05ab"), "2 unexpected EOF"),
            (
                Bytes::from_static(b"\x80\0\0\0\0"),
                "3 invalid compression flag: must be 0 or 1; instead got 128",
            ),
            (
                Bytes::from_static(b"\x01\0\0\0\0"),
                "13 grpc: compressed flag set with identity or empty encoding",
            ),
            (
                Bytes::from_static(b"\0\xff\xff\xff\xff"),
                "8 grpc: received message larger than max (4294967295 vs. 104858000)",
            ),
            (with(b""), "6 bytes"),
            (with(nope), "6 bytes"),
            (with(b"\0\0\0\0\x09ab"), "6 bytes"),
            (with(b"\0\xff\xff\xff\xff"), "6 bytes"),
            (with(b"\x80\0\0"), "6 bytes"),
            (with(b"\x80\0\0\0\x06x: y\r\n"), "3 invalid compression flag: must be 0 or 1; instead got 128"),
            (with(b"\x02\0\0\0\0"), "3 invalid compression flag: must be 0 or 1; instead got 2"),
        ] {
            assert_eq!(said(bytes.clone(), false), answer, "{bytes:?}");
        }
        assert!(said(Bytes::from_static(b"\x01\0\0\0\0"), true).contains("compressed messages"));
    }

    #[test]
    fn texts_of_headers() {
        assert_eq!(
            escaped("could not find class Né%\n in schema"),
            "could not find class N%C3%A9%25%0A in schema"
        );
    }
}
