//! The works by the messages of prost, made for each call from the same values.

use futures_util::{StreamExt as _, stream};
use http::uri::PathAndQuery;
use prost::Message;
use tonic::{Request, client::Grpc, transport::Channel};
use tonic_prost::ProstCodec;
use weaviate::{Collection as _, Uuid};
use weaviate_proto::{self as proto, batch_stream_request as to};

use crate::{
    Result,
    bare::connect,
    child::Server,
    model::{Article, Document, PAGE, PAGES, ROWS, query_vector},
    work::INGESTED,
};

const PROPERTIES: [&str; 10] =
    ["title", "slug", "author", "summary", "words", "rating", "draft", "published", "edited", "tags"];
/// The documents in a message of a stream: about as many bytes as ours sends.
const STREAMED: usize = 165;

pub(crate) struct Typed {
    grpc: Grpc<Channel>,
    vector: Vec<f32>,
    documents: Vec<Document>,
}

impl Typed {
    pub(crate) async fn new(server: &Server, documents: Vec<Document>) -> Result<Self> {
        Ok(Self { grpc: connect(server).await?, vector: query_vector(), documents })
    }

    async fn unary<A: Message + 'static, B: Message + Default + 'static>(
        &self,
        method: &'static str,
        message: A,
    ) -> Result<B> {
        let mut grpc = self.grpc.clone();
        grpc.ready().await?;
        let path = PathAndQuery::from_static(method);
        Ok(grpc.unary(Request::new(message), path, ProstCodec::<A, B>::default()).await?.into_inner())
    }

    async fn search(&self, message: proto::SearchRequest) -> Result<proto::SearchReply> {
        self.unary("/weaviate.v1.Weaviate/Search", message).await
    }

    pub(crate) async fn fetch(&self) -> Result<()> {
        let vectors = proto::Vectors { vector_bytes: bytes(&self.vector), r#type: 1, ..Default::default() };
        let targets = proto::Targets { target_vectors: vec!["embedding".to_owned()], ..Default::default() };
        let near_vector =
            proto::NearVector { vectors: vec![vectors], targets: Some(targets), ..Default::default() };
        let message =
            proto::SearchRequest { near_vector: Some(near_vector), limit: 10, ..Self::asked(false) };
        assert_eq!(self.search(message).await?.results.len(), ROWS);
        Ok(())
    }

    fn asked(vectors: bool) -> proto::SearchRequest {
        let vectors = vectors.then(|| "embedding".to_owned());
        proto::SearchRequest {
            collection: Article::SCHEMA.name.to_owned(),
            properties: Some(proto::PropertiesRequest {
                non_ref_properties: PROPERTIES.map(str::to_owned).to_vec(),
                ..Default::default()
            }),
            metadata: Some(proto::MetadataRequest {
                uuid: true,
                vectors: vectors.into_iter().collect(),
                ..Default::default()
            }),
            uses_127_api: true,
            ..Default::default()
        }
    }

    pub(crate) async fn insert(&self) -> Result<()> {
        let objects = self.documents.iter().map(object).collect();
        let message = proto::BatchObjectsRequest { objects, consistency_level: None };
        let reply: proto::BatchObjectsReply =
            self.unary("/weaviate.v1.Weaviate/BatchObjects", message).await?;
        assert!(reply.errors.is_empty());
        Ok(())
    }

    pub(crate) async fn ingest(&self) -> Result<()> {
        let mut grpc = self.grpc.clone();
        grpc.ready().await?;
        let start = to::Message::Start(to::Start::default());
        let documents: Vec<Document> = self.documents.iter().cycle().take(INGESTED).cloned().collect();
        let data = documents.chunks(STREAMED).map(|some| {
            let objects = to::data::Objects { values: some.iter().map(object).collect() };
            to::Message::Data(to::Data { objects: Some(objects), references: None })
        });
        let messages: Vec<_> =
            [start].into_iter().chain(data).chain([to::Message::Stop(to::Stop {})]).collect();
        let messages =
            messages.into_iter().map(|message| proto::BatchStreamRequest { message: Some(message) });
        let codec = ProstCodec::<proto::BatchStreamRequest, proto::BatchStreamReply>::default();
        let path = PathAndQuery::from_static("/weaviate.v1.Weaviate/BatchStream");
        let mut answers =
            grpc.streaming(Request::new(stream::iter(messages)), path, codec).await?.into_inner();
        while let Some(answer) = answers.next().await {
            answer?;
        }
        Ok(())
    }

    pub(crate) async fn scan(&self) -> Result<()> {
        for number in 0..=PAGES {
            let after = Uuid::from_u128((number * PAGE) as u128).to_string();
            let message = proto::SearchRequest { after, limit: PAGE as u32, ..Self::asked(true) };
            let found = self.search(message).await?.results.len();
            assert_eq!(found, if number < PAGES { PAGE } else { 0 });
        }
        Ok(())
    }
}

fn bytes(vector: &[f32]) -> bytes::Bytes {
    vector.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>().into()
}

fn object(document: &Document) -> proto::BatchObject {
    use proto::batch_object::Properties;
    let text = |text: &str| weaviate_proto::google::value::Kind::StringValue(text.to_owned());
    let fields = [
        ("title", text(&document.title)),
        ("slug", text(&document.slug)),
        ("words", weaviate_proto::google::value::Kind::NumberValue(document.words as f64)),
    ];
    let fields =
        fields.map(|(name, kind)| (name.to_owned(), weaviate_proto::google::Value { kind: Some(kind) }));
    let tags = proto::TextArrayProperties { prop_name: "tags".to_owned(), values: document.tags.clone() };
    proto::BatchObject {
        uuid: document.id.to_string(),
        collection: Document::SCHEMA.name.to_owned(),
        properties: Some(Properties {
            non_ref_properties: Some(weaviate_proto::google::Struct { fields: fields.into() }),
            text_array_properties: vec![tags],
            ..Default::default()
        }),
        vectors: vec![proto::Vectors {
            name: "embedding".to_owned(),
            vector_bytes: bytes(&document.embedding),
            r#type: 1,
            ..Default::default()
        }],
        ..Default::default()
    }
}
