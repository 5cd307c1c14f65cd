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
}

impl Answer {
    pub(crate) fn ok(body: impl Into<Json>) -> Self {
        Self { status: 200, body: Some(body.into()) }
    }

    pub(crate) fn with_status(status: u16, body: impl Into<Json>) -> Self {
        Self { status, body: Some(body.into()) }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, body: None }
    }

    /// A refusal; the endpoints of the schema have one more key in their errors.
    pub(crate) fn refused(refusal: &Refusal, of_schema: bool) -> Self {
        let body = match refusal.body {
            error::Body::Empty => None,
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
        Self { status: refusal.status, body }
    }

    pub(crate) fn into_response(self) -> Response {
        let mut response = match &self.body {
            Some(body) => {
                let mut response = Response::new(Body::from(body.to_string()));
                response
                    .headers_mut()
                    .insert(CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
                response
            }
            None => Response::new(Body::empty()),
        };
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response
    }
}
