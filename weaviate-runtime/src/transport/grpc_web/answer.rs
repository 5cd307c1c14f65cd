//! An answer of gRPC-web: the status of its headers, or the frames of its body. Whoever wrote it may have meant
//! something else: what cannot be read is an error.

use bytes::{Buf as _, Bytes};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::transport::{
    Failure,
    endpoint::Endpoint,
    fault::{self, odd},
    status::{Code, Status},
};

/// A frame's flags and its length.
pub(crate) const HEAD: usize = 5;
/// How long the last frame may be.
const MOST_BEHIND: usize = 64 << 10;
/// How long a body may be beside its message.
pub(crate) const BESIDE: usize = HEAD + HEAD + MOST_BEHIND;

const COMPRESSED: u8 = 0x01;
const LAST: u8 = 0x80;

/// Says so as soon as the length of a message is too large.
pub(crate) fn check_size(body: &[u8], limit: usize) -> Result<(), Failure> {
    match head(body) {
        Some((0, length)) if length > limit => Err(fault::too_large("the answer", length, limit).into()),
        _ => Ok(()),
    }
}

/// The message of a body, if the status behind it says that it is one.
pub(crate) fn message(mut body: Bytes, to: &Endpoint, limit: usize) -> Result<Bytes, Failure> {
    let mut message = None;
    while let Some((flags, length)) = head(&body) {
        match flags {
            0 | LAST => {}
            COMPRESSED | 0x81 => return Err(odd("is compressed, which was not asked for", to)),
            _ => return Err(odd("has a frame of an unknown kind", to)),
        }
        if flags == LAST && length > MOST_BEHIND {
            return Err(odd("has a status that is too long", to));
        }
        if flags == 0 {
            check_size(&body, limit)?;
        }
        body.advance(HEAD);
        if body.len() < length {
            return Err(cut(to));
        }
        let content = body.split_to(length);
        if flags == 0 {
            if message.replace(content).is_some() {
                return Err(odd("has more than one message", to));
            }
            continue;
        }
        if !body.is_empty() {
            return Err(odd("goes on behind its end", to));
        }
        let Some(status) = trailers(&content).as_ref().and_then(Status::of) else {
            return Err(odd("has no status", to));
        };
        return match (status.code, message) {
            (Code::Ok, Some(message)) => Ok(message),
            (Code::Ok, None) => Err(odd("has no message", to)),
            _ => Err(fault::of_status(&status)),
        };
    }
    Err(cut(to))
}

/// The end is missing, with the status: the call may have been carried out.
fn cut(to: &Endpoint) -> Failure {
    fault::broken("the answer was cut off", to)
}

fn head(bytes: &[u8]) -> Option<(u8, usize)> {
    match bytes {
        [flags, a, b, c, d, ..] => Some((*flags, u32::from_be_bytes([*a, *b, *c, *d]) as usize)),
        _ => None,
    }
}

/// Lines of `name: value`, as in a head of HTTP/1.1.
fn trailers(text: &[u8]) -> Option<HeaderMap> {
    let mut out = HeaderMap::new();
    for line in text.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            continue;
        }
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = line.split_at(at);
        let value = value.strip_prefix(b":").unwrap_or_default().trim_ascii();
        out.insert(HeaderName::from_bytes(name.trim_ascii()).ok()?, HeaderValue::from_bytes(value).ok()?);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use weaviate_query::ErrorKind;

    use super::*;
    use crate::transport::{Again, endpoint::Protocol};

    fn read(body: &[u8]) -> Result<Bytes, Failure> {
        let to = Endpoint::parse("http://h:8080", Protocol::Rest).unwrap().grpc_web();
        message(Bytes::copy_from_slice(body), &to, crate::transport::MAX_MESSAGE)
    }

    fn frame(flags: u8, content: &[u8]) -> Vec<u8> {
        let mut out = vec![flags];
        out.extend_from_slice(&u32::try_from(content.len()).unwrap().to_be_bytes());
        out.extend_from_slice(content);
        out
    }

    /// The end of an answer as 1.39.0 sends it.
    const END: &[u8] = b"\x80\0\0\0\x20Grpc-Message: \r\nGrpc-Status: 0\r\n";

    #[test]
    fn a_message_and_the_status_behind_it() {
        // `grpc.health.v1.Health/Check`, recorded.
        let body = [b"\0\0\0\0\x02\x08\x01", END].concat();
        assert_eq!(read(&body).unwrap(), &b"\x08\x01"[..]);
        assert_eq!(read(&[b"\0\0\0\0\0", END].concat()).unwrap(), &b""[..]);
        let lower = frame(LAST, b"grpc-status:0");
        assert_eq!(read(&[frame(0, b"x"), lower].concat()).unwrap(), &b"x"[..]);
    }

    #[test]
    fn a_status_behind_the_message_counts() {
        let end =
            frame(LAST, b"grpc-status: 2\r\ngrpc-message: could not find class N%C3%A9%25 in schema\r\n");
        for body in [end.clone(), [frame(0, b"x"), end].concat()] {
            let failure = read(&body).unwrap_err();
            assert_eq!((failure.error.kind(), failure.again), (ErrorKind::NotFound, Again::Never));
            assert_eq!(failure.error.server_message(), Some("could not find class Né% in schema"));
        }
    }

    #[test]
    fn what_is_cut_off_may_be_asked_again() {
        let whole = [frame(0, b"message"), END.to_vec()].concat();
        for length in 0..whole.len() {
            let failure = read(&whole[..length]).unwrap_err();
            assert_eq!((failure.error.kind(), failure.again), (ErrorKind::Unavailable, Again::IfRepeatable));
        }
        assert!(read(&whole).is_ok());
    }

    #[test]
    fn what_cannot_be_meant_is_an_error() {
        let status = |text: &str| [frame(0, b"x"), frame(LAST, text.as_bytes())].concat();
        for (body, says) in [
            (frame(0x01, b"x"), "compressed"),
            (frame(0x02, b"x"), "unknown kind"),
            (frame(0x81, b"x"), "compressed"),
            (frame(0xff, b"x"), "unknown kind"),
            (END.to_vec(), "no message"),
            ([frame(0, b"x"), frame(0, b"y"), END.to_vec()].concat(), "more than one message"),
            ([frame(0, b"x"), END.to_vec(), frame(0, b"y")].concat(), "behind its end"),
            (b"\0\xff\xff\xff\xffx".to_vec(), "larger than the limit"),
            (b"\x80\xff\xff\xff\xffx".to_vec(), "too long"),
            (status(""), "no status"),
            (status("grpc-message: x"), "no status"),
            (status("no colon"), "no status"),
            (status("a b: c\r\ngrpc-status: 0"), "no status"),
            (status("grpc-status: 0\0"), "no status"),
            (b"<html></html>".to_vec(), "unknown kind"),
        ] {
            let failure = read(&body).unwrap_err();
            assert!(failure.error.to_string().contains(says), "{body:?}: {}", failure.error);
            assert_eq!(failure.again, Again::Never, "{body:?}");
        }
    }
}
