//! gRPC-web and Connect on the REST port: the gRPC services themselves, asked and answered in HTTP/1.1.

mod ask;
mod connect;
mod cors;
mod frame;
mod json;

use std::future::Future;

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
    routing::any,
};
use bytes::{BufMut, Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
};
use http_body_util::{BodyExt, Full};
use tokio::time::{Instant, timeout_at};
use tonic::{Code, Status};
use tower_service::Service;

use crate::{operations::context::Context, protocol::grpc};
use ask::{Ask, Format};

/// Everything below `/v1/grpc-web`, which is cut off before it gets to the handler.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(context: Context) -> Router<S> {
    Router::new()
        .nest("/v1/grpc-web", Router::new().fallback(handle))
        // A nested router does not match its own path with a slash at the end.
        .route("/v1/grpc-web/", any(handle))
        .with_state(context)
}

async fn handle(State(context): State<Context>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    if let Some(answer) = cors::preflight(&head) {
        return answer;
    }
    let mut response = match Ask::read(&head) {
        Ok(ask) => {
            let answer = answer(context, &ask, head.uri.path(), head.headers.clone(), body).await;
            let answer = answer.map_err(|status| (status.code(), status.message().to_owned()));
            if ask.connect { connect::written(&ask, answer) } else { written(&ask, answer) }
        }
        Err(refused) => refused.into_response(),
    };
    cors::open(&head, &mut response);
    response
}

/// The message that answers, or why there is none.
async fn answer(
    context: Context,
    ask: &Ask,
    path: &str,
    headers: HeaderMap,
    body: Body,
) -> Result<Bytes, Status> {
    let json = match ask.format {
        Format::Proto => None,
        Format::Json => Some(json::Messages::of(path)?),
    };
    let read = async {
        if ask.connect { connect::read(body, ask).await } else { frame::read(body, ask.gzip).await }
    };
    let mut message = before(ask.deadline, read).await??;
    if let Some(json) = &json {
        message = json.read(&message)?;
    }
    let mut headers = headers;
    // These headers describe the bytes as they came, not as they are passed on.
    for name in ["content-length", "grpc-encoding", "grpc-accept-encoding"] {
        headers.remove(name);
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    let mut framed = BytesMut::with_capacity(message.len() + frame::END.len());
    frame::frame(&mut framed, &message);
    let mut request = http::Request::new(tonic::body::Body::new(Full::new(framed.freeze())));
    *request.method_mut() = http::Method::POST;
    *request.uri_mut() = path.parse().map_err(|_| Status::internal("the path is no address"))?;
    *request.headers_mut() = headers;
    let called = async {
        if path.starts_with("/grpc.health.") {
            grpc::Health.call(request).await
        } else {
            grpc::Weaviate::new(context).call(request).await
        }
    };
    let response = before(ask.deadline, called).await?.unwrap_or_else(|never| match never {});
    if let Some(status) =
        Status::from_header_map(response.headers()).filter(|status| status.code() != Code::Ok)
    {
        return Err(status);
    }
    let body = response.into_body().collect().await?;
    match body.trailers().and_then(Status::from_header_map) {
        Some(status) if status.code() != Code::Ok => Err(status),
        _ => {
            let message = frame::content(&body.to_bytes());
            json.map_or(Ok(message.clone()), |json| Ok(json.write(message)?.into()))
        }
    }
}

async fn before<T>(deadline: Option<Instant>, work: impl Future<Output = T>) -> Result<T, Status> {
    let late = || Status::deadline_exceeded("context deadline exceeded");
    match deadline {
        Some(deadline) if deadline <= Instant::now() => Err(late()),
        Some(deadline) => timeout_at(deadline, work).await.map_err(|_| late()),
        None => Ok(work.await),
    }
}

/// A message goes into the body, with the status behind it; without one the status is in the headers.
fn written(ask: &Ask, answer: Result<Bytes, (Code, String)>) -> Response {
    let mut response = Response::default();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(ask.content_type()));
    match answer {
        Ok(message) => {
            let mut body = BytesMut::with_capacity(message.len() + 2 * frame::END.len());
            frame::frame(&mut body, &message);
            body.put_slice(frame::END);
            *response.body_mut() = Body::from(body.freeze());
        }
        Err((code, text)) => {
            headers.insert("grpc-status", HeaderValue::from(code as i32));
            // An escaped text has only characters that a header may have.
            if let Ok(text) = HeaderValue::try_from(frame::escaped(&text)) {
                headers.insert("grpc-message", text);
            }
            headers.insert(CONTENT_LENGTH, HeaderValue::from(0));
        }
    }
    response
}
