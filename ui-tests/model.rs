//! The collections that the programs ask about.
#![allow(dead_code)]

use chrono::{DateTime, Utc};
use weaviate::{Collection, GeoPoint, Link, MultiVector, Object, Uuid, Vector};

/// An article as it was printed.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state))]
pub struct Article {
    #[weaviate(id)]
    pub id: Uuid,
    /// The headline.
    pub title: String,
    #[weaviate(tokenization = field)]
    pub slug: String,
    #[weaviate(range)]
    pub words: i64,
    pub rating: f64,
    pub public: bool,
    pub published: DateTime<Utc>,
    #[weaviate(tokenization = field)]
    pub tags: Vec<String>,
    pub summary: Option<String>,
    #[weaviate(filterable = false)]
    pub secret: Option<i64>,
    #[weaviate(searchable = false)]
    pub notes: String,
    pub place: GeoPoint,
    pub author: Author,
    pub category: Link<Category>,
    #[weaviate(vector(distance = cosine))]
    pub embedding: Vector<384>,
}

#[derive(Debug, Clone, Object)]
pub struct Author {
    pub name: String,
    pub born: Option<i64>,
}

/// Declares nothing: no index of absent values, of lengths, of times, and no vector.
#[derive(Debug, Clone, Collection)]
pub struct Category {
    #[weaviate(id)]
    pub id: Uuid,
    pub name: String,
    pub motto: Option<String>,
    pub parent: Option<Link<Category>>,
}

/// Declares all there is.
#[derive(Debug, Clone, Collection)]
#[weaviate(inverted(null_state, property_length, timestamps), preview(nested_filters))]
pub struct Photo {
    pub caption: Option<String>,
    pub taken_by: Author,
    pub of: Vec<Link<Category>>,
    #[weaviate(vector(distance = l2_squared))]
    pub front: Vector<3>,
    #[weaviate(vector(distance = cosine))]
    pub back: Vector<4>,
    #[weaviate(vector)]
    pub patches: MultiVector<2>,
}

/// Its one vector is compared by the dot product.
#[derive(Debug, Clone, Collection)]
#[weaviate(versioned = false)]
pub struct Song {
    pub name: String,
    #[weaviate(vector(distance = dot))]
    pub sound: Option<Vector<3>>,
}

/// Each tenant has its own.
#[derive(Debug, Clone, Collection)]
#[weaviate(multi_tenant)]
pub struct Note {
    pub text: String,
}
