//! Connect: a message is a body, and an error is a status of HTTP with a code in words.

use axum::{body::Body, response::Response};
use bytes::{Bytes, BytesMut};
use http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use http_body_util::{BodyExt, Limited};
use serde_json::json;
use tonic::{Code, Status};

use super::ask::{Ask, Format};
use crate::common::{error::Refusal, server::MESSAGE_LIMIT};

/// Reads the message that the body is.
pub(crate) async fn read(body: Body, ask: &Ask) -> Result<Bytes, Status> {
    if ask.gzip {
        return Err(Status::unimplemented(Refusal::unsupported("compressed messages").text));
    }
    let mut body = Limited::new(body, MESSAGE_LIMIT);
    let mut bytes = BytesMut::new();
    while let Some(part) = body.frame().await {
        let part = part.map_err(|_| {
            Status::resource_exhausted(format!("grpc: received message larger than max ({MESSAGE_LIMIT})"))
        })?;
        if let Ok(data) = part.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    match ask.format {
        Format::Json if bytes.is_empty() => Err(Status::unknown("EOF")),
        _ => Ok(bytes.freeze()),
    }
}

pub(crate) fn written(ask: &Ask, answer: Result<Bytes, (Code, String)>) -> Response {
    let (status, kind, body) = match answer {
        Ok(message) => (StatusCode::OK, ask.content_type(), Body::from(message)),
        Err((code, text)) => {
            let (status, name) = said(code);
            let body = json!({"code": name, "message": text}).to_string();
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, "application/json", Body::from(body))
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// A code as the status and the word that Connect has for it.
fn said(code: Code) -> (u16, &'static str) {
    match code {
        Code::Cancelled => (499, "canceled"),
        Code::InvalidArgument => (400, "invalid_argument"),
        Code::DeadlineExceeded => (504, "deadline_exceeded"),
        Code::NotFound => (404, "not_found"),
        Code::AlreadyExists => (409, "already_exists"),
        Code::PermissionDenied => (403, "permission_denied"),
        Code::ResourceExhausted => (429, "resource_exhausted"),
        Code::FailedPrecondition => (400, "failed_precondition"),
        Code::Aborted => (409, "aborted"),
        Code::OutOfRange => (400, "out_of_range"),
        Code::Unimplemented => (501, "unimplemented"),
        Code::Internal => (500, "internal"),
        Code::Unavailable => (503, "unavailable"),
        Code::DataLoss => (500, "data_loss"),
        Code::Unauthenticated => (401, "unauthenticated"),
        Code::Ok | Code::Unknown => (500, "unknown"),
    }
}
