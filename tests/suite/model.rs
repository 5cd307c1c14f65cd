//! The collections of the suite.

use chrono::{DateTime, FixedOffset, TimeZone as _, Utc};
use weaviate::{Blob, Collection, GeoPoint, Link, Object, PhoneNumber, Uuid, Vector};
use weaviate_tests::World;

/// An article as it was printed.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(inverted(null_state, property_length), preview(nested_filters))]
pub(crate) struct Article {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    /// The headline.
    pub(crate) title: String,
    #[weaviate(tokenization = field)]
    pub(crate) slug: String,
    #[weaviate(range)]
    pub(crate) words: i64,
    pub(crate) rating: f64,
    pub(crate) public: bool,
    pub(crate) published: DateTime<Utc>,
    #[weaviate(tokenization = field)]
    pub(crate) tags: Vec<String>,
    pub(crate) summary: Option<String>,
    pub(crate) author: Author,
    pub(crate) editors: Vec<Author>,
    pub(crate) place: Option<GeoPoint>,
    pub(crate) edition: Uuid,
    pub(crate) category: Option<Link<Category>>,
    #[weaviate(vector(distance = cosine))]
    pub(crate) embedding: Vector<3>,
}

#[derive(Debug, Clone, PartialEq, Object)]
pub(crate) struct Author {
    pub(crate) name: String,
    pub(crate) born: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Collection)]
pub(crate) struct Category {
    #[weaviate(key, tokenization = field)]
    pub(crate) name: String,
    pub(crate) parent: Option<Link<Category>>,
    pub(crate) related: Vec<Link<Category>>,
}

/// One property of every type.
#[derive(Debug, Clone, PartialEq, Collection)]
pub(crate) struct Everything {
    #[weaviate(id)]
    pub(crate) id: Uuid,
    pub(crate) text: String,
    pub(crate) int: i64,
    pub(crate) small: u8,
    pub(crate) number: f64,
    pub(crate) single: f32,
    pub(crate) boolean: bool,
    pub(crate) date: DateTime<Utc>,
    pub(crate) zoned: DateTime<FixedOffset>,
    pub(crate) uuid: Uuid,
    pub(crate) place: GeoPoint,
    pub(crate) phone: PhoneNumber,
    pub(crate) blob: Blob,
    pub(crate) texts: Vec<String>,
    pub(crate) ints: Vec<i64>,
    pub(crate) numbers: Vec<f64>,
    pub(crate) booleans: Vec<bool>,
    pub(crate) dates: Vec<DateTime<FixedOffset>>,
    pub(crate) uuids: Vec<Uuid>,
    pub(crate) object: Author,
    pub(crate) objects: Vec<Author>,
    pub(crate) no_text: Option<String>,
    pub(crate) no_int: Option<i64>,
    pub(crate) no_object: Option<Author>,
    #[weaviate(rename = "type")]
    pub(crate) r#type: Option<bool>,
    #[weaviate(vector)]
    pub(crate) vector: Vector<4>,
    #[weaviate(vector(distance = l2_squared))]
    pub(crate) second: Option<Vector<2>>,
}

/// A collection that is split into tenants.
#[derive(Debug, Clone, PartialEq, Collection)]
#[weaviate(multi_tenant)]
pub(crate) struct Note {
    #[weaviate(key)]
    pub(crate) text: String,
}

pub(crate) fn author(name: &str, born: impl Into<Option<i64>>) -> Author {
    Author { name: name.into(), born: born.into() }
}

/// The `n`-th article, all of it made from `n`.
pub(crate) fn article(n: i64) -> Article {
    Article {
        id: Uuid::from_u128(0xa000 + n as u128),
        title: format!("The {} house number {n}", ["red", "blue", "green"][n as usize % 3]),
        slug: format!("house-{n}"),
        words: n * 100,
        rating: n as f64 / 4.0,
        public: n % 2 == 0,
        published: Utc.with_ymd_and_hms(2024, 1, 1 + n as u32, 12, 0, 0).unwrap(),
        tags: [vec![], vec!["rust"], vec!["rust", "async"], vec!["async"]][n as usize % 4]
            .iter()
            .map(ToString::to_string)
            .collect(),
        summary: (n % 3 != 0).then(|| format!("summary of {n}")),
        author: author(["Ann", "Bob"][n as usize % 2], (n % 2 == 0).then_some(1950 + n)),
        editors: vec![author("Cid", 1960), author("Dee", 1900 + n)],
        place: (n % 2 == 0).then(|| GeoPoint::new(52.5 + n as f32, 13.4)),
        edition: Uuid::from_u128(n as u128),
        category: None,
        embedding: Vector::new([1.0, n as f32, 0.5]),
    }
}

/// Eight articles on a server that knows the collections.
pub(crate) async fn articles(world: &World) -> weaviate::Handle<Article> {
    world.client.sync::<(Article, Category)>().await.expect("sync");
    let handle = world.client.collection::<Article>();
    let all: Vec<_> = (0..8).map(article).collect();
    handle.insert_many(&all).await.expect("insert").into_result().expect("all stored");
    handle
}
