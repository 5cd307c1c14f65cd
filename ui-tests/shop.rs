//! Collections with modules, for the programs about searches that need them.
#![allow(dead_code)]

use weaviate::{Blob, Collection, Link, Object, Vector};

/// What is sold.
#[derive(Collection)]
#[weaviate(reranker(cohere()), generative(openai()))]
pub struct Offer {
    /// Its name.
    pub name: String,
    #[weaviate(tokenization = field)]
    pub brand: String,
    pub price: f64,
    pub stock: i64,
    pub sold_out: bool,
    pub picture: Blob,
    pub maker: Maker,
    pub similar: Vec<Link<Offer>>,
    #[weaviate(vector(vectorizer = openai()))]
    pub text: Vector<4>,
    #[weaviate(vector(vectorizer = multi2vec_clip(image_fields = [picture], text_fields = [name])))]
    pub look: Vector<2>,
    #[weaviate(vector(distance = dot))]
    pub taste: Vector<3>,
}

/// Who made it.
#[derive(Object)]
pub struct Maker {
    pub name: String,
}

/// A collection with one vector and no module.
#[derive(Collection)]
pub struct Note {
    pub body: String,
    pub stars: i64,
    #[weaviate(vector)]
    pub meaning: Vector<3>,
}
