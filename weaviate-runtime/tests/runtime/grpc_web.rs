//! gRPC-web, from servers that answer well and from those that do not.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use weaviate_query::{Error, ErrorKind, ir::Query};
use weaviate_runtime::{Client, ClientBuilder, Via};

use crate::server::nobody;

/// A search that found nothing, as 1.39.0 frames it.
const EMPTY: &[u8] = b"\0\0\0\0\0\x80\0\0\0\x20Grpc-Message: \r\nGrpc-Status: 0\r\n";
const WEB: &str = "content-type: application/grpc-web+proto";

/// A head without its end, and a body.
type Answer = (u16, String, Vec<u8>);

fn ok(body: &[u8]) -> Answer {
    (200, WEB.to_owned(), body.to_vec())
}

fn refused(code: u8, text: &str) -> Answer {
    (200, format!("{WEB}\r\ngrpc-status: {code}\r\ngrpc-message: {text}"), Vec::new())
}

fn page(status: u16, body: &str) -> Answer {
    (status, "content-type: text/html".to_owned(), body.as_bytes().to_vec())
}

/// Answers the n-th `POST` with the n-th of its answers and then with the last, and without one not at all. What
/// is read over REST is always answered.
struct Server {
    url: String,
    posts: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(answers: Vec<Answer>) -> Self {
        Self::that_is(r#"{"version":"1.39.0","aliases":[]}"#, answers)
    }

    /// With what it answers over REST.
    fn that_is(meta: &'static str, answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let posts = Arc::new(Mutex::default());
        let (log, answers) = (posts.clone(), Arc::new(answers));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answers) = (log.clone(), answers.clone());
                thread::spawn(move || serve(stream, meta, &answers, &log));
            }
        });
        Self { url, posts }
    }

    fn builder(&self) -> ClientBuilder {
        Client::builder(&self.url).via(Via::GrpcWeb).grpc_url(nobody())
    }

    async fn ask(&self) -> Result<usize, Error> {
        search(&self.builder().attempts(1).build().unwrap()).await
    }

    fn posts(&self) -> Vec<String> {
        self.posts.lock().unwrap().clone()
    }
}

async fn search(client: &Client) -> Result<usize, Error> {
    client.search_raw(&Query::new("Article")).await.map(|found| found.len())
}

fn serve(mut stream: TcpStream, meta: &str, answers: &[Answer], posts: &Mutex<Vec<String>>) {
    let mut kept = Vec::new();
    while let Some(head) = request(&mut stream, &mut kept) {
        let meta = (200, String::from("x: y"), meta.as_bytes().to_vec());
        let answer = if head.starts_with("POST") {
            let mut posts = posts.lock().unwrap();
            posts.push(head);
            answers.get(posts.len() - 1).or(answers.last())
        } else {
            Some(&meta)
        };
        let Some((status, head, body)) = answer else { continue };
        // A status of 0 cuts the body off.
        let (status, length) = if *status == 0 { (200, body.len() + 1) } else { (*status, body.len()) };
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n{head}\r\n\r\n");
        let sent = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        if sent.is_err() || length > body.len() {
            return;
        }
    }
}

fn request(stream: &mut TcpStream, kept: &mut Vec<u8>) -> Option<String> {
    loop {
        if let Some(end) = kept.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&kept[..end]).into_owned();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let whole = end + 4 + length.unwrap_or(0_usize);
            if kept.len() >= whole {
                kept.drain(..whole);
                return Some(head);
            }
        }
        let mut buffer = [0; 4096];
        let read = stream.read(&mut buffer).ok().filter(|read| *read > 0)?;
        kept.extend_from_slice(&buffer[..read]);
    }
}

#[tokio::test]
async fn one_port_carries_everything() {
    let server = Server::start(vec![ok(EMPTY)]);
    let client = server.builder().api_key("s3cret").header("X-OpenAI-Api-Key", "k3y").build().unwrap();
    assert_eq!(search(&client).await.unwrap(), 0);
    let head = server.posts().join("\n");
    assert!(head.starts_with("POST /v1/grpc-web/weaviate.v1.Weaviate/Search HTTP/1.1"), "{head}");
    for line in [
        "content-type: application/grpc-web+proto",
        "x-grpc-web: 1",
        "authorization: Bearer s3cret",
        "x-openai-api-key: k3y",
        "grpc-timeout: 2",
    ] {
        assert!(head.contains(&format!("\r\n{line}")), "{line}\n{head}");
    }
    let proxied = Client::builder(format!("{}/db/", server.url)).via(Via::GrpcWeb).build().unwrap();
    assert_eq!(search(&proxied).await.unwrap(), 0);
    assert!(server.posts()[1].starts_with("POST /db/v1/grpc-web/weaviate.v1.Weaviate/Search "));
}

#[tokio::test]
async fn a_refusal_is_read_wherever_it_stands() {
    let end = b"\x80\0\0\0\x43grpc-status: 2\r\ngrpc-message: could not find class Nope in schema\r\n";
    for answer in [refused(2, "could not find class Nope in schema"), ok(end)] {
        let server = Server::start(vec![answer]);
        let error = server.ask().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
        assert_eq!(error.server_message(), Some("could not find class Nope in schema"));
    }
    for (code, text, kind) in [
        (2, "extract auth: unauthorized: invalid api key", ErrorKind::Unauthenticated),
        (4, "context deadline exceeded", ErrorKind::Timeout),
        (7, "rbac: authorization, forbidden action", ErrorKind::PermissionDenied),
        (8, "grpc: received message larger than max (104858001 vs. 104858000)", ErrorKind::TooLarge),
    ] {
        let error = Server::start(vec![refused(code, text)]).ask().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
    }
}

#[tokio::test]
async fn what_is_no_answer_is_an_error() {
    let html = |status| page(status, "<html>");
    for (answer, kind, says) in [
        (html(200), ErrorKind::Decode, "is this address a Weaviate?"),
        (refused(0, ""), ErrorKind::Decode, "no message"),
        (ok(b""), ErrorKind::Unavailable, "cut off"),
        (ok(&EMPTY[..20]), ErrorKind::Unavailable, "cut off"),
        (ok(b"<html></html>"), ErrorKind::Decode, "unknown kind"),
        (ok(b"\0\xff\xff\xff\xff"), ErrorKind::TooLarge, "larger than the limit"),
        (ok(b"\x01\0\0\0\0"), ErrorKind::Decode, "compressed"),
        ((0, WEB.to_owned(), EMPTY.to_vec()), ErrorKind::Unavailable, "(gRPC-web) broke"),
        (page(404, "Not Found\n"), ErrorKind::Unsupported, "`Via::Grpc`"),
        (page(401, "who are you?"), ErrorKind::Unauthenticated, "api_key"),
        (page(502, ""), ErrorKind::Unavailable, "502"),
        (page(505, "gRPC requires HTTP/2\n"), ErrorKind::Unsupported, "HTTP/2"),
        ((301, "location: https://h".to_owned(), vec![]), ErrorKind::Config, "redirects to `https://h`"),
    ] {
        let error = Server::start(vec![answer]).ask().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}

#[tokio::test]
async fn messages_are_as_large_as_the_server_says() {
    const SMALL: &str = r#"{"version":"1.39.0","aliases":[],"grpcMaxMessageSize":1000}"#;
    const LARGE: &str = r#"{"version":"1.39.0","aliases":[],"grpcMaxMessageSize":500000000}"#;
    // The head of a frame with this many bytes, which do not come.
    let head = |bytes: u32| ok(&[&[0], &bytes.to_be_bytes()[..]].concat());
    for (meta, bytes, kind) in [
        (SMALL, 1_000, ErrorKind::Unavailable),
        (SMALL, 1_001, ErrorKind::TooLarge),
        (LARGE, 500_000_000, ErrorKind::Unavailable),
        (LARGE, 500_000_001, ErrorKind::TooLarge),
    ] {
        let error = Server::that_is(meta, vec![head(bytes)]).ask().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        let limit = if bytes < 2_000 { "the limit is 1000)" } else { "the limit is 500000000)" };
        assert_eq!(error.to_string().contains(limit), kind == ErrorKind::TooLarge, "{error}");
    }
}

#[tokio::test]
async fn what_passes_is_tried_again() {
    for passing in [page(503, ""), (0, WEB.to_owned(), EMPTY.to_vec()), ok(b""), refused(14, "shutting down")]
    {
        let server = Server::start(vec![passing, ok(EMPTY)]);
        assert_eq!(search(&server.builder().build().unwrap()).await.unwrap(), 0);
        assert_eq!(server.posts().len(), 2);
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_costs_one_timeout() {
    let server = Server::start(vec![]);
    let client = server.builder().timeout(Duration::from_millis(300)).build().unwrap();
    let started = Instant::now();
    let error = search(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    assert!(started.elapsed() < Duration::from_secs(2));
    assert_eq!(server.posts().len(), 1);
}

#[tokio::test]
async fn nobody_listens() {
    let url = nobody();
    let client = Client::builder(&url).via(Via::GrpcWeb).attempts(1).build().unwrap();
    let error = search(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let text = error.to_string();
    assert!(text.contains(&url) && !text.contains("WEAVIATE_GRPC_URL"), "{text}");
}

#[test]
fn a_way_is_chosen_by_its_name() {
    assert_eq!("grpc".parse::<Via>().unwrap(), Via::Grpc);
    assert_eq!("grpc-web".parse::<Via>().unwrap(), Via::GrpcWeb);
    assert_eq!("graphql".parse::<Via>().unwrap(), Via::GraphQl);
    for name in ["", "http", "gRPC", "grpc_web"] {
        let error = name.parse::<Via>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("write `grpc`, `grpc-web` or `graphql`"), "{error}");
    }
}
