//! Every attribute, as the documentation of the derive has it.
#![allow(dead_code)]
#![deny(warnings)]

use weaviate::{Blob, Collection, MultiVector, Vector};

const MODEL: &str = "text-embedding-3-small";

#[derive(Collection)]
#[weaviate(generative(openai(model = "gpt-5", temperature = 0.2, max_tokens = 500)), reranker(cohere(model = "rerank-v3.5")))]
pub struct Article {
    pub title: String,
    #[weaviate(rename = "text")]
    pub body: String,
    pub photo: Blob,
    #[weaviate(vector(vectorizer = openai(model = MODEL, dimensions = 256), source = [title, body], distance = dot))]
    pub embedding: Option<Vector<256>>,
    #[weaviate(vector(vectorizer = multi2vec_clip(
        inference_url = "http://clip:8080",
        text_fields = [title * 0.3, body * 0.7],
        image_fields = [photo],
    )))]
    pub picture: Option<Vector<512>>,
    #[weaviate(vector(vectorizer = google_vertex(project_id = "p", title_property = title)))]
    pub google: Vector<768>,
    #[weaviate(vector(vectorizer = custom(
        "text2vec-mine",
        apiEndpoint = "https://example.org",
        layers = 3,
        share = 0.5,
        fast = true,
        words = ["a", "b"],
        options(useGPU = true),
    ), source = [title]))]
    pub mine: Option<Vector<8>>,
    #[weaviate(vector(vectorizer = none))]
    pub own: Option<Vector<8>>,
    #[weaviate(vector(vectorizer = text2multivec_jinaai(model = "jina-colbert-v2")))]
    pub late: Option<MultiVector<128>>,
}

#[derive(Collection)]
#[weaviate(generative(dummy), reranker(dummy))]
pub struct Small {
    pub text: String,
    #[weaviate(vector(vectorizer = bigram))]
    pub pairs: Option<Vector<26>>,
}
