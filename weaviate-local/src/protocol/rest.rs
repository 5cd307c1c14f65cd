//! REST: finds the endpoint, reads the body, writes the answer.

mod absent;
mod aliases;
mod answer;
mod backups;
mod batch;
mod body;
mod call;
mod cluster;
mod described;
mod door;
mod graphql;
mod indexes;
mod listed;
mod objects;
mod route;
mod schema;
mod shape;
mod tenants;
mod tokenize;
mod unclassed;

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::{
    Router,
    body::{Body, HttpBody as _},
    extract::{Request, State},
    response::Response,
};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN},
    request::Parts,
};
use http_body_util::{BodyExt, Limited};

use crate::{
    common::{error::Refusal, faults::Refused},
    operations::context::Context,
    protocol::faults,
};
use answer::Answer;

/// The largest body.
const BODY_LIMIT: usize = 1 << 30;

/// The endpoints.
pub(crate) fn router(context: Context) -> Router {
    Router::new().fallback(handle).with_state(context)
}

async fn handle(State(context): State<Context>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let effect = faults::rest(head.method.as_str(), head.uri.path())
        .map(|call| context.faults().next(call))
        .unwrap_or_default();
    if !effect.delay.is_zero() {
        tokio::time::sleep(effect.delay).await;
    }
    if let Some(refused) = effect.refused {
        let status = if refused == Refused::Exhausted { 429 } else { 503 };
        return Answer::refused(&Refusal::with_status(status, refused.text()), false).into_response();
    }
    let response = answered(context.with_disk_full(effect.disk_full), head, body).await;
    if !effect.hang_up {
        return response;
    }
    // The length of the whole says that something is missing.
    let (mut head, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        head.headers.insert(http::header::CONTENT_LENGTH, length.max(1).into());
    }
    Response::from_parts(head, faults::half(body).await)
}

async fn answered(context: Context, head: Parts, body: Body) -> Response {
    let no_body = head.method == http::Method::HEAD;
    let refused = |refusal: Refusal| Answer::refused(&refusal, false).into_response();
    let mut response = if let Ok(body) = Limited::new(body, BODY_LIMIT).collect().await {
        let body = body.to_bytes();
        let done = tokio::task::spawn_blocking(move || {
            let mut call = call::Call::new(&head.method, &head.uri, &head.headers, &body);
            catch_unwind(AssertUnwindSafe(|| {
                let user = match door::open(&context, &call, &head.headers) {
                    Ok(user) => user,
                    Err(refused) => return *refused,
                };
                if let Some(info) = door::own_info(&call, user.as_deref()) {
                    return info;
                }
                let answered = route::answer(&context, &mut call);
                let committed = context.commit().map_err(|refusal| Answer::refused(&refusal, false));
                committed.map_or_else(|refused| refused, |()| answered).into_response()
            }))
        });
        let failed = || refused(Refusal::with_status(500, "the embedded engine failed"));
        done.await.ok().and_then(Result::ok).unwrap_or_else(failed)
    } else {
        refused(Refusal::malformed(413, "the body is too large or was cut off"))
    };
    allow_origins(response.headers_mut());
    if no_body {
        *response.body_mut() = Body::empty();
    }
    response
}

/// What lets a page of a browser read the answer, wherever the page comes from.
fn allow_origins(headers: &mut HeaderMap) {
    for name in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_HEADERS] {
        headers.insert(name, HeaderValue::from_static("*"));
    }
}
