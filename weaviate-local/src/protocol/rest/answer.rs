//! An answer of REST: a status, and a body or none.

use axum::{body::Body, response::Response};
use http::{StatusCode, header::CONTENT_TYPE};
use serde_json::{Value as Json, json};

use crate::common::error::{self, Refusal};

/// A status and a body.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    status: u16,
    body: Option<Json>,
    /// Whether the headers say JSON.
    json: bool,
}

impl Answer {
    pub(crate) fn ok(body: impl Into<Json>) -> Self {
        Self { status: 200, body: Some(body.into()), json: true }
    }

    pub(crate) fn with_status(status: u16, body: impl Into<Json>) -> Self {
        Self { status, body: Some(body.into()), json: true }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, body: None, json: false }
    }

    /// A refusal; the endpoints of the schema have one more key in their errors.
    pub(crate) fn refused(refusal: &Refusal, of_schema: bool) -> Self {
        let body = match refusal.body {
            error::Body::Empty | error::Body::EmptyJson => None,
            error::Body::Code(code) => Some(json!({"code": code, "message": refusal.text})),
            error::Body::Quota { counted, limit } => Some(json!({
                "errorCode": "USAGE_LIMIT_EXCEEDED",
                "limit": counted,
                "message": refusal.text,
                "value": limit,
            })),
            error::Body::List if of_schema && refusal.status == 422 => {
                Some(json!({"allowed": null, "error": [{"message": refusal.text}]}))
            }
            error::Body::List => Some(json!({"error": [{"message": refusal.text}]})),
        };
        Self { status: refusal.status, body, json: refusal.body != error::Body::Empty }
    }

    pub(crate) fn into_response(self) -> Response {
        let body = self.body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let mut response = Response::new(body);
        if self.json {
            response.headers_mut().insert(CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
        }
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response
    }
}
