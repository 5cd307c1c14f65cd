//! REST: finds the endpoint, reads the body, writes the answer.

mod absent;
mod aliases;
mod answer;
mod backups;
mod batch;
mod body;
mod call;
mod cluster;
mod graphql;
mod objects;
mod route;
mod schema;
mod shape;
mod tenants;
mod tokenize;

use std::panic::{AssertUnwindSafe, catch_unwind};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use http_body_util::{BodyExt, Limited};

use crate::{common::error::Refusal, operations::context::Context};
use answer::Answer;

/// The largest body.
const BODY_LIMIT: usize = 1 << 30;

/// The endpoints.
pub(crate) fn router(context: Context) -> Router {
    Router::new().fallback(handle).with_state(context)
}

async fn handle(State(context): State<Context>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let no_body = head.method == http::Method::HEAD;
    let answer = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => {
            let body = body.to_bytes();
            let done = tokio::task::spawn_blocking(move || {
                let call = call::Call::new(&head.method, &head.uri, &body);
                catch_unwind(AssertUnwindSafe(|| {
                    let answered = route::answer(&context, &call);
                    context.commit().map_or_else(|refusal| Answer::refused(&refusal, false), |()| answered)
                }))
            });
            match done.await {
                Ok(Ok(answer)) => answer,
                _ => Answer::refused(&Refusal::with_status(500, "the embedded engine failed"), false),
            }
        }
        Err(_) => Answer::refused(&Refusal::malformed(413, "the body is too large or was cut off"), false),
    };
    let mut response = answer.into_response();
    if no_body {
        *response.body_mut() = Body::empty();
    }
    response
}
