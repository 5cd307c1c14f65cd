//! What stands before a server and says something else of its issuer; all else passes.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use super::{CLIENT, json_answer};

/// A proxy before REST. Dropping it closes it.
pub struct Front {
    addr: SocketAddr,
    serving: JoinHandle<()>,
}

struct Behind {
    server: String,
    says: Option<Value>,
    http: reqwest::Client,
}

impl Front {
    /// Says that the issuer's document is at `href`, or with `None` that there is no OIDC.
    ///
    /// # Panics
    ///
    /// Without a free port.
    pub async fn start(server: &str, href: Option<&str>) -> Self {
        let says = href.map(|href| json!({"href": href, "clientId": CLIENT, "scopes": ["openid"]}));
        Self::saying(server, says).await
    }

    /// Says this of the issuer.
    ///
    /// # Panics
    ///
    /// Without a free port.
    pub async fn saying(server: &str, says: Option<Value>) -> Self {
        let http = weaviate_local::plain_http().build().expect("a client of HTTP");
        let behind = Arc::new(Behind { server: server.to_owned(), says, http });
        let routes = Router::new()
            .route("/v1/.well-known/openid-configuration", get(configuration))
            .fallback(pass)
            .with_state(behind);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let addr = listener.local_addr().expect("its port");
        let serving = tokio::spawn(async { axum::serve(listener, routes).await.expect("it serves") });
        Self { addr, serving }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn configuration(State(behind): State<Arc<Behind>>) -> Response {
    match &behind.says {
        Some(says) => json_answer(StatusCode::OK, says),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn pass(
    State(behind): State<Arc<Behind>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    let asking = behind.http.request(method, format!("{}{path}", behind.server)).headers(headers).body(body);
    let Ok(answer) = asking.send().await else { return StatusCode::BAD_GATEWAY.into_response() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    headers.remove("transfer-encoding");
    let body = answer.bytes().await.unwrap_or_default();
    (status, headers, Body::from(body)).into_response()
}
