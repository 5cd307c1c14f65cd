//! The works by this client, as a program writes them.

use futures_util::TryStreamExt as _;
use weaviate::{Client, Handle, query};

use crate::{
    Result,
    child::Server,
    model::{Article, Document, PAGE, PAGES, ROWS, query_vector},
    work::INGESTED,
};

pub(crate) struct Ours {
    articles: Handle<Article>,
    documents: Handle<Document>,
    vector: Vec<f32>,
    written: Vec<Document>,
}

impl Ours {
    pub(crate) fn new(server: &Server, written: Vec<Document>) -> Result<Self> {
        let client = Client::builder(&server.rest).grpc_url(&server.grpc).build()?;
        let (articles, documents) = (client.collection(), client.collection());
        Ok(Self { articles, documents, vector: query_vector(), written })
    }

    pub(crate) async fn fetch(&self) -> Result<()> {
        let question = query!(Article, near_vector: &self.vector, limit: 10, select: {
            .title, .slug, .author, .summary, .words, .rating, .draft, .published, .edited, .tags
        });
        let rows = self.articles.fetch(question).await?;
        assert_eq!(rows.len(), ROWS);
        Ok(())
    }

    pub(crate) async fn insert(&self) -> Result<()> {
        let report = self.documents.insert_many(&self.written).await?;
        assert_eq!(report.into_result()?.len(), self.written.len());
        Ok(())
    }

    pub(crate) async fn ingest(&self) -> Result<()> {
        let mut ingest = self.documents.ingest();
        for document in self.written.iter().cycle().take(INGESTED) {
            ingest.push(document.clone()).await?;
        }
        let report = ingest.finish().await;
        assert_eq!(report.stored(), INGESTED as u64);
        Ok(())
    }

    pub(crate) async fn scan(&self) -> Result<()> {
        let rows = self.articles.scan().page_size(PAGE as u32);
        let count = rows.try_fold(0, async |count, _| Ok(count + 1)).await?;
        assert_eq!(count, PAGE * PAGES);
        Ok(())
    }
}
