//! Made by `generate` of the schemas of `corpus`.

use chrono::{DateTime, Utc};
use weaviate::{AnyLink, Blob, Collection, GeoPoint, Link, Object, PhoneNumber, Uuid, Vector};

/// Every scalar and list type; null, length and timestamp indexes on
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
#[weaviate(inverted(null_state, property_length, timestamps))]
pub struct Article {
    /// headline of the article
    pub title: Option<String>,
    pub body: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub tagline: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub code: Option<String>,
    #[weaviate(tokenization = field)]
    pub slug: Option<String>,
    #[weaviate(tokenization = trigram)]
    pub gram: Option<String>,
    pub keywords: Vec<String>,
    #[weaviate(tokenization = field)]
    pub labels: Vec<String>,
    pub word_count: Option<i64>,
    pub scores: Vec<i64>,
    pub rating: Option<f64>,
    pub ratings: Vec<f64>,
    pub published: Option<bool>,
    pub flags: Vec<bool>,
    pub published_at: Option<DateTime<Utc>>,
    pub revisions: Vec<DateTime<Utc>>,
    pub ticket: Option<Uuid>,
    pub tickets: Vec<Uuid>,
    pub location: Option<GeoPoint>,
    pub cover: Option<Blob>,
    #[weaviate(filterable = false, searchable = false)]
    pub hidden: Option<String>,
    #[weaviate(filterable = false)]
    pub search_only: Option<String>,
    #[weaviate(searchable = false)]
    pub filter_only: Option<String>,
    #[weaviate(filterable = false, range)]
    pub priority: Option<i64>,
    #[weaviate(range)]
    pub price: Option<f64>,
    #[weaviate(filterable = false, range)]
    pub embargo: Option<DateTime<Utc>>,
    #[weaviate(filterable = false)]
    pub unindexed: Option<i64>,
    pub big: Option<i64>,
    pub huge: Option<f64>,
    pub written_by: Vec<Link<Author>>,
    pub mentions: Vec<AnyLink<(Author, Place)>>,
    pub see_also: Vec<Link<Article>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
/// Every optional inverted index is off here
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
pub struct Author {
    #[weaviate(tokenization = field)]
    pub name: Option<String>,
    pub bio: Option<String>,
    pub born: Option<DateTime<Utc>>,
    pub phone: Option<PhoneNumber>,
    pub active: Option<bool>,
    pub books: Option<i64>,
    pub height: Option<f64>,
    pub home: Option<GeoPoint>,
    pub nicknames: Vec<String>,
    pub lives_in: Vec<Link<Place>>,
}

/// Two named vectors
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
#[weaviate(inverted(null_state, property_length), reranker(dummy))]
pub struct Gadget {
    pub label: Option<String>,
    #[weaviate(tokenization = field)]
    pub kind: Option<String>,
    pub weight: Option<f64>,
    pub stock: Option<i64>,
    #[weaviate(tokenization = field)]
    pub tags: Vec<String>,
    pub launched: Option<DateTime<Utc>>,
    pub sold: Option<bool>,
    pub made_in: Vec<Link<Place>>,
    #[weaviate(vector)]
    pub shape: Option<Vector<3>>,
    #[weaviate(vector(distance = l2_squared))]
    pub sound: Option<Vector<4>>,
}

// not said: `moduleConfig.text2vec-bigram`: a vector without a name is made by it, or a second module of its kind: no attribute says it
// not said: `vectorizer`: the class has a vector without a name, with settings of its own: no attribute says it
// not said: `properties.title.moduleConfig.text2vec-bigram`: no attribute says `{"skip":false,"vectorizePropertyName":true}`
/// Vectors made by text2vec-bigram from one text property
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, generative(dummy), reranker(dummy))]
pub struct Headline {
    pub title: Option<String>,
}

/// Multi-tenant
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, multi_tenant, inverted(null_state))]
pub struct Ledger {
    #[weaviate(tokenization = field)]
    pub account: Option<String>,
    pub note: Option<String>,
    pub amount: Option<f64>,
    pub posted: Option<DateTime<Utc>>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
/// Towns and lookouts
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state))]
pub struct Place {
    pub name: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub motto: Option<String>,
    pub location: Option<GeoPoint>,
    #[weaviate(range)]
    pub population: Option<i64>,
    pub founded: Option<DateTime<Utc>>,
    pub area: Option<f64>,
}

// not said: `vectorIndexConfig`: the class has a vector without a name, with settings of its own: no attribute says it
/// Own bm25 constants, stopwords, accents and scripts
#[derive(Debug, Clone, Collection)]
#[weaviate(server = "1.37", versioned = false)]
#[weaviate(
    inverted(
        null_state,
        property_length,
        bm25(k1 = 2.0, b = 0.25),
        stopwords(add = ["lantern"], remove = ["the"]),
        stopword_presets(weather = ["rain", "snow"])
    )
)]
pub struct Quote {
    pub line: Option<String>,
    #[weaviate(analyzer(ascii_fold))]
    pub folded: Option<String>,
    #[weaviate(analyzer(ascii_fold, ascii_fold_ignore = ["é"]))]
    pub partly: Option<String>,
    #[weaviate(analyzer(stopword_preset = "weather"))]
    pub weather: Option<String>,
    #[weaviate(analyzer(stopword_preset = "none"))]
    pub bare: Option<String>,
    #[weaviate(tokenization = field)]
    pub raw: Option<String>,
    #[weaviate(tokenization = whitespace)]
    pub split: Option<String>,
    #[weaviate(tokenization = lowercase)]
    pub lower: Option<String>,
    #[weaviate(tokenization = trigram)]
    pub tri: Option<String>,
    pub year: Option<i64>,
}

/// Objects inside objects; one named vector
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, inverted(null_state, property_length), generative(dummy))]
#[weaviate(reranker(dummy))]
pub struct Recipe {
    pub name: Option<String>,
    pub serves: Option<i64>,
    pub summary: Option<String>,
    pub photo: Option<Blob>,
    pub origin: Option<RecipeOrigin>,
    pub steps: Vec<RecipeSteps>,
    #[weaviate(vector)]
    pub main: Option<Vector<3>>,
}

#[derive(Debug, Clone, Object)]
pub struct RecipeOrigin {
    #[weaviate(tokenization = field)]
    pub country: Option<String>,
    pub year: Option<i64>,
    pub verified: Option<bool>,
    pub rank: Option<f64>,
    pub first: Option<DateTime<Utc>>,
    pub aliases: Vec<String>,
    pub codes: Vec<i64>,
    pub cook: Option<RecipeOriginCook>,
}

#[derive(Debug, Clone, Object)]
pub struct RecipeOriginCook {
    pub name: Option<String>,
    pub age: Option<i64>,
    pub ratings: Vec<f64>,
    pub licence: Option<Uuid>,
}

#[derive(Debug, Clone, Object)]
pub struct RecipeSteps {
    pub text: Option<String>,
    pub minutes: Option<i64>,
    pub optional: Option<bool>,
    pub tools: Vec<RecipeStepsTools>,
}

#[derive(Debug, Clone, Object)]
pub struct RecipeStepsTools {
    #[weaviate(tokenization = field)]
    pub name: Option<String>,
    pub size: Option<f64>,
    pub owned: Option<bool>,
}

/// Dot, manhattan and hamming distances; one flat index
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false, rename_all = "camelCase")]
pub struct Signal {
    pub tag: Option<String>,
    pub level: Option<i64>,
    #[weaviate(tokenization = field)]
    pub band: Option<String>,
    #[weaviate(vector(distance = dot))]
    pub by_dot: Option<Vector<3>>,
    #[weaviate(vector(distance = hamming))]
    pub by_hamming: Option<Vector<4>>,
    #[weaviate(vector(distance = manhattan, index = flat))]
    pub by_manhattan: Option<Vector<5>>,
}
