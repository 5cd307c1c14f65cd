//! The gRPC service: one method each, errors as UNKNOWN with nothing but a text.

mod codec;
mod health;
mod service;
mod status;
mod stream;

pub(crate) use health::Health;
pub(crate) use service::Weaviate;

use axum::body::Body;
use tonic::{Status, service::Routes};

use crate::operations::context::Context;

/// The services, and the answer to what is none of them.
pub(crate) fn routes(context: Context) -> Routes {
    let services = Routes::new(Health).add_service(Weaviate::new(context)).into_axum_router();
    services.fallback(unknown).into()
}

async fn unknown(uri: http::Uri) -> http::Response<Body> {
    let path = uri.path();
    let text = match path.trim_start_matches('/').rsplit_once('/') {
        Some((service, _)) => format!("unknown service {service}"),
        None => format!("malformed method name: \"{path}\""),
    };
    Status::unimplemented(text).into_http()
}
