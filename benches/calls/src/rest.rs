//! What the canned server says by REST: what this client asks it before it writes, and all that a client without gRPC does.

use std::{convert::Infallible, sync::Arc};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use weaviate::Collection as _;
use weaviate_benches::random::Random;

use crate::{
    model::{Document, ROWS},
    server::drain,
    work::INSERTED,
};

/// Answers of the crate weaviate-community's two requests.
struct Canned {
    found: Bytes,
    stored: Bytes,
}

pub(crate) async fn serve(listener: TcpListener) {
    let canned = Arc::new(Canned { found: found(), stored: stored() });
    while let Ok((stream, _)) = listener.accept().await {
        let canned = canned.clone();
        let service = service_fn(move |request| answer(request, canned.clone()));
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(
    request: Request<Incoming>,
    canned: Arc<Canned>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let path = request.uri().path().to_owned();
    drain(request.into_body()).await;
    let body = match path.as_str() {
        "/v1/meta" => r#"{"version":"1.39.0","grpcMaxMessageSize":104858000,"modules":{}}"#.into(),
        "/v1/aliases" => r#"{"aliases":[]}"#.into(),
        "/v1/graphql" => canned.found.clone(),
        "/v1/batch/objects" => canned.stored.clone(),
        path if path.ends_with("/Document") => format!(
            r#"{{"class":"{}","vectorConfig":{{"embedding":{{"vectorizer":{{"none":{{}}}}}}}}}}"#,
            Document::SCHEMA.name
        )
        .into(),
        _ => {
            let mut response = Response::new(Full::default());
            *response.status_mut() = http::StatusCode::NOT_FOUND;
            return Ok(response);
        }
    };
    let mut response = Response::new(Full::new(body));
    let json = http::HeaderValue::from_static("application/json");
    response.headers_mut().insert(http::header::CONTENT_TYPE, json);
    Ok(response)
}

/// Ten rows of ten properties.
fn found() -> Bytes {
    let mut random = Random(7);
    let rows = (0..ROWS).map(|_| {
        format!(
            r#"{{"title":"{}","slug":"{}","author":"{}","summary":"{}","words":417,"rating":0.25,"draft":false,"published":"2026-11-28T09:30:07.123Z","edited":"2026-11-28T09:30:07.123Z","tags":["{}","{}","{}"]}}"#,
            random.text(40), random.text(20), random.text(16), random.text(160), random.text(8), random.text(8), random.text(8)
        )
    });
    let rows = rows.collect::<Vec<_>>().join(",");
    format!(r#"{{"data":{{"Get":{{"CommunityArticle":[{rows}]}}}}}}"#).into()
}

/// Each object of a batch as stored. A server says its properties and its vector again.
fn stored() -> Bytes {
    let object =
        r#"{"class":"CommunityDocument","properties":{},"deprecations":null,"result":{"status":"SUCCESS"}}"#;
    format!("[{}]", vec![object; INSERTED].join(",")).into()
}
