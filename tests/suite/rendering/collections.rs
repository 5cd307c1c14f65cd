//! The collections of the table: every type, every kind of vector.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Collection, GeoPoint, Link, MultiVector, Object, PhoneNumber, Uuid, Vector};

#[derive(Debug, Clone, Collection)]
#[weaviate(
    inverted(null_state, property_length, timestamps),
    preview(nested_filters),
    generative(dummy),
    reranker(dummy)
)]
pub(super) struct Story {
    #[weaviate(id)]
    pub(super) id: Uuid,
    pub(super) title: String,
    #[weaviate(tokenization = field)]
    pub(super) slug: String,
    pub(super) summary: Option<String>,
    #[weaviate(range)]
    pub(super) words: i64,
    pub(super) pages: Option<i64>,
    pub(super) rating: f64,
    pub(super) public: bool,
    pub(super) published: DateTime<Utc>,
    pub(super) edition: Uuid,
    #[weaviate(tokenization = field)]
    pub(super) tags: Vec<String>,
    pub(super) counts: Vec<i64>,
    pub(super) marks: Vec<f64>,
    pub(super) flags: Vec<bool>,
    pub(super) revised: Vec<DateTime<Utc>>,
    pub(super) place: Option<GeoPoint>,
    pub(super) phone: Option<PhoneNumber>,
    pub(super) author: Author,
    pub(super) editors: Vec<Author>,
    pub(super) section: Option<Link<Section>>,
    pub(super) related: Vec<Link<Story>>,
    #[weaviate(vector(vectorizer = openai(model = "text-embedding-3-small"), source = [title]))]
    pub(super) text: Vector<3>,
    #[weaviate(vector(distance = cosine))]
    pub(super) shape: Vector<2>,
    #[weaviate(vector(distance = l2_squared))]
    pub(super) tone: Vector<2>,
    #[weaviate(vector)]
    pub(super) tokens: Option<MultiVector<2>>,
}

#[derive(Debug, Clone, Object)]
pub(super) struct Author {
    pub(super) name: String,
    pub(super) born: i64,
    pub(super) home: Home,
}

#[derive(Debug, Clone, Object)]
pub(super) struct Home {
    pub(super) town: String,
}

/// One vector alone, which needs no name in a search.
#[derive(Debug, Clone, Collection)]
pub(super) struct Section {
    #[weaviate(tokenization = field)]
    pub(super) name: String,
    pub(super) size: i64,
    pub(super) parent: Option<Link<Section>>,
    #[weaviate(vector)]
    pub(super) vector: Vector<2>,
}

/// A link to several collections.
#[derive(Debug, Clone, Collection)]
pub(super) struct Feed {
    pub(super) title: String,
    pub(super) related: Vec<AnyLink<(Section, Memo)>>,
}

/// A vector of every medium.
#[derive(Debug, Clone, Collection)]
pub(super) struct Clip {
    pub(super) caption: String,
    #[weaviate(vector(vectorizer = multi2vec_bind(text_fields = [caption])))]
    pub(super) media: Vector<2>,
}

/// Split into tenants.
#[derive(Debug, Clone, Collection)]
#[weaviate(multi_tenant)]
pub(super) struct Memo {
    pub(super) text: String,
    pub(super) size: i64,
}
