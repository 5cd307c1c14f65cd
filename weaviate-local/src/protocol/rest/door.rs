//! Before a request is looked at: whether the engine takes it at all, and whether who asks may.

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header::AUTHORIZATION, header::CONTENT_TYPE};

use super::{answer::Answer, call::Call, described};
use crate::{
    common::{
        error::Refusal,
        signed::{self, Access},
    },
    operations::context::Context,
};

/// The user who asks, or none where nobody has to say; or the answer to what gets no further.
pub(super) fn open(
    context: &Context,
    call: &Call<'_>,
    headers: &HeaderMap,
) -> Result<Option<String>, Box<Response>> {
    let settings = context.settings();
    if let Some(text) = settings.mode.refuse_rest(call.method.as_str(), call.path) {
        return Err(Box::new(Answer::refused(&Refusal::with_status(503, text), false).into_response()));
    }
    let authorization = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let free = match call.path {
        "/v1/.well-known/live" | "/v1/.well-known/ready" => return Ok(None),
        "/v1" | "/v1/.well-known/openid-configuration" => true,
        _ => call.method == http::Method::OPTIONS,
    };
    match signed::read(settings, authorization) {
        Access::User(user) => Ok(Some(user)),
        Access::Anonymous => Ok(None),
        Access::Missing if free => Ok(None),
        access => Err(Box::new(match described::check_path(call) {
            Err(refusal) => Answer::refused(&refusal, false).into_response(),
            Ok(()) => match access {
                Access::Refused(text) => {
                    Answer::refused(&Refusal::malformed(401, text), false).into_response()
                }
                _ => anonymous(&signed::ways(settings)),
            },
        })),
    }
}

/// These bytes are the server's, which writes them by hand.
fn anonymous(ways: &str) -> Response {
    let text = format!(
        "{{\"code\":401,\"message\": \"anonymous access not enabled. Please authenticate through one of the available methods: [{ways}]\" }}"
    );
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::UNAUTHORIZED;
    let text = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, text);
    response
}

/// Who signed in, as `/v1/users/own-info` says it; none for any other path.
pub(super) fn own_info(call: &Call<'_>, user: Option<&str>) -> Option<Response> {
    let user = user.filter(|_| call.method == http::Method::GET && call.path == "/v1/users/own-info")?;
    let info = serde_json::json!({"groups": null, "roles": null, "username": user});
    Some(Answer::ok(info).into_response())
}
