//! `grpc.health.v1.Health`: always serving.

use std::{
    convert::Infallible,
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use tonic::{
    Request, Response, Status,
    body::Body,
    server::{Grpc, NamedService, UnaryService},
};

use super::codec::Messages;

/// The health service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Health;

#[derive(Clone, PartialEq, prost::Message)]
struct CheckRequest {
    #[prost(string, tag = "1")]
    service: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct CheckReply {
    #[prost(int32, tag = "1")]
    status: i32,
}

const SERVING: i32 = 1;

impl NamedService for Health {
    const NAME: &'static str = "grpc.health.v1.Health";
}

struct Check;

impl UnaryService<CheckRequest> for Check {
    type Response = CheckReply;
    type Future = std::future::Ready<Result<Response<CheckReply>, Status>>;

    fn call(&mut self, _: Request<CheckRequest>) -> Self::Future {
        std::future::ready(Ok(Response::new(CheckReply { status: SERVING })))
    }
}

impl tower_service::Service<http::Request<Body>> for Health {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        Box::pin(async move {
            if request.uri().path() != "/grpc.health.v1.Health/Check" {
                return Ok(
                    Status::unimplemented("unknown method for service grpc.health.v1.Health").into_http()
                );
            }
            let codec = Messages::<CheckReply, CheckRequest>::unary("Check");
            Ok(Grpc::new(codec).unary(Check, request).await)
        })
    }
}
