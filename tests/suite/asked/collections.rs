//! The collections of the recorded data set, declared as a program would.
//!
//! The recorded classes have one vector without a name where ours is called `vector`; [`super::load`] says how.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Blob, Collection, GeoPoint, Link, Object, PhoneNumber, Uuid, Vector};

/// Every scalar and list type; null, length and timestamp indexes on
#[derive(Debug, Clone, Collection)]
#[weaviate(rename_all = "camelCase", versioned = false, inverted(null_state, property_length, timestamps))]
pub(crate) struct Article {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    /// headline of the article
    pub(crate) title: Option<String>,
    pub(crate) body: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub(crate) tagline: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub(crate) code: Option<String>,
    #[weaviate(tokenization = field)]
    pub(crate) slug: Option<String>,
    #[weaviate(tokenization = trigram)]
    pub(crate) gram: Option<String>,
    pub(crate) keywords: Option<Vec<String>>,
    #[weaviate(tokenization = field)]
    pub(crate) labels: Vec<String>,
    pub(crate) word_count: Option<i64>,
    pub(crate) scores: Vec<i64>,
    pub(crate) rating: Option<f64>,
    pub(crate) ratings: Vec<f64>,
    pub(crate) published: Option<bool>,
    pub(crate) flags: Option<Vec<bool>>,
    pub(crate) published_at: Option<DateTime<Utc>>,
    pub(crate) revisions: Vec<DateTime<Utc>>,
    pub(crate) ticket: Option<Uuid>,
    pub(crate) tickets: Option<Vec<Uuid>>,
    pub(crate) location: Option<GeoPoint>,
    pub(crate) cover: Option<Blob>,
    #[weaviate(filterable = false, searchable = false)]
    pub(crate) hidden: String,
    #[weaviate(filterable = false)]
    pub(crate) search_only: String,
    #[weaviate(searchable = false)]
    pub(crate) filter_only: String,
    #[weaviate(filterable = false, range)]
    pub(crate) priority: Option<i64>,
    #[weaviate(range)]
    pub(crate) price: Option<f64>,
    #[weaviate(filterable = false, range)]
    pub(crate) embargo: Option<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    pub(crate) unindexed: i64,
    pub(crate) big: Option<i64>,
    pub(crate) huge: Option<f64>,
    pub(crate) written_by: Vec<Link<Author>>,
    pub(crate) mentions: Vec<AnyLink<(Author, Place)>>,
    pub(crate) see_also: Vec<Link<Article>>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) vector: Option<Vector<8>>,
}

/// Every optional inverted index is off here
#[derive(Debug, Clone, Collection)]
#[weaviate(rename_all = "camelCase", versioned = false)]
pub(crate) struct Author {
    #[weaviate(tokenization = field)]
    pub(crate) name: String,
    pub(crate) bio: Option<String>,
    pub(crate) born: Option<DateTime<Utc>>,
    pub(crate) phone: Option<PhoneNumber>,
    pub(crate) active: bool,
    pub(crate) books: i64,
    pub(crate) height: Option<f64>,
    pub(crate) home: Option<GeoPoint>,
    pub(crate) nicknames: Vec<String>,
    pub(crate) lives_in: Option<Link<Place>>,
    #[weaviate(vector(distance = l2_squared))]
    pub(crate) vector: Vector<4>,
}

/// Towns and lookouts
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state))]
pub(crate) struct Place {
    pub(crate) name: String,
    #[weaviate(tokenization = lowercase)]
    pub(crate) motto: Option<String>,
    pub(crate) location: Option<GeoPoint>,
    #[weaviate(range)]
    pub(crate) population: Option<i64>,
    pub(crate) founded: Option<DateTime<Utc>>,
    pub(crate) area: f64,
    #[weaviate(vector(distance = dot))]
    pub(crate) vector: Vector<8>,
}

/// Two named vectors
#[derive(Debug, Clone, Collection)]
#[weaviate(
    rename_all = "camelCase",
    versioned = false,
    inverted(null_state, property_length),
    reranker(dummy)
)]
pub(crate) struct Gadget {
    pub(crate) label: String,
    #[weaviate(tokenization = field)]
    pub(crate) kind: String,
    pub(crate) weight: Option<f64>,
    pub(crate) stock: Option<i64>,
    #[weaviate(tokenization = field)]
    pub(crate) tags: Vec<String>,
    pub(crate) launched: Option<DateTime<Utc>>,
    pub(crate) sold: Option<bool>,
    pub(crate) made_in: Option<Link<Place>>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) shape: Option<Vector<8>>,
    #[weaviate(vector(distance = l2_squared))]
    pub(crate) sound: Option<Vector<16>>,
}

/// Dot, manhattan and hamming distances; one flat index
#[derive(Debug, Clone, Collection)]
#[weaviate(rename_all = "camelCase", versioned = false)]
pub(crate) struct Signal {
    pub(crate) tag: String,
    pub(crate) level: i64,
    #[weaviate(tokenization = field)]
    pub(crate) band: String,
    #[weaviate(vector(distance = dot))]
    pub(crate) by_dot: Vector<8>,
    #[weaviate(vector(distance = manhattan))]
    pub(crate) by_manhattan: Vector<4>,
    #[weaviate(vector(distance = hamming))]
    pub(crate) by_hamming: Vector<8>,
}

/// Objects inside objects; one named vector
#[derive(Debug, Clone, Collection)]
#[weaviate(
    versioned = false,
    inverted(null_state, property_length),
    preview(nested_filters),
    generative(dummy),
    reranker(dummy)
)]
pub(crate) struct Recipe {
    pub(crate) name: String,
    pub(crate) serves: i64,
    pub(crate) summary: Option<String>,
    pub(crate) photo: Option<Blob>,
    pub(crate) origin: Option<Origin>,
    pub(crate) steps: Vec<RecipeStep>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) main: Option<Vector<4>>,
}

#[derive(Debug, Clone, Object)]
pub(crate) struct Origin {
    #[weaviate(tokenization = field)]
    pub(crate) country: Option<String>,
    pub(crate) year: Option<i64>,
    pub(crate) verified: Option<bool>,
    pub(crate) rank: Option<f64>,
    pub(crate) first: Option<DateTime<Utc>>,
    pub(crate) aliases: Vec<String>,
    pub(crate) codes: Option<Vec<i64>>,
    pub(crate) cook: Option<Cook>,
}

#[derive(Debug, Clone, Object)]
pub(crate) struct Cook {
    pub(crate) name: Option<String>,
    pub(crate) age: Option<i64>,
    pub(crate) ratings: Vec<f64>,
    pub(crate) licence: Option<Uuid>,
}

#[derive(Debug, Clone, Object)]
pub(crate) struct RecipeStep {
    pub(crate) text: Option<String>,
    pub(crate) minutes: Option<i64>,
    pub(crate) optional: Option<bool>,
    pub(crate) tools: Option<Vec<Tool>>,
}

#[derive(Debug, Clone, Object)]
pub(crate) struct Tool {
    #[weaviate(tokenization = field)]
    pub(crate) name: Option<String>,
    pub(crate) size: Option<f64>,
    pub(crate) owned: Option<bool>,
}

/// Own bm25 constants, stopwords, accents and scripts
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length, bm25(k1 = 2.0, b = 0.25), stopwords(preset = "en", add = ["lantern"], remove = ["the"])))]
pub(crate) struct Quote {
    pub(crate) line: String,
    pub(crate) folded: Option<String>,
    pub(crate) partly: String,
    pub(crate) weather: String,
    pub(crate) bare: String,
    #[weaviate(tokenization = field)]
    pub(crate) raw: String,
    #[weaviate(tokenization = whitespace)]
    pub(crate) split: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub(crate) lower: String,
    #[weaviate(tokenization = trigram)]
    pub(crate) tri: Option<String>,
    pub(crate) year: i64,
}

/// Multi-tenant
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant, inverted(null_state))]
pub(crate) struct Ledger {
    #[weaviate(tokenization = field)]
    pub(crate) account: String,
    pub(crate) note: String,
    pub(crate) amount: f64,
    pub(crate) posted: Option<DateTime<Utc>>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) vector: Vector<4>,
}

/// Vectors made by text2vec-bigram from one text property
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, generative(dummy), reranker(dummy))]
pub(crate) struct Headline {
    pub(crate) title: String,
    #[weaviate(vector(distance = cosine, vectorizer = bigram))]
    pub(crate) vector: Option<Vector<676>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, generative(dummy), reranker(dummy))]
pub(crate) struct Blurb {
    pub(crate) title: String,
    pub(crate) rank: i64,
    #[weaviate(vector(distance = cosine, vectorizer = transformers(vectorize_collection_name = false)))]
    pub(crate) vector: Option<Vector<32>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub(crate) struct Poster {
    pub(crate) title: String,
    pub(crate) body: String,
    #[weaviate(rename = "title", vector(distance = cosine, vectorizer = transformers, source = [title]))]
    pub(crate) title_vector: Option<Vector<32>>,
    #[weaviate(rename = "body", vector(distance = l2_squared, vectorizer = transformers, source = [body]))]
    pub(crate) body_vector: Option<Vector<32>>,
}

#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub(crate) struct Picture {
    pub(crate) photo: Blob,
    pub(crate) name: String,
    #[weaviate(vector(distance = cosine, vectorizer = multi2vec_clip(image_fields = [photo])))]
    pub(crate) vector: Option<Vector<32>>,
}
