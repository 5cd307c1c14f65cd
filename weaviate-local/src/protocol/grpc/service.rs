//! `weaviate.v1.Weaviate`: finds the method, decodes, asks the engine, encodes.

use std::{
    convert::Infallible,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
};

use tonic::{
    Request, Response, Status, Streaming,
    body::Body,
    server::{Grpc, NamedService, StreamingService, UnaryService},
};
use weaviate_proto as proto;

use super::{
    MESSAGE_LIMIT,
    codec::{Messages, in_servers_words},
    stream,
};
use crate::{
    common::error::Result,
    engine::Engine,
    operations::{aggregate, search, write},
};

/// The service.
#[derive(Clone)]
pub(crate) struct Weaviate {
    engine: Engine,
}

impl Weaviate {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine }
    }
}

impl NamedService for Weaviate {
    const NAME: &'static str = proto::SERVICE;
}

type Reply = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Infallible>> + Send>>;

impl tower_service::Service<http::Request<Body>> for Weaviate {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Reply;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Reply {
        let engine = self.engine.clone();
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            let method = path.rsplit('/').next().unwrap_or_default();
            Ok(match method {
                "Search" => unary("Search", engine, request, search::search).await,
                "Aggregate" => unary("Aggregate", engine, request, aggregate::aggregate).await,
                "BatchObjects" => unary("BatchObjects", engine, request, write::batch::objects).await,
                "BatchReferences" => {
                    unary("BatchReferences", engine, request, write::batch::references).await
                }
                "BatchDelete" => unary("BatchDelete", engine, request, write::delete::grpc).await,
                "TenantsGet" => {
                    unary("TenantsGet", engine, request, super::super::rest::tenants::grpc_get).await
                }
                "BatchStream" => streaming(engine, request).await,
                other => {
                    Status::unimplemented(format!("unknown method {other} for service {}", proto::SERVICE))
                        .into_http()
                }
            })
        })
    }
}

struct Call<Q, A> {
    engine: Engine,
    answer: fn(&Engine, Q) -> Result<A>,
}

impl<Q, A> UnaryService<Q> for Call<Q, A>
where
    Q: Send + 'static,
    A: Send + 'static,
{
    type Response = A;
    type Future = Pin<Box<dyn Future<Output = Result<Response<A>, Status>> + Send>>;

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let (engine, answer) = (self.engine.clone(), self.answer);
        Box::pin(async move {
            // Scans take as long as they take: they do not hold up the runtime.
            let done = tokio::task::spawn_blocking(move || {
                catch_unwind(AssertUnwindSafe(|| {
                    let answered = answer(&engine, request.into_inner());
                    engine.commit().and(answered)
                }))
            });
            match done.await {
                Ok(Ok(reply)) => reply.map(Response::new).map_err(Status::from),
                _ => Err(Status::unknown("panic occurred: the embedded engine failed")),
            }
        })
    }
}

async fn unary<Q, A>(
    method: &'static str,
    engine: Engine,
    request: http::Request<Body>,
    answer: fn(&Engine, Q) -> Result<A>,
) -> http::Response<Body>
where
    Q: prost::Message + Default + 'static,
    A: prost::Message + Default + 'static,
{
    let response = Grpc::new(Messages::<A, Q>::unary(method))
        .max_decoding_message_size(MESSAGE_LIMIT)
        .max_encoding_message_size(MESSAGE_LIMIT)
        .unary(Call { engine, answer }, request)
        .await;
    reworded(response)
}

/// An answer that is a status and no message, in the server's words.
fn reworded(response: http::Response<Body>) -> http::Response<Body> {
    let status = Status::from_header_map(response.headers());
    match status.and_then(|status| in_servers_words(&status)) {
        Some(status) => status.into_http(),
        None => response,
    }
}

struct Batch {
    engine: Engine,
}

impl StreamingService<proto::BatchStreamRequest> for Batch {
    type Response = proto::BatchStreamReply;
    type ResponseStream = stream::Replies;
    type Future = std::future::Ready<Result<Response<stream::Replies>, Status>>;

    fn call(&mut self, request: Request<Streaming<proto::BatchStreamRequest>>) -> Self::Future {
        std::future::ready(Ok(Response::new(stream::answer(self.engine.clone(), request.into_inner()))))
    }
}

async fn streaming(engine: Engine, request: http::Request<Body>) -> http::Response<Body> {
    let response =
        Grpc::new(Messages::<proto::BatchStreamReply, proto::BatchStreamRequest>::stream("BatchStream"))
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT)
            .streaming(Batch { engine }, request)
            .await;
    reworded(response)
}
