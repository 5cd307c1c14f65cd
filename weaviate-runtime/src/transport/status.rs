//! The status that gRPC has behind an answer, or in place of one.

use std::fmt;

use http::{HeaderMap, HeaderName};

use crate::op::RequestId;

const STATUS: HeaderName = HeaderName::from_static("grpc-status");
const MESSAGE: HeaderName = HeaderName::from_static("grpc-message");

/// What a server says of a call: by a code, and in its words.
#[derive(Debug, Clone)]
pub(crate) struct Status {
    pub(crate) code: Code,
    pub(crate) text: String,
    /// The name that the server gave the request, if it gave it one.
    pub(crate) request: Option<String>,
}

/// The codes of gRPC, with their numbers on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    Ok = 0,
    Cancelled,
    Unknown,
    InvalidArgument,
    DeadlineExceeded,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ResourceExhausted,
    FailedPrecondition,
    Aborted,
    OutOfRange,
    Unimplemented,
    Internal,
    Unavailable,
    DataLoss,
    Unauthenticated,
}

/// In the order of their numbers, as gRPC writes them.
const CODES: [(Code, &str); 17] = [
    (Code::Ok, "OK"),
    (Code::Cancelled, "CANCELLED"),
    (Code::Unknown, "UNKNOWN"),
    (Code::InvalidArgument, "INVALID_ARGUMENT"),
    (Code::DeadlineExceeded, "DEADLINE_EXCEEDED"),
    (Code::NotFound, "NOT_FOUND"),
    (Code::AlreadyExists, "ALREADY_EXISTS"),
    (Code::PermissionDenied, "PERMISSION_DENIED"),
    (Code::ResourceExhausted, "RESOURCE_EXHAUSTED"),
    (Code::FailedPrecondition, "FAILED_PRECONDITION"),
    (Code::Aborted, "ABORTED"),
    (Code::OutOfRange, "OUT_OF_RANGE"),
    (Code::Unimplemented, "UNIMPLEMENTED"),
    (Code::Internal, "INTERNAL"),
    (Code::Unavailable, "UNAVAILABLE"),
    (Code::DataLoss, "DATA_LOSS"),
    (Code::Unauthenticated, "UNAUTHENTICATED"),
];

impl Status {
    /// The status in the headers before an answer, in the trailers behind it, or in the last frame of gRPC-web.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let code = Code::parse(headers.get(STATUS)?.as_bytes());
        if code == Code::Ok {
            return Some(Self { code, text: String::new(), request: None });
        }
        let text = headers.get(MESSAGE).map(|text| unescaped(text.as_bytes())).unwrap_or_default();
        Some(Self { code, text, request: request(headers) })
    }

    /// With the name of the request in the head of its answer, where the status has none.
    pub(crate) fn of_answer(mut self, head: &HeaderMap) -> Self {
        self.request = self.request.or_else(|| request(head));
        self
    }
}

impl Code {
    /// A number in digits; what is none, or one of a later gRPC, is unknown.
    fn parse(digits: &[u8]) -> Self {
        let number = match *digits {
            [one @ b'0'..=b'9'] => one - b'0',
            [b'1', one @ b'0'..=b'9'] => 10 + one - b'0',
            _ => return Self::Unknown,
        };
        CODES.get(usize::from(number)).map_or(Self::Unknown, |(code, _)| *code)
    }
}

/// As gRPC writes it.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(CODES.get(*self as usize).map_or("UNKNOWN", |(_, name)| name))
    }
}

fn request(headers: &HeaderMap) -> Option<String> {
    headers.get(RequestId::NAME).and_then(|id| id.to_str().ok()).map(str::to_owned)
}

/// A text out of a header, in which `%` and two digits are a byte.
fn unescaped(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, behind)) = rest.split_first() {
        let code =
            (*byte == b'%').then(|| behind.split_at_checked(2)).flatten().and_then(|(digits, behind)| {
                let digits = str::from_utf8(digits).ok().filter(|digits| !digits.starts_with('+'))?;
                Some((u8::from_str_radix(digits, 16).ok()?, behind))
            });
        let (byte, behind) = code.unwrap_or((*byte, behind));
        out.push(byte);
        rest = behind;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(fields: &[(&'static str, &[u8])]) -> HeaderMap {
        let field = |(name, value): &(&'static str, &[u8])| {
            (http::HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap())
        };
        fields.iter().map(field).collect()
    }

    #[test]
    fn each_code_stands_at_its_number() {
        for (number, (code, name)) in CODES.into_iter().enumerate() {
            assert_eq!((code as usize, code.to_string().as_str()), (number, name));
            assert_eq!(Code::parse(number.to_string().as_bytes()), code);
        }
        for odd in ["", "17", "99", "-1", "+1", "00", "01", "1 ", "x", "256", "1a"] {
            assert_eq!(Code::parse(odd.as_bytes()), Code::Unknown, "{odd}");
        }
    }

    #[test]
    fn no_status_of_headers_can_do_harm() {
        assert!(Status::of(&headers(&[("grpc-message", b"no")])).is_none());
        let status =
            Status::of(&headers(&[("grpc-status", b"2"), ("grpc-status-details-bin", b"***")])).unwrap();
        assert_eq!((status.code, status.text.as_str(), status.request), (Code::Unknown, "", None));
        let status = Status::of(&headers(&[("grpc-status", b"\xff"), ("x-request-id", b"\xff")])).unwrap();
        assert_eq!((status.code, status.request), (Code::Unknown, None));
    }

    #[test]
    fn the_name_in_the_trailers_is_over_the_one_in_the_head() {
        let head = headers(&[("x-request-id", b"head")]);
        let named = headers(&[("grpc-status", b"13"), ("x-request-id", b"end")]);
        let unnamed = headers(&[("grpc-status", b"13")]);
        let request = |trailers| Status::of(trailers).unwrap().of_answer(&head).request;
        assert_eq!((request(&named).as_deref(), request(&unnamed).as_deref()), (Some("end"), Some("head")));
    }

    #[test]
    fn texts_that_are_not_escaped_well_stay_as_they_are() {
        for (text, read) in
            [("a%", "a%"), ("%4", "%4"), ("%zz", "%zz"), ("%+1", "%+1"), ("%41%", "A%"), ("%FF", "\u{fffd}")]
        {
            assert_eq!(unescaped(text.as_bytes()), read);
        }
    }
}
