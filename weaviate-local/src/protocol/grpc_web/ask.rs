//! What a request asks for, by its path and its headers, or why it is refused before its body is read.

use std::time::Duration;

use axum::{body::Body, response::Response};
use http::{
    HeaderMap, HeaderValue, Method, StatusCode,
    header::{ALLOW, CONTENT_ENCODING, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    request::Parts,
};
use tokio::time::Instant;
use weaviate_proto as proto;

/// A request that can be answered.
pub(crate) struct Ask {
    /// Connect, where messages stand without frames and HTTP says whether they are errors; else gRPC-web.
    pub(crate) connect: bool,
    pub(crate) format: Format,
    pub(crate) deadline: Option<Instant>,
    /// Whether messages may be compressed.
    pub(crate) gzip: bool,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Proto,
    Json,
}

/// A refusal that is a plain status of HTTP with a text, before any gRPC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused(StatusCode, String);

impl Refused {
    fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self(status, text.into())
    }

    fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Not Found")
    }

    fn unsupported(text: impl Into<String>) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, text)
    }

    pub(crate) fn into_response(self) -> Response {
        let Self(status, text) = self;
        let mut response = Response::new(Body::from(text + "\n"));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if status == StatusCode::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("POST"));
        }
        response
    }
}

/// The protocols that share the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    Web,
    Grpc,
    Connect,
    ConnectStream,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Messages {
    One,
    BothWays,
}

impl Ask {
    pub(crate) fn read(head: &Parts) -> Result<Self, Refused> {
        let (protocol, format) = protocol(&head.headers)?;
        let messages = messages(head.uri.path()).ok_or_else(Refused::not_found)?;
        if head.method != Method::POST {
            return Err(Refused::new(StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed"));
        }
        let http2 = |text| Refused::new(StatusCode::HTTP_VERSION_NOT_SUPPORTED, text);
        match (protocol, messages) {
            (Protocol::Connect, Messages::BothWays) => {
                return Err(Refused::unsupported(
                    "stream type bidi not supported with Connect unary (POST) protocol",
                ));
            }
            (_, Messages::BothWays) => return Err(http2("bidi streams require HTTP/2")),
            (Protocol::Grpc, Messages::One) => return Err(http2("gRPC requires HTTP/2")),
            (Protocol::ConnectStream, Messages::One) => {
                return Err(Refused::unsupported(
                    "stream type unary not supported with Connect stream protocol",
                ));
            }
            (Protocol::Connect | Protocol::Web, Messages::One) => {}
        }
        let connect = protocol == Protocol::Connect;
        let deadline = if connect {
            milliseconds(text(&head.headers, "connect-timeout-ms"))?
        } else {
            deadline(text(&head.headers, "grpc-timeout"))?
        };
        let format = match format {
            "proto" => Format::Proto,
            "json" => Format::Json,
            "json; charset=utf-8" if connect => Format::Json,
            other => return Err(Refused::unsupported(format!("\"{other}\" sub-format not supported"))),
        };
        let encoding = text(&head.headers, CONTENT_ENCODING.as_str());
        let gzip = match if connect { encoding } else { text(&head.headers, "grpc-encoding") } {
            "" | "identity" => false,
            "gzip" => true,
            other => return Err(Refused::unsupported(format!("\"{other}\" compression not supported"))),
        };
        match encoding {
            other if !connect && !["", "identity"].contains(&other) => Err(Refused::unsupported(format!(
                "content-encoding \"{other}\" not allowed for this protocol"
            ))),
            _ => Ok(Self { connect, format, deadline, gzip }),
        }
    }

    /// How the answer is written.
    pub(crate) fn content_type(&self) -> &'static str {
        match (self.connect, self.format) {
            (false, Format::Proto) => "application/grpc-web+proto",
            (false, Format::Json) => "application/grpc-web+json",
            (true, Format::Proto) => "application/proto",
            (true, Format::Json) => "application/json",
        }
    }
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The protocol and what follows the `+`.
fn protocol(headers: &HeaderMap) -> Result<(Protocol, &str), Refused> {
    if headers.get_all(CONTENT_TYPE).iter().count() > 1 {
        return Err(Refused::unsupported("could not classify protocol"));
    }
    let kind = text(headers, CONTENT_TYPE.as_str());
    let of = |name: &str| match kind.strip_prefix(name)? {
        "" => Some("proto"),
        rest => rest.strip_prefix('+'),
    };
    if let Some(format) = of("application/grpc-web") {
        return Ok((Protocol::Web, format));
    }
    if let Some(format) = of("application/grpc") {
        return Ok((Protocol::Grpc, format));
    }
    if let Some(format) = kind.strip_prefix("application/connect+") {
        return Ok((Protocol::ConnectStream, format));
    }
    match kind.strip_prefix("application/") {
        Some(format) if text(headers, "connect-protocol-version") == "1" => Ok((Protocol::Connect, format)),
        _ => Err(Refused::not_found()),
    }
}

/// What a method takes and gives; `None` for one that is not there.
fn messages(path: &str) -> Option<Messages> {
    let (service, method) = path.strip_prefix('/')?.split_once('/')?;
    let unary = match service {
        proto::SERVICE => {
            ["Search", "Aggregate", "BatchObjects", "BatchReferences", "BatchDelete", "TenantsGet"].as_slice()
        }
        "grpc.health.v1.Health" => &["Check", "List", "Watch"],
        _ => return None,
    };
    match method {
        "BatchStream" if service == proto::SERVICE => Some(Messages::BothWays),
        _ => unary.contains(&method).then_some(Messages::One),
    }
}

/// Up to eight digits and a unit.
fn deadline(text: &str) -> Result<Option<Instant>, Refused> {
    const DIGITS: usize = 8;
    let wrong = |why: String| Refused::new(StatusCode::BAD_REQUEST, format!("protocol error: {why}"));
    let Some(unit) = text.chars().next_back() else { return Ok(None) };
    let number = text.get(..text.len() - unit.len_utf8()).unwrap_or_default();
    let nanos: u64 = match unit {
        'n' => 1,
        'u' => 1_000,
        'm' => 1_000_000,
        'S' => 1_000_000_000,
        'M' => 60_000_000_000,
        'H' => 3_600_000_000_000,
        _ => return Err(wrong(format!("timeout \"{text}\" has invalid unit"))),
    };
    if number.len() > DIGITS {
        return Err(wrong(format!("timeout \"{text}\" is too long")));
    }
    let Ok(number) = number.parse::<u64>() else {
        return Err(wrong(format!("invalid timeout \"{text}\"")));
    };
    // The server counts nanoseconds in an `i64`.
    match number.checked_mul(nanos).filter(|nanos| i64::try_from(*nanos).is_ok()) {
        Some(nanos) => Ok(Instant::now().checked_add(Duration::from_nanos(nanos))),
        None => Err(Refused::new(StatusCode::BAD_REQUEST, "no timeout")),
    }
}

/// Connect's way to say how long.
fn milliseconds(text: &str) -> Result<Option<Instant>, Refused> {
    let wrong = |why: String| Refused::new(StatusCode::BAD_REQUEST, why);
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<i64>() {
        Err(_) => Err(wrong(format!("strconv.ParseInt: parsing \"{text}\": invalid syntax"))),
        Ok(number) => match u64::try_from(number) {
            Err(_) => Err(wrong(format!("timeout header indicated invalid negative value: {number}"))),
            Ok(number) => Ok(Instant::now().checked_add(Duration::from_millis(number))),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECK: &str = "/grpc.health.v1.Health/Check";
    const SEARCH: &str = "/weaviate.v1.Weaviate/Search";
    const STREAM: &str = "/weaviate.v1.Weaviate/BatchStream";

    fn said(method: &str, path: &str, headers: &[(&'static str, &str)]) -> String {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match Ask::read(&request.body(()).unwrap().into_parts().0) {
            Ok(ask) => ask.content_type().to_owned(),
            Err(Refused(status, text)) => format!("{} {text}", status.as_u16()),
        }
    }

    // The answers of 1.39.0 to the same requests.
    #[test]
    fn requests_are_told_apart_as_the_server_does() {
        for (path, kind, answer) in [
            (CHECK, "application/grpc-web", "application/grpc-web+proto"),
            (CHECK, "application/grpc-web+proto", "application/grpc-web+proto"),
            (CHECK, "application/grpc-web+json", "application/grpc-web+json"),
            (CHECK, "application/grpc-web-text", "404 Not Found"),
            (CHECK, "application/grpc-web-text+proto", "404 Not Found"),
            (CHECK, "application/grpc-web; charset=utf-8", "404 Not Found"),
            (CHECK, "Application/GRPC-Web+Proto", "404 Not Found"),
            (CHECK, "application/grpc-web+thrift", "415 \"thrift\" sub-format not supported"),
            (CHECK, "application/grpc-web+", "415 \"\" sub-format not supported"),
            (CHECK, "application/grpc", "505 gRPC requires HTTP/2"),
            (CHECK, "application/grpc+proto", "505 gRPC requires HTTP/2"),
            (CHECK, "application/grpcx", "404 Not Found"),
            (CHECK, "application/proto", "404 Not Found"),
            (
                CHECK,
                "application/connect+proto",
                "415 stream type unary not supported with Connect stream protocol",
            ),
            (CHECK, "text/plain", "404 Not Found"),
            (STREAM, "application/grpc-web+proto", "505 bidi streams require HTTP/2"),
            (STREAM, "application/connect+proto", "505 bidi streams require HTTP/2"),
            (STREAM, "application/grpc-web-text", "404 Not Found"),
            ("/weaviate.v1.Weaviate/Nope", "application/grpc-web+proto", "404 Not Found"),
            ("/weaviate.v1.Weaviate/Search/", "application/grpc-web+proto", "404 Not Found"),
            ("/x.Y/Nope", "application/grpc-web+proto", "404 Not Found"),
            ("/", "application/grpc-web+proto", "404 Not Found"),
        ] {
            assert_eq!(said("POST", path, &[("content-type", kind)]), answer, "{path} {kind}");
        }
        assert_eq!(said("POST", CHECK, &[]), "404 Not Found");
        assert_eq!(said("GET", CHECK, &[]), "404 Not Found");
        assert_eq!(said("GET", CHECK, &[("content-type", "application/grpc-web")]), "405 Method Not Allowed");
        let twice = [("content-type", "application/grpc-web"), ("content-type", "application/grpc-web")];
        assert_eq!(said("POST", CHECK, &twice), "415 could not classify protocol");
        let connect = [("content-type", "application/proto"), ("connect-protocol-version", "1")];
        assert_eq!(said("POST", SEARCH, &connect), "application/proto");
        assert_eq!(
            said("POST", STREAM, &connect),
            "415 stream type bidi not supported with Connect unary (POST) protocol"
        );
    }

    #[test]
    fn connect_has_headers_of_its_own() {
        for (kind, name, value, answer) in [
            ("application/json; charset=utf-8", "x", "y", "application/json"),
            ("application/thrift", "x", "y", "415 \"thrift\" sub-format not supported"),
            ("application/proto", "connect-timeout-ms", "12345678901", "application/proto"),
            (
                "application/proto",
                "connect-timeout-ms",
                "abc",
                "400 strconv.ParseInt: parsing \"abc\": invalid syntax",
            ),
            (
                "application/proto",
                "connect-timeout-ms",
                "-1",
                "400 timeout header indicated invalid negative value: -1",
            ),
            ("application/proto", "content-encoding", "nope", "415 \"nope\" compression not supported"),
        ] {
            let headers = [("content-type", kind), ("connect-protocol-version", "1"), (name, value)];
            assert_eq!(said("POST", SEARCH, &headers), answer, "{name}: {value}");
        }
    }

    #[test]
    fn headers_that_are_wrong() {
        for (name, value, answer) in [
            ("grpc-encoding", "nope", "415 \"nope\" compression not supported"),
            ("grpc-encoding", "identity", "application/grpc-web+proto"),
            ("content-encoding", "gzip", "415 content-encoding \"gzip\" not allowed for this protocol"),
            ("grpc-timeout", "", "application/grpc-web+proto"),
            ("grpc-timeout", "12345678S", "application/grpc-web+proto"),
            ("grpc-timeout", "+5S", "application/grpc-web+proto"),
            ("grpc-timeout", "abc", "400 protocol error: timeout \"abc\" has invalid unit"),
            ("grpc-timeout", "10", "400 protocol error: timeout \"10\" has invalid unit"),
            ("grpc-timeout", "123456789S", "400 protocol error: timeout \"123456789S\" is too long"),
            ("grpc-timeout", "-1S", "400 protocol error: invalid timeout \"-1S\""),
            ("grpc-timeout", "S", "400 protocol error: invalid timeout \"S\""),
            ("grpc-timeout", "99999999H", "400 no timeout"),
        ] {
            let headers = [("content-type", "application/grpc-web"), (name, value)];
            assert_eq!(said("POST", SEARCH, &headers), answer, "{name}: {value}");
        }
    }
}
