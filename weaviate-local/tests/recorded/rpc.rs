//! Calls of gRPC: every one with one mistake and with two.

#[path = "rpc/numbers.rs"]
mod numbers;
#[path = "rpc/searches.rs"]
mod searches;
#[path = "rpc/writes.rs"]
mod writes;

use serde_json::{Value as Json, json};
use weaviate_proto as proto;

use crate::play::{Asked, Question, without_chance};

/// A call.
#[derive(Debug, Clone)]
pub(crate) enum Rpc {
    Search(Box<proto::SearchRequest>),
    Aggregate(Box<proto::AggregateRequest>),
    TenantsGet(proto::TenantsGetRequest),
    BatchObjects(proto::BatchObjectsRequest),
    BatchReferences(proto::BatchReferencesRequest),
    BatchDelete(Box<proto::BatchDeleteRequest>),
    /// The messages of one stream.
    BatchStream(Vec<proto::BatchStreamRequest>),
}

async fn call<Q, A>(asked: &Asked, method: &'static str, request: &Q) -> Result<A, tonic::Status>
where
    Q: prost::Message + Clone + 'static,
    A: prost::Message + Default + 'static,
{
    let mut client = tonic::client::Grpc::new(asked.grpc.clone());
    client.ready().await.expect("a server");
    let codec = tonic_prost::ProstCodec::<Q, A>::default();
    let path = http::uri::PathAndQuery::from_static(method);
    let request = tonic::Request::new(request.clone());
    client.unary(request, path, codec).await.map(tonic::Response::into_inner)
}

async fn stream(
    asked: &Asked,
    messages: &[proto::BatchStreamRequest],
) -> Result<Vec<proto::BatchStreamReply>, tonic::Status> {
    let mut client = tonic::client::Grpc::new(asked.grpc.clone());
    client.ready().await.expect("a server");
    let codec = tonic_prost::ProstCodec::<proto::BatchStreamRequest, proto::BatchStreamReply>::default();
    let path = http::uri::PathAndQuery::from_static("/weaviate.v1.Weaviate/BatchStream");
    let request = tonic::Request::new(futures_util::stream::iter(messages.to_vec()));
    let mut replies = client.streaming(request, path, codec).await?.into_inner();
    let mut out = Vec::new();
    while let Some(reply) = replies.message().await? {
        out.push(reply);
    }
    Ok(out)
}

fn found(reply: proto::SearchReply) -> Json {
    let id = |found: proto::SearchResult| found.metadata.unwrap_or_default().id;
    let groups = reply.group_by_results.into_iter().map(|group| json!([group.name, group.number_of_objects]));
    json!({"ids": reply.results.into_iter().map(id).collect::<Vec<_>>(), "groups": groups.collect::<Vec<_>>()})
}

/// Properties come in the order of a Go map.
fn aggregated(mut reply: proto::AggregateReply) -> Json {
    use proto::aggregate_reply::{Aggregations, Result};
    let sort = |all: &mut Option<Aggregations>| {
        let all = all.iter_mut().flat_map(|all| [&mut all.aggregations]);
        all.for_each(|all| all.sort_by(|a, b| a.property.cmp(&b.property)));
    };
    match &mut reply.result {
        Some(Result::SingleResult(single)) => sort(&mut single.aggregations),
        Some(Result::GroupedResults(grouped)) => {
            grouped.groups.iter_mut().for_each(|group| sort(&mut group.aggregations));
        }
        None => {}
    }
    json!(format!("{:?}", reply.result))
}

fn errors(all: impl Iterator<Item = (i32, String)>) -> Json {
    all.map(|(index, error)| json!({"index": index, "message": error})).collect()
}

/// Results come in any order, and in any number of messages.
fn streamed(replies: Vec<proto::BatchStreamReply>) -> Json {
    use proto::batch_stream_reply::Message;
    let mut out = Vec::new();
    for reply in replies {
        match reply.message {
            Some(Message::Results(results)) => {
                out.extend(results.errors.into_iter().map(|error| json!({"message": error.error})));
                out.extend(
                    results.successes.into_iter().map(|success| json!(format!("{:?}", success.detail))),
                );
            }
            Some(Message::ShuttingDown(_)) => out.push(json!("shutting down")),
            Some(Message::OutOfMemory(_)) => out.push(json!("out of memory")),
            _ => {}
        }
    }
    out.sort_by_key(Json::to_string);
    json!(out)
}

/// The two sides of a hybrid search race: whichever fails first tells where it was. And names come from a Go map.
fn in_one_way(message: &str) -> String {
    const SPARSE: &str = "object search at index ";
    // Which kind of blank stands in them depends on how a server was built.
    let mut out = message.replace('\u{a0}', " ");
    for (dense, sparse) in [
        ("explorer: get class: vector search: object vector search at index ", SPARSE),
        ("explorer: get class: vector search: invalid pagination", "invalid pagination"),
    ] {
        if let Some(rest) = out.strip_prefix(dense) {
            out = format!("{sparse}{rest}");
        }
    }
    if out.starts_with(SPARSE) {
        out = out.replace("local shard object search ", "").replace("shard ", "");
        out = out.replace("build inverted filter allow list: ", "");
    }
    match out.split_once("Available named vectors ") {
        Some((before, _)) => format!("{before}Available named vectors …"),
        None => out,
    }
}

impl Question for Rpc {
    async fn ask(&self, asked: &Asked) -> (String, String, Json) {
        let answer = match self {
            Self::Search(request) => call(asked, "/weaviate.v1.Weaviate/Search", &**request).await.map(found),
            Self::Aggregate(request) => {
                call(asked, "/weaviate.v1.Weaviate/Aggregate", &**request).await.map(aggregated)
            }
            Self::TenantsGet(request) => call(asked, "/weaviate.v1.Weaviate/TenantsGet", request).await.map(
                |reply: proto::TenantsGetReply| {
                    let mut all: Vec<String> = reply
                        .tenants
                        .iter()
                        .map(|tenant| format!("{} {:?}", tenant.name, tenant.activity_status()))
                        .collect();
                    all.sort();
                    json!(all)
                },
            ),
            Self::BatchObjects(request) => call(asked, "/weaviate.v1.Weaviate/BatchObjects", request)
                .await
                .map(|reply: proto::BatchObjectsReply| {
                    errors(reply.errors.into_iter().map(|error| (error.index, error.error)))
                }),
            Self::BatchReferences(request) => call(asked, "/weaviate.v1.Weaviate/BatchReferences", request)
                .await
                .map(|reply: proto::BatchReferencesReply| {
                    errors(reply.errors.into_iter().map(|error| (error.index, error.error)))
                }),
            Self::BatchDelete(request) => call(asked, "/weaviate.v1.Weaviate/BatchDelete", &**request)
                .await
                .map(|reply: proto::BatchDeleteReply| {
                    let objects: Vec<Json> = reply
                        .objects
                        .into_iter()
                        .map(|object| json!([object.uuid.to_vec(), object.successful, object.error]))
                        .collect();
                    json!([reply.failed, reply.matches, reply.successful, objects])
                }),
            Self::BatchStream(messages) => stream(asked, messages).await.map(streamed),
        };
        match answer {
            Ok(body) => ("Ok".to_owned(), String::new(), without_chance(body)),
            Err(status) => {
                let body = json!({"message": in_one_way(status.message())});
                (format!("{:?}", status.code()), String::new(), without_chance(body))
            }
        }
    }

    fn changed_nothing(&self, status: &str, body: &Json) -> bool {
        let all = body.as_array().map_or(0, Vec::len);
        match self {
            _ if status != "Ok" => true,
            Self::Search(_) | Self::Aggregate(_) | Self::TenantsGet(_) => true,
            // Each error is of one of them.
            Self::BatchObjects(request) => all == request.objects.len(),
            Self::BatchReferences(request) => all == request.references.len(),
            Self::BatchDelete(_) => body[2] == 0,
            Self::BatchStream(_) => body.as_array().into_iter().flatten().all(|result| !result.is_string()),
        }
    }
}
