//! `weaviate.v1.Weaviate`: finds the method, decodes, asks the engine, encodes.

use std::{
    convert::Infallible,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{self, Poll},
};

use tonic::{
    Request, Response, Status, Streaming,
    body::Body,
    metadata::MetadataMap,
    server::{Grpc, NamedService, StreamingService, UnaryService},
};
use weaviate_proto as proto;

use super::{
    codec::{Messages, in_servers_words},
    stream,
};
use crate::{
    common::{
        error::Result,
        faults::Refused,
        server::MESSAGE_LIMIT,
        signed::{self, Access},
    },
    operations::{aggregate, context::Context, search, tenants, write},
    protocol::faults,
};

/// The service.
#[derive(Clone)]
pub(crate) struct Weaviate {
    context: Context,
}

impl Weaviate {
    pub(crate) fn new(context: Context) -> Self {
        Self { context }
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

    fn poll_ready(&mut self, _: &mut task::Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Reply {
        let context = self.context.clone();
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            let method = path.rsplit('/').next().unwrap_or_default();
            let effect = context.faults().next(faults::grpc(method));
            if !effect.delay.is_zero() {
                tokio::time::sleep(effect.delay).await;
            }
            if let Some(refused) = effect.refused {
                return Ok(match refused {
                    Refused::Unavailable => Status::unavailable(refused.text()),
                    Refused::Exhausted => Status::resource_exhausted(refused.text()),
                }
                .into_http());
            }
            let context = context.with_disk_full(effect.disk_full);
            let response = match method {
                "Search" => unary("Search", context, request, search::search).await,
                "Aggregate" => unary("Aggregate", context, request, aggregate::aggregate).await,
                "BatchObjects" => unary("BatchObjects", context, request, write::batch::objects).await,
                "BatchReferences" => {
                    unary("BatchReferences", context, request, write::batch::references).await
                }
                "BatchDelete" => unary("BatchDelete", context, request, write::delete::grpc).await,
                "TenantsGet" => unary("TenantsGet", context, request, tenants::get).await,
                "BatchStream" => streaming(context, request).await,
                other => {
                    Status::unimplemented(format!("unknown method {other} for service {}", proto::SERVICE))
                        .into_http()
                }
            };
            if !effect.hang_up {
                return Ok(response);
            }
            let (head, body) = response.into_parts();
            let broken =
                if method == "BatchStream" { faults::beginning(body) } else { faults::half(body).await };
            Ok(http::Response::from_parts(head, Body::new(broken)))
        })
    }
}

struct Call<Q, A> {
    method: &'static str,
    context: Context,
    answer: fn(&Context, Q) -> Result<A>,
}

impl<Q, A> UnaryService<Q> for Call<Q, A>
where
    Q: Send + 'static,
    A: Send + 'static,
{
    type Response = A;
    type Future = Pin<Box<dyn Future<Output = Result<Response<A>, Status>> + Send>>;

    fn call(&mut self, request: Request<Q>) -> Self::Future {
        let (context, answer) = (self.context.clone(), self.answer);
        if let Some(text) = context.settings().mode.refuse_grpc(self.method) {
            return Box::pin(std::future::ready(Err(Status::unavailable(text))));
        }
        if let Err(why) = signed_in(&context, request.metadata()) {
            return Box::pin(std::future::ready(Err(Status::unknown(format!("extract auth: {why}")))));
        }
        Box::pin(async move {
            // Scans take as long as they take: they do not hold up the runtime.
            let done = tokio::task::spawn_blocking(move || {
                catch_unwind(AssertUnwindSafe(|| {
                    let answered = answer(&context, request.into_inner());
                    context.commit().and(answered)
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
    context: Context,
    request: http::Request<Body>,
    answer: fn(&Context, Q) -> Result<A>,
) -> http::Response<Body>
where
    Q: prost::Message + Default + 'static,
    A: prost::Message + Default + 'static,
{
    let response = Grpc::new(Messages::<A, Q>::unary(method))
        .max_decoding_message_size(MESSAGE_LIMIT)
        .max_encoding_message_size(MESSAGE_LIMIT)
        .unary(Call { method, context, answer }, request)
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

/// Whether who asks may: over gRPC a token that is missing is one that signs nobody in.
fn signed_in(context: &Context, metadata: &MetadataMap) -> std::result::Result<(), String> {
    let settings = context.settings();
    let authorization = metadata.get("authorization").and_then(|value| value.to_str().ok());
    match signed::read(settings, authorization) {
        Access::User(_) | Access::Anonymous => Ok(()),
        Access::Missing => Err(signed::missing(settings)),
        Access::Refused(text) => Err(text),
    }
}

struct Batch {
    context: Context,
}

impl StreamingService<proto::BatchStreamRequest> for Batch {
    type Response = proto::BatchStreamReply;
    type ResponseStream = stream::Replies;
    type Future = std::future::Ready<Result<Response<stream::Replies>, Status>>;

    fn call(&mut self, request: Request<Streaming<proto::BatchStreamRequest>>) -> Self::Future {
        std::future::ready(match signed_in(&self.context, request.metadata()) {
            Ok(()) => Ok(Response::new(stream::answer(self.context.clone(), request.into_inner()))),
            Err(why) => Err(Status::unauthenticated(why)),
        })
    }
}

async fn streaming(context: Context, request: http::Request<Body>) -> http::Response<Body> {
    let response =
        Grpc::new(Messages::<proto::BatchStreamReply, proto::BatchStreamRequest>::stream("BatchStream"))
            .max_decoding_message_size(MESSAGE_LIMIT)
            .max_encoding_message_size(MESSAGE_LIMIT)
            .streaming(Batch { context }, request)
            .await;
    reworded(response)
}
