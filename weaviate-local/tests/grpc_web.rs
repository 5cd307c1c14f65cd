//! gRPC-web and Connect over HTTP: each line was taken from a 1.39.0 server. With `WEAVIATE_URL` that server is asked instead
//! of the engine.

use reqwest::header::HeaderMap;
use weaviate_local::{Engine, Serve};

const PROTO: &[(&str, &str)] = &[("content-type", "application/grpc-web+proto")];
const END: &[u8] = b"\x80\0\0\0\x20Grpc-Message: \r\nGrpc-Status: 0\r\n";
const CHECK: &str = "grpc.health.v1.Health/Check";
const SEARCH: &str = "weaviate.v1.Weaviate/Search";
/// `collection: "Nope"`
const NOPE: &[u8] = b"\0\0\0\0\x06\x0a\x04Nope";

struct Answer {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The status and the text of its headers.
    fn refusal(&self) -> String {
        assert_eq!((self.status, self.body.len()), (200, 0));
        format!("{} {}", self.header("grpc-status"), self.header("grpc-message"))
    }

    /// A page without gRPC in it.
    fn page(&self) -> String {
        format!("{} {}", self.status, String::from_utf8_lossy(&self.body))
    }
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    let (url, _serving) = if let Ok(url) = std::env::var("WEAVIATE_URL") {
        (url, None)
    } else {
        let serving = Engine::in_memory().serve(Serve::default()).await.unwrap();
        (format!("http://{}", serving.http_addr()), Some(serving))
    };
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let mut request = weaviate_local::plain_http()
        .build()
        .expect("a client")
        .request(method, format!("{url}/v1/grpc-web{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.body(body.to_vec()).send().await.unwrap();
    Answer {
        status: answer.status().as_u16(),
        headers: answer.headers().clone(),
        body: answer.bytes().await.unwrap().to_vec(),
    }
}

async fn post(path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
    ask("POST", &format!("/{path}"), headers, body).await
}

#[tokio::test]
async fn a_message_is_answered_with_a_message_and_a_status() {
    for kind in ["application/grpc-web", "application/grpc-web+proto"] {
        let answer = post(CHECK, &[("content-type", kind)], b"\0\0\0\0\0").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), "application/grpc-web+proto");
        assert_eq!(answer.header("grpc-status"), "");
        assert_eq!(answer.body, [b"\0\0\0\0\x02\x08\x01", END].concat());
    }
    let answer = post("weaviate.v1.Weaviate/BatchObjects", PROTO, b"\0\0\0\0\0").await;
    // `took`, a float, is all that is in it.
    assert_eq!((answer.status, answer.body.len()), (200, 5 + 5 + END.len()));
    assert!(answer.body.starts_with(b"\0\0\0\0\x05\x0d") && answer.body.ends_with(END), "{:?}", answer.body);
}

#[tokio::test]
async fn a_refusal_is_in_the_headers() {
    for (method, text) in [
        ("Search", "2 could not find class Nope in schema"),
        ("Aggregate", "2 parse params: could not find class Nope in schema"),
        ("BatchDelete", "2 batch delete params: could not find class Nope in schema"),
        (
            "TenantsGet",
            "2 get tenants: failed to execute query: could not get tenants: could not get tenants: class not found",
        ),
    ] {
        let answer = post(&format!("weaviate.v1.Weaviate/{method}"), PROTO, NOPE).await;
        assert_eq!(answer.refusal(), text);
        assert_eq!(answer.header("content-type"), "application/grpc-web+proto");
    }
    let answer = post("weaviate.v1.Weaviate/BatchReferences", PROTO, b"\0\0\0\0\0").await;
    let none = "2 invalid params: length cannot be 0, need at least one reference for batching";
    assert_eq!(answer.refusal(), none);
    let escaped = post(SEARCH, PROTO, "\0\0\0\0\x07\x0a\x05Né%\n".as_bytes()).await;
    assert_eq!(escaped.refusal(), "2 could not find class N%C3%A9%25%0A in schema");
}

#[tokio::test]
async fn messages_may_be_json() {
    let json = [("content-type", "application/grpc-web+json")];
    let framed = |text: &str| [&[0, 0, 0, 0, text.len() as u8], text.as_bytes()].concat();
    let answer = post(CHECK, &json, &framed("{}")).await;
    assert_eq!(answer.header("content-type"), "application/grpc-web+json");
    assert_eq!(answer.body, [&framed(r#"{"status":"SERVING"}"#), END].concat());
    let answer = post("weaviate.v1.Weaviate/BatchObjects", &json, &framed(r#"{"objects":[]}"#)).await;
    let text = String::from_utf8_lossy(&answer.body);
    assert!(text.contains(r#"{"took":"#) && text.contains(r#","errors":[]}"#), "{text}");
    for text in [r#"{"collection":"Nope"}"#, r#"{"collection":"Nope","nobody":{"knows":1}}"#] {
        let answer = post(SEARCH, &json, &framed(text)).await;
        assert_eq!(answer.refusal(), "2 could not find class Nope in schema");
    }
    for (text, says) in
        [(r#"{"collection":"#, "2 proto: unexpected EOF"), (r#"{"collection":5}"#, "2 proto: ")]
    {
        let refusal = post(SEARCH, &json, &framed(text)).await.refusal();
        assert!(refusal.starts_with(says), "{refusal}");
    }
}

#[tokio::test]
async fn connect_has_no_frames() {
    let connect = |kind: &'static str| [("content-type", kind), ("connect-protocol-version", "1")];
    let (proto, json) = (connect("application/proto"), connect("application/json"));
    let answer = post(CHECK, &proto, b"").await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/proto"));
    assert_eq!(answer.body, b"\x08\x01");
    assert_eq!(post(CHECK, &json, b"{}").await.page(), r#"200 {"status":"SERVING"}"#);
    let nope = r#"500 {"code":"unknown","message":"could not find class Nope in schema"}"#;
    for (headers, body) in [(proto, &NOPE[5..]), (json, &br#"{"collection":"Nope"}"#[..])] {
        let answer = post(SEARCH, &headers, body).await;
        assert_eq!(answer.page(), nope);
        assert_eq!(answer.header("content-type"), "application/json");
    }
    assert_eq!(post(SEARCH, &json, b"").await.page(), r#"500 {"code":"unknown","message":"EOF"}"#);
    let late = post(SEARCH, &[&proto[..], &[("connect-timeout-ms", "0")]].concat(), &NOPE[5..]).await;
    assert_eq!(late.page(), r#"504 {"code":"deadline_exceeded","message":"context deadline exceeded"}"#);
}

#[tokio::test]
async fn bytes_that_are_no_message() {
    for (body, text) in [
        (&b""[..], "2 EOF"),
        (b"\0\0\0", "2 unexpected EOF"),
        (b"\0\0\0\0\x05ab", "2 unexpected EOF"),
        (b"\x01\0\0\0\x06\x0a\x04Nope", "13 grpc: compressed flag set with identity or empty encoding"),
        (b"\x80\0\0\0\0", "3 invalid compression flag: must be 0 or 1; instead got 128"),
        (b"\0\xff\xff\xff\xff", "8 grpc: received message larger than max (4294967295 vs. 104858000)"),
        (
            b"\0\0\0\0\x03\xff\xff\xff",
            "13 grpc: error unmarshalling request: proto: cannot parse invalid wire-format data",
        ),
        (
            b"\0\0\0\0\x04\x0a\x02\xff\xfe",
            "13 grpc: error unmarshalling request: string field contains invalid UTF-8",
        ),
    ] {
        assert_eq!(post(SEARCH, PROTO, body).await.refusal(), text, "{body:?}");
    }
}

#[tokio::test]
async fn a_deadline_is_kept() {
    for timeout in ["1n", "0m"] {
        let answer = post(SEARCH, &[PROTO, &[("grpc-timeout", timeout)]].concat(), NOPE).await;
        assert_eq!(answer.refusal(), "4 context deadline exceeded");
    }
    let answer = post(SEARCH, &[PROTO, &[("grpc-timeout", "30000000u")]].concat(), NOPE).await;
    assert_eq!(answer.refusal(), "2 could not find class Nope in schema");
}

#[tokio::test]
async fn what_is_no_grpc_web_is_a_page() {
    for (method, path, kind, page) in [
        ("POST", "/grpc.health.v1.Health/Check", "application/grpc-web-text", "404 Not Found\n"),
        ("POST", "/grpc.health.v1.Health/Check", "application/grpc", "505 gRPC requires HTTP/2\n"),
        ("POST", "/grpc.health.v1.Health/Check", "application/proto", "404 Not Found\n"),
        ("POST", "/weaviate.v1.Weaviate/Nope", "application/grpc-web+proto", "404 Not Found\n"),
        ("POST", "", "application/grpc-web+proto", "404 Not Found\n"),
        ("POST", "/", "application/grpc-web+proto", "404 Not Found\n"),
        ("GET", "/grpc.health.v1.Health/Check", "application/grpc-web+proto", "405 Method Not Allowed\n"),
        (
            "POST",
            "/weaviate.v1.Weaviate/BatchStream",
            "application/grpc-web+proto",
            "505 bidi streams require HTTP/2\n",
        ),
        (
            "POST",
            "/weaviate.v1.Weaviate/Search",
            "application/connect+proto",
            "415 stream type unary not supported with Connect stream protocol\n",
        ),
    ] {
        let answer = ask(method, path, &[("content-type", kind)], b"").await;
        assert_eq!(answer.page(), page, "{method} {path} {kind}");
        assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.header("allow"), if answer.status == 405 { "POST" } else { "" });
    }
    let beside = ask("POST", "x/Search", PROTO, b"").await;
    assert_eq!(beside.page(), r#"404 {"code":404,"message":"path /v1/grpc-webx/Search was not found"}"#);
}

#[tokio::test]
async fn pages_of_other_origins_may_ask() {
    let origin = ("origin", "http://page.example");
    let preflight = |method: &'static str, headers: &'static str| async move {
        let asked =
            [origin, ("access-control-request-method", method), ("access-control-request-headers", headers)];
        ask("OPTIONS", "/weaviate.v1.Weaviate/Search", &asked, b"").await
    };
    let answer = preflight("POST", "authorization,content-type,x-grpc-web,x-openai-api-key").await;
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-allow-methods"), "POST");
    let allowed = answer.header("access-control-allow-headers").to_ascii_lowercase();
    assert_eq!(allowed, "authorization, content-type, x-grpc-web, x-openai-api-key");
    for (method, headers) in [("DELETE", ""), ("POST", "x-foo")] {
        let answer = preflight(method, headers).await;
        assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, ""));
    }
    let answer = post(SEARCH, &[PROTO, &[origin]].concat(), NOPE).await;
    assert_eq!(answer.refusal(), "2 could not find class Nope in schema");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let exposed = "Grpc-Status, Grpc-Message, Grpc-Status-Details-Bin";
    assert_eq!(answer.header("access-control-expose-headers"), exposed);
}
