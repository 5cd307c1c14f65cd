//! A client of either: the engine, or a server elsewhere.

use std::time::{Duration, Instant};

use serde_json::json;
use tonic::transport::Channel;
use weaviate_proto as proto;

use crate::{
    Anything,
    data::{self, Random},
};

pub(crate) struct Client {
    http: String,
    rest: reqwest::Client,
    channel: Channel,
}

impl Client {
    pub(crate) async fn new(http: &str, grpc: &str) -> Result<Self, Anything> {
        let rest = weaviate_local::plain_http().build()?;
        let channel = Channel::from_shared(grpc.to_owned())?.connect().await?;
        Ok(Self { http: http.to_owned(), rest, channel })
    }

    async fn call<Q, A>(&self, method: &'static str, request: Q) -> Result<A, Anything>
    where
        Q: prost::Message + Send + Sync + 'static,
        A: prost::Message + Default + Send + Sync + 'static,
    {
        let mut grpc = tonic::client::Grpc::new(self.channel.clone()).max_decoding_message_size(1 << 30);
        grpc.ready().await?;
        let codec = tonic_prost::ProstCodec::<Q, A>::default();
        let path = http::uri::PathAndQuery::from_static(method);
        Ok(grpc.unary(tonic::Request::new(request), path, codec).await?.into_inner())
    }

    pub(crate) async fn search(
        &self,
        request: &proto::SearchRequest,
    ) -> Result<proto::SearchReply, Anything> {
        self.call("/weaviate.v1.Weaviate/Search", request.clone()).await
    }

    pub(crate) async fn batch(&self, objects: Vec<proto::BatchObject>) -> Result<(), Anything> {
        let request = proto::BatchObjectsRequest { objects, consistency_level: None };
        let reply: proto::BatchObjectsReply =
            self.call("/weaviate.v1.Weaviate/BatchObjects", request).await?;
        match reply.errors.into_iter().next() {
            Some(error) => Err(error.error.into()),
            None => Ok(()),
        }
    }

    /// Makes the collection and fills it; the time of the answers to the batches, or none when it is there already.
    pub(crate) async fn load(&self, objects: usize, dimensions: usize) -> Result<Option<Duration>, Anything> {
        let schema = format!("{}/v1/schema", self.http);
        if self.rest.get(format!("{schema}/Doc")).send().await?.status().is_success() {
            return Ok(None);
        }
        let class = json!({"class": "Doc", "properties": [
            {"name": "text", "dataType": ["text"]}, {"name": "number", "dataType": ["int"]},
            {"name": "group", "dataType": ["text"], "tokenization": "field"}]});
        let made = self.rest.post(schema).json(&class).send().await?;
        if !made.status().is_success() {
            return Err(made.text().await?.into());
        }
        let mut random = Random::new(3);
        let mut answering = Duration::ZERO;
        for first in (0..objects).step_by(500) {
            let batch = first..objects.min(first + 500);
            let batch = batch.map(|at| data::object(at as u64, dimensions, &mut random)).collect();
            let start = Instant::now();
            self.batch(batch).await?;
            answering += start.elapsed();
        }
        Ok(Some(answering))
    }
}
