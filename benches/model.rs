//! The structs.

use chrono::{DateTime, FixedOffset, Utc};
use uuid::Uuid;
use weaviate_derive::{Collection, Object};

use crate::facade::{
    Hit,
    property::{Blob, GeoPoint, Link, MultiVector, PhoneNumber, Vector},
};

/// A property of every type there is.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
#[expect(missing_docs, reason = "the name of each field is its type")]
pub struct Everything {
    #[weaviate(id)]
    pub id: Uuid,
    pub text: String,
    pub int: i64,
    pub int32: i32,
    pub int16: i16,
    pub byte: u8,
    pub word: u16,
    pub double_word: u32,
    pub number: f64,
    pub single: f32,
    pub boolean: bool,
    pub utc: DateTime<Utc>,
    pub offset: DateTime<FixedOffset>,
    pub uuid: Uuid,
    pub place: GeoPoint,
    pub phone: PhoneNumber,
    pub blob: Blob,
    pub texts: Vec<String>,
    pub ints: Vec<i64>,
    pub bytes: Vec<u8>,
    pub numbers: Vec<f64>,
    pub singles: Vec<f32>,
    pub booleans: Vec<bool>,
    pub dates: Vec<DateTime<FixedOffset>>,
    pub uuids: Vec<Uuid>,
    pub inner: Inner,
    pub inners: Vec<Inner>,
    pub maybe_text: Option<String>,
    pub maybe_int: Option<i64>,
    pub maybe_texts: Option<Vec<String>>,
    pub maybe_inner: Option<Inner>,
    pub link: Link<Target>,
    pub maybe_link: Option<Link<Target>>,
    pub links: Vec<Link<Target>>,
    #[weaviate(vector(distance = cosine))]
    pub vector: Vector<5>,
    #[weaviate(vector(distance = dot))]
    pub maybe_vector: Option<Vector<3>>,
    #[weaviate(vector(distance = cosine))]
    pub rows: MultiVector<3>,
}

/// A nested object with one inside it.
#[derive(Debug, Clone, PartialEq, Object)]
#[weaviate(crate = crate::facade)]
#[expect(missing_docs, reason = "the name of each field is its type")]
pub struct Inner {
    pub text: String,
    pub int: i64,
    pub number: f64,
    pub boolean: bool,
    pub date: DateTime<FixedOffset>,
    pub uuid: Uuid,
    pub texts: Vec<String>,
    pub ints: Vec<i64>,
    pub numbers: Vec<f64>,
    pub booleans: Vec<bool>,
    pub leaf: Option<Leaf>,
    pub leaves: Vec<Leaf>,
}

/// The innermost.
#[derive(Debug, Clone, PartialEq, Object)]
#[weaviate(crate = crate::facade)]
#[expect(missing_docs, reason = "the name of each field is its type")]
pub struct Leaf {
    pub text: String,
    pub ints: Vec<i64>,
}

/// What links lead to.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
pub struct Target {
    /// A text.
    pub text: String,
}

/// A date with its offset.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
pub struct Dated {
    /// The date.
    pub date: DateTime<FixedOffset>,
}

/// An object that holds others of its own type.
#[derive(Debug, Clone, PartialEq, Object)]
#[weaviate(crate = crate::facade)]
pub struct Tree {
    /// A text.
    pub text: String,
    /// The branches.
    pub branches: Vec<Tree>,
}

/// A collection of trees.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
pub struct Forest {
    /// The tree.
    pub tree: Tree,
}

/// What decoding is measured with.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
#[expect(missing_docs, reason = "as in the documentation of the client")]
pub struct Article {
    pub title: String,
    pub slug: String,
    pub words: i64,
    pub published: DateTime<Utc>,
    pub tags: Vec<String>,
    #[weaviate(vector(distance = cosine))]
    pub embedding: Vector<384>,
}

/// A row as `fetch` gives it for the whole struct.
pub type ArticleHit = Hit<Article>;

/// What encoding is measured with.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(crate = crate::facade)]
#[expect(missing_docs, reason = "as in the documentation of the client")]
pub struct Document {
    #[weaviate(id)]
    pub id: Uuid,
    pub title: String,
    pub slug: String,
    pub words: i64,
    pub tags: Vec<String>,
    #[weaviate(vector(distance = cosine))]
    pub embedding: Vector<1536>,
}
