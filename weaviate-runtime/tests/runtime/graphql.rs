//! GraphQL from servers that do not answer as they should, and what is said of it.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use serde_json::Value;
use weaviate_query::{ErrorKind, ir::Query};
use weaviate_runtime::{Client, Via};

/// Answers every `POST` with one body, and what is read over REST as a server with one class.
fn server(status: u16, body: &'static str) -> (Client, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let posts = Arc::new(Mutex::default());
    let log = Arc::clone(&posts);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let log = Arc::clone(&log);
            thread::spawn(move || serve(stream, status, body, &log));
        }
    });
    (Client::builder(url).via(Via::GraphQl).attempts(1).build().unwrap(), posts)
}

fn serve(mut stream: TcpStream, status: u16, body: &str, posts: &Mutex<Vec<String>>) {
    let Some(request) = request(&mut stream) else { return };
    let (status, body) = if request.starts_with("POST") {
        posts.lock().unwrap().push(request);
        (status, body)
    } else if request.starts_with("GET /v1/schema") {
        (200, r#"{"classes":[{"class":"Article","properties":[{"name":"title","dataType":["text"]}]}]}"#)
    } else {
        (200, r#"{"version":"1.39.0","aliases":[]}"#)
    };
    let head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
}

/// A head and as much of a body as it says.
fn request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(text);
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
        }
    }
}

#[tokio::test]
async fn what_is_no_answer_is_said_to_be_none() {
    for (status, body, kind, says) in [
        (200, "<html><body>welcome</body></html>", ErrorKind::Decode, "begins with \"<html>"),
        (200, "", ErrorKind::Decode, "not JSON"),
        (200, "null", ErrorKind::Decode, "neither `data` nor `errors`"),
        (200, "[1]", ErrorKind::Decode, "neither `data` nor `errors`"),
        (200, r#"{"data":null}"#, ErrorKind::Decode, "neither `data` nor `errors`"),
        (200, r#"{"data":3}"#, ErrorKind::Decode, "neither `data` nor `errors`"),
        (200, r#"{"data":{}}"#, ErrorKind::Decode, "no `Get.Article`"),
        (
            200,
            r#"{"data":{"Get":{"Article":[{"_additional":{"id":1e999}}]}}}"#,
            ErrorKind::Decode,
            "not JSON",
        ),
        (200, r#"{"errors":3}"#, ErrorKind::Decode, "`errors` without a message"),
        (200, r#"{"errors":[{}]}"#, ErrorKind::Decode, "`errors` without a message"),
        (
            // Errors beside data: half an answer is none.
            200,
            r#"{"data":{"Get":{"Article":[]}},"errors":[{"message":"half","path":["Get","Article",0,"title"]}]}"#,
            ErrorKind::Rejected,
            "at `Get.Article.0.title`: the server says: half",
        ),
        (
            200,
            r#"{"errors":[{"message":"Cannot query field \"Article\" on type \"GetObjectsObj\".","path":null}]}"#,
            ErrorKind::NotFound,
            "client.sync",
        ),
        (
            422,
            r#"{"error":[{"message":"no graphql provider present"}]}"#,
            ErrorKind::NotFound,
            "no class `Article`",
        ),
        (404, "<html>not here</html>", ErrorKind::NotFound, "not here"),
        (500, "panic", ErrorKind::Server, "panic"),
    ] {
        let (client, _) = server(status, body);
        let error = client.search_raw(&Query::new("Article")).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{body}: {error}");
        assert!(error.to_string().contains(says), "{body}: {error}");
    }
    // So deep that reading it would take the stack.
    let deep: &'static str = Box::leak(("[".repeat(100_000) + &"]".repeat(100_000)).into_boxed_str());
    let (client, _) = server(200, deep);
    assert_eq!(client.search_raw(&Query::new("Article")).await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_class_of_one_replica_is_asked_without_a_level() {
    let body = r#"{"errors":[{"message":"Unknown argument \"consistencyLevel\" on field \"Article\" of type \"GetObjectsObj\"."}]}"#;
    let (client, posts) = server(200, body);
    let selection = weaviate_query::ir::Selection {
        items: vec![weaviate_query::ir::Item::Metadata(weaviate_query::ir::Metadata::IsConsistent)],
    };
    let query = Query { selection, ..Query::new("Article") };
    client.search_raw(&query).await.unwrap_err();
    let posts = posts.lock().unwrap();
    let [first, second] = posts.as_slice() else { panic!("two questions: {posts:?}") };
    assert!(first.contains("isConsistent") && !second.contains("isConsistent"), "{posts:?}");
}

#[tokio::test]
async fn a_query_of_the_programs_own() {
    let (client, posts) = server(200, r#"{"data":{"a":[1]},"errors":[]}"#);
    let data: Value = client.graphql("query ($b: Int) { a }", serde_json::json!({ "b": 2 })).await.unwrap();
    assert_eq!(data["a"][0], 1);
    client.graphql::<Value>("{ a }", ()).await.unwrap();
    let posts = posts.lock().unwrap();
    assert!(
        posts[0].starts_with("POST /v1/graphql ") && posts[0].contains(r#""variables":{"b":2}"#),
        "{posts:?}"
    );
    assert!(!posts[1].contains("variables"), "{posts:?}");
}
