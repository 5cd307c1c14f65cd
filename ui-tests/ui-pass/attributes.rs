//! Every attribute, as the documentation of the derive has it.
#![allow(dead_code)]
#![deny(warnings)]

use chrono::{DateTime, Utc};
use weaviate::{Blob, Collection, MultiVector, Object, Vector};

const MODEL: &str = "text-embedding-3-small";

#[derive(Collection)]
#[weaviate(
    generative(openai(model = "gpt-5", temperature = 0.2, max_tokens = 500)),
    reranker(cohere(model = "rerank-v3.5"))
)]
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
    pub pairs: Option<Vector<676>>,
}

#[derive(Collection)]
#[weaviate(
    server = "1.39",
    ttl(days = 30, after = created_at, hide_expired),
    replication(factor = 3, deletion_strategy = time_based_resolution, async(frequency = 30, propagation_delay = 5)),
    sharding(desired_count = 2, virtual_per_physical = 64),
    inverted(stopword_presets(mine = ["foo", "bar"]), cleanup_interval_seconds = 30),
)]
pub struct Tuned {
    #[weaviate(analyzer(ascii_fold, ascii_fold_ignore = ["é"], stopword_preset = "mine"), skip_vectorization)]
    pub text: String,
    #[weaviate(vectorize_property_name = false)]
    pub words: Vec<String>,
    pub inner: Inner,
    #[weaviate(vector(
        index = hnsw(ef = -1, ef_construction = 64, max_connections = CONNECTIONS, filter_strategy = sweeping),
        quantizer = pq(segments = 64, encoder = tile, distribution = log_normal),
        vectorizer = bigram,
    ))]
    pub graph: Option<Vector<8>>,
    #[weaviate(vector(index = flat(vector_cache_max_objects = 1_000_000_000_000), quantizer = bq(cache = true), distance = hamming))]
    pub list: Option<Vector<8>>,
    #[weaviate(vector(index = dynamic(threshold = 5_000, hnsw(ef = 64), flat(vector_cache_max_objects = 3)), quantizer = rq(bits = 1)))]
    pub both: Option<Vector<8>>,
    #[weaviate(vector(index = hfresh(search_probe = 64), quantizer = rq(rescore_limit = 50), distance = l2_squared))]
    pub fresh: Option<Vector<8>>,
    #[weaviate(vector(quantizer = sq(training_limit = 1_000)))]
    pub scalar: Option<Vector<8>>,
    #[weaviate(vector(quantizer = rq(bits = 4)))]
    pub four: Option<Vector<8>>,
    #[weaviate(vector(quantizer = none))]
    pub plain: Option<Vector<8>>,
    #[weaviate(vector(encoding = muvera(ksim = 4, dprojections = 16, repetitions = 20)))]
    pub rows: MultiVector<8>,
}

const CONNECTIONS: u32 = 16;

#[derive(Object)]
pub struct Inner {
    #[weaviate(analyzer(ascii_fold))]
    pub name: String,
}

#[derive(Collection)]
#[weaviate(server = "1.36", ttl(after = expires))]
pub struct Session {
    pub expires: DateTime<Utc>,
}

/// A session that stays an hour after its date.
#[derive(Collection)]
#[weaviate(server = "1.36", versioned = false, ttl(hours = 1, after = updated_at))]
pub struct Later {
    pub text: String,
}
