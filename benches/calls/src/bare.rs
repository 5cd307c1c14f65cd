//! The works by bare tonic calls: the bytes of each message stand ready, and nobody reads what is answered.

use std::sync::Arc;

use bytes::{Buf as _, BufMut as _, Bytes};
use futures_util::{StreamExt as _, stream};
use http::uri::PathAndQuery;
use tonic::{
    Request, Status,
    client::Grpc,
    codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder},
    transport::Channel,
};
use weaviate::{
    Collection as _, Names, Uuid, ir, query, render,
    wire::{Batch, stream as said},
};

use crate::{
    Result,
    child::Server,
    model::{Article, Document, PAGE, PAGES, query_vector},
    work::INGESTED,
};

/// The bytes of a message of a stream, as ours sends them.
const STREAMED: usize = 1 << 20;

pub(crate) struct Bare {
    grpc: Grpc<Channel>,
    search: Bytes,
    insert: Bytes,
    documents: Vec<Document>,
    ingest: Vec<Bytes>,
    pages: Vec<Bytes>,
}

impl Bare {
    /// With the messages of a stream of so many documents.
    pub(crate) async fn new(server: &Server, documents: Vec<Document>, ingested: usize) -> Result<Self> {
        let names = Names::new();
        let cx = render::Context::new(&names);
        let vector = query_vector();
        let question = query!(Article, near_vector: &vector, limit: 10, select: {
            .title, .slug, .author, .summary, .words, .rating, .draft, .published, .edited, .tags
        });
        let search = render::query(question.ir(), &cx)?;
        let mut batch = Batch::new(Document::SCHEMA.name, None, Arc::new(Names::new()));
        for document in &documents {
            batch.push(document, document.id)?;
        }
        let insert = batch.finish(None);
        let mut ingest = Vec::new();
        for document in documents.iter().cycle().take(ingested) {
            batch.push(document, document.id)?;
            if batch.bytes() >= STREAMED {
                ingest.push(said::data(&[&batch.finish(None)]));
            }
        }
        ingest.push(said::data(&[&batch.finish(None)]));
        let page = |number: usize| {
            let after = Uuid::from_u128((number * PAGE) as u128).to_string();
            let question = Article::query().all();
            let ir = ir::Query { after: Some(after), limit: Some(PAGE as u32), ..question.ir().clone() };
            render::query(&ir, &cx)
        };
        let pages = (0..=PAGES).map(page).collect::<Result<_, _>>()?;
        let grpc = connect(server).await?;
        Ok(Self { grpc, search, insert, documents, ingest, pages })
    }

    async fn unary(&self, method: &'static str, message: &Bytes) -> Result<Bytes> {
        let mut grpc = self.grpc.clone();
        grpc.ready().await?;
        let request = Request::new(message.clone());
        Ok(grpc.unary(request, PathAndQuery::from_static(method), Raw).await?.into_inner())
    }

    pub(crate) async fn fetch(&self) -> Result<()> {
        self.unary("/weaviate.v1.Weaviate/Search", &self.search).await.map(drop)
    }

    pub(crate) async fn insert(&self) -> Result<()> {
        self.unary("/weaviate.v1.Weaviate/BatchObjects", &self.insert).await.map(drop)
    }

    /// The objects are made here as well: whoever pushes them had to.
    pub(crate) async fn ingest(&self) -> Result<()> {
        for document in self.documents.iter().cycle().take(INGESTED) {
            drop(std::hint::black_box(document.clone()));
        }
        let mut grpc = self.grpc.clone();
        grpc.ready().await?;
        let messages = [said::start(None)].into_iter().chain(self.ingest.clone()).chain([said::stop()]);
        let request = Request::new(stream::iter(messages.collect::<Vec<_>>()));
        let path = PathAndQuery::from_static("/weaviate.v1.Weaviate/BatchStream");
        let mut answers = grpc.streaming(request, path, Raw).await?.into_inner();
        while let Some(answer) = answers.next().await {
            answer?;
        }
        Ok(())
    }

    pub(crate) async fn scan(&self) -> Result<()> {
        for page in &self.pages {
            self.unary("/weaviate.v1.Weaviate/Search", page).await?;
        }
        Ok(())
    }
}

/// A channel as a person makes one.
pub(crate) async fn connect(server: &Server) -> Result<Grpc<Channel>> {
    let channel = Channel::from_shared(server.grpc.clone())?.connect().await?;
    Ok(Grpc::new(channel).max_decoding_message_size(usize::MAX).max_encoding_message_size(usize::MAX))
}

/// Bytes as they are.
#[derive(Clone, Copy)]
struct Raw;

impl Codec for Raw {
    type Encode = Bytes;
    type Decode = Bytes;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn encode(&mut self, item: Bytes, buffer: &mut EncodeBuf<'_>) -> Result<(), Status> {
        buffer.reserve(item.len());
        buffer.put(item);
        Ok(())
    }
}

impl Decoder for Raw {
    type Item = Bytes;
    type Error = Status;

    fn decode(&mut self, buffer: &mut DecodeBuf<'_>) -> Result<Option<Bytes>, Status> {
        Ok(Some(buffer.copy_to_bytes(buffer.remaining())))
    }
}
