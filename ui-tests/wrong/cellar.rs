//! What the generated programs ask about: properties of every kind, and collections with one vector, several and none.
#![allow(dead_code)]

use chrono::{DateTime, Utc};
use weaviate::{Blob, Collection, GeoPoint, Link, Object, PhoneNumber, Uuid, Vector};

/// Everything: each kind, one vector that the program brings.
#[derive(Debug, Clone, Collection)]
#[weaviate(reranker(cohere()), inverted(null_state, property_length, timestamps))]
pub struct Wine {
    #[weaviate(id)]
    pub id: Uuid,
    pub name: String,
    #[weaviate(tokenization = field)]
    pub grape: String,
    #[weaviate(tokenization = trigram)]
    pub region: String,
    pub note: Option<String>,
    #[weaviate(searchable = false)]
    pub memo: String,
    #[weaviate(filterable = false)]
    pub hidden: i64,
    pub year: i64,
    pub price: f64,
    pub corked: bool,
    pub pressed: DateTime<Utc>,
    pub owner: Uuid,
    pub tags: Vec<String>,
    pub years: Vec<i64>,
    pub spot: GeoPoint,
    pub phone: PhoneNumber,
    pub label: Blob,
    pub maker: Maker,
    pub rivals: Vec<Link<Wine>>,
    pub cellar: Link<Cellar>,
    #[weaviate(vector)]
    pub taste: Vector<3>,
}

/// Inside a wine.
#[derive(Debug, Clone, Object)]
pub struct Maker {
    pub full_name: String,
    pub born: Option<i64>,
}

/// Declares nothing, and has no vector.
#[derive(Debug, Clone, Collection)]
pub struct Cellar {
    pub city: String,
    pub depth: Option<i64>,
    pub above: Option<Link<Cellar>>,
}

/// Several vectors.
#[derive(Debug, Clone, Collection)]
#[weaviate(generative(openai()))]
pub struct Barrel {
    pub wood: String,
    pub size: i64,
    pub toast: Option<String>,
    #[weaviate(vector)]
    pub front: Vector<2>,
    #[weaviate(vector(distance = dot))]
    pub back: Vector<4>,
    #[weaviate(vector(vectorizer = openai()))]
    pub words: Vector<4>,
}
