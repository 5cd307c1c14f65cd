//! Servers that are not there, do not answer, or answer something else.

use std::time::{Duration, Instant};

use weaviate_query::{
    ErrorKind,
    wire::raw::{Object, Value},
};
use weaviate_runtime::{Client, Via};

use crate::server::{Do, META, Server, nobody};

fn quick(url: &str) -> Client {
    Client::builder(url).timeout(Duration::from_millis(300)).attempts(2).build().unwrap()
}

#[tokio::test]
async fn nobody_listens() {
    let url = nobody();
    let error = quick(&url).meta().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(error.to_string().contains(&url), "{error}");
    assert!(error.to_string().to_lowercase().contains("refused"), "{error}");
    assert!(quick(&url).ready().await.is_err());
}

#[tokio::test]
async fn a_server_that_does_not_answer_costs_one_timeout() {
    let server = Server::start(&[Do::Hang]);
    let start = Instant::now();
    let error = quick(&server.url()).meta().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(start.elapsed() < Duration::from_millis(900), "{:?}", start.elapsed());
    assert_eq!(server.requests(), 1);
}

/// A port that takes connections and says nothing: TLS never comes to an end.
#[cfg(feature = "tls")]
#[tokio::test]
async fn a_timeout_says_that_there_was_no_connection() {
    let rest = Server::start(&[META]);
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let grpc = format!("https://{}", silent.local_addr().unwrap());
    let client = Client::builder(rest.url()).grpc_url(grpc).timeout(Duration::from_secs(2)).build().unwrap();
    client.meta().await.unwrap();
    let error = client.search_raw(&weaviate_query::ir::Query::new("A")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("s for a connection: no connection for `Search`"), "{error}");
}

#[tokio::test]
async fn a_large_message_goes_over_a_connection_of_its_own() {
    let connections = async |large: bool| {
        let rest = Server::start(&[META]);
        let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = Client::builder(rest.url())
            .grpc_url(format!("http://{}", silent.local_addr().unwrap()))
            .via(Via::Grpc)
            .timeout(Duration::from_secs(1))
            .build()
            .unwrap();
        let mut streams = Vec::new();
        let accept = async {
            while let Ok((stream, _)) = silent.accept().await {
                streams.push(stream);
            }
        };
        let query = weaviate_query::ir::Query::new("A");
        let text = Value::Text("x".repeat(if large { 100_000 } else { 10 }));
        let object = Object { properties: [("text".to_owned(), text)].into(), ..Object::default() };
        let calls = async {
            let (found, again, stored) = tokio::join!(
                client.search_raw(&query),
                client.search_raw(&query),
                client.insert_raw("A", None, vec![object])
            );
            assert!(found.is_err() && again.is_err());
            assert_eq!(stored.unwrap().unknown().count(), 1);
        };
        tokio::select! { () = accept => unreachable!("it accepts for ever"), () = calls => {} }
        streams.len()
    };
    assert_eq!((Box::pin(connections(false)).await, Box::pin(connections(true)).await), (1, 2));
}

#[tokio::test]
async fn a_closed_client_has_let_go_of_its_connections() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let client = Client::new(format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let serve = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        assert!(stream.read(&mut request).await.unwrap() > 0);
        let body = r#"{"version":"1.39.0"}"#;
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream
    };
    let (answer, mut stream) = tokio::join!(client.meta(), serve);
    answer.unwrap();
    let still_open = tokio::time::timeout(Duration::from_millis(50), stream.read_u8()).await;
    assert!(still_open.is_err(), "the connection is kept for the next call");
    client.close().await.unwrap();
    let end = tokio::time::timeout(Duration::from_secs(5), stream.read_u8()).await.unwrap();
    assert_eq!(end.unwrap_err().kind(), std::io::ErrorKind::UnexpectedEof);
    assert_eq!(client.meta().await.unwrap_err().kind(), ErrorKind::Closed);
}

#[tokio::test]
async fn a_server_that_starts_is_not_ready_and_not_an_error() {
    let server = Server::start(&[Do::Answer(503, "", "")]);
    assert!(!quick(&server.url()).ready().await.unwrap());
    assert_eq!(server.requests(), 1, "the health is asked once");
    let server = Server::start(&[Do::Answer(200, "", "")]);
    assert!(quick(&server.url()).ready().await.unwrap());
    let other = Server::start(&[Do::Answer(404, "", "no such page")]);
    assert!(quick(&other.url()).ready().await.is_err(), "something else than Weaviate is not `false`");
}

#[tokio::test]
async fn a_failure_that_passes_is_not_seen() {
    for failure in [
        Do::Answer(503, "", ""),
        Do::Answer(429, "retry-after: 0", r#"{"error":[{"message":"slow down"}]}"#),
        Do::Close,
    ] {
        let plan: &'static [Do] = Vec::leak(vec![failure, META]);
        let server = Server::start(plan);
        let meta = Client::new(server.url()).unwrap().meta().await.unwrap();
        assert_eq!(meta.version().unwrap().to_string(), "1.39.0");
        assert_eq!(meta.modules().collect::<Vec<_>>(), ["m"]);
        assert_eq!(server.requests(), 2);
    }
}

#[tokio::test]
async fn what_the_server_says_is_told_apart() {
    // Bodies as recorded from 1.39.0 in errors.tsv.
    for (status, body, kind, says) in [
        (
            401,
            r#"{"code":401,"message":"anonymous access not enabled. Please provide an auth token"}"#,
            ErrorKind::Unauthenticated,
            "api_key",
        ),
        (
            403,
            r#"{"error":[{"message":"rbac: authorization, forbidden action: user 'u2' has insufficient permissions to read_collections"}]}"#,
            ErrorKind::PermissionDenied,
            "u2",
        ),
        (404, "", ErrorKind::NotFound, "404"),
        (
            422,
            r#"{"allowed":null,"error":[{"message":"alias name Ali already exists"}]}"#,
            ErrorKind::AlreadyExists,
            "Ali",
        ),
        (
            500,
            r#"{"error":[{"message":"rpc error: code = Internal desc = updating schema: TYPE_CREATE_ALIAS: create alias: Dup, alias already exists"}]}"#,
            ErrorKind::AlreadyExists,
            "Dup",
        ),
        (
            422,
            r#"{"error":[{"message":"put object: import into index realt: determine shard: tenant not found: \"nope\""}]}"#,
            ErrorKind::NotFound,
            "nope",
        ),
        (
            422,
            r#"{"code":601,"message":"id in path must be of type uuid: \"abc\""}"#,
            ErrorKind::InvalidInput,
            "abc",
        ),
        (500, r#"{"error":"text"}"#, ErrorKind::Server, "text"),
        (501, "", ErrorKind::Unsupported, "501"),
        (301, "", ErrorKind::Config, "redirects"),
    ] {
        let plan: &'static [Do] = Vec::leak(vec![Do::Answer(status, "", body)]);
        let server = Server::start(plan);
        let error = quick(&server.url()).meta().await.unwrap_err();
        assert_eq!(error.kind(), kind, "{status} {body}: {error}");
        assert!(error.to_string().contains(says), "{error}");
        assert_eq!(server.requests(), 1, "{error}");
    }
}

#[tokio::test]
async fn something_else_than_weaviate() {
    let server = Server::start(&[Do::Answer(200, "", "<html>")]);
    let error = quick(&server.url()).meta().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("is this address a Weaviate?"), "{error}");
}

#[tokio::test]
async fn a_wrong_grpc_port_is_told_with_both_addresses() {
    let server = Server::start(&[META]);
    let grpc = nobody();
    let client = Client::builder(server.url()).grpc_url(&grpc).attempts(1).build().unwrap();
    let error = client.search_raw(&weaviate_query::ir::Query::new("Article")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    let text = error.to_string();
    assert!(
        text.contains(&format!("answers at `{}` (REST) but not at `{grpc}` (gRPC)", server.url())),
        "{text}"
    );
    assert!(text.contains("WEAVIATE_GRPC_URL"), "{text}");

    // The REST port given for gRPC: it answers in HTTP/1.1.
    let client = Client::builder(server.url()).grpc_url(server.url()).attempts(1).build().unwrap();
    let error = client.search_raw(&weaviate_query::ir::Query::new("Article")).await.unwrap_err();
    assert!(error.to_string().contains("WEAVIATE_GRPC_URL"), "{error}");
}

#[tokio::test]
async fn headers_are_sent_and_not_shown() {
    let server = Server::start(&[META]);
    let builder = Client::builder(server.url()).api_key("s3cret").header("X-OpenAI-Api-Key", "k3y");
    assert!(!format!("{builder:?}").contains("s3cret"));
    builder.build().unwrap().meta().await.unwrap();
    let head = server.heads().join("\n").to_lowercase();
    assert!(head.contains("authorization: bearer s3cret"), "{head}");
    assert!(head.contains("x-openai-api-key: k3y"), "{head}");
    let error = Client::builder("http://h").header("a b", "c").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(
        Client::builder("http://h")
            .api_key("s3cret\n")
            .build()
            .is_err_and(|e| !e.to_string().contains("s3cret"))
    );
}

#[tokio::test]
async fn https_to_a_server_without_it_is_an_error_and_no_panic() {
    if cfg!(feature = "tls") {
        let server = Server::start(&[META]);
        let https = server.url().replace("http://", "https://");
        let client = Client::builder(&https).grpc_url(&https).attempts(1).build().unwrap();
        let error = client.meta().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        assert!(error.to_string().contains(&https), "{error}");
        let client = Client::builder(server.url()).grpc_url(&https).attempts(1).build().unwrap();
        let error = client.search_raw(&weaviate_query::ir::Query::new("Article")).await.unwrap_err();
        assert!(error.to_string().contains(&format!("not at `{https}` (gRPC)")), "{error}");
    } else {
        let error = Client::new("https://h").unwrap_err();
        assert!(error.to_string().contains("feature `tls`"), "{error}");
    }
}
